/** How messages between Xinxiu and a department's system are signed: HMAC-SHA256 with the key that both hold. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADER = 'X-Xinxiu-Signature';
export const TIMESTAMP_HEADER = 'X-Xinxiu-Timestamp';
export const IDEMPOTENCY_HEADER = 'Idempotency-Key';

/** How far the sender's clock may be from the receiver's. */
export const SIGNATURE_WINDOW_MS = 5 * 60_000;

export interface SignedRequest {
  readonly method: string;
  /** Path and query as sent, e.g. /xinxiu/instructions. */
  readonly path: string;
  /** An instant in UTC with milliseconds: 2026-11-22T03:04:05.678Z. */
  readonly timestamp: string;
  /** The bytes of the body, before any parsing. */
  readonly body: string | Uint8Array;
}

/** The text that is signed: four lines, without a line break at the end. */
export const signedText = ({ method, path, timestamp, body }: SignedRequest): string =>
  [method.toUpperCase(), path, timestamp, createHash('sha256').update(body).digest('hex')].join('\n');

/** The value of the signature header: `hmac-sha256=` and 64 hexadecimal digits. */
export const sign = (request: SignedRequest, key: string): string =>
  `hmac-sha256=${createHmac('sha256', key).update(signedText(request)).digest('hex')}`;

/** `ok`, or why not: a header is missing or no instant, the clocks differ too much, or the signature is another one. */
export type Verdict = 'ok' | 'missing' | 'stale' | 'mismatch';

/** Judges a received request. Who accepts it must also remember its signature for twice the window and refuse it again. */
export function verifySignature(
  request: Omit<SignedRequest, 'timestamp'> & {
    readonly timestamp: string | undefined;
    readonly signature: string | undefined;
  },
  key: string,
  nowMs: number,
): Verdict {
  const { timestamp, signature } = request;
  if (timestamp === undefined || signature === undefined) return 'missing';
  const sentMs = Date.parse(timestamp);
  if (Number.isNaN(sentMs)) return 'missing';
  if (Math.abs(nowMs - sentMs) > SIGNATURE_WINDOW_MS) return 'stale';
  const expected = Buffer.from(sign({ ...request, timestamp }, key));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given) ? 'ok' : 'mismatch';
}

/** Remembers signatures while their timestamps are valid, so that a message caught on the way cannot be sent again. */
export class ReplayGuard {
  readonly #seen = new Map<string, number>();

  /** True the first time a signature is shown. */
  admit(signature: string, nowMs: number): boolean {
    for (const [known, untilMs] of this.#seen) {
      if (untilMs > nowMs) break;
      this.#seen.delete(known);
    }
    if (this.#seen.has(signature)) return false;
    this.#seen.set(signature, nowMs + 2 * SIGNATURE_WINDOW_MS);
    return true;
  }
}
