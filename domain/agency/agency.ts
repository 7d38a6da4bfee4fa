/**
 * Supervision of a third party that is given records (第三方信用服务机构), by the credit office: it urges one that has not
 * done what it was told in time, and sets it a term; one that is still late when the term is over may be cut off, so that
 * nothing is shared with it any more, until it has caught up (《信用修复管理办法》第四章).
 */
import type { Calendar, Instant } from '../time/calendar.js';
import { dayOf } from '../time/calendar.js';
import { derive, type Derivation, type TermRule } from '../time/term.js';
import { refusal, type Refusal } from '../file/refusal.js';

export const AGENCY_ACTS = ['demandRectification', 'cutOff', 'restore'] as const;
export type AgencyActName = (typeof AGENCY_ACTS)[number];

/** What the office has done about it so far. */
export interface AgencyStep {
  readonly act: AgencyActName;
  readonly at: Instant;
  /** Of a demand: its term, and why that day. */
  readonly rule: TermRule | null;
  readonly derivation: Derivation | null;
}

export interface AgencyStanding {
  readonly status: 'shared' | 'demanded' | 'cutOff';
  /** The demand that stands. */
  readonly demand: AgencyStep | null;
  readonly cutOffAt: Instant | null;
}

const SHARED: AgencyStanding = { status: 'shared', demand: null, cutOffAt: null };

/** `steps` in their order. */
export const agencyStanding = (steps: readonly AgencyStep[]): AgencyStanding => steps.reduce(evolve, SHARED);

function evolve(standing: AgencyStanding, step: AgencyStep): AgencyStanding {
  switch (step.act) {
    case 'demandRectification':
      return { ...standing, status: 'demanded', demand: step };
    case 'cutOff':
      return { ...standing, status: 'cutOff', cutOffAt: step.at };
    case 'restore':
      return SHARED;
  }
}

export interface AgencyFacts {
  readonly at: Instant;
  /** How many of its instructions are over their term and not carried out. */
  readonly late: number;
  readonly rule: TermRule;
  readonly calendar: Calendar;
}

export type AgencyDecision =
  { readonly ok: true; readonly step: AgencyStep } | { readonly ok: false; readonly refusal: Refusal };

const refused = (...why: Parameters<typeof refusal>): AgencyDecision => ({ ok: false, refusal: refusal(...why) });
const done = (act: AgencyActName, { at }: AgencyFacts): AgencyDecision => ({
  ok: true,
  step: { act, at, rule: null, derivation: null },
});

/** Whether the office may do this now. */
export function decideAgency(act: AgencyActName, standing: AgencyStanding, facts: AgencyFacts): AgencyDecision {
  switch (act) {
    case 'demandRectification':
      return demand(standing, facts);
    case 'cutOff':
      return cutOff(standing, facts);
    case 'restore':
      if (standing.status !== 'cutOff') return refused('NOT_CUT_OFF');
      return facts.late > 0 ? refused('STILL_LATE', { late: String(facts.late) }) : done(act, facts);
  }
}

/** A later demand takes the place of one whose term is over: what was late then was done, and more has become late. */
function demand({ status, demand: before }: AgencyStanding, { at, late, rule, calendar }: AgencyFacts): AgencyDecision {
  if (status === 'cutOff') return refused('CUT_OFF_ALREADY');
  if (late === 0) return refused('NOTHING_LATE');
  if (before?.derivation !== undefined && before.derivation !== null && at < before.derivation.dueAt)
    return refused('DEMAND_RUNS', { due: before.derivation.due });
  const derivation = derive(rule, dayOf(at), [], [], calendar);
  return { ok: true, step: { act: 'demandRectification', at, rule, derivation } };
}

function cutOff({ status, demand: before }: AgencyStanding, facts: AgencyFacts): AgencyDecision {
  if (status === 'cutOff') return refused('CUT_OFF_ALREADY');
  if (before === null || before.derivation === null) return refused('NOT_DEMANDED');
  if (facts.at < before.derivation.dueAt) return refused('DEMAND_RUNS', { due: before.derivation.due });
  return facts.late === 0 ? refused('NOTHING_LATE') : done('cutOff', facts);
}
