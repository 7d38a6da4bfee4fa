/**
 * Credit repair (信用修复), decided act by act. 《信用修复管理办法》(国家发展改革委令第36号) and 国办发〔2025〕22号;
 * numbers come from the rule pack in force, never from here.
 */
import { type CaseState, type Role, type Term } from '../file/case.js';
import { dayAfter, dayOf, type Calendar, type Day } from '../time/calendar.js';
import { pause, rearm, resume } from '../file/clock.js';
import { decider, lawful, refused, type Decision } from '../file/decision.js';
import { Draft, isUnderObjection, type Facts, type Order } from '../file/draft.js';
import { isRedList } from '../law/lists.js';
import { publicityTerms, type RepairPack } from '../law/pack.js';
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
import { isOnList, type RecordFacts } from '../record/record-facts.js';
import { REPAIR_STAGES, type DocumentKind, type RepairAct, type RepairActName } from './repair-acts.js';
import { derive } from '../time/term.js';

export interface RepairFacts extends Facts {
  readonly pack: RepairPack;
  /** Whose application already has this id, when there is one: an application groups cases of one subject. */
  readonly applicationSubject: string | null;
}

const REQUIRED: readonly (readonly [DocumentKind, string])[] = [
  ['fulfilment', '法定责任义务履行完毕的证明材料'],
  ['commitment', '信用修复承诺书'],
  ['authorisation', '经办人授权委托书'],
];
const AUTHORITY_ACTS: ReadonlySet<RepairActName> = new Set<RepairActName>([
  'accept',
  'refuseAcceptance',
  'requestSupplement',
  'propose',
  'confirm',
]);
const AUTHORITY_ROLES: ReadonlySet<Role> = new Set<Role>(['handler', 'reviewer']);
const APPLICANT_ACTS: ReadonlySet<RepairActName> = new Set<RepairActName>(['supplement', 'withdraw']);
/** The counter enters what the applicant brought on paper. */
const APPLICANT_ROLES: ReadonlySet<Role> = new Set<Role>(['enterpriseAgent', 'windowClerk']);

/** Whether the act is lawful in this file, and what it does. */
export const decideRepair = decider(
  { opens: { apply: null }, stages: REPAIR_STAGES, authority: AUTHORITY_ACTS },
  apply,
  move,
);

function move(act: Exclude<RepairAct, { name: 'apply' }>, state: CaseState, facts: RepairFacts): Decision {
  const { role, department } = act.actor;
  const servesAsAuthority = act.name === 'recordService' && AUTHORITY_ROLES.has(role);
  if (servesAsAuthority && department !== state.department) return refused('NOT_COMPETENT');
  if (APPLICANT_ACTS.has(act.name) && !APPLICANT_ROLES.has(role)) return refused('NOT_APPLICANT');
  const draft = new Draft(act, state, facts);
  switch (act.name) {
    case 'accept':
      return accept(act, draft, facts);
    case 'refuseAcceptance':
      return notAccepted(act, draft);
    case 'requestSupplement':
      return requestSupplement(act, draft, facts);
    case 'supplement':
      return supplement(draft, facts);
    case 'propose':
      return propose(act, draft);
    case 'confirm':
      return confirm(act, draft, facts);
    case 'withdraw':
      return draft.close('withdrawn').done();
    case 'moot':
      // What was granted is being carried out already; everything else is over with the record.
      return (state.stage === 'granted' ? draft : draft.close('moot')).done();
    case 'recordService':
      return recordService(act, draft, facts);
    case 'report':
      return closesWhenDone(state, reported(state, act), 'repaired');
    case 'delivered':
      return closesWhenDone(state, lawful(delivered(state, act)), 'repaired');
    case 'alarm':
      return alarm(act, draft, facts);
  }
}

/** An act of this name, with its payload. */
type Of<N extends RepairActName> = Extract<RepairAct, { name: N }>;

/** The first day on which repair may be applied for: the day after the minimum period; null when there is none. */
export function earliestApplication(
  record: Pick<RecordFacts, 'severity' | 'decisionDate' | 'publishedOn'>,
  pack: RepairPack,
  calendar: Calendar,
): { readonly earliest: Day | null; readonly term: ReturnType<typeof derive> | null } {
  if (record.severity === null) return { earliest: null, term: null };
  const { min, start } = publicityTerms(pack, record.severity, record);
  if (min === null) return { earliest: null, term: null };
  const term = derive(min, start, [], [], calendar);
  return { earliest: dayAfter(term.due), term };
}

function apply(act: Of<'apply'>, facts: RepairFacts): Decision {
  const { record, pack } = facts;
  const { receivedOn, applicationId, electronicService } = act.payload;
  const hindered = notRepairable(facts) ?? incomplete(act) ?? tooEarly(receivedOn, facts);
  if (hindered !== null) return hindered;
  return Draft.opening(act, 'repair', facts, {
    stage: 'applied',
    packId: pack.id,
    consented: electronicService,
    application: { id: applicationId, date: receivedOn },
    particulars: null,
  })
    .arm('result', record.authority, pack.result, receivedOn)
    .arm('acceptance', record.authority, pack.acceptance)
    .done();
}

/** Only what is shown, is dishonesty and is known in its severity is repaired, once at a time. */
function notRepairable({ record, open, applicationSubject }: RepairFacts): Decision | null {
  if (open.some((s) => s.process === 'repair')) return refused('CASE_OPEN');
  if (applicationSubject !== null && applicationSubject !== record.subjectId) return refused('APPLICATION_TAKEN');
  if (record.status !== 'published' && record.status !== 'awaitingSector') return refused('NOT_PUBLISHED');
  if (isRedList(record.list)) return refused('NOT_DISHONEST');
  return record.severity === null ? refused('UNCLASSIFIED') : null;
}

function incomplete(act: Of<'apply'>): Decision | null {
  const { receivedOn, documents } = act.payload;
  if (receivedOn > dayOf(act.effectiveAt)) return refused('RECEIPT_AFTER_ACT');
  const missing = REQUIRED.filter(([kind]) => !documents.some((d) => d.kind === kind)).map(([, text]) => text);
  return missing.length > 0 ? refused('MATERIAL_MISSING', { missing: missing.join('、') }) : null;
}

function tooEarly(receivedOn: Day, { record, pack, calendar }: RepairFacts): Decision | null {
  const { earliest } = earliestApplication(record, pack, calendar);
  return earliest !== null && receivedOn < earliest ? refused('BEFORE_MINIMUM', { earliest }) : null;
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

function notAccepted(act: Of<'refuseAcceptance'>, draft: Draft): Decision {
  const { reasons } = act.payload;
  if (reasons.trim() === '') return refused('REASON_MISSING');
  return draft.sign('nonAcceptance', reasons).meet('acceptance', 'result').close('notAccepted').done();
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

function supplement(draft: Draft, facts: RepairFacts): Decision {
  const { day } = draft;
  const back = (term: Term): Term =>
    facts.pack.supplement.mode === 'restart' ? rearm(term, day, facts.calendar) : resume(term, day, facts.calendar);
  draft.meet('service', 'supplement');
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

/** Four eyes: the reviewer confirms, or returns the proposal with reasons. */
function confirm(act: Of<'confirm'>, draft: Draft, facts: RepairFacts): Decision {
  const { proposal } = draft.state;
  if (proposal === null) return refused('WRONG_STAGE');
  if (proposal.by === act.actor.id) return refused('SAME_PERSON');
  if (!act.payload.approve) {
    if ((act.payload.reasons ?? '').trim() === '') return refused('REASON_MISSING');
    return draft.write({ type: 'proposed', proposal: null }).stage('verifying').done();
  }
  if (proposal.outcome === 'refuse')
    return draft.sign('refusalDecision', proposal.reasons).meet('verification', 'result').close('refused').done();
  return isUnderObjection(facts) ? refused('UNDER_OBJECTION') : grant(draft, facts);
}

/** Three effects at once: 终止公示、停止共享和使用、解除惩戒措施 (Order 36, art. 3), each at every party that must act. */
function grant(draft: Draft, { record, pack }: RepairFacts): Decision {
  draft
    .sign('repairDecision')
    .meet('verification', 'result')
    .stage('granted')
    .instruct(
      record.parties.flatMap(({ party, adapter, effects }) =>
        effects.map((effect): Order => ({ party, adapter, effect, rule: pack.effects })),
      ),
    )
    .write({ type: 'recordMoved', status: 'repaired', at: draft.at })
    // What is repaired is rectified.
    .also({ process: 'record', name: 'repaired' }, { process: 'rectification', name: 'moot' });
  // An entry of a list leaves the list as well: in its source system, and up to 信用中国.
  if (isOnList(record)) draft.also({ process: 'exit', name: 'carryOut', payload: { ground: 'repaired' }, opens: true });
  return draft.closeUnlessOutstanding('repaired').done();
}

function recordService(act: Of<'recordService'>, draft: Draft, facts: RepairFacts): Decision {
  const { noticeId } = act.payload;
  const service = served(draft.state, act, facts);
  if (!service.ok) return service;
  draft.write(...service.events);
  const notice = draft.state.notices.find((n) => n.id === noticeId);
  if (notice?.kind !== 'supplement' || draft.state.stage !== 'supplementing') return draft.done();
  draft.meet('service');
  return isAnnounced(draft.state, noticeId) ? draft.done() : applicantsTerm(draft, noticeId, facts);
}

/** The applicant's own term, from the service of the paper that asks. */
function applicantsTerm(draft: Draft, noticeId: string, facts: RepairFacts): Decision {
  const { rule, start } = sinceService(draft.state, noticeId, facts.pack.supplement.term, facts);
  return draft.arm('supplement', draft.state.subjectId, rule, start).done();
}

/** A warning, an escalation, or the end of the applicant's own term, which closes the application with a paper (终止). */
function alarm(act: Of<'alarm'>, draft: Draft, facts: RepairFacts): Decision {
  const rang = rung(draft.state, act);
  if (rang === null) return refused('NOTHING_DUE');
  draft.write(rang.event);
  const notice = announcedBy(draft.state, rang.term);
  if (notice?.kind === 'supplement' && draft.state.stage === 'supplementing')
    return applicantsTerm(draft, notice.id, facts);
  if (rang.term.kind !== 'supplement' || act.payload.rung !== 'overdue') return draft.done();
  // The paper bears the day on which it is written, which may be after that on which the term ended.
  return draft.sign('termination', '在规定期限内未补正申请材料', dayOf(facts.now)).close('terminated').done();
}
