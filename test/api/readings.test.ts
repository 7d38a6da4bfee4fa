/** Who read of a person is known: each reading once, with why, without what; and no route tells unseen. */
import type pg from 'pg';
import { ROUTES } from '../../api/authorise.js';
import { TELLINGS } from '../../api/readings.js';
import { residentCheckDigit } from '../../domain/record/subject.js';
import { subjectIdOf } from '../../register/import-plan.js';
import { addRecord, applicationFor, as, createWorld, keyed, PEOPLE, type World } from './support.js';

const NAME = '赵示例';
const BODY = '99010119900101009';
const NUMBER = `${BODY}${residentCheckDigit(BODY) ?? ''}`;

let world: World;
let caseId: string;
beforeAll(async () => {
  world = await createWorld();
  const { owner } = world.database;
  for (const id of ['COMPANY', 'PERSON']) await addRecord(owner, { id });
  await owner.query(
    `update subject set kind = 'person', code_kind = 'personKey', code = $1, name = $2 where id = 'SPERSON'`,
    [keyed.person(NUMBER).code, NAME],
  );
  const opened = await as(world, PEOPLE.clerk, 'POST', '/repairs', applicationFor('PERSON'), 'readings-apply');
  caseId = String(opened.body['caseId']);
  await as(world, PEOPLE.clerk, 'POST', '/repairs', applicationFor('COMPANY'), 'readings-apply');
});
afterAll(() => world.close());

interface Read {
  readonly kind: string;
  readonly object: string;
  readonly purpose: string;
  readonly reader: string;
}
const readings = async (pool: pg.Pool = world.database.pool): Promise<Read[]> =>
  (await pool.query<Read>('select kind, object, purpose, reader from reading order by id')).rows;

async function readBy(work: () => Promise<unknown>): Promise<Read[]> {
  const before = (await readings()).length;
  await work();
  return (await readings()).slice(before);
}

test.each([...ROUTES.keys()])('%s stands in the table of what routes tell of persons', (route) => {
  expect(TELLINGS.has(route)).toBe(true);
});

test('and nothing stands there that is no route', () => {
  expect([...TELLINGS.keys()].filter((route) => !ROUTES.has(route))).toEqual([]);
});

test('lists: the persons in them, each once; nothing of companies, nothing when none is there', async () => {
  const { handler } = PEOPLE;
  const of = (list: string, kind: string, object: string) => ({
    kind,
    object,
    purpose: `GET ${list}`,
    reader: 'handler',
  });
  expect(await readBy(() => as(world, handler, 'GET', '/records'))).toEqual([of('/records', 'record', 'PERSON')]);
  expect(await readBy(() => as(world, handler, 'GET', '/cases'))).toEqual([of('/cases', 'case', caseId)]);
  expect(await readBy(() => as(world, handler, 'GET', '/terms'))).toEqual([of('/terms', 'case', caseId)]);
  expect(await readBy(() => as(world, handler, 'GET', '/cases?record=COMPANY'))).toEqual([]);
});

test('a file and its journal, which name people whatever its subject is; a counter asking about a person', async () => {
  const by = (purpose: string, kind: string, object: string, reader: string) => ({ kind, object, purpose, reader });
  for (const [url, route] of [
    [`/cases/${caseId}`, 'GET /cases/:id'],
    [`/cases/${caseId}/journal`, 'GET /cases/:id/journal'],
  ] as const)
    expect(await readBy(() => as(world, PEOPLE.supervisor, 'GET', url))).toEqual([
      by(route, 'case', caseId, 'supervisor'),
    ]);
  const asked = { idNumber: NUMBER, matter: 'honours' };
  expect(await readBy(() => as(world, PEOPLE.office, 'POST', '/screening', asked))).toEqual([
    by('POST /screening', 'subject', subjectIdOf(keyed.person(NUMBER)), 'office'),
  ]);
});

test('what was not answered was not read', async () => {
  expect(await readBy(() => as(world, PEOPLE.elsewhere, 'GET', `/cases/${caseId}`))).toEqual([]);
  expect(await readBy(() => as(world, PEOPLE.admin, 'GET', '/cases'))).toEqual([]);
});

test('an answer whose reading cannot be written does not leave', async () => {
  const pool: pg.Pool = Object.create(world.database.pool);
  Object.assign(pool, {
    query: (asked: string | pg.QueryConfig, values?: unknown[]) =>
      (typeof asked === 'string' ? asked : asked.text).includes('insert into reading')
        ? Promise.reject(Object.assign(new Error('away'), { code: '57P01' }))
        : world.database.pool.query(asked, values),
  });
  const app = await world.again({ pool });
  const answer = await as({ ...world, app }, PEOPLE.handler, 'GET', `/cases/${caseId}`);
  expect(answer).toMatchObject({ status: 503, body: { code: 'REGISTER_AWAY' } });
  expect(JSON.stringify(answer.body)).not.toContain(NAME);
});

test('the auditor reads who read, in their own region; the last first, by object and by reader; nothing of what was read', async () => {
  const { body } = await as(world, PEOPLE.auditor, 'GET', `/readings?object=${caseId}&limit=2`);
  const items = body['items'] as { reader: string; purpose: string; id: string }[];
  expect(items).toHaveLength(2);
  expect(Number(items[0]?.id)).toBeGreaterThan(Number(items[1]?.id));
  const more = await as(world, PEOPLE.auditor, 'GET', `/readings?object=${caseId}&after=${String(body['next'])}`);
  expect((more.body['items'] as unknown[]).length).toBeGreaterThan(0);
  const own = await as(world, PEOPLE.auditor, 'GET', '/readings?reader=supervisor');
  expect(new Set((own.body['items'] as { reader: string }[]).map((i) => i.reader))).toEqual(new Set(['supervisor']));
  const elsewhere = { sub: 'far-auditor', roles: ['auditor'], region: '130100' };
  expect((await as(world, elsewhere, 'GET', '/readings')).body['items']).toEqual([]);
  expect((await as(world, PEOPLE.supervisor, 'GET', '/readings')).status).toBe(403);
  const { rows } = await world.database.pool.query<{ all: string }>(
    `select string_agg(r::text, ' ') as all from reading r`,
  );
  expect(rows[0]?.all).not.toMatch(new RegExp(`${NAME}|${NUMBER}|13800000000|agent@company`));
});
