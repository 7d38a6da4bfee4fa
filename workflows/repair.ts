import type { CaseStart } from '../contract/messages.js';
import { Docket } from './docket.js';

/**
 * Credit repair (信用修复) of one record: 《信用修复管理办法》(国家发展改革委令第36号) chapter 3, 国办发〔2025〕22号 三 to 七.
 * An application that is refused leaves nothing behind.
 */
export async function repair(start: CaseStart): Promise<void> {
  const docket = new Docket(start);
  while (await docket.opens()) {
    // 转办, where the credit office takes applications in; 受理: the authority accepts, refuses to accept, or asks once for supplements, within the acceptance term.
    await docket.stays('transferring', 'applied', 'supplementing');
    // 核查: the handler proposes, another person confirms or returns it, within the verification term.
    await docket.stays('verifying', 'proposed');
    // 落实: publicity ended, sharing and use stopped, measures lifted; each by its party, with a receipt or an escalation.
    await docket.stays('granted');
    // 撤销修复: the subject is told and heard, it is decided, and made known.
    await docket.stays('noticing', 'stating', 'deliberating', 'proposed', 'settling');
    await docket.closes();
  }
}
