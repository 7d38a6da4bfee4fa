/** The ports to outside parties: `http` for systems, `manual` for the many departments that have none. */
import type { InstructionMessage } from '../contract/acts-department.js';
import { IDEMPOTENCY_HEADER, sign, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../contract/signing.js';

/** Party id → HMAC key. */
export type PartyKeys = Readonly<Record<string, string>>;

/** What came of one attempt. `unreachable` is to be tried again; its reason is for operators and names no person. */
export type Attempt =
  | {
      readonly outcome: 'done' | 'accepted' | 'refused' | 'failed';
      readonly receipt: string | null;
      readonly detail: string | null;
    }
  | { readonly outcome: 'unreachable'; readonly reason: string };

/** Nothing more is to be sent. */
export const ended = (outcome: 'done' | 'failed', detail: string | null): Attempt => ({
  outcome,
  receipt: null,
  detail,
});

export interface HttpParty {
  readonly name: string;
  /** Base address; instructions go to `<url>/instructions`. */
  readonly url: string;
  /** undefined while the operator has not set it: nothing is sent unsigned. */
  readonly key: string | undefined;
}

const DETAIL_CHARACTERS = 500;
const RECEIPT_CHARACTERS = 200;
const ANSWER_BYTES = 64 * 1024;
/** Refusals (4xx) that are none: the same again may be taken. */
export const TRY_AGAIN = new Set([408, 425, 429]);

/** Sends one instruction once. Never throws for a fault of the party or the way to it. */
export async function sendInstruction(
  party: HttpParty,
  message: InstructionMessage,
  options: { readonly nowMs: number; readonly timeoutMs: number },
): Promise<Attempt> {
  if (party.key === undefined || party.key === '') return { outcome: 'unreachable', reason: 'no key is configured' };
  const body = JSON.stringify(message);
  try {
    const url = new URL(`${party.url.replace(/\/$/, '')}/instructions`);
    const timestamp = new Date(options.nowMs).toISOString();
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        [IDEMPOTENCY_HEADER]: message.instructionId,
        [TIMESTAMP_HEADER]: timestamp,
        [SIGNATURE_HEADER]: sign({ method: 'POST', path: url.pathname + url.search, timestamp, body }, party.key),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    return understand(party, response.status, await readJson(response));
  } catch (error) {
    return { outcome: 'unreachable', reason: networkReason(error) };
  }
}

/** A department without a system: the instruction stands in its workbench until a person there reports. */
export const handToWorkbench = (partyName: string): Attempt => ({
  outcome: 'accepted',
  receipt: null,
  detail: `已转${partyName}工作台办理`,
});

/**
 * A 200 without a receipt proves nothing, so it counts as not reached: the same instruction is sent again, which is
 * safe, and its term turns red for a person if no receipt ever comes. So does a redirect, which is never followed.
 */
function understand(party: HttpParty, status: number, answer: Readonly<Record<string, unknown>>): Attempt {
  const receipt = textOf(answer['receipt'], RECEIPT_CHARACTERS);
  if (status === 202) return { outcome: 'accepted', receipt, detail: null };
  if (status === 200 && receipt !== null) return { outcome: 'done', receipt, detail: null };
  if (status === 200) return { outcome: 'unreachable', reason: 'HTTP 200 without a receipt' };
  if (status < 400 || status >= 500 || TRY_AGAIN.has(status))
    return { outcome: 'unreachable', reason: `HTTP ${status}` };
  const why = textOf(answer['detail'], DETAIL_CHARACTERS) ?? textOf(answer['title'], DETAIL_CHARACTERS) ?? '未说明理由';
  return { outcome: 'refused', receipt: null, detail: `${party.name}拒绝办理(HTTP ${status}):${why}` };
}

/** The JSON object of an answer, read up to a limit; an empty one when it is something else. */
async function readJson(response: Response): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const body: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? [];
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > ANSWER_BYTES) return {};
    chunks.push(chunk);
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown, characters: number): string | null {
  if (typeof value !== 'string') return null;
  const text = value.replace(/\p{Cc}+/gu, ' ').trim();
  return text === '' ? null : Array.from(text).slice(0, characters).join('');
}

/** A code such as ECONNREFUSED or TimeoutError; never the message, which may quote what was sent. */
export function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return 'network error';
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
  return `network: ${code}`;
}
