import type { Attempt } from '../../activities/http-party.js';
import { HOLD_MS, together } from '../../activities/together.js';

const DONE: Attempt = { outcome: 'done', receipt: 'R', detail: null };
const AWAY: Attempt = { outcome: 'unreachable', reason: 'refused' };

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Attempts that are answered after so many ms; null: never. Tells when the answers came back, in ms, and which. */
async function waiting(
  after: readonly (readonly [ms: number, answer: Attempt] | null)[],
): Promise<{ readonly at: number; readonly answers: readonly (Attempt | null)[] }> {
  const begun = performance.now();
  const attempts = after.map(
    (one) =>
      new Promise<Attempt>((resolve) => {
        if (one !== null) setTimeout(resolve, one[0], one[1]);
      }),
  );
  const back = together(attempts).then((answers) => ({ at: performance.now() - begun, answers }));
  await jest.advanceTimersByTimeAsync(60_000);
  return back;
}

test.each([
  [
    'all have answered: at once',
    [
      [250, DONE],
      [300, DONE],
    ],
    300,
    [DONE, DONE],
  ],
  ['one is silent: a quarter of the slowest answer later', [[520, DONE], [600, DONE], null], 750, [DONE, DONE, null]],
  ['fast answers wait a little', [[4, DONE], null], 104, [DONE, null]],
  ['slow answers do not wait longer than the longest', [[20_000, DONE], null], 20_000 + HOLD_MS, [DONE, null]],
  ['each answer begins the wait again', [[300, DONE], [390, DONE], [480, DONE], null], 600, [DONE, DONE, DONE, null]],
  [
    'who comes after the wait has come too late',
    [
      [4, DONE],
      [200, DONE],
    ],
    104,
    [DONE, null],
  ],
  ['a refused connection sets no pace', [[1, AWAY], [2_000, DONE], null], 2_500, [AWAY, DONE, null]],
  [
    'nobody but refused connections: all are waited for',
    [
      [1, AWAY],
      [5_000, AWAY],
    ],
    5_000,
    [AWAY, AWAY],
  ],
  ['nothing was sent', [], 0, []],
] as const)('%s', async (_, after, at, answers) => {
  expect(await waiting(after)).toEqual({ at, answers });
});
