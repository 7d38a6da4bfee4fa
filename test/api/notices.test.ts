/** Documents: who may read them, that they never change, and what a stranger learns by the code. */
import { standingOf } from '../../domain/file/standing.js';
import type { Printer } from '../../papers/printer.js';
import { addRecord, applicationFor, as, createWorld, PEOPLE, usccOf, type World } from './support.js';

let world: World;
let noticeId: string;
let caseId: string;
const agent = { sub: 'agent', roles: ['enterpriseAgent'], uscc: '' };

const act = (name: string, who: object, body: object) =>
  as(world, who, 'POST', `/cases/${caseId}/acts/${name}`, body, `key-${name}-1`);

beforeAll(async () => {
  world = await createWorld();
  for (const id of ['N1', 'N2']) await addRecord(world.database.owner, { id });
  agent.uscc = await usccOf(world, 'N1');
  const applied = await as(world, agent, 'POST', '/repairs', applicationFor('N1'), 'application-1');
  caseId = String(applied.body['caseId']);
  await act('accept', PEOPLE.handler, { version: 1 });
  noticeId = `${caseId}-n1`;
});
afterAll(() => world.close());

const read = async (who: object, what = '', app = world.app) =>
  app.inject({
    url: `/api/v1/notices/${noticeId}${what}`,
    headers: { authorization: `Bearer ${await world.token(who)}` },
  });
const verify = (code: string, accept = 'application/json', remoteAddress = '10.0.0.1') =>
  world.app.inject({ url: `/verify/${code}`, headers: { accept }, remoteAddress });
const codeOf = async (): Promise<string> => (await read(agent)).json<{ code: string }>().code;

test('who may read the case may read its documents, nobody else', async () => {
  for (const who of [agent, PEOPLE.handler, PEOPLE.clerk, PEOPLE.supervisor, PEOPLE.auditor]) {
    for (const what of ['', '/html', '/pdf']) expect((await read(who, what)).statusCode).toBe(200);
  }
  const stranger = { ...agent, sub: 'other', uscc: await usccOf(world, 'N2') };
  for (const who of [stranger, PEOPLE.elsewhere, PEOPLE.elsewhereOffice, PEOPLE.site]) {
    for (const what of ['', '/html', '/pdf']) expect((await read(who, what)).statusCode).toBe(404);
  }
});

test('the page stands alone under a policy of its own; the PDF is one and is named', async () => {
  const page = await read(agent, '/html');
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(page.body).toContain('信用修复受理通知书');
  const pdf = await read(agent, '/pdf');
  expect(pdf.headers).toMatchObject({
    'content-type': 'application/pdf',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(pdf.headers['content-disposition']).toContain(encodeURIComponent('信用修复受理通知书'));
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await read(agent, '/pdf')).rawPayload.equals(pdf.rawPayload)).toBe(true);
});

test('what was once printed stays, whatever becomes of the register around it', async () => {
  const before = (await read(agent)).body;
  await world.database.owner.query(`update department set name = '改名后的机关' where id = 'huaian-sthj'`);
  expect((await read(agent)).body).toBe(before);
  await world.database.owner.query(`update department set name = '淮安市生态环境局' where id = 'huaian-sthj'`);
});

test('a printer that is overrun is a problem that says when to come again', async () => {
  const { PrinterBusy } = await import('../../papers/printer.js');
  const printer: Printer = { pdf: () => Promise.reject(new PrinterBusy('full')), close: () => Promise.resolve() };
  const busy = await read(agent, '/pdf', await world.again({ printer }));
  expect([busy.statusCode, busy.json<{ code: string }>().code, busy.headers['retry-after']]).toEqual([
    503,
    'PRINTER_BUSY',
    '5',
  ]);
});

test('a stranger learns that it is genuine and in force, and nothing about whom it concerns', async () => {
  const code = await codeOf();
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{20}$/);
  const answer = await verify(code);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({
    genuine: true,
    document: {
      ...{ kind: 'acceptance', title: '信用修复受理通知书', authority: '淮安市生态环境局', signedOn: '2026-08-20' },
      ...{ standing: 'inForce', standingText: '有效', by: null },
    },
  });
  const page = await verify(code.toLowerCase().replace(/(.{4})/g, '$1-'), 'text/html,*/*');
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  for (const part of ['信用修复受理通知书', '淮环信修受〔2026〕1号', '有效']) expect(page.body).toContain(part);
  for (const text of [answer.body, page.body]) expect(text).not.toMatch(/示例公司|9132|张示例|示例罚/);
});

test('a voided document: listed as such, printed with the mark, and a stranger learns since when; its number is not given again', async () => {
  const code = await codeOf();
  const clean = await read(agent, '/pdf');
  const said = { version: 2, noticeId, reasons: '张示例处用印错误', reissue: true };
  expect((await act('proposeVoid', PEOPLE.clerk, said)).status).toBe(403);
  const listed = async (who: object) => (await as(world, who, 'GET', `/cases/${caseId}`)).body;
  expect((await act('proposeVoid', PEOPLE.handler, said)).status).toBe(200);
  expect(await listed(PEOPLE.handler)).toMatchObject({ notices: [{ id: noticeId, voided: null, voidProposed: true }] });
  expect(await listed(agent)).toMatchObject({ notices: [{ voided: null, voidProposed: false }] });
  const offered = JSON.stringify((await listed(PEOPLE.reviewer))['availableActs']);
  expect(offered).toContain('confirmVoid');
  expect((await act('confirmVoid', PEOPLE.reviewer, { version: 3, noticeId, approve: true })).status).toBe(200);
  expect(await listed(agent)).toMatchObject({
    stage: 'verifying',
    notices: [
      { number: '淮环信修受〔2026〕1号', voided: { since: '2026-08-20', replacedBy: `${caseId}-n2` } },
      { id: `${caseId}-n2`, number: '淮环信修受〔2026〕2号', voided: null },
    ],
  });
  const answer = await verify(code, 'application/json', '10.0.0.3');
  expect(answer.json()).toMatchObject({
    ...{ genuine: true, text: '本文书由淮安市生态环境局作出,已在系统登记,自 2026-08-20 起作废。' },
    document: {
      ...{ number: '淮环信修受〔2026〕1号', standing: 'void', standingText: '作废', voidSince: '2026-08-20' },
      by: { title: '信用修复受理通知书', number: '淮环信修受〔2026〕2号', signedOn: '2026-08-20' },
    },
  });
  const page = await verify(code, 'text/html', '10.0.0.3');
  for (const text of [answer.body, page.body]) {
    expect(text).toContain('2026-08-20 起作废');
    expect(text).not.toMatch(/示例公司|9132|张示例|示例罚|用印/);
  }
  expect((await read(agent, '/html')).body).toContain('<p class="void">作废</p>');
  expect((await read(agent, '/pdf')).rawPayload.equals(clean.rawPayload)).toBe(false);
  // The copy says the same under its own number, and is in force.
  const words = async (id: string) => (await as(world, agent, 'GET', `/notices/${id}`)).body;
  const [old, copy] = [await words(noticeId), await words(`${caseId}-n2`)];
  expect(copy['blocks']).toEqual(old['blocks']);
  expect([old['isVoid'], copy['isVoid'], copy['number']]).toEqual([true, false, '淮环信修受〔2026〕2号']);
  expect((await verify(String(copy['code']), 'application/json', '10.0.0.3')).json()).toMatchObject({
    document: { standing: 'inForce', voidSince: null },
  });
  const { rows } = await world.database.owner.query(
    `select s.last_no, (select count(*)::int from notice n where n.series = s.key) as given from series s where s.key like '%信修受%'`,
  );
  expect(rows).toEqual([{ last_no: 2, given: 2 }]);
  // The party reads that it is void, not who said why.
  const told = JSON.stringify((await as(world, agent, 'GET', `/cases/${caseId}/journal`)).body);
  expect(told).toContain('自 2026-08-20 起作废');
  expect(told).not.toContain('用印错误');
});

test('codes that nobody has, and what is no code at all, are answered alike; the form asks without a script', async () => {
  const answers = await Promise.all(['A'.repeat(20), 'x', '0'.repeat(200), '%27%20or%201'].map((c) => verify(c)));
  for (const answer of answers) {
    expect([answer.statusCode, answer.body]).toEqual([404, answers[0]?.body]);
    expect(answer.json()).toMatchObject({ genuine: false, document: null });
  }
  const form = await world.app.inject({ url: '/verify' });
  expect([form.statusCode, form.body.includes('<script')]).toEqual([200, false]);
  const odd = await world.app.inject({ url: '/verify?code=%3Cscript%3E', headers: { accept: 'text/html' } });
  expect([odd.statusCode, odd.body.includes('<script')]).toEqual([404, false]);
});

test('whoever tries many codes is slowed down', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 61; n += 1)
    statuses.push((await verify('A'.repeat(20), 'application/json', '10.0.0.9')).statusCode);
  expect(statuses.slice(0, 60).every((s) => s === 404)).toBe(true);
  expect(statuses[60]).toBe(429);
});

test('codes differ, and none is changed by the application', async () => {
  const { rows } = await world.database.owner.query<{ codes: string; all: string }>(
    `select count(distinct verification_code()) as codes, count(*) as all from generate_series(1, 2000)`,
  );
  expect(rows[0]?.codes).toBe(rows[0]?.all);
  await expect(world.database.pool.query(`update notice set code = 'X'`)).rejects.toThrow('permission denied');
  await expect(world.database.pool.query(`update notice_text set text = '{}'`)).rejects.toThrow('permission denied');
});

describe('standing', () => {
  const now = (issued: Partial<Parameters<typeof standingOf>[0]>) =>
    standingOf({ kind: 'listingDecision', outcome: null, recordStatus: 'published', later: [], ...issued }).standing;
  const later = (kind: 'exitDecision' | 'relistingDecision' | 'repairGuide' | 'revocationDecision') => [
    { kind, number: '淮环〔2026〕2号', signedOn: '2026-09-01' },
  ];
  test('a decision stands until a later one ends it, and falls with a record that is annulled', () => {
    expect(now({})).toBe('inForce');
    expect(now({ later: later('repairGuide') })).toBe('inForce');
    expect(now({ later: later('exitDecision') })).toBe('superseded');
    expect(now({ recordStatus: 'annulled' })).toBe('revoked');
    expect(now({ kind: 'exitDecision', later: later('relistingDecision') })).toBe('revoked');
    expect(now({ kind: 'repairDecision', later: later('revocationDecision') })).toBe('revoked');
    expect(now({ kind: 'rectificationOrder', outcome: 'withdrawn' })).toBe('revoked');
  });
});
