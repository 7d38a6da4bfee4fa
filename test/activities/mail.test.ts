import { createDelivery, type DeliveryDeps } from '../../activities/deliver.js';
import { createMailer, type Mailer } from '../../activities/mail.js';
import { attachmentOf } from '../../papers/attachment.js';
import { issuePaper } from '../../papers/issue.js';
import { createPrinter } from '../../papers/printer.js';
import type { CaseView, DeliverOutput } from '../../contract/messages.js';
import type { Delivery } from '../../domain/file/outbound.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { act, furnish, HANDLER } from '../support/scene.js';
import { applied, does, later, MailServer, refused, tickingClock } from './world.js';

const smtp = new MailServer();
let db: TestDatabase;
let mailer: Mailer;
let url = '';

beforeAll(async () => {
  db = await createDatabase();
  await furnish(db.owner);
  url = await smtp.listen();
  mailer = createMailer({ smtpUrl: url, from: '信修 <noreply@xinxiu.example>' });
});
afterAll(async () => {
  mailer.close();
  await smtp.close();
  await db.drop();
});
beforeEach(() => {
  smtp.mails.length = 0;
  smtp.refuseRecipient = null;
  smtp.refuseContent = null;
});

function send(
  recordId: string,
  view: CaseView,
  items: readonly Delivery[],
  more: Partial<DeliveryDeps> = {},
): Promise<DeliverOutput> {
  const deps: DeliveryDeps = {
    pool: db.pool,
    mailer,
    parties: {},
    publicUrl: 'https://xinxiu.example',
    wake: () => Promise.resolve(),
    clock: tickingClock(),
    ...more,
  };
  return createDelivery(deps).deliver({ process: 'repair', recordId, caseId: view.caseId, items, nudge: [] });
}
/** What the mail about this document is known by when it comes back. */
async function keyOf(noticeId: string): Promise<string> {
  const { rows } = await db.owner.query<{ mail_key: string }>('select mail_key from notice where id = $1', [noticeId]);
  return rows[0]?.mail_key ?? '';
}
const notices = (view: CaseView): readonly Delivery[] => view.deliveries.filter((d) => d.kind === 'notice');

test('a document is announced with its number and a link, and nothing of what it says', async () => {
  const view = await refused(db, 'M1', '整改材料不实');
  const { outcomes, unreachable } = await send('M1', view, notices(view));
  expect(unreachable).toEqual([]);
  expect(outcomes.map((o) => o.outcome)).toEqual(['done', 'done']);
  const mail = smtp.mails.find((m) => m.subject.includes('不予信用修复决定书'));
  expect(mail?.subject).toBe('【信修】不予信用修复决定书 淮环信修不决〔2026〕1号');
  expect(mail?.messageId).toBe(`<${await keyOf(`${view.caseId}-n2`)}@xinxiu>`);
  expect(mail?.text).toContain('淮安市生态环境局于二〇二六年九月十日作出');
  expect(mail?.text).toContain('不是送达');
  expect(mail?.text).toContain(`https://xinxiu.example/cases/${view.caseId}`);
  expect(mail?.text).not.toContain('整改材料不实');
});

test('the mail to an organisation brings the document along, as it will ever be; without it when the printer is busy', async () => {
  const view = await refused(db, 'M6', '整改材料不实');
  const printer = createPrinter();
  const url = 'https://xinxiu.example';
  const pdfOf = (id: string) => attachmentOf(db.pool, printer, id, url);
  await send('M6', view, notices(view).slice(1), { pdfOf });
  const source = smtp.sources.at(-1)?.toString('latin1') ?? '';
  expect(source).toContain('Content-Type: application/pdf');
  expect(smtp.mails.at(-1)?.text).toContain('文书的电子件随附');
  const paper = await issuePaper(db.pool, `${view.caseId}-n2`, url);
  if (paper === null) throw new Error('no paper');
  const attached = (await printer.pdf(paper.paper)).toString('base64').slice(0, 76);
  expect(source).toContain(attached);
  await printer.close();
  const busy = { pdf: () => Promise.reject(new Error('busy')) };
  const without = { pdfOf: (id: string) => attachmentOf(db.pool, busy, id, url) };
  const { outcomes } = await send('M6', view, notices(view).slice(0, 1), without);
  expect(outcomes).toMatchObject([{ outcome: 'done' }]);
  expect(smtp.mails.at(-1)?.text).not.toContain('随附');
});

test('a mail comes back to an address of its own, without its contents, and by an id that nobody guesses', async () => {
  const view = await refused(db, 'M7', '不符合条件');
  const returning = createMailer({
    smtpUrl: url,
    from: '信修 <noreply@xinxiu.example>',
    returnTo: 'bounces@xinxiu.example',
  });
  await send('M7', view, notices(view).slice(0, 1), { mailer: returning });
  const key = await keyOf(`${view.caseId}-n1`);
  expect(key).toMatch(/^[2-9A-Z]{20}$/);
  expect(smtp.returns.at(-1)).toMatchObject({ to: `bounces+${key}@xinxiu.example`, args: { RET: 'HDRS', ENVID: key } });
  expect(smtp.sources.at(-1)?.toString()).toContain(`Message-ID: <${key}@xinxiu>`);
  await send('M7', view, notices(view).slice(1));
  expect(smtp.returns.at(-1)).toMatchObject({ to: 'noreply@xinxiu.example', args: { RET: 'HDRS' } });
  returning.close();
});

test('sent again after a crash, a mail has the same Message-ID', async () => {
  const view = await does(db, 'M2', [
    act('accept', HANDLER, {}, { at: later(1), caseId: (await applied(db, 'M2')).caseId }),
  ]);
  await send('M2', view, notices(view));
  await send('M2', view, notices(view));
  expect(smtp.mails).toHaveLength(2);
  expect(new Set(smtp.mails.map((m) => m.messageId)).size).toBe(1);
});

test('a refused recipient is final, a busy or dead server is not', async () => {
  const view = await refused(db, 'M3', '不符合条件');
  const items = notices(view).slice(0, 1);
  smtp.refuseRecipient = 550;
  expect((await send('M3', view, items)).outcomes).toMatchObject([
    { outcome: 'failed', detail: '邮件服务器拒收(SMTP 550),请以其他方式通知' },
  ]);
  smtp.refuseRecipient = 451;
  expect((await send('M3', view, items)).unreachable).toEqual(items);
  smtp.refuseRecipient = null;
  smtp.refuseContent = 452;
  expect((await send('M3', view, items)).unreachable).toEqual(items);
  const dead = createMailer({ smtpUrl: 'smtp://127.0.0.1:9', from: 'noreply@xinxiu.example' });
  expect((await send('M3', view, items, { mailer: dead })).unreachable).toEqual(items);
  dead.close();
  expect(smtp.mails).toEqual([]);
});

test('without an address, as after erasure, the announcement fails and a person takes over', async () => {
  const view = await refused(db, 'M4', '不符合条件');
  await db.owner.query(`delete from contact where subject_id = 'SM4'`);
  const { outcomes } = await send('M4', view, notices(view));
  expect(outcomes.map((o) => [o.outcome, o.detail])).toEqual([
    ['failed', '没有经办人邮箱,请以其他方式通知'],
    ['failed', '没有经办人邮箱,请以其他方式通知'],
  ]);
});

test('the authority is reminded of its terms, the applicant of his own, nobody of a term that is over', async () => {
  const view = await applied(db, 'M5');
  const alarm = view.alarms.find((a) => a.termId === `${view.caseId}-t2`);
  if (alarm === undefined) throw new Error('no alarm');
  const system = { id: 'system', role: 'system', department: null, party: null } as const;
  const payload = { termId: alarm.termId, rung: alarm.rung };
  const rung = await does(db, 'M5', [act('alarm', system, payload, { at: alarm.at, caseId: view.caseId })]);
  const reminders = rung.deliveries.filter((d) => d.kind === 'reminder');
  expect((await send('M5', rung, reminders)).outcomes).toMatchObject([{ outcome: 'done', rung: alarm.rung }]);
  expect(smtp.mails[0]?.subject).toBe('【信修】作出是否受理的决定:还有2个工作日到期');
  expect(smtp.mails[0]?.messageId).toBe(`<${alarm.termId}-T-2-2026-09-10@xinxiu>`);
  const met = await does(db, 'M5', [act('accept', HANDLER, {}, { at: later(2), caseId: view.caseId })]);
  expect((await send('M5', met, reminders)).outcomes).toMatchObject([
    { outcome: 'done', detail: '期限已结束,不再提醒' },
  ]);
  expect(smtp.mails).toHaveLength(1);
});
