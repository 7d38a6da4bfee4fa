/** Writes what a transaction decided, in one statement: files, journal, terms, instructions, notices, counters. */
import type pg from 'pg';
import type { ActAnswer, ActMessage } from '../contract/messages.js';
import type { CaseEvent, CaseState, Term, TermKind } from '../domain/file/case.js';
import { isOpen } from '../domain/file/clock.js';
import { enforcementOf, measureState, type MeasureState } from '../domain/record/enforcement.js';
import type { Measure } from '../domain/file/particulars.js';
import type { LinkedAct } from '../domain/file/desk.js';
import type { RecordFacts } from '../domain/record/record-facts.js';
import type { RecordFile, StoredCase } from './file.js';

/** One act on its way into the journal. */
export interface Entry {
  readonly caseId: string;
  readonly seq: number;
  readonly act: ActMessage;
  events: readonly CaseEvent[];
  readonly recordedAt: string;
  answer: ActAnswer;
  readonly salt: string;
  readonly hash: string;
  eventsHash: string;
  previous: string;
  chained: string;
}

/** A file as it was stored and as it is to be. */
export interface Held {
  readonly stored: StoredCase | null;
  readonly state: CaseState;
  readonly head: string;
}

const WRITE = `
with j as (select $1::jsonb as d),
applications as (
  insert into application (id, subject_id, channel, channel_number, received_on, electronic_service, received_at)
  select a.* from j, jsonb_to_recordset(d->'applications') as a
    (id text, subject_id text, channel text, channel_number text, received_on date, electronic_service boolean, received_at timestamptz)
  on conflict (id) do nothing),
contacts as (
  insert into contact (id, subject_id, agent)
  select c.* from j, jsonb_to_recordset(d->'contacts') as c (id text, subject_id text, agent jsonb)
  on conflict (id) do nothing),
files as (
  insert into case_file (id, process, docket, record_id, subject_id, application_id, region, department, concerned, stage, outcome, handler,
    version, head, state, next_alarm_at, opened_at, closed_at, moved_at, calendar)
  select f.* from j, jsonb_to_recordset(d->'files') as f
    (id text, process text, docket text, record_id text, subject_id text, application_id text, region text, department text, concerned text[], stage text,
     outcome text, handler text, version int, head text, state jsonb, next_alarm_at timestamptz, opened_at timestamptz,
     closed_at timestamptz, moved_at timestamptz, calendar int)
  on conflict (id) do update set concerned = excluded.concerned, stage = excluded.stage, outcome = excluded.outcome, handler = excluded.handler,
    version = excluded.version, head = excluded.head, state = excluded.state, next_alarm_at = excluded.next_alarm_at,
    closed_at = excluded.closed_at, moved_at = excluded.moved_at, calendar = excluded.calendar),
dated as (
  update case_file c set calendar = (d->>'calendar')::int from j, jsonb_array_elements_text(d->'dated') as x where c.id = x),
entries as (
  insert into journal (case_id, seq, act_id, act, actor, actor_role, actor_department, effective_at, received_at, recorded_at,
    request_hash, payload_hash, events, events_hash, answer, previous, hash)
  select e.* from j, jsonb_to_recordset(d->'entries') as e
    (case_id text, seq int, act_id text, act text, actor text, actor_role text, actor_department text, effective_at timestamptz,
     received_at timestamptz, recorded_at timestamptz, request_hash text, payload_hash text, events jsonb, events_hash text, answer jsonb,
     previous text, hash text)),
persons as (
  insert into personal (act_id, subject_id, salt, payload)
  select p.* from j, jsonb_to_recordset(d->'personal') as p (act_id text, subject_id text, salt text, payload jsonb)),
terms as (
  insert into term (id, case_id, kind, holder, rule_id, article, start_day, due_day, due_at, provisional, status, ended_at,
    instruction_id, region, department, process, inherited_from, inherited_since)
  select t.* from j, jsonb_to_recordset(d->'terms') as t
    (id text, case_id text, kind text, holder text, rule_id text, article text, start_day date, due_day date, due_at timestamptz,
     provisional boolean, status text, ended_at timestamptz, instruction_id text, region text, department text, process text,
     inherited_from text, inherited_since date)
  on conflict (id) do update set start_day = excluded.start_day, due_day = excluded.due_day, due_at = excluded.due_at,
    provisional = excluded.provisional, status = excluded.status, ended_at = excluded.ended_at,
    inherited_from = excluded.inherited_from, inherited_since = excluded.inherited_since),
instructions as (
  insert into instruction (id, case_id, record_id, party, adapter, effect, measure_id, content, state, receipt, detail, issued_at, moved_at, region, department)
  select i.id, i.case_id, i.record_id, i.party, i.adapter, i.effect, i.measure_id, i.content, i.state, i.receipt, i.detail,
    greatest(i.issued_at, (select max(k.issued_at) + interval '1 ms' from instruction k where k.record_id = i.record_id)),
    i.moved_at, i.region, i.department
  from j, jsonb_to_recordset(d->'instructions') as i
    (id text, case_id text, record_id text, party text, adapter text, effect text, measure_id text, content jsonb, state text, receipt text, detail text,
     issued_at timestamptz, moved_at timestamptz, region text, department text)
  on conflict (id) do update set state = excluded.state, receipt = excluded.receipt, detail = excluded.detail, moved_at = excluded.moved_at),
notices as (
  insert into notice (id, case_id, kind, authority, number, series, series_no, signed_on, announcement, served_at, service,
    void_since, replaced_by, returned_at)
  select n.* from j, jsonb_to_recordset(d->'notices') as n
    (id text, case_id text, kind text, authority text, number text, series text, series_no int, signed_on date,
     announcement text, served_at timestamptz, service jsonb, void_since date, replaced_by text, returned_at timestamptz)
  on conflict (id) do update set announcement = excluded.announcement, served_at = excluded.served_at, service = excluded.service,
    void_since = excluded.void_since, replaced_by = excluded.replaced_by, returned_at = excluded.returned_at),
disclosures as (
  insert into record_party (record_id, party, effects)
  select p.* from j, jsonb_to_recordset(d->'disclosures') as p (record_id text, party text, effects text[])
  on conflict (record_id, party) do update set effects = excluded.effects),
measures as (
  insert into measure (id, case_id, record_id, subject_id, party, code, laid_on, wish, in_force, until, region, department)
  select m.* from j, jsonb_to_recordset(d->'measures') as m
    (id text, case_id text, record_id text, subject_id text, party text, code text, laid_on text, wish text, in_force boolean, until date,
     region text, department text)
  on conflict (id) do update set wish = excluded.wish, in_force = excluded.in_force),
linked as (
  insert into linked_act (id, record_id, act, written_at)
  select l.* from j, jsonb_to_recordset(d->'linked') as l (id text, record_id text, act jsonb, written_at timestamptz)
  on conflict (id) do nothing),
breaches as (
  insert into breach (id, subject_id, record_id, ground, recorded_on, until, article)
  select b.* from j, jsonb_to_recordset(d->'breaches') as b
    (id text, subject_id text, record_id text, ground text, recorded_on date, until date, article text)),
deltas as (
  insert into counter_delta (due_day, process, region, department, delta)
  select c.* from j, jsonb_to_recordset(d->'deltas') as c (due_day date, process text, region text, department text, delta int))
update record r set status = coalesce(m.status, r.status), severity = coalesce(m.severity, r.severity),
       severity_basis = coalesce(m.severity_basis, r.severity_basis), decision_date = coalesce(m.decision_date, r.decision_date),
       document_number = coalesce(m.document_number, r.document_number), moved_at = m.at
  from j, jsonb_to_recordset(d->'records') as m
    (id text, status text, severity text, severity_basis text, decision_date date, document_number text, at timestamptz)
 where r.id = m.id`;

/** Writes the moved files and their entries, and which other files are `dated` by the calendar in force. */
export async function writeFile(
  client: pg.PoolClient,
  file: RecordFile,
  record: RecordFacts,
  held: readonly Held[],
  {
    entries,
    told,
    dated,
  }: { readonly entries: readonly Entry[]; readonly told: readonly LinkedAct[]; readonly dated: readonly string[] },
): Promise<void> {
  const moved = held.filter((h) => entries.some((e) => e.caseId === h.state.caseId));
  const data = {
    ...applicationRows(file, entries),
    files: moved.map((h) => fileRow(h, entries, calendarOf(h, file.calendarVersion, dated))),
    calendar: file.calendarVersion,
    dated: dated.filter((id) => !moved.some((h) => h.state.caseId === id)),
    entries: entries.map(entryRow),
    personal: entries.map((e) => ({
      act_id: e.act.id,
      subject_id: file.record.subjectId,
      salt: e.salt,
      payload: e.act.payload ?? {},
    })),
    terms: moved.flatMap((h) => changed(h.stored?.state.terms, h.state.terms).map((t) => termRow(h.state, t))),
    instructions: moved.flatMap((h) => instructionRows(h, entries)),
    notices: moved.flatMap((h) => noticeRows(h)),
    disclosures: disclosureRows(file, record, entries),
    measures: moved.flatMap(measureRows),
    deltas: moved.flatMap(deltas),
    linked: told.map(({ record: to, act }) => ({
      id: act.id,
      record_id: to,
      act,
      written_at: entries.at(-1)?.recordedAt,
    })),
    breaches: breachRows(file, entries),
    records: recordRows(file, entries),
  };
  await client.query({ name: 'write', text: WRITE, values: [JSON.stringify(data)] });
}

/** Items that are new or were replaced; folding keeps the others as they were. */
function changed<T extends { readonly id: string }>(
  before: readonly T[] | undefined,
  after: readonly T[],
): readonly T[] {
  const known = new Set(before ?? []);
  return after.filter((item) => !known.has(item));
}

/** A file whose re-dating failed, by a defect, is still behind. */
const calendarOf = ({ stored, state }: Held, version: number, dated: readonly string[]): number =>
  stored === null || dated.includes(state.caseId) ? version : stored.calendar;

function fileRow({ state, head }: Held, entries: readonly Entry[], calendar: number): object {
  const alarms = state.terms.filter((t) => t.status === 'running').flatMap((t) => t.alarms.map((a) => a.at));
  return {
    id: state.caseId,
    process: state.process,
    docket: state.docket,
    record_id: state.recordId,
    subject_id: state.subjectId,
    application_id: state.applicationId,
    region: state.region,
    department: state.department,
    concerned: [...new Set(state.terms.map((t) => responsible(state, t)))].filter((d) => d !== state.department),
    stage: state.stage,
    outcome: state.outcome,
    handler: state.handler,
    version: state.version,
    head,
    state,
    next_alarm_at: alarms.sort()[0] ?? null,
    opened_at: state.openedAt,
    closed_at: state.closedAt,
    moved_at: entries.at(-1)?.recordedAt,
    calendar,
  };
}

function entryRow(e: Entry): object {
  return {
    case_id: e.caseId,
    seq: e.seq,
    act_id: e.act.id,
    act: e.act.name,
    actor: e.act.actor.id,
    actor_role: e.act.actor.role,
    actor_department: e.act.actor.department,
    effective_at: e.act.effectiveAt,
    received_at: e.act.receivedAt,
    recorded_at: e.recordedAt,
    request_hash: e.act.requestHash,
    payload_hash: e.hash,
    events: e.events,
    events_hash: e.eventsHash,
    answer: e.answer,
    previous: e.previous,
    hash: e.chained,
  };
}

/** Clocks held by a subject or an outside party: the authority answers for them to its supervisor. */
const HELD_OUTSIDE: ReadonlySet<TermKind> = new Set<TermKind>([
  'effect',
  'supplement',
  'statement',
  'rectification',
  'grace',
  'maxPublicity',
  'measureEnd',
  'papers',
]);
const responsible = (state: CaseState, { kind, holder }: Term): string =>
  HELD_OUTSIDE.has(kind) ? state.department : holder;

function termRow(state: CaseState, t: Term): object {
  return {
    id: t.id,
    case_id: state.caseId,
    kind: t.kind,
    holder: t.holder,
    rule_id: t.rule.ruleId,
    article: t.rule.article,
    start_day: t.start,
    due_day: t.derivation.due,
    due_at: t.derivation.dueAt,
    provisional: t.derivation.provisional,
    status: t.status,
    ended_at: t.endedAt,
    instruction_id: t.instructionId,
    region: state.region,
    department: responsible(state, t),
    process: state.process,
    inherited_from: t.inherited?.from ?? null,
    inherited_since: t.inherited?.since ?? null,
  };
}

/** Issued when it was recorded, and after all that was said of the record before: receivers go by the later word. */
function instructionRows({ stored, state }: Held, entries: readonly Entry[]): object[] {
  const recordedAt = entries.at(-1)?.recordedAt;
  return changed(stored?.state.instructions, state.instructions).map((i) => ({
    id: i.id,
    case_id: state.caseId,
    record_id: state.recordId,
    party: i.party,
    adapter: i.adapter,
    effect: i.effect,
    measure_id: i.measureId ?? null,
    content: i.content ?? null,
    state: i.state,
    receipt: i.receipt,
    detail: i.detail,
    issued_at: recordedAt,
    moved_at: i.movedAt,
    region: state.region,
    department: state.department,
  }));
}

function noticeRows({ stored, state }: Held): object[] {
  const known = new Set((stored?.state.notices ?? []).map((n) => JSON.stringify(n)));
  return state.notices
    .filter((n) => !known.has(JSON.stringify(n)))
    .map((n) => {
      const split = /^(.*〕)(\d+)号$/.exec(n.number ?? '');
      return {
        id: n.id,
        case_id: state.caseId,
        kind: n.kind,
        authority: n.authority,
        number: n.number,
        series: split?.[1],
        series_no: Number(split?.[2]),
        signed_on: n.signedOn,
        announcement: n.announcement,
        served_at: n.service?.servedAt ?? null,
        service: n.service,
        void_since: n.voided?.since ?? null,
        replaced_by: n.voided?.replacedBy ?? null,
        returned_at: n.returned?.at ?? null,
      };
    });
}

/** +1 for every clock that now is open on its day, −1 for every one that was. */
function deltas({ stored, state }: Held): object[] {
  const before = stored?.state.terms ?? [];
  const row = (t: Term, delta: number) => ({
    due_day: t.derivation.due,
    process: state.process,
    region: state.region,
    department: responsible(state, t),
    delta,
  });
  return changed(before, state.terms).flatMap((t) => {
    const was = before.find((b) => b.id === t.id);
    const wasOpen = was !== undefined && isOpen(was);
    if (wasOpen && isOpen(t) && was.derivation.due === t.derivation.due) return [];
    return [...(wasOpen ? [row(was, -1)] : []), ...(isOpen(t) ? [row(t, 1)] : [])];
  });
}

function recordRows(file: RecordFile, entries: readonly Entry[]): object[] {
  const moves = entries.flatMap((e) => e.events.map((event) => ({ event, at: e.recordedAt })));
  const numbers = new Map(
    moves.flatMap(({ event }) =>
      event.type === 'noticeSigned' ? [[event.notice.id, event.notice.number] as const] : [],
    ),
  );
  const row = { id: file.record.id };
  const folded = moves.reduce<object | null>((acc, { event, at }) => {
    switch (event.type) {
      case 'recordMoved':
        return { ...(acc ?? row), status: event.status, at };
      case 'recordClassified':
        return { ...(acc ?? row), severity: event.severity, severity_basis: 'person', at };
      case 'recordDecided':
        return {
          ...(acc ?? row),
          severity: event.severity,
          severity_basis: 'decision',
          decision_date: event.decisionDate,
          document_number: event.documentNumber ?? numbers.get(event.noticeId ?? ''),
          at,
        };
      default:
        return acc;
    }
  }, null);
  return folded === null ? [] : [folded];
}

/** What was recorded of the subject: until when it may not apply. */
const breachRows = ({ record }: RecordFile, entries: readonly Entry[]): object[] =>
  entries.flatMap(({ caseId, events }) =>
    events.flatMap((e) =>
      e.type !== 'breachRecorded'
        ? []
        : [
            {
              ...{ id: caseId, subject_id: record.subjectId, record_id: record.id },
              ...{ ground: e.ground, recorded_on: e.on, until: e.until, article: e.article },
            },
          ],
    ),
  );

/** Whoever was given the record now, with all that he was ever given it for. */
function disclosureRows(file: RecordFile, record: RecordFacts, entries: readonly Entry[]): object[] {
  const given = new Set(entries.flatMap((e) => e.events.flatMap((v) => (v.type === 'disclosed' ? [v.party] : []))));
  return record.parties
    .filter(({ party }) => given.has(party))
    .map(({ party, effects }) => ({ record_id: file.record.id, party, effects }));
}

/** Measures whose wish changed, or that their departments have taken or declined. */
function measureRows({ stored, state }: Held): object[] {
  const before = new Map(
    stored === null ? [] : enforcementOf(stored.state).measures.map((m) => [m.id, rowOf(stored.state, m)] as const),
  );
  return enforcementOf(state)
    .measures.map((m) => rowOf(state, m))
    .filter((row) => JSON.stringify(row) !== JSON.stringify(before.get(row.id)));
}

const IN_FORCE: ReadonlySet<MeasureState> = new Set<MeasureState>(['initiated', 'applied', 'resuming']);

const rowOf = (state: CaseState, m: Measure) => ({
  id: m.id,
  case_id: state.caseId,
  record_id: state.recordId,
  subject_id: state.subjectId,
  party: m.party,
  code: m.code,
  laid_on: m.on ?? null,
  wish: m.wish,
  in_force: IN_FORCE.has(measureState(state, m)),
  until: m.until,
  region: state.region,
  department: state.department,
});

/** Whom an opening act names to be written to; follows of it name nobody. */
function contactOf({ caseId, seq, act }: Entry): { id: string; agent: unknown }[] {
  const { payload } = act;
  if (seq !== 1 || typeof payload !== 'object' || payload === null || !('contact' in payload)) return [];
  return payload.contact === undefined ? [] : [{ id: caseId, agent: payload.contact }];
}

interface AppliedPayload {
  readonly applicationId: string;
  readonly receivedOn: string;
  readonly electronicService: boolean;
  readonly application: { readonly channel: string; readonly channelNumber: string; readonly agent: unknown };
}

function applicationRows(file: RecordFile, entries: readonly Entry[]): { applications: object[]; contacts: object[] } {
  const applied = entries.filter((e) => e.act.name === 'apply').map((e) => ({ e, p: e.act.payload as AppliedPayload }));
  return {
    applications: applied.map(({ e, p }) => ({
      id: p.applicationId,
      subject_id: file.record.subjectId,
      channel: p.application.channel,
      channel_number: p.application.channelNumber,
      received_on: p.receivedOn,
      electronic_service: p.electronicService,
      received_at: e.act.receivedAt,
    })),
    contacts: [
      ...applied.map(({ p }) => ({ id: p.applicationId, agent: p.application.agent })),
      ...entries.flatMap((e) => contactOf(e)),
    ].map((contact) => ({ ...contact, subject_id: file.record.subjectId })),
  };
}
