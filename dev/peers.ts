/** The world around the system, in one process: `node --import tsx dev/peers.ts <data directory>`. */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { startDepartments } from './departments/server.js';
import { startIssuer } from './issuer.js';
import { AUDIENCE, openLayout } from './layout.js';
import { startMailCatcher } from './mail.js';
import { fetchToken } from './token.js';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('usage: peers.ts <data directory>');
const layout = await openLayout(dataDir);
const { issuer } = layout.addresses;
const { issuer: secret } = layout.secrets;

await startMailCatcher({
  smtpPort: layout.port('smtp'),
  pagePort: layout.port('mail'),
  directory: path.join(dataDir, 'mail'),
});

const departmentsDir = path.join(dataDir, 'departments');
mkdirSync(departmentsDir, { recursive: true });
await startDepartments({
  portFor: Object.fromEntries(Object.entries(layout.partyUrls).map(([id, url]) => [id, Number(new URL(url).port)])),
  keys: z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(layout.partySecretsFile, 'utf8'))),
  apiUrl: `http://127.0.0.1:${layout.port('api')}`,
  tokenFor: (party) => fetchToken({ issuer, secret, identity: party }),
  dataDir: departmentsDir,
});

// Last: who finds the issuer answering may count on the others.
await startIssuer({
  issuer,
  port: layout.port('issuer'),
  audience: AUDIENCE,
  keysFile: path.join(dataDir, 'issuer-keys.json'),
  secret,
});
