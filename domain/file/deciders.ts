/** Which decider answers for a process, and by which rules: those a case began under. */
import { dayOf, type Day } from '../time/calendar.js';
import type { Act, CaseState, Process } from './case.js';
import type { Decision } from './decision.js';
import type { Facts } from './draft.js';
import { decideExit } from '../exit/exit.js';
import type { ExitAct } from '../exit/exit-acts.js';
import { repairPack, type AuthorityKind, type LawPolicy, type RepairPack, type RuleOverride } from '../law/pack.js';
import { exitPack, jointPack, listingPack, objectionPack, rectificationPack } from '../law/packs.js';
import { isRedList } from '../law/lists.js';
import { decideListing, type ListingFacts } from '../listing/listing.js';
import type { ListingAct } from '../listing/listing-acts.js';
import { decideObjection } from '../objection/objection.js';
import type { ObjectionAct } from '../objection/objection-acts.js';
import { decideRecord } from '../record/record.js';
import type { RecordAct } from '../record/record-acts.js';
import { decideRectification } from '../rectification/rectification.js';
import type { RectificationAct } from '../rectification/rectification-acts.js';
import { decideRedList, RED_LIST_ONLY, type RedListAct } from '../listing/red-list.js';
import { decideRepair } from '../repair/repair.js';
import type { RepairAct } from '../repair/repair-acts.js';

export interface Rules {
  readonly authorityKind: AuthorityKind;
  /** Whose application an application's id already names, when there is one. */
  readonly applicationSubject: string | null;
  readonly policy: LawPolicy;
  /** Parameters as they were known when the case began. */
  readonly overrides: readonly RuleOverride[];
  /** The day on which the case began: its rules are those of this day. */
  readonly begunOn: Day;
}

type Decide = (act: Act, state: CaseState | null, facts: Facts, rules: Rules) => Decision;

/** The acts arrive parsed by the schema of their name (contract/acts.ts). */
export const DECIDERS: Readonly<Record<Process, Decide>> = {
  listing: (act, state, facts, rules) =>
    ofListing(act, state, {
      ...facts,
      pack: listingPack(query(facts, rules), rules.overrides),
      authorityKind: rules.authorityKind,
    }),
  rectification: (act, state, facts, rules) =>
    decideRectification(act as RectificationAct, state, {
      ...facts,
      pack: rectificationPack(query(facts, rules), rules.overrides),
      authorityKind: rules.authorityKind,
    }),
  repair: (act, state, facts, rules) => {
    const applied = act.name === 'apply' ? (act as Extract<RepairAct, { name: 'apply' }>).payload.receivedOn : null;
    const applicationDate = state?.applicationDate ?? applied ?? rules.begunOn;
    return decideRepair(act as RepairAct, act.name === 'apply' ? null : state, {
      ...facts,
      pack: publicity(facts, rules, applicationDate),
      applicationSubject: rules.applicationSubject,
    });
  },
  objection: (act, state, facts, rules) =>
    decideObjection(act as ObjectionAct, state, {
      ...facts,
      pack: objectionPack(query(facts, rules), rules.overrides),
    }),
  exit: (act, state, facts, rules) =>
    decideExit(act as ExitAct, state, { ...facts, pack: exitPack(query(facts, rules), rules.overrides) }),
  record: (act, state, facts, rules) =>
    decideRecord(act as RecordAct, state, {
      ...facts,
      pack: publicity(facts, rules, dayOf(facts.now)),
      joint: jointPack(query(facts, rules), rules.overrides),
      objections: objectionPack(query(facts, rules), rules.overrides),
    }),
};

/** The red list has a way of its own. */
const ofListing = (act: Act, state: CaseState | null, facts: ListingFacts): Decision =>
  isRedList(facts.record.list) || RED_LIST_ONLY.has(act.name)
    ? decideRedList(act as RedListAct, state, facts)
    : decideListing(act as ListingAct, state, facts);

const query = ({ record }: Facts, { authorityKind, begunOn }: Rules) => ({
  region: record.region,
  authorityKind,
  list: record.list,
  day: begunOn,
});

/** The rules of repair and publicity: those in force for the application. */
function publicity({ record }: Facts, { authorityKind, policy, overrides }: Rules, applicationDate: Day): RepairPack {
  const { list, region, decisionDate } = record;
  return repairPack({ authorityKind, list, region, decisionDate, applicationDate }, policy, overrides);
}
