/**
 * Mails that come back (退信) after the server had taken them. Mail announces and never serves, so what comes back undoes no
 * service; it says that the party may not know, and that the document is to be served another way.
 */
import type { Act, CaseState, Notice } from './case.js';
import { lawful, refused, type Decision } from './decision.js';

/** What a delivery status notification says of one recipient (RFC 3464, 2.3): fields as they came; absent ones are ''. */
export interface RecipientStatus {
  readonly action: string;
  readonly status: string;
}

/** `isFinal`: nobody tries any more. The status is that of RFC 3463 and says nothing of anybody. */
export interface Bounce {
  readonly isFinal: boolean;
  readonly status: string;
}

export interface ReturnedPayload extends Bounce {
  readonly noticeId: string;
}
export type ReturnedAct = Act<'mailReturned', ReturnedPayload>;

const STATUS = /^[45]\.\d{1,3}\.\d{1,3}(?!\d|\.)/;
const ACTION = /^(failed|delayed)\b/i;

/**
 * What came of the mail; null when nothing failed. The action decides, not the class of the status: `failed` with 4.4.7 has
 * been tried until its time was over, and no further word comes (RFC 3464, 2.3.3). A mail that an alias has sent on to
 * several is lost only when none of them has it.
 */
export function bounceOf(recipients: readonly RecipientStatus[]): Bounce | null {
  const told = recipients.map(({ action, status }) => ({
    action: ACTION.exec(action.trim())?.[1]?.toLowerCase() ?? null,
    status: STATUS.exec(status.trim())?.[0] ?? null,
  }));
  const isFinal = told.length > 0 && told.every((t) => t.action === 'failed' && t.status !== null);
  const worst =
    told.find((t) => t.action === 'failed' && t.status !== null) ?? told.find((t) => t.action === 'delayed');
  return worst === undefined || worst.status === null ? null : { isFinal, status: worst.status };
}

/** By the mail gateway. What is only delayed, or is told again, is journaled and changes nothing. */
export function decideReturned({ effectiveAt, payload }: ReturnedAct, state: CaseState): Decision {
  const { noticeId, isFinal, status } = payload;
  const notice = state.notices.find((n) => n.id === noticeId);
  if (notice === undefined) return refused('NO_SUCH_NOTICE');
  if (!isFinal || notice.returned !== undefined) return lawful([]);
  return lawful([{ type: 'mailReturned', id: noticeId, returned: { at: effectiveAt, status } }]);
}

/** The mail came back, and nothing else has reached the party. */
export const isToBeServedOtherwise = ({ returned, service, voided }: Notice): boolean =>
  returned !== undefined && service === null && voided === undefined;
