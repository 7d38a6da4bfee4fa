/** Several records of one subject in one application: each record its own case, its own terms and its own refusal. */
import type { CaseClient } from '../../api/case-client.js';
import { problem } from '../../api/problem.js';
import { addRecord, applicationFor, as, createWorld, PEOPLE, usccOf, type Sent, type World } from './support.js';

let world: World;
let records: { a: string; b: string; young: string; abroad: string };
let owner: string;
let scenes = 0;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** A company with records that may be repaired, one that may not yet, and one of another place. */
beforeEach(async () => {
  const n = (scenes += 1);
  records = { a: `A${n}`, b: `B${n}`, young: `YOUNG${n}`, abroad: `ABROAD${n}` };
  const pool = world.database.owner;
  await addRecord(pool, { id: records.a });
  await addRecord(pool, { id: records.b, severity: 'serious', decisionDate: '2023-04-15' });
  await addRecord(pool, { id: records.young, decisionDate: '2026-07-30' });
  await addRecord(pool, { id: records.abroad, region: '130100', authority: 'sjz-sthj' });
  await pool.query('update record set subject_id = $1 where id = any ($2::text[])', [
    `S${records.a}`,
    Object.values(records),
  ]);
  owner = await usccOf(world, records.a);
});

const agent = () => ({ sub: 'agent', roles: ['enterpriseAgent'], uscc: owner });
const PAPERS = ['fulfilment', 'commitment', 'authorisation', 'creditReport', 'training'];
const bodyFor = (named: readonly string[], more: object = {}): object => {
  const { record: _, ...body } = applicationFor(named[0] ?? '') as Record<string, unknown>;
  const documents = PAPERS.map((kind) => ({ kind, name: `${kind}.pdf`, sha256: 'a'.repeat(64) }));
  return { ...body, documents, records: named, ...more };
};
const send = (named: readonly string[], key: string, more: object = {}, who: object = agent()): Promise<Sent> =>
  as(world, who, 'POST', '/repairs', bodyFor(named, more), key);

interface Item {
  readonly record: string;
  readonly case: { readonly caseId: string; readonly due: { readonly kind: string; readonly due: string }[] } | null;
  readonly refusal: { readonly code: string; readonly article: string; readonly details: object } | null;
}
const itemsOf = ({ body }: Sent): Item[] => body['items'] as Item[];
const casesOf = async (): Promise<number> => {
  const { rows } = await world.database.pool.query<{ n: number }>(
    'select count(*)::int as n from case_file where record_id = any ($1::text[])',
    [Object.values(records)],
  );
  return rows[0]?.n ?? -1;
};

test('each record gets its case or its refusal with the article, and one refusal stops none of the others', async () => {
  const sent = await send([records.a, records.young, records.b, records.abroad], 'application-1');
  expect(sent.status).toBe(201);
  expect(itemsOf(sent)).toMatchObject([
    { record: records.a, case: { act: 'apply', stage: 'applied' }, refusal: null },
    { record: records.young, case: null, refusal: { code: 'BEFORE_MINIMUM', details: { earliest: '2026-10-31' } } },
    { record: records.b, case: { act: 'apply' }, refusal: null },
    { record: records.abroad, case: { act: 'apply' }, refusal: null },
  ]);
  expect(itemsOf(sent)[1]?.refusal?.article).toContain('《信用修复管理办法》');
  expect(new Set(itemsOf(sent).flatMap((i) => i.case?.caseId ?? [])).size).toBe(3);
  expect(await casesOf()).toBe(3);
});

test('the same key again gives the same answer, and with another body none', async () => {
  const named = [records.a, records.young, records.b];
  const first = await send(named, 'application-2');
  expect((await send(named, 'application-2')).body).toEqual(first.body);
  for (const other of [[records.abroad, records.a], [records.a]])
    expect(await send(other, 'application-2')).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
  expect(await casesOf()).toBe(2);
});

test.each([
  ['before its second act', false],
  ['after its second act was committed', true],
])('a process that dies %s is completed by the same key, nothing twice', async (_, committed) => {
  let acts = 0;
  const dying: CaseClient = {
    ...world.cases,
    async act(start, act) {
      acts += 1;
      if (acts < 2) return world.cases.act(start, act);
      if (committed) await world.cases.act(start, act);
      throw problem('ENGINE_AWAY', { retryAfterSeconds: 2 });
    },
  };
  const app = await world.again({ cases: dying });
  const named = [records.a, records.b, records.abroad];
  const body = bodyFor(named);
  const cut = await as({ ...world, app }, agent(), 'POST', '/repairs', body, 'application-3');
  expect(cut).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
  expect(await casesOf()).toBe(committed ? 2 : 1);
  const whole = await send(named, 'application-3');
  expect(itemsOf(whole).map((i) => i.case !== null)).toEqual([true, true, true]);
  expect((await send(named, 'application-3')).body).toEqual(whole.body);
  expect(await casesOf()).toBe(3);
});

test('the application is read back with the cases that the reader may open, and each case names it', async () => {
  const sent = await send([records.a, records.b, records.abroad], 'application-4');
  const { applicationId } = sent.body;
  const url = `/applications/${String(applicationId)}`;
  expect(sent.headers['location']).toBe(`/api/v1${url}`);
  const seen = async (who: object) => {
    const { status, body } = await as(world, who, 'GET', url);
    return { status, found: ((body['items'] ?? []) as { recordId: string }[]).map((i) => i.recordId).sort() };
  };
  expect(await seen(agent())).toEqual({ status: 200, found: [records.a, records.abroad, records.b].sort() });
  expect(await seen(PEOPLE.handler)).toEqual({ status: 200, found: [records.a, records.b] });
  expect(await seen(PEOPLE.elsewhere)).toEqual({ status: 200, found: [records.abroad] });
  expect(await seen({ ...agent(), uscc: '91320800000000000X' })).toEqual({ status: 404, found: [] });
  const caseId = itemsOf(sent)[0]?.case?.caseId ?? '';
  expect((await as(world, agent(), 'GET', `/cases/${caseId}`)).body).toMatchObject({ applicationId });
});

test('each case goes its own way: one is refused acceptance, the others stay', async () => {
  const [first, second] = itemsOf(await send([records.a, records.b], 'application-5'));
  const said = { version: 1, reasons: '不属于本单位认定的信息' };
  const url = `/cases/${first?.case?.caseId ?? ''}/acts/refuseAcceptance`;
  expect(await as(world, PEOPLE.handler, 'POST', url, said, 'refuse-1')).toMatchObject({ body: { stage: 'closed' } });
  const other = await as(world, agent(), 'GET', `/cases/${second?.case?.caseId ?? ''}`);
  expect(other.body).toMatchObject({ stage: 'applied', outcome: null });
});

test('nothing is opened when a record is not the applicant’s, or when two subjects are named', async () => {
  await addRecord(world.database.owner, { id: `OTHER${scenes}` });
  expect(await send([records.a, `OTHER${scenes}`], 'application-6')).toMatchObject({ status: 404 });
  expect(await send([records.a, `OTHER${scenes}`], 'application-6', {}, PEOPLE.clerk)).toMatchObject({
    status: 422,
    body: { code: 'SEVERAL_SUBJECTS' },
  });
  expect(await casesOf()).toBe(0);
});

test('when no record is taken, the answer says so and why', async () => {
  const sent = await send([records.young], 'application-7');
  expect([sent.status, sent.headers['location']]).toEqual([200, undefined]);
  expect(itemsOf(sent)).toMatchObject([{ case: null, refusal: { code: 'BEFORE_MINIMUM' } }]);
});

test('one record or several, each once', async () => {
  for (const more of [{ record: records.a }, { records: undefined }, { records: [] }, { records: ['X', 'X'] }])
    expect(await send([records.a], 'application-8', more)).toMatchObject({
      status: 400,
      body: { code: 'BAD_REQUEST' },
    });
});

test('each counter numbers for itself: the same number at two counters is two applications, at one it is one subject’s', async () => {
  const { owner: pool } = world.database;
  const [here, there, other] = [`HERE${records.a}`, `THERE${records.a}`, `OTHER${records.a}`];
  for (const id of [here, other]) await addRecord(pool, { id });
  await addRecord(pool, { id: there, region: '130100', authority: 'sjz-sthj' });
  const hands = (who: object, record: string) =>
    as(
      ...([world, who, 'POST', '/repairs'] as const),
      applicationFor(record, { channelNumber: `NO-${records.a}` }),
      `counter-${record}`,
    );
  const clerkThere = { ...PEOPLE.clerk, sub: 'clerk-there', region: '130100' };
  expect((await hands(PEOPLE.clerk, here)).status).toBe(201);
  expect((await hands(clerkThere, there)).status).toBe(201);
  expect((await hands(PEOPLE.clerk, other)).body['code']).toBe('APPLICATION_TAKEN');
});
