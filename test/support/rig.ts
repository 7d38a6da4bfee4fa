/**
 * Workflows on a time-skipping server with a real register: weeks pass in seconds. Every history that a test makes is
 * replayed when the rig is closed.
 */
import { WithStartWorkflowOperation } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import path from 'node:path';
import { createRegister } from '../../activities/register.js';
import {
  ACT_SIGNAL,
  ACT_UPDATE,
  SYNC_SIGNAL,
  TASK_QUEUE,
  workflowId,
  type ActMessage,
  type ActResult,
  type Activities,
  type CaseStart,
  type DeliverInput,
  type DeliverOutput,
} from '../../contract/messages.js';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes.js';
import { caseStartOptions } from '../../contract/start.js';
import { PUBLISHED_CALENDAR } from '../../domain/calendar-data.js';
import { docketNamed, type Process } from '../../domain/case.js';
import { defaultPolicy } from '../../domain/law/pack.js';
import type { Delivery } from '../../domain/outbound.js';
import { createDatabase, type TestDatabase } from './database.js';
import { AUTHORITY, furnish, REGION } from './scene.js';

let bundle: Promise<WorkflowBundleWithSourceMap> | undefined;

/** The workflow code, bundled once per test file. */
export const workflowBundle = (): Promise<WorkflowBundleWithSourceMap> =>
  (bundle ??= bundleWorkflowCode({
    workflowsPath: path.join(__dirname, '../../workflows/index.ts'),
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
  /** Defects told by the register; a test that expects none need not look: `close` throws. */
  readonly defects: unknown[];
  now(): Promise<string>;
  /** Passes the time, all timers on the way included. */
  pass(days: number): Promise<void>;
  send(process: Process, recordId: string, act: ActMessage): Promise<ActResult>;
  signal(process: Process, recordId: string, act: ActMessage): Promise<void>;
  /** Until the case's workflow has ended. */
  ended(process: Process, recordId: string): Promise<void>;
  close(): Promise<void>;
}

export async function createRig(): Promise<Rig> {
  quiet();
  const { timeSkippingServer } = await import('../../dev/test-server.js');
  const executable = await timeSkippingServer();
  const db = await createDatabase();
  await furnish(db.owner);
  const env = await startServer(executable);
  const kinds = { Keyword: 2, Datetime: 6 } as const;
  await env.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(Object.entries(SEARCH_ATTRIBUTES).map(([name, kind]) => [name, kinds[kind]])),
  });
  const defects: unknown[] = [];
  const register = createRegister({
    pool: db.pool,
    calendar: PUBLISHED_CALENDAR,
    policy: defaultPolicy,
    onDefect: (e) => void defects.push(e),
  });
  const sent: Delivery[] = [];
  const started = new Set<string>();
  const start = (process: Process, recordId: string): CaseStart => ({
    process,
    recordId,
    region: REGION,
    department: AUTHORITY,
  });
  const tell = async (
    { process, docket }: { readonly process: Process; readonly docket: string },
    recordId: string,
    signal: string,
    message: object,
  ): Promise<void> => {
    started.add(workflowId(process, recordId, docket));
    const options = caseStartOptions({ ...start(process, recordId), docket });
    await env.client.workflow.signalWithStart(process, { ...options, signal, signalArgs: [message] });
  };
  const deliver = async ({ items, nudge, recordId }: DeliverInput): Promise<DeliverOutput> => {
    for (const name of nudge) await tell(docketNamed(name), recordId, SYNC_SIGNAL, {});
    const outcomes = [];
    const unreachable = [];
    for (const item of items) {
      sent.push(item);
      const outcome = rig.world(item);
      if (outcome === 'unreachable') unreachable.push(item);
      else outcomes.push({ ...item, outcome, receipt: outcome === 'done' ? `回执-${item.id}` : null, detail: null });
    }
    return { outcomes, unreachable };
  };
  const activities: Partial<Activities> = {
    ...register,
    deliver,
    deliverOne: async (input) => {
      const out = await deliver(input);
      if (out.unreachable.length > 0) throw new Error('unreachable');
      return out;
    },
  };
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: TASK_QUEUE,
    workflowBundle: await workflowBundle(),
    activities,
    maxCachedWorkflows: 50,
    identity: 'test',
  });
  const running = worker.run();
  const rig: Rig = {
    db,
    env,
    sent,
    defects,
    world: () => 'done',
    now: async () => new Date(await env.currentTimeMs()).toISOString(),
    pass: (days) => env.sleep(days * 86_400_000),
    async send(process, recordId, act) {
      started.add(workflowId(process, recordId));
      const options = caseStartOptions(start(process, recordId));
      return env.client.workflow.executeUpdateWithStart<(start: CaseStart) => Promise<void>, ActResult, [ActMessage]>(
        ACT_UPDATE,
        {
          updateId: act.id,
          args: [act],
          startWorkflowOperation: new WithStartWorkflowOperation(process, options),
        },
      );
    },
    signal: (process, recordId, act) => tell({ process, docket: '' }, recordId, ACT_SIGNAL, act),
    async ended(process, recordId) {
      await env.client.workflow.getHandle(workflowId(process, recordId)).result();
    },
    async close() {
      try {
        for (const id of started) {
          const history = await env.client.workflow.getHandle(id).fetchHistory();
          await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history, id);
        }
        if (defects.length > 0) throw defects[0];
      } finally {
        worker.shutdown();
        await running;
        await env.teardown();
        await db.drop();
      }
    },
  };
  return rig;
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
async function startServer(executable: string): Promise<TestWorkflowEnvironment> {
  const server = { executable: { type: 'existing-path', path: executable } } as const;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({ server });
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}
