/** Ends parts of the stack with kill -9 at moments that the seed chooses, and notes how long each was away. */
import type { PartName } from '../part.js';
import type { Random } from './random.js';
import { until, type World } from './world.js';

/** Each part alone, and a store together with the worker; not both stores at once: docs/decisions/0007. */
const TARGETS: readonly [readonly PartName[], ...(readonly PartName[])[]] = [
  ['worker'],
  ['api'],
  ['temporal'],
  ['postgres'],
  ['mail'],
  ['departments'],
  ['issuer'],
  ['worker', 'api'],
  ['temporal', 'worker'],
  ['postgres', 'worker'],
  ['departments', 'mail', 'worker'],
];

export interface Kill {
  readonly parts: readonly PartName[];
  readonly at: number;
  /** Until the part itself answered again. */
  readonly upMs: number;
  /** Until the next act of anybody was answered. */
  readonly actMs: number;
}

/** Each part dies once before any dies twice. */
const inTurn = <T>(targets: readonly [T, ...T[]], n: number, random: Random): T =>
  n < targets.length ? (targets[n] ?? targets[0]) : random.pick(targets);

/** Kills until told that all is over. */
export async function killer(
  world: World,
  { random, actsBetween }: { readonly random: Random; readonly actsBetween: number },
  isOver: () => boolean,
  say: (kill: Kill) => void,
): Promise<readonly Kill[]> {
  const kills: Kill[] = [];
  while (!isOver()) {
    const from = world.done.length;
    const acts = actsBetween + random.below(actsBetween);
    await until(
      'cases are in flight',
      async () => (isOver() || world.done.length >= from + acts ? true : null),
      world.patienceMs,
    );
    if (isOver()) break;
    const kill = await strike(world, inTurn(TARGETS, kills.length, random), isOver);
    kills.push(kill);
    say(kill);
  }
  return kills;
}

async function strike(world: World, parts: readonly PartName[], isOver: () => boolean): Promise<Kill> {
  const at = Date.now();
  await world.kill(...parts);
  const upMs = Date.now() - at;
  const from = world.done.length;
  await until(
    'somebody is answered',
    async () => (isOver() || world.done.length > from ? true : null),
    world.patienceMs,
  );
  return { parts, at, upMs, actMs: Date.now() - at };
}
