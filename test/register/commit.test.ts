import type pg from 'pg';
import type { ActMessage, ActResult, CommitOutput } from '../../contract/messages.js';
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import type { Process } from '../../domain/file/case.js';
import { defaultPolicy } from '../../domain/law/pack.js';
import { anchorHeads } from '../../register/anchor.js';
import { commit, type CommitDeps } from '../../register/commit.js';
import { foldCounters } from '../../register/counters.js';
import { verifyJournal } from '../../register/verify.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { act, addRecord, AGENT, application, furnish, HANDLER, REVIEWER, actor } from '../support/scene.js';

let db: TestDatabase;
let deps: CommitDeps;
const defects: unknown[] = [];

beforeAll(async () => {
  db = await createDatabase();
  await furnish(db.owner);
  deps = { pool: db.pool, calendar: PUBLISHED_CALENDAR, policy: defaultPolicy, onDefect: (e) => defects.push(e) };
});
afterAll(() => db.drop());

const MONDAY = '2026-09-07T02:00:00.000Z';
const later = (days: number, hours = 0): string =>
  new Date(Date.parse(MONDAY) + (days * 24 + hours) * 3_600_000).toISOString();

const run = (recordId: string, acts: ActMessage[], at: string, process: Process = 'repair'): Promise<CommitOutput> =>
  commit(deps, { process, recordId, acts, recordedAt: at });

const committed = (result: ActResult | undefined) => {
  if (result?.kind !== 'committed') throw new Error(`not committed: ${JSON.stringify(result)}`);
  return result.answer;
};
const refusedCode = (result: ActResult | undefined): string =>
  result?.kind === 'refused' ? result.refusal.code : `${result?.kind}`;

async function applied(recordId: string): Promise<string> {
  await addRecord(db.owner, { id: recordId });
  const { results } = await run(
    recordId,
    [act('apply', AGENT, application(recordId, '2026-09-04'), { at: MONDAY })],
    MONDAY,
  );
  return committed(results[0]).caseId;
}

test('an application opens a case with the clocks of the result and of acceptance', async () => {
  await addRecord(db.owner, { id: 'R1' });
  const { results, view } = await run(
    'R1',
    [act('apply', AGENT, application('R1', '2026-09-04'), { at: MONDAY })],
    MONDAY,
  );
  const answer = committed(results[0]);
  expect(answer).toMatchObject({ process: 'repair', stage: 'applied', seq: 1 });
  // 3 working days from Monday 7 September; 10 from Friday 4 September (18 September is a Friday).
  expect(answer.due.map((d) => [d.kind, d.due])).toEqual([
    ['acceptance', '2026-09-10'],
    ['result', '2026-09-18'],
  ]);
  expect(view).toMatchObject({ caseId: answer.caseId, version: 1, stage: 'applied', closed: false });
});

test('before the minimum publicity period it is refused with the earliest date, and nothing is left behind', async () => {
  await addRecord(db.owner, { id: 'R2', decisionDate: '2026-07-01' });
  const { results, view } = await run(
    'R2',
    [act('apply', AGENT, application('R2', '2026-09-04'), { at: MONDAY })],
    MONDAY,
  );
  expect(results[0]).toMatchObject({
    kind: 'refused',
    refusal: { code: 'BEFORE_MINIMUM', details: { earliest: '2026-10-02' } },
  });
  expect(view).toBeNull();
  const { rows } = await db.pool.query(`select count(*)::int as n from case_file where record_id = 'R2'`);
  expect(rows).toEqual([{ n: 0 }]);
});

test('the same act is answered alike, another request under its id is not', async () => {
  await addRecord(db.owner, { id: 'R3' });
  const first = act('apply', AGENT, application('R3', '2026-09-04'), { at: MONDAY });
  const once = await run('R3', [first], MONDAY);
  const again = await run('R3', [first], later(1));
  expect(again.results).toEqual(once.results);
  const other = await run('R3', [{ ...first, requestHash: 'other' }], later(1));
  expect(other.results[0]).toEqual({ kind: 'keyReused' });
  const together = act('accept', HANDLER, {}, { at: later(0, 1), caseId: committed(once.results[0]).caseId });
  const twins = await run('R3', [together, together], later(0, 1));
  expect(twins.results[0]).toEqual(twins.results[1]);
  const { rows } = await db.pool.query(
    `select count(*)::int as n from journal j join case_file c on c.id = j.case_id where c.record_id = 'R3'`,
  );
  expect(rows).toEqual([{ n: 2 }]);
});

test('a grant ends the record, numbers its papers and instructs every party in one transaction', async () => {
  const caseId = await applied('R4');
  await run('R4', [act('publish', actor('system', 'system'), {}, { at: MONDAY })], MONDAY, 'record');
  await run('R4', [act('accept', HANDLER, {}, { at: later(1), caseId })], later(1));
  await run(
    'R4',
    [act('propose', HANDLER, { outcome: 'grant', findings: '已缴清罚款并整改' }, { at: later(2), caseId })],
    later(2),
  );
  const same = await run(
    'R4',
    [act('confirm', actor('handler', 'reviewer', 'huaian-sthj'), { approve: true }, { at: later(2), caseId })],
    later(2),
  );
  expect(refusedCode(same.results[0])).toBe('SAME_PERSON');
  const foreign = await run(
    'R4',
    [act('confirm', actor('x', 'reviewer', 'sjz-sthj'), { approve: true }, { at: later(2), caseId })],
    later(2),
  );
  expect(refusedCode(foreign.results[0])).toBe('NOT_COMPETENT');
  const granted = await run('R4', [act('confirm', REVIEWER, { approve: true }, { at: later(3), caseId })], later(3));
  const answer = committed(granted.results[0]);
  expect(answer.stage).toBe('granted');
  expect(answer.notices).toEqual([
    expect.objectContaining({ kind: 'repairDecision', number: expect.stringMatching(/^淮环信修决〔2026〕\d+号$/) }),
  ]);
  expect(answer.instructions).toHaveLength(4);
  expect(granted.view?.nudge).toEqual(['record']);
  expect(granted.view?.deliveries.map((d) => d.kind).sort()).toEqual([
    'instruction',
    'instruction',
    'instruction',
    'notice',
    'notice',
  ]);
  const { rows } = await db.pool.query(
    `select r.status, c.stage, c.outcome from record r join case_file c on c.record_id = r.id and c.process = 'record' where r.id = 'R4'`,
  );
  expect(rows).toEqual([{ status: 'repaired', stage: 'closed', outcome: 'repaired' }]);

  const reports = answer.instructions.map((id) =>
    act(
      'report',
      actor('office', 'creditOffice'),
      { instructionId: id, outcome: 'done', receipt: '回执', detail: null },
      { at: later(4), caseId },
    ),
  );
  const done = await run('R4', reports, later(4));
  expect(done.view).toMatchObject({ stage: 'closed', closed: true });
});

test('two officers who saw the same version: the second is told to look again', async () => {
  const caseId = await applied('R5');
  const { results } = await run(
    'R5',
    [
      act('accept', HANDLER, {}, { at: later(1), caseId, basedOn: 1 }),
      act(
        'refuseAcceptance',
        actor('other', 'handler', 'huaian-sthj'),
        { reasons: '材料不实' },
        { at: later(1), caseId, basedOn: 1 },
      ),
    ],
    later(1),
  );
  expect(results.map((r) => r.kind)).toEqual(['committed', 'refused']);
  expect(['WRONG_STAGE', 'VERSION_CONFLICT']).toContain(refusedCode(results[1]));
});

test('补正: the clocks rest, the applicant’s own starts when served, and its end closes the application with a paper', async () => {
  const caseId = await applied('R6');
  const asked = await run(
    'R6',
    [act('requestSupplement', HANDLER, { items: ['补交缴款凭证'] }, { at: later(1), caseId })],
    later(1),
  );
  expect(asked.view?.alarms.map((a) => a.rung)).toEqual(['T-1', 'T', 'overdue']); // of serving the paper only
  const notice = committed(asked.results[0]).notices[0];
  const served = await run(
    'R6',
    [
      act(
        'recordService',
        AGENT,
        { noticeId: notice?.id, method: 'portal', evidence: '网上查阅' },
        { at: later(1, 1), caseId },
      ),
    ],
    later(1, 1),
  );
  const due = committed(served.results[0]).due.find((d) => d.kind === 'supplement');
  expect(due?.due).toBe('2026-09-15'); // Huai'an: 5 working days from Tuesday 8 September
  const alarm = served.view?.alarms.find((a) => a.rung === 'overdue');
  const end = act(
    'alarm',
    actor('system', 'system'),
    { termId: alarm?.termId, rung: 'overdue' },
    { at: later(12), caseId },
  );
  const over = await run('R6', [end], later(12));
  expect(committed(over.results[0])).toMatchObject({
    outcome: 'terminated',
    notices: [expect.objectContaining({ kind: 'termination' })],
  });
});

test('a record stops being shown at its maximum by itself, unless its duties are unfulfilled', async () => {
  for (const [id, fulfilled, stage] of [
    ['R7', null, 'ending'],
    ['R8', false, 'awaitingSector'],
  ] as const) {
    await addRecord(db.owner, { id, decisionDate: '2025-09-01', fulfilled });
    const opened = await run(id, [act('publish', actor('system', 'system'), {}, { at: MONDAY })], MONDAY, 'record');
    expect(opened.view?.alarms.map((a) => [a.rung, a.at])).toEqual([['overdue', '2026-09-01T16:00:00.000Z']]);
    const termId = opened.view?.alarms[0]?.termId;
    const ended = await run(
      id,
      [
        act(
          'alarm',
          actor('system', 'system'),
          { termId, rung: 'overdue' },
          { at: MONDAY, caseId: opened.view?.caseId ?? null },
        ),
      ],
      MONDAY,
      'record',
    );
    expect(ended.view?.stage).toBe(stage);
  }
});

test('an act takes at most eight statements, however much it makes', async () => {
  const caseId = await applied('R9');
  await run('R9', [act('accept', HANDLER, {}, { at: later(1), caseId })], later(1));
  await run(
    'R9',
    [act('propose', HANDLER, { outcome: 'grant', findings: '属实' }, { at: later(1), caseId })],
    later(1),
  );
  const statements: string[] = [];
  const client = await db.pool.connect();
  const counting = {
    connect: async () => ({
      query: (q: string | { text: string }, ...rest: unknown[]) => {
        statements.push(typeof q === 'string' ? q : q.text.trim().slice(0, 30));
        return (client.query as (...a: unknown[]) => unknown)(q, ...rest);
      },
      release: () => undefined,
    }),
  };
  await commit(
    { ...deps, pool: counting as unknown as pg.Pool },
    {
      process: 'repair',
      recordId: 'R9',
      acts: [act('confirm', REVIEWER, { approve: true }, { at: later(2), caseId })],
      recordedAt: later(2),
    },
  );
  client.release();
  expect(statements.length).toBeLessThanOrEqual(8);
  expect(statements[0]).toBe('begin');
  expect(statements.at(-1)).toBe('commit');
});

test('who verifies while cases move on sees the register of one moment', async () => {
  const caseId = await applied('R20');
  let moved = false;
  const pool: pg.Pool = Object.create(db.pool);
  const connect = async (): Promise<object> => {
    const client = await db.pool.connect();
    const query = async (text: string, values?: unknown[]): Promise<unknown> => {
      const answer = await client.query(text, values);
      if (text.includes('from journal') && !moved) {
        moved = true;
        await run('R20', [act('accept', HANDLER, {}, { at: later(1), caseId })], later(1));
      }
      return answer;
    };
    return { query, release: () => client.release() };
  };
  const { faults } = await verifyJournal(Object.assign(pool, { connect }));
  expect([moved, faults]).toEqual([true, []]);
});

test('the journal verifies; a changed entry and a cut tail show; the application cannot change it', async () => {
  expect(defects).toEqual([]);
  await anchorHeads(db.pool, later(20));
  await foldCounters(db.pool);
  const sound = await verifyJournal(db.pool);
  expect(sound.faults).toEqual([]);
  expect(sound.entries).toBeGreaterThan(15);
  const open = await db.pool.query(`select coalesce(sum(open_terms), 0)::int as n from counter`);
  const truth = await db.pool.query(`select count(*)::int as n from term where status in ('running', 'paused')`);
  expect(open.rows).toEqual(truth.rows);

  await expect(db.pool.query('delete from journal')).rejects.toThrow(/permission denied/);
  await expect(db.pool.query(`update journal set actor = 'x'`)).rejects.toThrow(/permission denied/);
  await expect(db.pool.query('truncate journal')).rejects.toThrow(/permission denied/);

  await db.owner.query(
    `update journal set actor = 'somebody else' where act_id = (select min(act_id) from journal where act = 'apply')`,
  );
  expect((await verifyJournal(db.pool)).faults).toEqual([expect.stringContaining('was changed')]);
});

test('a tail cut together with its file shows at the anchor', async () => {
  const caseId = await applied('R10');
  await run('R10', [act('accept', HANDLER, {}, { at: later(1), caseId })], later(1));
  await anchorHeads(db.pool, later(21));
  await db.owner.query(
    'delete from personal where act_id in (select act_id from journal where case_id = $1 and seq = 2)',
    [caseId],
  );
  await db.owner.query('delete from journal where case_id = $1 and seq = 2', [caseId]);
  await db.owner.query(
    'update case_file set version = 1, head = (select hash from journal where case_id = $1 and seq = 1) where id = $1',
    [caseId],
  );
  expect((await verifyJournal(db.pool)).faults).toContainEqual(`case ${caseId} entry 2: not as it was anchored`);
});
