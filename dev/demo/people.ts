/** The people of the demo, each with a token of their own, speaking to the public API only. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { oneOf, type CallApi } from '../one-of.js';
import type { Stack } from '../stack.js';

/** An answer of the API; `body` as it came. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Committed {
  readonly caseId: string;
  readonly seq: number;
  readonly act: string;
  /** The API that answered. */
  readonly at: string;
}

export class People {
  readonly #stack: Stack;
  readonly #tokens = new Map<string, string>();
  readonly #api: CallApi;
  /** Every act that was committed, as its sender was answered. */
  readonly committed: Committed[] = [];

  constructor(stack: Stack) {
    this.#stack = stack;
    this.#api = oneOf(stack.apiUrls);
  }

  async token(identity: string): Promise<string> {
    const known = this.#tokens.get(identity);
    if (known !== undefined) return known;
    const token = await this.#stack.token(identity);
    this.#tokens.set(identity, token);
    return token;
  }

  get(identity: string, path: string): Promise<Answer> {
    return this.#send(identity, 'GET', this.#api, `/api/v1${path}`);
  }

  post(identity: string, path: string, body: object): Promise<Answer> {
    return this.#send(identity, 'POST', this.#api, `/api/v1${path}`, JSON.stringify(body));
  }

  /** The same, at another address: the enterprise's side of 信用中国. */
  postTo(identity: string, url: string, body: object): Promise<Answer> {
    return this.#send(identity, 'POST', fetch, url, JSON.stringify(body));
  }

  upload(identity: string, path: string, fileName: string, bytes: Buffer): Promise<Answer> {
    const form = new FormData();
    form.set('file', new File([new Uint8Array(bytes)], fileName));
    return this.#send(identity, 'POST', this.#api, `/api/v1${path}`, form);
  }

  /** Sends again with the same key while the system is busy or away: nothing is done twice. */
  async #send(identity: string, method: string, call: CallApi, url: string, body?: string | FormData): Promise<Answer> {
    const headers: Record<string, string> = { authorization: `Bearer ${await this.token(identity)}` };
    if (body !== undefined) headers['idempotency-key'] = randomUUID();
    if (typeof body === 'string') headers['content-type'] = 'application/json';
    for (let attempt = 1; ; attempt += 1) {
      const response = await call(url, { method, headers, ...(body === undefined ? {} : { body }) });
      const answer = { status: response.status, body: (await response.json()) as Answer['body'] };
      if (![429, 503].includes(response.status) || attempt === 20) {
        this.#note(answer, response.url);
        return answer;
      }
      await delay(500);
    }
  }

  #note({ status, body: { caseId, seq, act } }: Answer, url: string): void {
    if (status >= 300 || typeof caseId !== 'string' || typeof seq !== 'number' || typeof act !== 'string') return;
    this.committed.push({ caseId, seq, act, at: new URL(url).host });
  }
}
