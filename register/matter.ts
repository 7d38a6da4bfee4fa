/**
 * A matter that is no record yet: what a department found (under rectification) or proposes for a list. Its row is made
 * in the transaction of the act that opens its case, and is gone again when that act is refused.
 */
import type pg from 'pg';
import type { ActMessage, CommitInput } from '../contract/messages.js';
import type { Day } from '../domain/time/calendar.js';
import type { RecordStatus, Severity } from '../domain/file/case.js';
import type { PublicKind } from '../domain/record/record-facts.js';
import type { Office } from '../domain/record/responsible.js';
import type { SubjectCode, SubjectKind } from '../domain/record/subject.js';

/** What an opening act says of the record that it makes; its id is the input's record id. */
export interface Matter {
  readonly status: Extract<RecordStatus, 'found' | 'proposed'>;
  readonly subject: {
    readonly id: string;
    readonly kind: SubjectKind;
    readonly codeKind: SubjectCode['kind'];
    readonly code: string;
    readonly name: string;
    /** Known to be one, or told to be; absent: not known. */
    readonly publicKind?: PublicKind | null;
  };
  /** 行政处罚 | 严重失信主体名单 | … */
  readonly kind: string;
  readonly title: string;
  readonly list: string | null;
  readonly severity: Severity | null;
  readonly authority: string;
  readonly region: string;
  readonly foundOn: Day;
  /** Named persons who answer for the subject: the records that they get when it is listed. */
  readonly linked?: readonly {
    readonly office: Office;
    readonly record: string;
    readonly subject: Omit<Matter['subject'], 'publicKind'>;
  }[];
}

/** The matter an opening act carries, when it carries one. */
export function matterOf(acts: readonly ActMessage[]): Matter | null {
  for (const { caseId, payload } of acts) {
    if (caseId === null && typeof payload === 'object' && payload !== null && 'matter' in payload) {
      return payload.matter as Matter;
    }
  }
  return null;
}

/** Makes subject and record where they are missing. */
export async function writeMatter(client: pg.PoolClient, input: CommitInput, matter: Matter): Promise<void> {
  const { subject } = matter;
  await client.query(
    `insert into subject (id, kind, code_kind, code, name, public_kind) values ($1, $2, $3, $4, $5, $6)
     on conflict (code_kind, code) do update set public_kind = excluded.public_kind
      where excluded.public_kind is not null and excluded.public_kind is distinct from subject.public_kind`,
    [subject.id, subject.kind, subject.codeKind, subject.code, subject.name, subject.publicKind ?? null],
  );
  // Its document is not signed yet: until then it goes by its own id.
  await client.query(
    `insert into record (id, subject_id, document_number, kind, title, authority, region, list, decision_date, severity, status)
     select $1, s.id, $1, $4, $5, $6, $7, $8, $9, $10, $11 from subject s where s.code_kind = $2 and s.code = $3
     on conflict (id) do nothing`,
    [
      ...[input.recordId, subject.codeKind, subject.code, matter.kind, matter.title, matter.authority, matter.region],
      ...[matter.list, matter.foundOn, matter.severity, matter.status],
    ],
  );
  if (matter.linked !== undefined && matter.linked.length > 0) await writeLinked(client, input.recordId, matter.linked);
}

/** Who the named persons are; their records are made when they are published. */
async function writeLinked(
  client: pg.PoolClient,
  parent: string,
  linked: NonNullable<Matter['linked']>,
): Promise<void> {
  const rows = linked.map(({ subject, ...one }) => ({ ...one, ...subject }));
  await client.query(
    `with named as (
       select * from jsonb_to_recordset($2) as n
         (record text, office text, id text, kind text, "codeKind" text, code text, name text)),
     subjects as (
       insert into subject (id, kind, code_kind, code, name)
       select id, kind, "codeKind", code, name from named order by id on conflict (code_kind, code) do nothing)
     insert into linked_record (id, parent, subject_id, office)
     select record, $1, id, office from named on conflict (id) do nothing`,
    [parent, JSON.stringify(rows)],
  );
}

/** A record that hangs on an entry is one from the act on that begins its life: with the entry's list, document and day. */
export async function makeLinked(client: pg.PoolClient, { recordId, acts }: CommitInput): Promise<boolean> {
  if (!acts.some((a) => a.name === 'publish' && a.actor.role === 'system')) return false;
  const { rowCount } = await client.query(
    `insert into record (id, subject_id, document_number, kind, title, authority, region, list, decision_date, severity,
       severity_basis, status)
     select l.id, l.subject_id, p.document_number, p.kind, p.title, p.authority, p.region, p.list, p.decision_date, p.severity,
       'decision', 'published'
     from linked_record l join record p on p.id = l.parent where l.id = $1
     on conflict do nothing`,
    [recordId],
  );
  return rowCount === 1;
}
