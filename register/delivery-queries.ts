/** What is needed to send things out and to print a document, each read in one query. */
import type pg from 'pg';
import { dayOf, type Day, type Instant } from '../domain/time/calendar.js';
import type { ConfirmAddressPayload } from '../domain/file/address.js';
import { evolve, type CaseEvent, type CaseState, type Notice } from '../domain/file/case.js';
import { repairPack, type AuthorityKind } from '../domain/law/pack.js';
import { listingPack } from '../domain/law/packs.js';
import type { TermRule } from '../domain/time/term.js';
import { knownAt, OVERRIDES_JSON, type DatedOverride } from './overrides.js';

type Database = Pick<pg.Pool, 'query'>;

export interface PartyAddress {
  readonly id: string;
  readonly name: string;
  readonly adapter: 'http' | 'manual';
  readonly url: string | null;
}

/** Who and what a case is about. */
export interface CaseSubject {
  readonly subject: {
    readonly kind: 'organisation' | 'person';
    readonly codeKind: string;
    readonly code: string;
    readonly name: string;
  };
  readonly record: {
    readonly documentNumber: string;
    readonly kind: string;
    readonly title: string;
    readonly decisionDate: Day;
  };
  readonly authority: { readonly name: string; readonly email: string | null };
  readonly application: {
    readonly channel: 'credit-china' | 'necips' | 'window';
    readonly channelNumber: string;
    readonly receivedOn: Day;
  } | null;
}

export type Way = 'mail' | 'sms';

/** What came of one way for good. */
export interface Announced {
  readonly outcome: 'done' | 'failed';
  /** For officials; null: the mail went out. */
  readonly detail: string | null;
}

export interface DeliveryFile extends CaseSubject {
  readonly state: CaseState;
  /** As the party has last confirmed it, else of the agent (经办人); null when there is none or it was erased. */
  readonly agentEmail: string | null;
  readonly parties: readonly PartyAddress[];
  /** Where the party wants SMS as well, as it has last confirmed it; null when nowhere, or it was erased. */
  readonly mobile: string | null;
  /** Notice id → what its mail and its SMS are known by. */
  readonly keys: Readonly<Record<string, Readonly<Record<Way, string>>>>;
  /** Notice id → what came of each way by which it was announced, where there are two. */
  readonly announced: Readonly<Record<string, Partial<Record<Way, Announced>>>>;
  /** Instruction id → when it was issued, of those still to be sent. */
  readonly issuedAt: Readonly<Record<string, Instant>>;
}

const ABOUT = `
  json_build_object('kind', s.kind, 'codeKind', s.code_kind, 'code', s.code, 'name', s.name) as subject,
  json_build_object('documentNumber', r.document_number, 'kind', r.kind, 'title', r.title,
    'decisionDate', to_char(r.decision_date, 'YYYY-MM-DD')) as record,
  json_build_object('name', d.name, 'email', d.email) as authority,
  case when a.id is not null then json_build_object('channel', a.channel, 'channelNumber', a.channel_number,
    'receivedOn', to_char(a.received_on, 'YYYY-MM-DD')) end as application`;

const FROM_CASE = `
  from case_file c
  join record r on r.id = c.record_id
  join subject s on s.id = c.subject_id
  join department d on d.id = c.department
  left join application a on a.id = c.application_id`;

const DELIVERY = `
  select c.state, ${ABOUT},
    coalesce(said.payload->'contact'->>'email', k.agent->>'email') as "agentEmail",
    said.payload->'contact'->>'mobile' as mobile,
    (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'adapter', p.adapter, 'url', p.url)), '[]')
       from party p where p.id in (select i.party from instruction i where i.case_id = c.id)) as parties,
    (select coalesce(json_object_agg(i.id, to_char(i.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), '{}')
       from instruction i where i.case_id = c.id and i.state = 'pending') as "issuedAt",
    (select coalesce(json_object_agg(n.id, json_build_object('mail', n.mail_key, 'sms', n.sms_key)), '{}')
       from notice n where n.case_id = c.id) as keys,
    (select coalesce(json_object_agg(w.notice_id, w.ways), '{}') from (
       select w.notice_id, json_object_agg(w.way, json_build_object('outcome', w.outcome, 'detail', w.detail)) as ways
         from announced w join notice n on n.id = w.notice_id where n.case_id = c.id group by w.notice_id) w) as announced
  ${FROM_CASE}
  left join contact k on k.id = coalesce(c.application_id, c.id)
  left join personal said on said.act_id = c.state->'confirmation'->>'saidIn'
  where c.id = $1`;

/** Everything that sending out the items of one case needs; null when there is no such case. */
export async function readDeliveryFile(db: Database, caseId: string): Promise<DeliveryFile | null> {
  const { rows } = await db.query<DeliveryFile>({ name: 'read-delivery', text: DELIVERY, values: [caseId] });
  return rows[0] ?? null;
}

/** Two attempts at once may both have sent it, under one id: the first word stays. */
export async function keepAnnounced(
  db: Database,
  { noticeId, way, outcome, detail, at }: Announced & { noticeId: string; way: Way; at: Instant },
): Promise<void> {
  await db.query({
    name: 'keep-announced',
    text: `insert into announced (notice_id, way, outcome, detail, at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    values: [noticeId, way, outcome, detail, at],
  });
}

/** A document with the case as it stood when it was signed: what happened later does not change its text. */
export interface NoticeFile extends CaseSubject {
  readonly notice: Notice;
  readonly atSigning: CaseState;
  /** The applicant's own term after a 补正告知书; it starts only when that is served. */
  readonly supplementTerm: TermRule;
  /** The party's own term after a notice before listing; it starts only when that is served. */
  readonly statementTerm: TermRule;
  readonly listName: string | null;
  /** Of the minutes of an interview: who was there, which is kept apart from the file and may be erased. */
  readonly named?: Interviewed;
  /** Of a 送达地址确认书: where the party is reached, kept apart likewise; null: it was erased. */
  readonly confirmed?: ServiceAddress | null;
}

export type ServiceAddress = ConfirmAddressPayload['contact'] & {
  /** SHA-256 of the signed original; null: it was signed in the system. */
  readonly original: string | null;
};

export interface Interviewed {
  readonly interviewers?: readonly string[] | null;
  readonly attendees?: readonly string[] | null;
  /** SHA-256 of the minutes that both have signed. */
  readonly minutes?: string | null;
  readonly voluntary?: boolean | null;
}

interface NoticeRow extends CaseSubject {
  readonly acts: readonly { readonly id: string; readonly events: readonly CaseEvent[] }[] | null;
  readonly authorityKind: AuthorityKind;
  readonly list: string | null;
  readonly overrides: readonly DatedOverride[];
}

/** The case as the document left it, and the act that signed it. */
interface Signing {
  readonly state: CaseState;
  readonly actId: string;
}

const NOTICE = `
  select ${ABOUT}, d.authority_kind as "authorityKind", r.list,
    (select json_agg(json_build_object('id', j.act_id, 'events', j.events) order by j.seq)
       from journal j where j.case_id = c.id and j.events is not null) as acts,
    ${OVERRIDES_JSON} as overrides
  ${FROM_CASE}
  where c.id = (select n.case_id from notice n where n.id = $1)`;

/** The document as it was signed; null when there is none of that id. */
export async function readNoticeFile(db: Database, noticeId: string): Promise<NoticeFile | null> {
  const { rows } = await db.query<NoticeRow>({ name: 'read-notice', text: NOTICE, values: [noticeId] });
  const row = rows[0];
  if (row === undefined) return null;
  let state: CaseState | null = null;
  const signings = new Map<string, Signing>();
  for (const { id, events } of row.acts ?? []) {
    state = events.reduce(evolve, state);
    if (state === null) continue;
    for (const n of state.notices) if (!signings.has(n.id)) signings.set(n.id, { state, actId: id });
    const notice = state.notices.find((n) => n.id === noticeId);
    // A copy of a spoiled document says what that one said.
    const signing = signings.get(notice?.copyOf ?? noticeId);
    if (notice !== undefined && signing !== undefined) {
      const { subject, record, authority, application } = row;
      return {
        subject,
        record,
        authority,
        application,
        notice,
        atSigning: signing.state,
        supplementTerm: supplementTerm(row, signing.state),
        statementTerm: statementTerm(row, signing.state),
        listName: row.list,
        ...(notice.kind === 'interviewMinutes'
          ? { named: await readInterviewed(db, signing.state, signing.actId) }
          : {}),
        ...(notice.kind === 'addressConfirmation' ? { confirmed: await readAddress(db, signing.actId) } : {}),
      };
    }
  }
  return null;
}

const INTERVIEWED = `
  select p.payload->'interviewers' as interviewers, p.payload->'attendees' as attendees, p.payload->'minutes' as minutes,
    p.payload->'voluntary' as voluntary
  from personal p where p.act_id = any ($1)`;

/** From the act that called the party in, and the act that tells how it went. */
async function readInterviewed(db: Database, { particulars }: CaseState, toldIn: string): Promise<Interviewed> {
  const calledIn = particulars?.of === 'rectification' ? (particulars.interviews.at(-1)?.saidIn ?? '') : '';
  const { rows } = await db.query<Interviewed>({
    name: 'read-interviewed',
    text: INTERVIEWED,
    values: [[calledIn, toldIn]],
  });
  const said = <K extends keyof Interviewed>(key: K) => rows.map((r) => r[key]).find((v) => v !== null) ?? null;
  return {
    ...{ interviewers: said('interviewers'), attendees: said('attendees') },
    ...{ minutes: said('minutes'), voluntary: said('voluntary') },
  };
}

async function readAddress(db: Database, saidIn: string): Promise<ServiceAddress | null> {
  const { rows } = await db.query<{ address: ServiceAddress | null }>({
    name: 'read-address',
    text: `select p.payload->'contact' || jsonb_build_object('original', p.payload->'documents'->0->>'sha256') as address
             from personal p where p.act_id = $1`,
    values: [saidIn],
  });
  return rows[0]?.address ?? null;
}

function statementTerm(row: NoticeRow, state: CaseState): TermRule {
  const { authorityKind, list } = row;
  const query = { authorityKind, list, region: state.region, day: dayOf(state.openedAt) };
  return listingPack(query, knownAt(row.overrides, state.openedAt)).statement;
}

/** By the rules that the case began under. */
function supplementTerm(row: NoticeRow, state: CaseState): TermRule {
  const query = {
    authorityKind: row.authorityKind,
    list: row.list,
    region: state.region,
    decisionDate: row.record.decisionDate,
    applicationDate: state.applicationDate ?? row.record.decisionDate,
  };
  const known = knownAt(row.overrides, state.openedAt);
  return repairPack(query, undefined, known).supplement.term;
}
