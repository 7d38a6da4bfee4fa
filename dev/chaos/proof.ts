/** What must hold when all is quiet again, whatever was killed on the way. Each proof throws what does not hold. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { Worker } from '@temporalio/worker';
import { workflowId } from '../../contract/messages.js';
import type { Effect, Process } from '../../domain/file/case.js';
import { verifyJournal } from '../../register/verify.js';
import { ROOT } from '../layout.js';
import { count, until, untilReconciled, type Done, type World } from './world.js';

export type Proof = (world: World) => Promise<void>;

/** All but the histories, which an engine may have broken. */
export const PROOFS: readonly (readonly [string, Proof])[] = [
  ['every act once, with the answer its sender got', everyActOnce],
  ['every number given once, none missing', numbersWithoutGap],
  ['every instruction effective once, as its receipt says', everyEffectOnce],
  ['the counters say what the terms say', countersFold],
  ['the journal verifies', journalVerifies],
];

/** Waits until every case is closed and has left its workflow, then proves all of it. */
export async function prove(world: World): Promise<void> {
  assert.deepEqual(await allQuiet(world), { tasks: 0, restarted: [] });
  for (const [, proof] of PROOFS) await proof(world);
  assert.deepEqual((await histories(world)).broken, []);
}

export interface Quiet {
  /** Cases that wait for a person, because a party has refused something. */
  readonly tasks: number;
  /** Workflows of which a run was ended, because it did not answer, and started anew from the register. */
  readonly restarted: readonly string[];
}

const REFUSED = `exists (select from instruction i where i.case_id = c.id and i.state in ('refused', 'failed'))`;

/** Every case closed or a person's task, its workflow ended, and those running that the register says are open, at rest. */
export async function allQuiet(world: World): Promise<Quiet> {
  await until(
    'every case is closed or a task, and nothing that was ordered is on its way',
    async () =>
      (await count(
        world.owner,
        `select (select count(*) from case_file c where process <> 'record' and closed_at is null and not ${REFUSED})
              + (select count(*) from instruction where state in ('pending', 'accepted')) as n`,
      )) === 0
        ? true
        : null,
    world.patienceMs,
  );
  const { rows } = await world.owner.query<{ process: Process; record_id: string; docket: string }>(
    `select process, record_id, docket from case_file where closed_at is null`,
  );
  const open = rows.map((r) => workflowId(r.process, r.record_id, r.docket)).sort();
  let running: string[] = [];
  await untilReconciled(world, 'no workflow is left over', async () => {
    running = await workflowIds(world, `ExecutionStatus = 'Running'`);
    return JSON.stringify(running) === JSON.stringify(open) ? true : null;
  }).catch(() => assert.deepEqual(running, open, 'workflows left over, or missing'));
  assert.deepEqual(await workflowIds(world, `ExecutionStatus in ('Failed', 'TimedOut', 'Canceled')`), []);
  return {
    tasks: rows.filter((r) => r.process !== 'record').length,
    restarted: await workflowIds(world, `ExecutionStatus = 'Terminated'`),
  };
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
  assert.deepEqual(
    answered.map(([name]) => name),
    inJournal.map(([name]) => name),
  );
  assert.deepEqual(answered, inJournal);
  const twice = await world.owner.query(
    `select case_id, act, events from journal where act in ('alarm', 'repaired', 'publish') group by 1, 2, 3 having count(*) > 1`,
  );
  assert.deepEqual(twice.rows, []);
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

async function numbersWithoutGap(world: World): Promise<void> {
  const { rows } = await world.owner.query<{ key: string; last_no: number; given: number[] }>(
    `select s.key, s.last_no, array_agg(n.series_no order by n.series_no) as given
       from series s left join notice n on n.series = s.key group by s.key, s.last_no`,
  );
  for (const { last_no, given } of rows)
    assert.deepEqual(
      given,
      Array.from({ length: last_no }, (_, n) => n + 1),
    );
  const signed = await count(
    world.owner,
    `select count(*) as n from journal, jsonb_array_elements(events) as e where e->>'type' = 'noticeSigned'`,
  );
  assert.equal(await count(world.owner, 'select count(*) as n from notice'), signed, 'notices that were signed');
  const unsent = await count(world.owner, `select count(*) as n from notice where announcement <> 'sent'`);
  assert.equal(unsent, 0, 'notices not announced');
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
  const shown = await Promise.all(
    Object.entries(world.stack.layout.partyUrls).map(async ([party, url]) => {
      const effects = JSON.parse(await (await fetch(`${url}/effects`)).text()) as EffectSeen[];
      return effects.map((e) => ({ party, ...e }));
    }),
  );
  const seen = shown
    .flat()
    .map(({ instructionId: id, party, effect, applied, receipt }) => ({ id, party, effect, applied, receipt }));
  assert.deepEqual(
    seen.filter((s) => s.applied > 1),
    [],
  );
  // A word that was taken back or refused may have been carried out before it was, or never have reached anybody.
  const told = new Set(rows.filter((r) => r.state === 'done' || r.state === 'declined').map((r) => r.id));
  assert.deepEqual(
    seen.filter((s) => told.has(s.id)).sort((a, b) => (a.id < b.id ? -1 : 1)),
    rows.filter((r) => told.has(r.id)).map(({ state, ...r }) => ({ ...r, applied: state === 'done' ? 1 : 0 })),
  );
  const known = new Set(rows.map((r) => r.id));
  assert.deepEqual(
    seen.filter((s) => !known.has(s.id)),
    [],
    'carried out without an instruction',
  );
}

/** The counters' fold and rest say what the terms say. */
async function countersFold(world: World): Promise<void> {
  const { rows } = await world.owner.query(
    `with counted as (select due_day, process, region, department, sum(n) as n from (
       select due_day, process, region, department, open_terms as n from counter
       union all select due_day, process, region, department, delta from counter_delta) as summed group by 1, 2, 3, 4),
     open as (select due_day, process, region, department, count(*) as n from term where status in ('running', 'paused') group by 1, 2, 3, 4)
     select * from counted full join open using (due_day, process, region, department)
      where coalesce(counted.n, 0) <> coalesce(open.n, 0)`,
  );
  assert.deepEqual(rows, []);
}

async function journalVerifies(world: World): Promise<void> {
  assert.deepEqual((await verifyJournal(world.pool)).faults, []);
}

export interface BrokenHistory {
  readonly workflowId: string;
  readonly why: string;
  readonly from: number;
  /** When it ended; null while it runs. */
  readonly to: number | null;
}

/** Of all histories of this stack, of workflows that ended and of those that run, the ones that do not replay. */
export async function histories(
  world: World,
): Promise<{ readonly replayed: number; readonly broken: readonly BrokenHistory[] }> {
  const { workflow } = world.temporal;
  const lives = new Map<string, Pick<BrokenHistory, 'from' | 'to'>>();
  async function* all() {
    for await (const { workflowId, runId, startTime, closeTime } of workflow.list({
      query: `ExecutionStatus != 'Terminated'`,
    })) {
      lives.set(workflowId, { from: startTime.getTime(), to: closeTime?.getTime() ?? null });
      yield { workflowId, history: await workflow.getHandle(workflowId, runId).fetchHistory() };
    }
  }
  const broken: BrokenHistory[] = [];
  let replayed = 0;
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowsPath: path.join(ROOT, 'workflows/index.ts'), dataConverter: world.sealing },
    all(),
  )) {
    replayed += 1;
    if (error !== undefined)
      broken.push({ workflowId, why: error.message, ...(lives.get(workflowId) ?? { from: 0, to: null }) });
  }
  assert.ok(replayed > 0, 'no history was replayed');
  return { replayed, broken };
}
