import type { CaseStart } from '../../../contract/messages.js';
import { Docket } from './docket.js';

/**
 * Listing with notice before it (列入前告知、陈述申辩、认定): 国办发〔2020〕49号 八, 《行政处罚法》第四十四、四十五、六十二条,
 * and the list's own rules. A proposal that is refused leaves nothing behind.
 */
export async function listing(start: CaseStart): Promise<void> {
  const docket = new Docket(start);
  while (await docket.opens()) {
    // 接收: a list handed down from above is verified, and then enforced like one of our own.
    await docket.stays('verifyingReceived');
    // 告知: facts, grounds, basis and rights; only its service starts the party's time.
    await docket.stays('noticing');
    // 陈述申辩: until the term is over or is expressly waived; every ground is answered.
    await docket.stays('stating', 'deliberating');
    // 认定: proposed, confirmed by another person, by the next level where the list asks it, when it is final.
    await docket.stays('proposed', 'consenting', 'awaitingFinality', 'stating', 'deliberating');
    // 送达: decision and repair guide together; then the record is made known and enforced.
    await docket.stays('delivering');
    await docket.closes();
  }
}
