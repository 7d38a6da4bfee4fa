import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../../contract/messages.js';

const { reconcile, anchor, foldCounters } = proxyActivities<Activities>({
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
