/**
 * A new calendar reaches an open case: each of its dates is derived anew, whatever the process, and the journal says which
 * notice has moved it. For the party the later of what was told and what is now counted stands, for the authority the
 * earlier; what others were told in public or by instruction stands as it was told.
 */
import type { Act, CaseEvent, CaseState, RedatedTerm, Term, TermKind } from './case.js';
import { isOpen, redate, SILENT } from './clock.js';
import { lawful, type Decision } from './decision.js';
import type { Calendar, Instant } from '../time/calendar.js';
import type { Stands } from '../time/term.js';

export interface RedatePayload {
  /** Citations of the notices that have come since the case's dates were last derived. */
  readonly notices: readonly string[];
}

/** Time that the public has to object. */
const FOR_THE_PUBLIC: ReadonlySet<TermKind> = new Set<TermKind>(['redPublicity']);
/** Named in an instruction, in a publication, or in the measure's own end. */
const TOLD_ELSEWHERE: ReadonlySet<TermKind> = new Set<TermKind>(['effect', 'announcement', 'measureEnd']);

function standsOf({ subjectId }: CaseState, { kind, holder }: Term): Stands {
  if (TOLD_ELSEWHERE.has(kind)) return 'told';
  return holder === subjectId || FOR_THE_PUBLIC.has(kind) ? 'later' : 'earlier';
}

/** The open clocks that the calendar changes, as they were and as they are by it. */
function changes(
  state: CaseState,
  { notices }: RedatePayload,
  at: Instant,
  calendar: Calendar,
): readonly (readonly [was: Term, is: Term])[] {
  return state.terms
    .filter(isOpen)
    .map((term) => {
      const by = { stands: standsOf(state, term), notice: notices.join(';'), at };
      return [term, redate(term, by, calendar)] as const;
    })
    .filter(([was, is]) => textOf(was) !== textOf(is));
}

const textOf = ({ derivation, alarms }: Term): string => JSON.stringify([derivation, alarms]);

/** Whether the calendar changes anything in the file. */
export const isMovedBy = (state: CaseState, said: RedatePayload, at: Instant, calendar: Calendar): boolean =>
  changes(state, said, at, calendar).length > 0;

export function decideRedate(act: Act<string, RedatePayload>, state: CaseState, calendar: Calendar): Decision {
  const changed = changes(state, act.payload, act.effectiveAt, calendar);
  const told = changed.filter(([was, is]) => isToBeTold(was, is)).map(([was, is]) => redatedTerm(was, is));
  const events = changed.map(([, term]): CaseEvent => ({ type: 'termSet', term }));
  if (told.length === 0) return lawful(events);
  // What was moved before and nobody was told of yet is told now, from the day that they know.
  const untold = (state.redating?.untold.length ?? 0) > 0 ? (state.redating?.terms ?? []) : [];
  const terms = told.map((t) => ({ ...t, was: untold.find((u) => u.id === t.id)?.was ?? t.was }));
  const before = untold.filter((u) => !told.some((t) => t.id === u.id));
  const notices = [...new Set([...(untold.length > 0 ? (state.redating?.notices ?? []) : []), ...act.payload.notices])];
  const redating = { id: act.id, notices, terms: [...before, ...terms], untold: ['party', 'authority'] as const };
  return lawful([...events, { type: 'redated', redating }]);
}

/** A day that moved, or one that was provisional and stands now; that of a clock which acts by itself only when it moved. */
const isToBeTold = (was: Term, is: Term): boolean =>
  !is.derivation.paused &&
  (was.derivation.due !== is.derivation.due ||
    (was.derivation.provisional && !is.derivation.provisional && !SILENT.has(is.kind)));

const redatedTerm = (was: Term, is: Term): RedatedTerm => ({
  id: is.id,
  kind: is.kind,
  was: was.derivation.due,
  due: is.derivation.due,
  provisional: is.derivation.provisional,
});
