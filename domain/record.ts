/**
 * The life of a published record (失信信息): it is shown no longer than its maximum and stops by itself,
 * unless its duties are known to be unfulfilled: then the sector's rule applies (Order 36, chapter 2).
 */
import {
  latest,
  type Act,
  type CaseEvent,
  type CaseState,
  type RecordStage,
  type Severity,
  type Term,
} from './case.js';
import { addMonths, type Day } from './calendar.js';
import { arm, meet } from './clock.js';
import { hindrance, lawful, refused, type Decision } from './decision.js';
import { Draft, type Facts } from './draft.js';
import { endEnforcement, endsByItself, enforcementOf, lift, resumeAfter, suspendFor } from './enforcement.js';
import { measureByCode } from './law/measures.js';
import { publicityTerms, type RepairPack } from './law/pack.js';
import type { JointPack } from './law/packs.js';
import {
  closesWhenDone,
  delivered,
  reported,
  rung,
  type AlarmPayload,
  type DeliveredPayload,
  type ReportPayload,
} from './outbound.js';
import type { Measure } from './particulars.js';
import type { TermRule } from './term.js';

export interface RecordLifeFacts extends Facts {
  readonly pack: RepairPack;
  readonly joint: JointPack;
}

/** How a record that was decided here is made known and enforced; absent for records that were shown before. */
export interface EnforcePayload {
  readonly measures: readonly string[];
  /** How long its measures last at most; null: as long as the record is shown. */
  readonly months: number | null;
  readonly publication: TermRule;
  /** The day from which the term of publication runs. */
  readonly publicationFrom: Day;
}

export interface ObjectionPayload {
  readonly objection: string;
}

type Nothing = Readonly<Record<string, never>>;

export type RecordAct =
  | Act<'publish', Nothing | EnforcePayload>
  | Act<'relist', EnforcePayload>
  | Act<'suspend', ObjectionPayload>
  | Act<'resume', ObjectionPayload>
  | Act<'annulled', Nothing>
  | Act<'removed', Nothing>
  | Act<'classify', { readonly severity: Severity; readonly reasons: string }>
  | Act<'repaired', Nothing>
  | Act<'endUnfulfilled', { readonly reasons: string }>
  | Act<'report', ReportPayload>
  | Act<'delivered', DeliveredPayload>
  | Act<'alarm', AlarmPayload>;

export type RecordActName = RecordAct['name'];

export const RECORD_STAGES: Partial<Record<RecordActName, readonly RecordStage[]>> = {
  classify: ['unclassified'],
  endUnfulfilled: ['awaitingSector'],
};

/** Whether the act is lawful in the file of this record, and what it does. */
export function decideRecord(act: RecordAct, state: CaseState | null, facts: RecordLifeFacts): Decision {
  if (act.effectiveAt > latest(facts.now, act.receivedAt)) return refused('DATE_IN_FUTURE');
  if (act.name === 'publish' || act.name === 'relist')
    return state === null ? publish(act, facts) : refused('CASE_OPEN');
  if (state === null) return refused('NO_SUCH_CASE');
  const hindered = hindrance(act, state, RECORD_STAGES[act.name]);
  if (hindered !== null) return hindered;
  switch (act.name) {
    case 'classify':
      return classify(act, state, facts);
    case 'suspend':
      return drafted(act, state, facts, (draft) => suspendFor(draft, act.payload.objection, facts.joint));
    case 'resume':
      return drafted(act, state, facts, (draft) => resumeAfter(draft, act.payload.objection, facts.joint));
    case 'repaired':
    case 'annulled':
    case 'removed':
      return gone(new Draft(act, state, facts), act.name);
    case 'endUnfulfilled':
      if (act.actor.department !== state.department) return refused('NOT_COMPETENT');
      return act.payload.reasons.trim() === '' ? refused('REASON_MISSING') : end(new Draft(act, state, facts), facts);
    case 'report':
      return ended(state, reported(state, act));
    case 'delivered':
      return ended(state, lawful(delivered(state, act)));
    case 'alarm':
      return alarm(act, state, facts);
  }
}

/** A record that is being withdrawn is closed by the last receipt; one that is shown stays. */
const ended = (state: CaseState, decision: Decision): Decision =>
  state.stage === 'ending' ? closesWhenDone(state, decision, 'publicityEnded') : decision;

function drafted(act: Act, state: CaseState, facts: Facts, write: (draft: Draft) => void): Decision {
  const draft = new Draft(act, state, facts);
  // What is withdrawn already has nothing left to suspend, resume or end.
  if (state.stage !== 'ending' && state.closedAt === null) write(draft);
  return draft.done();
}

/** The case that ends the record tells everybody what to undo: what is still on its way from here is taken back. */
function gone(draft: Draft, outcome: 'repaired' | 'annulled' | 'removed'): Decision {
  if (draft.state.closedAt !== null) return draft.done();
  endEnforcement(draft);
  return draft.close(outcome).done();
}

function publish(act: Extract<RecordAct, { name: 'publish' | 'relist' }>, facts: RecordLifeFacts): Decision {
  const { record } = facts;
  // A record that was repaired or had its time before its life was begun is not shown again, unless it is listed anew.
  if (act.name === 'publish' && record.status !== 'published') return refused('NOT_PUBLISHED');
  if (act.name === 'relist' && record.status !== 'removed' && record.status !== 'repaired')
    return refused('FRAUD_ONLY');
  const draft = Draft.opening(act, 'record', facts, {
    stage: record.severity === null ? 'unclassified' : 'published',
    packId: facts.pack.id,
    particulars: { of: 'record', measures: isDecided(act.payload) ? [] : standing(facts), objections: [] },
  });
  draft.write(...maximum(draft.state, record.severity, facts));
  if (act.name === 'relist') draft.write({ type: 'recordMoved', status: 'published', at: act.effectiveAt });
  const { payload } = act;
  if (isDecided(payload)) makeKnown(draft, payload, facts);
  // An objection may have come before the life of the record was begun.
  for (const { caseId, stage, particulars: p } of facts.open)
    if (p?.of === 'objection' && p.suspends && stage !== 'settling') suspendFor(draft, caseId, facts.joint);
  return draft.done();
}

const isDecided = (payload: Nothing | EnforcePayload): payload is EnforcePayload => 'measures' in payload;

/** What rested on the record when it came here: one measure for each department that uses it. */
const standing = ({ record, newCaseId }: RecordLifeFacts): readonly Measure[] =>
  record.parties
    .filter((p) => p.effects.includes('liftMeasures'))
    .map(({ party, adapter }, n) => ({
      ...{ id: `${newCaseId}-m${n + 1}`, code: GENERAL, party, adapter },
      ...{ mandatory: true, suspendable: true, until: null, wish: 'applied' },
    }));

/** Shown at the sites of its region, and its measures initiated at every department that has matters for them. */
function makeKnown(draft: Draft, payload: EnforcePayload, facts: RecordLifeFacts): void {
  const { sites, implementers } = facts.record.network;
  draft.instruct(
    sites.map((site) => ({
      ...site,
      effect: 'publish',
      rule: payload.publication,
      start: payload.publicationFrom,
    })),
  );
  for (const { party, adapter } of sites)
    draft.write({ type: 'disclosed', party, adapter, effects: ['endPublicity', 'stopSharing'] });
  const rules = payload.measures.flatMap((code) => measureByCode(code) ?? []);
  const pairs = rules.flatMap((rule) =>
    implementers.filter((i) => i.measures.includes(rule.code)).map(({ party, adapter }) => ({ rule, party, adapter })),
  );
  const measures = pairs.map(({ rule, party, adapter }, n): Measure => ({
    ...{ id: `${draft.state.caseId}-m${n + 1}`, code: rule.code, party, adapter },
    ...{ mandatory: rule.mandatory, suspendable: rule.suspendable, wish: 'applied' },
    until: lastDay(draft.day, shortest(rule.maxMonths, payload.months)),
  }));
  draft.note({ of: 'record', measures, objections: [] });
  for (const measure of measures) {
    const { id, code, party, adapter, until } = measure;
    const content = { measure: code };
    draft.instruct([{ party, adapter, effect: 'applyMeasure', measureId: id, content, rule: facts.joint.apply }]);
    draft.write({ type: 'disclosed', party, adapter, effects: ['liftMeasures'] });
    if (until !== null) draft.arm('measureEnd', party, endRule(until, code), draft.day, id);
  }
}

/** Measures that rested on a record before it came here are not told apart. */
export const GENERAL = 'general';

const shortest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
const lastDay = (from: Day, months: number | null): Day | null => (months === null ? null : addMonths(from, months));

const endRule = (until: Day, code: string): TermRule => ({
  ruleId: `measure-${code}`,
  article: measureByCode(code)?.article ?? '',
  number: 0,
  unit: 'caseSet',
  rollsToWorkday: false,
  closesAt: '24:00',
  basis: 'configured',
  caseSetDue: until,
});

function maximum(state: CaseState, severity: Severity | null, facts: RecordLifeFacts): CaseEvent[] {
  if (severity === null) return [];
  const { max, start } = publicityTerms(facts.pack, severity, facts.record);
  const id = `${state.caseId}-t${state.terms.length + 1}`;
  const term = arm({ id, kind: 'maxPublicity', holder: state.department, rule: max, start }, facts.calendar);
  return [{ type: 'termSet', term }];
}

/** The severity that no column gave and no default decides is decided by a person of the authority. */
function classify(act: Extract<RecordAct, { name: 'classify' }>, state: CaseState, facts: RecordLifeFacts): Decision {
  if (act.actor.department !== state.department) return refused('NOT_COMPETENT');
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
  if (rang.term.kind === 'measureEnd') return measureEnds(act, state, facts, rang.term);
  if (rang.term.kind !== 'maxPublicity') return lawful([rang.event]);
  const reached: CaseEvent = { type: 'termSet', term: meet(rang.term, rang.term.derivation.dueAt) };
  if (facts.record.fulfilled === false) {
    return lawful([
      reached,
      { type: 'staged', stage: 'awaitingSector' },
      { type: 'recordMoved', status: 'awaitingSector', at: act.effectiveAt },
    ]);
  }
  return end(new Draft(act, state, facts).write(reached), facts);
}

function measureEnds(act: Act, state: CaseState, facts: RecordLifeFacts, term: Term): Decision {
  const draft = new Draft(act, state, facts);
  draft.write({ type: 'termSet', term: meet(term, term.derivation.dueAt) });
  endsByItself(draft, term.instructionId ?? '', facts.joint);
  return draft.done();
}

/** Every site that shows the record must stop showing it, and what rests on an entry of a list ends with it. */
function end(draft: Draft, facts: RecordLifeFacts): Decision {
  const shown = facts.record.parties.filter((p) => p.effects.includes('endPublicity'));
  draft
    .write({ type: 'recordMoved', status: 'ended', at: draft.at })
    .stage('ending')
    .recall(() => true);
  draft.instruct(
    shown.map(({ party, adapter }) => ({ party, adapter, effect: 'endPublicity', rule: facts.pack.effects })),
  );
  if (facts.record.list !== null) {
    lift(draft, enforcementOf(draft.state).measures, facts.joint);
    draft.also({ process: 'exit', name: 'carryOut', payload: { ground: 'termExpired' }, opens: true });
  }
  return draft.closeUnlessOutstanding('publicityEnded').done();
}
