/** Brings the register's schema up to date; safe to run by several processes at once. */
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { runner } from 'node-pg-migrate';

const directory = path.join(path.dirname(fileURLToPath(import.meta.url)), 'migrations');

/** Applies what is missing, as the owner of the tables. Answers the names of what was applied. */
export async function migrate(ownerUrl: string): Promise<readonly string[]> {
  const applied = await runner({
    databaseUrl: ownerUrl,
    dir: directory,
    direction: 'up',
    migrationsTable: 'migration',
    checkOrder: true,
    log: () => undefined,
  });
  return applied.map((m) => m.name);
}
