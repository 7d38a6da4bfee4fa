/** What crosses the border between API, workflows and activities. Free of zod, so that workflows may import it. */
import type { Act, DocketName, Outcome, Process, Stage } from '../domain/file/case.js';
import type { Instant } from '../domain/time/calendar.js';
import type { DeliveredPayload, Delivery } from '../domain/file/outbound.js';
import type { Refusal } from '../domain/file/refusal.js';

export const TASK_QUEUE = 'xinxiu-cases';

/** Which docket of a record: its process, and for processes that may be open several times at once, which of them. */
export interface CaseKey {
  readonly process: Process;
  readonly recordId: string;
  /** '' or absent where a record has but one open case of the process. */
  readonly docket?: string;
}

/** One workflow per process and record, as one open repair of a record at a time; objections have one each. */
export const workflowId = (process: Process, recordId: string, docket = ''): string =>
  [process, recordId, ...(docket === '' ? [] : [docket])].join('-');

export interface CaseStart extends CaseKey {
  readonly region: string;
  readonly department: string;
  /** Begun anew from a run that had grown long: it reads its file from the register first. */
  readonly resumed?: boolean;
}

/** An act as it travels: the domain's act, whatever its name. */
export type ActMessage = Act;

export const ACT_UPDATE = 'act';
export const ACT_SIGNAL = 'reported';
export const SYNC_SIGNAL = 'sync';
/** Does the run know this version of its file? Refused when it does, with the version that it knows. */
export const KNOWS_UPDATE = 'knows';
export const KNOWN = 'Known';

/** Acts of one case in flight; beyond this the sender is asked to come back. */
export const MAX_ACTS_IN_FLIGHT = 8;
export const BUSY = 'Busy';

/** Events after which a run that is quiet begins anew: a worker reads a run from its start whenever it takes it up. */
export const LONG_RUN = 500;

/** What an act did. The same act is always answered with the same answer. */
export interface ActAnswer {
  readonly caseId: string;
  readonly process: Process;
  readonly act: string;
  readonly seq: number;
  readonly version: number;
  readonly stage: Stage;
  readonly outcome: Outcome | null;
  readonly effectiveAt: Instant;
  readonly recordedAt: Instant;
  /** The next five things due, soonest first. */
  readonly due: readonly {
    readonly term: string;
    readonly kind: string;
    readonly due: string;
    readonly article: string;
  }[];
  readonly notices: readonly { readonly id: string; readonly kind: string; readonly number: string }[];
  readonly instructions: readonly string[];
  /** Other files of the record that moved with it. */
  readonly moved?: readonly DocketName[];
}

export type ActResult =
  | { readonly kind: 'committed'; readonly answer: ActAnswer }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The same key came with another request. */
  | { readonly kind: 'keyReused' }
  /** The decision could not be made: a defect, logged by the register. */
  | { readonly kind: 'failed' };

/** The whole case as its workflow needs it: the clock and what is to be sent. */
export interface CaseView {
  readonly caseId: string;
  readonly version: number;
  readonly stage: Stage;
  readonly closed: boolean;
  /** Rungs of running terms that have not fired, soonest first. */
  readonly alarms: readonly { readonly termId: string; readonly rung: string; readonly at: Instant }[];
  readonly deliveries: readonly Delivery[];
  /**
   * Workflows that this commit has moved and that are to be woken: of the same record, which must read their file again, and
   * of records that hang on it (`record@<id>`), which have something to hear.
   */
  readonly nudge: readonly DocketName[];
  readonly due: Instant | null;
}

export interface CommitInput extends CaseKey {
  readonly acts: readonly ActMessage[];
  /** The workflow's clock. */
  readonly recordedAt: Instant;
}

export interface CommitOutput {
  readonly results: readonly ActResult[];
  /** The open file of this docket, else the one last touched; null when there is none. */
  readonly view: CaseView | null;
}

export interface DeliverInput extends CaseKey {
  readonly caseId: string;
  readonly items: readonly Delivery[];
  readonly nudge: readonly DocketName[];
}

/** Outcomes of the items that moved; the others could not be reached and are to be tried again. */
export interface DeliverOutput {
  readonly outcomes: readonly DeliveredPayload[];
  readonly unreachable: readonly Delivery[];
}

/** What is to be done in many cases, each by its own workflow: dates by a new calendar, or all of a person's handed over. */
export type BulkWork = { readonly kind: 'calendar' } | { readonly kind: 'handover'; readonly id: string };

/** One bulk work of a kind runs at a time, of hand-overs one of each; started while it runs, it goes on. */
export const bulkWorkflowId = (work: BulkWork): string =>
  work.kind === 'calendar' ? 'bulk-calendar' : `bulk-handover-${work.id}`;
export const BULK_WORKFLOW = 'moveCases';

export interface BulkInput {
  readonly work: BulkWork;
  /** Where the pass under way stands, in a run that goes on from another. */
  readonly after?: string;
  readonly passes?: number;
}

export interface BulkBatch {
  /** The last case of the batch; null: there is no further one in this pass. */
  readonly after: string | null;
  /** How many are still to be moved when a pass is over. */
  readonly left: number;
}

/** What a workflow may ask of the world. */
export interface Activities {
  /** One transaction; the only way in which a case moves. */
  commit(input: CommitInput): Promise<CommitOutput>;
  /** Sends everything once, side by side; never throws for a party's fault. */
  deliver(input: DeliverInput): Promise<DeliverOutput>;
  /** Sends one thing and throws while its party cannot be reached, so that it is retried. */
  deliverOne(input: DeliverInput): Promise<DeliverOutput>;
  /** Reads every file again whose workflow may be behind; answers how many were woken. */
  reconcile(input: { readonly everything: boolean }): Promise<number>;
  /** Lets the workflows of the next cases move them. */
  moveBatch(input: { readonly work: BulkWork; readonly after: string }): Promise<BulkBatch>;
  /** Hashes all new journal heads into the anchor; answers how many. */
  anchor(input: { readonly at: Instant }): Promise<number>;
  /** Folds the counters' deltas; answers how many. */
  foldCounters(): Promise<number>;
}
