/** Who may see what, as SQL: one fragment for lists, single objects and counts alike. */

export type Reach =
  | { readonly by: 'region'; readonly from: string; readonly to: string }
  | { readonly by: 'department'; readonly department: string }
  | { readonly by: 'subject'; readonly uscc: string }
  | { readonly by: 'party'; readonly party: string };

/** Any one of these is enough; none at all sees nothing. */
export type Scope = readonly Reach[];

/** Region and all below it: '320800' reaches 320800…320899, '000000' everything. */
export function regionReach(code: string): Reach {
  const prefix = code.replace(/(00)+$/, '');
  return { by: 'region', from: prefix.padEnd(6, '0'), to: prefix.padEnd(6, '9') };
}

/** The place itself and the places it lies in, each without what else lies in them: what is shared there holds here. */
export const sharedReach = (code: string): Reach[] =>
  [...new Set([code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`, '000000'])].map((place) => ({
    by: 'region',
    from: place,
    to: place,
  }));

/** Values of one statement and the names they go by. */
export interface Bindings {
  readonly values: unknown[];
  readonly bind: (value: unknown) => string;
}

export function bindings(): Bindings {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}

/** Where a table keeps what scopes are made of: column names, and a condition on the party; null: not to be had that way. */
export interface ScopeColumns {
  readonly region: string;
  /** A condition on the department: who decided, or must act. */
  readonly department: (value: string) => string;
  readonly subject: string | null;
  readonly party: ((value: string) => string) | null;
}

const SUBJECT_OF = `select id from subject where code_kind = 'uscc' and code =`;

/** The condition that keeps a row inside the scope. */
export function within(scope: Scope, columns: ScopeColumns, { bind }: Bindings): string {
  const conditions = scope.map((reach) => {
    switch (reach.by) {
      case 'region':
        return `${columns.region} between ${bind(reach.from)} and ${bind(reach.to)}`;
      case 'department':
        return columns.department(bind(reach.department));
      case 'subject':
        return columns.subject === null ? 'false' : `${columns.subject} in (${SUBJECT_OF} ${bind(reach.uscc)})`;
      case 'party':
        return columns.party === null ? 'false' : columns.party(bind(reach.party));
    }
  });
  return conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`;
}

/** The conditions that were asked for, joined; `undefined` was not asked for. */
export const every = (...conditions: readonly (string | undefined)[]): string =>
  conditions.filter((c) => c !== undefined).join(' and ');

/** One page of a list: at most `limit` items after the keys of the last one seen. */
export interface Page<K> {
  readonly limit: number;
  readonly after: K | null;
}
