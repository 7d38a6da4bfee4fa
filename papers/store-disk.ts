/** Papers on a local disk: written beside, brought to the disk, then moved to their name in one step. */
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { clock } from '../contract/clock.js';
import type { PaperStore } from './store.js';

/** What a process that was killed has left half is taken away after so long. */
const STALE_MS = 24 * 3_600_000;

export async function diskStore(directory: string): Promise<PaperStore> {
  const spool = path.join(directory, 'incoming');
  await mkdir(spool, { recursive: true });
  await removeStale(spool);
  const placeOf = (sha256: string): string => path.join(directory, sha256.slice(0, 2), sha256);
  return {
    spool,
    async keep(sha256, file) {
      const place = placeOf(sha256);
      await mkdir(path.dirname(place), { recursive: true });
      await toDisk(file);
      await rename(file, place);
      // The name itself, and that of a folder which may be new.
      await toDisk(path.dirname(place));
      await toDisk(directory);
    },
    async open(sha256) {
      const isKept = await stat(placeOf(sha256)).then(
        () => true,
        (error: unknown) => {
          if (isMissing(error)) return false;
          throw error;
        },
      );
      return isKept ? createReadStream(placeOf(sha256)) : null;
    },
    remove: (sha256) => rm(placeOf(sha256), { force: true }),
  };
}

async function toDisk(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeStale(spool: string): Promise<void> {
  const files = await Promise.all(
    (await readdir(spool)).map(async (name) => ({ name, at: (await stat(path.join(spool, name))).mtimeMs })),
  );
  const now = Date.parse(clock.now());
  for (const { name, at } of files) if (now - at > STALE_MS) await rm(path.join(spool, name), { force: true });
}

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
