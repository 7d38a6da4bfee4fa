/** A data directory, and the addresses and settings that follow from it: the same at every start. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadDevelopmentConfig } from '../config.js';
import { cacheDirectory } from './cache.js';
import { PARTIES } from './identities.js';
import { keepAddresses, partyPort, portOf } from './ports.js';
import type { Addresses, PortName } from './ports.js';
import * as postgres from './postgres.js';
import { keepPartySecrets, keepPayloadKeys, keepPersonSecret, keepSecrets, keepSmsSecret } from './secrets.js';
import type { Secrets } from './secrets.js';

/** The clone's own directory. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const AUDIENCE = 'xinxiu-api';

export interface Layout {
  readonly dataDir: string;
  readonly addresses: Addresses;
  readonly secrets: Secrets;
  readonly partySecretsFile: string;
  readonly personSecretFile: string;
  readonly payloadKeysFile: string;
  readonly smsSecretFile: string;
  /** Party id → base URL of its simulated system. */
  readonly partyUrls: Readonly<Record<string, string>>;
  readonly databaseUrl: string;
  readonly databaseOwnerUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  /** Parts that somebody else runs: DATABASE_URL or TEMPORAL_ADDRESS is set. */
  readonly external: ReadonlySet<'postgres' | 'temporal'>;
  readonly logLevel: string;
  port(name: PortName): number;
}

/** Reads the directory, after making what is missing. */
export async function openLayout(dataDir: string): Promise<Layout> {
  mkdirSync(path.join(dataDir, 'logs'), { recursive: true });
  const config = loadDevelopmentConfig();
  const addresses = await keepAddresses(dataDir, cacheDirectory(), config.PUBLIC_URL);
  const secrets = keepSecrets(dataDir);
  const port = (name: PortName): number => portOf(addresses.base, name);
  const { DATABASE_URL: givenUrl, DATABASE_OWNER_URL: givenOwnerUrl, TEMPORAL_ADDRESS: givenAddress } = config;
  return {
    dataDir,
    addresses,
    secrets,
    partySecretsFile: keepPartySecrets(dataDir),
    personSecretFile: keepPersonSecret(dataDir),
    payloadKeysFile: keepPayloadKeys(dataDir),
    smsSecretFile: keepSmsSecret(dataDir),
    partyUrls: partyUrlsOf(addresses.base),
    databaseUrl: givenUrl ?? postgres.applicationUrl(port('postgres'), secrets),
    databaseOwnerUrl: givenOwnerUrl ?? givenUrl ?? postgres.ownerUrl(port('postgres'), secrets),
    temporalAddress: givenAddress ?? `127.0.0.1:${port('temporal')}`,
    namespace: config.TEMPORAL_NAMESPACE,
    external: new Set([...(givenUrl ? ['postgres' as const] : []), ...(givenAddress ? ['temporal' as const] : [])]),
    logLevel: config.LOG_LEVEL,
    port,
  };
}

function partyUrlsOf(base: number): Record<string, string> {
  const ports = PARTIES.map(({ id }) => [id, partyPort(base, id)] as const);
  return Object.fromEntries(
    ports.flatMap(([id, port]) => (port === undefined ? [] : [[id, `http://127.0.0.1:${port}`]])),
  );
}

/** The settings of config.ts, as the worker, the API and the commands of this data directory get them. */
export function environmentOf(layout: Layout): Record<string, string> {
  return {
    TZ: 'UTC',
    DATABASE_URL: layout.databaseUrl,
    DATABASE_OWNER_URL: layout.databaseOwnerUrl,
    TEMPORAL_ADDRESS: layout.temporalAddress,
    TEMPORAL_NAMESPACE: layout.namespace,
    API_HOST: '127.0.0.1',
    API_PORT: String(layout.port('api')),
    PUBLIC_URL: layout.addresses.publicUrl,
    OIDC_ISSUER: layout.addresses.issuer,
    OIDC_AUDIENCE: AUDIENCE,
    SMTP_URL: `smtp://127.0.0.1:${layout.port('smtp')}`,
    MAIL_FROM: '信修 <noreply@xinxiu.example>',
    SMS_GATEWAY_URL: `http://127.0.0.1:${layout.port('sms')}/messages`,
    SMS_GATEWAY_SECRET_FILE: layout.smsSecretFile,
    PARTY_SECRETS_FILE: layout.partySecretsFile,
    PERSON_SECRET_FILE: layout.personSecretFile,
    PAYLOAD_KEYS_FILE: layout.payloadKeysFile,
    TEMPORAL_UI_ORIGIN: `http://127.0.0.1:${layout.port('temporalUi')}`,
    STORAGE_URL: pathToFileURL(path.join(layout.dataDir, 'papers')).href,
    LOG_LEVEL: layout.logLevel,
    METRICS_PORT: String(layout.port('worker')),
  };
}
