/** A person is erased: not before the time, not by one alone, wholly, in every place, and the journal still proves itself. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { residentCheckDigit } from '../../domain/record/subject.js';
import { retention } from '../../domain/law/retention.js';
import { diskStore } from '../../papers/store-disk.js';
import { anchorHeads } from '../../register/anchor.js';
import { verifyJournal } from '../../register/verify.js';
import { erase } from '../../worker/erase.js';
import { addRecord, applicationFor, as, createWorld, keyed, NOW, PEOPLE, type Sent, type World } from './support.js';

const BODY = '99010119900101007';
const NUMBER = `${BODY}${residentCheckDigit(BODY) ?? ''}`;
const NAME = '赵示例';
const SECRET = 'a secret of the tests, of 32 characters or more';
/** What is known of the person, and must be known nowhere afterwards. */
const WORDS = [NAME, '家住示例路7号', '因病未能缴纳', '资料不足', '13800000000', 'agent@company.example'];
const LATER = '2031-09-01T02:00:00.000Z';

let world: World;
let caseId: string;
let keys = 0;
beforeEach(async () => {
  world = await createWorld();
  const { owner } = world.database;
  await addRecord(owner, { id: 'P1' });
  await owner.query(
    `update subject set kind = 'person', code_kind = 'personKey', code = $1, name = $2 where id = 'SP1'`,
    [keyed.person(NUMBER).code, NAME],
  );
  await addRecord(owner, { id: 'OTHER' });
  writeFileSync(path.join(world.folder, 'person-secret'), SECRET);
  const kept = [await paper('own'), await paper('both')];
  caseId = await opened('P1', kept);
  await does(PEOPLE.handler, caseId, 'accept', {});
  await does(PEOPLE.handler, caseId, 'propose', {
    ...{ outcome: 'refuse', findings: `${NAME},家住示例路7号,因病未能缴纳`, reasons: '资料不足' },
  });
  await does(PEOPLE.reviewer, caseId, 'confirm', { approve: true });
  const other = await opened('OTHER', [kept[1] ?? '']);
  await does(PEOPLE.handler, other, 'accept', {});
  await see(PEOPLE.handler, `/notices/${caseId}-n2`);
});
afterEach(() => world.close());

/** A paper in the store, as it lies there when it was uploaded. */
async function paper(words: string): Promise<string> {
  const sha256 = createHash('sha256').update(words).digest('hex');
  mkdirSync(path.dirname(placeOf(sha256)), { recursive: true });
  writeFileSync(placeOf(sha256), words);
  await world.database.owner.query(`insert into upload values ($1, 4, 'application/pdf', 'clerk', $2)`, [sha256, NOW]);
  return sha256;
}
const placeOf = (sha256: string): string => path.join(world.folder, sha256.slice(0, 2), sha256);

async function opened(record: string, papers: readonly string[]): Promise<string> {
  const kinds = ['fulfilment', 'commitment', 'authorisation'];
  const documents = kinds.map((kind, n) => ({ kind, name: `${kind}.pdf`, sha256: papers[n] ?? papers[0] }));
  const sent = await post(PEOPLE.clerk, '/repairs', applicationFor(record, { documents }));
  expect(sent.status).toBe(201);
  return String(sent.body['caseId']);
}
const post = (who: object, url: string, body: object): Promise<Sent> =>
  as(world, who, 'POST', url, body, `erasure-key-${(keys += 1)}`);
const see = (who: object, url: string): Promise<Sent> => as(world, who, 'GET', url);
async function does(who: object, id: string, act: string, said: object): Promise<void> {
  const { body } = await see(PEOPLE.handler, `/cases/${id}`);
  expect((await post(who, `/cases/${id}/acts/${act}`, { version: body['version'], ...said })).status).toBe(200);
}

/** The command, and what it said. */
async function run(args: readonly string[], now: string, input = ''): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const store = await diskStore(world.folder);
  const personSecretFile = path.join(world.folder, 'person-secret');
  const deps = { pool: world.database.pool, store, personSecretFile, say: (l: string) => void lines.push(l) };
  const code = await erase({ ...deps, now: () => now, input: () => input }, args);
  return { code, said: lines.join('\n') };
}
async function ordered(now = LATER): Promise<string> {
  const { said } = await run(['SP1', '--by', 'officer', '--reasons', '本人申请'], now);
  return /删除申请 (E\w+)/.exec(said)?.[1] ?? '';
}
const ended = () =>
  world.database.owner.query(`update record set status = 'ended', moved_at = '2026-08-21T02:00:00Z' where id = 'P1'`);
const faults = async (): Promise<readonly string[]> => (await verifyJournal(world.database.pool)).faults;

/** All text that the register holds, by table. */
async function heldIn(word: string): Promise<string[]> {
  const { rows } = await world.database.owner.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await world.database.owner.query(`select from ${name} t where t::text like $1`, [`%${word}%`]);
    if ((rowCount ?? 0) > 0) found.push(name);
  }
  return found;
}

test('before the time only what is done with may go, and why the rest must stay is told', async () => {
  const early = await run(['-', '--dry-run'], NOW, `${NUMBER}\n`);
  expect(early.said).toMatch(/经办人联系方式 \S+:可以删除。依据:《个人信息保护法》第四十七条/);
  expect(early.said).toMatch(/办件的陈述、材料、文书 \S+:须保留,日期待办结/);
  await ended();
  const known = await run(['SP1', '--dry-run'], NOW);
  expect(known.said).toMatch(/须保留至 2031-08-21 前。依据:.*第四十七条第二款.*征信业管理条例.*5年/);
  expect(known.said).toContain('未作任何删除');
  expect(await heldIn(NAME)).not.toEqual([]);
  const id = await ordered(NOW);
  expect((await run(['--request', id, '--by', 'second'], NOW)).code).toBe(0);
  const { rowCount } = await world.database.owner.query(`select from contact where subject_id = 'SP1'`);
  expect(rowCount).toBe(0);
  expect(await heldIn(NAME)).toContain('subject');
  expect(await faults()).toEqual([]);
});

test('by two persons, wholly: tables, pages, documents, papers and search; the journal verifies, and says by whose order', async () => {
  await ended();
  const [own = '', both = ''] = ['own', 'both'].map((w) => createHash('sha256').update(w).digest('hex'));
  const id = await ordered();
  expect((await run(['--request', id, '--by', 'officer'], LATER)).said).toContain('由另一人确认');
  expect(await heldIn(NAME)).not.toEqual([]);
  expect((await run(['--request', id, '--by', 'second'], LATER)).said).toContain('删除 1 份材料');
  expect((await run(['--request', id, '--by', 'second'], LATER)).code).toBe(0);

  // What the other case says of its own agent, who happens to have the same telephone, stays.
  for (const word of WORDS.slice(0, 4)) expect([word, await heldIn(word)]).toEqual([word, []]);
  expect([existsSync(placeOf(own)), existsSync(placeOf(both))]).toEqual([false, true]);
  await anchorHeads(world.database.pool, LATER);
  expect(await faults()).toEqual([]);

  const file = await see(PEOPLE.handler, `/cases/${caseId}`);
  expect(file).toMatchObject({ status: 200, body: { subject: { name: '已删除' }, proposal: null } });
  const { items } = (await see(PEOPLE.handler, `/cases/${caseId}/journal`)).body as {
    items: Record<string, unknown>[];
  };
  expect(items.map((i) => i['act'])).toEqual(['apply', 'accept', 'propose', 'confirm']);
  for (const item of items) expect(item).toMatchObject({ erased: true, payload: null, about: ['内容已删除'] });
  const notice = await see(PEOPLE.handler, `/notices/${caseId}-n2`);
  expect(notice).toMatchObject({ status: 200, body: { addressee: '(已删除)' } });
  expect(String(notice.body['number'])).toMatch(/^淮环/);
  for (const url of [`/notices/${caseId}-n2/html`, `/notices/${caseId}-n2/pdf`, `/cases/${caseId}/papers`])
    expect((await see(PEOPLE.handler, url)).status).toBe(200);
  expect((await run(['-', '--dry-run'], LATER, NUMBER)).said).toContain('没有这个自然人');
  const asked = await post(PEOPLE.handler, '/screening', { idNumber: NUMBER, matter: 'honours' });
  expect(asked.body).toMatchObject({ known: false });
  // Who comes again is somebody new.
  await world.database.owner.query(
    `insert into subject (id, kind, code_kind, code, name) values ('SP1', 'person', 'personKey', $1, $2)`,
    [keyed.person(NUMBER).code, NAME],
  );
  const { rows } = await world.database.owner.query(
    'select ordered_by, confirmed_by, reasons, emptied_at from erasure',
  );
  expect(rows).toMatchObject([
    { ordered_by: 'officer', confirmed_by: 'second', reasons: '本人申请', emptied_at: new Date(LATER) },
  ]);
});

test('the register itself holds to it: no erasure without two, none of an open case, none that hides a change', async () => {
  const { pool, owner } = world.database;
  await ended();
  const id = await ordered();
  await expect(pool.query('select erase_person($1)', [id])).rejects.toThrow('is not confirmed');
  await expect(
    pool.query(`update erasure set confirmed_by = ordered_by, hash = 'h', place = 1 where id = $1`, [id]),
  ).rejects.toThrow('check constraint');
  // One that takes a word of the journal away without an order is found out.
  const { rows } = await owner.query(`select act_id from journal where case_id = $1 and act = 'propose'`, [caseId]);
  await owner.query('begin');
  await owner.query('delete from personal where act_id = $1', [rows[0].act_id]);
  await owner.query('update journal set events = null where act_id = $1', [rows[0].act_id]);
  await owner.query('commit');
  expect(await faults()).toEqual([`case ${caseId} entry 3: is gone, though nobody ordered it`]);
});

test('what is needed again since it was ordered is not erased; a changed order shows', async () => {
  await ended();
  const id = await ordered();
  await world.database.owner.query(`update record set status = 'published' where id = 'P1'`);
  expect((await run(['--request', id, '--by', 'second'], LATER)).said).toContain('申请后情况有变');
  await ended();
  expect((await run(['--request', id, '--by', 'second'], LATER)).code).toBe(0);
  await world.database.owner.query(`update erasure set ordered_by = 'nobody'`);
  expect(await faults()).toEqual([`erasure ${id}: was changed after it was written`]);
});

test('a changed event is found by its hash', async () => {
  await world.database.owner.query(
    `update journal set events = jsonb_set(events, '{0,proposal,findings}', '"另"') where case_id = $1 and act = 'propose'`,
    [caseId],
  );
  expect(await faults()).toEqual([`case ${caseId} entry 3: what it brought about was changed`]);
});

test('five years from the later of the two ends; an open case keeps everything', () => {
  const file = {
    cases: [{ id: 'C', record: 'R', closedOn: '2026-05-01' }],
    records: [{ id: 'R', status: 'ended' as const, endedOn: '2026-08-01' }],
    contacts: [{ id: 'C', closed: true }],
  };
  const said = (day: string) => retention(file, day).map((r) => [r.what, r.erasable, r.from]);
  expect(said('2031-07-31')).toEqual([
    ['contact', true, null],
    ['case', false, '2031-08-01'],
    ['person', false, '2031-08-01'],
  ]);
  expect(said('2031-08-01').every(([, erasable]) => erasable)).toBe(true);
  const open = { ...file, cases: [{ id: 'C', record: 'R', closedOn: null }], contacts: [{ id: 'C', closed: false }] };
  expect(retention(open, '2099-01-01').map((r) => [r.what, r.erasable])).toEqual([
    ['contact', false],
    ['case', false],
    ['person', false],
  ]);
});
