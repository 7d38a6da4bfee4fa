/** What is told before an application is what the application is answered: one decider, whatever stands in the way. */
import fc from 'fast-check';
import type { RefusalCode } from '../../domain/file/refusal.js';
import { RED_LIST } from '../../domain/law/lists.js';
import { MATERIAL_KINDS } from '../../domain/law/materials.js';
import { act, actor } from '../support/scene.js';
import { addRecord, applicationFor, as, createWorld, NOW, usccOf, type World } from './support.js';

const TODAY = '2026-08-20';
const seed = 20260820;
const MARKET = 'huaian-scjg';

let world: World;
let count = 0;

beforeAll(async () => {
  world = await createWorld();
  await world.database.owner.query(`insert into department (id, name, region, document_code, authority_kind)
    values ('${MARKET}', '淮安市市场监督管理局', '320800', '淮市监', 'samr')`);
});
afterAll(() => world.close());

const standing = fc.record({
  authority: fc.constantFrom('huaian-sthj', MARKET),
  status: fc.constantFrom('published', 'published', 'published', 'awaitingSector', 'repaired'),
  severity: fc.constantFrom('minor', 'general', 'serious', null),
  decisionDate: fc.constantFrom('2023-04-15', '2026-04-15', '2026-07-30'),
  list: fc.constantFrom(null, null, null, RED_LIST.name),
  elsewhere: fc.boolean(),
  bar: fc.constantFrom(null, null, '2026-08-19', TODAY, '2028-02-29'),
  underway: fc.constantFrom(false, false, true),
  shield: fc.boolean(),
  ground: fc.constantFrom('fulfilled', 'fulfilled', 'planApproved', 'planCompleted'),
});
type Standing = typeof standing extends fc.Arbitrary<infer T> ? T : never;

/** A record that stands so, and the agent of its subject. */
async function scene(s: Standing): Promise<{ record: string; agent: object }> {
  const record = `V${(count += 1)}`;
  const { owner } = world.database;
  const { authority } = s;
  await addRecord(owner, { id: record, authority });
  const agent = { sub: 'agent', roles: ['enterpriseAgent'], uscc: await usccOf(world, record) };
  if (s.underway) {
    const said = applicationFor(record, { channelNumber: `EARLIER-${record}`, documents: PAPERS });
    expect(await as(world, agent, 'POST', '/repairs', said, `earlier-${record}`)).toMatchObject({ status: 201 });
  }
  const start = { process: 'record', recordId: record, region: '320800', department: authority } as const;
  const life = await world.cases.act(start, act('publish', actor('system', 'system'), {}, { at: NOW }));
  const caseId = life.kind === 'committed' ? life.answer.caseId : '';
  if (s.shield)
    await owner.query(`update case_file set state = jsonb_set(state, '{particulars,shield}', $2) where id = $1`, [
      caseId,
      JSON.stringify({ case: 'X0', since: '2026-05-06', until: null }),
    ]);
  if (s.bar !== null)
    await owner.query(`insert into breach values ($1, $2, $3, 'falseMaterial', '2026-01-01', $4, '示例条')`, [
      ...[caseId, `S${record}`, record, s.bar],
    ]);
  if (s.elsewhere) {
    await addRecord(owner, { id: `E${record}`, authority: MARKET });
    await owner.query(`update record set subject_id = $2, kind = '经营异常名录' where id = $1`, [
      ...[`E${record}`, `S${record}`],
    ]);
  }
  await owner.query('update record set status = $2, severity = $3, decision_date = $4, list = $5 where id = $1', [
    ...[record, s.status, s.severity, s.decisionDate, s.list],
  ]);
  return { record, agent };
}

const PAPERS = MATERIAL_KINDS.map((kind) => ({ kind, name: `${kind}.pdf`, sha256: 'a'.repeat(64) }));

interface Reason {
  readonly code: RefusalCode;
  readonly article: string;
  readonly detail: string;
  readonly earliest: string | null;
}

test('in any standing the preview says what the application is answered, with its article and its day', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(standing, async (s) => {
      const { record, agent } = await scene(s);
      const { body } = await as(world, agent, 'GET', `/repairs/preview?record=${record}&ground=${s.ground}`);
      const said = applicationFor(record, { receivedOn: TODAY, ground: s.ground, documents: PAPERS });
      const answer = await as(world, agent, 'POST', '/repairs', said, `apply-${record}`);
      const [first] = body['reasons'] as Reason[];
      expect({ s, lawful: body['lawful'] }).toEqual({ s, lawful: answer.status === 201 });
      for (const reason of body['reasons'] as Reason[]) seen.add(reason.code);
      if (first === undefined) return;
      const { code, detail, article, details } = answer.body;
      const { earliest = null } = details as { earliest?: string };
      expect({ s, told: first }).toEqual({ s, told: { code, detail, article, earliest } });
    }),
    { seed, numRuns: 120 },
  );
  const all = ['CASE_OPEN', 'NOT_PUBLISHED', 'NOT_DISHONEST', 'SHIELDED', 'UNCLASSIFIED', 'LISTED_ELSEWHERE'];
  expect([...seen].sort()).toEqual([...all, 'BARRED', 'BEFORE_MINIMUM'].sort());
});

const CLEAR: Standing = {
  ...{ authority: 'huaian-sthj', status: 'published', severity: 'general', decisionDate: '2026-04-15', list: null },
  ...{ elsewhere: false, bar: null, underway: false, shield: false, ground: 'fulfilled' },
};

test('of two days the later is the earliest, and on it the application is lawful', async () => {
  const { record, agent } = await scene({ ...CLEAR, decisionDate: '2026-07-30', bar: '2028-02-29' });
  const asked = (asOf: string) => as(world, agent, 'GET', `/repairs/preview?record=${record}&asOf=${asOf}`);
  const { body } = await asked(TODAY);
  expect(body['reasons']).toMatchObject([
    { code: 'BARRED', earliest: '2028-03-01', article: '示例条' },
    { code: 'BEFORE_MINIMUM', earliest: '2026-10-31' },
  ]);
  expect(body).toMatchObject({ lawful: false, earliest: '2028-03-01' });
  expect((await asked('2028-02-29')).body).toMatchObject({ lawful: false, reasons: [{ code: 'BARRED' }] });
  expect((await asked('2028-03-01')).body).toMatchObject({ lawful: true, reasons: [] });
});

test('it says which papers are demanded, and nothing of it is written', async () => {
  const { record, agent } = await scene(CLEAR);
  const rows = async () => (await world.database.pool.query('select count(*)::int as n from journal')).rows;
  const before = await rows();
  const kinds = async (ground: string) => {
    const { body } = await as(world, agent, 'GET', `/repairs/preview?record=${record}&ground=${ground}`);
    return (body['materials'] as { kind: string }[]).map((m) => m.kind);
  };
  expect(await kinds('fulfilled')).toEqual(['fulfilment', 'commitment', 'authorisation']);
  expect(await kinds('planApproved')).toEqual(['planRuling', 'authorisation']);
  expect(await rows()).toEqual(before);
});
