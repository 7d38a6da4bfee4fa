/** Proves the register: every chain, of cases and of agencies, every number, every anchor. */
import type pg from 'pg';
import { anchorHash } from './anchor.js';
import { agencyEntries, checkAgencyChains } from './agency-chain.js';
import { chainHash, GENESIS, payloadHash } from './chain.js';
import { checkErasures, ERASURES } from './erasure.js';

export interface Verification {
  readonly cases: number;
  readonly entries: number;
  /** Of which something was done about, and what. */
  readonly agencies: number;
  readonly agencyEntries: number;
  readonly numbers: number;
  readonly anchors: number;
  /** What does not hold, in words; empty when all does. */
  readonly faults: readonly string[];
}

interface EntryRow {
  case_id: string;
  seq: number;
  act_id: string;
  act: string;
  actor: string;
  actor_role: string;
  actor_department: string | null;
  effective_at: Date;
  received_at: Date;
  recorded_at: Date;
  request_hash: string;
  payload_hash: string;
  /** null: erased. */
  events: unknown;
  events_hash: string | null;
  answer: unknown;
  previous: string;
  hash: string;
  salt: string | null;
  payload: unknown;
}

const PAGE = 500;

/**
 * Reads the whole journal in pages, as it stood at one moment: cases move on meanwhile. Erased personal payloads are no
 * fault: their hashes stay.
 */
export async function verifyJournal(pool: pg.Pool): Promise<Verification> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    return await verifyAll(client);
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

async function verifyAll(client: pg.PoolClient): Promise<Verification> {
  const faults: string[] = [];
  const erasures = await checkErasures(client);
  faults.push(...erasures.faults);
  const heads = await verifyChains(client, erasures.cases, faults);
  const agencies = await verifyAgencies(client, faults);
  const numbers = await verifyNumbers(client, faults);
  const byVersion = new Map([...heads.byVersion, ...agencies.byVersion, ...erasures.byVersion]);
  const anchors = await verifyAnchors(client, byVersion, faults);
  return {
    ...{ cases: heads.last.size, entries: heads.byVersion.size, numbers, anchors, faults },
    ...{ agencies: agencies.heads.size, agencyEntries: agencies.byVersion.size },
  };
}

interface Heads {
  readonly last: Map<string, { seq: number; hash: string }>;
  readonly byVersion: Map<string, string>;
}

async function verifyChains(client: pg.PoolClient, erased: ReadonlySet<string>, faults: string[]): Promise<Heads> {
  const heads: Heads = { last: new Map(), byVersion: new Map() };
  let after: readonly [string, number] = ['', 0];
  for (;;) {
    const { rows } = await client.query<EntryRow>(
      `select j.*, p.salt, p.payload from journal j left join personal p on p.act_id = j.act_id
        where (j.case_id, j.seq) > ($1, $2) order by j.case_id, j.seq limit $3`,
      [after[0], after[1], PAGE],
    );
    for (const row of rows) verifyEntry(row, heads, erased, faults);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = [last.case_id, last.seq];
  }
  const files = await client.query<{ id: string; version: number; head: string }>(
    'select id, version, head from case_file',
  );
  for (const file of files.rows) {
    const head = heads.last.get(file.id);
    if (head?.hash !== file.head || head.seq !== file.version)
      faults.push(`case ${file.id}: its file does not stand at the head of its journal`);
  }
  return heads;
}

function verifyEntry(row: EntryRow, heads: Heads, erased: ReadonlySet<string>, faults: string[]): void {
  const before = heads.last.get(row.case_id);
  const place = `case ${row.case_id} entry ${row.seq}`;
  if (row.seq !== (before?.seq ?? 0) + 1) faults.push(`${place}: an entry before it is missing`);
  if (row.previous !== (before?.hash ?? GENESIS)) faults.push(`${place}: does not follow the entry before it`);
  const hash = chainHash(row.previous, {
    caseId: row.case_id,
    seq: row.seq,
    actId: row.act_id,
    act: row.act,
    actor: row.actor,
    actorRole: row.actor_role,
    actorDepartment: row.actor_department,
    effectiveAt: row.effective_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    requestHash: row.request_hash,
    payloadHash: row.payload_hash,
    ...(row.events_hash === null ? { events: row.events } : { eventsHash: row.events_hash }),
    answer: row.answer,
  });
  if (hash !== row.hash) faults.push(`${place}: was changed after it was written`);
  if (row.salt !== null && payloadHash(row.salt, row.payload) !== row.payload_hash)
    faults.push(`${place}: its payload was changed`);
  if (row.events_hash !== null) faults.push(...eventsFaults(row, erased).map((fault) => `${place}: ${fault}`));
  heads.last.set(row.case_id, { seq: row.seq, hash: row.hash });
  heads.byVersion.set(`${row.case_id}/${row.seq}`, row.hash);
}

/** The chain of each agency ends at the agency's own head, and says whether anything is shared with it. */
async function verifyAgencies(client: pg.PoolClient, faults: string[]): Promise<ReturnType<typeof checkAgencyChains>> {
  const entries = await agencyEntries(client);
  const checked = checkAgencyChains(entries);
  faults.push(...checked.faults);
  const { rows } = await client.query<{ id: string; agency_head: string | null; cut_off: boolean }>(
    `select id, agency_head, cut_off_at is not null as cut_off from party
      where agency_head is not null or cut_off_at is not null or id in (select party from agency_act)`,
  );
  for (const { id, agency_head, cut_off } of rows) {
    const own = entries.filter((e) => e.party === id);
    const last = own.at(-1);
    if (agency_head !== (last?.hash ?? null)) faults.push(`agency ${id}: does not stand at the head of its acts`);
    if (cut_off !== (last?.act === 'cutOff'))
      faults.push(`agency ${id}: ${cut_off ? 'is cut off' : 'is not cut off'}, unlike its acts`);
  }
  return checked;
}

/** What the act brought about is as it was hashed, or was erased by order, together with the salt. */
function eventsFaults(
  { case_id, events, events_hash, salt }: EntryRow,
  erased: ReadonlySet<string>,
): readonly string[] {
  if (erased.has(case_id)) return events === null && salt === null ? [] : ['stands, though it was erased'];
  if (events === null || salt === null) return ['is gone, though nobody ordered it'];
  return payloadHash(salt, events) === events_hash ? [] : ['what it brought about was changed'];
}

async function verifyNumbers(client: pg.PoolClient, faults: string[]): Promise<number> {
  const { rows } = await client.query<{ key: string; last_no: number; given: string }>(
    `select s.key, s.last_no, count(n.id) as given from series s left join notice n on n.series = s.key
      group by s.key, s.last_no order by s.key`,
  );
  for (const s of rows) {
    if (Number(s.given) !== s.last_no) faults.push(`series ${s.key}: ${s.last_no} numbers given, ${s.given} documents`);
  }
  return rows.reduce((sum, s) => sum + s.last_no, 0);
}

async function verifyAnchors(
  client: pg.PoolClient,
  byVersion: ReadonlyMap<string, string>,
  faults: string[],
): Promise<number> {
  const { rows } = await client.query<{
    id: string;
    at: Date;
    previous: string;
    hash: string;
    heads: [string, number, string][];
  }>('select id, at, previous, hash, heads from anchor order by id');
  let previous = GENESIS;
  for (const anchor of rows) {
    if (anchor.previous !== previous || anchorHash(previous, anchor.at.toISOString(), anchor.heads) !== anchor.hash) {
      faults.push(`anchor ${anchor.id}: was changed after it was written`);
    }
    for (const [caseId, version, head] of anchor.heads) {
      if (byVersion.get(`${caseId}/${version}`) !== head)
        faults.push(`${placeOf(caseId)} entry ${version}: not as it was anchored`);
    }
    previous = anchor.hash;
  }
  return rows.length;
}

/** Agencies are named as such among the heads of an anchor. */
const placeOf = (head: string): string =>
  head === ERASURES ? head : head.startsWith('agency:') ? head.replace(':', ' ') : `case ${head}`;
