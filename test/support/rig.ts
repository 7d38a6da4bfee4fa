/**
 * Workflows on a time-skipping server with a real register: weeks pass in seconds. Every history that a test makes is
 * replayed when the rig is closed.
 */
import { activityInfo, type Info } from '@temporalio/activity';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import path from 'node:path';
import { createBulk } from '../../activities/bulk.js';
import { wakeDocket } from '../../activities/reconcile.js';
import { createRegister } from '../../activities/register.js';
import { failureConverterPath, sealedConverter } from '../../codec/codec.js';
import { payloadKeys, withNewKey } from '../../codec/keys.js';
import {
  ACT_SIGNAL,
  ACT_UPDATE,
  TASK_QUEUE,
  workflowId,
  type ActMessage,
  type ActResult,
  type Activities,
  type CaseStart,
  type CommitInput,
  type CommitOutput,
  type DeliverInput,
  type DeliverOutput,
} from '../../contract/messages.js';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes.js';
import { caseStartOptions } from '../../contract/start.js';
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { docketName, docketNamed, type DocketName, type Process } from '../../domain/file/case.js';
import { defaultPolicy } from '../../domain/law/pack.js';
import type { Delivery } from '../../domain/file/outbound.js';
import { createDatabase, type TestDatabase } from './database.js';
import { AUTHORITY, furnish, REGION } from './scene.js';

/** What the tests send is sealed, as in production; keys of their own, made anew. */
export const SEALED = sealedConverter(payloadKeys(JSON.stringify(withNewKey(null, 'tests', 'aes-256-gcm'))));

let bundle: Promise<WorkflowBundleWithSourceMap> | undefined;

/** The workflow code, bundled once per test file. */
export const workflowBundle = (): Promise<WorkflowBundleWithSourceMap> =>
  (bundle ??= bundleWorkflowCode({
    workflowsPath: path.join(__dirname, '../../workflows/index.ts'),
    failureConverterPath,
    logger: new DefaultLogger('ERROR'),
  }));

/** What the world answers to a delivery; the default does everything at once. */
export type World = (item: Delivery) => 'done' | 'accepted' | 'refused' | 'unreachable';

export interface Rig {
  readonly db: TestDatabase;
  readonly env: TestWorkflowEnvironment;
  /** Everything that was sent, in order. */
  readonly sent: Delivery[];
  world: World;
  /** Around every commit; the default only commits. What it throws, the workflow takes for the register's absence. */
  around: (input: CommitInput, commit: () => Promise<CommitOutput>) => Promise<CommitOutput>;
  /** Defects told by the register; a test that expects none need not look: `close` throws. */
  readonly defects: unknown[];
  now(): Promise<string>;
  /** Passes the time, all timers on the way included. */
  pass(days: number): Promise<void>;
  /** Each time a request of its own: the same act again comes to the register again. */
  send(process: Process, recordId: string, act: ActMessage, docket?: string): Promise<ActResult>;
  signal(process: Process, recordId: string, act: ActMessage): Promise<void>;
  /** Until the case's workflow has ended. */
  ended(process: Process, recordId: string, docket?: string): Promise<void>;
  /** Replays every history; throws the first defect. */
  close(): Promise<void>;
}

/**
 * Its worker keeps so many runs in mind and reads the others from their start when anything happens to them. Histories that
 * are to be frozen are made in plain.
 */
export async function createRig(cached = 50, converter: DataConverter = SEALED): Promise<Rig> {
  quiet();
  const { timeSkippingServer } = await import('../../dev/test-server.js');
  const executable = await timeSkippingServer();
  const db = await createDatabase();
  await furnish(db.owner);
  const env = await startServer(executable, converter);
  const kinds = { Keyword: 2, Datetime: 6 } as const;
  await env.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(Object.entries(SEARCH_ATTRIBUTES).map(([name, kind]) => [name, kinds[kind]])),
  });
  const defects: unknown[] = [];
  const runs = new Map<string, Run>();
  const tell = async (name: DocketName, recordId: string, signal: string, message: object): Promise<void> => {
    const start = startOf(name, recordId);
    const options = { ...caseStartOptions(start), signal, signalArgs: [message] };
    await env.client.workflow.signalWithStart(start.process, options);
  };
  const sent: Delivery[] = [];
  const deliver = async ({ items, nudge, recordId }: DeliverInput): Promise<DeliverOutput> => {
    for (const name of nudge) await wakeDocket({ pool: db.pool, temporal: env.client }, name, recordId);
    sent.push(...items);
    const answered = items.map((item) => ({ item, outcome: rig.world(item) }));
    return {
      outcomes: answered.flatMap(({ item, outcome }) =>
        outcome === 'unreachable'
          ? []
          : [{ ...item, outcome, receipt: outcome === 'done' ? `回执-${item.id}` : null, detail: null }],
      ),
      unreachable: answered.flatMap(({ item, outcome }) => (outcome === 'unreachable' ? [item] : [])),
    };
  };
  const register = createRegister({
    pool: db.pool,
    calendar: PUBLISHED_CALENDAR,
    policy: defaultPolicy,
    onDefect: (e) => void defects.push(e),
  });
  const seen = (): void => {
    const { workflowExecution: run } = activityInfo();
    if (run !== undefined) runs.set(run.runId, run);
  };
  const bulk = createBulk({ pool: db.pool, temporal: env.client });
  const activities: Partial<Activities> = {
    ...register,
    commit: (input) => {
      seen();
      return rig.around(input, () => register.commit(input));
    },
    moveBatch: (input) => {
      seen();
      return bulk.moveBatch(input);
    },
    deliver,
    deliverOne: async (input) => {
      const out = await deliver(input);
      if (out.unreachable.length > 0) throw new Error('unreachable');
      return out;
    },
  };
  const stop = await startWorker(env, activities, { cached, converter });
  const rig: Rig = {
    db,
    env,
    sent,
    defects,
    world: () => 'done',
    around: (_input, commit) => commit(),
    now: async () => new Date(await env.currentTimeMs()).toISOString(),
    pass: (days) => env.sleep(days * 86_400_000),
    async send(process, recordId, act, docket = '') {
      const options = caseStartOptions(startOf(docketName(process, docket), recordId));
      return env.client.workflow.executeUpdateWithStart<(start: CaseStart) => Promise<void>, ActResult, [ActMessage]>(
        ACT_UPDATE,
        { args: [act], startWorkflowOperation: new WithStartWorkflowOperation(process, options) },
      );
    },
    signal: (process, recordId, act) => tell(process, recordId, ACT_SIGNAL, act),
    async ended(process, recordId, docket) {
      await env.client.workflow.getHandle(workflowId(process, recordId, docket)).result();
    },
    async close() {
      try {
        await replayAll(env, [...runs.values()], converter);
        if (defects.length > 0) throw defects[0];
      } finally {
        await stop();
        await env.teardown();
        await db.drop();
      }
    },
  };
  return rig;
}

const startOf = (name: DocketName, recordId: string): CaseStart => ({
  ...docketNamed(name),
  recordId,
  region: REGION,
  department: AUTHORITY,
});

/** Answers how to stop it: what it has begun is finished first. */
async function startWorker(
  env: TestWorkflowEnvironment,
  activities: Partial<Activities>,
  { cached, converter }: { readonly cached: number; readonly converter: DataConverter },
): Promise<() => Promise<void>> {
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: TASK_QUEUE,
    workflowBundle: await workflowBundle(),
    activities,
    maxCachedWorkflows: cached,
    dataConverter: converter,
    identity: 'test',
  });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
  };
}

type Run = NonNullable<Info['workflowExecution']>;

async function* historiesOf(env: TestWorkflowEnvironment, runs: readonly Run[]) {
  for (const { workflowId, runId } of runs)
    yield { workflowId, history: await env.client.workflow.getHandle(workflowId, runId).fetchHistory() };
}

async function replayAll(
  env: TestWorkflowEnvironment,
  runs: readonly Run[],
  dataConverter: DataConverter,
): Promise<void> {
  const results = Worker.runReplayHistories(
    { workflowBundle: await workflowBundle(), dataConverter },
    historiesOf(env, runs),
  );
  for await (const { workflowId, error } of results)
    if (error !== undefined) throw new Error(`${workflowId} is not replayed`, { cause: error });
}

/** The SDK's own log, at errors only. */
export function quiet(): void {
  try {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
  } catch {
    // Another suite of this process has installed it.
  }
}

/** The SDK waits five seconds for it, which on a busy machine may be too short. */
async function startServer(executable: string, dataConverter: DataConverter): Promise<TestWorkflowEnvironment> {
  const server = { executable: { type: 'existing-path', path: executable } } as const;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({ server, client: { dataConverter } });
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}
