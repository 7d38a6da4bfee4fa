/** The rules of each process for one authority, list, region and day, as the terms its cases run on. */
import type { Day } from '../time/calendar.js';
import type { TermRule } from '../time/term.js';
import { liesIn } from './jurisdictions.js';
import { listByName, type ListRule } from './lists.js';
import { fingerprint, type AuthorityKind } from './pack.js';
import { prompt, ruleOr, termOf } from './pack-terms.js';
import type { RuleOverride } from './parameters.js';
import { citation } from './rule.js';
import { ruleById } from './rules.js';

export interface ProcessQuery {
  /** GB/T 2260 code of the determining authority's region. */
  readonly region: string;
  readonly authorityKind: AuthorityKind;
  /** Chinese name of the list, or null. */
  readonly list: string | null;
  /** The day on which the case began. */
  readonly day: Day;
}

interface Named {
  /** Names the content: two packs of one id are equal. */
  readonly id: string;
}

export interface ObjectionPack extends Named {
  /** 异议标注. */
  readonly mark: TermRule;
  /** The authority checks what it provided itself. */
  readonly own: TermRule;
  /** Passing the objection on to the provider of the information. */
  readonly forward: TermRule;
  readonly provider: TermRule;
  /** null: no extension. */
  readonly extension: TermRule | null;
  /** Carrying out a result. */
  readonly fix: TermRule;
  /** Answering a review (复核), and who answers it. */
  readonly review: TermRule;
  readonly reviewedBy: 'authority' | 'superior';
  /** Obeying a stop that a reconsideration body or a court has ordered. */
  readonly stop: TermRule;
  /** Withdrawing what was annulled elsewhere. */
  readonly annulment: TermRule;
  /** What does not count: 检验、检测、检疫、鉴定、专家评审. */
  readonly stopReasons: readonly string[];
  readonly stopArticle: string;
}

export interface ListingPack extends Named {
  /** null: the list is not in the catalogue. */
  readonly list: ListRule | null;
  readonly service: TermRule;
  readonly statement: TermRule;
  /** Working days by which a hearing must be announced. */
  readonly hearingNotice: TermRule;
  readonly decision: TermRule;
  readonly decisionService: TermRule;
  readonly publication: TermRule;
  readonly publicationFrom: 'decision' | 'service';
  /** Verifying a list handed down from above. */
  readonly received: TermRule;
  /** The red list: shown to everybody before it is decided (公示). */
  readonly redPublicity: TermRule;
}

export interface RectificationPack extends Named {
  readonly service: TermRule;
  readonly check: TermRule;
  readonly interview: TermRule;
  /** Working days by which the notice of an interview must be served ahead. */
  readonly interviewNotice: TermRule;
  readonly archive: TermRule;
}

export interface ExitPack extends Named {
  readonly list: ListRule | null;
  readonly decision: TermRule;
  /** Taking the entry out of the system in which the list is kept. */
  readonly removal: TermRule;
  /** One step of the report upward. */
  readonly report: TermRule;
  readonly announce: TermRule;
  readonly lift: TermRule;
  /** Restoring a listing that was left by fraud: the notice before it, the party's time, and making it known. */
  readonly service: TermRule;
  readonly statement: TermRule;
  readonly publication: TermRule;
  /** How long an entry must stand before it can be left for duties fulfilled; null: at once. */
  readonly fulfilled: { readonly term: TermRule; readonly from: 'listing' | 'fulfilment' } | null;
}

export interface JointPack extends Named {
  readonly apply: TermRule;
  readonly suspend: TermRule;
  readonly resume: TermRule;
  readonly lift: TermRule;
  /** Telling the superior, the auditors and 纪检监察/组织人事 of public bodies. */
  readonly inform: TermRule;
  /** Giving a published record to third parties (第三方信用服务机构). */
  readonly share: TermRule;
  /** How often an entry of the red list is checked again (复查). */
  readonly recheck: TermRule;
  /** The longest for which papers may be promised (容缺受理). */
  readonly papersLater: TermRule;
}

/** Which rules a region, or a system of authorities, has of its own. What is absent is the configured default. */
interface ObjectionLaw {
  /** GB/T 2260 code, or 'court'. */
  readonly area: string;
  readonly mark?: string;
  readonly own?: string;
  readonly forward?: string;
  readonly provider?: string;
  readonly extension?: string;
  readonly fix?: string;
  readonly review?: string;
  readonly annulment?: string;
}

const OBJECTION_LAW: readonly ObjectionLaw[] = [
  {
    ...{ area: 'court', own: 'SPC-12-review', fix: 'SPC-12-fix' },
    ...{ review: 'SPC-12-recon-dec', annulment: 'SPC-9-revoke' },
  },
  { area: '310000', mark: 'SH-mark', own: 'SH-own', forward: 'SH-forward', provider: 'SH-provider', fix: 'SH-cancel' },
  { area: '370000', own: 'SD-own', provider: 'SD-assist', fix: 'SD-cancel' },
  { area: '410000', own: 'HN-41-own', provider: 'HN-41-provider', fix: 'HN-42' },
  { area: '330000', own: 'ZJ-31', review: 'ZJ-31' },
  { area: '440300', own: 'SZ-51-inst', provider: 'SZ-51-prov', extension: 'SZ-51-ext' },
  { area: '440100', own: 'GZ-check', forward: 'GZ-accept', provider: 'GZ-provider' },
];

export const STOP_REASONS = ['检验', '检测', '检疫', '鉴定', '专家评审'] as const;

/** The rules of an objection: the region's own where there are such, else configured defaults marked 待确认. */
export function objectionPack(query: ProcessQuery, overrides: readonly RuleOverride[] = []): ObjectionPack {
  const setting = { region: query.region, overrides };
  const law = OBJECTION_LAW.find((l) =>
    query.authorityKind === 'court' ? l.area === 'court' : l.area !== 'court' && liesIn(query.region, l.area),
  );
  const term = (part: 'mark' | 'own' | 'forward' | 'provider' | 'extension' | 'review'): TermRule =>
    ruleOr(`objection.${part}`, law?.[part], query.day, setting);
  return named('objection', query, {
    mark: term('mark'),
    own: term('own'),
    forward: term('forward'),
    provider: term('provider'),
    extension: term('extension'),
    fix: prompt(law?.fix ?? 'G49-wrong', setting),
    review: term('review'),
    reviewedBy: query.authorityKind === 'court' ? 'superior' : 'authority',
    stop: prompt('ARL-42', setting, '停止执行、停止公示的决定或者裁定应当及时执行'),
    annulment: termOf('annulment', law?.annulment ?? 'APL-48-3', setting, 'rolls'),
    stopReasons: [...STOP_REASONS],
    stopArticle: '《河南省社会信用条例》第四十一条第三款(其他地区参照,待确认)',
  });
}

export function listingPack(query: ProcessQuery, overrides: readonly RuleOverride[] = []): ListingPack {
  const setting = { region: query.region, overrides };
  const list = listByName(query.list);
  return named('listing', query, {
    list,
    service: prompt('G49-8-notify', setting, '告知书应当及时送达'),
    statement: ruleOr('statement', list?.statementRule ?? undefined, query.day, setting),
    hearingNotice: termOf('hearingNotice', 'APL-64-7', setting, 'rolls'),
    decision: prompt('G49-8-notify', setting),
    decisionService:
      query.authorityKind === 'court'
        ? prompt('SPC-5-doc', setting, '决定书作出后应当及时送达')
        : termOf('decisionService', 'APL-61-7', setting, 'rolls'),
    publication: termOf('publication', list?.publication.rule ?? 'SGS-7', setting, 'rolls'),
    publicationFrom: list?.publication.from ?? 'decision',
    received: prompt('G49-8-notify', setting, '上级下发的名单应当及时核实'),
    redPublicity: termOf('redList.publicity', 'CFG-redList.publicity', setting, 'rolls'),
  });
}

export function rectificationPack(query: ProcessQuery, overrides: readonly RuleOverride[] = []): RectificationPack {
  const setting = { region: query.region, overrides };
  return named('rectification', query, {
    service: prompt('G35-interview', setting, '限期整改通知书应当及时送达'),
    check: prompt('G35-interview', setting, '整改情况应当及时核查'),
    interview: prompt('G35-interview', setting),
    interviewNotice: termOf('interviewNotice', 'CFG-interviewNotice', setting, 'rolls'),
    archive: prompt('HA-interview', setting, '约谈记录应当及时归集'),
  });
}

export function exitPack(query: ProcessQuery, overrides: readonly RuleOverride[] = []): ExitPack {
  const setting = { region: query.region, overrides };
  const list = listByName(query.list);
  const early = list?.fulfilledAfter ?? null;
  return named('exit', query, {
    list,
    decision: ruleOr('exit.decision', list?.removalRule ?? undefined, query.day, setting),
    removal: prompt('SJZ-remove', setting),
    report: prompt('HX-report', setting),
    announce: prompt('HN-37', setting),
    lift: prompt('HN-37', setting),
    service: prompt('G49-8-notify', setting, '告知书应当及时送达'),
    statement: ruleOr('statement', list?.statementRule ?? undefined, query.day, setting),
    publication: termOf('publication', list?.publication.rule ?? 'SGS-7', setting, 'rolls'),
    fulfilled: early === null ? null : { term: termOf(early.rule, early.rule, setting, 'stays'), from: early.from },
  });
}

export function jointPack(query: ProcessQuery, overrides: readonly RuleOverride[] = []): JointPack {
  const setting = { region: query.region, overrides };
  return named('joint', query, {
    apply: prompt('HA-joint', setting, '应当及时响应和反馈'),
    suspend: prompt('QD-suspend', setting),
    resume: prompt('QD-suspend', setting),
    lift: prompt('HN-37', setting),
    inform: prompt('HA-inform', setting, '应当及时通报'),
    share: prompt('N36-sync', setting, '向授权共享的信用服务机构更新'),
    recheck: termOf('redList.recheck', 'CFG-redList.recheck', setting, 'rolls'),
    papersLater: termOf('papersLater', 'CFG-papersLater', setting, 'rolls'),
  });
}

/** How long a third party that is late has to put it right before it may be cut off; the number is no law. */
export function agencyTerm(region: string, overrides: readonly RuleOverride[] = []): TermRule {
  const term = termOf('agency.rectification', 'CFG-agency.rectification', { region, overrides }, 'rolls');
  const law = ruleById('N36-thirdparty');
  return law === undefined ? term : { ...term, article: `${citation(law)};期限:${term.article}` };
}

/** 公告送达: the days after which what was announced counts as served. */
export const announcementTerm = (region: string, overrides: readonly RuleOverride[] = []): TermRule =>
  termOf('SERVE-notice', 'SERVE-notice', { region, overrides }, 'rolls');

function named<T extends object>(name: string, query: ProcessQuery, content: T): T & Named {
  return { id: `${name}@${query.region}#${fingerprint(JSON.stringify(content))}`, ...content };
}
