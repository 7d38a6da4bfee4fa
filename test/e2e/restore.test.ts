/** An older backup is put back under running workflows: the register wins, and every case goes on from what it says. */
import { execFileSync } from 'node:child_process';
import { childEnvironment } from '../../config.js';
import { ROOT, environmentOf } from '../../dev/layout.js';
import type { ActAnswer } from '../../contract/messages.js';
import { takeBackup } from './backup.js';
import { CLERK, HANDLER } from '../../dev/chaos/courses.js';
import { workflowIds } from '../../dev/chaos/proof.js';
import { application, importRows, recordRow, row, until, versionOf, withdraws } from '../../dev/chaos/world.js';
import { startWorld, type TestWorld } from './world.js';

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** A command for operators, as they run it. Throws when it does not answer 0. */
const command = (name: string): string =>
  execFileSync(process.execPath, ['--import', 'tsx', 'worker/cli.ts', name], {
    cwd: ROOT,
    env: childEnvironment(environmentOf(world.stack.layout)),
    encoding: 'utf8',
  });

const accepts = (caseId: string, key: string): Promise<ActAnswer> =>
  world.act(HANDLER, `/cases/${caseId}/acts/accept`, { version: 1 }, key);

const stageOf = (caseId: string) =>
  row<{ stage: string; version: number }>(world.owner, 'select stage, version from case_file where id = $1', [caseId]);

/** In this order: nobody acts while the register is put back, and nobody before it was reconciled. */
async function putBack(restore: () => void): Promise<void> {
  const { stack } = world;
  for (const name of ['api', 'worker', 'postgres'] as const) await stack.part(name).stop();
  restore();
  await stack.part('postgres').start();
  command('verify-journal');
  command('end-runs');
  await stack.part('worker').start();
  command('reconcile');
  await stack.part('api').start();
}

test('what was lost can be done again with the same key, what was ended is open again, what was opened is not there', async () => {
  const records = await importRows(
    world,
    [1, 2, 3, 4, 5].map((n) => recordRow(world.today, '备', n)),
  );
  const apply = (n: number, key?: string) => world.act(CLERK, '/repairs', application(world, records[n] ?? ''), key);
  const [accepted, ended, untouched] = [await apply(0), await apply(1), await apply(2)];
  const backup = await takeBackup(world);

  const lost = await accepts(accepted.caseId, 'accepted-once');
  await withdraws(world, CLERK, ended.caseId);
  const openedAfterwards = await apply(3, 'opened-afterwards');
  const cameAndWent = await apply(4, 'came-and-went');
  await withdraws(world, CLERK, cameAndWent.caseId);
  await until('the withdrawn one has left its workflow', async () =>
    (await workflowIds(world, `ExecutionStatus = 'Running' and WorkflowType = 'repair'`)).length === 3 ? true : null,
  );

  await putBack(() => backup.restore());
  for (const { caseId } of [accepted, ended, untouched])
    expect(await stageOf(caseId)).toEqual({ stage: 'applied', version: 1 });
  for (const { caseId } of [openedAfterwards, cameAndWent]) expect(await stageOf(caseId)).toBeNull();

  expect(await accepts(accepted.caseId, 'accepted-once')).toMatchObject({ seq: lost.seq, stage: 'verifying' });
  expect(await stageOf(accepted.caseId)).toEqual({ stage: 'verifying', version: 2 });
  const again = [await apply(3, 'opened-afterwards'), await apply(4, 'came-and-went')];
  for (const { caseId } of again) expect(await stageOf(caseId)).toEqual({ stage: 'applied', version: 1 });
  for (const { caseId } of [accepted, ended, untouched, ...again]) await withdraws(world, CLERK, caseId);
  await until('no repair is left running', async () =>
    (await workflowIds(world, `ExecutionStatus = 'Running' and WorkflowType = 'repair'`)).length === 0 ? true : null,
  );
  for (const { caseId } of [accepted, ended, untouched, ...again])
    expect(await versionOf(world, caseId)).toBeGreaterThan(1);
  expect(command('verify-journal')).toContain('The journal verifies.');
}, 240_000);
