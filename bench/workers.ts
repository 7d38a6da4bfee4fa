/** One worker for the project's workflows and one for the textbook's, in the same process with the same settings. */
import { createRequire } from 'node:module';
import type { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { DeliveryDeps } from '../activities/deliver.js';
import { wakeDocket } from '../activities/reconcile.js';
import { sealedConverter } from '../codec/codec.js';
import { payloadKeys } from '../codec/keys.js';
import { createRegister } from '../activities/register.js';
import { TASK_QUEUE, type Activities, type DeliverInput, type DeliverOutput } from '../contract/messages.js';
import type { Layout } from '../dev/layout.js';
import { PUBLISHED_CALENDAR } from '../domain/time/calendar-data.js';
import { defaultPolicy } from '../domain/law/pack.js';
import { readDeliveryFile } from '../register/delivery-queries.js';
import { createPool } from '../register/pool.js';
import { textbookActivities } from './textbook/activities.js';

export const TEXTBOOK_QUEUE = 'textbook';

/** Both sides are measured as one deployment would run them: sealed. */
export const sealingOf = ({ payloadKeysFile }: Layout): DataConverter =>
  sealedConverter(payloadKeys(readFileSync(payloadKeysFile, 'utf8')));

const require = createRequire(import.meta.url);
const SETTINGS = { maxConcurrentLocalActivityExecutions: 16, shutdownGraceTime: '10s' } as const;

export interface Workers {
  stop(): Promise<void>;
}

/** How what a case sends out is delivered; `wake` lets another workflow of the record read its file again. */
export type Delivery = (pool: pg.Pool, wake: DeliveryDeps['wake']) => Partial<Activities>;

let isInstalled = false;
/** Once per process. */
function installRuntime(): void {
  if (!isInstalled) Runtime.install({ logger: new DefaultLogger('ERROR') });
  isInstalled = true;
}

export async function startWorkers(layout: Layout, client: Client, delivery: Delivery = atOnce): Promise<Workers> {
  installRuntime();
  const pool = createPool(layout.databaseUrl, { max: 16 });
  const connection = await NativeConnection.connect({ address: layout.temporalAddress });
  const shared = { ...SETTINGS, connection, namespace: layout.namespace, dataConverter: sealingOf(layout) };
  const onDefect = (error: unknown): void => console.error(error);
  const register = createRegister({ pool, calendar: PUBLISHED_CALENDAR, policy: defaultPolicy, onDefect });
  const wake: DeliveryDeps['wake'] = (name, recordId) => wakeDocket({ pool, temporal: client }, name, recordId);
  const workers = await Promise.all([
    Worker.create({
      ...shared,
      taskQueue: TASK_QUEUE,
      workflowsPath: require.resolve('../workflows/index.ts'),
      activities: { ...register, ...delivery(pool, wake) },
    }),
    Worker.create({
      ...shared,
      taskQueue: TEXTBOOK_QUEUE,
      workflowsPath: require.resolve('./textbook/index.ts'),
      activities: { ...textbookActivities },
    }),
  ]);
  const running = Promise.all(workers.map((w) => w.run()));
  return {
    async stop() {
      for (const worker of workers) worker.shutdown();
      await running;
      await connection.close();
      await pool.end();
    },
  };
}

/** Reads the case as the real one does; in place of the parties' HTTP and the mail, everything is done at once. */
const atOnce: Delivery = (pool, wake) => ({
  async deliver({ caseId, recordId, items, nudge }: DeliverInput): Promise<DeliverOutput> {
    await Promise.all(nudge.map((name) => wake(name, recordId)));
    if (items.length > 0) await readDeliveryFile(pool, caseId);
    const outcomes = items.map((item) => ({
      ...item,
      outcome: 'done' as const,
      receipt: `回执-${item.id}`,
      detail: null,
    }));
    return { outcomes, unreachable: [] };
  },
});
