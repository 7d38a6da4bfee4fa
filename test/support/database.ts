/** A database of its own for a test file, cloned from the migrated template. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createPool } from '../../register/pool.js';

export interface TestDatabase {
  /** With the application's own, least role. */
  readonly pool: pg.Pool;
  /** As the owner, for what the application may not do. */
  readonly owner: pg.Pool;
  readonly url: string;
  drop(): Promise<void>;
}

export async function createDatabase(): Promise<TestDatabase> {
  const ownerUrl = need('TEST_OWNER_URL');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = new URL(ownerUrl).pathname.slice(1);
  await once(ownerUrl, `create database ${name} template ${template}`);
  const url = withDatabase(need('TEST_APPLICATION_URL'), name);
  const pool = createPool(url);
  const owner = createPool(withDatabase(ownerUrl, name), { max: 2 });
  return {
    pool,
    owner,
    url,
    async drop() {
      await Promise.all([pool.end(), owner.end()]);
      // Force may not end the server's own housekeeping, which ends by itself when it is asked without.
      await once(ownerUrl, `drop database ${name} with (force)`).catch(() => once(ownerUrl, `drop database ${name}`));
    },
  };
}

function need(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests with npm test`);
  return value;
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

async function once(url: string, statement: string): Promise<void> {
  // Not the template itself: it cannot be cloned while somebody is connected to it.
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
