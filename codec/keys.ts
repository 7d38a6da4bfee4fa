/** The keys under which payloads are sealed, by id: one is current, the others open what was sealed before. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** How many bytes of secret each cipher takes. */
export const SECRET_BYTES = { 'aes-256-gcm': 32, 'sm4-ctr-hmac-sm3': 48 } as const;
export const CIPHERS = Object.keys(SECRET_BYTES) as Cipher[];
export type Cipher = keyof typeof SECRET_BYTES;

export interface PayloadKey {
  readonly id: string;
  readonly cipher: Cipher;
  readonly secret: Buffer;
}

export interface PayloadKeys {
  readonly current: PayloadKey;
  /** By id, the current one among them. */
  readonly all: ReadonlyMap<string, PayloadKey>;
}

const keyFile = z
  .object({
    current: z.string(),
    keys: z.record(
      z.string().regex(/^[\w-]{1,40}$/, 'an id has letters, digits, _ and -'),
      z.object({ cipher: z.enum(['aes-256-gcm', 'sm4-ctr-hmac-sm3']), secret: z.base64() }),
    ),
  })
  .refine(({ current, keys }) => Object.hasOwn(keys, current), 'the current key is not in the file');
export type KeyFile = z.infer<typeof keyFile>;

/** Throws for a file that is not whole, or a secret of another length; the message says nothing of any secret. */
export function payloadKeys(text: string): PayloadKeys {
  const { current, keys } = readKeyFile(text);
  const all = new Map(Object.entries(keys).map(([id, key]) => [id, keyOf(id, key)] as const));
  const found = all.get(current);
  if (found === undefined) throw new Error('The file of payload keys names no current key.');
  return { current: found, all };
}

export function readKeyFile(text: string): KeyFile {
  const parsed = keyFile.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`The file of payload keys is not usable: ${issue?.message ?? ''}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function keyOf(id: string, { cipher, secret }: KeyFile['keys'][string]): PayloadKey {
  const bytes = Buffer.from(secret, 'base64');
  if (bytes.length !== SECRET_BYTES[cipher])
    throw new Error(`The payload key ${id} has ${bytes.length} bytes; ${cipher} takes ${SECRET_BYTES[cipher]}.`);
  return { id, cipher, secret: bytes };
}

/** A file with one more key, which is current only when it is the first or is said to be. */
export function withNewKey(file: KeyFile | null, id: string, cipher: Cipher): KeyFile {
  if (file !== null && Object.hasOwn(file.keys, id)) throw new Error(`There is a payload key ${id} already.`);
  const secret = randomBytes(SECRET_BYTES[cipher]).toString('base64');
  return { current: file?.current ?? id, keys: { ...file?.keys, [id]: { cipher, secret } } };
}

export function withCurrent(file: KeyFile, id: string): KeyFile {
  if (!Object.hasOwn(file.keys, id)) throw new Error(`There is no payload key ${id}.`);
  return { ...file, current: id };
}
