import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import { LONG_RUN, type Activities, type BulkInput } from '../contract/messages.js';

const { reconcile, anchor, foldCounters, moveBatch } = proxyActivities<Activities>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '30s',
  retry: { maximumInterval: '30s' },
});

/** Every five minutes and at a worker's start: wakes the workflows that are behind the register, and folds the counters. */
export async function reconcileCases(everything: boolean): Promise<number> {
  const woken = await reconcile({ everything });
  await foldCounters();
  return woken;
}

/** Hourly: hashes the journal's new heads into the anchor. */
export async function anchorJournal(): Promise<number> {
  return anchor({ at: new Date(Date.now()).toISOString() });
}

// A case whose workflow cannot move it now is asked again with the next pass, and after these by reconcile.
const PASSES = 10;

/**
 * What is to be done in many cases, batch by batch: dates by a new calendar. Which cases are left is read from the register,
 * so that a run which was killed, or begun twice, moves each of them once.
 */
export async function moveCases(input: BulkInput): Promise<void> {
  let { after = '', passes = 0 } = input;
  for (;;) {
    const batch = await moveBatch({ work: input.work, after });
    if (batch.after === null) {
      passes += 1;
      if (batch.left === 0 || passes >= PASSES) return;
      await sleep('15s');
    }
    after = batch.after ?? '';
    if (workflowInfo().historyLength > LONG_RUN)
      await continueAsNew<typeof moveCases>({ work: input.work, after, passes });
  }
}
