/**
 * Joint enforcement resting on a record (联合惩戒:发起 → 响应 → 反馈): which measures there are, what is wished of each,
 * and what their instructions have made of them. Suspension is counted: a measure rests while any objection is open.
 */
import type { CaseState, Effect, Instruction } from '../file/case.js';
import type { Draft, Facts, Order } from '../file/draft.js';
import type { JointPack } from '../law/packs.js';
import { isSettled } from '../file/outbound.js';
import type { Challenge, EnforcementParticulars, Measure } from '../file/particulars.js';

export type MeasureState =
  'initiated' | 'applied' | 'declined' | 'suspending' | 'suspended' | 'resuming' | 'lifting' | 'lifted';

const MOVES: ReadonlySet<Effect> = new Set<Effect>(['applyMeasure', 'suspendMeasure', 'resumeMeasure', 'liftMeasure']);

/** The last word about a measure that was not recalled; undefined for one that was in force before the record came here. */
function lastWord(state: CaseState, id: string): Instruction | undefined {
  return state.instructions.filter((i) => i.measureId === id && MOVES.has(i.effect) && i.state !== 'recalled').at(-1);
}

/** Where a measure stands: what was ordered last, and whether its department has acknowledged it. */
export function measureState(state: CaseState, measure: Measure): MeasureState {
  const word = lastWord(state, measure.id);
  if (word?.state === 'declined') return 'declined';
  if (measure.wish === 'lifted' && (word === undefined || word.effect !== 'liftMeasure')) return 'lifted';
  if (word === undefined) return 'applied';
  const done = isSettled(word);
  switch (word.effect) {
    case 'suspendMeasure':
      return done ? 'suspended' : 'suspending';
    case 'resumeMeasure':
      return done ? 'applied' : 'resuming';
    case 'liftMeasure':
      return done ? 'lifted' : 'lifting';
    default:
      return done ? 'applied' : 'initiated';
  }
}

const isDeclined = (state: CaseState, { id }: Measure): boolean =>
  state.instructions.some((i) => i.measureId === id && i.state === 'declined');

/** In force before it came to rest: taken by its department, or never ordered from here. */
export function isTaken({ instructions }: CaseState, { id }: Measure): boolean {
  const orders = instructions.filter((i) => i.measureId === id && i.effect === 'applyMeasure');
  return orders.length === 0 || orders.some((i) => i.state === 'done');
}

/** Reviews, reconsiderations and litigation without a result yet. */
export const openChallenges = (state: CaseState): readonly Challenge[] =>
  (enforcementOf(state).challenges ?? []).filter((c) => c.result === null);

/** Shown no longer, nothing keeps its measures resting, and no result about it is awaited. */
export const isOver = (state: CaseState): boolean =>
  state.stage === 'ending' && enforcementOf(state).objections.length === 0 && openChallenges(state).length === 0;

/** A file that is over is closed as soon as nothing is on its way. */
export const closeIfOver = (draft: Draft, facts: Facts): Draft =>
  isOver(draft.state) ? draft.closeUnlessOutstanding(outcomeOf(facts)) : draft;

/** An entry that was annulled has taken with it what hung on it. */
export const outcomeOf = ({ record }: Facts): 'annulled' | 'publicityEnded' =>
  record.status === 'annulled' ? 'annulled' : 'publicityEnded';

/** What the record's file says of enforcement; empty when it says nothing. */
export const enforcementOf = ({ particulars }: CaseState): EnforcementParticulars =>
  particulars?.of === 'record' ? particulars : { of: 'record', measures: [], objections: [] };

/** Changes the wish of these measures and orders it, taking back what was ordered before and not yet done. */
function wish(draft: Draft, ids: ReadonlySet<string>, to: Measure['wish'], orders: (m: Measure) => Order): void {
  const file = enforcementOf(draft.state);
  const moved = file.measures.filter((m) => ids.has(m.id));
  if (moved.length === 0) return;
  draft
    .note({ ...file, measures: file.measures.map((m) => (ids.has(m.id) ? { ...m, wish: to } : m)) })
    .recall((i) => i.measureId !== undefined && ids.has(i.measureId))
    .instruct(moved.map(orders));
}

/** What an instruction about a measure says of it: which, and on whom when it is not on the subject itself. */
export const contentOf = ({ code, on }: Measure): Readonly<Record<string, string>> =>
  on === undefined ? { measure: code } : { measure: code, responsible: on };

const orderOf = (m: Measure, effect: Effect, rule: Order['rule']): Order => ({
  party: m.party,
  adapter: m.adapter,
  effect,
  measureId: m.id,
  content: contentOf(m),
  rule,
});

const idsOf = (measures: readonly Measure[]): ReadonlySet<string> => new Set(measures.map((m) => m.id));

/** An objection is being verified: every suspendable measure rests (启东 2019, 十八). Once for all open objections. */
export function suspendFor(draft: Draft, objection: string, pack: JointPack): void {
  const file = enforcementOf(draft.state);
  if (file.objections.includes(objection)) return;
  draft.note({ ...file, objections: [...file.objections, objection] });
  const resting = file.measures.filter((m) => m.suspendable && m.wish === 'applied' && !isDeclined(draft.state, m));
  wish(draft, idsOf(resting), 'suspended', (m) => orderOf(m, 'suspendMeasure', pack.suspend));
}

/** An objection was closed with a verified result: when it was the last one, measures come back, or end if their day has come. */
export function resumeAfter(draft: Draft, objection: string, pack: JointPack): void {
  const file = enforcementOf(draft.state);
  const objections = file.objections.filter((id) => id !== objection);
  draft.note({ ...file, objections });
  if (objections.length > 0) return;
  const resting = file.measures.filter((m) => m.wish === 'suspended');
  const over = (m: Measure): boolean => m.until !== null && m.until < draft.day;
  // What no department had taken before it came to rest is initiated anew: a recommended one may still be declined.
  const { state } = draft;
  wish(draft, idsOf(resting.filter((m) => !over(m))), 'applied', (m) =>
    isTaken(state, m) ? orderOf(m, 'resumeMeasure', pack.resume) : orderOf(m, 'applyMeasure', pack.apply),
  );
  lift(draft, resting.filter(over), pack);
}

/** These measures end for good, each by an instruction of its own. */
export function lift(draft: Draft, measures: readonly Measure[], pack: JointPack): void {
  const standing = measures.filter((m) => m.wish !== 'lifted' && !isDeclined(draft.state, m));
  wish(draft, idsOf(standing), 'lifted', (m) => orderOf(m, 'liftMeasure', pack.lift));
}

/** The record is gone, and the case that ended it tells every department to lift all: nothing is ordered here any more. */
export function endEnforcement(draft: Draft): void {
  const file = enforcementOf(draft.state);
  draft.note({ ...file, objections: [], measures: file.measures.map((m): Measure => ({ ...m, wish: 'lifted' })) });
  draft.recall(() => true);
}

/** A ban reaches its own end. During suspension it only notes so: it is lifted on resume instead of coming back. */
export function endsByItself(draft: Draft, measureId: string, pack: JointPack): void {
  const measure = enforcementOf(draft.state).measures.find((m) => m.id === measureId);
  if (measure?.wish === 'applied') lift(draft, [measure], pack);
}
