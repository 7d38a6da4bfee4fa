/** Whatever is said to an opening or an act: a problem with a code or a lawful answer, never a 500, and of a problem nothing stays. */
import fc from 'fast-check';
import { z } from 'zod';
import { ACT_NAMES, actEnvelope, ACTS } from '../../contract/acts.js';
import { agent as contact, day } from '../../contract/acts-parts.js';
import { OPENING_PATHS, OPENINGS, type OpeningPath } from '../../contract/openings.js';
import type { Process, Role } from '../../domain/file/case.js';
import { usccCheckDigit } from '../../domain/record/subject.js';
import { bodies, ODD_WORDS, shapeOf } from '../support/bodies.js';
import { openingBodies } from './opening-bodies.js';
import { addRecord, as, createWorld, PEOPLE, usccOf, type Sent, type World } from './support.js';

const BODY = '91320800MA0BAD017';
const USCC = `${BODY}${usccCheckDigit(BODY) ?? ''}`;
const LISTED = 'LISTED';
const LEFT = 'LEFT';
const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);

let world: World;
let uscc = '';
let keys = 0;
const key = (): string => `bad-input-${(keys += 1)}`;

const subject = { code: USCC, name: '示例公司' };
const SAID = openingBodies(USCC, { listed: LISTED, left: LEFT });

beforeAll(async () => {
  console.info(`fast-check seed ${seed} (FC_SEED)`);
  world = await createWorld();
  const { owner } = world.database;
  for (const id of [LISTED, LEFT]) await addRecord(owner, { id });
  await addRecord(owner, { id: 'FAR', region: '130100', authority: 'sjz-sthj', parties: [] });
  await owner.query(`update record set list = '生态环境领域严重失信主体名单' where id in ('LISTED', 'LEFT')`);
  await owner.query(`update record set status = 'removed' where id = 'LEFT'`);
  uscc = await usccOf(world, LISTED);
});
afterAll(() => world.close());

const who = (role: Exclude<Role, 'system'>): object =>
  ({
    ...{ enterpriseAgent: { sub: 'bad-agent', roles: ['enterpriseAgent'], uscc }, windowClerk: PEOPLE.clerk },
    ...{ handler: PEOPLE.handler, reviewer: PEOPLE.reviewer, creditOffice: PEOPLE.office },
    ...{ supervisor: PEOPLE.supervisor, departmentSystem: PEOPLE.site, mailGateway: PEOPLE.gateway },
    ...{ administrator: PEOPLE.admin, auditor: PEOPLE.auditor },
  })[role];

const stored = async (): Promise<object> => {
  const { rows } = await world.database.pool.query<object>(
    `select (select count(*) from subject) as subjects, (select count(*) from record) as records,
            (select count(*) from case_file) as files, (select count(*) from journal) as entries,
            (select count(*) from personal) as personal, (select count(*) from contact) as contacts`,
  );
  return rows[0] ?? {};
};

const post = (path: OpeningPath, body: object, by = key()): Promise<Sent> =>
  as(world, who(OPENINGS[path].roles.at(0) ?? 'handler'), 'POST', path, body, by);

async function isRefused(send: () => Promise<Sent>, status?: number): Promise<void> {
  const before = await stored();
  const answer = await send();
  expect(answer).toMatchObject({ body: { code: expect.stringMatching(/^[A-Z][A-Z_]+$/) } });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  if (status !== undefined) expect(answer).toMatchObject({ status });
  expect(await stored()).toEqual(before);
}

/** What is wrong with any opening. */
const WRONG: readonly (readonly [string, object])[] = [
  ['a day that is to come', { effectiveOn: '2026-08-21' }],
  ['a day in the year 9999', { effectiveOn: '9999-12-31' }],
  ['no day', { effectiveOn: '2026-02-30' }],
  ['a contact without an address', { contact: { name: '张示例', phone: '13800000000', email: 'x' } }],
  [
    'a contact of two lines',
    { contact: { name: '张\n示例', phone: '13800000000', email: 'a@b.example\nBcc: c@d.example' } },
  ],
];
const MATTERS = OPENING_PATHS.filter((path) => OPENINGS[path].about === 'matter');
const RECORDS = OPENING_PATHS.filter((path) => OPENINGS[path].about === 'record');
const WITH_MEASURES: readonly OpeningPath[] = ['/listings', '/listings/received', '/recognitions', '/relistings'];
const long = 'x'.repeat(5000);

test.each<readonly [string, OpeningPath, object]>([
  ...OPENING_PATHS.flatMap((path) => WRONG.map(([name, said]) => [`${path}: ${name}`, path, said] as const)),
  ...MATTERS.flatMap((path) =>
    [
      { title: long },
      { title: 'a\u0007b' },
      { title: '公司\u202e名称' },
      { facts: long },
      { facts: '\u3000 ' },
      { subject: { ...subject, code: `${BODY}0` } },
      { subject: { ...subject, code: 'constructor' } },
      { subject: { ...subject, name: '\u001b[31m' } },
      { subject: undefined },
    ].map((said) => [`${path}: ${JSON.stringify(said).slice(0, 60)}`, path, said] as const),
  ),
  ...RECORDS.map((path) => [`${path}: an unknown record`, path, { record: 'NONE' }] as const),
  ...WITH_MEASURES.flatMap((path) =>
    [['honourLimit', 'honourLimit'], ['constructor'], Array.from({ length: 500 }, (_, n) => `m${n}`)].map(
      (measures) => [`${path}: ${measures.slice(0, 2).join()}`, path, { measures }] as const,
    ),
  ),
  ...[0, 121, 1.5, 1e308, '12'].map((months) => [`months ${months}`, '/listings', { months }] as const),
  ['an unknown list', '/listings', { list: '__proto__' }],
  ['another year than can be', '/listings/received', { decidedOn: '9999-12-31' }],
  ['decided above tomorrow', '/listings/received', { decidedOn: '2026-08-21' }],
  ['a deadline in the year 9999', '/rectifications', { deadline: '9999-12-31' }],
  ['a deadline that is past', '/rectifications', { deadline: '2026-08-20' }],
  ['51 things to do', '/rectifications', { items: Array.from({ length: 51 }, () => ({ text: '整改' })) }],
  [
    'a field corrected twice',
    '/objections',
    { corrections: ['1', '2'].map((to) => ({ field: '金额', from: '', to })) },
  ],
  ['an inherited ground', '/exits', { ground: 'constructor' }],
  ['two of one office', '/listings', { responsible: [{ office: 'principal' }, { office: 'principal' }] }],
])('%s', async (_name, path, said) => {
  await isRefused(() => post(path, { ...SAID[path], ...said }));
});

/** A revocation needs a repair that was granted; nothing of this world was. */
const LAWFUL = OPENING_PATHS.filter((path) => path !== '/revocations');

test.each(LAWFUL)('%s: one key carries one request', async (path) => {
  const same = key();
  const first = await post(path, SAID[path], same);
  expect(first).toMatchObject({ status: 201, body: { version: 1 } });
  expect(await post(path, SAID[path], same)).toMatchObject({ status: 201, body: first.body });
  await isRefused(
    () => post(path, { ...SAID[path], electronicService: !('electronicService' in SAID[path]) }, same),
    422,
  );
});

test.each(RECORDS.flatMap((path) => OPENINGS[path].roles.map((role) => [path, role] as const)))(
  "%s by %s: another's record is none",
  async (path, role) => {
    const said = { ...SAID[path], record: 'FAR' };
    await isRefused(() => as(world, who(role), 'POST', path, said, key()), 404);
  },
);

test('a list from above is received once, however often it is sent', async () => {
  const said = { ...SAID['/listings/received'], documentNumber: '示例〔2026〕7号' };
  const verify = (caseId: unknown): Promise<Sent> =>
    as(
      world,
      PEOPLE.handler,
      'POST',
      `/cases/${String(caseId)}/acts/verifyReceived`,
      { version: 1, confirmed: true, reasons: '一致' },
      key(),
    );
  const [first, second] = [await post('/listings/received', said), await post('/listings/received', said)];
  expect((await verify(first.body['caseId'])).status).toBe(200);
  await isRefused(() => verify(second.body['caseId']), 409);
  await isRefused(() => post('/listings/received', said), 409);
});

const WORDS = [...ODD_WORDS, LISTED, LEFT, USCC];

async function isSound(send: () => Promise<Sent>): Promise<void> {
  const before = await stored();
  const answer = await send();
  expect(answer.status).toBeLessThan(500);
  if (answer.status < 400) return;
  expect(answer.body['code']).toMatch(/^[A-Z][A-Z_]+$/);
  expect(await stored()).toEqual(before);
}

const envelope = { effectiveOn: day.optional(), contact: contact.optional() };

test.each(OPENING_PATHS)('%s: whatever is said', async (path) => {
  const body = bodies(shapeOf(OPENINGS[path].body.extend(envelope)), WORDS);
  const said = fc
    .tuple(body, fc.boolean())
    .map(([odd, whole]) => ({ ...(whole ? {} : SAID[path]), ...(odd as object) }));
  const some = fc.tuple(body, fc.nat()).map(([odd, n]) => {
    const fields = Object.entries(odd as object);
    const one = fields[n % Math.max(1, fields.length)];
    return { ...SAID[path], ...(one === undefined ? {} : { [one[0]]: one[1] as unknown }) };
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(said, some, some), (b) => isSound(() => post(path, b))),
    { numRuns: 40, seed },
  );
});

describe('acts on a case of each process', () => {
  const files = new Map<Process, string>();
  beforeAll(async () => {
    for (const path of ['/listings', '/rectifications'] as const) {
      const { body } = await post(path, SAID[path]);
      files.set(OPENINGS[path].process, String(body['caseId']));
    }
    for (const process of ['objection', 'exit'] as const) {
      const { body } = await as(world, PEOPLE.handler, 'GET', `/cases?process=${process}&record=${LISTED}`);
      files.set(process, (body['items'] as { caseId: string }[])[0]?.caseId ?? '');
    }
    const at = '2026-08-20T01:00:00.000Z';
    const actor = { id: 'system', role: 'system', department: null, party: null } as const;
    const begun = await world.cases.act(
      { process: 'record', recordId: LISTED, region: '320800', department: 'huaian-sthj' },
      {
        ...{ id: 'begin', name: 'publish', caseId: null, actor, basedOn: null, effectiveAt: at, receivedAt: at },
        ...{ requestHash: 'begin', payload: {} },
      },
    );
    if (begun.kind === 'committed') files.set('record', begun.answer.caseId);
  });

  const acts = ACT_NAMES.flatMap((act) => ACTS[act].process.map((process): [string, Process] => [act, process]));

  test.each(acts.filter(([, process]) => process !== 'repair'))('%s on %s: whatever is said', async (name, process) => {
    const { payload, roles } = ACTS[name as keyof typeof ACTS];
    const caseId = files.get(process) ?? '';
    const body = bodies(shapeOf(z.object({ ...payload.shape, effectiveOn: actEnvelope.shape.effectiveOn })), WORDS);
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(...roles), async (said, role) => {
        const { body: file } = await as(world, PEOPLE.auditor, 'GET', `/cases/${caseId}`);
        const seen = { version: file['version'], ...(said as object) };
        await isSound(() => as(world, who(role), 'POST', `/cases/${caseId}/acts/${name}`, seen, key()));
      }),
      { numRuns: 10, seed },
    );
  });
});
