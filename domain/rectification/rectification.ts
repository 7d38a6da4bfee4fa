/**
 * Rectification by a deadline, then interviews (限期整改 → 提醒约谈 → 警示约谈), decided act by act: 国办发〔2019〕35号 十一,
 * 淮安区2020年实施意见 四(二). The deadline is set in the case; what is not rectified in the end goes before a listing.
 */
import { type Act, type CaseState, type RecordStatus } from '../file/case.js';
import { dayOf, dayOfSerial, serialOf, type Day } from '../time/calendar.js';
import { nthWorkday } from '../time/calendar-index.js';
import { isOpen, pause, resume } from '../file/clock.js';
import { decider, lawful, refused, type Decision } from '../file/decision.js';
import { Draft, type Facts, type Order } from '../file/draft.js';
import { listByCode } from '../law/lists.js';
import type { AuthorityKind } from '../law/pack.js';
import type { RectificationPack } from '../law/packs.js';
import {
  announcedBy,
  closesWhenDone,
  delivered,
  isAnnounced,
  isSettled,
  reported,
  rung,
  served,
  sinceService,
} from '../file/outbound.js';
import type { Interview, RectificationItem, RectificationParticulars } from '../file/particulars.js';
import { isProposable, nobodyAnswers, unknownMeasures } from '../listing/proposable.js';
import {
  RECTIFICATION_STAGES,
  type OrderPayload,
  type RectificationAct,
  type RectificationActName,
} from './rectification-acts.js';
import type { TermRule } from '../time/term.js';

export interface RectificationFacts extends Facts {
  readonly pack: RectificationPack;
  readonly authorityKind: AuthorityKind;
}

const AUTHORITY_ACTS: ReadonlySet<RectificationActName> = new Set<RectificationActName>([
  'verifyRectified',
  'extendRectification',
  'scheduleInterview',
  'recordInterview',
  'declineReschedule',
  'handOver',
  'withdrawOrder',
]);

type Opening = 'orderRectification';

/** Whether the act is lawful in this file, and what it does. */
export const decideRectification = decider(
  { opens: { orderRectification: 'CASE_OPEN' }, stages: RECTIFICATION_STAGES, authority: AUTHORITY_ACTS },
  order,
  move,
);

function move(
  act: Exclude<RectificationAct, { name: Opening }>,
  state: CaseState,
  facts: RectificationFacts,
): Decision {
  switch (act.name) {
    case 'reportRectified':
      return reportRectified(act, state, facts);
    case 'verifyRectified':
      return verify(act, state, facts);
    case 'extendRectification':
      return extendOnce(act, state, facts);
    case 'scheduleInterview':
      return schedule(act, state, facts);
    case 'recordInterview':
      return recordInterview(act, state, facts);
    case 'askReschedule':
      return askReschedule(act, state, facts);
    case 'declineReschedule':
      return declineReschedule(act, state, facts);
    case 'handOver':
      return handOver(act, state, facts);
    case 'assignHelper':
      return assignHelper(act, state, facts);
    case 'logVisit':
      return visit(act, state, facts);
    case 'withdrawOrder':
      return act.payload.reasons.trim() === '' ? refused('REASON_MISSING') : over(act, state, facts, 'withdrawn');
    case 'moot':
      return over(act, state, facts, 'moot');
    case 'recordService':
      return recordService(act, state, facts);
    case 'report':
      return settles(state, reported(state, act));
    case 'delivered':
      return settles(state, lawful(delivered(state, act)));
    case 'alarm':
      return alarm(act, state, facts);
  }
}

const noted = ({ particulars }: CaseState): RectificationParticulars => {
  if (particulars?.of !== 'rectification') throw new Error('the file of a rectification says nothing of it');
  return particulars;
};

/** What was decided waits for the receipts of what is still being archived. */
const settles = (state: CaseState, decision: Decision): Decision =>
  state.stage === 'archiving' ? closesWhenDone(state, decision, noted(state).ending ?? 'withdrawn') : decision;

const RECTIFIABLE: readonly RecordStatus[] = ['found', 'published', 'awaitingSector'];

function order(act: Act<'orderRectification', OrderPayload>, facts: RectificationFacts): Decision {
  const { items, deadline, serious, list, electronicService } = act.payload;
  // What is proposed for a list is decided there, and what is gone has nothing left to rectify.
  if (!RECTIFIABLE.includes(facts.record.status)) return refused('WRONG_STAGE');
  if (items.length === 0 || act.payload.facts.trim() === '') return refused('REASON_MISSING');
  if (deadline <= dayOf(act.effectiveAt)) return refused('DEADLINE_PAST');
  if (list !== null && !isProposable(listByCode(list), facts.authorityKind)) return refused('LIST_NOT_IN_CATALOGUE');
  const draft = Draft.opening(act, 'rectification', facts, {
    stage: 'ordering',
    packId: facts.pack.id,
    consented: electronicService,
    particulars: {
      of: 'rectification',
      items: items.map(({ text }, n): RectificationItem => ({ id: `z${n + 1}`, text, state: 'open' })),
      ...{ facts: act.payload.facts, deadline, extended: false, serious, list },
      ...{ interviews: [], help: null, visits: [], ending: null },
    },
  });
  return draft.sign('rectificationOrder').arm('service', facts.record.authority, facts.pack.service).done();
}

/** 限定期限: the day set in the case, which no holiday moves. */
const deadlineRule = (deadline: Day): TermRule => ({
  ruleId: 'CASE_SET',
  article: '限期整改:期限由责令机关在本案中设定(国办发〔2019〕35号 十一)',
  number: 0,
  unit: 'caseSet',
  rollsToWorkday: false,
  closesAt: '24:00',
  basis: 'law',
  caseSetDue: deadline,
});

function recordService(
  act: Extract<RectificationAct, { name: 'recordService' }>,
  state: CaseState,
  facts: RectificationFacts,
): Decision {
  const service = served(state, act, facts);
  if (!service.ok) return service;
  const draft = new Draft(act, state, facts).write(...service.events);
  const { noticeId } = act.payload;
  const notice = state.notices.find((n) => n.id === noticeId);
  if (notice?.kind !== 'rectificationOrder' || state.stage !== 'ordering') return draft.done();
  const { deadline } = noted(state);
  const { rule, start } = sinceService(draft.state, noticeId, deadlineRule(deadline), facts);
  // Who is told only when the day has come was given no time: a new order is due.
  if (start >= deadline) return refused('SERVED_AFTER_DEADLINE', { served: start, deadline });
  draft.meet('service');
  return isAnnounced(draft.state, noticeId) ? draft.done() : begins(draft, rule, start);
}

const begins = (draft: Draft, rule: TermRule, start: Day): Decision =>
  draft.stage('rectifying').arm('rectification', draft.state.subjectId, rule, start).done();

/** While the authority checks, the party's time rests. */
function reportRectified(
  act: Extract<RectificationAct, { name: 'reportRectified' }>,
  state: CaseState,
  facts: RectificationFacts,
): Decision {
  if (!PARTY_ROLES.has(act.actor.role)) return refused('NOT_APPLICANT');
  const file = noted(state);
  const ids = new Set(act.payload.items.map((i) => i.id));
  const unknown = [...ids].filter((id) => !file.items.some((i) => i.id === id));
  if (unknown.length > 0) return refused('ITEM_UNKNOWN', { items: unknown.join('、') });
  if (ids.size === 0) return refused('ITEM_MISSING', { items: '至少一项' });
  const items = file.items.map((i): RectificationItem =>
    ids.has(i.id) && i.state !== 'sufficient' ? { ...i, state: 'reported' } : i,
  );
  const draft = new Draft(act, state, facts).note({ ...file, items, before: state.stage });
  for (const term of state.terms.filter((t) => RESTING.has(t.kind) && t.status === 'running')) {
    const rests = pause(term, draft.day, '等待核查整改情况', facts.pack.check.article, facts.calendar);
    draft.write({ type: 'termSet', term: rests });
  }
  return draft.stage('checking').arm('check', state.department, facts.pack.check).done();
}

const PARTY_ROLES: ReadonlySet<string> = new Set(['enterpriseAgent', 'windowClerk']);
const RESTING: ReadonlySet<string> = new Set(['rectification', 'interview']);

/** Everything sufficient ends it; what is not goes back with the time that is left. */
function verify(
  act: Extract<RectificationAct, { name: 'verifyRectified' }>,
  state: CaseState,
  facts: RectificationFacts,
): Decision {
  const file = noted(state);
  const results = new Map(act.payload.results.map((r) => [r.id, r] as const));
  const unknown = [...results.keys()].filter((id) => !file.items.some((i) => i.id === id));
  if (unknown.length > 0) return refused('ITEM_UNKNOWN', { items: unknown.join('、') });
  const unjudged = file.items.filter((i) => i.state === 'reported' && !results.has(i.id)).map((i) => i.text);
  if (unjudged.length > 0) return refused('ITEM_MISSING', { items: unjudged.join('、') });
  if (act.payload.results.some((r) => !r.sufficient && r.note.trim() === '')) return refused('REASON_MISSING');
  const items = file.items.map((i): RectificationItem => {
    const result = results.get(i.id);
    return result === undefined ? i : { ...i, state: result.sufficient ? 'sufficient' : 'insufficient' };
  });
  const draft = new Draft(act, state, facts).note({ ...file, items }).meet('check');
  return items.every((i) => i.state === 'sufficient') ? rectified(draft, facts) : goesBack(draft, facts);
}

function rectified(draft: Draft, facts: RectificationFacts): Decision {
  draft.sign('repairGuide').meet('rectification').cancel();
  // A matter that was only found is settled; a record that is shown stays so until it is repaired.
  if (facts.record.status === 'found') draft.write({ type: 'recordMoved', status: 'dropped', at: draft.at });
  return ending(draft, 'rectified').done();
}

function goesBack(draft: Draft, facts: RectificationFacts): Decision {
  for (const term of draft.state.terms.filter((t) => RESTING.has(t.kind) && t.status === 'paused'))
    draft.write({ type: 'termSet', term: resume(term, draft.day, facts.calendar) });
  const before = noted(draft.state).before ?? 'rectifying';
  // A report that came after the deadline stopped nothing: it had passed.
  const hasTime = draft.state.terms.some(
    (t) => t.kind === 'rectification' && isOpen(t) && t.derivation.dueAt > draft.at,
  );
  return before === 'rectifying' && !hasTime ? missed(draft, facts) : draft.stage(before).done();
}

/** The deadline has passed: an interview is due; after a warning interview there is none left. */
function missed(draft: Draft, facts: RectificationFacts): Decision {
  if (exhausted(noted(draft.state).interviews)) return draft.stage('failed').done();
  return draft.stage('interviewDue').arm('interview', draft.state.department, facts.pack.interview).done();
}

/** Closed at once, or with the last receipt of what is being archived. */
function ending(draft: Draft, outcome: 'rectified' | 'handedOver' | 'withdrawn' | 'moot'): Draft {
  if (draft.state.instructions.every(isSettled)) return draft.close(outcome);
  return draft.note({ ...noted(draft.state), ending: outcome }).stage('archiving');
}

function over(act: Act, state: CaseState, facts: RectificationFacts, outcome: 'withdrawn' | 'moot'): Decision {
  const draft = new Draft(act, state, facts);
  if (state.stage === 'archiving' || state.closedAt !== null) return draft.done();
  draft.cancel();
  if (outcome === 'withdrawn' && facts.record.status === 'found')
    draft.write({ type: 'recordMoved', status: 'dropped', at: draft.at });
  return ending(draft, outcome).done();
}

function extendOnce(
  act: Extract<RectificationAct, { name: 'extendRectification' }>,
  state: CaseState,
  facts: RectificationFacts,
): Decision {
  const file = noted(state);
  const { deadline, reasons } = act.payload;
  if (file.extended) return refused('EXTENDED_ONCE');
  if (reasons.trim() === '') return refused('REASON_MISSING');
  const term = state.terms.find((t) => t.kind === 'rectification' && isOpen(t));
  if (term === undefined || term.derivation.dueAt <= act.effectiveAt)
    return refused('TOO_LATE', { due: term?.derivation.due ?? file.deadline });
  if (deadline <= term.derivation.due) return refused('DEADLINE_PAST');
  return new Draft(act, state, facts)
    .note({ ...file, deadline, extended: true })
    .cancel('rectification')
    .arm('rectification', state.subjectId, deadlineRule(deadline))
    .done();
}

/** A reminder first, a warning after it or when it is serious; two interviewers; the notice served ahead. */
function schedule(
  act: Extract<RectificationAct, { name: 'scheduleInterview' }>,
  state: CaseState,
  facts: RectificationFacts,
): Decision {
  const file = noted(state);
  const { kind, at, place, interviewers } = act.payload;
  if (new Set(interviewers).size !== 2) return refused('TWO_INTERVIEWERS');
  const was = file.interviews.filter((i) => i.outcome === 'held' || i.outcome === 'absent');
  if (kind === 'warning' && was.length === 0 && !file.serious) return refused('WARNING_FIRST_REMINDER');
  const day = dayOf(act.effectiveAt);
  const earliest = earliestAfter(day, facts);
  if (dayOf(at) < earliest) return refused('NOTICE_TOO_SHORT', { earliest });
  const before = file.interviews.map((i): Interview => (i.outcome === 'planned' ? { ...i, outcome: 'moved' } : i));
  return new Draft(act, state, facts)
    .note({ ...file, interviews: [...before, { kind, at, place, saidIn: act.id, outcome: 'planned' }] })
    .meet('interview')
    .sign('interviewNotice')
    .stage('interviewScheduled')
    .done();
}

/** An interview is on this day at the earliest when its notice is served on `day`. */
const earliestAfter = (day: Day, { calendar, pack }: RectificationFacts): Day =>
  dayOfSerial(nthWorkday(calendar, serialOf(day), pack.interviewNotice.number));

/** The party may ask for another time before the interview; the authority moves it or says why not. */
function askReschedule(
  act: Extract<RectificationAct, { name: 'askReschedule' }>,
  state: CaseState,
  facts: RectificationFacts,
): Decision {
  if (!PARTY_ROLES.has(act.actor.role)) return refused('NOT_APPLICANT');
  if (act.payload.reasons.trim() === '') return refused('REASON_MISSING');
  const planned = plannedIn(noted(state));
  if (planned === undefined) return refused('WRONG_STAGE');
  if (planned.at <= act.effectiveAt) return refused('TOO_LATE', { due: dayOf(planned.at) });
  return replacePlanned(new Draft(act, state, facts), { ...planned, asked: 'open' }).done();
}

function declineReschedule(
  act: Extract<RectificationAct, { name: 'declineReschedule' }>,
  state: CaseState,
  facts: RectificationFacts,
): Decision {
  if (act.payload.reasons.trim() === '') return refused('REASON_MISSING');
  const planned = plannedIn(noted(state));
  if (planned?.asked !== 'open') return refused('NOTHING_ASKED');
  return replacePlanned(new Draft(act, state, facts), { ...planned, asked: 'declined' }).done();
}

const plannedIn = ({ interviews }: RectificationParticulars): Interview | undefined =>
  interviews.find((i) => i.outcome === 'planned');

function replacePlanned(draft: Draft, now: Interview): Draft {
  const file = noted(draft.state);
  return draft.note({ ...file, interviews: file.interviews.map((i) => (i.outcome === 'planned' ? now : i)) });
}

/** Whether what is written down of an interview may stand: its day has come, and the party was told in time. */
function unfitMinutes(
  act: Extract<RectificationAct, { name: 'recordInterview' }>,
  state: CaseState,
  planned: Interview,
  facts: RectificationFacts,
): Decision | null {
  const { attended, signedByBoth, voluntary, newDeadline } = act.payload;
  const day = dayOf(act.effectiveAt);
  if (day < dayOf(planned.at)) return refused('INTERVIEW_NOT_YET', { day: dayOf(planned.at) });
  if (!attended && planned.asked === 'open') return refused('RESCHEDULE_OPEN');
  if (!(attended && voluntary)) {
    const untold = toldTooLate(state, planned, facts);
    if (untold !== null) return untold;
  }
  if (attended && !signedByBoth) return refused('ITEM_MISSING', { items: '约谈记录双方签字' });
  if (attended && newDeadline === undefined) return refused('ITEM_MISSING', { items: '新的整改期限' });
  return newDeadline !== undefined && newDeadline <= day ? refused('DEADLINE_PAST') : null;
}

/** The days of notice count from its service: who was told too late has not stayed away, and need not have come. */
function toldTooLate({ notices }: CaseState, { at }: Interview, facts: RectificationFacts): Decision | null {
  const service = notices.filter((n) => n.kind === 'interviewNotice').at(-1)?.service;
  if (service === undefined || service === null || service.servedAt >= at) return refused('NOTICE_NOT_SERVED');
  const earliest = earliestAfter(dayOf(service.servedAt), facts);
  return dayOf(at) < earliest ? refused('NOTICE_TOO_SHORT', { earliest }) : null;
}

/** The minutes go to the department's own system and to the municipal platform, each with its receipt. */
function recordInterview(
  act: Extract<RectificationAct, { name: 'recordInterview' }>,
  state: CaseState,
  facts: RectificationFacts,
): Decision {
  const file = noted(state);
  const { attended, commitments, newDeadline } = act.payload;
  const planned = plannedIn(file);
  if (planned === undefined) return refused('WRONG_STAGE');
  const unfit = unfitMinutes(act, state, planned, facts);
  if (unfit !== null) return unfit;
  const draft = replacePlanned(new Draft(act, state, facts), {
    ...planned,
    ...(attended ? { outcome: 'held', commitments } : { outcome: 'absent' }),
  });
  draft.note({ ...noted(draft.state), deadline: attended ? (newDeadline ?? file.deadline) : file.deadline });
  draft.cancel('rectification').instruct(archives(facts, planned));
  if (attended)
    return draft
      .sign('interviewMinutes')
      .stage('rectifying')
      .arm('rectification', state.subjectId, deadlineRule(newDeadline ?? file.deadline))
      .done();
  return missed(draft, facts);
}

const archives = (facts: RectificationFacts, { kind }: Interview): readonly Order[] => {
  const { sources, platform } = facts.record.network;
  const content = { interview: kind === 'warning' ? '警示约谈' : '提醒约谈' };
  return [sources['own'], platform].flatMap((to) =>
    to === undefined || to === null ? [] : [{ ...to, effect: 'archiveInterview', content, rule: facts.pack.archive }],
  );
};

/** A warning interview was held or missed: nothing is left but the listing. */
const exhausted = (interviews: readonly Interview[]): boolean =>
  interviews.some((i) => i.kind === 'warning' && (i.outcome === 'held' || i.outcome === 'absent'));

/** Handed to the notice before listing, as a linked case of the same matter, in the same transaction. */
function handOver(
  act: Extract<RectificationAct, { name: 'handOver' }>,
  state: CaseState,
  facts: RectificationFacts,
): Decision {
  const file = noted(state);
  const { reasons, basis, measures, responsible } = act.payload;
  if (reasons.trim() === '' || basis.trim() === '') return refused('REASON_MISSING');
  const list = file.list === null ? null : listByCode(file.list);
  if (list === null || facts.record.list !== list.name) return refused('LIST_NOT_IN_CATALOGUE');
  if (facts.record.status !== 'found') return refused('WRONG_STAGE');
  const unknown =
    unknownMeasures(list.code, measures) ?? nobodyAnswers(facts.record.subjectKind, measures, responsible);
  if (unknown !== null) return unknown;
  const draft = new Draft(act, state, facts).also({
    process: 'listing',
    name: 'handedOver',
    opens: true,
    payload: {
      ...{ list: list.code, facts: `${file.facts};${reasons}`, basis, measures, months: null, responsible },
      ...{ electronicService: state.consented, linkedCase: state.caseId },
    },
  });
  return ending(draft, 'handedOver').done();
}

/** By the authority or the credit office; once it is over only where all was rectified. */
function helps(act: RectificationAct, state: CaseState): Decision | null {
  if (state.closedAt !== null && state.outcome !== 'rectified') return refused('WRONG_STAGE');
  return act.actor.role === 'handler' && act.actor.department !== state.department ? refused('NOT_COMPETENT') : null;
}

const assignHelper = (
  act: Extract<RectificationAct, { name: 'assignHelper' }>,
  state: CaseState,
  facts: RectificationFacts,
): Decision =>
  helps(act, state) ??
  new Draft(act, state, facts)
    .note({ ...noted(state), help: { since: dayOf(act.effectiveAt), saidIn: act.id } })
    .done();

function visit(
  act: Extract<RectificationAct, { name: 'logVisit' }>,
  state: CaseState,
  facts: RectificationFacts,
): Decision {
  const hindered = helps(act, state);
  if (hindered !== null) return hindered;
  const file = noted(state);
  if (file.help === null) return refused('NOT_HELPER');
  const { visitedOn } = act.payload;
  if (visitedOn > dayOf(act.effectiveAt)) return refused('DATE_IN_FUTURE');
  return new Draft(act, state, facts).note({ ...file, visits: [...file.visits, visitedOn] }).done();
}

function alarm(
  act: Extract<RectificationAct, { name: 'alarm' }>,
  state: CaseState,
  facts: RectificationFacts,
): Decision {
  const rang = rung(state, act);
  if (rang === null) return refused('NOTHING_DUE');
  const draft = new Draft(act, state, facts).write(rang.event);
  if (announcedBy(state, rang.term)?.kind === 'rectificationOrder' && state.stage === 'ordering') {
    const { instructionId } = rang.term;
    const { rule, start } = sinceService(state, instructionId ?? '', deadlineRule(noted(state).deadline), facts);
    return begins(draft, rule, start);
  }
  if (rang.term.kind !== 'rectification' || act.payload.rung !== 'overdue' || state.stage !== 'rectifying')
    return draft.done();
  return missed(draft, facts);
}
