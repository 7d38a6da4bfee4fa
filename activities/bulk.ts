/** Bulk work: the next cases of it, each moved by its own workflow. */
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import type pg from 'pg';
import {
  ACT_UPDATE,
  SYNC_SIGNAL,
  type ActMessage,
  type ActResult,
  type Activities,
  type BulkBatch,
  type CaseStart,
} from '../contract/messages.js';
import { caseStartOptions } from '../contract/start.js';
import {
  casesBehindCalendar,
  casesToHandOver,
  countBehindCalendar,
  countToHandOver,
  handedOver,
  passOverUntouched,
} from '../register/bulk.js';
import { tell } from './reconcile.js';

const BATCH = 200;
const SIDE_BY_SIDE = 20;

export interface BulkDeps {
  readonly pool: pg.Pool;
  readonly temporal: Client;
}

export function createBulk(deps: BulkDeps): Pick<Activities, 'moveBatch'> {
  return {
    moveBatch: ({ work, after }) =>
      work.kind === 'calendar' ? redateNext(deps, after) : handOverNext(deps, work.id, after),
  };
}

async function redateNext({ pool, temporal }: BulkDeps, after: string): Promise<BulkBatch> {
  const cases = await casesBehindCalendar(pool, after, BATCH);
  // Whoever opens the file re-dates it first: its workflow only has to read it again.
  await sideBySide(cases, ({ start }) => tell(temporal, start, SYNC_SIGNAL, {}));
  const last = cases.at(-1);
  if (last !== undefined && cases.length === BATCH) return { after: last.caseId, left: 0 };
  await passOverUntouched(pool);
  return { after: null, left: await countBehindCalendar(pool) };
}

async function handOverNext({ pool, temporal }: BulkDeps, order: string, after: string): Promise<BulkBatch> {
  const cases = await casesToHandOver(pool, order, after, BATCH);
  await sideBySide(cases, async ({ caseId, start, act }) => {
    const outcome = outcomeOf(await send(temporal, start, act));
    if (outcome !== null) await handedOver(pool, order, caseId, outcome);
  });
  const last = cases.at(-1);
  if (last !== undefined && cases.length === BATCH) return { after: last.caseId, left: 0 };
  return { after: null, left: await countToHandOver(pool, order) };
}

/** null: not known yet, to be asked again with the next pass; the same act is never done twice. */
function outcomeOf(result: ActResult | null): string | null {
  switch (result?.kind) {
    case 'committed':
      return 'done';
    case 'refused':
      return result.refusal.code;
    default:
      return null;
  }
}

/** Null when its workflow cannot answer now. */
const send = (temporal: Client, start: CaseStart, act: ActMessage): Promise<ActResult | null> =>
  temporal.workflow
    .executeUpdateWithStart<(start: CaseStart) => Promise<void>, ActResult, [ActMessage]>(ACT_UPDATE, {
      updateId: `${act.id}/${act.requestHash}`,
      args: [act],
      startWorkflowOperation: new WithStartWorkflowOperation(start.process, caseStartOptions(start)),
    })
    .catch(() => null);

async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
}
