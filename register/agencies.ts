/** Third parties that are given records: what the credit office does about them, and how every party keeps its terms. */
import type pg from 'pg';
import {
  agencyStanding,
  decideAgency,
  type AgencyActName,
  type AgencyStanding,
  type AgencyStep,
} from '../domain/agency/agency.js';
import type { Refusal } from '../domain/file/refusal.js';
import { agencyTerm } from '../domain/law/packs.js';
import type { Calendar, Instant } from '../domain/time/calendar.js';
import { agencyEntries, linkAfter } from './agency-chain.js';
import { knownAt, OVERRIDES_JSON, type DatedOverride } from './overrides.js';
import { bindings, every, within, type Page, type Scope, type ScopeColumns } from './scope.js';

export interface AgencyMessage {
  readonly id: string;
  readonly party: string;
  readonly act: AgencyActName;
  readonly actor: string;
  readonly at: Instant;
  readonly reasons: string;
  readonly requestHash: string;
}

export type AgencyResult =
  | { readonly kind: 'done'; readonly standing: AgencyStanding }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'keyReused' | 'notFound' };

interface FactsRow {
  region: string;
  late: number;
  steps: (AgencyStep & { actId: string; requestHash: string })[];
  overrides: DatedOverride[];
}

const STEPS_JSON = `(select coalesce(json_agg(json_build_object('actId', act_id, 'requestHash', request_hash, 'act', act,
    'at', to_char(acted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'rule', rule, 'derivation', derivation,
    'actor', actor, 'reasons', reasons, 'late', late)
    order by seq), '[]') from agency_act where party = p.id)`;

/** Instructions of the party that are over their term and not carried out; those of a paused term are in time. */
const LATE = (
  asOf: string,
): string => `(select count(*)::int from instruction i join term t on t.case_id = i.case_id and t.instruction_id = i.id
    where i.party = p.id and i.state in ('pending', 'accepted', 'refused', 'failed') and t.status = 'running' and t.due_at <= ${asOf}::timestamptz)`;

const IS_AGENCY = `exists (select from party_role o where o.party = p.id and o.role = 'agency')`;

/** Decides and writes one act about an agency of these places, in one transaction; the same act is answered anew. */
export async function actOnAgency(
  pool: pg.Pool,
  scope: Scope,
  message: AgencyMessage,
  calendar: Calendar,
): Promise<AgencyResult> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await decideAndWrite(client, scope, message, calendar);
    await client.query(result.kind === 'done' ? 'commit' : 'rollback');
    return result;
  } catch (error) {
    broken = error instanceof Error ? error : new Error('the act was not written');
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release(broken);
  }
}

async function decideAndWrite(
  client: pg.PoolClient,
  scope: Scope,
  message: AgencyMessage,
  calendar: Calendar,
): Promise<AgencyResult> {
  const facts = await lockedFacts(client, scope, message);
  if (facts === null) return { kind: 'notFound' };
  const before = facts.steps.find((s) => s.actId === message.id);
  if (before !== undefined)
    return before.requestHash === message.requestHash
      ? { kind: 'done', standing: agencyStanding(facts.steps) }
      : { kind: 'keyReused' };
  const rule = agencyTerm(facts.region, knownAt(facts.overrides, message.at));
  const decision = decideAgency(message.act, agencyStanding(facts.steps), {
    ...{ at: message.at, late: facts.late, rule, calendar },
  });
  if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };
  await write(client, message, decision.step, facts);
  return { kind: 'done', standing: agencyStanding([...facts.steps, decision.step]) };
}

/** By the place alone: no agency is a department's own. */
const PARTY_COLUMNS: ScopeColumns = {
  region: 'p.region',
  department: (department) => `${department}::text is null`,
  subject: null,
  party: null,
};

/** Read after the lock is held, so that it sees what the act before has done. */
async function lockedFacts(
  client: pg.PoolClient,
  scope: Scope,
  { party, at }: AgencyMessage,
): Promise<FactsRow | null> {
  const b = bindings();
  const locked = await client.query(
    `select p.id from party p where p.id = ${b.bind(party)} and ${IS_AGENCY} and ${within(scope, PARTY_COLUMNS, b)} for update`,
    b.values,
  );
  if (locked.rowCount !== 1) return null;
  const { rows } = await client.query<FactsRow>(
    `select p.region, ${LATE('$2')} as late, ${STEPS_JSON} as steps, ${OVERRIDES_JSON} as overrides from party p where p.id = $1`,
    [party, at],
  );
  return rows[0] ?? null;
}

async function write(
  client: pg.PoolClient,
  { id, party, actor, reasons, requestHash }: AgencyMessage,
  { act, at, rule, derivation }: AgencyStep,
  { steps, late }: FactsRow,
): Promise<void> {
  const entry = {
    ...{ party, seq: steps.length + 1, actId: id, act, actor, actedAt: at, reasons },
    ...{ late, rule, derivation, requestHash },
  };
  const { previous, hash } = linkAfter(await agencyEntries(client, party), entry);
  await client.query(
    `insert into agency_act (act_id, party, seq, act, actor, acted_at, reasons, late, rule, derivation, request_hash, previous, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [id, party, entry.seq, act, actor, at, reasons, late, rule, derivation, requestHash, previous, hash],
  );
  await client.query('update party set agency_head = $2 where id = $1', [party, hash]);
  if (act === 'cutOff') await client.query('update party set cut_off_at = $2 where id = $1', [party, at]);
  if (act === 'restore') await client.query('update party set cut_off_at = null where id = $1', [party]);
}

/** Whether nothing is shared with this party any more. */
export async function isCutOff(pool: Pick<pg.Pool, 'query'>, party: string): Promise<boolean> {
  const { rows } = await pool.query('select id from party where id = $1 and cut_off_at is not null', [party]);
  return rows.length > 0;
}

export interface PartyRow {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly adapter: 'http' | 'manual';
  readonly isAgency: boolean;
  /** Of the instructions of the reader's scope: not carried out, over their term, refused, and the oldest due day. */
  readonly open: number;
  readonly late: number;
  readonly refused: number;
  readonly oldestDue: string | null;
  /** Of the oldest that is over its term: its last day, and the article of that term. */
  readonly lateSince: string | null;
  readonly lateArticle: string | null;
  readonly steps: readonly AgencyActRow[];
}

/** An act about an agency, as it was written. */
export interface AgencyActRow extends AgencyStep {
  readonly actor: string;
  readonly reasons: string;
  readonly late: number;
}

const INSTRUCTION_COLUMNS: ScopeColumns = {
  region: 'i.region',
  department: (department) => `i.department = ${department}`,
  subject: null,
  party: null,
};

/** Parties with something of the scope to do, and the agencies of its places, by id. */
export async function listParties(
  pool: pg.Pool,
  scope: Scope,
  { asOf, agencies = false }: { readonly asOf: Instant; readonly agencies?: boolean | undefined },
  page: Page<string>,
): Promise<PartyRow[]> {
  const b = bindings();
  const now = `${b.bind(asOf)}::timestamptz`;
  const ownInstructions = within(scope, INSTRUCTION_COLUMNS, b);
  const { rows } = await pool.query<PartyRow>(
    `with told as (
       select i.party, count(*)::int as open, count(*) filter (where i.state in ('refused', 'failed'))::int as refused,
              count(*) filter (where t.status = 'running' and t.due_at <= ${now})::int as late,
              min(t.due_day) filter (where t.status = 'running')::text as oldest,
              (array_agg(json_build_object('since', t.due_day, 'article', t.article) order by t.due_at)
                filter (where t.status = 'running' and t.due_at <= ${now}))[1] as overdue
         from instruction i left join term t on t.case_id = i.case_id and t.instruction_id = i.id and t.status in ('running', 'paused')
        where i.state in ('pending', 'accepted', 'refused', 'failed') and ${ownInstructions} group by i.party)
     select p.id, p.name, p.region, p.adapter, ${IS_AGENCY} as "isAgency", coalesce(told.open, 0) as open,
            coalesce(told.late, 0) as late, coalesce(told.refused, 0) as refused, told.oldest as "oldestDue",
            told.overdue->>'since' as "lateSince", told.overdue->>'article' as "lateArticle",
            ${STEPS_JSON} as steps
       from party p left join told on told.party = p.id
      where ${every(
        page.after === null ? undefined : `p.id > ${b.bind(page.after)}`,
        agencies ? IS_AGENCY : undefined,
        `(told.party is not null or (${IS_AGENCY} and ${within(scope, PARTY_COLUMNS, b)}))`,
      )}
      order by p.id limit ${b.bind(page.limit)}`,
    b.values,
  );
  return rows;
}
