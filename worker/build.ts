/** Which build of the workers gets the tasks of cases (docs/decisions/0016-builds.md). */
import { isGrpcServiceError, type Client } from '@temporalio/client';
import type { WorkerOptions } from '@temporalio/worker';
import { setTimeout as delay } from 'node:timers/promises';

const DEPLOYMENT = 'xinxiu';
/** Its first poll makes a build known: looked for during a minute. */
const LOOKS = 300;
const PAUSE_MS = 200;
const NOT_FOUND = 5;

/** A worker with a build id is one of a deployment; every case moves on to the build that is current. Without one: none. */
export const deploymentOf = (buildId: string | undefined): Pick<WorkerOptions, 'workerDeploymentOptions'> =>
  buildId === undefined
    ? {}
    : {
        workerDeploymentOptions: {
          version: { deploymentName: DEPLOYMENT, buildId },
          useWorkerVersioning: true,
          defaultVersioningBehavior: 'AUTO_UPGRADE',
        },
      };

/**
 * Makes this build, or the workers without one, the current: answers false when a build that came later is current, as when
 * an old machine is started once more. The worker must be polling: its first poll makes the build known.
 */
export async function becomeCurrent(temporal: Client, buildId: string | undefined): Promise<boolean> {
  for (let looks = 1; ; looks += 1) {
    const known = await builds(temporal);
    if ((known?.current ?? '') === (buildId ?? '')) return true;
    if (buildId === undefined) return promote(temporal, '').then(() => true);
    const bornAt = known?.bornAt.get(buildId);
    if (known !== null && bornAt !== undefined) {
      if ((known.bornAt.get(known.current) ?? 0) > bornAt) return false;
      return promote(temporal, buildId).then(() => true);
    }
    if (looks === LOOKS) throw new Error(`Temporal does not know the build ${buildId} of this worker`);
    await delay(PAUSE_MS);
  }
}

/** From now on every task goes to this build; '' to workers without one. Throws when nobody polls for it. */
export async function promote(temporal: Client, buildId: string): Promise<void> {
  await temporal.workflowService.setWorkerDeploymentCurrentVersion({
    namespace: temporal.options.namespace,
    deploymentName: DEPLOYMENT,
    buildId,
    // A build that is gone is not to be kept for the queues that only it had.
    ignoreMissingTaskQueues: true,
  });
}

interface Builds {
  /** '' when tasks go to workers without a build. */
  readonly current: string;
  /** Build → when it was first seen, in seconds. */
  readonly bornAt: ReadonlyMap<string, number>;
}

/** Null when there has never been a build. */
async function builds(temporal: Client): Promise<Builds | null> {
  const { namespace } = temporal.options;
  try {
    const { workerDeploymentInfo: info } = await temporal.workflowService.describeWorkerDeployment({
      namespace,
      deploymentName: DEPLOYMENT,
    });
    const born = (info?.versionSummaries ?? []).map(
      (v) => [v.deploymentVersion?.buildId ?? '', Number(v.createTime?.seconds ?? 0)] as const,
    );
    return { current: info?.routingConfig?.currentDeploymentVersion?.buildId ?? '', bornAt: new Map(born) };
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === NOT_FOUND) return null;
    throw error;
  }
}
