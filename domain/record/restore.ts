/** A record whose repair was taken back lives again: shown for the time that was left, shared and enforced as it was. */
import type { CaseEvent, CaseState } from '../file/case.js';
import { arm, pause, resume } from '../file/clock.js';
import type { Draft, Facts, Order } from '../file/draft.js';
import type { Measure } from '../file/particulars.js';
import { publicityTerms, type RepairPack } from '../law/pack.js';
import type { JointPack } from '../law/packs.js';
import type { Day } from '../time/calendar.js';
import { contentOf, enforcementOf } from './enforcement.js';
import { measureEndRule, standing } from './initiate.js';

export interface RestorePayload {
  /** The day from which it was not shown. */
  readonly repairedOn: Day;
}

interface Restoration extends Facts {
  readonly pack: RepairPack;
  readonly joint: JointPack;
}

/** The maximum of publicity, without the days on which the record was not shown. */
export function remainingTime(draft: Draft, { repairedOn }: RestorePayload, facts: Restoration): CaseEvent[] {
  const { record, pack, calendar } = facts;
  if (record.severity === null) return [];
  const { max: rule, start } = publicityTerms(pack, record.severity, record);
  const { caseId, terms, department: holder } = draft.state;
  const whole = arm({ id: `${caseId}-t${terms.length + 1}`, kind: 'maxPublicity', holder, rule, start }, calendar);
  const hidden = pause(whole, repairedOn, '修复期间未公示', pack.revocation.article, calendar);
  return [{ type: 'termSet', term: resume(hidden, draft.day, calendar) }];
}

/** Whoever had to undo something does it again; a ban whose own end has passed does not come back. */
export function enforceAgain(draft: Draft, facts: Restoration): void {
  const { record, pack, joint } = facts;
  const AGAIN = { endPublicity: 'publish', stopSharing: 'share' } as const;
  draft.instruct(
    record.parties.flatMap(({ party, adapter, effects }) =>
      effects.flatMap((e): Order[] =>
        e === 'endPublicity' || e === 'stopSharing' ? [{ party, adapter, effect: AGAIN[e], rule: pack.effects }] : [],
      ),
    ),
  );
  const measures = formerMeasures(facts)
    .filter((m) => m.until === null || m.until >= draft.day)
    .map((m, n): Measure => ({ ...m, id: `${draft.state.caseId}-m${n + 1}`, wish: 'applied' }));
  draft.note({ ...enforcementOf(draft.state), measures });
  for (const m of measures) {
    const { id: measureId, party, adapter, until } = m;
    draft.instruct([{ party, adapter, effect: 'applyMeasure', measureId, content: contentOf(m), rule: joint.apply }]);
    if (until !== null) draft.arm('measureEnd', party, measureEndRule(until, m.code), draft.day, measureId);
  }
}

/** What stood when the record's last file was closed: neither declined nor lifted before. */
export function formerMeasures(facts: Facts): readonly Measure[] {
  const last = facts.closed.filter((s) => s.process === 'record').at(-1);
  return last === undefined ? standing(facts) : enforcementOf(last).measures.filter((m) => stood(last, m));
}

const stood = ({ instructions }: CaseState, { id }: Measure): boolean =>
  !instructions.some((i) => i.measureId === id && (i.state === 'declined' || i.effect === 'liftMeasure'));
