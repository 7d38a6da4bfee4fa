import { randomUUID } from 'node:crypto';
import { sampleRecords } from '../../dev/sample/make.js';
import { closesTask } from '../../dev/chaos/courses.js';
import { prove } from '../../dev/chaos/proof.js';
import { AGENT_MAIL, application, committed, DOCUMENTS, importRows, until } from '../../dev/chaos/world.js';
import { startWorld, type TestWorld } from './world.js';

const MOBILE = '13912345678';

let world: TestWorld;
let records: readonly string[];
beforeAll(async () => {
  world = await startWorld();
  records = await importRows(world, sampleRecords(world.today, '320800'));
});
afterAll(() => world.stop());

interface CaseBody {
  readonly stage: string;
  readonly outcome: string | null;
  readonly version: number;
  readonly whole: boolean;
  readonly record: { readonly status: string };
  readonly proposal: unknown;
  readonly instructions: readonly {
    readonly party: string;
    readonly effect: string;
    readonly state: string;
    readonly receipt: string | null;
  }[];
  readonly notices: readonly { readonly kind: string; readonly number: string; readonly announcement: string }[];
  readonly availableActs: readonly { readonly act: string; readonly href: string }[];
}

async function look<T>(by: string, route: string): Promise<{ readonly status: number; readonly body: T }> {
  const response = await world.call(by, 'GET', `/api/v1${route}`);
  const body: T = JSON.parse(await response.text());
  return { status: response.status, body };
}

async function does(by: string, caseId: string, act: string, said: object): Promise<void> {
  const { body } = await look<CaseBody>(by, `/cases/${caseId}`);
  const offered = body.availableActs.find((a) => a.act === act);
  await world.act(by, (offered?.href ?? `${act} is not offered`).replace('/api/v1', ''), {
    version: body.version,
    ...said,
  });
}

/** The enterprise hands in at the simulated site, which numbers it and pushes it. */
async function appliesAtTheSite(by: string, record: string): Promise<string> {
  const response = await fetch(`${world.stack.layout.partyUrls['credit-china']}/applications`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await world.token(by)}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({
      record,
      agent: { name: '经办人乙', phone: '0517-80000001', email: AGENT_MAIL },
      documents: DOCUMENTS,
      electronicService: true,
    }),
  });
  expect(response.status).toBe(201);
  const answer = committed({ status: 201, body: await response.json(), key: '', before: [], toldWhen: true });
  world.done.push({ by: 'credit-china', act: answer.act, answer });
  return answer.caseId;
}

async function grants(office: 'huaian-env' | 'huaian', caseId: string): Promise<void> {
  await does(`${office}-handler`, caseId, 'accept', {});
  await does(`${office}-handler`, caseId, 'propose', { outcome: 'grant', findings: '罚款已缴清,整改已验收' });
  await does(`${office}-reviewer`, caseId, 'confirm', { approve: true });
  await closesTask(world, caseId);
  await until('the case is closed', async () =>
    (await look<CaseBody>(`${office}-handler`, `/cases/${caseId}`)).body.stage === 'closed' ? true : null,
  );
}

const EFFECTS = [
  ['credit-china', 'endPublicity'],
  ['credit-china', 'stopSharing'],
  ['credit-huaian', 'endPublicity'],
  ['credit-jiangsu', 'endPublicity'],
  ['huaian-agency', 'stopSharing'],
  ['huaian-finance', 'liftMeasures'],
  ['huaian-ggzy', 'liftMeasures'],
  ['huaian-kjj', 'liftMeasures'],
  ['necips', 'endPublicity'],
];

test('granted through 信用中国: every party has done its part, with a receipt; the record is shown no more', async () => {
  const [record = ''] = records;
  const preview = await look<{ lawful: boolean; parties: unknown[] }>('agent-1', `/repairs/preview?record=${record}`);
  expect(preview.body).toMatchObject({ lawful: true, reasons: [] });
  const caseId = await appliesAtTheSite('agent-1', record);
  const contact = {
    recipient: '李示例',
    address: '示例路1号',
    phone: '0517-80000001',
    email: AGENT_MAIL,
    mobile: MOBILE,
  };
  await does('agent-1', caseId, 'confirmAddress', { contact, electronic: true });
  await grants('huaian-env', caseId);
  // A mail carries its document, and is on its way for as long as that is printed.
  const body = await until('the documents are announced', async () => {
    const seen = await look<CaseBody>('agent-1', `/cases/${caseId}`);
    return seen.body.notices.some((n) => n.announcement === 'pending') ? null : seen.body;
  });
  const year = world.today.slice(0, 4);
  expect(body).toMatchObject({
    outcome: 'repaired',
    record: { status: 'repaired' },
    proposal: null,
    notices: [
      { kind: 'addressConfirmation', number: `淮环址确〔${year}〕1号`, announcement: 'sent' },
      { kind: 'acceptance', number: `淮环信修受〔${year}〕1号`, announcement: 'sent' },
      { kind: 'repairDecision', number: `淮环信修决〔${year}〕1号`, announcement: 'sent' },
    ],
  });
  expect(body.instructions.map((i) => [i.party, i.effect]).sort()).toEqual(EFFECTS);
  for (const i of body.instructions) expect(i).toMatchObject({ state: 'done', receipt: expect.stringMatching(/\S/) });
  const life = await look<{ items: { outcome: string; process: string }[] }>(
    'huaian-env-handler',
    `/cases?record=${record}`,
  );
  expect(life.body.items.map((c) => `${c.process} ${c.outcome}`).sort()).toEqual([
    'record repaired',
    'repair repaired',
  ]);
});

test('granted at the window: another authority, its own numbers', async () => {
  const [, record = ''] = records;
  const { caseId } = await world.act('huaian-clerk', '/repairs', application(world, record));
  await grants('huaian', caseId);
  const { body } = await look<CaseBody>('huaian-clerk', `/cases/${caseId}`);
  const year = world.today.slice(0, 4);
  expect(body.notices.map((n) => n.number)).toEqual([`淮市监信修受〔${year}〕1号`, `淮市监信修决〔${year}〕1号`]);
  expect(body.outcome).toBe('repaired');
});

test('too early: refused with the article and the first day on which it may be applied for', async () => {
  const young = records[2] ?? '';
  const { status, body } = await world.send('huaian-clerk', '/repairs', application(world, young));
  expect([status, body]).toEqual([
    422,
    expect.objectContaining({
      code: 'BEFORE_MINIMUM',
      article: expect.stringContaining('第36号'),
      details: { earliest: expect.any(String) },
    }),
  ]);
});

test('each notice was announced by mail to the agent, saying nothing of what it decides', async () => {
  const mails = await until('five mails', async () => {
    const answer = await fetch(`${world.stack.mailUrl}/messages`);
    const caught = (await answer.json()) as { to: string[]; text: string; messageId: string }[];
    const own = caught.filter((m) => m.to.includes(AGENT_MAIL));
    return new Set(own.map((m) => m.messageId)).size < 5 ? null : own;
  });
  expect(new Set(mails.map((m) => m.messageId)).size).toBe(5);
  for (const { text } of mails) expect(text).toContain(`${world.stack.layout.addresses.publicUrl}/cases/`);
});

test('where a mobile number was confirmed, each notice was announced there as well, once', async () => {
  const caught = (await (await fetch(`${world.stack.smsUrl}/messages`)).json()) as { to: string; text: string }[];
  const year = world.today.slice(0, 4);
  const numbers = [`淮环址确〔${year}〕1号`, `淮环信修受〔${year}〕1号`, `淮环信修决〔${year}〕1号`];
  expect(caught.map((m) => m.text.match(/\((.+?)\)/)?.[1]).sort()).toEqual(numbers.sort());
  for (const { to } of caught) expect(to).toBe(MOBILE);
});

test('the journal is open to those concerned, and to nobody else', async () => {
  const caseId = world.done[0]?.answer.caseId ?? '';
  type Page = { items: { seq: number; act: string; previous: string; hash: string }[] };
  const { body } = await look<Page>('huaian-supervisor', `/cases/${caseId}/journal`);
  expect(body.items.map((e) => e.seq)).toEqual(body.items.map((_, n) => n + 1));
  expect(body.items.slice(1).map((e) => e.previous)).toEqual(body.items.slice(0, -1).map((e) => e.hash));
  const strangers = ['sjz-handler', 'sjz-supervisor', 'huaian-handler', 'agent-2'];
  for (const stranger of strangers) expect((await look(stranger, `/cases/${caseId}/journal`)).status).toBe(404);
  expect((await world.call(undefined, 'GET', `/api/v1/cases/${caseId}`)).status).toBe(401);
});

test('all of it is proved', () => prove(world));
