/** Accounts that are closed and tokens that were given back: what a signature does not tell of a token. */
import type pg from 'pg';
import type { Instant } from '../domain/time/calendar.js';
import { lockPerson, repeated, type PeopleResult, type Recorded } from './people.js';
import { transaction } from './pool.js';
import type { Scope } from './scope.js';

/** Closes a person's account, or opens it again; the same request again is answered again. */
export const changeAccount = (
  pool: pg.Pool,
  scope: Scope,
  said: Recorded & { readonly closed: boolean },
): Promise<PeopleResult> =>
  transaction(pool, async (client) => {
    if ((await lockPerson(client, scope, said.person)) === null) return { kind: 'notFound' };
    const before = await repeated(client, 'account_change', said);
    if (before !== null) return before;
    const { id, requestHash, person, closed, reasons, by, at } = said;
    await client.query('insert into account_change values ($1, $2, $3, $4, $5, $6, $7)', [
      ...[id, requestHash, person, closed, reasons, by, at],
    ]);
    await client.query(
      `update official set tokens_from = case when $2 then tokens_from else $3::timestamptz end,
              disabled_at = case when $2 then coalesce(disabled_at, $3::timestamptz) end
        where id = $1 and (disabled_at is not null) <> $2`,
      [person, closed, at],
    );
    return { kind: 'done' };
  });

/** Ends one token; those that have expired by now need no more keeping. */
export async function endToken(
  pool: pg.Pool,
  token: { readonly id: string; readonly expiresAt: Instant },
  now: Instant,
): Promise<void> {
  await pool.query(
    `with expired as (delete from ended_token where expires_at < $3::timestamptz - interval '1 hour')
     insert into ended_token (id, expires_at) values ($1, $2) on conflict do nothing`,
    [token.id, token.expiresAt, now],
  );
}

export interface Ended {
  /** The issuer's subjects. */
  readonly closed: ReadonlySet<string>;
  /** Subject → seconds since 1970 before which no token of theirs holds. */
  readonly from: ReadonlyMap<string, number>;
  readonly tokens: ReadonlySet<string>;
}

/** All that has ended: few rows, so that one reading serves every request of a second. */
export async function readEnded(pool: pg.Pool): Promise<Ended> {
  const { rows } = await pool.query<{ closed: string[]; from: [string, number][]; tokens: string[] }>(
    `select (select coalesce(json_agg(id), '[]') from official where disabled_at is not null) as closed,
            (select coalesce(json_agg(json_build_array(id, floor(extract(epoch from tokens_from)))), '[]')
               from official where tokens_from is not null) as "from",
            (select coalesce(json_agg(id), '[]') from ended_token) as tokens`,
  );
  const [row] = rows;
  return { closed: new Set(row?.closed), from: new Map(row?.from), tokens: new Set(row?.tokens) };
}
