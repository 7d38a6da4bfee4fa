/** Reads behind the record screens. */
import type pg from 'pg';
import type { RecordStatus, Severity } from '../domain/file/case.js';
import type { SubjectKind } from '../domain/record/subject.js';
import { bindings, every, within, type Page, type Scope, type ScopeColumns } from './scope.js';

const COLUMNS: ScopeColumns = {
  region: 'r.region',
  department: (department) => `r.authority = ${department}`,
  subject: 'r.subject_id',
  party: (party) => `exists (select from record_party g where g.record_id = r.id and g.party = ${party})`,
};

export interface RecordRow {
  readonly id: string;
  readonly documentNumber: string;
  readonly kind: string;
  readonly title: string;
  readonly authority: string;
  readonly authorityName: string;
  readonly region: string;
  readonly list: string | null;
  readonly decisionDate: string;
  readonly severity: Severity | null;
  readonly severityBasis: string | null;
  readonly fulfilled: boolean | null;
  readonly status: RecordStatus;
  readonly subjectName: string;
  readonly subjectCode: string;
  readonly subjectKind: SubjectKind;
}

export interface RecordFilter {
  readonly status?: string | undefined;
  /** The subject's code, in full. */
  readonly subject?: string | undefined;
  readonly documentNumber?: string | undefined;
}

/** Records in scope, by id. */
export async function listRecords(
  pool: pg.Pool,
  scope: Scope,
  filter: RecordFilter,
  page: Page<string>,
): Promise<RecordRow[]> {
  const b = bindings();
  const where = every(
    within(scope, COLUMNS, b),
    page.after === null ? undefined : `r.id > ${b.bind(page.after)}`,
    filter.status === undefined ? undefined : `r.status = ${b.bind(filter.status)}`,
    filter.subject === undefined ? undefined : `s.code = ${b.bind(filter.subject)}`,
    filter.documentNumber === undefined ? undefined : `r.document_number = ${b.bind(filter.documentNumber)}`,
  );
  const { rows } = await pool.query<RecordRow>(
    `select r.id, r.document_number as "documentNumber", r.kind, r.title, r.authority, d.name as "authorityName", r.region,
            r.list, r.decision_date as "decisionDate", r.severity, r.severity_basis as "severityBasis", r.fulfilled, r.status,
            s.name as "subjectName", s.code as "subjectCode", s.kind as "subjectKind"
     from record r join subject s on s.id = r.subject_id join department d on d.id = r.authority
     where ${where} order by r.id limit ${b.bind(page.limit)}`,
    b.values,
  );
  return rows;
}

export interface RecordTarget {
  readonly recordId: string;
  readonly region: string;
  readonly department: string;
}

/** Where an application about this record goes, when the record is in scope. */
export async function recordTarget(pool: pg.Pool, scope: Scope, recordId: string): Promise<RecordTarget | null> {
  const found = await recordTargets(pool, scope, [recordId]);
  return found?.targets[0] ?? null;
}

export interface RecordTargets {
  /** In the order in which the records were named. */
  readonly targets: readonly RecordTarget[];
  /** Whose records they are. */
  readonly subjects: ReadonlySet<string>;
}

/** Where an application about these records goes; null when one of them is not in scope. */
export async function recordTargets(
  pool: pg.Pool,
  scope: Scope,
  records: readonly string[],
): Promise<RecordTargets | null> {
  const b = bindings();
  const { rows } = await pool.query<RecordTarget & { readonly subject: string }>(
    `select r.id as "recordId", r.region, r.authority as department, r.subject_id as subject from record r
     where r.id = any (${b.bind(records)}::text[]) and ${within(scope, COLUMNS, b)}`,
    b.values,
  );
  const found = new Map(rows.map(({ subject: _, ...target }) => [target.recordId, target]));
  const targets = records.flatMap((id) => found.get(id) ?? []);
  return targets.length < records.length ? null : { targets, subjects: new Set(rows.map((r) => r.subject)) };
}
