/** All rules, and how to find them. */
import type { Day } from '../time/calendar.js';
import { liesIn, regionOf, type Jurisdiction } from './jurisdictions.js';
import { configuredRules } from './parameters.js';
import { isInForce, type LawProcess, type LawRule } from './rule.js';
import * as calendar from './rules-calendar.js';
import * as configured from './rules-configured.js';
import * as earlier from './rules-earlier.js';
import * as enforcement from './rules-enforcement.js';
import * as exit from './rules-exit.js';
import * as listing from './rules-listing.js';
import * as local from './rules-local.js';
import * as objection from './rules-objection.js';
import * as order36Publicity from './rules-order36-publicity.js';
import * as order36Repair from './rules-order36-repair.js';
import * as plan22 from './rules-plan22.js';
import * as samrPublicity from './rules-samr-publicity.js';
import * as samrRepair from './rules-samr-repair.js';
import * as statutes from './rules-statutes.js';
import * as tax from './rules-tax.js';

const FILES = [
  order36Publicity,
  order36Repair,
  plan22,
  earlier,
  samrPublicity,
  samrRepair,
  tax,
  statutes,
  calendar,
  local,
  listing,
  objection,
  exit,
  enforcement,
  configured,
];

export const allRules: readonly LawRule[] = [
  ...FILES.flatMap((file) => Object.values(file).flat()),
  ...configuredRules,
];

const byId: ReadonlyMap<string, LawRule> = new Map(allRules.map((rule) => [rule.id, rule]));

/** The rule of that id, or undefined. */
export const ruleById = (id: string): LawRule | undefined => byId.get(id);

export interface RuleFilter {
  readonly process?: LawProcess | undefined;
  readonly jurisdiction?: Jurisdiction | undefined;
  readonly inForceOn?: Day | undefined;
  /** GB/T 2260 code: leaves out local rules of places the region does not lie in. */
  readonly region?: string | undefined;
}

/** The rules that meet every condition given, in the order of the instruments. */
export function findRules(filter: RuleFilter = {}): readonly LawRule[] {
  const { process, jurisdiction, inForceOn, region } = filter;
  return allRules.filter((rule) => {
    const area = regionOf(rule.jurisdiction);
    return (
      (process === undefined || rule.process === process) &&
      (jurisdiction === undefined || rule.jurisdiction === jurisdiction) &&
      (inForceOn === undefined || isInForce(rule, inForceOn)) &&
      (region === undefined || area === null || liesIn(region, area))
    );
  });
}
