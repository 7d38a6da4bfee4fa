/**
 * Credit repair (信用修复), decided act by act. 《信用修复管理办法》(国家发展改革委令第36号) and 国办发〔2025〕22号;
 * numbers come from the rule pack in force, never from here.
 */
import {
  evolveAll,
  latest,
  type Act,
  type CaseEvent,
  type CaseState,
  type Notice,
  type NoticeKind,
  type Outcome,
  type Role,
  type Term,
} from '../file/case.js';
import { dayAfter, dayOf, type Calendar, type Day, type Instant } from '../time/calendar.js';
import { arm, cancel, isOpen, meet, pause, rearm, resume } from '../file/clock.js';
import { hindrance, lawful, refused, type Decision, type Follow } from '../file/decision.js';
import { isUnderObjection, type Facts } from '../file/draft.js';
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
  type AlarmPayload,
  type ServicePayload,
} from '../file/outbound.js';
import { isOnList, type RecordFacts } from '../record/record-facts.js';
import {
  REPAIR_STAGES,
  type ApplyPayload,
  type DocumentKind,
  type RepairAct,
  type RepairActName,
} from './repair-acts.js';
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
export function decideRepair(act: RepairAct, state: CaseState | null, facts: RepairFacts): Decision {
  if (act.effectiveAt > latest(facts.now, act.receivedAt)) return refused('DATE_IN_FUTURE');
  if (act.name === 'apply') return apply(act, facts);
  if (state === null) return refused('NO_SUCH_CASE');
  const hindered = hindrance(act, state, REPAIR_STAGES[act.name]);
  if (hindered !== null) return hindered;
  const { role, department } = act.actor;
  const asAuthority = AUTHORITY_ACTS.has(act.name) || (act.name === 'recordService' && AUTHORITY_ROLES.has(role));
  if (asAuthority && department !== state.department) return refused('NOT_COMPETENT');
  if (APPLICANT_ACTS.has(act.name) && !APPLICANT_ROLES.has(role)) return refused('NOT_APPLICANT');
  switch (act.name) {
    case 'accept':
      return accept(act, state, facts);
    case 'refuseAcceptance':
      return act.payload.reasons.trim() === ''
        ? refused('REASON_MISSING')
        : notAccepted(act, state, act.payload.reasons);
    case 'requestSupplement':
      return requestSupplement(act, state, facts);
    case 'supplement':
      return supplement(act, state, facts);
    case 'propose':
      return propose(act);
    case 'confirm':
      return confirm(act, state, facts);
    case 'withdraw':
      return lawful(ends(state, 'withdrawn', act.effectiveAt));
    case 'moot':
      // What was granted is being carried out already; everything else is over with the record.
      return lawful(state.stage === 'granted' ? [] : ends(state, 'moot', act.effectiveAt));
    case 'recordService':
      return recordService(act, state, facts);
    case 'report':
      return closesWhenDone(state, reported(state, act), 'repaired');
    case 'delivered':
      return closesWhenDone(state, lawful(delivered(state, act)), 'repaired');
    case 'alarm':
      return alarm(act, state, facts);
  }
}

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

function apply(act: Act<'apply', ApplyPayload>, facts: RepairFacts): Decision {
  const { record, pack, calendar } = facts;
  if (facts.open.some((s) => s.process === 'repair')) return refused('CASE_OPEN');
  if (facts.applicationSubject !== null && facts.applicationSubject !== record.subjectId)
    return refused('APPLICATION_TAKEN');
  if (record.status !== 'published' && record.status !== 'awaitingSector') return refused('NOT_PUBLISHED');
  if (isRedList(record.list)) return refused('NOT_DISHONEST');
  if (record.severity === null) return refused('UNCLASSIFIED');
  const { receivedOn, documents } = act.payload;
  const transferredOn = dayOf(act.effectiveAt);
  if (receivedOn > transferredOn) return refused('RECEIPT_AFTER_ACT');
  const missing = REQUIRED.filter(([kind]) => !documents.some((d) => d.kind === kind)).map(([, text]) => text);
  if (missing.length > 0) return refused('MATERIAL_MISSING', { missing: missing.join('、') });
  const { earliest } = earliestApplication(record, pack, calendar);
  if (earliest !== null && receivedOn < earliest) return refused('BEFORE_MINIMUM', { earliest });
  const term = (kind: 'result' | 'acceptance', n: number, start: Day): Term =>
    arm({ id: `${facts.newCaseId}-t${n}`, kind, holder: record.authority, rule: pack[kind], start }, calendar);
  return lawful([
    {
      type: 'opened',
      state: {
        caseId: facts.newCaseId,
        process: 'repair',
        docket: facts.docket,
        recordId: record.id,
        subjectId: record.subjectId,
        region: record.region,
        department: record.authority,
        stage: 'applied',
        outcome: null,
        openedAt: act.effectiveAt,
        closedAt: null,
        version: 0,
        personVersion: 0,
        lastEffectiveAt: act.effectiveAt,
        packId: pack.id,
        applicationDate: receivedOn,
        applicationId: act.payload.applicationId,
        consented: act.payload.electronicService,
        supplementAsked: false,
        handler: null,
        proposal: null,
        particulars: null,
        terms: [term('result', 1, receivedOn), term('acceptance', 2, transferredOn)],
        instructions: [],
        notices: [],
      },
    },
  ]);
}

function accept(act: Act<'accept'>, state: CaseState, facts: RepairFacts): Decision {
  const day = dayOf(act.effectiveAt);
  const verification = arm(
    { id: nextTerm(state), kind: 'verification', holder: state.department, rule: facts.pack.verification, start: day },
    facts.calendar,
  );
  return lawful([
    ...met(state, ['acceptance'], act.effectiveAt),
    { type: 'termSet', term: verification },
    { type: 'assigned', handler: act.actor.id },
    { type: 'staged', stage: 'verifying' },
    signed(state, 'acceptance', day, null),
  ]);
}

function notAccepted(act: Act, state: CaseState, reasons: string): Decision {
  return lawful([
    signed(state, 'nonAcceptance', dayOf(act.effectiveAt), reasons),
    ...met(state, ['acceptance', 'result'], act.effectiveAt),
    ...ends(state, 'notAccepted', act.effectiveAt, ['acceptance', 'result']),
  ]);
}

/** 补正 is asked once. The authority's clocks rest until the papers are complete; the applicant's starts when served,
 * which the authority must see to promptly. */
function requestSupplement(
  act: Act<'requestSupplement', { readonly items: readonly string[] }>,
  state: CaseState,
  facts: RepairFacts,
): Decision {
  if (state.supplementAsked) return refused('SUPPLEMENT_ONCE');
  if (act.payload.items.every((item) => item.trim() === '')) return refused('REASON_MISSING');
  const day = dayOf(act.effectiveAt);
  const { article, service } = facts.pack.supplement;
  const serving = arm(
    { id: nextTerm(state), kind: 'service', holder: state.department, rule: service, start: day },
    facts.calendar,
  );
  const resting = state.terms
    .filter((t) => t.status === 'running')
    .map((t): CaseEvent => ({ type: 'termSet', term: pause(t, day, '等待申请人补正材料', article, facts.calendar) }));
  return lawful([
    { type: 'supplementAsked' },
    ...resting,
    { type: 'termSet', term: serving },
    { type: 'assigned', handler: act.actor.id },
    { type: 'staged', stage: 'supplementing' },
    signed(state, 'supplement', day, act.payload.items.join(';')),
  ]);
}

function supplement(act: Act<'supplement'>, state: CaseState, facts: RepairFacts): Decision {
  const day = dayOf(act.effectiveAt);
  const back = (term: Term): Term =>
    facts.pack.supplement.mode === 'restart' ? rearm(term, day, facts.calendar) : resume(term, day, facts.calendar);
  return lawful([
    ...met(state, ['service', 'supplement'], act.effectiveAt),
    ...state.terms.filter((t) => t.status === 'paused').map((t): CaseEvent => ({ type: 'termSet', term: back(t) })),
    { type: 'staged', stage: 'applied' },
  ]);
}

function propose(act: Extract<RepairAct, { name: 'propose' }>): Decision {
  const { outcome, findings, reasons } = act.payload;
  if (findings.trim() === '' || (outcome === 'refuse' && (reasons ?? '').trim() === ''))
    return refused('REASON_MISSING');
  return lawful([
    { type: 'proposed', proposal: { outcome, findings, reasons: reasons ?? null, by: act.actor.id } },
    { type: 'assigned', handler: act.actor.id },
    { type: 'staged', stage: 'proposed' },
  ]);
}

/** Four eyes: the reviewer confirms, or returns the proposal with reasons. */
function confirm(act: Extract<RepairAct, { name: 'confirm' }>, state: CaseState, facts: RepairFacts): Decision {
  const { proposal } = state;
  if (proposal === null) return refused('WRONG_STAGE');
  if (proposal.by === act.actor.id) return refused('SAME_PERSON');
  if (!act.payload.approve) {
    if ((act.payload.reasons ?? '').trim() === '') return refused('REASON_MISSING');
    return lawful([
      { type: 'proposed', proposal: null },
      { type: 'staged', stage: 'verifying' },
    ]);
  }
  if (proposal.outcome === 'grant' && isUnderObjection(facts)) return refused('UNDER_OBJECTION');
  return proposal.outcome === 'grant' ? grant(act, state, facts) : refuse(act, state, proposal.reasons);
}

function refuse(act: Act, state: CaseState, reasons: string | null): Decision {
  return lawful([
    signed(state, 'refusalDecision', dayOf(act.effectiveAt), reasons),
    ...met(state, ['verification', 'result'], act.effectiveAt),
    ...ends(state, 'refused', act.effectiveAt, ['verification', 'result']),
  ]);
}

/** Three effects at once: 终止公示、停止共享和使用、解除惩戒措施 (Order 36, art. 3), each at every party that must act. */
function grant(act: Act, state: CaseState, facts: RepairFacts): Decision {
  const day = dayOf(act.effectiveAt);
  const orders = facts.record.parties.flatMap((p) => p.effects.map((effect) => ({ ...p, effect })));
  const issued = orders.flatMap(({ party, adapter, effect }, n): CaseEvent[] => {
    const id = `${state.caseId}-i${state.instructions.length + n + 1}`;
    const term = arm(
      {
        id: nextTerm(state, n),
        kind: 'effect',
        holder: party,
        rule: facts.pack.effects,
        start: day,
        instructionId: id,
      },
      facts.calendar,
    );
    return [
      {
        type: 'instructed',
        instruction: {
          id,
          party,
          adapter,
          effect,
          state: 'pending',
          receipt: null,
          detail: null,
          movedAt: act.effectiveAt,
        },
      },
      { type: 'termSet', term },
    ];
  });
  const decided: CaseEvent[] = [
    signed(state, 'repairDecision', day, null),
    ...met(state, ['verification', 'result'], act.effectiveAt),
    { type: 'staged', stage: 'granted' },
    ...issued,
    { type: 'recordMoved', status: 'repaired', at: act.effectiveAt },
  ];
  const closing: CaseEvent[] =
    orders.length === 0 ? ends(state, 'repaired', act.effectiveAt, ['verification', 'result']) : [];
  // An entry of a list leaves the list as well: in its source system, and up to 信用中国.
  const leaves: Follow[] = isOnList(facts.record)
    ? [{ process: 'exit', name: 'carryOut', payload: { ground: 'repaired' }, opens: true }]
    : [];
  // What is repaired is rectified.
  const settled: Follow = { process: 'rectification', name: 'moot' };
  return lawful([...decided, ...closing], [{ process: 'record', name: 'repaired' }, settled, ...leaves]);
}

function recordService(act: Act<'recordService', ServicePayload>, state: CaseState, facts: RepairFacts): Decision {
  const service = served(state, act, facts);
  const notice = state.notices.find((n) => n.id === act.payload.noticeId);
  if (!service.ok || notice?.kind !== 'supplement' || state.stage !== 'supplementing') return service;
  const events = [...service.events, ...met(state, ['service'], act.effectiveAt)];
  const after = evolveAll(state, events) ?? state;
  return lawful(isAnnounced(after, notice.id) ? events : [...events, applicantsTerm(after, notice.id, facts)]);
}

/** The applicant's own term, from the service of the paper that asks. */
function applicantsTerm(state: CaseState, noticeId: string, facts: RepairFacts): CaseEvent {
  const since = sinceService(state, noticeId, facts.pack.supplement.term, facts);
  const arming = { id: nextTerm(state), kind: 'supplement' as const, holder: state.subjectId, ...since };
  return { type: 'termSet', term: arm(arming, facts.calendar) };
}

/** A warning, an escalation, or the end of the applicant's own term, which closes the application with a paper (终止). */
function alarm(act: Act<'alarm', AlarmPayload>, state: CaseState, facts: RepairFacts): Decision {
  const rang = rung(state, act);
  if (rang === null) return refused('NOTHING_DUE');
  const notice = announcedBy(state, rang.term);
  if (notice?.kind === 'supplement' && state.stage === 'supplementing')
    return lawful([rang.event, applicantsTerm(state, notice.id, facts)]);
  if (rang.term.kind !== 'supplement' || act.payload.rung !== 'overdue') return lawful([rang.event]);
  const lapsed = { ...state, terms: state.terms.map((t) => (t.id === rang.term.id ? rang.term : t)) };
  return lawful([
    signed(state, 'termination', dayOf(facts.now), '在规定期限内未补正申请材料'),
    ...ends(lapsed, 'terminated', act.effectiveAt),
  ]);
}

const nextTerm = (state: CaseState, offset = 0): string => `${state.caseId}-t${state.terms.length + offset + 1}`;

function signed(state: CaseState, kind: NoticeKind, signedOn: Day, reasons: string | null): CaseEvent {
  const notice: Notice = {
    id: `${state.caseId}-n${state.notices.length + 1}`,
    kind,
    authority: state.department,
    signedOn,
    number: null,
    reasons,
    announcement: 'pending',
    service: null,
  };
  return { type: 'noticeSigned', notice };
}

function met(state: CaseState, kinds: readonly Term['kind'][], at: Instant): CaseEvent[] {
  return state.terms
    .filter((t) => kinds.includes(t.kind) && isOpen(t))
    .map((t) => ({ type: 'termSet', term: meet(t, at) }));
}

/** Closes the file; clocks that were not met stop without being judged. */
function ends(state: CaseState, outcome: Outcome, at: Instant, alreadyMet: readonly Term['kind'][] = []): CaseEvent[] {
  const stopped = state.terms
    .filter((t) => isOpen(t) && !alreadyMet.includes(t.kind))
    .map((t): CaseEvent => ({ type: 'termSet', term: cancel(t, at) }));
  return [...stopped, { type: 'closed', outcome, at }];
}
