/** A register that is full of closed cases of invented companies, in a database of its own. */
import pg from 'pg';
import { migrate } from '../register/migrate.js';
import { createPool } from '../register/pool.js';
import { AUTHORITY, furnish, REGION } from '../test/support/scene.js';

const CHUNK = 100_000;

export interface Crowd {
  readonly owner: pg.Pool;
  /** With the application's role. */
  readonly pool: pg.Pool;
  drop(): Promise<void>;
}

const at = (url: string, database: string): string =>
  Object.assign(new URL(url), { pathname: `/${database}` }).toString();

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: at(url, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A subject, a record, a case, its journal and a clock that was met: as much as a short case leaves. */
const FILL = [
  `insert into subject (id, kind, code_kind, code, name)
     select 'Sc' || n, 'organisation', 'registrationNumber', 'C' || n, '示例公司' || n from generate_series($1::int, $2) n`,
  `insert into record (id, subject_id, document_number, kind, title, authority, region, decision_date, published_on, severity, status)
     select 'Rc' || n, 'Sc' || n, '示例罚〔2025〕' || n || '号', '行政处罚', '超标排放',
            case when n % 10 = 0 then '${AUTHORITY}' else 'sjz-sthj' end, case when n % 10 = 0 then '${REGION}' else '130100' end,
            '2025-01-15', '2025-01-20', 'general', 'repaired' from generate_series($1::int, $2) n`,
  `insert into case_file (id, process, record_id, subject_id, region, department, stage, outcome, handler, version, head, state,
       opened_at, closed_at, moved_at)
     select 'Xc' || md5(n::text), 'repair', 'Rc' || n, 'Sc' || n, case when n % 10 = 0 then '${REGION}' else '130100' end,
            case when n % 10 = 0 then '${AUTHORITY}' else 'sjz-sthj' end, 'closed', 'repaired', 'handler', 9, md5(n::text),
            jsonb_build_object('caseId', 'Xc' || md5(n::text), 'filler', repeat(md5(n::text), 20)),
            timestamptz '2025-06-01' + n * interval '1 s', timestamptz '2025-06-20' + n * interval '1 s',
            timestamptz '2025-06-20' + n * interval '1 s' from generate_series($1::int, $2) n`,
  `insert into journal (case_id, seq, act_id, act, actor, actor_role, effective_at, received_at, recorded_at, request_hash,
       payload_hash, events, answer, previous, hash)
     select 'Xc' || md5(n::text), 1, 'act-' || n, 'apply', 'agent', 'enterpriseAgent', timestamptz '2025-06-01', timestamptz '2025-06-01',
            timestamptz '2025-06-01', md5(n::text), md5(n::text), '[]', '{}', '', md5(n::text) from generate_series($1::int, $2) n`,
  `insert into term (id, case_id, kind, holder, rule_id, article, start_day, due_day, due_at, provisional, status, ended_at, region,
       department, process)
     select 'Xc' || md5(n::text) || '-t1', 'Xc' || md5(n::text), 'result', '${AUTHORITY}', 'R', '示例', '2025-06-01', '2025-06-16',
            timestamptz '2025-06-16', false, 'met', timestamptz '2025-06-10', '${REGION}', '${AUTHORITY}', 'repair'
       from generate_series($1::int, $2) n`,
];

/** So many cases, a tenth of them in the region of the scene; dropped by who asked for it. */
export async function crowd(
  urls: { readonly owner: string; readonly application: string },
  cases: number,
): Promise<Crowd> {
  const name = `crowd_${cases}`;
  await once(urls.owner, `drop database if exists ${name} with (force)`);
  await once(urls.owner, `create database ${name}`);
  await migrate(at(urls.owner, name));
  // Not the register's own pool: a hundred thousand rows take longer than a statement of the product may.
  const owner = new pg.Pool({ connectionString: at(urls.owner, name), max: 2 });
  const pool = createPool(at(urls.application, name), { max: 8 });
  await furnish(owner);
  for (let from = 1; from <= cases; from += CHUNK) {
    const to = Math.min(cases, from + CHUNK - 1);
    for (const statement of FILL) await owner.query(statement, [from, to]);
    if (cases > CHUNK) console.log(`  ${to.toLocaleString('en')} of ${cases.toLocaleString('en')} cases`);
  }
  await owner.query('vacuum analyze');
  return {
    owner,
    pool,
    async drop() {
      await Promise.all([owner.end(), pool.end()]);
      await once(urls.owner, `drop database ${name} with (force)`);
    },
  };
}
