import { serialOf } from './calendar.js';
import type { Pause } from './term.js';

/** Pauses without a gap between them, as serials: `to` is the day of resuming, Infinity while open. */
export interface Rest {
  readonly from: number;
  to: number;
  readonly reasons: Set<string>;
  readonly articles: Set<string>;
}

const NO_RESTS: readonly Rest[] = [];

/** Pauses as one set of days: in order, without overlap; a pause that ends on the day it began is none. */
export function mergePauses(pauses: readonly Pause[]): readonly Rest[] {
  if (pauses.length === 0) return NO_RESTS;
  const merged: Rest[] = [];
  for (const rest of pauses.map(restOf).sort((a, b) => a.from - b.from)) {
    if (rest.to <= rest.from) continue;
    const last = merged.at(-1);
    if (last === undefined || rest.from > last.to) {
      merged.push(rest);
      continue;
    }
    last.to = Math.max(last.to, rest.to);
    for (const reason of rest.reasons) last.reasons.add(reason);
    for (const article of rest.articles) last.articles.add(article);
  }
  return merged;
}

/** Texts of one rest as one, in an order that does not depend on that of the pauses. */
export function joined(texts: ReadonlySet<string>): string {
  return [...texts].sort().join('、');
}

function restOf({ from, to, reason, article }: Pause): Rest {
  return {
    from: serialOf(from),
    to: to === null ? Infinity : serialOf(to),
    reasons: new Set([reason]),
    articles: new Set([article]),
  };
}
