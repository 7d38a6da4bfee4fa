/** A small real world on the loopback: a register, an API that only listens, and a mail server that can refuse. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { SMTPServer } from 'smtp-server';
import type { ActMessage, CaseView } from '../../contract/messages.js';
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { defaultPolicy } from '../../domain/law/pack.js';
import { parseMessage, type ParsedMessage } from '../../dev/mime.js';
import { commit } from '../../register/commit.js';
import type { TestDatabase } from '../support/database.js';
import { act, addRecord, AGENT, application, HANDLER, REVIEWER, type SceneParty } from '../support/scene.js';

export const MONDAY = '2026-09-07T02:00:00.000Z';
export const later = (days: number): string => new Date(Date.parse(MONDAY) + days * 86_400_000).toISOString();

/** Never the same instant twice, and never today's. */
export function tickingClock(from = '2026-11-22T03:00:00.000Z'): { now: () => string } {
  let ms = Date.parse(from);
  return { now: () => new Date((ms += 1)).toISOString() };
}

/** Does one act after the other to one record, as the workflow would; answers the case's view. */
export async function does(db: TestDatabase, recordId: string, acts: readonly ActMessage[]): Promise<CaseView> {
  const deps = {
    pool: db.pool,
    calendar: PUBLISHED_CALENDAR,
    policy: defaultPolicy,
    onDefect: (error: unknown) => {
      throw error;
    },
  };
  let view: CaseView | null = null;
  for (const one of acts) {
    const caseId = view?.caseId ?? one.caseId;
    const acting = one.name === 'apply' ? one : { ...one, caseId };
    const done = await commit(deps, { process: 'repair', recordId, acts: [acting], recordedAt: one.effectiveAt });
    if (done.results[0]?.kind !== 'committed') throw new Error(`${one.name}: ${JSON.stringify(done.results[0])}`);
    view = done.view;
  }
  if (view === null) throw new Error('no case');
  return view;
}

const applies = (recordId: string): ActMessage =>
  act('apply', AGENT, application(recordId, '2026-09-04'), { at: MONDAY });
const proposes = (payload: object): readonly ActMessage[] => [
  act('accept', HANDLER, {}, { at: later(1) }),
  act('propose', HANDLER, { findings: '罚款已缴清,整改已验收', ...payload }, { at: later(2) }),
  act('confirm', REVIEWER, { approve: true }, { at: later(3) }),
];

export async function applied(
  db: TestDatabase,
  recordId: string,
  parties: readonly SceneParty[] = [],
): Promise<CaseView> {
  await addRecord(db.owner, { id: recordId, parties });
  return does(db, recordId, [applies(recordId)]);
}

/** A case in which repair was granted, so that every party is to be instructed. */
export async function granted(db: TestDatabase, recordId: string, parties: readonly SceneParty[]): Promise<CaseView> {
  await addRecord(db.owner, { id: recordId, parties });
  return does(db, recordId, [applies(recordId), ...proposes({ outcome: 'grant' })]);
}

export async function refused(db: TestDatabase, recordId: string, reasons: string): Promise<CaseView> {
  await addRecord(db.owner, { id: recordId, parties: [] });
  return does(db, recordId, [applies(recordId), ...proposes({ outcome: 'refuse', reasons })]);
}

export interface Call {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Stands in for the API: notes every call and answers what it is told to. */
export class Listener {
  readonly calls: Call[] = [];
  answer: (call: Call) => { status: number; body?: unknown; headers?: Record<string, string> } = () => ({
    status: 200,
  });
  readonly #server: Server;
  #waiting: (() => void)[] = [];

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const call = {
          path: request.url ?? '',
          headers: request.headers,
          body: JSON.parse(Buffer.concat(chunks).toString()),
        };
        const { status, body, headers } = this.answer(call);
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body ?? {}));
        this.calls.push(call);
        for (const wake of this.#waiting.splice(0)) wake();
      });
    });
  }

  async listen(): Promise<string> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  /** Until so many calls meet the condition. */
  async heard(count: number, meets: (call: Call) => boolean): Promise<readonly Call[]> {
    for (;;) {
      const found = this.calls.filter(meets);
      if (found.length >= count) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Keeps every mail; refuses recipients and contents with the SMTP status it is given. */
export class MailServer {
  readonly mails: ParsedMessage[] = [];
  /** The messages as they came, in the same order. */
  readonly sources: Buffer[] = [];
  /** Where each comes back to, and what the envelope says of that (RFC 3461). */
  readonly returns: { readonly to: string; readonly args: unknown }[] = [];
  refuseRecipient: number | null = null;
  refuseContent: number | null = null;
  readonly #server: SMTPServer;

  constructor() {
    this.#server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      hideDSN: false,
      onRcptTo: (_address, _session, callback) => callback(fault(this.refuseRecipient)),
      onData: (stream, { envelope }, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (this.refuseContent === null) {
            this.sources.push(Buffer.concat(chunks));
            this.mails.push(parseMessage(Buffer.concat(chunks)));
            if (envelope.mailFrom !== false)
              this.returns.push({ to: envelope.mailFrom.address, args: envelope.mailFrom.args });
          }
          callback(fault(this.refuseContent));
        });
      },
    });
  }

  async listen(): Promise<string> {
    const { server } = this.#server;
    this.#server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }
}

const fault = (status: number | null): Error | null =>
  status === null ? null : Object.assign(new Error('refused'), { responseCode: status });
