/** A data directory: what the stack keeps in it between two starts. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { cacheDirectory } from './cache.js';
import { keepAddresses, partyPort, portOf } from './ports.js';
import type { Addresses, PortName } from './ports.js';
import { keepPartySecrets, keepSecrets } from './secrets.js';
import type { Secrets } from './secrets.js';
import { PARTIES } from './identities.js';

export const AUDIENCE = 'xinxiu-api';

export interface Layout {
  readonly dataDir: string;
  readonly addresses: Addresses;
  readonly secrets: Secrets;
  readonly partySecretsFile: string;
  port(name: PortName): number;
  /** Party id → base URL of its simulated system. */
  readonly partyUrls: Readonly<Record<string, string>>;
}

/** Reads the directory, after making what is missing. */
export async function openLayout(dataDir: string, publicUrl?: string): Promise<Layout> {
  mkdirSync(path.join(dataDir, 'logs'), { recursive: true });
  const addresses = await keepAddresses(dataDir, cacheDirectory(), publicUrl);
  const ports = PARTIES.map(({ id }) => [id, partyPort(addresses.base, id)] as const);
  return {
    dataDir,
    addresses,
    secrets: keepSecrets(dataDir),
    partySecretsFile: keepPartySecrets(dataDir),
    port: (name) => portOf(addresses.base, name),
    partyUrls: Object.fromEntries(
      ports.flatMap(([id, port]) => (port === undefined ? [] : [[id, `http://127.0.0.1:${port}`]])),
    ),
  };
}
