/** How a department's system is asked, as Xinxiu would ask it, and the place where its reports arrive. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { feedbackBody, type FeedbackBody } from '../../contract/acts.js';
import type { InstructionMessage } from '../../contract/acts-department.js';
import { IDEMPOTENCY_HEADER, sign, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../../contract/signing.js';
import { parseJson, readBody } from '../departments/http.js';

export interface Target {
  /** The system's base address: instructions go to `<url>/instructions`. */
  readonly url: string;
  /** The key that both hold. */
  readonly key: string;
  /** Within how long it must answer. Default: the contract's 5 s. */
  readonly answerMs?: number;
  /** How long a promised report is waited for. Default 60 s. */
  readonly reportMs?: number;
  /** Where it reaches this program; default: the loopback, at a free port. */
  readonly listen?: { readonly host: string; readonly port: number; readonly publicUrl: string };
}

export interface Answer {
  /** 0: none, or none in time. */
  readonly status: number;
  readonly receipt: string | null;
  readonly detail: string | null;
  readonly tookMs: number;
}

/** What is wrong on purpose with one message. */
export interface Flaw {
  readonly key?: string;
  readonly signedAtMs?: number;
  readonly signedPath?: string;
  readonly signedBody?: string;
  readonly unsigned?: boolean;
}

const ANSWER_MS = 5_000;
const REPORT_MS = 60_000;
/** A system that is slow is told from one that is dead. */
const PATIENCE = 4;

export class Probe {
  readonly answerMs: number;
  readonly reportMs: number;
  readonly #target: Target;
  readonly #server: Server;
  readonly #reports: FeedbackBody[] = [];
  readonly #malformed: string[] = [];
  #wake: (() => void)[] = [];
  #refusals = 0;
  #base = '';
  #issued = Date.now() - 3_600_000;
  #signedAtMs = 0;

  constructor(target: Target) {
    this.#target = target;
    this.answerMs = target.answerMs ?? ANSWER_MS;
    this.reportMs = target.reportMs ?? REPORT_MS;
    this.#server = createServer((request, response) => {
      void readBody(request)
        .catch(() => Buffer.from(''))
        .then((body) => response.writeHead(this.#take(request.url ?? '', parseJson(body))).end('{}'));
    });
  }

  async open(): Promise<void> {
    const { host = '127.0.0.1', port = 0, publicUrl } = this.#target.listen ?? {};
    await once(this.#server.listen(port, host), 'listening');
    const address = this.#server.address();
    const own = typeof address === 'object' && address !== null ? address.port : port;
    this.#base = (publicUrl ?? `http://${host}:${own}`).replace(/\/$/, '');
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Where reports arrive. */
  get base(): string {
    return this.#base;
  }

  /** An instruction that no system has seen; each is issued a second after the one before. */
  word(more: Partial<InstructionMessage> = {}): InstructionMessage {
    const instructionId = `conf-${randomUUID()}`;
    this.#issued += 1_000;
    return {
      instructionId,
      effect: 'publish',
      measureId: null,
      content: {},
      record: {
        ...{ id: `conf-${randomUUID()}`, documentNumber: '示例罚〔2026〕1号', authority: '示例市生态环境局' },
        ...{ title: '示例:超标排放水污染物', decisionDate: '2026-04-15' },
      },
      subject: { codeKind: 'uscc', code: '91320800MA0DEM0217', name: '示例环保有限公司' },
      issuedAt: new Date(this.#issued).toISOString(),
      dueBy: null,
      callbackUrl: `${this.#base}/api/v1/instructions/${instructionId}/feedback`,
      ...more,
    };
  }

  /** Sends the message, signed anew unless `flaw` says otherwise. */
  async send(message: InstructionMessage, flaw: Flaw = {}): Promise<Answer> {
    return this.post(message.instructionId, JSON.stringify(message), this.headers(JSON.stringify(message), flaw));
  }

  /** Milliseconds, and never the same twice: what is sent again within one would bear the signature of a message caught. */
  #now(): number {
    return (this.#signedAtMs = Math.max(Date.now(), this.#signedAtMs + 1));
  }

  headers(
    body: string,
    { key = this.#target.key, signedAtMs = this.#now(), ...flaw }: Flaw = {},
  ): Record<string, string> {
    if (flaw.unsigned === true) return {};
    const timestamp = new Date(signedAtMs).toISOString();
    const { pathname, search } = this.#instructions;
    const signed = { method: 'POST', path: flaw.signedPath ?? `${pathname}${search}`, timestamp };
    return {
      [TIMESTAMP_HEADER]: timestamp,
      [SIGNATURE_HEADER]: sign({ ...signed, body: flaw.signedBody ?? body }, key),
    };
  }

  async post(id: string, body: string, headers: Record<string, string>): Promise<Answer> {
    const from = Date.now();
    try {
      const response = await fetch(this.#instructions, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          [IDEMPOTENCY_HEADER]: id,
          ...headers,
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.answerMs * PATIENCE),
      });
      const said = parseJson(Buffer.from(await response.arrayBuffer()));
      const fields: Record<string, unknown> = typeof said === 'object' && said !== null ? { ...said } : {};
      return {
        ...{ status: response.status, tookMs: Date.now() - from },
        ...{ receipt: textOf(fields['receipt']), detail: textOf(fields['detail']) ?? textOf(fields['title']) },
      };
    } catch {
      return { status: 0, receipt: null, detail: null, tookMs: Date.now() - from };
    }
  }

  /** The receipt of what is done, waiting for the report of what was promised; null when neither came. */
  async receiptOf(message: InstructionMessage, answer: Answer): Promise<string | null> {
    if (answer.status === 200) return answer.receipt;
    if (answer.status !== 202) return null;
    const report = await this.report(message.instructionId);
    return report?.outcome === 'done' ? report.receipt : null;
  }

  /** The report on this instruction that was taken; null when none came. */
  async report(instructionId: string): Promise<FeedbackBody | null> {
    const deadline = Date.now() + this.reportMs;
    for (;;) {
      const found = this.reportsOn(instructionId)[0];
      if (found !== undefined) return found;
      if (Date.now() > deadline) return null;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(0, deadline - Date.now()) + 1);
        this.#wake.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  reportsOn = (instructionId: string): readonly FeedbackBody[] =>
    this.#reports.filter((r) => (r as Addressed).about === instructionId);

  get malformed(): readonly string[] {
    return this.#malformed;
  }

  /** The next reports are answered 503 so many times, as by a Xinxiu that is away. */
  refuseReports(times: number): void {
    this.#refusals = times;
  }

  /** What the system shows of its records, for tests; null when it shows nothing. */
  async records(): Promise<readonly Record<string, unknown>[] | null> {
    try {
      const response = await fetch(`${this.#target.url.replace(/\/$/, '')}/records`, {
        signal: AbortSignal.timeout(this.answerMs),
      });
      const said = parseJson(Buffer.from(await response.arrayBuffer()));
      return response.status === 200 && Array.isArray(said) ? (said as Record<string, unknown>[]) : null;
    } catch {
      return null;
    }
  }

  get #instructions(): URL {
    return new URL(`${this.#target.url.replace(/\/$/, '')}/instructions`);
  }

  #take(url: string, body: unknown): number {
    const about = /\/instructions\/([^/]+)\/feedback$/.exec(url)?.[1];
    const report = feedbackBody.safeParse(body);
    if (about === undefined || !report.success) {
      this.#malformed.push(url);
      return 400;
    }
    if (this.#refusals > 0) {
      this.#refusals -= 1;
      return 503;
    }
    const taken: Addressed = { ...report.data, about: decodeURIComponent(about) };
    this.#reports.push(taken);
    for (const wake of this.#wake.splice(0)) wake();
    return 202;
  }
}

type Addressed = FeedbackBody & { readonly about: string };

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);
