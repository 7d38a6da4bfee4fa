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

export const LAST_ACT = 'confirm';
export const actUpdate = defineUpdate<string, [TextbookAct]>('act');

const { record, instruct, receive } = proxyActivities<TextbookActivities>({ startToCloseTimeout: '5s' });

export async function textbookRepair(parties: readonly string[]): Promise<void> {
  let decided = false;
  setHandler(actUpdate, async (act) => {
    const answer = await record(act);
    decided ||= act.name === LAST_ACT;
    return answer;
  });
  await condition(() => decided);
  await Promise.all(parties.map(async (party) => receive(await instruct(party))));
  await condition(allHandlersFinished);
}
