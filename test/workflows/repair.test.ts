import type { ActAnswer, ActResult } from '../../contract/messages.js';
import { createRig, type Rig } from '../support/rig.js';
import { act, addRecord, AGENT, application, actor, HANDLER, REVIEWER } from '../support/scene.js';

let rig: Rig;
beforeAll(async () => {
  rig = await createRig();
});
afterAll(() => rig.close());

const committed = (result: ActResult): ActAnswer => {
  if (result.kind !== 'committed') throw new Error(`not committed: ${JSON.stringify(result)}`);
  return result.answer;
};
const dayBefore = (instant: string, days: number): string =>
  new Date(Date.parse(instant) - days * 86_400_000).toISOString().slice(0, 10);

async function apply(recordId: string): Promise<ActAnswer> {
  const at = await rig.now();
  await addRecord(rig.db.owner, { id: recordId, decisionDate: dayBefore(at, 150) });
  return committed(
    await rig.send('repair', recordId, act('apply', AGENT, application(recordId, at.slice(0, 10)), { at })),
  );
}
async function does(
  recordId: string,
  name: string,
  by: typeof HANDLER,
  payload: object,
  caseId: string,
): Promise<ActAnswer> {
  return committed(await rig.send('repair', recordId, act(name, by, payload, { at: await rig.now(), caseId })));
}
test('apply, accept, propose, confirm: three effects with receipts, then the case is closed', async () => {
  const { caseId } = await apply('W1');
  await does('W1', 'accept', HANDLER, {}, caseId);
  await does('W1', 'propose', HANDLER, { outcome: 'grant', findings: '属实' }, caseId);
  const granted = await does('W1', 'confirm', REVIEWER, { approve: true }, caseId);
  const manual = (
    await rig.db.pool.query<{ id: string }>(`select id from instruction where case_id = $1 and adapter = 'manual'`, [
      caseId,
    ])
  ).rows[0];
  await rig.signal(
    'repair',
    'W1',
    act(
      'report',
      actor('kjj', 'departmentSystem', null, 'huaian-kjj'),
      { instructionId: manual?.id, outcome: 'done', receipt: '已解除', detail: null },
      { at: await rig.now(), caseId },
    ),
  );
  await rig.ended('repair', 'W1');
  const { rows } = await rig.db.pool.query('select stage, outcome from case_file where id = $1', [caseId]);
  expect(rows).toEqual([{ stage: 'closed', outcome: 'repaired' }]);
  const pending = await rig.db.pool.query(
    `select count(*)::int as n from instruction where case_id = $1 and state <> 'done'`,
    [caseId],
  );
  expect(pending.rows).toEqual([{ n: 0 }]);
  expect(granted.instructions).toHaveLength(4);
});

test('a refused application leaves no workflow', async () => {
  const at = await rig.now();
  await addRecord(rig.db.owner, { id: 'W2', decisionDate: dayBefore(at, 20) });
  const result = await rig.send('repair', 'W2', act('apply', AGENT, application('W2', at.slice(0, 10)), { at }));
  expect(result).toMatchObject({ kind: 'refused', refusal: { code: 'BEFORE_MINIMUM' } });
  await rig.ended('repair', 'W2');
});

test('nobody answers: the terms warn, escalate, and each holder is reminded once a rung', async () => {
  const { caseId } = await apply('W3');
  await rig.pass(40);
  const { rows } = await rig.db.pool.query<{ rung: string; kind: string }>(
    `select t->>'kind' as kind, t->>'fired' as rung from case_file, jsonb_array_elements(state->'terms') as t where id = $1 order by 1`,
    [caseId],
  );
  expect(rows).toEqual([
    { kind: 'acceptance', rung: 'overdue' },
    { kind: 'result', rung: 'overdue' },
  ]);
  const reminders = rig.sent
    .filter((d) => d.kind === 'reminder' && d.id.startsWith(caseId))
    .map((d) => `${d.id.slice(-2)} ${d.rung}`);
  expect(reminders.sort()).toEqual([
    't1 T',
    't1 T-1',
    't1 T-2',
    't1 overdue',
    't2 T',
    't2 T-1',
    't2 T-2',
    't2 overdue',
  ]);
  await does('W3', 'withdraw', AGENT, { reason: '不再申请' }, caseId);
  await rig.ended('repair', 'W3');
});

test('补正 not supplied in the applicant’s own term: the application is terminated with a paper', async () => {
  const { caseId } = await apply('W4');
  const asked = await does('W4', 'requestSupplement', HANDLER, { items: ['补交缴款凭证'] }, caseId);
  await rig.pass(30);
  // Paused clocks do not remind; who has not served the paper is reminded.
  const told = rig.sent.filter((d) => d.kind === 'reminder' && d.id.startsWith(caseId)).map((d) => d.id.slice(-2));
  expect(new Set(told)).toEqual(new Set(['t3']));
  await does(
    'W4',
    'recordService',
    AGENT,
    { noticeId: asked.notices[0]?.id, method: 'portal', evidence: '网上查阅' },
    caseId,
  );
  await rig.ended('repair', 'W4');
  const { rows } = await rig.db.pool.query('select outcome from case_file where id = $1', [caseId]);
  expect(rows).toEqual([{ outcome: 'terminated' }]);
  expect(rig.sent.filter((d) => d.kind === 'notice' && d.id.startsWith(caseId))).toHaveLength(2);
});

test('补正 supplied: the clocks run again from complete papers and remind again', async () => {
  const { caseId } = await apply('W5');
  await does('W5', 'requestSupplement', HANDLER, { items: ['补交缴款凭证'] }, caseId);
  await rig.pass(3);
  await does(
    'W5',
    'supplement',
    AGENT,
    { documents: [{ kind: 'fulfilment', name: '凭证.pdf', sha256: 'a'.repeat(64) }] },
    caseId,
  );
  await rig.pass(20);
  // The paper's own service term may have run out too: that depends on the weekday.
  const overdue = rig.sent.filter((d) => d.kind === 'reminder' && d.rung === 'overdue').map((d) => d.id);
  expect(overdue).toEqual(expect.arrayContaining([`${caseId}-t1`, `${caseId}-t2`]));
  await does('W5', 'refuseAcceptance', HANDLER, { reasons: '义务未履行完毕' }, caseId);
  await rig.ended('repair', 'W5');
});

test('a dead party delays nobody else and is asked until it answers', async () => {
  let dead = true;
  rig.world = (item) => (dead && item.kind === 'instruction' && item.id.endsWith('-i1') ? 'unreachable' : 'done');
  const { caseId } = await apply('W6');
  await does('W6', 'accept', HANDLER, {}, caseId);
  await does('W6', 'propose', HANDLER, { outcome: 'grant', findings: '属实' }, caseId);
  await does('W6', 'confirm', REVIEWER, { approve: true }, caseId);
  await rig.pass(0.2);
  const states = async (): Promise<string[]> =>
    (
      await rig.db.pool.query<{ state: string }>('select state from instruction where case_id = $1 order by id', [
        caseId,
      ])
    ).rows.map((r) => r.state);
  expect(await states()).toEqual(['pending', 'done', 'done', 'pending']);
  dead = false;
  await rig.pass(0.1);
  expect(await states()).toEqual(['done', 'done', 'done', 'pending']);
});

test('a party dead for a day becomes a task for a person, red for the supervisor, and can still be done', async () => {
  rig.world = (item) => (item.kind === 'instruction' ? 'unreachable' : 'done');
  const { caseId } = await apply('W7');
  await does('W7', 'accept', HANDLER, {}, caseId);
  await does('W7', 'propose', HANDLER, { outcome: 'grant', findings: '属实' }, caseId);
  const granted = await does('W7', 'confirm', REVIEWER, { approve: true }, caseId);
  await rig.pass(10);
  const { rows } = await rig.db.pool.query(
    'select state, count(*)::int as n from instruction where case_id = $1 group by 1 order by 1',
    [caseId],
  );
  expect(rows).toEqual([
    { state: 'failed', n: 3 },
    { state: 'pending', n: 1 },
  ]);
  for (const instructionId of granted.instructions) {
    await does(
      'W7',
      'report',
      actor('office', 'creditOffice'),
      { instructionId, outcome: 'done', receipt: '电话确认,截图存档', detail: null },
      caseId,
    );
  }
  await rig.ended('repair', 'W7');
});

test('a late report for a closed case is journaled', async () => {
  const { caseId } = await apply('W8');
  await does('W8', 'withdraw', AGENT, { reason: '不再申请' }, caseId);
  await rig.ended('repair', 'W8');
  await rig.signal(
    'repair',
    'W1',
    act(
      'report',
      actor('sys', 'departmentSystem', null, 'credit-china'),
      { instructionId: (await caseOf('W1')).instruction, outcome: 'done', receipt: '迟到的回执', detail: null },
      { at: await rig.now(), caseId: (await caseOf('W1')).id, id: 'late-report' },
    ),
  );
  await rig.ended('repair', 'W1');
  const { rows } = await rig.db.pool.query(`select count(*)::int as n from journal where act_id = 'late-report'`);
  expect(rows).toEqual([{ n: 1 }]);
});

async function caseOf(recordId: string): Promise<{ id: string; instruction: string }> {
  const { rows } = await rig.db.pool.query<{ id: string; instruction: string }>(
    `select c.id, i.id as instruction from case_file c join instruction i on i.case_id = c.id where c.record_id = $1 and i.party = 'credit-china' order by i.id limit 1`,
    [recordId],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('no such case');
  return row;
}
