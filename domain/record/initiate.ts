/**
 * How a record is made known and its measures are initiated (发起): shown at the sites of its region, told to every
 * department that has matters for its measures, and where a public body is concerned to those who watch over it.
 */
import { addMonths, type Day } from '../time/calendar.js';
import type { Draft, Facts } from '../file/draft.js';
import { contentOf } from './enforcement.js';
import { concerns, measureByCode, type MeasureRule } from '../law/measures.js';
import type { JointPack } from '../law/packs.js';
import type { Measure } from '../file/particulars.js';
import type { InformedAs, Reachable } from './record-facts.js';
import { responsibleText, type Responsible } from './responsible.js';
import type { SubjectKind } from './subject.js';
import type { TermRule } from '../time/term.js';

/** How a record that was decided here is made known and enforced; absent for records that were shown before. */
export interface EnforcePayload {
  readonly measures: readonly string[];
  /** How long its measures last at most; null: as long as the record is shown. */
  readonly months: number | null;
  readonly publication: TermRule;
  /** The day from which the term of publication runs. */
  readonly publicationFrom: Day;
  /** Handed down from above: by when those below are given it. */
  readonly share?: TermRule;
  /** Who answers for the organisation: measures on persons are laid on them. */
  readonly responsible?: readonly Responsible[];
  /** false: kept, and shown at no site. */
  readonly shown?: boolean;
}

interface Initiation extends Facts {
  readonly joint: JointPack;
}

/** Measures that rested on a record before it came here are not told apart. */
export const GENERAL = 'general';

/** What rested on the record when it came here: one measure for each department that uses it. */
export const standing = ({ record, newCaseId }: Facts): readonly Measure[] =>
  record.parties
    .filter((p) => p.effects.includes('liftMeasures'))
    .map(({ party, adapter }, n) => ({
      ...{ id: `${newCaseId}-m${n + 1}`, code: GENERAL, party, adapter },
      ...{ mandatory: true, suspendable: true, until: null, wish: 'applied' },
    }));

export function makeKnown(draft: Draft, payload: EnforcePayload, facts: Initiation): void {
  const sites = payload.shown === false ? [] : facts.record.network.sites;
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
  shareWithAgencies(draft, facts);
  if (payload.share !== undefined) share(draft, payload.share, facts);
  initiate(draft, payload, facts);
  inform(draft, facts);
}

/** Who passes on what is public is in the ledger, and must stop when the record is gone. */
function shareWithAgencies(draft: Draft, { record, joint }: Initiation): void {
  for (const { party, adapter } of record.network.agencies) {
    draft.instruct([{ party, adapter, effect: 'share', rule: joint.share }]);
    draft.write({ type: 'disclosed', party, adapter, effects: ['stopSharing'] });
  }
}

/**
 * The departments of the place and the credit offices below it are given what came from above (淮政办发〔2020〕80号 四(一)), and
 * must stop using it when it is gone.
 */
function share(draft: Draft, rule: TermRule, { record }: Initiation): void {
  const { implementers, below = [] } = record.network;
  const given = new Map([...implementers, ...below].map((to) => [to.party, to] as const));
  for (const { party, adapter } of given.values()) {
    draft.instruct([{ party, adapter, effect: 'share', rule }]);
    draft.write({ type: 'disclosed', party, adapter, effects: ['stopSharing'] });
  }
}

/** Each measure at every department that has matters for it, if it can be taken against such a subject at all. */
function initiate(draft: Draft, payload: EnforcePayload, { record, joint }: Initiation): void {
  const rules = payload.measures.flatMap((code) => measureByCode(code) ?? []);
  const pairs = rules
    .flatMap((rule) => targets(rule, record.subjectKind, payload.responsible ?? []).map((on) => ({ rule, on })))
    .flatMap((pair) =>
      record.network.implementers.filter((i) => i.measures.includes(pair.rule.code)).map((at) => ({ ...pair, at })),
    );
  const measures = pairs.map(({ rule, on, at }, n): Measure => ({
    ...measureAt(
      at,
      rule,
      `${draft.state.caseId}-m${n + 1}`,
      lastDay(draft.day, shortest(rule.maxMonths, payload.months)),
    ),
    ...(on === null ? {} : { on }),
  }));
  draft.note({ of: 'record', measures, objections: [] });
  for (const measure of measures) {
    const { id, code, party, adapter, until } = measure;
    const content = contentOf(measure);
    draft.instruct([{ party, adapter, effect: 'applyMeasure', measureId: id, content, rule: joint.apply }]);
    draft.write({ type: 'disclosed', party, adapter, effects: ['liftMeasures'] });
    if (until !== null) draft.arm('measureEnd', party, measureEndRule(until, code), draft.day, id);
  }
}

/** On whom a measure is laid: the subject itself (null), and those answerable for an organisation. */
const targets = (
  rule: MeasureRule,
  kind: SubjectKind,
  responsible: readonly Responsible[],
): readonly (string | null)[] => [
  ...(concerns(rule, kind) ? [null] : []),
  ...(kind === 'organisation' && rule.target !== 'subject' ? responsible.map(responsibleText) : []),
];

const measureAt = ({ party, adapter }: Reachable, rule: MeasureRule, id: string, until: Day | null): Measure => ({
  ...{ id, code: rule.code, party, adapter, until },
  ...{ mandatory: rule.mandatory, suspendable: rule.suspendable, wish: 'applied' },
});

const INFORMED_AS: Readonly<Record<InformedAs, string>> = {
  superior: '上级主管单位',
  audit: '审计部门',
  discipline: '纪检监察、组织人事部门',
};
const PUBLIC_KIND = { publicBody: '机关事业单位', stateOwned: '国有企业' } as const;

/** Of a public body or a state-owned enterprise its superior, the auditors and 纪检监察、组织人事 are told (淮政办发〔2020〕80号 四(五)). */
function inform(draft: Draft, { record, joint }: Initiation): void {
  const { publicKind, network } = record;
  if (publicKind === null || record.severity === null) return;
  for (const { party, adapter, as } of network.informed) {
    const content = { subject: PUBLIC_KIND[publicKind], as: as.map((a) => INFORMED_AS[a]).join('、') };
    draft.instruct([{ party, adapter, effect: 'inform', content, rule: joint.inform }]);
    draft.write({ type: 'disclosed', party, adapter, effects: ['stopSharing'] });
  }
}

const shortest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
const lastDay = (from: Day, months: number | null): Day | null => (months === null ? null : addMonths(from, months));

/** A measure's own end: a day that was fixed when it was applied. */
export const measureEndRule = (until: Day, code: string): TermRule => ({
  ruleId: `measure-${code}`,
  article: measureByCode(code)?.article ?? '',
  number: 0,
  unit: 'caseSet',
  rollsToWorkday: false,
  closesAt: '24:00',
  basis: 'configured',
  caseSetDue: until,
});
