/** The terms of a case file: arming, pausing, resuming and ending a statutory clock. */
import type { Rung, Term, TermKind } from './case.js';
import type { Calendar, Day, Instant } from '../time/calendar.js';
import { alarms, derive, redated, type Derivation, type Extension, type Stands, type TermRule } from '../time/term.js';

export interface Arming {
  readonly id: string;
  readonly kind: TermKind;
  readonly holder: string;
  readonly rule: TermRule;
  readonly start: Day;
  readonly instructionId?: string;
}

/** A clock that runs from `start`. A maximum of publicity does not warn: it acts. */
export function arm(arming: Arming, calendar: Calendar): Term {
  return wind(
    {
      id: arming.id,
      kind: arming.kind,
      holder: arming.holder,
      rule: arming.rule,
      start: arming.start,
      pauses: [],
      extensions: [],
      instructionId: arming.instructionId ?? null,
      endedAt: null,
    },
    calendar,
  );
}

/** The same clock from a new day: what was paused, warned or inherited before no longer counts. */
export function rearm({ inherited: _, ...term }: Term, start: Day, calendar: Calendar): Term {
  return wind({ ...term, start, pauses: [], extensions: [], endedAt: null }, calendar, term);
}

/** Stops the clock on `from`; a paused clock does not remind. One that was over before stays over, and red. */
export function pause(term: Term, from: Day, reason: string, article: string, calendar: Calendar): Term {
  const paused = wind({ ...term, pauses: [...term.pauses, { from, to: null, reason, article }] }, calendar, term);
  return paused.status === 'paused' ? paused : term;
}

/** Lets a paused clock go on from `to`. */
export function resume(term: Term, to: Day, calendar: Calendar): Term {
  return wind({ ...term, pauses: term.pauses.map((p) => (p.to === null ? { ...p, to } : p)) }, calendar, term);
}

/** More time by a rule that allows it; an extension granted after the end makes nothing in time that was late. */
export function extend(term: Term, extension: Extension, calendar: Calendar): Term {
  return wind({ ...term, extensions: [...term.extensions, extension] }, calendar, term);
}

/**
 * The same clock by a new calendar, which `notice` has brought. Of a date that was told `stands` says which of the two
 * stands; nobody is made late by a notice: no date is moved to before `at`.
 */
export function redate(
  term: Term,
  { stands, notice, at }: { readonly stands: Stands; readonly notice: string; readonly at: Instant },
  calendar: Calendar,
): Term {
  const fresh = derive(term.rule, term.start, term.pauses, term.extensions, calendar);
  if (fresh.paused) return woundBy(term, fresh, calendar, term);
  const kept = stands === 'earlier' && fresh.dueAt <= at ? 'told' : stands;
  return woundBy(term, redated(fresh, term.derivation, kept, notice), calendar, term);
}

export const meet = (term: Term, at: Instant): Term => ({ ...term, status: 'met', alarms: [], endedAt: at });
export const cancel = (term: Term, at: Instant): Term => ({ ...term, status: 'cancelled', alarms: [], endedAt: at });

export const isOpen = (term: Term): boolean => term.status === 'running' || term.status === 'paused';

/** The rung has fired; rungs at or before its instant will not fire again. */
export function ring(term: Term, rung: Rung): Term {
  const at = term.alarms.find((a) => a.rung === rung)?.at;
  return { ...term, fired: rung, alarms: at === undefined ? term.alarms : term.alarms.filter((a) => a.at > at) };
}

/** Whether a met term was met in time: while it rested, or before the instant at which it is over. */
export const keptInTime = (term: Term): boolean =>
  term.status === 'met' && term.endedAt !== null && (term.derivation.paused || term.endedAt < term.derivation.dueAt);

/** Clocks whose end acts by itself: nobody is warned of it. */
export const SILENT: ReadonlySet<TermKind> = new Set<TermKind>([
  'maxPublicity',
  'measureEnd',
  'grace',
  'announcement',
  'redPublicity',
]);

type Wound = 'derivation' | 'status' | 'alarms' | 'fired' | 'told';
const RUNGS: readonly Rung[] = ['T-2', 'T-1', 'T', 'overdue'];

/** A clock wound up anew is due as `before`: then what has rung does not ring again. Else all rungs lie ahead of it. */
function wind(term: Omit<Term, Wound>, calendar: Calendar, before?: Term): Term {
  return woundBy(term, derive(term.rule, term.start, term.pauses, term.extensions, calendar), calendar, before);
}

function woundBy(term: Omit<Term, Wound>, derivation: Derivation, calendar: Calendar, before?: Term): Term {
  const { fired, told } = before?.derivation.due === derivation.due ? before : { fired: null, told: null };
  const past = fired === null ? -1 : RUNGS.indexOf(fired);
  const ahead = alarms(derivation, calendar).filter(({ rung }) => RUNGS.indexOf(rung) > past);
  return {
    ...term,
    derivation,
    status: derivation.paused ? 'paused' : 'running',
    alarms: SILENT.has(term.kind) ? ahead.filter((a) => a.rung === 'overdue') : ahead,
    fired,
    told,
  };
}
