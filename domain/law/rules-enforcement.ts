/** Joint enforcement, and the duties of reporting around it. As read; see `number` and `numberBasis` for what of it may be relied on. */
import { rulesOf } from './rule.js';

export const g49Enforcement = rulesOf('G49', [
  {
    id: 'G49-list',
    process: 'joint',
    article: '(九)?',
    actor: '任何部门',
    quote:
      '对失信主体采取减损权益或增加义务的惩戒措施,必须基于具体的失信行为事实,直接援引法律、法规或者党中央、国务院政策文件为依据,并实行清单制管理',
    source: 'http://lunwentd.com/webdiceng.php?id=156063',
    confidence: 'summary',
  },
  {
    id: 'G49-proportion',
    process: 'joint',
    article: '(十)?',
    actor: '任何部门',
    quote: '根据失信行为的性质和严重程度,采取轻重适度的惩戒措施,不得随意增设惩戒措施或加重惩戒,确保过惩相当',
    source: 'http://lunwentd.com/webdiceng.php?id=156063',
    confidence: 'summary',
  },
]);

export const g33Enforcement = rulesOf('G33', [
  {
    id: 'G33-trigger',
    process: 'joint',
    article: '(十六)?',
    actor: '发起部门/实施部门',
    quote:
      '建立触发反馈机制…各领域守信联合激励和失信联合惩戒的发起部门负责确定激励和惩戒对象,实施部门负责对有关主体采取相应的联合激励和联合惩戒措施',
    source: 'memory, unverified',
    confidence: 'memory',
  },
]);

export const szEnforcement = rulesOf('SZ', [
  {
    id: 'SZ-69',
    process: 'joint',
    article: '第六十九条',
    startEvent: '实施惩戒措施',
    actor: '公共管理机构',
    quote: '公共管理机构对信用主体实施失信惩戒措施的,应当书面告知其实施失信惩戒措施的依据、事由和救济途径',
    source: 'github LawRefBook/Laws: DLC/广东…/深圳经济特区社会信用条例(2023-01-06).md',
    confidence: 'verbatim',
  },
]);

export const shEnforcement = rulesOf('SH', [
  {
    id: 'SH-32',
    process: 'joint',
    article: '第三十二条',
    actor: '行政机关',
    quote: '行政机关对信息主体实施信用惩戒措施的,…告知实施的依据和理由。未经公布的信用惩戒措施,不得实施',
    source: 'github LawRefBook/Laws: DLC/上海…/上海市社会信用条例(2017-06-23).md',
    confidence: 'verbatim',
  },
]);

export const listEnforcement = rulesOf('LIST', [
  {
    id: 'LIST-three',
    process: 'joint',
    article: '编制说明',
    actor: '公共管理机构',
    quote:
      '三类14项: 一类由公共管理机构依法依规实施的减损信用主体权益或增加其义务的措施(限制市场或行业准入、限制任职、限制消费、限制出境、限制升学复学等);二类由公共管理机构根据履职需要实施的相关管理措施(限制申请财政性资金项目、限制参加评先评优、限制享受优惠政策和便利措施、纳入重点监管范围等);三类由公共管理机构以外的组织自主实施的措施(纳入市场化征信或评级报告、从严审慎授信等)',
    source: 'memory, unverified',
    confidence: 'memory',
  },
  {
    id: 'LIST-2024-13',
    process: 'joint',
    article: '2024年版目录',
    quote:
      '2024年版目录共纳入公共信用信息13类[: 登记注册基本信息、司法裁判及执行信息、行政管理信息、职称和职业信息、经营(活动)异常名录(状态)信息、…]',
    source: 'https://hg4075.com/z020240506/da54c1ce-7046-4019-bec6-a3c21c2e1dc7.html',
    confidence: 'summary',
    note: '所载期限:13类。',
  },
]);

export const haEnforcement = rulesOf('HA', [
  {
    id: 'HA-5th',
    process: 'report',
    article: '二(一)',
    startEvent: '当月产生的承诺',
    actor: '各有关部门 → 区信用办',
    quote:
      '对签订的主动公示型、行业自律型、信用修复型等信用承诺书,及时做好登记工作,并于每月5日前,向区信用办报送当月产生的各类承诺登记表及承诺书图片或扫描件,由区信用办向市统一报送,且将承诺书向“信用淮安区”网站予以公示',
    source: 'seed 002_7d743d860caf9d8d.txt (淮政办发〔2020〕80号)',
    confidence: 'verbatim',
    note: '所载期限:5每月…日前。',
  },
  {
    id: 'HA-breach',
    process: 'report',
    article: '二(一)',
    startEvent: '发现违背承诺',
    actor: '各部门 → 区信用办',
    quote:
      '及时将违背信用承诺的市场主体信息以统一格式表格及时报送区信用办上传市公共信用信息系统,作为事中、事后监管的重点对象,对严重失信的主体依法依规实施联合惩戒',
    source: 'seed 002_7d743d860caf9d8d.txt (淮政办发〔2020〕80号)',
    confidence: 'verbatim',
  },
  {
    id: 'HA-joint',
    process: 'joint',
    article: '四(三)',
    startEvent: '名单下发',
    actor: '各部门',
    quote:
      '各部门要在业务系统中嵌入联合奖惩系统,形成失信联合惩戒发起、响应、反馈的联动机制;…实现国家下发的联合惩戒对象名单及时共享、自动比对、自动拦截、自动惩戒',
    source: 'seed 002_7d743d860caf9d8d.txt (淮政办发〔2020〕80号)',
    confidence: 'verbatim',
  },
  {
    id: 'HA-person',
    process: 'joint',
    article: '四(五)',
    startEvent: '列入联合惩戒对象名单',
    actor: '有关部门',
    quote: '依法依规对其法定代表人或主要负责人、实际控制人进行失信惩戒,并将相关失信行为记入其个人信用档案',
    source: 'seed 002_7d743d860caf9d8d.txt (淮政办发〔2020〕80号)',
    confidence: 'verbatim',
  },
  {
    id: 'HA-inform',
    process: 'joint',
    article: '四(五)',
    startEvent: '机关事业单位、国有企业出现违法失信行为',
    actor: '有关部门',
    quote:
      '机关事业单位、国有企业出现违法失信行为的,要通报其上级主管单位和审计部门,并将失信信息记入机关事业单位、国有企业信用档案;工作人员出现违法失信行为的,要通报所在单位及相关纪检监察、组织人事部门,将失信信息记入其个人信用档案',
    source: 'seed 002_7d743d860caf9d8d.txt (淮政办发〔2020〕80号)',
    confidence: 'verbatim',
  },
]);

export const qdEnforcement = rulesOf('QD', [
  {
    id: 'QD-papers',
    process: 'joint',
    article: '2',
    actor: '行政审批机构',
    quote:
      '对诚信典型和连续三年无不良信用记录的行政相对人,制定实施"绿色通道"、"容缺受理"等行政审批便利服务措施。对符合条件的行政相对人,除法律法规要求提供的材料外,部分申报材料不齐备的,如其书面承诺在规定期限内提供,应先行受理,加快办理进度',
    source: 'seed 004_e88624d7c2c5eacc.txt (启东 2019-09-10)',
    confidence: 'verbatim',
  },
  {
    id: 'QD-red',
    process: 'joint',
    article: '15',
    actor: '各有关部门',
    quote:
      '建立完善各领域诚信典型"红名单"制度和严重失信主体"黑名单"制度,依法依规规范红黑名单产生和发布行为,建立健全退出机制',
    source: 'seed 004_e88624d7c2c5eacc.txt (启东 2019-09-10)',
    confidence: 'verbatim',
  },
  {
    id: 'QD-initiate',
    process: 'joint',
    article: '12',
    actor: '发起单位/实施单位',
    quote:
      '守信联合激励和失信联合惩戒的发起单位依据法律法规和政策规定,参照国家和省有关部委签署的合作备忘录,确定激励和惩戒对象,实施单位据此对有关主体采取相应的联合激励和联合惩戒措施',
    source: 'seed 004_e88624d7c2c5eacc.txt (启东 2019-09-10)',
    confidence: 'verbatim',
  },
  {
    id: 'QD-measures',
    process: 'joint',
    article: '16',
    actor: '各有关部门',
    quote:
      '建立守信联合激励和失信联合惩戒的强制性、推荐性两类措施清单。强制性措施是指依法必须联合执行的激励和惩戒措施;推荐性措施…可根据实际情况实施的措施',
    source: 'seed 004_e88624d7c2c5eacc.txt (启东 2019-09-10)',
    confidence: 'verbatim',
  },
  {
    id: 'QD-system',
    process: 'joint',
    article: '14',
    actor: '市信用平台',
    quote: '实现发起响应、信息推送、执行反馈、信用修复、异议处理等动态协同功能;…实现"应查必查"、"奖惩到位"',
    source: 'seed 004_e88624d7c2c5eacc.txt (启东 2019-09-10)',
    confidence: 'verbatim',
  },
  {
    id: 'QD-four',
    process: 'joint',
    article: '7–10',
    actor: '各部门/市场/行业/社会',
    quote:
      '对失信行为实施行政性约束和惩戒…对失信行为实施市场性约束和惩戒…对失信行为实施行业性约束和惩戒…对失信行为实施社会性约束和惩戒',
    source: 'seed 004_e88624d7c2c5eacc.txt (启东 2019-09-10)',
    confidence: 'verbatim',
  },
]);

export const hxEnforcement = rulesOf('HX', [
  {
    id: 'HX-share',
    process: 'joint',
    article: '四(三)2',
    startEvent: '列入惩戒',
    actor: '市信用信息中心',
    quote: '将列入惩戒的严重失信主体名单信息,通过名单管理系统共享至各部门、各县区',
    source: 'seed 000_84a57a439ccd7e23.txt (淮信用发〔2022〕2号)',
    confidence: 'verbatim',
  },
  {
    id: 'HX-target',
    process: 'report',
    article: '二',
    actor: '全市',
    quote: '全市严重失信主体数量在全省占比不高于我市市场主体数量在全省的占比(即不高于 3.61%)',
    source: 'seed 000_84a57a439ccd7e23.txt (淮信用发〔2022〕2号)',
    confidence: 'verbatim',
  },
]);

export const sjzEnforcement = rulesOf('SJZ', [
  {
    id: 'SJZ-month',
    process: 'report',
    article: '五(三)',
    actor: '市信用办',
    quote: '市信用办每月根据城市信用状况监测结果对治理成效进行分析',
    source: 'seed 001_c9f7b9a68534b7e9.txt (石家庄 2022-10-31)',
    confidence: 'verbatim',
  },
  {
    id: 'SJZ-target1',
    process: 'report',
    article: '二',
    actor: '全市',
    quote: '2023年3月底前,全市严重违法失信主体占全市法人降低到1%以下',
    source: 'seed 001_c9f7b9a68534b7e9.txt (石家庄 2022-10-31)',
    confidence: 'verbatim',
    note: 'KPI.',
  },
  {
    id: 'SJZ-measures',
    process: 'joint',
    article: '四(四)',
    actor: '市、县相关部门',
    quote:
      '列为重点监管对象,增加抽查检查频次,取消财政性资金补助和项目支持,限制参与公共资源交易、政府采购、招标投标,撤销相关荣誉等措施',
    source: 'seed 000_84a57a439ccd7e23.txt (淮信用发〔2022〕2号); seed 001_c9f7b9a68534b7e9.txt (石家庄 2022-10-31)',
    confidence: 'verbatim',
  },
]);

export const ycEnforcement = rulesOf('YC', [
  {
    id: 'YC-list',
    process: 'joint',
    article: '三(四)3',
    actor: '市信用办',
    quote: '制定完善失信联合惩戒对象认定管理办法,…对本部门失信联合惩戒措施清单进行完善和更新,及时向社会进行公示',
    source: 'seed 003_c77a2cc9a405bf62.txt (盐城 2020)',
    confidence: 'verbatim',
  },
]);
