/** Which build is current after a worker has started. */
import type { Client } from '@temporalio/client';
import { becomeCurrent } from '../../worker/build.js';

interface Known {
  readonly current: string;
  /** Build → when it was first seen. */
  readonly bornAt: Readonly<Record<string, number>>;
}

/** Answers what is known, look by look, the last for ever; keeps what was made current. */
function temporalThatKnows(...looks: (Known | null)[]) {
  const promoted: string[] = [];
  const workflowService = {
    describeWorkerDeployment: async () => {
      const known = looks.length > 1 ? looks.shift() : looks[0];
      if (known == null) throw Object.assign(new Error('not found'), { code: 5, details: '', metadata: {} });
      const versions = Object.entries(known.bornAt);
      return {
        workerDeploymentInfo: {
          routingConfig: known.current === '' ? {} : { currentDeploymentVersion: { buildId: known.current } },
          versionSummaries: versions.map(([buildId, seconds]) => ({
            deploymentVersion: { buildId },
            createTime: { seconds },
          })),
        },
      };
    },
    setWorkerDeploymentCurrentVersion: async ({ buildId }: { buildId: string }) => void promoted.push(buildId),
  };
  const temporal = { workflowService, options: { namespace: 'default' } } as unknown as Client;
  return { temporal, promoted };
}

test.each<[string, string | undefined, (Known | null)[], boolean, string[]]>([
  ['without builds there is nothing to do', undefined, [null], true, []],
  [
    'the first build is made current as soon as it is known',
    'a',
    [null, { current: '', bornAt: { a: 1 } }],
    true,
    ['a'],
  ],
  ['a later build takes over', 'b', [{ current: 'a', bornAt: { a: 1, b: 2 } }], true, ['b']],
  ['one more worker of the current build changes nothing', 'b', [{ current: 'b', bornAt: { a: 1, b: 2 } }], true, []],
  [
    'an old machine that starts again does not take cases back',
    'a',
    [{ current: 'b', bornAt: { a: 1, b: 2 } }],
    false,
    [],
  ],
  ['workers without a build take all cases over', undefined, [{ current: 'b', bornAt: { b: 2 } }], true, ['']],
])('%s', async (_, buildId, looks, isCurrent, wanted) => {
  const { temporal, promoted } = temporalThatKnows(...looks);
  expect(await becomeCurrent(temporal, buildId)).toBe(isCurrent);
  expect(promoted).toEqual(wanted);
});
