/** The way of an act from the API to its case's workflow: one Update, started with the workflow, answered or not in time. */
import {
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import { setTimeout as delay } from 'node:timers/promises';
import {
  ACT_SIGNAL,
  ACT_UPDATE,
  BULK_WORKFLOW,
  BUSY,
  MAX_ACTS_IN_FLIGHT,
  workflowId,
  type ActMessage,
  type ActResult,
  type BulkWork,
  type CaseStart,
} from '../contract/messages.js';
import { bulkStartOptions, caseStartOptions } from '../contract/start.js';
import { deadlineIn } from './clock.js';
import { problem } from './problem.js';

export interface CaseClient {
  /** What the act did; throws BUSY or ENGINE_AWAY, and then the same act may be sent again. */
  act(start: CaseStart, act: ActMessage): Promise<ActResult>;
  /** Hands over an act that is already stored; throws when the engine is away. */
  signal(start: CaseStart, act: ActMessage): Promise<void>;
  /** Begins what is to be done in many cases; throws when the engine is away, and then reconcile begins it. */
  begin(work: BulkWork): Promise<void>;
}

const PATIENCE_MS = 10_000;
const SIGNAL_PATIENCE_MS = 3_000;
const FIRST_PAUSE_MS = 50;

export function createCaseClient(temporal: Client, patienceMs = PATIENCE_MS): CaseClient {
  const inFlight = new Map<string, number>();
  return {
    async act(start, act) {
      const id = workflowId(start.process, start.recordId, start.docket);
      const now = inFlight.get(id) ?? 0;
      if (now >= MAX_ACTS_IN_FLIGHT) throw problem('BUSY', { retryAfterSeconds: 1 });
      inFlight.set(id, now + 1);
      try {
        return await update(temporal, start, act, deadlineIn(patienceMs));
      } finally {
        const left = (inFlight.get(id) ?? 1) - 1;
        if (left > 0) inFlight.set(id, left);
        else inFlight.delete(id);
      }
    },
    async signal(start, act) {
      const { args, ...options } = caseStartOptions(start);
      await temporal.withDeadline(deadlineIn(SIGNAL_PATIENCE_MS), () =>
        temporal.workflow.signalWithStart(start.process, { ...options, args, signal: ACT_SIGNAL, signalArgs: [act] }),
      );
    },
    async begin(work) {
      await temporal.withDeadline(deadlineIn(SIGNAL_PATIENCE_MS), () =>
        temporal.workflow.start(BULK_WORKFLOW, bulkStartOptions(work)),
      );
    },
  };
}

async function update(temporal: Client, start: CaseStart, act: ActMessage, deadline: Date): Promise<ActResult> {
  for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
    try {
      return await temporal.withDeadline(deadline, () =>
        temporal.workflow.executeUpdateWithStart<(start: CaseStart) => Promise<void>, ActResult, [ActMessage]>(
          ACT_UPDATE,
          {
            // A closed or lost workflow is started again: it reads its file, commits the act, and ends.
            // The same key with another body is another update: it must get an answer of its own.
            updateId: `${act.id}/${act.requestHash}`,
            args: [act],
            startWorkflowOperation: new WithStartWorkflowOperation(start.process, caseStartOptions(start)),
          },
        ),
      );
    } catch (error) {
      const fault = faultOf(error);
      if (fault === 'busy') throw problem('BUSY', { retryAfterSeconds: 1 });
      if (fault === 'defect') throw error;
      if (fault === 'away' || deadlineIn(pause) >= deadline) throw problem('ENGINE_AWAY', { retryAfterSeconds: 2 });
      await delay(pause);
    }
  }
}

type Fault = 'busy' | 'again' | 'away' | 'defect';

/** gRPC status codes. */
const GRPC: Readonly<Record<number, Fault>> = {
  3: 'defect',
  5: 'again',
  7: 'defect',
  8: 'busy',
  10: 'again',
  12: 'defect',
  16: 'defect',
};

/**
 * `again`: the workflow ended or its worker went away while the update was on its way; the same id is the same act.
 */
export function faultOf(error: unknown): Fault {
  const chain = causes(error);
  if (chain.some((e) => e instanceof ApplicationFailure && e.type === BUSY)) return 'busy';
  if (chain.some((e) => e instanceof WorkflowUpdateRPCTimeoutOrCancelledError)) return 'away';
  const text = chain.map((e) => `${e.message} ${e instanceof ApplicationFailure ? (e.type ?? '') : ''}`).join(' ');
  if (/wasn't processed by worker|AcceptedUpdateCompletedWorkflow|workflow execution already completed/i.test(text))
    return 'again';
  if (chain.some((e) => e instanceof WorkflowNotFoundError)) return 'again';
  const grpc = chain.find(isGrpcServiceError);
  if (grpc !== undefined) return GRPC[grpc.code] ?? 'away';
  return 'defect';
}

function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < 8; at = at.cause) chain.push(at);
  return chain;
}
