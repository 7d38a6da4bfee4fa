/**
 * Days, instants and the working calendar of Asia/Shanghai. Pure; no clock.
 *
 * Shanghai has been UTC+8 without summer time since 1992, so a day and a UTC instant convert by a fixed offset.
 */

/** 'YYYY-MM-DD' in Asia/Shanghai. */
export type Day = string;
/** ISO 8601 in UTC with milliseconds and 'Z', as `new Date(ms).toISOString()` gives. Sorts as text. */
export type Instant = string;

/** One State Council notice (国务院办公厅关于 N 年部分节假日安排的通知) and its amendments. */
export interface CalendarYear {
  readonly year: number;
  readonly sources: readonly string[];
  /** Days off with the holiday's name, null if unknown; may hold days of the neighbouring years (2018-12-30 in 2019). */
  readonly daysOff: ReadonlyMap<Day, string | null>;
  /** Saturdays and Sundays that are worked (调休上班). */
  readonly makeUpDays: ReadonlySet<Day>;
  /** How its notice is cited, when it has a number of its own. */
  readonly citation?: string;
}

/** The citation of a year's notice. */
export const calendarCitation = (calendar: Calendar, year: number): string =>
  calendar.years.get(year)?.citation ?? `国务院办公厅关于${year}年部分节假日安排的通知`;

/** Years of published notices. Treat as immutable: what is computed from it is cached per object. */
export interface Calendar {
  readonly id: string;
  readonly years: ReadonlyMap<number, CalendarYear>;
}

/** What a day is, and the year of the notice that says so. */
export type DayKind =
  | { readonly kind: 'workday' }
  | { readonly kind: 'weekend' }
  | { readonly kind: 'holiday'; readonly name: string | null; readonly notice: number }
  | { readonly kind: 'make-up'; readonly notice: number };

const MS_PER_DAY = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const WORKDAY: DayKind = { kind: 'workday' };
const WEEKEND: DayKind = { kind: 'weekend' };

const dayTexts = new Map<number, Day>();

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}

/** Days since 1970-01-01. The text is not checked: see isDay. */
export function serialOf(day: Day): number {
  return Date.UTC(digits(day, 0, 4), digits(day, 5, 7) - 1, digits(day, 8, 10)) / MS_PER_DAY;
}

/** The day so many days after 1970-01-01. */
export function dayOfSerial(serial: number): Day {
  const known = dayTexts.get(serial);
  if (known !== undefined) return known;
  const text = new Date(serial * MS_PER_DAY).toISOString().slice(0, 10);
  dayTexts.set(serial, text);
  return text;
}

/** True for an existing day written 'YYYY-MM-DD'. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  return new Date(serialOf(text) * MS_PER_DAY).toISOString().slice(0, 10) === text;
}

/** The Shanghai day of an instant. 24:00 of a day is the instant at which the *next* day begins. */
export function dayOf(instant: Instant): Day {
  return new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant of a Shanghai wall clock time, 'HH:MM' from '00:00' to '24:00'. */
export function instantAt(day: Day, time: string): Instant {
  const utcHour = digits(time, 0, 2) - 8;
  const date = utcHour < 0 ? addDays(day, -1) : day;
  const hour = utcHour < 0 ? utcHour + 24 : utcHour;
  return `${date}T${hour < 10 ? '0' : ''}${hour}:${time.slice(3, 5)}:00.000Z`;
}

export function addDays(day: Day, days: number): Day {
  return dayOfSerial(serialOf(day) + days);
}

/** The first day on which what needs "after the minimum period" may be done, `last` being the period's last day. */
export function dayAfter(last: Day): Day {
  return addDays(last, 1);
}

/** The corresponding day so many months later or, where that month has none, its last day (民法典 202). */
export function addMonths(day: Day, months: number): Day {
  return dayInMonth(day, months, digits(day, 8, 10));
}

/** As addMonths; 02-29 becomes 02-28 in a common year. */
export function addYears(day: Day, years: number): Day {
  return addMonths(day, years * 12);
}

/** Day number `dayOfMonth` (at most the month's last) of the month that is `months` after the month of `day`. */
export function dayInMonth(day: Day, months: number, dayOfMonth: number): Day {
  const year = digits(day, 0, 4);
  const month = digits(day, 5, 7) - 1 + months;
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOfSerial(Date.UTC(year, month, Math.max(1, Math.min(dayOfMonth, lastOfMonth))) / MS_PER_DAY);
}

/** 0 Sunday … 6 Saturday. */
export function weekday(day: Day): number {
  return (((serialOf(day) + 4) % 7) + 7) % 7;
}

/** Whether the notice of that year is in this calendar. */
export function isPublished(calendar: Calendar, year: number): boolean {
  return calendar.years.has(year);
}

/**
 * What a day is. The notices of the next, the same and the last year are asked, the latest first, for a notice may reach
 * over New Year. Where no notice speaks, weekends are off and all other days are worked; in a year not published
 * that is only provisional.
 */
export function dayKind(calendar: Calendar, day: Day): DayKind {
  const year = digits(day, 0, 4);
  for (let notice = year + 1; notice >= year - 1; notice--) {
    const published = calendar.years.get(notice);
    if (published === undefined) continue;
    const name = published.daysOff.get(day);
    if (name !== undefined) return { kind: 'holiday', name, notice };
    if (published.makeUpDays.has(day)) return { kind: 'make-up', notice };
  }
  const dayOfWeek = weekday(day);
  return dayOfWeek === 0 || dayOfWeek === 6 ? WEEKEND : WORKDAY;
}

export function isWorkday(calendar: Calendar, day: Day): boolean {
  const { kind } = dayKind(calendar, day);
  return kind === 'workday' || kind === 'make-up';
}

/** A holiday as a notice prints it: name, first day off, last day off. */
export type HolidayBlock = readonly [name: string | null, first: Day, last: Day];

/** A calendar year from the blocks of its notice. */
export function calendarYear(
  year: number,
  sources: readonly string[],
  blocks: readonly HolidayBlock[],
  makeUpDays: readonly Day[],
): CalendarYear {
  const daysOff = new Map<Day, string | null>();
  for (const [name, first, last] of blocks) {
    for (let day = first; day <= last; day = addDays(day, 1)) daysOff.set(day, name);
  }
  return { year, sources, daysOff, makeUpDays: new Set(makeUpDays) };
}

/** The calendar with one year published, or published anew. */
export function withYear(calendar: Calendar, id: string, year: CalendarYear): Calendar {
  return { id, years: new Map(calendar.years).set(year.year, year) };
}
