/**
 * An objection to a record with 100 measures at 20 departments, one of them dead: how long until the other 95 rest, on a
 * real server and register, over real HTTP. The dead one refuses connections, or accepts them and is silent; the worse
 * of both is the figure.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { createDelivery } from '../activities/deliver.js';
import { sendInstruction } from '../activities/http-party.js';
import { createCaseClient, type CaseClient } from '../api/case-client.js';
import { clock } from '../contract/clock.js';
import { dayOf } from '../domain/time/calendar.js';
import { evolveAll, type CaseState } from '../domain/file/case.js';
import { deliveriesDue, rung } from '../domain/file/outbound.js';
import type { Stack } from '../dev/stack.js';
import { act, actor, AGENT } from '../test/support/scene.js';
import { startDepartments, type Department } from './departments.js';
import { figureOf, median, type Measured } from './figure.js';
import { addEntry, committed, furnishNetwork, outstanding, startOf, type Place, type Reached } from './network.js';
import { inHouse, type House } from './house.js';
import type { Delivery } from './workers.js';

const DEPARTMENTS = 20;
const MEASURES = ['procurementBan', 'biddingLimit', 'subsidyLimit', 'honourLimit', 'keySupervision'] as const;
const ANSWER_MS = 300;
const ROUNDS = 5;
const POLL_MS = 5;
const PATIENCE_MS = 60_000;
const PLACE: Place = { region: '320699', authority: 'fanout-bureau' };

const nobodyReads = { sent: () => Promise.resolve({ outcome: 'done', receipt: null, detail: null } as const) };

const overHttp =
  (departments: readonly Department[]): Delivery =>
  (pool, wake) =>
    createDelivery({
      ...{ pool, wake, clock, publicUrl: 'http://127.0.0.1' },
      mailer: { sendNotice: nobodyReads.sent, sendReminder: nobodyReads.sent, sendRedating: nobodyReads.sent },
      parties: Object.fromEntries(departments.map(({ id, key }) => [id, key])),
    });

/** Each carries out every measure; one is also the site that shows the record. */
const networkOf = (departments: readonly Department[]): readonly Reached[] => [
  ...departments.map(({ id, url }) => ({ id, url, role: 'implementer' as const, about: MEASURES })),
  ...departments.slice(-1).map(({ id, url }) => ({ id, url, role: 'site' as const })),
];

/** The slowest of as many requests as an objection sends, side by side to the same servers, in ms. */
async function slowestAnswer(departments: readonly Department[]): Promise<number> {
  const times = await Promise.all(
    departments.flatMap(({ id, url, key }) =>
      MEASURES.map(async (measureId) => {
        const begun = performance.now();
        const attempt = await sendInstruction({ name: id, url, key }, messageAbout(measureId), {
          nowMs: Date.parse(clock.now()),
          timeoutMs: PATIENCE_MS,
        });
        if (attempt.outcome !== 'done') throw new Error(`${id}: ${JSON.stringify(attempt)}`);
        return performance.now() - begun;
      }),
    ),
  );
  return Math.max(...times);
}

const messageAbout = (measureId: string): Parameters<typeof sendInstruction>[1] => ({
  ...{ instructionId: `probe-${measureId}`, effect: 'suspendMeasure', measureId, content: { measure: measureId } },
  record: { id: 'probe', documentNumber: '示例', authority: '示例', title: '示例', decisionDate: dayOf(clock.now()) },
  subject: { codeKind: 'uscc', code: '91130100000000000X', name: '示例公司' },
  ...{ issuedAt: clock.now(), dueBy: null, callbackUrl: 'http://127.0.0.1/feedback' },
});

/** Looks until as few instructions about the record are left; answers when that was seen, in ms. */
async function untilLeft(owner: pg.Pool, recordId: string, left: number): Promise<number> {
  for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline; await delay(POLL_MS))
    if ((await outstanding(owner, recordId)) <= left) return performance.now();
  throw new Error(`${await outstanding(owner, recordId)} instructions about ${recordId} are left`);
}

/** What the dead department owes stands with a running clock, whose end tells its authority. Throws when not. */
async function mustEscalate(owner: pg.Pool, recordId: string, party: string): Promise<void> {
  const { rows } = await owner.query<{ state: CaseState }>(
    `select state from case_file where record_id = $1 and process = 'record'`,
    [recordId],
  );
  const [file] = rows;
  const owed = file?.state.instructions.filter((i) => i.party === party && i.effect === 'suspendMeasure') ?? [];
  if (owed.length !== MEASURES.length) throw new Error(`${party} owes ${owed.length} suspensions`);
  for (const { id, state } of owed)
    if (file === undefined || state === 'done' || !escalates(file.state, id)) throw new Error(`${id} is forgotten`);
}

function escalates(file: CaseState, instructionId: string): boolean {
  const term = file.terms.find((t) => t.instructionId === instructionId && t.status === 'running');
  const alarm = term?.alarms.find((a) => a.rung === 'overdue');
  if (term === undefined || alarm === undefined) return false;
  const payload = { termId: term.id, rung: alarm.rung };
  const rang = rung(file, { ...act('alarm', actor('system', 'system'), payload, { at: alarm.at }), payload });
  const after = rang === null ? null : evolveAll(file, [rang.event]);
  return after !== null && deliveriesDue(after).some((d) => d.id === term.id && d.rung === 'overdue');
}

/** How a department is dead. */
const DEATHS = { refusing: (d: Department) => d.die(), silent: (d: Department) => d.fallSilent() };
type Death = keyof typeof DEATHS;

interface Round {
  readonly ours: number;
  readonly slowest: number;
}

async function playRound(
  { owner, cases, departments }: { owner: pg.Pool; cases: CaseClient; departments: readonly Department[] },
  recordId: string,
  death: Death,
): Promise<Round> {
  const [dead, ...live] = departments;
  if (dead === undefined) throw new Error('there are no departments');
  await addEntry(owner, cases, recordId, PLACE, MEASURES);
  await untilLeft(owner, recordId, 0);
  await DEATHS[death](dead);
  const slowest = await slowestAnswer(live);
  const objection = {
    ...{ ground: 'shouldNotExist', corrections: [], explanation: '与事实不符', newEvidence: false },
    ...{ documents: [], channel: 'authority', electronicService: false },
  };
  const message = act('object', AGENT, objection, { at: clock.now(), id: `${recordId}-object` });
  await committed(cases, startOf('objection', recordId, PLACE, 'o1'), message);
  const begun = performance.now();
  const ours = (await untilLeft(owner, recordId, MEASURES.length)) - begun;
  await mustEscalate(owner, recordId, dead.id);
  // What it owes is done when it lives again, and so does not disturb the next round.
  await dead.revive();
  await untilLeft(owner, recordId, 0);
  return { ours, slowest };
}

export async function measureFanout(stack: Stack): Promise<Measured[]> {
  const departments = await startDepartments(DEPARTMENTS, ANSWER_MS);
  const rounds: Record<Death, Round[]> = { refusing: [], silent: [] };
  const play = async ({ owner, client }: House): Promise<void> => {
    await furnishNetwork(owner, PLACE, networkOf(departments));
    const stage = { owner, cases: createCaseClient(client, PATIENCE_MS), departments };
    // The first round of each kind warms up and is not counted.
    for (let n = 0; n <= ROUNDS; n += 1)
      for (const death of ['refusing', 'silent'] as const) {
        const round = await playRound(stage, `fanout-${n}-${death}`, death);
        if (n > 0) rounds[death].push(round);
        const { ours, slowest } = round;
        console.log(
          `  round ${n} of ${ROUNDS}, ${death}  ${ours.toFixed(0)} ms, slowest answer ${slowest.toFixed(0)} ms`,
        );
      }
  };
  await inHouse(stack, play, overHttp(departments)).finally(() => Promise.all(departments.map((d) => d.die())));
  const [worse, better] = [kindOf('refusing', rounds), kindOf('silent', rounds)].sort((a, b) => a.ratio - b.ratio);
  if (worse === undefined || better === undefined) throw new Error('no rounds');
  return [fanoutOf(worse, better)];
}

interface Kind {
  readonly death: Death;
  readonly ours: number;
  readonly baseline: number;
  readonly ratio: number;
  /** The ratio by round: least to greatest. */
  readonly spread: string;
}

function kindOf(death: Death, all: Readonly<Record<Death, readonly Round[]>>): Kind {
  const rounds = all[death];
  const ours = median(rounds.map((r) => r.ours));
  const baseline = 2 * median(rounds.map((r) => r.slowest));
  const ratios = rounds.map((r) => (2 * r.slowest) / r.ours);
  const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  return { death, ours, baseline, ratio: baseline / ours, spread };
}

function fanoutOf({ death, ours, baseline, ratio, spread }: Kind, other: Kind): Measured {
  const note =
    `from the answer to an objection until ${MEASURES.length * (DEPARTMENTS - 1)} of ${MEASURES.length * DEPARTMENTS} measures ` +
    `rest, in the register; ${DEPARTMENTS} departments over HTTP that answer after ${ANSWER_MS} ms, one dead, whose ` +
    `${MEASURES.length} stand with a clock that escalates; looked at every ${POLL_MS} ms. The figure is of a dead one that is ` +
    `${death}, the worse kind: ${ROUNDS} rounds, by round ${spread}; ${other.death}: ${other.ours.toFixed(0)} ms, ` +
    `${other.ratio.toFixed(2)}, by round ${other.spread}. Baseline: twice the slowest answer to the same requests sent directly`;
  return { figure: figureOf({ id: 'suspend.fanout', unit: 'ms', ours, baseline, ratio, goal: 1 }), note };
}
