/**
 * The case file: what every process shares. A case is moved only by acts; an act that is lawful yields events;
 * `evolve` folds them. Terms, instructions and notices are parts of the file, so one row holds all that a decision needs.
 */
import type { Day, Instant } from '../time/calendar.js';
import type { Particulars } from './particulars.js';
import type { GroundOfPassing } from './seat.js';
import type { Derivation, Extension, Pause, TermRule } from '../time/term.js';

export const PROCESSES = ['listing', 'rectification', 'repair', 'objection', 'exit', 'record'] as const;
export type Process = (typeof PROCESSES)[number];

export type Role =
  | 'enterpriseAgent'
  | 'windowClerk'
  | 'handler'
  | 'reviewer'
  | 'creditOffice'
  | 'supervisor'
  | 'departmentSystem'
  // hands over the mails that came back
  | 'mailGateway'
  | 'administrator'
  | 'auditor'
  | 'system';

/** Who acts. `id` is the issuer's subject, never a person's name. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  readonly department: string | null;
  readonly party: string | null;
}

/** One thing somebody does. `id` keys it for ever: the same id is the same act. */
export interface Act<N extends string = string, P = unknown> {
  readonly id: string;
  readonly name: N;
  /** null: the act that opens a case. */
  readonly caseId: string | null;
  readonly actor: Actor;
  /** The version the actor saw; refused when another person has acted since. null for systems and first acts. */
  readonly basedOn: number | null;
  /** The law's instant: when it happened, also when entered from paper later. */
  readonly effectiveAt: Instant;
  readonly receivedAt: Instant;
  /** Hash of the request, so that one key cannot carry two different acts. */
  readonly requestHash: string;
  readonly payload: P;
}

export type TermKind =
  | 'acceptance'
  | 'verification'
  | 'result'
  | 'service'
  | 'supplement'
  // what a counter received in time and is still to enter
  | 'counterEntry'
  | 'effect'
  | 'maxPublicity'
  // listing
  | 'statement'
  | 'hearing'
  | 'decision'
  | 'received'
  | 'grace'
  // the red list: shown to everybody before it is decided, and checked again
  | 'redPublicity'
  | 'recheck'
  // rectification
  | 'rectification'
  | 'check'
  | 'interview'
  // objection
  | 'ownCheck'
  | 'forward'
  | 'providerCheck'
  // review, and what another authority or a court has annulled
  | 'review'
  | 'annulment'
  // repair: passing on what the credit office took in; a plan's end; deciding anew what was annulled
  | 'transfer'
  | 'plan'
  | 'redecision'
  // the sector's rule at the maximum, with duties unfulfilled
  | 'sector'
  // enforcement: a ban with its own end
  | 'measureEnd'
  // service by announcement: its end is the service
  | 'announcement'
  // 容缺受理: papers promised by a day
  | 'papers';
export type Rung = 'T-2' | 'T-1' | 'T' | 'overdue';

/** running → (paused ⇄ running) → met | cancelled. A missed term stays running and red until it is met or cancelled. */
export interface Term {
  readonly id: string;
  readonly kind: TermKind;
  /** The department, party or subject that must act. */
  readonly holder: string;
  readonly rule: TermRule;
  readonly start: Day;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extension[];
  readonly derivation: Derivation;
  readonly status: 'running' | 'paused' | 'met' | 'cancelled';
  readonly alarms: readonly { readonly rung: Rung; readonly at: Instant }[];
  /** The last rung that has fired since the term was last armed, and the last one its holder was told of. */
  readonly fired: Rung | null;
  readonly told: Rung | null;
  readonly endedAt: Instant | null;
  /** The instruction this term measures, for effects. */
  readonly instructionId: string | null;
  /** Left to the present handler by one who is gone; until it is done or begins anew. */
  readonly inherited?: Inherited;
}

/** From whom, since when he is gone, and when it was handed over. */
export interface Inherited {
  readonly from: string;
  readonly since: Day;
  readonly at: Instant;
}

export type Effect =
  | 'endPublicity'
  | 'stopSharing'
  | 'liftMeasures'
  | 'publish'
  | 'annotate'
  | 'removeAnnotation'
  | 'correct'
  | 'withdraw'
  | 'clarify'
  | 'remedy'
  | 'applyMeasure'
  | 'suspendMeasure'
  | 'resumeMeasure'
  | 'liftMeasure'
  | 'removeFromSource'
  | 'reportExit'
  | 'announceExit'
  | 'archiveInterview'
  | 'share'
  | 'inform'
  | 'announceBreach';
/** `declined`: a recommended measure that its department does not take, with reasons. `recalled`: overtaken by another. */
export const INSTRUCTION_STATES = ['pending', 'accepted', 'done', 'refused', 'failed', 'declined', 'recalled'] as const;
export type InstructionState = (typeof INSTRUCTION_STATES)[number];

/** One thing an outside party must do. pending → (accepted →) done | declined | recalled | refused | failed (a task for a person). */
export interface Instruction {
  readonly id: string;
  readonly party: string;
  readonly adapter: 'http' | 'manual';
  readonly effect: Effect;
  /** The measure it moves; absent when it is about the record as a whole. */
  readonly measureId?: string;
  /** What is to be done in particular, as label and text: nothing personal. */
  readonly content?: Readonly<Record<string, string>>;
  readonly state: InstructionState;
  readonly receipt: string | null;
  readonly detail: string | null;
  readonly movedAt: Instant;
}

export type NoticeKind =
  | 'acceptance'
  | 'nonAcceptance'
  | 'supplement'
  | 'termination'
  | 'repairDecision'
  | 'refusalDecision'
  | 'extension'
  | 'shieldDecision'
  | 'shieldEnd'
  | 'revocationNotice'
  | 'revocationDecision'
  | 'noRevocation'
  | 'prolongation'
  | 'listingNotice'
  | 'listingDecision'
  | 'noListingDecision'
  | 'recognition'
  | 'noRecognition'
  | 'repairGuide'
  | 'rectificationOrder'
  | 'interviewNotice'
  | 'interviewMinutes'
  | 'objectionReceipt'
  | 'objectionResult'
  | 'reviewResult'
  | 'exitDecision'
  | 'exitRefusal'
  | 'relistingNotice'
  | 'relistingDecision'
  | 'addressConfirmation';
export type ServiceMethod = 'portal' | 'receipt' | 'post' | 'left' | 'announcement';

/** A document served on somebody. Mail announces it; only service starts terms. */
export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly authority: string;
  readonly signedOn: Day;
  /** 文号; given by the register when it is signed, null only inside the commit. */
  readonly number: string | null;
  readonly reasons: string | null;
  readonly announcement: 'pending' | 'sent' | 'failed';
  /** The mail came back for good, after the server had taken it; the status is that of RFC 3463. */
  readonly returned?: { readonly at: Instant; readonly status: string };
  /** `saidIn`: id of the act that tells the evidence, in which persons may be named. */
  readonly service: { readonly method: ServiceMethod; readonly servedAt: Instant; readonly saidIn: string } | null;
  /** Somebody has proposed to void it; null: that was returned. */
  readonly voiding?: Voiding | null;
  /** 作废: the number stays, the document counts no more. */
  readonly voided?: Voided;
  /** It says what that document said, which was spoiled. */
  readonly copyOf?: string;
}

/** `saidIn`: id of the act that tells the reasons. */
export interface Voiding {
  readonly by: string;
  readonly saidIn: string;
  readonly reissue: boolean;
  readonly replacedBy: string | null;
}

export interface Voided {
  readonly since: Day;
  readonly replacedBy: string | null;
}

export type RepairStage =
  | 'transferring'
  | 'applied'
  | 'supplementing'
  | 'verifying'
  | 'proposed'
  | 'granted'
  // revocation
  | 'noticing'
  | 'stating'
  | 'deliberating'
  | 'settling'
  | 'closed';
export type RecordStage = 'unclassified' | 'published' | 'awaitingSector' | 'ending' | 'closed';
export type ListingStage =
  | 'verifyingReceived'
  | 'noticing'
  | 'publicising'
  | 'stating'
  | 'deliberating'
  | 'proposed'
  | 'consenting'
  | 'awaitingFinality'
  | 'delivering'
  | 'closed';
export type RectificationStage =
  'ordering' | 'rectifying' | 'checking' | 'interviewDue' | 'interviewScheduled' | 'failed' | 'archiving' | 'closed';
export type ObjectionStage = 'received' | 'examining' | 'forwarded' | 'proposed' | 'settling' | 'closed';
export type ExitStage = 'applied' | 'proposed' | 'removing' | 'noticing' | 'stating' | 'deliberating' | 'closed';
export type Severity = 'minor' | 'general' | 'serious';
export type Stage = RepairStage | RecordStage | ListingStage | RectificationStage | ObjectionStage | ExitStage;
export type Outcome =
  | 'repaired'
  | 'shielded'
  | 'revoked'
  | 'notRevoked'
  | 'refused'
  | 'notAccepted'
  | 'terminated'
  | 'withdrawn'
  | 'publicityEnded'
  | 'listed'
  | 'notListed'
  | 'returned'
  | 'rectified'
  | 'handedOver'
  | 'upheld'
  | 'deleted'
  | 'corrected'
  | 'supplemented'
  | 'disclosureStopped'
  | 'delisted'
  | 'removed'
  | 'annulled'
  | 'relisted'
  /** What it was about is gone: another case of the same record has ended it. */
  | 'moot';

/** 提供虚假材料、信用承诺严重不实、故意不履行承诺. */
export type BreachGround = 'falseMaterial' | 'falseCommitment' | 'brokenCommitment';

/** What a handler proposes and another person confirms. */
export type ProposedOutcome = 'grant' | 'refuse' | 'revoke' | 'notRevoke' | 'list' | 'notList' | Verdict;
/** How an objection ends (异议处理结果). */
export type Verdict = 'delete' | 'correct' | 'supplement' | 'stopDisclosure' | 'delist' | 'uphold';

export interface Proposal {
  readonly outcome: ProposedOutcome;
  readonly findings: string;
  readonly reasons: string | null;
  readonly by: string;
  /** Who has inherited the seat from which it came, while it stands. */
  readonly heirs?: readonly string[];
}

export interface CaseState {
  readonly caseId: string;
  readonly process: Process;
  /** Tells apart several open cases of one process about one record (objections); '' where there is but one. */
  readonly docket: string;
  readonly recordId: string;
  readonly subjectId: string;
  readonly region: string;
  /** The determining authority: the only one that repairs (谁认定、谁修复). */
  readonly department: string;
  readonly stage: Stage;
  readonly outcome: Outcome | null;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  /** Sequence of the last act; `personVersion` that of the last act of a person. */
  readonly version: number;
  readonly personVersion: number;
  /** When, by the law, a person last acted: nothing may be entered before it. */
  readonly lastEffectiveAt: Instant;
  /** The rule pack the case began under and keeps. */
  readonly packId: string | null;
  readonly applicationDate: Day | null;
  readonly applicationId: string | null;
  /** The party agreed to be served electronically: in what opened the case, or later by a 送达地址确认书. */
  readonly consented: boolean;
  /** The last 送达地址确认书; `saidIn`: the act in which the address stands. */
  readonly confirmation?: Confirmation;
  readonly supplementAsked: boolean;
  readonly handler: string | null;
  /** From whom the present handler has it, when that one is gone. */
  readonly inherited?: Inherited;
  readonly proposal: Proposal | null;
  /** What only this process knows. */
  readonly particulars: Particulars | null;
  readonly terms: readonly Term[];
  readonly instructions: readonly Instruction[];
  readonly notices: readonly Notice[];
  /** What a new calendar last did to its dates, and who is still to be told. */
  readonly redating?: Redating;
}

export interface Confirmation {
  readonly on: Day;
  readonly electronic: boolean;
  readonly saidIn: string;
}

export type Side = 'party' | 'authority';

/** Dates of a case that a new calendar has moved or made final. */
export interface Redating {
  readonly id: string;
  /** Citations of the notices that moved them. */
  readonly notices: readonly string[];
  readonly terms: readonly RedatedTerm[];
  readonly untold: readonly Side[];
}

export interface RedatedTerm {
  readonly id: string;
  readonly kind: TermKind;
  readonly was: Day;
  readonly due: Day;
  readonly provisional: boolean;
}

export type CaseEvent =
  | { type: 'opened'; state: CaseState }
  | { type: 'staged'; stage: Stage }
  | { type: 'assigned'; handler: string }
  /** The handler is away, and who stands in for him acted: the case stays his. */
  | { type: 'stoodIn'; by: string; for: string }
  | { type: 'reassigned'; from: string | null; to: string; ground: GroundOfPassing; since: Day; at: Instant }
  | { type: 'supplementAsked' }
  | { type: 'proposed'; proposal: Proposal | null }
  | { type: 'noted'; particulars: Particulars }
  | { type: 'termSet'; term: Term }
  | { type: 'redated'; redating: Redating }
  | { type: 'redatingTold'; id: string; to: Side }
  | { type: 'instructed'; instruction: Instruction }
  | {
      type: 'instructionMoved';
      id: string;
      state: InstructionState;
      receipt: string | null;
      detail: string | null;
      at: Instant;
    }
  | { type: 'noticeSigned'; notice: Notice }
  | { type: 'noticeAnnounced'; id: string; announcement: 'sent' | 'failed' }
  | { type: 'mailReturned'; id: string; returned: NonNullable<Notice['returned']> }
  | { type: 'noticeServed'; id: string; service: NonNullable<Notice['service']> }
  | { type: 'addressConfirmed'; confirmation: Confirmation }
  | { type: 'voidProposed'; id: string; voiding: Voiding | null }
  | { type: 'noticeVoided'; id: string; voided: Voided }
  | { type: 'recordMoved'; status: RecordStatus; at: Instant }
  /** The record was decided on: its document is the notice, its date that of the document. */
  | {
      type: 'recordDecided';
      /** null: the document is another authority's. */
      noticeId: string | null;
      documentNumber?: string;
      decisionDate: Day;
      severity: Severity | null;
    }
  /** The party was given the record, and must one day undo these. */
  | { type: 'disclosed'; party: string; adapter: 'http' | 'manual'; effects: readonly Effect[] }
  | { type: 'recordClassified'; severity: Severity }
  /** Recorded of the subject (记入信用记录): until that day it may apply for no repair. */
  | { type: 'breachRecorded'; ground: BreachGround; on: Day; until: Day; article: string }
  | { type: 'closed'; outcome: Outcome; at: Instant };

/**
 * Where a record stands. Before it is one: found (under rectification), proposed for a list, dropped again. Then: shown,
 * at its maximum or past it with duties unfulfilled (the sector's rule), and gone: repaired, removed or annulled.
 */
export const RECORD_STATUSES = [
  'found',
  'proposed',
  'dropped',
  'published',
  'awaitingSector',
  'ended',
  'repaired',
  'removed',
  'annulled',
] as const;
export type RecordStatus = (typeof RECORD_STATUSES)[number];

/** A docket of a known record, in one word: the process, and after a stroke the docket where there is one. */
export type DocketName = string;
export const docketName = (process: Process, docket: string): DocketName =>
  docket === '' ? process : `${process}/${docket}`;
/** A docket of a record that hangs on the one at hand. */
export const linkedName = (process: Process, record: string): DocketName => `${process}@${record}`;
export const linkedNamed = (name: DocketName): string | null => name.split('@')[1] ?? null;
export function docketNamed(name: DocketName): { readonly process: Process; readonly docket: string } {
  const [process = '', docket = ''] = name.split('/');
  return { process: process as Process, docket };
}

/** The file after one event. Never throws. */
export function evolve(state: CaseState | null, event: CaseEvent): CaseState | null {
  if (event.type === 'opened') return event.state;
  if (state === null) return null;
  switch (event.type) {
    case 'staged':
      return { ...state, stage: event.stage };
    case 'assigned':
      return { ...state, handler: event.handler };
    case 'reassigned':
      return passedOn(state, event);
    case 'supplementAsked':
      return { ...state, supplementAsked: true };
    case 'proposed':
      return { ...state, proposal: event.proposal };
    case 'noted':
      return { ...state, particulars: event.particulars };
    case 'termSet':
      return { ...state, terms: put(state.terms, event.term) };
    case 'redated':
      return { ...state, redating: event.redating };
    case 'redatingTold':
      return { ...state, ...toldOf(state, event.id, event.to) };
    case 'instructed':
      return { ...state, instructions: put(state.instructions, event.instruction) };
    case 'instructionMoved':
      return {
        ...state,
        instructions: change(state.instructions, event.id, (i) => ({
          ...i,
          state: event.state,
          receipt: event.receipt,
          detail: event.detail,
          movedAt: event.at,
        })),
      };
    case 'noticeSigned':
      return { ...state, notices: put(state.notices, event.notice) };
    case 'noticeAnnounced':
      return {
        ...state,
        notices: change(state.notices, event.id, (n) => ({ ...n, announcement: event.announcement })),
      };
    case 'mailReturned':
      return {
        ...state,
        notices: change(state.notices, event.id, (n) => ({ ...n, announcement: 'failed', returned: event.returned })),
      };
    case 'noticeServed':
      return { ...state, notices: change(state.notices, event.id, (n) => ({ ...n, service: event.service })) };
    case 'addressConfirmed':
      return { ...state, consented: event.confirmation.electronic, confirmation: event.confirmation };
    case 'voidProposed':
      return { ...state, notices: change(state.notices, event.id, (n) => ({ ...n, voiding: event.voiding })) };
    case 'noticeVoided':
      return { ...state, notices: change(state.notices, event.id, (n) => ({ ...n, voided: event.voided })) };
    case 'recordMoved':
    case 'recordClassified':
    case 'breachRecorded':
    case 'recordDecided':
    case 'disclosed':
    case 'stoodIn':
      return state;
    case 'closed':
      return { ...state, stage: 'closed', outcome: event.outcome, closedAt: event.at };
  }
}

type Reassigned = Extract<CaseEvent, { type: 'reassigned' }>;

function passedOn(state: CaseState, { from, to, ground, since, at }: Reassigned): CaseState {
  const { proposal, inherited } = state;
  const left = from === null || ground === 'reassigned' ? inherited : { from, since, at };
  return {
    ...state,
    handler: to,
    proposal: proposal === null ? null : { ...proposal, heirs: [...(proposal.heirs ?? []), to] },
    ...(left === undefined ? {} : { inherited: left }),
  };
}

/** Word of an earlier redating says nothing of the one that is to be told now. */
function toldOf({ redating }: CaseState, id: string, to: Side): Pick<CaseState, 'redating'> {
  if (redating === undefined || redating.id !== id) return {};
  return { redating: { ...redating, untold: redating.untold.filter((side) => side !== to) } };
}

/** A person acts; a system or the clock reports. */
export const isPerson = ({ role }: Pick<Actor, 'role'>): boolean => !MACHINES.has(role);

const MACHINES: ReadonlySet<Role> = new Set<Role>(['system', 'departmentSystem', 'mailGateway']);

/** What the system itself does in a case, once for all under this id. */
export const systemAct = <const N extends string, P extends object>(
  id: string,
  name: N,
  caseId: string,
  at: Instant,
  payload: P,
): Act<N, P> => ({
  ...{ id, name, caseId, basedOn: null, effectiveAt: at, receivedAt: at, requestHash: id, payload },
  actor: { id: 'system', role: 'system', department: null, party: null },
});

/** Acts on who handles the case, where its party is reached, and its spoiled papers: they neither date nor hinder what is done in it. */
const BESIDE: ReadonlySet<string> = new Set(['reassign', 'proposeVoid', 'confirmVoid', 'confirmAddress']);

/** The file with the sequence of the act that moved it. */
export const stamp = (state: CaseState, act: Act, seq: number): CaseState =>
  (isPerson(act.actor) && !BESIDE.has(act.name)) || seq === 1
    ? { ...state, version: seq, personVersion: seq, lastEffectiveAt: latest(state.lastEffectiveAt, act.effectiveAt) }
    : { ...state, version: seq };

/** The file after several events. */
export const evolveAll = (state: CaseState | null, events: readonly CaseEvent[]): CaseState | null =>
  events.reduce(evolve, state);

/** The later of two instants: clocks of two machines may differ, and a sender's clock is no reason to refuse. */
export const latest = (a: Instant, b: Instant): Instant => (a > b ? a : b);

function put<T extends { readonly id: string }>(items: readonly T[], item: T): readonly T[] {
  return items.some((i) => i.id === item.id) ? items.map((i) => (i.id === item.id ? item : i)) : [...items, item];
}

function change<T extends { readonly id: string }>(items: readonly T[], id: string, f: (item: T) => T): readonly T[] {
  return items.map((i) => (i.id === id ? f(i) : i));
}
