/**
 * Objection (异议申诉), decided act by act: 国办发〔2025〕22号 八, the region's rules, and 启东 2019 十八 for the suspension.
 * From the first act on the record is marked where it is shown and its suspendable measures rest, until a verified result.
 */
import {
  type Act,
  type Actor,
  type CaseState,
  type Effect,
  type Outcome,
  type RecordStatus,
  type Verdict,
} from '../file/case.js';
import { extend, isOpen, pause, resume } from '../file/clock.js';
import { extensionUnit } from '../time/term.js';
import { decider, lawful, refused, type Decision } from '../file/decision.js';
import { dayOf } from '../time/calendar.js';
import { isProposersSeat } from '../file/seat.js';
import { Draft, type Facts, type Order } from '../file/draft.js';
import type { ObjectionPack } from '../law/packs.js';
import { OBJECTION_STAGES, type ObjectionAct, type ObjectionActName, type ObjectPayload } from './objection-acts.js';
import { closesWhenDone, delivered, reported, rung, served } from '../file/outbound.js';
import type { ObjectionParticulars } from '../file/particulars.js';
import { isOnList } from '../record/record-facts.js';
import { orderRemedy } from '../record/remedy.js';
import { leftStanding, takenUp } from '../record/left-standing.js';

export interface ObjectionFacts extends Facts {
  readonly pack: ObjectionPack;
}

/** What a verdict does: to the record, at whom, and to the measures that rest on it. */
interface Consequence {
  readonly outcome: Outcome;
  /** null: the record stays where it is. */
  readonly status: RecordStatus | null;
  /** What every party that was given the record must do, by what it was to undo one day. */
  readonly orders: Partial<Record<Effect, Effect>>;
  /** Its own name in the record's file; measures come back or end for good. */
  readonly follow: 'resume' | 'annulled' | 'removed';
  /** Told to the public where the damage was done (消除不良影响). */
  readonly clarifies: boolean;
  /** The measures were wrong from the beginning: their departments make good what they did. */
  readonly remedies: boolean;
}

const GONE = { endPublicity: 'withdraw', stopSharing: 'stopSharing', liftMeasures: 'liftMeasures' } as const;

/** What follows from each verdict. */
export const CONSEQUENCES: Readonly<Record<Verdict, Consequence>> = {
  delete: { outcome: 'deleted', status: 'annulled', orders: GONE, follow: 'annulled', clarifies: true, remedies: true },
  delist: { outcome: 'delisted', status: 'removed', orders: GONE, follow: 'removed', clarifies: true, remedies: true },
  stopDisclosure: {
    outcome: 'disclosureStopped',
    status: 'annulled',
    orders: { ...GONE, endPublicity: 'endPublicity' },
    follow: 'annulled',
    clarifies: false,
    remedies: false,
  },
  correct: {
    outcome: 'corrected',
    status: null,
    orders: { endPublicity: 'correct', stopSharing: 'correct' },
    follow: 'resume',
    clarifies: true,
    remedies: false,
  },
  supplement: {
    outcome: 'supplemented',
    status: null,
    orders: { endPublicity: 'correct', stopSharing: 'correct' },
    follow: 'resume',
    clarifies: false,
    remedies: false,
  },
  uphold: { outcome: 'upheld', status: null, orders: {}, follow: 'resume', clarifies: false, remedies: false },
};

const AUTHORITY_ACTS: ReadonlySet<ObjectionActName> = new Set<ObjectionActName>([
  'takeUp',
  'stopClock',
  'resumeClock',
  'extend',
  'conclude',
  'confirm',
]);

const SHOWN: readonly RecordStatus[] = ['published', 'awaitingSector', 'ended'];

/** Whether the act is lawful in this file, and what it does. */
export const decideObjection = decider(
  { opens: { object: 'OBJECTION_OPEN' }, stages: OBJECTION_STAGES, authority: AUTHORITY_ACTS },
  object,
  move,
);

function move(act: Exclude<ObjectionAct, { name: 'object' }>, state: CaseState, facts: ObjectionFacts): Decision {
  switch (act.name) {
    case 'takeUp':
      return takeUp(act, state, facts);
    case 'forward':
      return forward(act, state, facts);
    case 'reportCheck':
      return reportCheck(act, state, facts);
    case 'stopClock':
      return stopClock(act, state, facts);
    case 'resumeClock':
      return resumeClock(act, state, facts);
    case 'extend':
      return extendOnce(act, state, facts);
    case 'conclude':
      return conclude(act, state, facts);
    case 'confirm':
      return confirm(act, state, facts);
    case 'withdrawObjection':
      return withdraw(act, state, facts);
    case 'moot':
      return moot(act, state, facts);
    case 'recordService':
      return served(state, act, facts);
    case 'report':
      return settles(state, reported(state, act));
    case 'delivered':
      return settles(state, lawful(delivered(state, act)));
    case 'alarm':
      return alarm(act, state, facts);
  }
}

const settles = (state: CaseState, decision: Decision): Decision =>
  state.stage === 'settling' ? closesWhenDone(state, decision, outcomeOf(state)) : decision;

const noted = ({ particulars }: CaseState): ObjectionParticulars => {
  if (particulars?.of !== 'objection') throw new Error('the file of an objection says nothing of it');
  return particulars;
};

const outcomeOf = (state: CaseState): Outcome => {
  const { verdict } = noted(state);
  return verdict === null ? 'withdrawn' : CONSEQUENCES[verdict].outcome;
};

function object(act: Act<'object', ObjectPayload>, facts: ObjectionFacts): Decision {
  const { record, pack, open } = facts;
  const { ground, corrections, explanation, newEvidence, channel, electronicService } = act.payload;
  if (!SHOWN.includes(record.status)) return refused('NOT_PUBLISHED');
  if (explanation.trim() === '' || (ground === 'content' && corrections.length === 0))
    return refused('NOTHING_OBJECTED');
  const raisedBy = act.actor.role === 'handler' || act.actor.role === 'creditOffice' ? 'department' : 'subject';
  const same = open.some(
    ({ particulars: p }) => p?.of === 'objection' && p.ground === ground && p.raisedBy === raisedBy,
  );
  if (same) return refused('OBJECTION_OPEN');
  // The same ground, found without merit before, rests the measures again only for new evidence.
  const suspends = newEvidence || !record.rejectedGrounds.includes(ground);
  const draft = Draft.opening(act, 'objection', facts, {
    stage: channel === 'authority' ? 'examining' : 'received',
    packId: pack.id,
    consented: electronicService,
    particulars: {
      ...{ of: 'objection', ground, raisedBy, corrections, suspends },
      ...{ provider: null, extended: false, stoppedFor: null, escalated: false, verdict: null },
    },
  });
  if (channel === 'authority') draft.arm('ownCheck', record.authority, pack.own);
  else draft.arm('forward', record.network.office ?? record.authority, pack.forward);
  const sites = record.status === 'ended' ? [] : record.parties.filter((p) => p.effects.includes('endPublicity'));
  draft.instruct(sites.map(({ party, adapter }): Order => ({ party, adapter, effect: 'annotate', rule: pack.mark })));
  // Who raised it is told that it is in hand; a department that found the error itself is told nothing new.
  if (raisedBy === 'subject') draft.sign('objectionReceipt');
  if (suspends)
    draft.also({
      ...{ process: 'record', name: 'suspend', payload: { objection: facts.newCaseId } },
      opens: leftStanding(facts).length > 0,
    });
  return draft.done();
}

/** The authority checks what it provided itself, or what its provider has not checked in time: that stays late. */
function takeUp(act: Act, state: CaseState, facts: ObjectionFacts): Decision {
  const asked = state.terms.find((t) => t.kind === 'providerCheck' && isOpen(t));
  if (asked !== undefined && asked.fired !== 'overdue')
    return refused('PROVIDER_HAS_TIME', { due: asked.derivation.due });
  return examine(new Draft(act, state, facts).meet('forward').assign(act.actor.id), facts);
}

/** The authority's own clock goes on where it rested, or begins. */
function examine(draft: Draft, facts: ObjectionFacts): Decision {
  if (noted(draft.state).stoppedFor !== null) draft.note({ ...noted(draft.state), stoppedFor: null });
  draft.stage('examining');
  const own = draft.state.terms.find((t) => t.kind === 'ownCheck' && isOpen(t));
  if (own === undefined) return draft.arm('ownCheck', draft.state.department, facts.pack.own).done();
  return draft.write({ type: 'termSet', term: resume(own, draft.day, facts.calendar) }).done();
}

/** The provider of the information checks it; who hands on is the platform, or the authority when it is not its own. */
function forward(act: Extract<ObjectionAct, { name: 'forward' }>, state: CaseState, facts: ObjectionFacts): Decision {
  const isOffice = act.actor.role === 'creditOffice';
  if (!isOffice && act.actor.department !== state.department) return refused('NOT_COMPETENT');
  const { provider } = act.payload;
  const draft = new Draft(act, state, facts)
    .meet('forward', 'providerCheck')
    .note({ ...noted(state), provider })
    .arm('providerCheck', provider, facts.pack.provider)
    .stage('forwarded');
  // What the authority does not know itself it need not decide before the provider has answered.
  for (const term of state.terms.filter((t) => t.kind === 'ownCheck' && t.status === 'running')) {
    const resting = pause(term, draft.day, '等待信息提供单位核查', facts.pack.provider.article, facts.calendar);
    draft.write({ type: 'termSet', term: resting });
  }
  return draft.done();
}

function reportCheck(
  act: Extract<ObjectionAct, { name: 'reportCheck' }>,
  state: CaseState,
  facts: ObjectionFacts,
): Decision {
  if (noted(state).provider !== act.actor.department) return refused('NOT_PROVIDER');
  if (act.payload.findings.trim() === '') return refused('REASON_MISSING');
  const asked = state.terms.some((t) => t.kind === 'providerCheck' && isOpen(t));
  if (!asked) return refused('NOT_ASKED');
  const draft = new Draft(act, state, facts).meet('providerCheck');
  // The authority had taken it up: the late answer joins what it knows.
  if (state.stage === 'examining') return draft.done();
  return examine(draft.note({ ...noted(state), stoppedFor: null }), facts);
}

/** 检验、检测、检疫、鉴定、专家评审 do not count. */
function stopClock(
  act: Extract<ObjectionAct, { name: 'stopClock' }>,
  state: CaseState,
  facts: ObjectionFacts,
): Decision {
  const { reason } = act.payload;
  const { stopReasons, stopArticle } = facts.pack;
  if (!stopReasons.includes(reason)) return refused('STOP_REASON');
  if (noted(state).stoppedFor !== null) return refused('WRONG_STAGE');
  const draft = new Draft(act, state, facts).note({ ...noted(state), stoppedFor: reason });
  for (const term of state.terms.filter((t) => CHECKS.has(t.kind) && t.status === 'running'))
    draft.write({ type: 'termSet', term: pause(term, draft.day, reason, stopArticle, facts.calendar) });
  return draft.done();
}

const CHECKS: ReadonlySet<string> = new Set(['ownCheck', 'providerCheck']);

function resumeClock(act: Act, state: CaseState, facts: ObjectionFacts): Decision {
  if (noted(state).stoppedFor === null) return refused('CLOCK_NOT_STOPPED');
  const draft = new Draft(act, state, facts).note({ ...noted(state), stoppedFor: null });
  const kind = state.stage === 'forwarded' ? 'providerCheck' : 'ownCheck';
  for (const term of state.terms.filter((t) => t.kind === kind && t.status === 'paused'))
    draft.write({ type: 'termSet', term: resume(term, draft.day, facts.calendar) });
  return draft.done();
}

/** Once, by the head's leave, before the term is over. */
function extendOnce(act: Extract<ObjectionAct, { name: 'extend' }>, state: CaseState, facts: ObjectionFacts): Decision {
  const { extension } = facts.pack;
  if (extension === null || noted(state).extended) return refused('EXTENDED_ONCE');
  if (act.payload.reasons.trim() === '') return refused('REASON_MISSING');
  const kind = state.stage === 'forwarded' ? 'providerCheck' : 'ownCheck';
  const term = state.terms.find((t) => t.kind === kind && isOpen(t));
  if (term === undefined) return refused('WRONG_STAGE');
  if (term.derivation.dueAt <= act.effectiveAt) return refused('TOO_LATE', { due: term.derivation.due });
  const { number, article } = extension;
  const more = { number, unit: extensionUnit(extension), article };
  return new Draft(act, state, facts)
    .note({ ...noted(state), extended: true })
    .write({ type: 'termSet', term: extend(term, more, facts.calendar) })
    .done();
}

function conclude(act: Extract<ObjectionAct, { name: 'conclude' }>, state: CaseState, facts: ObjectionFacts): Decision {
  const { verdict, findings, reasons } = act.payload;
  if (findings.trim() === '' || (verdict === 'uphold' && (reasons ?? '').trim() === ''))
    return refused('REASON_MISSING');
  if (verdict === 'correct' && noted(state).corrections.length === 0) return refused('NOTHING_OBJECTED');
  if (verdict === 'delist' && facts.record.list === null) return refused('NOT_LISTED');
  return new Draft(act, state, facts)
    .propose(verdict, findings, reasons ?? null, act.actor.id)
    .assign(act.actor.id)
    .stage('proposed')
    .done();
}

/** Four eyes: the reviewer confirms, or returns the opinion with reasons. */
function confirm(act: Extract<ObjectionAct, { name: 'confirm' }>, state: CaseState, facts: ObjectionFacts): Decision {
  const { proposal } = state;
  if (proposal === null) return refused('WRONG_STAGE');
  if (isProposersSeat(state, act.actor.id, facts, dayOf(act.effectiveAt))) return refused('SAME_PERSON');
  const draft = new Draft(act, state, facts);
  if (!act.payload.approve) {
    if ((act.payload.reasons ?? '').trim() === '') return refused('REASON_MISSING');
    return draft.write({ type: 'proposed', proposal: null }).stage('examining').done();
  }
  const verdict = proposal.outcome as Verdict;
  draft
    .sign('objectionResult', proposal.reasons)
    .meet('ownCheck', 'providerCheck')
    .note({ ...noted(state), verdict });
  return settle(draft, facts, CONSEQUENCES[verdict]);
}

/** The result is carried out: at every site and recipient, and in the record's own file. */
function settle(draft: Draft, facts: ObjectionFacts, consequence: Consequence): Decision {
  const { outcome, status, follow, orders, clarifies, remedies } = consequence;
  const { parties } = facts.record;
  const { fix } = facts.pack;
  const sites = sitesOf(facts);
  const corrections = Object.fromEntries(noted(draft.state).corrections.map((c) => [c.field, `${c.from} → ${c.to}`]));
  draft.stage('settling').recall((i) => i.effect === 'annotate');
  draft.instruct(
    parties.flatMap(({ party, adapter, effects }) =>
      [...new Set(effects.flatMap((e) => orders[e] ?? []))].map((effect): Order => ({
        ...{ party, adapter, effect, rule: fix },
        ...(effect === 'correct' ? { content: corrections } : {}),
      })),
    ),
  );
  // A record that is withdrawn takes its mark with it.
  if (status === null) unmark(draft, facts);
  if (clarifies) draft.instruct(sites.map(({ party, adapter }) => ({ party, adapter, effect: 'clarify', rule: fix })));
  if (remedies) orderRemedy(draft, facts, fix);
  if (status !== null) {
    draft.write({ type: 'recordMoved', status, at: draft.at });
    draft.also(...othersOf(facts, draft.state.caseId));
    // An entry of a list leaves the list as well: in its source system, and up to 信用中国.
    if (isOnList(facts.record))
      draft.also({ process: 'exit', name: 'carryOut', payload: { ground: 'annulled' }, opens: true });
  }
  const told = { process: 'record', name: follow, payload: { objection: draft.state.caseId } } as const;
  draft.also({ ...told, ...(status === null ? {} : takenUp(facts)) });
  return draft.closeUnlessOutstanding(outcome).done();
}

const sitesOf = ({ record }: Facts) => record.parties.filter((p) => p.effects.includes('endPublicity'));

/** The mark goes with the last objection: one that is still being verified keeps it. */
function unmark(draft: Draft, facts: ObjectionFacts): void {
  const { caseId, instructions } = draft.state;
  const isMarked = instructions.some((i) => i.effect === 'annotate');
  const keeps = facts.open.some((s) => s.process === 'objection' && s.caseId !== caseId && s.stage !== 'settling');
  if (!isMarked || keeps) return;
  const rule = facts.pack.fix;
  draft.instruct(sitesOf(facts).map(({ party, adapter }) => ({ party, adapter, effect: 'removeAnnotation', rule })));
}

/** What else is open about a record that is gone ends with it; leaving its list is carried out instead. */
const othersOf = (facts: Facts, self: string) =>
  facts.open
    .filter((s) => s.caseId !== self && s.process !== 'record' && s.process !== 'exit')
    .map(({ process, docket }) => ({ process, docket, name: 'moot' }));

/** By the side that raised it: the party, or the authority and the credit office. */
export function mayWithdraw({ role, department }: Pick<Actor, 'role' | 'department'>, state: CaseState): boolean {
  if (noted(state).raisedBy === 'subject') return role === 'enterpriseAgent' || role === 'windowClerk';
  return role === 'creditOffice' || department === state.department;
}

function withdraw(act: Act, state: CaseState, facts: ObjectionFacts): Decision {
  if (!mayWithdraw(act.actor, state)) return refused('NOT_APPLICANT');
  const draft = new Draft(act, state, facts)
    .cancel('ownCheck', 'forward', 'providerCheck')
    .stage('settling')
    .recall((i) => i.effect === 'annotate');
  unmark(draft, facts);
  return draft
    .also({ process: 'record', name: 'resume', payload: { objection: state.caseId } })
    .closeUnlessOutstanding('withdrawn')
    .done();
}

/** Another case has ended the record: nothing is left to verify. */
function moot(act: Act, state: CaseState, facts: ObjectionFacts): Decision {
  const draft = new Draft(act, state, facts);
  if (state.stage === 'settling') return draft.done();
  return draft
    .recall(() => true)
    .close('moot')
    .done();
}

/** A provider's silence is escalated, and changes nothing else: the measures go on resting. */
function alarm(act: Extract<ObjectionAct, { name: 'alarm' }>, state: CaseState, facts: ObjectionFacts): Decision {
  const rang = rung(state, act);
  if (rang === null) return refused('NOTHING_DUE');
  const draft = new Draft(act, state, facts).write(rang.event);
  const silent = act.payload.rung === 'overdue' && rang.term.kind === 'providerCheck';
  return (silent ? draft.note({ ...noted(state), escalated: true }) : draft).done();
}
