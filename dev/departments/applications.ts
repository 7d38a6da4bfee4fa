/** The enterprise's side of the simulated 信用中国: takes an application, numbers it and pushes it; judges nothing. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { dayOf } from '../../domain/time/calendar.js';
import type { Reporter } from './call-back.js';
import { answer, headerOf, isTransient, parseJson, pause, problem, readBody } from './http.js';

const PUSH_FOR_MS = 60_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

interface Received {
  readonly number: string;
  readonly receivedOn: string;
}

/** 受理编号, one a line with the sender's key, so that an application sent twice keeps its number and receipt date. */
export class Intake {
  readonly #file: string;
  readonly #byKey = new Map<string, Received>();
  #count = 0;

  constructor(file: string) {
    this.#file = file;
    mkdirSync(path.dirname(file), { recursive: true });
    if (!existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const [number, receivedOn, key] = line.split('\t');
      if (number === undefined || receivedOn === undefined || key === undefined) continue;
      this.#count += 1;
      if (key !== '') this.#byKey.set(key, { number, receivedOn });
    }
  }

  take(key: string, today: string): Received {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    this.#count += 1;
    const received = {
      number: `XYZG${today.replaceAll('-', '')}${String(this.#count).padStart(6, '0')}`,
      receivedOn: today,
    };
    appendFileSync(this.#file, `${received.number}\t${received.receivedOn}\t${key}\n`);
    if (key !== '') this.#byKey.set(key, received);
    return received;
  }
}

/** POST /applications: a RepairApplication without channel, number and receipt date. Answers what Xinxiu answered. */
export async function takeApplication(
  site: Reporter & { readonly intake: Intake },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!/^Bearer \S+$/.test(headerOf(request, 'authorization') ?? ''))
    return problem(response, 401, '请先登录“信用中国”');
  const application = parseJson(await readBody(request));
  if (typeof application !== 'object' || application === null || Array.isArray(application)) {
    return problem(response, 400, '申请内容应为 JSON 对象');
  }
  const key = (headerOf(request, 'idempotency-key') ?? '').replace(/\s+/g, ' ');
  const { number, receivedOn } = site.intake.take(key, dayOf(site.clock.now()));
  const pushed = await push(site, number, {
    ...application,
    channel: 'credit-china',
    channelNumber: number,
    receivedOn,
  });
  response.setHeader('x-application-number', number);
  if (pushed === null)
    return problem(response, 503, `申请已收到(受理编号${number}),转办暂未成功,请稍后用同一幂等键重试`);
  answer(response, pushed.status, pushed.body);
}

/** Waits for a minute in all; null when nothing final came of it. */
async function push(site: Reporter, number: string, body: object): Promise<{ status: number; body: unknown } | null> {
  let leftMs = PUSH_FOR_MS;
  for (let pauseMs = FIRST_PAUSE_MS; !site.signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const reply = await send(site, number, body).catch(() => null);
    if (reply !== null && !isTransient(reply.status)) return { status: reply.status, body: reply.body };
    const waitMs = Math.max(pauseMs, Math.min((reply?.retryAfterSeconds ?? 0) * 1_000, LONGEST_PAUSE_MS));
    leftMs -= waitMs;
    if (leftMs < 0) return null;
    await pause(waitMs, site.signal);
  }
  return null;
}

async function send(
  site: Reporter,
  number: string,
  body: object,
): Promise<{ status: number; body: unknown; retryAfterSeconds: number }> {
  const response = await site.api('/api/v1/repairs', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await site.tokenFor(site.party)}`,
      'content-type': 'application/json',
      'idempotency-key': number,
    },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.any([site.signal, AbortSignal.timeout(15_000)]),
  });
  const retryAfterSeconds = Number(response.headers.get('retry-after') ?? 0) || 0;
  return {
    status: response.status,
    body: parseJson(Buffer.from(await response.arrayBuffer())) ?? null,
    retryAfterSeconds,
  };
}
