/** Bulk work: the next cases of it, each moved by its own workflow. */
import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { SYNC_SIGNAL, type Activities } from '../contract/messages.js';
import { casesBehindCalendar, countBehindCalendar, passOverUntouched } from '../register/bulk.js';
import { tell } from './reconcile.js';

const BATCH = 200;
const SIDE_BY_SIDE = 20;

export interface BulkDeps {
  readonly pool: pg.Pool;
  readonly temporal: Client;
}

export function createBulk({ pool, temporal }: BulkDeps): Pick<Activities, 'moveBatch'> {
  return {
    async moveBatch({ after }) {
      const cases = await casesBehindCalendar(pool, after, BATCH);
      // Whoever opens the file re-dates it first: its workflow only has to read it again.
      await sideBySide(cases, ({ start }) => tell(temporal, start, SYNC_SIGNAL, {}));
      const last = cases.at(-1);
      if (last !== undefined && cases.length === BATCH) return { after: last.caseId, left: 0 };
      await passOverUntouched(pool);
      return { after: null, left: await countBehindCalendar(pool) };
    },
  };
}

async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
}
