/**
 * At the maximum of publicity with duties unfulfilled the sector's rule decides (Order 36, chapter 2): the authority is to
 * say, within its term, until when the record is shown on, or that it ends.
 */
import { refused, type Decision } from '../file/decision.js';
import type { Draft } from '../file/draft.js';
import type { RepairPack } from '../law/pack.js';
import type { Day } from '../time/calendar.js';
import type { TermRule } from '../time/term.js';

export interface ProlongPayload {
  readonly until: Day;
  /** The sector's rule, as it is cited. */
  readonly basis: string;
  readonly reasons: string;
}

export const awaitSector = (draft: Draft, { sector }: RepairPack): Draft =>
  draft
    .stage('awaitingSector')
    .write({ type: 'recordMoved', status: 'awaitingSector', at: draft.at })
    .arm('sector', draft.state.department, sector);

/** Shown on until that day, by the rule named; the subject is told. */
export function prolong(draft: Draft, { until, basis, reasons }: ProlongPayload): Decision {
  if (basis.trim() === '' || reasons.trim() === '') return refused('REASON_MISSING');
  if (until <= draft.day) return refused('DEADLINE_PAST');
  const rule: TermRule = {
    ...{ ruleId: 'N36-max-unfulfilled', article: basis, number: 0, unit: 'caseSet', basis: 'configured' },
    ...{ rollsToWorkday: false, closesAt: '24:00', caseSetDue: until },
  };
  return draft
    .meet('sector')
    .stage('published')
    .write({ type: 'recordMoved', status: 'published', at: draft.at })
    .arm('maxPublicity', draft.state.department, rule)
    .sign('prolongation', reasons)
    .done();
}
