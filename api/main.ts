/** Starts the API; on SIGTERM it is no longer ready, answers what still comes and what is under way, then closes everything. */
import { Client, Connection } from '@temporalio/client';
import type { FastifyRequest } from 'fastify';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { loadConfig } from '../config.js';
import { sealedConverter } from '../codec/codec.js';
import { payloadKeys } from '../codec/keys.js';
import { keyedHashes } from '../contract/keyed.js';
import { createPool } from '../register/pool.js';
import { createStore } from '../papers/store.js';
import { buildApp } from './app.js';

/** More than an act may take. */
const SHUTDOWN_MS = 15_000;

async function main(): Promise<void> {
  const config = loadConfig();
  // Neither headers nor what was searched for: tokens and subjects are nobody's to read in a log.
  const req = ({ method, url }: FastifyRequest) => ({ method, path: url.split('?')[0] });
  const logger = pino({ level: config.LOG_LEVEL, serializers: { req } });
  const keyed = keyedHashes(readFileSync(config.PERSON_SECRET_FILE, 'utf8').trim());
  const sealing = payloadKeys(readFileSync(config.PAYLOAD_KEYS_FILE, 'utf8'));
  const pool = createPool(config.DATABASE_URL, { max: 20 });
  const connection = Connection.lazy({ address: config.TEMPORAL_ADDRESS });
  const temporal = new Client({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    dataConverter: sealedConverter(sealing),
  });
  const store = await createStore(config);
  const draining = { now: false };
  const app = await buildApp({ config, draining, pool, temporal, keyed, payloadKeys: sealing, store, logger });
  await app.listen({ host: config.API_HOST, port: config.API_PORT });
  const stop = async (): Promise<void> => {
    const drainMs = config.DRAIN_SECONDS * 1_000;
    setTimeout(() => process.exit(1), drainMs + SHUTDOWN_MS).unref();
    draining.now = true;
    await delay(drainMs);
    await app.close();
    await Promise.allSettled([pool.end(), connection.close()]);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

await main();
