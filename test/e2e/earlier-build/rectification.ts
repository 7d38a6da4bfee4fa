import type { CaseStart } from '../../../contract/messages.js';
import { Docket } from './docket.js';

/**
 * Rectification by a deadline and interviews (限期整改、提醒约谈、警示约谈): 国办发〔2019〕35号 十一, and the cities' plans.
 */
export async function rectification(start: CaseStart): Promise<void> {
  const docket = new Docket(start);
  while (await docket.opens()) {
    // 责令: the order with its items and its deadline; its service starts the party's time.
    await docket.stays('ordering');
    // 整改: until everything is found sufficient; what is not goes back with the time that is left. Past the deadline an
    // interview is due, a reminder first, then a warning, each with a new deadline.
    await docket.stays('rectifying', 'checking', 'interviewDue', 'interviewScheduled');
    // 移送: still not done: a linked case of notice before listing.
    await docket.stays('failed');
    // 归集: the minutes have their receipts.
    await docket.stays('archiving');
    await docket.closes();
  }
}
