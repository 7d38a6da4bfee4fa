/** A returned mail, read: a delivery status notification (RFC 3464), and by which key of ours its sender knows the mail. */
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import type { RecipientStatus } from '../domain/file/bounce.js';

export interface ReturnedMail {
  readonly recipients: readonly RecipientStatus[];
  /** The key of the mail that came back; null when it names none, or several. */
  readonly key: string | null;
}

/** Far more than any notification has, and far less than what would keep the parser busy. */
const MOST_LINES = 20_000;
const LIMITS = { maxNestingDepth: 16, maxHeadersSize: 256 * 1024, forceRfc822Attachments: true } as const;

/** As the register makes them (verification_code); mail servers on the way may have changed the case of an address. */
const KEY = '[2-9A-HJ-NP-Z]{20}';
const IN_ENVELOPE = new RegExp(`^(${KEY})$`, 'i');
const IN_ADDRESS = new RegExp(`\\+(${KEY})@`, 'gi');
const IN_MESSAGE_ID = new RegExp(`^<(${KEY})@xinxiu>$`, 'i');

const RETURNED_TO: ReadonlySet<string> = new Set(['to', 'delivered-to', 'x-original-to', 'envelope-to']);
const STATUS_PARTS: ReadonlySet<string> = new Set(['message/delivery-status', 'message/global-delivery-status']);
const RETURNED_PARTS: ReadonlySet<string> = new Set([
  ...['message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers'],
  ...['message/global', 'message/global-headers'],
]);

/** Null when it is no delivery status notification. What it says of addresses is read for the key, and kept nowhere. */
export async function readReturnedMail(raw: Uint8Array): Promise<ReturnedMail | null> {
  if (hasMoreLines(raw, MOST_LINES)) return null;
  const mail = await PostalMime.parse(raw, LIMITS).catch(() => null);
  const status = mail?.attachments.find((part) => STATUS_PARTS.has(part.mimeType));
  if (mail === null || status === undefined || !isReport(mail)) return null;
  const [message, ...recipients] = groupsOf(textOf(status));
  const keys = new Set(keysOf(mail, message?.get('original-envelope-id') ?? ''));
  return {
    recipients: recipients.map((r) => ({ action: r.get('action') ?? '', status: r.get('status') ?? '' })),
    key: keys.size === 1 ? ([...keys][0] ?? null) : null,
  };
}

/** A stranger's mail of a million short lines would keep the parser, and all who wait, for seconds. */
function hasMoreLines(raw: Uint8Array, most: number): boolean {
  let at = -1;
  for (let n = 0; n <= most; n += 1) if ((at = raw.indexOf(LINE_FEED, at + 1)) === -1) return false;
  return true;
}
const LINE_FEED = 0x0a;

const isReport = ({ headers }: Email): boolean =>
  headers.some(
    ({ key, value }) =>
      key === 'content-type' &&
      /^multipart\/report\b/i.test(value) &&
      /;\s*report-type\s*=\s*"?(global-)?delivery-status\b/i.test(value),
  );

function keysOf({ headers, attachments }: Email, envelopeId: string): readonly string[] {
  const addresses = headers.filter((h) => RETURNED_TO.has(h.key)).map((h) => h.value);
  const heads = attachments
    .filter((part) => RETURNED_PARTS.has(part.mimeType))
    .map((part) => groupsOf(textOf(part))[0]);
  return [
    IN_ENVELOPE.exec(envelopeId)?.[1],
    ...addresses.flatMap((text) => [...text.matchAll(IN_ADDRESS)].map((m) => m[1])),
    ...heads.map((head) => IN_MESSAGE_ID.exec(head?.get('message-id') ?? '')?.[1]),
  ].flatMap((key) => (key === undefined ? [] : [key.toUpperCase()]));
}

const textOf = ({ content }: Attachment): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);

/**
 * Groups of fields, with blank lines between: those of the message, then those of each recipient (RFC 3464, 2.1). A field
 * may go on in the next line, which then begins with a blank.
 */
function groupsOf(text: string): readonly ReadonlyMap<string, string>[] {
  const groups: Map<string, string[]>[] = [];
  let group: Map<string, string[]> | null = null;
  let last: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, name, value = ''] = /^([\w-]+)[ \t]*:(.*)$/.exec(line) ?? [];
    if (line.trim() === '') group = null;
    else if (name !== undefined) {
      if (group === null) groups.push((group = new Map<string, string[]>()));
      group.set(name.toLowerCase(), (last = [value.trim()]));
    } else if (group !== null && /^[ \t]/.test(line)) last.push(line.trim());
  }
  return groups.map((fields) => new Map([...fields].map(([name, lines]) => [name, lines.join(' ').trim()])));
}
