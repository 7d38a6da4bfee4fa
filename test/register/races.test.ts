/**
 * The pairs of docs/between-processes.md on a real register: both acts are committed at the same time. Whichever came first,
 * the register holds what the desk says of that order, no commit is lost or deadlocked, and the journal verifies.
 */
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { docketName, type CaseState, type Process } from '../../domain/file/case.js';
import { nameOf } from '../../domain/file/desk.js';
import { defaultPolicy } from '../../domain/law/pack.js';
import { isSettled } from '../../domain/file/outbound.js';
import type { Network, Reachable } from '../../domain/record/record-facts.js';
import type { ActMessage } from '../../contract/messages.js';
import { commit, type CommitDeps } from '../../register/commit.js';
import { verifyJournal } from '../../register/verify.js';
import * as g from '../domain/given.js';
import { NETWORK } from '../domain/given-processes.js';
import type { Said, Scene } from '../domain/meeting.js';
import { PAIRS, titleOf, type Pair } from '../domain/pairs.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { act, AUTHORITY, furnish, REGION } from '../support/scene.js';

/** Of each pair; sent first is now the one and now the other. */
const ROUNDS = Number(process.env['RACES'] ?? 2);

let db: TestDatabase;
let deps: CommitDeps;
const defects: unknown[] = [];
const winners = new Set<string>();

beforeAll(async () => {
  db = await createDatabase();
  deps = { pool: db.pool, calendar: PUBLISHED_CALENDAR, policy: defaultPolicy, onDefect: (e) => defects.push(e) };
  await furnish(db.owner);
  await reach(NETWORK);
});
afterAll(() => db.drop());

async function reach({ sites, implementers, chain, sources, platform, office, superior }: Network): Promise<void> {
  const departments = [office, superior].flatMap((id) => id ?? []);
  for (const id of departments)
    await db.owner.query(
      `insert into department (id, name, region, document_code, office) values ($1, $1, $2, $1, $3) on conflict do nothing`,
      [id, REGION, id === office],
    );
  await db.owner.query('update department set superior = $1 where id = $2', [superior, AUTHORITY]);
  const roles: readonly (readonly [string, Reachable, readonly string[]])[] = [
    ...sites.map((s) => ['site', s, []] as const),
    ...implementers.map((i) => ['implementer', i, i.measures] as const),
    ...chain.map((c) => ['chain', c, []] as const),
    ...Object.entries(sources).map(([system, s]) => ['source', s, [system]] as const),
    ...(platform === null ? [] : [['platform', platform, []] as const]),
  ];
  for (const [rank, [role, { party, adapter }, about]] of roles.entries()) {
    const url = adapter === 'http' ? 'http://127.0.0.1:9/' : null;
    await db.owner.query(
      'insert into party (id, name, region, adapter, url) values ($1, $1, $2, $3, $4) on conflict do nothing',
      [party, REGION, adapter, url],
    );
    await db.owner.query(
      'insert into party_role (region, party, role, rank, about) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [REGION, party, role, rank, about],
    );
  }
}

let records = 0;

/** The scene's record, before anything was done about it. */
async function enter({ begun, authorityKind }: Scene): Promise<string> {
  records += 1;
  const id = `R${records}`;
  await db.owner.query('update department set authority_kind = $1 where id = $2', [authorityKind, AUTHORITY]);
  await db.owner.query(
    `insert into subject (id, kind, code_kind, code, name) values ($1, 'organisation', 'uscc', $1, '示例公司')`,
    [`S${id}`],
  );
  await db.owner.query(
    `insert into record (id, subject_id, document_number, kind, title, authority, region, list, decision_date, published_on,
       severity, fulfilled, status) values ($1, $2, $1, '行政处罚', '超标排放', $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, `S${id}`, AUTHORITY, REGION, begun.list, begun.decisionDate, begun.publishedOn],
      ...[begun.severity, begun.fulfilled, begun.status],
    ],
  );
  for (const { party, effects } of begun.parties)
    await db.owner.query('insert into record_party (record_id, party, effects) values ($1, $2, $3)', [
      id,
      party,
      effects,
    ]);
  return id;
}

async function filesOf(record: string): Promise<readonly CaseState[]> {
  const { rows } = await db.pool.query<{ state: CaseState }>(
    'select state from case_file where record_id = $1 order by opened_at, id',
    [record],
  );
  return rows.map((r) => r.state);
}

/** What is said on the desk, as it is said of the register's own files: there they have ids of their own. */
function translated(message: Said, scene: Scene, record: string, files: readonly CaseState[]): Said {
  const idOf = (onDesk: string): string => {
    const file = scene.desk.file(onDesk);
    const same = files.filter((f) => file !== null && nameOf(f) === nameOf(file));
    return (same.find((f) => f.closedAt === null) ?? same.at(-1))?.caseId ?? onDesk;
  };
  const text = JSON.stringify(message.act)
    .replace(/\b(?:listing|rectification|repair|objection|exit|record)\d+(?=["-])/g, idOf)
    .replace('"applicationId":"A1"', `"applicationId":"A-${record}","application":${agentOf(record)}`);
  const said: ActMessage = JSON.parse(text);
  return { ...message, act: said };
}
const agentOf = (record: string): string =>
  JSON.stringify({
    channel: 'window',
    channelNumber: record,
    agent: { name: '甲', phone: '0517', email: 'a@company.example' },
  });

async function send({ process, docket, act: one }: Said, recordId: string): Promise<string | null> {
  const { results } = await commit(deps, { process, docket, recordId, acts: [one], recordedAt: one.effectiveAt });
  const [result] = results;
  if (result?.kind === 'refused') return result.refusal.code;
  if (result?.kind !== 'committed') throw new Error(`${one.name}: ${String(result?.kind)}`);
  return null;
}

/** Every party reports at once, each file in a commit of its own, until nothing is left. */
async function settle(record: string, { now, declines }: Scene): Promise<void> {
  for (;;) {
    const open = (await filesOf(record)).filter((f) => f.instructions.some((i) => !isSettled(i)));
    if (open.length === 0) return;
    await Promise.all(
      open.map(({ caseId, process, docket, instructions }) => {
        const acts = instructions
          .filter((i) => !isSettled(i))
          .map(({ id: instructionId, effect, content }) => {
            const isDeclined = effect === 'applyMeasure' && declines.has(content?.['measure'] ?? '');
            const said = { instructionId, outcome: isDeclined ? 'declined' : 'done', receipt: '回执', detail: '反馈' };
            return act('report', g.OFFICE, said, { at: now, caseId });
          });
        return commit(deps, { process, docket, recordId: record, acts, recordedAt: now });
      }),
    );
  }
}

/** Where every file stands, and what was ordered of whom and became of it. */
const accountOf = (status: string, files: readonly CaseState[]): readonly string[] =>
  [
    status,
    ...files.map((f) => `${docketOf(f)} ${f.stage} ${String(f.outcome)}`),
    ...files.flatMap((f) =>
      f.instructions.map((i) => `${docketOf(f)} ${i.party} ${i.effect} ${i.content?.['measure'] ?? ''} ${i.state}`),
    ),
  ].sort();
const docketOf = ({ process, docket }: { process: Process; docket: string }): string => docketName(process, docket);

/** What the desk says of this order. */
function expected({ given, a, b }: Pair, aFirst: boolean) {
  const scene = given();
  const [first, second] = aFirst ? [a, b] : [b, a];
  const codes = [scene.try(first), scene.try(second)];
  scene.settle();
  return { codes: aFirst ? codes : codes.reverse(), account: accountOf(scene.desk.record.status, scene.desk.files) };
}

async function race({ given, a, b }: Pair, aSentFirst: boolean) {
  const scene = given();
  const record = await enter(scene);
  for (const said of scene.done) await send(translated(said, scene, record, await filesOf(record)), record);
  const files = await filesOf(record);
  const [one, other] = [a, b].map((deed) => translated(scene.said(deed), scene, record, files));
  if (one === undefined || other === undefined) throw new Error('two acts meet');
  const sent = aSentFirst ? [one, other] : [other, one];
  const codes = await Promise.all(sent.map((said) => send(said, record)));
  await settle(record, scene);
  const { rows } = await db.pool.query<{ status: string }>('select status from record where id = $1', [record]);
  return {
    codes: aSentFirst ? codes : codes.reverse(),
    account: accountOf(rows[0]?.status ?? '', await filesOf(record)),
  };
}

test.each(PAIRS.map((pair) => [titleOf(pair), pair] as const))('%s', async (_, pair) => {
  const orders = [expected(pair, true), expected(pair, false)];
  for (let round = 0; round < ROUNDS; round += 1) {
    const raced = await race(pair, round % 2 === 0);
    expect(orders).toContainEqual(raced);
    if (JSON.stringify(orders[0]) !== JSON.stringify(orders[1]))
      winners.add(JSON.stringify(raced) === JSON.stringify(orders[0]) ? 'A' : 'B');
  }
});

test('now the one came first and now the other; nothing was lost, and every chain verifies', async () => {
  expect([[...winners].sort(), defects]).toEqual([['A', 'B'], []]);
  const { entries, faults } = await verifyJournal(db.pool);
  expect(faults).toEqual([]);
  expect(entries).toBeGreaterThan(PAIRS.length * ROUNDS * 2);
});
