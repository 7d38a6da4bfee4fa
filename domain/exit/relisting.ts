/**
 * Restoring a listing that was left by fraud (撤销移出决定、恢复列入,应急管理部令第11号第十六条): the party is told and heard
 * first, one proposes, another confirms, and the record lives again with its measures.
 */
import type { Act, CaseState, Notice } from '../file/case.js';
import { refused, type Decision } from '../file/decision.js';
import { Draft } from '../file/draft.js';
import type { ExitAct, ProposeRelistingPayload } from './exit-acts.js';
import type { ExitFacts } from './exit.js';
import type { EnforcePayload } from '../record/initiate.js';
import { isDishonestList } from '../law/lists.js';
import { nobodyAnswers, unknownMeasures } from '../listing/proposable.js';
import { isAnnounced, isSettled, sinceService } from '../file/outbound.js';
import type { Relisting } from '../file/particulars.js';

export const relistingOf = ({ particulars }: CaseState): Relisting | null =>
  particulars?.of === 'exit' ? (particulars.relisting ?? null) : null;

/** By who decided the listing, once what the removal ordered is carried out: two words at once would contradict. */
export function proposeRelisting(
  act: Act<'proposeRelisting', ProposeRelistingPayload>,
  state: CaseState | null,
  facts: ExitFacts,
): Decision {
  const { record, pack, open } = facts;
  const { reasons, documents, measures, months, responsible = [], electronicService } = act.payload;
  if (pack.list === null || !isDishonestList(pack.list.code)) return refused('NOT_LISTED');
  if (record.status !== 'removed' && record.status !== 'repaired') return refused('FRAUD_ONLY');
  if (act.actor.department !== record.authority) return refused('NOT_COMPETENT');
  if (state !== null && relistingOf(state) !== null) return refused('CASE_OPEN');
  if (state !== null || open.some((s) => s.instructions.some((i) => !isSettled(i))))
    return refused('STILL_CARRIED_OUT');
  if (reasons.trim() === '') return refused('REASON_MISSING');
  if (documents.length === 0) return refused('EVIDENCE_MISSING', { missing: '隐瞒真实情况、弄虚作假的证据' });
  // Those who are named have records of their own, which come back with the entry.
  const hindered =
    unknownMeasures(pack.list.code, measures) ??
    nobodyAnswers(record.subjectKind, measures, responsible, record.linked);
  if (hindered !== null) return hindered;
  return Draft.opening(act, 'exit', facts, {
    stage: 'noticing',
    packId: pack.id,
    consented: electronicService,
    particulars: {
      ...{ of: 'exit', ground: 'fraud', destination: null, chain: [] },
      relisting: { reasons, measures, months, responsible, grounds: [] },
    },
  })
    .sign('relistingNotice', reasons)
    .arm('service', record.authority, pack.service)
    .done();
}

/** With the notice served the party's time begins; after an announcement, when its days are over. */
export function noticeServed(draft: Draft, notice: Notice | undefined | null, facts: ExitFacts): Decision {
  const { state } = draft;
  if (notice?.kind !== 'relistingNotice' || state.stage !== 'noticing' || isAnnounced(state, notice.id))
    return draft.done();
  const { rule, start } = sinceService(state, notice.id, facts.pack.statement, facts);
  return draft.meet('service').stage('stating').arm('statement', state.subjectId, rule, start).done();
}

/** Written or oral, for as long as the term runs. */
export function stated(act: Extract<ExitAct, { name: 'state' }>, state: CaseState, facts: ExitFacts): Decision {
  if (act.actor.role !== 'enterpriseAgent' && act.actor.role !== 'windowClerk') return refused('NOT_APPLICANT');
  const { particulars } = state;
  if (particulars?.of !== 'exit' || particulars.relisting === undefined) return refused('WRONG_STAGE');
  const { relisting } = particulars;
  const grounds = [...relisting.grounds, ...act.payload.grounds.map((g) => g.text)];
  return new Draft(act, state, facts).note({ ...particulars, relisting: { ...relisting, grounds } }).done();
}

/** The party's time is over: now it may be decided. */
export const heardOut = (draft: Draft, facts: ExitFacts): Decision =>
  draft.cancel('statement').stage('deliberating').arm('decision', draft.state.department, facts.pack.decision).done();

/** What the party said is answered in the decision, or nothing is decided. */
export function unanswered(state: CaseState, reasons: string | undefined): Decision | null {
  const count = relistingOf(state)?.grounds.length ?? 0;
  return count > 0 && (reasons ?? '').trim() === '' ? refused('GROUND_UNANSWERED', { count: String(count) }) : null;
}

/** Confirmed by another person: shown again, enforced again, and told to whom the removal was told. */
export function relist(draft: Draft, { measures, months, responsible = [] }: Relisting, facts: ExitFacts): Decision {
  const payload: EnforcePayload = {
    ...{ measures, months, responsible },
    ...{ publication: facts.pack.publication, publicationFrom: draft.day },
  };
  return draft
    .sign('relistingDecision', draft.state.proposal?.reasons ?? null)
    .meet('decision')
    .also({ process: 'record', name: 'relist', payload, opens: true })
    .close('relisted')
    .done();
}
