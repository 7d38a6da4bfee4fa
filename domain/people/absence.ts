/** Absences of officials: one who has left for good, or is away until a known day, with who stands in for him meanwhile. */
import type { Day } from '../time/calendar.js';
import { refusal, type Refusal } from '../file/refusal.js';

export interface Absence {
  readonly ground: 'left' | 'absent';
  readonly from: Day;
  /** The last day of it; null: he does not come back. */
  readonly until: Day | null;
  readonly standIn: string | null;
}

export interface AbsenceFacts {
  /** Those of the same person that still count. */
  readonly known: readonly Absence[];
  /** Handlers of his department, other than himself, who are there. */
  readonly colleagues: readonly string[];
}

const overlap = (a: Absence, b: Absence): boolean =>
  a.from <= (b.until ?? '9999-12-31') && b.from <= (a.until ?? '9999-12-31');

/** Why it cannot be recorded; null: it can. One who leaves while he is away has left. */
export function whyNotAbsent(said: Absence, { known, colleagues }: AbsenceFacts): Refusal | null {
  if (said.standIn !== null && !colleagues.includes(said.standIn)) return refusal('NOT_COLLEAGUE');
  const hindering = known.filter((a) => a.ground === 'left' || said.ground === 'absent');
  return hindering.some((a) => overlap(a, said)) ? refusal('ABSENT_ALREADY') : null;
}
