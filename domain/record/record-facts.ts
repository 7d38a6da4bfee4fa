/** What a decision may know of a record: read under its lock. */
import type { Day } from '../time/calendar.js';
import type { CaseEvent, Effect, RecordStatus, Severity } from '../file/case.js';
import type { SubjectKind } from './subject.js';

export type PublicKind = 'publicBody' | 'stateOwned';
/** As what somebody is told of a public body's dishonesty: 上级主管单位、审计部门、纪检监察和组织人事部门. */
export type InformedAs = 'superior' | 'audit' | 'discipline';

/** One party that publishes, uses or acts on a record, and what it must undo. */
export interface PartyFacts {
  readonly party: string;
  readonly adapter: 'http' | 'manual';
  readonly effects: readonly Effect[];
}

/** What a decision may know of the record; read under its lock. */
export interface RecordFacts {
  readonly id: string;
  /** Name of the serious-dishonesty list it is an entry of; null for penalties and other records. */
  readonly list: string | null;
  /** 行政处罚 | 严重失信主体名单 | 经营异常名录 | … */
  readonly kind: string;
  readonly subjectId: string;
  readonly subjectKind: SubjectKind;
  /** Whether the subject is, or serves in, a public body or a state-owned enterprise; null: not known to. */
  readonly publicKind: PublicKind | null;
  /** Whether another record of the subject, of serious dishonesty, is shown. */
  readonly blemished: boolean;
  readonly authority: string;
  readonly region: string;
  readonly severity: Severity | null;
  readonly decisionDate: Day;
  readonly publishedOn: Day | null;
  readonly fulfilled: boolean | null;
  readonly status: RecordStatus;
  /** Whether the subject also stands on the abnormal directory or on the list of market regulation. */
  readonly listedElsewhere: boolean;
  /** Until when the subject may apply for no repair, and by which article; null: it may. */
  readonly bar: Bar | null;
  /** Document numbers (文号) of the subject's other records of the same authority. */
  readonly otherNumbers: readonly string[];
  /** Everybody ever given the record, and what each must undo (disclosure ledger). */
  readonly parties: readonly PartyFacts[];
  /** Grounds of objections to it that were found without merit. */
  readonly rejectedGrounds: readonly string[];
  /** Who can be reached about a record of this region, and what for. */
  readonly network: Network;
  /** Records that hang on it: of the named persons who answer for the organisation. */
  readonly linked?: readonly string[];
  /** The entry that it hangs on; absent: on none. */
  readonly parent?: string;
}

/** The last day of the bar, and by which article. */
export interface Bar {
  readonly until: Day;
  readonly article: string;
}

/** Before its publicity has ended or anything has taken it away: also where the sector's rule is awaited. */
export const isPublic = ({ status }: RecordFacts): boolean => status === 'published' || status === 'awaitingSector';

/** An entry of a list that nothing has taken off it yet. */
export const isOnList = (record: RecordFacts): boolean => record.list !== null && isPublic(record);

/** The record after an event of one of its files, so that the next act of the same transaction sees it. */
export function recordAfter(record: RecordFacts, event: CaseEvent): RecordFacts {
  switch (event.type) {
    case 'recordMoved':
      return { ...record, status: event.status };
    case 'recordClassified':
      return { ...record, severity: event.severity };
    case 'recordDecided':
      return { ...record, severity: event.severity, decisionDate: event.decisionDate };
    case 'breachRecorded':
      return { ...record, bar: { until: event.until, article: event.article } };
    case 'disclosed': {
      const { party, adapter, effects } = event;
      const known = record.parties.find((p) => p.party === party)?.effects ?? [];
      const given = { party, adapter, effects: [...new Set([...known, ...effects])].sort() };
      return { ...record, parties: [...record.parties.filter((p) => p.party !== party), given] };
    }
    default:
      return record;
  }
}

export interface Reachable {
  readonly party: string;
  readonly adapter: 'http' | 'manual';
}

/** The parties of a region by what they do there; from the directory. */
export interface Network {
  /** Sites that show records. */
  readonly sites: readonly Reachable[];
  /** Departments that carry out measures, each with the measures (codes) it has matters for. */
  readonly implementers: readonly (Reachable & { readonly measures: readonly string[] })[];
  /** County office → city office → city centre → provincial site → 信用中国, as far as there are such. */
  readonly chain: readonly Reachable[];
  /** The credit offices of the places below: the first step of each one's own chain. */
  readonly below?: readonly Reachable[];
  /** Where lists are kept: by source system of the list (domain/law/lists.ts). */
  readonly sources: Readonly<Record<string, Reachable>>;
  /** Who is told when a public body or a state-owned enterprise is listed, and as what. */
  readonly informed: readonly (Reachable & { readonly as: readonly InformedAs[] })[];
  /** Third parties that are given what is published (第三方信用服务机构), without those that were cut off. */
  readonly agencies: readonly Reachable[];
  /** The municipal platform that collects interview records. */
  readonly platform: Reachable | null;
  /** The credit office that passes objections on. */
  readonly office: string | null;
  /** The department that must consent to what this authority decides, where the list asks it. */
  readonly superior: string | null;
}

export const NO_NETWORK: Network = {
  sites: [],
  implementers: [],
  chain: [],
  sources: {},
  informed: [],
  agencies: [],
  platform: null,
  office: null,
  superior: null,
};
