/** What only one process knows of its case. Kept in the file whole: names of persons stand in the acts alone, which may be erased. */
import type { Day, Instant } from '../time/calendar.js';
import type { MaterialKind } from '../law/materials.js';
import type { BreachGround, NoticeKind, Stage, Verdict } from './case.js';
import type { NamedResponsible, Responsible } from '../record/responsible.js';

export type Particulars =
  | ListingParticulars
  | RectificationParticulars
  | RepairParticulars
  | ObjectionParticulars
  | ExitParticulars
  | EnforcementParticulars;

/** 义务履行完毕;法院批准重整计划或者认可和解协议(临时修复);确认执行完毕(最终修复). */
export type RepairGround = 'fulfilled' | 'planApproved' | 'planCompleted';

export interface RepairParticulars {
  readonly of: 'repair';
  readonly ground: RepairGround;
  /** Who applies: the subject, or its administrator in bankruptcy (管理人). */
  readonly applicant: 'subject' | 'administrator';
  /** What was handed in, by kind. */
  readonly materials: readonly MaterialKind[];
  /** The last day of the plan's execution. */
  readonly planUntil: Day | null;
  /** Handed in on paper at a counter, whose hours end the applicant's last day (民法典 203). */
  readonly atCounter?: boolean;
  /** Present when the file is about taking a repair back. */
  readonly revocation?: Revocation;
}

export interface Revocation {
  readonly ground: BreachGround;
  /** What was false or broken. */
  readonly reasons: string;
  /** What the subject said to the notice. */
  readonly statements: readonly string[];
  /** The day on which the repair had been granted: from then on the record was not shown. */
  readonly repairedOn: Day;
  /** Once revoked: until when, the day included, the subject may apply for no repair, and by which article. */
  readonly bar?: { readonly until: Day; readonly article: string };
}

/** One reason that the party gave against the listing, and what the authority answers to it. */
export interface Ground {
  readonly id: string;
  readonly text: string;
  readonly answer: GroundAnswer | null;
}

export interface GroundAnswer {
  readonly accepted: boolean;
  readonly reason: string;
  /** What an accepted ground takes away: these measures, or more time than so many months. Absent: the listing itself. */
  readonly removes?: { readonly measures: readonly string[]; readonly months: number | null } | null | undefined;
}

export type DecisionContent = 'facts' | 'basis' | 'measuresHint' | 'exitConditions' | 'remedies';

export interface ListingParticulars {
  readonly of: 'listing';
  /** Code of the list in the catalogue (domain/law/lists.ts). */
  readonly list: string;
  /** Handed down from above: verified and enforced, not decided here. */
  readonly origin: 'own' | 'received';
  readonly facts: string;
  readonly basis: string;
  /** Codes of the measures that the notice told of. */
  readonly measures: readonly string[];
  readonly months: number | null;
  readonly grounds: readonly Ground[];
  /** The time for statement and defence is over, or was waived. */
  readonly heard: boolean;
  readonly waived: boolean;
  readonly hearing: { readonly requestedOn: Day; readonly heldOn: Day | null } | null;
  /** What was decided: never more than what the notice told of, once the party has defended itself. */
  readonly decided: {
    readonly measures: readonly string[];
    readonly months: number | null;
    readonly graceMonths: number;
    /** The five contents of the decision, as far as they are written (国办发〔2020〕49号 八). */
    readonly contents: Readonly<Partial<Record<DecisionContent, string>>>;
  } | null;
  /** Who answers for the organisation, by office. */
  readonly responsible?: readonly Responsible[];
  /** Those of them who are named, each with a record of his own. */
  readonly persons?: readonly NamedResponsible[];
  /** The rectification that failed before. */
  readonly linkedCase: string | null;
  /** The decision from above that a received list rests on. */
  readonly received?: { readonly documentNumber: string; readonly decidedOn: Day };
}

export interface RectificationItem {
  readonly id: string;
  readonly text: string;
  readonly state: 'open' | 'reported' | 'sufficient' | 'insufficient';
}

export type InterviewKind = 'reminder' | 'warning';

export interface Interview {
  readonly kind: InterviewKind;
  readonly at: Instant;
  readonly place: string;
  /** Id of the act that names the two interviewers. */
  readonly saidIn: string;
  readonly outcome: 'planned' | 'moved' | 'held' | 'absent';
  /** The party asked for another time; `open` until that is answered. */
  readonly asked?: 'open' | 'declined';
  /** What the party undertook in the minutes. */
  readonly commitments?: readonly string[];
}

export interface RectificationParticulars {
  readonly of: 'rectification';
  readonly facts: string;
  readonly items: readonly RectificationItem[];
  readonly deadline: Day;
  readonly extended: boolean;
  readonly serious: boolean;
  readonly interviews: readonly Interview[];
  /** 一对一帮扶: since when, the id of the act that names who helps, and the days of the visits. */
  readonly help: { readonly since: Day; readonly saidIn: string } | null;
  readonly visits: readonly Day[];
  /** Code of the list that is proposed when it fails. */
  readonly list: string | null;
  /** Where the case stood when the party reported: it goes back there when the report is not enough. */
  readonly before?: Stage;
  /** How it ends once what is being archived has its receipts. */
  readonly ending: 'rectified' | 'handedOver' | 'withdrawn' | 'moot' | null;
}

/** A field of the record said to be wrong, with what it should be. */
export interface Correction {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

export type ObjectionGround = 'content' | 'shouldNotExist' | 'notMine' | 'period' | 'complaint';

export interface ObjectionParticulars {
  readonly of: 'objection';
  readonly ground: ObjectionGround;
  readonly raisedBy: 'subject' | 'department';
  readonly corrections: readonly Correction[];
  /** false: the same ground was found without merit before and there is no new evidence. */
  readonly suspends: boolean;
  /** The department that provided the information and must check it; null while nobody was asked. */
  readonly provider: string | null;
  readonly extended: boolean;
  /** The clock rests for 检验、检测、检疫、鉴定、专家评审. */
  readonly stoppedFor: string | null;
  /** The provider let its term pass: named in the supervisor's report. */
  readonly escalated: boolean;
  readonly verdict: Verdict | null;
}

export interface ExitParticulars {
  readonly of: 'exit';
  readonly ground: string;
  readonly destination: string | null;
  /** Parties still to be reported to, in order: each when the one before has its receipt. */
  readonly chain: readonly string[];
  /** The listing is to be restored, since the list was left by fraud. */
  readonly relisting?: Relisting;
}

export interface Relisting {
  /** What was concealed or false. */
  readonly reasons: string;
  /** Codes of the measures that the notice told of. */
  readonly measures: readonly string[];
  readonly months: number | null;
  /** Who answers for the organisation, by office. */
  readonly responsible?: readonly Responsible[];
  /** What the party said to the notice. */
  readonly grounds: readonly string[];
}

export type MeasureWish = 'applied' | 'suspended' | 'lifted';

/** One measure resting on the record at one department. What is so is told by its instructions. */
export interface Measure {
  readonly id: string;
  readonly code: string;
  readonly party: string;
  readonly adapter: 'http' | 'manual';
  /** Laid on those answerable for the organisation: 法定代表人1名. Absent: on the subject itself. */
  readonly on?: string;
  readonly mandatory: boolean;
  readonly suspendable: boolean;
  /** The end of a ban that has one of its own. */
  readonly until: Day | null;
  readonly wish: MeasureWish;
}

export type ChallengeKind = 'review' | 'reconsideration' | 'litigation';
export type ChallengeSubject = 'record' | 'repair';
export type ChallengeResult = 'maintained' | 'changed' | 'annulled' | 'withdrawn';
/** What a reconsideration body or a court may order to rest: 停止执行、停止公示. */
export type StopScope = 'measures' | 'publicity';

/** 复核、行政复议、行政诉讼: what is decided elsewhere about the record. */
export interface Challenge {
  readonly id: string;
  readonly kind: ChallengeKind;
  readonly filedOn: Day;
  readonly body: string;
  readonly documentNumber: string;
  /** Whether it doubts the record itself, or what was decided on its repair. Absent: the record. */
  readonly about?: ChallengeSubject;
  /** What rests by an order; empty: a challenge alone stops nothing. */
  readonly stopped: readonly StopScope[];
  readonly result: ChallengeResult | null;
}

export interface EnforcementParticulars {
  readonly of: 'record';
  readonly measures: readonly Measure[];
  /**
   * Cases of open objections that suspend, challenges on which a stop was ordered, and the shield: a measure rests while
   * there is any.
   */
  readonly objections: readonly string[];
  readonly challenges?: readonly Challenge[];
  /** 临时屏蔽 while a plan of reorganisation or a settlement is carried out. */
  readonly shield?: Shield | null;
  /** 容缺受理: papers promised in writing. */
  readonly promises?: readonly PapersPromise[];
}

/** Since when, by which repair case. */
export interface Shield {
  readonly case: string;
  readonly since: Day;
  readonly until: Day | null;
}

/** Papers that were let come later: open until they come, broken when their day passes without them. */
export interface PapersPromise {
  readonly id: string;
  readonly matter: string;
  readonly papers: readonly string[];
  /** SHA-256 of the promise in writing. */
  readonly commitment: string;
  readonly due: Day;
  readonly state: 'open' | 'kept' | 'broken' | 'late';
}

/** The notice whose service lets the case go on, per stage of waiting. */
export const AWAITED_NOTICE: Readonly<Partial<Record<string, NoticeKind>>> = {
  noticing: 'listingNotice',
  delivering: 'listingDecision',
  ordering: 'rectificationOrder',
  supplementing: 'supplement',
};
