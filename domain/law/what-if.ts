/** What if: the rules of repair in two versions, applied to one record, and where they differ. Nothing is decided by it. */
import type { Severity, TermKind } from '../file/case.js';
import type { Calendar, Day } from '../time/calendar.js';
import { derive, type Derivation, type TermRule } from '../time/term.js';
import { publicityTerms, repairPack, type LawPolicy, type PackQuery, type RepairPack } from './pack.js';
import { MATERIALS } from './materials.js';
import type { RuleOverride } from './parameters.js';

export interface Weighed extends Omit<PackQuery, 'applicationDate'> {
  readonly publishedOn: Day | null;
  /** null: a person is still to say it, and nothing is known of its publicity. */
  readonly severity: Severity | null;
}

/** One version of the rules: those of a day, under a policy, with parameters as they are or as they are proposed. */
export interface Version {
  readonly applicationDate: Day;
  readonly policy: LawPolicy;
  /** Latest first. */
  readonly overrides: readonly RuleOverride[];
}

type Bound = 'minPublicity' | 'maxPublicity';
type Procedural = Extract<
  TermKind,
  'acceptance' | 'supplement' | 'transfer' | 'verification' | 'result' | 'effect' | 'sector' | 'statement' | 'service'
>;
export type TermRow = Bound | Procedural | 'extension' | 'reapplyBar' | 'revocationDecision';
export type FactRow = 'materials' | 'supplementMode' | 'windowCloses' | 'startEvent';

/** A term as a version has it: `derivation` where a day can be told, from the record's own start or the application's day. */
export interface TermCell {
  readonly rule: TermRule;
  readonly derivation: Derivation | null;
}
export type Row =
  | {
      readonly of: 'term';
      readonly name: TermRow;
      readonly a: TermCell | null;
      readonly b: TermCell | null;
      readonly differs: boolean;
    }
  | { readonly of: 'fact'; readonly name: FactRow; readonly a: string; readonly b: string; readonly differs: boolean };

export interface WhatIf {
  readonly a: RepairPack;
  readonly b: RepairPack;
  readonly rows: readonly Row[];
}

/**
 * Terms of publicity differ when their rule or their day does: the record has one start. Those of the procedure differ when
 * their rule does: that two applications of two days end on two days says nothing of the rules.
 */
export function whatIf(record: Weighed, a: Version, b: Version, calendar: Calendar): WhatIf {
  const [left, right] = [sideOf(record, a, calendar), sideOf(record, b, calendar)];
  const terms = (Object.keys(left.terms) as TermRow[]).map((name): Row => {
    const [x, y] = [left.terms[name], right.terms[name]];
    const withDay = name === 'minPublicity' || name === 'maxPublicity';
    return { of: 'term', name, a: x, b: y, differs: identity(x, withDay) !== identity(y, withDay) };
  });
  const facts = (Object.keys(left.facts) as FactRow[]).map((name): Row => {
    const [x, y] = [left.facts[name], right.facts[name]];
    return { of: 'fact', name, a: x, b: y, differs: x !== y };
  });
  const rows = [...terms, ...facts].filter((row) => row.a !== null || row.b !== null);
  return { a: left.pack, b: right.pack, rows };
}

const identity = (cell: TermCell | null, withDay: boolean): string =>
  JSON.stringify(cell === null ? null : [cell.rule, withDay ? cell.derivation?.due : null]);

interface Side {
  readonly pack: RepairPack;
  readonly terms: Readonly<Record<TermRow, TermCell | null>>;
  readonly facts: Readonly<Record<FactRow, string>>;
}

function sideOf(record: Weighed, { applicationDate, policy, overrides }: Version, calendar: Calendar): Side {
  const pack = repairPack({ ...record, applicationDate }, policy, overrides);
  const from = (start: Day, rule: TermRule | null): TermCell | null =>
    rule === null ? null : { rule, derivation: derive(rule, start, [], [], calendar) };
  const applied = (rule: TermRule | null): TermCell | null => from(applicationDate, rule);
  const bare = (rule: TermRule): TermCell => ({ rule, derivation: null });
  const { severity } = record;
  const shown = severity === null ? null : publicityTerms(pack, severity, record);
  return {
    pack,
    terms: {
      minPublicity: shown === null ? null : from(shown.start, shown.min),
      maxPublicity: shown === null ? null : from(shown.start, shown.max),
      transfer: applied(pack.transfer),
      acceptance: applied(pack.acceptance),
      supplement: bare(pack.supplement.term),
      verification: applied(pack.verification),
      extension: bare(pack.extension),
      result: bare(pack.result),
      effect: bare(pack.effects),
      reapplyBar: bare(pack.reapplyBar),
      sector: bare(pack.sector),
      service: bare(pack.revocation.service),
      statement: pack.revocation.heard ? bare(pack.revocation.statement) : null,
      revocationDecision: bare(pack.revocation.decision),
    },
    facts: {
      startEvent: severity === null ? '' : pack.publicity[severity].startEvent,
      materials: demanded(pack, severity),
      supplementMode: pack.supplement.mode,
      windowCloses: pack.window.closesAt,
    },
  };
}

const demanded = ({ materials }: RepairPack, severity: Severity | null): string =>
  [...materials.all, ...(severity === 'serious' ? materials.serious : [])].map((kind) => MATERIALS[kind]).join('、');
