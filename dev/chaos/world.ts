/** The whole real stack as its people meet it: clients that send until they are answered, records, and what can be seen. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { sealedConverter } from '../../codec/codec.js';
import { payloadKeys } from '../../codec/keys.js';
import type { ActAnswer } from '../../contract/messages.js';
import { clock } from '../../contract/clock.js';
import { csvBytes, sampleRecords, tableOf, type SampleRecord } from '../sample/make.js';
import type { PartName } from '../part.js';
import { addDays, addMonths, dayOf, type Day } from '../../domain/time/calendar.js';
import { usccCheckDigit } from '../../domain/record/subject.js';
import type { ImportAnswer } from '../../register/import.js';
import { createPool } from '../../register/pool.js';
import type { Stack } from '../stack.js';

/** A final answer, and what came before it. */
export interface Reply<T = unknown> {
  readonly status: number;
  readonly body: T;
  readonly key: string;
  /** HTTP statuses of the tries before this one; 0 when nobody answered. */
  readonly before: readonly number[];
  /** Whether every 429 and 503 on the way said when to come back. */
  readonly toldWhen: boolean;
}

/** One act that was committed: who sent it, and what it was answered. */
export interface Done {
  readonly by: string;
  readonly act: string;
  readonly answer: ActAnswer;
}

/** What a world is made of: a running stack, and what ends it. */
export interface Base {
  readonly stack: Stack;
  token(identity: string): Promise<string>;
  /** Ends all parts. */
  stop(): Promise<void>;
}

export interface World extends Base {
  /** How long an answer is waited for, and for all to be quiet. */
  readonly patienceMs: number;
  readonly today: Day;
  readonly pool: pg.Pool;
  readonly owner: pg.Pool;
  readonly temporal: Client;
  /** What opens the histories of this stack. */
  readonly sealing: DataConverter;
  /** Every act that was committed for a client of this world. */
  readonly done: Done[];
  /** Every HTTP status that was seen, with how often. */
  readonly seen: Map<number, number>;
  /** POSTs with one key until a final answer comes, whatever dies meanwhile. */
  send(by: string, route: string, body: object, key?: string): Promise<Reply>;
  /** `send` of an act that must be committed. */
  act(by: string, route: string, body: object, key?: string): Promise<ActAnswer>;
  /** Kills parts at one instant and starts them again. */
  kill(...names: readonly PartName[]): Promise<void>;
}

const PATIENCE_MS = 120_000;
const PAUSE_MS = 200;
const ONE_TRY_MS = 20_000;
const DUTY_MS = 8_000;

/** Until it answers something other than null; throws with `what` after two minutes. */
export async function until<T>(what: string, look: () => Promise<T | null>, patienceMs = PATIENCE_MS): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let lastFault: unknown = null; ;) {
    try {
      const found = await look();
      if (found !== null) return found;
    } catch (error) {
      lastFault = error;
    }
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`, { cause: lastFault });
    await delay(50);
  }
}

/** The same, for what only the duty of every five minutes may bring about: it is not waited for but rung by hand. */
export async function untilReconciled<T>(world: World, what: string, look: () => Promise<T | null>): Promise<T> {
  let next = Date.now() + DUTY_MS;
  return until(
    what,
    async () => {
      if (Date.now() > next) {
        next = Date.now() + DUTY_MS;
        await world.temporal.schedule.getHandle('reconcile').trigger();
      }
      return look();
    },
    world.patienceMs,
  );
}

export async function worldOf(base: Base, patienceMs = PATIENCE_MS): Promise<World> {
  const { layout } = base.stack;
  const pool = createPool(layout.databaseUrl, { max: 4 });
  const owner = new pg.Pool({ connectionString: layout.databaseOwnerUrl, max: 8 });
  owner.on('error', () => undefined);
  const connection = await Connection.connect({ address: layout.temporalAddress });
  const sealing = sealedConverter(payloadKeys(readFileSync(layout.payloadKeysFile, 'utf8')));
  const done: Done[] = [];
  const seen = new Map<number, number>();
  const send: World['send'] = (by, route, body, key = randomUUID()) =>
    untilAnswered(base, seen, patienceMs, { by, route, body, key });
  return {
    ...base,
    patienceMs,
    today: dayOf(clock.now()),
    pool,
    owner,
    temporal: new Client({ connection, namespace: layout.namespace, dataConverter: sealing }),
    sealing,
    done,
    seen,
    send,
    async act(by, route, body, key) {
      const reply = await send(by, route, body, key);
      const answer = committed(reply);
      done.push({ by, act: answer.act, answer });
      return answer;
    },
    async kill(...names) {
      await Promise.all(names.map((name) => base.stack.part(name).kill('SIGKILL')));
      await Promise.all(names.map((name) => base.stack.part(name).start()));
    },
    async stop() {
      // Not waited for: a test that failed may hold a connection of it.
      void owner.end();
      await Promise.all([connection.close(), pool.end()]);
      await base.stop();
    },
  };
}

/** The answer of an act that was committed; throws with the problem when it was not. */
export function committed(reply: Reply): ActAnswer {
  if (reply.status !== 200 && reply.status !== 201) throw new Error(`${reply.status}: ${JSON.stringify(reply.body)}`);
  return JSON.parse(JSON.stringify(reply.body)) as ActAnswer;
}

interface Letter {
  readonly by: string;
  readonly route: string;
  readonly body: object;
  readonly key: string;
}

async function untilAnswered(
  base: Base,
  seen: Map<number, number>,
  patienceMs: number,
  letter: Letter,
): Promise<Reply> {
  const before: number[] = [];
  let toldWhen = true;
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline;) {
    const response = await oneTry(base, letter);
    const status = response?.status ?? 0;
    seen.set(status, (seen.get(status) ?? 0) + 1);
    if (response !== null && status < 500 && status !== 429) return { ...response, key: letter.key, before, toldWhen };
    before.push(status);
    if (response !== null && response.retryAfter === null) toldWhen = false;
    await delay(PAUSE_MS);
  }
  throw new Error(`${letter.route}: no answer in time, but ${before.join(' ')}`);
}

async function oneTry(base: Base, { by, route, body, key }: Letter) {
  try {
    const response = await fetch(`${base.stack.apiUrl}/api/v1${route}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await base.token(by)}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ONE_TRY_MS),
    });
    const answer: unknown = JSON.parse(await response.text());
    return { status: response.status, body: answer, retryAfter: response.headers.get('retry-after') };
  } catch {
    return null;
  }
}

/** A made-up company by its number; 0 is the one that `agent-1` acts for. */
export function company(n: number): { readonly name: string; readonly uscc: string } {
  if (n === 0) return { name: '淮安示例清河环保科技有限公司', uscc: '91320800YYYY00012A' };
  const body = `91320800YYYY${String(50_000 + n)}`;
  return { name: `淮安示例第${n}号有限公司`, uscc: `${body}${usccCheckDigit(body) ?? ''}` };
}

/** A general record of 淮安市生态环境局, decided so many months ago: from 3 months on it may be repaired. */
export function recordRow(today: Day, series: string, n: number, monthsAgo = 6, of = company(n)): SampleRecord {
  const [like] = sampleRecords(today, '320800');
  if (like === undefined) throw new Error('there are no sample records');
  const decided = addMonths(today, -monthsAgo);
  return {
    ...like,
    行政相对人名称: of.name,
    统一社会信用代码: of.uscc,
    行政处罚决定书文号: `淮环罚〔${decided.slice(0, 4)}〕${series}${n}号`,
    处罚决定日期: decided,
    公示日期: addDays(decided, 5),
  };
}

/** Enters records through the API; answers their ids in the order of the rows, when all are published. */
export async function importRows(world: World, rows: readonly SampleRecord[]): Promise<readonly string[]> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(csvBytes(tableOf(rows)))], { type: 'text/csv' }), 'records.csv');
  const response = await fetch(`${world.stack.apiUrl}/api/v1/records/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await world.token('huaian-office')}`, 'idempotency-key': randomUUID() },
    body: form,
  });
  const answer = JSON.parse(await response.text()) as ImportAnswer;
  if (response.status !== 200) throw new Error(JSON.stringify(answer));
  const ids = answer.rows.map((r) => r.recordId ?? `row ${r.row} ${r.problems[0]?.message ?? ''}`);
  await untilReconciled(world, 'every record is published', async () => {
    const { rows: files } = await world.owner.query(
      `select record_id from case_file where process = 'record' and record_id = any ($1::text[])`,
      [ids],
    );
    return files.length === ids.length ? true : null;
  });
  return ids;
}

// What market regulation asks for too; elsewhere it does no harm.
export const DOCUMENTS = (['fulfilment', 'commitment', 'authorisation', 'application'] as const).map((kind, n) => ({
  kind,
  name: `${kind}.pdf`,
  sha256: String(n).repeat(64),
}));

export const AGENT_MAIL = 'agent@enterprise.example';

/** An application at the counter. From paper: handed in and transferred on that day. */
export function application(world: World, record: string, paperOf?: Day): object {
  return {
    record,
    channel: 'window',
    channelNumber: `CK-${record}`,
    receivedOn: paperOf ?? world.today,
    agent: { name: '经办人甲', phone: '0517-80000000', email: AGENT_MAIL },
    documents: DOCUMENTS,
    electronicService: true,
    ...(paperOf === undefined ? {} : { effectiveOn: paperOf }),
  };
}

/** One row of a query, or null. */
export async function row<T extends pg.QueryResultRow>(
  db: pg.Pool,
  sql: string,
  values: readonly unknown[] = [],
): Promise<T | null> {
  // Asked again while the register comes back from a kill.
  const { found } = await until('the register answers', async () => {
    const { rows } = await db.query<T>(sql, [...values]);
    return { found: rows[0] ?? null };
  });
  return found;
}

/** The version of a case now. */
export async function versionOf(world: World, caseId: string): Promise<number> {
  const found = await row<{ version: number }>(world.owner, 'select version from case_file where id = $1', [caseId]);
  return found?.version ?? Number.NaN;
}

/** Ends a case that is not decided yet. */
export async function withdraws(world: World, by: string, caseId: string): Promise<void> {
  const version = await versionOf(world, caseId);
  await world.act(by, `/cases/${caseId}/acts/withdraw`, { version, reason: '不再申请' });
}

/** The answer of a count. */
export async function count(db: pg.Pool, sql: string, values: readonly unknown[] = []): Promise<number> {
  const found = await row<{ n: string }>(db, sql, values);
  return Number(found?.n ?? Number.NaN);
}
