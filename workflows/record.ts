import type { CaseStart } from '../contract/messages.js';
import { Docket } from './docket.js';

/**
 * The life of one published record (失信信息): Order 36 chapter 2. It is shown no longer than its maximum; a repair ends it
 * earlier. Where the duties are known to be unfulfilled at the maximum, the sector's rule decides.
 */
export async function record(start: CaseStart): Promise<void> {
  const docket = new Docket(start);
  while (await docket.opens()) {
    // A severity that nothing gives is decided by a person: without it no maximum can be counted.
    await docket.stays('unclassified');
    // 公示: until the maximum is reached or the record is repaired.
    await docket.stays('published', 'awaitingSector');
    // 停止公示: every site that shows it withdraws it.
    await docket.stays('ending');
    await docket.closes();
  }
}
