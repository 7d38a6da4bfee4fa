/** Who may do what, in one table. Whose objects they may see is a scope, which every query of the register takes. */
import { ACTS, type ActName } from '../contract/acts.js';
import type { Actor } from '../domain/case.js';
import { regionReach, type Reach, type Scope } from '../register/scope.js';
import type { Identity, PersonRole } from './auth.js';
import { problem } from './problem.js';

/** What may be read. `board`: counts by department. */
export const SHELVES = ['record', 'case', 'journal', 'term', 'instruction', 'board'] as const;
export type Shelf = (typeof SHELVES)[number];

interface RoleRights {
  readonly reach: Reach['by'];
  readonly reads: readonly Shelf[];
}

/** A role reads these shelves, of the region, department, subject or party its token names. Law is read by everybody. */
export const RIGHTS: Readonly<Record<PersonRole, RoleRights>> = {
  enterpriseAgent: { reach: 'subject', reads: ['record', 'case', 'journal', 'term', 'instruction'] },
  windowClerk: { reach: 'region', reads: ['record', 'case', 'journal', 'term'] },
  handler: { reach: 'department', reads: SHELVES },
  reviewer: { reach: 'department', reads: SHELVES },
  creditOffice: { reach: 'region', reads: SHELVES },
  supervisor: { reach: 'region', reads: SHELVES },
  // Of a case, a party sees the instructions to itself and no more.
  departmentSystem: { reach: 'party', reads: ['record', 'case', 'term', 'instruction'] },
  administrator: { reach: 'region', reads: ['record'] },
  auditor: { reach: 'region', reads: SHELVES },
};

/** Writes that are no acts of the table ACTS. */
export const WRITERS = {
  apply: ['enterpriseAgent', 'windowClerk', 'departmentSystem'],
  report: ['departmentSystem', 'creditOffice'],
  importRecords: ['administrator', 'creditOffice', 'handler'],
} as const satisfies Record<string, readonly PersonRole[]>;

/** Who may say that an act happened on an earlier day, on paper. */
const FROM_PAPER: readonly PersonRole[] = ['windowClerk', 'handler', 'reviewer'];

/** The shelves that any of these roles reads. */
export const readsOf = (roles: readonly PersonRole[]): Shelf[] =>
  SHELVES.filter((shelf) => roles.some((role) => RIGHTS[role].reads.includes(shelf)));

const OUTSIDE: ReadonlySet<PersonRole> = new Set<PersonRole>(['enterpriseAgent', 'departmentSystem']);

/** Whether the caller is an official: to all others it is not told which official does what, nor what is intended. */
export const isOfficial = ({ roles }: Identity): boolean => roles.some((role) => !OUTSIDE.has(role));

/** What the caller may see of a shelf; FORBIDDEN when no role of theirs reads it. */
export function scopeOf(identity: Identity, shelf: Shelf): Scope {
  const roles = identity.roles.filter((role) => RIGHTS[role].reads.includes(shelf));
  if (roles.length === 0) throw problem('FORBIDDEN');
  return roles.flatMap((role) => reachOf(identity, role));
}

export interface Acting {
  readonly actor: Actor;
  /** Where this role may act; an object outside does not exist for it. */
  readonly scope: Scope;
}

/** The caller in the first of these roles that they hold; FORBIDDEN when they hold none. */
export function actingAs(identity: Identity, roles: readonly PersonRole[]): Acting {
  const role = roles.find((r) => identity.roles.includes(r));
  if (role === undefined) throw problem('FORBIDDEN');
  const { sub: id, department, party } = identity;
  return { actor: { id, role, department, party }, scope: reachOf(identity, role) };
}

export const actingOn = (identity: Identity, act: ActName): Acting => actingAs(identity, ACTS[act].roles);

/** Refuses a date of their own to all who do not enter papers. */
export function mayBackdate({ actor }: Acting, effectiveOn: string | undefined): void {
  const paper: readonly string[] = FROM_PAPER;
  if (effectiveOn !== undefined && !paper.includes(actor.role)) {
    throw problem('FORBIDDEN', { detail: '只有窗口人员和认定单位的经办人、复核人可以补录纸质材料的日期。' });
  }
}

/** Whether a file lies within what this role of the caller reaches; the same rule as the register's SQL. */
export function scopeSees(
  identity: Identity,
  role: PersonRole,
  file: { readonly region: string; readonly department: string },
  uscc: string,
): boolean {
  return reachOf(identity, role).some((reach) => {
    switch (reach.by) {
      case 'region':
        return reach.from <= file.region && file.region <= reach.to;
      case 'department':
        return reach.department === file.department;
      case 'subject':
        return reach.uscc === uscc;
      case 'party':
        return false;
    }
  });
}

/** A role without the claim it is scoped by reaches nothing. */
function reachOf(identity: Identity, role: PersonRole): readonly Reach[] {
  const { region, department, uscc, party } = identity;
  switch (RIGHTS[role].reach) {
    case 'region':
      return region === null ? [] : [regionReach(region)];
    case 'department':
      return department === null ? [] : [{ by: 'department', department }];
    case 'subject':
      return uscc === null ? [] : [{ by: 'subject', uscc }];
    case 'party':
      return party === null ? [] : [{ by: 'party', party }];
  }
}
