/**
 * The lists of seriously dishonest subjects that may be kept (清单制管理): each with the law it rests on, who decides, what
 * goes before it takes effect, and on what grounds it is left. Nobody adds to it locally (国办发〔2020〕49号 六). And the red
 * list of those who are to be favoured (守信联合激励).
 */
import type { AuthorityKind } from './regimes.js';

export type ExitGround =
  'repaired' | 'fulfilled' | 'termExpired' | 'annulled' | 'bankruptcy' | 'deregistered' | RedGround;
/** 不再符合条件、自愿退出、新增严重失信. */
export type RedGround = 'notMaintained' | 'renounced' | 'blemished';
export type SourceSystem = 'executionSite' | 'taxPlatform' | 'necips' | 'own';

export interface ListRule {
  readonly code: string;
  readonly name: string;
  readonly kind: 'dishonest' | 'red';
  /** Never empty: a list without a basis in law or central policy cannot be kept. */
  readonly basis: readonly string[];
  readonly authorityKinds: readonly AuthorityKind[];
  /** Of its entries; null: they are no dishonesty. */
  readonly severity: 'serious' | null;
  /** Whether the next higher authority must consent. */
  readonly approval: 'authority' | 'nextLevel';
  readonly effective: 'onService' | 'onIssue';
  /** A time, in months, in which the listing is decided but not yet made known; null: none. */
  readonly grace: { readonly minMonths: number; readonly maxMonths: number } | null;
  /** Listed only when the decision it rests on can no longer be challenged. */
  readonly waitsForFinality: boolean;
  readonly sourceSystem: SourceSystem;
  readonly exitGrounds: readonly ExitGround[];
  /** Rule of the term for statement and defence; null: the default, which is not law. */
  readonly statementRule: string | null;
  /** Rule of the term of publication, and from which day it runs. */
  readonly publication: { readonly rule: string; readonly from: 'decision' | 'service' };
  /** Rule of the term in which a removal is decided or carried out; null: the default. */
  readonly removalRule: string | null;
  /** Rule of the time that must pass before duties fulfilled are a ground of removal, and from when; null: none. */
  readonly fulfilledAfter: { readonly rule: string; readonly from: 'listing' | 'fulfilment' } | null;
  /** Whether the records of named persons who answer for an entry are shown at the sites, or only kept (待确认). */
  readonly persons: 'published' | 'kept';
}

const GROUNDS: readonly ExitGround[] = ['repaired', 'fulfilled', 'termExpired', 'annulled', 'deregistered'];
const SEVEN_DAYS = { rule: 'SGS-7', from: 'decision' } as const;
const PLAIN = {
  kind: 'dishonest',
  severity: 'serious',
  approval: 'authority',
  effective: 'onService',
  grace: null,
  waitsForFinality: false,
  sourceSystem: 'own',
  exitGrounds: GROUNDS,
  statementRule: null,
  publication: SEVEN_DAYS,
  removalRule: null,
  fulfilledAfter: null,
  persons: 'kept',
} as const;

export const LISTS: readonly ListRule[] = [
  {
    ...PLAIN,
    code: 'court',
    name: '失信被执行人名单',
    basis: ['《民事诉讼法》第二百六十六条(条号待核)', '法释〔2017〕7号《关于公布失信被执行人名单信息的若干规定》'],
    authorityKinds: ['court'],
    effective: 'onIssue',
    grace: { minMonths: 1, maxMonths: 3 },
    sourceSystem: 'executionSite',
    exitGrounds: [...GROUNDS, 'bankruptcy'],
    publication: { rule: 'SPC-5-doc', from: 'decision' },
    removalRule: 'SPC-10-delete',
  },
  {
    ...PLAIN,
    code: 'samr',
    name: '市场监督管理严重违法失信名单',
    basis: ['市场监管总局令第44号《市场监督管理严重违法失信名单管理办法》'],
    authorityKinds: ['samr'],
    approval: 'nextLevel',
    sourceSystem: 'necips',
    statementRule: 'APL-64-5',
    publication: { rule: 'S45-9-publish', from: 'decision' },
    removalRule: 'S107-decide',
  },
  {
    ...PLAIN,
    code: 'tax',
    name: '重大税收违法失信主体',
    basis: ['国家税务总局令第54号《重大税收违法失信主体信息公布管理办法》'],
    authorityKinds: ['tax'],
    waitsForFinality: true,
    sourceSystem: 'taxPlatform',
    statementRule: 'T54-9',
    publication: { rule: 'T54-publish', from: 'service' },
    // 《重大税收违法失信主体信息公布管理办法》第七条(凭记忆,待确认): the names of those who answer are made public.
    persons: 'published',
    removalRule: 'T54-decide',
  },
  {
    ...PLAIN,
    code: 'wages',
    fulfilledAfter: { rule: 'H45-6m', from: 'fulfilment' },
    name: '拖欠农民工工资失信联合惩戒对象名单',
    basis: [
      '国务院令第724号《保障农民工工资支付条例》',
      '人社部令第45号《拖欠农民工工资失信联合惩戒对象名单管理暂行办法》',
    ],
    authorityKinds: ['general'],
  },
  {
    ...PLAIN,
    code: 'safety',
    fulfilledAfter: { rule: 'M11-12m', from: 'listing' },
    name: '安全生产严重失信主体名单',
    basis: ['《安全生产法》第七十八条(条号待核)', '应急管理部令第11号《安全生产严重失信主体名单管理办法》'],
    authorityKinds: ['general'],
  },
  {
    ...PLAIN,
    code: 'social',
    fulfilledAfter: { rule: 'MCA-2y', from: 'listing' },
    name: '社会组织严重违法失信名单',
    basis: ['民政部令第60号《社会组织信用信息管理办法》'],
    authorityKinds: ['general'],
  },
  {
    ...PLAIN,
    code: 'procurement',
    name: '政府采购严重违法失信行为记录名单',
    basis: ['《政府采购法》第七十七条(凭记忆,待确认)'],
    authorityKinds: ['general'],
  },
  {
    ...PLAIN,
    code: 'environment',
    name: '生态环境领域严重失信主体名单',
    basis: ['国办发〔2020〕49号(六)危害人民群众身体健康和生命安全的领域(部门规章待确认)'],
    authorityKinds: ['general'],
  },
];

/** 守信联合激励对象名单(红名单): nobody is punished by it, so it needs no notice, but everybody is shown it first. */
export const RED_LIST: ListRule = {
  ...PLAIN,
  code: 'red',
  name: '守信联合激励对象名单(红名单)',
  kind: 'red',
  basis: ['启东市2019年实施方案 二、十五', '国发〔2016〕33号 (待核)'],
  authorityKinds: ['general', 'samr', 'tax', 'court'],
  severity: null,
  exitGrounds: ['notMaintained', 'renounced', 'blemished', 'annulled', 'deregistered'],
};

const CATALOGUE: readonly ListRule[] = [...LISTS, RED_LIST];

/** The list of that code; null: it is not in the catalogue. */
export const listByCode = (code: string): ListRule | null => CATALOGUE.find((l) => l.code === code) ?? null;
/** Whether an entry of the list of that code is a punishment. */
export const isDishonestList = (code: string): boolean => LISTS.some((l) => l.code === code);
/** Whether a record of that list (by its Chinese name) is an honour. */
export const isRedList = (name: string | null): boolean => name === RED_LIST.name;
/** The list of that Chinese name, as records carry it; null: it is not in the catalogue. */
export const listByName = (name: string | null): ListRule | null => CATALOGUE.find((l) => l.name === name) ?? null;

export interface GroundRule {
  readonly title: string;
  /** What must be shown, by kind of document. */
  readonly evidence: readonly { readonly kind: string; readonly name: string }[];
  readonly article: string;
}

/** Each ground of removal: what proves it and on what it rests. */
export const EXIT_GROUNDS: Readonly<Record<ExitGround, GroundRule>> = {
  repaired: {
    title: '准予信用修复',
    evidence: [{ kind: 'repairDecision', name: '信用修复决定书' }],
    article: '《信用修复管理办法》(国家发展改革委令第36号)',
  },
  fulfilled: {
    title: '法定责任义务履行完毕',
    evidence: [{ kind: 'fulfilment', name: '法定责任义务履行完毕的证明材料' }],
    article: '石家庄市2022年专项治理方案 四(二)3;该名单的规定',
  },
  termExpired: {
    title: '列入期限届满',
    evidence: [],
    article: '该名单规定的列入期限;《信用修复管理办法》(国家发展改革委令第36号)第二章',
  },
  annulled: {
    title: '列入决定被撤销或者列入错误',
    evidence: [{ kind: 'annulment', name: '撤销列入决定或者所依据决定的法律文书' }],
    article: '《行政处罚法》第四十八条第三款;国办发〔2020〕49号 (十五)',
  },
  bankruptcy: {
    title: '人民法院受理破产申请',
    evidence: [{ kind: 'bankruptcyRuling', name: '人民法院受理破产申请的裁定书' }],
    article: '法释〔2017〕7号 第十条第一款(五);淮信用发〔2022〕2号 四(一)2',
  },
  deregistered: {
    title: '注销登记',
    evidence: [{ kind: 'deregistration', name: '注销登记证明' }],
    article: '淮信用发〔2022〕2号 四(一);石家庄市2022年专项治理方案 四(二)1',
  },
  notMaintained: {
    title: '经复查不再符合红名单条件',
    evidence: [{ kind: 'recheck', name: '复查情况的证明材料' }],
    article: '启东市2019年实施方案 十五:建立健全退出机制',
  },
  renounced: {
    title: '主体自愿退出红名单',
    evidence: [{ kind: 'renunciation', name: '主体自愿退出的书面申请' }],
    article: '启东市2019年实施方案 十五:建立健全退出机制',
  },
  blemished: {
    title: '被列入严重失信主体名单',
    evidence: [],
    article: '启东市2019年实施方案 二、十五',
  },
};

export const isExitGround = (ground: string): ground is ExitGround => Object.hasOwn(EXIT_GROUNDS, ground);

/** They move a subject in the governance ledger and are no grounds of removal by themselves. */
export const LEDGER_MOVES: Readonly<Record<string, string>> = {
  relocated: '迁出:注明迁入地,名单和惩戒仍由作出认定的单位决定',
  liquidation: '清算:登记台账,名单和惩戒仍由作出认定的单位决定',
  revoked: '吊销:督促办理注销,名单和惩戒仍由作出认定的单位决定',
};
