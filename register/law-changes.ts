/** Proposals to change the law's data, and what comes of them: an override, a year of the calendar, a sector's standard. All stay for ever. */
import type pg from 'pg';
import type { LawProposalBody } from '../contract/acts-law.js';
import { firstDayOf, noticeCitation, noticeYear, type CalendarNotice } from '../domain/time/calendar-notice.js';
import type { RuleOverride } from '../domain/law/parameters.js';
import type { Calendar, Instant } from '../domain/time/calendar.js';
import { calendarAt, CALENDAR_VERSION } from './calendar.js';
import { addStandard } from './sector-standards.js';
import { every, within, bindings, type Page, type Scope } from './scope.js';

export interface LawProposal {
  readonly id: string;
  readonly region: string;
  readonly content: LawProposalBody;
  readonly citation: string;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly approved: boolean | null;
  readonly reasons: string | null;
}

const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const COLUMNS = `id, region, content, citation, proposed_by as "proposedBy", ${iso('proposed_at')} as "proposedAt",
  decided_by as "decidedBy", ${iso('decided_at')} as "decidedAt", approved, reasons`;

/** Where it applies: a calendar applies everywhere. */
export const regionOfChange = (body: LawProposalBody): string => (body.kind === 'calendar' ? '000000' : body.region);

export type Kept<T> = T | 'keyReused';

/** Stores a proposal once; the same id again answers what is stored, unless it came with another request. */
export async function propose(
  pool: pg.Pool,
  proposal: {
    readonly id: string;
    readonly requestHash: string;
    readonly body: LawProposalBody;
    readonly by: string;
    readonly at: Instant;
  },
): Promise<Kept<LawProposal>> {
  const { id, requestHash, body, by, at } = proposal;
  const citation = body.kind === 'calendar' ? noticeCitation(body) : body.citation;
  await pool.query(
    `insert into law_proposal (id, request_hash, kind, region, content, citation, proposed_by, proposed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [id, requestHash, body.kind, regionOfChange(body), body, citation, by, at],
  );
  const { rows } = await pool.query<LawProposal & { requestHash: string }>(
    `select ${COLUMNS}, request_hash as "requestHash" from law_proposal where id = $1`,
    [id],
  );
  const [row] = rows;
  if (row === undefined || row.requestHash !== requestHash) return 'keyReused';
  return row;
}

export type Decided = LawProposal | 'notFound' | 'samePerson' | 'decided';

/** Confirms or turns down, by another than who proposed; what is confirmed counts from this instant. */
export async function decideProposal(
  pool: pg.Pool,
  base: Calendar,
  decision: {
    readonly id: string;
    readonly scope: Scope;
    readonly decisionHash: string;
    readonly approve: boolean;
    readonly reasons: string | null;
    readonly by: string;
    readonly at: Instant;
  },
): Promise<Decided> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const decided = await decideIn(client, pool, base, decision);
    await client.query(typeof decided === 'string' ? 'rollback' : 'commit');
    return decided;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function decideIn(
  client: pg.PoolClient,
  pool: pg.Pool,
  base: Calendar,
  { id, scope, decisionHash, approve, reasons, by, at }: Parameters<typeof decideProposal>[2],
): Promise<Decided> {
  const b = bindings();
  const { rows } = await client.query<LawProposal & { decisionHash: string | null }>(
    `select ${COLUMNS}, decision_hash as "decisionHash" from law_proposal
      where id = ${b.bind(id)} and ${within(scope, SCOPE_COLUMNS, b)} for update`,
    b.values,
  );
  const [proposal] = rows;
  if (proposal === undefined) return 'notFound';
  if (proposal.decidedBy !== null) return proposal.decisionHash === decisionHash ? proposal : 'decided';
  if (proposal.proposedBy === by) return 'samePerson';
  await client.query(
    `update law_proposal set decision_hash = $2, decided_by = $3, decided_at = $4, approved = $5, reasons = $6 where id = $1`,
    [id, decisionHash, by, at, approve, reasons],
  );
  if (approve) await putInForce(client, pool, base, proposal, at);
  return { ...proposal, decidedBy: by, decidedAt: at, approved: approve, reasons };
}

async function putInForce(
  client: pg.PoolClient,
  pool: pg.Pool,
  base: Calendar,
  { id, content, citation, proposedBy }: LawProposal,
  at: Instant,
): Promise<void> {
  if (content.kind === 'calendar') return publishYear(client, pool, base, content, { id, citation });
  if (content.kind === 'severity') return addStandard(client, content, { proposal: id, citation, at });
  await client.query(
    `insert into rule_override (region, parameter, number, unit, value, number_basis, citation, in_force_from, entered_by, proposal)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[content.region, content.parameter, content.number ?? null, content.unit ?? null, content.value ?? null],
      ...[content.numberBasis, citation, at, proposedBy, id],
    ],
  );
}

/** One after another, so that a version says all that was published before it. */
async function publishYear(
  client: pg.PoolClient,
  pool: pg.Pool,
  base: Calendar,
  notice: CalendarNotice,
  { id, citation }: { readonly id: string; readonly citation: string },
): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('calendar'))`);
  const { rows } = await client.query<{ version: number }>(`select ${CALENDAR_VERSION} as version`);
  const version = rows[0]?.version ?? 0;
  const { calendar } = await calendarAt(pool, base, version, client);
  const before = calendar.years.get(notice.year);
  const first = [noticeYear(notice), ...(before === undefined ? [] : [before])].map(firstDayOf).sort()[0];
  const { kind: _, ...said } = notice as CalendarNotice & { readonly kind: string };
  await client.query(
    'insert into calendar_year (version, first_day, notice, citation, proposal) values ($1, $2, $3, $4, $5)',
    [version + 1, first, said, citation, id],
  );
}

/** The parameter as an open proposal would set it; null when there is none such in scope. */
export async function proposedOverride(pool: pg.Pool, scope: Scope, id: string): Promise<RuleOverride | null> {
  const b = bindings();
  const { rows } = await pool.query<LawProposal>(
    `select ${COLUMNS} from law_proposal where id = ${b.bind(id)} and decided_at is null and ${within(scope, SCOPE_COLUMNS, b)}`,
    b.values,
  );
  const content = rows[0]?.content;
  if (content?.kind !== 'parameter') return null;
  const { kind: _, number = null, unit = null, value = null, ...said } = content;
  return { ...said, number, unit, value };
}

const SCOPE_COLUMNS = { region: 'region', department: () => 'false', subject: null, party: null };

/** Proposals that concern these places, latest first. */
export async function listProposals(
  pool: pg.Pool,
  scope: Scope,
  filter: { readonly open?: boolean | undefined },
  page: Page<{ readonly at: Instant; readonly id: string }>,
): Promise<readonly LawProposal[]> {
  const b = bindings();
  const { after } = page;
  const where = every(
    within(scope, SCOPE_COLUMNS, b),
    filter.open === undefined ? undefined : `(decided_at is null) = ${b.bind(filter.open)}`,
    after === null ? undefined : `(proposed_at, id) < (${b.bind(after.at)}::timestamptz, ${b.bind(after.id)})`,
  );
  const { rows } = await pool.query<LawProposal>(
    `select ${COLUMNS} from law_proposal where ${where} order by proposed_at desc, id desc limit ${b.bind(page.limit)}`,
    b.values,
  );
  return rows;
}
