/** Leaving a list. As read; see `number` and `numberBasis` for what of it may be relied on. */
import { rulesOf } from './rule.js';

export const n58Exit = rulesOf('N58', [
  {
    id: 'N58-list-stop',
    process: 'exit',
    article: '第三章',
    number: 3,
    unit: 'workday',
    numberBasis: 'report',
    startEvent: '信用中国收到认定单位共享的移出决定',
    actor: '信用中国',
    quote: '“信用中国”网站收到具体修复认定单位所共享的移出决定后,会在3个工作日内停止公示',
    source: 'http://www.qyxyxf.tv/a1800369643174387713',
    confidence: 'summary',
  },
]);

export const mofcExit = rulesOf('MOFC', [
  {
    id: 'F1798-validity',
    process: 'exit',
    article: '第七条第四款',
    number: 3,
    unit: 'year',
    numberBasis: 'seen',
    startEvent: '列入之日',
    actor: '认定部门',
    quote: '失信联合惩戒对象名单有效期一般不超过3年,重点关注名单有效期一般不超过2年',
    source: 'http://uianet.net/dictionary/b674672.html',
    confidence: 'verbatim',
  },
]);

export const s107Exit = rulesOf('S107', [
  {
    id: 'S107-spot',
    process: 'exit',
    article: '(no. not seen)',
    startEvent: '停止公示处罚信息或移出名单',
    actor: '市场监管部门',
    quote: '…应当在国家企业信用信息公示系统同时停止公示相应的抽查检查结果负面信息',
    source: 'http://longway-casters.net/shipindongtai/708.html (synonym-spun copy of a SAMR 107 commentary)',
    confidence: 'summary',
    note: '所载期限:0日。',
  },
]);

export const s83Exit = rulesOf('S83', [
  {
    id: 'S83-9-5y',
    process: 'exit',
    article: '第九条',
    number: 5,
    unit: 'year',
    numberBasis: 'seen',
    startEvent: '被列入之日',
    actor: '工商部门',
    quote: '企业自被列入严重违法失信企业名单之日起满5年未再发生第五条规定情形的,由有管辖权的工商行政管理部门移出',
    source: 'https://m.78911.com.cn/GuiZhangZhiDu/520595-2.html',
    confidence: 'verbatim',
  },
  {
    id: 'S83-10-5wd',
    process: 'exit',
    article: '第十条',
    number: 5,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '企业申请之日',
    actor: '工商部门',
    quote: '…应当自企业申请之日起5个工作日内作出移出决定',
    source: 'https://m.78911.com.cn/GuiZhangZhiDu/520595-2.html',
    confidence: 'verbatim',
  },
]);

export const spcExit = rulesOf('SPC', [
  {
    id: 'SPC-2-2y',
    process: 'exit',
    article: '第二条',
    number: 2,
    unit: 'year',
    numberBasis: 'seen',
    startEvent: '纳入之日',
    actor: '人民法院',
    quote: '被执行人具有本规定第一条第二项至第六项规定情形的,纳入失信被执行人名单的期限为二年',
    source: 'https://qidayuan.cn/4169.html',
    confidence: 'verbatim',
  },
  {
    id: 'SPC-2-ext',
    process: 'exit',
    article: '第二条',
    startEvent: '二年期限之上',
    actor: '人民法院',
    quote: '以暴力、威胁方法妨碍、抗拒执行情节严重或具有多项失信行为的,可以延长一至三年',
    source: 'https://qidayuan.cn/4169.html',
    confidence: 'verbatim',
    note: '所载期限:1–3年。',
  },
  {
    id: 'SPC-2-early',
    process: 'exit',
    article: '第二条第二款',
    startEvent: '积极履行或主动纠正',
    actor: '人民法院',
    quote: '失信被执行人积极履行生效法律文书确定义务或主动纠正失信行为的,人民法院可以决定提前删除失信信息',
    source: 'https://qidayuan.cn/4169.html',
    confidence: 'verbatim',
  },
  {
    id: 'SPC-10-delete',
    process: 'exit',
    article: '第十条',
    number: 3,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '七种情形之一发生',
    actor: '人民法院',
    quote:
      '具有下列情形之一的,人民法院应当在三个工作日内删除失信信息:(一)已履行…或已执行完毕的;(二)执行和解协议且已履行完毕的;(三)申请执行人书面申请删除,法院审查同意的;(四)终结本次执行程序后,通过网络执行查控系统查询…两次以上,未发现有可供执行财产…的;(五)因审判监督或破产程序…中止执行的;(六)裁定不予执行的;(七)裁定终结执行的',
    source: 'http://gg.shydyy.com.cn/bljlxf/29808.html; https://m.64365.com/ask/11825311.aspx',
    confidence: 'verbatim',
  },
  {
    id: 'SPC-10-term',
    process: 'exit',
    article: '第十条第二款',
    number: 3,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '纳入期限届满',
    actor: '人民法院',
    quote: '有纳入期限的,不适用前款规定。纳入期限届满后三个工作日内,人民法院应当删除失信信息',
    source: 'http://gg.shydyy.com.cn/bljlxf/29808.html; https://m.64365.com/ask/11825311.aspx',
    confidence: 'verbatim',
  },
  {
    id: 'SPC-10-6m',
    process: 'exit',
    article: '第十条第四款',
    number: 6,
    unit: 'month',
    numberBasis: 'memory',
    startEvent: '依第一款第三项删除之日',
    actor: '申请执行人',
    quote: '依照前款第三项规定删除失信信息后六个月内,申请执行人申请将该被执行人纳入失信被执行人名单的,人民法院不予支持',
    source: 'memory, unverified',
    confidence: 'memory',
  },
]);

export const sPC13Exit = rulesOf('SPC13', [
  {
    id: 'SPC13-7',
    process: 'exit',
    article: '第七条',
    startEvent: '情形发生',
    actor: '人民法院',
    quote:
      '失信被执行人符合下列情形之一的,人民法院应当将其有关信息从失信被执行人名单库中删除:(一)全部履行了生效法律文书确定义务的;(二)与申请执行人达成执行和解协议并经申请执行人确认履行完毕的;(三)人民法院依法裁定终结执行的',
    source: 'github LawRefBook/Laws: 司法解释/最高人民法院关于公布失信被执行人名单信息的若干规定(2013-07-16).md',
    confidence: 'verbatim',
  },
]);

export const h45Exit = rulesOf('H45', [
  {
    id: 'H45-3y',
    process: 'exit',
    article: '第九条?',
    number: 3,
    unit: 'year',
    numberBasis: 'report',
    startEvent: '作出列入决定之日',
    actor: '人社部门',
    quote: '列入失信联合惩戒名单期限为三年',
    source: 'https://fa.113you.com/zs/6445.html (人社部 text)',
    confidence: 'summary',
  },
  {
    id: 'H45-6m',
    process: 'exit',
    article: '第十条?',
    number: 6,
    unit: 'month',
    numberBasis: 'report',
    startEvent: '改正之日',
    actor: '人社部门',
    quote: '列入期间偿还拖欠工资的,自改正之日起满6个月,且作出守信承诺,可申请提前移出',
    source: 'https://fa.113you.com/zs/6445.html (人社部 text)',
    confidence: 'summary',
  },
]);

export const m11Exit = rulesOf('M11', [
  {
    id: 'M11-3y',
    process: 'exit',
    article: '第十一条?',
    number: 3,
    unit: 'year',
    numberBasis: 'report',
    startEvent: '列入之日',
    actor: '应急管理部门',
    quote: '严重失信主体名单管理期限为3年,管理期满后由作出列入…决定的…负责移出,并停止公示和解除管理措施',
    source: 'http://122.224.56.14:8082/api/wap.php?U=10xD.html (山西省应急管理厅 report, 中新网 2024-10-19)',
    confidence: 'summary',
  },
  {
    id: 'M11-12m',
    process: 'exit',
    article: '第十二条?',
    number: 12,
    unit: 'month',
    numberBasis: 'report',
    startEvent: '列入之日',
    actor: '被列入对象',
    quote: '对列入严重失信主体名单满12个月的被列入对象,在满足规定的条件下可申请提前移出',
    source: 'http://122.224.56.14:8082/api/wap.php?U=10xD.html (山西省应急管理厅 report, 中新网 2024-10-19)',
    confidence: 'summary',
  },
  {
    id: 'M11-false',
    process: 'exit',
    article: '第十六条?',
    startEvent: '发现弄虚作假',
    actor: '应急管理部门',
    quote:
      '发现被列入对象申请提前移出严重失信主体名单存在隐瞒真实情况、弄虚作假情形的,应当撤销提前移出决定,恢复列入状态',
    source: 'http://122.224.56.14:8082/api/wap.php?U=10xD.html (山西省应急管理厅 report, 中新网 2024-10-19)',
    confidence: 'summary',
  },
]);

export const mcaExit = rulesOf('MCA', [
  {
    id: 'MCA-2y',
    process: 'exit',
    article: '',
    number: 2,
    unit: 'year',
    numberBasis: 'report',
    startEvent: '列入之日',
    actor: '登记管理机关',
    quote: '被列入的社会组织须满2年,且在此期间没有出现应当列入异常名录或者严重违法失信名单的情形,方可申请移出',
    source: 'http://universityage.com/xysh/zyzs/230729071957692490.html',
    confidence: 'summary',
  },
]);

export const hnExit = rulesOf('HN', [
  {
    id: 'HN-37',
    process: 'exit',
    article: '第三十七条',
    startEvent: '退出名单',
    actor: '认定机关',
    quote:
      '信用主体退出失信联合惩戒对象名单后,认定机关或者组织应当及时通过原发布渠道发布名单退出公告,有关部门应当停止对其实施失信联合惩戒',
    source: 'github LawRefBook/Laws: DLC/河南…/河南省社会信用条例(2019-11-29).md',
    confidence: 'verbatim',
  },
]);

export const hxExit = rulesOf('HX', [
  {
    id: 'HX-three',
    process: 'exit',
    article: '三(二)/四',
    actor: '各县区、各部门',
    quote: '确定“退出、帮扶、约束”三类清单,分类处置、分步实施',
    source: 'seed 000_84a57a439ccd7e23.txt (淮信用发〔2022〕2号); seed 001_c9f7b9a68534b7e9.txt (石家庄 2022-10-31)',
    confidence: 'verbatim',
  },
  {
    id: 'HX-bankr',
    process: 'exit',
    article: '四(一)2',
    startEvent: '进入破产程序',
    actor: '人民法院',
    quote:
      '组织对符合条件的失信被执行人(企业)启动破产程序,进入破产程序后退出失信被执行人(企业)名单,并负责通过法院系统撤销中国执行信息公开网的公示信息',
    source: 'seed 000_84a57a439ccd7e23.txt (淮信用发〔2022〕2号); seed 001_c9f7b9a68534b7e9.txt (石家庄 2022-10-31)',
    confidence: 'verbatim',
  },
  {
    id: 'HX-report',
    process: 'exit',
    article: '四(一)4',
    startEvent: '退出名单',
    actor: '市信用信息中心',
    quote: '组织各部门和各县区统一报送退出严重失信主体名单至“信用淮安”“信用江苏”和“信用中国”平台网站',
    source: 'seed 000_84a57a439ccd7e23.txt (淮信用发〔2022〕2号)',
    confidence: 'verbatim',
  },
]);

export const sjzExit = rulesOf('SJZ', [
  {
    id: 'SJZ-remove',
    process: 'exit',
    article: '四(二)3',
    startEvent: '已完全履行相应义务、符合退出条件',
    actor: '各级名单认定部门',
    quote:
      '对已完全履行相应义务、符合严重违法失信主体名单退出条件的企业,各级名单认定部门负责按照规定及时将其移出…,通过本领域业务系统及时撤销其严重违法失信公示信息',
    source: 'seed 001_c9f7b9a68534b7e9.txt (石家庄 2022-10-31)',
    confidence: 'verbatim',
  },
  {
    id: 'SJZ-direct',
    process: 'exit',
    article: '四(二)1',
    actor: '各县(市、区)各部门',
    quote: '重点对注销、迁出本区(注明迁入地)、清算、破产等失信行为主体,直接纳入退出清单管理',
    source: 'seed 001_c9f7b9a68534b7e9.txt (石家庄 2022-10-31)',
    confidence: 'verbatim',
  },
  {
    id: 'SJZ-report',
    process: 'exit',
    article: '四(二)3',
    startEvent: '撤销退出企业公示',
    actor: '各有关部门 → 县信用办 → 市信用办',
    quote:
      '对撤销退出企业公示的名单,及时报县(市、区)信用办并汇总至市信用办,市信用办负责组织汇总并统一报送退出严重违法失信主体名单至“信用中国”网站',
    source: 'seed 001_c9f7b9a68534b7e9.txt (石家庄 2022-10-31)',
    confidence: 'verbatim',
  },
  {
    id: 'SJZ-cascade',
    process: 'exit',
    article: '四(二)2',
    actor: '各名单部门',
    quote:
      '对重大税收违法案件当事人,税务部门按照《重大税收违法失信主体信息公布管理办法》有关规定实施退出…对于政府采购严重违法失信当事人,财政部门按照《政府采购法》等有关规定实施退出',
    source: 'seed 001_c9f7b9a68534b7e9.txt (石家庄 2022-10-31)',
    confidence: 'verbatim',
  },
]);
