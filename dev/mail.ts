/** The mail catcher: takes every message, keeps it as a file, shows it on a page; can be told to fail. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { z } from 'zod';
import { parseMessage } from './mime.js';

const caughtMessage = z.object({
  id: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  messageId: z.string(),
  text: z.string(),
  at: z.string(),
});
export type CaughtMessage = z.infer<typeof caughtMessage>;

/** down: nothing listens; reject: every recipient is refused (550). */
const faultBody = z.object({ mode: z.enum(['down', 'reject']).nullable() });
type Fault = z.infer<typeof faultBody>['mode'];

export interface MailOptions {
  readonly smtpPort: number;
  readonly pagePort: number;
  /** Holds one .eml file a message, and index.json. */
  readonly directory: string;
}

const host = '127.0.0.1';

/** Answers when both ports listen. */
export async function startMailCatcher(options: MailOptions): Promise<void> {
  mkdirSync(options.directory, { recursive: true });
  const box = new Mailbox(options.directory);
  let fault: Fault = null;
  let smtp: SMTPServer | null = await listenSmtp(options.smtpPort, box, () => fault);

  const setFault = async (mode: Fault): Promise<void> => {
    fault = mode;
    if (mode === 'down' && smtp !== null) {
      const closing = smtp;
      smtp = null;
      await new Promise<void>((resolve) => {
        closing.close(resolve);
      });
    } else if (mode !== 'down' && smtp === null) {
      smtp = await listenSmtp(options.smtpPort, box, () => fault);
    }
  };

  const page: Server = createServer((request, response) => {
    answer(request, response, box, setFault).catch((error: unknown) => {
      response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end(String(error));
    });
  });
  await once(page.listen(options.pagePort, host), 'listening');
}

async function listenSmtp(port: number, box: Mailbox, fault: () => Fault): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 200,
    onRcptTo: (_address, _session, callback) => {
      callback(fault() === 'reject' ? Object.assign(new Error('mailbox unavailable'), { responseCode: 550 }) : null);
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        box.add(
          session.envelope.rcptTo.map(({ address }) => address),
          Buffer.concat(chunks),
        );
        callback();
      });
    },
  });
  server.on('error', (error) => {
    console.error('smtp:', error.message);
  });
  await once(server.listen(port, host), 'listening');
  return server;
}

class Mailbox {
  readonly #directory: string;
  readonly #index: string;
  readonly messages: CaughtMessage[];

  constructor(directory: string) {
    this.#directory = directory;
    this.#index = path.join(directory, 'index.json');
    this.messages = existsSync(this.#index)
      ? z.array(caughtMessage).parse(JSON.parse(readFileSync(this.#index, 'utf8')))
      : [];
  }

  add(to: string[], source: Buffer): void {
    const id = String(this.messages.length + 1).padStart(6, '0');
    writeFileSync(path.join(this.#directory, `${id}.eml`), source);
    this.messages.push({ id, to, ...parseMessage(source), at: new Date().toISOString() });
    writeFileSync(`${this.#index}.new`, JSON.stringify(this.messages, null, 1));
    renameSync(`${this.#index}.new`, this.#index);
  }

  source(id: string): Buffer | undefined {
    if (!this.messages.some((message) => message.id === id)) return undefined;
    return readFileSync(path.join(this.#directory, `${id}.eml`));
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  box: Mailbox,
  setFault: (mode: Fault) => Promise<void>,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://mail');
  if (request.method === 'POST' && pathname === '/fault') {
    await setFault(faultBody.parse(await json(request)).mode);
    response.writeHead(204).end();
    return;
  }
  const source = box.source(pathname.slice('/messages/'.length));
  if (pathname === '/messages') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(box.messages));
  } else if (pathname === '/') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(listPage(box.messages));
  } else if (source !== undefined) {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(source);
  } else {
    response.writeHead(404).end();
  }
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

function listPage(messages: readonly CaughtMessage[]): string {
  const rows = messages
    .toReversed()
    .map(
      ({ id, to, subject, text, at }) =>
        `<tr><td><a href="/messages/${id}">${id}</a><td>${at}<td>${escapeHtml(to.join('、'))}<td>${escapeHtml(subject)}` +
        `<td><pre>${escapeHtml(text)}</pre>`,
    );
  return (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>收到的邮件</title>' +
    '<style>body{font-family:sans-serif;margin:2rem}td,th{border-bottom:1px solid #ccc;padding:.4rem;text-align:left}' +
    'pre{white-space:pre-wrap;margin:0}</style>' +
    `<h1>收到的邮件(${messages.length} 封)</h1><p>演示环境的邮件都停在这里,不会寄出。</p>` +
    `<table><tr><th>编号<th>时间(UTC)<th>收件人<th>主题<th>正文</tr>${rows.join('')}</table></html>`
  );
}
