/** Brings the database to where the worker and the API can use it: the schema, and the demo's places and parties. */
import pg from 'pg';
import { saveDirectory } from '../register/directory.js';
import { migrate } from '../register/migrate.js';
import { directoryFor } from './directory.js';
import type { Layout } from './layout.js';

/** Answers how many migrations were applied. Safe to repeat: addresses of parties may have moved. */
export async function prepareRegister(layout: Layout): Promise<number> {
  const applied = await migrate(layout.databaseOwnerUrl);
  const pool = new pg.Pool({ connectionString: layout.databaseUrl, max: 1 });
  try {
    await saveDirectory(pool, directoryFor(layout.partyUrls));
  } finally {
    await pool.end();
  }
  return applied.length;
}
