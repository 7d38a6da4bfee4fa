/** Papers that were uploaded, and the acts of a case that name them. */
import type pg from 'pg';
import type { Role } from '../domain/file/case.js';
import { WHOLE_CASE } from './queries-cases.js';
import { bindings, within, type Scope } from './scope.js';

export interface Upload {
  readonly sha256: string;
  readonly size: number;
  readonly type: string;
}

/** Remembers a paper that is kept; the same one again changes nothing. */
export async function rememberUpload(pool: pg.Pool, upload: Upload, by: string, at: string): Promise<void> {
  await pool.query(
    `insert into upload (sha256, size, type, uploaded_by, uploaded_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [upload.sha256, upload.size, upload.type, by, at],
  );
}

/** Those of these papers that were uploaded. */
export async function uploadsOf(pool: pg.Pool, hashes: readonly string[]): Promise<ReadonlyMap<string, Upload>> {
  const { rows } = await pool.query<Upload>(
    `select sha256, size::float8 as size, type from upload where sha256 = any ($1)`,
    [hashes],
  );
  return new Map(rows.map((row) => [row.sha256, row]));
}

export interface SaidRow {
  readonly seq: number;
  readonly act: string;
  readonly actor: string;
  readonly actorRole: Role;
  readonly payload: unknown;
}

/** What was said in the acts of a case, of those that name any paper; null when the whole case is not in scope. */
export async function actsWithPapers(pool: pg.Pool, scope: Scope, caseId: string): Promise<SaidRow[] | null> {
  const b = bindings();
  const { rows } = await pool.query<{ said: SaidRow[] }>(
    `select (select coalesce(json_agg(json_build_object('seq', j.seq, 'act', j.act, 'actor', j.actor, 'actorRole', j.actor_role,
                      'payload', p.payload) order by j.seq), '[]')
               from journal j join personal p on p.act_id = j.act_id
              where j.case_id = c.id and p.payload::text ~ '"[0-9a-f]{64}"') as said
     from case_file c where c.id = ${b.bind(caseId)} and ${within(scope, WHOLE_CASE, b)}`,
    b.values,
  );
  return rows[0]?.said ?? null;
}
