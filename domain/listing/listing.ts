/**
 * Listing with notice before it (列入前告知 → 陈述申辩 → 认定), decided act by act: 国办发〔2020〕49号 六、八;
 * 《行政处罚法》第四十四、四十五、六十二至六十四条; the list's own rules from the catalogue.
 */
import { type Act, type CaseState, type Notice, type Term } from '../file/case.js';
import { dayOf, type Day } from '../time/calendar.js';
import { isOpen, meet } from '../file/clock.js';
import { decider, lawful, refused, type Decision } from '../file/decision.js';
import { isProposersSeat } from '../file/seat.js';
import { Draft, type Facts } from '../file/draft.js';
import { workdaysBetween, type TermRule } from '../time/term.js';
import type { AuthorityKind } from '../law/pack.js';
import type { ListingPack } from '../law/packs.js';
import { LISTING_STAGES, type ListingAct, type ListingActName, type ProposeListingPayload } from './listing-acts.js';
import { announcedBy, delivered, isAnnounced, reported, rung, served, sinceService } from '../file/outbound.js';
import {
  AWAITED_NOTICE,
  type DecisionContent,
  type Ground,
  type GroundAnswer,
  type ListingParticulars,
} from '../file/particulars.js';
import { isProposable, nobodyAnswers, unknownMeasures } from './proposable.js';
import type { EnforcePayload } from '../record/initiate.js';
import type { SubjectKind } from '../record/subject.js';

export interface ListingFacts extends Facts {
  readonly pack: ListingPack;
  readonly authorityKind: AuthorityKind;
}

const AUTHORITY_ACTS: ReadonlySet<ListingActName> = new Set<ListingActName>([
  'verifyReceived',
  'holdHearing',
  'answerGrounds',
  'proposeDecision',
  'confirm',
  'confirmFinality',
  'dropProposal',
]);
const PARTY_ROLES: ReadonlySet<string> = new Set(['enterpriseAgent', 'windowClerk']);

const CONTENTS: readonly (readonly [DecisionContent, string])[] = [
  ['facts', '事由'],
  ['basis', '依据'],
  ['measuresHint', '失信惩戒措施提示'],
  ['exitConditions', '移出条件和程序'],
  ['remedies', '救济措施'],
];

type Opening = 'proposeListing' | 'handedOver' | 'receiveListing';

/** Whether the act is lawful in this file, and what it does. */
export const decideListing = decider(
  {
    opens: { proposeListing: 'CASE_OPEN', handedOver: 'CASE_OPEN', receiveListing: 'CASE_OPEN' },
    stages: LISTING_STAGES,
    authority: AUTHORITY_ACTS,
  },
  propose,
  move,
);

function move(act: Exclude<ListingAct, { name: Opening }>, state: CaseState, facts: ListingFacts): Decision {
  switch (act.name) {
    case 'verifyReceived':
      return verifyReceived(act, state, facts);
    case 'state':
      return statement(act, state, facts);
    case 'waive':
      return waive(act, state, facts);
    case 'holdHearing':
      return holdHearing(act, state, facts);
    case 'answerGrounds':
      return answerGrounds(act, state, facts);
    case 'proposeDecision':
      return proposeDecision(act, state, facts);
    case 'confirm':
      return confirm(act, state, facts);
    case 'consent':
      return consent(act, state, facts);
    case 'confirmFinality':
      return act.payload.finalOn > dayOf(act.effectiveAt)
        ? refused('NOT_FINAL')
        : decideToList(new Draft(act, state, facts), facts);
    case 'dropProposal':
      return drop(act, state, facts);
    case 'moot':
      return new Draft(act, state, facts).close('moot').done();
    case 'recordService':
      return recordService(act, state, facts);
    case 'report':
      return reported(state, act);
    case 'delivered':
      return lawful(delivered(state, act));
    case 'alarm':
      return alarm(act, state, facts);
  }
}

const noted = ({ particulars }: CaseState): ListingParticulars => {
  if (particulars?.of !== 'listing') throw new Error('the file of a listing says nothing of it');
  return particulars;
};

const isRectifying = ({ process, stage }: CaseState): boolean => process === 'rectification' && stage !== 'archiving';

/** Only a list of the catalogue, by an authority that keeps it, with measures of the catalogue for that list. */
function propose(
  act: Extract<ListingAct, { name: 'proposeListing' | 'handedOver' | 'receiveListing' }>,
  facts: ListingFacts,
): Decision {
  const { list } = facts.pack;
  const { payload } = act;
  if (facts.record.status !== 'proposed' && facts.record.status !== 'found') return refused('WRONG_STAGE');
  // Who was given time to rectify has it: only what failed is handed over.
  if (act.name === 'proposeListing' && facts.open.some(isRectifying)) return refused('RECTIFYING');
  if ('decidedOn' in payload) {
    if (payload.decidedOn > dayOf(act.effectiveAt)) return refused('DATE_IN_FUTURE');
    if (facts.record.otherNumbers.includes(payload.documentNumber)) return refused('ALREADY_RECORDED');
  }
  // What a failed rectification hands over is checked like any proposal; it was checked before it was handed over.
  const hindered =
    unlisted(payload, facts) ??
    unknownMeasures(payload.list, payload.measures) ??
    nobodyAnswers(facts.record.subjectKind, payload.measures, payload.responsible, payload.persons) ??
    personOfPerson(facts.record.subjectKind, payload.persons);
  if (hindered !== null || list === null) return hindered ?? refused('LIST_NOT_IN_CATALOGUE');
  const received = act.name === 'receiveListing';
  const draft = Draft.opening(act, 'listing', facts, {
    stage: received ? 'verifyingReceived' : 'noticing',
    packId: facts.pack.id,
    consented: payload.electronicService,
    particulars: {
      ...{ of: 'listing', list: list.code, origin: received ? 'received' : 'own' },
      ...{ facts: payload.facts, basis: payload.basis, measures: payload.measures, months: payload.months },
      ...{
        grounds: [],
        heard: false,
        waived: false,
        hearing: null,
        decided: null,
        linkedCase: payload.linkedCase ?? null,
      },
      ...(payload.responsible === undefined ? {} : { responsible: payload.responsible }),
      ...(payload.persons === undefined || payload.persons.length === 0 ? {} : { persons: payload.persons }),
      ...('documentNumber' in payload ? { received: fromAbove(payload) } : {}),
    },
  });
  if (received) return draft.arm('received', facts.record.authority, facts.pack.received).done();
  draft.write({ type: 'recordMoved', status: 'proposed', at: act.effectiveAt });
  return draft.sign('listingNotice').arm('service', facts.record.authority, facts.pack.service).done();
}

/** Nobody answers for a natural person. */
const personOfPerson = (kind: SubjectKind, persons: readonly unknown[] = []): Decision | null =>
  kind === 'person' && persons.length > 0 ? refused('NOBODY_ANSWERS_FOR_PERSON') : null;

const fromAbove = ({ documentNumber, decidedOn }: Extract<ListingAct, { name: 'receiveListing' }>['payload']) => ({
  documentNumber,
  decidedOn,
});

function unlisted({ list: code, facts: said, basis }: ProposeListingPayload, facts: ListingFacts): Decision | null {
  const { list } = facts.pack;
  if (list?.code !== code || !isProposable(list, facts.authorityKind)) return refused('LIST_NOT_IN_CATALOGUE');
  return said.trim() === '' || basis.trim() === '' ? refused('REASON_MISSING') : null;
}

/** Handed down from above: verified, shared with those below, and enforced like one of our own. */
function verifyReceived(
  act: Extract<ListingAct, { name: 'verifyReceived' }>,
  state: CaseState,
  facts: ListingFacts,
): Decision {
  const { confirmed, reasons } = act.payload;
  if (reasons.trim() === '') return refused('REASON_MISSING');
  const draft = new Draft(act, state, facts).meet('received');
  if (!confirmed) {
    return draft.write({ type: 'recordMoved', status: 'dropped', at: draft.at }).close('returned').done();
  }
  const { measures, months, received } = noted(state);
  if (received !== undefined && facts.record.otherNumbers.includes(received.documentNumber))
    return refused('ALREADY_RECORDED');
  draft.note({ ...noted(state), decided: { measures, months, graceMonths: 0, contents: {} } });
  if (received !== undefined)
    draft.write({
      type: 'recordDecided',
      noticeId: null,
      documentNumber: received.documentNumber,
      decisionDate: received.decidedOn,
      severity: 'serious',
    });
  draft.write({ type: 'recordMoved', status: 'published', at: draft.at });
  return makeKnown(draft, facts, draft.day, facts.pack.received).close('listed').done();
}

/** Written or oral, for as long as the term runs. Every ground is to be answered. */
function statement(act: Extract<ListingAct, { name: 'state' }>, state: CaseState, facts: ListingFacts): Decision {
  if (!PARTY_ROLES.has(act.actor.role)) return refused('NOT_APPLICANT');
  const term = state.terms.find((t) => t.kind === 'statement');
  if (term !== undefined && term.derivation.dueAt <= act.effectiveAt)
    return refused('TOO_LATE', { due: term.derivation.due });
  const file = noted(state);
  const { grounds, hearing } = act.payload;
  const first = file.grounds.length + 1;
  const added = grounds.map(({ text }, n) => ({ id: `g${first + n}`, text, answer: null }));
  return new Draft(act, state, facts)
    .note({
      ...file,
      grounds: [...file.grounds, ...added],
      hearing: file.hearing ?? (hearing ? { requestedOn: dayOf(act.effectiveAt), heldOn: null } : null),
    })
    .done();
}

/** An express waiver, which is the only way past the term (《行政处罚法》第六十二条). */
function waive(act: Act, state: CaseState, facts: ListingFacts): Decision {
  if (!PARTY_ROLES.has(act.actor.role)) return refused('NOT_APPLICANT');
  const draft = new Draft(act, state, facts).note({ ...noted(state), waived: true, heard: true }).meet('statement');
  return draft.stage('deliberating').arm('decision', state.department, facts.pack.decision).done();
}

/** The parties are told of a hearing seven working days ahead (《行政处罚法》第六十四条). */
function holdHearing(
  act: Extract<ListingAct, { name: 'holdHearing' }>,
  state: CaseState,
  facts: ListingFacts,
): Decision {
  const { hearing } = noted(state);
  if (hearing === null || hearing.heldOn !== null) return refused('WRONG_STAGE');
  const { heldOn } = act.payload;
  if (heldOn > dayOf(act.effectiveAt)) return refused('DATE_IN_FUTURE');
  const ahead = workdaysBetween(facts.calendar, hearing.requestedOn, heldOn);
  if (ahead < facts.pack.hearingNotice.number)
    return refused('HEARING_TOO_EARLY', { earliest: earliestHearing(facts, hearing.requestedOn) });
  return new Draft(act, state, facts).note({ ...noted(state), hearing: { ...hearing, heldOn } }).done();
}

function earliestHearing({ calendar, pack }: ListingFacts, from: Day): Day {
  let day = from;
  while (workdaysBetween(calendar, from, day) < pack.hearingNotice.number) day = nextDay(day);
  return day;
}
const nextDay = (day: Day): Day => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

function answerGrounds(
  act: Extract<ListingAct, { name: 'answerGrounds' }>,
  state: CaseState,
  facts: ListingFacts,
): Decision {
  const { answers } = act.payload;
  const file = noted(state);
  const unknown = answers.filter((a) => !file.grounds.some((g) => g.id === a.ground)).map((a) => a.ground);
  if (unknown.length > 0) return refused('ITEM_UNKNOWN', { items: unknown.join('、') });
  if (answers.some((a) => a.reason.trim() === '')) return refused('REASON_MISSING');
  if (answers.some((a) => a.accepted && isNothing(a.removes))) return refused('ITEM_MISSING', { items: '采纳的内容' });
  const grounds = file.grounds.map((g) => {
    const found = answers.find((a) => a.ground === g.id);
    if (found === undefined) return g;
    const { accepted, reason, removes } = found;
    return { ...g, answer: { accepted, reason, ...(accepted ? { removes } : {}) } };
  });
  return new Draft(act, state, facts).note({ ...file, grounds }).done();
}

/** An accepted ground takes something away: the listing itself (`null`), a measure or some of its time. */
const isNothing = (removes: GroundAnswer['removes']): boolean =>
  removes != null && removes.measures.length === 0 && removes.months === null;

/** Nobody is decided on unheard, unanswered, or worse for having spoken. */
function proposeDecision(
  act: Extract<ListingAct, { name: 'proposeDecision' }>,
  state: CaseState,
  facts: ListingFacts,
): Decision {
  const { outcome, findings, reasons, measures, months, graceMonths, contents } = act.payload;
  const file = noted(state);
  const hindered = unheard(state, file) ?? unfit(act.payload, file, facts);
  if (hindered !== null) return hindered;
  if (findings.trim() === '' || (outcome === 'notList' && (reasons ?? '').trim() === ''))
    return refused('REASON_MISSING');
  const missing = outcome === 'list' ? CONTENTS.filter(([key]) => (contents?.[key] ?? '').trim() === '') : [];
  if (missing.length > 0) return refused('CONTENT_MISSING', { missing: missing.map(([, name]) => name).join('、') });
  return new Draft(act, state, facts)
    .note({ ...file, decided: outcome === 'list' ? { measures, months, graceMonths, contents: contents ?? {} } : null })
    .propose(outcome, findings, reasons ?? null, act.actor.id)
    .assign(act.actor.id)
    .stage('proposed')
    .done();
}

function unheard(state: CaseState, file: ListingParticulars): Decision | null {
  if (state.stage === 'noticing') return refused('NOTICE_NOT_SERVED');
  if (!file.heard || (file.hearing !== null && file.hearing.heldOn === null)) return refused('STILL_HEARING');
  const open = file.grounds.filter((g) => g.answer === null).length;
  return open === 0 ? null : refused('GROUND_UNANSWERED', { count: String(open) });
}

function unfit(
  { outcome, measures, months, graceMonths }: Extract<ListingAct, { name: 'proposeDecision' }>['payload'],
  file: ListingParticulars,
  { pack }: ListingFacts,
): Decision | null {
  if (outcome !== 'list') return null;
  const worse =
    measures.some((code) => !file.measures.includes(code)) ||
    (file.months !== null && (months === null || months > file.months));
  if (worse) return refused('WORSE_THAN_NOTICED');
  const ignored = file.grounds.filter((g) => isIgnored(g, measures, months)).map((g) => g.text);
  if (ignored.length > 0) return refused('GROUND_NOT_ADOPTED', { grounds: ignored.join('、') });
  const longest = pack.list?.grace?.maxMonths ?? 0;
  return graceMonths > longest ? refused('GRACE_TOO_LONG', { longest: String(longest) }) : null;
}

/** What was found to be right is adopted (《行政处罚法》第四十五条): the decision does not rest on what it takes away. */
function isIgnored({ answer }: Ground, measures: readonly string[], months: number | null): boolean {
  if (answer === null || !answer.accepted) return false;
  const { removes } = answer;
  if (removes == null) return true;
  const tooLong = removes.months !== null && (months === null || months > removes.months);
  return tooLong || measures.some((code) => removes.measures.includes(code));
}

/** Four eyes; where the list asks it, the next higher authority too; and for some lists the end of all challenge. */
function confirm(act: Extract<ListingAct, { name: 'confirm' }>, state: CaseState, facts: ListingFacts): Decision {
  const { proposal } = state;
  if (proposal === null || isMadeKnown(state)) return refused('NOTHING_PROPOSED');
  if (isProposersSeat(state, act.actor.id, facts, dayOf(act.effectiveAt))) return refused('SAME_PERSON');
  const draft = new Draft(act, state, facts);
  if (!act.payload.approve) return returned(draft, act.payload.reasons);
  if (proposal.outcome === 'notList') return notListed(draft, proposal.reasons);
  if (facts.pack.list?.approval !== 'nextLevel') return afterApproval(draft, facts);
  const { superior } = facts.record.network;
  if (superior === null) return refused('NO_SUPERIOR');
  return draft.meet('decision').stage('consenting').arm('decision', superior, facts.pack.decision).done();
}

function consent(act: Extract<ListingAct, { name: 'consent' }>, state: CaseState, facts: ListingFacts): Decision {
  if (act.actor.department !== facts.record.network.superior) return refused('NOT_COMPETENT');
  const draft = new Draft(act, state, facts);
  return act.payload.approve ? afterApproval(draft, facts) : returned(draft, act.payload.reasons);
}

function returned(draft: Draft, reasons: string | undefined): Decision {
  if ((reasons ?? '').trim() === '') return refused('REASON_MISSING');
  draft.write({ type: 'proposed', proposal: null });
  const isAside = draft.state.stage !== 'proposed' && draft.state.stage !== 'consenting';
  return (isAside ? draft : draft.stage('deliberating')).done();
}

const afterApproval = (draft: Draft, facts: ListingFacts): Decision =>
  facts.pack.list?.waitsForFinality === true
    ? draft.meet('decision').write({ type: 'proposed', proposal: null }).stage('awaitingFinality').done()
    : decideToList(draft, facts);

function notListed(draft: Draft, reasons: string | null): Decision {
  return draft
    .sign('noListingDecision', reasons)
    .meet('decision')
    .write({ type: 'recordMoved', status: 'dropped', at: draft.at })
    .close('notListed')
    .done();
}

/** To drop it is proposed where the case stands, and confirmed by another person like any decision. */
function drop(act: Extract<ListingAct, { name: 'dropProposal' }>, state: CaseState, facts: ListingFacts): Decision {
  const { reasons } = act.payload;
  if (reasons.trim() === '') return refused('REASON_MISSING');
  if (isMadeKnown(state)) return refused('WRONG_STAGE');
  return new Draft(act, state, facts).propose('notList', reasons, reasons, act.actor.id).done();
}

/** Decided on, and no time of grace runs any more. */
const isMadeKnown = (state: CaseState): boolean => state.stage === 'delivering' && !inGrace(state);

/** The decision and the repair guide, signed and served together (两书同达, 国办发〔2025〕22号 六). */
function decideToList(draft: Draft, facts: ListingFacts): Decision {
  const { pack } = facts;
  draft.meet('decision').sign('listingDecision', draft.state.proposal?.reasons ?? null);
  const decision = draft.state.notices.at(-1);
  draft.sign('repairGuide').write({ type: 'proposed', proposal: null });
  draft.write({
    type: 'recordDecided',
    noticeId: decision?.id ?? '',
    decisionDate: draft.day,
    severity: 'serious',
  });
  draft.stage('delivering').arm('service', draft.state.department, pack.decisionService);
  // The courts' entry takes effect when it is issued, and may be held back for a grace period.
  if (pack.list?.effective !== 'onIssue') return draft.done();
  const grace = noted(draft.state).decided?.graceMonths ?? 0;
  if (grace > 0) return draft.arm('grace', draft.state.subjectId, graceRule(grace)).done();
  draft.write({ type: 'recordMoved', status: 'published', at: draft.at });
  return makeKnown(draft, facts, draft.day).done();
}

const graceRule = (months: number): TermRule => ({
  ruleId: 'SPCG-grace',
  article: '法发〔2019〕35号 16(条号待核):宽限期由人民法院在本案中决定',
  number: months,
  unit: 'month',
  rollsToWorkday: false,
  closesAt: '24:00',
  basis: 'configured',
});

const inGrace = (state: CaseState): boolean => state.terms.some((t) => t.kind === 'grace' && isOpen(t));

/** Not performed in the time of grace: the entry is made known. */
function graceOver(draft: Draft, term: Term, facts: ListingFacts): Decision {
  draft.write({ type: 'termSet', term: meet(term, term.derivation.dueAt) });
  draft.write({ type: 'recordMoved', status: 'published', at: draft.at });
  makeKnown(draft, facts, draft.day);
  const isServed = draft.state.notices.some(
    (n) => n.kind === 'listingDecision' && n.service !== null && n.service.servedAt <= draft.at,
  );
  return isServed ? draft.close('listed').done() : draft.done();
}

/** Made known at the sites, and enforced, from the record's own file; shared with those below when it came from above. */
function makeKnown(draft: Draft, { pack }: ListingFacts, publicationFrom: Day, share: TermRule | null = null): Draft {
  const { decided, responsible } = noted(draft.state);
  const payload: EnforcePayload = {
    measures: decided?.measures ?? [],
    months: decided?.months ?? null,
    publication: pack.publication,
    publicationFrom,
    ...(share === null ? {} : { share }),
    ...(responsible === undefined ? {} : { responsible }),
  };
  return draft.also({ process: 'record', name: 'publish', payload, opens: true });
}

function recordService(
  act: Extract<ListingAct, { name: 'recordService' }>,
  state: CaseState,
  facts: ListingFacts,
): Decision {
  const service = served(state, act, facts);
  if (!service.ok) return service;
  const notice = state.notices.find((n) => n.id === act.payload.noticeId);
  const draft = new Draft(act, state, facts).write(...service.events);
  if (notice === undefined || state.closedAt !== null) return draft.done();
  if (PAIR.has(notice.kind)) servedTogether(draft, notice);
  if (AWAITED_NOTICE[state.stage] === notice.kind || PAIR.has(notice.kind)) draft.meet('service');
  return isAnnounced(draft.state, notice.id) ? draft.done() : takesEffect(draft, notice, facts);
}

/** What the service of a paper leads to: the party's time to speak begins, or the listing takes effect. */
function takesEffect(draft: Draft, notice: Notice, facts: ListingFacts): Decision {
  const { stage, subjectId } = draft.state;
  if (notice.kind === 'listingNotice' && stage === 'noticing') {
    const { rule, start } = sinceService(draft.state, notice.id, facts.pack.statement, facts);
    return draft.stage('stating').arm('statement', subjectId, rule, start).done();
  }
  return stage === 'delivering' && PAIR.has(notice.kind) ? isDelivered(draft, facts) : draft.done();
}

/** Both papers in one act of service (两书同达). */
function servedTogether(draft: Draft, notice: Notice): void {
  const service = draft.state.notices.find((n) => n.id === notice.id)?.service;
  if (service === undefined || service === null) return;
  const other = draft.state.notices.filter((n) => n.id !== notice.id && PAIR.has(n.kind) && n.voided === undefined);
  for (const { id } of other) draft.write({ type: 'noticeServed', id, service });
  if (service.method !== 'announcement') draft.cancel('announcement');
}

/** With its service the listing takes effect where it had not yet. */
function isDelivered(draft: Draft, facts: ListingFacts): Decision {
  const { pack } = facts;
  if (pack.list?.effective === 'onIssue') return inGrace(draft.state) ? draft.done() : draft.close('listed').done();
  const decision = draft.state.notices.find((n) => n.kind === 'listingDecision');
  const servedOn =
    decision === undefined ? draft.day : sinceService(draft.state, decision.id, pack.publication, facts).start;
  const from = pack.publicationFrom === 'decision' ? (decision?.signedOn ?? draft.day) : servedOn;
  draft.write({ type: 'recordMoved', status: 'published', at: draft.at });
  return makeKnown(draft, facts, from).close('listed').done();
}

const PAIR: ReadonlySet<string> = new Set(['listingDecision', 'repairGuide']);

/** The end of the time for statement and defence opens the way to a decision; all else is warned of. */
function alarm(act: Extract<ListingAct, { name: 'alarm' }>, state: CaseState, facts: ListingFacts): Decision {
  const rang = rung(state, act);
  if (rang === null) return refused('NOTHING_DUE');
  const draft = new Draft(act, state, facts).write(rang.event);
  const announced = announcedBy(state, rang.term);
  if (announced !== null) return takesEffect(draft, announced, facts);
  if (rang.term.kind === 'grace') return graceOver(draft, rang.term, facts);
  if (rang.term.kind !== 'statement' || act.payload.rung !== 'overdue') return draft.done();
  if (!state.terms.some((t) => t.kind === 'statement' && isOpen(t))) return draft.done();
  return draft
    .cancel('statement')
    .note({ ...noted(state), heard: true })
    .stage('deliberating')
    .arm('decision', state.department, facts.pack.decision, dayOf(rang.term.derivation.dueAt))
    .done();
}
