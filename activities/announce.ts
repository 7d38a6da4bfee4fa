/**
 * That a document is there is told by mail and, where the party has confirmed a mobile number, by SMS as well. Each way is
 * gone once: what came of it is kept, so that one that is tried again does not bring the other along.
 */
import type pg from 'pg';
import type { Instant } from '../domain/time/calendar.js';
import type { Attachment } from '../papers/attachment.js';
import { keepAnnounced, type Announced, type DeliveryFile, type Way } from '../register/delivery-queries.js';
import { ended, type Attempt } from './http-party.js';
import type { Mailer } from './mail.js';
import type { Sms, SmsGateway } from './sms.js';

export interface AnnounceDeps {
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly mailer: Pick<Mailer, 'sendNotice'>;
  /** Without it there is no SMS. */
  readonly sms?: SmsGateway | undefined;
  /** The PDF to attach to a mail about a document; null: none in time. Without this, mails have none. */
  readonly pdfOf?: (noticeId: string) => Promise<Attachment | null>;
  /** Where people and parties reach Xinxiu, e.g. https://xinxiu.example. */
  readonly publicUrl: string;
  readonly clock: { readonly now: () => Instant };
}

type Sending = readonly [way: Way, send: () => Promise<Attempt>];

export async function announce(deps: AnnounceDeps, file: DeliveryFile, id: string): Promise<Attempt> {
  const notice = file.state.notices.find((n) => n.id === id);
  const keys = file.keys[id];
  if (notice === undefined || notice.number === null || keys === undefined)
    return ended('failed', '本办件没有这份文书');
  if (notice.announcement !== 'pending') return ended(notice.announcement === 'sent' ? 'done' : 'failed', '此前已处理');
  const named = { ...notice, number: notice.number };
  const { agentEmail, mobile } = file;
  const { sms } = deps;
  const ways: Sending[] = [];
  if (agentEmail !== null) ways.push(['mail', () => byMail(deps, file, named, { key: keys.mail, to: agentEmail })]);
  if (sms !== undefined && mobile !== null)
    ways.push(['sms', () => bySms(sms, { id: keys.sms, to: mobile, text: smsText(named.number, deps.publicUrl) })]);
  const [first, ...others] = ways;
  if (first === undefined) return ended('failed', '没有经办人邮箱,请以其他方式通知');
  const before = file.announced[id];
  return others.length === 0 && before === undefined ? first[1]() : byAll(deps, ways, before ?? {}, id);
}

/** Both at once. A way that failed for good makes the whole failed: a person is to look, whoever was reached. */
async function byAll(
  deps: AnnounceDeps,
  ways: readonly Sending[],
  before: Partial<Record<Way, Announced>>,
  id: string,
): Promise<Attempt> {
  const attempts = await Promise.all(
    ways.map(async ([way, send]): Promise<Attempt> => {
      const kept = before[way];
      if (kept !== undefined) return ended(kept.outcome, kept.detail);
      const attempt = await send();
      if (attempt.outcome === 'done' || attempt.outcome === 'failed') {
        const { outcome, detail } = attempt;
        await keepAnnounced(deps.pool, { noticeId: id, way, outcome, detail, at: deps.clock.now() });
      }
      return attempt;
    }),
  );
  const missed = attempts.find((a) => a.outcome === 'unreachable');
  if (missed !== undefined) return missed;
  const told = attempts.flatMap((a) => (a.outcome === 'unreachable' ? [] : [a]));
  const detail = told.map((a) => a.detail ?? '邮件已发出').join(';');
  return ended(told.every((a) => a.outcome === 'done') ? 'done' : 'failed', detail);
}

type NamedNotice = DeliveryFile['state']['notices'][number] & { readonly number: string };

async function byMail(
  deps: AnnounceDeps,
  file: DeliveryFile,
  { id, kind, number, signedOn }: NamedNotice,
  addressed: { readonly key: string; readonly to: string },
): Promise<Attempt> {
  // What is said to a natural person does not go through the mail.
  const attachment = file.subject.kind === 'organisation' ? ((await deps.pdfOf?.(id)) ?? null) : null;
  return deps.mailer.sendNotice({
    ...addressed,
    attachment,
    subjectName: file.subject.name,
    authority: file.authority.name,
    ...{ kind, number, signedOn },
    link: caseLink(deps.publicUrl, file),
  });
}

/** Who picks up a telephone need not be whom it concerns: no name, no kind of document, no link to the case. */
const smsText = (number: string, publicUrl: string): string =>
  `您有一份信用文书(${number}),请登录 ${publicUrl} 查看。本短信只作提示,不是送达。`;

async function bySms(sms: SmsGateway, message: Sms): Promise<Attempt> {
  const answer = await sms.send(message);
  switch (answer.outcome) {
    case 'accepted':
      return ended('done', '短信平台已受理');
    case 'refused':
      return ended('failed', `短信平台拒收(${answer.reason}),请以其他方式通知`);
    case 'unreachable':
      return { outcome: 'unreachable', reason: `sms: ${answer.reason}` };
  }
}

export const caseLink = (publicUrl: string, file: DeliveryFile): string =>
  `${publicUrl}/cases/${encodeURIComponent(file.state.caseId)}`;
