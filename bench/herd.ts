/** A thousand terms of a thousand cases due at one instant: how long until all have acted, against bare timers. */
import { setTimeout as delay } from 'node:timers/promises';
import { tell } from '../activities/reconcile.js';
import { clock } from '../contract/clock.js';
import { SYNC_SIGNAL, type CaseStart } from '../contract/messages.js';
import type { Stack } from '../dev/stack.js';
import { defaultPolicy } from '../domain/law/pack.js';
import { PUBLISHED_CALENDAR } from '../domain/time/calendar-data.js';
import { commit } from '../register/commit.js';
import { createPool } from '../register/pool.js';
import { AUTHORITY, REGION } from '../test/support/scene.js';
import { figureOf, type Measured } from './figure.js';
import { inHouse, type House } from './house.js';
import { addRecords, partiesOf, repairAct } from './scene.js';
import { bareTimer } from './textbook/bare.js';
import { TEXTBOOK_QUEUE } from './workers.js';

const HERD = 1_000;
const AT_A_TIME = 16;
// All must have been started and be waiting when the hour comes.
const AHEAD_MS = 120_000;
const POLL_MS = 50;
const PATIENCE_MS = 300_000;
const GOAL = 0.25;

export function measureHerd(stack: Stack): Promise<Measured[]> {
  return inHouse(stack, async (house) => {
    const names = Array.from({ length: HERD }, (_, n) => `herd-${n}`);
    const ours = await terms(house, names);
    const bare = await timers(house, names);
    const note =
      `from the instant until the register has all ${HERD} alarms, each committed and its reminder sent; baseline: as many ` +
      'bare workflows with one timer, until all have ended. The goal is ours: at most four times as long';
    const figure = { id: 'terms.herd', unit: 'ms', ours, baseline: bare, ratio: bare / ours, goal: GOAL };
    return [{ figure: figureOf(figure), note }];
  });
}

/** So many at a time. */
async function forEach<T>(items: readonly T[], does: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  const one = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await does(next);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, one));
}

async function until(atMs: number, isDone: () => Promise<boolean>): Promise<number> {
  await delay(Math.max(0, atMs - Date.now()));
  for (; Date.now() < atMs + PATIENCE_MS; await delay(POLL_MS)) if (await isDone()) return Date.now() - atMs;
  throw new Error('not all have acted');
}

/** Applications whose first clock is set, in the register, to ring at one instant; their workflows read them there. */
async function terms({ layout, owner, client }: House, names: readonly string[]): Promise<number> {
  await addRecords(owner, names, partiesOf(1), clock.now());
  const pool = createPool(layout.databaseUrl, { max: AT_A_TIME });
  const onDefect = (error: unknown): void => console.error(error);
  const deps = { pool, calendar: PUBLISHED_CALENDAR, policy: defaultPolicy, onDefect };
  await forEach(names, (recordId) => {
    const now = clock.now();
    return commit(deps, {
      process: 'repair',
      recordId,
      acts: [repairAct('apply', recordId, null, now)],
      recordedAt: now,
    });
  });
  const atMs = Date.now() + AHEAD_MS;
  await owner.query(
    `update case_file set state = jsonb_set(state, '{terms,0,alarms,0,at}', to_jsonb($1::text)),
            next_alarm_at = $1::timestamptz where process = 'repair' and record_id like 'herd-%'`,
    [new Date(atMs).toISOString()],
  );
  await forEach(names, (recordId) => {
    const start: CaseStart = { process: 'repair', recordId, region: REGION, department: AUTHORITY };
    return tell(client, start, SYNC_SIGNAL, {});
  });
  mustBeAhead(atMs);
  const took = await until(atMs, async () => {
    const { rows } = await owner.query<{ n: number }>(
      `select count(*)::int as n from journal j join case_file c on c.id = j.case_id
        where j.act = 'alarm' and c.record_id like 'herd-%'`,
    );
    return rows[0]?.n === names.length;
  });
  await pool.end();
  return took;
}

async function timers({ client }: House, names: readonly string[]): Promise<number> {
  const atMs = Date.now() + AHEAD_MS;
  const options = { taskQueue: TEXTBOOK_QUEUE, args: [atMs] as [number] };
  await forEach(names, (name) => client.workflow.start(bareTimer, { ...options, workflowId: `timer-${name}` }));
  mustBeAhead(atMs);
  let ended = 0;
  const all = Promise.all(
    names.map(async (name) => {
      await client.workflow.getHandle(`timer-${name}`).result();
      ended += 1;
    }),
  );
  const took = await until(atMs, () => Promise.resolve(ended === names.length));
  await all;
  return took;
}

function mustBeAhead(atMs: number): void {
  const leftMs = atMs - Date.now();
  if (leftMs <= 0) throw new Error(`the herd was ready ${-leftMs} ms too late; a busy machine needs more time ahead`);
  console.log(`  all wait, ${(leftMs / 1000).toFixed(0)} s ahead`);
}
