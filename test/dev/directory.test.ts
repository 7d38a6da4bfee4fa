/** The demo directory holds all that the processes need of it in both cities. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { directoryFor, HTTP_PARTIES } from '../../dev/directory.js';
import { IDENTITIES } from '../../dev/identities.js';
import { partyPort } from '../../dev/ports.js';
import { keyedHashes } from '../../contract/keyed.js';
import { keepPartySecrets, keepPersonSecret } from '../../dev/secrets.js';
import { LISTS, RED_LIST } from '../../domain/law/lists.js';
import { measuresFor } from '../../domain/law/measures.js';
import type { Network } from '../../domain/record/record-facts.js';
import { directorySchema, saveDirectory } from '../../register/directory.js';
import { readFile } from '../../register/file.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { addRecord } from '../support/scene.js';
import { temporaryDirectory } from '../support/stack.js';

const directory = directoryFor(Object.fromEntries(HTTP_PARTIES.map((id) => [id, `http://${id}.example`])));
let db: TestDatabase;

beforeAll(async () => {
  db = await createDatabase();
  await saveDirectory(db.pool, directorySchema.parse(directory));
});
afterAll(() => db.drop());

/** What a decision about a record of this authority may reach. */
async function networkOf(authority: string, region: string): Promise<Network> {
  const recordId = `R-${authority}`;
  await addRecord(db.owner, { id: recordId, authority, region, parties: [] });
  const client = await db.pool.connect();
  try {
    const file = await readFile(client, {
      process: 'listing',
      recordId,
      acts: [],
      recordedAt: '2026-11-20T01:00:00.000Z',
    });
    if (file === null) throw new Error('no record');
    return file.record.network;
  } finally {
    client.release();
  }
}

const CITIES = [
  ['huaian', '320800', 'jiangsu'],
  ['sjz', '130100', 'hebei'],
] as const;

describe.each(CITIES)('%s', (city, region, province) => {
  let network: Network;
  beforeAll(async () => {
    network = await networkOf(`${city}-scjg`, region);
  });

  test('every measure that a list may bring has a department, at least one of them without a system', () => {
    const carried = new Set(network.implementers.flatMap((i) => i.measures));
    const wanted = [...LISTS, RED_LIST].flatMap((l) => measuresFor(l.code)).map((m) => m.code);
    expect(wanted.filter((code) => !carried.has(code))).toEqual([]);
    expect(new Set(network.implementers.map((i) => i.adapter))).toEqual(new Set(['http', 'manual']));
  });

  test('the superior, the auditors and 纪检监察、组织人事 of public bodies are reached', () => {
    expect(network.informed.flatMap((i) => i.as).sort()).toEqual(['audit', 'discipline', 'superior']);
  });

  test('every list has the system in which it is kept, and interviews a platform', () => {
    for (const { sourceSystem } of LISTS) expect(network.sources[sourceSystem]).toBeDefined();
    expect(network.platform?.party).toBe(`${city}-platform`);
  });

  test('reports go up from the county to 信用中国, and records are shown on all three levels', () => {
    expect(network.chain.map((c) => c.party)).toEqual([
      `${city}-county`,
      `${city}-centre`,
      `credit-${city}`,
      `credit-${province}`,
      'credit-china',
    ]);
    expect(network.sites.map((s) => s.party)).toEqual(['credit-china', `credit-${city}`, `credit-${province}`].sort());
  });

  test('the credit office passes objections on, and the province consents', () => {
    expect(network).toMatchObject({ office: `${city}-xyb`, superior: `${province}-scjg` });
  });

  test('every kind of list has an authority here with two people, and who must consent has one', () => {
    const own = directory.departments.filter((d) => d.region === region && d.office !== true);
    expect(new Set(own.map((d) => d.kind))).toEqual(new Set(LISTS.flatMap((l) => l.authorityKinds)));
    const rolesIn = (department: string): readonly string[] =>
      IDENTITIES.filter((i) => i.department === department).flatMap((i) => i.roles);
    for (const { id } of own) expect(rolesIn(id)).toEqual(expect.arrayContaining(['handler', 'reviewer']));
    expect(rolesIn(network.superior ?? '')).toContain('reviewer');
  });
});

test('every party has a person or a system that reports for it, and every system a port of its own in the block', () => {
  const reporting = new Set(IDENTITIES.flatMap((i) => i.party ?? []));
  expect(directory.parties.filter((p) => !reporting.has(p.id))).toEqual([]);
  const ports = HTTP_PARTIES.map((id) => partyPort(0, id) ?? -1);
  expect(new Set(ports).size).toBe(ports.length);
  expect(Math.max(...ports)).toBeLessThan(40);
  expect(new Set(IDENTITIES.map((i) => i.id)).size).toBe(IDENTITIES.length);
});

test('the secret of persons is made once, for its owner only, and long enough', () => {
  const dataDir = temporaryDirectory();
  const file = keepPersonSecret(dataDir);
  const secret = readFileSync(file, 'utf8').trim();
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readFileSync(keepPersonSecret(dataDir), 'utf8').trim()).toBe(secret);
  expect(() => keyedHashes(secret)).not.toThrow();
  expect(() => keyedHashes('short')).toThrow('less than 32');
});

test('a party that joins later gets a key, and the others keep theirs', () => {
  const dataDir = temporaryDirectory();
  const file = path.join(dataDir, 'party-secrets.json');
  writeFileSync(file, JSON.stringify({ 'credit-china': 'kept' }));
  keepPartySecrets(dataDir);
  const keys: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
  expect(keys['credit-china']).toBe('kept');
  expect(HTTP_PARTIES.filter((id) => (keys[id] ?? '') === '')).toEqual([]);
  expect(readFileSync(keepPartySecrets(dataDir), 'utf8')).toBe(readFileSync(file, 'utf8'));
});
