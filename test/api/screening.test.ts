/** The counter's question, over measures that acts have brought about: what must be done with this applicant now. */
import fc from 'fast-check';
import { MATTERS } from '../../domain/law/measures.js';
import { ANSWERS } from '../../domain/record/screening.js';
import type { TermRule } from '../../domain/time/term.js';
import { act, actor, AUTHORITY, REGION } from '../support/scene.js';
import { addRecord, applicationFor, as, createWorld, NOW, PEOPLE, usccOf, type Sent, type World } from './support.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`FC_SEED=${seed}`);

const SYSTEM = actor('system', 'system');
const trading = { sub: 'ggzy', roles: ['departmentSystem'], party: 'huaian-ggzy', region: REGION };
const science = { sub: 'kjj', roles: ['departmentSystem'], party: 'huaian-kjj', region: REGION };
const farTrading = { sub: 'far', roles: ['departmentSystem'], party: 'sjz-ggzy', region: '130100' };
const UNKNOWN = '91320800MA0DEM0217';

/** Who implements what, per region. */
const IMPLEMENTERS = [
  [REGION, 'huaian-ggzy', ['procurementBan', 'biddingLimit', 'papersLater']],
  [REGION, 'huaian-kjj', ['subsidyLimit', 'subsidyPriority', 'honourLimit']],
  ['130100', 'sjz-ggzy', ['procurementBan']],
] as const;

let world: World;
beforeAll(async () => {
  world = await createWorld();
  const { owner } = world.database;
  for (const [region, party, about] of IMPLEMENTERS) {
    await owner.query(
      `insert into party (id, name, region, adapter) values ($1, $1, $2, 'manual') on conflict (id) do nothing`,
      [party, region],
    );
    await owner.query(`insert into party_role (region, party, role, about) values ($1, $2, 'implementer', $3)`, [
      ...[region, party],
      about,
    ]);
  }
});
afterAll(() => world.close());

const publication: TermRule = {
  ...{ ruleId: 'SGS-7', article: '双公示', number: 7, unit: 'workday', rollsToWorkday: true },
  ...{ closesAt: '24:00', basis: 'configured' },
};

/** A record whose life begins with these measures. */
async function listed(id: string, measures: readonly string[], more: object = {}, months: number | null = null) {
  await addRecord(world.database.owner, { id, severity: 'serious', parties: [], ...more });
  await moves(id, 'publish', { measures, months, publication, publicationFrom: '2026-08-20' });
}

async function moves(record: string, name: string, payload: object = {}): Promise<void> {
  const start = { process: 'record', recordId: record, region: REGION, department: AUTHORITY } as const;
  expect(await world.cases.act(start, act(name, SYSTEM, payload, { at: NOW }))).toMatchObject({ kind: 'committed' });
}

const ask = async (who: object, record: string, matter: string, on: Pick<World, 'app' | 'token'> = world) =>
  as(on, who, 'GET', `/screening?uscc=${await usccOf(world, record)}&matter=${matter}`);
const answered = async (...asked: Parameters<typeof ask>): Promise<unknown> => (await ask(...asked)).body['answer'];

/** What the science bureau reports on its instruction about this record. */
async function scienceReports(record: string, said: object): Promise<Sent> {
  const { body } = await as(world, science, 'GET', '/instructions?limit=200');
  const items = body['items'] as { id: string; recordId: string }[];
  const id = items.find((i) => i.recordId === record)?.id ?? '';
  return as(world, science, 'POST', `/instructions/${id}/feedback`, { reportId: `R-${record}`, ...said });
}

test('intercept: the measure that leads to it, with all that the counter must tell the applicant', async () => {
  await listed('BAN', ['procurementBan', 'biddingLimit', 'subsidyLimit'], {}, 12);
  const { status, body } = await ask(trading, 'BAN', 'procurement');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    ...{ uscc: await usccOf(world, 'BAN'), matter: 'procurement', matterText: '政府采购', asOf: NOW, known: true },
    ...{ answer: 'intercept', answerText: '拦截:不予办理此事项' },
    measures: [
      {
        ...{ code: 'procurementBan', name: '限制参加政府采购活动', mandatory: true, target: 'subject' },
        article: expect.stringContaining('《政府采购法》第二十二条'),
        ...{ recordId: 'BAN', documentNumber: '示例罚〔2026〕BAN号', list: null, authorityName: '淮安市生态环境局' },
        ...{ party: 'huaian-ggzy', partyName: 'huaian-ggzy', until: '2027-08-20' },
        why: '因行政处罚(示例罚〔2026〕BAN号),对该主体采取强制性措施“限制参加政府采购活动”,有效至 2027-08-20',
      },
    ],
  });
  expect(body['measures']).toHaveLength(1);
});

test('restrict, benefit, nothing; a restriction outranks an incentive', async () => {
  await listed('GOOD', ['papersLater', 'subsidyPriority']);
  await listed('BOTH', ['subsidyLimit', 'subsidyPriority']);
  expect(await answered(science, 'GOOD', 'subsidy')).toBe('benefit');
  expect(await answered(trading, 'GOOD', 'papersLater')).toBe('benefit');
  expect(await answered(trading, 'GOOD', 'procurement')).toBe('nothing');
  const { body } = await ask(science, 'BOTH', 'subsidy');
  expect(body['answer']).toBe('restrict');
  expect(body['measures']).toMatchObject([{ code: 'subsidyLimit', mandatory: false, until: null }]);
});

test('while any objection is open the measure rests: nothing; with the last one withdrawn it comes back', async () => {
  await listed('OBJ', ['procurementBan']);
  const agent = { sub: 'agent', roles: ['enterpriseAgent'], uscc: await usccOf(world, 'OBJ') };
  const said = { record: 'OBJ', explanation: '该处罚已被撤销' };
  const open = async (who: object, ground: string) => {
    const { status, body } = await as(world, who, 'POST', '/objections', { ...said, ground }, `objection-${ground}`);
    expect(status).toBe(201);
    return body;
  };
  const close = ({ caseId, version }: Record<string, unknown>) =>
    as(
      world,
      agent,
      'POST',
      `/cases/${String(caseId)}/acts/withdrawObjection`,
      { version, reason: '已核实' },
      `withdraw-${String(caseId)}`,
    );
  expect(await answered(trading, 'OBJ', 'procurement')).toBe('intercept');
  const first = await open(agent, 'shouldNotExist');
  const second = await open(agent, 'notMine');
  const resting = await ask(trading, 'OBJ', 'procurement');
  expect(resting.body).toMatchObject({ known: true, answer: 'nothing', measures: [] });
  expect((await close(first)).status).toBe(200);
  expect(await answered(trading, 'OBJ', 'procurement')).toBe('nothing');
  expect((await close(second)).status).toBe(200);
  expect(await answered(trading, 'OBJ', 'procurement')).toBe('intercept');
});

test('a repaired record is lifted at once, and not remembered at the counter', async () => {
  await listed('GONE', ['procurementBan'], { severity: 'general' });
  expect(await answered(trading, 'GONE', 'procurement')).toBe('intercept');
  const { body } = await as(world, PEOPLE.clerk, 'POST', '/repairs', applicationFor('GONE'), 'screening-apply');
  const step = (who: object, name: string, said: object) =>
    as(world, who, 'POST', `/cases/${String(body['caseId'])}/acts/${name}`, said, `screening-${name}`);
  await step(PEOPLE.handler, 'accept', { version: 1 });
  await step(PEOPLE.handler, 'propose', { version: 2, outcome: 'grant', findings: '义务已履行' });
  expect(await answered(trading, 'GONE', 'procurement')).toBe('intercept');
  expect((await step(PEOPLE.reviewer, 'confirm', { version: 3, approve: true })).status).toBe(200);
  for (const who of [trading, PEOPLE.handler, PEOPLE.office]) {
    expect((await ask(who, 'GONE', 'procurement')).body).toMatchObject({
      ...{ known: false, answer: 'nothing', measures: [] },
    });
  }
});

test('a recommended measure binds who takes it: not who declines it with reasons, nor anybody else', async () => {
  await listed('DECLINED', ['subsidyLimit']);
  await listed('TAKEN', ['subsidyLimit']);
  expect((await scienceReports('TAKEN', { outcome: 'done', receipt: 'KJ-1' })).status).toBe(200);
  expect((await scienceReports('DECLINED', { outcome: 'declined', detail: '本单位无相应事项' })).status).toBe(200);
  expect(await answered(science, 'TAKEN', 'subsidy')).toBe('restrict');
  expect(await answered(trading, 'TAKEN', 'subsidy')).toBe('nothing');
  expect(await answered(science, 'DECLINED', 'subsidy')).toBe('nothing');
  expect(await answered(PEOPLE.handler, 'DECLINED', 'subsidy')).toBe('nothing');
});

test('a ban counts on its last day in China and no longer', async () => {
  await listed('MONTH', ['procurementBan'], {}, 1);
  const at = async (now: string) => {
    const app = await world.again({ clock: { now: () => now } });
    return answered(trading, 'MONTH', 'procurement', { ...world, app });
  };
  expect(await at('2026-09-20T15:59:59.999Z')).toBe('intercept');
  expect(await at('2026-09-20T16:00:00.000Z')).toBe('nothing');
});

test('who is told: the implementing party, its place and the places in it, the office above; nobody elsewhere', async () => {
  await listed('SHARED', ['procurementBan']);
  await listed('FAR', ['procurementBan'], { region: '130100', authority: 'sjz-sthj' });
  const outsider = { sub: 'outsider', roles: ['departmentSystem'], party: 'huaian-ggzy' };
  const county = { sub: 'county', roles: ['handler'], region: '320803', department: 'county-scjg' };
  const neighbour = { ...county, sub: 'neighbour', region: '320900' };
  const province = { ...county, sub: 'province', region: '320000' };
  const told: readonly (readonly [object, string])[] = [
    [trading, 'intercept'],
    [outsider, 'intercept'],
    [science, 'intercept'],
    [PEOPLE.handler, 'intercept'],
    [PEOPLE.office, 'intercept'],
    [county, 'intercept'],
    [{ ...PEOPLE.office, region: '320000' }, 'intercept'],
    [neighbour, 'nothing'],
    [province, 'nothing'],
    [farTrading, 'nothing'],
    [PEOPLE.elsewhere, 'nothing'],
    [PEOPLE.elsewhereOffice, 'nothing'],
    [PEOPLE.site, 'nothing'],
    [{ sub: 'bare', roles: ['handler'] }, 'nothing'],
  ];
  for (const [who, expected] of told) {
    const { status, body } = await ask(who, 'SHARED', 'procurement');
    expect({ who, status, answer: body['answer'] }).toEqual({ who, status: 200, answer: expected });
    expect(body['known']).toBe(expected === 'intercept');
    if (expected === 'nothing') expect(JSON.stringify(body)).not.toContain('SHARED');
  }
  expect(await answered(farTrading, 'FAR', 'procurement')).toBe('intercept');
  expect(await answered(trading, 'FAR', 'procurement')).toBe('nothing');
});

test('an applicant nobody knows is nobody to stop', async () => {
  const { status, body } = await as(world, trading, 'GET', `/screening?uscc=${UNKNOWN}&matter=procurement`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ uscc: UNKNOWN, known: false, answer: 'nothing', measures: [] });
});

test.each([
  ['a wrong check digit', 'uscc=91320800MA0DEM0218&matter=procurement', '/uscc', '校验位'],
  ['an organisation code', 'uscc=MA0DEM021&matter=procurement', '/uscc', ''],
  ['a resident id', 'uscc=11010519491231002X&matter=procurement', '/uscc', '居民身份证'],
  ['no code', 'matter=procurement', '/uscc', ''],
  ['a matter that is none', `uscc=${UNKNOWN}&matter=gardening`, '/matter', ''],
  ['no matter', `uscc=${UNKNOWN}`, '/matter', ''],
])('%s is told as a problem', async (_name, query, path, message) => {
  const { status, body, headers } = await as(world, trading, 'GET', `/screening?${query}`);
  expect(status).toBe(400);
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({ code: 'BAD_REQUEST' });
  expect((body['errors'] as { path: string }[]).map((e) => e.path)).toEqual([path]);
  expect(JSON.stringify(body['errors'])).toContain(message);
});

test('a code with spaces and small letters is the same code', async () => {
  const typed = encodeURIComponent(` ${UNKNOWN.toLowerCase()} `);
  const { body } = await as(world, trading, 'GET', `/screening?uscc=${typed}&matter=procurement`);
  expect(body['uscc']).toBe(UNKNOWN);
});

test('only counters ask: 403 for all others, 401 without a token', async () => {
  await listed('CLOSED', ['procurementBan']);
  const agent = { sub: 'agent', roles: ['enterpriseAgent'], uscc: await usccOf(world, 'CLOSED') };
  const { clerk, reviewer, supervisor, auditor, admin, nobody } = PEOPLE;
  for (const who of [agent, clerk, reviewer, supervisor, auditor, admin, nobody]) {
    const { status, body } = await ask(who, 'CLOSED', 'procurement');
    expect({ status, code: body['code'] }).toEqual({ status: 403, code: 'FORBIDDEN' });
  }
  const url = `/api/v1/screening?uscc=${UNKNOWN}&matter=procurement`;
  expect((await world.app.inject({ url })).statusCode).toBe(401);
});

test('the document names the matters and the answers', async () => {
  const { paths, components } = (await world.app.inject({ url: '/openapi.json' })).json<{
    paths: Record<string, { get: { parameters: { name: string; required: boolean; schema: { enum?: string[] } }[] } }>;
    components: { schemas: Record<string, { properties: Record<string, { enum?: string[] }> }> };
  }>();
  const parameters = paths['/api/v1/screening']?.get.parameters ?? [];
  expect(parameters.map(({ name, required }) => [name, required])).toEqual([
    ['uscc', true],
    ['matter', true],
  ]);
  expect(parameters[1]?.schema.enum).toEqual(Object.keys(MATTERS));
  expect(components.schemas['Screening']?.properties['answer']?.enum).toEqual([...ANSWERS]);
});

test('whatever is asked: never a 500', async () => {
  const headers = { authorization: `Bearer ${await world.token(trading)}` };
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(UNKNOWN, 'procurement', '%00', '\0', '１'));
  await fc.assert(
    fc.asyncProperty(text, text, async (uscc, matter) => {
      const query = new URLSearchParams({ uscc, matter }).toString();
      expect((await world.app.inject({ url: `/api/v1/screening?${query}`, headers })).statusCode).toBeLessThan(500);
    }),
    { seed, numRuns: 200 },
  );
});
