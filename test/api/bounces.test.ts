/** Mails that come back hours later: the gateway hands them over raw, and the case tells its handler. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { bare, exchange, postfix, withEnvelopeId, type Told } from '../support/bounces.js';
import { addRecord, applicationFor, as, createWorld, PEOPLE, usccOf, type Sent, type World } from './support.js';

let world: World;
let scenes = 0;
let caseId = '';
let key = '';

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** A repair that was accepted, and whose 受理通知书 was announced. */
beforeEach(async () => {
  const record = `B${(scenes += 1)}`;
  await addRecord(world.database.owner, { id: record });
  const opened = await as(world, PEOPLE.clerk, 'POST', '/repairs', applicationFor(record), `apply-${record}`);
  caseId = String(opened.body['caseId']);
  await as(world, PEOPLE.handler, 'POST', `/cases/${caseId}/acts/accept`, { version: 1 }, `accept-${record}`);
  const { rows } = await world.database.owner.query<{ mail_key: string }>(
    'select mail_key from notice where case_id = $1',
    [caseId],
  );
  key = rows[0]?.mail_key ?? '';
});

async function comesBack(
  mail: string,
  more: { readonly app?: World['app']; readonly who?: object; readonly type?: string } = {},
) {
  const { app = world.app, who = PEOPLE.gateway, type = 'message/rfc822' } = more;
  const headers = { authorization: `Bearer ${await world.token(who)}`, 'content-type': type };
  const answer = await app.inject({ method: 'POST', url: '/api/v1/mail/bounces', headers, payload: Buffer.from(mail) });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

const seen = (who: object = PEOPLE.handler): Promise<Sent> => as(world, who, 'GET', `/cases/${caseId}`);
const listed = async (): Promise<string[]> => {
  const { body } = await as(world, PEOPLE.handler, 'GET', '/cases?mailReturned=true&limit=200');
  return (body['items'] as { caseId: string }[]).map((c) => c.caseId);
};
const noticeOf = ({ body }: Sent) => (body['notices'] as Record<string, unknown>[])[0] ?? {};
const journalOf = async () => {
  const { body } = await as(world, PEOPLE.handler, 'GET', `/cases/${caseId}/journal`);
  return (body['items'] as { act: string; about: string[]; actorRoleText: string; fromPaper: boolean }[]).filter(
    (e) => e.act === 'mailReturned',
  );
};
const stored = async (): Promise<number> => {
  const { rows } = await world.database.owner.query<{ n: number }>('select count(*)::int as n from journal');
  return rows[0]?.n ?? 0;
};
const serves = async (method: string) => {
  const { body } = await seen();
  const said = {
    version: body['version'],
    noticeId: noticeOf({ status: 200, body, headers: {} })['id'],
    method,
    evidence: '送达回证1号',
  };
  return as(world, PEOPLE.handler, 'POST', `/cases/${caseId}/acts/recordService`, said, `serve-${caseId}-${method}`);
};

test.each<readonly [string, (told: Told) => string, string]>([
  ['the Message-ID in the head that came back', postfix, '5.1.1'],
  ['the Message-ID of the mail that came back whole', exchange, '5.4.1'],
  ['the address it came back to', bare, '5.2.2'],
  ['the id of its envelope', (told) => withEnvelopeId({ ...told, action: 'failed', status: '5.7.1' }), '5.7.1'],
])('found by %s, the case tells its handler that the document is to be served another way', async (_, mail, status) => {
  expect(await comesBack(mail({ key }))).toEqual({ status: 200, body: { received: true, isFinal: true, status } });
  const { body } = await seen();
  const number = String(noticeOf({ status: 200, body, headers: {} })['number']);
  expect(body['tasks']).toEqual([`邮件退回,需另行送达:《信用修复受理通知书》${number}`]);
  expect(body['notices']).toMatchObject([
    {
      announcement: 'failed',
      announcementText: `邮件退回,需另行送达(${status})`,
      toServeOtherwise: true,
      service: null,
    },
  ]);
  expect(await listed()).toContain(caseId);
  const { rows } = await world.database.owner.query('select announcement, returned_at from notice where case_id = $1', [
    caseId,
  ]);
  expect(rows).toEqual([{ announcement: 'failed', returned_at: expect.any(Date) }]);
  expect(await journalOf()).toMatchObject([
    {
      about: [`信用修复受理通知书 ${number}:邮件退回,需另行送达(${status})`],
      actorRoleText: '邮件网关',
      fromPaper: false,
    },
  ]);
});

test('the same bounce twice, also when it went another way, is one event', async () => {
  const before = await stored();
  await comesBack(postfix({ key }));
  const again = postfix({ key }).replace(
    'Return-Path: <>',
    'Return-Path: <>\r\nReceived: by relay.example; Fri, 21 Aug 2026 12:00:00 +0800',
  );
  expect(await comesBack(again)).toMatchObject({ status: 200 });
  expect(await stored()).toBe(before + 1);
});

test('a mail that is late is journaled, and asks nothing of the handler; when it is given up, it does', async () => {
  expect(await comesBack(withEnvelopeId({ key }))).toMatchObject({ body: { isFinal: false, status: '4.4.1' } });
  const late = await seen();
  expect(late.body['tasks']).toEqual([]);
  expect(noticeOf(late)).toMatchObject({ announcement: 'pending', toServeOtherwise: false });
  expect((await journalOf()).flatMap((e) => e.about)).toEqual([
    expect.stringContaining('邮件暂缓投递,仍在尝试(4.4.1)'),
  ]);
  expect(await comesBack(postfix({ key, status: '4.4.7' }))).toMatchObject({ body: { isFinal: true } });
  expect((await seen()).body['tasks']).toHaveLength(1);
});

test('a bounce undoes no service, and a service by another way ends the task', async () => {
  await comesBack(postfix({ key }));
  expect(await serves('receipt')).toMatchObject({ status: 200 });
  const served = await seen();
  expect(served.body['tasks']).toEqual([]);
  expect(await listed()).not.toContain(caseId);
  const { service } = noticeOf(served);
  expect(noticeOf(served)).toMatchObject({
    toServeOtherwise: false,
    announcementText: '邮件退回,已以其他方式送达(5.1.1)',
  });
  await comesBack(bare({ key }));
  expect(noticeOf(await seen())['service']).toEqual(service);
});

test('the party is told that its mail came back, not what is asked of the handler', async () => {
  await comesBack(postfix({ key }));
  const { body } = await seen({ sub: 'agent', roles: ['enterpriseAgent'], uscc: await usccOf(world, `B${scenes}`) });
  expect(body).toMatchObject({ tasks: [], notices: [{ announcementText: '邮件退回,需另行送达(5.1.1)' }] });
});

test('also of a case that is closed', async () => {
  await as(
    world,
    PEOPLE.clerk,
    'POST',
    `/cases/${caseId}/acts/withdraw`,
    { version: 2, reason: '另行申请' },
    `gone-${caseId}`,
  );
  expect((await seen()).body['stage']).toBe('closed');
  expect(await comesBack(postfix({ key }))).toMatchObject({ status: 200 });
  expect((await seen()).body['tasks']).toHaveLength(1);
});

test.each<readonly [string, (told: Told) => string, string]>([
  ['of a mail that we never sent', () => postfix({ key: '22222222222222222222' }), 'UNKNOWN_MAIL'],
  ['with the id of the document, which can be guessed', () => postfix({ key: `${caseId}-n1` }), 'UNKNOWN_MAIL'],
  [
    'about two mails at once',
    (t) => postfix(t).replace('To: noreply@', 'To: bounces+22222222222222222222@'),
    'UNKNOWN_MAIL',
  ],
  ['that delivered it', (t) => postfix({ ...t, action: 'delivered', status: '2.0.0' }), 'NOT_A_BOUNCE'],
  [
    'which is an answer of a person',
    ({ key: k }) => `To: bounces+${k}@xinxiu.example\r\nSubject: Re\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n`,
    'NOT_A_BOUNCE',
  ],
  [
    'which is a read receipt',
    (t) => postfix(t).replace('report-type=delivery-status', 'report-type=disposition-notification'),
    'NOT_A_BOUNCE',
  ],
  ['which is empty', () => '', 'NOT_A_BOUNCE'],
  ['which is cut off', (t) => postfix(t).slice(0, 900), 'NOT_A_BOUNCE'],
  ['which is nested without end', () => nested(400), 'NOT_A_BOUNCE'],
])('a mail %s is answered with a problem, and nothing is stored', async (_, mail, code) => {
  const before = await stored();
  const answer = await comesBack(mail({ key }));
  expect(answer.body).toMatchObject({ code });
  expect(answer.status).toBe(code === 'UNKNOWN_MAIL' ? 404 : 422);
  expect(await stored()).toBe(before);
  expect((await seen()).body['tasks']).toEqual([]);
});

const nested = (depth: number): string =>
  Array.from(
    { length: depth },
    (_, n) => `Content-Type: multipart/report; report-type=delivery-status; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  ).join('');

test('a mail of very many lines, which would keep everybody waiting, is not read', async () => {
  const long = (lines: number) =>
    postfix({ key }).replace('Status: 5.1.1\r\n', `$&Diagnostic-Code: smtp;${'\r\n a'.repeat(lines)}\r\n`);
  expect(await comesBack(long(25_000))).toMatchObject({ status: 422, body: { code: 'NOT_A_BOUNCE' } });
  expect(await comesBack(long(10_000))).toMatchObject({ status: 200, body: { status: '5.1.1' } });
});

test('only the gateway hands over mails, raw, of at most 1 MB, and of its own region', async () => {
  const before = await stored();
  const mail = postfix({ key });
  for (const who of [PEOPLE.handler, PEOPLE.site, PEOPLE.admin])
    expect(await comesBack(mail, { who })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  expect(await comesBack(mail, { who: { ...PEOPLE.gateway, region: '130100' } })).toMatchObject({
    status: 404,
    body: { code: 'UNKNOWN_MAIL' },
  });
  expect(await comesBack('{}', { type: 'application/json' })).toMatchObject({ status: 415 });
  expect(await comesBack(mail, { type: 'text/plain' })).toMatchObject({ status: 415 });
  expect(await comesBack(mail + 'x'.repeat(1024 * 1024))).toMatchObject({ status: 413 });
  expect(await stored()).toBe(before);
});

test('nothing of whom it was sent to stays, in the register or in the log', async () => {
  const lines: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const app = await world.again({ logger: pino({ level: 'trace' }, stream) });
  await comesBack(postfix({ key }), { app });
  await comesBack(postfix({ key: '22222222222222222222' }), { app });
  expect(lines.join('')).toContain('/api/v1/mail/bounces');
  expect(lines.join('')).not.toMatch(/company\.example|User unknown/);
  const { rows } = await world.database.owner.query(
    `select j.events, j.answer, p.payload from journal j join personal p on p.act_id = j.act_id
      where j.act = 'mailReturned' and j.case_id = $1`,
    [caseId],
  );
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toMatch(/company\.example|unknown/i);
});
