/**
 * Parameters: what the law leaves open, or what was not read in it. The product ships a default for each and values
 * for two cities; operators set their own per region, with a citation. All are shown as 待确认 until an operator
 * states that he read the number in the law (`numberBasis: 'seen'`).
 */
import type { InstrumentKey } from './instruments.js';
import { depth, liesIn, regionOf } from './jurisdictions.js';
import { rulesOf, type LawProcess, type LawRule, type LawUnit } from './rule.js';

/**
 * `serviceLevel`: working days meant by 及时. `window.closesAt`: when an office counter closes, HH:MM. `transfer`: working
 * days within which the credit office passes an application on; where nobody set it, applications go to the authority at once.
 */
export const PARAMETER_KEYS = [
  'acceptance',
  'verification',
  'result',
  'extension',
  'reapplyBar',
  'serviceLevel',
  'supplement.mode',
  'supplement.term',
  'window.closesAt',
  'statement',
  'transfer',
  'sector',
  'revocation.hearing',
  'revocation.decision',
  'interviewNotice',
  'exit.decision',
  'papersLater',
  'agency.rectification',
  'redList.publicity',
  'redList.recheck',
  'objection.mark',
  'objection.own',
  'objection.forward',
  'objection.provider',
  'objection.extension',
  'objection.review',
  'publicity.oldRecords',
  'publicity.minor.min',
  'publicity.minor.max',
  'publicity.general.min',
  'publicity.general.max',
  'publicity.serious.min',
  'publicity.serious.max',
] as const;
export type ParameterKey = (typeof PARAMETER_KEYS)[number];

/** Publicity of a record decided under earlier rules: by the rules of the application, or of the decision. */
export const OLD_RECORDS = ['new-rules', 'rules-at-decision'] as const;
export type OldRecords = (typeof OLD_RECORDS)[number];

const KEYS: ReadonlySet<string> = new Set(PARAMETER_KEYS);
export const isParameterKey = (name: string): name is ParameterKey => KEYS.has(name);

/** A parameter set for a region and all below it ('000000': everywhere). `parameter` is a key or the id of a rule. */
export interface RuleOverride {
  readonly parameter: string;
  readonly region: string;
  readonly number: number | null;
  readonly unit: LawUnit | null;
  /** For parameters that are no term: 'restart', 'rules-at-decision', '17:30'. */
  readonly value: string | null;
  readonly citation: string;
  readonly numberBasis?: 'seen' | 'configured';
}

interface Shipped {
  readonly parameter: ParameterKey;
  readonly number?: number;
  /** Of the number; working days unless told. */
  readonly unit?: 'month';
  readonly value?: string;
}

/** What a parameter means, in Chinese; that of a rule is its own words. */
export const meaningOf = (parameter: string): string =>
  isParameterKey(parameter) ? (MEANING[parameter] ?? parameter) : parameter;
export const processOf = (parameter: string): LawProcess =>
  (isParameterKey(parameter) ? PROCESS_OF[parameter] : undefined) ?? 'repair';

const EVERYWHERE = '000000';
const SHIPPED: readonly { readonly key: InstrumentKey & `CFG${string}`; readonly values: readonly Shipped[] }[] = [
  {
    key: 'CFG',
    values: [
      { parameter: 'supplement.mode', value: 'restart' },
      { parameter: 'supplement.term', number: 10 },
      { parameter: 'serviceLevel', number: 3 },
      { parameter: 'window.closesAt', value: '17:00' },
      { parameter: 'statement', number: 5 },
      { parameter: 'interviewNotice', number: 3 },
      { parameter: 'exit.decision', number: 7 },
      { parameter: 'sector', number: 10 },
      { parameter: 'revocation.hearing', value: 'heard' },
      { parameter: 'revocation.decision', number: 7 },
      { parameter: 'publicity.oldRecords', value: 'new-rules' },
      { parameter: 'papersLater', number: 10 },
      { parameter: 'agency.rectification', number: 5 },
      { parameter: 'redList.publicity', number: 7 },
      { parameter: 'redList.recheck', number: 12, unit: 'month' },
      { parameter: 'objection.mark', number: 1 },
      { parameter: 'objection.own', number: 3 },
      { parameter: 'objection.forward', number: 2 },
      { parameter: 'objection.provider', number: 5 },
      { parameter: 'objection.extension', number: 10 },
      { parameter: 'objection.review', number: 5 },
    ],
  },
  {
    key: 'CFG-huaian',
    values: [
      { parameter: 'supplement.mode', value: 'restart' },
      { parameter: 'supplement.term', number: 5 },
      { parameter: 'serviceLevel', number: 2 },
      { parameter: 'window.closesAt', value: '17:30' },
    ],
  },
  {
    key: 'CFG-shijiazhuang',
    values: [
      { parameter: 'supplement.mode', value: 'pause' },
      { parameter: 'supplement.term', number: 10 },
      { parameter: 'serviceLevel', number: 3 },
      { parameter: 'window.closesAt', value: '17:00' },
    ],
  },
];

const MEANING: Partial<Record<ParameterKey, string>> = {
  acceptance: '作出是否受理决定的期限',
  verification: '完成核查并作出决定的期限',
  result: '反馈信用修复结果的期限',
  extension: '信用修复办理延长的期限',
  reapplyBar: '不得再次申请信用修复的期间',
  'supplement.mode': '补正方式(restart 补齐后重新起算,pause 补正期间暂停)',
  'supplement.term': '申请人补正的期限',
  serviceLevel: '“及时”的服务标准',
  'window.closesAt': '线下窗口停止业务的时间',
  statement: '陈述、申辩的期限(该名单和地区没有规定时的默认值,不是法定期限)',
  interviewNotice: '约谈通知书提前送达的时间',
  'exit.decision': '作出移出决定的期限(该名单没有规定时)',
  transfer: '信用办(信用中心)转办认定单位的期限',
  sector: '公示期满而义务未履行时,认定单位按行业规定作出处理的期限',
  'revocation.hearing': '撤销信用修复前是否听取陈述、申辩(heard 先告知并听取,unheard 直接提出意见)',
  'revocation.decision': '作出是否撤销信用修复决定的期限',
  'publicity.oldRecords': '认定早于现行规定的信息适用的公示期(new-rules 申请时的规定,rules-at-decision 认定时的规定)',
  papersLater: '容缺受理补齐材料的最长期限',
  'agency.rectification': '第三方信用服务机构超期未更新时的整改期限',
  'redList.publicity': '拟列入红名单的公示期',
  'redList.recheck': '红名单的复查周期',
  'objection.mark': '异议标注的期限',
  'objection.own': '认定单位核查处理异议的期限',
  'objection.forward': '转送信息提供单位的期限',
  'objection.provider': '信息提供单位核查反馈的期限',
  'objection.extension': '异议办理延长的期限',
  'objection.review': '答复复核申请的期限',
};

const PROCESS_OF: Partial<Record<ParameterKey, LawProcess>> = {
  serviceLevel: 'sync',
  statement: 'prelisting',
  interviewNotice: 'rectification',
  'exit.decision': 'exit',
  sector: 'exit',
  papersLater: 'joint',
  'agency.rectification': 'sync',
  'redList.publicity': 'joint',
  'redList.recheck': 'joint',
  'objection.mark': 'objection',
  'objection.own': 'objection',
  'objection.forward': 'objection',
  'objection.provider': 'objection',
  'objection.extension': 'objection',
  'objection.review': 'objection',
};

/** The shipped parameters as rules, so that they are listed and cited like law, and marked as not being it. */
export const configuredRules: readonly LawRule[] = SHIPPED.flatMap(({ key, values }) =>
  rulesOf(
    key,
    values.map(({ parameter, number, unit, value }) => ({
      id: `${key}-${parameter}`,
      process: processOf(parameter),
      article: '',
      ...(number === undefined ? {} : { number, unit: unit ?? 'workday', numberBasis: 'configured' }),
      quote: `${meaningOf(parameter)}:${value ?? `${number}${unit === 'month' ? '个月' : '个工作日'}`}`,
      source: '配置',
      confidence: 'configured',
    })),
  ),
);

const shippedOverrides: readonly RuleOverride[] = SHIPPED.flatMap(({ key, values }) => {
  const rule = configuredRules.find((r) => r.instrument === key);
  const region = rule === undefined ? null : regionOf(rule.jurisdiction);
  return values.map(({ parameter, number, unit, value }) => ({
    parameter,
    region: region ?? EVERYWHERE,
    number: number ?? null,
    unit: number === undefined ? null : (unit ?? 'workday'),
    value: value ?? null,
    citation: key === 'CFG' ? '系统默认参数(待确认)' : '本地配置参数(待确认)',
  }));
});

/**
 * The value in force for a region: an operator's before a shipped one, then the most specific region's, then the
 * parameter's before the rule's. null when nobody set it. Overrides that say nothing usable are passed over.
 */
export function configured(
  names: readonly string[],
  region: string,
  overrides: readonly RuleOverride[],
): RuleOverride | null {
  const applies = (o: RuleOverride): boolean => names.includes(o.parameter) && liesIn(region, o.region) && isUsable(o);
  const nearest = (a: RuleOverride, b: RuleOverride): number =>
    depth(b.region) - depth(a.region) || names.indexOf(a.parameter) - names.indexOf(b.parameter);
  const best = (from: readonly RuleOverride[]): RuleOverride | undefined => from.filter(applies).sort(nearest)[0];
  return best(overrides) ?? best(shippedOverrides) ?? null;
}

/** Parameters that are no term, and the words that they may be set to. */
const WORDS: Readonly<Partial<Record<string, readonly string[]>>> = {
  'supplement.mode': ['restart', 'pause'],
  'revocation.hearing': ['heard', 'unheard'],
  'publicity.oldRecords': OLD_RECORDS,
};

/** Whether an override can be used: a term needs a whole number ≥ 0 and a unit, a mode or a time its own form. */
export function isUsable(o: RuleOverride): boolean {
  if (!/^\d{6}$/.test(o.region) || o.citation.trim() === '') return false;
  const words = WORDS[o.parameter];
  if (words !== undefined) return o.value !== null && words.includes(o.value);
  if (o.parameter === 'window.closesAt') return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(o.value ?? '');
  return o.number !== null && Number.isSafeInteger(o.number) && o.number >= 0 && o.unit !== null;
}
