/** What entries have told the records that hang on them: carried by workflows, and found again by the duty that reconciles. */
import type pg from 'pg';
import type { ActMessage, CaseStart } from '../contract/messages.js';
import type { Act } from '../domain/file/case.js';
import { followId } from '../domain/file/desk.js';

/** Whether the act came from the entry on which this record hangs. */
export const isLinkedTo = (recordId: string, { id, actor }: Act): boolean =>
  actor.role === 'system' && id.endsWith(followId('', recordId));

/** Decided there, and so to be carried no more. */
export async function hear(client: pg.PoolClient, acts: readonly Act[], at: string): Promise<void> {
  await client.query('update linked_act set heard_at = $2 where id = any ($1::text[]) and heard_at is null', [
    acts.map((a) => a.id),
    at,
  ]);
}

export interface Untold {
  readonly start: CaseStart;
  readonly act: ActMessage;
}

/** What is still to be carried, in the order in which it was told: of one record, or of all and told before an instant. */
export async function untold(
  pool: Pick<pg.Pool, 'query'>,
  of: { readonly record: string } | { readonly writtenBefore: string },
  limit: number,
): Promise<readonly Untold[]> {
  const { rows } = await pool.query<{ record: string; region: string; authority: string; act: ActMessage }>(
    `select l.id as record, p.region, p.authority, a.act
       from linked_act a join linked_record l on l.id = a.record_id join record p on p.id = l.parent
      where a.heard_at is null and ($1::text is null or a.record_id = $1) and ($2::timestamptz is null or a.written_at <= $2)
      order by a.seq limit $3`,
    ['record' in of ? of.record : null, 'writtenBefore' in of ? of.writtenBefore : null, limit],
  );
  return rows.map(({ record, region, authority, act }) => ({
    start: { process: 'record', recordId: record, region, department: authority },
    act,
  }));
}
