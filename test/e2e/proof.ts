/** What must hold when all is quiet again, whatever was killed on the way. */
import { Worker } from '@temporalio/worker';
import type { Effect } from '../../domain/file/case.js';
import { verifyJournal } from '../../register/verify.js';
import { workflowBundle } from '../support/rig.js';
import { count, until, untilReconciled, type Done, type World } from './world.js';

/** Waits until every case is closed and has left its workflow, then proves all of it. */
export async function prove(world: World): Promise<void> {
  await allQuiet(world);
  await everyActOnce(world);
  await numbersWithoutGap(world);
  await everyEffectOnce(world);
  expect(await countersFold(world)).toEqual([]);
  expect((await verifyJournal(world.pool)).faults).toEqual([]);
  await everyHistoryReplays(world);
}

/** Every case closed, its workflow ended, and of the records' own those running that the register says are open, at rest. */
export async function allQuiet(world: World): Promise<void> {
  await until('every case is closed, and nothing that was ordered is on its way', async () =>
    (await count(
      world.owner,
      `select (select count(*) from case_file where process <> 'record' and closed_at is null)
            + (select count(*) from instruction where state in ('pending', 'accepted')) as n`,
    )) === 0
      ? true
      : null,
  );
  const { rows } = await world.owner.query<{ id: string }>(
    `select 'record-' || record_id as id from case_file where process = 'record' and closed_at is null order by 1`,
  );
  const open = rows.map((r) => r.id).sort();
  let running: string[] = [];
  await untilReconciled(world, 'no workflow is left over', async () => {
    running = await workflowIds(world, `ExecutionStatus = 'Running'`);
    return JSON.stringify(running) === JSON.stringify(open) ? true : null;
  }).catch(() => expect(running).toEqual(open));
  expect(await workflowIds(world, `ExecutionStatus in ('Failed', 'Terminated', 'TimedOut', 'Canceled')`)).toEqual([]);
}

export async function workflowIds(world: World, query: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const { workflowId } of world.temporal.workflow.list({ query })) ids.push(workflowId);
  return ids.sort();
}

interface JournalRow {
  readonly case_id: string;
  readonly seq: number;
  readonly act: string;
  readonly actor: string;
  readonly answer: Done['answer'];
}

/** The journal has the acts that were answered, each once and with the answer its sender got, and no other act of a sender. */
async function everyActOnce(world: World): Promise<void> {
  const { rows } = await world.owner.query<JournalRow>(
    `select case_id, seq, act, actor, answer from journal where actor_role <> 'system'
        and not (act = 'report' and actor in (select id from party where adapter = 'http'))`,
  );
  const inJournal = rows.map((r) => [`${r.case_id}/${r.seq} ${r.act} by ${r.actor}`, r.answer] as const).sort(byName);
  const answered = world.done
    .map(({ by, act, answer }) => [`${answer.caseId}/${answer.seq} ${act} by ${by}`, answer] as const)
    .sort(byName);
  expect(answered.map(([name]) => name)).toEqual(inJournal.map(([name]) => name));
  expect(answered).toEqual(inJournal);
  const twice = await world.owner.query(
    `select case_id, act, events from journal where act in ('alarm', 'repaired', 'publish') group by 1, 2, 3 having count(*) > 1`,
  );
  expect(twice.rows).toEqual([]);
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

async function numbersWithoutGap(world: World): Promise<void> {
  const { rows } = await world.owner.query<{ key: string; last_no: number; given: number[] }>(
    `select s.key, s.last_no, array_agg(n.series_no order by n.series_no) as given
       from series s left join notice n on n.series = s.key group by s.key, s.last_no`,
  );
  for (const { last_no, given } of rows) expect(given).toEqual(Array.from({ length: last_no }, (_, n) => n + 1));
  const signed = await count(
    world.owner,
    `select count(*) as n from journal, jsonb_array_elements(events) as e where e->>'type' = 'noticeSigned'`,
  );
  expect(await count(world.owner, 'select count(*) as n from notice')).toBe(signed);
  expect(await count(world.owner, `select count(*) as n from notice where announcement <> 'sent'`)).toBe(0);
}

interface EffectSeen {
  readonly instructionId: string;
  readonly effect: Effect;
  readonly applied: number;
  readonly receipt: string | null;
}

/** What the simulated systems did is what the register has receipts for, each once. */
async function everyEffectOnce(world: World): Promise<void> {
  const { rows } = await world.owner.query<{
    id: string;
    party: string;
    effect: string;
    state: string;
    receipt: string | null;
  }>(`select id, party, effect, state, receipt from instruction where adapter = 'http' order by id`);
  const told = await Promise.all(
    Object.entries(world.stack.layout.partyUrls).map(async ([party, url]) => {
      const effects: EffectSeen[] = JSON.parse(await (await fetch(`${url}/effects`)).text());
      return effects.map((e) => ({ party, ...e }));
    }),
  );
  const seen = told
    .flat()
    .map(({ instructionId: id, party, effect, applied, receipt }) => ({ id, party, effect, applied, receipt }));
  // A word that was taken back may have been carried out before it was, or never have been sent.
  const recalled = new Set(rows.filter((r) => r.state === 'recalled').map((r) => r.id));
  const wanted = rows
    .filter((r) => !recalled.has(r.id))
    .map(({ state, ...r }) => ({ ...r, applied: state === 'done' ? 1 : 0 }));
  expect(seen.filter((s) => !recalled.has(s.id)).sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(wanted);
  expect(seen.filter((s) => s.applied > 1)).toEqual([]);
}

/** The counters' fold and rest say what the terms say; answers what differs. */
async function countersFold(world: World): Promise<unknown[]> {
  const { rows } = await world.owner.query(
    `with counted as (select due_day, process, region, department, sum(n) as n from (
       select due_day, process, region, department, open_terms as n from counter
       union all select due_day, process, region, department, delta from counter_delta) as summed group by 1, 2, 3, 4),
     open as (select due_day, process, region, department, count(*) as n from term where status in ('running', 'paused') group by 1, 2, 3, 4)
     select * from counted full join open using (due_day, process, region, department)
      where coalesce(counted.n, 0) <> coalesce(open.n, 0)`,
  );
  return rows;
}

/** All histories of this stack, of workflows that ended and of those that run. */
async function everyHistoryReplays(world: World): Promise<void> {
  const histories: {
    workflowId: string;
    history: Awaited<ReturnType<ReturnType<World['temporal']['workflow']['getHandle']>['fetchHistory']>>;
  }[] = [];
  for await (const { workflowId, runId } of world.temporal.workflow.list()) {
    histories.push({ workflowId, history: await world.temporal.workflow.getHandle(workflowId, runId).fetchHistory() });
  }
  const failed: string[] = [];
  let replayed = 0;
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: await workflowBundle(), dataConverter: world.sealing },
    histories,
  )) {
    replayed += 1;
    if (error !== undefined) failed.push(`${workflowId}: ${error.message}`);
  }
  expect(failed).toEqual([]);
  expect(replayed).toBe(histories.length);
}
