/** A part that is asked to end is no longer ready, finishes what it has begun, and only then is gone. */
import { CLERK, HANDLER } from '../../dev/chaos/courses.js';
import { hold } from './hold.js';
import { application, importRows, recordRow, until, versionOf } from '../../dev/chaos/world.js';
import { startWorld, type TestWorld } from './world.js';

let world: TestWorld;
beforeAll(async () => {
  process.env['DRAIN_SECONDS'] = '5';
  world = await startWorld();
});
afterAll(() => world.stop());

const readiness = (part: 'api' | 'worker'): Promise<number> =>
  fetch(`http://127.0.0.1:${world.stack.layout.port(part)}/readyz`).then(({ status }) => status);

const noLongerReady = (part: 'api' | 'worker') =>
  until(`${part} says that it is not ready`, async () => ((await readiness(part)) === 503 ? true : null));

/** An act whose commit waits for a row. */
async function underWay(n: number) {
  const [record = ''] = await importRows(world, [recordRow(world.today, '停', n)]);
  const { caseId } = await world.act(CLERK, '/repairs', application(world, record));
  const holding = await hold(world, record);
  const answered = world.send(HANDLER, `/cases/${caseId}/acts/accept`, { version: 1 });
  await holding.awaited();
  return { caseId, holding, answered };
}

test('the API: an act under way is answered, and so is who comes before the proxy has noticed', async () => {
  const { caseId, holding, answered } = await underWay(1);
  const ended = world.stack.part('api').stop();
  await noLongerReady('api');
  expect((await world.call(HANDLER, 'GET', `/api/v1/cases/${caseId}`)).status).toBe(200);
  await holding.release();
  expect(await answered).toMatchObject({ status: 200, before: [], body: { version: 2 } });
  await ended;
  await expect(readiness('api')).rejects.toThrow('fetch failed');
  await world.stack.part('api').start();
}, 120_000);

test('the worker: a commit under way is finished, once', async () => {
  const { caseId, holding, answered } = await underWay(2);
  const ended = world.stack.part('worker').stop();
  await noLongerReady('worker');
  await holding.release();
  await ended;
  expect(await versionOf(world, caseId)).toBe(2);
  await world.stack.part('worker').start();
  expect(await answered).toMatchObject({ status: 200, body: { version: 2 } });
  expect(await versionOf(world, caseId)).toBe(2);
}, 120_000);
