/**
 * The way onto the red list (红名单), decided act by act: proposed by the department that recognises, shown to everybody
 * with time to object, decided by another person, and then made known and favoured from the record's own file
 * (启东市2019年实施方案 二、十五). Nobody is punished by it, so there is no notice before it and no defence.
 */
import { type Act, type CaseState, type ListingStage } from '../file/case.js';
import { dayOf } from '../time/calendar.js';
import { isOpen } from '../file/clock.js';
import { decider, lawful, refused, type Decision } from '../file/decision.js';
import { isProposersSeat } from '../file/seat.js';
import { Draft } from '../file/draft.js';
import type { EnforcePayload } from '../record/initiate.js';
import { isRedList } from '../law/lists.js';
import { measureByCode, measuresFor } from '../law/measures.js';
import type { ListingFacts } from './listing.js';
import type { ListingAct, ProposeDecisionPayload, ProposeListingPayload } from './listing-acts.js';
import { delivered, reported, rung, served, type AlarmPayload } from '../file/outbound.js';
import type { ListingParticulars } from '../file/particulars.js';

export type RecognisePayload = Pick<ProposeListingPayload, 'facts' | 'basis' | 'measures' | 'electronicService'>;

type Shared =
  'answerGrounds' | 'confirm' | 'dropProposal' | 'moot' | 'recordService' | 'report' | 'delivered' | 'alarm';
export type RedListAct =
  | Act<'recognise', RecognisePayload>
  | Act<'contest', { readonly text: string }>
  | Act<'proposeDecision', Pick<ProposeDecisionPayload, 'outcome' | 'findings' | 'reasons' | 'measures'>>
  | Extract<ListingAct, { name: Shared }>;
type Of<N extends RedListAct['name']> = Extract<RedListAct, { name: N }>;

/** During which stages an act may be done; acts not named here may be done at any stage. */
export const RED_LIST_STAGES: Partial<Record<RedListAct['name'], readonly ListingStage[]>> = {
  contest: ['publicising'],
  answerGrounds: ['publicising', 'deliberating'],
  proposeDecision: ['publicising', 'deliberating'],
  confirm: ['proposed'],
  dropProposal: ['publicising', 'deliberating', 'proposed'],
};
/** Acts that are about the red list only. */
export const RED_LIST_ONLY: ReadonlySet<string> = new Set<RedListAct['name']>(['recognise', 'contest']);

const AUTHORITY_ACTS: ReadonlySet<string> = new Set<RedListAct['name']>([
  'answerGrounds',
  'proposeDecision',
  'confirm',
  'dropProposal',
]);

/** Whether the act is lawful in this file, and what it does. Acts of listing a dishonest subject are not. */
export const decideRedList = decider(
  {
    opens: { recognise: 'CASE_OPEN' },
    stages: RED_LIST_STAGES,
    authority: AUTHORITY_ACTS,
    absent: (act) => (act.caseId === null ? 'LIST_NOT_IN_CATALOGUE' : 'NO_SUCH_CASE'),
  },
  recognise,
  decided,
);

function decided(act: Exclude<RedListAct, { name: 'recognise' }>, state: CaseState, facts: ListingFacts): Decision {
  const draft = new Draft(act, state, facts);
  switch (act.name) {
    case 'contest':
      return contest(act, draft);
    case 'answerGrounds':
      return answer(act, draft);
    case 'proposeDecision':
      return proposeDecision(act, draft);
    case 'confirm':
      return confirm(act, draft, facts);
    case 'dropProposal':
      return act.payload.reasons.trim() === '' ? refused('REASON_MISSING') : notRecognised(draft, act.payload.reasons);
    case 'moot':
      return draft.close('moot').done();
    case 'recordService':
      return served(state, act, facts);
    case 'report':
      return reported(state, act);
    case 'delivered':
      return lawful(delivered(state, act));
    case 'alarm':
      return alarm(act, draft, facts);
    default:
      return refused('WRONG_STAGE');
  }
}

const noted = ({ particulars }: CaseState): ListingParticulars => {
  if (particulars?.of !== 'listing') throw new Error('the file of a listing says nothing of it');
  return particulars;
};

/** Proposed with its reasons and the benefits of the catalogue, for one whose record is clean, and shown to everybody. */
function recognise(act: Of<'recognise'>, facts: ListingFacts): Decision {
  const { record, pack } = facts;
  const { facts: merits, basis, measures, electronicService } = act.payload;
  if (!isRedList(record.list) || record.status !== 'proposed') return refused('NOT_RED_LISTED');
  if (act.actor.department !== record.authority) return refused('NOT_COMPETENT');
  if (merits.trim() === '' || basis.trim() === '') return refused('REASON_MISSING');
  const unknown = notBenefits(measures);
  if (unknown !== null) return unknown;
  if (record.blemished) return refused('BLEMISHED');
  return Draft.opening(act, 'listing', facts, {
    stage: 'publicising',
    packId: pack.id,
    consented: electronicService,
    particulars: {
      ...{ of: 'listing', list: 'red', origin: 'own', facts: merits, basis, measures, months: null },
      ...{ grounds: [], heard: false, waived: false, hearing: null, decided: null, linkedCase: null },
    },
  })
    .arm('redPublicity', record.authority, pack.redPublicity)
    .done();
}

function notBenefits(measures: readonly string[]): Decision | null {
  const benefits = new Set(measuresFor('red').map((m) => m.code));
  const unknown = measures.filter((code) => !benefits.has(code));
  const names = unknown.map((code) => measureByCode(code)?.name ?? code).join('、');
  return unknown.length === 0 ? null : refused('MEASURE_NOT_IN_CATALOGUE', { measures: names });
}

/** Anybody may say while it is shown why it should not be; every reason is to be answered. */
function contest(act: Of<'contest'>, draft: Draft): Decision {
  const file = noted(draft.state);
  if (act.payload.text.trim() === '') return refused('REASON_MISSING');
  const ground = { id: `g${file.grounds.length + 1}`, text: act.payload.text, answer: null };
  return draft.note({ ...file, grounds: [...file.grounds, ground] }).done();
}

function answer({ payload: { answers } }: Of<'answerGrounds'>, draft: Draft): Decision {
  const file = noted(draft.state);
  const unknown = answers.filter((a) => !file.grounds.some((g) => g.id === a.ground)).map((a) => a.ground);
  if (unknown.length > 0) return refused('ITEM_UNKNOWN', { items: unknown.join('、') });
  if (answers.some((a) => a.reason.trim() === '')) return refused('REASON_MISSING');
  const grounds = file.grounds.map((g) => {
    const found = answers.find((a) => a.ground === g.id);
    return found === undefined
      ? g
      : { ...g, answer: { accepted: found.accepted, reason: found.reason, removes: null } };
  });
  return draft.note({ ...file, grounds }).done();
}

function proposeDecision(act: Of<'proposeDecision'>, draft: Draft): Decision {
  const { outcome, findings, reasons, measures } = act.payload;
  const file = noted(draft.state);
  if (!file.heard) return refused('STILL_PUBLICISED');
  const open = file.grounds.filter((g) => g.answer === null).length;
  if (open > 0) return refused('GROUND_UNANSWERED', { count: String(open) });
  if (findings.trim() === '' || (outcome === 'notList' && (reasons ?? '').trim() === ''))
    return refused('REASON_MISSING');
  const unknown = notBenefits(measures);
  if (unknown !== null) return unknown;
  return draft
    .note({ ...file, decided: outcome === 'list' ? { measures, months: null, graceMonths: 0, contents: {} } : null })
    .propose(outcome, findings, reasons ?? null, act.actor.id)
    .assign(act.actor.id)
    .stage('proposed')
    .done();
}

/** Four eyes; and the subject's record is looked at once more. */
function confirm(act: Of<'confirm'>, draft: Draft, facts: ListingFacts): Decision {
  const { proposal } = draft.state;
  if (proposal === null) return refused('WRONG_STAGE');
  if (isProposersSeat(draft.state, act.actor.id, facts, draft.day)) return refused('SAME_PERSON');
  if (!act.payload.approve) {
    if ((act.payload.reasons ?? '').trim() === '') return refused('REASON_MISSING');
    return draft.write({ type: 'proposed', proposal: null }).stage('deliberating').done();
  }
  if (proposal.outcome === 'notList') return notRecognised(draft, proposal.reasons);
  return facts.record.blemished ? refused('BLEMISHED') : recognised(draft, facts);
}

function recognised(draft: Draft, { pack }: ListingFacts): Decision {
  draft.meet('decision').sign('recognition');
  const noticeId = draft.state.notices.at(-1)?.id ?? '';
  draft.write({ type: 'recordDecided', noticeId, decisionDate: draft.day, severity: null });
  draft.write({ type: 'recordMoved', status: 'published', at: draft.at });
  const payload: EnforcePayload = {
    measures: noted(draft.state).decided?.measures ?? [],
    months: null,
    publication: pack.publication,
    publicationFrom: draft.day,
  };
  return draft.also({ process: 'record', name: 'publish', payload, opens: true }).close('listed').done();
}

const notRecognised = (draft: Draft, reasons: string | null): Decision =>
  draft
    .sign('noRecognition', reasons)
    .meet('decision')
    .write({ type: 'recordMoved', status: 'dropped', at: draft.at })
    .close('notListed')
    .done();

/** The end of the time in which it is shown opens the way to a decision; all else is warned of. */
function alarm(act: Act<'alarm', AlarmPayload>, draft: Draft, facts: ListingFacts): Decision {
  const rang = rung(draft.state, act);
  if (rang === null) return refused('NOTHING_DUE');
  draft.write(rang.event);
  if (rang.term.kind !== 'redPublicity' || act.payload.rung !== 'overdue') return draft.done();
  if (!isOpen(rang.term)) return draft.done();
  return draft
    .meet('redPublicity')
    .note({ ...noted(draft.state), heard: true })
    .stage('deliberating')
    .arm('decision', draft.state.department, facts.pack.decision, dayOf(rang.term.derivation.dueAt))
    .done();
}
