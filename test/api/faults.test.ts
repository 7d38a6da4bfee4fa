/** What is wrong with a request is told in Chinese, field by field, all at once: none of it in zod's words. */
import { fieldText } from '../../api/wording.js';
import { OPENING_PATHS, OPENINGS } from '../../contract/openings.js';
import { addRecord, applicationFor, as, createWorld, PEOPLE, type Sent, type World } from './support.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await addRecord(world.database.owner, { id: 'R1' });
});
afterAll(() => world.close());

const KEY = 'faults-0001';
const told = ({ status, body }: Sent): unknown => [status, body['code'], body['errors']];

test('what is missing is named', async () => {
  const said = {
    ...applicationFor('R1'),
    receivedOn: undefined,
    agent: { phone: '13800000000', email: 'a@b.example' },
  };
  expect(told(await as(world, PEOPLE.clerk, 'POST', '/repairs', said, KEY))).toEqual([
    400,
    'BAD_REQUEST',
    [
      { path: '/receivedOn', message: '渠道收到申请的日期:必填' },
      { path: '/agent/name', message: '经办人姓名:必填' },
    ],
  ]);
  expect(told(await as(world, PEOPLE.admin, 'POST', '/law/proposals', {}, KEY))).toEqual([
    400,
    'BAD_REQUEST',
    [{ path: '/kind', message: '种类:必填' }],
  ]);
  expect(told(await as(world, PEOPLE.handler, 'GET', '/repairs/preview'))).toEqual([
    400,
    'BAD_REQUEST',
    [{ path: '/record', message: '失信信息编号:必填' }],
  ]);
});

test.each<[string, object, string, string]>([
  ['text', { channelNumber: 7 }, '/channelNumber', '渠道编号:应为文字'],
  ['a choice', { channel: 'post' }, '/channel', '渠道:应为以下之一:credit-china、necips、window'],
  ['yes or no', { electronicService: 'yes' }, '/electronicService', '是否同意电子送达:应为是(true)或者否(false)'],
  ['a list', { documents: 'x' }, '/documents', '材料:应为列表'],
  ['of some items', { documents: [] }, '/documents', '材料:不得少于 1 项'],
  ['not too long', { channelNumber: 'x'.repeat(61) }, '/channelNumber', '渠道编号:不得超过 60 个字符'],
  [
    'an address',
    { agent: { name: '张示例', phone: '13800000000', email: 'x' } },
    '/agent/email',
    '电子邮箱:应为电子邮箱地址',
  ],
])('%s', async (_name, more, path, message) => {
  const said = applicationFor('R1', more);
  expect(told(await as(world, PEOPLE.clerk, 'POST', '/repairs', said, KEY))).toEqual([
    400,
    'BAD_REQUEST',
    [{ path, message }],
  ]);
});

test('what an act does not take', async () => {
  const said = { version: 1, outcome: 'grant' };
  expect(told(await as(world, PEOPLE.handler, 'POST', '/cases/X/acts/accept', said, KEY))).toEqual([
    400,
    'BAD_REQUEST',
    [{ path: '/', message: '请求内容:没有这样的字段:outcome' }],
  ]);
});

test('a name that is none is taken for no field', async () => {
  const said = { kind: 'severity', region: '320800', citation: '示例', kinds: { constructor: 'minor' } };
  const { status, body } = await as(world, PEOPLE.admin, 'POST', '/law/proposals', said, KEY);
  expect([status, JSON.stringify(body['errors'])]).toEqual([400, expect.not.stringContaining('native code')]);
});

test('a key that is missing is told beside what is wrong with the body', async () => {
  expect(told(await as(world, PEOPLE.clerk, 'POST', '/repairs', applicationFor('R1', { receivedOn: 5 })))).toEqual([
    400,
    'BAD_REQUEST',
    [
      { path: '/Idempotency-Key', message: '请求头 Idempotency-Key 必须是 8 到 200 个可见字符。' },
      { path: '/receivedOn', message: '渠道收到申请的日期:应为文字' },
    ],
  ]);
  const asksForNone = await as(world, PEOPLE.handler, 'POST', '/law/derive', {});
  expect(JSON.stringify(asksForNone.body['errors'])).not.toContain('Idempotency-Key');
});

const FOREIGN = /无效|期望|接收|expected|received|undefined|NaN/;

test.each(OPENING_PATHS)('%s: of nothing, and of the wrong kind, in Chinese', async (path) => {
  const fields = Object.keys(OPENINGS[path].body.shape);
  for (const said of [{}, Object.fromEntries(fields.map((field) => [field, { x: 1 }]))]) {
    const answer = await as(world, PEOPLE.handler, 'POST', path, said, KEY);
    expect(told(answer)).toMatchObject([400, 'BAD_REQUEST', expect.anything()]);
    expect(JSON.stringify(answer.body['errors'])).not.toMatch(FOREIGN);
  }
});

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

test('every field that a request may have has a name', async () => {
  const document = (await world.app.inject({ url: '/openapi.json' })).json<Document>();
  const pathsOf = (schema: Schema, at: readonly string[]): readonly (readonly string[])[] => {
    const named = document.components.schemas[schema.$ref?.split('/').at(-1) ?? ''];
    const { items, anyOf = [], oneOf = [], allOf = [] } = schema;
    return [
      ...[named, items, ...anyOf, ...oneOf, ...allOf].flatMap((s) => (s === undefined ? [] : pathsOf(s, at))),
      ...Object.entries(schema.properties ?? {}).flatMap(([name, s]) => [[...at, name], ...pathsOf(s, [...at, name])]),
    ];
  };
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const fields = operations.flatMap(({ parameters = [], requestBody }) => [
    ...parameters.filter((p) => p.in !== 'header').map((p) => [p.name]),
    ...Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => pathsOf(schema, [])),
  ]);
  expect(fields.length).toBeGreaterThan(200);
  expect([...new Set(fields.filter((at) => fieldText(at) === null).map((at) => at.join('/')))]).toEqual([]);
});
