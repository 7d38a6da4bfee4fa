/**
 * Bulk entry of records: one transaction with a fixed number of statements. Good rows enter although others are refused.
 * Imports run one after another; the answer is stored, so that the same request again is answered the same.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { ActMessage, CaseStart } from '../contract/messages.js';
import type { Instant } from '../domain/time/calendar.js';
import { subjectKindOf } from '../domain/record/subject.js';
import type { RowProblem } from './import-problem.js';
import {
  basisOf,
  planImport,
  recordIdOf,
  type Authority,
  type Known,
  type KnownRecord,
  type NewRecord,
  type RowAnswer,
} from './import-plan.js';
import type { ParsedRow } from './import-row.js';
import { standardsAt } from './sector-standards.js';

export interface ImportInput {
  readonly rows: readonly ParsedRow[];
  readonly problems: readonly RowProblem[];
  readonly fileName: string;
  /** Of the file, keyed. */
  readonly sha256: string;
  /** The issuer's subject of the person. */
  readonly importedBy: string;
  /** The region the person answers for. */
  readonly region: string;
  /** Whether the person may enter records of this authority. */
  readonly inScope: (authority: Authority) => boolean;
  readonly actId: string;
  readonly requestHash: string;
  readonly at: Instant;
}

export interface ImportAnswer {
  readonly importId: string;
  readonly importedAt: Instant;
  readonly rows: readonly RowAnswer[];
  readonly counts: { readonly imported: number; readonly existing: number; readonly refused: number };
  /** Problems of the file as a whole. */
  readonly problems: readonly RowProblem[];
}

export type ImportResult =
  { readonly kind: 'imported'; readonly answer: ImportAnswer } | { readonly kind: 'keyReused' };

/** Database errors are thrown and leave nothing. After it, `publishActs` says which workflows to start. */
export async function importRecords(pool: pg.Pool, input: ImportInput): Promise<ImportResult> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await importOnce(client, input);
    await client.query('commit');
    return result;
  } catch (error) {
    broken = error instanceof Error ? error : new Error('import failed');
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release(broken);
  }
}

async function importOnce(client: pg.PoolClient, input: ImportInput): Promise<ImportResult> {
  await client.query(`select set_config('statement_timeout', '60s', true), set_config('lock_timeout', '30s', true)`);
  await client.query(`select pg_advisory_xact_lock(hashtextextended('xinxiu import', 0))`);
  const { rows: before } = await client.query<{ request_hash: string; answer: ImportAnswer }>(
    'select request_hash, answer from import where act_id = $1',
    [input.actId],
  );
  const [known] = before;
  if (known !== undefined) {
    return known.request_hash === input.requestHash
      ? { kind: 'imported', answer: known.answer }
      : { kind: 'keyReused' };
  }
  const plan = planImport(input.rows, input.problems, await readKnown(client, input), input.at);
  const count = (status: RowAnswer['status']): number => plan.answers.filter((a) => a.status === status).length;
  const answer: ImportAnswer = {
    importId: `I${createHash('sha256').update(input.actId).digest('base64url').slice(0, 16)}`,
    importedAt: input.at,
    rows: plan.answers,
    counts: { imported: count('imported'), existing: count('existing'), refused: count('refused') },
    problems: input.problems.filter((p) => p.row === null),
  };
  await writeImport(client, input, answer);
  if (plan.fresh.length > 0) await writeRecords(client, plan.fresh, answer.importId);
  return { kind: 'imported', answer };
}

type StoredRecord = Omit<KnownRecord, 'amountFen'> & {
  readonly amountFen: string | null;
  readonly authority: string;
  readonly documentNumber: string;
  readonly code: string;
};

const KNOWN_RECORDS = `
  select r.id, r.kind, title, list, to_char(decision_date, 'YYYY-MM-DD') as "decisionDate",
         to_char(published_on, 'YYYY-MM-DD') as "publishedOn", amount_fen as "amountFen", severity, fulfilled,
         authority, document_number as "documentNumber", code
    from record r join subject s on s.id = r.subject_id
   where (authority, document_number, code) in (select * from unnest($1::text[], $2::text[], $3::text[]))`;

async function readKnown(client: pg.PoolClient, input: ImportInput): Promise<Known> {
  const named = [...new Set(input.rows.map((r) => r.authority))];
  const found = await client.query<Authority>(
    'select id, name, region from department where name = any ($1::text[]) or id = any ($1::text[])',
    [named],
  );
  const authorities = new Map<string, Authority[]>();
  for (const authority of found.rows.filter(input.inScope)) {
    for (const name of new Set([authority.name, authority.id])) {
      authorities.set(name, [...(authorities.get(name) ?? []), authority]);
    }
  }
  const subjects = await client.query<{ id: string; code_kind: string; code: string; name: string }>(
    'select id, code_kind, code, name from subject where code = any ($1::text[])',
    [input.rows.map((r) => r.subjectCode.code)],
  );
  const records = await client.query<StoredRecord>(KNOWN_RECORDS, keysOf(input.rows, authorities));
  return {
    authorities,
    standards: await standardsAt(client, input.at),
    subjects: new Map(subjects.rows.map((s) => [`${s.code_kind}:${s.code}`, s] as const)),
    records: new Map(
      records.rows.map(
        ({ authority, documentNumber, code, amountFen, ...r }) =>
          [
            recordIdOf(authority, documentNumber, code),
            { ...r, amountFen: amountFen === null ? null : Number(amountFen) },
          ] as const,
      ),
    ),
  };
}

/** Three columns: authority, document number, subject code. */
function keysOf(rows: readonly ParsedRow[], authorities: Known['authorities']): [string[], string[], string[]] {
  const keys = rows.flatMap((r) => (authorities.get(r.authority) ?? []).map((a) => [a.id, r] as const));
  return [keys.map(([id]) => id), keys.map(([, r]) => r.documentNumber), keys.map(([, r]) => r.subjectCode.code)];
}

async function writeImport(client: pg.PoolClient, input: ImportInput, answer: ImportAnswer): Promise<void> {
  await client.query(
    `insert into import (id, act_id, request_hash, imported_by, region, file_name, sha256, imported_at, answer)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      answer.importId,
      ...[input.actId, input.requestHash, input.importedBy, input.region, input.fileName.slice(-200), input.sha256],
      ...[input.at, JSON.stringify(answer)],
    ],
  );
}

const INSERT_SUBJECTS = `
  insert into subject (id, kind, code_kind, code, name, public_kind)
  select id, kind, code_kind, code, name, public_kind
    from jsonb_to_recordset($1::jsonb) as r (id text, kind text, code_kind text, code text, name text, public_kind text)
   order by id
  on conflict (code_kind, code) do update set public_kind = excluded.public_kind
   where excluded.public_kind is not null and excluded.public_kind is distinct from subject.public_kind`;

const INSERT_RECORDS = `
  insert into record (id, subject_id, document_number, kind, title, authority, region, list, decision_date, published_on,
                      amount_fen, severity, severity_basis, fulfilled, import_id)
  select r.*, $2
    from jsonb_to_recordset($1::jsonb) as r (id text, subject_id text, document_number text, kind text, title text,
         authority text, region text, list text, decision_date date, published_on date, amount_fen bigint, severity text,
         severity_basis text, fulfilled boolean)`;

// The parties of the nation, the province, the city and the place itself, by the code's digits.
const INSERT_PARTIES = `
  insert into record_party (record_id, party, effects)
  select r.id, d.party, array_agg(distinct e order by e)
    from record r
    join party_duty d on d.region in ('000000', left(r.region, 2) || '0000', left(r.region, 4) || '00', r.region)
    join party y on y.id = d.party and y.cut_off_at is null
   cross join unnest(d.effects) e
   where r.id = any ($1::text[])
   group by r.id, d.party`;

async function writeRecords(client: pg.PoolClient, fresh: readonly NewRecord[], importId: string): Promise<void> {
  const subjects = new Map(fresh.map((f) => [f.subjectId, f] as const).reverse());
  const subjectRows = [...subjects.values()].map(({ subjectId, row }) => ({
    id: subjectId,
    kind: subjectKindOf(row.subjectCode),
    code_kind: row.subjectCode.kind,
    code: row.subjectCode.code,
    name: row.subjectName,
    public_kind: row.publicKind,
  }));
  await client.query(INSERT_SUBJECTS, [JSON.stringify(subjectRows)]);
  await client.query(INSERT_RECORDS, [JSON.stringify(fresh.map(recordRow)), importId]);
  await client.query(INSERT_PARTIES, [fresh.map((f) => f.id)]);
}

const recordRow = ({ id, subjectId, row, authority, classification }: NewRecord): Record<string, unknown> => ({
  id,
  subject_id: subjectId,
  document_number: row.documentNumber,
  kind: row.kind,
  title: row.title,
  authority: authority.id,
  region: authority.region,
  list: row.list,
  decision_date: row.decisionDate,
  published_on: row.publishedOn,
  amount_fen: row.amountFen,
  severity: classification.severity,
  severity_basis: basisOf(classification),
  fulfilled: row.fulfilled,
});

/** The workflow to start for a published record, and the act that opens its file. */
export interface PublishStart {
  readonly start: CaseStart;
  readonly act: ActMessage;
}

/** For each record that this import entered. The same answer gives the same acts, so it may be sent again. */
export const publishActs = (answer: ImportAnswer): readonly PublishStart[] =>
  answer.rows.flatMap(({ status, recordId, region, department }) =>
    status === 'imported' && recordId !== null && region !== null && department !== null
      ? [publishStart(recordId, region, department, answer.importedAt)]
      : [],
  );

/** Records shown to the public whose life was never begun: what a crash between import and start leaves behind. */
export async function unpublishedRecords(pool: pg.Pool, limit: number, after = ''): Promise<readonly PublishStart[]> {
  const { rows } = await pool.query<{ id: string; region: string; authority: string; at: Date }>(
    `select r.id, r.region, r.authority,
            coalesce(i.imported_at, r.decision_date::timestamp at time zone 'Asia/Shanghai') as at
       from record r left join import i on i.id = r.import_id
      where r.status = 'published' and r.id > $2
        and not exists (select from case_file c where c.record_id = r.id and c.process = 'record')
      order by r.id limit $1`,
    [limit, after],
  );
  return rows.map((r) => publishStart(r.id, r.region, r.authority, r.at.toISOString()));
}

const publishStart = (recordId: string, region: string, department: string, at: Instant): PublishStart => ({
  start: { process: 'record', recordId, region, department },
  act: {
    id: `publish-${recordId}`,
    name: 'publish',
    caseId: null,
    actor: { id: 'system', role: 'system', department: null, party: null },
    basedOn: null,
    effectiveAt: at,
    receivedAt: at,
    requestHash: createHash('sha256').update(recordId).digest('hex'),
    payload: {},
  },
});
