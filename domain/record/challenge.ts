/**
 * Review (复核), reconsideration (行政复议) and litigation (行政诉讼) about a record. They stop nothing by themselves
 * (《行政复议法》第四十二条;令第36号); where a stop is ordered, measures or publicity rest until it ends.
 */
import type { Act, CaseState } from '../file/case.js';
import { dayOf, type Day } from '../time/calendar.js';
import { refused, type Decision } from '../file/decision.js';
import { Draft, type Facts } from '../file/draft.js';
import { closeIfOver, enforcementOf, openChallenges, resumeAfter, suspendFor } from './enforcement.js';
import { isHidden, show } from './shown.js';
import type { JointPack, ObjectionPack } from '../law/packs.js';
import type { Challenge, ChallengeKind, ChallengeResult, ChallengeSubject, StopScope } from '../file/particulars.js';

export interface ChallengeFacts extends Facts {
  readonly joint: JointPack;
  readonly objections: ObjectionPack;
}

interface Proof {
  readonly documentNumber: string;
  readonly documents: readonly { readonly name: string; readonly sha256: string }[];
}

export type ChallengeAct =
  | Act<
      'recordChallenge',
      {
        readonly kind: ChallengeKind;
        readonly about?: ChallengeSubject;
        readonly filedOn: Day;
        readonly body: string;
        readonly documentNumber: string;
      }
    >
  | Act<'recordStop', Proof & { readonly challenge: string; readonly scope: readonly StopScope[] }>
  | Act<'endStop', Proof & { readonly challenge: string }>
  | Act<'recordChallengeResult', Proof & { readonly challenge: string; readonly result: ChallengeResult }>;

export type ChallengeActName = ChallengeAct['name'];

/** Where a challenge is recorded: in the file of the record that it is about, whichever decision it doubts. */
export function decideChallenge(act: ChallengeAct, state: CaseState, facts: ChallengeFacts): Decision {
  if (act.name === 'recordChallenge') return recordChallenge(act, state, facts);
  if (act.actor.department !== state.department) return refused('NOT_COMPETENT');
  const open = openChallenges(state).find((c) => c.id === act.payload.challenge);
  if (open === undefined) return refused('NO_SUCH_CHALLENGE');
  if (act.payload.documents.length === 0) return refused('EVIDENCE_MISSING', { missing: PAPERS[act.name] });
  const draft = new Draft(act, state, facts);
  switch (act.name) {
    case 'recordStop':
      return recordStop(act, draft, open, facts);
    case 'endStop':
      if (open.stopped.length === 0) return refused('NOT_STOPPED');
      return closeIfOver(endStop(draft, open, facts), facts).done();
    case 'recordChallengeResult':
      return recordResult(act, draft, open, facts);
  }
}

const PAPERS = {
  recordStop: '停止执行、停止公示的决定书或者裁定书',
  endStop: '终止停止执行、停止公示的文书',
  recordChallengeResult: '复核、复议决定书或者裁判文书',
} as const;

const challengesOf = (state: CaseState): readonly Challenge[] => enforcementOf(state).challenges ?? [];

function put(draft: Draft, challenge: Challenge): Draft {
  const file = enforcementOf(draft.state);
  const others = (file.challenges ?? []).filter((c) => c.id !== challenge.id);
  return draft.note({ ...file, challenges: [...others, challenge] });
}

/** The party asks for a review itself; of what it has filed elsewhere the authority keeps the record. */
function recordChallenge(
  act: Extract<ChallengeAct, { name: 'recordChallenge' }>,
  state: CaseState,
  facts: ChallengeFacts,
): Decision {
  const { kind, about = 'record', filedOn, body, documentNumber } = act.payload;
  const isAuthority = act.actor.role === 'handler';
  if (isAuthority ? act.actor.department !== state.department : kind !== 'review') return refused('NOT_COMPETENT');
  if (filedOn > dayOf(act.effectiveAt)) return refused('DATE_IN_FUTURE');
  const id = `${state.caseId}-c${challengesOf(state).length + 1}`;
  const draft = put(new Draft(act, state, facts), {
    ...{ id, kind, about, filedOn, body, documentNumber },
    ...{ stopped: [], result: null },
  });
  if (kind !== 'review') return draft.done();
  const { superior } = facts.record.network;
  const holder = answersItself(facts) ? null : superior;
  return draft.arm('review', holder ?? state.department, facts.objections.review, filedOn).done();
}

/** Whether a review is answered by the authority, and not by who stands above it. */
const answersItself = ({ objections, record }: ChallengeFacts): boolean =>
  objections.reviewedBy === 'authority' || record.network.superior === null;

/** Of a review, as its paper tells it. */
const REVIEW_RESULT: Readonly<Record<ChallengeResult, string>> = {
  maintained: '维持原处理结果',
  changed: '变更原处理结果',
  annulled: '撤销原处理结果',
  withdrawn: '申请人撤回复核申请,复核终止',
};

/** Whether anything is left to stop: with the publicity of an entry its measures have ended too. */
export const isStoppable = (state: CaseState): boolean =>
  state.stage !== 'ending' || enforcementOf(state).measures.some((m) => m.wish !== 'lifted');

/** Ordered by the reconsideration body or the court: what it names rests at once. */
function recordStop(
  act: Extract<ChallengeAct, { name: 'recordStop' }>,
  draft: Draft,
  challenge: Challenge,
  facts: ChallengeFacts,
): Decision {
  if (challenge.kind === 'review') return refused('NO_STOP_IN_REVIEW');
  if (!isStoppable(draft.state)) return refused('WRONG_STAGE');
  const added = [...new Set(act.payload.scope)].filter((s) => !challenge.stopped.includes(s));
  put(draft, { ...challenge, stopped: [...challenge.stopped, ...added] });
  if (added.includes('measures')) rest(draft, challenge, facts);
  if (added.includes('publicity') && !isHidden(draft.state, challenge.id))
    show(draft, false, facts.objections.stop, facts);
  return draft.done();
}

const rest = (draft: Draft, { id }: Challenge, { joint, objections }: ChallengeFacts): void =>
  suspendFor(draft, id, { ...joint, suspend: objections.stop });

/** The order has ended: what no other one keeps resting comes back. */
function endStop(draft: Draft, challenge: Challenge, facts: ChallengeFacts): Draft {
  const { id, stopped } = challenge;
  put(draft, { ...challenge, stopped: [] });
  if (stopped.includes('measures')) resumeAfter(draft, id, facts.joint);
  if (stopped.includes('publicity') && !isHidden(draft.state, id)) show(draft, true, facts.objections.stop, facts);
  return draft;
}

/** What was annulled enforces nothing from this hour, and is to be withdrawn by four eyes: an objection, or an exit. */
function recordResult(
  act: Extract<ChallengeAct, { name: 'recordChallengeResult' }>,
  draft: Draft,
  challenge: Challenge,
  facts: ChallengeFacts,
): Decision {
  const { result } = act.payload;
  if (challenge.kind === 'review') {
    draft.meet('review');
    // What the superior has decided on is his paper.
    if (answersItself(facts)) draft.sign('reviewResult', REVIEW_RESULT[result]);
  }
  if (result !== 'annulled') {
    endStop(draft, challenge, facts);
    return closeIfOver(put(draft, { ...challenge, stopped: [], result }), facts).done();
  }
  if (challenge.about === 'repair') return sentBack(draft, challenge, facts);
  put(draft, { ...challenge, stopped: ['measures', 'publicity'], result });
  rest(draft, challenge, facts);
  if (!challenge.stopped.includes('publicity') && !isHidden(draft.state, challenge.id))
    show(draft, false, facts.objections.stop, facts);
  return draft.arm('annulment', draft.state.department, facts.objections.annulment).done();
}

/** What was decided on a repair is annulled: the record stands as it did, and the authority decides anew. */
const sentBack = (draft: Draft, challenge: Challenge, facts: ChallengeFacts): Decision =>
  closeIfOver(
    put(endStop(draft, challenge, facts), { ...challenge, stopped: [], result: 'annulled' }).arm(
      'redecision',
      draft.state.department,
      facts.objections.annulment,
    ),
    facts,
  ).done();
