/** Parameters for a region and calendar years: proposed by one operator, confirmed by another, shown with their source. */
import { sampleNotice } from '../../dev/sample/calendar.js';
import { addRecord, applicationFor, as, createWorld, NOW, PEOPLE, type Sent, type World } from './support.js';

const NATIONAL = { sub: 'national', roles: ['administrator'], region: '000000' } as const;
const SECOND = { sub: 'second', roles: ['administrator'], region: '000000' } as const;
const LOCAL = { sub: 'local-2', roles: ['administrator'], region: '320800' } as const;

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

let key = 0;
const post = (who: object, url: string, body: object, idempotencyKey = `law-key-${(key += 1)}`): Promise<Sent> =>
  as(world, who, 'POST', url, body, idempotencyKey);
const get = (who: object, url: string): Promise<Sent> => as(world, who, 'GET', url);

const idOf = ({ body }: Sent): string => String(body['id']);

const parameter = (number: number, more: object = {}): object => ({
  ...{ kind: 'parameter', region: '320800', parameter: 'acceptance', number, unit: 'workday' },
  citation: '淮信用办〔2026〕8号第二条(示例)',
  ...more,
});

async function applied(
  record: string,
): Promise<{ readonly id: string; readonly due: string; readonly article: string }> {
  await addRecord(world.database.owner, { id: record });
  const sent = await post(PEOPLE.clerk, '/repairs', applicationFor(record));
  const id = String(sent.body['caseId']);
  const { body } = await get(PEOPLE.handler, `/cases/${id}`);
  const terms = body['terms'] as { kind: string; due: string; article: string }[];
  const { due = '', article = '' } = terms.find((t) => t.kind === 'acceptance') ?? {};
  return { id, due, article };
}

test('a parameter changed for a region: new cases take it, running ones keep theirs; the later change counts', async () => {
  const before = await applied('L1');
  expect(before.due).toBe('2026-08-25');
  const proposed = await post(PEOPLE.admin, '/law/proposals', parameter(5));
  expect(proposed).toMatchObject({ status: 200, body: { approved: null, proposedBy: 'admin', region: '320800' } });
  const at = `/law/proposals/${idOf(proposed)}/decision`;
  expect(await post(PEOPLE.admin, at, { approve: true })).toMatchObject({ status: 422, body: { code: 'FOUR_EYES' } });
  expect((await applied('L2')).due).toBe('2026-08-25');

  const confirmed = await post(LOCAL, at, { approve: true }, 'confirm-once');
  expect(confirmed).toMatchObject({ status: 200, body: { approved: true, decidedBy: 'local-2', decidedAt: NOW } });
  expect(await post(LOCAL, at, { approve: true }, 'confirm-once')).toEqual({
    ...confirmed,
    headers: expect.anything(),
  });
  expect(await post(NATIONAL, at, { approve: true })).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } });

  const now = await applied('L3');
  expect(now).toMatchObject({ due: '2026-08-27', article: '淮信用办〔2026〕8号第二条(示例)' });
  const kept = await get(PEOPLE.handler, `/cases/${before.id}`);
  const terms = kept.body['terms'] as { kind: string; due: string }[];
  expect(terms.find((t) => t.kind === 'acceptance')?.due).toBe('2026-08-25');

  const again = await post(NATIONAL, '/law/proposals', parameter(4, { citation: '淮信用办〔2026〕9号(示例)' }));
  await post(LOCAL, `/law/proposals/${idOf(again)}/decision`, { approve: true });
  expect(await applied('L4')).toMatchObject({ due: '2026-08-26', article: '淮信用办〔2026〕9号(示例)' });

  const listed = await get(PEOPLE.handler, '/law/rules?region=320803&limit=200&process=repair');
  const set = (listed.body['items'] as { id: string; parameter: string | null; number: number; confirmed: boolean }[])
    .filter((r) => r.parameter !== null)
    .map(({ parameter: p, number, confirmed }) => ({ p, number, confirmed }));
  expect(set).toEqual([
    { p: 'acceptance', number: 5, confirmed: false },
    { p: 'acceptance', number: 4, confirmed: false },
  ]);
  const elsewhere = await get(PEOPLE.handler, '/law/rules?region=130100&limit=200&process=repair');
  expect((elsewhere.body['items'] as { parameter: string | null }[]).every((r) => r.parameter === null)).toBe(true);
});

test('what is proposed is checked, stays in its region, and is the same for the same key', async () => {
  const bad = async (body: object) => (await post(PEOPLE.admin, '/law/proposals', body)).status;
  expect(await bad(parameter(5, { parameter: 'no.such' }))).toBe(400);
  expect(await bad(parameter(5, { unit: undefined }))).toBe(400);
  expect(
    await bad({ kind: 'parameter', region: '320800', parameter: 'window.closesAt', value: '5 pm', citation: '示例' }),
  ).toBe(400);
  expect(await bad(parameter(5, { region: '320899' }))).toBe(400);
  expect(await bad(parameter(5, { region: '130100' }))).toBe(404);
  expect(await bad({ kind: 'calendar', ...sampleNotice(2027) })).toBe(404);
  const once = await post(PEOPLE.admin, '/law/proposals', parameter(6), 'the-same-key');
  expect((await post(PEOPLE.admin, '/law/proposals', parameter(6), 'the-same-key')).body).toEqual(once.body);
  expect(await post(PEOPLE.admin, '/law/proposals', parameter(7), 'the-same-key')).toMatchObject({ status: 422 });
  const turned = await post(LOCAL, `/law/proposals/${idOf(once)}/decision`, { approve: false });
  expect(turned.status).toBe(400);
  const list = await get(PEOPLE.auditor, '/law/proposals?open=true&limit=1');
  expect(list.body['items']).toEqual([expect.objectContaining({ id: once.body['id'] })]);
  expect((await get(PEOPLE.elsewhereOffice, '/law/proposals')).body['items']).toEqual([]);
});

test('a calendar year: four eyes, cited by its number, and the open cases are begun to be moved', async () => {
  const { sample, ...notice } = sampleNotice(2027);
  const wrong = await post(NATIONAL, '/law/proposals', { kind: 'calendar', ...notice, makeUpDays: ['2027-03-03'] });
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: '/makeUpDays/0' }] } });
  const proposed = await post(NATIONAL, '/law/proposals', { kind: 'calendar', ...notice, sample });
  expect(proposed.status).toBe(200);
  const before = await get(PEOPLE.handler, '/law/calendar');
  expect(before.body).toMatchObject({ version: 0, openCasesBehind: 0 });
  const at = `/law/proposals/${idOf(proposed)}/decision`;
  expect((await post(PEOPLE.admin, at, { approve: true })).status).toBe(404);
  expect((await post(SECOND, at, { approve: true })).status).toBe(200);
  expect(world.cases.begun).toContainEqual({ kind: 'calendar' });
  const { body } = await get(PEOPLE.handler, '/law/calendar');
  expect(body['version']).toBe(1);
  expect((body['years'] as object[]).at(-1)).toMatchObject({
    ...{ year: 2027, sample: true },
    citation: '国务院办公厅关于2027年部分节假日安排的通知(示例发〔2026〕0号)【示例数据,不是正式公布的安排】',
  });
  const derived = await post(PEOPLE.handler, '/law/derive', { number: 3, unit: 'workday', start: '2027-02-03' });
  expect(derived.body).toMatchObject({ due: '2027-02-15', provisional: false });
});
