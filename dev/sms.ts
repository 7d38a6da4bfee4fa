/** The SMS catcher: a gateway that takes each signed message once, keeps it in a file, shows it on a page, and can be told to fail. */
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { clock } from '../contract/clock.js';
import {
  IDEMPOTENCY_HEADER,
  ReplayGuard,
  SIGNATURE_HEADER,
  TIMESTAMP_HEADER,
  verifySignature,
} from '../contract/signing.js';
import { answer, headerOf, parseJson, problem, readBody } from './departments/http.js';
import { escapeHtml } from './mail.js';

const message = z.object({ id: z.string().min(1), to: z.string().regex(/^1[3-9]\d{9}$/), text: z.string().min(1) });
const caught = message.extend({ at: z.string() });
export type CaughtSms = z.infer<typeof caught>;

/** down: cuts the connection. lose-reply: takes the message, then cuts it. A number: answers with it and does nothing. */
const faultBody = z.object({ mode: z.union([z.enum(['down', 'lose-reply']), z.int().min(400).max(599)]).nullable() });
type Fault = z.infer<typeof faultBody>['mode'];

export interface SmsOptions {
  /** On the loopback; 0 picks a free one. */
  readonly port: number;
  readonly secret: string;
  /** Default: the clock of the house. */
  readonly clock?: typeof clock;
  /** One message a line; without it they are gone with the process. */
  readonly file?: string;
}

export interface SmsCatcher {
  readonly url: string;
  /** Each message once, in the order in which they came. */
  readonly messages: readonly CaughtSms[];
  close(): Promise<void>;
}

interface State {
  readonly options: SmsOptions;
  readonly messages: CaughtSms[];
  readonly replays: ReplayGuard;
  fault: Fault;
}

/** Answers when it listens. */
export async function startSmsCatcher(options: SmsOptions): Promise<SmsCatcher> {
  const messages = options.file === undefined || !existsSync(options.file) ? [] : read(options.file);
  const state: State = { options, messages, replays: new ReplayGuard(), fault: null };
  const server = createServer((request, response) => {
    route(state, request, response).catch(() => {
      if (!response.headersSent) problem(response, 400, '请求无法处理');
    });
  });
  await once(server.listen(options.port, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    url: `http://127.0.0.1:${port}`,
    messages,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const read = (file: string): CaughtSms[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => caught.parse(JSON.parse(line)));

async function route(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  switch (`${request.method ?? ''} ${request.url ?? ''}`) {
    case 'POST /messages':
      return take(state, request, response);
    case 'GET /messages':
      return answer(response, 200, state.messages);
    case 'GET /':
      return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(state.messages));
    case 'POST /fault':
      state.fault = faultBody.parse(parseJson(await readBody(request))).mode;
      return answer(response, 200, { mode: state.fault });
    default:
      return problem(response, 404, '没有这个页面');
  }
}

async function take(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { options, fault, messages, replays } = state;
  const body = await readBody(request);
  if (fault === 'down') return void request.socket.destroy();
  const signature = headerOf(request, SIGNATURE_HEADER);
  const timestamp = headerOf(request, TIMESTAMP_HEADER);
  const at = (options.clock ?? clock).now();
  const signed = { method: 'POST', path: request.url ?? '', timestamp, signature, body };
  if (verifySignature(signed, options.secret, Date.parse(at)) !== 'ok') return problem(response, 401, '签名不符');
  if (!replays.admit(signature ?? '', Date.parse(at))) return problem(response, 425, '该请求已经收到过');
  if (typeof fault === 'number') return problem(response, fault, '按要求失败');
  const said = message.safeParse(parseJson(body));
  if (!said.success || headerOf(request, IDEMPOTENCY_HEADER) !== said.data.id)
    return problem(response, 400, '报文格式不符');
  if (!messages.some(({ id }) => id === said.data.id)) {
    const sms = { ...said.data, at };
    messages.push(sms);
    if (options.file !== undefined) appendFileSync(options.file, `${JSON.stringify(sms)}\n`);
  }
  if (fault === 'lose-reply') return void request.socket.destroy();
  response.writeHead(202).end();
}

function page(messages: readonly CaughtSms[]): string {
  const rows = messages
    .toReversed()
    .map(({ to, text, at }) => `<tr><td>${at}<td>${escapeHtml(to)}<td>${escapeHtml(text)}`);
  return (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>收到的短信</title>' +
    '<style>body{font-family:sans-serif;margin:2rem}td,th{border-bottom:1px solid #ccc;padding:.4rem;text-align:left}</style>' +
    `<h1>收到的短信(${messages.length} 条)</h1><p>演示环境的短信都停在这里,不会发出。</p>` +
    `<table><tr><th>时间(UTC)<th>手机号码<th>内容</tr>${rows.join('')}</table></html>`
  );
}
