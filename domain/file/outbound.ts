/** What every file does alike with what it sends out: deliveries, reports about them, reminders, service. */
import {
  evolveAll,
  isPerson,
  latest,
  type Act,
  type CaseEvent,
  type CaseState,
  type Instruction,
  type InstructionState,
  type Notice,
  type Outcome,
  type Rung,
  type ServiceMethod,
  type Side,
  type Term,
} from './case.js';
import { dayOf, instantAt, type Calendar, type Day, type Instant } from '../time/calendar.js';
import { arm, cancel, isOpen, meet, ring, SILENT } from './clock.js';
import { lawful, refused, type Decision } from './decision.js';
import type { TermRule } from '../time/term.js';

/** The outcome of sending one thing out; `accepted` means that the party will report later. */
export interface DeliveredPayload {
  readonly kind: Delivery['kind'];
  readonly id: string;
  readonly rung?: Rung;
  /** Of a reminder: the day on which the term was due when it rang. */
  readonly due?: Day;
  /** Of a redating: which side was told. */
  readonly to?: Side;
  readonly outcome: 'done' | 'accepted' | 'refused' | 'failed';
  readonly receipt: string | null;
  readonly detail: string | null;
}

/** A party's or a person's report that an instruction was carried out or cannot be. */
export interface ReportPayload {
  readonly instructionId: string;
  /** `declined`: a recommended measure that is not taken, for the reason in `detail`. */
  readonly outcome: 'done' | 'refused' | 'declined';
  readonly receipt: string | null;
  readonly detail: string | null;
}

export interface AlarmPayload {
  readonly termId: string;
  readonly rung: Rung;
}

export interface ServicePayload {
  readonly noticeId: string;
  readonly method: ServiceMethod;
  readonly evidence: string;
  readonly documents?: readonly { readonly sha256: string }[] | undefined;
  readonly witnesses?: readonly string[] | undefined;
}

/** What came of a delivery. A late or repeated word about a finished instruction is journaled and changes nothing. */
export function delivered(state: CaseState, act: Act<string, DeliveredPayload>): readonly CaseEvent[] {
  const { kind, id, rung, due, to, outcome, receipt, detail } = act.payload;
  switch (kind) {
    case 'instruction':
      return moveInstruction(state, id, outcome, receipt, detail, act.effectiveAt);
    case 'notice': {
      const notice = state.notices.find((n) => n.id === id);
      // A mail may come back before the word that it went out has been written.
      if (notice === undefined || notice.announcement === 'sent' || notice.returned !== undefined) return [];
      return [{ type: 'noticeAnnounced', id, announcement: outcome === 'done' ? 'sent' : 'failed' }];
    }
    case 'reminder': {
      const term = state.terms.find((t) => t.id === id);
      // Word of a warning that no longer counts must not silence the one that does.
      if (term === undefined || rung === undefined || term.fired !== rung) return [];
      if (due !== undefined && due !== term.derivation.due) return [];
      return [{ type: 'termSet', term: { ...term, told: rung } }];
    }
    case 'redating':
      return to !== undefined && state.redating?.id === id ? [{ type: 'redatingTold', id, to }] : [];
  }
}

/** A report from the party that was instructed, or from the credit office that saw it done. */
export function reported(state: CaseState, act: Act<string, ReportPayload>): Decision {
  const { instructionId, outcome, receipt, detail } = act.payload;
  const instruction = state.instructions.find((i) => i.id === instructionId);
  if (instruction === undefined) return refused('NO_SUCH_INSTRUCTION');
  const own = act.actor.party === instruction.party || act.actor.role === 'creditOffice' || act.actor.role === 'system';
  if (!own) return refused('NOT_YOUR_INSTRUCTION');
  if (isPerson(act.actor) && instruction.state === 'done') return refused('INSTRUCTION_CLOSED');
  if (outcome === 'declined') {
    if (!mayDecline(state, instruction)) return refused('MUST_APPLY');
    if ((detail ?? '').trim() === '') return refused('REASON_MISSING');
  }
  return lawful(moveInstruction(state, instructionId, outcome, receipt, detail, act.effectiveAt));
}

/** Only a recommended measure may be declined (推荐性惩戒措施), and only when it is to be applied. */
function mayDecline({ particulars }: CaseState, { effect, measureId }: Instruction): boolean {
  if (effect !== 'applyMeasure' || particulars?.of !== 'record') return false;
  return particulars.measures.some((m) => m.id === measureId && !m.mandatory);
}

function moveInstruction(
  state: CaseState,
  id: string,
  to: InstructionState,
  receipt: string | null,
  detail: string | null,
  at: Instant,
): readonly CaseEvent[] {
  const instruction = state.instructions.find((i) => i.id === id);
  if (instruction === undefined || isSettled(instruction)) return [];
  // What the way to a party tells comes after what the party itself has said.
  if ((to === 'accepted' || to === 'failed') && instruction.state !== 'pending') return [];
  const moved: CaseEvent = { type: 'instructionMoved', id, state: to, receipt, detail, at };
  const term = state.terms.find((t) => t.instructionId === id && isOpen(t));
  const answered = to === 'done' || to === 'declined';
  return term !== undefined && answered ? [moved, { type: 'termSet', term: meet(term, at) }] : [moved];
}

/** Nothing more is to be carried out: refused and failed instructions still wait for a person. */
export const isSettled = ({ state }: Pick<Instruction, 'state'>): boolean =>
  state === 'done' || state === 'declined' || state === 'recalled';

/** The file is closed by its last effect, at the hour of the latest of them. */
export function closesWhenDone(state: CaseState, decision: Decision, outcome: Outcome): Decision {
  if (!decision.ok || state.closedAt !== null) return decision;
  if (!decision.events.some((e) => e.type === 'instructionMoved')) return decision;
  const { instructions, terms } = evolveAll(state, decision.events) ?? state;
  if (!instructions.every(isSettled)) return decision;
  const at = instructions.map((i) => i.movedAt).reduce(latest);
  const stopped = terms.filter(isOpen).map((t): CaseEvent => ({ type: 'termSet', term: cancel(t, at) }));
  return lawful([...decision.events, ...stopped, { type: 'closed', outcome, at }], decision.also);
}

/** The rung of a term has fired; null when it is not due yet, or no longer, which a late timer may find. */
export function rung(
  state: CaseState,
  act: Act<string, AlarmPayload>,
): { readonly term: Term; readonly event: CaseEvent } | null {
  const { termId, rung } = act.payload;
  const term = state.terms.find((t) => t.id === termId);
  if (term === undefined || term.status !== 'running') return null;
  if (!term.alarms.some((a) => a.rung === rung && a.at <= act.effectiveAt)) return null;
  const rang = term.kind === 'announcement' ? meet(term, term.derivation.dueAt) : ring(term, rung);
  return { term: rang, event: { type: 'termSet', term: rang } };
}

/** By what an announcement is counted (公告送达). */
export interface ServiceRules {
  readonly calendar: Calendar;
  readonly announcement: TermRule;
}

/**
 * Service (送达): its method, its day and its evidence; only this starts terms. What is announced is served on the last
 * of the announcement's days; until then any other service takes its place.
 */
export function served(state: CaseState, act: Act<string, ServicePayload>, rules: ServiceRules): Decision {
  const { noticeId, method } = act.payload;
  if (act.actor.role === 'handler' && act.actor.department !== state.department) return refused('NOT_COMPETENT');
  const notice = state.notices.find((n) => n.id === noticeId);
  if (notice === undefined) return refused('NO_SUCH_NOTICE');
  if (notice.voided !== undefined) return refused('NOTICE_VOID');
  if (notice.service !== null && (method === 'announcement' || isOver(notice.service, act)))
    return refused('ALREADY_SERVED');
  if (dayOf(act.effectiveAt) < notice.signedOn) return refused('SERVED_BEFORE_SIGNED');
  if (method === 'portal' && !state.consented) return refused('NO_CONSENT');
  if (method === 'left' && !isProven(act.payload)) return refused('LEFT_UNPROVEN');
  if (method !== 'portal' && act.actor.role === 'enterpriseAgent') return refused('PORTAL_ONLY');
  if (method === 'announcement') return announced(state, act, rules);
  const overtaken = announcements(state)
    .filter((t) => t.instructionId === noticeId)
    .map((t): CaseEvent => ({ type: 'termSet', term: cancel(t, act.effectiveAt) }));
  const service = { method, servedAt: act.effectiveAt, saidIn: act.id };
  return lawful([{ type: 'noticeServed', id: noticeId, service }, ...overtaken]);
}

/** What is served stays so, though somebody knows of an earlier day; only an announcement that still runs makes way. */
const isOver = ({ method, servedAt }: NonNullable<Notice['service']>, { effectiveAt }: Act): boolean =>
  method !== 'announcement' || servedAt <= effectiveAt;

const WITNESSES = 2;

/** Who was left a document denies it: two saw it, or a picture shows it (留置送达). */
const isProven = ({ documents = [], witnesses = [] }: ServicePayload): boolean =>
  documents.length > 0 || new Set(witnesses).size >= WITNESSES;

/** The announcement has a clock of its own, whose end is the service; a closed file has no clocks any more. */
function announced(state: CaseState, act: Act<string, ServicePayload>, rules: ServiceRules): Decision {
  const { noticeId, method } = act.payload;
  const arming = {
    id: `${state.caseId}-t${state.terms.length + 1}`,
    kind: 'announcement' as const,
    holder: state.department,
    rule: rules.announcement,
    start: dayOf(act.effectiveAt),
    instructionId: noticeId,
  };
  const term = arm(arming, rules.calendar);
  const service = { method, servedAt: instantAt(term.derivation.due, '23:59'), saidIn: act.id };
  const clock: readonly CaseEvent[] = state.closedAt === null ? [{ type: 'termSet', term }] : [];
  return lawful([{ type: 'noticeServed', id: noticeId, service }, ...clock]);
}

/** Announcements whose days are not over. */
const announcements = ({ terms }: CaseState): readonly Term[] =>
  terms.filter((t) => t.kind === 'announcement' && isOpen(t));
/** Whether the notice is being announced, and so not served yet. */
export const isAnnounced = (state: CaseState, noticeId: string): boolean =>
  announcements(state).some((t) => t.instructionId === noticeId);

/** The notice that an announcement has served now that its days are over; null when it was another clock. */
export const announcedBy = (state: CaseState, term: Term): Notice | null =>
  term.kind === 'announcement' ? (state.notices.find((n) => n.id === term.instructionId) ?? null) : null;

/** From which day a term runs that begins with the service of this notice; after an announcement its proof says so. */
export function sinceService(
  state: CaseState,
  noticeId: string,
  rule: TermRule,
  { announcement }: ServiceRules,
): { readonly rule: TermRule; readonly start: Day } {
  const service = state.notices.find((n) => n.id === noticeId)?.service;
  if (service === null || service === undefined) throw new Error('a term begins with a service that was not');
  const start = dayOf(service.servedAt);
  if (service.method !== 'announcement') return { rule, start };
  return { rule: { ...rule, article: `${rule.article};自公告期满之日(${start})起算:${announcement.article}` }, start };
}

/** What is still to be sent: instructions, mails that announce notices, reminders, and word of dates that have moved. */
export interface Delivery {
  readonly kind: 'instruction' | 'notice' | 'reminder' | 'redating';
  readonly id: string;
  readonly rung?: Rung;
  readonly due?: Day;
  readonly to?: Side;
}

export function deliveriesDue(state: CaseState): readonly Delivery[] {
  return [
    ...state.instructions
      .filter((i) => i.adapter === 'http' && i.state === 'pending')
      .map((i): Delivery => ({ kind: 'instruction', id: i.id })),
    ...state.notices
      .filter((n) => n.announcement === 'pending' && n.voided === undefined)
      .map((n): Delivery => ({ kind: 'notice', id: n.id })),
    ...state.terms
      .filter((t) => t.status === 'running' && !SILENT.has(t.kind))
      .flatMap(({ id, fired, told, derivation }): Delivery[] =>
        fired === null || fired === told ? [] : [{ kind: 'reminder', id, rung: fired, due: derivation.due }],
      ),
    ...(state.redating?.untold ?? []).map((to): Delivery => ({ kind: 'redating', id: state.redating?.id ?? '', to })),
  ];
}
