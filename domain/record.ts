/**
 * The life of a published record (失信信息): it is shown no longer than its maximum and stops by itself,
 * unless its duties are known to be unfulfilled: then the sector's rule applies (Order 36, chapter 2).
 */
import { latest, type Act, type CaseEvent, type CaseState, type RecordStage, type Severity } from './case.js';
import { dayOf, type Calendar, type Instant } from './calendar.js';
import { arm, cancel, isOpen, meet } from './clock.js';
import { hindrance, lawful, refused, type Decision } from './decision.js';
import { publicityTerms, type RepairPack } from './law/pack.js';
import {
  closesWhenDone,
  delivered,
  reported,
  rung,
  type AlarmPayload,
  type DeliveredPayload,
  type ReportPayload,
} from './outbound.js';
import type { RecordFacts } from './record-facts.js';

export interface RecordLifeFacts {
  readonly newCaseId: string;
  readonly now: Instant;
  readonly calendar: Calendar;
  readonly pack: RepairPack;
  readonly record: RecordFacts;
}

export type RecordAct =
  | Act<'publish', Readonly<Record<string, never>>>
  | Act<'classify', { readonly severity: Severity; readonly reasons: string }>
  | Act<'repaired', Readonly<Record<string, never>>>
  | Act<'endUnfulfilled', { readonly reasons: string }>
  | Act<'report', ReportPayload>
  | Act<'delivered', DeliveredPayload>
  | Act<'alarm', AlarmPayload>;

export type RecordActName = RecordAct['name'];

export const RECORD_STAGES: Partial<Record<RecordActName, readonly RecordStage[]>> = {
  classify: ['unclassified'],
  repaired: ['unclassified', 'published', 'awaitingSector'],
  endUnfulfilled: ['awaitingSector'],
};

/** Whether the act is lawful in the file of this record, and what it does. */
export function decideRecord(act: RecordAct, state: CaseState | null, facts: RecordLifeFacts): Decision {
  if (act.effectiveAt > latest(facts.now, act.receivedAt)) return refused('DATE_IN_FUTURE');
  if (act.name === 'publish') return state === null ? publish(act, facts) : refused('CASE_OPEN');
  if (state === null) return refused('NO_SUCH_CASE');
  const hindered = hindrance(act, state, RECORD_STAGES[act.name]);
  if (hindered !== null) return hindered;
  switch (act.name) {
    case 'classify':
      return classify(act, state, facts);
    case 'repaired':
      return lawful([...stopped(state, act.effectiveAt), { type: 'closed', outcome: 'repaired', at: act.effectiveAt }]);
    case 'endUnfulfilled':
      if (act.actor.department !== state.department) return refused('NOT_COMPETENT');
      return act.payload.reasons.trim() === '' ? refused('REASON_MISSING') : lawful(end(act, state, facts));
    case 'report':
      return closesWhenDone(state, reported(state, act), 'publicityEnded');
    case 'delivered':
      return closesWhenDone(state, lawful(delivered(state, act)), 'publicityEnded');
    case 'alarm':
      return alarm(act, state, facts);
  }
}

function publish(act: Act<'publish'>, facts: RecordLifeFacts): Decision {
  const { record } = facts;
  // A record that was repaired or had its time before its life was begun is not shown again.
  if (record.status !== 'published') return refused('NOT_PUBLISHED');
  const opened: CaseState = {
    caseId: facts.newCaseId,
    process: 'record',
    recordId: record.id,
    subjectId: record.subjectId,
    region: record.region,
    department: record.authority,
    stage: record.severity === null ? 'unclassified' : 'published',
    outcome: null,
    openedAt: act.effectiveAt,
    closedAt: null,
    version: 0,
    personVersion: 0,
    lastEffectiveAt: act.effectiveAt,
    packId: facts.pack.id,
    applicationDate: null,
    applicationId: null,
    consented: false,
    supplementAsked: false,
    handler: null,
    proposal: null,
    terms: [],
    instructions: [],
    notices: [],
  };
  return lawful([{ type: 'opened', state: opened }, ...maximum(opened, record.severity, facts)]);
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
  if (rang.term.kind !== 'maxPublicity') return lawful([rang.event]);
  const reached: CaseEvent = { type: 'termSet', term: meet(rang.term, rang.term.derivation.dueAt) };
  if (facts.record.fulfilled === false) {
    return lawful([
      reached,
      { type: 'staged', stage: 'awaitingSector' },
      { type: 'recordMoved', status: 'awaitingSector', at: act.effectiveAt },
    ]);
  }
  return lawful([reached, ...end(act, state, facts)]);
}

/** Every site that shows the record must stop showing it. */
function end(act: Act, state: CaseState, facts: RecordLifeFacts): CaseEvent[] {
  const day = dayOf(act.effectiveAt);
  const shown = facts.record.parties.filter((p) => p.effects.includes('endPublicity'));
  const issued = shown.flatMap(({ party, adapter }, n): CaseEvent[] => {
    const id = `${state.caseId}-i${n + 1}`;
    const termId = `${state.caseId}-t${state.terms.length + n + 1}`;
    const term = arm(
      { id: termId, kind: 'effect', holder: party, rule: facts.pack.effects, start: day, instructionId: id },
      facts.calendar,
    );
    return [
      {
        type: 'instructed',
        instruction: {
          id,
          party,
          adapter,
          effect: 'endPublicity',
          state: 'pending',
          receipt: null,
          detail: null,
          movedAt: act.effectiveAt,
        },
      },
      { type: 'termSet', term },
    ];
  });
  const moved: CaseEvent = { type: 'recordMoved', status: 'ended', at: act.effectiveAt };
  return issued.length === 0
    ? [moved, { type: 'closed', outcome: 'publicityEnded', at: act.effectiveAt }]
    : [moved, { type: 'staged', stage: 'ending' }, ...issued];
}

const stopped = (state: CaseState, at: Instant): CaseEvent[] =>
  state.terms.filter(isOpen).map((t) => ({ type: 'termSet', term: cancel(t, at) }));
