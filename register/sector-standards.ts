/** Sector standards of severity, as operators have set them. They are added to, never changed. */
import type pg from 'pg';
import type { StandardContent, StandardInForce } from '../domain/record/sector-standard.js';
import type { Instant } from '../domain/time/calendar.js';

export interface DatedStandard extends StandardInForce {
  readonly inForceFrom: Instant;
}

/** Those in force at an instant, latest first. */
export async function standardsAt(db: Pick<pg.Pool, 'query'>, at: Instant): Promise<readonly DatedStandard[]> {
  const { rows } = await db.query<DatedStandard>(
    `select region, authorities, citation, standard->'kinds' as kinds, standard->'fines' as fines,
            to_char(in_force_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "inForceFrom"
       from sector_standard where in_force_from <= $1 order by in_force_from desc, id desc`,
    [at],
  );
  return rows;
}

export async function addStandard(
  client: pg.PoolClient,
  content: StandardContent & { readonly region: string; readonly authorities?: readonly string[] | undefined },
  { proposal, citation, at }: { readonly proposal: string; readonly citation: string; readonly at: Instant },
): Promise<void> {
  const { region, authorities = null, kinds, fines } = content;
  await client.query(
    `insert into sector_standard (region, authorities, standard, citation, in_force_from, proposal)
     values ($1, $2, $3, $4, $5, $6)`,
    [region, authorities, { kinds, fines }, citation, at, proposal],
  );
}
