/** Names of persons stand only where they may be erased, are shown only to whom they concern, and are not missed once erased. */
import { usccCheckDigit } from '../../domain/record/subject.js';
import { moving, type Moving } from './moving.js';
import { addRecord, as, createWorld, PEOPLE, type World } from './support.js';

const BODY = '91320800MA0PRX017';
const USCC = `${BODY}${usccCheckDigit(BODY) ?? ''}`;
const agent = { sub: 'agent-privacy', roles: ['enterpriseAgent'], uscc: USCC };
const contact = { name: '赵联系', phone: '13912345678', email: 'zhao@company.example' };
const NAMES = ['赵联系', '13912345678', 'zhao@company.example', '钱帮扶', '孙约谈', '李约谈', '周接收'];

let world: World;
let house: Moving;
beforeAll(async () => {
  world = await createWorld();
  house = await moving(world, 'privacy', '2026-09-01T02:00:00.000Z');
  await addRecord(world.database.owner, { id: 'P1' });
});
afterAll(() => world.close());

const subject = { code: USCC, name: '示例公司' };
const sections = async (who: object, caseId: string): Promise<string> =>
  JSON.stringify((await house.see(who, caseId)).body['sections']);

/** Every row of the register outside the two tables that may be erased, as text. */
async function kept(): Promise<string> {
  const { pool } = world.database;
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('personal', 'contact', 'pgmigrations')`,
  );
  const tables = await Promise.all(
    rows.map(({ name }) => pool.query<{ text: string }>(`select row_to_json(t)::text as text from ${name} t`)),
  );
  return tables.flatMap((t) => t.rows.map((row) => row.text)).join('\n');
}

async function interviewed(): Promise<string> {
  const order = {
    ...{ subject, contact, title: '粉尘超标', facts: '超标排放', list: 'environment', serious: true },
    ...{ items: [{ text: '整改' }], deadline: '2026-09-21', electronicService: true },
  };
  const { body } = await house.post(PEOPLE.handler, '/rectifications', order);
  const caseId = String(body['caseId']);
  const noticeId = await house.notice(PEOPLE.handler, caseId, 'rectificationOrder');
  await house.act(PEOPLE.handler, caseId, 'recordService', {
    noticeId,
    method: 'receipt',
    evidence: '送达回证:周接收',
  });
  expect((await house.act(PEOPLE.office, caseId, 'assignHelper', { helper: '钱帮扶' })).status).toBe(200);
  house.now = '2026-09-22T02:00:00.000Z';
  await house.passes(caseId, 'rectification', 'rectification');
  const interview = { at: '2026-09-28T06:30:00.000Z', place: '二楼会议室', interviewers: ['孙约谈', '李约谈'] };
  const scheduled = await house.act(PEOPLE.handler, caseId, 'scheduleInterview', { kind: 'warning', ...interview });
  expect(scheduled).toMatchObject({ status: 200, body: { stage: 'interviewScheduled' } });
  return caseId;
}

test('of a rectification: in no journal, file, instruction or notice; told to whom it concerns; and erasable', async () => {
  const caseId = await interviewed();
  const rows = await kept();
  expect(rows).toContain('二楼会议室');
  for (const name of NAMES) expect({ name, kept: rows.includes(name) }).toEqual({ name, kept: false });

  const toHandler = await sections(PEOPLE.handler, caseId);
  for (const name of ['钱帮扶', '孙约谈、李约谈']) expect(toHandler).toContain(name);
  const toParty = await sections(agent, caseId);
  expect(toParty).toContain('钱帮扶');
  expect(toParty).not.toContain('孙约谈');
  expect(JSON.stringify((await house.see(PEOPLE.handler, caseId)).body['notices'])).toContain('周接收');

  await world.database.owner.query('delete from personal');
  const erased = await sections(PEOPLE.handler, caseId);
  for (const name of NAMES) expect(erased).not.toContain(name);
  expect(erased).toContain('两名工作人员');
  const notices = (await house.see(PEOPLE.handler, caseId)).body['notices'];
  expect(notices).toMatchObject([{ service: { method: 'receipt', evidence: null } }, {}]);
});

test('who objects to an honour is not told to those who are to be honoured', async () => {
  const said = { subject, title: '守信', facts: '事迹', basis: '依据', measures: ['papersLater'] };
  const { body } = await house.post(PEOPLE.handler, '/recognitions', said);
  const caseId = String(body['caseId']);
  const contest = { text: '吴邻居反映其夜间排放' };
  expect((await house.act(PEOPLE.clerk, caseId, 'contest', contest)).status).toBe(200);
  const seen = async (who: object): Promise<string> =>
    JSON.stringify([
      (await house.see(who, caseId)).body,
      (await as(world, who, 'GET', `/cases/${caseId}/journal`)).body['items'],
    ]);
  expect(await seen(PEOPLE.handler)).toContain('吴邻居');
  expect(await seen(agent)).toContain('守信');
  expect(await seen(agent)).not.toContain('吴邻居');
});

test('of every opening: whom to write to', async () => {
  const listing = {
    ...{ subject, contact, title: '拒不履行', list: 'environment', facts: '事实', basis: '依据' },
    ...{ measures: ['honourLimit'], electronicService: true },
  };
  const objection = { record: 'P1', contact, ground: 'period', explanation: '期限有误' };
  expect((await house.post(PEOPLE.handler, '/listings', listing)).status).toBe(201);
  expect((await house.post(PEOPLE.clerk, '/objections', objection)).status).toBe(201);
  const rows = await kept();
  for (const name of Object.values(contact)) expect({ name, kept: rows.includes(name) }).toEqual({ name, kept: false });
  const { rows: contacts } = await world.database.pool.query<{ agent: object }>('select agent from contact');
  expect(contacts.map((c) => c.agent)).toEqual([contact, contact, contact]);
});
