/** An entry and the record of a named person that hangs on it, on a real register: two locks, and what is carried between them. */
import { createHash } from 'node:crypto';
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import type { CaseState, Process } from '../../domain/file/case.js';
import { defaultPolicy } from '../../domain/law/pack.js';
import type { ActMessage, CommitOutput } from '../../contract/messages.js';
import { commit, type CommitDeps } from '../../register/commit.js';
import { untold } from '../../register/linked.js';
import { verifyJournal } from '../../register/verify.js';
import { ENFORCED, OBJECTION } from '../domain/given-processes.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { addMatter, furnishNetwork } from '../support/network.js';
import { act, actor, AGENT, furnish } from '../support/scene.js';

const SYSTEM = actor('system', 'system');
const AT = '2026-09-01T02:00:00.000Z';
const LATER = '2026-09-02T02:00:00.000Z';

let db: TestDatabase;
let deps: CommitDeps;
const defects: unknown[] = [];

beforeAll(async () => {
  db = await createDatabase();
  deps = { pool: db.pool, calendar: PUBLISHED_CALENDAR, policy: defaultPolicy, onDefect: (e) => defects.push(e) };
  await furnish(db.owner);
  await furnishNetwork(db.owner);
  await db.owner.query(`insert into party (id, name, region, adapter) values ('rsj', 'rsj', '320800', 'manual');
    insert into party_role (region, party, role, about) values ('320800', 'rsj', 'implementer', '{appointmentLimit}')`);
});
afterAll(async () => {
  await db.drop();
  expect(defects).toEqual([]);
});

/** An entry of a list with one named person. */
async function entry(id: string): Promise<string> {
  const list = '生态环境领域严重失信主体名单';
  await addMatter(db.owner, { id, severity: 'serious', status: 'published', list, parties: [] });
  const key = createHash('sha256').update(id).digest('hex');
  await db.owner.query(
    `insert into subject (id, kind, code_kind, code, name) values ($1, 'person', 'personKey', $2, '赵示例')`,
    [`P${id}`, key],
  );
  await db.owner.query(`insert into linked_record (id, parent, subject_id, office) values ($1, $2, $3, 'principal')`, [
    `${id}-p1`,
    id,
    `P${id}`,
  ]);
  return `${id}-p1`;
}

const does = (process: Process, recordId: string, message: ActMessage, docket = ''): Promise<CommitOutput> =>
  commit(deps, { process, recordId, docket, acts: [message], recordedAt: message.receivedAt });
const publish = (id: string): ActMessage =>
  act(
    'publish',
    SYSTEM,
    { ...ENFORCED, measures: ['procurementBan', 'appointmentLimit'] },
    { at: AT, id: `publish-${id}` },
  );
const object = (id: string): ActMessage => act('object', AGENT, OBJECTION, { at: LATER, id: `object-${id}` });

/** What was told and not heard, one act at a time, as a workflow would. */
async function carry(record: string): Promise<readonly string[]> {
  const waiting = await untold(db.pool, { record }, 100);
  for (const { start, act: told } of waiting) await does('record', start.recordId, told);
  return waiting.map(({ act: told }) => told.name);
}
async function lifeOf(record: string): Promise<CaseState | undefined> {
  const { rows } = await db.pool.query<{ state: CaseState }>(
    `select state from case_file where record_id = $1 and process = 'record'`,
    [record],
  );
  return rows[0]?.state;
}
const wishes = (file: CaseState | undefined): readonly string[] =>
  file?.particulars?.of === 'record' ? file.particulars.measures.map((m) => `${m.code} ${m.wish}`) : [];

test('told in the entry’s transaction, carried with its list and document, heard once, and named to who must be woken', async () => {
  const person = await entry('R1');
  const { view } = await does('record', 'R1', publish('R1'));
  expect(view?.nudge).toEqual([`record@${person}`]);
  expect(await lifeOf(person)).toBeUndefined();
  // Its worker died before anybody was woken: who asks again is told again whom to wake.
  expect((await does('record', 'R1', publish('R1'))).view?.nudge).toEqual([`record@${person}`]);
  const [told] = await untold(db.pool, { writtenBefore: LATER }, 100);
  expect(told).toMatchObject({ start: { process: 'record', recordId: person }, act: { id: `publish-R1/${person}` } });
  expect(await carry(person)).toEqual(['publish']);
  expect(wishes(await lifeOf(person))).toEqual(['appointmentLimit applied']);
  const { rows } = await db.pool.query(
    `select p.list = r.list and p.document_number = r.document_number as same, p.subject_id from record p, record r
      where p.id = $1 and r.id = 'R1'`,
    [person],
  );
  expect(rows).toEqual([{ same: true, subject_id: 'PR1' }]);
  const again = await does('record', person, told?.act ?? publish('R1'));
  expect(again.results).toMatchObject([{ kind: 'committed' }]);
  expect((await lifeOf(person))?.version).toBe(1);
  expect(await carry(person)).toEqual([]);
});

test('what is told is heard in its order, and what is no longer lawful there is heard as well', async () => {
  const person = await entry('R2');
  await does('record', 'R2', publish('R2'));
  await does('objection', 'R2', object('R2'), 'o1');
  const withdrawn = act('withdrawObjection', AGENT, { reason: '不再主张' }, { at: LATER });
  const { rows } = await db.pool.query<{ id: string }>(
    `select id from case_file where record_id = 'R2' and docket = 'o1'`,
  );
  await does('objection', 'R2', { ...withdrawn, caseId: rows[0]?.id ?? '' }, 'o1');
  expect(await carry(person)).toEqual(['publish', 'suspend', 'resume']);
  expect(wishes(await lifeOf(person))).toEqual(['appointmentLimit applied']);
  const annulled = act('annulled', SYSTEM, {}, { at: LATER });
  await does('record', 'R2', annulled);
  expect(await carry(person)).toEqual(['entryGone']);
  expect(await lifeOf(person)).toMatchObject({ stage: 'ending' });
  const stray = { ...act('suspend', SYSTEM, { objection: 'Y' }, { at: LATER, id: `stray/nobody-p1` }) };
  expect((await does('record', 'nobody-p1', stray)).results).toMatchObject([{ kind: 'refused' }]);
});

test('the person objects while the entry is objected to: neither waits for the other, and nothing is lost', async () => {
  const rounds = Array.from({ length: 6 }, (_, n) => `R${n + 10}`);
  for (const id of rounds) {
    const person = await entry(id);
    await does('record', id, publish(id));
    await carry(person);
    const [own, ours] = await Promise.all([
      does('objection', person, object(person), 'o1'),
      does('objection', id, object(id), 'o1').then(async (output) => (await carry(person), output)),
    ]);
    expect([own.results[0]?.kind, ours.results[0]?.kind]).toEqual(['committed', 'committed']);
    const file = await lifeOf(person);
    expect(file?.particulars).toMatchObject({ objections: [expect.any(String), expect.any(String)] });
    expect(wishes(file)).toEqual(['appointmentLimit suspended']);
  }
  expect(await verifyJournal(db.pool)).toMatchObject({ faults: [] });
});
