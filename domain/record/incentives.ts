/**
 * Incentives that rest on an entry of the red list (守信联合激励), act by act: checked again in its time (复查), over when a
 * serious record comes, and 容缺受理: papers promised in writing by a day, and a breach when they do not come
 * (启东市2019年实施方案 二、十五).
 */
import { instantAt, type Day } from '../time/calendar.js';
import type { Act, CaseState, Term } from '../file/case.js';
import { cancel, isOpen, meet } from '../file/clock.js';
import { refused, type Decision } from '../file/decision.js';
import { Draft, type Facts } from '../file/draft.js';
import { enforcementOf, measureState } from './enforcement.js';
import { isRedList } from '../law/lists.js';
import type { JointPack } from '../law/packs.js';
import type { PapersPromise } from '../file/particulars.js';
import { derive, type TermRule } from '../time/term.js';

export interface PromisePayload {
  /** What was applied for. */
  readonly matter: string;
  readonly papers: readonly { readonly name: string; readonly statutory: boolean }[];
  /** SHA-256 of the promise in writing. */
  readonly commitment: string;
  /** null: the longest allowed. */
  readonly due: Day | null;
}

export type IncentiveAct =
  | Act<'recheck', { readonly findings: string }>
  | Act<'promisePapers', PromisePayload>
  | Act<'papersCame', { readonly promise: string }>
  | Act<'settleBreach', { readonly promise: string; readonly reasons: string }>;

export interface IncentiveFacts extends Facts {
  readonly joint: JointPack;
}

export function decideIncentive(act: IncentiveAct, state: CaseState, facts: IncentiveFacts): Decision {
  switch (act.name) {
    case 'recheck':
      return recheck(act, state, facts);
    case 'promisePapers':
      return promise(act, state, facts);
    case 'papersCame':
      return came(act, state, facts);
    case 'settleBreach':
      return settle(act, state, facts);
  }
}

/** The conditions are still met: the next check has its time again. Else the entry is left by an exit, with four eyes. */
function recheck(act: Extract<IncentiveAct, { name: 'recheck' }>, state: CaseState, facts: IncentiveFacts): Decision {
  if (act.actor.department !== state.department) return refused('NOT_COMPETENT');
  if (!isRedList(facts.record.list)) return refused('NOT_RED_LISTED');
  if (act.payload.findings.trim() === '') return refused('REASON_MISSING');
  if (facts.record.blemished) return refused('BLEMISHED');
  return new Draft(act, state, facts).meet('recheck').arm('recheck', state.department, facts.joint.recheck).done();
}

const FACILITY = 'papersLater';

const isFavoured = (state: CaseState): boolean =>
  enforcementOf(state).measures.some((m) => m.code === FACILITY && measureState(state, m) === 'applied');

/** Only what no law asks for may come later, by a day that is promised in writing and within the longest time. */
function promise(
  act: Extract<IncentiveAct, { name: 'promisePapers' }>,
  state: CaseState,
  facts: IncentiveFacts,
): Decision {
  const { matter, papers, commitment, due } = act.payload;
  if (!isFavoured(state) || facts.record.blemished) return refused('NOT_FAVOURED');
  const statutory = papers.filter((p) => p.statutory).map((p) => p.name);
  if (statutory.length > 0) return refused('STATUTORY_PAPER', { papers: statutory.join('、') });
  const draft = new Draft(act, state, facts);
  const longest = derive(facts.joint.papersLater, draft.day, [], [], facts.calendar).due;
  if (due !== null && due <= draft.day) return refused('DEADLINE_PAST');
  if (due !== null && due > longest) return refused('PROMISED_TOO_LATE', { latest: longest });
  const file = enforcementOf(state);
  const promises = file.promises ?? [];
  const id = `${state.caseId}-p${promises.length + 1}`;
  const promised: PapersPromise = {
    ...{ id, matter, papers: papers.map((p) => p.name), commitment },
    ...{ due: due ?? longest, state: 'open' },
  };
  return draft
    .note({ ...file, promises: [...promises, promised] })
    .arm('papers', state.subjectId, promisedBy(facts.joint.papersLater, promised.due), draft.day, id)
    .done();
}

const promisedBy = (rule: TermRule, due: Day): TermRule => ({
  ...rule,
  article: `书面承诺的期限;启东市2019年实施方案 二;最长期限:${rule.article}`,
  unit: 'caseSet',
  caseSetDue: due,
});

const promiseOf = (state: CaseState, id: string): PapersPromise | undefined =>
  (enforcementOf(state).promises ?? []).find((p) => p.id === id);

const clockOf = (state: CaseState, id: string): Term | undefined =>
  state.terms.find((t) => t.kind === 'papers' && t.instructionId === id && isOpen(t));

function put(draft: Draft, promise: PapersPromise): Draft {
  const file = enforcementOf(draft.state);
  return draft.note({ ...file, promises: (file.promises ?? []).map((p) => (p.id === promise.id ? promise : p)) });
}

/** What comes after its day has come all the same; that it was late stays in the file. */
function came(act: Extract<IncentiveAct, { name: 'papersCame' }>, state: CaseState, facts: IncentiveFacts): Decision {
  const promised = promiseOf(state, act.payload.promise);
  const clock = clockOf(state, act.payload.promise);
  if (promised === undefined || clock === undefined) return refused('NO_SUCH_PROMISE');
  const inTime = act.effectiveAt < instantAt(promised.due, '24:00');
  const draft = put(new Draft(act, state, facts), { ...promised, state: inTime ? 'kept' : 'late' });
  return draft.write({ type: 'termSet', term: meet(clock, draft.at) }).done();
}

/** A breach is for a person to settle: until then its clock stays red. */
function settle(
  act: Extract<IncentiveAct, { name: 'settleBreach' }>,
  state: CaseState,
  facts: IncentiveFacts,
): Decision {
  if (act.actor.department !== state.department) return refused('NOT_COMPETENT');
  if (act.payload.reasons.trim() === '') return refused('REASON_MISSING');
  const clock = clockOf(state, act.payload.promise);
  if (clock === undefined || promiseOf(state, act.payload.promise)?.state !== 'broken')
    return refused('NO_SUCH_PROMISE');
  const draft = new Draft(act, state, facts);
  return draft.write({ type: 'termSet', term: cancel(clock, draft.at) }).done();
}

/** The day has passed and the papers have not come. */
export function promiseBroken(draft: Draft, term: Term): Draft {
  const promised = promiseOf(draft.state, term.instructionId ?? '');
  return promised === undefined ? draft : put(draft, { ...promised, state: 'broken' });
}
