/** The rule pack of a repair: one choice among regimes, made from the authority, the list, the region and two dates. */
import type { Day } from '../time/calendar.js';
import type { Severity } from '../file/case.js';
import type { TermRule } from '../time/term.js';
import { listByName } from './lists.js';
import type { MaterialKind } from './materials.js';
import { articleOf, prompt, ruleOr, supplementOf, termOf, windowOf, type Setting } from './pack-terms.js';
import { configured, isUsable, type OldRecords, type RuleOverride } from './parameters.js';
import { REGIMES, type AuthorityKind, type Regime, type RegimeId } from './regimes.js';
import { isInForce } from './rule.js';

export type { RuleOverride } from './parameters.js';
export type { AuthorityKind, RegimeId } from './regimes.js';

/**
 * Records decided under earlier rules: publicity terms of today ('new-rules') or of the day of the decision
 * ('rules-at-decision'). The procedure is always that of the application's date. No transition rule was found. `as-set`: by
 * the parameter `publicity.oldRecords` of the region; anything else is asked for a comparison.
 */
export interface LawPolicy {
  readonly oldRecords: OldRecords | 'as-set';
}
export const defaultPolicy: LawPolicy = { oldRecords: 'as-set' };

/** What holds for a region (docs/decisions/0004). */
export function oldRecordsOf(
  { oldRecords }: LawPolicy,
  region: string,
  overrides: readonly RuleOverride[],
): OldRecords {
  if (oldRecords !== 'as-set') return oldRecords;
  const set = configured(['publicity.oldRecords'], region, overrides)?.value;
  return set === 'rules-at-decision' ? set : 'new-rules';
}

export interface PackQuery {
  readonly authorityKind: AuthorityKind;
  /** Name of the serious-dishonesty list of which the record is an entry; null for penalties and other records. */
  readonly list: string | null;
  /** GB/T 2260 code of the determining authority's region. */
  readonly region: string;
  readonly decisionDate: Day;
  readonly applicationDate: Day;
}

export interface PublicityRule {
  /** null: no minimum. */
  readonly min: TermRule | null;
  readonly max: TermRule;
  readonly startEvent: 'document' | 'publication';
}

export type PackWarningCode =
  'noRegimeAtDate' | 'oldRecord' | 'shorterAtDecision' | 'checkByHand' | 'unusableOverride' | 'unconfirmed';
export interface PackWarning {
  readonly code: PackWarningCode;
  readonly text: string;
}

/** What is demanded of an application, of a serious record also the latter; all else may be handed in. */
export interface Materials {
  readonly all: readonly MaterialKind[];
  readonly serious: readonly MaterialKind[];
  readonly article: string;
}

/** Taking back a repair that was granted on false material or a broken commitment (撤销修复). */
export interface RevocationRules {
  /** The subject is told and heard before it is decided. */
  readonly heard: boolean;
  readonly service: TermRule;
  readonly statement: TermRule;
  readonly decision: TermRule;
  readonly article: string;
}

export interface RepairPack {
  /** Names the content: two packs of one id are equal. */
  readonly id: string;
  readonly version: string;
  readonly regime: RegimeId;
  /** Where the publicity terms come from; differs from `regime` only for old records. */
  readonly publicityRegime: RegimeId;
  readonly acceptance: TermRule;
  readonly verification: TermRule;
  readonly result: TermRule;
  readonly extension: TermRule;
  readonly effects: TermRule;
  readonly reapplyBar: TermRule;
  readonly supplement: {
    readonly mode: 'restart' | 'pause';
    readonly term: TermRule;
    readonly service: TermRule;
    readonly article: string;
  };
  readonly window: {
    readonly closesAt: string;
    /** Entering what the counter has received, before anything follows from its absence. */
    readonly entry: TermRule;
  };
  readonly materials: Materials;
  /** The credit office passes applications on to the authority, within this term; null: they go there at once. */
  readonly transfer: TermRule | null;
  /** Deciding by the sector's rule on what has reached its maximum with duties unfulfilled. */
  readonly sector: TermRule;
  readonly revocation: RevocationRules;
  /** Hiding and resting at once, for the time of a plan of reorganisation (临时修复). */
  readonly shield: TermRule;
  /** By which article nothing ends early while the subject stands on another directory or list; null: by none. */
  readonly clean: string | null;
  readonly publicity: Readonly<Record<Severity, PublicityRule>>;
  readonly warnings: readonly PackWarning[];
}

/** The pack for one record and one application. Pure: the same question gives the same pack. */
export function repairPack(
  query: PackQuery,
  policy: LawPolicy = defaultPolicy,
  overrides: readonly RuleOverride[] = [],
): RepairPack {
  const setting: Setting = { region: query.region, overrides };
  const application = regimeOn(query, query.applicationDate);
  const decision = regimeOn(query, query.decisionDate);
  const isAnew = oldRecordsOf(policy, query.region, overrides) === 'new-rules';
  const chosen = isAnew ? application : decision;
  const { procedure } = application.regime;
  const procedural = {
    acceptance: termOf('acceptance', procedure.acceptance, setting, 'rolls'),
    verification: termOf('verification', procedure.verification, setting, 'rolls'),
    result: termOf('result', procedure.result, setting, 'rolls'),
    extension: termOf('extension', procedure.extension, setting, 'rolls'),
    effects: termOf('effects', procedure.effects, setting, 'rolls'),
    reapplyBar: termOf('reapplyBar', procedure.reapplyBar, setting, 'stays'),
  };
  const supplement = supplementOf(setting);
  const around = aroundOf(query, application.regime, setting);
  const publicity = publicityOf(query, chosen.regime, setting);
  const bounds = SEVERITIES.flatMap((s) => [publicity[s].min, publicity[s].max]).filter((t) => t !== null);
  const terms = [...Object.values(procedural), supplement.term, ...bounds];
  const warnings = warningsOf(query, { application, decision, chosen }, { publicity, terms }, setting);
  const regime = application.regime.id;
  const publicityRegime = chosen.regime.id;
  const content = {
    regime,
    publicityRegime,
    ...procedural,
    supplement,
    window: windowOf(setting),
    ...around,
    publicity,
    warnings,
  };
  const version = fingerprint(JSON.stringify(content));
  return { id: `${regime}@${query.region}#${version}`, version, ...content };
}

/** What is demanded, and what may come before, beside and after the ordinary way. */
function aroundOf(
  { list, applicationDate }: PackQuery,
  { materials, clean, shield, procedure }: Regime,
  setting: Setting,
): Pick<RepairPack, 'materials' | 'transfer' | 'sector' | 'revocation' | 'shield' | 'clean'> {
  const sector = termOf('sector', 'CFG-sector', setting, 'rolls');
  const passesOn = configured(['transfer'], setting.region, setting.overrides) !== null;
  return {
    materials: { all: materials.all, serious: materials.serious ?? [], article: articleOf(materials.rule) },
    transfer: passesOn ? termOf('transfer', 'CFG-transfer', setting, 'rolls') : null,
    sector: { ...sector, article: `${articleOf('N36-max-unfulfilled')};${sector.article}` },
    revocation: {
      heard: configured(['revocation.hearing'], setting.region, setting.overrides)?.value !== 'unheard',
      service: prompt('N36-result-notice', setting, '告知书应当及时送达'),
      statement: ruleOr('statement', listByName(list)?.statementRule ?? undefined, applicationDate, setting),
      decision: termOf('revocation.decision', 'CFG-revocation.decision', setting, 'rolls'),
      article: articleOf(procedure.reapplyBar),
    },
    shield: prompt(shield, setting, '临时屏蔽、临时解除措施应当及时落实'),
    clean: clean === undefined || list !== null ? null : articleOf(clean),
  };
}

/** The publicity terms of a record of that severity, and the day from which they run. */
export function publicityTerms(
  pack: RepairPack,
  severity: Severity,
  record: { readonly decisionDate: Day; readonly publishedOn: Day | null },
): { readonly min: TermRule | null; readonly max: TermRule; readonly start: Day } {
  const { min, max } = pack.publicity[severity];
  return { min, max, start: publicityStart(pack, severity, record) };
}

/** The day of the document, or of publication where the regime says so and it is known: the earlier is the milder. */
export function publicityStart(
  pack: RepairPack,
  severity: Severity,
  record: { readonly decisionDate: Day; readonly publishedOn: Day | null },
): Day {
  const fromPublication = pack.publicity[severity].startEvent === 'publication';
  return fromPublication ? (record.publishedOn ?? record.decisionDate) : record.decisionDate;
}

/** The same term handed in or acted on at a counter: its last day ends when the window closes. */
export const atWindow = (pack: RepairPack, term: TermRule): TermRule => ({ ...term, closesAt: pack.window.closesAt });

interface Choice {
  readonly regime: Regime;
  /** false: no regime was in force on the day, so the earliest one stands in. */
  readonly inForce: boolean;
}

function regimeOn(query: PackQuery, day: Day): Choice {
  const fits = REGIMES.filter(
    (r) => r.authorities.includes(query.authorityKind) && (!r.listedOnly || query.list !== null),
  );
  const found = fits.find((r) => isInForce(r, day));
  if (found !== undefined) return { regime: found, inForce: true };
  const earliest = fits.reduce((a, b) => (b.inForceFrom < a.inForceFrom ? b : a));
  return { regime: earliest, inForce: false };
}

function publicityOf(query: PackQuery, regime: Regime, setting: Setting): RepairPack['publicity'] {
  const of = (severity: Severity): PublicityRule => {
    const { min, max, startEvent } = (query.list === null ? undefined : regime.listed) ?? regime.publicity[severity];
    const bound = (end: 'min' | 'max', id: string): TermRule =>
      termOf(`publicity.${severity}.${end}`, id, setting, 'stays');
    return { min: min === null ? null : bound('min', min), max: bound('max', max), startEvent };
  };
  return { minor: of('minor'), general: of('general'), serious: of('serious') };
}

const AUTHORITY_NOTES: Partial<Record<AuthorityKind, string>> = {
  court: '失信被执行人名单由执行法院依法释〔2017〕7号屏蔽或者删除,本规则包的期限只适用于其他信息。',
};

function warningsOf(
  query: PackQuery,
  at: { readonly application: Choice; readonly decision: Choice; readonly chosen: Choice },
  content: Pick<RepairPack, 'publicity'> & { readonly terms: readonly TermRule[] },
  setting: Setting,
): readonly PackWarning[] {
  const warnings: PackWarning[] = [];
  const warn = (code: PackWarningCode, text: string): unknown => warnings.push({ code, text });
  if (!at.application.inForce || !at.chosen.inForce)
    warn('noRegimeAtDate', '所涉日期早于已收录的规定,按已收录的最早规定处理,须人工核对。');
  if (at.decision.regime.id !== at.application.regime.id) {
    const rules = at.chosen === at.application ? '申请时' : '认定时';
    warn('oldRecord', `该信息认定于现行规定施行前,公示期按${rules}的规定计算(过渡规则未见,待确认)。`);
    const shorter = shorterMinima(publicityOf(query, at.decision.regime, setting), content.publicity);
    if (shorter.length > 0) {
      warn('shorterAtDecision', `认定时规定的最短公示期更短(${shorter.join('、')}失信信息),请核对适用哪一规定。`);
    }
  }
  const notes = [AUTHORITY_NOTES[query.authorityKind], ...at.chosen.regime.notes, ...at.decision.regime.notes];
  for (const text of new Set(notes)) if (text !== undefined) warn('checkByHand', text);
  const unusable = setting.overrides.filter((o) => !isUsable(o));
  if (unusable.length > 0)
    warn('unusableOverride', `下列参数设置无效,未采用:${unusable.map((o) => o.parameter).join('、')}。`);
  const unconfirmed = content.terms.filter((t) => t.basis === 'configured').map((t) => t.ruleId);
  if (unconfirmed.length > 0) warn('unconfirmed', `下列期限的数字待确认:${[...new Set(unconfirmed)].join('、')}。`);
  return warnings;
}

const SEVERITIES = ['minor', 'general', 'serious'] as const;
const SEVERITY_TEXT: Readonly<Record<Severity, string>> = { minor: '轻微', general: '一般', serious: '严重' };

/** The severities whose minimum is shorter in `a` than in `b`, in Chinese. */
const shorterMinima = (a: RepairPack['publicity'], b: RepairPack['publicity']): readonly string[] =>
  SEVERITIES.filter((s) => roughDays(a[s].min) < roughDays(b[s].min)).map((s) => SEVERITY_TEXT[s]);

const DAYS: Partial<Record<TermRule['unit'], number>> = { year: 365, month: 30, workday: 1.4 };
const roughDays = (rule: TermRule | null): number => (rule === null ? 0 : rule.number * (DAYS[rule.unit] ?? 1));

const MOST = 500;
const fingerprints = new Map<string, string>();

/** 64 bits of FNV-1a in hexadecimal: tells contents apart, protects nothing. Remembered, as packs are few and asked often. */
export function fingerprint(text: string): string {
  const known = fingerprints.get(text);
  if (known !== undefined) return known;
  if (fingerprints.size >= MOST) fingerprints.clear();
  const made = fnv(text);
  fingerprints.set(text, made);
  return made;
}

function fnv(text: string): string {
  return [0x811c9dc5, 0x01234567]
    .map((seed) => {
      let hash = seed;
      for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
      return hash.toString(16).padStart(8, '0');
    })
    .join('');
}
