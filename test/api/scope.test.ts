/** What is one's own and what is foreign, beyond the matrix of authorisation: places above, parties, who is told of whom. */
import { addRecord, applicationFor, as, createWorld, PEOPLE, usccOf, type World } from './support.js';

let world: World;
let own: { caseId: string; instruction: string };
let agent: { sub: string; roles: string[]; uscc: string };
let otherAgent: typeof agent;

beforeAll(async () => {
  world = await createWorld();
  await addRecord(world.database.owner, { id: 'OWN' });
  await addRecord(world.database.owner, { id: 'FAR', region: '130100', authority: 'sjz-sthj', parties: [] });
  agent = { sub: 'agent', roles: ['enterpriseAgent'], uscc: await usccOf(world, 'OWN') };
  otherAgent = { sub: 'other-agent', roles: ['enterpriseAgent'], uscc: await usccOf(world, 'FAR') };
  own = { caseId: await granted(), instruction: '' };
  const { body } = await as(world, PEOPLE.office, 'GET', '/instructions?party=credit-huaian');
  own.instruction = String((body['items'] as { id: string }[])[0]?.id);
});
afterAll(() => world.close());

async function granted(): Promise<string> {
  const { body } = await as(world, PEOPLE.clerk, 'POST', '/repairs', applicationFor('OWN'), 'scope-apply');
  const caseId = String(body['caseId']);
  const step = (who: object, act: string, said: object): Promise<unknown> =>
    as(world, who, 'POST', `/cases/${caseId}/acts/${act}`, said, `scope-${act}`);
  await step(PEOPLE.handler, 'accept', { version: 1 });
  await step(PEOPLE.handler, 'propose', { version: 2, outcome: 'grant', findings: '是' });
  await step(PEOPLE.reviewer, 'confirm', { version: 3, approve: true });
  return caseId;
}

const people = (): Record<string, object> => ({ ...PEOPLE, agent, otherAgent });

/** Who sees the case of region 320800: 200, 403 (no such right at all) or 404 (a right, but not here). */
const FILE: Readonly<Record<string, number>> = {
  clerk: 200,
  handler: 200,
  reviewer: 200,
  office: 200,
  province: 200,
  supervisor: 200,
  auditor: 200,
  agent: 200,
  site: 200,
  workbench: 200,
  admin: 403,
  nobody: 403,
  elsewhere: 404,
  elsewhereOffice: 404,
  otherAgent: 404,
};

test.each(Object.entries(FILE))('%s opens the case: %i', async (name, status) => {
  const file = await as(world, people()[name] ?? {}, 'GET', `/cases/${own.caseId}`);
  expect(file.status).toBe(status);
  if (status !== 200) expect(JSON.stringify(file.body)).not.toContain('示例公司');
});

test('a party sees of a case its own instructions and nothing else', async () => {
  const { body } = await as(world, PEOPLE.workbench, 'GET', `/cases/${own.caseId}`);
  expect(body).toMatchObject({ whole: false, proposal: null, handler: null, notices: [], availableActs: [] });
  expect((body['instructions'] as { party: string }[]).map((i) => i.party)).toEqual(['huaian-kjj']);
  expect(body['terms']).toHaveLength(1);
  expect((await as(world, PEOPLE.workbench, 'GET', `/cases/${own.caseId}/journal`)).status).toBe(403);
  expect((await as(world, PEOPLE.workbench, 'GET', '/cases')).body).toEqual({ items: [], next: null });
});

test('foreign and missing objects are answered alike', async () => {
  const foreign = await as(world, PEOPLE.elsewhere, 'GET', `/cases/${own.caseId}`);
  const missing = await as(world, PEOPLE.elsewhere, 'GET', '/cases/Xnothing');
  const { requestId: _1, ...one } = foreign.body;
  const { requestId: _2, ...other } = missing.body;
  expect(one).toEqual(other);
});

test('acts: wrong role 403, foreign case 404, and a stranger cannot tell which cases there are', async () => {
  const accept = (who: object, id: string) =>
    as(world, who, 'POST', `/cases/${id}/acts/accept`, { version: 4 }, 'scope-key-9');
  expect((await accept(PEOPLE.supervisor, own.caseId)).status).toBe(403);
  expect((await accept(PEOPLE.supervisor, 'Xnothing')).status).toBe(403);
  expect((await accept(PEOPLE.auditor, own.caseId)).status).toBe(403);
  expect((await accept(PEOPLE.elsewhere, own.caseId)).status).toBe(404);
  expect((await accept(PEOPLE.elsewhere, 'Xnothing')).status).toBe(404);
  expect((await accept({ ...PEOPLE.handler, department: undefined }, own.caseId)).status).toBe(404);
});

test('feedback: only by the party itself, or by its credit office with evidence', async () => {
  const send = (who: object, body: object) =>
    as(world, who, 'POST', `/instructions/${own.instruction}/feedback`, { reportId: 'F-1', outcome: 'done', ...body });
  expect((await send(PEOPLE.workbench, {})).status).toBe(404);
  expect((await send(PEOPLE.handler, {})).status).toBe(403);
  expect((await send(PEOPLE.elsewhereOffice, { detail: '已看到下架' })).status).toBe(404);
  expect(await send(PEOPLE.office, {})).toMatchObject({ status: 400, body: { code: 'EVIDENCE_MISSING' } });
  expect(await send(PEOPLE.office, { detail: '已看到下架' })).toMatchObject({ status: 200, body: { act: 'report' } });
  expect(await send(PEOPLE.office, { detail: '已看到下架', reportId: 'F-2' })).toMatchObject({
    status: 409,
    body: { code: 'INSTRUCTION_CLOSED' },
  });
});

test('which official has a case is told to officials only', async () => {
  const handlers = async (who: object, list: string) => {
    const { body } = await as(world, who, 'GET', list);
    return new Set((body['items'] as { handler: string | null }[]).map((i) => i.handler));
  };
  for (const list of ['/cases?process=repair', '/terms?process=repair']) {
    expect(await handlers(PEOPLE.supervisor, list)).toEqual(new Set(['handler']));
    expect(await handlers(agent, list)).toEqual(new Set([null]));
  }
  expect(await handlers(PEOPLE.workbench, '/terms')).toEqual(new Set([null]));
});

test('the caller is told what they may read', async () => {
  const of = async (who: object) => (await as(world, who, 'GET', '/me')).body;
  expect(await of(PEOPLE.admin)).toEqual({
    roles: ['administrator'],
    rolesText: '管理员',
    reads: ['record', 'people'],
  });
  expect((await of(PEOPLE.supervisor))['reads']).toContain('board');
  expect((await of(agent))['reads']).not.toContain('board');
  expect(await of(PEOPLE.nobody)).toEqual({ roles: [], rolesText: '', reads: [] });
});

test('no token gives the role of the system', async () => {
  const forged = { sub: 'x', roles: ['system'], region: '000000', department: 'huaian-sthj' };
  expect((await as(world, forged, 'GET', `/cases/${own.caseId}`)).status).toBe(403);
});
