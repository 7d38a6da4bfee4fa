/** The simulated systems keep to the contract with real ones: once only, and the later word wins. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { sign, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../../contract/signing.js';
import { EFFECT_TEXT } from '../../contract/texts.js';
import type { InstructionBody } from '../../dev/departments/effects.js';
import { faultAt, faultBody, type Fault } from '../../dev/departments/faults.js';
import { oneOf } from '../../dev/one-of.js';
import { startDepartments, type Departments } from '../../dev/departments/server.js';
import { standings, type Standing } from '../../dev/departments/standing.js';
import type { Effect } from '../../domain/file/case.js';
import { tickingClock } from '../activities/world.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`FC_SEED=${seed}`);

const PARTY = 'huaian-ggzy';
const KEY = 'a-shared-key';
const clock = tickingClock();
const dataDir = mkdtempSync(path.join(tmpdir(), 'departments-'));
let departments: Departments;
let count = 0;

const start = async (): Promise<Departments> =>
  startDepartments({
    portFor: { [PARTY]: 0 },
    keys: { [PARTY]: KEY },
    api: oneOf(['http://127.0.0.1:9']),
    dataDir,
    clock,
    tokenFor: () => Promise.resolve('token'),
  });

beforeAll(async () => {
  departments = await start();
});
afterAll(async () => {
  await departments.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const instant = (minute: number): string => new Date(Date.UTC(2026, 10, 20, 1, minute)).toISOString();

/** One word about a record, issued at that minute. */
function word(recordId: string, effect: Effect, minute: number, measureId: string | null = null): InstructionBody {
  count += 1;
  return {
    instructionId: `X-i${count}`,
    effect,
    measureId,
    content: measureId === null ? {} : { measure: 'procurementBan' },
    record: { id: recordId, documentNumber: '示例1号', authority: '示例局', title: '示例', decisionDate: '2026-04-15' },
    subject: { codeKind: 'uscc', code: '91320800MA0DEM0217', name: '示例公司' },
    issuedAt: instant(minute),
    dueBy: null,
    callbackUrl: `http://127.0.0.1/api/v1/instructions/X-i${count}/feedback`,
  };
}

async function send(message: InstructionBody): Promise<{ status: number; receipt: unknown }> {
  const body = JSON.stringify(message);
  const timestamp = clock.now();
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': message.instructionId,
    [TIMESTAMP_HEADER]: timestamp,
    [SIGNATURE_HEADER]: sign({ method: 'POST', path: '/instructions', timestamp, body }, KEY),
  };
  const response = await fetch(`${departments.urls[PARTY] ?? ''}/instructions`, { method: 'POST', headers, body });
  const answer: Record<string, unknown> = JSON.parse(await response.text());
  return { status: response.status, receipt: answer['receipt'] };
}

const fault = (mode: string): Promise<Response> =>
  fetch(`${departments.urls[PARTY] ?? ''}/fault`, { method: 'POST', body: JSON.stringify({ mode }) });

async function standingOf(recordId: string): Promise<Standing | undefined> {
  const all: Standing[] = JSON.parse(await (await fetch(`${departments.urls[PARTY] ?? ''}/records`)).text());
  return all.find((s) => s.recordId === recordId);
}

test('a suspension that arrives after the later resumption does not suspend again, nor after a restart', async () => {
  const late = word('A', 'suspendMeasure', 2, 'm1');
  await send(word('A', 'applyMeasure', 1, 'm1'));
  await send(word('A', 'resumeMeasure', 3, 'm1'));
  expect(await send(late)).toEqual({ status: 200, receipt: expect.stringMatching(/^HUAIAN-GGZY-\d{6}$/) });
  const inForce = { measures: { m1: { code: 'procurementBan', standing: 'inForce' } } };
  expect(await standingOf('A')).toMatchObject(inForce);
  await departments.close();
  departments = await start();
  expect(await standingOf('A')).toMatchObject(inForce);
  expect(await send(late)).toEqual(await send(late));
});

test('a lifted record stays lifted for measures that were ordered before and heard of after', async () => {
  await send(word('B', 'liftMeasures', 5));
  await send(word('B', 'applyMeasure', 1, 'm1'));
  await send(word('B', 'resumeMeasure', 4, 'm2'));
  expect(await standingOf('B')).toMatchObject({
    otherMeasures: 'lifted',
    measures: { m1: { standing: 'lifted' }, m2: { standing: 'lifted' } },
  });
  await send(word('B', 'applyMeasure', 6, 'm3'));
  expect((await standingOf('B'))?.measures['m3']?.standing).toBe('inForce');
});

test('a record that was withdrawn is not shown, marked or shared again by what was said before', async () => {
  for (const [effect, minute] of [
    ['withdraw', 9],
    ['stopSharing', 9],
    ['publish', 1],
    ['annotate', 8],
    ['share', 2],
  ] as const)
    await send(word('C', effect, minute));
  expect(await standingOf('C')).toMatchObject({ shown: false, annotated: false, shared: false, withdrawn: true });
});

test('what is taken first and carried out last is weighed by when it was issued', async () => {
  const slow = word('D', 'annotate', 1);
  await fault('accept-only');
  expect((await send(slow)).status).toBe(202);
  await fault('ok');
  await send(word('D', 'removeAnnotation', 2));
  expect((await send(slow)).status).toBe(200);
  expect(await standingOf('D')).toMatchObject({ annotated: false });
});

test('every effect is understood; no other is, and one key never carries two', async () => {
  for (const effect of Object.keys(EFFECT_TEXT) as Effect[]) {
    expect(await send(word('E', effect, 1, effect.endsWith('Measure') ? 'm1' : null))).toMatchObject({ status: 200 });
  }
  const filed = (await standingOf('E'))?.filed.map((f) => f.effect);
  expect(filed?.sort()).toEqual([
    'announceBreach',
    'announceExit',
    'archiveInterview',
    'clarify',
    'inform',
    'remedy',
    'reportExit',
  ]);
  expect((await send({ ...word('E', 'publish', 1), effect: 'toString' as Effect })).status).toBe(400);
  const one = word('E', 'suspendMeasure', 1, 'm1');
  await send(one);
  expect((await send({ ...one, measureId: 'm2' })).status).toBe(409);
  expect((await send({ ...one, content: { measure: 'biddingLimit' } })).status).toBe(409);
  expect((await send({ ...one, dueBy: '2026-11-30' })).status).toBe(200);
});

test('random faults are drawn by their seed, and nobody asks for a fault that is none', async () => {
  const random = (seed: number): Fault =>
    faultBody.parse({ mode: 'random', seed, among: ['ok', 'ok', 'down', 'lose-reply'] });
  const drawn = (party: string, seed = 7): readonly string[] =>
    Array.from({ length: 200 }, (_, n) => faultAt(random(seed), party, n).mode);
  expect(drawn('a')).toEqual(drawn('a'));
  expect(drawn('a')).not.toEqual(drawn('b'));
  expect(drawn('a', 8)).not.toEqual(drawn('a'));
  expect(new Set(drawn('a'))).toEqual(new Set(['ok', 'down', 'lose-reply']));
  expect((await fault('random')).status).toBe(400);
  expect((await fault('asleep')).status).toBe(400);
});

const MOVES: readonly (readonly [Effect, string | null])[] = [
  ...(['publish', 'endPublicity', 'annotate', 'removeAnnotation', 'share', 'stopSharing'] as const).map(
    (effect) => [effect, null] as const,
  ),
  ...(['applyMeasure', 'suspendMeasure', 'resumeMeasure', 'liftMeasure'] as const).flatMap((effect) =>
    ['m1', 'm2'].map((id) => [effect, id] as const),
  ),
  ['liftMeasures', null],
];

/** The last word about one thing, found without telling any other. */
const last = (words: readonly InstructionBody[], about: (word: InstructionBody) => boolean): Effect | undefined =>
  words
    .filter(about)
    .sort((a, b) => a.issuedAt.localeCompare(b.issuedAt))
    .at(-1)?.effect;

const AFTER: Readonly<Partial<Record<Effect, string>>> = {
  applyMeasure: 'inForce',
  resumeMeasure: 'inForce',
  suspendMeasure: 'suspended',
  liftMeasure: 'lifted',
  liftMeasures: 'lifted',
};

test('whatever the order in which words come, the last one issued about each thing counts', () => {
  const histories = fc
    .array(fc.constantFrom(...MOVES), { minLength: 1, maxLength: 24 })
    .map((moves) => moves.map(([effect, id], minute) => word('F', effect, minute, id)))
    .chain((words) => fc.shuffledSubarray(words, { minLength: words.length }));
  fc.assert(
    fc.property(histories, (words) => {
      const [standing] = standings(words);
      const shown = last(words, (w) => w.effect === 'publish' || w.effect === 'endPublicity');
      expect(standing?.shown).toBe(shown === undefined ? null : shown === 'publish');
      const mark = last(words, (w) => w.effect === 'annotate' || w.effect === 'removeAnnotation');
      expect(standing?.annotated).toBe(mark === 'annotate');
      for (const id of new Set(words.flatMap((w) => w.measureId ?? []))) {
        const moved = last(words, (w) => w.measureId === id || w.effect === 'liftMeasures');
        expect(standing?.measures[id]?.standing).toBe(AFTER[moved ?? 'inform']);
      }
    }),
    { seed, numRuns: 300 },
  );
});
