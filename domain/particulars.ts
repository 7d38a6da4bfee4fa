/** What only one process knows of its case. Kept in the file whole; nothing personal stands here. */
import type { Day, Instant } from './calendar.js';
import type { NoticeKind, Stage, Verdict } from './case.js';

export type Particulars =
  ListingParticulars | RectificationParticulars | ObjectionParticulars | ExitParticulars | EnforcementParticulars;

/** One reason that the party gave against the listing, and what the authority answers to it. */
export interface Ground {
  readonly id: string;
  readonly text: string;
  readonly answer: { readonly accepted: boolean; readonly reason: string } | null;
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
  /** The rectification that failed before. */
  readonly linkedCase: string | null;
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
  /** Account ids of the two interviewers. */
  readonly interviewers: readonly string[];
  readonly outcome: 'planned' | 'moved' | 'held' | 'absent';
}

export interface RectificationParticulars {
  readonly of: 'rectification';
  readonly facts: string;
  readonly items: readonly RectificationItem[];
  readonly deadline: Day;
  readonly extended: boolean;
  readonly serious: boolean;
  readonly interviews: readonly Interview[];
  /** Who helps (一对一帮扶), and on which days he came. */
  readonly helper: string | null;
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
}

export type MeasureWish = 'applied' | 'suspended' | 'lifted';

/** One measure resting on the record at one department. What is so is told by its instructions. */
export interface Measure {
  readonly id: string;
  readonly code: string;
  readonly party: string;
  readonly adapter: 'http' | 'manual';
  readonly mandatory: boolean;
  readonly suspendable: boolean;
  /** The end of a ban that has one of its own. */
  readonly until: Day | null;
  readonly wish: MeasureWish;
}

export interface EnforcementParticulars {
  readonly of: 'record';
  readonly measures: readonly Measure[];
  /** Cases of open objections that suspend: a measure rests while there is any. */
  readonly objections: readonly string[];
}

/** The notice whose service lets the case go on, per stage of waiting. */
export const AWAITED_NOTICE: Readonly<Partial<Record<string, NoticeKind>>> = {
  noticing: 'listingNotice',
  delivering: 'listingDecision',
  ordering: 'rectificationOrder',
  supplementing: 'supplement',
};
