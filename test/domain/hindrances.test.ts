/** All that stands in the way of an application is told, in one order; what is told first is what the applicant is answered. */
import type { CaseState } from '../../domain/file/case.js';
import type { RefusalCode } from '../../domain/file/refusal.js';
import { RED_LIST } from '../../domain/law/lists.js';
import type { ApplyPayload } from '../../domain/repair/repair-acts.js';
import type { RepairFacts } from '../../domain/repair/repair.js';
import * as g from './given.js';
import { after, apply, given } from './given.js';

interface Scene {
  readonly facts: Partial<RepairFacts> & Pick<RepairFacts, 'record' | 'open'>;
  readonly said: Partial<ApplyPayload>;
}
type Cause = readonly [code: RefusalCode, brings: (scene: Scene) => Scene];

const record = (more: Partial<RepairFacts['record']>) => (scene: Scene) => ({
  ...scene,
  facts: { ...scene.facts, record: { ...scene.facts.record, ...more } },
});
const beside = (file: CaseState) => (scene: Scene) => ({
  ...scene,
  facts: { ...scene.facts, open: [...scene.facts.open, file] },
});

const underway = after([apply()]);
const life: CaseState = {
  ...underway,
  process: 'record',
  particulars: {
    ...{ of: 'record', measures: [], objections: ['X0'] },
    shield: { case: 'X0', since: '2026-05-06', until: null },
  },
};
const taken = (scene: Scene): Scene => ({ ...scene, facts: { ...scene.facts, applicationSubject: 'another' } });
const bar = { until: '2027-03-01', article: '示例条' };

const ALWAYS: readonly Cause[] = [
  ['CASE_OPEN', beside(underway)],
  ['APPLICATION_TAKEN', taken],
  ['NOT_PUBLISHED', record({ status: 'ended' })],
  ['NOT_DISHONEST', record({ list: RED_LIST.name })],
];
const AFTERWARDS: readonly Cause[] = [
  ['BARRED', record({ bar })],
  ['MATERIAL_MISSING', (scene) => ({ ...scene, said: { ...scene.said, documents: [] } })],
];
const FULFILLED: readonly Cause[] = [
  ...ALWAYS,
  ['LISTED_ELSEWHERE', record({ listedElsewhere: true })],
  ...AFTERWARDS,
  ['BEFORE_MINIMUM', record({ decisionDate: '2026-08-30' })],
];
const UNGRADED: readonly Cause[] = [...ALWAYS, ['UNCLASSIFIED', record({ severity: null })], ...AFTERWARDS];
const PLAN: readonly Cause[] = [...ALWAYS, ['SHIELDED', beside(life)], ...AFTERWARDS];

const subsets = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_, n) => (bits >> n) % 2 === 1));

test.each([
  ['duties fulfilled', FULFILLED, { ground: 'fulfilled' }],
  ['a record not yet graded', UNGRADED, { ground: 'fulfilled' }],
  ['a plan of reorganisation', PLAN, { ground: 'planApproved' }],
] as const)('%s: every set of causes is told, and without any it is lawful', (_, all, said) => {
  const planRuling = [...g.PAPERS, { kind: 'planRuling', name: 'r.pdf', sha256: '0' } as const];
  for (const causes of subsets(all)) {
    const clean: Scene = {
      facts: { pack: { ...g.packOf(g.RECORD, g.RECEIVED), clean: '第十四条' }, record: g.RECORD, open: [] },
      said: { ...said, documents: planRuling },
    };
    const scene = causes.reduce((so, [, brings]) => brings(so), clean);
    const act = apply();
    const { decision } = given(null, scene.facts).when({ ...act, payload: { ...act.payload, ...scene.said } });
    const told = decision.ok ? [] : [decision.refusal, ...(decision.others ?? [])];
    expect(told.map((r) => r.code)).toEqual(causes.map(([code]) => code));
    for (const { article } of told) expect(article).not.toBe('');
  }
});
