import type { PartName } from '../../dev/part.js';
import { COURSES } from './courses.js';
import { prove } from './proof.js';
import { importRows, recordRow, startWorld, until, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const AT_ONCE = 8;
const RECORDS = 160;
/** Killed when so many acts were answered since the last part came back. */
const ACTS_BETWEEN = 6;

test('worker, API, Temporal and Postgres killed in turn: no act is lost, doubled or answered with another’s answer', async () => {
  const records = await importRows(world, Array.from({ length: RECORDS }, (_, n) => recordRow(world.today, '试', n + 1)));
  const waiting = records.map((record, n) => [record, n] as const).values();
  let isOver = false;
  const driver = async (): Promise<void> => {
    for (const [record, n] of waiting) {
      if (isOver) return;
      await COURSES[n % COURSES.length]?.(world, record);
    }
  };
  const drivers = Promise.all(Array.from({ length: AT_ONCE }, driver));
  const rounds: readonly (readonly PartName[])[] = [['worker'], ['api'], ['temporal'], ['postgres'], ['worker', 'api'], ['temporal', 'postgres']];
  const killer = async (): Promise<void> => {
    for (const parts of rounds) {
      const from = world.done.length;
      await until('repairs are in flight', async () => (world.done.length >= from + ACTS_BETWEEN ? true : null));
      const t = Date.now();
      await world.kill(...parts);
      console.log(parts.join('+'), 'killed after', from, 'acts, back in', Date.now() - t);
    }
    isOver = true;
  };
  await Promise.all([drivers, killer()]);
  console.log(world.done.length, Object.fromEntries(world.seen));
  await prove(world);
  expect(world.seen.get(500)).toBeUndefined();
}, 300_000);
