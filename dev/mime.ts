/** Reads the messages our own mailer writes: headers, encoded words, and the first plain text part. */

export interface ParsedMessage {
  readonly subject: string;
  readonly messageId: string;
  readonly text: string;
}

export function parseMessage(source: Buffer): ParsedMessage {
  const { headers, body } = splitEntity(source.toString('latin1'));
  return {
    subject: decodeWords(headers.get('subject') ?? ''),
    messageId: headers.get('message-id') ?? '',
    text: findText(headers, body) ?? '',
  };
}

type Headers = ReadonlyMap<string, string>;

/** Header and body stay latin1 strings, one character a byte, until their charset is known. */
function splitEntity(entity: string): { headers: Headers; body: string } {
  const [head = '', ...rest] = entity.split(/\r?\n\r?\n/);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: rest.join('\r\n\r\n') };
}

function findText(headers: Headers, body: string): string | undefined {
  const type = headers.get('content-type') ?? 'text/plain';
  if (/^text\/plain/i.test(type)) return decodeBody(body, headers.get('content-transfer-encoding') ?? '7bit');
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary === undefined) return undefined;
  for (const piece of body.split(`--${boundary}`).slice(1)) {
    const part = splitEntity(piece.replace(/^\r?\n/, ''));
    const text = findText(part.headers, part.body);
    if (text !== undefined) return text.trimEnd();
  }
  return undefined;
}

function decodeBody(body: string, encoding: string): string {
  const bytes =
    encoding.toLowerCase() === 'base64'
      ? Buffer.from(body, 'base64')
      : Buffer.from(
          encoding.toLowerCase() === 'quoted-printable' ? unquote(body.replace(/=\r?\n/g, '')) : body,
          'latin1',
        );
  return bytes.toString('utf8');
}

const unquote = (text: string): string =>
  text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** RFC 2047; a run of words is decoded as one, since a character may be cut between two of them. */
function decodeWords(header: string): string {
  const word = /=\?utf-8\?([BQ])\?([^?]*)\?=/gi;
  return header.replace(/(=\?utf-8\?[BQ]\?[^?]*\?=)(\s+=\?utf-8\?[BQ]\?[^?]*\?=)*/gi, (run) => {
    const pieces = [...run.matchAll(word)].map(([, kind = '', content = '']) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(content, 'base64')
        : Buffer.from(unquote(content.replaceAll('_', ' ')), 'latin1'),
    );
    return Buffer.concat(pieces).toString('utf8');
  });
}
