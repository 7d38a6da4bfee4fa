/** What the office does about an agency is chained and anchored: whoever changes it as the owner of the tables is found out. */
import { agencyTerm } from '../../domain/law/packs.js';
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { actOnAgency, type AgencyMessage } from '../../register/agencies.js';
import { anchorHeads } from '../../register/anchor.js';
import { verifyJournal } from '../../register/verify.js';
import { derive } from '../../domain/time/term.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { addRecord, AUTHORITY, furnish, REGION } from '../support/scene.js';

const AGENCY = 'huaian-agency';
const SCOPE = [{ by: 'region', from: REGION, to: REGION }] as const;

let db: TestDatabase;
let count = 0;

/** An agency with one instruction that is long over its term. */
beforeEach(async () => {
  db = await createDatabase();
  await furnish(db.owner);
  await addRecord(db.owner, { id: 'R1' });
  const place = `'${REGION}', '${AUTHORITY}'`;
  await db.owner
    .query(`insert into party (id, name, region, adapter) values ('${AGENCY}', '示例', '${REGION}', 'manual');
    insert into party_role (region, party, role) values ('${REGION}', '${AGENCY}', 'agency');
    insert into case_file (id, process, record_id, subject_id, region, department, stage, version, head, state, opened_at, moved_at, closed_at)
      values ('C1', 'record', 'R1', 'SR1', ${place}, 'closed', 0, '', '{}', '2026-09-01Z', '2026-09-01Z', '2026-09-01Z');
    insert into instruction (id, case_id, record_id, party, adapter, effect, state, issued_at, moved_at, region, department)
      values ('I1', 'C1', 'R1', '${AGENCY}', 'manual', 'share', 'accepted', '2026-09-01Z', '2026-09-01Z', ${place});
    insert into term (id, case_id, kind, holder, rule_id, article, start_day, due_day, due_at, provisional, status, instruction_id, region, department, process)
      values ('T1', 'C1', 'effect', '${AGENCY}', 'r', 'a', '2026-09-01', '2026-09-03', '2026-09-03Z', false, 'running', 'I1', ${place}, 'record')`);
});
afterEach(() => db.drop());

const does = async (act: AgencyMessage['act'], at: string, more: Partial<AgencyMessage> = {}) => {
  const message = {
    id: `a${(count += 1)}`,
    party: AGENCY,
    act,
    actor: 'office',
    at,
    reasons: '超期未更新',
    requestHash: 'h',
  };
  return actOnAgency(db.pool, SCOPE, { ...message, ...more }, PUBLISHED_CALENDAR);
};
const faults = async (): Promise<string[]> =>
  // The case of its instruction was opened by no act: it is none of what is proved here.
  (await verifyJournal(db.pool)).faults.filter((f) => f.startsWith('agency'));

/** Urged, cut off when the term is over, and restored when it has caught up. */
async function supervised(): Promise<void> {
  expect(await does('demandRectification', '2026-09-07T02:00:00.000Z')).toMatchObject({ kind: 'done' });
  expect(await does('cutOff', '2026-09-08T02:00:00.000Z')).toMatchObject({ refusal: { code: 'DEMAND_RUNS' } });
  expect(await does('cutOff', '2026-10-09T02:00:00.000Z')).toMatchObject({ kind: 'done' });
  expect(await does('restore', '2026-10-10T02:00:00.000Z')).toMatchObject({ refusal: { code: 'STILL_LATE' } });
  await db.owner.query(`update term set status = 'met'`);
  expect(await does('restore', '2026-10-12T02:00:00.000Z')).toMatchObject({ kind: 'done' });
}

test('it verifies, and its head stands in the hourly anchor once for each time it moved', async () => {
  await supervised();
  await anchorHeads(db.pool, '2026-10-12T03:00:00.000Z');
  await anchorHeads(db.pool, '2026-10-12T04:00:00.000Z');
  expect(await faults()).toEqual([]);
  expect(await verifyJournal(db.pool)).toMatchObject({ agencies: 1, agencyEntries: 3 });
  const { rows } = await db.owner.query<{ heads: [string, number, string][] }>('select heads from anchor order by id');
  const { rows: last } = await db.owner.query(`select hash from agency_act where seq = 3`);
  const heads = rows.flatMap((r) => r.heads).filter(([name]) => name.startsWith('agency:'));
  expect(heads).toEqual([[`agency:${AGENCY}`, 3, last[0].hash]]);
});

test.each([
  ['changed reasons', `update agency_act set reasons = '另' where seq = 2`, 'entry 2: was changed'],
  ['another day', `update agency_act set acted_at = '2026-10-01Z' where seq = 2`, 'entry 2: was changed'],
  [
    'a changed term',
    `update agency_act set derivation = jsonb_set(derivation, '{due}', '"2026-12-01"') where seq = 1`,
    'entry 1: was changed',
  ],
  ['a missing act', `delete from agency_act where seq = 2`, 'entry 3: an entry before it is missing'],
  ['a cut tail', `delete from agency_act where seq = 3`, 'does not stand at the head'],
  [
    'one moved to another agency',
    `update agency_act set party = 'credit-china' where seq = 3`,
    'an entry before it is missing',
  ],
  ['a hash taken away', `update agency_act set previous = null, hash = null where seq = 3`, 'entry 3: is not chained'],
  [
    'secretly cut off',
    `update party set cut_off_at = '2026-10-01Z' where id = '${AGENCY}'`,
    'is cut off, unlike its acts',
  ],
])('%s shows', async (_, sql, fault) => {
  await supervised();
  expect(await faults()).toEqual([]);
  await db.owner.query(sql);
  expect((await faults()).join('\n')).toContain(fault);
});

test('a tail cut together with the head of its agency shows at the anchor', async () => {
  await supervised();
  await anchorHeads(db.pool, '2026-10-12T03:00:00.000Z');
  await db.owner.query(`delete from agency_act where seq = 3;
    update party set agency_head = (select hash from agency_act where seq = 2), cut_off_at = (select acted_at from agency_act where seq = 2)
     where id = '${AGENCY}'`);
  expect(await faults()).toEqual([`agency ${AGENCY} entry 3: not as it was anchored`]);
});

test('acts of the time before there was a chain are covered by the first act after them, and by the anchor', async () => {
  const rule = agencyTerm(REGION);
  const derivation = derive(rule, '2026-09-07', [], [], PUBLISHED_CALENDAR);
  await db.owner.query(
    `insert into agency_act (act_id, party, seq, act, actor, acted_at, reasons, late, rule, derivation, request_hash)
     values ('old', $1, 1, 'demandRectification', 'office', '2026-09-07T02:00:00Z', '超期', 1, $2, $3, 'h')`,
    [AGENCY, rule, derivation],
  );
  expect(await faults()).toEqual([]);
  await anchorHeads(db.pool, '2026-09-07T03:00:00.000Z');
  expect(await does('cutOff', '2026-10-09T02:00:00.000Z')).toMatchObject({ kind: 'done' });
  expect(await faults()).toEqual([]);
  await db.owner.query(`update agency_act set late = 9 where seq = 1`);
  expect(await faults()).toEqual([
    `agency ${AGENCY} entry 2: does not follow the entry before it`,
    `agency ${AGENCY} entry 1: not as it was anchored`,
  ]);
});
