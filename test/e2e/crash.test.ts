import type { ActAnswer } from '../../contract/messages.js';
import type { PartName } from '../../dev/part.js';
import { addDays } from '../../domain/time/calendar.js';
import { CLERK, COURSES, HANDLER } from '../../dev/chaos/courses.js';
import { deleted, left, notListed, objected, rectified, workbenches } from '../../dev/chaos/courses-processes.js';
import { hold, letOnePass, type Hold } from './hold.js';
import { allQuiet, prove } from '../../dev/chaos/proof.js';
import {
  application,
  count,
  importRows,
  recordRow,
  row,
  until,
  versionOf,
  withdraws,
  type Reply,
} from '../../dev/chaos/world.js';
import { startWorld, type TestWorld } from './world.js';

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const records = (series: string, n: number): Promise<readonly string[]> =>
  importRows(
    world,
    Array.from({ length: n }, (_, i) => recordRow(world.today, series, i + 1)),
  );

/** Repairs and all other processes in turn. */
const MIXED = [left, rectified, objected, notListed, deleted].flatMap((other, n) => [
  other,
  ...COURSES.slice(n, n + 1),
]);

describe('parts killed in turn', () => {
  const AT_ONCE = 6;
  const RECORDS = 60;
  /** The next part is killed when so many acts were answered since the last one came back. */
  const ACTS_BETWEEN = 12;
  const ROUNDS: readonly (readonly PartName[])[] = [
    ['worker'],
    ['api'],
    ['temporal'],
    ['postgres'],
    ['worker', 'api'],
    ['temporal', 'worker'],
    ['postgres', 'worker'],
  ];

  test('no act is lost, doubled or answered with another’s answer; every case ends', async () => {
    const waiting = (await records('试', RECORDS)).entries();
    let isOver = false;
    const driver = async (): Promise<void> => {
      for (const [n, record] of waiting) {
        if (isOver) return;
        await MIXED[n % MIXED.length]?.(world, record);
      }
    };
    const killer = async (): Promise<void> => {
      for (const parts of ROUNDS) {
        const from = world.done.length;
        await until('cases are in flight', async () => (world.done.length >= from + ACTS_BETWEEN ? true : null));
        await world.kill(...parts);
      }
      isOver = true;
    };
    const drivers = Promise.all([killer(), ...Array.from({ length: AT_ONCE }, driver)]);
    let isQuiet = false;
    const quiet = drivers.then(() => allQuiet(world)).finally(() => (isQuiet = true));
    await Promise.all([quiet, workbenches(world, () => isQuiet)]);
    await prove(world);
    expect(world.seen.get(500)).toBeUndefined();
  }, 300_000);
});

/** A case whose commit waits, with others' acts behind it. */
interface Caught {
  readonly caseId: string;
  readonly holding: Hold;
  /** The acts that wait are answered. */
  readonly answered: Promise<void>;
}

describe('the worker killed between COMMIT and the end of the workflow task', () => {
  const CASES = 3;
  const paper = (): string => addDays(world.today, -45);
  const acts = (caseId: string, act: string): Promise<number> =>
    count(world.owner, 'select count(*) as n from journal where case_id = $1 and act = $2', [caseId, act]);

  /** One person accepts; meanwhile another tells how the acceptance was served, as whoever saw it coming. */
  async function acceptsAndServes(caseId: string, holding: Hold, effectiveOn?: string): Promise<Caught> {
    const version = await versionOf(world, caseId);
    const on = effectiveOn === undefined ? {} : { effectiveOn };
    const accepting = world.act(HANDLER, `/cases/${caseId}/acts/accept`, { version, ...on });
    await holding.awaited();
    const said = { version: version + 1, noticeId: `${caseId}-n1`, method: 'receipt', evidence: '窗口签收' };
    const serving = world.send(CLERK, serviceOf(caseId), said);
    return { caseId, holding, answered: bothAnswered(caseId, accepting, serving, said) };
  }

  const serviceOf = (caseId: string): string => `/cases/${caseId}/acts/recordService`;

  /** Each with an answer of its own; service that was told before its notice or from an old page is told anew. */
  async function bothAnswered(
    caseId: string,
    accepting: Promise<ActAnswer>,
    serving: Promise<Reply>,
    said: object,
  ): Promise<void> {
    expect(await accepting).toMatchObject({ act: 'accept', caseId, stage: 'verifying' });
    const { status, body, key } = await serving;
    if (status === 200) {
      expect(await world.act(CLERK, serviceOf(caseId), said, key)).toEqual(body);
    } else {
      expect(body).toMatchObject({ code: expect.stringMatching(/^(VERSION_CONFLICT|NO_SUCH_NOTICE)$/) });
      await world.act(CLERK, serviceOf(caseId), { ...said, version: await versionOf(world, caseId) });
    }
    await withdraws(world, CLERK, caseId);
  }

  /** Entered from paper, so that the term that the acceptance arms rings as soon as it is committed. */
  async function catchesAnAct(record: string): Promise<Caught> {
    const { caseId } = await world.act(CLERK, '/repairs', application(world, record, paper()));
    await until('both first terms rang and their holders are reminded', () =>
      row(
        world.owner,
        `select id from case_file where id = $1 and not exists
           (select from jsonb_array_elements(state->'terms') as t where t->>'fired' is distinct from 'overdue' or t->>'told' is distinct from 'overdue')`,
        [caseId],
      ),
    );
    const holding = await hold(world, record);
    return acceptsAndServes(caseId, holding, addDays(paper(), 3));
  }

  /** The terms of a case entered from paper ring at once; their commit is held, and two people act meanwhile. */
  async function catchesATerm(record: string): Promise<Caught> {
    const first = await hold(world, record);
    const applying = world.act(CLERK, '/repairs', application(world, record, paper()));
    const opened = () =>
      row<{ id: string }>(world.owner, `select id from case_file where record_id = $1 and process = 'repair'`, [
        record,
      ]);
    const { hold: holding, found } = await letOnePass(world, record, first, opened);
    await holding.awaited();
    const caught = await acceptsAndServes(found.id, holding);
    return { ...caught, answered: Promise.all([applying, caught.answered]).then(() => undefined) };
  }

  test.each([
    ['accept', catchesAnAct, ['worker']],
    ['alarm', catchesATerm, ['worker']],
    ['accept', catchesAnAct, ['worker', 'api']],
    ['alarm', catchesATerm, ['worker', 'api']],
    ['accept', catchesAnAct, ['worker']],
  ] as const)(
    '%s committed, its answer lost (%#)',
    async (act, catches, killed) => {
      const series = expect.getState().currentTestName?.replace(/\D/g, '') ?? '';
      const caught = await Promise.all((await records(`断${series}`, CASES)).map(catches));
      const before = await Promise.all(caught.map(({ caseId }) => acts(caseId, act)));
      const { stack } = world;
      const server = stack.part('temporal').pid ?? 0;
      process.kill(server, 'SIGSTOP');
      try {
        await Promise.all(caught.map(({ holding }) => holding.release()));
        await until('every act is committed', async () => {
          const now = await Promise.all(caught.map(({ caseId }) => acts(caseId, act)));
          return now.every((n, i) => n > (before[i] ?? 0)) ? true : null;
        });
        await Promise.all(killed.map((name) => stack.part(name).kill('SIGKILL')));
      } finally {
        process.kill(server, 'SIGCONT');
      }
      await Promise.all(killed.map((name) => stack.part(name).start()));
      await Promise.all(caught.map(({ answered }) => answered));
    },
    120_000,
  );

  test('nothing was lost or doubled', () => prove(world), 120_000);
});
