/** The header Idempotency-Key: which routes need one, and what it looks like. */
import type { IncomingHttpHeaders } from 'node:http';

/** 8 to 200 visible ASCII characters. */
export const KEY_PATTERN = /^[\x21-\x7e]{8,200}$/;

/** Null when it is missing or does not look like one. */
export function keyIn(headers: IncomingHttpHeaders): string | null {
  const key = headers['idempotency-key'];
  return typeof key === 'string' && KEY_PATTERN.test(key) ? key : null;
}

/** Every write that needs one says so in its description. */
export const needsKey = (schema: { readonly description?: unknown } | undefined): boolean =>
  typeof schema?.description === 'string' && schema.description.includes('须带请求头 Idempotency-Key');
