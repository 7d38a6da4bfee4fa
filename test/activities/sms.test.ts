/** Short messages: the adapter against a gateway over real HTTP, and announcements that go by mail and SMS, each once. */
import { createServer } from 'node:http';
import { createDelivery, type DeliveryDeps } from '../../activities/deliver.js';
import { createMailer, type Mailer } from '../../activities/mail.js';
import { httpSmsGateway, type SmsGateway } from '../../activities/sms.js';
import type { CaseView, DeliverInput } from '../../contract/messages.js';
import { startSmsCatcher, type SmsCatcher } from '../../dev/sms.js';
import type { Delivery } from '../../domain/file/outbound.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { act, AGENT, furnish } from '../support/scene.js';
import { applied, does, later, Listener, MailServer, tickingClock } from './world.js';

const SECRET = 'shared with the gateway';
const MOBILE = '13912345678';
const clock = tickingClock();
const smtp = new MailServer();
let db: TestDatabase;
let mailer: Mailer;
let catcher: SmsCatcher;
let sms: SmsGateway;

beforeAll(async () => {
  db = await createDatabase();
  await furnish(db.owner);
  mailer = createMailer({ smtpUrl: await smtp.listen(), from: '信修 <noreply@xinxiu.example>' });
});
afterAll(async () => {
  mailer.close();
  await smtp.close();
  await db.drop();
});
beforeEach(async () => {
  smtp.mails.length = 0;
  smtp.refuseRecipient = null;
  catcher = await startSmsCatcher({ port: 0, secret: SECRET, clock });
  sms = httpSmsGateway({ url: `${catcher.url}/messages`, secret: SECRET, clock });
});
afterEach(() => catcher.close());

const fault = (mode: string | number | null) =>
  fetch(`${catcher.url}/fault`, { method: 'POST', body: JSON.stringify({ mode }) });
const message = { id: 'K1', to: MOBILE, text: '您有一份信用文书' };

describe('the adapter', () => {
  test('what is accepted was signed, and goes out once however often it is handed over', async () => {
    expect(await sms.send(message)).toEqual({ outcome: 'accepted' });
    expect(await sms.send(message)).toEqual({ outcome: 'accepted' });
    expect(catcher.messages).toMatchObject([message]);
    const stranger = httpSmsGateway({ url: `${catcher.url}/messages`, secret: 'another', clock });
    expect(await stranger.send({ ...message, id: 'K2' })).toEqual({ outcome: 'refused', reason: 'HTTP 401' });
    expect(catcher.messages).toHaveLength(1);
  });

  test.each([
    [400, 'refused'],
    [403, 'refused'],
    [429, 'unreachable'],
    [500, 'unreachable'],
    [503, 'unreachable'],
  ])('HTTP %s is %s, and the reason is a number', async (status, outcome) => {
    await fault(status);
    expect(await sms.send(message)).toEqual({ outcome, reason: `HTTP ${status}` });
    expect(catcher.messages).toEqual([]);
  });

  test('a lost reply is tried again, and nobody gets it twice', async () => {
    await fault('lose-reply');
    expect(await sms.send(message)).toMatchObject({ outcome: 'unreachable' });
    await fault(null);
    expect(await sms.send(message)).toEqual({ outcome: 'accepted' });
    expect(catcher.messages).toHaveLength(1);
  });

  test('who is silent, dead, or sends on to another address is tried again; nothing follows elsewhere', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
    const gateway = httpSmsGateway({ url, secret: SECRET, clock, timeoutMs: 50 });
    expect(await gateway.send(message)).toEqual({ outcome: 'unreachable', reason: expect.stringMatching(/^network/) });
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
    expect(await gateway.send(message)).toEqual({ outcome: 'unreachable', reason: expect.stringMatching(/^network/) });
    const elsewhere = new Listener();
    const moved = await elsewhere.listen();
    elsewhere.answer = () => ({ status: 307, headers: { location: `${catcher.url}/messages` } });
    const sentOn = httpSmsGateway({ url: moved, secret: SECRET, clock });
    expect(await sentOn.send(message)).toEqual({ outcome: 'unreachable', reason: 'HTTP 307' });
    await elsewhere.close();
    expect(catcher.messages).toEqual([]);
  });
});

const contact = { recipient: '李示例', address: '淮安市示例路1号', phone: '0517-80000000' };
const BOTH = { ...contact, email: 'office@company.example', mobile: MOBILE };

/** An application whose party has confirmed where it is reached; the confirmation itself is announced. */
async function confirmed(recordId: string, where: object = BOTH): Promise<CaseView> {
  const { caseId } = await applied(db, recordId);
  const payload = { contact: where, electronic: false, documents: [] };
  return does(db, recordId, [act('confirmAddress', AGENT, payload, { at: later(1), caseId })]);
}
function delivery(recordId: string, view: CaseView, more: Partial<DeliveryDeps> = {}) {
  const items: readonly Delivery[] = view.deliveries.filter((d) => d.kind === 'notice');
  const input: DeliverInput = { process: 'repair', recordId, caseId: view.caseId, items, nudge: [] };
  const { deliver, deliverOne } = createDelivery({
    ...{ pool: db.pool, mailer, sms, parties: {}, publicUrl: 'https://xinxiu.example', clock },
    wake: () => Promise.resolve(),
    ...more,
  });
  return { once: () => deliver(input), again: () => deliverOne(input) };
}

test('goes by both ways, and says no more than that there is a document, and where', async () => {
  const view = await confirmed('S1');
  const { outcomes } = await delivery('S1', view).once();
  expect(outcomes).toMatchObject([{ outcome: 'done', detail: '邮件已发出;短信平台已受理' }]);
  expect(smtp.mails.map((m) => m.subject)).toEqual(['【信修】送达地址确认书 淮环址确〔2026〕1号']);
  const text = '您有一份信用文书(淮环址确〔2026〕1号),请登录 https://xinxiu.example 查看。本短信只作提示,不是送达。';
  expect(catcher.messages).toMatchObject([{ to: MOBILE, text }]);
  const { rows } = await db.owner.query<{ sms_key: string }>('select sms_key from notice where case_id = $1', [
    view.caseId,
  ]);
  expect(catcher.messages.map((m) => m.id)).toEqual(rows.map((r) => r.sms_key));
});

test.each<[what: string, breaks: () => unknown, mends: () => unknown]>([
  ['the gateway', () => fault(503), () => fault(null)],
  ['the reply of the gateway', () => fault('lose-reply'), () => fault(null)],
  ['the mail server', () => void (smtp.refuseRecipient = 451), () => void (smtp.refuseRecipient = null)],
])('when %s was away, what is tried again brings nobody a second one', async (what, breaks, mends) => {
  const record = `S2-${what.length}`;
  const view = await confirmed(record);
  await breaks();
  expect(await delivery(record, view).once()).toMatchObject({ outcomes: [], unreachable: [{ kind: 'notice' }] });
  await expect(delivery(record, view).again()).rejects.toThrow(/^notice [\w-]+: (sms|smtp): [\w: ]+$/);
  await mends();
  expect((await delivery(record, view).again()).outcomes).toMatchObject([{ outcome: 'done' }]);
  expect([smtp.mails.length, catcher.messages.length]).toEqual([1, 1]);
  // The word of it was lost: nothing goes out again, and the answer is the same.
  expect((await delivery(record, view).again()).outcomes).toMatchObject([{ outcome: 'done' }]);
  expect([smtp.mails.length, catcher.messages.length]).toEqual([1, 1]);
});

test('a number that is taken back before the gateway is there again brings no second mail', async () => {
  const view = await confirmed('S9');
  await fault(503);
  await delivery('S9', view).once();
  const { mobile: _, ...unnamed } = BOTH;
  const payload = { contact: unnamed, electronic: false, documents: [] };
  await does(db, 'S9', [act('confirmAddress', AGENT, payload, { at: later(2), caseId: view.caseId })]);
  expect((await delivery('S9', view).again()).outcomes).toMatchObject([{ outcome: 'done' }]);
  expect([smtp.mails.length, catcher.messages.length]).toEqual([1, 0]);
});

test('one that failed for good makes the announcement failed, and says which; the other is not lost by it', async () => {
  const view = await confirmed('S3');
  await fault(403);
  const failed = [{ outcome: 'failed', detail: '邮件已发出;短信平台拒收(HTTP 403),请以其他方式通知' }];
  expect((await delivery('S3', view).once()).outcomes).toMatchObject(failed);
  await fault(null);
  expect((await delivery('S3', view).once()).outcomes).toMatchObject(failed);
  expect([smtp.mails.length, catcher.messages.length]).toEqual([1, 0]);
  const other = await confirmed('S4');
  smtp.refuseRecipient = 550;
  expect((await delivery('S4', other).once()).outcomes).toMatchObject([
    { outcome: 'failed', detail: '邮件服务器拒收(SMTP 550),请以其他方式通知;短信平台已受理' },
  ]);
});

test('without a gateway, or without a number, there is none', async () => {
  const view = await confirmed('S5');
  const { outcomes } = await delivery('S5', view, { sms: undefined }).once();
  expect(outcomes).toMatchObject([{ outcome: 'done', detail: null }]);
  const { mobile: _, ...unnamed } = BOTH;
  await delivery('S6', await confirmed('S6', unnamed)).once();
  expect([smtp.mails.length, catcher.messages.length]).toEqual([2, 0]);
});

test('a number alone is enough; once it is erased, nobody is told any more', async () => {
  const view = await confirmed('S7', { ...contact, mobile: MOBILE });
  await db.owner.query(`delete from contact where subject_id = 'SS7'`);
  expect((await delivery('S7', view).once()).outcomes).toMatchObject([{ outcome: 'done', detail: '短信平台已受理' }]);
  await db.owner.query(`delete from personal where subject_id = 'SS7'`);
  expect((await delivery('S7', view).once()).outcomes).toMatchObject([
    { outcome: 'failed', detail: '没有经办人邮箱,请以其他方式通知' },
  ]);
  expect([smtp.mails.length, catcher.messages.length]).toEqual([0, 1]);
});

test('the number stands in the act alone, and nowhere that outlives it', async () => {
  const view = await confirmed('S8');
  await delivery('S8', view).once();
  const { rows } = await db.owner.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'personal'`,
  );
  for (const { name } of rows) {
    const found = await db.owner.query<{ n: number }>(
      `select count(*)::int as n from ${name} t where row_to_json(t)::text like $1`,
      [`%${MOBILE}%`],
    );
    expect({ name, n: found.rows[0]?.n }).toEqual({ name, n: 0 });
  }
});
