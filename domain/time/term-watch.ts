/** Watching a term: when to warn, and which lamp it shows. */
import { dayOf, dayOfSerial, instantAt, serialOf } from './calendar.js';
import type { Calendar, Day, Instant } from './calendar.js';
import { countWorkdays, nthWorkday } from './calendar-index.js';
import type { Derivation } from './term.js';

const WARNING_TIME = '09:00';
const RUNGS = { 2: 'T-2', 1: 'T-1', 0: 'T' } as const;

/** Working days before the due day. */
export type WarnBefore = keyof typeof RUNGS;

export interface Alarm {
  readonly rung: (typeof RUNGS)[WarnBefore] | 'overdue';
  readonly at: Instant;
}

/** Working days after `from` up to and including `to`; negative when `to` is before `from`. */
export function workdaysBetween(calendar: Calendar, from: Day, to: Day): number {
  return from <= to
    ? countWorkdays(calendar, serialOf(from) + 1, serialOf(to))
    : -countWorkdays(calendar, serialOf(to) + 1, serialOf(from));
}

/**
 * Warnings at 09:00 Shanghai of the working day that is so many working days before the due day (T itself, or the last
 * working day before it if that is a day off), and `overdue` when the term is over; in order of time. Left out: warnings
 * on or before the day of the start, on a paused day, or not before the end. A paused term has none at all.
 */
export function alarms(
  derivation: Derivation,
  calendar: Calendar,
  warnBefore: readonly WarnBefore[] = [2, 1, 0],
): Alarm[] {
  if (derivation.paused) return [];
  const due = serialOf(derivation.due);
  const warnings = [...new Set(warnBefore)]
    .sort((a, b) => b - a)
    .map((n) => ({ rung: RUNGS[n], day: dayOfSerial(nthWorkday(calendar, due, -n)) }))
    .filter(({ day }) => day > derivation.start && !isPaused(derivation, day))
    .map(({ rung, day }) => ({ rung, at: instantAt(day, WARNING_TIME) }))
    .filter(({ at }) => at < derivation.dueAt);
  return [...warnings, { rung: 'overdue', at: derivation.dueAt }];
}

function isPaused(derivation: Derivation, day: Day): boolean {
  return derivation.steps.some(({ kind, from, to }) => kind === 'paused' && from <= day && (to === null || day <= to));
}

/** `due` is the instant at which the term is over (Derivation.dueAt); `metAt` when it was met, if it was. */
export interface LampTerm {
  readonly due: Instant;
  readonly paused: boolean;
  readonly metAt?: Instant | null;
}

/**
 * red: over, or met too late; grey: paused; yellow: at most `nearWorkdays` working days are left after today; green: else.
 */
export function lamp(
  term: LampTerm,
  asOf: Instant,
  calendar: Calendar,
  nearWorkdays = 2,
): 'green' | 'yellow' | 'red' | 'grey' {
  if (term.metAt !== undefined && term.metAt !== null) return term.metAt < term.due ? 'green' : 'red';
  if (term.paused) return 'grey';
  if (asOf >= term.due) return 'red';
  const lastDay = dayOf(new Date(Date.parse(term.due) - 1).toISOString());
  return workdaysBetween(calendar, dayOf(asOf), lastDay) <= nearWorkdays ? 'yellow' : 'green';
}
