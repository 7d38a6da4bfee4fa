/**
 * Mail only announces: it is never service (送达). A message accepted by the SMTP server just before a crash is sent
 * again after it; both carry the same Message-ID, by which mail programs may tell the second one from the first.
 */
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { NoticeKind, RedatedTerm, Rung, TermKind } from '../domain/file/case.js';
import type { Day } from '../domain/time/calendar.js';
import { NOTICE_TEXT, TERM_TEXT } from '../contract/texts.js';
import type { Attachment } from '../papers/attachment.js';
import type { Attempt } from './http-party.js';
import { escapeHtml as escape } from '../papers/escape.js';
import { chineseDay } from '../papers/notice-days.js';

/** That a document was signed and where it can be read; what it says stands only in what is attached. */
export interface Announcement {
  /** What the mail is known by when it comes back; it says nothing of anybody. */
  readonly key: string;
  readonly to: string;
  readonly subjectName: string;
  readonly authority: string;
  readonly kind: NoticeKind;
  readonly number: string;
  readonly signedOn: Day;
  readonly link: string;
  /** The document itself, for an organisation. */
  readonly attachment: Attachment | null;
}

export interface Reminder {
  readonly termId: string;
  readonly rung: Rung;
  readonly to: string;
  readonly caseId: string;
  readonly kind: TermKind;
  readonly due: Day;
  readonly article: string;
  readonly link: string;
}

/** That a new calendar has moved dates of a case, or made them final. */
export interface RedatingMail {
  readonly id: string;
  readonly to: string;
  readonly caseId: string;
  readonly notices: readonly string[];
  readonly terms: readonly RedatedTerm[];
  readonly link: string;
}

export interface Mailer {
  sendNotice(announcement: Announcement): Promise<Attempt>;
  sendReminder(reminder: Reminder): Promise<Attempt>;
  sendRedating(redating: RedatingMail): Promise<Attempt>;
  close(): void;
}

export interface MailerOptions {
  /** smtp://user:password@host:port or smtps://… */
  readonly smtpUrl: string;
  readonly from: string;
  /** Where mails come back to, each under its own +key; by default to `from`. */
  readonly returnTo?: string | undefined;
  /** For one message, waiting for a connection included. Default 5 s. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;
/** Of the commands of one message, those whose permanent refusal (5xx) is about this recipient or this message. */
const ABOUT_THE_MESSAGE = new Set(['RCPT TO', 'DATA']);

/** A pool of connections to the operator's mail server. Never throws for its faults. */
export function createMailer(options: MailerOptions): Mailer {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const transport = createTransport({
    url: options.smtpUrl,
    pool: true,
    maxConnections: 3,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const send = async (to: string, message: Message): Promise<Attempt> => {
    try {
      const sent = transport.sendMail({
        from: options.from,
        to: { name: '', address: to },
        subject: message.subject,
        messageId: `<${message.id}@xinxiu>`,
        ...returning(message, to, options.returnTo),
        text: [...message.lines, message.link].join('\n\n'),
        html: html(message),
        attachments: message.attachment === null ? [] : [message.attachment],
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      await within(sent, timeoutMs);
      return { outcome: 'done', receipt: null, detail: null };
    } catch (error) {
      return judge(error);
    }
  };
  return {
    sendNotice: (a) => send(a.to, announcement(a)),
    sendReminder: (r) => send(r.to, reminder(r)),
    sendRedating: (r) => send(r.to, redatingMessage(r)),
    close: () => transport.close(),
  };
}

/**
 * How it is to come back: without its contents, when delivery fails or is late, and so that it is known again: by the
 * envelope's id (RFC 3461) where the servers on the way know of it, and by the address that it comes back to.
 */
function returning({ id, isReturned }: Message, to: string, returnTo: string | undefined) {
  const [, local = '', domain = ''] = /^(.+)@([^@]+)$/.exec(returnTo ?? '') ?? [];
  const from = isReturned ? `${local}+${id}@${domain}` : returnTo;
  return {
    ...(returnTo === undefined ? {} : { envelope: { from, to } }),
    ...(isReturned ? { dsn: { id, return: 'headers' as const, notify: ['failure' as const, 'delay' as const] } } : {}),
  };
}

interface Message {
  /** Made of what it is about, so that the same mail sent twice has the same Message-ID. */
  readonly id: string;
  readonly subject: string;
  readonly lines: readonly string[];
  readonly link: string;
  readonly attachment: Attachment | null;
  /** When it comes back, the register is to know. */
  readonly isReturned?: true;
}

function announcement(a: Announcement): Message {
  const title = NOTICE_TEXT[a.kind];
  return {
    id: a.key,
    isReturned: true,
    subject: `【信修】${title} ${a.number}`,
    lines: [
      `${a.subjectName}:`,
      `${a.authority}于${chineseDay(a.signedOn)}${a.kind === 'addressConfirmation' ? '登记' : '作出'}《${title}》(${a.number})。`,
      '本邮件只作提示,不是送达。送达以您签收、登录系统查阅(已同意电子送达的)或者其他送达记录为准,有关期限自送达之日起计算。',
      a.attachment === null ? '请登录后查阅:' : '文书的电子件随附,供您参阅;也可以登录后查阅:',
    ],
    link: a.link,
    attachment: a.attachment,
  };
}

const RUNG_TEXT: Record<Rung, string> = {
  'T-2': '还有2个工作日到期',
  'T-1': '还有1个工作日到期',
  T: '今天到期',
  overdue: '已经超期',
};

function reminder(r: Reminder): Message {
  return {
    // A clock wound anew warns anew: the due day tells its reminders from those before.
    id: `${r.termId}-${r.rung}-${r.due}`,
    subject: `【信修】${TERM_TEXT[r.kind]}:${RUNG_TEXT[r.rung]}`,
    lines: [
      `办件${r.caseId}:“${TERM_TEXT[r.kind]}”${RUNG_TEXT[r.rung]},期限的最后一日为${chineseDay(r.due)}。`,
      `依据:${r.article}`,
      '请登录后办理:',
    ],
    link: r.link,
    attachment: null,
  };
}

function redatingMessage(r: RedatingMail): Message {
  return {
    id: r.id,
    subject: `【信修】办件${r.caseId}:期限日期调整`,
    lines: [
      `因${r.notices.join(';')}公布,办件${r.caseId}的下列日期已重新推算:`,
      ...r.terms.map(redatedLine),
      '对当事人以此前告知的日期和重新推算的日期中较晚者为准,对办理单位以较早者为准。',
      '每个日期的推算过程请登录后查阅:',
    ],
    attachment: null,
    link: r.link,
  };
}

function redatedLine({ kind, was, due, provisional }: RedatedTerm): string {
  const day =
    was === due ? `最后一日为${chineseDay(due)},不再是暂定日期` : `最后一日由${chineseDay(was)}改为${chineseDay(due)}`;
  return `“${TERM_TEXT[kind]}”:${day}${provisional ? '(仍为暂定)' : ''}。`;
}

const smtpError = z.object({
  command: z.string().optional(),
  responseCode: z.number().optional(),
  code: z.string().optional(),
});

function judge(error: unknown): Attempt {
  if (!(error instanceof Error)) return { outcome: 'unreachable', reason: 'smtp' };
  const { command = '', responseCode: status = 0, code = error.name } = smtpError.parse(error);
  const permanent = status >= 500 && status < 600 && ABOUT_THE_MESSAGE.has(command);
  const noAddress = code === 'EENVELOPE' && command === 'API';
  if (permanent) return { outcome: 'failed', receipt: null, detail: `邮件服务器拒收(SMTP ${status}),请以其他方式通知` };
  if (noAddress) return { outcome: 'failed', receipt: null, detail: '邮箱地址无效,请以其他方式通知' };
  return {
    outcome: 'unreachable',
    reason: `smtp: ${code} ${status === 0 ? '' : status}`.trim(),
  };
}

async function within(sent: Promise<unknown>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })), timeoutMs);
  });
  try {
    await Promise.race([sent, late]);
  } finally {
    clearTimeout(timer);
  }
}

function html({ lines, link }: Message): string {
  const paragraphs = lines.map((line) => `<p>${escape(line)}</p>`).join('');
  return `<!doctype html><html lang="zh-CN"><body>${paragraphs}<p><a href="${escape(link)}">${escape(link)}</a></p></body></html>`;
}
