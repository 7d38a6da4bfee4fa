/** One of the world around the system: `node --import tsx dev/peers.ts <data directory> issuer|mail|departments <APIs>`. */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { startDepartments } from './departments/server.js';
import { startIssuer } from './issuer.js';
import { AUDIENCE, openLayout } from './layout.js';
import { startMailCatcher } from './mail.js';
import { startSmsCatcher } from './sms.js';
import { oneOf } from './one-of.js';
import { PEERS, type PeerName } from './specs.js';
import { fetchToken } from './token.js';

const [dataDir, name = '', ...apiUrls] = process.argv.slice(2);
const isPeer = (of: string): of is PeerName => Object.hasOwn(PEERS, of);
if (dataDir === undefined || !isPeer(name))
  throw new Error(`usage: peers.ts <data directory> <${Object.keys(PEERS).join('|')}> <APIs>`);
const layout = await openLayout(dataDir);
const { issuer } = layout.addresses;
const { issuer: secret } = layout.secrets;

const starts: Readonly<Record<PeerName, () => Promise<unknown>>> = {
  mail: () =>
    Promise.all([
      startMailCatcher({
        smtpPort: layout.port('smtp'),
        pagePort: layout.port('mail'),
        directory: path.join(dataDir, 'mail'),
      }),
      startSmsCatcher({
        port: layout.port('sms'),
        secret: readFileSync(layout.smsSecretFile, 'utf8').trim(),
        file: path.join(dataDir, 'sms.jsonl'),
      }),
    ]),
  departments: () => {
    const departmentsDir = path.join(dataDir, 'departments');
    mkdirSync(departmentsDir, { recursive: true });
    return startDepartments({
      portFor: Object.fromEntries(Object.entries(layout.partyUrls).map(([id, url]) => [id, Number(new URL(url).port)])),
      keys: z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(layout.partySecretsFile, 'utf8'))),
      api: oneOf(apiUrls),
      tokenFor: (party) => fetchToken({ issuer, secret, identity: party }),
      dataDir: departmentsDir,
    });
  },
  issuer: () =>
    startIssuer({
      issuer,
      port: layout.port('issuer'),
      audience: AUDIENCE,
      keysFile: path.join(dataDir, 'issuer-keys.json'),
      secret,
    }),
};
await starts[name]();
