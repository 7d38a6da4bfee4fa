/** Reads behind the lists of terms and the supervisor's board. Lamps are judged as of an instant that is given. */
import type pg from 'pg';
import type { Effect, Process, TermKind } from '../domain/file/case.js';
import { dayOf, type Day, type Instant } from '../domain/time/calendar.js';
import type { SubjectKind } from '../domain/record/subject.js';
import { ATTENDANCE_JSON, IS_GONE, type Attendance } from './attendance.js';
import { bindings, every, within, type Bindings, type Page, type Scope, type ScopeColumns } from './scope.js';

const COLUMNS: ScopeColumns = {
  region: 't.region',
  department: (department) => `t.department = ${department}`,
  subject: 'c.subject_id',
  party: (party) => `t.holder = ${party}`,
};

export type Lamp = 'green' | 'yellow' | 'red' | 'grey';

/** The instant of judging, the first due day that is not near, and whose eyes see it. */
export interface Watch {
  readonly asOf: Instant;
  readonly farFrom: Day;
  /** What is red for one person only: the terms that they inherited, and what nobody has in hand when they lead. */
  readonly by?: Reader | undefined;
}

export interface Reader {
  readonly id: string;
  readonly leads: boolean;
}

export interface TermRow {
  readonly id: string;
  readonly caseId: string;
  readonly process: Process;
  readonly kind: TermKind;
  readonly holder: string;
  readonly holderName: string | null;
  readonly handler: string | null;
  /** From whom the handler has it, and since when that one is gone. */
  readonly inherited: { readonly from: string; readonly since: Day } | null;
  readonly attendance: Attendance;
  readonly article: string;
  readonly start: Day;
  readonly due: Day;
  readonly dueAt: Date;
  readonly provisional: boolean;
  readonly status: 'running' | 'paused';
  readonly lamp: Lamp;
  readonly region: string;
  readonly department: string;
  readonly departmentName: string;
  readonly recordTitle: string;
  readonly subjectName: string;
  readonly subjectKind: SubjectKind;
  /** Of the authority that determined the record. */
  readonly place: { readonly region: string; readonly department: string };
  /** What an effect's term measures: whose, and what. */
  readonly instruction: {
    readonly id: string;
    readonly party: string;
    readonly partyName: string;
    readonly effect: Effect;
    readonly content: Readonly<Record<string, string>> | null;
  } | null;
}

export interface TermFilter {
  readonly process?: Process | undefined;
  readonly lamp?: Lamp | undefined;
  readonly dueToday?: boolean | undefined;
  readonly holder?: string | undefined;
  readonly dueBefore?: Day | undefined;
  readonly department?: string | undefined;
}

export interface TermKey {
  readonly dueAt: Instant;
  readonly id: string;
}

/** Open terms in scope, soonest first. */
export async function listTerms(
  pool: pg.Pool,
  scope: Scope,
  filter: TermFilter,
  watch: Watch,
  page: Page<TermKey>,
): Promise<TermRow[]> {
  const b = bindings();
  const today = b.bind(dayOf(watch.asOf));
  const lamp = lampSql(watch, b, today);
  const { after } = page;
  const where = every(
    `t.status in ('running', 'paused')`,
    within(scope, COLUMNS, b),
    after === null ? undefined : `(t.due_at, t.id) > (${b.bind(after.dueAt)}::timestamptz, ${b.bind(after.id)})`,
    filter.process === undefined ? undefined : `t.process = ${b.bind(filter.process)}`,
    filter.lamp === undefined ? undefined : `${lamp} = ${b.bind(filter.lamp)}`,
    filter.dueToday !== true ? undefined : `${lamp} = 'yellow' and t.due_day = ${b.bind(dayOf(watch.asOf))}::date`,
    filter.holder === undefined ? undefined : `t.holder = ${b.bind(filter.holder)}`,
    filter.dueBefore === undefined ? undefined : `t.due_day < ${b.bind(filter.dueBefore)}::date`,
    filter.department === undefined ? undefined : `t.department = ${b.bind(filter.department)}`,
  );
  const { rows } = await pool.query<TermRow>(
    `select t.id, t.case_id as "caseId", t.process, t.kind, t.holder, t.article, t.start_day as start, t.due_day as due,
            t.due_at as "dueAt", t.provisional, t.status, ${lamp} as lamp, t.region, t.department, d.name as "departmentName",
            coalesce(hd.name, hp.name, hs.name) as "holderName", c.handler, case when t.inherited_from is not null then
              json_build_object('from', coalesce((select o.name from official o where o.id = t.inherited_from), t.inherited_from),
                'since', t.inherited_since) end as inherited, ${ATTENDANCE_JSON('c.handler', 'c.closed_at', today)} as attendance,
            r.title as "recordTitle", s.name as "subjectName",
            s.kind as "subjectKind", json_build_object('region', c.region, 'department', c.department) as place,
            case when i.id is not null then
              json_build_object('id', i.id, 'party', i.party, 'partyName', ip.name, 'effect', i.effect, 'content', i.content) end as instruction
     from term t join case_file c on c.id = t.case_id join record r on r.id = c.record_id
       join subject s on s.id = c.subject_id join department d on d.id = t.department
       left join department hd on hd.id = t.holder left join party hp on hp.id = t.holder
       left join subject hs on hs.id = t.holder
       left join instruction i on i.id = t.instruction_id left join party ip on ip.id = i.party
     where ${where} order by t.due_at, t.id limit ${b.bind(page.limit)}`,
    b.values,
  );
  return rows;
}

/** What is red for this reader before its time: conditions on a term and its case. */
const seatsSql = (by: Reader | undefined, { bind }: Bindings, today: string): readonly string[] => [
  ...(by === undefined ? [] : [`(t.inherited_from is not null and c.handler = ${bind(by.id)})`]),
  ...(by?.leads === true ? [`(t.holder = c.department and ${IS_GONE('c.handler', today)})`] : []),
];

function lampSql({ asOf, farFrom, by }: Watch, b: Bindings, today: string): string {
  const { bind } = b;
  const seats = seatsSql(by, b, today);
  const left = seats.length === 0 ? '' : `when ${seats.join(' or ')} then 'red'`;
  return `case when t.status = 'paused' then 'grey' when t.due_at <= ${bind(asOf)}::timestamptz then 'red' ${left}
    when t.due_day < ${bind(farFrom)}::date then 'yellow' else 'green' end`;
}

export interface BoardRow {
  readonly department: string;
  readonly departmentName: string;
  readonly red: number;
  readonly dueToday: number;
  readonly yellow: number;
  readonly green: number;
  readonly grey: number;
  /** Open cases whose handler is gone, and that nobody has inherited. */
  readonly unattended: number;
}

const BOARD_COLUMNS: ScopeColumns = {
  region: 'region',
  department: (department) => `department = ${department}`,
  subject: null,
  party: null,
};

/**
 * Open terms by lamp and department, on the day of the watch: from the folded counters and the deltas not yet folded,
 * less the paused, and with what is red before its day is over, as the list has it. `dueToday` is part of `yellow`.
 */
export async function board(
  pool: pg.Pool,
  scope: Scope,
  { asOf, farFrom, by }: Watch,
  process?: Process,
): Promise<BoardRow[]> {
  const b = bindings();
  const seen = every(
    within(scope, BOARD_COLUMNS, b),
    process === undefined ? undefined : `process = ${b.bind(process)}`,
  );
  const t = `${b.bind(dayOf(asOf))}::date`;
  const far = `${b.bind(farFrom)}::date`;
  const now = `${b.bind(asOf)}::timestamptz`;
  const closed = `(t.due_day = ${t} and t.due_at <= ${now} and t.due_at > ${now} - interval '1 day')`;
  const early = [closed, ...seatsSql(by, b, t)].map(
    (isRed) => `select t.id, t.department, t.due_day from term t join case_file c on c.id = t.case_id
      where t.status = 'running' and c.closed_at is null and t.due_day >= ${t} and ${isRed}
        and t.id in (select id from term where ${seen})`,
  );
  const { rows } = await pool.query<BoardRow>(
    `with early as (${early.join(' union ')}),
     counted as (
       select department, due_day, open_terms as n, 0 as paused, 0 as early from counter where ${seen}
       union all select department, due_day, delta, 0, 0 from counter_delta where ${seen}
       union all select department, due_day, -1, 1, 0 from term where status = 'paused' and ${seen}
       union all select department, due_day, -1, 0, 1 from early),
     gone as (
       select department, count(*)::int as n from case_file f
        where closed_at is null and handler is not null and ${IS_GONE('f.handler', t)} and ${seen} group by department)
     select c.department, d.name as "departmentName",
       (coalesce(sum(c.n) filter (where c.due_day < ${t}), 0) + sum(c.early))::int as red,
       coalesce(sum(c.n) filter (where c.due_day = ${t}), 0)::int as "dueToday",
       coalesce(sum(c.n) filter (where c.due_day >= ${t} and c.due_day < ${far}), 0)::int as yellow,
       coalesce(sum(c.n) filter (where c.due_day >= ${far}), 0)::int as green,
       sum(c.paused)::int as grey, coalesce(max(gone.n), 0) as unattended
     from counted c join department d on d.id = c.department left join gone on gone.department = c.department
     group by c.department, d.name order by red desc, yellow desc, c.department`,
    b.values,
  );
  return rows;
}
