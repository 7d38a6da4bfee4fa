/** One worker for the project's workflows and one for the textbook's, in the same process with the same settings. */
import { createRequire } from 'node:module';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createRegister } from '../activities/register.js';
import { TASK_QUEUE, type Activities, type DeliverInput, type DeliverOutput } from '../contract/messages.js';
import type { Layout } from '../dev/layout.js';
import { PUBLISHED_CALENDAR } from '../domain/calendar-data.js';
import { defaultPolicy } from '../domain/law/pack.js';
import { readDeliveryFile } from '../register/delivery-queries.js';
import { createPool } from '../register/pool.js';
import { textbookActivities } from './textbook/activities.js';

export const TEXTBOOK_QUEUE = 'textbook';

const require = createRequire(import.meta.url);
const SETTINGS = { maxConcurrentLocalActivityExecutions: 16, shutdownGraceTime: '10s' } as const;

export interface Workers {
  stop(): Promise<void>;
}

export async function startWorkers(layout: Layout): Promise<Workers> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const pool = createPool(layout.databaseUrl, { max: 16 });
  const connection = await NativeConnection.connect({ address: layout.temporalAddress });
  const shared = { ...SETTINGS, connection, namespace: layout.namespace };
  const onDefect = (error: unknown): void => console.error(error);
  const register = createRegister({ pool, calendar: PUBLISHED_CALENDAR, policy: defaultPolicy, onDefect });
  const workers = await Promise.all([
    Worker.create({
      ...shared,
      taskQueue: TASK_QUEUE,
      workflowsPath: require.resolve('../workflows/index.ts'),
      activities: { ...register, ...deliveryTo(pool) },
    }),
    Worker.create({
      ...shared,
      taskQueue: TEXTBOOK_QUEUE,
      workflowsPath: require.resolve('./textbook/workflow.ts'),
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
function deliveryTo(pool: Parameters<typeof readDeliveryFile>[0]): Pick<Activities, 'deliver'> {
  return {
    async deliver({ caseId, items }: DeliverInput): Promise<DeliverOutput> {
      await readDeliveryFile(pool, caseId);
      const outcomes = items.map((item) => ({
        ...item,
        outcome: 'done' as const,
        receipt: `回执-${item.id}`,
        detail: null,
      }));
      return { outcomes, unreachable: [] };
    },
  };
}
