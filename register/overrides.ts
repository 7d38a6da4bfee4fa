/** Parameters that operators have changed for a region, as every reader of rules needs them. */
import type pg from 'pg';
import type { RuleOverride } from '../domain/law/pack.js';

/** An override and since when it has been known: a case keeps those known when it was opened. */
export type DatedOverride = RuleOverride & { readonly inForceFrom: string };

/** All overrides as one JSON column, latest first: of two for the same place the later counts. */
export const OVERRIDES_JSON = `(
  select coalesce(json_agg(json_build_object('parameter', parameter, 'region', region, 'number', number, 'unit', unit,
           'value', value, 'numberBasis', coalesce(number_basis, 'configured'), 'citation', citation,
           'inForceFrom', to_char(in_force_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
           order by in_force_from desc, id desc), '[]')
    from rule_override)`;

/** Every override there ever was, oldest first. */
export async function overridesSet(
  pool: Pick<pg.Pool, 'query'>,
): Promise<readonly (DatedOverride & { readonly id: string })[]> {
  const { rows } = await pool.query<DatedOverride & { readonly id: string }>(
    `select id::text, parameter, region, number, unit, value, coalesce(number_basis, 'configured') as "numberBasis", citation,
            to_char(in_force_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "inForceFrom"
       from rule_override order by in_force_from, id`,
  );
  return rows;
}

/** Those known at an instant. */
export const knownAt = (overrides: readonly DatedOverride[], instant: string): readonly RuleOverride[] =>
  overrides.filter((o) => o.inForceFrom <= instant);
