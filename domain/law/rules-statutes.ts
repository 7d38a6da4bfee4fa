/** Statutes about terms, service and remedies. */
import { rulesOf } from './rule.js';

export const penaltyLaw = rulesOf('APL', [
  {
    id: 'APL-48-3',
    process: 'publicity',
    article: '第四十八条',
    number: 3,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '处罚决定被变更、撤销、确认违法或无效',
    actor: '行政机关',
    quote:
      '公开的行政处罚决定被依法变更、撤销、确认违法或者确认无效的,行政机关应当在三日内撤回行政处罚决定信息并公开说明理由',
    source: 'github LawRefBook/Laws: 行政法/行政处罚法(2021-01-22).md',
    confidence: 'verbatim',
    note: '按第八十五条,三日为工作日。',
  },
  {
    id: 'APL-85',
    process: 'calendar',
    article: '第八十五条',
    unit: 'workday',
    quote: '本法中“二日”“三日”“五日”“七日”的规定是指工作日,不含法定节假日',
    source: 'github LawRefBook/Laws: 行政法/行政处罚法(2021-01-22).md',
    confidence: 'verbatim',
  },
  {
    id: 'SERVE-electronic',
    process: 'service',
    article: '第六十一条第二款',
    actor: '行政机关',
    quote: '当事人同意并签订确认书的,行政机关可以采用传真、电子邮件等方式,将行政处罚决定书等送达当事人',
    source: '凭记忆,未核',
    confidence: 'memory',
    note: '电子送达须有受送达人同意(送达地址确认书)。',
  },
]);

export const reconsiderationLaw = rulesOf('ARL', [
  {
    id: 'ARL-20',
    process: 'remedy',
    article: '第二十条',
    number: 60,
    unit: 'day',
    numberBasis: 'seen',
    startEvent: '知道或者应当知道该行政行为之日',
    actor: '公民、法人或者其他组织',
    quote: '可以自知道或者应当知道该行政行为之日起六十日内提出行政复议申请',
    source: 'github LawRefBook/Laws: 行政复议法(2023-09-01).md',
    confidence: 'verbatim',
  },
  {
    id: 'ARL-88',
    process: 'calendar',
    article: '第八十八条',
    unit: 'workday',
    quote: '本法关于行政复议期间有关“三日”、“五日”、“七日”、“十日”的规定是指工作日,不含法定休假日',
    source: 'github LawRefBook/Laws: 行政复议法(2023-09-01).md',
    confidence: 'verbatim',
  },
]);

export const litigationLaw = rulesOf('ADL', [
  {
    id: 'LIT-6m',
    process: 'remedy',
    article: '第四十六条',
    number: 6,
    unit: 'month',
    numberBasis: 'memory',
    startEvent: '知道或者应当知道作出行政行为之日',
    actor: '公民、法人或者其他组织',
    quote: '[据记忆]直接向人民法院提起诉讼的,应当自知道或者应当知道作出行政行为之日起六个月内提出',
    source: '凭记忆,未核',
    confidence: 'memory',
  },
]);

export const civilProcedureLaw = rulesOf('CPL', [
  {
    id: 'SERVE-notice',
    process: 'service',
    article: '(no. not seen)',
    number: 30,
    unit: 'day',
    numberBasis: 'memory',
    startEvent: '发出公告之日',
    actor: '送达机关',
    quote: '[据记忆]自发出公告之日起,经过三十日,即视为送达',
    source: '凭记忆,未核',
    confidence: 'memory',
  },
]);

export const civilCode = rulesOf('CIV', [
  {
    id: 'CIV-201',
    process: 'calendar',
    article: '第二百零一条',
    quote: '按照年、月、日计算期间的,开始的当日不计入,自下一日开始计算',
    source: 'github LawRefBook/Laws: 民法典/总则.md',
    confidence: 'verbatim',
  },
  {
    id: 'CIV-202',
    process: 'calendar',
    article: '第二百零二条',
    quote: '按照年、月计算期间的,到期月的对应日为期间的最后一日;没有对应日的,月末日为期间的最后一日',
    source: 'github LawRefBook/Laws: 民法典/总则.md',
    confidence: 'verbatim',
  },
  {
    id: 'CIV-203',
    process: 'calendar',
    article: '第二百零三条',
    quote: '期间的最后一日是法定休假日的,以法定休假日结束的次日为期间的最后一日',
    source: 'github LawRefBook/Laws: 民法典/总则.md',
    confidence: 'verbatim',
    note: '用于程序性期间。公示期(最长曝光期)不顺延:早停更有利于主体,属设计选择。',
  },
  {
    id: 'CIV-203-2',
    process: 'calendar',
    article: '第二百零三条第二款',
    quote: '期间的最后一日的截止时间为二十四时;有业务时间的,停止业务活动的时间为截止时间',
    source: '凭记忆,未核',
    confidence: 'memory',
  },
]);

export const creditReporting = rulesOf('ZX', [
  {
    id: 'ZX-16',
    process: 'publicity',
    article: '第十六条',
    number: 5,
    unit: 'year',
    numberBasis: 'seen',
    startEvent: '不良行为或者事件终止之日',
    actor: '征信机构',
    quote: '征信机构对个人不良信息的保存期限,自不良行为或者事件终止之日起为5年;超过5年的,应当予以删除',
    source: 'github LawRefBook/Laws: 行政法规/征信业管理条例(2013-01-21).md',
    confidence: 'verbatim',
  },
]);

export const privateEconomyLaw = rulesOf('PPL', [
  {
    id: 'PPL-54',
    process: 'repair',
    article: '第五十四条',
    unit: 'prompt',
    startEvent: '符合修复条件',
    actor: '实施失信惩戒措施的单位',
    quote: '健全失信惩戒和信用修复制度…在相关公共信用信息平台实现协同修复',
    source: 'https://news.43u.com.cn/a/1548355.html',
    confidence: 'summary',
  },
]);
