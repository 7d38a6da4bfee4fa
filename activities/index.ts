/** Everything that a workflow may ask of the world, put together once per worker. */
import { Context } from '@temporalio/activity';
import type { Activities } from '../contract/messages.js';
import { createBulk } from './bulk.js';
import { createDelivery, type DeliveryDeps } from './deliver.js';
import { createReconcile, tell, type ReconcileDeps } from './reconcile.js';
import { createRegister } from './register.js';
import type { CommitDeps } from '../register/commit.js';

export type ActivityDeps = CommitDeps & ReconcileDeps & Omit<DeliveryDeps, 'wake'>;

export { tell };

export function createActivities(deps: ActivityDeps, wake: DeliveryDeps['wake']): Activities {
  const { reconcile } = createReconcile(deps);
  const { moveBatch } = createBulk(deps);
  return {
    ...createRegister(deps),
    ...createDelivery({ ...deps, wake }),
    reconcile: beating(reconcile),
    moveBatch: beating(moveBatch),
  };
}

const BEAT_MS = 10_000;

/** Shows that this worker lives, so that the long duty of one that was killed is soon done by another. */
function beating<Input, Output>(duty: (input: Input) => Promise<Output>): (input: Input) => Promise<Output> {
  return async (input) => {
    const context = Context.current();
    const beat = setInterval(() => context.heartbeat(), BEAT_MS);
    try {
      return await duty(input);
    } finally {
      clearInterval(beat);
    }
  };
}
