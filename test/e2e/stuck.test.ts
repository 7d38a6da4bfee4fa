/** A workflow whose task fails again and again hears nothing: reconcile starts it anew from the register. */
import { TASK_QUEUE, workflowId } from '../../contract/messages.js';
import { HANDLER, CLERK } from '../../dev/chaos/courses.js';
import { application, importRows, recordRow, until, untilReconciled } from '../../dev/chaos/world.js';
import { startWorld, type TestWorld } from './world.js';

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

test('its people are answered again, and nothing of the case is lost', async () => {
  const [record = ''] = await importRows(world, [recordRow(world.today, '卡', 1)]);
  const { caseId } = await world.act(CLERK, '/repairs', application(world, record));
  const id = workflowId('repair', record);
  await world.temporal.workflow.getHandle(id).terminate('put in its place: a run that cannot start');
  const broken = await world.temporal.workflow.start('repair', { workflowId: id, taskQueue: TASK_QUEUE, args: [] });
  await until('its task has failed several times', async () => {
    const { raw } = await broken.describe();
    return (raw.pendingWorkflowTask?.attempt ?? 0) >= 4 ? true : null;
  });
  await world.temporal.schedule.getHandle('reconcile').trigger();
  await untilReconciled(world, 'another run takes its place', async () => {
    const { runId, status } = await world.temporal.workflow.getHandle(id).describe();
    return runId !== broken.firstExecutionRunId && status.name === 'RUNNING' ? true : null;
  });
  const accepted = await world.act(HANDLER, `/cases/${caseId}/acts/accept`, { version: 1 });
  expect(accepted).toMatchObject({ caseId, version: 2, stage: 'verifying' });
}, 120_000);
