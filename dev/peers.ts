/** The world around the system, in one process: `node --import tsx dev/peers.ts <data directory>`. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { startIssuer } from './issuer.js';
import { AUDIENCE, openLayout } from './layout.js';
import type { Layout } from './layout.js';
import { startMailCatcher } from './mail.js';

/** What the simulated departments are given. They answer when all of them listen. */
export interface DepartmentsOptions {
  /** Party id → port to listen on, on 127.0.0.1. */
  readonly ports: Readonly<Record<string, number>>;
  /** Where they report back. */
  readonly apiUrl: string;
  /** Party id → HMAC key. */
  readonly secrets: Readonly<Record<string, string>>;
  /** A directory of their own, for what must survive a restart. */
  readonly directory: string;
}

async function startDepartmentsOf(layout: Layout): Promise<void> {
  const file = new URL('./departments/server.ts', import.meta.url);
  if (!existsSync(file)) return;
  const { startDepartments }: { startDepartments: (options: DepartmentsOptions) => Promise<unknown> } = await import(file.href);
  await startDepartments({
    ports: Object.fromEntries(Object.entries(layout.partyUrls).map(([id, url]) => [id, Number(new URL(url).port)])),
    apiUrl: `http://127.0.0.1:${layout.port('api')}`,
    secrets: z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(layout.partySecretsFile, 'utf8'))),
    directory: path.join(layout.dataDir, 'departments'),
  });
}

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('usage: peers.ts <data directory>');
const layout = await openLayout(dataDir);
await startMailCatcher({
  smtpPort: layout.port('smtp'),
  pagePort: layout.port('mail'),
  directory: path.join(dataDir, 'mail'),
});
await startDepartmentsOf(layout);
// Last: who finds the issuer answering may count on the others.
await startIssuer({
  issuer: layout.addresses.issuer,
  port: layout.port('issuer'),
  audience: AUDIENCE,
  keysFile: path.join(dataDir, 'issuer-keys.json'),
  secret: layout.secrets.issuer,
});
