/** Brings workflows and register together: after a crash, a restored backup, or a report that came while all was down. */
import { ApplicationFailure, WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import type pg from 'pg';
import { clock } from '../contract/clock.js';
import {
  ACT_SIGNAL,
  BULK_WORKFLOW,
  KNOWN,
  KNOWS_UPDATE,
  SYNC_SIGNAL,
  TASK_QUEUE,
  workflowId,
  type Activities,
  type CaseStart,
} from '../contract/messages.js';
import { linkedNamed, PROCESSES, type DocketName, type Process } from '../domain/file/case.js';
import { bulkStartOptions, caseStartOptions } from '../contract/start.js';
import { countBehindCalendar, openHandovers } from '../register/bulk.js';
import { unpublishedRecords } from '../register/import.js';
import { untold } from '../register/linked.js';
import {
  blemishedEntries,
  caseStartFor,
  lastDone,
  lastRecorded,
  markDone,
  openWorkflows,
  registeredVersion,
  unheardReports,
  watchedCases,
  type Watched,
} from '../register/reconcile.js';

const isProcess = (type: string): type is Process => PROCESSES.some((process) => process === type);
const PAGE = 200;
const SIDE_BY_SIDE = 20;
const DUTY = 'reconcile';
// What was moved just before the last round may have been on its way then.
const OVERLAP_MS = 60_000;
// Younger ones are most likely on their way now.
const GRACE_MS = 10_000;

export interface ReconcileDeps {
  readonly pool: pg.Pool;
  readonly temporal: Client;
}

export function createReconcile(deps: ReconcileDeps): Pick<Activities, 'reconcile'> {
  return {
    async reconcile({ everything }) {
      const startedAt = clock.now();
      const grace = before(startedAt, GRACE_MS);
      const last = await lastDone(deps.pool, DUTY);
      const woken = await wakeBehind(deps, {
        everything: everything || last === null,
        movedSince: before(last ?? startedAt, OVERLAP_MS),
        alarmBefore: grace,
      });
      const strays = everything ? await wakeStrays(deps) : 0;
      const reports = await unheardReports(deps.pool, grace, PAGE);
      const ended = await blemishedEntries(deps.pool, startedAt, PAGE);
      const linked = await untold(deps.pool, { writtenBefore: grace }, PAGE);
      for (const { start, act } of [...reports, ...ended, ...linked]) await tell(deps.temporal, start, ACT_SIGNAL, act);
      const begun = await beginLives(deps);
      if ((await countBehindCalendar(deps.pool)) > 0)
        await deps.temporal.workflow.start(BULK_WORKFLOW, bulkStartOptions({ kind: 'calendar' }));
      for (const id of await openHandovers(deps.pool))
        await deps.temporal.workflow.start(BULK_WORKFLOW, bulkStartOptions({ kind: 'handover', id }));
      await markDone(deps.pool, DUTY, startedAt);
      return woken + strays + reports.length + ended.length + linked.length + begun;
    },
  };
}

const before = (instant: string, ms: number): string => new Date(Date.parse(instant) - ms).toISOString();

/** Sends a signal to the case's workflow and starts it when it does not run. */
export async function tell(temporal: Client, start: CaseStart, signal: string, message: unknown): Promise<void> {
  await temporal.workflow.signalWithStart(start.process, {
    ...caseStartOptions(start),
    signal,
    signalArgs: [message],
  });
}

/** Wakes the workflow of a docket of this record; a record that hangs on it is told all that it has not heard, in order. */
export async function wakeDocket({ pool, temporal }: ReconcileDeps, name: DocketName, recordId: string): Promise<void> {
  const linked = linkedNamed(name);
  if (linked !== null) {
    for (const { start, act } of await untold(pool, { record: linked }, PAGE))
      await tell(temporal, start, ACT_SIGNAL, act);
    return;
  }
  const start = await caseStartFor(pool, name, recordId);
  if (start !== null) await tell(temporal, start, SYNC_SIGNAL, {});
}

async function wakeBehind(
  deps: ReconcileDeps,
  query: { readonly everything: boolean; readonly movedSince: string; readonly alarmBefore: string },
): Promise<number> {
  let after = '';
  let woken = 0;
  for (;;) {
    const page = await watchedCases(deps.pool, { ...query, after, limit: PAGE });
    const standings = await Promise.all(page.map((c) => standingOf(deps, c)));
    for (const [n, c] of page.entries()) {
      const standing = standings[n] ?? 'well';
      if (standing === 'well') continue;
      if (standing !== 'behind') await giveUp(deps.temporal, idOf(c), WHY[standing]);
      await tell(deps.temporal, c, SYNC_SIGNAL, { version: c.version });
      woken += 1;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return woken;
    after = last.caseId;
  }
}

/** Every published record has its life, however many came at once: answers how many were begun. */
async function beginLives({ pool, temporal }: ReconcileDeps): Promise<number> {
  let after = '';
  let begun = 0;
  for (;;) {
    const page = await unpublishedRecords(pool, PAGE, after);
    for (let n = 0; n < page.length; n += SIDE_BY_SIDE) {
      const some = page.slice(n, n + SIDE_BY_SIDE);
      await Promise.all(some.map(({ start, act }) => tell(temporal, start, ACT_SIGNAL, act)));
    }
    begun += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return begun;
    after = last.start.recordId;
  }
}

/**
 * `stuck`: its task fails or times out again and again, so that it hears no signal. `ahead`: it remembers what the register
 * has lost, as after an older backup was restored, and would answer a repeated act from its memory.
 */
type Standing = 'well' | 'behind' | 'stuck' | 'ahead';

const WHY = {
  stuck: 'its task fails again and again: started anew from the register',
  ahead: 'it knows more than the register, which was restored: started anew from it',
} as const;

// A task that failed for the world's fault is done at the next try or the one after.
const STUCK_ATTEMPTS = 4;
// A worker that takes up a long run reads it first.
const ANSWER_MS = 10_000;

/** A closed case may have ended without its workflow; an open one may have no workflow at all. */
async function standingOf(deps: ReconcileDeps, c: Watched): Promise<Standing> {
  try {
    const handle = deps.temporal.workflow.getHandle(idOf(c));
    const { status, raw } = await handle.describe();
    if (status.name !== 'RUNNING') return c.closed ? 'well' : 'behind';
    if ((raw.pendingWorkflowTask?.attempt ?? 0) >= STUCK_ATTEMPTS) return 'stuck';
    const version = await knownVersion(deps.temporal, idOf(c), c.version);
    if (version === null) return 'behind';
    return (await isAhead(deps, c.process, idOf(c), version)) ? 'ahead' : 'well';
  } catch (error) {
    // One that cannot answer now is woken: reading its file once too often harms nothing.
    return error instanceof WorkflowNotFoundError && c.closed ? 'well' : 'behind';
  }
}

/**
 * The version of its file that a run knows; null when it is behind the one asked for, and then it reads its file. Throws when
 * the run does not answer in time.
 */
export async function knownVersion(temporal: Client, id: string, atLeast: number): Promise<number | null> {
  try {
    await temporal.withDeadline(Date.parse(clock.now()) + ANSWER_MS, () =>
      temporal.workflow.getHandle(id).executeUpdate<boolean, [{ version: number }]>(KNOWS_UPDATE, {
        args: [{ version: atLeast }],
      }),
    );
    return null;
  } catch (error) {
    const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
    if (cause instanceof ApplicationFailure && cause.type === KNOWN) return Number(cause.details?.[0]);
    throw error;
  }
}

const idOf = ({ process, recordId, docket }: CaseStart): string => workflowId(process, recordId, docket);

/** A workflow's version came from the register; asked afterwards, the register has it, unless it was put back. */
const isAhead = async ({ pool }: ReconcileDeps, process: Process, id: string, version: number): Promise<boolean> =>
  version > (await registeredVersion(pool, process, id));

/** The register holds all that counts of what the run knew: another one takes its place (docs/decisions/0007, 0017). */
async function giveUp(temporal: Client, id: string, why: string): Promise<void> {
  await temporal.workflow
    .getHandle(id)
    .terminate(why)
    .catch((error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    });
}

const RESTORED = 'the register was restored: what runs remembers another one';

/**
 * Before workers start on a restored register: ends every case's workflow, since a run that remembers what is lost would journal
 * it. Needs no worker. The cases that the register has open are begun anew by reconcile; in the place of the others, and of
 * those that ended after the register's last act, stands a run that finds nothing and ends: Temporal answers a repeated act also
 * from the last run that has ended. Answers how many were ended.
 */
export async function endRuns({ pool, temporal }: ReconcileDeps): Promise<number> {
  const open = await openWorkflows(pool);
  const forget = async (type: Process, id: string): Promise<void> => {
    if (!open.has(id)) await tell(temporal, strangerOf(type, id), SYNC_SIGNAL, {});
  };
  const of = `TaskQueue = '${TASK_QUEUE}'`;
  const over = (await lastRecorded(pool)) ?? new Date(0).toISOString();
  // Listed before any is ended: those would be among them.
  const gone = new Map<string, Process>();
  for await (const { workflowId: id, type } of temporal.workflow.list({
    query: `ExecutionStatus != 'Running' AND CloseTime >= '${over}' AND ${of}`,
  }))
    if (isProcess(type)) gone.set(id, type);
  let ended = 0;
  for await (const { workflowId: id, type } of temporal.workflow.list({
    query: `ExecutionStatus = 'Running' AND ${of}`,
  })) {
    if (!isProcess(type)) continue;
    await giveUp(temporal, id, RESTORED);
    await forget(type, id);
    gone.delete(id);
    ended += 1;
  }
  for (const [id, type] of gone) await forget(type, id);
  return ended;
}

/** A start under this id about which the register knows nothing. */
const strangerOf = (process: Process, id: string): CaseStart => ({
  ...{ process, recordId: id.slice(process.length + 1), region: '', department: '' },
});

/** Workflows that run although the register holds no open case for them, as after an older backup was restored. */
async function wakeStrays(deps: ReconcileDeps): Promise<number> {
  const { pool, temporal } = deps;
  const open = await openWorkflows(pool);
  let woken = 0;
  const running = temporal.workflow.list({ query: `ExecutionStatus = 'Running' AND TaskQueue = '${TASK_QUEUE}'` });
  for await (const { workflowId: id, type } of running) {
    if (!isProcess(type) || open.has(id)) continue;
    const handle = temporal.workflow.getHandle(id);
    const lost = await knownVersion(temporal, id, 0)
      .then((version) => version !== null && isAhead(deps, type, id, version))
      // One that cannot answer now is woken only.
      .catch(() => false);
    if (lost) await giveUp(temporal, id, WHY.ahead);
    else await handle.signal(SYNC_SIGNAL, {});
    woken += 1;
  }
  return woken;
}
