/** The real app over a real register and a real issuer of its own; only the engine is left out: acts are committed directly. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Client } from '@temporalio/client';
import { buildApp } from '../../api/app.js';
import type { CaseClient } from '../../api/case-client.js';
import type { Api, ApiConfig, AppDeps } from '../../api/deps.js';
import { payloadKeys, withNewKey } from '../../codec/keys.js';
import { keyedHashes } from '../../contract/keyed.js';
import type { ActMessage, BulkWork, CaseStart } from '../../contract/messages.js';
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { defaultPolicy } from '../../domain/law/pack.js';
import type { PaperStore } from '../../papers/store.js';
import { diskStore } from '../../papers/store-disk.js';
import { commit } from '../../register/commit.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { addRecord, furnish } from '../support/scene.js';

export const AUDIENCE = 'xinxiu-api';
export const NOW = '2026-08-20T02:00:00.000Z';

export interface Issuer {
  readonly url: string;
  token(
    claims: object,
    options?: { readonly expiresIn?: number; readonly audience?: string; readonly issuer?: string },
  ): Promise<string>;
  close(): Promise<void>;
}

/** An OpenID issuer: discovery and keys over HTTP. */
export async function startIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const server: Server = createServer((request, response) => {
    const document = request.url === '/jwks' ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/jwks` };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${isAddress(address) ? address.port : 0}`;
  return {
    url,
    token: (claims, { expiresIn = 600, audience = AUDIENCE, issuer = url } = {}) =>
      new SignJWT({ jti: randomUUID(), ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn)
        .sign(privateKey),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;

/** Acts go straight to the register's commit, as the workflow's local activity would send them. */
export function directCases(
  database: TestDatabase,
): CaseClient & { readonly signals: ActMessage[]; readonly begun: BulkWork[] } {
  const signals: ActMessage[] = [];
  const begun: BulkWork[] = [];
  const deps = {
    pool: database.pool,
    calendar: PUBLISHED_CALENDAR,
    policy: defaultPolicy,
    onDefect: (e: unknown) => console.error(e),
  };
  const send = async ({ process, recordId, docket = '' }: CaseStart, act: ActMessage) => {
    const { results } = await commit(deps, { process, recordId, docket, acts: [act], recordedAt: act.receivedAt });
    return results[0] ?? { kind: 'failed' as const };
  };
  return {
    signals,
    begun,
    begin: async (work) => void begun.push(work),
    act: send,
    async signal(start, act) {
      signals.push(act);
      await send(start, act);
    },
  };
}

/** The engine is not part of these tests; whatever reaches it is away. */
const away = new Proxy(
  {},
  {
    get() {
      throw new Error('the engine is away');
    },
  },
);
export const noTemporal: Client = Object.assign(Object.create(null), {
  withDeadline: () => Promise.reject(new Error('the engine is away')),
  workflow: away,
});

/** Nothing is kept where nothing is uploaded. */
export const noStore: PaperStore = {
  spool: tmpdir(),
  keep: () => Promise.reject(new Error('no store')),
  open: () => Promise.resolve(null),
  remove: () => Promise.resolve(),
};

export interface World {
  readonly app: Api;
  readonly database: TestDatabase;
  readonly issuer: Issuer;
  /** Where its uploaded papers lie. */
  readonly folder: string;
  readonly cases: CaseClient & { readonly signals: ActMessage[]; readonly begun: BulkWork[] };
  /** A second app over the same register. */
  again(deps: Partial<AppDeps>): Promise<Api>;
  token(claims: object): Promise<string>;
  close(): Promise<void>;
}

export const keyed = keyedHashes('a secret of the tests, of 32 characters or more');

export const sealing = payloadKeys(JSON.stringify(withNewKey(null, 'tests', 'aes-256-gcm')));

export const configFor = ({ url }: Pick<Issuer, 'url'>, requestsPerMinute = 6000): ApiConfig => ({
  PUBLIC_URL: 'http://localhost:8360',
  OIDC_ISSUER: url,
  OIDC_AUDIENCE: AUDIENCE,
  RATE_LIMIT_PER_MINUTE: requestsPerMinute,
  FAILED_LOGINS_PER_MINUTE: 120,
  UPLOAD_LIMIT_MB: 1,
});

export async function createWorld(): Promise<World> {
  const [database, issuer] = await Promise.all([createDatabase(), startIssuer()]);
  await furnish(database.owner);
  const cases = directCases(database);
  const config = configFor(issuer);
  const folder = mkdtempSync(path.join(tmpdir(), 'xinxiu-papers-'));
  const store = await diskStore(folder);
  const deps: AppDeps = {
    config,
    pool: database.pool,
    temporal: noTemporal,
    keyed,
    payloadKeys: sealing,
    cases,
    store,
    clock: { now: () => NOW },
  };
  const apps: Api[] = [];
  const again = async (other: Partial<AppDeps>): Promise<Api> => {
    const app = await buildApp({ ...deps, ...other });
    apps.push(app);
    return app;
  };
  const app = await again({}).catch(async (error: unknown) => {
    // What stays open would keep the run from ending, and the reason from being read.
    await Promise.all([database.drop(), issuer.close()]);
    throw error;
  });
  return {
    app,
    database,
    issuer,
    folder,
    cases,
    again,
    token: (claims) => issuer.token(claims),
    async close() {
      await Promise.all(apps.map((a) => a.close()));
      await Promise.all([database.drop(), issuer.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export { addRecord };

/** The code of the invented company of a record. */
export async function usccOf({ database }: World, record: string): Promise<string> {
  const { rows } = await database.pool.query<{ code: string }>('select code from subject where id = $1', [
    `S${record}`,
  ]);
  return rows[0]?.code ?? '';
}

/** The people of the tests: two regions, so that what is foreign shows. */
export const PEOPLE = {
  clerk: { sub: 'clerk', roles: ['windowClerk'], region: '320800' },
  handler: { sub: 'handler', roles: ['handler'], region: '320800', department: 'huaian-sthj' },
  reviewer: { sub: 'reviewer', roles: ['reviewer'], region: '320800', department: 'huaian-sthj' },
  office: { sub: 'office', roles: ['creditOffice'], region: '320800' },
  province: { sub: 'province', roles: ['supervisor'], region: '320000' },
  supervisor: { sub: 'supervisor', roles: ['supervisor'], region: '320800' },
  auditor: { sub: 'auditor', roles: ['auditor'], region: '000000' },
  admin: { sub: 'admin', roles: ['administrator'], region: '320800' },
  site: { sub: 'site', roles: ['departmentSystem'], party: 'credit-china' },
  workbench: { sub: 'workbench', roles: ['departmentSystem'], party: 'huaian-kjj' },
  gateway: { sub: 'gateway', roles: ['mailGateway'], region: '000000' },
  elsewhere: { sub: 'elsewhere', roles: ['handler'], region: '130100', department: 'sjz-sthj' },
  elsewhereOffice: { sub: 'elsewhere-office', roles: ['creditOffice'], region: '130100' },
  nobody: { sub: 'nobody', roles: ['gardener'] },
} as const;

const sha256 = 'a'.repeat(64);

/** What an enterprise hands in. */
export const applicationFor = (record: string, more: object = {}): object => ({
  record,
  channel: 'window',
  channelNumber: `W-${record}`,
  receivedOn: '2026-08-18',
  agent: { name: '张示例', phone: '13800000000', email: 'agent@company.example' },
  documents: ['fulfilment', 'commitment', 'authorisation'].map((kind) => ({ kind, name: `${kind}.pdf`, sha256 })),
  electronicService: true,
  ...more,
});

export interface Sent {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, unknown>;
}

/** One request as this person. */
export async function as(
  world: Pick<World, 'app' | 'token'>,
  claims: object,
  method: 'GET' | 'POST',
  url: string,
  body?: object,
  key?: string,
): Promise<Sent> {
  const answer = await world.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: {
      authorization: `Bearer ${await world.token(claims)}`,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { payload: body }),
  });
  const isJson = String(answer.headers['content-type']).includes('json');
  return { status: answer.statusCode, body: isJson ? answer.json() : {}, headers: answer.headers };
}

/** A file sent to the import as this person. */
export async function upload(
  world: Pick<World, 'app' | 'token'>,
  claims: object,
  key: string,
  csv: string,
  fileName = '处罚.csv',
): Promise<Sent> {
  const boundary = 'xinxiuboundary';
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/v1/records/import',
    headers: {
      authorization: `Bearer ${await world.token(claims)}`,
      'idempotency-key': key,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: text/csv\r\n\r\n${csv}\r\n--${boundary}--\r\n`,
    ),
  });
  return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json(), headers: answer.headers };
}
