/** Where uploaded papers lie: named by their content, so that one is never overwritten by another and a lost answer costs nothing. */
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { diskStore } from './store-disk.js';
import { s3Store } from './store-s3.js';

export interface PaperStore {
  /** A directory on this machine in which what is coming in is gathered. */
  readonly spool: string;
  /** Keeps the file under its hash, whole or not at all; when this answers it is kept for good. The file may be moved away. */
  keep(sha256: string, file: string, about: { readonly size: number; readonly type: string }): Promise<void>;
  /** The bytes; null when nothing is kept under this hash. */
  open(sha256: string): Promise<Readable | null>;
  /** Nothing is kept under this hash any more, whether or not anything was. */
  remove(sha256: string): Promise<void>;
}

export interface StoreSettings {
  /** file:///directory, or https://host/bucket of a store that speaks S3. */
  readonly STORAGE_URL: string;
  /** JSON: accessKeyId, secretAccessKey, and region when it is another than us-east-1. */
  readonly STORAGE_CREDENTIALS_FILE?: string | undefined;
}

export async function createStore(settings: StoreSettings): Promise<PaperStore> {
  const url = new URL(settings.STORAGE_URL);
  if (url.protocol === 'file:') return diskStore(fileURLToPath(url));
  if (settings.STORAGE_CREDENTIALS_FILE === undefined)
    throw new Error('STORAGE_CREDENTIALS_FILE is missing: the store asks who comes.');
  return s3Store(url, JSON.parse(readFileSync(settings.STORAGE_CREDENTIALS_FILE, 'utf8')));
}
