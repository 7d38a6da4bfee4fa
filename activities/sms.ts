/**
 * The port to a gateway for short messages (短信平台), and its adapter over HTTP. A message only announces, as mail does; it
 * names nobody, and says nothing of what a document says.
 */
import { IDEMPOTENCY_HEADER, sign, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../contract/signing.js';
import type { Instant } from '../domain/time/calendar.js';
import { networkReason, TRY_AGAIN } from './http-party.js';

export interface Sms {
  /** By which the gateway sends it once, however often it is handed over; it says nothing of anybody. */
  readonly id: string;
  /** A mobile number of the mainland: 11 digits. */
  readonly to: string;
  readonly text: string;
}

/** `unreachable` is to be tried again. No reason holds the number, nor anything that the gateway said, which may quote it. */
export type SmsAnswer =
  { readonly outcome: 'accepted' } | { readonly outcome: 'refused' | 'unreachable'; readonly reason: string };

export interface SmsGateway {
  /** Never throws for a fault of the gateway or the way to it. */
  send(message: Sms): Promise<SmsAnswer>;
}

export interface HttpGateway {
  /** The whole address that messages are posted to. */
  readonly url: string;
  /** The HMAC key that both hold. */
  readonly secret: string;
  /** Dates the signatures; decides nothing. */
  readonly clock: { readonly now: () => Instant };
  /** For one message. Default 5 s. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;

/** Signed like the instructions to departments, and with the same headers (docs/department-api.md). */
export const httpSmsGateway = ({ url, secret, clock, timeoutMs = TIMEOUT_MS }: HttpGateway): SmsGateway => ({
  send: async (message) => {
    const { pathname, search } = new URL(url);
    const body = JSON.stringify(message);
    const timestamp = clock.now();
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [IDEMPOTENCY_HEADER]: message.id,
          [TIMESTAMP_HEADER]: timestamp,
          [SIGNATURE_HEADER]: sign({ method: 'POST', path: pathname + search, timestamp, body }, secret),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      return understand(response.status);
    } catch (error) {
      return { outcome: 'unreachable', reason: networkReason(error) };
    }
  },
});

function understand(status: number): SmsAnswer {
  if (status >= 200 && status < 300) return { outcome: 'accepted' };
  const isFinal = status >= 400 && status < 500 && !TRY_AGAIN.has(status);
  return { outcome: isFinal ? 'refused' : 'unreachable', reason: `HTTP ${status}` };
}
