/** A department's system as somebody else might write it, which can be wrong in each thing that the contract asks. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { instructionBody, type InstructionMessage } from '../../contract/acts-department.js';
import { ReplayGuard, SIGNATURE_HEADER, TIMESTAMP_HEADER, verifySignature } from '../../contract/signing.js';
import { answer, headerOf, parseJson, pause, problem, readBody } from '../../dev/departments/http.js';
import { standings } from '../../dev/departments/standing.js';

export const WRONGS = [
  'done',
  'signature',
  'timestamp',
  'replay',
  'once',
  'conflict',
  'later',
  'in time',
  'tolerant',
  'call-back',
] as const;
export type Wrong = (typeof WRONGS)[number];

export interface Department {
  readonly url: string;
  close(): void;
}

const HOUR_MS = 3_600_000;

class Office {
  readonly guard = new ReplayGuard();
  readonly receipts = new Map<string, string>();
  readonly words = new Map<string, InstructionMessage>();
  #given = 0;

  next(): string {
    this.#given += 1;
    return `W-${this.#given}`;
  }
}

/** Promises every report when it calls back at all. */
export async function startDepartment(key: string, wrong: Wrong | null, slowMs = 0): Promise<Department> {
  const office = new Office();
  const server = createServer((request, response) => {
    void handle(office, key, wrong, slowMs, request, response).catch(() => problem(response, 500, '系统内部错误'));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function handle(
  office: Office,
  key: string,
  wrong: Wrong | null,
  slowMs: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if (request.method === 'GET') {
    const words = [...office.words.values()];
    // Who takes the words as they come has forgotten when each was issued.
    const told = wrong === 'later' ? words.map((w, n) => ({ ...w, issuedAt: new Date(n).toISOString() })) : words;
    return answer(response, 200, standings(told));
  }
  const refused = doorOf(office, key, wrong, request, body);
  if (refused !== null) return problem(response, refused, '不予接收');
  if (wrong === 'in time') await pause(slowMs, new AbortController().signal);
  const parsed = instructionBody.safeParse(parseJson(body));
  if (!parsed.success) return problem(response, wrong === 'tolerant' ? 500 : 400, '报文格式不符');
  const word = parsed.data;
  const before = office.words.get(word.instructionId);
  if (before !== undefined && wrong !== 'conflict' && saidOf(before) !== saidOf(word))
    return problem(response, 409, '同一指令编号的内容不一致');
  if (before === undefined) office.words.set(word.instructionId, word);
  if (wrong === 'done') return answer(response, 200, {});
  const receipt = (wrong === 'once' ? undefined : office.receipts.get(word.instructionId)) ?? office.next();
  office.receipts.set(word.instructionId, receipt);
  if (wrong !== 'call-back') return answer(response, 200, { receipt });
  answer(response, 202, {});
  void report(word, receipt);
}

function doorOf(
  office: Office,
  key: string,
  wrong: Wrong | null,
  request: IncomingMessage,
  body: Buffer,
): number | null {
  const signature = headerOf(request, SIGNATURE_HEADER);
  const timestamp = headerOf(request, TIMESTAMP_HEADER);
  const clockMs = wrong === 'timestamp' && timestamp !== undefined ? Date.parse(timestamp) : Date.now();
  const signed = { method: 'POST', path: request.url ?? '', timestamp, signature, body };
  const verdict = verifySignature(signed, key, clockMs);
  if (verdict !== 'ok' && !(wrong === 'signature' && verdict === 'mismatch')) return 401;
  if (wrong !== 'replay' && !office.guard.admit(signature ?? '', Date.now() + HOUR_MS)) return 425;
  return null;
}

const saidOf = ({ effect, measureId, content, record, subject }: InstructionMessage): string =>
  JSON.stringify([effect, measureId, content, record.id, subject.code]);

/** Once, whatever it is answered. */
async function report(word: InstructionMessage, receipt: string): Promise<void> {
  const body = JSON.stringify({ reportId: `W-${word.instructionId}`, outcome: 'done', receipt, detail: null });
  await fetch(word.callbackUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    .then((r) => r.arrayBuffer())
    .catch(() => undefined);
}
