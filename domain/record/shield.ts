/**
 * 临时屏蔽: while a plan of reorganisation or a settlement is carried out the record is not shown and its measures rest
 * (国办发〔2025〕22号;Order 36, chapter 3). It ends with the final repair, with the plan's failure, or with the publicity.
 */
import type { CaseState } from '../file/case.js';
import { refused, type Decision } from '../file/decision.js';
import type { Draft } from '../file/draft.js';
import type { Shield } from '../file/particulars.js';
import type { Day } from '../time/calendar.js';
import type { TermRule } from '../time/term.js';
import type { ChallengeFacts } from './challenge.js';
import { closeIfOver, enforcementOf, resumeAfter, suspendFor } from './enforcement.js';
import { isHidden, show } from './shown.js';

export interface ShieldPayload {
  /** The repair case that granted it. */
  readonly case: string;
  /** The last day of the plan's execution, where the ruling names one. */
  readonly until: Day | null;
  readonly rule: TermRule;
}

/** The shield over the record, by its open files. */
export function shieldOf(open: readonly CaseState[]): Shield | null {
  const life = open.find((s) => s.process === 'record');
  return life === undefined ? null : (enforcementOf(life).shield ?? null);
}

/** Every site hides the record and its measures rest; at the plan's end the authority looks how it was carried out. */
export function shield(draft: Draft, { case: by, until, rule }: ShieldPayload, facts: ChallengeFacts): Draft {
  const wasHidden = isHidden(draft.state, null);
  draft.note({ ...enforcementOf(draft.state), shield: { case: by, since: draft.day, until } });
  suspendFor(draft, by, { ...facts.joint, suspend: rule });
  if (!wasHidden) show(draft, false, rule, facts);
  if (until !== null) {
    const plan: TermRule = { ...rule, number: 0, unit: 'caseSet', caseSetDue: until };
    draft.arm('plan', draft.state.department, plan);
  }
  return draft;
}

interface EndPayload {
  readonly reasons: string;
  readonly documents: readonly object[];
}

/** The plan has failed, or its execution was ended by the court: what no other order hides is shown again. */
export function endShield(draft: Draft, { reasons, documents }: EndPayload, facts: ChallengeFacts): Decision {
  const file = enforcementOf(draft.state);
  if (file.shield == null) return refused('NOT_SHIELDED');
  if (reasons.trim() === '') return refused('REASON_MISSING');
  if (documents.length === 0) return refused('EVIDENCE_MISSING', { missing: '人民法院终止执行的裁定书等' });
  const by = file.shield.case;
  draft
    .note({ ...file, shield: null })
    .meet('plan')
    .sign('shieldEnd', reasons);
  resumeAfter(draft, by, facts.joint);
  if (!isHidden(draft.state, null)) show(draft, true, facts.objections.stop, facts);
  return closeIfOver(draft, facts).done();
}

/** The record is gone, or its measures ended with its publicity: nothing is left to shield. */
export function shieldLapses(draft: Draft): void {
  const file = enforcementOf(draft.state);
  if (file.shield == null) return;
  const objections = file.objections.filter((id) => id !== file.shield?.case);
  draft.note({ ...file, objections, shield: null }).cancel('plan');
}
