/** What the register knows that a workflow may not: read by the duty that brings them together again. */
import type pg from 'pg';
import type { ActMessage, CaseStart } from '../contract/messages.js';
import type { Process } from '../domain/case.js';

export interface OpenCase extends CaseStart {
  readonly caseId: string;
  readonly version: number;
}

interface CaseRow {
  id: string;
  process: Process;
  record_id: string;
  region: string;
  department: string;
  version: number;
}

const startOf = (row: CaseRow): OpenCase => ({
  caseId: row.id,
  process: row.process,
  recordId: row.record_id,
  region: row.region,
  department: row.department,
  version: row.version,
});

/** Open cases, in pages by id: all of them, or those moved lately or whose alarm should have rung. */
export async function openCases(
  pool: pg.Pool,
  query: {
    readonly everything: boolean;
    readonly movedSince: string;
    readonly alarmBefore: string;
    readonly after: string;
    readonly limit: number;
  },
): Promise<readonly OpenCase[]> {
  const { rows } = await pool.query<CaseRow>(
    `select id, process, record_id, region, department, version from case_file
      where closed_at is null and id > $1 and ($2 or moved_at >= $3 or next_alarm_at <= $4)
      order by id limit $5`,
    [query.after, query.everything, query.movedSince, query.alarmBefore, query.limit],
  );
  return rows.map(startOf);
}

export interface StoredReport {
  readonly start: CaseStart;
  readonly act: ActMessage;
}

/** Reports that were stored and answered, but of which the journal knows nothing yet. */
export async function unheardReports(
  pool: pg.Pool,
  receivedBefore: string,
  limit: number,
): Promise<readonly StoredReport[]> {
  const { rows } = await pool.query<CaseRow & { act: ActMessage }>(
    `select c.id, c.process, c.record_id, c.region, c.department, c.version, b.act
       from inbox b join instruction i on i.id = b.instruction_id join case_file c on c.id = i.case_id
      where b.received_at <= $1 and not exists (select from journal where act_id = b.act->>'id')
      order by b.received_at limit $2`,
    [receivedBefore, limit],
  );
  return rows.map((row) => ({ start: startOf(row), act: row.act }));
}

/** How the workflow of a record's process is started; null when there is no such record. */
export async function caseStartFor(pool: pg.Pool, process: Process, recordId: string): Promise<CaseStart | null> {
  const { rows } = await pool.query<{ region: string; authority: string }>(
    'select region, authority from record where id = $1',
    [recordId],
  );
  const row = rows[0];
  return row === undefined ? null : { process, recordId, region: row.region, department: row.authority };
}
