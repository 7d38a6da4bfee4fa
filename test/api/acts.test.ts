import { furnish } from '../support/scene.js';
import { addRecord, applicationFor, as, createWorld, NOW, PEOPLE, usccOf, type Sent, type World } from './support.js';

let world: World;
let uscc: string;
const agent = () => ({ sub: 'agent', roles: ['enterpriseAgent'], uscc });

beforeAll(async () => {
  world = await createWorld();
  for (const id of ['R1', 'R2', 'R3', 'R4', 'R5', 'R6']) await addRecord(world.database.owner, { id });
  await addRecord(world.database.owner, { id: 'YOUNG', decisionDate: '2026-07-30' });
  uscc = await usccOf(world, 'R1');
});
afterAll(() => world.close());

const apply = (who: object, record: string, key: string, more: object = {}): Promise<Sent> =>
  as(world, who, 'POST', '/repairs', applicationFor(record, more), key);
const act = (who: object, caseId: unknown, name: string, body: object, key = `key-${name}-1`): Promise<Sent> =>
  as(world, who, 'POST', `/cases/${String(caseId)}/acts/${name}`, body, key);

test('a repair from application to decision, and its parties report', async () => {
  const applied = await apply(agent(), 'R1', 'application-1');
  expect(applied.status).toBe(201);
  expect(applied.body).toMatchObject({ act: 'apply', stage: 'applied', version: 1, effectiveAt: NOW });
  const { caseId } = applied.body;
  expect(applied.headers['location']).toBe(`/api/v1/cases/${String(caseId)}`);

  expect((await act(PEOPLE.handler, caseId, 'accept', { version: 1 })).body).toMatchObject({
    stage: 'verifying',
    version: 2,
  });
  const proposed = await act(PEOPLE.handler, caseId, 'propose', {
    version: 2,
    outcome: 'grant',
    findings: '义务已履行',
  });
  expect(proposed.body).toMatchObject({ stage: 'proposed' });
  const seen = await as(world, agent(), 'GET', `/cases/${String(caseId)}`);
  expect(seen.body).toMatchObject({ stage: 'proposed', stageText: '待复核', proposal: null, handler: null });
  const granted = await act(PEOPLE.reviewer, caseId, 'confirm', { version: 3, approve: true });
  expect(granted.status).toBe(200);
  expect(granted.body['instructions']).toHaveLength(4);

  const effect = { party: 'huaian-kjj', partyName: 'huaian-kjj', effect: 'liftMeasures', effectText: '解除惩戒措施' };
  const lifted = { title: '落实修复结果 · huaian-kjj · 解除惩戒措施', instruction: effect, dueToday: false };
  const due = await as(world, PEOPLE.supervisor, 'GET', '/terms?process=repair&holder=huaian-kjj');
  expect(due.body['items']).toMatchObject([{ ...lifted, caseId, standingText: '还剩 2 个工作日' }]);
  const { body: file } = await as(world, PEOPLE.supervisor, 'GET', `/cases/${String(caseId)}`);
  const terms = file['terms'] as { holder: string; kind: string; standingText: string }[];
  expect(terms.find((t) => t.holder === 'huaian-kjj')).toMatchObject(lifted);
  expect(terms.find((t) => t.kind === 'acceptance')).toMatchObject({
    standingText: '按时办结',
    holderName: '淮安市生态环境局',
    instruction: null,
  });

  const mine = await as(world, PEOPLE.site, 'GET', '/instructions');
  const [first] = mine.body['items'] as { id: string; party: string }[];
  expect(new Set((mine.body['items'] as { party: string }[]).map((i) => i.party))).toEqual(new Set(['credit-china']));
  const report = { reportId: 'CC-1', outcome: 'done', receipt: 'OK-1' };
  const url = `/instructions/${String(first?.id)}/feedback`;
  expect((await as(world, PEOPLE.site, 'POST', url, report)).status).toBe(202);
  expect((await as(world, PEOPLE.site, 'POST', url, report)).status).toBe(202);
  expect(await as(world, PEOPLE.site, 'POST', url, { ...report, receipt: 'OK-2' })).toMatchObject({
    status: 422,
    body: { code: 'KEY_REUSED' },
  });
  const after = await as(world, PEOPLE.site, 'GET', '/instructions?state=done');
  expect(after.body['items']).toMatchObject([{ id: first?.id, receipt: 'OK-1', stateText: '已落实' }]);

  const manual = await as(world, PEOPLE.workbench, 'GET', '/instructions');
  const [task] = manual.body['items'] as { id: string }[];
  const done = await as(world, PEOPLE.workbench, 'POST', `/instructions/${String(task?.id)}/feedback`, {
    reportId: 'K-1',
    outcome: 'done',
    detail: '已恢复资格',
  });
  expect(done).toMatchObject({ status: 200, body: { act: 'report' } });

  const journal = await as(world, agent(), 'GET', `/cases/${String(caseId)}/journal`);
  const entries = journal.body['items'] as { act: string; actor: string | null; payload: unknown }[];
  expect(entries.map((e) => e.act).slice(0, 4)).toEqual(['apply', 'accept', 'propose', 'confirm']);
  expect(entries[2]).toMatchObject({ actor: null, payload: null });
  expect(entries[0]?.actor).toBe('agent');
  const whole = await as(world, PEOPLE.auditor, 'GET', `/cases/${String(caseId)}/journal?limit=200`);
  expect((whole.body['items'] as { payload: unknown }[])[2]?.payload).toMatchObject({ findings: '义务已履行' });
  const about = (body: Record<string, unknown>) => (body['items'] as { about: string[] }[]).map((e) => e.about);
  expect(about(whole.body)[2]).toEqual(['拟准予']);
  expect(about(journal.body)[2]).toEqual([]);
  expect(about(journal.body)[3]).toEqual([
    expect.stringContaining('下达指令 4 项:'),
    '制发信用修复决定书 淮环信修决〔2026〕1号',
  ]);
  expect(about(journal.body)[4]?.[0]).toMatch(/^credit-china · .*:已落实,OK-1$/);
});

test('the same key is answered the same, with another request it is refused', async () => {
  const first = await apply(PEOPLE.clerk, 'R2', 'same-key-1');
  const again = await apply(PEOPLE.clerk, 'R2', 'same-key-1');
  expect(again).toMatchObject({ status: 201, body: first.body });
  const other = await apply(PEOPLE.clerk, 'R2', 'same-key-1', { receivedOn: '2026-08-17' });
  expect(other).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
  const { rows } = await world.database.pool.query(`select from case_file where record_id = 'R2'`);
  expect(rows).toHaveLength(1);
});

test('a stored answer is not shown to whom the case is closed', async () => {
  const first = await apply(PEOPLE.clerk, 'R3', 'stored-key-1');
  const { caseId } = first.body;
  expect((await act(PEOPLE.handler, caseId, 'accept', { version: 1 }, 'stored-key-2')).status).toBe(200);
  const moved = { ...PEOPLE.handler, department: 'sjz-sthj' };
  expect(await act(moved, caseId, 'accept', { version: 1 }, 'stored-key-2')).toMatchObject({
    status: 404,
    body: { code: 'NOT_FOUND' },
  });
});

test('refusals are problems with code, article and details', async () => {
  expect(await apply(PEOPLE.clerk, 'YOUNG', 'too-early-1')).toMatchObject({
    status: 422,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    body: { code: 'BEFORE_MINIMUM', details: { earliest: '2026-10-31' }, type: 'urn:xinxiu:problem:BEFORE_MINIMUM' },
  });
  const { caseId } = (await apply(PEOPLE.clerk, 'R4', 'refusals-1')).body;
  expect(await apply(PEOPLE.clerk, 'R4', 'refusals-2')).toMatchObject({ status: 409, body: { code: 'CASE_OPEN' } });
  expect(await act(PEOPLE.reviewer, caseId, 'confirm', { version: 1, approve: true })).toMatchObject({
    status: 409,
    body: { code: 'WRONG_STAGE' },
  });
  const { body } = await act(PEOPLE.handler, caseId, 'accept', { version: 1 });
  expect(body['version']).toBe(2);
  expect(await act(PEOPLE.handler, caseId, 'propose', { version: 1, outcome: 'grant', findings: '是' })).toMatchObject({
    status: 409,
    body: { code: 'VERSION_CONFLICT' },
  });
});

test('paper is entered for its own day, by those who enter paper', async () => {
  const paper = await apply(PEOPLE.clerk, 'R5', 'paper-1-key', { effectiveOn: '2026-08-19' });
  expect(paper.body['effectiveAt']).toBe('2026-08-19T04:00:00.000Z');
  const entered = await as(world, PEOPLE.clerk, 'GET', `/cases/${String(paper.body['caseId'])}/journal`);
  expect(entered.body['items']).toMatchObject([{ fromPaper: true, receivedAt: NOW, actorRoleText: '窗口人员' }]);
  const agentOf = { sub: 'agent-6', roles: ['enterpriseAgent'], uscc: await usccOf(world, 'R6') };
  expect(await apply(agentOf, 'R6', 'paper-2-key', { effectiveOn: '2026-08-19' })).toMatchObject({ status: 403 });
  expect(await apply(PEOPLE.clerk, 'R6', 'paper-3-key', { effectiveOn: '2026-08-21' })).toMatchObject({
    status: 422,
    body: { code: 'DATE_IN_FUTURE' },
  });
  expect(await apply(PEOPLE.clerk, 'R6', 'paper-4-key', { effectiveOn: '2026-08-20' })).toMatchObject({
    status: 201,
    body: { effectiveAt: NOW },
  });
});

test('a site pushes only its own channel, a company only for itself', async () => {
  expect(await apply(PEOPLE.site, 'R4', 'channel-1-key')).toMatchObject({ status: 403 });
  expect(await apply(PEOPLE.workbench, 'R4', 'channel-2-key', { channel: 'credit-china' })).toMatchObject({
    status: 403,
  });
  expect(await apply(PEOPLE.site, 'R4', 'channel-3-key', { channel: 'credit-china' })).toMatchObject({
    body: { code: 'CASE_OPEN' },
  });
  expect(await apply(PEOPLE.site, 'R4', 'channel-5-key', { channel: 'necips' })).toMatchObject({ status: 403 });
  expect(await apply(agent(), 'R4', 'channel-4-key')).toMatchObject({ status: 404 });
});

test('公示系统 pushes what was handed in to it', async () => {
  const necips = { id: 'necips', adapter: 'http', effects: ['endPublicity'] } as const;
  await furnish(world.database.owner, [necips]);
  await addRecord(world.database.owner, { id: 'R8', parties: [necips] });
  const system = { sub: 'necips', roles: ['departmentSystem'], party: 'necips' };
  expect(await apply(system, 'R8', 'necips-1-key', { channel: 'credit-china' })).toMatchObject({ status: 403 });
  expect(await apply(system, 'R8', 'necips-2-key', { channel: 'necips' })).toMatchObject({ status: 201 });
});

test('availableActs are what the caller may do now', async () => {
  const { caseId } = (await apply(PEOPLE.clerk, 'R3', 'available-1')).body;
  const [open] = (await as(world, PEOPLE.handler, 'GET', '/cases?record=R4')).body['items'] as { caseId: string }[];
  expect(caseId ?? open?.caseId).toBeDefined();
  const offered = async (who: object): Promise<string[]> => {
    const file = await as(world, who, 'GET', `/cases/${String(open?.caseId)}`);
    return (file.body['availableActs'] as { act: string }[]).map((a) => a.act);
  };
  expect(await offered(PEOPLE.handler)).toEqual([
    'propose',
    'recordService',
    'extend',
    'confirmAddress',
    'proposeVoid',
  ]);
  expect(await offered(PEOPLE.reviewer)).toEqual(['reassign']);
  expect(await offered(PEOPLE.clerk)).toEqual(['withdraw', 'recordService', 'confirmAddress']);
  expect(await offered(PEOPLE.supervisor)).toEqual([]);
});

test('a preview says when, why and whom', async () => {
  const early = await as(world, PEOPLE.clerk, 'GET', '/repairs/preview?record=YOUNG');
  expect(early.body).toMatchObject({ lawful: false, earliest: '2026-10-31', reasons: [{ code: 'BEFORE_MINIMUM' }] });
  const later = await as(world, PEOPLE.clerk, 'GET', '/repairs/preview?record=YOUNG&asOf=2026-11-02');
  expect(later.body).toMatchObject({ lawful: true, asOf: '2026-11-02' });
  const kinds = (later.body['terms'] as { kind: string; due: string }[]).map((t) => [t.kind, t.due]);
  expect(kinds).toEqual([
    ['acceptance', '2026-11-05'],
    ['verification', '2026-11-11'],
    ['result', '2026-11-16'],
  ]);
  expect((later.body['parties'] as { party: string }[]).map((p) => p.party)).toEqual([
    'credit-china',
    'credit-huaian',
    'huaian-kjj',
  ]);
});
