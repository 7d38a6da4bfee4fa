/** A listing from its proposal to the record that is enforced, through the API: who may do what, and who sees nothing. */
import { usccCheckDigit } from '../../domain/record/subject.js';
import { moving, type Moving } from './moving.js';
import { as, createWorld, PEOPLE, type World } from './support.js';

const BODY = '91320800MA0XTL017';
const USCC = `${BODY}${usccCheckDigit(BODY) ?? ''}`;
const agent = { sub: 'agent-listing', roles: ['enterpriseAgent'], uscc: USCC };
const second = { ...PEOPLE.reviewer, sub: 'handler' };

const BEGUN = '2026-09-01T02:00:00.000Z';
let world: World;
let house: Moving;
beforeAll(async () => {
  world = await createWorld();
  const { owner } = world.database;
  await owner.query(`insert into party_role (region, party, role, about) values
    ('320800', 'credit-huaian', 'site', '{}'), ('320800', 'huaian-kjj', 'implementer', '{honourLimit,appointmentLimit}')`);
  house = await moving(world, 'listing', BEGUN);
});
beforeEach(() => {
  house.now = BEGUN;
});
afterAll(() => world.close());

const matter = (more: object = {}): object => ({
  subject: { code: USCC, name: '示例化工公司' },
  ...{ title: '拒不履行处罚决定', list: 'environment', facts: '超标排放,拒不改正', basis: '国办发〔2020〕49号(六)' },
  ...{ measures: ['honourLimit'], months: 24, electronicService: true },
  ...more,
});
const DECISION = {
  ...{ outcome: 'list', findings: '属实', measures: ['honourLimit'], months: 24 },
  contents: { facts: '事由', basis: '依据', measuresHint: '提示', exitConditions: '移出', remedies: '救济' },
};
const opened = async (more: object = {}): Promise<string> => {
  const answer = await house.post(PEOPLE.handler, '/listings', matter(more));
  expect(answer).toMatchObject({ status: 201, body: { process: 'listing', stage: 'noticing' } });
  return String(answer.body['caseId']);
};
test('a lawful way: told, heard, answered, decided by two, delivered with the repair guide, and enforced', async () => {
  const caseId = await opened();
  const notice = await house.notice(PEOPLE.handler, caseId, 'listingNotice');
  expect(await house.offered(PEOPLE.handler, caseId)).toEqual([
    'confirmAddress',
    'dropProposal',
    'proposeDecision',
    'proposeVoid',
    'recordService',
  ]);
  expect(await house.offered(agent, caseId)).toEqual(['confirmAddress', 'recordService']);
  expect(await house.act(PEOPLE.handler, caseId, 'proposeDecision', DECISION)).toMatchObject({
    body: { code: 'NOTICE_NOT_SERVED' },
  });
  const served = await house.act(agent, caseId, 'recordService', {
    noticeId: notice,
    method: 'portal',
    evidence: '网上查阅',
  });
  expect(served.body).toMatchObject({ stage: 'stating', due: [{ kind: 'statement', due: '2026-09-08' }] });

  expect(await house.offered(agent, caseId)).toEqual(['confirmAddress', 'state', 'waive']);
  expect(await house.act(PEOPLE.handler, caseId, 'state', { grounds: [{ text: '已改正' }] })).toMatchObject({
    status: 403,
  });
  expect(
    (await house.act(agent, caseId, 'state', { grounds: [{ text: '已改正' }, { text: '数额有误' }] })).status,
  ).toBe(200);
  house.now = '2026-09-09T02:00:00.000Z';
  await house.passes(caseId, 'listing', 'statement');
  expect(await house.offered(agent, caseId)).toEqual(['confirmAddress']);
  expect(await house.act(PEOPLE.handler, caseId, 'proposeDecision', DECISION)).toMatchObject({
    status: 422,
    body: { code: 'GROUND_UNANSWERED', details: { count: '2' } },
  });
  const answers = ['g1', 'g2'].map((ground) => ({ ground, accepted: false, reason: '经复核不成立' }));
  expect((await house.act(PEOPLE.handler, caseId, 'answerGrounds', { answers })).status).toBe(200);
  expect((await house.act(PEOPLE.handler, caseId, 'proposeDecision', DECISION)).body).toMatchObject({
    stage: 'proposed',
  });
  expect(await house.offered(second, caseId)).toEqual(['reassign']);
  expect(await house.act(second, caseId, 'confirm', { approve: true })).toMatchObject({
    body: { code: 'SAME_PERSON' },
  });
  expect(await house.offered(PEOPLE.reviewer, caseId)).toEqual(['confirm', 'reassign']);
  const confirmed = await house.act(PEOPLE.reviewer, caseId, 'confirm', { approve: true });
  expect(confirmed.body).toMatchObject({
    stage: 'delivering',
    notices: [{ kind: 'listingDecision' }, { kind: 'repairGuide' }],
  });
  const delivered = await house.act(agent, caseId, 'recordService', {
    ...{
      noticeId: await house.notice(PEOPLE.handler, caseId, 'listingDecision'),
      method: 'portal',
      evidence: '网上查阅',
    },
  });
  expect(delivered.body).toMatchObject({ stage: 'closed', outcome: 'listed', moved: ['record'] });
  const { body } = await house.see(PEOPLE.handler, caseId);
  expect((body['notices'] as { service: object | null }[]).every((n) => n.service !== null)).toBe(true);
  const told = await house.paper(notice);
  for (const part of ['超标排放,拒不改正', '限制参加评先评优(最长24个月)', '陈述、申辩', '5个工作日(待确认)'])
    expect(told).toContain(part);
  const decision = await house.paper(await house.notice(PEOPLE.handler, caseId, 'listingDecision'));
  const answered = '对陈述、申辩意见的复核:(1)已改正:不予采纳,经复核不成立;(2)数额有误:不予采纳,经复核不成立。';
  for (const part of [answered, '一、事由', '五、救济措施', '申请行政复议']) expect(decision).toContain(part);
  expect(body['record']).toMatchObject({ status: 'published', decisionDate: '2026-09-09', severity: 'serious' });
  const tasks = await as(world, PEOPLE.workbench, 'GET', '/instructions');
  expect(tasks.body['items']).toMatchObject([{ effect: 'applyMeasure', party: 'huaian-kjj' }]);
});

test('a ground that was found right leaves no way to list; the paper not to list is confirmed by another', async () => {
  const caseId = await opened();
  const notice = await house.notice(PEOPLE.handler, caseId, 'listingNotice');
  await house.act(PEOPLE.handler, caseId, 'recordService', {
    noticeId: notice,
    method: 'receipt',
    evidence: '送达回证',
  });
  await house.act(agent, caseId, 'state', { grounds: [{ text: '处罚已被撤销' }] });
  await house.act(agent, caseId, 'waive');
  await house.act(PEOPLE.handler, caseId, 'answerGrounds', {
    answers: [{ ground: 'g1', accepted: true, reason: '复议决定书已撤销' }],
  });
  expect(await house.act(PEOPLE.handler, caseId, 'proposeDecision', DECISION)).toMatchObject({
    body: { code: 'GROUND_NOT_ADOPTED', details: { grounds: '处罚已被撤销' } },
  });
  expect((await house.act(PEOPLE.handler, caseId, 'dropProposal', { reasons: '申辩成立' })).body).toMatchObject({
    stage: 'deliberating',
    outcome: null,
  });
  expect(await house.offered(PEOPLE.reviewer, caseId)).toEqual(['confirm', 'reassign']);
  const dropped = await house.act(PEOPLE.reviewer, caseId, 'confirm', { approve: true });
  expect(dropped.body).toMatchObject({ outcome: 'notListed', notices: [{ kind: 'noListingDecision' }] });
  const paper = await house.paper(await house.notice(PEOPLE.handler, caseId, 'noListingDecision'));
  for (const part of ['(1)处罚已被撤销:采纳,复议决定书已撤销', '不将你单位列入', '理由:申辩成立'])
    expect(paper).toContain(part);
  expect((await house.see(PEOPLE.handler, caseId)).body['record']).toMatchObject({ status: 'dropped' });
});

test('an announcement serves when its days are over, and the case shows the day', async () => {
  const caseId = await opened({ electronicService: false });
  const notice = await house.notice(PEOPLE.handler, caseId, 'listingNotice');
  const said = { noticeId: notice, method: 'announcement', evidence: '本单位网站公告' };
  expect((await house.act(agent, caseId, 'recordService', said)).body).toMatchObject({ code: 'PORTAL_ONLY' });
  expect((await house.act(PEOPLE.handler, caseId, 'recordService', said)).body).toMatchObject({ stage: 'noticing' });
  const { body } = await house.see(PEOPLE.handler, caseId);
  expect(body['notices']).toMatchObject([
    { service: { methodText: '公告送达', servedAt: '2026-10-08T15:59:00.000Z' } },
  ]);
  const clock = (body['terms'] as { kind: string }[]).find((t) => t.kind === 'announcement');
  expect(clock).toMatchObject({ due: '2026-10-08', kindText: '公告期满,视为送达', status: 'running' });
  house.now = '2026-10-08T16:00:00.000Z';
  await house.passes(caseId, 'listing', 'announcement');
  expect((await house.see(PEOPLE.handler, caseId)).body).toMatchObject({ stage: 'stating' });
});

test('handed down from above: known by the number of its own document, shared below and enforced', async () => {
  const said = { documentNumber: '苏环信〔2026〕7号', decidedOn: '2026-08-20' };
  const answer = await house.post(PEOPLE.handler, '/listings/received', matter(said));
  expect(answer).toMatchObject({ status: 201, body: { stage: 'verifyingReceived' } });
  const caseId = String(answer.body['caseId']);
  expect(await house.offered(PEOPLE.handler, caseId)).toEqual(['confirmAddress', 'verifyReceived']);
  const verified = await house.act(PEOPLE.handler, caseId, 'verifyReceived', {
    confirmed: true,
    reasons: '与上级文件一致',
  });
  expect(verified.body).toMatchObject({ outcome: 'listed', moved: ['record'] });
  const { body } = await house.see(PEOPLE.handler, caseId);
  expect(body['record']).toMatchObject({ documentNumber: '苏环信〔2026〕7号', decisionDate: '2026-08-20' });
  const recordId = (body['record'] as { id: string }).id;
  const tasks = await as(world, PEOPLE.workbench, 'GET', '/instructions?limit=200');
  const about = (tasks.body['items'] as { recordId: string; effect: string }[]).filter((i) => i.recordId === recordId);
  expect(about.map((i) => i.effect).sort()).toEqual(['applyMeasure', 'share']);
});

test('responsible persons are named by office and number; their measures are told apart from the company’s own', async () => {
  const said = { documentNumber: '苏环信〔2026〕8号', decidedOn: '2026-08-20', measures: ['appointmentLimit'] };
  expect(await house.post(PEOPLE.handler, '/listings/received', matter(said))).toMatchObject({
    body: { code: 'RESPONSIBLE_MISSING' },
  });
  const answer = await house.post(
    PEOPLE.handler,
    '/listings/received',
    matter({ ...said, responsible: [{ office: 'legalRepresentative' }] }),
  );
  const caseId = String(answer.body['caseId']);
  await house.act(PEOPLE.handler, caseId, 'verifyReceived', { confirmed: true, reasons: '与上级文件一致' });
  const { body } = await house.see(PEOPLE.handler, caseId);
  const record = (body['record'] as { id: string }).id;
  const lives = await as(world, PEOPLE.handler, 'GET', `/cases?process=record&record=${record}`);
  const [life] = lives.body['items'] as { caseId: string }[];
  const { body: enforced } = await house.see(PEOPLE.handler, life?.caseId ?? '');
  expect(enforced['measures']).toMatchObject([
    { code: 'appointmentLimit', name: expect.stringContaining('法定代表人1名'), party: 'huaian-kjj' },
  ]);
  const counter = await as(world, PEOPLE.handler, 'GET', `/screening?uscc=${USCC}&matter=appointment`);
  expect(counter.body).toMatchObject({ known: true, answer: 'nothing' });
});

test('another department neither sees it nor acts on it, and nobody lists what it does not keep', async () => {
  const caseId = await opened();
  expect((await house.see(PEOPLE.elsewhere, caseId)).status).toBe(404);
  expect((await house.see({ ...agent, uscc: '91320800MA0DEM0217' }, caseId)).status).toBe(404);
  expect((await house.act(PEOPLE.elsewhere, caseId, 'dropProposal', { reasons: '不成立' })).status).toBe(404);
  expect((await house.post(PEOPLE.reviewer, '/listings', matter())).status).toBe(403);
  expect(await house.post(PEOPLE.handler, '/listings', matter({ list: 'tax' }))).toMatchObject({
    body: { code: 'LIST_NOT_IN_CATALOGUE' },
  });
  const wrong = { subject: { code: `${BODY}#`, name: '示例化工公司' } };
  expect((await house.post(PEOPLE.handler, '/listings', matter(wrong))).status).toBe(400);
});
