/** The one way to the register: a pool of connections with the application's own, least role. */
import { createHash } from 'node:crypto';
import pg from 'pg';

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Days come back as 'YYYY-MM-DD'. A lock is waited for 3 s, a statement runs 5 s at most and is waited for 10 s: all are retried by the caller. */
export function createPool(url: string, options: { readonly max?: number } = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 3_000,
    lock_timeout: 3_000,
    statement_timeout: 5_000,
    // A server that hangs without closing its connection is given up as well.
    query_timeout: 10_000,
    keepAlive: true,
    // After a lull a new connection would have to prepare every statement anew.
    idleTimeoutMillis: 60_000,
  });
  // A connection that dies fails the statement on it, or is replaced at its next use; without listeners it would end the
  // process, also when it dies between two statements of a transaction.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** All of it or nothing: what the work answers once it is committed. A connection that broke is not used again. */
export async function transaction<T>(
  pool: Pick<pg.Pool, 'connect'>,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const answer = await work(client);
    await client.query('commit');
    return answer;
  } catch (error) {
    broken = error instanceof Error ? error : new Error('nothing was written');
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A statement that each connection parses once: for what is asked all day, in few shapes. */
export const prepared = (text: string, values: readonly unknown[]) => ({
  name: createHash('sha256').update(text).digest('base64url'),
  text,
  values: [...values],
});
