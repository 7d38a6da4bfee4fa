/** Whether a token that is signed and in time still holds: it was not given back, and its account is not closed. */
import type pg from 'pg';
import { readEnded, type Ended } from '../register/accounts.js';

/** What is known of a token beside who it is for. */
export interface Token {
  /** SHA-256 of what the issuer signed. */
  readonly id: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** How strongly its person has logged in (`acr`). */
  readonly acr: string | null;
}

export interface EndedTokens {
  /** Rejects when the register is away: no token holds of which that is not known. */
  holds(subject: string, token: Token): Promise<boolean>;
  /** What has just ended here counts at once; what ended in another process, within a second. */
  forget(): void;
}

const KNOWN_FOR_MS = 1_000;

export function createEndedTokens(pool: pg.Pool, now: () => number = () => performance.now()): EndedTokens {
  let known: { readonly at: number; readonly ended: Promise<Ended> } | null = null;
  const current = (): Promise<Ended> => {
    if (known !== null && now() - known.at < KNOWN_FOR_MS) return known.ended;
    const read = { at: now(), ended: readEnded(pool) };
    known = read;
    read.ended.catch(() => {
      if (known === read) known = null;
    });
    return read.ended;
  };
  return {
    async holds(subject, { id, issuedAt }) {
      const { closed, from, tokens } = await current();
      return !closed.has(subject) && !tokens.has(id) && issuedAt >= (from.get(subject) ?? 0);
    },
    forget() {
      known = null;
    },
  };
}
