/** Takes in a paper: counted and hashed while it comes, its kind told by its bytes and not by its name. */
import { createHash, randomUUID, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sniff } from './sniff.js';
import type { PaperStore } from './store.js';

export interface Received {
  readonly sha256: string;
  readonly size: number;
  /** Media type. */
  readonly type: string;
}
export type Unacceptable = 'empty' | 'tooLarge' | 'unknownType';

/** Keeps the paper, or says why not; of what is not kept nothing stays. */
export async function receive(
  store: PaperStore,
  source: Readable,
  limitBytes: number,
): Promise<Received | Unacceptable> {
  const file = path.join(store.spool, `${randomUUID()}.part`);
  const hash = createHash('sha256');
  const counted = { size: 0 };
  try {
    await pipeline(source, counting(hash, counted, limitBytes), createWriteStream(file, { mode: 0o600 }));
    if (counted.size === 0) return 'empty';
    const type = await sniff(file);
    if (type === null) return 'unknownType';
    const sha256 = hash.digest('hex');
    await store.keep(sha256, file, { size: counted.size, type });
    return { sha256, size: counted.size, type };
  } catch (error) {
    if (error instanceof TooLarge) return 'tooLarge';
    throw error;
  } finally {
    await rm(file, { force: true });
  }
}

class TooLarge extends Error {}

const counting = (hash: Hash, counted: { size: number }, limit: number): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      counted.size += chunk.length;
      hash.update(chunk);
      done(counted.size > limit ? new TooLarge() : null, chunk);
    },
  });

/** The bytes as they were named: a reader of others gets an error, not a paper. */
export function checked(source: Readable, sha256: string): Readable {
  const hash = createHash('sha256');
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(hash.digest('hex') === sha256 ? null : new Error('a kept paper is not what it was'));
    },
  });
  source.on('error', (error) => check.destroy(error));
  check.on('close', () => source.destroy());
  return source.pipe(check);
}
