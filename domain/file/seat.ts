/**
 * The handler's seat (承办人) of a case: who sits in it, who stands in for him (代办), and how it passes to another person of
 * the department when he leaves (离岗交接). Four eyes go by the seat: who holds that of the proposer confirms nothing of it.
 */
import type { Act, CaseEvent, CaseState, Term } from './case.js';
import { isOpen, SILENT } from './clock.js';
import { lawful, outdated, refused, type Decision } from './decision.js';
import type { Day } from '../time/calendar.js';

export const GROUNDS_OF_PASSING = ['left', 'absent', 'reassigned'] as const;
/** 离岗、缺勤、调整分工. What passes by the last of them was nobody's fault to wait: it is not marked as inherited. */
export type GroundOfPassing = (typeof GROUNDS_OF_PASSING)[number];

export interface ReassignPayload {
  /** In whose seat the sender saw it; null: nobody's. */
  readonly from: string | null;
  readonly to: string;
  readonly ground: GroundOfPassing;
  /** Since when the former handler is gone. */
  readonly since: Day;
  readonly reasons: string;
}
export type ReassignAct = Act<'reassign', ReassignPayload>;

/** An absence with a known return, and who acts meanwhile; both days count. */
export interface StandIn {
  readonly person: string;
  readonly standIn: string;
  readonly from: Day;
  readonly until: Day;
}

/** What is known of the people of the case's department. */
export interface Staff {
  readonly standIns?: readonly StandIn[];
  /** Of those named as heirs: handlers of the department who are there. */
  readonly colleagues?: readonly string[];
}

/** Whether one stands in for the other on that day. */
export const standsIn = (standIns: readonly StandIn[], standIn: string, person: string, day: Day): boolean =>
  standIns.some((s) => s.standIn === standIn && s.person === person && s.from <= day && day <= s.until);

/**
 * Whether this person holds the seat from which the proposal came: made it, inherited it since, sits in it now, or stands in
 * for who does. Then the proposal is as good as his own, and another must confirm it.
 */
export function isProposersSeat({ proposal, handler }: CaseState, person: string, staff: Staff, day: Day): boolean {
  return proposal !== null && holdsSeat(handler, [proposal.by, ...(proposal.heirs ?? [])], person, staff, day);
}

/** Whether the person is one of these, or the handler, or stands in for one of them. */
export function holdsSeat(
  handler: string | null,
  proposers: readonly string[],
  person: string,
  { standIns = [] }: Staff,
  day: Day,
): boolean {
  const seat = [...proposers, ...(handler === null ? [] : [handler])];
  return seat.some((holder) => holder === person || standsIn(standIns, person, holder, day));
}

/** By the department's own lead, or by the credit office of the place. */
export function decideReassign(act: ReassignAct, state: CaseState, { colleagues = [] }: Staff): Decision {
  const { from, to, ground, since } = act.payload;
  if (state.closedAt !== null) return refused('WRONG_STAGE');
  if (act.actor.role === 'reviewer' && act.actor.department !== state.department) return refused('NOT_COMPETENT');
  if (from !== state.handler) return refused('HANDLER_CHANGED', { handler: state.handler ?? '无' });
  if (to === from) return refused('HANDLES_ALREADY');
  if (!colleagues.includes(to)) return refused('NOT_COLLEAGUE');
  const stale = outdated(act, state);
  if (stale !== null) return stale;
  const passed: CaseEvent = { type: 'reassigned', from, to, ground, since, at: act.effectiveAt };
  if (from === null || ground === 'reassigned') return lawful([passed]);
  const inherited = { from, since, at: act.effectiveAt };
  const marked = state.terms.filter((t) => isOfTheSeat(t, state));
  return lawful([passed, ...marked.map((t): CaseEvent => ({ type: 'termSet', term: { ...t, inherited } }))]);
}

/** What the handler himself must do in time. */
const isOfTheSeat = (term: Term, { department }: CaseState): boolean =>
  isOpen(term) && term.holder === department && !SILENT.has(term.kind);
