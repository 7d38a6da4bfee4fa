/** The least that Temporal can do: an Update that answers at once, and one timer. */
import { condition, defineUpdate, setHandler, sleep } from '@temporalio/workflow';

export const bareUpdate = defineUpdate<string, [string]>('bare');

/** Answers so many updates and ends. */
export async function bareCase(updates: number): Promise<void> {
  let answered = 0;
  setHandler(bareUpdate, (id) => {
    answered += 1;
    return id;
  });
  await condition(() => answered === updates);
}

/** Ends at that instant, in ms. */
export async function bareTimer(atMs: number): Promise<void> {
  await sleep(atMs - Date.now());
}
