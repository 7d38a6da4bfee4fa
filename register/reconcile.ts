/** What the register knows that a workflow may not: read by the duty that brings them together again. */
import type pg from 'pg';
import { workflowId, type ActMessage, type CaseStart } from '../contract/messages.js';
import { docketNamed, type DocketName, type Process } from '../domain/file/case.js';
import { RED_LIST } from '../domain/law/lists.js';

export interface OpenCase extends CaseStart {
  readonly caseId: string;
  readonly version: number;
}

interface CaseRow {
  id: string;
  process: Process;
  docket: string;
  record_id: string;
  region: string;
  department: string;
  version: number;
}

const startOf = (row: CaseRow): OpenCase => ({
  caseId: row.id,
  process: row.process,
  docket: row.docket,
  recordId: row.record_id,
  region: row.region,
  department: row.department,
  version: row.version,
});

export interface Watched extends OpenCase {
  readonly closed: boolean;
}

/** Cases in pages by id: those moved lately, those whose alarm should have rung, and all open ones when everything is wanted. */
export async function watchedCases(
  pool: pg.Pool,
  query: {
    readonly everything: boolean;
    readonly movedSince: string;
    readonly alarmBefore: string;
    readonly after: string;
    readonly limit: number;
  },
): Promise<readonly Watched[]> {
  const { rows } = await pool.query<CaseRow & { closed: boolean }>(
    `select id, process, docket, record_id, region, department, version, closed_at is not null as closed from case_file
      where id > $1 and (moved_at >= $3 or (closed_at is null and ($2 or next_alarm_at <= $4)))
      order by id limit $5`,
    [query.after, query.everything, query.movedSince, query.alarmBefore, query.limit],
  );
  return rows.map((row) => ({ ...startOf(row), closed: row.closed }));
}

/** The ids of the workflows that ought to run. */
export async function openWorkflows(pool: pg.Pool): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ process: Process; docket: string; record_id: string }>(
    'select process, docket, record_id from case_file where closed_at is null',
  );
  return new Set(rows.map((r) => workflowId(r.process, r.record_id, r.docket)));
}

/** The highest version that any file of this workflow has; 0 when there is none. */
export async function registeredVersion(pool: pg.Pool, process: Process, id: string): Promise<number> {
  // Where the record's id ends and the docket begins is not said: every reading is looked up.
  const words = id.slice(process.length + 1).split('-');
  const recordIds = words.map((_, n) => words.slice(0, n + 1).join('-'));
  const { rows } = await pool.query<{ record_id: string; docket: string; version: number }>(
    'select record_id, docket, version from case_file where process = $1 and record_id = any ($2)',
    [process, recordIds],
  );
  const own = rows.filter((row) => workflowId(process, row.record_id, row.docket) === id);
  return Math.max(0, ...own.map((row) => row.version));
}

/** When the register's last act was written; null: it has none. */
export async function lastRecorded(pool: pg.Pool): Promise<string | null> {
  const { rows } = await pool.query<{ at: Date | null }>('select max(recorded_at) as at from journal');
  return rows[0]?.at?.toISOString() ?? null;
}

/** When the duty was last done to its end; null: never. */
export async function lastDone(pool: pg.Pool, duty: string): Promise<string | null> {
  const { rows } = await pool.query<{ done_at: Date }>('select done_at from duty where name = $1', [duty]);
  return rows[0]?.done_at.toISOString() ?? null;
}

export async function markDone(pool: pg.Pool, duty: string, at: string): Promise<void> {
  await pool.query(
    `insert into duty (name, done_at) values ($1, $2)
     on conflict (name) do update set done_at = greatest(duty.done_at, excluded.done_at)`,
    [duty, at],
  );
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
    `select c.id, c.process, c.docket, c.record_id, c.region, c.department, c.version, b.act
       from inbox b join instruction i on i.id = b.instruction_id join case_file c on c.id = i.case_id
      where b.received_at <= $1 and not exists (select from journal where act_id = b.act->>'id')
      order by b.received_at limit $2`,
    [receivedBefore, limit],
  );
  return rows.map((row) => ({ start: startOf(row), act: row.act }));
}

/** Entries of the red list whose subject has come to a record of serious dishonesty: their end has not been told yet. */
export async function blemishedEntries(pool: pg.Pool, at: string, limit: number): Promise<readonly StoredReport[]> {
  const { rows } = await pool.query<CaseRow>(
    `select c.id, c.process, c.docket, c.record_id, c.region, c.department, c.version
       from record r join case_file c on c.record_id = r.id and c.process = 'record' and c.closed_at is null
      where r.list = $1 and r.status = 'published'
        and exists (select from record o where o.subject_id = r.subject_id and o.id <> r.id and o.severity = 'serious'
          and o.status in ('published', 'awaitingSector'))
      order by c.id limit $2`,
    [RED_LIST.name, limit],
  );
  return rows.map((row) => ({ start: startOf(row), act: blemished(row.id, at) }));
}

/** Named by the file and its version, so that it is told once for each time that it comes to be. */
const blemished = (caseId: string, at: string): ActMessage => ({
  ...{ id: `blemished-${caseId}`, name: 'blemished', caseId, basedOn: null, effectiveAt: at, receivedAt: at },
  ...{ actor: { id: 'system', role: 'system', department: null, party: null } },
  ...{ requestHash: caseId, payload: {} },
});

/** How the workflow of a record's process is started; null when there is no such record. */
export async function caseStartFor(pool: pg.Pool, name: DocketName, recordId: string): Promise<CaseStart | null> {
  const { rows } = await pool.query<{ region: string; authority: string }>(
    'select region, authority from record where id = $1',
    [recordId],
  );
  const row = rows[0];
  return row === undefined ? null : { ...docketNamed(name), recordId, region: row.region, department: row.authority };
}
