import type { CaseStart } from '../../../contract/messages.js';
import { Docket } from './docket.js';

/**
 * Leaving a list (退出、移出) by one record: on the grounds of the list's own rules, by who decided the listing, reported
 * upward to 信用中国. A repair or the end of the term carries it out without an application.
 */
export async function exit(start: CaseStart): Promise<void> {
  const docket = new Docket(start);
  while (await docket.opens()) {
    // 申请、复核: the ground and its evidence are examined; another person confirms.
    await docket.stays('applied', 'proposed');
    // 移出: out of the source system, withdrawn, lifted, announced, and reported step by step, each with its receipt.
    await docket.stays('removing');
    await docket.closes();
  }
}
