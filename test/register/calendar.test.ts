/** A calendar year is published while many cases are open: each is moved once, by whoever opens it next. */
import { sampleNotice } from '../../dev/sample/calendar.js';
import { noticeCitation } from '../../domain/time/calendar-notice.js';
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { defaultPolicy } from '../../domain/law/pack.js';
import { casesBehindCalendar, countBehindCalendar, passOverUntouched } from '../../register/bulk.js';
import { commit, type CommitDeps } from '../../register/commit.js';
import { decideProposal, propose } from '../../register/law-changes.js';
import { verifyJournal } from '../../register/verify.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { act, addRecord, AGENT, application, furnish, HANDLER } from '../support/scene.js';

const CASES = 200;
const OPENED = '2026-12-24T02:00:00.000Z';
const IMPORTED = '2026-12-25T02:00:00.000Z';
const NATION = [{ by: 'region', from: '000000', to: '999999' }] as const;

let db: TestDatabase;
let deps: CommitDeps;
const defects: unknown[] = [];
beforeAll(async () => {
  db = await createDatabase();
  await furnish(db.owner);
  deps = { pool: db.pool, calendar: PUBLISHED_CALENDAR, policy: defaultPolicy, onDefect: (e) => defects.push(e) };
});
afterAll(() => db.drop());

const id = (n: number): string => `C${String(n).padStart(3, '0')}`;

async function publish(year: number, more: Parameters<typeof sampleNotice>[1] = []): Promise<string> {
  const body = {
    kind: 'calendar' as const,
    ...sampleNotice(year, more),
    sources: ['示例'],
    number: `示例${more.length}`,
  };
  const proposal = await propose(db.pool, {
    ...{ id: `p-${year}-${more.length}`, requestHash: 'h', by: 'admin', at: IMPORTED },
    body: { ...body, daysOff: [...body.daysOff], makeUpDays: [...body.makeUpDays] },
  });
  if (proposal === 'keyReused') throw new Error(proposal);
  const decided = await decideProposal(db.pool, PUBLISHED_CALENDAR, {
    ...{ id: proposal.id, scope: NATION, decisionHash: 'd', approve: true, reasons: null, by: 'other', at: IMPORTED },
  });
  if (typeof decided === 'string') throw new Error(decided);
  return noticeCitation(body);
}

test('200 open cases: each is moved once, the journal says by which notice, and both sides are to be told', async () => {
  for (let n = 0; n < CASES; n += 1) {
    await addRecord(db.owner, { id: id(n) });
    const opened = act('apply', AGENT, application(id(n), '2026-12-24'), { at: OPENED });
    await commit(deps, { process: 'repair', recordId: id(n), acts: [opened], recordedAt: OPENED });
  }
  // What ends in the old year is not touched by the new one.
  await addRecord(db.owner, { id: 'EARLY', decisionDate: '2026-01-15' });
  const early = act('apply', AGENT, application('EARLY', '2026-11-20'), { at: '2026-11-20T02:00:00.000Z' });
  await commit(deps, { process: 'repair', recordId: 'EARLY', acts: [early], recordedAt: '2026-11-20T02:00:00.000Z' });
  const before = await db.pool.query<{ due: string; provisional: boolean }>(
    `select due_day as due, provisional from term where kind = 'result' and case_id in (select id from case_file where record_id = $1)`,
    [id(0)],
  );
  // Ten working days without 1 January: that day is not known to be a holiday yet.
  expect(before.rows).toEqual([{ due: '2027-01-07', provisional: true }]);
  expect(await countBehindCalendar(db.pool)).toBe(0);

  // With 1 January off it would be the 8th: the authority keeps the earlier day that was told, which now is final.
  const citation = await publish(2027, [{ from: '2027-01-01', to: '2027-01-01' }]);
  expect(await countBehindCalendar(db.pool)).toBe(CASES);

  // Two housekeepers at once, in pages, killed and begun anew: who opens a file moves it, and only once.
  const housekeep = async (): Promise<void> => {
    let after = '';
    for (;;) {
      const page = await casesBehindCalendar(db.pool, after, 70);
      for (const { start } of page) await commit(deps, { ...start, acts: [], recordedAt: IMPORTED });
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.caseId;
    }
  };
  await Promise.all([housekeep(), housekeep()]);
  expect(await countBehindCalendar(db.pool)).toBe(0);
  await passOverUntouched(db.pool);

  const { rows } = await db.pool.query<{ n: number; cases: number; actor: string }>(
    `select count(*)::int as n, count(distinct case_id)::int as cases, min(actor) as actor from journal where act = 'redate'`,
  );
  expect(rows).toEqual([{ n: CASES, cases: CASES, actor: 'system' }]);
  const dates = await db.pool.query<{ kind: string; due: string; provisional: boolean; n: number }>(
    `select kind, due_day as due, provisional, count(*)::int as n from term t join case_file c on c.id = t.case_id
      where c.record_id like 'C%' group by 1, 2, 3 order by 1`,
  );
  expect(dates.rows).toEqual([
    { kind: 'acceptance', due: '2026-12-29', provisional: false, n: CASES },
    { kind: 'result', due: '2027-01-07', provisional: false, n: CASES },
  ]);
  const said = await db.pool.query<{ payload: { notices: string[] } }>(
    `select payload from personal p join journal j using (act_id) where j.act = 'redate' limit 1`,
  );
  expect(said.rows[0]?.payload.notices).toEqual([citation]);
  const versions = await db.pool.query<{ calendar: number; n: number }>(
    'select calendar, count(*)::int as n from case_file group by 1',
  );
  expect(versions.rows).toEqual([{ calendar: 1, n: CASES + 1 }]);
  const counted = await db.pool.query<{ due_day: string; n: number }>(
    `select due_day, sum(delta)::int as n from counter_delta group by 1 having sum(delta) <> 0 order by 1`,
  );
  expect(counted.rows).toContainEqual({ due_day: '2027-01-07', n: CASES });
  expect((await verifyJournal(db.pool)).faults).toEqual([]);
  expect(defects).toEqual([]);
}, 120_000);

test('an amendment of it: an act that comes first moves the date before it is decided, and its view says whom to tell', async () => {
  // The holiday is longer now, and again the authority keeps the day that was told.
  await publish(2027, [
    { from: '2027-01-01', to: '2027-01-01' },
    { from: '2027-01-04', to: '2027-01-05' },
  ]);
  const { rows } = await db.pool.query<{ id: string }>('select id from case_file where record_id = $1', [id(7)]);
  const accept = act('accept', HANDLER, {}, { at: IMPORTED, caseId: rows[0]?.id ?? '' });
  const { results, view } = await commit(deps, {
    ...{ process: 'repair', recordId: id(7), acts: [accept], recordedAt: IMPORTED },
  });
  expect(results[0]).toMatchObject({ kind: 'committed' });
  const journal = await db.pool.query<{ act: string }>('select act from journal where case_id = $1 order by seq', [
    rows[0]?.id,
  ]);
  expect(journal.rows.map((j) => j.act)).toEqual(['apply', 'redate', 'redate', 'accept']);
  const redatings = view?.deliveries.filter((d) => d.kind === 'redating');
  expect(redatings?.map((d) => d.to)).toEqual(['party', 'authority']);
  const terms = await db.pool.query<{ kind: string; due: string }>(
    `select kind, due_day as due from term where case_id = $1 and status = 'running' order by kind`,
    [rows[0]?.id],
  );
  expect(terms.rows).toEqual([
    { kind: 'result', due: '2027-01-07' },
    // Begun after the amendment: seven working days by it, 1, 4 and 5 January off, from Friday 25 December.
    { kind: 'verification', due: '2027-01-08' },
  ]);
});

test('no four eyes, no calendar: who proposed cannot confirm, and what was turned down changes nothing', async () => {
  const notice = sampleNotice(2028);
  const body = { kind: 'calendar' as const, ...notice, sources: ['示例'] };
  const kept = await propose(db.pool, {
    ...{ id: 'p-2028', requestHash: 'h', by: 'admin', at: IMPORTED },
    body: { ...body, daysOff: [...body.daysOff], makeUpDays: [...body.makeUpDays] },
  });
  if (kept === 'keyReused') throw new Error(kept);
  const decide = (by: string, approve: boolean, scope: Parameters<typeof decideProposal>[2]['scope'] = NATION) =>
    decideProposal(db.pool, PUBLISHED_CALENDAR, {
      ...{ id: 'p-2028', scope, decisionHash: `${by}${approve}`, approve, reasons: '有误', by, at: IMPORTED },
    });
  expect(await decide('admin', true)).toBe('samePerson');
  expect(await decide('huaian', true, [{ by: 'region', from: '320800', to: '320899' }])).toBe('notFound');
  expect(await decide('other', false)).toMatchObject({ approved: false, decidedBy: 'other' });
  expect(await decide('third', true)).toBe('decided');
  const { rows } = await db.pool.query('select version from calendar_year order by version');
  expect(rows).toEqual([{ version: 1 }, { version: 2 }]);
});
