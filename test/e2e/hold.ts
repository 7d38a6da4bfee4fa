/** Holds the row of a record's subject, as a slow transaction would: every commit on its records waits. */
import { row, until, type World } from '../../dev/chaos/world.js';

export interface Hold {
  /** When somebody waits for what this holds. */
  awaited(): Promise<void>;
  release(): Promise<void>;
}

/** Answers when the row is held. */
export async function hold(world: World, record: string): Promise<Hold> {
  const { granted } = await queue(world, record);
  return granted;
}

/** Stands in the queue for the row, behind whoever waits already. */
async function queue(world: World, record: string): Promise<{ readonly pid: number; readonly granted: Promise<Hold> }> {
  const client = await world.owner.connect();
  client.on('error', () => undefined);
  await client.query('begin');
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const pid = rows[0]?.pid ?? 0;
  const granted = client
    .query('select id from subject where id = (select subject_id from record where id = $1) for update', [record])
    .then(() => ({
      awaited: async () => {
        await until('somebody waits for the row', () =>
          row(world.owner, 'select pid from pg_locks where not granted and $1 = any (pg_blocking_pids(pid))', [pid]),
        );
      },
      release: async () => {
        await client.query('rollback');
        client.release();
      },
    }));
  return { pid, granted };
}

/**
 * Lets exactly the commit pass that waits for `first`, and holds the row again before the next. Answers the hold and what
 * `passed` found; a commit that gave up waiting meanwhile is waited for anew.
 */
export async function letOnePass<T>(
  world: World,
  record: string,
  first: Hold,
  passed: () => Promise<T | null>,
): Promise<{ readonly hold: Hold; readonly found: T }> {
  for (let current = first; ;) {
    await current.awaited();
    const { pid, granted } = await queue(world, record);
    await until('the test stands in the queue', () =>
      row(world.owner, 'select pid from pg_locks where not granted and pid = $1', [pid]),
    );
    await current.release();
    current = await granted;
    const found = await passed();
    if (found !== null) return { hold: current, found };
  }
}
