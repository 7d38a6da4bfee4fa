/** Parameters that operators have changed for a region, as every reader of rules needs them. */
import type { RuleOverride } from '../domain/law/pack.js';

/** An override and since when it has been known: a case keeps those known when it was opened. */
export type DatedOverride = RuleOverride & { readonly inForceFrom: string };

/** All overrides as one JSON column, oldest first. */
export const OVERRIDES_JSON = `(
  select coalesce(json_agg(json_build_object('parameter', parameter, 'region', region, 'number', number, 'unit', unit,
           'value', value, 'numberBasis', coalesce(number_basis, 'configured'), 'citation', citation,
           'inForceFrom', to_char(in_force_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
           order by in_force_from), '[]')
    from rule_override)`;

/** Those known at an instant. */
export const knownAt = (overrides: readonly DatedOverride[], instant: string): readonly RuleOverride[] =>
  overrides.filter((o) => o.inForceFrom <= instant);
