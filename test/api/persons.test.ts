/** Natural persons: entered, listed, checked at the counter, objecting and repaired; the number is kept and told nowhere. */
import { pino } from 'pino';
import type { ActMessage } from '../../contract/messages.js';
import { untold } from '../../register/linked.js';
import { residentCheckDigit } from '../../domain/record/subject.js';
import { moving, type Moving } from './moving.js';
import { applicationFor, as, createWorld, keyed, PEOPLE, type Sent, type World } from './support.js';

/** A made-up number of a region that never was. */
const numberOf = (n: number): string => {
  const body = `99010119900101${String(n).padStart(3, '0')}`;
  return `${body}${residentCheckDigit(body) ?? ''}`;
};
const [IMPORTED, LISTED, STRANGER, PRINCIPAL] = [numberOf(1), numberOf(2), numberOf(3), numberOf(4)] as const;
const NAME = '赵示例';
const COMPANY = '示例化工有限公司';
const trading = { sub: 'ggzy', roles: ['departmentSystem'], party: 'huaian-ggzy', region: '320800' };

let world: World;
let house: Moving;
let logged = '';
const sent: ActMessage[] = [];

beforeAll(async () => {
  world = await createWorld();
  const { owner } = world.database;
  await owner.query(`insert into party (id, name, region, adapter) values ('huaian-ggzy', '公共资源交易中心', '320800', 'manual');
    insert into party_duty (region, party, effects) values ('320800', 'huaian-kjj', '{liftMeasures}');
    insert into party_role (region, party, role, about) values
      ('320800', 'huaian-ggzy', 'implementer', '{honourLimit,appointmentLimit,procurementBan}')`);
  const logger = pino({ level: 'trace' }, { write: (line: string) => void (logged += line) });
  const cases: World['cases'] = {
    ...world.cases,
    act: (start, act) => (sent.push(act), world.cases.act(start, act)),
    signal: (start, act) => (sent.push(act), world.cases.signal(start, act)),
  };
  const watched = { ...world, again: (more: object) => world.again({ ...more, logger, cases }) };
  house = await moving(watched, 'persons', '2026-08-20T02:00:00.000Z');
  house.now = '2026-08-20T02:00:00.000Z';
});
afterAll(() => world.close());

const see = (who: object, url: string): Promise<Sent> => as(world, who, 'GET', url);
const itemsOf = async (who: object, url: string): Promise<Record<string, unknown>[]> =>
  (await see(who, url)).body['items'] as Record<string, unknown>[];
const screened = (idNumber: string, matter: string, who: object = trading): Promise<Sent> =>
  house.post(who, '/screening', { idNumber, matter });

/** What the manual parties of these tests report on all that waits for them. */
async function carriedOut(who: object): Promise<readonly string[]> {
  const waiting = await itemsOf(who, '/instructions?state=pending&limit=100');
  for (const { id } of waiting) {
    const said = { reportId: `report-${String(id)}`, outcome: 'done', receipt: '已办' };
    expect((await house.post(who, `/instructions/${String(id)}/feedback`, said)).status).toBe(200);
  }
  return waiting.map((i) => String(i['effect']));
}

const HEAD =
  '行政相对人名称,行政相对人类别,身份证号,行政处罚决定书文号,违法事实,处罚类别,处罚决定日期,处罚机关,失信严重程度';
async function upload(key: string, ...rows: string[]): Promise<Sent> {
  const csv = [HEAD, ...rows].join('\n');
  const payload = `--edge\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n${csv}\r\n--edge--\r\n`;
  const answer = await world.app.inject({
    ...{ method: 'POST', url: '/api/v1/records/import', payload: Buffer.from(payload) },
    headers: {
      authorization: `Bearer ${await world.token(PEOPLE.office)}`,
      'idempotency-key': key,
      'content-type': 'multipart/form-data; boundary=edge',
    },
  });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
}
const penalty = (idNumber: string, document: string, name = NAME): string =>
  `${name},自然人,${idNumber},${document},无证经营,罚款,2026-04-15,淮安市生态环境局,一般`;

async function upheldObjection(record: string, who: object): Promise<void> {
  const said = { record, ground: 'notMine', explanation: '并非本人所为', electronicService: false };
  const { status, body } = await house.post(PEOPLE.clerk, '/objections', said);
  expect({ status, stage: body['stage'] }).toEqual({ status: 201, stage: 'examining' });
  const caseId = String(body['caseId']);
  expect(await carriedOut(who)).toEqual(['suspendMeasure']);
  const verdict = { verdict: 'uphold', findings: '已核查', reasons: '笔录由本人签字' };
  expect((await house.act(PEOPLE.handler, caseId, 'conclude', verdict)).status).toBe(200);
  expect((await house.act(PEOPLE.reviewer, caseId, 'confirm', { approve: true })).status).toBe(200);
  expect(await carriedOut(who)).toEqual(['resumeMeasure']);
  expect((await house.see(PEOPLE.handler, caseId)).body).toMatchObject({ stage: 'closed', outcome: 'upheld' });
}

let imported: string;

test('a record is imported; the window raises an objection, measures rest and come back; the repair is granted', async () => {
  const answer = await upload('persons-1', penalty(IMPORTED, '1号'), penalty('990101199001010011', '2号'));
  expect(answer).toMatchObject({ status: 200, body: { counts: { imported: 1, refused: 1 } } });
  const [good, bad] = answer.body['rows'] as { recordId: string; problems: { code: string }[] }[];
  imported = good?.recordId ?? '';
  expect(bad?.problems).toMatchObject([{ code: 'PERSON_NUMBER', column: '身份证号' }]);
  const [subject] = (await world.database.owner.query('select kind, code_kind, code, name from subject')).rows;
  expect(subject).toEqual({ kind: 'person', code_kind: 'personKey', code: keyed.person(IMPORTED).code, name: NAME });

  await upheldObjection(imported, PEOPLE.workbench);
  const repair = await house.post(PEOPLE.clerk, '/repairs', applicationFor(imported));
  expect(repair).toMatchObject({ status: 201 });
  const caseId = String(repair.body['caseId']);
  expect((await house.act(PEOPLE.handler, caseId, 'accept')).status).toBe(200);
  const granted = { outcome: 'grant', findings: '义务已履行' };
  expect((await house.act(PEOPLE.handler, caseId, 'propose', granted)).status).toBe(200);
  expect((await house.act(PEOPLE.reviewer, caseId, 'confirm', { approve: true })).status).toBe(200);
  expect(await carriedOut(PEOPLE.workbench)).toContain('liftMeasures');
  expect((await house.see(PEOPLE.handler, caseId)).body).toMatchObject({
    ...{ outcome: 'repaired', record: { status: 'repaired' }, subject: { kind: 'person', name: NAME } },
  });
  const paper = await house.paper(await house.notice(PEOPLE.handler, caseId, 'repairDecision'));
  expect(paper).toContain(`${NAME}:`);
  expect(paper).not.toContain(keyed.person(IMPORTED).code);
});

test('the same person is the same subject; another name is told without telling the names', async () => {
  const { body } = await upload('persons-2', penalty(IMPORTED, '3号', '李示例'), penalty(IMPORTED, '4号'));
  expect(body).toMatchObject({
    counts: { imported: 2 },
    rows: [{ problems: [{ code: 'PERSON_NAME_DIFFERS' }] }, { problems: [] }],
  });
  expect(JSON.stringify(body)).not.toMatch(/示例/);
  expect((await world.database.owner.query('select count(*)::int as n from subject')).rows).toEqual([{ n: 1 }]);
});

const matter = (subject: object): object => ({
  subject,
  ...{ title: '拒不履行处罚决定', list: 'environment', facts: '拒不改正', basis: '国办发〔2020〕49号(六)' },
  ...{ measures: ['appointmentLimit'], months: 24 },
});

let listed: string;

test('a person is listed; only what is laid on persons rests on them, and the counter asks by the number', async () => {
  const opened = await house.post(PEOPLE.handler, '/listings', matter({ idNumber: LISTED, name: NAME }));
  expect(opened).toMatchObject({ status: 201, body: { stage: 'noticing' } });
  const caseId = String(opened.body['caseId']);
  const serve = async (kind: string): Promise<Sent> =>
    house.act(PEOPLE.handler, caseId, 'recordService', {
      ...{ noticeId: await house.notice(PEOPLE.handler, caseId, kind), method: 'receipt', evidence: '本人签收' },
    });
  expect((await serve('listingNotice')).body).toMatchObject({ stage: 'stating' });
  house.now = '2026-08-28T02:00:00.000Z';
  await house.passes(caseId, 'listing', 'statement');
  const decision = {
    ...{ outcome: 'list', findings: '属实', measures: ['appointmentLimit'], months: 24 },
    contents: { facts: '事由', basis: '依据', measuresHint: '提示', exitConditions: '移出', remedies: '救济' },
  };
  expect((await house.act(PEOPLE.handler, caseId, 'proposeDecision', decision)).status).toBe(200);
  expect((await house.act(PEOPLE.reviewer, caseId, 'confirm', { approve: true })).status).toBe(200);
  expect((await serve('listingDecision')).body).toMatchObject({ stage: 'closed', outcome: 'listed' });
  listed = caseId;

  const tasks = await itemsOf(trading, '/instructions?state=pending');
  expect(tasks).toMatchObject([{ effect: 'applyMeasure', subjectName: NAME, subjectCode: keyed.person(LISTED).code }]);
  const stopped = await screened(LISTED, 'appointment');
  expect(stopped).toMatchObject({
    status: 200,
    body: {
      ...{ uscc: null, personKey: keyed.person(LISTED).code, known: true, answer: 'intercept' },
      measures: [{ code: 'appointmentLimit', target: 'responsiblePerson' }],
    },
  });
  expect((await screened(LISTED, 'procurement')).body).toMatchObject({ answer: 'nothing', measures: [] });
  expect((await screened(` ${LISTED.slice(0, 6)} ${LISTED.slice(6)}`, 'appointment')).body['answer']).toBe('intercept');
  expect((await screened(STRANGER, 'appointment')).body).toMatchObject({ known: false, answer: 'nothing' });
  expect((await screened(LISTED, 'appointment', PEOPLE.clerk)).status).toBe(403);

  await carriedOut(trading);
  const recordId = String(tasks[0]?.['recordId']);
  const objection = { record: recordId, ground: 'shouldNotExist', explanation: '处罚已撤销' };
  const raised = await house.post(PEOPLE.clerk, '/objections', objection);
  expect((await screened(LISTED, 'appointment')).body).toMatchObject({ known: true, answer: 'nothing', measures: [] });
  const back = { reason: '已核实' };
  expect((await house.act(PEOPLE.clerk, String(raised.body['caseId']), 'withdrawObjection', back)).status).toBe(200);
  expect((await screened(LISTED, 'appointment')).body['answer']).toBe('intercept');
});

test('the person leaves the list: the decision is annulled, and the counter knows of nothing', async () => {
  const { body } = await house.see(PEOPLE.handler, listed);
  const { id: record } = body['record'] as { id: string };
  const evidence = [{ kind: 'annulment', name: '撤销决定书.pdf', sha256: 'a'.repeat(64) }];
  const exit = await house.post(PEOPLE.clerk, '/exits', { record, ground: 'annulled', evidence });
  expect(exit).toMatchObject({ status: 201, body: { process: 'exit' } });
  const caseId = String(exit.body['caseId']);
  const removal = { outcome: 'grant', findings: '原决定已撤销' };
  expect(await house.offered(PEOPLE.handler, caseId)).toContain('propose');
  expect((await house.act(PEOPLE.handler, caseId, 'propose', removal)).status).toBe(200);
  expect((await house.act(PEOPLE.reviewer, caseId, 'confirm', { approve: true })).status).toBe(200);
  expect((await screened(LISTED, 'appointment')).body).toMatchObject({ known: false, answer: 'nothing' });
  expect((await house.see(PEOPLE.handler, caseId)).body['subject']).toMatchObject({ kind: 'person', name: NAME });
});

test('a company is listed with its principal named: who he is goes to the register alone, his record begins with the entry', async () => {
  const company = { code: '91320800MA0DEM0217', name: COMPANY };
  const said = { documentNumber: '苏环信〔2026〕9号', decidedOn: '2026-08-20', months: null };
  const principal = { office: 'principal', idNumber: PRINCIPAL, name: NAME };
  const received = (persons: readonly object[]) =>
    house.post(PEOPLE.handler, '/listings/received', { ...matter(company), ...said, persons });
  const wrong = await received([{ ...principal, idNumber: '990101199001010011' }]);
  expect(wrong.status).toBe(400);
  expect(JSON.stringify(wrong.body)).not.toContain('990101');
  expect((await received([principal, principal])).status).toBe(400);
  expect(await received([])).toMatchObject({ body: { code: 'RESPONSIBLE_MISSING' } });
  const opened = await received([principal]);
  expect(opened).toMatchObject({ status: 201 });
  const caseId = String(opened.body['caseId']);
  expect((await screened(PRINCIPAL, 'appointment')).body).toMatchObject({ answer: 'nothing' });
  const verified = await house.act(PEOPLE.handler, caseId, 'verifyReceived', { confirmed: true, reasons: '一致' });
  const { body } = await house.see(PEOPLE.handler, caseId);
  expect(JSON.stringify(body)).not.toContain(NAME);
  const entry = (body['record'] as { id: string }).id;
  expect(verified.body['moved']).toEqual(['record', `record@${entry}-p1`]);
  for (const { start, act } of await untold(world.database.pool, { record: `${entry}-p1` }, 10))
    await world.cases.act(start, act);
  expect((await screened(PRINCIPAL, 'appointment')).body).toMatchObject({ answer: 'intercept' });
  const raised = await house.post(PEOPLE.clerk, '/objections', {
    ...{ record: `${entry}-p1`, ground: 'notMine', explanation: '当时并非主要负责人' },
  });
  expect(raised).toMatchObject({ status: 201 });
  expect((await screened(PRINCIPAL, 'appointment')).body).toMatchObject({ answer: 'nothing' });
});

test.each<[string, object, string]>([
  ['a wrong check digit', { idNumber: '990101199001010011', name: NAME }, '/subject/idNumber'],
  ['a code beside it', { idNumber: STRANGER, code: '91320800MA0DEM0217', name: NAME }, '/subject/code'],
  ['neither code nor number', { name: NAME }, '/subject/code'],
  ['the number as a code', { code: STRANGER, name: NAME }, '/subject/code'],
  ['a kind of public body', { idNumber: STRANGER, name: NAME, publicKind: 'publicBody' }, '/subject/publicKind'],
])('a matter about a person with %s is refused, and nothing of the number told', async (_, subject, path) => {
  const { status, body } = await house.post(PEOPLE.handler, '/listings', matter(subject));
  expect(status).toBe(400);
  expect((body['errors'] as { path: string }[]).map((e) => e.path)).toEqual([path]);
  expect(JSON.stringify(body)).not.toContain('990101');
});

test('the number stands in no address: asked so it is refused', async () => {
  const { status, body } = await see(trading, `/screening?uscc=${LISTED}&matter=appointment`);
  expect({ status, code: body['code'] }).toEqual({ status: 400, code: 'BAD_REQUEST' });
  expect(JSON.stringify(body)).not.toContain(LISTED);
  expect((await screened('990101199001010011', 'appointment')).status).toBe(400);
});

describe('the name', () => {
  const MASKED = '赵**';
  const county = { sub: 'county', roles: ['windowClerk'], region: '320803' };
  const provider = { sub: 'provider', roles: ['handler'], region: '320800', department: 'huaian-scjg' };
  const readers: readonly (readonly [string, object, string])[] = [
    ['the handler of the authority', PEOPLE.handler, NAME],
    ['the reviewer of the authority', PEOPLE.reviewer, NAME],
    ['the credit office', PEOPLE.office, NAME],
    ['the window', PEOPLE.clerk, NAME],
    ['the supervisor', PEOPLE.supervisor, MASKED],
    ['the province', PEOPLE.province, MASKED],
    ['the auditor', PEOPLE.auditor, MASKED],
  ];

  test.each(readers)('is open to who works with it, and masked for others: %s', async (_, who, shown) => {
    const other = shown === NAME ? MASKED : NAME;
    const urls = ['/cases?limit=100', '/terms?limit=100', `/cases/${listed}`, `/cases/${listed}/journal?limit=100`];
    for (const url of [...urls, '/records?limit=100']) {
      const { status, body } = await see(who, url);
      expect({ url, status }).toEqual({ url, status: 200 });
      const text = JSON.stringify(body);
      expect({ url, other: text.includes(other) }).toEqual({ url, other: false });
      if (!url.startsWith('/terms')) expect({ url, shown: text.includes(shown) }).toEqual({ url, shown: true });
    }
  });

  test('the auditor reads instructions without it, the party that carries them out with it', async () => {
    const names = async (who: object) =>
      new Set((await itemsOf(who, '/instructions?limit=100')).map((i) => i['subjectName']));
    expect(await names(PEOPLE.auditor)).toEqual(new Set([MASKED, COMPANY]));
    expect(await names(trading)).toEqual(new Set([NAME, COMPANY]));
    expect(await names(PEOPLE.handler)).toEqual(new Set([NAME, COMPANY]));
  });

  test('of another place or authority nobody sees even the case', async () => {
    for (const who of [county, provider, PEOPLE.elsewhere])
      expect((await see(who, `/cases/${listed}`)).status).toBe(404);
  });
});

test('the number is stored, sent and logged nowhere; the name only where it may be erased', async () => {
  expect(logged).toContain('/api/v1/screening');
  expect(sent.map((a) => a.name)).toEqual(expect.arrayContaining(['proposeListing', 'object', 'apply']));
  const { rows: tables } = await world.database.owner.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const naming: string[] = [];
  for (const { name } of tables) {
    const { rows } = await world.database.owner.query<{ all: string | null }>(
      `select string_agg(row_to_json(t)::text, '') as all from "${name}" t`,
    );
    const text = rows[0]?.all ?? '';
    expect({ name, number: /990101199001010/.test(text) }).toEqual({ name, number: false });
    if (text.includes(NAME)) naming.push(name);
  }
  expect(naming.sort()).toEqual(['personal', 'subject']);
  for (const text of [logged, JSON.stringify(sent)]) expect(text).not.toContain('99010119900101');
  expect(logged).not.toContain(NAME);
});
