/** Anchors of the journal: all heads that moved, hashed in a chain of their own, so that a cut tail or a lost case shows. */
import type pg from 'pg';
import { canonical } from '../domain/file/canonical.js';
import { agencyEntries, agencyHead, checkAgencyChains } from './agency-chain.js';
import { GENESIS, sha256 } from './chain.js';
import { checkErasures, ERASURES } from './erasure.js';

/** Of a case, of what was done about an agency, or of the erasures. */
type Head = readonly [id: string, version: number, head: string];

/** Appends an anchor over the heads that moved since the last one; answers how many. None moved: no anchor. */
export async function anchorHeads(pool: pg.Pool, at: string): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('xinxiu.anchor'))`);
    const last = await client.query<{ hash: string }>('select hash from anchor order by id desc limit 1');
    const { rows } = await client.query<{ id: string; version: number; head: string }>(
      `select id, version, head from case_file
        where (id, version) not in (
          select h->>0, (h->>1)::int from anchor, jsonb_array_elements(heads) as h)
        order by id`,
    );
    const heads: Head[] = [...rows.map((r): Head => [r.id, r.version, r.head]), ...(await otherHeads(client))];
    if (heads.length > 0) {
      const previous = last.rows[0]?.hash ?? GENESIS;
      await client.query('insert into anchor (at, previous, heads, hash) values ($1, $2, $3, $4)', [
        at,
        previous,
        JSON.stringify(heads),
        anchorHash(previous, at, heads),
      ]);
    }
    await client.query('commit');
    return heads.length;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** The heads of the agencies' chains, and of the erasures', that are in no anchor yet. */
async function otherHeads(client: pg.PoolClient): Promise<Head[]> {
  const { heads } = checkAgencyChains(await agencyEntries(client));
  const erasures = (await checkErasures(client)).head;
  const named = [
    ...[...heads].map(([party, { seq, hash }]): Head => [agencyHead(party), seq, hash]),
    ...(erasures === null ? [] : [[ERASURES, ...erasures] as const]),
  ];
  const { rows } = await client.query<{ id: string; version: number }>(
    `select h->>0 as id, (h->>1)::int as version from anchor, jsonb_array_elements(heads) as h where h->>0 = any ($1)`,
    [named.map(([id]) => id)],
  );
  const known = new Set(rows.map(({ id, version }) => `${id}/${version}`));
  return named.filter(([id, seq]) => !known.has(`${id}/${seq}`));
}

export const anchorHash = (previous: string, at: string, heads: readonly Head[]): string =>
  sha256(`${previous}\n${at}\n${canonical(heads)}`);
