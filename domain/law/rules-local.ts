/** Local regulations and plans read as comparators, and the plans of the cities. */
import { rulesOf } from './rule.js';

export const shanghai = rulesOf('SH', [
  {
    id: 'SH-repair',
    process: 'repair',
    article: '第三十八条',
    number: 3,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '收到信用修复记录的书面证明之日',
    actor: '市公共信用信息服务平台',
    quote: '…应当在收到该书面证明之日起的三个工作日内在平台查询界面上删除该失信信息',
    source: 'github LawRefBook/Laws: DLC/上海…/上海市社会信用条例(2017-06-23).md',
    confidence: 'verbatim',
  },
]);

export const shandong = rulesOf('SD', [
  {
    id: 'SD-5y',
    process: 'publicity',
    article: '第三十八条',
    number: 5,
    unit: 'year',
    numberBasis: 'seen',
    startEvent: '失信行为终止之日',
    actor: '公共信用信息机构',
    quote: '失信信息披露期限最长不得超过五年,自失信行为终止之日起计算',
    source: 'github LawRefBook/Laws: DLC/山东…/山东省社会信用条例(2020-07-24).md',
    confidence: 'verbatim',
  },
]);

export const henan = rulesOf('HN', [
  {
    id: 'HN-43',
    process: 'repair',
    article: '第四十三条',
    number: 1,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '符合规定',
    actor: '平台/提供单位',
    quote: '符合信用修复规定的,信用信息共享平台或者公共信用信息提供单位应当一个工作日内修复',
    source: 'github LawRefBook/Laws: DLC/河南…/河南省社会信用条例(2019-11-29).md',
    confidence: 'verbatim',
  },
  {
    id: 'HN-list-extend',
    process: 'publicity',
    article: '第十九条?',
    startEvent: '披露期限届满尚未移出',
    actor: '平台',
    quote:
      '信用主体被列入失信联合惩戒对象名单,其失信信息披露期限届满时尚未被移出名单的,失信信息披露期限延至被移出名单之日',
    source: 'github LawRefBook/Laws: DLC/河南…/河南省社会信用条例(2019-11-29).md',
    confidence: 'verbatim',
    note: '期限联动:在名单上期间信息不下(浙江第十六条同)。',
  },
]);

export const shenzhen = rulesOf('SZ', [
  {
    id: 'SZ-82',
    process: 'repair',
    article: '第八十二条',
    number: 3,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '受理或者接到修复申请之日',
    actor: '公共信用信息提供单位',
    quote: '应当自受理或者接到公共信用修复申请之日起三个工作日内作出处理…可以延长三个工作日',
    source: 'github LawRefBook/Laws: DLC/广东…/深圳经济特区社会信用条例(2023-01-06).md',
    confidence: 'verbatim',
  },
  {
    id: 'SZ-82-extend',
    process: 'repair',
    article: '第八十二条',
    number: 3,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '原期限届满',
    actor: '公共信用信息提供单位',
    quote: '应当自受理或者接到公共信用修复申请之日起三个工作日内作出处理…可以延长三个工作日',
    source: 'github LawRefBook/Laws: DLC/广东…/深圳经济特区社会信用条例(2023-01-06).md',
    confidence: 'verbatim',
  },
  {
    id: 'SZ-81',
    process: 'repair',
    article: '第八十一条',
    number: 0,
    unit: 'simultaneous',
    numberBasis: 'seen',
    startEvent: '材料齐全',
    actor: '提供单位/市公共信用机构',
    quote: '材料齐全且符合条件的,应当当场受理;材料不齐全的,应当一次性告知申请人需要补正的材料',
    source: 'github LawRefBook/Laws: DLC/广东…/深圳经济特区社会信用条例(2023-01-06).md',
    confidence: 'verbatim',
    note: '一次性告知补正。',
  },
  {
    id: 'SZ-83',
    process: 'repair',
    article: '第八十三条',
    number: 3,
    unit: 'year',
    numberBasis: 'seen',
    startEvent: '受处罚或被撤销免责',
    actor: '信用主体',
    quote: '…严重妨害破产程序,受到人民法院处罚或者被撤销免责的,相关信用信息三年后方可进行信用修复',
    source: 'github LawRefBook/Laws: DLC/广东…/深圳经济特区社会信用条例(2023-01-06).md',
    confidence: 'verbatim',
  },
]);

export const huaianDistrict = rulesOf('HA', [
  {
    id: 'HA-7wd',
    process: 'publicity',
    article: '五(二)',
    number: 7,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '作出行政行为',
    actor: '各有关部门',
    quote:
      '推动行政处罚、行政许可、行政强制、行政确认、行政征收、行政给付、行政裁决、行政补偿、行政奖励和行政监督检查等十种行政行为信息7个工作日内上网公开',
    source: '淮政办发〔2020〕80号',
    confidence: 'verbatim',
  },
  {
    id: 'HA-ways',
    process: 'repair',
    article: '四(六)',
    actor: '失信主体',
    quote: '积极引导各类失信主体通过整改失信、信用承诺、接受培训、提交报告、参加公益慈善活动等方式主动修复自身信用',
    source: '淮政办发〔2020〕80号',
    confidence: 'verbatim',
    note: '2020年的五种修复方式。',
  },
]);

export const qidong = rulesOf('QD', [
  {
    id: 'QD-7wd',
    process: 'publicity',
    article: '13',
    number: 7,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '作出决定之日',
    actor: '各有关部门',
    quote:
      '将行政许可、行政处罚等信息自作出决定之日起7个工作日内,在本地、本部门网站(专栏)公示,同步归集至"启东信用"网站',
    source: '启东市信用办 2019-09-10',
    confidence: 'verbatim',
  },
  {
    id: 'QD-term',
    process: 'repair',
    article: '17',
    unit: 'caseSet',
    actor: '发起单位和实施单位',
    quote:
      '各领域联合惩戒措施发起单位和实施单位应按照法律法规、政策规定明确各类失信行为的联合惩戒期限。在规定期限内纠正失信行为、消除不良影响的,不再作为联合惩戒对象',
    source: '启东市信用办 2019-09-10',
    confidence: 'verbatim',
  },
]);

export const yancheng = rulesOf('YC', [
  {
    id: 'YC-repair',
    process: 'repair',
    article: '三(一)3',
    actor: '市信用办',
    quote: '修订完善信用修复制度,进一步明确失信主体信用修复条件、程序和要求',
    source: '盐城市 2020',
    confidence: 'verbatim',
    note: '年度任务(2020年8月前),非办件规则。',
  },
]);
