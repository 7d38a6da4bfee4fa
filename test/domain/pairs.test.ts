/** Two processes that race end the same whichever comes first; the table in docs/ tells of every pair, and of no other. */
import { readFileSync } from 'node:fs';
import type { Receipts } from './meeting.js';
import { DEREGISTERED, MOVING, PAIRS, titleOf, type Pair, type Turn } from './pairs.js';

/** When the receipts come: before the second act or after it, the first ordered first or last. */
const TIMES = [
  [false, 'in order'],
  [false, 'in reverse'],
  [true, 'in order'],
  [true, 'in reverse'],
] as const;

function run({ given, a, b, ab, ba }: Pair, aFirst: boolean, between: boolean, receipts: Receipts) {
  const scene = given();
  const [first, second] = aFirst ? [a, b] : [b, a];
  const turn: Turn = (aFirst ? ab : ba) ?? {};
  expect(scene.try(first)).toBe(turn.first ?? null);
  if (between) scene.settle(receipts);
  const code = scene.try(second);
  expect(turn.refused ?? [null]).toContain(code);
  for (const deed of turn.then ?? []) scene.settle(receipts).must(deed);
  scene.settle(receipts);
  if (turn.again === true && code !== null) scene.must(second).settle(receipts);
  return scene.summary();
}

test.each(PAIRS.map((pair) => [titleOf(pair), pair] as const))('%s', (_, pair) => {
  const [aEnds, bEnds = aEnds] = pair.ends;
  const { status, ...same } = run(pair, true, false, 'in order');
  expect(status).toBe(aEnds);
  for (const [between, receipts] of TIMES) {
    for (const aFirst of [true, false]) {
      const ended = run(pair, aFirst, between, receipts);
      expect({ between, receipts, aFirst, ...ended }).toEqual({
        ...{ between, receipts, aFirst, ...same, status: aFirst ? aEnds : bEnds },
      });
    }
  }
});

test.each(DEREGISTERED)('a subject that is deregistered with %s leaves nothing open', (_, given, ends, status) => {
  const { open, shows, inForce, ...rest } = given()
    .must(...ends)
    .settle()
    .summary();
  expect({ open, shows, inForce, status: rest.status }).toEqual({ open: [], shows: [], inForce: [], status });
});

test('a subject that moves, is liquidated or revoked stays listed, and its cases stay where they are', () => {
  for (const ground of ['relocated', 'liquidation', 'revoked']) {
    const scene = MOVING.given();
    const before = scene.summary();
    expect([scene.try(MOVING.leaves(ground)), scene.summary()]).toEqual(['NO_GROUND_OF_REMOVAL', before]);
  }
});

describe('docs/between-processes.md', () => {
  const ROWS = new Map<string, readonly string[]>(
    readFileSync('docs/between-processes.md', 'utf8')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .filter((cells) => cells.length === 7)
      .map(([, a = '', b = '', ...cells]) => [`${a} × ${b}`, cells] as const),
  );
  const coded = (cell: string | undefined, pattern: RegExp): readonly string[] =>
    [...(cell ?? '').matchAll(pattern)].flatMap((m) => m[1] ?? []).sort();

  test('every pair has its row and every row its pair', () => {
    const rows = [...ROWS.keys()].filter((key) => key !== 'A × B' && !key.startsWith('-'));
    expect(rows.sort()).toEqual(PAIRS.map(titleOf).sort());
  });

  test.each(PAIRS.map((pair) => [titleOf(pair), pair] as const))('%s: as it is told', (title, { ab, ba, ends }) => {
    const [first, second, end] = ROWS.get(title) ?? [];
    const codes = (turn?: Turn): readonly string[] =>
      [turn?.first, ...(turn?.refused ?? [])].flatMap((c) => c ?? []).sort();
    expect(coded(first, /`([A-Z_]+)`/g)).toEqual(codes(ab));
    expect(coded(second, /`([A-Z_]+)`/g)).toEqual(codes(ba));
    expect(coded(end, /`([a-z]+)`/g)).toEqual([...ends].sort());
  });
});
