/** From rules and parameters to the terms a clock can run on. */
import type { Day } from '../time/calendar.js';
import type { TermRule } from '../time/term.js';
import { liesIn } from './jurisdictions.js';
import { configured, isUsable, type ParameterKey, type RuleOverride } from './parameters.js';
import { citation, isInForce, type LawRule } from './rule.js';
import { ruleById } from './rules.js';

export interface Setting {
  readonly region: string;
  readonly overrides: readonly RuleOverride[];
}

const END_OF_DAY = '24:00';

/**
 * The term of a rule, or what is configured in its place. Calendar terms of procedure roll to a working day
 * (《民法典》第二百零三条); a period of exposure and a bar stay, as a later end would be to the subject's harm.
 * 及时 becomes `prompt` with the configured number of working days. Throws when no rule has that id: a fault in the data.
 */
export function termOf(key: string, ruleId: string, setting: Setting, end: 'rolls' | 'stays'): TermRule {
  const own = configured([key, ruleId], setting.region, setting.overrides);
  const chosen = own === null ? fromRule(law(ruleId), setting) : fromParameter(own);
  return { ruleId, ...chosen, rollsToWorkday: end === 'rolls', closesAt: END_OF_DAY };
}

type Chosen = Pick<TermRule, 'article' | 'number' | 'unit' | 'basis'>;

function fromRule(rule: LawRule, { region, overrides }: Setting): Chosen {
  const { number, unit } = rule;
  if (number !== null && unit !== null && unit !== 'simultaneous') {
    return { article: citation(rule), number, unit, basis: rule.numberBasis === 'seen' ? 'law' : 'configured' };
  }
  const level = configured(['serviceLevel'], region, overrides);
  const days = level?.number ?? 0;
  const article = level === null ? citation(rule) : `${citation(rule)};及时:${days}个工作日,${level.citation}`;
  return { article, number: days, unit: 'prompt', basis: 'configured' };
}

function fromParameter({ citation: article, number, unit, numberBasis }: RuleOverride): Chosen {
  return {
    article,
    number: number ?? 0,
    unit: unit === null || unit === 'simultaneous' ? 'prompt' : unit,
    basis: numberBasis === 'seen' ? 'law' : 'configured',
  };
}

/** The rule of the region or list while it is in force, an operator's parameter before it, the default where there is none. */
export function ruleOr(key: ParameterKey, ruleId: string | undefined, day: Day, setting: Setting): TermRule {
  const rule = ruleId === undefined ? undefined : ruleById(ruleId);
  const isSet = setting.overrides.some((o) => o.parameter === key && liesIn(setting.region, o.region) && isUsable(o));
  if (rule === undefined || !isInForce(rule, day) || isSet) return termOf(key, `CFG-${key}`, setting, 'rolls');
  return termOf(rule.id, rule.id, setting, 'rolls');
}

/** 及时: the words of the rule, and the configured number of working days. */
export function prompt(ruleId: string, setting: Setting, words?: string): TermRule {
  const term = termOf(ruleId, ruleId, setting, 'rolls');
  return words === undefined ? term : { ...term, article: `${words};${term.article}` };
}

/** How 补正 acts on the authority's clocks, and the applicant's own term. */
export function supplementOf(setting: Setting): {
  readonly mode: 'restart' | 'pause';
  readonly term: TermRule;
  /** 及时 serving the paper that asks: until then the applicant's term does not run and the authority's rest. */
  readonly service: TermRule;
  readonly article: string;
} {
  const mode = configured(['supplement.mode', 'SUPPLEMENT'], setting.region, setting.overrides);
  return {
    mode: mode?.value === 'pause' ? 'pause' : 'restart',
    term: termOf('supplement.term', 'SUPPLEMENT', setting, 'rolls'),
    service: promptly('补正告知书应当及时送达', setting),
    article: mode?.citation ?? citation(law('SUPPLEMENT')),
  };
}

/** When an office counter closes, which ends the last day for what is handed in there (民法典 203), and how soon it is entered. */
export function windowOf(setting: Setting): { readonly closesAt: string; readonly entry: TermRule } {
  const closing = configured(['window.closesAt'], setting.region, setting.overrides);
  return { closesAt: closing?.value ?? END_OF_DAY, entry: promptly('窗口收到的材料应当及时录入', setting) };
}

/** 及时, in the working days that the region means by it. */
function promptly(duty: string, { region, overrides }: Setting): TermRule {
  const level = configured(['serviceLevel'], region, overrides);
  const number = level?.number ?? 0;
  return {
    ...{ ruleId: 'SUPPLEMENT', article: `${duty};及时:${number}个工作日,${level?.citation ?? '待确认'}` },
    ...{ number, unit: 'prompt', basis: 'configured', rollsToWorkday: true, closesAt: END_OF_DAY },
  };
}

/** How the rule of that id is cited. Throws when there is none: a fault in the data. */
export const articleOf = (id: string): string => citation(law(id));

function law(id: string): LawRule {
  const rule = ruleById(id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}
