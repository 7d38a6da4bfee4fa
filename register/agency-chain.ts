/** The chain of what was done about an agency: each act's hash covers the one before it, as in the journal of a case. */
import type pg from 'pg';
import { canonical } from '../domain/file/canonical.js';
import { GENESIS, sha256 } from './chain.js';

/** An act as it is hashed; its instant as ISO 8601. */
export interface AgencyEntry {
  readonly party: string;
  readonly seq: number;
  readonly actId: string;
  readonly act: string;
  readonly actor: string;
  readonly actedAt: string;
  readonly reasons: string;
  readonly late: number;
  readonly rule: unknown;
  readonly derivation: unknown;
  readonly requestHash: string;
}

/** As stored; without a hash: written before acts were chained, and covered by the first that is. */
export interface StoredAgencyEntry extends AgencyEntry {
  readonly previous: string | null;
  readonly hash: string | null;
}

export interface AgencyLink {
  readonly previous: string;
  readonly hash: string;
}

const hashOf = (
  previous: string,
  { previous: _, hash: __, ...entry }: AgencyEntry & Partial<StoredAgencyEntry>,
): string => sha256(`${previous}\n${canonical(entry)}`);

/** The link of an act that follows these. */
export function linkAfter(entries: readonly StoredAgencyEntry[], next: AgencyEntry): AgencyLink {
  const previous = entries.reduce(hashOf, GENESIS);
  return { previous, hash: hashOf(previous, next) };
}

export const AGENCY_COLUMNS = `party, seq, act_id as "actId", act, actor, reasons, late, rule, derivation, request_hash as "requestHash",
  to_char(acted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "actedAt", previous, hash`;

/** All acts about one agency, or about all of them, in their order. */
export async function agencyEntries(
  client: Pick<pg.ClientBase, 'query'>,
  party: string | null = null,
): Promise<StoredAgencyEntry[]> {
  const { rows } = await client.query<StoredAgencyEntry>(
    `select ${AGENCY_COLUMNS} from agency_act where $1::text is null or party = $1 order by party, seq`,
    [party],
  );
  return rows;
}

/** How an agency is named among the heads of an anchor, beside the cases. */
export const agencyHead = (party: string): string => `agency:${party}`;

/** The hash of each act by the name of its agency and its number, and what does not hold. */
export function checkAgencyChains(entries: readonly StoredAgencyEntry[]): {
  readonly heads: ReadonlyMap<string, { readonly seq: number; readonly hash: string }>;
  readonly byVersion: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
} {
  const heads = new Map<string, { seq: number; hash: string }>();
  const byVersion = new Map<string, string>();
  const faults: string[] = [];
  const chained = new Set<string>();
  for (const entry of entries) {
    const { party, seq } = entry;
    const place = `agency ${party} entry ${seq}`;
    const before = heads.get(party);
    const previous = before?.hash ?? GENESIS;
    const hash = hashOf(previous, entry);
    if (seq !== (before?.seq ?? 0) + 1) faults.push(`${place}: an entry before it is missing`);
    if (entry.hash === null && chained.has(party)) faults.push(`${place}: is not chained`);
    if (entry.hash !== null && entry.previous !== previous)
      faults.push(`${place}: does not follow the entry before it`);
    else if (entry.hash !== null && entry.hash !== hash) faults.push(`${place}: was changed after it was written`);
    if (entry.hash !== null) chained.add(party);
    // What follows is judged by what was written, so that one fault is told once.
    heads.set(party, { seq, hash: entry.hash ?? hash });
    byVersion.set(`${agencyHead(party)}/${seq}`, hash);
  }
  return { heads, byVersion, faults };
}
