/** A rectification from its order to the linked listing, through the API: who may do what, and who sees nothing. */
import { usccCheckDigit } from '../../domain/record/subject.js';
import { moving, type Moving } from './moving.js';
import { as, createWorld, PEOPLE, type World } from './support.js';

const BODY = '91320800MA0RCT017';
const USCC = `${BODY}${usccCheckDigit(BODY) ?? ''}`;
const agent = { sub: 'agent-rectification', roles: ['enterpriseAgent'], uscc: USCC };
const BEGUN = '2026-09-01T02:00:00.000Z';

let world: World;
let house: Moving;
beforeAll(async () => {
  world = await createWorld();
  const { owner } = world.database;
  await owner.query(`insert into party (id, name, region, adapter) values
    ('huaian-own', '本单位系统', '320800', 'manual'), ('city-platform', '市公共信用信息系统', '320800', 'manual')`);
  await owner.query(`insert into party_role (region, party, role, about) values
    ('320800', 'huaian-own', 'source', '{own}'), ('320800', 'city-platform', 'platform', '{}')`);
  house = await moving(world, 'rectification', BEGUN);
});
beforeEach(() => {
  house.now = BEGUN;
});
afterAll(() => world.close());

const sha256 = 'b'.repeat(64);
const paper = { kind: 'other', name: '整改报告.pdf', sha256 };
const order = (more: object = {}): object => ({
  subject: { code: USCC, name: '示例水泥公司' },
  ...{ title: '粉尘超标', facts: '粉尘超标排放', list: 'environment', electronicService: true },
  ...{ items: [{ text: '安装除尘设施' }, { text: '缴纳罚款' }], deadline: '2026-09-21' },
  ...more,
});

/** Ordered on 1 September and served the next day. */
async function ordered(more: object = {}): Promise<string> {
  const answer = await house.post(PEOPLE.handler, '/rectifications', order(more));
  expect(answer).toMatchObject({ status: 201, body: { process: 'rectification', stage: 'ordering' } });
  const caseId = String(answer.body['caseId']);
  house.now = '2026-09-02T02:00:00.000Z';
  const noticeId = await house.notice(PEOPLE.handler, caseId, 'rectificationOrder');
  const said = { noticeId, method: 'portal', evidence: '网上查阅' };
  expect((await house.act(agent, caseId, 'recordService', said)).body).toMatchObject({
    stage: 'rectifying',
    due: [{ kind: 'rectification', due: '2026-09-21' }],
  });
  return caseId;
}

const INTERVIEW = { at: '2026-09-28T06:30:00.000Z', place: '二楼会议室', interviewers: ['甲', '乙'] };

/** The deadline has passed and a warning interview is called; its notice is served the same day. */
async function called(caseId: string): Promise<void> {
  house.now = '2026-09-22T02:00:00.000Z';
  await house.passes(caseId, 'rectification', 'rectification');
  const said = { kind: 'warning', ...INTERVIEW };
  expect((await house.act(PEOPLE.handler, caseId, 'scheduleInterview', said)).body).toMatchObject({
    stage: 'interviewScheduled',
    notices: [{ kind: 'interviewNotice' }],
  });
  const noticeId = await house.notice(PEOPLE.handler, caseId, 'interviewNotice');
  await house.act(agent, caseId, 'recordService', { noticeId, method: 'portal', evidence: '网上查阅' });
}

test('a lawful way: reported by the party, checked, rectified, and helped on the way to repair', async () => {
  const caseId = await ordered();
  expect(await house.offered(agent, caseId)).toEqual(['confirmAddress', 'reportRectified']);
  expect(await house.offered(PEOPLE.handler, caseId)).toEqual([
    ...['assignHelper', 'confirmAddress', 'extendRectification', 'logVisit', 'withdrawOrder'],
  ]);
  expect(await house.offered(PEOPLE.office, caseId)).toEqual(['assignHelper', 'logVisit', 'reassign']);
  const items = ['z1', 'z2'].map((id) => ({ id, documents: [paper] }));
  expect((await house.act(PEOPLE.handler, caseId, 'reportRectified', { items })).status).toBe(403);
  expect((await house.act(agent, caseId, 'reportRectified', { items })).body).toMatchObject({ stage: 'checking' });
  expect((await house.act(PEOPLE.office, caseId, 'assignHelper', { helper: '示例镇政府' })).status).toBe(200);
  const results = ['z1', 'z2'].map((id) => ({ id, sufficient: true }));
  const done = await house.act(PEOPLE.handler, caseId, 'verifyRectified', { method: 'onSite', results });
  expect(done.body).toMatchObject({ outcome: 'rectified', notices: [{ kind: 'repairGuide' }] });
  const visit = await house.act(PEOPLE.office, caseId, 'logVisit', { visitedOn: '2026-09-02', note: '指导申请修复' });
  expect(visit.status).toBe(200);
  const { body } = await house.see(PEOPLE.handler, caseId);
  expect(body['particulars']).toMatchObject({ help: { since: '2026-09-02' }, visits: ['2026-09-02'] });
  expect(JSON.stringify(body['sections'])).toContain('示例镇政府');
  expect(body['record']).toMatchObject({ status: 'dropped' });
});

test('an adverse way: the deadline passes, the interview is missed, and the linked listing opens for the authority', async () => {
  const caseId = await ordered({ serious: true });
  await called(caseId);
  const notice = await house.paper(await house.notice(PEOPLE.handler, caseId, 'interviewNotice'));
  for (const part of ['警示约谈', '2026年9月28日 14:30', '二楼会议室', '申请改期']) expect(notice).toContain(part);
  expect(await house.offered(agent, caseId)).toEqual(['askReschedule', 'confirmAddress', 'reportRectified']);
  expect((await house.act(agent, caseId, 'askReschedule', { reasons: '法定代表人出差' })).status).toBe(200);
  expect(await house.offered(PEOPLE.handler, caseId)).toContain('declineReschedule');
  house.now = '2026-09-28T08:00:00.000Z';
  const minutes = { attended: false, minutes: sha256 };
  expect(await house.act(PEOPLE.handler, caseId, 'recordInterview', minutes)).toMatchObject({
    body: { code: 'RESCHEDULE_OPEN' },
  });
  expect((await house.act(PEOPLE.handler, caseId, 'declineReschedule', { reasons: '没有证明' })).status).toBe(200);
  expect(await house.offered(PEOPLE.handler, caseId)).not.toContain('declineReschedule');
  const missed = await house.act(PEOPLE.handler, caseId, 'recordInterview', minutes);
  expect(missed.body).toMatchObject({ stage: 'failed' });
  expect(missed.body['instructions']).toHaveLength(2);
  const { body: failed } = await house.see(PEOPLE.handler, caseId);
  expect((failed['instructions'] as { party: string; effect: string }[]).map((i) => [i.party, i.effect])).toEqual([
    ['huaian-own', 'archiveInterview'],
    ['city-platform', 'archiveInterview'],
  ]);

  const handing = { reasons: '经警示约谈仍未整改', basis: '国办发〔2020〕49号(六)', measures: ['honourLimit'] };
  expect((await house.act(PEOPLE.elsewhere, caseId, 'handOver', handing)).status).toBe(404);
  expect(
    await house.act(PEOPLE.handler, caseId, 'handOver', { ...handing, measures: ['consumptionLimit'] }),
  ).toMatchObject({ body: { code: 'MEASURE_NOT_IN_CATALOGUE' } });
  expect(await house.offered(PEOPLE.handler, caseId)).toContain('handOver');
  expect((await house.act(PEOPLE.handler, caseId, 'handOver', handing)).body).toMatchObject({
    stage: 'archiving',
    moved: ['listing'],
  });

  const listings = await as(world, PEOPLE.handler, 'GET', '/cases?process=listing');
  const [linked] = listings.body['items'] as { caseId: string }[];
  const { body: listing } = await house.see(PEOPLE.handler, linked?.caseId ?? '');
  expect(listing).toMatchObject({
    stage: 'noticing',
    particulars: { list: 'environment', linkedCase: caseId, measures: ['honourLimit'] },
    notices: [{ kind: 'listingNotice' }],
  });
  expect((await house.see(PEOPLE.elsewhere, linked?.caseId ?? '')).status).toBe(404);
});

test('told of the interview too late, the party may come, but has not stayed away', async () => {
  const caseId = await ordered({ serious: true });
  house.now = '2026-09-22T02:00:00.000Z';
  await house.passes(caseId, 'rectification', 'rectification');
  await house.act(PEOPLE.handler, caseId, 'scheduleInterview', { kind: 'warning', ...INTERVIEW });
  house.now = '2026-09-24T02:00:00.000Z';
  const noticeId = await house.notice(PEOPLE.handler, caseId, 'interviewNotice');
  await house.act(agent, caseId, 'recordService', { noticeId, method: 'portal', evidence: '网上查阅' });
  house.now = '2026-09-28T08:00:00.000Z';
  expect(
    await house.act(PEOPLE.handler, caseId, 'recordInterview', { attended: false, minutes: sha256 }),
  ).toMatchObject({ body: { code: 'NOTICE_TOO_SHORT', details: { earliest: '2026-09-30' } } });
  const came = {
    ...{ attended: true, voluntary: true, signedByBoth: true, minutes: sha256, attendees: ['孙示例 法定代表人'] },
    ...{ commitments: ['月底前安装'], newDeadline: '2026-10-20' },
  };
  expect((await house.act(PEOPLE.handler, caseId, 'recordInterview', came)).body).toMatchObject({
    stage: 'rectifying',
  });
  const { body } = await house.see(agent, caseId);
  expect(body['particulars']).toMatchObject({
    deadline: '2026-10-20',
    interviews: [{ outcome: 'held', commitments: ['月底前安装'] }],
  });
  const told = await house.paper(await house.notice(PEOPLE.handler, caseId, 'interviewMinutes'));
  for (const part of ['约谈人:甲、乙', '孙示例 法定代表人', '自愿参加约谈', '月底前安装', '2026年10月20日', sha256])
    expect(told).toContain(part);
});

test('only the authority’s own people and the party see it, and nobody orders without naming a known list', async () => {
  const caseId = await ordered();
  expect((await house.see(PEOPLE.elsewhere, caseId)).status).toBe(404);
  expect((await house.see({ ...agent, uscc: '91320800MA0DEM0217' }, caseId)).status).toBe(404);
  expect((await house.see(PEOPLE.supervisor, caseId)).status).toBe(200);
  expect((await house.post(agent, '/rectifications', order())).status).toBe(403);
  expect(await house.post(PEOPLE.handler, '/rectifications', order({ list: 'tax' }))).toMatchObject({
    body: { code: 'LIST_NOT_IN_CATALOGUE' },
  });
  expect(await house.post(PEOPLE.handler, '/rectifications', order({ deadline: '2026-09-02' }))).toMatchObject({
    body: { code: 'DEADLINE_PAST' },
  });
});
