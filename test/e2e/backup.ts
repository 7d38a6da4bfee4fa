/** A backup of the whole Postgres cluster while it works, by copying its files, and its restoration. */
import { execFileSync } from 'node:child_process';
import { chownSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { locateCluster } from '../../dev/postgres.js';
import type { TestWorld } from './world.js';

export interface Backup {
  /** Puts the files back; Postgres must not be running. */
  restore(): void;
}

const copy = (from: string, to: string): void => void execFileSync('cp', ['-a', from, to]);

/** As `pg_basebackup` does it: told to the server, copied, and the log that was written meanwhile with it. */
export async function takeBackup({ stack: { layout } }: TestWorld): Promise<Backup> {
  const { directory, user } = locateCluster(layout.dataDir, layout.port('postgres'));
  const kept = `${directory}-backup`;
  const connectionString = `postgres://postgres:${layout.secrets.postgres}@127.0.0.1:${layout.port('postgres')}/postgres`;
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(`select pg_backup_start('restore test', true)`);
    copy(directory, kept);
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
    rmSync(path.join(kept, 'pg_wal'), { recursive: true });
    copy(path.join(directory, 'pg_wal'), path.join(kept, 'pg_wal'));
    rmSync(path.join(kept, 'postmaster.pid'));
    const label = path.join(kept, 'backup_label');
    writeFileSync(label, rows[0]?.labelfile ?? '', { mode: 0o600 });
    if (user) chownSync(label, user.uid, user.gid);
  } finally {
    await client.end();
  }
  return {
    restore() {
      rmSync(directory, { recursive: true });
      copy(kept, directory);
    },
  };
}
