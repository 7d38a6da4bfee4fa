/**
 * Terms 期限: from a rule, a start, pauses and extensions to the due date with its proof. Pure and total.
 *
 * Conventions, chosen once:
 * - The day of the event does not count (民法典 201); the term is over at `dueAt`, which itself is too late.
 * - A pause covers the days from `from` up to the day before `to`. So the day of resuming counts again, pausing and
 *   resuming on one day changes nothing, and a term paused on or before its last day never ends before it is resumed.
 *   Pauses are one set of days: their order and overlap do not matter. In working-day terms the paused working days
 *   do not count; to all other terms the paused calendar days are added.
 * - While a pause is open (`to: null`) `paused` is true and `due` only the earliest day possible: as if resumed on the
 *   day it was paused. Such a term has no alarms and a grey lamp.
 * - Extensions follow the base term, in the order given, from its last day before any rolling.
 * - Provisional: a day that was counted as working or not, or the due day of any unit, lies in a year not published.
 */
import { addMonths, dayInMonth, dayOfSerial, instantAt, isPublished, serialOf } from './calendar.js';
import type { Calendar, Day, Instant } from './calendar.js';
import { countWorkdays, nthWorkday, pushNotes } from './calendar-index.js';
import { joined, mergePauses } from './term-pauses.js';
import type { Rest } from './term-pauses.js';
import { ARTICLE, REASON, unitText } from './term-text.js';

export { explain } from './term-text.js';
export { alarms, lamp, workdaysBetween } from './term-watch.js';

/**
 * workday, day, month, year: so many of them. prompt: 及时, a configured service level in working days.
 * monthDay: day `number` (at most the month's last), included, of the month after the start: 次月15日内, and 每月5日前
 * for what arose in the month of the start. caseSet: 限定期限, the day set in the case (`caseSetDue`), or `number`
 * calendar days when only these were set.
 */
export type TermUnit = 'workday' | 'day' | 'month' | 'year' | 'monthDay' | 'prompt' | 'caseSet';

export interface TermRule {
  readonly ruleId: string;
  /** Chinese citation, as 《信用修复管理办法》第三章. */
  readonly article: string;
  readonly number: number;
  readonly unit: TermUnit;
  /** Whether a last day off moves to the next working day (民法典 203): day, month and year only. Publicity maxima: no. */
  readonly rollsToWorkday: boolean;
  /** Shanghai time at which the last day closes: '24:00' online, a window's '17:00'. */
  readonly closesAt: string;
  /** Numbers not read in the law itself are configured and shown as 待确认. */
  readonly basis: 'law' | 'configured';
  readonly caseSetDue?: Day;
}

export interface Pause {
  readonly from: Day;
  /** The day of resuming; null while still paused. */
  readonly to: Day | null;
  readonly reason: string;
  readonly article: string;
}

export interface Extension {
  readonly number: number;
  readonly unit: 'workday' | 'day' | 'month' | 'year';
  readonly article: string;
  /** The day by which the applicant must have been told. */
  readonly noticeBy?: Day;
}

/** An extension's unit: 及时 and what is set in the case are counted in working days. */
export const extensionUnit = ({ unit }: Pick<TermRule, 'unit'>): Extension['unit'] =>
  unit === 'day' || unit === 'month' || unit === 'year' ? unit : 'workday';

export type StepKind =
  | 'start'
  | 'excluded-first-day'
  | 'counted'
  | 'skipped'
  | 'make-up'
  | 'paused'
  | 'extended'
  | 'corresponding-day'
  | 'rolled'
  | 'due'
  | 'redated'
  | 'provisional';

/**
 * One line of the proof, about the days `from`…`to`, both included (`to: null`: still paused). `n`: start, extended and
 * corresponding-day: the rule's number; redated: 0, `from` the day told before and `to` the day that stands; counted: days counted, working or calendar as the unit says; paused: days by
 * which this pause moves the term; skipped, make-up, rolled: calendar days; provisional: the year not published.
 */
export interface Step {
  readonly kind: StepKind;
  readonly from: Day;
  readonly to: Day | null;
  readonly n: number;
  readonly reason: string;
  readonly article: string;
}

export interface Derivation {
  readonly start: Day;
  readonly due: Day;
  /** The instant at which the term is over. At 24:00 it belongs to the next day: use `due` for the day. */
  readonly dueAt: Instant;
  readonly provisional: boolean;
  readonly paused: boolean;
  readonly steps: readonly Step[];
}

/** A derivation under way: `at` is the last day counted. */
interface Walk {
  readonly calendar: Calendar;
  readonly rests: readonly Rest[];
  at: number;
  paused: boolean;
  /** What is counted after an open pause began is no proof: it goes to another list. */
  steps: Step[];
  unpublished: { year: number; from: number } | null;
}

const CALENDAR_UNITS: ReadonlySet<TermUnit> = new Set(['day', 'month', 'year']);

/** The due date of a term and how it came about. `pauses` in any order; `extensions` in the order granted. */
export function derive(
  rule: TermRule,
  start: Day,
  pauses: readonly Pause[],
  extensions: readonly Extension[],
  calendar: Calendar,
): Derivation {
  const proof: Step[] = [];
  const rests = mergePauses(pauses);
  const walk: Walk = { calendar, rests, at: serialOf(start), paused: false, steps: proof, unpublished: null };
  const startReason = unitText(rule.unit, rule.number) + (rule.basis === 'configured' ? REASON.configured : '');
  proof.push(stepOn('start', start, rule.number, startReason, rule.article));
  countRule(walk, rule, start);
  for (const extension of extensions) {
    const { number, unit, article, noticeBy } = extension;
    const reason = REASON.extended(unitText(unit, number), noticeBy);
    walk.steps.push(stepOn('extended', dayOfSerial(walk.at), number, reason, article));
    countUnit(walk, unit, number, article);
  }
  const end = walk.at;
  if (rule.rollsToWorkday && [rule, ...extensions].some(({ unit }) => CALENDAR_UNITS.has(unit))) roll(walk);
  look(walk, end, walk.at);
  const due = dayOfSerial(walk.at);
  walk.steps.push(stepOn('due', due, 0, REASON.closes(rule.closesAt), ARTICLE.end));
  if (walk.unpublished !== null) {
    const { year, from } = walk.unpublished;
    const reason = REASON.provisional(year);
    proof.push({ kind: 'provisional', from: dayOfSerial(from), to: due, n: year, reason, article: ARTICLE.calendar });
  }
  const dueAt = instantAt(due, rule.closesAt);
  return { start, due, dueAt, provisional: walk.unpublished !== null, paused: walk.paused, steps: proof };
}

/** Which of two days stands: the later for whom a term gives time, the earlier for whom it binds, or what was told. */
export type Stands = 'later' | 'earlier' | 'told';

/** What a new calendar makes of a date that was told: `fresh` is what it alone would give. The proof says what stands, and why. */
export function redated(fresh: Derivation, told: Derivation, stands: Stands, notice: string): Derivation {
  const stays = stands === 'told' || (stands === 'later' ? told.due > fresh.due : told.due < fresh.due);
  if (fresh.due === told.due) return fresh;
  const { due, dueAt } = stays ? told : fresh;
  const reason = stays ? REASON.stays(fresh.due, stands) : REASON.moved;
  const step: Step = { kind: 'redated', from: told.due, to: due, n: 0, reason, article: notice };
  return { ...fresh, due, dueAt, steps: [...fresh.steps, step] };
}

function countRule(walk: Walk, rule: TermRule, start: Day): void {
  const { unit, number, article, caseSetDue } = rule;
  if (unit === 'monthDay') return countTo(walk, dayInMonth(start, 1, number), number, REASON.monthDay, article);
  if (unit === 'caseSet' && caseSetDue !== undefined) return countTo(walk, caseSetDue, number, REASON.caseSet, article);
  walk.steps.push(stepOn('excluded-first-day', start, 1, REASON.excluded, ARTICLE.firstDay));
  countUnit(walk, unit === 'prompt' ? 'workday' : unit === 'caseSet' ? 'day' : unit, number, article);
}

function countUnit(walk: Walk, unit: Extension['unit'], number: number, article: string): void {
  if (unit === 'workday' || unit === 'day') return count(walk, number, unit, article);
  const day = dayOfSerial(walk.at);
  const corresponding = addMonths(day, unit === 'year' ? number * 12 : number);
  const reason = corresponding.slice(8) === day.slice(8) ? REASON.corresponding : REASON.lastOfMonth;
  countTo(walk, corresponding, number, reason, ARTICLE.corresponding);
}

/** To a day of the calendar; pauses on the way add their days. */
function countTo(walk: Walk, day: Day, number: number, reason: string, article: string): void {
  walk.steps.push(stepOn('corresponding-day', day, number, reason, article));
  const end = serialOf(day);
  const onTheWay = walk.rests.some((rest) => rest.from <= end && rest.to > walk.at + 1);
  if (onTheWay && end > walk.at) count(walk, end - walk.at, 'day', article);
  else walk.at = end;
}

/** So many days that are not paused, in stretches between the pauses. */
function count(walk: Walk, number: number, unit: 'workday' | 'day', article: string): void {
  let left = Math.max(0, Math.trunc(number));
  for (const rest of walk.rests) {
    if (left === 0) break;
    if (rest.to <= walk.at + 1) continue;
    const free = countDays(walk, unit, walk.at + 1, rest.from - 1);
    if (left <= free) break;
    stretch(walk, Math.max(walk.at, rest.from - 1), free, unit, article);
    left -= free;
    pause(walk, rest, unit);
  }
  if (left === 0) return;
  const end = unit === 'day' ? walk.at + left : nthWorkday(walk.calendar, walk.at, left);
  stretch(walk, end, left, unit, article);
}

function countDays(walk: Walk, unit: 'workday' | 'day', from: number, to: number): number {
  return unit === 'day' ? Math.max(0, to - from + 1) : countWorkdays(walk.calendar, from, to);
}

/** Counts on to `end`, unpaused days all, `n` of them in the term's unit. */
function stretch(walk: Walk, end: number, n: number, unit: 'workday' | 'day', article: string): void {
  const from = walk.at + 1;
  if (end < from) return;
  if (unit === 'workday') {
    pushNotes(walk.calendar, from, end, walk.steps);
    look(walk, from, end);
  }
  const reason = unit === 'workday' ? REASON.countedWorkdays : REASON.countedDays;
  walk.steps.push({ kind: 'counted', from: dayOfSerial(from), to: dayOfSerial(end), n, reason, article });
  walk.at = end;
}

/** Passes a pause; an open one ends the proof, and counting goes on as if resumed at once. */
function pause(walk: Walk, rest: Rest, unit: 'workday' | 'day'): void {
  const first = Math.max(rest.from, walk.at + 1);
  const from = dayOfSerial(first);
  const reason = joined(rest.reasons);
  const article = joined(rest.articles);
  if (rest.to === Infinity) {
    walk.steps.push({ kind: 'paused', from, to: null, n: 0, reason, article });
    walk.steps = [];
    walk.paused = true;
    return;
  }
  const n = countDays(walk, unit, first, rest.to - 1);
  walk.steps.push({ kind: 'paused', from, to: dayOfSerial(rest.to - 1), n, reason, article });
  walk.at = rest.to - 1;
}

/** 民法典 203: from a last day off to the next working day that is not paused. */
function roll(walk: Walk): void {
  const end = walk.at;
  if (countWorkdays(walk.calendar, end, end) === 1) return;
  let to = nthWorkday(walk.calendar, end, 1);
  pushNotes(walk.calendar, end, to - 1, walk.steps);
  for (const rest of walk.rests) {
    if (to < rest.from || to >= rest.to) continue;
    pause(walk, rest, 'workday');
    if (rest.to !== Infinity) to = nthWorkday(walk.calendar, walk.at, 1);
  }
  walk.at = to;
  const step = { from: dayOfSerial(end), to: dayOfSerial(to), n: to - end, reason: REASON.rolled };
  walk.steps.push({ kind: 'rolled', ...step, article: ARTICLE.rolled });
}

/** Remembers the first day of `from`…`to` in a year not published. */
function look(walk: Walk, from: number, to: number): void {
  if (walk.unpublished !== null) return;
  const first = Number(dayOfSerial(from).slice(0, 4));
  const last = Number(dayOfSerial(to).slice(0, 4));
  for (let year = first; year <= last; year++) {
    if (isPublished(walk.calendar, year)) continue;
    walk.unpublished = { year, from: Math.max(from, serialOf(`${year}-01-01`)) };
    return;
  }
}

function stepOn(kind: StepKind, day: Day, n: number, reason: string, article: string): Step {
  return { kind, from: day, to: day, n, reason, article };
}
