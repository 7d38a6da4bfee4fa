/** A third party that passes on what is public and stays late: urged with a term, cut off when it is over, and back when it has caught up. */
import type { TermRule } from '../../domain/time/term.js';
import { act, actor, AUTHORITY, REGION } from '../support/scene.js';
import { moving, type Moving } from './moving.js';
import { addRecord, as, createWorld, PEOPLE, usccOf, type World } from './support.js';

const AGENCY = 'huaian-agency';
const system = { sub: AGENCY, roles: ['departmentSystem'], party: AGENCY, region: REGION };
const publication: TermRule = {
  ...{ ruleId: 'SGS-7', article: '双公示', number: 7, unit: 'workday', rollsToWorkday: true },
  ...{ closesAt: '24:00', basis: 'configured' },
};

let world: World;
let house: Moving;
beforeAll(async () => {
  world = await createWorld();
  house = await moving(world, 'agency', '2026-09-07T02:00:00.000Z');
  const { owner } = world.database;
  await owner.query(`insert into party (id, name, region, adapter) values ($1, '示例信用服务', $2, 'manual')`, [
    AGENCY,
    REGION,
  ]);
  await owner.query(`insert into party_role (region, party, role) values ($1, $2, 'agency')`, [REGION, AGENCY]);
});
afterAll(() => world.close());

const does = (name: string, who: object = PEOPLE.office) =>
  house.post(who, `/parties/${AGENCY}/supervision/${name}`, { reasons: '超期未更新' });

async function seen(who: object = PEOPLE.supervisor): Promise<Record<string, unknown> | undefined> {
  const { body } = await as(world, who, 'GET', `/parties?asOf=${house.now}`);
  return (body['items'] as Record<string, unknown>[]).find((p) => p['id'] === AGENCY);
}

/** Makes a record known, and answers who was told to share it. */
async function published(recordId: string): Promise<readonly { id: string; party: string; effect: string }[]> {
  await addRecord(world.database.owner, { id: recordId, severity: 'serious', parties: [] });
  const start = { process: 'record', recordId, region: REGION, department: AUTHORITY } as const;
  const payload = { measures: [], months: null, publication, publicationFrom: '2026-09-07' };
  await world.cases.act(start, act('publish', actor('system', 'system'), payload, { at: house.now }));
  const { rows } = await world.database.pool.query('select id, party, effect from instruction where record_id = $1', [
    recordId,
  ]);
  return rows;
}

test('what is published is shared with it, in the ledger, with a term', async () => {
  const [told] = await published('FIRST');
  expect(told).toMatchObject({ party: AGENCY, effect: 'share' });
  const { rows } = await world.database.pool.query(`select effects from record_party where party = $1`, [AGENCY]);
  expect(rows).toEqual([{ effects: ['stopSharing'] }]);
  expect(await seen()).toMatchObject({ open: 1, late: 0, agency: { status: 'shared', demandTerm: null } });
});

test('one that is in time is let alone; none but its own credit office acts', async () => {
  expect((await does('demandRectification')).body).toMatchObject({ code: 'NOTHING_LATE' });
  house.now = '2026-09-21T02:00:00.000Z';
  expect(await seen()).toMatchObject({ late: 1, oldestDue: '2026-09-09' });
  expect(await seen(PEOPLE.elsewhereOffice)).toBeUndefined();
  expect((await does('demandRectification', PEOPLE.supervisor)).status).toBe(403);
  expect((await does('demandRectification', PEOPLE.elsewhereOffice)).status).toBe(404);
  expect(
    (await house.post(PEOPLE.office, '/parties/credit-china/supervision/cutOff', { reasons: '超期' })).status,
  ).toBe(404);
});

test('it is urged with a term that says why that day, and cut off only when the term is over', async () => {
  expect((await does('cutOff')).body).toMatchObject({ code: 'NOT_DEMANDED' });
  const key = 'the-same-key-twice';
  const url = `/parties/${AGENCY}/supervision/demandRectification`;
  const demand = (reasons: string) => as({ ...world, app: house.app }, PEOPLE.office, 'POST', url, { reasons }, key);
  const first = await demand('超期未更新');
  expect(first).toMatchObject({
    status: 200,
    body: { status: 'demanded', demandTerm: { due: '2026-09-29', basis: 'configured' } },
  });
  expect(JSON.stringify(first.body['demandTerm'])).toContain('第四章');
  expect((await demand('超期未更新')).body).toEqual(first.body);
  expect((await demand('另一理由')).body).toMatchObject({ code: 'KEY_REUSED' });
  expect((await does('cutOff')).body).toMatchObject({ code: 'DEMAND_RUNS', details: { due: '2026-09-29' } });
  house.now = '2026-10-09T02:00:00.000Z';
  expect((await does('cutOff')).body).toMatchObject({ status: 'cutOff', cutOffAt: house.now });
});

test('while it is cut off nothing is shared with it, and it is told nothing at the counter', async () => {
  expect(await published('SECOND')).toEqual([]);
  const asks = `/screening?uscc=${await usccOf(world, 'FIRST')}&matter=procurement`;
  expect(await as(world, system, 'GET', asks)).toMatchObject({ status: 403, body: { code: 'CUT_OFF' } });
  expect(await seen()).toMatchObject({ late: 1, agency: { status: 'cutOff', statusText: '已暂停共享' } });
});

test('it comes back when it has done what it was told', async () => {
  expect((await does('restore')).body).toMatchObject({ code: 'STILL_LATE', details: { late: '1' } });
  const { body } = await as(world, system, 'GET', '/instructions');
  const [{ id } = { id: '' }] = body['items'] as { id: string }[];
  const said = { reportId: 'A-1', outcome: 'done', receipt: 'A-000001', detail: null };
  expect((await house.post(system, `/instructions/${id}/feedback`, said)).status).toBe(200);
  expect((await does('restore')).body).toMatchObject({ status: 'shared', cutOffAt: null });
  expect(await published('THIRD')).toMatchObject([{ party: AGENCY, effect: 'share' }]);
  expect(
    (await as(world, system, 'GET', `/screening?uscc=${await usccOf(world, 'FIRST')}&matter=procurement`)).status,
  ).toBe(200);
});

test('what the office has done is written for good', async () => {
  for (const sql of ['delete from agency_act', `update agency_act set reasons = ''`])
    await expect(world.database.pool.query(sql)).rejects.toThrow('permission denied');
});
