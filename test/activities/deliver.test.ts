import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { createDelivery, UNREACHABLE, type DeliveryDeps } from '../../activities/deliver.js';
import { createMailer, type Mailer } from '../../activities/mail.js';
import type { ActMessage, CaseView, DeliverInput } from '../../contract/messages.js';
import { sign, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../../contract/signing.js';
import { oneOf } from '../../dev/one-of.js';
import { startDepartments, type Departments } from '../../dev/departments/server.js';
import type { Standing } from '../../dev/departments/standing.js';
import { directoryFor, HTTP_PARTIES } from '../../dev/directory.js';
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { defaultPolicy } from '../../domain/law/pack.js';
import { jointPack } from '../../domain/law/packs.js';
import type { Delivery } from '../../domain/file/outbound.js';
import { commit } from '../../register/commit.js';
import { saveDirectory } from '../../register/directory.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { act, actor, addRecord, type SceneParty } from '../support/scene.js';
import { granted, later, Listener, MailServer, tickingClock } from './world.js';

const KEYS = Object.fromEntries(HTTP_PARTIES.map((party) => [party, `key-of-${party}`]));
const CHINA: SceneParty = { id: 'credit-china', adapter: 'http', effects: ['endPublicity', 'stopSharing'] };
const HUAIAN: SceneParty = { id: 'credit-huaian', adapter: 'http', effects: ['endPublicity'] };
const TRADING: SceneParty = { id: 'huaian-ggzy', adapter: 'http', effects: ['liftMeasures'] };

const clock = tickingClock();
const dataDir = mkdtempSync(path.join(tmpdir(), 'departments-'));
const api = new Listener();
const department = new Listener();
const smtp = new MailServer();
let apiUrl: string;
let db: TestDatabase;
let mailer: Mailer;
let departments: Departments;
let urls: Readonly<Record<string, string>>;

const portFor = (of: Readonly<Record<string, string>>): Record<string, number> =>
  Object.fromEntries(
    HTTP_PARTIES.map((party) => [party, of[party] === undefined ? 0 : Number(new URL(of[party]).port)]),
  );
const start = (ports: Record<string, number>): Promise<Departments> =>
  startDepartments({
    portFor: ports,
    keys: KEYS,
    api: oneOf([apiUrl]),
    dataDir,
    clock,
    tokenFor: (party) => Promise.resolve(`token-${party}`),
  });

beforeAll(async () => {
  db = await createDatabase();
  apiUrl = await api.listen();
  mailer = createMailer({ smtpUrl: await smtp.listen(), from: '信修 <noreply@xinxiu.example>' });
  departments = await start(portFor({}));
  ({ urls } = departments);
  await saveDirectory(db.pool, directoryFor(urls));
});
afterAll(async () => {
  mailer.close();
  await Promise.all([departments.close(), smtp.close(), api.close(), department.close()]);
  await db.drop();
  rmSync(dataDir, { recursive: true, force: true });
});
afterEach(async () => {
  for (const party of HTTP_PARTIES) await fault(party, 'ok');
});

function delivery(more: Partial<DeliveryDeps> = {}) {
  return createDelivery({
    pool: db.pool,
    mailer,
    parties: KEYS,
    publicUrl: apiUrl,
    wake: () => Promise.resolve(),
    clock,
    ...more,
  });
}

const inputOf = (view: CaseView, recordId: string, items: readonly Delivery[]): DeliverInput => ({
  process: 'repair',
  recordId,
  caseId: view.caseId,
  items,
  nudge: [],
});
const instructionsOf = (view: CaseView): readonly Delivery[] => view.deliveries.filter((d) => d.kind === 'instruction');

async function fault(party: string, mode: string, delayMs = 60_000): Promise<void> {
  const response = await post(party, '/fault', JSON.stringify({ mode, delayMs }));
  expect(response.status).toBe(200);
}
const post = (party: string, pathname: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${urls[party] ?? ''}${pathname}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

interface Effect {
  readonly instructionId: string;
  readonly deliveries: number;
  readonly applied: number;
  readonly receipt: string | null;
}
async function effectsAt(party: string, view: CaseView): Promise<readonly Effect[]> {
  const effects: Effect[] = JSON.parse(await (await fetch(`${urls[party] ?? ''}/effects`)).text());
  return effects.filter((e) => e.instructionId.startsWith(view.caseId));
}

test('all parties are instructed at once: some have done it, one reports later', async () => {
  const view = await granted(db, 'D1', [CHINA, HUAIAN, TRADING]);
  const { outcomes, unreachable } = await delivery().deliver(inputOf(view, 'D1', instructionsOf(view)));
  expect(unreachable).toEqual([]);
  expect(outcomes.map((o) => o.outcome)).toEqual(['done', 'done', 'accepted', 'done']);
  const china = await effectsAt('credit-china', view);
  expect(china.map((e) => e.receipt)).toEqual(outcomes.slice(0, 2).map((o) => o.receipt));
  const [report] = await api.heard(1, (c) => c.path.includes(view.caseId));
  const instructed = outcomes[2]?.id ?? '';
  expect(report).toMatchObject({
    path: `/api/v1/instructions/${instructed}/feedback`,
    headers: { authorization: 'Bearer token-credit-huaian' },
    body: {
      reportId: `credit-huaian-${instructed}-done`,
      outcome: 'done',
      receipt: (await effectsAt('credit-huaian', view))[0]?.receipt,
    },
  });
});

test.each([
  ['down', 'unreachable', 0],
  ['500', 'unreachable', 0],
  ['slow', 'unreachable', 0],
  ['lose-reply', 'unreachable', 1],
  ['refuse', 'refused', 0],
  ['accept-only', 'accepted', 0],
])('a system that is %s: %s, and the others are not held up', async (mode, expected, applied) => {
  const view = await granted(db, `F-${mode}`, [TRADING, CHINA]);
  await fault('huaian-ggzy', mode);
  const items = instructionsOf(view);
  const { outcomes, unreachable } = await delivery({ timeoutMs: 500 }).deliver(inputOf(view, `F-${mode}`, items));
  expect(outcomes.filter((o) => o.outcome === 'done')).toHaveLength(2);
  const trading = view.deliveries.filter(
    (d) => !outcomes.some((o) => o.outcome === 'done' && o.id === d.id) && d.kind === 'instruction',
  );
  if (expected === 'unreachable') expect(unreachable).toEqual(trading);
  else expect(outcomes).toContainEqual(expect.objectContaining({ ...trading[0], outcome: expected }));
  if (expected === 'refused') {
    const detail = outcomes.find((o) => o.outcome === 'refused')?.detail;
    expect(detail).toBe('淮安市公共资源交易中心拒绝办理(HTTP 422):未查询到该失信信息,请核对文书号');
  }
  expect((await effectsAt('huaian-ggzy', view)).reduce((sum, e) => sum + e.applied, 0)).toBe(applied);
});

test('a dead system and a wrong key delay or refuse only their own', async () => {
  const view = await granted(db, 'D2', [TRADING, CHINA, HUAIAN]);
  await db.owner.query(`update party set url = 'http://127.0.0.1:9' where id = 'credit-huaian'`);
  const parties = { ...KEYS, 'huaian-ggzy': 'wrong' };
  const out = await delivery({ parties }).deliver(inputOf(view, 'D2', instructionsOf(view)));
  await db.owner.query(`update party set url = $1 where id = 'credit-huaian'`, [urls['credit-huaian']]);
  expect(out.outcomes.map((o) => o.outcome).sort()).toEqual(['done', 'done', 'refused']);
  expect(out.unreachable).toHaveLength(1);
  expect(out.outcomes.find((o) => o.outcome === 'refused')?.detail).toContain('签名不符');
  const unsigned = await delivery({ parties: {} }).deliver(inputOf(view, 'D2', instructionsOf(view)));
  expect(unsigned.unreachable).toHaveLength(4);
});

test('who is silent holds up nobody, and is not asked twice while it may still answer', async () => {
  const view = await granted(db, 'D21', [CHINA, TRADING]);
  await fault('huaian-ggzy', 'slow', 2_000);
  const { deliver, deliverOne } = delivery({ timeoutMs: 60_000, holdMs: 50 });
  const { outcomes, unreachable } = await deliver(inputOf(view, 'D21', instructionsOf(view)));
  expect(outcomes.map((o) => o.outcome)).toEqual(['done', 'done']);
  expect(unreachable).toHaveLength(1);
  const late = await deliverOne(inputOf(view, 'D21', unreachable));
  expect(late.outcomes.map((o) => o.outcome)).toEqual(['done']);
  expect((await effectsAt('huaian-ggzy', view)).map((e) => e.deliveries)).toEqual([1]);
});

test('who is silent is waited for at the pace of those who answer, however long the longest wait is', async () => {
  const view = await granted(db, 'D22', [CHINA, TRADING]);
  await fault('huaian-ggzy', 'slow', 120_000);
  // Were the longest wait to count, or the time for one party, nothing would come before the end of this test.
  const { deliver } = delivery({ timeoutMs: 100_000, holdMs: 100_000 });
  const { outcomes, unreachable } = await deliver(inputOf(view, 'D22', instructionsOf(view)));
  expect(outcomes.map((o) => o.outcome)).toEqual(['done', 'done']);
  expect(unreachable).toHaveLength(1);
});

test('a lost reply and a restarted system: the same instruction takes effect once and has one receipt', async () => {
  const view = await granted(db, 'D3', [TRADING]);
  const input = inputOf(view, 'D3', instructionsOf(view));
  await fault('huaian-ggzy', 'lose-reply');
  expect((await delivery().deliver(input)).unreachable).toHaveLength(1);
  expect((await delivery().deliver(input)).unreachable).toHaveLength(1);
  await departments.close();
  departments = await start(portFor(urls));
  // A fault outlives a restart; it ends when it is mended.
  expect((await delivery().deliver(input)).unreachable).toHaveLength(1);
  await fault('huaian-ggzy', 'ok');
  const again = await delivery().deliver(input);
  const third = await delivery().deliver(input);
  const [effect] = await effectsAt('huaian-ggzy', view);
  expect(effect).toMatchObject({ deliveries: 5, applied: 1 });
  expect(again.outcomes[0]).toMatchObject({ outcome: 'done', receipt: effect?.receipt });
  expect(third).toEqual(again);
});

test('a promised report is given again until it is taken, also after a restart; given twice it has one id', async () => {
  const view = await granted(db, 'D4', [HUAIAN]);
  const input = inputOf(view, 'D4', instructionsOf(view));
  const isOurs = (c: { path: string }): boolean => c.path.includes(view.caseId);
  api.answer = () => ({ status: 503 });
  expect((await delivery().deliver(input)).outcomes[0]?.outcome).toBe('accepted');
  await api.heard(2, isOurs);
  await departments.close();
  api.answer = () => ({ status: 202 });
  const before = api.calls.filter(isOurs).length;
  departments = await start(portFor(urls));
  const calls = await api.heard(before + 1, isOurs);
  expect(new Set(calls.map((c) => c.body['reportId'])).size).toBe(1);

  const twice = await granted(db, 'D5', [TRADING]);
  await fault('huaian-ggzy', 'call-back-twice');
  await delivery().deliver(inputOf(twice, 'D5', instructionsOf(twice)));
  const reports = await api.heard(2, (c) => c.path.includes(twice.caseId));
  expect(new Set(reports.map((c) => c.body['reportId'])).size).toBe(1);
  expect(await effectsAt('huaian-ggzy', twice)).toMatchObject([{ applied: 1 }]);
});

test('reports may come before their answer, and in another order than what they are about', async () => {
  const early = await granted(db, 'D51', [TRADING]);
  await fault('huaian-ggzy', 'call-back-early');
  const { outcomes } = await delivery().deliver(inputOf(early, 'D51', instructionsOf(early)));
  expect(outcomes.map((o) => o.outcome)).toEqual(['accepted']);
  expect(api.calls.filter((c) => c.path.includes(early.caseId))).toHaveLength(1);

  const views = [await granted(db, 'D52', [TRADING]), await granted(db, 'D53', [TRADING])];
  await fault('huaian-ggzy', 'call-back-out-of-order', 1_000);
  for (const [n, view] of views.entries()) await delivery().deliver(inputOf(view, `D5${n + 2}`, instructionsOf(view)));
  const reports = await api.heard(2, (c) => views.some((v) => c.path.includes(v.caseId)));
  expect(reports.map((c) => views.findIndex((v) => c.path.includes(v.caseId)))).toEqual([1, 0]);
});

test('what the register already knows is not sent again', async () => {
  const view = await granted(db, 'D6', [CHINA]);
  const items = instructionsOf(view);
  await db.owner.query(
    `update case_file set state = jsonb_set(state, '{instructions,0}', (state->'instructions'->0) || '{"state":"done","receipt":"R-1"}') where id = $1`,
    [view.caseId],
  );
  const { outcomes } = await delivery().deliver(inputOf(view, 'D6', items.slice(0, 1)));
  expect(outcomes).toEqual([{ ...items[0], outcome: 'done', receipt: 'R-1', detail: null }]);
  expect(await effectsAt('credit-china', view)).toEqual([]);
});

const SYSTEM = actor('system', 'system');
const ENFORCED = {
  measures: ['procurementBan'],
  months: null,
  publication: jointPack({ authorityKind: 'general', list: null, region: '320800', day: '2026-09-07' }).apply,
  publicationFrom: '2026-09-07',
};

/** One act in the record's own file, and what it makes due. */
async function lives(recordId: string, one: ActMessage, recordedAt: string): Promise<CaseView> {
  const onDefect = (error: unknown): never => {
    throw error;
  };
  const deps = { pool: db.pool, calendar: PUBLISHED_CALENDAR, policy: defaultPolicy, onDefect };
  const { view, results } = await commit(deps, { process: 'record', recordId, acts: [one], recordedAt });
  if (view === null) throw new Error(JSON.stringify(results));
  return view;
}

test('a department is told which measure, what in particular and when it was said: later words later, whatever their date', async () => {
  await addRecord(db.owner, { id: 'D9', parties: [] });
  department.answer = () => ({ status: 200, body: { receipt: 'R-1' } });
  await db.owner.query(`update party set url = $1 where id = 'huaian-ggzy'`, [await department.listen()]);
  const tell = async (name: string, payload: object, effectiveAt: string, recordedAt: string): Promise<void> => {
    const view = await lives('D9', act(name, SYSTEM, payload, { at: effectiveAt }), recordedAt);
    const { outcomes } = await delivery().deliver({ ...inputOf(view, 'D9', instructionsOf(view)), process: 'record' });
    for (const outcome of outcomes)
      await lives('D9', act('delivered', SYSTEM, outcome, { at: recordedAt }), recordedAt);
  };
  await tell('publish', ENFORCED, later(1), later(1));
  await tell('suspend', { objection: 'Y1' }, later(9), later(9));
  // Entered from paper with an earlier date, and by a machine whose clock is behind.
  await tell('resume', { objection: 'Y1' }, later(5), later(8));
  await db.owner.query(`update party set url = $1 where id = 'huaian-ggzy'`, [urls['huaian-ggzy']]);
  const bodies = department.calls.map((c) => c.body).filter((b) => b['measureId'] !== null);
  const measureId = `${String(bodies[0]?.['instructionId']).replace(/-i\d+$/, '')}-m1`;
  const word = { measureId, content: { measure: 'procurementBan' }, record: { id: 'D9' } };
  expect(bodies).toMatchObject([
    { ...word, effect: 'applyMeasure', issuedAt: later(1) },
    { ...word, effect: 'suspendMeasure', issuedAt: later(9) },
    { ...word, effect: 'resumeMeasure', issuedAt: later(9).replace('.000Z', '.001Z') },
  ]);
  const about = await standingAt('credit-huaian', 'D9');
  expect(about).toMatchObject({ shown: true, annotated: false });
});

async function standingAt(party: string, recordId: string): Promise<Standing | undefined> {
  const all: Standing[] = JSON.parse(await (await fetch(`${urls[party] ?? ''}/records`)).text());
  return all.find((s) => s.recordId === recordId);
}

test('a message caught on the way can neither be changed nor sent again', async () => {
  const body = JSON.stringify({
    instructionId: 'caught-i1',
    effect: 'liftMeasures',
    measureId: null,
    content: {},
    record: { id: 'caught', documentNumber: '示例1号', authority: '示例局', title: '示例', decisionDate: '2026-04-15' },
    subject: { codeKind: 'uscc', code: '91320800MA0DEM0217', name: '示例公司' },
    issuedAt: clock.now(),
    dueBy: null,
    callbackUrl: `${apiUrl}/api/v1/instructions/caught-i1/feedback`,
  });
  const timestamp = clock.now();
  const signature = sign({ method: 'POST', path: '/instructions', timestamp, body }, KEYS['huaian-ggzy'] ?? '');
  const headers = { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signature, 'idempotency-key': 'caught-i1' };
  const send = (text: string): Promise<Response> => post('huaian-ggzy', '/instructions', text, headers);
  expect((await send(body.replace('liftMeasures', 'endPublicity'))).status).toBe(401);
  expect((await send(body)).status).toBe(200);
  expect((await send(body)).status).toBe(425);
});

test('deliverOne fails while the party cannot be reached, retryably and without naming anybody', async () => {
  const view = await granted(db, 'D7', [TRADING]);
  const input = inputOf(view, 'D7', instructionsOf(view));
  await fault('huaian-ggzy', '500');
  const failure: unknown = await delivery()
    .deliverOne(input)
    .catch((error: unknown) => error);
  if (!(failure instanceof ApplicationFailure)) throw new Error('no failure');
  expect(failure).toMatchObject({ type: UNREACHABLE, nonRetryable: false });
  expect(failure.message).toBe(`instruction ${input.items[0]?.id ?? ''}: HTTP 500`);
  await fault('huaian-ggzy', 'ok');
  expect((await delivery().deliverOne(input)).outcomes[0]?.outcome).toBe('done');
});

test('other workflows of the record are woken; a fault of the register is thrown', async () => {
  const view = await granted(db, 'D8', []);
  const woken: string[] = [];
  const wake: DeliveryDeps['wake'] = async (process, recordId) => void woken.push(`${process}-${recordId}`);
  const out = await delivery({ wake }).deliver({ ...inputOf(view, 'D8', []), nudge: ['record'] });
  expect([woken, out]).toEqual([['record-D8'], { outcomes: [], unreachable: [] }]);
  const pool = { query: () => Promise.reject(new Error('connection lost')) };
  await expect(delivery({ pool }).deliver(inputOf(view, 'D8', view.deliveries))).rejects.toThrow('connection lost');
});

test('an enterprise applies at 信用中国: one number, pushed until Xinxiu answers, whatever it answers', async () => {
  const application = JSON.stringify({ record: 'R1', documents: [] });
  const headers = { authorization: 'Bearer of-the-enterprise', 'idempotency-key': 'mine-1' };
  const answers = [{ status: 503 }, { status: 422, body: { title: '尚未达到最短公示期限', code: 'BEFORE_MINIMUM' } }];
  api.answer = () => answers.shift() ?? { status: 201, body: { caseId: 'X1' } };
  const isPush = (c: { path: string }): boolean => c.path === '/api/v1/repairs';
  const refused = await post('credit-china', '/applications', application, headers);
  expect([refused.status, await refused.json()]).toEqual([
    422,
    { title: '尚未达到最短公示期限', code: 'BEFORE_MINIMUM' },
  ]);
  const again = await post('credit-china', '/applications', application, headers);
  expect([again.status, await again.json()]).toEqual([201, { caseId: 'X1' }]);
  const pushes = await api.heard(3, isPush);
  const number = again.headers.get('x-application-number');
  expect(number).toMatch(/^XYZG20261122\d{6}$/);
  for (const push of pushes) {
    expect(push.headers).toMatchObject({ authorization: 'Bearer token-credit-china', 'idempotency-key': number });
    expect(push.body).toEqual({
      record: 'R1',
      documents: [],
      channel: 'credit-china',
      channelNumber: number,
      receivedOn: '2026-11-22',
    });
  }
  expect((await post('credit-china', '/applications', application)).status).toBe(401);
});
