import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { CLERK, HANDLER } from '../../dev/chaos/courses.js';
import { hold } from './hold.js';
import { prove, workflowIds } from '../../dev/chaos/proof.js';
import { alive, descendants } from './processes.js';
import {
  application,
  committed,
  company,
  count,
  DOCUMENTS,
  importRows,
  recordRow,
  until,
  versionOf,
  withdraws,
  type Reply,
} from '../../dev/chaos/world.js';
import { startWorld, type TestWorld } from './world.js';

const strangers = descendants();
let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const AGENT = 'agent-1';

const records = (
  series: string,
  n: number,
  monthsAgo = 6,
  of?: ReturnType<typeof company>,
): Promise<readonly string[]> =>
  importRows(
    world,
    Array.from({ length: n }, (_, i) => recordRow(world.today, series, i + 1, monthsAgo, of ?? company(i + 1))),
  );

/** A fresh case of the company that the agent acts for. */
async function opens(series: string): Promise<string> {
  const [record = ''] = await records(series, 1, 6, company(0));
  return (await world.act(CLERK, '/repairs', application(world, record))).caseId;
}

const codeOf = ({ body }: Reply): string => {
  const { code }: { code: string } = JSON.parse(JSON.stringify(body));
  return code;
};
const journalled = (caseId: string, act: string): Promise<number> =>
  count(world.owner, 'select count(*) as n from journal where case_id = $1 and act = $2', [caseId, act]);
/** Notes acts that were sent without `world.act`. */
function note(by: string, replies: readonly Reply[]): void {
  for (const reply of replies) {
    const answer = committed(reply);
    world.done.push({ by, act: answer.act, answer });
  }
}

test('30 acts at once on one case: one is done, each other is refused by what that one did', async () => {
  const caseId = await opens('挤');
  const replies = await Promise.all(
    Array.from({ length: 30 }, (_, n) => {
      const act = n % 2 === 0 ? 'accept' : 'refuseAcceptance';
      return world.send(HANDLER, `/cases/${caseId}/acts/${act}`, {
        version: 1,
        ...(n % 2 === 0 ? {} : { reasons: '非本单位认定' }),
      });
    }),
  );
  const won = replies.filter((r) => r.status === 200);
  expect(won).toHaveLength(1);
  note(HANDLER, won);
  const refusals = replies.filter((r) => r.status !== 200);
  for (const reply of refusals)
    expect([409, reply.toldWhen, codeOf(reply)]).toEqual([
      reply.status,
      true,
      expect.stringMatching(/^(WRONG_STAGE|VERSION_CONFLICT)$/),
    ]);
  expect(refusals.some((r) => r.before.includes(429))).toBe(true);
  expect(refusals.flatMap((r) => r.before).every((status) => status === 429)).toBe(true);
  expect((await journalled(caseId, 'accept')) + (await journalled(caseId, 'refuseAcceptance'))).toBe(1);
  const again = await world.send(HANDLER, `/cases/${caseId}/acts/${committed(won[0] ?? never()).act}`, {}, won[0]?.key);
  expect([again.status, codeOf(again)]).toEqual([400, 'BAD_REQUEST']);
  if (committed(won[0] ?? never()).stage !== 'closed') await withdraws(world, CLERK, caseId);
});

const never = (): never => {
  throw new Error('there is none');
};

test('two people with the same key get each their own answer', async () => {
  const caseId = await opens('同');
  await world.act(HANDLER, `/cases/${caseId}/acts/requestSupplement`, { version: 1, items: ['补交缴款凭证'] });
  await world.act(AGENT, `/cases/${caseId}/acts/supplement`, { version: 2, documents: DOCUMENTS.slice(0, 1) });
  const { version } = await world.act(HANDLER, `/cases/${caseId}/acts/accept`, {
    version: await versionOf(world, caseId),
  });
  const key = randomUUID();
  const serve = (by: string, notice: string, seen: number): Promise<Reply> => {
    const said = {
      version: seen,
      noticeId: `${caseId}-${notice}`,
      method: by === AGENT ? 'portal' : 'receipt',
      evidence: by,
    };
    return world.send(by, `/cases/${caseId}/acts/recordService`, said, key);
  };
  const people = [
    [AGENT, 'n1'],
    [CLERK, 'n2'],
  ] as const;
  const first = await Promise.all(people.map(([by, notice]) => serve(by, notice, version)));
  expect(first.map((r) => r.status).sort()).toEqual([200, 409]);
  const late = first[0]?.status === 409 ? people[0] : people[1];
  expect(first.filter((r) => r.status === 409).map(codeOf)).toEqual(['VERSION_CONFLICT']);
  const answers = [
    ...first.filter((r) => r.status === 200),
    await serve(late[0], late[1], await versionOf(world, caseId)),
  ];
  expect(new Set(answers.map((r) => committed(r).seq)).size).toBe(2);
  note(late === people[0] ? CLERK : AGENT, answers.slice(0, 1));
  note(late[0], answers.slice(1));
  const { rows } = await world.owner.query(
    `select j.actor, p.payload->>'noticeId' as notice from journal j join personal p using (act_id)
      where case_id = $1 and act = 'recordService' order by actor`,
    [caseId],
  );
  expect(rows).toEqual([
    { actor: AGENT, notice: `${caseId}-n1` },
    { actor: CLERK, notice: `${caseId}-n2` },
  ]);
  await withdraws(world, AGENT, caseId);
});

test('one person with one key: the same answer, one act; with another body it is refused', async () => {
  const caseId = await opens('再');
  const key = randomUUID();
  const accept = `/cases/${caseId}/acts/accept`;
  const replies = await Promise.all(
    [1, 2, 3].map(() => world.send(HANDLER, accept, { version: 1, note: '材料齐全' }, key)),
  );
  replies.push(await world.send(HANDLER, accept, { version: 1, note: '材料齐全' }, key));
  expect(replies.map((r) => r.status)).toEqual([200, 200, 200, 200]);
  for (const reply of replies) expect(reply.body).toEqual(replies[0]?.body);
  note(HANDLER, replies.slice(0, 1));
  expect(await journalled(caseId, 'accept')).toBe(1);
  const other = await world.send(HANDLER, accept, { version: 1, note: '另一份内容' }, key);
  expect([other.status, codeOf(other)]).toEqual([422, 'KEY_REUSED']);
  const withdraw = `/cases/${caseId}/acts/withdraw`;
  const [one, two] = await Promise.all(
    ['一', '二'].map((reason) => world.send(AGENT, withdraw, { version: 2, reason }, key)),
  );
  const both = [one ?? never(), two ?? never()];
  expect(both.map((r) => r.status).sort()).toEqual([200, 422]);
  note(
    AGENT,
    both.filter((r) => r.status === 200),
  );
});

test('100 refused applications leave no workflow, no row and no number', async () => {
  const young = await records('早', 100, 1);
  const before = await leftBehind();
  const queue = young.values();
  const refused: Reply[] = [];
  const lane = async (): Promise<void> => {
    for (const record of queue) refused.push(await world.send(CLERK, '/repairs', application(world, record)));
  };
  await Promise.all(Array.from({ length: 10 }, lane));
  expect(new Set(refused.map((r) => `${r.status} ${codeOf(r)}`))).toEqual(new Set(['422 BEFORE_MINIMUM']));
  expect(refused).toHaveLength(100);
  expect(await leftBehind()).toEqual(before);
  await until('no repair is open in Temporal', async () =>
    (await workflowIds(world, `ExecutionStatus = 'Running' and WorkflowType = 'repair'`)).length === 0 ? true : null,
  );
});

const leftBehind = async (): Promise<unknown> =>
  (
    await world.owner.query(
      `select (select count(*) from case_file where process = 'repair') as cases, (select count(*) from application) as applications,
              (select count(*) from contact) as contacts, (select count(*) from notice) as notices, (select sum(last_no) from series) as numbers,
              (select count(*) from journal where act <> 'publish') as acts, (select count(*) from term where kind <> 'maxPublicity') as terms`,
    )
  ).rows;

const AWAY_MS = 60_000;

test('Postgres away for a minute: 503 with Retry-After, then the same key gets its answer', async () => {
  const [underway = '', ...fresh] = await records('停', 6);
  const opened = await Promise.all(
    [underway, ...fresh.slice(0, 2)].map((r) => world.act(CLERK, '/repairs', application(world, r))),
  );
  const { caseId } = opened[0] ?? never();
  const holding = await hold(world, underway);
  // In its transaction when the register dies.
  const caught = world.send(HANDLER, `/cases/${caseId}/acts/accept`, { version: 1 });
  await holding.awaited();
  await world.stack.part('postgres').kill('SIGKILL');
  await holding.release().catch(() => undefined);
  const accepting = opened.slice(1).map((o) => world.send(HANDLER, `/cases/${o.caseId}/acts/accept`, { version: 1 }));
  const applying = fresh.slice(2).map((r) => world.send(CLERK, '/repairs', application(world, r)));
  await delay(AWAY_MS);
  await world.stack.part('postgres').start();
  const accepted = await Promise.all([caught, ...accepting]);
  const applied = await Promise.all(applying);
  for (const reply of [...accepted, ...applied]) {
    expect(reply.toldWhen).toBe(true);
    expect(new Set(reply.before)).toEqual(new Set([503]));
  }
  note(HANDLER, accepted);
  note(CLERK, applied);
  const cases = [...accepted, ...applied].map((r) => committed(r).caseId);
  await Promise.all(cases.map((id) => withdraws(world, CLERK, id)));
}, 240_000);

test('all of it is proved', () => prove(world), 120_000);

test('the stack ends clean: no process is left', async () => {
  const own = [...descendants()].filter((pid) => !strangers.has(pid));
  expect(own.length).toBeGreaterThan(5);
  await world.stack.stop();
  await until('every process has ended', async () => (alive(own).length === 0 ? true : null), 10_000);
});
