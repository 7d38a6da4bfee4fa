/** Reads behind the lists of instructions, and the inbox for reports from outside. */
import type pg from 'pg';
import type { ActMessage } from '../contract/messages.js';
import type { Effect, InstructionState, Process } from '../domain/file/case.js';
import type { SubjectKind } from '../domain/record/subject.js';
import { bindings, every, within, type Page, type Scope, type ScopeColumns } from './scope.js';

const COLUMNS: ScopeColumns = {
  region: 'i.region',
  department: (department) => `i.department = ${department}`,
  subject: 'c.subject_id',
  party: (party) => `i.party = ${party}`,
};

export interface InstructionRow {
  readonly id: string;
  readonly caseId: string;
  readonly recordId: string;
  readonly party: string;
  readonly partyName: string;
  readonly adapter: 'http' | 'manual';
  readonly effect: Effect;
  readonly content: Readonly<Record<string, string>> | null;
  readonly state: InstructionState;
  readonly receipt: string | null;
  readonly detail: string | null;
  readonly issuedAt: Date;
  readonly movedAt: Date;
  readonly documentNumber: string;
  readonly recordTitle: string;
  readonly subjectName: string;
  readonly subjectCode: string;
  readonly subjectKind: SubjectKind;
  /** Of the authority that determined the record. */
  readonly place: { readonly region: string; readonly department: string };
}

export interface InstructionFilter {
  readonly state?: string | undefined;
  readonly party?: string | undefined;
  readonly case?: string | undefined;
}

/** Instructions in scope, by id. */
export async function listInstructions(
  pool: pg.Pool,
  scope: Scope,
  filter: InstructionFilter,
  page: Page<string>,
): Promise<InstructionRow[]> {
  const b = bindings();
  const where = every(
    within(scope, COLUMNS, b),
    page.after === null ? undefined : `i.id > ${b.bind(page.after)}`,
    filter.state === undefined ? undefined : `i.state = ${b.bind(filter.state)}`,
    filter.party === undefined ? undefined : `i.party = ${b.bind(filter.party)}`,
    filter.case === undefined ? undefined : `i.case_id = ${b.bind(filter.case)}`,
  );
  const { rows } = await pool.query<InstructionRow>(
    `select i.id, i.case_id as "caseId", i.record_id as "recordId", i.party, p.name as "partyName", i.adapter, i.effect,
            i.content, i.state, i.receipt, i.detail, i.issued_at as "issuedAt", i.moved_at as "movedAt",
            r.document_number as "documentNumber", r.title as "recordTitle", s.name as "subjectName",
            s.code as "subjectCode", s.kind as "subjectKind",
            json_build_object('region', c.region, 'department', c.department) as place
     from instruction i join case_file c on c.id = i.case_id join record r on r.id = i.record_id
       join subject s on s.id = c.subject_id join party p on p.id = i.party
     where ${where} order by i.id limit ${b.bind(page.limit)}`,
    b.values,
  );
  return rows;
}

export interface InstructionTarget {
  readonly instructionId: string;
  readonly caseId: string;
  readonly party: string;
  readonly adapter: 'http' | 'manual';
  readonly process: Process;
  readonly recordId: string;
  readonly docket: string;
  readonly region: string;
  readonly department: string;
}

/** Where a report on this instruction goes, when the instruction is in scope. */
export async function instructionTarget(pool: pg.Pool, scope: Scope, id: string): Promise<InstructionTarget | null> {
  const b = bindings();
  const { rows } = await pool.query<InstructionTarget>(
    `select i.id as "instructionId", i.case_id as "caseId", i.party, i.adapter, c.process, c.record_id as "recordId",
            c.docket, c.region, c.department
     from instruction i join case_file c on c.id = i.case_id
     where i.id = ${b.bind(id)} and ${within(scope, COLUMNS, b)}`,
    b.values,
  );
  return rows[0] ?? null;
}

/** The names of these parties and departments. */
export async function partyNames(pool: pg.Pool, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; name: string }>(
    `select id, name from party where id = any ($1::text[])
     union all select id, name from department where id = any ($1::text[])`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((r) => [r.id, r.name]));
}

/** Keeps a report before it is answered. False when its party has used this number for another report. */
export async function storeReport(
  pool: pg.Pool,
  report: {
    readonly party: string;
    readonly reportId: string;
    readonly instructionId: string;
    readonly act: ActMessage;
  },
): Promise<boolean> {
  const { party, reportId, instructionId, act } = report;
  const added = await pool.query(
    `insert into inbox (party, report_id, instruction_id, request_hash, act, received_at)
     values ($1, $2, $3, $4, $5, $6) on conflict (party, report_id) do nothing`,
    [party, reportId, instructionId, act.requestHash, JSON.stringify(act), act.receivedAt],
  );
  if (added.rowCount === 1) return true;
  const { rows } = await pool.query<{ request_hash: string }>(
    'select request_hash from inbox where party = $1 and report_id = $2',
    [party, reportId],
  );
  return rows[0]?.request_hash === act.requestHash;
}
