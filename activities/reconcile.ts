/** Brings workflows and register together: after a crash, a restored backup, or a report that came while all was down. */
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type pg from 'pg';
import { clock } from '../contract/clock.js';
import {
  ACT_SIGNAL,
  SYNC_SIGNAL,
  VERSION_QUERY,
  workflowId,
  type Activities,
  type CaseStart,
} from '../contract/messages.js';
import { caseStartOptions } from '../contract/start.js';
import { unpublishedRecords } from '../register/import.js';
import { openCases, unheardReports, type OpenCase } from '../register/reconcile.js';

const PAGE = 200;
const LOOK_BACK_MS = 15 * 60_000;
// Younger ones are most likely on their way.
const GRACE_MS = 10_000;

export interface ReconcileDeps {
  readonly pool: pg.Pool;
  readonly temporal: Client;
}

export function createReconcile(deps: ReconcileDeps): Pick<Activities, 'reconcile'> {
  return {
    async reconcile({ everything }) {
      const now = Date.parse(clock.now());
      const grace = new Date(now - GRACE_MS).toISOString();
      const woken = await wakeBehind(deps, everything, new Date(now - LOOK_BACK_MS).toISOString(), grace);
      const reports = await unheardReports(deps.pool, grace, PAGE);
      for (const { start, act } of reports) await tell(deps.temporal, start, ACT_SIGNAL, act);
      const unpublished = await unpublishedRecords(deps.pool, PAGE);
      for (const { start, act } of unpublished) await tell(deps.temporal, start, ACT_SIGNAL, act);
      return woken + reports.length + unpublished.length;
    },
  };
}

/** Sends a signal to the case's workflow and starts it when it does not run. */
export async function tell(temporal: Client, start: CaseStart, signal: string, message: unknown): Promise<void> {
  await temporal.workflow.signalWithStart(start.process, {
    ...caseStartOptions(start),
    signal,
    signalArgs: [message],
  });
}

async function wakeBehind(
  deps: ReconcileDeps,
  everything: boolean,
  movedSince: string,
  alarmBefore: string,
): Promise<number> {
  let after = '';
  let woken = 0;
  for (;;) {
    const page = await openCases(deps.pool, { everything, movedSince, alarmBefore, after, limit: PAGE });
    const behind = await Promise.all(page.map((c) => isBehind(deps.temporal, c)));
    for (const c of page.filter((_, n) => behind[n])) await tell(deps.temporal, c, SYNC_SIGNAL, { version: c.version });
    woken += behind.filter(Boolean).length;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return woken;
    after = last.caseId;
  }
}

async function isBehind(temporal: Client, c: OpenCase): Promise<boolean> {
  try {
    const handle = temporal.workflow.getHandle(workflowId(c.process, c.recordId));
    const { status } = await handle.describe();
    if (status.name !== 'RUNNING') return true;
    return (await handle.query<number>(VERSION_QUERY)) < c.version;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return true;
    // A workflow that cannot answer now is woken: reading its file once too often harms nothing.
    return true;
  }
}
