import { calendarCitation, dayKind, dayOfSerial, serialOf } from './calendar.js';
import type { Calendar, Day, DayKind } from './calendar.js';
import { WEEKEND } from './term-text.js';

/**
 * Counting over a calendar in constant time: running numbers of working days, and the notes on its unusual days ready
 * made. Built once per Calendar object (so keep the object), widened when asked beyond its ends.
 * Days are serials (days since 1970-01-01).
 */
interface CalendarIndex {
  readonly first: number;
  readonly last: number;
  /** [i] = working days among the first i days. */
  readonly workdaysBefore: Int32Array;
  /** [k] = serial of the k-th working day. */
  readonly workdays: Int32Array;
  /** Runs of days of one reason, in order. */
  readonly notes: readonly DayNote[];
  readonly noteFrom: readonly number[];
  readonly noteTo: readonly number[];
  /** [i] = index of the first note that ends on or after day i. */
  readonly noteAt: Int32Array;
}

/** Why days count or do not: `n` consecutive calendar days `from`…`to` of one reason. Frozen; shared by derivations. */
export interface DayNote {
  readonly kind: 'skipped' | 'make-up';
  readonly from: Day;
  readonly to: Day;
  readonly n: number;
  readonly reason: string;
  readonly article: string;
}

const SPARE_YEARS = 2;
const indexes = new WeakMap<Calendar, CalendarIndex>();

/** Working days from `from` to `to`, both included; 0 if `to` is before `from`. */
export function countWorkdays(calendar: Calendar, from: number, to: number): number {
  if (to < from) return 0;
  const { first, workdaysBefore } = indexOf(calendar, from, to);
  return at(workdaysBefore, to + 1 - first) - at(workdaysBefore, from - first);
}

/** The n-th working day after `after`, n ≥ 1; for n ≤ 0 the (1−n)-th working day on or before `after`. */
export function nthWorkday(calendar: Calendar, after: number, n: number): number {
  for (let reach = Math.abs(n) + 30; ; reach *= 2) {
    const { first, workdaysBefore, workdays } = indexOf(calendar, after - reach, after + reach);
    const k = at(workdaysBefore, after + 1 - first) + n - 1;
    const serial = workdays[k];
    if (serial !== undefined) return serial;
  }
}

/** Appends the notes on `from`…`to`, both included, trimmed to them. */
export function pushNotes(calendar: Calendar, from: number, to: number, notes: { push(note: DayNote): unknown }): void {
  if (to < from) return;
  const index = indexOf(calendar, from, to);
  for (let i = at(index.noteAt, from - index.first); i < index.notes.length; i++) {
    const note = index.notes[i];
    const noteFrom = index.noteFrom[i];
    const noteTo = index.noteTo[i];
    if (note === undefined || noteFrom === undefined || noteTo === undefined || noteFrom > to) return;
    notes.push(noteFrom >= from && noteTo <= to ? note : trimmed(note, Math.max(noteFrom, from), Math.min(noteTo, to)));
  }
}

function trimmed(note: DayNote, from: number, to: number): DayNote {
  return { ...note, from: dayOfSerial(from), to: dayOfSerial(to), n: to - from + 1 };
}

function at(values: Int32Array, i: number): number {
  return values[i] ?? 0;
}

function indexOf(calendar: Calendar, from: number, to: number): CalendarIndex {
  const known = indexes.get(calendar);
  if (known !== undefined && known.first <= from && to <= known.last) return known;
  const years = [yearOf(from), yearOf(to), ...calendar.years.keys()];
  const first = serialOf(`${Math.min(...years) - 1}-01-01`);
  const last = serialOf(`${Math.max(...years) + SPARE_YEARS}-12-31`);
  const wider = buildIndex(calendar, Math.min(first, known?.first ?? first), Math.max(last, known?.last ?? last));
  indexes.set(calendar, wider);
  return wider;
}

function yearOf(serial: number): number {
  return Number(dayOfSerial(serial).slice(0, 4));
}

function buildIndex(calendar: Calendar, first: number, last: number): CalendarIndex {
  const length = last - first + 1;
  const workdaysBefore = new Int32Array(length + 1);
  const workdays: number[] = [];
  const runs: Run[] = [];
  for (let i = 0; i < length; i++) {
    const serial = first + i;
    const kind = dayKind(calendar, dayOfSerial(serial));
    if (kind.kind === 'workday' || kind.kind === 'make-up') workdays.push(serial);
    workdaysBefore[i + 1] = workdays.length;
    if (kind.kind !== 'workday') extendRuns(runs, serial, kind);
  }
  const noteAt = new Int32Array(length);
  for (let i = 0, run = 0; i < length; i++) {
    while ((runs[run]?.to ?? Infinity) < first + i) run++;
    noteAt[i] = run;
  }
  return {
    first,
    last,
    workdaysBefore,
    workdays: Int32Array.from(workdays),
    notes: runs.map((run) => noteOf(calendar, run)),
    noteFrom: runs.map((run) => run.from),
    noteTo: runs.map((run) => run.to),
    noteAt,
  };
}

type UnusualDay = Exclude<DayKind, { kind: 'workday' }>;

interface Run {
  readonly day: UnusualDay;
  readonly from: number;
  to: number;
}

function extendRuns(runs: Run[], serial: number, day: UnusualDay): void {
  const last = runs.at(-1);
  if (last !== undefined && last.to === serial - 1 && sameReason(last.day, day)) last.to = serial;
  else runs.push({ day, from: serial, to: serial });
}

function sameReason(one: UnusualDay, other: UnusualDay): boolean {
  if (one.kind === 'weekend' || other.kind === 'weekend') return one.kind === other.kind;
  if (one.kind === 'holiday' && other.kind === 'holiday') return one.name === other.name && one.notice === other.notice;
  return one.kind === other.kind && one.notice === other.notice;
}

const NOTE_KIND = { weekend: 'skipped', holiday: 'skipped', 'make-up': 'make-up' } as const;

function noteOf(calendar: Calendar, { day, from, to }: Run): DayNote {
  return Object.freeze({
    kind: NOTE_KIND[day.kind],
    from: dayOfSerial(from),
    to: dayOfSerial(to),
    n: to - from + 1,
    reason: reasonOf(day),
    article: articleOf(calendar, day),
  });
}

function reasonOf(day: UnusualDay): string {
  if (day.kind === 'weekend') return WEEKEND;
  return day.kind === 'holiday' ? `${day.name ?? '节假日'}放假` : '调休上班';
}

function articleOf(calendar: Calendar, day: UnusualDay): string {
  if (day.kind === 'weekend') return '《国务院关于职工工作时间的规定》第七条';
  return calendarCitation(calendar, day.notice);
}
