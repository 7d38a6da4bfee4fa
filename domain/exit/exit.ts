/**
 * Leaving a list (退出/移出), decided act by act: on the grounds of that list's own rules, by who decided the listing
 * (谁认定、谁移出), carried out at its source, at every site and department, and reported upward step by step.
 */
import { type Act, type CaseState, type Effect, type Outcome } from '../file/case.js';
import { addDays, dayOf } from '../time/calendar.js';
import { decider, lawful, refused, type Decision } from '../file/decision.js';
import { isProposersSeat } from '../file/seat.js';
import { Draft, isUnderObjection, type Facts, type Order } from '../file/draft.js';
import { EXIT_STAGES, type ApplyExitPayload, type ExitAct, type ExitActName } from './exit-acts.js';
import { EXIT_GROUNDS, isExitGround, LEDGER_MOVES, type ExitGround } from '../law/lists.js';
import type { ExitPack } from '../law/packs.js';
import { announcedBy, closesWhenDone, delivered, isSettled, reported, rung, served } from '../file/outbound.js';
import type { ExitParticulars } from '../file/particulars.js';
import { heardOut, noticeServed, proposeRelisting, relist, relistingOf, stated, unanswered } from './relisting.js';
import { isPublic } from '../record/record-facts.js';
import { orderRemedy } from '../record/remedy.js';
import { derive } from '../time/term.js';

export interface ExitFacts extends Facts {
  readonly pack: ExitPack;
}

const AUTHORITY_ACTS: ReadonlySet<ExitActName> = new Set<ExitActName>(['propose', 'confirm']);
const APPLICANT_ROLES: ReadonlySet<string> = new Set(['enterpriseAgent', 'windowClerk']);

type Opening = 'applyExit' | 'proposeRelisting' | 'carryOut';

/** Whether the act is lawful in this file, and what it does. */
export const decideExit = decider(
  {
    opens: { applyExit: 'CASE_OPEN', proposeRelisting: null, carryOut: null },
    stages: EXIT_STAGES,
    authority: AUTHORITY_ACTS,
  },
  opens,
  move,
);

function opens(act: Extract<ExitAct, { name: Opening }>, facts: ExitFacts, state: CaseState | null): Decision {
  if (act.name === 'applyExit') return apply(act, facts);
  return act.name === 'proposeRelisting' ? proposeRelisting(act, state, facts) : carryOut(act, state, facts);
}

function move(act: Exclude<ExitAct, { name: Opening }>, state: CaseState, facts: ExitFacts): Decision {
  switch (act.name) {
    case 'propose':
      return propose(act, state, facts);
    case 'confirm':
      return confirm(act, state, facts);
    case 'state':
      return stated(act, state, facts);
    case 'withdraw':
      if (relistingOf(state) !== null || !APPLICANT_ROLES.has(act.actor.role)) return refused('NOT_APPLICANT');
      return new Draft(act, state, facts).close('withdrawn').done();
    case 'moot': {
      const draft = new Draft(act, state, facts);
      return state.stage === 'removing' || state.closedAt !== null ? draft.done() : draft.close('moot').done();
    }
    case 'recordService':
      return recordService(act, state, facts);
    case 'report':
      return movesOn(act, state, facts, reported(state, act));
    case 'delivered':
      return movesOn(act, state, facts, lawful(delivered(state, act)));
    case 'alarm':
      return alarm(act, state, facts);
  }
}

const noted = ({ particulars }: CaseState): ExitParticulars => {
  if (particulars?.of !== 'exit') throw new Error('the file of an exit says nothing of it');
  return particulars;
};

function recordService(act: Extract<ExitAct, { name: 'recordService' }>, state: CaseState, facts: ExitFacts): Decision {
  const service = served(state, act, facts);
  if (!service.ok) return service;
  const notice = state.notices.find((n) => n.id === act.payload.noticeId);
  return noticeServed(new Draft(act, state, facts).write(...service.events), notice, facts);
}

function alarm(act: Extract<ExitAct, { name: 'alarm' }>, state: CaseState, facts: ExitFacts): Decision {
  const rang = rung(state, act);
  if (rang === null) return refused('NOTHING_DUE');
  const draft = new Draft(act, state, facts).write(rang.event);
  if (rang.term.kind === 'announcement') return noticeServed(draft, announcedBy(state, rang.term), facts);
  const over = rang.term.kind === 'statement' && act.payload.rung === 'overdue';
  return over ? heardOut(draft, facts) : draft.done();
}

/** Only on a ground that this list's rules know, with what proves it. */
function apply(act: Act<'applyExit', ApplyExitPayload>, facts: ExitFacts): Decision {
  const { record, pack } = facts;
  const { ground, evidence, destination, electronicService } = act.payload;
  if (pack.list === null || !isPublic(record)) return refused('NOT_LISTED');
  if (Object.hasOwn(LEDGER_MOVES, ground)) return refused('NO_GROUND_OF_REMOVAL');
  // 期满和修复 are carried out by themselves: nobody applies for them.
  const known = isExitGround(ground) && pack.list.exitGrounds.includes(ground) && !BY_ITSELF.has(ground);
  if (!known) return refused('EXIT_GROUND');
  const missing = EXIT_GROUNDS[ground].evidence.filter(({ kind }) => !evidence.some((e) => e.kind === kind));
  if (missing.length > 0) return refused('EVIDENCE_MISSING', { missing: missing.map((m) => m.name).join('、') });
  const { department, role } = act.actor;
  if (role === 'handler' && department !== record.authority) return refused('NOT_COMPETENT');
  const hindered = ground === 'fulfilled' ? tooEarly(act, facts) : null;
  if (hindered !== null) return hindered;
  return Draft.opening(act, 'exit', facts, {
    stage: 'applied',
    packId: pack.id,
    consented: electronicService,
    particulars: { of: 'exit', ground, destination, chain: [] },
  })
    .arm('decision', record.authority, pack.decision)
    .done();
}

/** Some lists are left for duties fulfilled only when a time is over. */
function tooEarly(act: Act<'applyExit', ApplyExitPayload>, { record, pack, calendar }: ExitFacts): Decision | null {
  if (pack.fulfilled === null) return null;
  const { term, from } = pack.fulfilled;
  const start = from === 'listing' ? record.decisionDate : (act.payload.fulfilledOn ?? null);
  if (start === null) return refused('EVIDENCE_MISSING', { missing: '履行完毕或者改正的日期' });
  const earliest = addDays(derive(term, start, [], [], calendar).due, 1);
  return dayOf(act.effectiveAt) < earliest ? refused('EXIT_TOO_EARLY', { earliest }) : null;
}

const BY_ITSELF: ReadonlySet<ExitGround> = new Set<ExitGround>(['termExpired', 'repaired', 'blemished']);

function propose(act: Extract<ExitAct, { name: 'propose' }>, state: CaseState, facts: ExitFacts): Decision {
  const { outcome, findings, reasons } = act.payload;
  if (findings.trim() === '' || (outcome === 'refuse' && (reasons ?? '').trim() === ''))
    return refused('REASON_MISSING');
  const hindered = unanswered(state, reasons);
  if (hindered !== null) return hindered;
  return new Draft(act, state, facts)
    .propose(outcome, findings, reasons ?? null, act.actor.id)
    .assign(act.actor.id)
    .stage('proposed')
    .done();
}

/** Four eyes: the reviewer confirms, or returns the proposal with reasons. */
function confirm(act: Extract<ExitAct, { name: 'confirm' }>, state: CaseState, facts: ExitFacts): Decision {
  const { proposal } = state;
  if (proposal === null) return refused('WRONG_STAGE');
  if (isProposersSeat(state, act.actor.id, facts, dayOf(act.effectiveAt))) return refused('SAME_PERSON');
  const draft = new Draft(act, state, facts);
  const relisting = relistingOf(state);
  if (!act.payload.approve) {
    if ((act.payload.reasons ?? '').trim() === '') return refused('REASON_MISSING');
    const back = relisting === null ? 'applied' : 'deliberating';
    return draft.write({ type: 'proposed', proposal: null }).stage(back).done();
  }
  if (relisting !== null)
    return proposal.outcome === 'grant'
      ? relist(draft, relisting, facts)
      : draft.meet('decision').close('notListed').done();
  if (proposal.outcome === 'refuse')
    return draft.sign('exitRefusal', proposal.reasons).meet('decision').close('refused').done();
  if (isUnderObjection(facts)) return refused('UNDER_OBJECTION');
  return remove(draft, facts);
}

const UNDO = { endPublicity: 'endPublicity', stopSharing: 'stopSharing', liftMeasures: 'liftMeasures' } as const;
const UNDO_ANNULLED = { ...UNDO, endPublicity: 'withdraw' } as const;

/** Everyone ever given the record undoes what he did with it; an annulled one is as if it had never been. */
function remove(draft: Draft, facts: ExitFacts): Decision {
  const { parties } = facts.record;
  const annulled = noted(draft.state).ground === 'annulled';
  const status = annulled ? 'annulled' : 'removed';
  const undo: Partial<Record<Effect, Effect>> = annulled ? UNDO_ANNULLED : UNDO;
  draft.sign('exitDecision').meet('decision').stage('removing');
  draft.write({ type: 'recordMoved', status, at: draft.at });
  draft.instruct(
    parties.flatMap(({ party, adapter, effects }) =>
      effects.flatMap((e): Order[] => {
        const effect = undo[e];
        return effect === undefined ? [] : [{ party, adapter, effect, rule: facts.pack.lift }];
      }),
    ),
  );
  if (annulled) {
    const sites = parties.filter((p) => p.effects.includes('endPublicity'));
    draft.instruct(sites.map(({ party, adapter }) => ({ party, adapter, effect: 'clarify', rule: facts.pack.lift })));
    orderRemedy(draft, facts, facts.pack.lift);
  }
  leaveSource(draft, facts);
  draft.also({ process: 'record', name: status }, { process: 'repair', name: 'moot' });
  draft.also({ process: 'rectification', name: 'moot' }, { process: 'listing', name: 'moot' });
  return draft.closeUnlessOutstanding(status).done();
}

/** Out of the system in which the list is kept, announced where it was, and reported to the first step of the chain. */
function leaveSource(draft: Draft, facts: ExitFacts): void {
  const { network, parties } = facts.record;
  const source = network.sources[facts.pack.list?.sourceSystem ?? 'own'];
  if (source !== undefined) draft.instruct([{ ...source, effect: 'removeFromSource', rule: facts.pack.removal }]);
  const sites = parties.filter((p) => p.effects.includes('endPublicity'));
  draft.instruct(
    sites.map(({ party, adapter }) => ({ party, adapter, effect: 'announceExit', rule: facts.pack.announce })),
  );
  draft.note({ ...noted(draft.state), chain: network.chain.map((c) => c.party) });
  reportNext(draft, facts);
}

/** 部门 → 县信用办 → 市信用中心 → 信用<市> → 信用<省> → 信用中国: each when the one before has its receipt. */
function reportNext(draft: Draft, facts: ExitFacts): void {
  const file = noted(draft.state);
  const [next, ...chain] = file.chain;
  const to = facts.record.network.chain.find((c) => c.party === next);
  draft.note({ ...file, chain });
  if (to !== undefined) draft.instruct([{ ...to, effect: 'reportExit', rule: facts.pack.report }]);
  else if (chain.length > 0) reportNext(draft, facts);
}

function movesOn(act: Act, state: CaseState, facts: ExitFacts, decision: Decision): Decision {
  if (!decision.ok || state.stage !== 'removing') return decision;
  const draft = new Draft(act, state, facts).write(...decision.events);
  const reported = draft.state.instructions.filter((i) => i.effect === 'reportExit');
  if (noted(draft.state).chain.length > 0 && reported.every(isSettled)) reportNext(draft, facts);
  return closesWhenDone(state, draft.done(), outcomeOf(noted(state)));
}

const outcomeOf = ({ ground }: ExitParticulars): Outcome => (ground === 'annulled' ? 'annulled' : 'removed');

/** Another case has withdrawn the record and lifted what rested on it: the list is left, at its source and upward. */
function carryOut(act: Extract<ExitAct, { name: 'carryOut' }>, state: CaseState | null, facts: ExitFacts): Decision {
  const { ground } = act.payload;
  const particulars: ExitParticulars = { of: 'exit', ground, destination: null, chain: [] };
  if (state?.stage === 'removing') return new Draft(act, state, facts).done();
  const draft =
    state === null
      ? Draft.opening(act, 'exit', facts, { stage: 'removing', packId: facts.pack.id, particulars })
      : new Draft(act, state, facts).cancel().note(particulars).stage('removing');
  leaveSource(draft, facts);
  return draft.closeUnlessOutstanding(outcomeOf(particulars)).done();
}
