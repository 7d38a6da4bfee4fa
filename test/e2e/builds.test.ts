/**
 * Cases outlive releases: what was opened under an earlier build ends correctly when only a later one runs, and also under
 * workers without a build, as after `git pull && npm start`. The earlier build is the workflows of an earlier revision.
 */
import path from 'node:path';
import { ROOT } from '../../dev/layout.js';
import { Part } from '../../dev/part.js';
import { applicationSpec } from '../../dev/specs.js';
import { COURSES, type Course } from '../../dev/chaos/courses.js';
import { deleted, left, notListed, objected, rectified, workbenches } from '../../dev/chaos/courses-processes.js';
import { allQuiet, prove } from '../../dev/chaos/proof.js';
import { importRows, recordRow, until, type World } from '../../dev/chaos/world.js';
import { startWorld, type TestWorld } from './world.js';

const entry = (file: string): string => path.join(ROOT, 'test/e2e', file);
let world: TestWorld;
let plain: Part | undefined;
beforeAll(async () => {
  world = await startWorld({ entries: { worker: entry('worker-earlier.ts'), worker2: entry('worker-present.ts') } });
});
afterAll(async () => {
  await plain?.stop();
  await world.stop();
});

const ALL: readonly Course[] = [...COURSES, left, rectified, objected, notListed, deleted];
/** Acts of a case until it waits for the next build, and for the one after. */
const STOPS = [2, 4];

/** Courses that stop on their way until they are let go on. */
function inStages(courses: readonly Course[], records: readonly string[]) {
  const waiting: (() => void)[] = [];
  let ended = 0;
  const one = async (course: Course, record: string): Promise<void> => {
    let acts = 0;
    const act: World['act'] = async (...letter) => {
      if (STOPS.includes(acts)) await new Promise<void>((resolve) => waiting.push(resolve));
      acts += 1;
      return world.act(...letter);
    };
    await course({ ...world, act }, record);
    ended += 1;
  };
  const all = Promise.all(courses.map((course, n) => one(course, records[n] ?? '')));
  const stopped = () =>
    until('every case has come to its stop', async () => (waiting.length + ended === courses.length ? true : null));
  const goOn = () => waiting.splice(0).forEach((resolve) => resolve());
  return { all, stopped, goOn };
}

test('each process, begun under one build, ends under others', async () => {
  const { stack } = world;
  const rows = ALL.map((_, n) => recordRow(world.today, '版', n + 1));
  const cases = inStages(ALL, await importRows(world, rows));
  let isQuiet = false;
  const proven = cases.all.then(() => allQuiet(world)).finally(() => (isQuiet = true));
  const desks = workbenches(world, () => isQuiet);

  await cases.stopped();
  await stack.part('worker').kill('SIGKILL');
  await stack.start(['worker2']);
  cases.goOn();

  await cases.stopped();
  await stack.part('worker2').kill('SIGKILL');
  const spec = applicationSpec(stack.layout, 'worker', path.join(ROOT, 'worker/main.ts'));
  plain = new Part(spec, { started: () => undefined, ended: () => undefined, died: () => undefined });
  await plain.start();
  cases.goOn();

  await Promise.all([proven, desks]);
  await prove(world);
  expect(await buildsSeen()).toEqual(new Set(['earlier', 'present', 'none']));
}, 300_000);

/** By whom the tasks of all these cases were done. */
async function buildsSeen(): Promise<Set<string>> {
  const seen = new Set<string>();
  for await (const { workflowId, runId } of world.temporal.workflow.list({ query: `WorkflowType = 'repair'` })) {
    const { events } = await world.temporal.workflow.getHandle(workflowId, runId).fetchHistory();
    for (const { workflowTaskCompletedEventAttributes: task } of events ?? [])
      if (task) seen.add(task.deploymentVersion?.deploymentName ? (task.deploymentVersion.buildId ?? '') : 'none');
  }
  return seen;
}
