/** The same key is the same act, for ever: ids, hashes, and the answer given before. */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type pg from 'pg';
import type { ActAnswer } from '../contract/messages.js';
import { canonical } from '../domain/file/canonical.js';
import { answerOf } from '../register/queries-cases.js';
import { keyIn } from './key.js';
import { problem } from './problem.js';

const hash = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('base64url');

/** The Idempotency-Key of a request; throws the problem KEY_MISSING. */
export function keyOf(request: FastifyRequest): string {
  const key = keyIn(request.headers);
  if (key === null) throw problem('KEY_MISSING');
  return key;
}

/** `target`: the case, or the record when there is no case yet. */
export const actIdOf = (actor: string, route: string, target: string, key: string): string =>
  `a-${hash([actor, route, target, key])}`;

/** A party's report is keyed by the party's own number. */
export const reportIdOf = (party: string, reportId: string): string => `r-${party}-${hash(reportId)}`;

/** Of what the sender said, without when it arrived. */
export const requestHashOf = (body: unknown): string => hash(body);

/** The record that an opening act makes, and the docket that it opens: named by the act, so that the same act is the same case. */
export const recordIdOf = (actId: string): string => `M${short(actId, 20)}`;
/** The record of the nth person named in it. */
export const linkedIdOf = (recordId: string, n: number): string => `${recordId}-p${n}`;
export const docketOf = (actId: string): string => short(actId, 12);

const short = (text: string, length: number): string => hash(text).replace(/[-_]/g, '0').slice(0, length);

/**
 * One application may group several records: the channel's number is what they share. Each place's counter has numbers of
 * its own; `region`: that of who enters it there.
 */
export const applicationIdOf = (channel: string, channelNumber: string, region: string | null): string =>
  `A${hash([channel, channelNumber, ...(channel === 'window' && region !== null ? [region] : [])])
    .replace(/[-_]/g, '0')
    .slice(0, 20)}`;

/** The answer this act was given before, or null; KEY_REUSED when the key came with another request. */
export async function answeredBefore(pool: pg.Pool, actId: string, requestHash: string): Promise<ActAnswer | null> {
  const before = await answerOf(pool, actId);
  if (before !== null && before.requestHash !== requestHash) throw problem('KEY_REUSED');
  return before?.answer ?? null;
}
