/** A department that another one asks reads what it must judge, answers, and does nothing else. */
import { moving, type Moving } from './moving.js';
import { addRecord, as, createWorld, PEOPLE, usccOf, type World } from './support.js';

const provider = { sub: 'provider', roles: ['handler'], region: '320800', department: 'huaian-scjg' };
const contact = { name: '赵联系', phone: '13912345678', email: 'zhao@company.example' };

let world: World;
let house: Moving;
let agent: object;
beforeAll(async () => {
  world = await createWorld();
  house = await moving(world, 'asked', '2026-08-20T02:00:00.000Z');
  const { owner } = world.database;
  await owner.query(
    `insert into department (id, name, region, document_code) values ('huaian-scjg', '淮安市市场监督管理局', '320800', '淮市监')`,
  );
  for (const id of ['A1', 'A2', 'A3']) await addRecord(owner, { id });
  agent = { sub: 'agent-asked', roles: ['enterpriseAgent'], uscc: await usccOf(world, 'A1') };
});
afterAll(() => world.close());

const objected = async (who: object, record: string): Promise<string> => {
  const said = { record, contact, ground: 'period', explanation: '期限有误' };
  const { status, body } = await house.post(who, '/objections', said);
  expect(status).toBe(201);
  return String(body['caseId']);
};

test('only a department of the directory can be asked', async () => {
  const caseId = await objected(agent, 'A1');
  expect(await house.act(PEOPLE.handler, caseId, 'forward', { provider: 'nowhere' })).toMatchObject({
    status: 400,
    body: { code: 'BAD_REQUEST', errors: [{ path: '/provider' }] },
  });
  expect((await house.act(PEOPLE.handler, caseId, 'forward', { provider: 'huaian-scjg' })).status).toBe(200);
});

test('the provider reads the objection, but not whom to write to; answers; and serves no paper', async () => {
  const caseId = await objected(PEOPLE.clerk, 'A2');
  expect((await house.see(provider, caseId)).status).toBe(404);
  await house.act(PEOPLE.handler, caseId, 'forward', { provider: 'huaian-scjg' });
  const journal = async (who: object): Promise<string> =>
    JSON.stringify((await as(world, who, 'GET', `/cases/${caseId}/journal`)).body['items']);
  expect(await journal(provider)).toContain('期限有误');
  for (const known of Object.values(contact)) {
    expect(await journal(PEOPLE.handler)).toContain(known);
    expect(await journal(provider)).not.toContain(known);
  }
  expect(await house.offered(provider, caseId)).toEqual(['reportCheck']);
  expect((await house.act(provider, caseId, 'reportCheck', { findings: '属实' })).status).toBe(200);
  await house.act(PEOPLE.handler, caseId, 'conclude', { verdict: 'uphold', findings: '属实', reasons: '期限无误' });
  await house.act(PEOPLE.reviewer, caseId, 'confirm', { approve: true });
  const noticeId = await house.notice(PEOPLE.handler, caseId, 'objectionResult');
  const service = { noticeId, method: 'post', evidence: 'EMS 1' };
  expect(await house.act(provider, caseId, 'recordService', service)).toMatchObject({
    body: { code: 'NOT_COMPETENT' },
  });
  expect((await house.act(PEOPLE.handler, caseId, 'recordService', service)).status).toBe(200);
});

test.each([
  ['the party', 'A1'],
  ['the credit office', 'A3'],
])('an objection of %s is taken back by that side, and offered to nobody else', async (side, record) => {
  const people = { agent, clerk: PEOPLE.clerk, office: PEOPLE.office, supervisor: PEOPLE.supervisor };
  const who = side === 'the party' ? agent : PEOPLE.office;
  const said = { record, ground: 'notMine', explanation: '不是本主体' };
  const caseId = String((await house.post(who, '/objections', said)).body['caseId']);
  const offered = await Promise.all(
    Object.entries(people).map(async ([name, reader]): Promise<string[]> => {
      const { status, body } = await house.see(reader, caseId);
      const acts = status === 200 ? (body['availableActs'] as { act: string }[]) : [];
      return acts.some((a) => a.act === 'withdrawObjection') ? [name] : [];
    }),
  );
  expect(offered.flat()).toEqual(side === 'the party' ? ['agent', 'clerk'] : ['office']);
  if (side !== 'the party')
    expect(await house.act(PEOPLE.clerk, caseId, 'withdrawObjection', { reason: '误提' })).toMatchObject({
      body: { code: 'NOT_APPLICANT' },
    });
  expect((await house.act(who, caseId, 'withdrawObjection', { reason: '误提' })).status).toBe(200);
});
