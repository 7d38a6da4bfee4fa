/** The life of a published record, with the law's real durations. */
import type { ActAnswer } from '../../contract/messages.js';
import type { CaseState, Severity } from '../../domain/file/case.js';
import { ENFORCED, OBJECTION } from '../domain/given-processes.js';
import { createRig, type Rig } from '../support/rig.js';
import { addMatter, furnishNetwork } from '../support/network.js';
import { act, actor, addRecord, AGENT, application, HANDLER, REVIEWER, type SceneRecord } from '../support/scene.js';

let rig: Rig;
beforeAll(async () => {
  rig = await createRig();
});
afterAll(() => rig.close());

const SYSTEM = actor('system', 'system');
const dayBefore = (instant: string, days: number): string =>
  new Date(Date.parse(instant) - days * 86_400_000).toISOString().slice(0, 10);

async function publish(id: string, decidedDaysAgo: number, more: Omit<SceneRecord, 'id'> = {}): Promise<void> {
  const at = await rig.now();
  await addRecord(rig.db.owner, { id, decisionDate: dayBefore(at, decidedDaysAgo), ...more });
  await rig.signal('record', id, act('publish', SYSTEM, {}, { at, id: `publish-${id}` }));
  await rig.pass(0.01);
}

async function file(recordId: string): Promise<CaseState> {
  const { rows } = await rig.db.pool.query<{ state: CaseState }>(
    `select state from case_file where record_id = $1 and process = 'record'`,
    [recordId],
  );
  const [row, ...others] = rows;
  if (row === undefined || others.length > 0) throw new Error(`${rows.length} files`);
  return row.state;
}

async function does(
  process: 'repair' | 'record',
  record: string,
  name: string,
  by: typeof HANDLER,
  payload: object,
  caseId: string | null,
): Promise<ActAnswer> {
  const result = await rig.send(process, record, act(name, by, payload, { at: await rig.now(), caseId }));
  if (result.kind !== 'committed') throw new Error(`not committed: ${JSON.stringify(result)}`);
  return result.answer;
}
const statusOf = async (id: string): Promise<unknown> =>
  (await rig.db.pool.query('select status from record where id = $1', [id])).rows[0]?.status;

test('a general record is shown for a year; then every site is told to stop, and the file is closed', async () => {
  await publish('L1', 10);
  await rig.pass(340);
  expect(await file('L1')).toMatchObject({ stage: 'published', version: 1 });
  expect(await statusOf('L1')).toBe('published');
  await rig.ended('record', 'L1');
  const ended = await file('L1');
  expect(ended).toMatchObject({ stage: 'closed', outcome: 'publicityEnded' });
  expect(ended.instructions.map((i) => `${i.party} ${i.effect} ${i.state}`)).toEqual([
    'credit-china endPublicity done',
    'credit-huaian endPublicity done',
  ]);
  expect(ended.instructions.every((i) => i.receipt !== null)).toBe(true);
  expect(await statusOf('L1')).toBe('ended');
});

test('a record entered after its maximum stops at once', async () => {
  await publish('L2', 400);
  await rig.ended('record', 'L2');
  expect(await file('L2')).toMatchObject({ outcome: 'publicityEnded' });
});

test('a severity that nothing gives: no clock runs until a person decides it, then the maximum from the document', async () => {
  await publish('L3', 20, { severity: null });
  await rig.pass(500);
  const { caseId, terms } = await file('L3');
  expect(terms).toEqual([]);
  const severity: Severity = 'serious';
  const answer = await does('record', 'L3', 'classify', HANDLER, { severity, reasons: '列入严重失信主体名单' }, caseId);
  expect(answer).toMatchObject({ stage: 'published', due: [expect.objectContaining({ kind: 'maxPublicity' })] });
  await rig.pass(500);
  expect(await file('L3')).toMatchObject({ stage: 'published' });
  await rig.ended('record', 'L3');
  expect(await statusOf('L3')).toBe('ended');
});

test('duties unfulfilled at the maximum: shown on until the authority ends it by its sector’s rule', async () => {
  await publish('L4', 360, { fulfilled: false });
  await rig.pass(60);
  const { caseId, stage } = await file('L4');
  expect([stage, await statusOf('L4')]).toEqual(['awaitingSector', 'awaitingSector']);
  await rig.pass(200);
  await does('record', 'L4', 'endUnfulfilled', HANDLER, { reasons: '行业规定的期限届满' }, caseId);
  await rig.ended('record', 'L4');
  expect(await file('L4')).toMatchObject({ outcome: 'publicityEnded' });
});

test('a repair that is granted ends the record’s own life: its workflow reads its file again and ends', async () => {
  await publish('L5', 150);
  const at = await rig.now();
  const { caseId } = await does('repair', 'L5', 'apply', AGENT, application('L5', at.slice(0, 10)), null);
  await does('repair', 'L5', 'accept', HANDLER, {}, caseId);
  await does('repair', 'L5', 'propose', HANDLER, { outcome: 'grant', findings: '属实' }, caseId);
  await does('repair', 'L5', 'confirm', REVIEWER, { approve: true }, caseId);
  await rig.ended('record', 'L5');
  expect(await file('L5')).toMatchObject({ stage: 'closed', outcome: 'repaired', instructions: [] });
  expect(await statusOf('L5')).toBe('repaired');
});

test('a site that does not answer at the maximum: its clock turns red, and the file waits for it', async () => {
  rig.world = (item) => (item.kind === 'instruction' && item.id.endsWith('-i1') ? 'accepted' : 'done');
  await publish('L6', 360);
  await rig.pass(30);
  const ending = await file('L6');
  expect(ending).toMatchObject({ stage: 'ending', instructions: [{ state: 'accepted' }, { state: 'done' }] });
  expect(ending.terms.find((t) => t.instructionId === ending.instructions[0]?.id)).toMatchObject({
    fired: 'overdue',
    status: 'running',
  });
  const report = { instructionId: ending.instructions[0]?.id, outcome: 'done', receipt: '已停止公示', detail: null };
  await rig.signal(
    'record',
    'L6',
    act('report', actor('site', 'departmentSystem', null, 'credit-china'), report, {
      at: await rig.now(),
      caseId: ending.caseId,
    }),
  );
  await rig.ended('record', 'L6');
});

test('a named person’s record begins, rests, comes back and ends with the entry on which it hangs', async () => {
  rig.world = () => 'done';
  const { owner, pool } = rig.db;
  await furnishNetwork(owner);
  await owner.query(`insert into party (id, name, region, adapter, url)
    values ('rsj', 'rsj', '320800', 'http', 'http://127.0.0.1:9/')`);
  await owner.query(
    `insert into party_role (region, party, role, about) values ('320800', 'rsj', 'implementer', '{appointmentLimit}')`,
  );
  const list = '生态环境领域严重失信主体名单';
  const at = await rig.now();
  await addMatter(owner, {
    id: 'L7',
    severity: 'serious',
    decisionDate: dayBefore(at, 3),
    status: 'published',
    list,
    parties: [],
  });
  await owner.query(
    `insert into subject (id, kind, code_kind, code, name) values ('P7', 'person', 'personKey', $1, '赵示例')`,
    ['7'.repeat(64)],
  );
  await owner.query(
    `insert into linked_record (id, parent, subject_id, office) values ('L7-p1', 'L7', 'P7', 'principal')`,
  );
  const enforced = { ...ENFORCED, measures: ['procurementBan', 'appointmentLimit'], months: null };
  await rig.signal('record', 'L7', act('publish', SYSTEM, enforced, { at, id: 'publish-L7' }));
  await rig.pass(0.1);
  const measure = async (): Promise<unknown> =>
    (await pool.query(`select wish, in_force from measure where record_id = 'L7-p1'`)).rows;
  expect(await measure()).toEqual([{ wish: 'applied', in_force: true }]);

  const objection = act('object', AGENT, OBJECTION, { at: await rig.now() });
  const raised = await rig.send('objection', 'L7', objection, 'o1');
  await rig.pass(0.1);
  expect(await measure()).toEqual([{ wish: 'suspended', in_force: false }]);
  const caseId = raised.kind === 'committed' ? raised.answer.caseId : null;
  await rig.send(
    'objection',
    'L7',
    act('withdrawObjection', AGENT, { reason: '不再主张' }, { at: await rig.now(), caseId }),
    'o1',
  );
  await rig.pass(0.1);
  expect(await measure()).toEqual([{ wish: 'applied', in_force: true }]);

  await rig.ended('record', 'L7');
  await rig.ended('record', 'L7-p1');
  expect(await file('L7-p1')).toMatchObject({ stage: 'closed', outcome: 'publicityEnded' });
  expect([await statusOf('L7'), await statusOf('L7-p1'), await measure()]).toEqual([
    'ended',
    'ended',
    [{ wish: 'lifted', in_force: false }],
  ]);
});

test('a penalty that is shown no longer is objected to: what rests on it rests until the result, and the file closes again', async () => {
  const parties = [
    { id: 'credit-china', adapter: 'http', effects: ['endPublicity'] },
    { id: 'tech-office', adapter: 'http', effects: ['liftMeasures'] },
  ] as const;
  await rig.db.owner.query(`insert into party (id, name, region, adapter, url)
    values ('tech-office', 'tech-office', '320800', 'http', 'http://127.0.0.1:9/') on conflict do nothing`);
  await publish('L8', 400, { parties });
  await rig.ended('record', 'L8');
  const files = async (): Promise<readonly CaseState[]> =>
    (
      await rig.db.pool.query<{ state: CaseState }>(
        `select state from case_file where record_id = 'L8' and process = 'record' order by opened_at`,
      )
    ).rows.map((row) => row.state);
  const measures = async (): Promise<unknown> =>
    (await rig.db.pool.query(`select party, wish, in_force from measure where record_id = 'L8'`)).rows;
  expect(await measures()).toEqual([{ party: 'tech-office', wish: 'applied', in_force: true }]);

  const objected = await rig.send('objection', 'L8', act('object', AGENT, OBJECTION, { at: await rig.now() }), 'o1');
  const caseId = objected.kind === 'committed' ? objected.answer.caseId : null;
  for (let n = 0; n < 50 && (await files()).at(-1)?.instructions[0]?.state !== 'done'; n += 1) await rig.pass(0.01);
  const [before, during, ...more] = await files();
  expect([before?.stage, during?.stage, more]).toEqual(['closed', 'ending', []]);
  expect(during?.instructions.map((i) => `${i.party} ${i.effect} ${i.state}`)).toEqual([
    'tech-office suspendMeasure done',
  ]);
  expect(await measures()).toEqual([{ party: 'tech-office', wish: 'suspended', in_force: false }]);

  const at = await rig.now();
  await rig.send('objection', 'L8', act('withdrawObjection', AGENT, { reason: '不再主张' }, { at, caseId }), 'o1');
  await rig.ended('record', 'L8');
  const [, after] = await files();
  expect(after).toMatchObject({ stage: 'closed', outcome: 'publicityEnded' });
  expect(after?.instructions.map((i) => `${i.effect} ${i.state}`)).toEqual([
    'suspendMeasure done',
    'resumeMeasure done',
  ]);
  expect(await measures()).toEqual([{ party: 'tech-office', wish: 'applied', in_force: true }]);
});
