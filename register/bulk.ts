/** Cases that a bulk work has still to move, in pages by id. */
import type pg from 'pg';
import type { CaseStart } from '../contract/messages.js';
import type { Act, Process, Role } from '../domain/file/case.js';
import type { ReassignPayload } from '../domain/file/seat.js';
import { CALENDAR_VERSION } from './calendar.js';

export interface CaseToMove {
  readonly caseId: string;
  readonly start: CaseStart;
}

interface Row {
  id: string;
  process: Process;
  docket: string;
  record_id: string;
  region: string;
  department: string;
}

const toMove = ({ id, record_id, ...row }: Row): CaseToMove => ({ caseId: id, start: { ...row, recordId: record_id } });

// Of an open case that is behind, only one with a date on or after the first day that a new notice speaks of can move.
const IS_BEHIND = `c.closed_at is null and c.calendar < ${CALENDAR_VERSION}`;
const IS_TOUCHED = `exists (select from term t where t.case_id = c.id and t.status in ('running', 'paused') and t.due_day >=
     (select min(y.first_day) from calendar_year y where y.version > c.calendar))`;
const BEHIND = `from case_file c where ${IS_BEHIND} and ${IS_TOUCHED}`;

export async function casesBehindCalendar(pool: pg.Pool, after: string, limit: number): Promise<readonly CaseToMove[]> {
  const { rows } = await pool.query<Row>(
    `select c.id, c.process, c.docket, c.record_id, c.region, c.department ${BEHIND} and c.id > $1 order by c.id limit $2`,
    [after, limit],
  );
  return rows.map(toMove);
}

export async function countBehindCalendar(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n ${BEHIND}`);
  return rows[0]?.n ?? 0;
}

const AT_ONCE = 2000;

/** The open cases that the new notices do not touch are not asked about again. */
export async function passOverUntouched(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `update case_file f set calendar = ${CALENDAR_VERSION} where id in
         (select c.id from case_file c where ${IS_BEHIND} and not ${IS_TOUCHED} limit ${AT_ONCE})`,
    );
    if ((rowCount ?? 0) < AT_ONCE) return;
  }
}

export interface CaseToHandOver extends CaseToMove {
  readonly act: Act<'reassign', ReassignPayload>;
}

interface HandoverRow extends Row {
  request_hash: string;
  ordered_by: string;
  ordered_role: Role;
  ordered_department: string | null;
  ordered_at: Date;
  payload: ReassignPayload;
}

const HEIRLESS = `from handover_case i join handover h on h.id = i.handover join case_file c on c.id = i.case_id
  where i.outcome is null and h.id = $1`;

/** Cases of the order that have not been handed over yet: each by one act of whoever ordered it. */
export async function casesToHandOver(
  pool: pg.Pool,
  order: string,
  after: string,
  limit: number,
): Promise<readonly CaseToHandOver[]> {
  const { rows } = await pool.query<HandoverRow>(
    `select c.id, c.process, c.docket, c.record_id, c.region, c.department, h.request_hash, h.ordered_by, h.ordered_role,
            h.ordered_department, h.ordered_at, json_build_object('from', h.person, 'to', h.heir, 'ground', h.ground,
              'since', h.since, 'reasons', h.reasons) as payload
       ${HEIRLESS} and c.id > $2 order by c.id limit $3`,
    [order, after, limit],
  );
  return rows.map(({ payload, request_hash, ordered_by, ordered_role, ordered_department, ordered_at, ...row }) => ({
    ...toMove(row),
    act: {
      ...{ id: `${order}/${row.id}`, name: 'reassign', caseId: row.id, basedOn: null, payload },
      ...{ effectiveAt: ordered_at.toISOString(), receivedAt: ordered_at.toISOString(), requestHash: request_hash },
      actor: { id: ordered_by, role: ordered_role, department: ordered_department, party: null },
    },
  }));
}

export async function countToHandOver(pool: pg.Pool, order: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n ${HEIRLESS}`, [order]);
  return rows[0]?.n ?? 0;
}

/** What became of one case of the order: `done`, or the code of the refusal. */
export async function handedOver(pool: pg.Pool, order: string, caseId: string, outcome: string): Promise<void> {
  await pool.query('update handover_case set outcome = $3 where handover = $1 and case_id = $2', [
    order,
    caseId,
    outcome,
  ]);
}

/** Orders of which some case is still to be handed over. */
export async function openHandovers(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'select distinct handover as id from handover_case where outcome is null order by 1',
  );
  return rows.map((r) => r.id);
}
