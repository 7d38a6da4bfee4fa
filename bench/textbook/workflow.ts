/**
 * The same conversation as a textbook would write it: each act an Update with an ordinary activity, each instruction and
 * each receipt an ordinary activity. No law, no terms, no register.
 */
import { allHandlersFinished, condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';

export interface TextbookAct {
  readonly id: string;
  readonly name: string;
}

export interface TextbookActivities {
  record(act: TextbookAct): Promise<string>;
  instruct(party: string): Promise<string>;
  receive(receipt: string): Promise<string>;
}

/** For each act of the case, in order: whom to instruct after it. */
export type TextbookOrders = readonly (readonly string[])[];

export const actUpdate = defineUpdate<string, [TextbookAct]>('act');

const { record, instruct, receive } = proxyActivities<TextbookActivities>({ startToCloseTimeout: '5s' });

export async function textbookCase(orders: TextbookOrders): Promise<void> {
  const sent: Promise<string>[] = [];
  let recorded = 0;
  setHandler(actUpdate, async (act) => {
    const answer = await record(act);
    const parties = orders[recorded] ?? [];
    recorded += 1;
    sent.push(...parties.map(async (party) => receive(await instruct(party))));
    return answer;
  });
  await condition(() => recorded === orders.length);
  await Promise.all(sent);
  await condition(allHandlersFinished);
}
