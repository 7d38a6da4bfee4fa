/** Everything that a workflow may ask of the world, put together once per worker. */
import type { Activities } from '../contract/messages.js';
import { createDelivery, type DeliveryDeps } from './deliver.js';
import { createReconcile, tell, type ReconcileDeps } from './reconcile.js';
import { createRegister } from './register.js';
import type { CommitDeps } from '../register/commit.js';

export type ActivityDeps = CommitDeps & ReconcileDeps & Omit<DeliveryDeps, 'wake'>;

export { tell };

export function createActivities(deps: ActivityDeps, wake: DeliveryDeps['wake']): Activities {
  return { ...createRegister(deps), ...createDelivery({ ...deps, wake }), ...createReconcile(deps) };
}
