/**
 * Taking a repair back (撤销修复) for false material or a false or broken commitment (Order 36, chapter 5): the subject is told
 * and heard first where the rules say so, one concludes, another confirms; the record is shown again for the time that was
 * left, and the subject may not apply for years.
 */
import type { BreachGround, CaseState, Notice } from '../file/case.js';
import { refused, type Decision } from '../file/decision.js';
import { Draft } from '../file/draft.js';
import { isAnnounced, isSettled, sinceService } from '../file/outbound.js';
import type { RepairParticulars, Revocation } from '../file/particulars.js';
import type { Day } from '../time/calendar.js';
import { derive } from '../time/term.js';
import type { Of } from './repair-acts.js';
import type { RepairFacts } from './repair.js';

export const BREACH_TEXT: Readonly<Record<BreachGround, string>> = {
  falseMaterial: '提供虚假材料',
  falseCommitment: '信用承诺严重不实',
  brokenCommitment: '故意不履行承诺',
};

export const revocationOf = ({ particulars }: CaseState): Revocation | null =>
  particulars?.of === 'repair' ? (particulars.revocation ?? null) : null;

/** By who granted the repair, once what it ordered is carried out: two words at once would contradict. */
export function proposeRevocation(act: Of<'proposeRevocation'>, facts: RepairFacts): Decision {
  const { record, pack, open } = facts;
  const { ground, reasons, documents, electronicService } = act.payload;
  if (open.some((s) => s.process === 'repair' && s.stage !== 'granted')) return refused('CASE_OPEN');
  const repairedOn = dayRepaired(facts);
  if (record.status !== 'repaired' || repairedOn === null) return refused('NOT_REPAIRED');
  if (act.actor.department !== record.authority) return refused('NOT_COMPETENT');
  if (open.some((s) => s.instructions.some((i) => !isSettled(i)))) return refused('STILL_CARRIED_OUT');
  if (reasons.trim() === '') return refused('REASON_MISSING');
  if (documents.length === 0) return refused('EVIDENCE_MISSING', { missing: '虚假材料或者违反承诺的证据' });
  const { heard, service } = pack.revocation;
  const particulars: RepairParticulars = {
    ...{ of: 'repair', ground: 'fulfilled', applicant: 'subject', materials: [], planUntil: null },
    revocation: { ground, reasons, statements: [], repairedOn },
  };
  const draft = Draft.opening(act, 'repair', facts, {
    stage: heard ? 'noticing' : 'deliberating',
    packId: pack.id,
    consented: electronicService,
    particulars,
  });
  return heard
    ? draft.sign('revocationNotice', reasons).arm('service', record.authority, service).done()
    : draft.arm('decision', record.authority, pack.revocation.decision).done();
}

/** The day of the decision that is doubted: an earlier revocation that came to nothing knew it too. */
function dayRepaired({ closed, open }: RepairFacts): Day | null {
  const last = [...closed, ...open].filter((s) => s.process === 'repair').at(-1);
  if (last === undefined) return null;
  const decision = last.notices.find((n) => n.kind === 'repairDecision');
  return revocationOf(last)?.repairedOn ?? decision?.signedOn ?? null;
}

/** With the notice served the subject's time begins; after an announcement, when its days are over. */
export function revocationNoticeServed(draft: Draft, notice: Notice | null | undefined, facts: RepairFacts): Draft {
  const { state } = draft;
  if (notice?.kind !== 'revocationNotice' || state.stage !== 'noticing' || isAnnounced(state, notice.id)) return draft;
  const { rule, start } = sinceService(state, notice.id, facts.pack.revocation.statement, facts);
  return draft.meet('service').stage('stating').arm('statement', state.subjectId, rule, start);
}

/** Written or oral, for as long as the term runs. */
export function stated(act: Of<'state'>, draft: Draft): Decision {
  const said = act.payload.grounds.map((g) => g.text);
  return revise(draft, (r) => ({ ...r, statements: [...r.statements, ...said] })).done();
}

function revise(draft: Draft, change: (revocation: Revocation) => Revocation): Draft {
  const { particulars } = draft.state;
  if (particulars?.of !== 'repair' || particulars.revocation === undefined) throw new Error('no revocation is noted');
  return draft.note({ ...particulars, revocation: change(particulars.revocation) });
}

/** The subject's time is over: now it may be decided. */
export const heardOut = (draft: Draft, { pack }: RepairFacts): Decision =>
  draft
    .cancel('statement')
    .stage('deliberating')
    .arm('decision', draft.state.department, pack.revocation.decision)
    .done();

/** What the subject said is answered, or nothing is proposed. */
export function concludeRevocation(act: Of<'concludeRevocation'>, draft: Draft): Decision {
  const { outcome, findings, reasons = '' } = act.payload;
  const count = revocationOf(draft.state)?.statements.length ?? 0;
  if (findings.trim() === '') return refused('REASON_MISSING');
  if (count > 0 && reasons.trim() === '') return refused('GROUND_UNANSWERED', { count: String(count) });
  const told = reasons.trim() === '' ? null : reasons;
  return draft.propose(outcome, findings, told, act.actor.id).assign(act.actor.id).stage('proposed').done();
}

/** Recorded of the subject, made known at every site, and the record restored for the time that was left. */
export function revoke(draft: Draft, facts: RepairFacts): Decision {
  const { record, pack, calendar } = facts;
  const revocation = revocationOf(draft.state);
  if (revocation === null) return refused('WRONG_STAGE');
  const { ground, repairedOn } = revocation;
  const { due: until } = derive(pack.reapplyBar, draft.day, [], [], calendar);
  const content = { 失信行为: BREACH_TEXT[ground], 公示至: until };
  const sites = record.parties.filter((p) => p.effects.includes('endPublicity'));
  const { article } = pack.reapplyBar;
  return revise(draft, (r) => ({ ...r, bar: { until, article } }))
    .sign('revocationDecision', draft.state.proposal?.reasons ?? null)
    .meet('decision')
    .write({ type: 'breachRecorded', ground, on: draft.day, until, article })
    .stage('settling')
    .instruct(
      sites.map(({ party, adapter }) => ({ party, adapter, effect: 'announceBreach', content, rule: pack.effects })),
    )
    .also({ process: 'record', name: 'restore', payload: { repairedOn }, opens: true })
    .closeUnlessOutstanding('revoked')
    .done();
}

export const notRevoked = (draft: Draft): Decision =>
  draft
    .sign('noRevocation', draft.state.proposal?.reasons ?? null)
    .meet('decision')
    .close('notRevoked')
    .done();
