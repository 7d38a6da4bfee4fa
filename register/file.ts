/** Reads, under lock, all that the acts of one record may rest on: subject, then record, then its cases. */
import type pg from 'pg';
import type { ActAnswer, ActMessage, CommitInput } from '../contract/messages.js';
import type { CaseState, Effect, RecordStatus, Severity } from '../domain/file/case.js';
import { dayOf } from '../domain/time/calendar.js';
import { listByCode } from '../domain/law/lists.js';
import type { Bar, InformedAs, Network, PublicKind, Reachable, RecordFacts } from '../domain/record/record-facts.js';
import type { StandIn } from '../domain/file/seat.js';
import type { SubjectKind } from '../domain/record/subject.js';
import { CALENDAR_VERSION } from './calendar.js';
import { IS_THERE } from './attendance.js';
import { OVERRIDES_JSON, type DatedOverride } from './overrides.js';

export interface StoredCase {
  readonly state: CaseState;
  readonly head: string;
  /** The calendar's version by which its open dates are derived. */
  readonly calendar: number;
}

export interface RecordFile {
  readonly record: RecordFacts;
  readonly authorityKind: 'general' | 'samr' | 'court' | 'tax';
  readonly documentCode: string;
  readonly cases: readonly StoredCase[];
  readonly answered: ReadonlyMap<string, { readonly requestHash: string; readonly answer: ActAnswer }>;
  readonly overrides: readonly DatedOverride[];
  readonly applicationSubject: string | null;
  /** The calendar's version now in force. */
  readonly calendarVersion: number;
  readonly standIns: readonly StandIn[];
  readonly colleagues: readonly string[];
}

interface RecordRow {
  subject_id: string;
  kind: string;
  subject_kind: SubjectKind;
  public_kind: PublicKind | null;
  authority: string;
  region: string;
  list: string | null;
  decision_date: string;
  published_on: string | null;
  severity: Severity | null;
  fulfilled: boolean | null;
  status: RecordStatus;
  authority_kind: RecordFile['authorityKind'];
  document_code: string;
  superior: string | null;
}

interface NetworkRow {
  party: string;
  adapter: 'http' | 'manual';
  role: 'site' | 'implementer' | 'chain' | 'source' | 'platform' | 'informed' | 'agency';
  about: string[];
}

interface FactsRow {
  cases: StoredCase[];
  calendar: number;
  answered: { actId: string; requestHash: string; answer: ActAnswer }[];
  overrides: DatedOverride[];
  parties: { party: string; adapter: 'http' | 'manual'; effects: Effect[] }[];
  network: NetworkRow[];
  below: Reachable[];
  office: string | null;
  rejected: string[];
  blemished: boolean;
  linked: string[];
  parent: string | null;
  elsewhere: boolean;
  bar: Bar | null;
  numbers: string[];
  application_subject: string | null;
  stand_ins: StandIn[];
  colleagues: string[];
}

// The subject first: the rows of `record` are locked when all else of the statement has been read. What other transactions
// may have changed while this one waited is read afterwards; the record itself is read anew by its lock.
const RECORD = (lock: string) => `
  with owner as materialized (
    select s.id, s.kind, s.public_kind from subject s where s.id = (select subject_id from record where id = $1) ${lock})
  select r.subject_id, r.kind, s.kind as subject_kind, s.public_kind, r.authority, r.region, r.list, r.decision_date, r.published_on,
         r.severity, r.fulfilled, r.status, d.authority_kind, d.document_code, d.superior
    from owner s join record r on r.subject_id = s.id join department d on d.id = r.authority
   where r.id = $1
     ${lock === '' ? '' : `${lock} of r`}`;
const LOCKED = { name: 'lock', text: RECORD('for update') };
const UNLOCKED = { name: 'read-record', text: RECORD('') };

/** Whether the first place is the second one, or one that the second lies in: county → city → province → nation. */
const covers = (place: string, region: string): string =>
  `${place} in (${region}, left(${region}, 4) || '00', left(${region}, 2) || '0000', '000000')`;

// Of each role the parties of the nearest place that names any: a county has its city's, where it has none of its own.
const NETWORK_JSON = `
    (select coalesce(json_agg(json_build_object('party', y.id, 'adapter', y.adapter, 'role', o.role, 'about', o.about)
            order by o.rank, y.id), '[]')
       from party_role o join party y on y.id = o.party
      where y.cut_off_at is null and o.region = (select max(n.region) from party_role n where n.role = o.role and ${covers('n.region', '$7')}))`;

// The first step of the chain of each place below: its credit office.
const BELOW_JSON = `
    (select coalesce(json_agg(distinct jsonb_build_object('party', y.id, 'adapter', y.adapter)), '[]')
       from (select distinct on (o.region) o.party from party_role o
              where o.role = 'chain' and o.region <> $7 and ${covers('$7', 'o.region')}
              order by o.region, o.rank) b join party y on y.id = b.party)`;

// Of the authority's people; also those of the past, for what is entered from paper.
const STAND_INS_JSON = `
    (select coalesce(json_agg(json_build_object('person', person, 'standIn', stand_in, 'from', from_day,
            'until', until_day)), '[]')
       from absence where department = $9 and ground = 'absent' and ended_on is null)`;

// Read after the locks are held, so that its snapshot has all that was committed before.
const FACTS = `
  select
    (select coalesce(json_agg(json_build_object('state', state, 'head', head, 'calendar', calendar) order by opened_at), '[]') from case_file
      where record_id = $1 and (closed_at is null or id = any ($2::text[]) or (process = $5 and docket = $6 and closed_at =
        (select max(c.closed_at) from case_file c where c.record_id = $1 and c.process = $5 and c.docket = $6))
        or ($5 in ('repair', 'objection') and process = 'record' and closed_at =
          (select max(c.closed_at) from case_file c where c.record_id = $1 and c.process = 'record')))) as cases,
    (select coalesce(json_agg(json_build_object('actId', act_id, 'requestHash', request_hash, 'answer', answer)), '[]')
       from journal where act_id = any ($3::text[])) as answered,
    ${OVERRIDES_JSON} as overrides,
    (select coalesce(json_agg(json_build_object('party', p.party, 'adapter', y.adapter, 'effects', p.effects) order by p.party), '[]')
       from record_party p join party y on y.id = p.party where p.record_id = $1) as parties,
    ${CALENDAR_VERSION} as calendar,
    ${NETWORK_JSON} as network,
    ${BELOW_JSON} as below,
    (select id from department where office and ${covers('region', '$7')} order by region desc, id limit 1) as office,
    (select coalesce(json_agg(distinct state->'particulars'->>'ground'), '[]') from case_file
      where record_id = $1 and process = 'objection' and outcome = 'upheld') as rejected,
    (select subject_id from application where id = $4) as application_subject,
    (select coalesce(json_agg(o.document_number), '[]') from record o
      where o.subject_id = $8 and o.id <> $1 and o.authority = $9) as numbers,
    (select coalesce(json_agg(id order by id), '[]') from linked_record where parent = $1) as linked,
    (select parent from linked_record where id = $1) as parent,
    ${STAND_INS_JSON} as stand_ins,
    (select coalesce(json_agg(o.id), '[]') from official o
      where o.id = any ($11::text[]) and o.department = $9 and ${IS_THERE('o.id', '$12')}) as colleagues,
    exists (select from record o where o.subject_id = $8 and o.id <> $1 and o.severity = 'serious'
      and o.status in ('published', 'awaitingSector')) as blemished,
    exists (select from record o where o.subject_id = $8 and o.id <> $1 and o.status in ('published', 'awaitingSector')
      and (o.kind = '经营异常名录' or o.list = $10)) as elsewhere,
    (select json_build_object('until', b.until, 'article', b.article) from breach b
      where b.subject_id = $8 order by b.until desc limit 1) as bar`;

const MARKET_LIST = listByCode('samr')?.name ?? null;

/** Null when there is no such record. */
export const readFile = (client: pg.PoolClient, input: CommitInput): Promise<RecordFile | null> =>
  read(client, input, LOCKED);

/** The same for a look that decides nothing: it waits for nobody and keeps nobody waiting. */
export const lookAtFile = (pool: pg.Pool, input: CommitInput): Promise<RecordFile | null> =>
  read(pool, input, UNLOCKED);

async function read(
  client: Pick<pg.Pool, 'query'>,
  input: CommitInput,
  record: typeof LOCKED,
): Promise<RecordFile | null> {
  const { rows } = await client.query<RecordRow>({ ...record, values: [input.recordId] });
  const row = rows[0];
  if (row === undefined) return null;
  const facts = await client.query<FactsRow>({
    name: 'read-facts',
    text: FACTS,
    values: [
      input.recordId,
      input.acts.flatMap((a) => (a.caseId === null ? [] : [a.caseId])),
      input.acts.map((a) => a.id),
      applicationIdOf(input),
      input.process,
      input.docket ?? '',
      row.region,
      row.subject_id,
      row.authority,
      MARKET_LIST,
      input.acts.flatMap(heirOf),
      dayOf(input.recordedAt),
    ],
  });
  const found = facts.rows[0];
  return {
    record: {
      id: input.recordId,
      kind: row.kind,
      subjectId: row.subject_id,
      subjectKind: row.subject_kind,
      publicKind: row.public_kind,
      blemished: found?.blemished ?? false,
      listedElsewhere: found?.elsewhere ?? false,
      bar: found?.bar ?? null,
      otherNumbers: found?.numbers ?? [],
      authority: row.authority,
      region: row.region,
      severity: row.severity,
      decisionDate: row.decision_date,
      publishedOn: row.published_on,
      fulfilled: row.fulfilled,
      status: row.status,
      list: row.list,
      parties: found?.parties ?? [],
      rejectedGrounds: found?.rejected ?? [],
      ...(found === undefined || found.linked.length === 0 ? {} : { linked: found.linked }),
      ...(typeof found?.parent === 'string' ? { parent: found.parent } : {}),
      network: {
        ...networkOf(found?.network ?? []),
        superior: row.superior,
        office: found?.office ?? null,
        below: found?.below ?? [],
      },
    },
    authorityKind: row.authority_kind,
    documentCode: row.document_code,
    cases: found?.cases ?? [],
    answered: new Map((found?.answered ?? []).map((a) => [a.actId, a])),
    overrides: found?.overrides ?? [],
    applicationSubject: found?.application_subject ?? null,
    calendarVersion: found?.calendar ?? 0,
    standIns: found?.stand_ins ?? [],
    colleagues: found?.colleagues ?? [],
  };
}

function networkOf(rows: readonly NetworkRow[]): Omit<Network, 'superior' | 'office' | 'below'> {
  const of = (role: NetworkRow['role']) => rows.filter((r) => r.role === role);
  const bare = ({ party, adapter }: NetworkRow) => ({ party, adapter });
  return {
    sites: of('site').map(bare),
    implementers: of('implementer').map((r) => ({ ...bare(r), measures: r.about })),
    chain: of('chain').map(bare),
    informed: of('informed').map((r) => ({ ...bare(r), as: r.about.filter(isInformedAs) })),
    agencies: of('agency').map(bare),
    sources: Object.fromEntries(of('source').flatMap((r) => r.about.map((system) => [system, bare(r)]))),
    platform: of('platform').map(bare)[0] ?? null,
  };
}

const INFORMED_AS: ReadonlySet<string> = new Set<InformedAs>(['superior', 'audit', 'discipline']);
const isInformedAs = (as: string): as is InformedAs => INFORMED_AS.has(as);

/** To whom an act hands the case. */
const heirOf = ({ name, payload }: ActMessage): string[] =>
  name === 'reassign' && typeof payload === 'object' && payload !== null && 'to' in payload ? [String(payload.to)] : [];

/** The application that an act of applying hands in; acts that open nothing name none. */
function applicationIdOf(input: CommitInput): string | null {
  for (const { name, payload } of input.acts) {
    if (name === 'apply' && typeof payload === 'object' && payload !== null && 'applicationId' in payload) {
      return String(payload.applicationId);
    }
  }
  return null;
}
