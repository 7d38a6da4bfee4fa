/** Reads behind the case screens. */
import type pg from 'pg';
import type { ActAnswer } from '../contract/messages.js';
import type { CaseEvent, CaseState, Process, RecordStatus, Role, Severity } from '../domain/file/case.js';
import type { SubjectKind } from '../domain/record/subject.js';
import { ATTENDANCE_JSON, type Attendance } from './attendance.js';
import { prepared } from './pool.js';
import { bindings, every, within, type Page, type Scope, type ScopeColumns } from './scope.js';

const COLUMNS: ScopeColumns = {
  region: 'c.region',
  department: (department) => `(c.department = ${department} or ${department} = any (c.concerned))`,
  subject: 'c.subject_id',
  party: (party) => `exists (select from instruction i where i.case_id = c.id and i.party = ${party})`,
};
/** Without the parties, who see only the instructions of a case. */
export const WHOLE_CASE: ScopeColumns = { ...COLUMNS, party: null };

export interface CaseRow {
  readonly id: string;
  readonly process: Process;
  readonly recordId: string;
  readonly recordTitle: string;
  readonly subjectName: string;
  readonly subjectKind: SubjectKind;
  readonly region: string;
  readonly department: string;
  readonly stage: CaseState['stage'];
  readonly outcome: CaseState['outcome'];
  readonly handler: string | null;
  readonly inherited: InheritedCase | null;
  readonly attendance: Attendance;
  readonly version: number;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

/** From whom the handler has it, by name, and since when that one is gone. */
export interface InheritedCase {
  readonly from: string;
  readonly since: string;
}

const INHERITED_JSON = `case when c.state->'inherited' is not null then json_build_object('since', c.state->'inherited'->'since',
    'from', coalesce((select o.name from official o where o.id = c.state->'inherited'->>'from'), c.state->'inherited'->>'from')) end`;

export interface CaseFilter {
  readonly process?: string | undefined;
  readonly stage?: string | undefined;
  readonly record?: string | undefined;
  readonly application?: string | undefined;
  readonly open?: boolean | undefined;
  /** The mail about one of its documents came back, and nothing else has reached the party. */
  readonly mailReturned?: boolean | undefined;
}

const MAIL_RETURNED = `exists (select from notice n
    where n.case_id = c.id and n.returned_at is not null and n.served_at is null and n.void_since is null)`;

/** Cases in scope, by id. Parties do not list cases: they have their instructions. */
export async function listCases(
  pool: pg.Pool,
  scope: Scope,
  filter: CaseFilter,
  page: Page<string>,
  today: string,
): Promise<CaseRow[]> {
  const b = bindings();
  const attendance = ATTENDANCE_JSON('c.handler', 'c.closed_at', b.bind(today));
  const where = every(
    within(scope, WHOLE_CASE, b),
    page.after === null ? undefined : `c.id > ${b.bind(page.after)}`,
    filter.process === undefined ? undefined : `c.process = ${b.bind(filter.process)}`,
    filter.stage === undefined ? undefined : `c.stage = ${b.bind(filter.stage)}`,
    filter.record === undefined ? undefined : `c.record_id = ${b.bind(filter.record)}`,
    filter.application === undefined ? undefined : `c.application_id = ${b.bind(filter.application)}`,
    filter.open === undefined ? undefined : `c.closed_at is ${filter.open ? '' : 'not '}null`,
    filter.mailReturned === undefined ? undefined : `${filter.mailReturned ? '' : 'not '}${MAIL_RETURNED}`,
  );
  const text = `
     select c.id, c.process, c.record_id as "recordId", r.title as "recordTitle", s.name as "subjectName",
            s.kind as "subjectKind", c.region,
            c.department, c.stage, c.outcome, c.handler, ${INHERITED_JSON} as inherited, ${attendance} as attendance, c.version, c.opened_at as "openedAt", c.closed_at as "closedAt"
     from case_file c join record r on r.id = c.record_id join subject s on s.id = c.subject_id
     where ${where} order by c.id limit ${b.bind(page.limit)}`;
  const { rows } = await pool.query<CaseRow>(prepared(text, b.values));
  return rows;
}

export interface Application {
  readonly id: string;
  readonly channel: 'credit-china' | 'necips' | 'window';
  readonly channelNumber: string;
  readonly receivedOn: string;
  readonly electronicService: boolean;
  readonly receivedAt: Date;
  /** Those in scope, by id. */
  readonly cases: readonly CaseRow[];
}

/** One application and its cases in scope; null when none of them is. */
export async function applicationFile(
  pool: pg.Pool,
  scope: Scope,
  id: string,
  today: string,
): Promise<Application | null> {
  const page = { limit: MOST_OF_ONE_APPLICATION, after: null };
  const cases = await listCases(pool, scope, { application: id }, page, today);
  if (cases.length === 0) return null;
  const { rows } = await pool.query<Omit<Application, 'cases'>>(
    `select id, channel, channel_number as "channelNumber", received_on as "receivedOn",
            electronic_service as "electronicService", received_at as "receivedAt"
     from application where id = $1`,
    [id],
  );
  return rows[0] === undefined ? null : { ...rows[0], cases };
}

/** Its records, and each of them again for every application that was refused and repeated under the same number. */
const MOST_OF_ONE_APPLICATION = 500;

export interface CaseFileRow {
  readonly state: CaseState;
  /** false: seen only as the party that was instructed. */
  readonly whole: boolean;
  readonly departmentName: string;
  readonly inherited: InheritedCase | null;
  readonly attendance: Attendance;
  readonly record: {
    readonly id: string;
    readonly title: string;
    readonly kind: string;
    readonly list: string | null;
    readonly documentNumber: string;
    readonly decisionDate: string;
    readonly severity: Severity | null;
    readonly status: RecordStatus;
  };
  readonly subject: { readonly name: string; readonly code: string; readonly kind: SubjectKind };
  /** By the id of its act: what names persons. Nothing once that is erased. */
  readonly said: Readonly<Record<string, Said>>;
}

export interface Said {
  readonly evidence: string | null;
  readonly helper: string | null;
  readonly interviewers: readonly string[] | null;
}

const SAID = `
  (select coalesce(json_object_agg(p.act_id, json_build_object('evidence', p.payload->'evidence', 'helper', p.payload->'helper',
            'interviewers', p.payload->'interviewers')), '{}')
     from journal j join personal p on p.act_id = j.act_id
    where j.case_id = c.id and j.act in ('recordService', 'assignHelper', 'scheduleInterview'))`;

/** One case file in scope, or null. */
export async function caseFile(
  pool: pg.Pool,
  scope: Scope,
  caseId: string,
  today: string,
): Promise<CaseFileRow | null> {
  const b = bindings();
  const attendance = ATTENDANCE_JSON('c.handler', 'c.closed_at', b.bind(today));
  const whole = within(scope, WHOLE_CASE, b);
  const { rows } = await pool.query<CaseFileRow>(
    `select c.state, ${whole} as whole, d.name as "departmentName",
            ${INHERITED_JSON} as inherited, ${attendance} as attendance,
            json_build_object('id', r.id, 'title', r.title, 'kind', r.kind, 'list', r.list, 'documentNumber', r.document_number,
              'decisionDate', r.decision_date, 'severity', r.severity, 'status', r.status) as record,
            json_build_object('name', s.name, 'code', s.code, 'kind', s.kind) as subject,
            ${SAID} as said
     from case_file c join record r on r.id = c.record_id join subject s on s.id = c.subject_id
       join department d on d.id = c.department
     where c.id = ${b.bind(caseId)} and ${within(scope, COLUMNS, b)}`,
    b.values,
  );
  return rows[0] ?? null;
}

export interface CaseTarget {
  readonly process: Process;
  readonly recordId: string;
  readonly docket: string;
  readonly region: string;
  readonly department: string;
}

/** Where an act on this case goes, when the case is in scope. */
export async function caseTarget(pool: pg.Pool, scope: Scope, caseId: string): Promise<CaseTarget | null> {
  const b = bindings();
  const { rows } = await pool.query<CaseTarget>(
    `select c.process, c.record_id as "recordId", c.docket, c.region, c.department from case_file c
     where c.id = ${b.bind(caseId)} and ${within(scope, WHOLE_CASE, b)}`,
    b.values,
  );
  return rows[0] ?? null;
}

export interface JournalRow {
  readonly seq: number;
  readonly act: string;
  readonly actor: string;
  readonly actorRole: Role;
  readonly actorDepartment: string | null;
  readonly actorDepartmentName: string | null;
  readonly effectiveAt: Date;
  readonly receivedAt: Date;
  readonly recordedAt: Date;
  readonly events: readonly CaseEvent[];
  /** What was said and what came of it were erased by order. */
  readonly erased: boolean;
  /** null once erased. */
  readonly payload: unknown;
  readonly previous: string;
  readonly hash: string;
}

/** A case file and a page of its journal, oldest first; null when the case is not in scope. */
export async function caseJournal(
  pool: pg.Pool,
  scope: Scope,
  caseId: string,
  page: Page<number>,
  today: string,
): Promise<{ readonly file: CaseFileRow; readonly rows: readonly JournalRow[] } | null> {
  const file = await caseFile(pool, scope, caseId, today);
  if (file === null || !file.whole) return null;
  const { rows } = await pool.query<JournalRow>(
    `select j.seq, j.act, j.actor, j.actor_role as "actorRole", j.actor_department as "actorDepartment",
            d.name as "actorDepartmentName", j.effective_at as "effectiveAt", j.received_at as "receivedAt",
            j.recorded_at as "recordedAt", coalesce(j.events, '[]') as events, p.payload, j.events is null as erased, j.previous, j.hash
     from journal j left join personal p on p.act_id = j.act_id left join department d on d.id = j.actor_department
     where j.case_id = $1 and j.seq > $2 order by j.seq limit $3`,
    [caseId, page.after ?? -1, page.limit],
  );
  return { file, rows };
}

/** What this act was answered, and the request it came with; null when it was never committed. */
export async function answerOf(
  pool: pg.Pool,
  actId: string,
): Promise<{ readonly answer: ActAnswer; readonly requestHash: string } | null> {
  const { rows } = await pool.query<{ answer: ActAnswer; requestHash: string }>(
    `select answer, request_hash as "requestHash" from journal where act_id = $1`,
    [actId],
  );
  return rows[0] ?? null;
}
