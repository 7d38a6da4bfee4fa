/**
 * The term counted as a clerk would: one day after another, with a finger on the wall calendar. Written apart from
 * domain/time/term.ts and its index, to check it and to race it. Knows closed pauses and extensions; the texts of its steps
 * are those of the law's articles, spelled out again.
 */
import type { Calendar } from '../../domain/time/calendar.js';
import type { Extension, Pause, Step, TermRule } from '../../domain/time/term.js';

export interface NaiveResult {
  due: string;
  dueAt: string;
  provisional: boolean;
  steps: Step[];
}

interface Label {
  kind: 'counted' | 'make-up' | 'skipped';
  reason: string;
  article: string;
}

const PLAIN: Label = { kind: 'counted', reason: '', article: '' };
const WEEKEND: Label = { kind: 'skipped', reason: '周末', article: '《国务院关于职工工作时间的规定》第七条' };

const nextDays = new Map<string, string>();

/** Remembered, so that a race against this loop is won by counting and not by formatting dates. */
function nextDay(day: string): string {
  const known = nextDays.get(day);
  if (known !== undefined) return known;
  const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  nextDays.set(day, next);
  return next;
}

function label(calendar: Calendar, day: string): Label {
  const year = Number(day.slice(0, 4));
  for (let notice = year + 1; notice >= year - 1; notice--) {
    const facts = calendar.years.get(notice);
    if (!facts) continue;
    const article = `国务院办公厅关于${notice}年部分节假日安排的通知`;
    if (facts.daysOff.has(day))
      return { kind: 'skipped', reason: `${facts.daysOff.get(day) ?? '节假日'}放假`, article };
    if (facts.makeUpDays.has(day)) return { kind: 'make-up', reason: '调休上班', article };
  }
  return new Date(day).getUTCDay() % 6 === 0 ? WEEKEND : PLAIN;
}

function isPaused(pauses: readonly Pause[], day: string): boolean {
  for (const { from, to } of pauses) if (from <= day && (to === null || day < to)) return true;
  return false;
}

type OpenStep = { -readonly [K in keyof Step]: Step[K] };

/** Puts an unusual day into the note begun before it, or begins a new one. A plain day ends the note. */
function note(steps: Step[], open: OpenStep | null, day: string, { kind, reason, article }: Label): OpenStep | null {
  if (kind === 'counted') return null;
  if (open !== null && open.kind === kind && open.reason === reason && open.article === article) {
    open.to = day;
    open.n++;
    return open;
  }
  const step: OpenStep = { kind, from: day, to: day, n: 1, reason, article };
  steps.push(step);
  return step;
}

class Finger {
  steps: Step[] = [];
  unpublished: { year: number; day: string } | null = null;

  readonly calendar: Calendar;
  readonly pauses: readonly Pause[];
  day: string;

  constructor(calendar: Calendar, pauses: readonly Pause[], start: string) {
    this.calendar = calendar;
    this.pauses = pauses;
    this.day = start;
  }

  look(day: string): void {
    const year = Number(day.slice(0, 4));
    if (this.unpublished === null && !this.calendar.years.has(year)) this.unpublished = { year, day };
  }

  count(n: number, unit: string, article: string): void {
    const from = nextDay(this.day);
    let open: OpenStep | null = null;
    for (let counted = 0; counted < n;) {
      this.day = nextDay(this.day);
      if (isPaused(this.pauses, this.day)) continue;
      if (unit === 'day') {
        counted++;
        continue;
      }
      this.look(this.day);
      const kind = label(this.calendar, this.day);
      open = note(this.steps, open, this.day, kind);
      if (kind.kind !== 'skipped') counted++;
    }
    const reason = unit === 'day' ? '自然日' : '工作日';
    if (n > 0) this.steps.push({ kind: 'counted', from, to: this.day, n, reason, article });
  }

  countMonths(n: number, months: number): void {
    const wanted = Number(this.day.slice(8));
    const year = Number(this.day.slice(0, 4));
    const month = Number(this.day.slice(5, 7)) - 1 + months;
    const target = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
    let end = `${target}-01`;
    while (Number(end.slice(8)) < wanted && nextDay(end).startsWith(target)) end = nextDay(end);
    const reason = Number(end.slice(8)) === wanted ? '到期月的对应日' : '到期月没有对应日，以月末日为最后一日';
    this.steps.push({ kind: 'corresponding-day', from: end, to: end, n, reason, article: '《民法典》第二百零二条' });
    let budget = 0;
    for (let day = this.day; day < end; day = nextDay(day)) budget++;
    while (budget > 0) {
      this.day = nextDay(this.day);
      if (!isPaused(this.pauses, this.day)) budget--;
    }
  }

  by(number: number, unit: string, article: string): void {
    if (unit === 'month') this.countMonths(number, number);
    else if (unit === 'year') this.countMonths(number, number * 12);
    else this.count(number, unit, article);
  }

  roll(): void {
    const end = this.day;
    let open: OpenStep | null = null;
    for (;;) {
      const kind = label(this.calendar, this.day);
      if (kind.kind !== 'skipped' && !isPaused(this.pauses, this.day)) break;
      this.look(this.day);
      open = note(this.steps, open, this.day, kind);
      this.day = nextDay(this.day);
    }
    if (this.day === end) return;
    const n = (Date.parse(this.day) - Date.parse(end)) / 86_400_000;
    const reason = '最后一日是法定休假日，顺延至休假日结束的次日';
    this.steps.push({ kind: 'rolled', from: end, to: this.day, n, reason, article: '《民法典》第二百零三条第一款' });
  }
}

const LENGTH: Record<string, string> = { workday: '个工作日', day: '日', month: '个月', year: '年' };

/** For the units workday, day, month and year. */
export function naiveTerm(
  rule: TermRule,
  start: string,
  pauses: readonly Pause[],
  extensions: readonly Extension[],
  calendar: Calendar,
): NaiveResult {
  const finger = new Finger(calendar, pauses, start);
  const { steps } = finger;
  const about = (day: string) => ({ from: day, to: day });
  const length = `${rule.number}${LENGTH[rule.unit]}${rule.basis === 'configured' ? '（配置参数，待确认）' : ''}`;
  steps.push({ kind: 'start', ...about(start), n: rule.number, reason: length, article: rule.article });
  const excluded = '开始的当日不计入，自下一日起算';
  steps.push({
    kind: 'excluded-first-day',
    ...about(start),
    n: 1,
    reason: excluded,
    article: '《民法典》第二百零一条',
  });
  finger.by(rule.number, rule.unit, rule.article);
  for (const { number, unit, article } of extensions) {
    const reason = `延长${number}${LENGTH[unit]}`;
    steps.push({ kind: 'extended', ...about(finger.day), n: number, reason, article });
    finger.by(number, unit, article);
  }
  if (rule.rollsToWorkday && [rule, ...extensions].some(({ unit }) => unit !== 'workday')) finger.roll();
  finger.look(finger.day);
  const due = finger.day;
  const closes = `${rule.closesAt}截止`;
  steps.push({ kind: 'due', ...about(due), n: 0, reason: closes, article: '《民法典》第二百零三条第二款' });
  if (finger.unpublished) {
    const { year, day } = finger.unpublished;
    const reason = `${year}年的放假安排未公布，日期为暂定`;
    const article = '国务院办公厅关于部分节假日安排的年度通知';
    steps.push({ kind: 'provisional', from: day, to: due, n: year, reason, article });
  }
  const [hour, minute] = rule.closesAt.split(':').map(Number);
  const dueMs = Date.parse(due) + ((hour ?? 0) * 60 + (minute ?? 0)) * 60_000 - 8 * 3_600_000;
  return { due, dueAt: new Date(dueMs).toISOString(), provisional: finger.unpublished !== null, steps };
}

/** The first `n` working days after `start`, found day by day. */
export function naiveWorkdays(start: string, n: number, calendar: Calendar): string[] {
  const found: string[] = [];
  for (let day = nextDay(start); found.length < n; day = nextDay(day)) {
    if (label(calendar, day).kind !== 'skipped') found.push(day);
  }
  return found;
}
