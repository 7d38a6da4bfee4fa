/** How a case's workflow, and bulk work, is started, wherever it is started from. */
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import { bulkWorkflowId, TASK_QUEUE, workflowId, type BulkInput, type BulkWork, type CaseStart } from './messages.js';
import { PROCESS_TEXT } from './texts.js';

const PROCESS = defineSearchAttributeKey('Process', 'KEYWORD');
const REGION = defineSearchAttributeKey('Region', 'KEYWORD');
const DEPARTMENT = defineSearchAttributeKey('Department', 'KEYWORD');

/** Options for start, signal-with-start and update-with-start: one running workflow per process and record. */
export const caseStartOptions = (start: CaseStart) => ({
  workflowId: workflowId(start.process, start.recordId, start.docket),
  taskQueue: TASK_QUEUE,
  args: [start],
  workflowIdConflictPolicy: 'USE_EXISTING' as const,
  workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
  typedSearchAttributes: new TypedSearchAttributes([
    { key: PROCESS, value: start.process },
    { key: REGION, value: start.region },
    { key: DEPARTMENT, value: start.department },
  ]),
  staticSummary: `${PROCESS_TEXT[start.process]} · ${start.region}`,
});

/** Begins the work, or lets the one under way go on. */
export const bulkStartOptions = (work: BulkWork) => ({
  workflowId: bulkWorkflowId(work),
  taskQueue: TASK_QUEUE,
  args: [{ work }] satisfies [BulkInput],
  workflowIdConflictPolicy: 'USE_EXISTING' as const,
  workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
});
