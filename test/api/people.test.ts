/** A handler who leaves or is away: who has the cases then, what is red for whom, and what becomes of four eyes. */
import type { Process } from '../../domain/file/case.js';
import { casesToHandOver } from '../../register/bulk.js';
import { openingBodies } from './opening-bodies.js';
import { addRecord, applicationFor, as, createWorld, PEOPLE, type Sent, usccOf, type World } from './support.js';

const HEIR = { ...PEOPLE.handler, sub: 'heir' };
/** Somebody who is a handler and a reviewer at once. */
const BOTH = { ...PEOPLE.handler, sub: 'heir', roles: ['handler', 'reviewer'] };
const LEFT = { ground: 'left', since: '2026-08-19', reasons: '调离本单位' } as const;

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.database.owner.query(`insert into official (id, name, department, roles) values
    ('handler', '甲示例', 'huaian-sthj', '{handler}'), ('heir', '乙示例', 'huaian-sthj', '{handler,reviewer}'),
    ('reviewer', '丙示例', 'huaian-sthj', '{reviewer}'), ('elsewhere', '丁示例', 'sjz-sthj', '{handler}')`);
});
afterEach(() => world.close());

let keys = 0;
const post = (who: object, url: string, body: object, key = `people-key-${(keys += 1)}`): Promise<Sent> =>
  as(world, who, 'POST', url, body, key);
const get = async (who: object, url: string): Promise<Record<string, unknown>> =>
  (await as(world, who, 'GET', url)).body;

async function applied(record: string): Promise<string> {
  await addRecord(world.database.owner, { id: record });
  return String((await post(PEOPLE.clerk, '/repairs', applicationFor(record))).body['caseId']);
}
async function does(who: object, id: string, act: string, said: object): Promise<Sent> {
  const { version } = await get(PEOPLE.handler, `/cases/${id}`);
  return post(who, `/cases/${id}/acts/${act}`, { version, ...said });
}
async function accepted(record: string): Promise<string> {
  const id = await applied(record);
  await does(PEOPLE.handler, id, 'accept', {});
  return id;
}

type Item = Record<string, unknown>;
const termsOf = async (who: object, id: string): Promise<Item[]> =>
  ((await get(who, '/terms?limit=200'))['items'] as Item[]).filter((t) => t['caseId'] === id);
const lampsOf = async (who: object, id: string) => [...new Set((await termsOf(who, id)).map((t) => t['lamp']))];
const reassign = (who: object, id: string, more: object = {}) =>
  does(who, id, 'reassign', { from: 'handler', to: 'heir', ...LEFT, ...more });

test('what was left is red for the heir, who sees from whom and since when; for others the clock counts', async () => {
  const id = await accepted('P1');
  expect(await lampsOf(PEOPLE.handler, id)).toEqual(['green']);
  expect((await reassign(PEOPLE.reviewer, id)).status).toBe(200);
  expect(await lampsOf(HEIR, id)).toEqual(['red']);
  expect(await lampsOf(PEOPLE.supervisor, id)).toEqual(['green']);
  const [term] = await termsOf(HEIR, id);
  expect(term).toMatchObject({ handler: 'heir', inherited: { from: '甲示例', since: '2026-08-19' }, lampText: '超期' });
  expect(String(term?.['standingText'])).toMatch(/还剩 \d+ 个工作日/);
  expect(((await get(HEIR, '/terms?lamp=red'))['items'] as Item[]).length).toBe((await termsOf(HEIR, id)).length);
  const file = await get(HEIR, `/cases/${id}`);
  expect(file).toMatchObject({ handler: 'heir', inherited: { from: '甲示例', since: '2026-08-19' } });
  expect((file['terms'] as Item[]).filter((t) => t['status'] === 'running').map((t) => t['lamp'])).toEqual([
    'red',
    'red',
  ]);
  const { items } = (await get(HEIR, `/cases/${id}/journal`)) as { items: Item[] };
  expect(items.at(-1)).toMatchObject({ act: 'reassign', actor: 'reviewer', payload: { reasons: '调离本单位' } });
  expect(items.at(-1)?.['about']).toEqual(['handler → heir(离岗,自 2026-08-19 起)']);
  // The applicant is told neither who had it nor why he left.
  const agent = { sub: 'agent', roles: ['enterpriseAgent'], uscc: await usccOf(world, 'P1') };
  const own = JSON.stringify([await get(agent, `/cases/${id}`), await get(agent, `/cases/${id}/journal`)]);
  for (const secret of ['甲示例', 'heir', '调离', '"inheritedSince":"']) expect(own).not.toContain(secret);
});

test('a case whose handler has left is red for the lead and the supervisor until somebody inherits it', async () => {
  const id = await accepted('P2');
  const gone = await post(PEOPLE.reviewer, '/people/handler/absences', {
    ground: 'left',
    from: '2026-08-20',
    reasons: '退休',
  });
  expect(gone).toMatchObject({ status: 200, body: { presence: 'left', openCases: 1 } });
  for (const who of [PEOPLE.reviewer, PEOPLE.supervisor]) {
    expect(await lampsOf(who, id)).toEqual(['red']);
    expect((await termsOf(who, id))[0]).toMatchObject({ unattended: true });
    expect(await get(who, `/cases/${id}`)).toMatchObject({ unattended: true });
  }
  expect(await lampsOf(HEIR, id)).toEqual(['green']);
  const { departments } = (await get(PEOPLE.supervisor, '/board')) as { departments: Item[] };
  expect(departments).toMatchObject([{ department: 'huaian-sthj', unattended: 1 }]);
  // What the board counts is what its list shows.
  for (const who of [PEOPLE.supervisor, PEOPLE.reviewer, HEIR]) {
    const [counts = {}] = (await get(who, '/board'))['departments'] as Item[];
    const lamps = (await termsOf(who, id)).map((t) => String(t['lamp']));
    for (const lamp of ['red', 'yellow', 'green', 'grey'])
      expect([lamp, counts[lamp]]).toEqual([lamp, lamps.filter((l) => l === lamp).length]);
  }
  expect((await reassign(PEOPLE.office, id)).status).toBe(200);
  expect((await termsOf(PEOPLE.supervisor, id))[0]).toMatchObject({ unattended: false, lamp: 'green' });
  expect(((await get(PEOPLE.supervisor, '/board'))['departments'] as Item[])[0]).toMatchObject({ unattended: 0 });
});

test('an absence with a return: the stand-in is shown and acts, and the case stays with who comes back', async () => {
  const id = await accepted('P3');
  const said = { ground: 'absent', from: '2026-08-20', until: '2026-08-31', standIn: 'heir', reasons: '公派学习' };
  const url = '/people/handler/absences';
  expect(await post(PEOPLE.reviewer, url, { ...said, until: '2026-08-01' })).toMatchObject({ status: 400 });
  expect(await post(PEOPLE.reviewer, url, { ...said, standIn: 'elsewhere' })).toMatchObject({
    ...{ status: 422, body: { code: 'NOT_COLLEAGUE' } },
  });
  const once = await post(PEOPLE.reviewer, url, said, 'the-same-absence');
  expect(once).toMatchObject({ status: 200, body: { presence: 'absent' } });
  expect((await post(PEOPLE.reviewer, url, said, 'the-same-absence')).body).toEqual(once.body);
  expect(await post(PEOPLE.reviewer, url, said)).toMatchObject({ body: { code: 'ABSENT_ALREADY' } });
  expect((await termsOf(PEOPLE.supervisor, id))[0]).toMatchObject({
    ...{ handler: 'handler', unattended: false, standIn: { id: 'heir', name: '乙示例', until: '2026-08-31' } },
  });
  expect((await does(HEIR, id, 'propose', { outcome: 'grant', findings: '已缴清' })).status).toBe(200);
  expect(await get(PEOPLE.handler, `/cases/${id}`)).toMatchObject({ handler: 'handler', proposal: { by: 'heir' } });
  const { items } = (await get(PEOPLE.handler, `/cases/${id}/journal`)) as { items: Item[] };
  expect(items.at(-1)?.['about']).toContain('代 handler 办理');
  expect((await does(BOTH, id, 'confirm', { approve: true })).body).toMatchObject({ code: 'SAME_PERSON' });
  const back = await post(PEOPLE.reviewer, '/people/handler/return', { on: '2026-08-20' });
  expect(back).toMatchObject({ status: 200, body: { presence: 'there', absences: [] } });
  expect((await post(PEOPLE.reviewer, '/people/handler/return', { on: '2026-08-20' })).body).toMatchObject({
    code: 'NOT_ABSENT',
  });
});

test('the heir does not confirm what he has inherited as a proposal', async () => {
  const id = await accepted('P4');
  await does(PEOPLE.handler, id, 'propose', { outcome: 'grant', findings: '已缴清' });
  await reassign(PEOPLE.reviewer, id);
  expect((await get(BOTH, `/cases/${id}`))['availableActs']).not.toContainEqual(
    expect.objectContaining({ act: 'confirm' }),
  );
  expect((await does(BOTH, id, 'confirm', { approve: true })).body).toMatchObject({ code: 'SAME_PERSON' });
  expect((await does(PEOPLE.reviewer, id, 'confirm', { approve: true })).status).toBe(200);
});

test('only within the department, by its lead or its office, and of whoever has it now', async () => {
  const id = await accepted('P5');
  expect((await reassign(PEOPLE.reviewer, id, { to: 'elsewhere' })).body).toMatchObject({ code: 'NOT_COLLEAGUE' });
  expect((await reassign(PEOPLE.reviewer, id, { from: 'somebody' })).body).toMatchObject({ code: 'HANDLER_CHANGED' });
  expect((await reassign(PEOPLE.handler, id)).status).toBe(403);
  expect((await reassign(PEOPLE.elsewhereOffice, id)).status).toBe(404);
  expect((await post(PEOPLE.elsewhereOffice, '/people/handler/handovers', { to: 'heir', ...LEFT })).status).toBe(404);
});

test('cases of all five processes and the record pass alike, each by one act in its journal', async () => {
  const { owner } = world.database;
  await addRecord(owner, { id: 'LISTED' });
  await addRecord(owner, { id: 'GONE' });
  await owner.query(`update record set list = '生态环境领域严重失信主体名单' where id in ('LISTED', 'GONE')`);
  await owner.query(`update record set status = 'removed' where id = 'GONE'`);
  const uscc = await usccOf(world, 'LISTED');
  const said = openingBodies(uscc, { listed: 'LISTED', left: 'GONE' });
  const cases = new Map<Process, string>([['repair', await accepted('P6')]]);
  for (const [process, url] of [
    ['listing', '/listings'],
    ['rectification', '/rectifications'],
    ['exit', '/exits'],
    ['objection', '/objections'],
  ] as const) {
    const sent = await post({ ...PEOPLE.handler, roles: ['handler', 'windowClerk'] }, url, said[url]);
    expect(sent.status).toBe(201);
    cases.set(process, String(sent.body['caseId']));
  }
  const start = { process: 'record', recordId: 'P6', region: '320800', department: 'huaian-sthj' } as const;
  const system = { id: 'system', role: 'system', department: null, party: null } as const;
  const at = '2026-08-20T02:00:00.000Z';
  const begun = await world.cases.act(start, {
    ...{ id: 'publish-P6', name: 'publish', caseId: null, actor: system, basedOn: null, payload: {} },
    ...{ effectiveAt: at, receivedAt: at, requestHash: 'begin' },
  });
  cases.set('record', begun.kind === 'committed' ? begun.answer.caseId : '');
  for (const [process, id] of cases) {
    const { handler } = await get(PEOPLE.handler, `/cases/${id}`);
    expect([process, (await reassign(PEOPLE.reviewer, id, { from: handler })).status]).toEqual([process, 200]);
    expect(await get(HEIR, `/cases/${id}`)).toMatchObject({ handler: 'heir' });
  }
  const { rows } = await owner.query(`select case_id from journal where act = 'reassign'`);
  expect(rows.map((r: { case_id: string }) => r.case_id).sort()).toEqual([...cases.values()].sort());
});

test('all of a person is ordered once: the cases stand in the order, and bulk work is begun for it', async () => {
  const ids = [await accepted('B1'), await accepted('B2')];
  const body = { to: 'heir', ...LEFT };
  const once = await post(PEOPLE.office, '/people/handler/handovers', body, 'all-of-them');
  expect(once).toMatchObject({ status: 200, body: { handovers: [{ heir: 'heir', cases: 2, done: 0, refused: 0 }] } });
  expect((await post(PEOPLE.office, '/people/handler/handovers', body, 'all-of-them')).body).toEqual(once.body);
  expect(
    (await post(PEOPLE.office, '/people/handler/handovers', { ...body, reasons: '另' }, 'all-of-them')).body,
  ).toMatchObject({
    code: 'KEY_REUSED',
  });
  const [{ id: order } = { id: '' }] = once.body['handovers'] as { id: string }[];
  expect(world.cases.begun).toContainEqual({ kind: 'handover', id: order });
  const found = await casesToHandOver(world.database.pool, order, '', 10);
  expect(found.map((c) => c.caseId)).toEqual(ids.sort());
  expect(found[0]?.act).toMatchObject({
    ...{ name: 'reassign', actor: { id: 'office', role: 'creditOffice' } },
    payload: { from: 'handler', to: 'heir', ...LEFT },
  });
});
