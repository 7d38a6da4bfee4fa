/**
 * Many sent at once, answered at their own pace: those who have answered wait for the others only as long as the pace of
 * the answers gives reason to, so that one that is silent holds back nobody. A short wait is worth it, since what
 * comes together is one commit.
 */
import type { Attempt } from './http-party.js';

/** Bounds of the wait, in ms: at least as long as machines of one network differ, and never longer than this. */
const FLOOR_MS = 100;
export const HOLD_MS = 1_000;
/** Of what the slowest answer took so far. */
const FRACTION = 1 / 4;

/**
 * The answers, once all have one, or nobody reached has answered for a quarter of the time that the slowest answer took:
 * null for those still silent then. One that could not be reached is an answer, but sets no pace.
 */
export function together(
  attempts: readonly Promise<Attempt>[],
  ceilingMs = HOLD_MS,
): Promise<readonly (Attempt | null)[]> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const answers = attempts.map((): Attempt | null => null);
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(timer);
      resolve([...answers]);
    };
    const waitOn = (): void => {
      const holdMs = Math.max(FLOOR_MS, (performance.now() - begun) * FRACTION);
      clearTimeout(timer);
      timer = setTimeout(end, Math.min(holdMs, ceilingMs));
    };
    attempts.forEach((attempt, n) => {
      attempt.then((answer) => {
        answers[n] = answer;
        if (!answers.includes(null)) end();
        else if (answer.outcome !== 'unreachable') waitOn();
      }, reject);
    });
    if (attempts.length === 0) end();
  });
}
