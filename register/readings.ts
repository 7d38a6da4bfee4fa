/** Who read what of persons: written with every such read, never changed, read by auditors. */
import type pg from 'pg';
import { bindings, every, within, type Page, type Scope, type ScopeColumns } from './scope.js';

export const READING_KINDS = ['case', 'record', 'notice', 'document', 'subject', 'payload', 'other'] as const;

/** What was read: a file by its id, a subject by its own, sealed payloads by how many. */
export interface Reading {
  readonly kind: (typeof READING_KINDS)[number];
  readonly object: string;
}

export interface Reader {
  readonly reader: string;
  readonly roles: readonly string[];
  readonly place: string | null;
  readonly purpose: string;
  readonly requestId: string;
  readonly at: string;
}

/** In one statement, however many were read. */
export async function recordReadings(pool: pg.Pool, by: Reader, readings: readonly Reading[]): Promise<void> {
  await pool.query(
    `insert into reading (at, reader, roles, place, purpose, request_id, kind, object)
     select $1, $2, $3, $4, $5, $6, read.* from unnest($7::text[], $8::text[]) as read`,
    [
      ...[by.at, by.reader, by.roles, by.place, by.purpose, by.requestId],
      ...[readings.map((r) => r.kind), readings.map((r) => r.object)],
    ],
  );
}

export interface ReadingRow extends Reading {
  readonly id: string;
  readonly at: Date;
  readonly reader: string;
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly requestId: string;
}

export interface ReadingFilter {
  readonly reader?: string | undefined;
  readonly object?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** A reading belongs where the file that was read does; what belongs nowhere, to the place of its reader. */
const COLUMNS: ScopeColumns = {
  region: 'coalesce(c.region, f.region, r.place)',
  department: (department) => `coalesce(c.department, f.authority) = ${department}`,
  subject: null,
  party: null,
};

/** Readings in scope, the last one first. */
export async function listReadings(
  pool: pg.Pool,
  scope: Scope,
  filter: ReadingFilter,
  page: Page<number>,
): Promise<ReadingRow[]> {
  const b = bindings();
  const where = every(
    within(scope, COLUMNS, b),
    page.after === null ? undefined : `r.id < ${b.bind(page.after)}`,
    filter.reader === undefined ? undefined : `r.reader = ${b.bind(filter.reader)}`,
    filter.object === undefined ? undefined : `r.object = ${b.bind(filter.object)}`,
    filter.from === undefined ? undefined : `r.at >= ${b.bind(filter.from)}::timestamptz`,
    filter.until === undefined ? undefined : `r.at < ${b.bind(filter.until)}::timestamptz`,
  );
  const { rows } = await pool.query<ReadingRow>(
    `select r.id::text as id, r.at, r.reader, r.roles, r.purpose, r.request_id as "requestId", r.kind, r.object
     from reading r left join notice n on r.kind = 'notice' and n.id = r.object
       left join case_file c on c.id = case r.kind when 'case' then r.object else n.case_id end
       left join record f on r.kind = 'record' and f.id = r.object
     where ${where} order by r.id desc limit ${b.bind(page.limit)}`,
    b.values,
  );
  return rows;
}
