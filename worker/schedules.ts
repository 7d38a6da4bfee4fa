/** Scheduled duties, in the law's own time zone. */
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client, type ScheduleOptions } from '@temporalio/client';
import { TASK_QUEUE } from '../contract/messages.js';

const duty = (scheduleId: string, workflowType: string, args: unknown[], everyMinutes: number): ScheduleOptions => ({
  scheduleId,
  spec: { intervals: [{ every: `${everyMinutes}m` }], timezone: 'Asia/Shanghai' },
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '10m' },
  action: { type: 'startWorkflow', workflowType, workflowId: scheduleId, taskQueue: TASK_QUEUE, args },
});

const DUTIES: readonly ScheduleOptions[] = [
  duty('reconcile', 'reconcileCases', [false], 5),
  duty('anchor', 'anchorJournal', [], 60),
];

/** Creates what is missing; several workers may do so at once. */
export async function ensureSchedules(temporal: Client): Promise<void> {
  for (const options of DUTIES) {
    try {
      await temporal.schedule.create(options);
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
  }
}

/** Brings workflows and register together now, as at a worker's start. */
export async function reconcileNow(temporal: Client): Promise<void> {
  await temporal.schedule.getHandle('reconcile').trigger(ScheduleOverlapPolicy.SKIP);
}
