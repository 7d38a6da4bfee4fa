/**
 * 作废: a document that was spoiled counts no more. Its number stays in the series, marked, and is given to nobody else; what
 * was decided stays decided. By the authority that signed it, four eyes: one person proposes, another confirms.
 */
import type { Act, CaseEvent, CaseState, Notice, NoticeKind, Voiding } from './case.js';
import { lawful, outdated, refused, type Decision } from './decision.js';
import { AWAITED_NOTICE } from './particulars.js';
import { holdsSeat, type Staff } from './seat.js';
import { dayOf } from '../time/calendar.js';

export interface ProposeVoidPayload {
  readonly noticeId: string;
  readonly reasons: string;
  /** The same words are signed anew, under the next number. */
  readonly reissue: boolean;
  /** Another document of the case that takes its place. */
  readonly replacedBy?: string | undefined;
}
export interface ConfirmVoidPayload {
  readonly noticeId: string;
  readonly approve: boolean;
  readonly reasons?: string | undefined;
}
export type VoidingAct = Act<'proposeVoid', ProposeVoidPayload> | Act<'confirmVoid', ConfirmVoidPayload>;

export const isVoid = ({ voided }: Notice): boolean => voided !== undefined;
/** What somebody has proposed to void, and nobody has confirmed yet. */
export const isToBeVoided = (notice: Notice): boolean => notice.voiding != null && !isVoid(notice);

/** The record bears their number wherever it is shown. */
const BORNE_BY_RECORD: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'listingDecision',
  'relistingDecision',
  'recognition',
]);

/** They start no term and decide nothing: served or not, another copy says the same. All others bind once they are served. */
const MERELY_TELLS: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'acceptance',
  'extension',
  'repairGuide',
  'objectionReceipt',
]);

export function decideVoiding(act: VoidingAct, state: CaseState, staff: Staff): Decision {
  const notice = state.notices.find((n) => n.id === act.payload.noticeId);
  if (notice === undefined) return refused('NO_SUCH_NOTICE');
  if (act.actor.department !== notice.authority) return refused('NOT_COMPETENT');
  const stale = outdated(act, state);
  if (stale !== null) return stale;
  if (act.effectiveAt > act.receivedAt) return refused('DATE_IN_FUTURE');
  return act.name === 'proposeVoid' ? propose(act, state, notice) : confirm(act, state, notice, staff);
}

function propose({ id, actor, payload }: Act<'proposeVoid', ProposeVoidPayload>, state: CaseState, notice: Notice) {
  const { reasons, reissue, replacedBy = null } = payload;
  if (reasons.trim() === '') return refused('REASON_MISSING');
  if (isToBeVoided(notice)) return refused('VOID_PROPOSED');
  const voiding: Voiding = { by: actor.id, saidIn: id, reissue: reissue && replacedBy === null, replacedBy };
  return whyNotVoid(state, notice, voiding) ?? lawful([{ type: 'voidProposed', id: notice.id, voiding }]);
}

/** What has happened since the proposal may stand against it: the paper was served meanwhile. */
function confirm(
  act: Act<'confirmVoid', ConfirmVoidPayload>,
  state: CaseState,
  notice: Notice,
  staff: Staff,
): Decision {
  const { voiding } = notice;
  if (voiding == null || isVoid(notice)) return refused('NOTHING_PROPOSED');
  const day = dayOf(act.effectiveAt);
  if (holdsSeat(state.handler, [voiding.by], act.actor.id, staff, day)) return refused('SAME_PERSON');
  if (!act.payload.approve) {
    if ((act.payload.reasons ?? '').trim() === '') return refused('REASON_MISSING');
    return lawful([{ type: 'voidProposed', id: notice.id, voiding: null }]);
  }
  if (day < notice.signedOn) return refused('VOID_BEFORE_SIGNED', { signed: notice.signedOn });
  const hindered = whyNotVoid(state, notice, voiding);
  if (hindered !== null) return hindered;
  const copy: Notice | null = voiding.reissue
    ? {
        ...{ id: `${state.caseId}-n${state.notices.length + 1}`, kind: notice.kind, authority: notice.authority },
        ...{ signedOn: day, number: null, reasons: notice.reasons, announcement: 'pending', service: null },
        copyOf: notice.copyOf ?? notice.id,
      }
    : null;
  const voided = { since: day, replacedBy: copy?.id ?? voiding.replacedBy };
  const signed: readonly CaseEvent[] = copy === null ? [] : [{ type: 'noticeSigned', notice: copy }];
  return lawful([{ type: 'noticeVoided', id: notice.id, voided }, ...signed]);
}

/** Why this document cannot be voided, whoever asks; null: it can. */
export function whyNotVoid(state: CaseState, notice: Notice, { reissue, replacedBy }: Voiding): Decision | null {
  if (isVoid(notice)) return refused('NOTICE_VOID');
  if (BORNE_BY_RECORD.has(notice.kind)) return refused('VOID_ON_RECORD');
  if (notice.service !== null && !MERELY_TELLS.has(notice.kind)) return refused('VOID_SERVED');
  const other = state.notices.find((n) => n.id === replacedBy);
  if (replacedBy !== null && (other === undefined || other.id === notice.id || isVoid(other)))
    return refused('NO_SUCH_NOTICE');
  const isAwaited = notice.service === null && AWAITED_NOTICE[state.stage] === notice.kind;
  const takesItsPlace = reissue || other?.kind === notice.kind;
  return isAwaited && !takesItsPlace ? refused('VOID_AWAITED') : null;
}
