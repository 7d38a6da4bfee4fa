import type { CaseStart } from '../../../contract/messages.js';
import { Docket } from './docket.js';

/**
 * Objection (异议申诉) to one record: 国办发〔2025〕22号 八, the region's rules. From the first act on the record is marked
 * at every site that shows it, and what can be suspended rests, until a verified result.
 */
export async function objection(start: CaseStart): Promise<void> {
  const docket = new Docket(start);
  while (await docket.opens()) {
    // 收到: the platform passes it on to the provider of the information, or the authority checks what it provided itself.
    await docket.stays('received');
    // 核查: by the provider, by the authority; the clock rests for inspection and expert review. Silence is escalated.
    await docket.stays('examining', 'forwarded');
    // 复核: another person confirms the result, or returns it.
    await docket.stays('proposed', 'examining', 'forwarded');
    // 落实: withdrawn, corrected, or the mark removed; measures end for good or come back.
    await docket.stays('settling');
    await docket.closes();
  }
}
