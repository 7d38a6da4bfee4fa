/** What a register full of cases costs: a whole repair, and a page of the list, with 1,000,000 cases in it. */
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { Agent, request as httpRequest } from 'node:http';
import type pg from 'pg';
import { z } from 'zod';
import { buildApp } from '../api/app.js';
import { clock } from '../contract/clock.js';
import type { ActMessage } from '../contract/messages.js';
import type { Stack } from '../dev/stack.js';
import { defaultPolicy } from '../domain/law/pack.js';
import { PUBLISHED_CALENDAR } from '../domain/time/calendar-data.js';
import { commit, type CommitDeps } from '../register/commit.js';
import type { CaseRow } from '../register/queries-cases.js';
import { act, actor, REGION } from '../test/support/scene.js';
import { configFor, keyed, noStore, noTemporal, sealing, startIssuer } from '../test/api/support.js';
import { crowd, type Crowd } from './crowd.js';
import { figureOf, median, type Measured } from './figure.js';
import { addRecords, partiesOf, REPAIR_ACTS, repairAct } from './scene.js';

const FEW = 1_000;
const MANY = 1_000_000;
const CASES = 80;
const WARM_UP = 20;
const LIST_GOAL = 0.6;
/** A case may cost at most a tenth more. */
const GROWTH_GOAL = 1 / 1.1;
const PAGE = 20;
const ROUNDS = 5;
const PAGES_PER_ROUND = 600;
const CONCURRENCY = 8;

export async function measureGrowth(stack: Stack): Promise<Measured[]> {
  await stack.start(['postgres']);
  const urls = { owner: stack.layout.databaseOwnerUrl, application: stack.layout.databaseUrl };
  const few = await crowd(urls, FEW);
  const many = await crowd(urls, MANY);
  try {
    return [await growthOf(few, many), await listOf(many)];
  } finally {
    await few.drop();
    await many.drop();
  }
}

async function growthOf(few: Crowd, many: Crowd): Promise<Measured> {
  const names = Array.from({ length: CASES }, (_, n) => `growth-${n}`);
  const [small, large] = [costs(few), costs(many)];
  for (const register of [few, many]) await addRecords(register.owner, names, partiesOf(4), clock.now());
  const [own, other]: [number[], number[]] = [[], []];
  for (const [n, name] of names.entries()) {
    const [base, ours] = [await small(name), await large(name)];
    if (n < WARM_UP) continue;
    own.push(ours);
    other.push(base);
  }
  const [ours, baseline] = [median(own), median(other)];
  const note =
    `ms of all commits of a whole repair (4 human acts, 4 receipts) in a register of ${MANY.toLocaleString('en')} cases, each ` +
    `with its journal and a clock; baseline: of ${FEW.toLocaleString('en')}, in turns`;
  const figure = { id: 'case.growth', unit: 'ms', ours, baseline, ratio: baseline / ours, goal: GROWTH_GOAL };
  return { figure: figureOf(figure), note };
}

/** Plays a repair by its commits alone; answers what they took, in ms. */
function costs({ pool }: Crowd): (recordId: string) => Promise<number> {
  const onDefect = (error: unknown): void => {
    throw error;
  };
  const deps: CommitDeps = { pool, calendar: PUBLISHED_CALENDAR, policy: defaultPolicy, onDefect };
  return async (recordId) => {
    const begun = performance.now();
    const take = async (acts: readonly ActMessage[]) => {
      const { results, view } = await commit(deps, { process: 'repair', recordId, acts, recordedAt: clock.now() });
      for (const result of results) if (result.kind !== 'committed') throw new Error(JSON.stringify(result));
      return view;
    };
    let caseId: string | null = null;
    for (const name of REPAIR_ACTS) {
      const view = await take([repairAct(name, recordId, caseId, clock.now())]);
      caseId = view?.caseId ?? null;
      const done = (view?.deliveries ?? []).map((d) => ({ ...d, outcome: 'done', receipt: '回执', detail: null }));
      const told = { at: clock.now(), caseId };
      if (done.length > 0) await take(done.map((d) => act('delivered', actor('system', 'system'), d, told)));
    }
    return performance.now() - begun;
  };
}

const SELECT = `
  select c.id, c.process, c.record_id as "recordId", r.title as "recordTitle", s.name as "subjectName", c.region, c.department,
         c.stage, c.outcome, c.handler, c.version, c.opened_at as "openedAt", c.closed_at as "closedAt"
    from case_file c join record r on r.id = c.record_id join subject s on s.id = c.subject_id
   where c.region between $1 and $2 and c.id > $3 order by c.id limit $4`;

const text = z.string();
const bareItem = z.object({
  ...{ id: text, process: text, recordId: text, recordTitle: text, subjectName: text, region: text, department: text },
  ...{ stage: text, outcome: text.nullable(), handler: text.nullable(), version: z.int(), openedAt: z.iso.datetime() },
  closedAt: z.iso.datetime().nullable(),
});

/** What anybody would write first: no tokens, no scope, no limits. */
async function bareApp(pool: pg.Pool) {
  const app = Fastify().withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const querystring = z.object({ limit: z.coerce.number().int().max(100), after: z.string() });
  const response = { 200: z.object({ items: z.array(bareItem), next: z.string().nullable() }) };
  app.get('/cases', { schema: { querystring, response } }, async ({ query: { limit, after } }) => {
    const { rows } = await pool.query<CaseRow>({ text: SELECT, values: ['320800', '320899', after, limit] });
    const items = rows.map((row) => ({
      ...row,
      openedAt: row.openedAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
    }));
    return { items, next: items.at(-1)?.id ?? null };
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app;
}

async function listOf(many: Crowd): Promise<Measured> {
  const issuer = await startIssuer();
  const token = await issuer.token({ sub: 'supervisor', roles: ['supervisor'], region: REGION });
  const config = configFor(issuer, 10_000_000);
  const deps = { config, pool: many.pool, temporal: noTemporal, keyed, payloadKeys: sealing, store: noStore };
  const ours = await buildApp(deps);
  await ours.listen({ host: '127.0.0.1', port: 0 });
  const bare = await bareApp(many.pool);
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  const [own, other]: [number[], number[]] = [[], []];
  const headers = { authorization: `Bearer ${token}` };
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const a = await pagesPerSecond(agent, `${addressOf(ours)}/api/v1/cases`, headers, cursor);
      const b = await pagesPerSecond(agent, `${addressOf(bare)}/cases`, {}, (id) => id);
      if (round === 0) continue;
      own.push(a);
      other.push(b);
      console.log(`  round ${round} of ${ROUNDS}  ${a.toFixed(0)} pages/s, bare ${b.toFixed(0)}`);
    }
  } finally {
    agent.destroy();
    await Promise.all([ours.close(), bare.close(), issuer.close()]);
  }
  const [fast, slow] = [median(own), median(other)];
  const note =
    `pages of ${PAGE} rows in the supervisor’s region, from random places of ${MANY.toLocaleString('en')} cases, over HTTP, ` +
    `${CONCURRENCY} at a time. Baseline: Fastify, zod and pg with the same keyset query, without tokens, scope or limits`;
  const figure = { id: 'cases.list', unit: '1/s', ours: fast, baseline: slow, ratio: fast / slow, goal: LIST_GOAL };
  return { figure: figureOf(figure), note };
}

function addressOf(app: { readonly server: { address(): unknown } }): string {
  const { port } = z.object({ port: z.number() }).parse(app.server.address());
  return `http://127.0.0.1:${port}`;
}

/** As the API spells a place in a list; the bare app takes the id. */
const cursor = (id: string): string => Buffer.from(JSON.stringify(id)).toString('base64url');

async function pagesPerSecond(
  agent: Agent,
  url: string,
  headers: Record<string, string>,
  place: (id: string) => string,
): Promise<number> {
  const places = Array.from({ length: PAGES_PER_ROUND }, (_, n) =>
    place(`Xc${((n * 2_654_435_761) >>> 0).toString(16)}`),
  );
  const begun = performance.now();
  const one = async (): Promise<void> => {
    for (let after = places.pop(); after !== undefined; after = places.pop())
      await readPage(agent, `${url}?limit=${PAGE}&after=${after}`, headers);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, one));
  return (PAGES_PER_ROUND * 1000) / (performance.now() - begun);
}

function readPage(agent: Agent, url: string, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const { items } = z
          .object({ items: z.array(z.unknown()) })
          .catch({ items: [] })
          .parse(JSON.parse(Buffer.concat(parts).toString('utf8')));
        if (items.length === PAGE) resolve();
        else reject(new Error(`${answer.statusCode}: ${items.length} rows of ${url}`));
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
