/** What the engine may answer, and what the sender is told. Only the client of the engine is a stand-in here. */
import {
  ServiceError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import { createCaseClient } from '../../api/case-client.js';
import { BUSY, MAX_ACTS_IN_FLIGHT, type ActMessage, type CaseStart } from '../../contract/messages.js';

const START: CaseStart = { process: 'repair', recordId: 'R1', region: '320800', department: 'huaian-sthj' };
const ACT: ActMessage = {
  id: 'a-1',
  name: 'accept',
  caseId: 'X1',
  actor: { id: 'h', role: 'handler', department: 'huaian-sthj', party: null },
  basedOn: 1,
  effectiveAt: '2026-08-20T02:00:00.000Z',
  receivedAt: '2026-08-20T02:00:00.000Z',
  requestHash: 'h',
  payload: {},
};
const DONE = { kind: 'failed' as const };

interface Sent {
  readonly updateId: string;
  readonly startWorkflowOperation: { readonly options: Record<string, unknown> };
}

/** Answers each call by the next of these; an Error is thrown. */
function engine(...answers: readonly unknown[]): { client: Client; sent: Sent[] } {
  const sent: Sent[] = [];
  const workflow = {
    executeUpdateWithStart: async (_name: string, options: Sent) => {
      sent.push(options);
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const client: Client = Object.assign(Object.create(null), {
    workflow,
    withDeadline: (_at: Date, f: () => unknown) => f(),
  });
  return { client, sent };
}

const grpc = (code: number): Error =>
  new ServiceError('failed', { cause: Object.assign(new Error('grpc'), { code, details: '', metadata: {} }) });
const updateFailed = (cause: Error): Error => new WorkflowUpdateFailedError('Workflow Update failed', cause);

test('an act goes by its id, to the workflow of its record, started if need be', async () => {
  const { client, sent } = engine(DONE);
  expect(await createCaseClient(client).act(START, ACT)).toBe(DONE);
  expect(sent).toMatchObject([
    {
      updateId: 'a-1/h',
      startWorkflowOperation: {
        workflowTypeOrFunc: 'repair',
        options: {
          workflowId: 'repair-R1',
          workflowIdConflictPolicy: 'USE_EXISTING',
          staticSummary: '信用修复 · 320800',
        },
      },
    },
  ]);
});

test.each([
  ['the workflow ended', updateFailed(ApplicationFailure.nonRetryable('ended', 'AcceptedUpdateCompletedWorkflow'))],
  [
    'the worker went away',
    updateFailed(ApplicationFailure.create({ message: "Workflow Update wasn't processed by worker" })),
  ],
  ['the workflow is not found', new WorkflowNotFoundError('gone', 'repair-R1', undefined)],
  ['the call was aborted', grpc(10)],
])('%s: the same act is sent again', async (_name, error) => {
  const { client, sent } = engine(error, error, DONE);
  expect(await createCaseClient(client).act(START, ACT)).toBe(DONE);
  expect(sent.map((s) => s.updateId)).toEqual(['a-1/h', 'a-1/h', 'a-1/h']);
});

test.each([
  [
    'the case has too many acts',
    updateFailed(ApplicationFailure.nonRetryable('too many acts at once', BUSY)),
    429,
    'BUSY',
  ],
  ['the engine has too much to do', grpc(8), 429, 'BUSY'],
  ['no answer in time', new WorkflowUpdateRPCTimeoutOrCancelledError('late'), 503, 'ENGINE_AWAY'],
  ['the engine is away', grpc(14), 503, 'ENGINE_AWAY'],
])('%s: %#', async (_name, error, status, code) => {
  const { client, sent } = engine(error);
  await expect(createCaseClient(client).act(START, ACT)).rejects.toMatchObject({ status, code });
  expect(sent).toHaveLength(1);
});

test('it is not tried for longer than there is patience', async () => {
  const { client } = engine(grpc(10));
  await expect(createCaseClient(client, 120).act(START, ACT)).rejects.toMatchObject({ code: 'ENGINE_AWAY' });
});

test('a defect is not hidden as a matter of patience', async () => {
  const { client } = engine(new TypeError('no such field'));
  await expect(createCaseClient(client).act(START, ACT)).rejects.toThrow('no such field');
});

test('no more acts of one case in flight than its workflow takes, and others are not kept waiting', async () => {
  const release: (() => void)[] = [];
  const workflow = { executeUpdateWithStart: () => new Promise((resolve) => release.push(() => resolve(DONE))) };
  const client: Client = Object.assign(Object.create(null), {
    workflow,
    withDeadline: (_at: Date, f: () => unknown) => f(),
  });
  const cases = createCaseClient(client);
  const acts = Array.from({ length: MAX_ACTS_IN_FLIGHT }, () => cases.act(START, ACT));
  await expect(cases.act(START, ACT)).rejects.toMatchObject({ code: 'BUSY', extra: { retryAfterSeconds: 1 } });
  acts.push(cases.act({ ...START, recordId: 'R2' }, ACT), cases.act({ ...START, docket: 'o1' }, ACT));
  release.forEach((done) => done());
  expect(await Promise.all(acts)).toHaveLength(MAX_ACTS_IN_FLIGHT + 2);
  const later = cases.act(START, ACT);
  release.at(-1)?.();
  expect(await later).toBe(DONE);
});
