/** The people of the departments: who there is, who is away or gone, and who acts for them. */
import type pg from 'pg';
import { whyNotAbsent, type Absence } from '../domain/people/absence.js';
import { refusal, type Refusal } from '../domain/file/refusal.js';
import { dayOf, type Day, type Instant } from '../domain/time/calendar.js';
import { IS_THERE } from './attendance.js';
import { transaction } from './pool.js';
import { bindings, every, within, type Page, type Scope, type ScopeColumns } from './scope.js';

export interface OfficialRow {
  readonly id: string;
  readonly name: string;
  readonly department: string;
  readonly departmentName: string;
  readonly region: string;
  readonly roles: readonly string[];
  readonly disabledAt: Date | null;
  readonly openCases: number;
  /** What counts on the day or later. */
  readonly absences: readonly (Absence & { readonly id: string; readonly reasons: string })[];
  /** Of the hand-overs of all his cases. */
  readonly handovers: readonly HandoverProgress[];
}

export interface HandoverProgress {
  readonly id: string;
  readonly heir: string;
  readonly since: Day;
  readonly cases: number;
  readonly done: number;
  readonly refused: number;
}

const COLUMNS: ScopeColumns = {
  region: 'd.region',
  department: (department) => `o.department = ${department}`,
  subject: null,
  party: null,
};

const ABSENCES_JSON = (
  day: string,
): string => `(select coalesce(json_agg(json_build_object('id', a.id, 'ground', a.ground,
    'from', a.from_day, 'until', a.until_day, 'standIn', a.stand_in, 'reasons', a.reasons) order by a.from_day), '[]')
    from absence a where a.person = o.id and a.ended_on is null and coalesce(a.until_day, 'infinity') >= ${day}::date)`;

const HANDOVERS_JSON = `(select coalesce(json_agg(json_build_object('id', h.id, 'heir', h.heir, 'since', h.since, 'cases', n.cases,
    'done', n.done, 'refused', n.refused) order by h.ordered_at desc), '[]')
    from handover h, lateral (select count(*)::int as cases, count(*) filter (where c.outcome = 'done')::int as done,
      count(*) filter (where c.outcome <> 'done')::int as refused from handover_case c where c.handover = h.id) n
   where h.person = o.id)`;

/** People in scope, by id, as of a day. */
export async function listPeople(
  pool: pg.Pool,
  scope: Scope,
  filter: { readonly id?: string | undefined; readonly department?: string | undefined },
  day: Day,
  page: Page<string>,
): Promise<OfficialRow[]> {
  const b = bindings();
  const on = b.bind(day);
  const where = every(
    within(scope, COLUMNS, b),
    page.after === null ? undefined : `o.id > ${b.bind(page.after)}`,
    filter.id === undefined ? undefined : `o.id = ${b.bind(filter.id)}`,
    filter.department === undefined ? undefined : `o.department = ${b.bind(filter.department)}`,
  );
  const { rows } = await pool.query<OfficialRow>(
    `select o.id, o.name, o.department, d.name as "departmentName", d.region, o.roles, o.disabled_at as "disabledAt",
            (select count(*)::int from case_file c where c.handler = o.id and c.closed_at is null) as "openCases",
            ${ABSENCES_JSON(on)} as absences, ${HANDOVERS_JSON} as handovers
       from official o join department d on d.id = o.department
      where ${where} order by o.id limit ${b.bind(page.limit)}`,
    b.values,
  );
  return rows;
}

export interface Recorded {
  readonly id: string;
  readonly requestHash: string;
  readonly person: string;
  readonly reasons: string;
  readonly by: string;
  readonly at: Instant;
}

export type PeopleResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'keyReused' | 'notFound' };

interface Locked {
  readonly department: string;
}

/** The person, when in scope, locked: what is recorded of one is recorded one after another. */
export async function lockPerson(client: pg.PoolClient, scope: Scope, person: string): Promise<Locked | null> {
  const b = bindings();
  const { rows } = await client.query<Locked>(
    `select o.department from official o join department d on d.id = o.department
      where o.id = ${b.bind(person)} and ${within(scope, COLUMNS, b)} for update of o`,
    b.values,
  );
  return rows[0] ?? null;
}

/** Whether the same request was answered before; the key with another one is its own answer. */
export async function repeated(
  client: pg.PoolClient,
  table: 'absence' | 'handover' | 'account_change',
  said: Recorded,
): Promise<PeopleResult | null> {
  const { rows } = await client.query<{ hash: string }>(`select request_hash as hash from ${table} where id = $1`, [
    said.id,
  ]);
  const [row] = rows;
  if (row === undefined) return null;
  return row.hash === said.requestHash ? { kind: 'done' } : { kind: 'keyReused' };
}

/** Records that somebody has left, or is away; the same request again is answered again. */
export const recordAbsence = (
  pool: pg.Pool,
  scope: Scope,
  said: Recorded & { readonly absence: Absence },
): Promise<PeopleResult> =>
  transaction(pool, async (client) => {
    const person = await lockPerson(client, scope, said.person);
    if (person === null) return { kind: 'notFound' };
    const before = await repeated(client, 'absence', said);
    if (before !== null) return before;
    const { absence } = said;
    const { rows } = await client.query<{ known: Absence[]; colleagues: string[] }>(
      `select (select coalesce(json_agg(json_build_object('ground', ground, 'from', from_day, 'until', until_day)), '[]')
                 from absence where person = $1 and ended_on is null) as known,
              (select coalesce(json_agg(o.id), '[]') from official o
                where o.id = $2 and o.id <> $1 and o.department = $3 and ${IS_THERE('o.id', '$4')}) as colleagues`,
      [said.person, absence.standIn, person.department, absence.from],
    );
    const why = whyNotAbsent(absence, rows[0] ?? { known: [], colleagues: [] });
    if (why !== null) return { kind: 'refused', refusal: why };
    await client.query(
      `insert into absence (id, request_hash, person, department, ground, from_day, until_day, stand_in, reasons, recorded_by, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[said.id, said.requestHash, said.person, person.department, absence.ground, absence.from, absence.until],
        ...[absence.standIn, said.reasons, said.by, said.at],
      ],
    );
    return { kind: 'done' };
  });

/** From that day on the person is there again; answers whether anything was ended. */
export const recordReturn = (
  pool: pg.Pool,
  scope: Scope,
  { person, on, by }: { readonly person: string; readonly on: Day; readonly by: string },
): Promise<'done' | 'notAbsent' | 'notFound'> =>
  transaction(pool, async (client) => {
    if ((await lockPerson(client, scope, person)) === null) return 'notFound';
    const { rowCount } = await client.query(
      `update absence set ended_on = $2, ended_by = $3
        where person = $1 and ended_on is null and coalesce(until_day, 'infinity') >= $2::date`,
      [person, on, by],
    );
    return (rowCount ?? 0) > 0 ? 'done' : 'notAbsent';
  });

export interface HandoverOrder extends Recorded {
  readonly to: string;
  readonly ground: string;
  readonly since: Day;
  readonly role: string;
  readonly department: string | null;
}

/** Orders that all open cases of a person go to another: they stand here from now on, and are handed over one by one. */
export const orderHandover = (pool: pg.Pool, scope: Scope, said: HandoverOrder): Promise<PeopleResult> =>
  transaction(pool, async (client) => {
    const person = await lockPerson(client, scope, said.person);
    if (person === null) return { kind: 'notFound' };
    const before = await repeated(client, 'handover', said);
    if (before !== null) return before;
    const there = await client.query(
      `select from official o where o.id = $1 and o.id <> $2 and o.department = $3 and ${IS_THERE('o.id', '$4')}`,
      [said.to, said.person, person.department, dayOf(said.at)],
    );
    if (there.rowCount !== 1) return { kind: 'refused', refusal: refusal('NOT_COLLEAGUE') };
    await client.query(
      `insert into handover (id, request_hash, person, heir, department, ground, since, reasons, ordered_by, ordered_role,
         ordered_department, ordered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[said.id, said.requestHash, said.person, said.to, person.department, said.ground, said.since, said.reasons],
        ...[said.by, said.role, said.department, said.at],
      ],
    );
    await client.query(
      `insert into handover_case (handover, case_id)
       select $1, c.id from case_file c where c.handler = $2 and c.department = $3 and c.closed_at is null`,
      [said.id, said.person, person.department],
    );
    return { kind: 'done' };
  });
