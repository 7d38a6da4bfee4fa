/**
 * `npm run chaos -- --cases 1000 --seed N`: all processes mixed, by clients that repeat an act with its key until it is
 * answered, over systems that are slow, dead and forgetful, while every part is killed at moments that the seed chooses.
 * In the end it is proved that nothing was lost, doubled or left over.
 */
import { parseArgs } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { PartName } from '../part.js';
import type { Stack } from '../stack.js';
import { COURSES, type Course } from './courses.js';
import { deleted, left, notListed, objected, rectified, workbenches } from './courses-processes.js';
import { faulty, mended } from './faults.js';
import { killer, type Kill } from './killer.js';
import { allQuiet, histories, PROOFS, type BrokenHistory, type Quiet } from './proof.js';
import { randomOf, type Random } from './random.js';
import { recoveries } from './summary.js';
import { count, importRows, recordRow, worldOf, type Base, type World } from './world.js';

export interface ChaosOptions {
  readonly cases: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface Outcome {
  readonly cases: number;
  readonly acts: number;
  readonly kills: readonly Kill[];
  readonly quiet: Quiet;
  readonly replayed: number;
  /** Runs that do not replay and lived while a store or the worker was killed: decision 0007. */
  readonly byEngine: readonly BrokenHistory[];
  /** What does not hold. */
  readonly faults: readonly string[];
}

/** All processes: each of these opens at least one case. */
const MIX: readonly [Course, ...Course[]] = [left, ...COURSES, rectified, objected, notListed, deleted];
const AT_ONCE = 8;
/** Long enough for a loaded machine to come back from anything. */
const PATIENCE_MS = 600_000;
/** How many acts are answered between two kills: from this to twice this, and more in a longer run. */
const ACTS_BETWEEN = 8;
const CASES_PER_ACT = 25;
const RECORDS_AT_ONCE = 200;
const PROGRESS_EVERY = 50;
/** What opens a case: of a record's own life there is one each. */
const CASES = `select count(*) as n from case_file where process <> 'record'`;

export async function runChaos(base: Base, options: ChaosOptions): Promise<Outcome> {
  const world = await worldOf(base, PATIENCE_MS);
  try {
    return await chaos(world, options);
  } finally {
    await world.stop();
  }
}

async function chaos(world: World, { cases, seed, say }: ChaosOptions): Promise<Outcome> {
  const random = randomOf(seed);
  const records = await enter(world, cases);
  await faulty(world, seed);
  const faults: string[] = [];
  let isOver = false;
  const rhythm = { random: randomOf(seed + 1), actsBetween: ACTS_BETWEEN + Math.floor(cases / CASES_PER_ACT) };
  const killing = killer(
    world,
    rhythm,
    () => isOver,
    (kill) => say(told(kill)),
  );
  const driving = drive(world, { cases, records, random, say, faults }).finally(() => (isOver = true));
  let isQuiet = false;
  const ending = (async () => {
    await driving;
    const kills = await killing;
    await mended(world);
    const quiet = await allQuiet(world);
    return { kills, quiet };
  })().finally(() => (isQuiet = true));
  const [{ kills, quiet }] = await Promise.all([ending, workbenches(world, () => isQuiet)]);
  faults.push(...(await proved(world)));
  const { replayed, broken } = await histories(world);
  const byEngine = broken.filter((run) => kills.some((kill) => isBlamed(kill, run)));
  for (const run of broken.filter((r) => !byEngine.includes(r)))
    faults.push(`does not replay: ${run.workflowId}: ${run.why}`);
  return { cases: await count(world.owner, CASES), acts: world.done.length, kills, quiet, replayed, byEngine, faults };
}

/** Runs may be broken when Temporal itself dies while they are under way (decision 0007): any other one is a fault of ours. */
const BREAKS: ReadonlySet<PartName> = new Set<PartName>(['temporal']);
const isBlamed = ({ parts, at, upMs }: Kill, { from, to }: BrokenHistory): boolean =>
  parts.some((part) => BREAKS.has(part)) && from <= at + upMs && (to === null || to >= at);

const told = ({ parts, actMs }: Kill): string =>
  `  ${parts.join(' + ').padEnd(28)} killed; next act answered after ${(actMs / 1_000).toFixed(1)} s`;

interface Drive {
  readonly cases: number;
  readonly records: readonly string[];
  readonly random: Random;
  readonly say: (line: string) => void;
  readonly faults: string[];
}

/** Courses side by side until so many cases were opened. */
async function drive(world: World, { cases, records, random, say, faults }: Drive): Promise<void> {
  const waiting = records.values();
  const opened = (): number =>
    new Set(world.done.filter((d) => d.answer.process !== 'record').map((d) => d.answer.caseId)).size;
  let shown = 0;
  const lane = async (): Promise<void> => {
    for (const record of waiting) {
      if (opened() >= cases) return;
      const course = random.pick(MIX);
      await course(world, record).catch((error: unknown) => {
        faults.push(`${record}: ${error instanceof Error ? error.message : String(error)}`);
      });
      if (opened() < shown + PROGRESS_EVERY) continue;
      shown = opened();
      say(`  ${shown} cases, ${world.done.length} acts`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** A record for each course, before anything dies. */
async function enter(world: World, cases: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let n = 0; n < cases; n += RECORDS_AT_ONCE) {
    const rows = Array.from({ length: Math.min(RECORDS_AT_ONCE, cases - n) }, (_, i) =>
      recordRow(world.today, '乱', n + i + 1),
    );
    ids.push(...(await importRows(world, rows)));
  }
  return ids;
}

async function proved(world: World): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [what, proof] of PROOFS) {
    await proof(world).catch((error: unknown) => {
      faults.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  return faults;
}

/** 0 when all of it holds. */
export async function chaosCommand(stack: Stack, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { cases: { type: 'string' }, seed: { type: 'string' } },
  });
  const cases = Number(values.cases ?? 1_000);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`\n  ${cases} cases, seed ${seed}\n`);
  Runtime.install({ logger: new DefaultLogger('WARN') });
  await stack.start();
  const from = Date.now();
  const base: Base = { stack, token: (identity) => stack.token(identity), stop: () => stack.stop() };
  const outcome = await runChaos(base, { cases, seed, say: (line) => console.log(line) });
  console.log(`\n${recoveries(outcome.kills)}\n\n${summaryOf(outcome, seed, Date.now() - from)}`);
  return outcome.faults.length === 0 ? 0 : 1;
}

function summaryOf(outcome: Outcome, seed: number, tookMs: number): string {
  const { cases, acts, kills, faults, replayed, byEngine } = outcome;
  const { restarted, tasks } = outcome.quiet;
  return [
    ...faults.map((fault) => `  BROKEN  ${fault.slice(0, 2_000)}`),
    `  seed ${seed}: ${cases} cases, ${acts} acts, ${kills.length} kills in ${Math.round(tookMs / 1_000)} s; ` +
      `${tasks} left to a person, ${replayed} histories replayed; runs that broke under a kill (decision 0007): ${byEngine.length} that do not replay, ` +
      `${restarted.length} started anew; ${faults.length === 0 ? 'all of it holds' : `${faults.length} faults`}`,
    ...byEngine.map(({ workflowId, why }) => `          does not replay: ${workflowId}: ${why.slice(0, 200)}`),
  ].join('\n');
}
