/**
 * The invariants under the whole house: random histories of all processes on one record each, with commits whose answers are
 * lost, as when a worker dies. All histories of a batch share its time.
 */
import fc from 'fast-check';
import type { ActAnswer } from '../../contract/messages.js';
import { PROCESSES } from '../../domain/file/case.js';
import { caseFile, caseJournal, listCases } from '../../register/queries-cases.js';
import { listInstructions } from '../../register/queries-instructions.js';
import { listRecords } from '../../register/queries-records.js';
import { regionReach, type Scope } from '../../register/scope.js';
import { verifyJournal } from '../../register/verify.js';
import { someMatter } from '../domain/world.js';
import { choice } from '../support/random-acts.js';
import { createRig, type Rig } from '../support/rig.js';
import { REGION } from '../support/scene.js';
import { furnishNetwork } from '../support/network.js';
import { History, moodyWorld, Watch } from './house.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`FC_SEED=${seed}`);

const HISTORIES = Number(process.env['HH'] ?? 200);
const ROUNDS = 18;
const BATCH = 50;
const drawn = fc.sample(fc.tuple(someMatter, fc.array(choice, { minLength: ROUNDS, maxLength: ROUNDS, size: 'max' })), {
  seed,
  numRuns: HISTORIES,
});
const batches = Array.from({ length: Math.ceil(HISTORIES / BATCH) }, (_, n) => drawn.slice(n * BATCH, (n + 1) * BATCH));

let rig: Rig;
const watch = new Watch();
const all: History[] = [];
beforeAll(async () => {
  rig = await createRig(HISTORIES * 10);
  await furnishNetwork(rig.db.owner);
  rig.world = moodyWorld();
  watch.over(rig);
});
// Every history is replayed, which takes minutes where two cores do other work besides.
afterAll(() => rig.close(), 900_000);

test.each(batches.map((batch) => ({ batch })))(
  'histories, batch %#',
  async ({ batch }) => {
    const named = batch.map((h, n) => [`${all.length + n}`, h] as const);
    const histories = await Promise.all(named.map(([id, [matter]]) => History.begin(rig, watch, id, matter)));
    all.push(...histories);
    for (let round = 0; round < ROUNDS; round += 1) {
      const now = await rig.now();
      await Promise.all(histories.map((h, n) => h.does(batch[n]![1][round]!, now)));
      await rig.pass(batch[round % batch.length]![1][round]!.waitHours / 24);
      watch.check();
    }
    const now = await rig.now();
    await rig.pass(2);
    watch.check();
    for (const h of histories) await h.atRest(now);
  },
  400_000,
);

test('4: what was accepted stands in the journal exactly once, what was refused not at all', async () => {
  const { rows } = await rig.db.pool.query<{ act_id: string; answer: ActAnswer }>('select act_id, answer from journal');
  const journal = new Map(rows.map((r) => [r.act_id, r.answer] as const));
  expect(journal.size).toBe(rows.length);
  for (const { accepted, refused } of all) {
    for (const [id, answer] of accepted) expect(journal.get(id)).toEqual(answer);
    for (const id of refused) expect(journal.has(id)).toBe(false);
  }
});

test('4, 7: the chains verify, and in every series the numbers go from one up without a gap', async () => {
  expect((await verifyJournal(rig.db.pool)).faults).toEqual([]);
  const { rows } = await rig.db.pool.query<{ series: string; given: number[] }>(
    'select series, array_agg(series_no order by series_no) as given from notice group by series',
  );
  expect(rows.length).toBeGreaterThan(3);
  for (const { given } of rows) expect(given).toEqual(given.map((_, n) => n + 1));
});

const TODAY = '2026-11-26';

test('6: the supervisor of another region sees none of it, the own one all', async () => {
  const { pool } = rig.db;
  const own: Scope = [regionReach(REGION)];
  const foreign: Scope = [regionReach('130100')];
  const page = { limit: 5000, after: null };
  const files = all.flatMap((h) => h.chronicle.files);
  expect(await listCases(pool, own, {}, page, TODAY)).toHaveLength(files.length);
  expect(await listCases(pool, foreign, {}, page, TODAY)).toEqual([]);
  expect(await listRecords(pool, own, {}, page)).toHaveLength(all.length);
  expect(await listRecords(pool, foreign, {}, page)).toEqual([]);
  expect(await listInstructions(pool, foreign, {}, page)).toEqual([]);
  for (const { caseId } of files.slice(0, 100)) {
    expect((await caseFile(pool, own, caseId, TODAY))?.whole).toBe(true);
    expect(await caseFile(pool, foreign, caseId, TODAY)).toBeNull();
    expect(await caseJournal(pool, foreign, caseId, { limit: 10, after: null }, TODAY)).toBeNull();
  }
});

test('every process was gone through', () => {
  const closed = new Set(
    all.flatMap((h) => h.chronicle.files).flatMap((f) => (f.closedAt === null ? [] : [f.process])),
  );
  expect(PROCESSES.filter((p) => !closed.has(p))).toEqual([]);
});
