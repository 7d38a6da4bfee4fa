/** Which decider answers for a process, and by which rules: those a case began under. */
import type { ActMessage } from '../contract/messages.js';
import type { Day } from '../domain/calendar.js';
import { dayOf } from '../domain/calendar.js';
import type { CaseState, Process } from '../domain/case.js';
import type { Decision } from '../domain/decision.js';
import type { Facts } from '../domain/draft.js';
import { decideExit } from '../domain/exit.js';
import type { ExitAct } from '../domain/exit-acts.js';
import { repairPack, type LawPolicy, type RepairPack, type RuleOverride } from '../domain/law/pack.js';
import { exitPack, jointPack, listingPack, objectionPack, rectificationPack } from '../domain/law/packs.js';
import { decideListing } from '../domain/listing.js';
import type { ListingAct } from '../domain/listing-acts.js';
import { decideObjection } from '../domain/objection.js';
import type { ObjectionAct } from '../domain/objection-acts.js';
import { decideRecord, type RecordAct } from '../domain/record.js';
import { decideRectification } from '../domain/rectification.js';
import type { RectificationAct } from '../domain/rectification-acts.js';
import { decideRepair } from '../domain/repair.js';
import type { RepairAct } from '../domain/repair-acts.js';
import type { RecordFile } from './file.js';

export interface Rules {
  readonly file: RecordFile;
  readonly policy: LawPolicy;
  /** Parameters as they were known when the case began. */
  readonly overrides: readonly RuleOverride[];
  /** The day on which the case began: its rules are those of this day. */
  readonly begunOn: Day;
}

type Decide = (act: ActMessage, state: CaseState | null, facts: Facts, rules: Rules) => Decision;

/** The acts arrive parsed by the schema of their name (contract/acts.ts). */
export const DECIDERS: Readonly<Record<Process, Decide>> = {
  listing: (act, state, facts, rules) =>
    decideListing(act as ListingAct, state, {
      ...facts,
      pack: listingPack(query(facts, rules), rules.overrides),
      authorityKind: rules.file.authorityKind,
    }),
  rectification: (act, state, facts, rules) =>
    decideRectification(act as RectificationAct, state, {
      ...facts,
      pack: rectificationPack(query(facts, rules), rules.overrides),
    }),
  repair: (act, state, facts, rules) => {
    const applied = act.name === 'apply' ? (act as Extract<RepairAct, { name: 'apply' }>).payload.receivedOn : null;
    const applicationDate = state?.applicationDate ?? applied ?? dayOf(facts.now);
    return decideRepair(act as RepairAct, act.name === 'apply' ? null : state, {
      ...facts,
      pack: publicity(facts, rules, applicationDate),
      applicationSubject: rules.file.applicationSubject,
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
    }),
};

const query = ({ record }: Facts, { file, begunOn }: Rules) => ({
  region: record.region,
  authorityKind: file.authorityKind,
  list: record.list,
  day: begunOn,
});

/** The rules of repair and publicity: those in force for the application. */
function publicity({ record }: Facts, { file, policy, overrides }: Rules, applicationDate: Day): RepairPack {
  const { list, region, decisionDate } = record;
  return repairPack(
    { authorityKind: file.authorityKind, list, region, decisionDate, applicationDate },
    policy,
    overrides,
  );
}
