/**
 * Keyed hashes: a resident number has too few possible values to be hidden by a plain hash. Who has the secret can find
 * a number by trying them all, so it is known to the API alone.
 */
import { createHmac } from 'node:crypto';
import type { PersonCode } from '../domain/record/subject.js';

export interface KeyedHashes {
  /** What the register knows the person with this number by; the number in its normal form. */
  readonly person: (number: string) => PersonCode;
  /** Of a file in which such numbers may stand: 64 hexadecimal digits. */
  readonly file: (bytes: Uint8Array) => string;
}

const SHORTEST_SECRET = 32;

/** Throws for a secret of less than 32 characters. */
export function keyedHashes(secret: string): KeyedHashes {
  if (secret.length < SHORTEST_SECRET)
    throw new Error(`The secret of persons has less than ${SHORTEST_SECRET} characters.`);
  const hash = () => createHmac('sha256', secret);
  return {
    person: (number) => ({ kind: 'personKey', code: hash().update(number).digest('hex') }),
    file: (bytes) => hash().update('file\n').update(bytes).digest('hex'),
  };
}
