/** Who may do what, in one table. Whose objects they may see is a scope, which every query of the register takes. */
import { AGENCY_PATHS } from '../contract/acts-agencies.js';
import { ACT_NAMES, ACTS, type ActName } from '../contract/acts.js';
import { OPENING_PATHS, OPENINGS } from '../contract/openings.js';
import type { Actor } from '../domain/file/case.js';
import { maskedName, type SubjectKind } from '../domain/record/subject.js';
import { regionReach, sharedReach, type Reach, type Scope } from '../register/scope.js';
import { ROLES, type Identity, type PersonRole } from './auth.js';
import { problem } from './problem.js';

const FILES = ['record', 'case', 'journal', 'term', 'instruction', 'board'] as const;
/** What may be read. `board`: counts by department; `screening`: what a counter must do with an applicant; `reading`: who read; `people`: who is there. */
export const SHELVES = [...FILES, 'screening', 'reading', 'people'] as const;
const OFFICE = [...FILES, 'screening'] as const satisfies readonly Shelf[];
export type Shelf = (typeof SHELVES)[number];

interface RoleRights {
  readonly reach: Reach['by'];
  readonly reads: readonly Shelf[];
}

/** A role reads these shelves, of the region, department, subject or party its token names. Law is read by everybody. */
export const RIGHTS: Readonly<Record<PersonRole, RoleRights>> = {
  enterpriseAgent: { reach: 'subject', reads: ['record', 'case', 'journal', 'term', 'instruction'] },
  windowClerk: { reach: 'region', reads: ['record', 'case', 'journal', 'term'] },
  handler: { reach: 'department', reads: OFFICE },
  reviewer: { reach: 'department', reads: [...FILES, 'people'] },
  creditOffice: { reach: 'region', reads: [...OFFICE, 'people'] },
  supervisor: { reach: 'region', reads: [...FILES, 'people'] },
  // Of a case, a party sees the instructions to itself and no more.
  departmentSystem: { reach: 'party', reads: ['record', 'case', 'term', 'instruction', 'screening'] },
  // It hands over, and reads nothing.
  mailGateway: { reach: 'region', reads: [] },
  administrator: { reach: 'region', reads: ['record', 'people'] },
  auditor: { reach: 'region', reads: [...FILES, 'reading', 'people'] },
};

/** Writes that are no acts of the table ACTS. */
export const WRITERS = {
  apply: ['enterpriseAgent', 'windowClerk', 'departmentSystem'],
  report: ['departmentSystem', 'creditOffice'],
  returnMail: ['mailGateway'],
  superviseAgencies: ['creditOffice'],
  upload: ['enterpriseAgent', 'windowClerk', 'handler', 'reviewer', 'creditOffice', 'departmentSystem'],
  importRecords: ['administrator', 'creditOffice', 'handler'],
  changeLaw: ['administrator'],
  // The department's lead, and the credit office of the place.
  keepPeople: ['reviewer', 'creditOffice'],
  keepAccounts: ['reviewer', 'creditOffice', 'administrator'],
} as const satisfies Record<string, readonly PersonRole[]>;

/** Who confirms what another has proposed, or opens doors to others: what only they may write can ask for a strong login. */
export const BINDING: readonly PersonRole[] = ['reviewer', 'creditOffice', 'administrator'];

/** Who reads what operators have proposed to change in the law's data. */
const LAW_READERS: readonly PersonRole[] = ['administrator', 'auditor', 'supervisor', 'creditOffice'];

/** Who may say that an act happened on an earlier day, on paper. */
const FROM_PAPER: readonly PersonRole[] = ['windowClerk', 'handler', 'reviewer'];

const readersOf = (shelf: Shelf): PersonRole[] => ROLES.filter((role) => RIGHTS[role].reads.includes(shelf));

/** Whom a route lets in: these roles, or everybody with a token. */
export type Admitted = readonly PersonRole[] | 'everybody';

/** Every route below /api/v1, and whom it lets in; what they find there is their scope. One that is not here does not start. */
export const ROUTES: ReadonlyMap<string, Admitted> = new Map<string, Admitted>([
  ['GET /records', readersOf('record')],
  ['POST /records/import', WRITERS.importRecords],
  ['POST /repairs', WRITERS.apply],
  ['GET /repairs/preview', readersOf('record')],
  ['GET /applications/:id', readersOf('case')],
  ['GET /cases', readersOf('case')],
  ['GET /cases/:id', readersOf('case')],
  ['GET /cases/:id/journal', readersOf('journal')],
  ['POST /uploads', WRITERS.upload],
  ['GET /cases/:id/papers', readersOf('journal')],
  ['GET /cases/:id/papers/:sha256', readersOf('journal')],
  ['GET /notices/:id', readersOf('case')],
  ['GET /notices/:id/html', readersOf('case')],
  ['GET /notices/:id/pdf', readersOf('case')],
  ['GET /terms', readersOf('term')],
  ['GET /board', readersOf('board')],
  ['GET /instructions', readersOf('instruction')],
  ['POST /instructions/:id/feedback', WRITERS.report],
  ['POST /mail/bounces', WRITERS.returnMail],
  ['GET /parties', readersOf('board')],
  ...AGENCY_PATHS.map(([, path]): [string, Admitted] => [`POST ${path}`, WRITERS.superviseAgencies]),
  ['GET /screening', readersOf('screening')],
  ['POST /screening', readersOf('screening')],
  ['GET /readings', readersOf('reading')],
  ['POST /codec/decode', ['administrator']],
  ['GET /law/rules', 'everybody'],
  ['POST /law/derive', 'everybody'],
  ['POST /law/what-if', readersOf('record')],
  ['GET /law/calendar', 'everybody'],
  ['GET /law/standards', 'everybody'],
  ['GET /law/proposals', LAW_READERS],
  ['POST /law/proposals', WRITERS.changeLaw],
  ['POST /law/proposals/:id/decision', WRITERS.changeLaw],
  ['GET /people', readersOf('people')],
  ['POST /people/:id/absences', WRITERS.keepPeople],
  ['POST /people/:id/return', WRITERS.keepPeople],
  ['POST /people/:id/handovers', WRITERS.keepPeople],
  ['POST /people/:id/account', WRITERS.keepAccounts],
  ['GET /me', 'everybody'],
  ['POST /me/logout', 'everybody'],
  ...OPENING_PATHS.map((path): [string, Admitted] => [`POST ${path}`, OPENINGS[path].roles]),
  ...ACT_NAMES.map((act): [string, Admitted] => [`POST /cases/:id/acts/${act}`, ACTS[act].roles]),
]);

/** Outside /api/v1, without a token: the pages, which ask with the reader's own, the verification, the documents, the probes. */
export const PUBLIC =
  /^\/($|cases\/:id$|(agencies|people)$|verify$|verify\/:code$|assets\/|favicon\.ico$|docs($|\/)|openapi\.json$|healthz$|readyz$|metrics$)/;

/** The shelves that any of these roles reads. */
export const readsOf = (roles: readonly PersonRole[]): Shelf[] =>
  SHELVES.filter((shelf) => roles.some((role) => RIGHTS[role].reads.includes(shelf)));

const OUTSIDE: ReadonlySet<PersonRole> = new Set<PersonRole>(['enterpriseAgent', 'departmentSystem', 'mailGateway']);

/** Whether the caller is an official: to all others it is not told which official does what, nor what is intended. */
export const isOfficial = ({ roles }: Identity): boolean => roles.some((role) => !OUTSIDE.has(role));

/** What the caller may see of a shelf; FORBIDDEN when no role of theirs reads it. */
export function scopeOf(identity: Identity, shelf: Shelf): Scope {
  const roles = identity.roles.filter((role) => RIGHTS[role].reads.includes(shelf));
  if (roles.length === 0) throw problem('FORBIDDEN');
  return roles.flatMap((role) => reachOf(identity, role));
}

/**
 * What a counter may be told of an applicant: the measures that its own party carries out or its own department decided,
 * and those of its place and of the places above it, where a list is shared with every department (联合惩戒). A measure of
 * the city binds the counties in it; one of a neighbour or of a county below is not told, but to the credit office above it.
 */
export function counterScope(identity: Identity): Scope {
  const own = scopeOf(identity, 'screening');
  return identity.region === null ? own : [...own, ...sharedReach(identity.region)];
}

/** Changes of the law that hold in the reader's place, or below it. */
export const lawScope = ({ region }: Identity): Scope =>
  region === null ? [] : [regionReach(region), ...sharedReach(region)];

/** The same for those who may read what is only proposed; nothing for all others. */
export const proposalScope = (identity: Identity): Scope =>
  identity.roles.some((role) => LAW_READERS.includes(role)) ? lawScope(identity) : [];

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

/** Whether a case that nobody has in hand is theirs to see to: the department's lead, the office, the supervisor. */
export const leads = ({ roles }: Identity): boolean =>
  roles.some((role) => role === 'reviewer' || role === 'creditOffice' || role === 'supervisor');

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

/** Who reads a natural person's name in full, where they reach: the authority, the credit office and the window. */
const NAMED_TO: readonly PersonRole[] = ['handler', 'reviewer', 'creditOffice', 'windowClerk'];

type Place = { readonly region: string; readonly department: string };
type NamingRow = { readonly subjectName: string; readonly subjectKind: SubjectKind };

/** A subject's name as this reader may know it. The place is that of the authority which determined the record. */
export function nameFor(
  identity: Identity,
  subject: { readonly name: string; readonly kind: SubjectKind },
  place: Place,
): string {
  if (subject.kind === 'organisation') return subject.name;
  const isOpen = NAMED_TO.some((role) => identity.roles.includes(role) && scopeSees(identity, role, place, ''));
  return isOpen ? subject.name : maskedName(subject.name);
}

/** A row that names its subject, with the name as this reader may know it. */
export const named = <R extends NamingRow>(identity: Identity, row: R, place: Place): R => ({
  ...row,
  subjectName: nameFor(identity, { name: row.subjectName, kind: row.subjectKind }, place),
});

/** Whether a file is the reader's own to read, not only one in which their department was asked. */
export const seesByRight = (
  identity: Identity,
  shelf: Shelf,
  file: { readonly region: string; readonly department: string },
  uscc: string,
): boolean =>
  identity.roles.some((role) => RIGHTS[role].reads.includes(shelf) && scopeSees(identity, role, file, uscc));

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
