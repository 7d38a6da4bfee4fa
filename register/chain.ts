/** The journal's chain: each entry's hash covers the one before it. */
import { createHash, randomBytes } from 'node:crypto';
import { canonical } from '../domain/file/canonical.js';

export const GENESIS = '0'.repeat(64);

export interface ChainedEntry {
  readonly caseId: string;
  readonly seq: number;
  readonly actId: string;
  readonly act: string;
  readonly actor: string;
  readonly actorRole: string;
  readonly actorDepartment: string | null;
  readonly effectiveAt: string;
  readonly receivedAt: string;
  readonly recordedAt: string;
  readonly requestHash: string;
  readonly payloadHash: string;
  /** Salted like the payload's; absent in entries of the time before events could be erased, which hold the events themselves. */
  readonly eventsHash?: string;
  readonly events?: unknown;
  readonly answer: unknown;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The entry's place in the chain; the same from memory and from the database. */
export const chainHash = (previous: string, entry: ChainedEntry): string => sha256(`${previous}\n${canonical(entry)}`);

/** A payload's hash that cannot be guessed back once its salt is erased. */
export function saltedHash(payload: unknown): { readonly salt: string; readonly hash: string } {
  const salt = randomBytes(16).toString('hex');
  return { salt, hash: payloadHash(salt, payload) };
}

export const payloadHash = (salt: string, payload: unknown): string => sha256(`${salt}\n${canonical(payload)}`);
