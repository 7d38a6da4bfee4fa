/**
 * How long a person waits for the answer of an act, against an Update of a workflow that does nothing; and whether what was
 * answered stands in the lists at the first look.
 */
import { createCaseClient } from '../api/case-client.js';
import { clock } from '../contract/clock.js';
import { dayOf } from '../domain/time/calendar.js';
import type { ActAnswer, CaseStart } from '../contract/messages.js';
import type { Stack } from '../dev/stack.js';
import { createPool } from '../register/pool.js';
import { listCases } from '../register/queries-cases.js';
import { regionReach } from '../register/scope.js';
import { AUTHORITY, REGION } from '../test/support/scene.js';
import { figureOf, quantile, type Measured } from './figure.js';
import { inHouse, type House } from './house.js';
import { addRecords, partiesOf, REPAIR_ACTS, repairAct } from './scene.js';
import { bareCase, bareUpdate } from './textbook/bare.js';
import { TEXTBOOK_QUEUE } from './workers.js';

const CASES = 60;
const PATIENCE_MS = 60_000;
const GOAL = 0.25;

interface Timed {
  readonly ms: number;
  readonly seen: boolean;
}

async function timed<T>(does: () => Promise<T>): Promise<{ readonly ms: number; readonly came: T }> {
  const begun = performance.now();
  const came = await does();
  return { ms: performance.now() - begun, came };
}

export function measureLatency(stack: Stack): Promise<Measured[]> {
  return inHouse(stack, async (house) => {
    const records = Array.from({ length: CASES }, (_, n) => `latency-${n}`);
    await addRecords(house.owner, records, partiesOf(1), clock.now());
    const ours: Timed[] = [];
    const bare: number[] = [];
    // In turns; the first few warm both up and are not counted.
    for (const [n, record] of records.entries()) {
      const [own, other] = [await acts(house, record), await updates(house, record)];
      if (n < 10) continue;
      ours.push(...own);
      bare.push(...other);
    }
    return [latencyOf(ours, bare), visibleOf(ours)];
  });
}

async function acts({ client, layout }: House, recordId: string): Promise<Timed[]> {
  const cases = createCaseClient(client, PATIENCE_MS);
  const pool = createPool(layout.databaseUrl, { max: 1 });
  const start: CaseStart = { process: 'repair', recordId, region: REGION, department: AUTHORITY };
  const result: Timed[] = [];
  let caseId: string | null = null;
  for (const name of REPAIR_ACTS) {
    const { ms, came } = await timed(() => cases.act(start, repairAct(name, recordId, caseId, clock.now())));
    if (came.kind !== 'committed') throw new Error(`${name} was not committed: ${JSON.stringify(came)}`);
    caseId = came.answer.caseId;
    result.push({ ms, seen: await isListed(pool, recordId, came.answer) });
  }
  await pool.end();
  return result;
}

/** Whether the list has the case as the act left it, or later. */
async function isListed(pool: House['owner'], record: string, { caseId, version }: ActAnswer): Promise<boolean> {
  const rows = await listCases(pool, [regionReach(REGION)], { record }, { limit: 20, after: null }, dayOf(clock.now()));
  return rows.some((row) => row.id === caseId && row.version >= version);
}

async function updates({ client }: House, name: string): Promise<number[]> {
  const count = REPAIR_ACTS.length;
  const workflowId = `bare-${name}`;
  const handle = await client.workflow.start(bareCase, { workflowId, taskQueue: TEXTBOOK_QUEUE, args: [count] });
  const result: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const updateId = `${name}-${n}`;
    result.push((await timed(() => handle.executeUpdate(bareUpdate, { updateId, args: [updateId] }))).ms);
  }
  return result;
}

function latencyOf(ours: readonly Timed[], bare: readonly number[]): Measured {
  const own = ours.map((t) => t.ms);
  const [p50, p99] = [quantile(own, 0.5), quantile(own, 0.99)];
  const [bare50, bare99] = [quantile(bare, 0.5), quantile(bare, 0.99)];
  const note =
    `p50 of ${own.length} acts of whole repairs, one after another; p99 ${p99.toFixed(0)} ms against ${bare99.toFixed(0)} ms, ` +
    `ratio ${(bare99 / p99).toFixed(2)}. Baseline: an Update that answers at once. The goal is ours: at most four times as long`;
  const figure = { id: 'act.latency', unit: 'ms', ours: p50, baseline: bare50, ratio: bare50 / p50, goal: GOAL };
  return { figure: figureOf(figure), note };
}

function visibleOf(ours: readonly Timed[]): Measured {
  const share = ours.filter((t) => t.seen).length / ours.length;
  const figure = { id: 'act.visible', unit: 'share', ours: share, baseline: 1, ratio: share, goal: 1 };
  return { figure: figureOf(figure), note: `of ${ours.length} answered acts, those the list shows at the first look` };
}
