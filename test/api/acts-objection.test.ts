/** An objection through the API: raised by the party, passed on, its provider silent, and a challenge after it. */
import { addRecord, as, createWorld, PEOPLE, usccOf, type Sent, type World } from './support.js';

const provider = { sub: 'provider', roles: ['handler'], region: '320800', department: 'huaian-scjg' };
const sha256 = 'a'.repeat(64);
const ORDER = {
  documentNumber: '苏08行初1号',
  documents: [{ kind: 'other', name: '停止执行裁定书.pdf', sha256 }],
};

let world: World;
let uscc: string;
const agent = () => ({ sub: 'agent', roles: ['enterpriseAgent'], uscc });

beforeAll(async () => {
  world = await createWorld();
  await world.database.owner.query(
    `insert into department (id, name, region, document_code) values ('huaian-scjg', '淮安市市场监督管理局', '320800', '淮市监')`,
  );
  await addRecord(world.database.owner, { id: 'R1' });
  uscc = await usccOf(world, 'R1');
});
afterAll(() => world.close());

const OBJECTION = {
  record: 'R1',
  ground: 'content',
  corrections: [{ field: '处罚金额', from: '50000', to: '5000' }],
  explanation: '金额多写一个零',
  channel: 'platform',
  electronicService: true,
};
const object = (who: object, key: string, more: object = {}): Promise<Sent> =>
  as(world, who, 'POST', '/objections', { ...OBJECTION, ...more }, key);
const act = (who: object, caseId: unknown, name: string, body: object): Promise<Sent> =>
  as(world, who, 'POST', `/cases/${String(caseId)}/acts/${name}`, body, `key-${name}-${String(caseId)}`);
const get = async (who: object, url: string): Promise<Record<string, unknown>> =>
  (await as(world, who, 'GET', url)).body;
const offered = async (who: object, caseId: unknown): Promise<readonly string[]> =>
  ((await get(who, `/cases/${String(caseId)}`))['availableActs'] as { act: string }[]).map((a) => a.act);

/** The file of the record itself, begun as an import would begin it. */
async function begun(recordId: string): Promise<string> {
  const at = '2026-08-20T01:00:00.000Z';
  const by = { id: 'system', role: 'system', department: null, party: null } as const;
  const start = { process: 'record', recordId, region: '320800', department: 'huaian-sthj' } as const;
  const result = await world.cases.act(start, {
    ...{ id: `begin-${recordId}`, name: 'publish', caseId: null, actor: by, basedOn: null },
    ...{ effectiveAt: at, receivedAt: at, requestHash: recordId, payload: {} },
  });
  if (result.kind !== 'committed') throw new Error(result.kind);
  return result.answer.caseId;
}

test('an objection from the platform to the result, and what each may do on the way', async () => {
  const life = await begun('R1');
  const objected = await object(agent(), 'objection-1');
  expect(objected).toMatchObject({ status: 201, body: { act: 'object', stage: 'received', version: 1 } });
  const { caseId } = objected.body;
  expect(await object(agent(), 'objection-1')).toMatchObject({ status: 201, body: { caseId } });
  expect(await object(agent(), 'objection-2')).toMatchObject({ status: 422, body: { code: 'OBJECTION_OPEN' } });
  const elsewhere = { sub: 'other', roles: ['enterpriseAgent'], uscc: '91320800MA0DEM0217' };
  expect((await object(elsewhere, 'objection-3')).status).toBe(404);

  const suspended = (await get(PEOPLE.auditor, `/cases/${life}`))['instructions'] as {
    party: string;
    effect: string;
  }[];
  expect(suspended).toMatchObject([{ party: 'huaian-kjj', effect: 'suspendMeasure' }]);
  expect(await offered(agent(), caseId)).toEqual(['recordService', 'withdrawObjection', 'confirmAddress']);
  expect(await offered(PEOPLE.office, caseId)).toEqual(expect.arrayContaining(['forward']));
  expect(await offered(PEOPLE.handler, caseId)).toEqual(expect.arrayContaining(['takeUp', 'forward']));
  expect(await offered(PEOPLE.supervisor, caseId)).toEqual([]);
  expect((await as(world, provider, 'GET', `/cases/${String(caseId)}`)).status).toBe(404);

  const forwarded = await act(PEOPLE.office, caseId, 'forward', { version: 1, provider: 'huaian-scjg' });
  expect(forwarded).toMatchObject({ status: 200, body: { stage: 'forwarded' } });
  // The provider holds a clock of the case now: it may answer, and nothing else.
  expect(await offered(provider, caseId)).toEqual(['reportCheck']);
  expect(await offered(PEOPLE.handler, caseId)).not.toEqual(expect.arrayContaining(['takeUp']));
  expect(await act(PEOPLE.handler, caseId, 'takeUp', { version: 2 })).toMatchObject({
    status: 422,
    body: { code: 'PROVIDER_HAS_TIME', details: { due: '2026-08-27' } },
  });
  const late = await get(PEOPLE.supervisor, '/terms?lamp=red&process=objection&asOf=2026-08-28T02:00:00.000Z');
  expect(late['items']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'providerCheck', holder: 'huaian-scjg', holderName: '淮安市市场监督管理局' }),
    ]),
  );

  expect((await act(provider, caseId, 'reportCheck', { version: 2, findings: '登记时录入错误' })).body).toMatchObject({
    stage: 'examining',
  });
  expect(await offered(provider, caseId)).toEqual([]);
  const concluded = { version: 3, verdict: 'uphold', findings: '已核查', reasons: '决定书载明的金额无误' };
  expect((await act(PEOPLE.handler, caseId, 'conclude', concluded)).body).toMatchObject({ stage: 'proposed' });
  const confirmed = await act(PEOPLE.reviewer, caseId, 'confirm', { version: 4, approve: true });
  expect(confirmed.body).toMatchObject({ stage: 'settling', notices: [{ kind: 'objectionResult' }] });
  const journal = await get(PEOPLE.auditor, `/cases/${String(caseId)}/journal?limit=50`);
  expect((journal['items'] as { act: string }[]).map((e) => e.act)).toEqual([
    ...['object', 'forward', 'reportCheck', 'conclude', 'confirm'],
  ]);

  const [notice] = confirmed.body['notices'] as { id: string }[];
  const text = (await as(world, agent(), 'GET', `/cases/${String(caseId)}`)).body;
  expect(text['notices']).toMatchObject([{ kind: 'objectionReceipt' }, { id: notice?.id }]);
});

test('a review is asked for by the party, a stop recorded by the authority alone, with its paper', async () => {
  await addRecord(world.database.owner, { id: 'R2' });
  const party = { sub: 'agent2', roles: ['enterpriseAgent'], uscc: await usccOf(world, 'R2') };
  const life = await begun('R2');
  expect(await offered(party, life)).toEqual(['recordChallenge', 'confirmAddress']);
  expect(await offered(PEOPLE.handler, life)).toEqual(['recordChallenge', 'endDeregistered', 'confirmAddress']);
  const filed = { filedOn: '2026-08-19', body: '淮安市行政复议局', documentNumber: '淮行复受〔2026〕1号' };
  expect(await act(party, life, 'recordChallenge', { version: 1, kind: 'litigation', ...filed })).toMatchObject({
    body: { code: 'NOT_COMPETENT' },
  });
  const recorded = await act(PEOPLE.handler, life, 'recordChallenge', {
    version: 1,
    kind: 'reconsideration',
    ...filed,
  });
  expect(recorded).toMatchObject({ status: 200, body: { stage: 'published', instructions: [] } });
  expect(await offered(party, life)).toEqual(['recordChallenge', 'confirmAddress']);
  expect(await offered(PEOPLE.handler, life)).toEqual([
    'recordChallenge',
    'recordStop',
    'recordChallengeResult',
    'endDeregistered',
    'confirmAddress',
  ]);

  const stop = { version: 2, challenge: `${life}-c1`, scope: ['measures', 'publicity'], ...ORDER };
  expect((await act(party, life, 'recordStop', stop)).status).toBe(403);
  expect((await act(PEOPLE.elsewhere, life, 'recordStop', stop)).status).toBe(404);
  expect((await act(PEOPLE.handler, life, 'recordStop', { ...stop, documents: [] })).status).toBe(400);
  const stopped = await as(world, PEOPLE.handler, 'POST', `/cases/${life}/acts/recordStop`, stop, 'stop-with-paper');
  expect(stopped.status).toBe(200);
  const orders = (await get(PEOPLE.auditor, `/cases/${life}`))['instructions'] as { party: string; effect: string }[];
  expect(orders.map((i) => `${i.party} ${i.effect}`)).toEqual([
    'huaian-kjj suspendMeasure',
    'credit-china endPublicity',
    'credit-huaian endPublicity',
  ]);
  expect(await offered(PEOPLE.handler, life)).toContain('endStop');
});
