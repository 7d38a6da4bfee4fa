/**
 * 送达地址确认书: the party says where it can be reached, and whether it may be served electronically. Who signs says so for
 * this case and from this day on; the latest word holds. 《行政处罚法》第六十一条第二款(待确认): 当事人同意并签订确认书的,
 * 行政机关可以采用传真、电子邮件等方式送达.
 */
import type { Act, CaseState, Notice } from './case.js';
import { lawful, outdated, refused, type Decision } from './decision.js';
import { dayOf } from '../time/calendar.js';

/** `contact`: of people; kept apart from the file, as all that acts say, and not told to departments that were only asked. */
export interface ConfirmAddressPayload {
  readonly contact: {
    readonly recipient: string;
    readonly address: string;
    readonly phone: string;
    readonly email?: string | undefined;
    /** Where announcements also go by SMS. */
    readonly mobile?: string | undefined;
  };
  readonly electronic: boolean;
  /** The signed original, where another enters it. */
  readonly documents?: readonly { readonly sha256: string }[] | undefined;
}
export type AddressAct = Act<'confirmAddress', ConfirmAddressPayload>;

/** By the party itself, logged in; or by the window or the authority, from a paper that the party has signed. */
export function decideAddress(act: AddressAct, state: CaseState): Decision {
  const { actor, effectiveAt, payload } = act;
  const { contact, electronic, documents = [] } = payload;
  if (actor.role === 'handler' && actor.department !== state.department) return refused('NOT_COMPETENT');
  const stale = outdated(act, state);
  if (stale !== null) return stale;
  if (effectiveAt > act.receivedAt) return refused('DATE_IN_FUTURE');
  // What was signed before the word that holds cannot undo it, however late its paper is entered.
  const last = state.confirmation?.on ?? dayOf(state.openedAt);
  if (dayOf(effectiveAt) < last) return refused('DATE_BEFORE_LAST', { last });
  if (actor.role !== 'enterpriseAgent' && documents.length === 0) return refused('CONFIRMATION_UNPROVEN');
  if (electronic && contact.email === undefined) return refused('EMAIL_MISSING');
  const notice: Notice = {
    ...{ id: `${state.caseId}-n${state.notices.length + 1}`, kind: 'addressConfirmation', authority: state.department },
    ...{ signedOn: dayOf(effectiveAt), number: null, reasons: null, announcement: 'pending' },
    // Who has signed it holds it.
    service: { method: 'receipt', servedAt: effectiveAt, saidIn: act.id },
  };
  const confirmation = { on: notice.signedOn, electronic, saidIn: act.id };
  return lawful([
    { type: 'addressConfirmed', confirmation },
    { type: 'noticeSigned', notice },
  ]);
}
