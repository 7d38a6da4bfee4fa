/** A client, a worker and the register on one stack, for as long as a measurement lasts. */
import { Client, Connection } from '@temporalio/client';
import type pg from 'pg';
import type { Layout } from '../dev/layout.js';
import type { Stack } from '../dev/stack.js';
import { createPool } from '../register/pool.js';
import { sealingOf, startWorkers, type Delivery } from './workers.js';

export interface House {
  readonly layout: Layout;
  readonly owner: pg.Pool;
  readonly client: Client;
}

export async function inHouse<T>(stack: Stack, measure: (house: House) => Promise<T>, delivery?: Delivery): Promise<T> {
  await stack.start(['postgres', 'temporal']);
  const { layout } = stack;
  const owner = createPool(layout.databaseOwnerUrl, { max: 8 });
  const connection = await Connection.connect({ address: layout.temporalAddress });
  const client = new Client({ connection, namespace: layout.namespace, dataConverter: sealingOf(layout) });
  const workers = await startWorkers(layout, client, delivery);
  try {
    return await measure({ layout, owner, client });
  } finally {
    await workers.stop();
    await Promise.all([connection.close(), owner.end()]);
  }
}
