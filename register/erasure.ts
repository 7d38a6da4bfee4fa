/** Erasures of persons (个人信息删除): what is held of one, the order of one officer and the word of another, and its chain. */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { canonical } from '../domain/file/canonical.js';
import { retention, type PersonFile, type Retained } from '../domain/law/retention.js';
import { dayOf, type Day, type Instant } from '../domain/time/calendar.js';
import { GENESIS, sha256 } from './chain.js';
import { transaction } from './pool.js';

type Database = Pick<pg.ClientBase, 'query'>;

/** Null when there is no such person. */
export async function personFile(db: Database, subject: string): Promise<PersonFile | null> {
  const { rows } = await db.query<PersonFile>(
    `select (select coalesce(json_agg(json_build_object('id', c.id, 'record', c.record_id,
                'closedOn', to_char(c.closed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')) order by c.id), '[]')
               from case_file c where c.subject_id = s.id) as cases,
            (select coalesce(json_agg(json_build_object('id', r.id, 'status', r.status, 'endedOn',
                to_char(coalesce(r.moved_at, r.decision_date::timestamptz) at time zone 'Asia/Shanghai', 'YYYY-MM-DD')) order by r.id), '[]')
               from record r where r.subject_id = s.id) as records,
            (select coalesce(json_agg(json_build_object('id', k.id, 'closed', not exists (select from case_file c
                where c.closed_at is null and (c.id = k.id or c.application_id = k.id))) order by k.id), '[]')
               from contact k where k.subject_id = s.id) as contacts
       from subject s where s.id = $1 and s.kind = 'person' and s.erased_at is null`,
    [subject],
  );
  return rows[0] ?? null;
}

/** The person known by this keyed hash of their number; null: nobody is, or they were erased. */
export async function personBy(db: Database, code: string): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `select id from subject where code_kind = 'personKey' and code = $1 and erased_at is null`,
    [code],
  );
  return rows[0]?.id ?? null;
}

export interface Order {
  readonly subject: string;
  readonly by: string;
  readonly reasons: string;
  readonly at: Instant;
}

/** Orders that what may go on that day does go; null when nothing may, or there is no such person. It needs another's word. */
export async function orderErasure(
  pool: pg.Pool,
  order: Order,
): Promise<{ id: string; plan: readonly Retained[] } | null> {
  const file = await personFile(pool, order.subject);
  const plan = file === null ? [] : retention(file, dayOf(order.at));
  const going = (what: Retained['what']): string[] =>
    plan.filter((r) => r.what === what && r.erasable).map((r) => r.id);
  if (plan.every((r) => !r.erasable)) return null;
  const id = `E${randomBytes(6).toString('hex')}`;
  await pool.query(
    `insert into erasure (id, subject_id, ordered_by, ordered_at, reasons, cases, contacts, whole)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, order.subject, order.by, order.at, order.reasons, going('case'), going('contact'), going('person').length > 0],
  );
  return { id, plan };
}

export type Confirmed =
  /** Erased, now or before; the papers are to be taken out of the store. */
  | { readonly kind: 'erased'; readonly papers: readonly string[] }
  | { readonly kind: 'notFound' | 'samePerson' }
  /** Since it was ordered something has become needed again: it must be ordered anew. */
  | { readonly kind: 'neededAgain' };

/** Another's word, and in the same transaction the erasure. The same again answers the same. */
export const confirmErasure = (
  pool: pg.Pool,
  { id, by, at }: { readonly id: string; readonly by: string; readonly at: Instant },
): Promise<Confirmed> =>
  transaction(pool, async (client) => {
    // Papers that others name as well are looked for in all that was ever said.
    await client.query(`set local statement_timeout = 0`);
    await client.query(`select pg_advisory_xact_lock(hashtext('xinxiu.erasure'))`);
    const { rows } = await client.query<ErasureRow>(`select ${COLUMNS} from erasure where id = $1`, [id]);
    const [row] = rows;
    if (row === undefined) return { kind: 'notFound' };
    if (row.confirmedBy === null) {
      if (row.orderedBy === by) return { kind: 'samePerson' };
      if (!(await isStillFree(client, row, dayOf(at)))) return { kind: 'neededAgain' };
      await chain(client, { ...row, confirmedBy: by, confirmedAt: at });
    }
    const erased = await client.query<{ papers: string[] }>('select erase_person($1) as papers', [id]);
    return { kind: 'erased', papers: erased.rows[0]?.papers ?? [] };
  });

/** The store has none of them any more. */
export async function papersGone(pool: Pick<pg.Pool, 'query'>, id: string, at: Instant): Promise<void> {
  await pool.query('update erasure set emptied_at = $2 where id = $1 and emptied_at is null', [id, at]);
}

async function isStillFree(
  db: Database,
  { subject, cases, contacts, whole }: ErasureRow,
  today: Day,
): Promise<boolean> {
  const file = await personFile(db, subject);
  if (file === null) return false;
  const free = new Set(retention(file, today).flatMap((r) => (r.erasable ? [`${r.what} ${r.id}`] : [])));
  const named = [
    ...cases.map((c) => `case ${c}`),
    ...contacts.map((c) => `contact ${c}`),
    ...(whole ? ['person '] : []),
  ];
  return named.every((name) => free.has(name));
}

/** An erasure as it is chained. */
interface ErasureRow {
  readonly id: string;
  readonly subject: string;
  readonly orderedBy: string;
  readonly orderedAt: Instant;
  readonly reasons: string;
  readonly cases: readonly string[];
  readonly contacts: readonly string[];
  readonly whole: boolean;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Instant | null;
  readonly place: number | null;
  readonly previous: string | null;
  readonly hash: string | null;
}

const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const COLUMNS = `id, subject_id as subject, ordered_by as "orderedBy", ${iso('ordered_at')} as "orderedAt", reasons, cases, contacts,
  whole, confirmed_by as "confirmedBy", ${iso('confirmed_at')} as "confirmedAt", place, previous, hash`;

const hashOf = (previous: string, { place, previous: _, hash: __, ...said }: ErasureRow): string =>
  sha256(`${previous}\n${canonical({ ...said, place })}`);

const confirmedRows = async (db: Database): Promise<ErasureRow[]> =>
  (await db.query<ErasureRow>(`select ${COLUMNS} from erasure where place is not null order by place`)).rows;

async function chain(client: pg.PoolClient, row: ErasureRow): Promise<void> {
  const last = (await confirmedRows(client)).at(-1);
  const previous = last?.hash ?? GENESIS;
  const entry = { ...row, place: (last?.place ?? 0) + 1 };
  await client.query(
    `update erasure set confirmed_by = $2, confirmed_at = $3, place = $4, previous = $5, hash = $6 where id = $1`,
    [row.id, row.confirmedBy, row.confirmedAt, entry.place, previous, hashOf(previous, entry)],
  );
}

/** How the chain of erasures is named among the heads of an anchor. */
export const ERASURES = 'erasures';

/** Which cases were erased, the hash of each erasure, and what does not hold. */
export async function checkErasures(db: Database): Promise<{
  readonly cases: ReadonlySet<string>;
  readonly head: readonly [place: number, hash: string] | null;
  readonly byVersion: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
}> {
  const rows = await confirmedRows(db);
  const faults: string[] = [];
  const byVersion = new Map<string, string>();
  let previous = GENESIS;
  for (const [n, row] of rows.entries()) {
    const hash = hashOf(previous, row);
    if (row.place !== n + 1) faults.push(`erasure ${row.id}: one before it is missing`);
    if (row.previous !== previous || row.hash !== hash)
      faults.push(`erasure ${row.id}: was changed after it was written`);
    byVersion.set(`${ERASURES}/${String(row.place)}`, hash);
    previous = row.hash ?? hash;
  }
  const last = rows.at(-1);
  return {
    cases: new Set(rows.flatMap((r) => r.cases)),
    head: last === undefined ? null : [last.place ?? 0, previous],
    ...{ byVersion, faults },
  };
}
