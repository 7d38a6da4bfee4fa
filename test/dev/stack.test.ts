import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { httpSmsGateway } from '../../activities/sms.js';
import { loadConfig } from '../../config.js';
import { clock } from '../../contract/clock.js';
import { AUDIENCE, ROOT } from '../../dev/layout.js';
import { Stack, removeData } from '../../dev/stack.js';
import { startTestStack, temporaryDirectory } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const parts = ['postgres', 'temporal', 'issuer', 'mail', 'departments'] as const;
let own: TestStack;
let stack: Stack;

beforeAll(async () => {
  own = await startTestStack(parts);
  stack = own.stack;
});
afterAll(() => own.stop());

async function verify(token: string): Promise<Record<string, unknown>> {
  const { issuer } = stack.layout.addresses;
  const found: { jwks_uri: string; issuer: string } = JSON.parse(
    await (await fetch(`${issuer}/.well-known/openid-configuration`)).text(),
  );
  const options = { issuer: found.issuer, audience: AUDIENCE };
  return (await jwtVerify(token, createRemoteJWKSet(new URL(found.jwks_uri)), options)).payload;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function namespaceState(): Promise<string[]> {
  const connection = await Connection.connect({ address: stack.layout.temporalAddress });
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
    return Object.keys(customAttributes);
  } finally {
    await connection.close();
  }
}

describe('identity', () => {
  test('a demo person gets a token that verifies through discovery and says who he is', async () => {
    const claims = await verify(await stack.token('huaian-handler'));
    expect(claims).toMatchObject({
      sub: 'huaian-handler',
      roles: ['handler'],
      region: '320800',
      department: 'huaian-scjg',
    });
  });

  test('an enterprise agent carries his company, a party its id', async () => {
    expect(await verify(await stack.token('agent-1'))).toMatchObject({ uscc: expect.stringMatching(/^91320800/) });
    expect(await verify(await stack.token('huaian-ggzy'))).toMatchObject({
      party: 'huaian-ggzy',
      roles: ['departmentSystem'],
    });
  });

  test('an expired token is made on request and does not verify', async () => {
    await expect(verify(await stack.token('admin', -60))).rejects.toBeInstanceOf(errors.JWTExpired);
  });

  test('nobody else gets a token', async () => {
    await expect(stack.token('mallory')).rejects.toThrow('no token for mallory');
  });
});

describe('mail catcher', () => {
  const send = (): Promise<unknown> =>
    createTransport({ host: '127.0.0.1', port: stack.layout.port('smtp') }).sendMail({
      from: '信修 <noreply@xinxiu.example>',
      to: 'agent@xinxiu.example',
      subject: '信用修复受理通知:您的申请已受理,请登录平台查看',
      text: '您的申请已受理。\n请登录查看。',
      messageId: '<act-1@xinxiu.example>',
    });
  const fault = (mode: string | null): Promise<Response> =>
    fetch(`${stack.mailUrl}/fault`, { method: 'POST', body: JSON.stringify({ mode }) });
  const caught = async (): Promise<unknown> => JSON.parse(await (await fetch(`${stack.mailUrl}/messages`)).text());

  test('keeps a message readable, refuses and vanishes on request, and comes back', async () => {
    await send();
    await fault('reject');
    await expect(send()).rejects.toMatchObject({ responseCode: 550 });
    await fault('down');
    await expect(send()).rejects.toMatchObject({ code: 'ESOCKET' });
    await fault(null);
    await send();
    const expected = {
      to: ['agent@xinxiu.example'],
      subject: '信用修复受理通知:您的申请已受理,请登录平台查看',
      text: expect.stringMatching(/^您的申请已受理。\s+请登录查看。/),
      messageId: '<act-1@xinxiu.example>',
    };
    expect(await caught()).toMatchObject([expected, expected]);
  });
});

test('the SMS catcher refuses what is not signed, and shows what it took', async () => {
  const url = `${stack.smsUrl}/messages`;
  const { smsSecretFile } = stack.layout;
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
  const gateway = httpSmsGateway({ url, secret: readFileSync(smsSecretFile, 'utf8').trim(), clock });
  const message = { id: 'K1', to: '13912345678', text: '您有一份信用文书' };
  expect(await gateway.send(message)).toEqual({ outcome: 'accepted' });
  expect(JSON.parse(await (await fetch(url)).text())).toMatchObject([message]);
  expect(await (await fetch(stack.smsUrl)).text()).toContain('收到的短信(1 条)');
});

describe('database roles', () => {
  test('the application owns nothing and cannot touch the journal', async () => {
    const { databaseUrl } = stack.layout;
    await expect(ask(databaseUrl, 'delete from journal')).rejects.toThrow('permission denied');
    await expect(ask(databaseUrl, 'create table x ()')).rejects.toThrow('permission denied');
    const [row] = await ask(
      databaseUrl,
      `select current_setting('timezone') as zone, current_setting('server_encoding') as text`,
    );
    expect(row).toEqual({ zone: 'UTC', text: 'UTF8' });
  });
});

describe('killing parts', () => {
  test('Postgres comes back with what was committed', async () => {
    const { databaseOwnerUrl } = stack.layout;
    await ask(databaseOwnerUrl, 'create table kept as select 1 as one');
    await stack.part('postgres').kill('SIGKILL');
    await expect(ask(databaseOwnerUrl, 'select 1')).rejects.toThrow();
    await stack.part('postgres').restart();
    expect(await ask(databaseOwnerUrl, 'select * from kept')).toEqual([{ one: 1 }]);
  });

  test('Temporal comes back with its search attributes', async () => {
    await stack.part('temporal').kill('SIGKILL');
    await stack.part('temporal').restart();
    expect(await namespaceState()).toEqual(expect.arrayContaining(['Process', 'Stage', 'Region', 'Department', 'Due']));
  });
});

describe('restart', () => {
  test('ports, issuer, keys and data stay', async () => {
    const { addresses, dataDir } = stack.layout;
    const token = await stack.token('auditor');
    await stack.stop();
    await expect(fetch(addresses.issuer)).rejects.toThrow();
    stack = await Stack.open({ dataDir });
    await stack.start(parts);
    expect(stack.layout.addresses).toEqual(addresses);
    expect(await verify(token)).toMatchObject({ sub: 'auditor' });
    expect(await ask(stack.layout.databaseOwnerUrl, 'select * from kept')).toEqual([{ one: 1 }]);
    const again = await Stack.open({ dataDir });
    await expect(again.start(parts)).rejects.toThrow('already running');
  });

  afterAll(() => stack.stop());
});

describe('two data directories', () => {
  test('never share a port, also before either has started', async () => {
    const directories = [temporaryDirectory(), temporaryDirectory()] as const;
    const [one, other] = await Promise.all(directories.map((dataDir) => Stack.open({ dataDir })));
    expect(one?.layout.addresses.base).not.toBe(other?.layout.addresses.base);
    for (const directory of directories) removeData(directory, { withPorts: true });
  });
});

describe('a killed supervisor', () => {
  test('leaves no process behind', async () => {
    const dataDir = temporaryDirectory();
    const script = path.join(ROOT, 'test/dev/start-postgres.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line]: unknown[] = await once(child.stdout, 'data');
    const pid = Number(String(line));
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGKILL');
    while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
    removeData(dataDir, { withPorts: true });
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('configuration', () => {
  test('all problems are told at once', () => {
    expect(() => loadConfig({ API_PORT: 'x' })).toThrow(/DATABASE_URL is missing[^]*API_PORT: [^]*SMTP_URL is missing/);
  });
});
