/**
 * The catalogue of measures (惩戒措施清单) and incentives: none is applied that does not stand here with its basis
 * (国办发〔2020〕49号 九). Two classes, mandatory and recommended, and four kinds: 启东2019年实施方案 七至十、十六.
 */

import type { SubjectKind } from '../record/subject.js';

/** Business matters that a department's counter asks about. */
export const MATTERS = {
  procurement: '政府采购',
  bidding: '招标投标',
  subsidy: '财政性资金补助',
  licensing: '行政许可',
  honours: '评先评优',
  landUse: '土地使用',
  finance: '融资授信',
  consumption: '高消费',
  appointment: '任职资格',
  inspection: '监督检查',
  publicPosition: '公职招录',
  industryAccess: '行业准入',
  membership: '行业协会会员',
  greenChannel: '绿色通道',
  papersLater: '容缺受理',
} as const;
export type Matter = keyof typeof MATTERS;

export interface MeasureRule {
  readonly code: string;
  readonly name: string;
  readonly kind: 'administrative' | 'market' | 'industry' | 'social';
  /** 强制性: every department takes it. 推荐性: it may be declined with reasons. */
  readonly mandatory: boolean;
  /** Whom it is taken against. One for responsible persons is never taken against the organisation (淮政办发〔2020〕80号 四(五)). */
  readonly target: 'subject' | 'responsiblePerson' | 'both';
  /** Codes of the lists it is for. */
  readonly lists: readonly string[] | 'all';
  readonly matters: readonly Matter[];
  readonly effect: 'intercept' | 'restrict' | 'benefit';
  /** The longest it may last; null: as long as the listing. */
  readonly maxMonths: number | null;
  readonly article: string;
  readonly basis: 'law' | 'configured';
  /** Whether it rests while an objection is verified. */
  readonly suspendable: boolean;
}

const BASE = '《全国失信惩戒措施基础清单》(2025年版,条目待核)';
const SEIZED = '石家庄市2022年专项治理方案 四(四)';

type Row = Omit<MeasureRule, 'basis' | 'suspendable' | 'lists' | 'maxMonths' | 'target'> &
  Partial<Pick<MeasureRule, 'basis' | 'suspendable' | 'lists' | 'maxMonths' | 'target'>>;

const rows: readonly Row[] = [
  {
    ...{ code: 'procurementBan', name: '限制参加政府采购活动', kind: 'market', mandatory: true },
    ...{ matters: ['procurement'], effect: 'intercept', article: `《政府采购法》第二十二条;${BASE}` },
  },
  {
    ...{ code: 'biddingLimit', name: '限制参加招标投标', kind: 'market', mandatory: true },
    ...{ matters: ['bidding'], effect: 'intercept', article: `${SEIZED};${BASE}` },
  },
  {
    ...{ code: 'subsidyLimit', name: '限制申请财政性资金项目', kind: 'administrative', mandatory: false },
    ...{ matters: ['subsidy'], effect: 'restrict', article: `${SEIZED};${BASE}` },
  },
  {
    ...{ code: 'honourLimit', name: '限制参加评先评优', kind: 'administrative', mandatory: false },
    ...{ matters: ['honours'], effect: 'restrict', article: `${SEIZED};${BASE}` },
  },
  {
    ...{ code: 'keySupervision', name: '纳入重点监管范围,增加抽查检查频次', kind: 'administrative', mandatory: false },
    ...{ matters: ['inspection'], effect: 'restrict', article: `${SEIZED};${BASE}` },
  },
  {
    ...{
      code: 'noFacilitation',
      name: '不适用告知承诺制、容缺受理等便利措施',
      kind: 'administrative',
      mandatory: false,
    },
    ...{ matters: ['papersLater', 'greenChannel', 'licensing'], effect: 'restrict', article: BASE },
  },
  {
    ...{ code: 'landLimit', name: '限制参与土地使用权交易', kind: 'market', mandatory: false },
    ...{ matters: ['landUse'], effect: 'restrict', article: BASE },
  },
  {
    ...{ code: 'financeHint', name: '推送金融机构作为融资授信参考', kind: 'market', mandatory: false },
    ...{ matters: ['finance'], effect: 'restrict', article: BASE },
  },
  {
    ...{ code: 'consumptionLimit', name: '限制高消费及有关消费', kind: 'administrative', mandatory: true },
    ...{ matters: ['consumption'], effect: 'intercept', lists: ['court'], suspendable: false, target: 'both' },
    article: `法释〔2015〕17号《关于限制被执行人高消费及有关消费的若干规定》;${BASE}`,
  },
  {
    ...{
      code: 'appointmentLimit',
      name: '限制担任法定代表人、董事、监事、高级管理人员',
      kind: 'industry',
      mandatory: true,
    },
    ...{
      matters: ['appointment'],
      effect: 'intercept',
      target: 'responsiblePerson',
      article: `《公司法》第一百七十八条(条号待核);${BASE}`,
    },
  },
  {
    ...{ code: 'industryBan', name: '市场和行业禁入', kind: 'industry', mandatory: true, maxMonths: 36 },
    ...{ matters: ['industryAccess', 'licensing'], effect: 'intercept', article: `国办发〔2019〕35号 (十三);${BASE}` },
    lists: ['safety', 'samr', 'environment'],
  },
  {
    ...{ code: 'procurementYears', name: '禁止参加政府采购(一至三年)', kind: 'market', mandatory: true, maxMonths: 36 },
    ...{ matters: ['procurement'], effect: 'intercept', lists: ['procurement'], suspendable: false },
    article: '《政府采购法》第七十七条(凭记忆,待确认)',
  },
  {
    ...{ code: 'publicPositionLimit', name: '限制招录(聘)为公职人员', kind: 'administrative', mandatory: false },
    ...{ matters: ['publicPosition'], effect: 'restrict', target: 'responsiblePerson', article: BASE },
  },
  {
    ...{
      code: 'associationDiscipline',
      name: '行业协会警告、通报批评、降级或者取消会员资格',
      kind: 'industry',
      mandatory: false,
    },
    ...{ matters: ['membership'], effect: 'restrict', article: '启东市2019年实施方案 九' },
  },
  {
    ...{ code: 'publicExposure', name: '社会监督、舆论曝光', kind: 'social', mandatory: false },
    ...{ matters: [], effect: 'restrict', article: '启东市2019年实施方案 十' },
  },
  {
    ...{ code: 'greenChannel', name: '绿色通道优先办理', kind: 'administrative', mandatory: false, lists: ['red'] },
    ...{ matters: ['greenChannel', 'licensing'], effect: 'benefit', article: '启东市2019年实施方案 二至五' },
  },
  {
    ...{ code: 'papersLater', name: '容缺受理', kind: 'administrative', mandatory: false, lists: ['red'] },
    ...{ matters: ['papersLater', 'licensing'], effect: 'benefit', article: '启东市2019年实施方案 二' },
  },
  {
    ...{
      code: 'subsidyPriority',
      name: '财政性资金项目优先安排',
      kind: 'administrative',
      mandatory: false,
      lists: ['red'],
    },
    ...{ matters: ['subsidy'], effect: 'benefit', article: '启东市2019年实施方案 三' },
  },
  {
    ...{ code: 'fewerInspections', name: '减少检查频次', kind: 'administrative', mandatory: false, lists: ['red'] },
    ...{ matters: ['inspection'], effect: 'benefit', article: '启东市2019年实施方案 四' },
  },
];

export const MEASURES: readonly MeasureRule[] = rows.map((row) => ({
  ...{ basis: 'configured', suspendable: true, lists: 'all', maxMonths: null, target: 'subject' },
  ...row,
}));

const byCode: ReadonlyMap<string, MeasureRule> = new Map(MEASURES.map((m) => [m.code, m]));
/** Whether it can be taken against a subject of this kind: persons answer only for what is laid on persons. */
export const concerns = ({ target }: Pick<MeasureRule, 'target'>, kind: SubjectKind): boolean =>
  target === 'both' || target === (kind === 'person' ? 'responsiblePerson' : 'subject');

export const measureByCode = (code: string): MeasureRule | undefined => byCode.get(code);

/** The measures that a listing on this list may bring. Those of the red list are no punishments. */
export const measuresFor = (list: string): readonly MeasureRule[] =>
  MEASURES.filter((m) => (m.lists === 'all' ? list !== 'red' : m.lists.includes(list)));
