/** Ready means: it can work, and is not about to end. */
import type { Client } from '@temporalio/client';
import Fastify from 'fastify';
import type pg from 'pg';
import { healthRoutes } from '../../api/health.js';

test('an API that is to end is alive, but not ready', async () => {
  const app = Fastify();
  const draining = { now: false };
  healthRoutes(app, {
    pool: { query: async () => ({ rows: [] }) } as unknown as pg.Pool,
    temporal: {
      withDeadline: async (_: Date, work: () => Promise<unknown>) => work(),
      workflowService: { getSystemInfo: async () => ({}) },
    } as unknown as Client,
    draining,
  });
  const ask = async (url: string) => (await app.inject({ url })).statusCode;
  expect(await ask('/readyz')).toBe(200);
  draining.now = true;
  expect([await ask('/readyz'), await ask('/healthz')]).toEqual([503, 200]);
  await app.close();
});
