import { serialOf } from './calendar.js';
import type { Pause } from './term.js';

/** Pauses without a gap between them, as serials: `to` is the day of resuming, Infinity while open. */
export interface Rest {
  readonly from: number;
  to: number;
  readonly reasons: string[];
  readonly articles: string[];
}

const NO_RESTS: readonly Rest[] = [];

/** Pauses as one set of days: sorted, without overlap; a pause that ends on the day it began is none. */
export function mergePauses(pauses: readonly Pause[]): readonly Rest[] {
  if (pauses.length === 0) return NO_RESTS;
  const merged: Rest[] = [];
  const byDay = [...pauses].sort((a, b) => compare(pauseKey(a), pauseKey(b)));
  for (const { from: fromDay, to: toDay, reason, article } of byDay) {
    const from = serialOf(fromDay);
    const to = toDay === null ? Infinity : serialOf(toDay);
    if (to <= from) continue;
    const last = merged.at(-1);
    if (last === undefined || from > last.to) {
      merged.push({ from, to, reasons: [reason], articles: [article] });
      continue;
    }
    last.to = Math.max(last.to, to);
    if (!last.reasons.includes(reason)) last.reasons.push(reason);
    if (!last.articles.includes(article)) last.articles.push(article);
  }
  return merged;
}

function pauseKey({ from, to, reason, article }: Pause): string {
  return `${from} ${to ?? '9999-99-99'} ${reason} ${article}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
