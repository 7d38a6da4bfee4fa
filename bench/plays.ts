/** One repair, played by the same client against the project's workflows and against the textbook's. */
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import { createCaseClient } from '../api/case-client.js';
import { clock } from '../contract/clock.js';
import { workflowId, type CaseStart } from '../contract/messages.js';
import { AUTHORITY, REGION } from '../test/support/scene.js';
import { REPAIR_ACTS, repairAct } from './scene.js';
import { actUpdate, textbookCase, type TextbookAct, type TextbookOrders } from './textbook/workflow.js';
import { TEXTBOOK_QUEUE } from './workers.js';

// A busy machine makes the figures smaller, not the bench fail.
const PATIENCE_MS = 60_000;

/** Plays one repair from the application to the workflow's end; answers its workflow id. */
export type Play = (recordId: string) => Promise<string>;

export function ours(client: Client): Play {
  const cases = createCaseClient(client, PATIENCE_MS);
  return async (recordId) => {
    const start: CaseStart = { process: 'repair', recordId, region: REGION, department: AUTHORITY };
    let caseId: string | null = null;
    for (const name of REPAIR_ACTS) {
      const result = await cases.act(start, repairAct(name, recordId, caseId, clock.now()));
      if (result.kind !== 'committed') throw new Error(`${name} was not committed: ${JSON.stringify(result)}`);
      caseId = result.answer.caseId;
    }
    const id = workflowId('repair', recordId);
    await client.workflow.getHandle(id).result();
    return id;
  };
}

export function textbook(client: Client, parties: readonly string[]): Play {
  const orders = REPAIR_ACTS.map((name) => (name === 'confirm' ? parties : []));
  return async (recordId) => {
    const played = textbookOf(client, recordId, orders);
    for (const name of REPAIR_ACTS)
      await played.act(repairAct(name, recordId, name === 'apply' ? null : played.id, clock.now()));
    await client.workflow.getHandle(played.id).result();
    return played.id;
  };
}

export interface TextbookPlay {
  /** Of its workflow. */
  readonly id: string;
  /** The first one starts the workflow. */
  act(act: TextbookAct): Promise<void>;
}

export function textbookOf(client: Client, name: string, orders: TextbookOrders): TextbookPlay {
  const id = `textbook-${name}`;
  const start = { workflowId: id, taskQueue: TEXTBOOK_QUEUE, args: [orders] as [TextbookOrders] };
  let isStarted = false;
  return {
    id,
    async act(act) {
      const options = { updateId: act.id, args: [act] as [TextbookAct] };
      if (isStarted) {
        await client.workflow.getHandle(id).executeUpdate(actUpdate, options);
        return;
      }
      isStarted = true;
      const startWorkflowOperation = new WithStartWorkflowOperation(textbookCase, {
        ...start,
        workflowIdConflictPolicy: 'FAIL',
      });
      await client.workflow.executeUpdateWithStart(actUpdate, { ...options, startWorkflowOperation });
    },
  };
}

/** Plays them all, so many at a time; answers repairs per second and the workflows' ids. */
export async function race(
  play: Play,
  recordIds: readonly string[],
  concurrency: number,
): Promise<{ perSecond: number; ids: string[] }> {
  const waiting = [...recordIds];
  const ids: string[] = [];
  const begun = process.hrtime.bigint();
  const one = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) ids.push(await play(next));
  };
  await Promise.all(Array.from({ length: concurrency }, one));
  return { perSecond: (recordIds.length * 1e9) / Number(process.hrtime.bigint() - begun), ids };
}
