/**
 * Credit repair (信用修复), decided act by act. 《信用修复管理办法》(国家发展改革委令第36号) and 国办发〔2025〕22号;
 * numbers come from the rule pack in force, never from here.
 */
import type { CaseState, Notice, Outcome, Role, Stage, Term } from '../file/case.js';
import { dayOf } from '../time/calendar.js';
import { extend, isOpen, pause, rearm, resume } from '../file/clock.js';
import { decider, lawful, refused, type Decision } from '../file/decision.js';
import { isProposersSeat } from '../file/seat.js';
import { Draft, type Facts } from '../file/draft.js';
import { atWindow, type RepairPack } from '../law/pack.js';
import {
  announcedBy,
  closesWhenDone,
  delivered,
  isAnnounced,
  reported,
  rung,
  served,
  sinceService,
} from '../file/outbound.js';
import { extensionUnit } from '../time/term.js';
import { apply } from './application.js';
import { decidedAnew, grant, refuse } from './grant.js';
import { REPAIR_STAGES, type Of, type RepairAct, type RepairActName } from './repair-acts.js';
import {
  concludeRevocation,
  heardOut,
  notRevoked,
  proposeRevocation,
  revocationNoticeServed,
  revocationOf,
  revoke,
  stated,
} from './revocation.js';

export { earliestApplication, materialsFor } from './application.js';

export interface RepairFacts extends Facts {
  readonly pack: RepairPack;
  /** Whose application already has this id, when there is one: an application groups cases of one subject. */
  readonly applicationSubject: string | null;
}

const AUTHORITY_ACTS: ReadonlySet<RepairActName> = new Set<RepairActName>([
  'accept',
  'refuseAcceptance',
  'requestSupplement',
  'propose',
  'extend',
  'confirm',
  'concludeRevocation',
]);
const AUTHORITY_ROLES: ReadonlySet<Role> = new Set<Role>(['handler', 'reviewer']);
const APPLICANT_ACTS: ReadonlySet<RepairActName> = new Set<RepairActName>(['supplement', 'withdraw', 'state']);
/** The counter enters what the applicant brought on paper. */
const APPLICANT_ROLES: ReadonlySet<Role> = new Set<Role>(['enterpriseAgent', 'windowClerk']);

/** Whether the act is lawful in this file, and what it does. */
export const decideRepair = decider(
  { opens: { apply: null, proposeRevocation: null }, stages: REPAIR_STAGES, authority: AUTHORITY_ACTS },
  (act: Of<Opening>, facts: RepairFacts) => (act.name === 'apply' ? apply(act, facts) : proposeRevocation(act, facts)),
  move,
);

type Opening = 'apply' | 'proposeRevocation';

function move(act: Exclude<RepairAct, { name: Opening }>, state: CaseState, facts: RepairFacts): Decision {
  const { role, department } = act.actor;
  const servesAsAuthority = act.name === 'recordService' && AUTHORITY_ROLES.has(role);
  if (servesAsAuthority && department !== state.department) return refused('NOT_COMPETENT');
  if (APPLICANT_ACTS.has(act.name) && !APPLICANT_ROLES.has(role)) return refused('NOT_APPLICANT');
  const draft = new Draft(act, state, facts);
  switch (act.name) {
    case 'transfer':
      return transfer(act, draft, facts);
    case 'accept':
      return accept(act, draft, facts);
    case 'refuseAcceptance':
      return notAccepted(act, draft, facts);
    case 'requestSupplement':
      return requestSupplement(act, draft, facts);
    case 'supplement':
      return supplement(draft, facts);
    case 'propose':
      return propose(act, draft);
    case 'extend':
      return extendOnce(act, draft, facts);
    case 'confirm':
      return confirm(act, draft, facts);
    case 'withdraw':
      return revocationOf(state) === null ? draft.close('withdrawn').done() : refused('NOT_APPLICANT');
    case 'state':
      return stated(act, draft);
    case 'concludeRevocation':
      return concludeRevocation(act, draft);
    case 'moot':
      // What was granted is being carried out already; everything else is over with the record.
      return (CARRIED_OUT.includes(state.stage) ? draft : draft.close('moot')).done();
    case 'recordService':
      return recordService(act, draft, facts);
    case 'report':
      return closesWhenDone(state, reported(state, act), outcomeOf(state));
    case 'delivered':
      return closesWhenDone(state, lawful(delivered(state, act)), outcomeOf(state));
    case 'alarm':
      return alarm(act, draft, facts);
  }
}

const isAtCounter = ({ particulars }: CaseState): boolean =>
  particulars?.of === 'repair' && particulars.atCounter === true;

/** What was decided and is being carried out. */
const CARRIED_OUT: readonly Stage[] = ['granted', 'settling', 'closed'];
const outcomeOf = (state: CaseState): Outcome => (revocationOf(state) === null ? 'repaired' : 'revoked');

/** 转办: the credit office passes the application on to the authority, whose clock begins. */
function transfer(act: Of<'transfer'>, draft: Draft, { pack }: RepairFacts): Decision {
  const { department, terms } = draft.state;
  if (terms.find((t) => t.kind === 'transfer')?.holder !== act.actor.department) return refused('NOT_COMPETENT');
  return draft.meet('transfer').stage('applied').arm('acceptance', department, pack.acceptance).done();
}

function accept(act: Of<'accept'>, draft: Draft, facts: RepairFacts): Decision {
  return draft
    .meet('acceptance')
    .arm('verification', draft.state.department, facts.pack.verification)
    .assign(act.actor.id)
    .stage('verifying')
    .sign('acceptance')
    .done();
}

function notAccepted(act: Of<'refuseAcceptance'>, draft: Draft, facts: RepairFacts): Decision {
  const { reasons } = act.payload;
  if (reasons.trim() === '') return refused('REASON_MISSING');
  draft.sign('nonAcceptance', reasons).meet('acceptance', 'result');
  return decidedAnew(draft, facts).close('notAccepted').done();
}

/** 补正 is asked once. The authority's clocks rest until the papers are complete; the applicant's starts when served,
 * which the authority must see to promptly. */
function requestSupplement(act: Of<'requestSupplement'>, draft: Draft, facts: RepairFacts): Decision {
  const { items } = act.payload;
  if (draft.state.supplementAsked) return refused('SUPPLEMENT_ONCE');
  if (items.every((item) => item.trim() === '')) return refused('REASON_MISSING');
  const { article, service } = facts.pack.supplement;
  draft.write({ type: 'supplementAsked' });
  for (const term of draft.state.terms.filter((t) => t.status === 'running'))
    draft.write({ type: 'termSet', term: pause(term, draft.day, '等待申请人补正材料', article, facts.calendar) });
  return draft
    .arm('service', draft.state.department, service)
    .assign(act.actor.id)
    .stage('supplementing')
    .sign('supplement', items.join(';'))
    .done();
}

/** What a counter received before it closed is in time, on whichever day it is entered. */
function supplement(draft: Draft, facts: RepairFacts): Decision {
  const { day } = draft;
  const asked = draft.state.terms.find((t) => t.kind === 'supplement');
  if (asked !== undefined && asked.derivation.dueAt <= draft.at)
    return refused('TOO_LATE', { due: asked.derivation.due });
  const back = (term: Term): Term =>
    facts.pack.supplement.mode === 'restart' ? rearm(term, day, facts.calendar) : resume(term, day, facts.calendar);
  draft.meet('service', 'supplement', 'counterEntry');
  for (const term of draft.state.terms.filter((t) => t.status === 'paused'))
    draft.write({ type: 'termSet', term: back(term) });
  return draft.stage('applied').done();
}

function propose(act: Of<'propose'>, draft: Draft): Decision {
  const { outcome, findings, reasons } = act.payload;
  if (findings.trim() === '' || (outcome === 'refuse' && (reasons ?? '').trim() === ''))
    return refused('REASON_MISSING');
  return draft
    .propose(outcome, findings, reasons ?? null, act.actor.id)
    .assign(act.actor.id)
    .stage('proposed')
    .done();
}

/** Once, for a reason, before the term is over; and the applicant is told of it before then (延期告知). */
function extendOnce(act: Of<'extend'>, draft: Draft, { pack, calendar }: RepairFacts): Decision {
  const { reasons } = act.payload;
  const open = draft.state.terms.filter((t) => (t.kind === 'verification' || t.kind === 'result') && isOpen(t));
  const verification = open.find((t) => t.kind === 'verification');
  if (verification === undefined) return refused('WRONG_STAGE');
  if (reasons.trim() === '') return refused('REASON_MISSING');
  if (open.some((t) => t.extensions.length > 0)) return refused('EXTENDED_ONCE');
  const { due, dueAt } = verification.derivation;
  if (dueAt <= draft.at) return refused('TOO_LATE', { due });
  const { number, article } = pack.extension;
  const unit = extensionUnit(pack.extension);
  for (const term of open.filter((t) => t.derivation.dueAt > draft.at))
    draft.write({ type: 'termSet', term: extend(term, { number, unit, article, noticeBy: due }, calendar) });
  const telling = { ...pack.extension, article: `${article}:应当在原期限届满前告知申请人`, caseSetDue: due };
  return draft
    .sign('extension', reasons)
    .arm('service', draft.state.department, { ...telling, unit: 'caseSet' })
    .done();
}

/** Four eyes: the reviewer confirms, or returns the proposal with reasons. */
function confirm(act: Of<'confirm'>, draft: Draft, facts: RepairFacts): Decision {
  const { proposal } = draft.state;
  if (proposal === null) return refused('WRONG_STAGE');
  if (isProposersSeat(draft.state, act.actor.id, facts, draft.day)) return refused('SAME_PERSON');
  if (!act.payload.approve) {
    if ((act.payload.reasons ?? '').trim() === '') return refused('REASON_MISSING');
    const back = revocationOf(draft.state) === null ? 'verifying' : 'deliberating';
    return draft.write({ type: 'proposed', proposal: null }).stage(back).done();
  }
  switch (proposal.outcome) {
    case 'revoke':
      return revoke(draft, facts);
    case 'notRevoke':
      return notRevoked(draft);
    case 'grant':
      return grant(draft, facts);
    default:
      return refuse(draft, facts);
  }
}

function recordService(act: Of<'recordService'>, draft: Draft, facts: RepairFacts): Decision {
  const { noticeId } = act.payload;
  const service = served(draft.state, act, facts);
  if (!service.ok) return service;
  draft.write(...service.events);
  return noticeServed(draft, draft.state.notices.find((n) => n.id === noticeId) ?? null, facts);
}

/** What follows from the service of a paper, whatever its way; one that is announced follows when its days are over. */
function noticeServed(draft: Draft, notice: Notice | null, facts: RepairFacts): Decision {
  const { state } = draft;
  switch (notice?.kind) {
    case 'revocationNotice':
      return revocationNoticeServed(draft, notice, facts).done();
    case 'extension':
      return (isAnnounced(state, notice.id) ? draft : draft.meet('service')).done();
    case 'supplement':
      if (state.stage !== 'supplementing') return draft.done();
      draft.meet('service');
      return isAnnounced(state, notice.id) ? draft.done() : applicantsTerm(draft, notice.id, facts);
    default:
      return draft.done();
  }
}

/** The applicant's own term, from the service of the paper that asks. */
function applicantsTerm(draft: Draft, noticeId: string, facts: RepairFacts): Decision {
  const { supplement } = facts.pack;
  const whole = isAtCounter(draft.state) ? atWindow(facts.pack, supplement.term) : supplement.term;
  const { rule, start } = sinceService(draft.state, noticeId, whole, facts);
  return draft.arm('supplement', draft.state.subjectId, rule, start).done();
}

/** A warning, an escalation, or the end of a private party's own term, which moves the case on. */
function alarm(act: Of<'alarm'>, draft: Draft, facts: RepairFacts): Decision {
  const rang = rung(draft.state, act);
  if (rang === null) return refused('NOTHING_DUE');
  draft.write(rang.event);
  const { term } = rang;
  if (term.kind === 'announcement') return noticeServed(draft, announcedBy(draft.state, term), facts);
  if (act.payload.rung !== 'overdue') return draft.done();
  if (term.kind === 'statement') return heardOut(draft, facts);
  // What reached the counter at its last minute is entered first: nothing ends by a paper that nobody has typed in.
  if (term.kind === 'supplement' && isAtCounter(draft.state))
    return draft.arm('counterEntry', draft.state.department, facts.pack.window.entry, term.derivation.due).done();
  if (term.kind !== 'supplement' && term.kind !== 'counterEntry') return draft.done();
  // Not supplied: the application is closed with a paper (终止), which bears the day on which it is written.
  return draft.sign('termination', '在规定期限内未补正申请材料', dayOf(facts.now)).close('terminated').done();
}
