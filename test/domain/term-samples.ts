/** What the tests of terms are written with. */
import { addDays } from '../../domain/time/calendar.js';
import type { Day } from '../../domain/time/calendar.js';
import { PUBLISHED_CALENDAR as calendar } from '../../domain/time/calendar-data.js';
import { derive } from '../../domain/time/term.js';
import type { Derivation, Extension, Pause, TermRule, TermUnit } from '../../domain/time/term.js';

export const ARTICLE = '《信用修复管理办法》第三章';
export const STOP = '《河南省社会信用条例》第四十一条';

export function rule(number: number, unit: TermUnit, more: Partial<TermRule> = {}): TermRule {
  const rollsToWorkday = unit === 'day' || unit === 'month' || unit === 'year';
  return { ruleId: 'test', article: ARTICLE, number, unit, rollsToWorkday, closesAt: '24:00', basis: 'law', ...more };
}

export const pause = (from: Day, to: Day | null, reason = '鉴定'): Pause => ({ from, to, reason, article: STOP });
export const extension = (number: number, unit: Extension['unit']): Extension => ({ number, unit, article: ARTICLE });

export function due(of: TermRule, start: Day, pauses: Pause[] = [], extensions: Extension[] = []): Day {
  return derive(of, start, pauses, extensions, calendar).due;
}

export function* daysFrom(first: Day, last: Day, step = 1): Generator<Day> {
  for (let day = first; day <= last; day = addDays(day, step)) yield day;
}

/** Every day of a span that steps of this kind name. */
export function daysNamed({ steps }: Derivation, kind: string): Day[] {
  return steps.filter((step) => step.kind === kind).flatMap(({ from, to }) => [...daysFrom(from, to ?? from)]);
}
