/** Cases that a bulk work has still to move, in pages by id. */
import type pg from 'pg';
import type { CaseStart } from '../contract/messages.js';
import type { Process } from '../domain/file/case.js';
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
