/** What if a rule were changed: asked of a record in reach, before anybody confirms it. */
import { addRecord, as, createWorld, PEOPLE, type Sent, type World } from './support.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await addRecord(world.database.owner, { id: 'W1', decisionDate: '2025-03-10' });
  await addRecord(world.database.owner, { id: 'W2', region: '130100', authority: 'sjz-sthj' });
});
afterAll(() => world.close());

let keys = 0;
const propose = async (number: number): Promise<string> =>
  proposes({ parameter: 'acceptance', number, unit: 'workday' });
const proposes = async (said: object): Promise<string> => {
  const body = { kind: 'parameter', region: '320800', citation: '示例', ...said };
  const sent = await as(world, PEOPLE.admin, 'POST', '/law/proposals', body, `what-if-key-${(keys += 1)}`);
  return String(sent.body['id']);
};
const ask = (who: object, body: object): Promise<Sent> => as(world, who, 'POST', '/law/what-if', body);
type Row = {
  name: string;
  nameText: string;
  differs: boolean;
  a: { text: string; due: string };
  b: { text: string; due: string };
};
const differing = ({ body }: Sent): Row[] => (body['rows'] as Row[]).filter((row) => row.differs);

test('an open proposal beside the rules as they are: what differs, in words and with days; nothing is changed by asking', async () => {
  const proposal = await propose(5);
  const sent = await ask(PEOPLE.admin, { record: 'W1', b: { proposal } });
  expect(sent).toMatchObject({ status: 200, body: { record: 'W1', changed: 1, b: { proposal } } });
  expect(differing(sent)).toMatchObject([
    {
      ...{ name: 'acceptance', nameText: '作出是否受理的决定' },
      a: { text: '3个工作日', due: '2026-08-25' },
      b: { text: '5个工作日', due: '2026-08-27' },
    },
  ]);
  expect((await ask(PEOPLE.admin, { record: 'W1' })).body['changed']).toBe(0);
});

test('the policy for old records, and the rules of another day', async () => {
  const policy = await ask(PEOPLE.handler, { record: 'W1', b: { oldRecords: 'rules-at-decision' } });
  expect(differing(policy).map((r) => r.name)).toContain('maxPublicity');
  const proposal = await proposes({ parameter: 'publicity.oldRecords', value: 'rules-at-decision' });
  const set = await ask(PEOPLE.admin, { record: 'W1', b: { proposal } });
  expect(set.body).toMatchObject({ a: { oldRecords: 'new-rules' }, b: { oldRecords: 'rules-at-decision' } });
  expect(differing(set)).toEqual(differing(policy));
  const day = await ask(PEOPLE.handler, { record: 'W1', a: { applicationDate: '2026-03-31' } });
  expect(day.body).toMatchObject({
    a: { regimeText: expect.stringContaining('令第58号') },
    b: { regimeText: expect.stringContaining('令第36号') },
  });
});

test('a record out of reach, a proposal that is decided, foreign or not for the asker’s eyes: 404; nonsense: 400', async () => {
  const proposal = await propose(4);
  expect((await ask(PEOPLE.handler, { record: 'W2' })).status).toBe(404);
  expect((await ask(PEOPLE.handler, { record: 'W1', b: { proposal } })).status).toBe(404);
  expect((await ask(PEOPLE.admin, { record: 'W1', b: { proposal: 'nothing' } })).status).toBe(404);
  const decision = { approve: false, reasons: '示例' };
  const second = { sub: 'second', roles: ['administrator'], region: '000000' };
  await as(world, second, 'POST', `/law/proposals/${proposal}/decision`, decision, 'what-if-decides');
  expect((await ask(PEOPLE.admin, { record: 'W1', b: { proposal } })).status).toBe(404);
  for (const body of [{}, { record: 'W1', b: { applicationDate: '2026-02-30' } }, { record: 'W1', c: {} }])
    expect((await ask(PEOPLE.admin, body)).status).toBe(400);
});
