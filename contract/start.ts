/** How a case's workflow is started, wherever it is started from. */
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import { TASK_QUEUE, workflowId, type CaseStart } from './messages.js';
import { PROCESS_TEXT } from './texts.js';

const PROCESS = defineSearchAttributeKey('Process', 'KEYWORD');
const REGION = defineSearchAttributeKey('Region', 'KEYWORD');
const DEPARTMENT = defineSearchAttributeKey('Department', 'KEYWORD');

/** Options for start, signal-with-start and update-with-start: one running workflow per process and record. */
export const caseStartOptions = (start: CaseStart) => ({
  workflowId: workflowId(start.process, start.recordId, start.docket),
  taskQueue: TASK_QUEUE,
  args: [{ ...start, showsAtRest: true }],
  workflowIdConflictPolicy: 'USE_EXISTING' as const,
  workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
  typedSearchAttributes: new TypedSearchAttributes([
    { key: PROCESS, value: start.process },
    { key: REGION, value: start.region },
    { key: DEPARTMENT, value: start.department },
  ]),
  staticSummary: `${PROCESS_TEXT[start.process]} · ${start.region}`,
});
