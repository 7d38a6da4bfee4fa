/** The conformance test itself: the simulated systems keep the contract, and whoever breaks one point of it is told that point. */
import { createServer } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CHECKS } from '../../dev/conformance/checks.js';
import { examine, reportOf, runConformance } from '../../dev/conformance/main.js';
import { Probe } from '../../dev/conformance/probe.js';
import { SIGNATURE_HEADER } from '../../contract/signing.js';
import { startDepartments, type Departments } from '../../dev/departments/server.js';
import { oneOf } from '../../dev/one-of.js';
import { startDepartment, WRONGS } from './wrong-department.js';

const KEY = 'a-shared-key-of-the-conformance-test';
/** One that answers at once, and one that promises a report. */
const PARTIES = ['huaian-ggzy', 'credit-huaian'];
const dataDir = mkdtempSync(path.join(tmpdir(), 'conformance-'));
const keyFile = path.join(dataDir, 'key');
let port = 0;
let departments: Departments;

beforeAll(async () => {
  writeFileSync(keyFile, `${KEY}\n`);
  port = await freePort();
  departments = await startDepartments({
    portFor: Object.fromEntries(PARTIES.map((party) => [party, 0])),
    keys: Object.fromEntries(PARTIES.map((party) => [party, KEY])),
    api: oneOf([`http://127.0.0.1:${port}`]),
    dataDir,
    tokenFor: () => Promise.resolve('token'),
  });
});
afterAll(async () => {
  await departments.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test.each(PARTIES)('the simulated system of %s keeps all of it', async (party) => {
  const lines = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const args = ['--url', departments.urls[party] ?? '', '--key-file', keyFile, '--listen', `127.0.0.1:${port}`];
  const code = await runConformance([...args, '--report-seconds', '30']);
  const printed = lines.mock.calls.flat().join('\n');
  lines.mockRestore();
  expect(printed).toContain(`all ${CHECKS.length} checks kept`);
  expect(code).toBe(0);
});

test('every check is provoked once', () => {
  expect(CHECKS.map((c) => c.name).sort()).toEqual([...WRONGS].sort());
});

test('a system that is right in everything, written by another hand', async () => {
  const department = await startDepartment(KEY, null);
  const findings = await examine({ url: department.url, key: KEY }).finally(() => department.close());
  expect(findings.filter((f) => f.seen !== null)).toEqual([]);
});

/** What else does not hold when this does not: without receipts nothing is proved. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  done: ['replay', 'once', 'conflict', 'later', 'tolerant', 'call-back'],
};

test.each(WRONGS)('one that breaks “%s” is told so', async (wrong) => {
  const answerMs = wrong === 'in time' ? 50 : 5_000;
  const department = await startDepartment(KEY, wrong, 2 * answerMs);
  const findings = await examine({ url: department.url, key: KEY, answerMs, reportMs: 300 }).finally(() =>
    department.close(),
  );
  const broken = findings.filter((f) => f.seen !== null).map((f) => f.name);
  expect(broken.sort()).toEqual([wrong, ...(ALSO[wrong] ?? [])].sort());
  expect(reportOf(findings)).toMatch(new RegExp(`${wrong} +BROKEN`));
});

test('the same word sent twice within a millisecond is no replay', () => {
  const probe = new Probe({ url: 'http://127.0.0.1:9', key: KEY });
  const body = JSON.stringify(probe.word());
  const signatures = new Set(Array.from({ length: 100 }, () => probe.headers(body)[SIGNATURE_HEADER]));
  expect(signatures.size).toBe(100);
});

test('one that is not there keeps nothing; who does not say whom to ask is told how', async () => {
  const findings = await examine({ url: 'http://127.0.0.1:9', key: KEY, answerMs: 200, reportMs: 200 });
  expect(findings.filter((f) => f.seen === null)).toEqual([]);
  const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(await runConformance(['--url', 'http://127.0.0.1:9'])).toBe(2);
  expect(told.mock.calls.flat().join()).toContain('--key-file');
  told.mockRestore();
});
