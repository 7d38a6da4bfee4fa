/**
 * The life of a published record (失信信息): it is shown no longer than its maximum and stops by itself,
 * unless its duties are known to be unfulfilled: then the sector's rule applies (Order 36, chapter 2).
 */
import {
  evolveAll,
  type Act,
  type CaseEvent,
  type CaseState,
  type Effect,
  type RecordStatus,
  type Severity,
  type Term,
} from '../file/case.js';
import { dayOf } from '../time/calendar.js';
import { decideChallenge, type ChallengeFacts } from './challenge.js';
import { arm, meet } from '../file/clock.js';
import { decider, lawful, refused, type Decision } from '../file/decision.js';
import { Draft, isUnderObjection, type Facts } from '../file/draft.js';
import {
  closeIfOver,
  endEnforcement,
  endsByItself,
  enforcementOf,
  isOver,
  lift,
  outcomeOf,
  resumeAfter,
  suspendFor,
} from './enforcement.js';
import { decideIncentive, promiseBroken } from './incentives.js';
import { makeKnown, standing, type EnforcePayload } from './initiate.js';
import { leftStanding } from './left-standing.js';
import { goesWithEntry, tellLinked } from './linked.js';
import { EXIT_GROUNDS, isRedList, listByName, type ExitGround } from '../law/lists.js';
import { publicityTerms, type RepairPack } from '../law/pack.js';
import { RECORD_STAGES, type Nothing, type RecordAct, type RecordActName } from './record-acts.js';
import type { Measure } from '../file/particulars.js';
import { closesWhenDone, delivered, reported, rung, served, type AlarmPayload } from '../file/outbound.js';
import { enforceAgain, remainingTime } from './restore.js';
import { awaitSector, prolong } from './sector.js';
import { endShield, shield, shieldLapses } from './shield.js';

export interface RecordLifeFacts extends ChallengeFacts {
  readonly pack: RepairPack;
}

/** Whether the act is lawful in the file of this record, and what it does. */
export function decideRecord(act: RecordAct, state: CaseState | null, facts: RecordLifeFacts): Decision {
  const decision = decide(act, state, facts);
  return tellLinked(decision, state, facts.record, begunWith(act, decision, facts));
}

type Opening = 'publish' | 'relist' | 'restore' | 'shield' | 'suspend' | Gone;
/** By which case the record is gone. */
type Gone = 'repaired' | 'annulled' | 'removed';

const decide = decider(
  {
    opens: {
      ...{ publish: 'CASE_OPEN', relist: 'CASE_OPEN', restore: 'CASE_OPEN' },
      ...{ shield: null, suspend: null, repaired: null, annulled: null, removed: null },
    },
    stages: RECORD_STAGES,
    authority: new Set<RecordActName>(['classify', 'endUnfulfilled', 'endDeregistered', 'prolong', 'endShield']),
  },
  open,
  move,
);

function open(act: Extract<RecordAct, { name: Opening }>, facts: RecordLifeFacts, state: CaseState | null): Decision {
  switch (act.name) {
    case 'restore':
      return restore(act, facts);
    case 'shield':
      return shield(fileOf(act, state, facts), act.payload, facts).done();
    case 'suspend':
      if (state === null && leftStanding(facts).length === 0) return refused('NO_SUCH_CASE');
      return drafted(fileOf(act, state, facts), facts, (draft) =>
        suspendFor(draft, act.payload.objection, facts.joint),
      );
    case 'repaired':
    case 'annulled':
    case 'removed':
      return gone(fileOf(act, state, facts), act.name);
    default:
      return publish(act, facts);
  }
}

/** With which measures the life of an entry is begun or taken up again; null for all other acts. */
function begunWith(act: RecordAct, decision: Decision, { pack }: RecordLifeFacts): EnforcePayload | null {
  if (act.name === 'publish' || act.name === 'relist') return isDecided(act.payload) ? act.payload : null;
  const life = act.name === 'restore' && decision.ok ? evolveAll(null, decision.events) : null;
  if (life === null) return null;
  const measures = [...new Set(enforcementOf(life).measures.map((m) => m.code))];
  return { measures, months: null, publication: pack.effects, publicationFrom: dayOf(act.effectiveAt) };
}

function move(act: Exclude<RecordAct, { name: Opening }>, state: CaseState, facts: RecordLifeFacts): Decision {
  switch (act.name) {
    case 'classify':
      return classify(act, state, facts);
    case 'endShield':
      return endShield(new Draft(act, state, facts), act.payload, facts);
    case 'redecided':
      return new Draft(act, state, facts).meet('redecision').done();
    case 'prolong':
      return prolong(new Draft(act, state, facts), act.payload);
    case 'resume':
      return drafted(new Draft(act, state, facts), facts, (draft) =>
        resumeAfter(draft, act.payload.objection, facts.joint),
      );
    case 'entryGone':
      return entryGone(act, state, facts);
    case 'endUnfulfilled':
      return act.payload.reasons.trim() === ''
        ? refused('REASON_MISSING')
        : end(new Draft(act, state, facts).meet('sector'), facts);
    case 'endDeregistered':
      return deregistered(act, state, facts);
    case 'blemished':
      return blemished(act, state, facts);
    case 'recheck':
    case 'promisePapers':
    case 'papersCame':
    case 'settleBreach':
      return decideIncentive(act, state, facts);
    case 'recordChallenge':
    case 'recordStop':
    case 'endStop':
    case 'recordChallengeResult':
      return decideChallenge(act, state, facts);
    case 'recordService':
      return served(state, act, facts);
    case 'report':
      return ended(state, reported(state, act), facts);
    case 'delivered':
      return ended(state, lawful(delivered(state, act)), facts);
    case 'alarm':
      return alarm(act, state, facts);
  }
}

/** A record that is being withdrawn is closed by the last receipt; one about which something is still awaited stays. */
const ended = (state: CaseState, decision: Decision, facts: Facts): Decision =>
  isOver(state) ? closesWhenDone(state, decision, outcomeOf(facts)) : decision;

function drafted(draft: Draft, facts: Facts, write: (draft: Draft) => void): Decision {
  // With an entry of a list its measures have ended; what rests on a penalty rests until the objection has its result.
  const isLeft = draft.state.stage === 'ending' && facts.record.list !== null;
  if (!isLeft && draft.state.closedAt === null) write(draft);
  return closeIfOver(draft, facts).done();
}

/** The case that ends the record tells everybody what to undo: what is still on its way from here is taken back. */
function gone(draft: Draft, outcome: Gone): Decision {
  if (draft.state.closedAt !== null) return draft.done();
  shieldLapses(draft);
  endEnforcement(draft);
  return draft.meet('annulment', 'redecision').close(outcome).done();
}

/** What hangs on an entry goes with it, and what is open about it is moot; what has gone before stays as it went. */
function entryGone(act: Extract<RecordAct, { name: 'entryGone' }>, state: CaseState, facts: RecordLifeFacts): Decision {
  const draft = new Draft(act, state, facts);
  const isLeft = state.stage === 'ending' && !act.payload.annulled;
  if (facts.record.parent === undefined || state.closedAt !== null || isLeft) return draft.done();
  const others = facts.open.filter((s) => s.process !== 'record');
  return goesWithEntry(draft, act.payload, facts)
    .also(...others.map(({ process, docket }) => ({ process, docket, name: 'moot' })))
    .closeUnlessOutstanding(act.payload.annulled ? 'annulled' : 'publicityEnded')
    .done();
}

function publish(act: Extract<RecordAct, { name: 'publish' | 'relist' }>, facts: RecordLifeFacts): Decision {
  const { record } = facts;
  // A record that was repaired or had its time before its life was begun is not shown again, unless it is listed anew.
  if (act.name === 'publish' && record.status !== 'published') return refused('NOT_PUBLISHED');
  if (act.name === 'relist' && !MAY_RETURN[record.parent === undefined ? 'entry' : 'linked'].includes(record.status))
    return refused('FRAUD_ONLY');
  const draft = begin(act, facts, isDecided(act.payload) ? [] : standing(facts));
  if (act.name === 'relist') draft.write({ type: 'recordMoved', status: 'published', at: act.effectiveAt });
  const { payload } = act;
  if (isDecided(payload)) makeKnown(draft, payload, facts);
  if (act.name === 'relist' && record.parent === undefined) tellAgain(draft, act.payload, facts);
  if (isRedList(record.list)) draft.arm('recheck', record.authority, facts.joint.recheck);
  underObjection(draft, facts);
  if ('objections' in payload) for (const id of payload.objections) suspendFor(draft, id, facts.joint);
  return draft.done();
}

/** The life of the record as it was known when it came here, with its maximum. */
function begin(act: Act, facts: RecordLifeFacts, measures: readonly Measure[] = standing(facts)): Draft {
  const { record } = facts;
  const draft = Draft.opening(act, 'record', facts, {
    stage: record.severity === null && !isRedList(record.list) ? 'unclassified' : 'published',
    packId: facts.pack.id,
    particulars: { of: 'record', measures, objections: [] },
  });
  // What hangs on an entry is shown for as long as that.
  return record.parent === undefined ? draft.write(...maximum(draft.state, record.severity, facts)) : draft;
}

/** The open file; else its life is begun, or that of a penalty which is shown no longer taken up again. */
function fileOf(act: Act, state: CaseState | null, facts: RecordLifeFacts): Draft {
  if (state !== null) return new Draft(act, state, facts);
  if (facts.record.status === 'published') return begin(act, facts);
  return Draft.opening(act, 'record', facts, {
    stage: 'ending',
    packId: facts.pack.id,
    particulars: { of: 'record', measures: leftStanding(facts), objections: [] },
  });
}

/** An objection may have come before the life of the record was begun. */
function underObjection(draft: Draft, facts: RecordLifeFacts): Draft {
  for (const { caseId, stage, particulars: p } of facts.open)
    if (p?.of === 'objection' && p.suspends && stage !== 'settling') suspendFor(draft, caseId, facts.joint);
  return draft;
}

/** Its repair was taken back: shown again for what was left of its time, and enforced as it was. */
function restore(act: Extract<RecordAct, { name: 'restore' }>, facts: RecordLifeFacts): Decision {
  if (facts.record.status !== 'repaired') return refused('NOT_REPAIRED');
  const draft = Draft.opening(act, 'record', facts, {
    stage: 'published',
    packId: facts.pack.id,
    particulars: { of: 'record', measures: [], objections: [] },
  });
  draft
    .write(...(facts.record.parent === undefined ? remainingTime(draft, act.payload, facts) : []))
    .write({ type: 'recordMoved', status: 'published', at: draft.at });
  enforceAgain(draft, facts);
  if (facts.record.list !== null && facts.record.parent === undefined)
    tellAgain(draft, { publication: facts.pack.effects, publicationFrom: draft.day }, facts);
  return underObjection(draft, facts).done();
}

/** From where a record comes back: what hung on an entry had ended with it, and its own repair stands. */
const MAY_RETURN: Readonly<Record<'entry' | 'linked', readonly RecordStatus[]>> = {
  entry: ['removed', 'repaired'],
  linked: ['ended'],
};

const isDecided = (payload: Nothing | EnforcePayload): payload is EnforcePayload => 'measures' in payload;

/** Who had let the entry go, or was told that it had been left, is told that it stands again. */
function tellAgain(
  draft: Draft,
  { publication, publicationFrom }: Pick<EnforcePayload, 'publication' | 'publicationFrom'>,
  facts: RecordLifeFacts,
): void {
  const { sources, chain } = facts.record.network;
  const source = sources[listByName(facts.record.list)?.sourceSystem ?? 'own'];
  if (source !== undefined)
    draft.instruct([{ ...source, effect: 'publish', rule: publication, start: publicationFrom }]);
  draft.instruct(chain.map((to) => ({ ...to, effect: 'share', rule: facts.joint.inform })));
}

function maximum(state: CaseState, severity: Severity | null, facts: RecordLifeFacts): CaseEvent[] {
  if (severity === null) return [];
  const { max, start } = publicityTerms(facts.pack, severity, facts.record);
  const id = `${state.caseId}-t${state.terms.length + 1}`;
  const term = arm({ id, kind: 'maxPublicity', holder: state.department, rule: max, start }, facts.calendar);
  return [{ type: 'termSet', term }];
}

/** The severity that no column gave and no default decides is decided by a person of the authority. */
function classify(act: Extract<RecordAct, { name: 'classify' }>, state: CaseState, facts: RecordLifeFacts): Decision {
  if (act.payload.reasons.trim() === '') return refused('REASON_MISSING');
  return lawful([
    { type: 'recordClassified', severity: act.payload.severity },
    { type: 'staged', stage: 'published' },
    ...maximum(state, act.payload.severity, facts),
  ]);
}

function alarm(act: Act<'alarm', AlarmPayload>, state: CaseState, facts: RecordLifeFacts): Decision {
  const rang = rung(state, act);
  if (rang === null) return refused('NOTHING_DUE');
  if (rang.term.kind === 'papers' && rang.term.fired === 'overdue')
    return promiseBroken(new Draft(act, state, facts).write(rang.event), rang.term).done();
  if (rang.term.kind === 'measureEnd') return measureEnds(act, state, facts, rang.term);
  if (rang.term.kind !== 'maxPublicity') return lawful([rang.event]);
  const reached: CaseEvent = { type: 'termSet', term: meet(rang.term, rang.term.derivation.dueAt) };
  const draft = new Draft(act, state, facts).write(reached);
  return facts.record.fulfilled === false ? awaitSector(draft, facts.pack).done() : end(draft, facts);
}

/** 注销 ends the publicity of what stands on no list, with its evidence; an entry is left by an exit on that ground. */
function deregistered(
  act: Extract<RecordAct, { name: 'endDeregistered' }>,
  state: CaseState,
  facts: RecordLifeFacts,
): Decision {
  if (facts.record.list !== null) return refused('LEAVE_THE_LIST');
  if (isUnderObjection(facts)) return refused('UNDER_OBJECTION');
  const missing = EXIT_GROUNDS.deregistered.evidence.filter(
    (e) => !act.payload.evidence.some((o) => o.kind === e.kind),
  );
  if (missing.length > 0) return refused('EVIDENCE_MISSING', { missing: missing.map((m) => m.name).join('、') });
  const draft = new Draft(act, state, facts).cancel('maxPublicity');
  draft.also({ process: 'repair', name: 'moot' }, { process: 'rectification', name: 'moot' });
  return end(draft, facts);
}

/** A serious record has come: an entry of the red list ends, and its benefits with it. */
function blemished(act: Act, state: CaseState, facts: RecordLifeFacts): Decision {
  if (state.stage !== 'published' || !isRedList(facts.record.list)) return refused('NOT_RED_LISTED');
  if (!facts.record.blemished) return refused('NOT_BLEMISHED');
  return end(new Draft(act, state, facts), facts, 'blemished');
}

function measureEnds(act: Act, state: CaseState, facts: RecordLifeFacts, term: Term): Decision {
  const draft = new Draft(act, state, facts);
  draft.write({ type: 'termSet', term: meet(term, term.derivation.dueAt) });
  endsByItself(draft, term.instructionId ?? '', facts.joint);
  return draft.done();
}

/** Every site must stop showing the record; an entry of a list is used by nobody any more, and what rests on it ends. */
function end(draft: Draft, facts: RecordLifeFacts, ground: ExitGround = 'termExpired'): Decision {
  const { list, parties } = facts.record;
  const undone: readonly Effect[] = list === null ? ['endPublicity'] : ['endPublicity', 'stopSharing'];
  draft
    .write({ type: 'recordMoved', status: 'ended', at: draft.at })
    .stage('ending')
    .cancel('measureEnd', 'recheck', 'papers', 'sector')
    .recall((i) => i.measureId === undefined);
  draft.instruct(
    parties.flatMap(({ party, adapter, effects }) =>
      undone.filter((e) => effects.includes(e)).map((effect) => ({ party, adapter, effect, rule: facts.pack.effects })),
    ),
  );
  // What rests on a penalty goes on resting: until the objection, the order or the plan has its result.
  if (list !== null) {
    shieldLapses(draft);
    lift(draft, enforcementOf(draft.state).measures, facts.joint);
    draft.note({ ...enforcementOf(draft.state), objections: [] });
    draft.also({ process: 'exit', name: 'carryOut', payload: { ground }, opens: true });
  }
  return closeIfOver(draft, facts).done();
}
