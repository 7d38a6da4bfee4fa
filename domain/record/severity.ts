/**
 * How serious a record is (轻微、一般、严重): Order 36, chapter 2, as far as its text was seen. What no rule decides is
 * not guessed: it is a task for a person of the determining authority.
 */
import type { Severity } from '../file/case.js';
import { citation } from '../law/rule.js';
import { ruleById } from '../law/rules.js';

/** Kinds of penalty, as the list of administrative decisions names them. */
export const penaltyKindText = {
  warning: '警告',
  criticism: '通报批评',
  fine: '罚款',
  confiscation: '没收违法所得、没收非法财物',
  permitSuspension: '暂扣许可证件',
  downgrading: '降低资质等级',
  permitRevocation: '吊销许可证件',
  businessRestriction: '限制开展生产经营活动',
  productionSuspension: '责令停产停业',
  closure: '责令关闭',
  employmentRestriction: '限制从业',
  detention: '行政拘留',
  other: '其他',
} as const;

export type PenaltyKind = keyof typeof penaltyKindText;
export const PENALTY_KINDS = Object.keys(penaltyKindText) as [PenaltyKind, ...PenaltyKind[]];

/** A sector's own classification, which goes before the default (N36-class-sector). */
export interface SectorStandard {
  readonly citation: string;
  readonly kinds?: Partial<Record<PenaltyKind, Severity>>;
  /** A fine of at least `fromFen` (分) is of that severity; the highest band reached counts. */
  readonly fines?: readonly { readonly fromFen: number; readonly severity: Severity }[];
}

export interface ClassifyInput {
  /** The severity the authority itself gave, as its column says: 轻微, 一般, 严重 (失信). */
  readonly severityColumn?: string | null | undefined;
  readonly kinds: readonly PenaltyKind[];
  /** The fine alone, in fen: without what is confiscated. */
  readonly fineFen?: number | null | undefined;
  readonly simpleProcedure?: boolean | undefined;
  /** The serious-dishonesty list (严重失信主体名单) the record is an entry of; not an abnormal directory. */
  readonly list?: string | null | undefined;
  readonly sectorStandard?: SectorStandard | undefined;
}

/** Why a person must decide. */
export const unclassifiedText = {
  unknownColumn: '失信程度一栏的内容无法识别。',
  contradiction: '各项信息相互矛盾(如简易程序与较重处罚、名单信息与较轻程度),须人工确认。',
  fineThreshold: '罚款数额“较大”“巨额”没有全国统一标准,须由认定单位确认。',
  kindNotCovered: '该处罚种类未见分类规定,须由认定单位确认。',
  noKind: '没有处罚种类,无法分类。',
} as const;

export type UnclassifiedReason = keyof typeof unclassifiedText;

export type Classification =
  | { readonly severity: Severity; readonly basis: string; readonly article: string }
  | { readonly severity: null; readonly reason: UnclassifiedReason };

const DEFAULTS: Partial<Record<PenaltyKind, readonly [Severity, string]>> = {
  warning: ['minor', 'N36-class-minor'],
  criticism: ['minor', 'N36-class-minor'],
  confiscation: ['general', 'N36-class-general'],
  permitSuspension: ['serious', 'N36-class-serious'],
  permitRevocation: ['serious', 'N36-class-serious'],
  employmentRestriction: ['serious', 'N36-class-serious'],
  productionSuspension: ['serious', 'CFG-class-serious'],
  closure: ['serious', 'CFG-class-serious'],
  businessRestriction: ['serious', 'CFG-class-serious'],
  downgrading: ['serious', 'CFG-class-serious'],
};
const SIMPLE: ReadonlySet<PenaltyKind> = new Set<PenaltyKind>(['warning', 'criticism', 'fine']);
const COLUMN: ReadonlyMap<string, Severity> = new Map([
  ['轻微', 'minor'],
  ['一般', 'general'],
  ['严重', 'serious'],
]);

/** The severity with the rule it rests on, or why it cannot be told. The authority's own column goes first. */
export function classify(input: ClassifyInput): Classification {
  const column = (input.severityColumn ?? '').replace(/\s|失信(行为|信息)?/g, '');
  const given = COLUMN.get(column);
  if (column !== '' && given === undefined) return undecided('unknownColumn');
  const listed = (input.list ?? '').trim() !== '';
  if (given !== undefined)
    return listed && given !== 'serious' ? undecided('contradiction') : by(given, 'N36-class-sector');
  if (listed) return by('serious', 'N36-class-serious');
  if (input.simpleProcedure === true) {
    return input.kinds.every((kind) => SIMPLE.has(kind)) ? by('minor', 'N36-class-minor') : undecided('contradiction');
  }
  return gravest(input.kinds.map((kind) => ofKind(kind, input)));
}

/** One grave kind decides; otherwise one undecided kind leaves the whole undecided, for it might be graver. */
function gravest(parts: readonly Classification[]): Classification {
  const find = (severity: Severity | null): Classification | undefined => parts.find((p) => p.severity === severity);
  return find('serious') ?? find(null) ?? find('general') ?? find('minor') ?? undecided('noKind');
}

function ofKind(kind: PenaltyKind, { fineFen, sectorStandard }: ClassifyInput): Classification {
  const sector = kind === 'fine' ? fineBand(fineFen, sectorStandard) : null;
  const severity = sector ?? sectorStandard?.kinds?.[kind];
  if (severity !== undefined && sectorStandard !== undefined) {
    return { severity, basis: 'N36-class-sector', article: sectorStandard.citation };
  }
  const rule = DEFAULTS[kind];
  if (rule !== undefined) return by(...rule);
  return undecided(kind === 'fine' ? 'fineThreshold' : 'kindNotCovered');
}

function fineBand(fineFen: number | null | undefined, standard: SectorStandard | undefined): Severity | null {
  if (fineFen === null || fineFen === undefined) return null;
  const reached = (standard?.fines ?? []).filter((band) => fineFen >= band.fromFen);
  return reached.sort((a, b) => b.fromFen - a.fromFen)[0]?.severity ?? null;
}

/** The kinds named in a text such as 罚款;没收违法所得、没收非法财物, and the parts that name none. */
export function parsePenaltyKinds(text: string): {
  readonly kinds: readonly PenaltyKind[];
  readonly unknown: readonly string[];
} {
  const parts = text.split(/[;；,，、/\s]+/).filter((part) => part !== '');
  const kinds = new Set<PenaltyKind>();
  const unknown: string[] = [];
  for (const part of parts) {
    const kind = KIND_PATTERNS.find(([pattern]) => pattern.test(part))?.[1];
    if (kind === undefined) unknown.push(part);
    else kinds.add(kind);
  }
  return { kinds: [...kinds], unknown };
}

const KIND_PATTERNS: readonly (readonly [RegExp, PenaltyKind])[] = [
  [/^警告$/, 'warning'],
  [/^通报批评$/, 'criticism'],
  [/^罚款$/, 'fine'],
  [/^没收(违法所得|非法财物)?$/, 'confiscation'],
  [/^暂扣(许可证件?|执照|许可证)?$/, 'permitSuspension'],
  [/^降低资质等级$/, 'downgrading'],
  [/^吊销(许可证件?|营业执照|执照)?$/, 'permitRevocation'],
  [/^限制开展生产经营活动$/, 'businessRestriction'],
  [/^(责令)?停产停业$/, 'productionSuspension'],
  [/^(责令)?关闭$/, 'closure'],
  [/^限制从业$/, 'employmentRestriction'],
  [/^行政拘留$/, 'detention'],
  [/^其他/, 'other'],
];

const undecided = (reason: UnclassifiedReason): Classification => ({ severity: null, reason });

function by(severity: Severity, basis: string): Classification {
  const rule = ruleById(basis);
  return { severity, basis, article: rule === undefined ? basis : citation(rule) };
}
