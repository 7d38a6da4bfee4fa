/** What nobody may read: made at the first start, kept for the owner of the data directory only. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readKeyFile, withNewKey } from '../codec/keys.js';
import { PARTIES } from './identities.js';

const secrets = z.object({
  /** Passwords of the three database roles. */
  postgres: z.string(),
  owner: z.string(),
  application: z.string(),
  /** The role of a Temporal server that keeps its cases in this Postgres. */
  temporal: z.string(),
  /** From it the issuer derives its clients' secrets and its cookie keys. */
  issuer: z.string(),
});
export type Secrets = Readonly<z.infer<typeof secrets>>;

const random = (): string => randomBytes(24).toString('base64url');

export function keepSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json');
  const made = { postgres: random(), owner: random(), application: random(), temporal: random(), issuer: random() };
  const kept = secrets.partial({ temporal: true }).parse(keep(file, made));
  const all = { ...kept, temporal: kept.temporal ?? made.temporal };
  if (kept.temporal === undefined) write(file, all);
  return all;
}

const partySecrets = z.record(z.string(), z.string());

/** Party id → HMAC key. The file is shared with the API, the worker and the simulated parties; a new party gets a key. */
export function keepPartySecrets(dataDir: string): string {
  const file = path.join(dataDir, 'party-secrets.json');
  const made = Object.fromEntries(PARTIES.map(({ id }) => [id, random()]));
  const kept = partySecrets.parse(keep(file, made));
  if (PARTIES.some(({ id }) => kept[id] === undefined)) write(file, { ...made, ...kept });
  return file;
}

/** The secret under which natural persons are known; read by the API alone. */
export const keepPersonSecret = (dataDir: string): string => keepText(path.join(dataDir, 'person-secret.txt'));

/** The HMAC key that the worker shares with the SMS catcher. */
export const keepSmsSecret = (dataDir: string): string => keepText(path.join(dataDir, 'sms-secret.txt'));

function keepText(file: string): string {
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600 });
  return file;
}

/** The keys under which payloads are sealed; the first one is made here, others by `npm run payload-keys`. */
export function keepPayloadKeys(dataDir: string): string {
  const file = path.join(dataDir, 'payload-keys.json');
  if (existsSync(file)) readKeyFile(readFileSync(file, 'utf8'));
  else write(file, withNewKey(null, 'first', 'aes-256-gcm'));
  return file;
}

function keep(file: string, made: Record<string, string>): unknown {
  if (!existsSync(file)) write(file, made);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function write(file: string, made: object): void {
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
}
