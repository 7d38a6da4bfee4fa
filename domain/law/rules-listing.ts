/** Listing and what goes before it: notice, statement and defence, rectification and interviews. As read; see `number` and `numberBasis` for what of it may be relied on. */
import { rulesOf } from './rule.js';

export const n36Listing = rulesOf('N36', [
  {
    id: 'N36-04-scope',
    process: 'listing',
    article: '第四条',
    quote: '失信信息…包括严重失信主体名单信息、行政处罚信息、异常名录信息和其他失信信息。',
    source: 'https://toubiaole.com/news/xingyexinwen/887.html',
    confidence: 'verbatim',
  },
  {
    id: 'N36-04-list',
    process: 'listing',
    article: '第四条第二款',
    quote: '本办法所称的严重失信主体名单,是指以法律、法规或者党中央、国务院政策文件为依[据…设列]',
    source: 'http://m.law-lib.com/law/law_view.asp?id=786242',
    confidence: 'verbatim',
  },
]);

export const g49Listing = rulesOf('G49', [
  {
    id: 'G49-6-domain',
    process: 'listing',
    article: '(六)',
    actor: '任何部门',
    quote:
      '设列严重失信主体名单的领域,必须以法律、法规或者党中央、国务院政策文件为依据,任何部门(单位)不得擅自增加或扩展',
    source: 'http://wkg.net.cn/proview/8FD12Q2ZKQM4.html; http://crsrw.com/falvyuanzhu/63025.html',
    confidence: 'verbatim',
  },
  {
    id: 'G49-7-standard',
    process: 'listing',
    article: '(七)',
    actor: '主管(监管)部门',
    quote:
      '其名单认定标准应当以法律、行政法规或者党中央、国务院政策文件形式确定,暂不具备条件的可由该领域主管(监管)部门以部门规章形式确定',
    source: 'http://wkg.net.cn/proview/8FD12Q2ZKQM4.html; http://crsrw.com/falvyuanzhu/63025.html',
    confidence: 'verbatim',
  },
  {
    id: 'G49-7-comment',
    process: 'listing',
    article: '(七)',
    number: 30,
    unit: 'day',
    numberBasis: 'seen',
    startEvent: '公开征求意见',
    actor: '主管(监管)部门',
    quote: '公开征求意见期限不少于30日',
    source: 'http://wkg.net.cn/proview/8FD12Q2ZKQM4.html; http://crsrw.com/falvyuanzhu/63025.html',
    confidence: 'verbatim',
  },
  {
    id: 'G49-8-notify',
    process: 'prelisting',
    article: '(八)',
    startEvent: '拟列入',
    actor: '行政机关',
    quote:
      '行政机关在作出认定严重失信主体名单决定前,应当告知当事人作出决定的事由、依据和当事人依法享有的权利;当事人提出异议的,应当予以核实并在规定时限内反馈结果',
    source: 'http://www.css4.cn/newsDetail/574.html (安徽实施意见 report); http://crsrw.com/falvyuanzhu/63025.html',
    confidence: 'summary',
  },
  {
    id: 'G49-8-doc',
    process: 'prelisting',
    article: '(八)',
    startEvent: '作出决定',
    actor: '认定部门',
    quote:
      '将市场主体列入严重失信主体名单,应当由认定部门依托相应的行政决定文书,载明事由、依据、失信惩戒措施提示、移出条件和程序以及救济措施等,必要时也可由认定部门单独制作认定严重失信主体名单的决定文书',
    source: 'http://www.css4.cn/newsDetail/574.html (安徽实施意见 report)',
    confidence: 'summary',
  },
  {
    id: 'G49-8-level',
    process: 'prelisting',
    article: '(八)',
    actor: '县级以上政府有关部门',
    quote: '严重失信主体名单原则上应当由县级以上(含县级)人民政府有关部门按照相关标准[认定]',
    source: 'http://www.css4.cn/newsDetail/574.html (安徽实施意见 report)',
    confidence: 'summary',
  },
]);

export const g35Listing = rulesOf('G35', [
  {
    id: 'G35-interview',
    process: 'rectification',
    article: '(十一)?',
    startEvent: '限定期限内未完成整改',
    actor: '认定部门',
    quote:
      '督促失信市场主体限期整改,认定单位依法依规启动提示约谈或警示约谈程序,督促失信市场主体履行相关义务、消除不良影响',
    source: 'https://shijieshipin.com/zhengce/show-22242.html (深圳市商务局 2020-11-18)',
    confidence: 'summary',
  },
  {
    id: 'G35-ban',
    process: 'rectification',
    article: '(十三)?',
    actor: '监管部门',
    quote: '坚决依法依规在一定期限内实施市场和行业禁入措施,直至永远逐出市场',
    source: 'https://www.ryanbays.com/jpal/229.html',
    confidence: 'verbatim',
  },
]);

export const f1798Listing = rulesOf('F1798', [
  {
    id: 'F1798-notice',
    process: 'listing',
    article: '(七)?',
    startEvent: '拟列入黑名单',
    actor: '认定部门',
    quote: '拟列入黑名单的…认定部门应当履行告知或公示程序;有异议的,由认定部门核查',
    source: 'memory, unverified',
    confidence: 'memory',
  },
]);

export const s44Listing = rulesOf('S44', [
  {
    id: 'S44-notify',
    process: 'prelisting',
    article: '第十四条?',
    startEvent: '拟列入',
    actor: '市场监管部门',
    quote: '列入严重违法失信名单的告知、听证、送达、异议处理等程序应当与行政处罚程序一并实施',
    source: 'memory, unverified',
    confidence: 'memory',
  },
  {
    id: 'S44-approve',
    process: 'listing',
    article: '第十三条?',
    startEvent: '作出列入决定前',
    actor: '县级、设区的市级市场监管部门',
    quote: '县级、设区的市级市场监督管理部门作出列入严重违法失信名单决定的,应当报经上一级市场监督管理部门同意',
    source:
      'http://www.qyxyxf.tv/a1826168414067892225 (甘肃省实施办法); http://www.cmrnn.com.cn/content/2025-10/24/content_279511.html',
    confidence: 'verbatim',
  },
  {
    id: 'S44-heavy',
    process: 'listing',
    article: '第二条',
    actor: '市场监管部门',
    quote:
      '较重行政处罚: 从重处罚罚款; 降低资质等级、吊销许可证件、营业执照; 限制开展生产经营活动、责令停产停业、责令关闭、限制从业; 其他',
    source: 'http://www.precisegraphic.com/en/index.php?g=home&m=article&a=show&id=403 (English mirror)',
    confidence: 'summary',
  },
]);

export const s83Listing = rulesOf('S83', [
  {
    id: 'S83-8-60d',
    process: 'prelisting',
    article: '第八条',
    number: 60,
    unit: 'day',
    numberBasis: 'seen',
    startEvent: '被列入经营异常名录满3年前',
    actor: '工商部门',
    quote: '应当在企业被列入经营异常名录满3年前60日内,通过企业信用信息公示系统以公告方式提示其履行相关义务',
    source: 'https://m.78911.com.cn/GuiZhangZhiDu/520595-2.html',
    confidence: 'verbatim',
  },
  {
    id: 'S83-8-10wd',
    process: 'listing',
    article: '第八条',
    number: 10,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '届满之日 / 相关信息公示之日',
    actor: '工商部门',
    quote: '满3年仍未履行相关义务的,自届满之日起10个工作日内将其列入严重违法失信企业名单',
    source: 'https://m.78911.com.cn/GuiZhangZhiDu/520595-2.html',
    confidence: 'verbatim',
  },
]);

export const spcListing = rulesOf('SPC', [
  {
    id: 'SPC-1',
    process: 'listing',
    article: '第一条',
    actor: '人民法院',
    quote:
      '(一)有履行能力而拒不履行…;(二)以伪造证据、暴力、威胁等方法妨碍、抗拒执行的;(三)以虚假诉讼…规避执行的;(四)违反财产报告制度的;(五)违反限制消费令的;(六)无正当理由拒不履行执行和解协议的',
    source: 'https://qidayuan.cn/4169.html',
    confidence: 'verbatim',
  },
  {
    id: 'SPC-5-doc',
    process: 'prelisting',
    article: '第五条',
    startEvent: '决定书作出之日',
    actor: '人民法院',
    quote: '决定书应当写明纳入失信被执行人名单的理由,有纳入期限的,应当写明纳入期限。决定书由院长签发,自作出之日起生效',
    source: 'https://m.110ask.com/zhishi/17096809850225260219.html',
    confidence: 'verbatim',
    note: '所载期限:0日。',
  },
]);

export const spcgListing = rulesOf('SPCG', [
  {
    id: 'SPCG-grace',
    process: 'prelisting',
    article: '16?',
    startEvent: '决定纳入失信名单或采取限制消费措施',
    actor: '人民法院',
    quote:
      '可以给予一至三个月的宽限期。在宽限期内,暂时不会公布被执行人的失信信息或者限制其消费行为。…届满时仍未履行…将会公布',
    source: 'https://m.shoulawyer.com/zhishi/176090.htm',
    confidence: 'summary',
    note: '所载期限:1–3月。',
  },
]);

export const t54Listing = rulesOf('T54', [
  {
    id: 'T54-8',
    process: 'prelisting',
    article: '第八条',
    startEvent: '作出确定失信主体决定前',
    actor: '税务机关',
    quote:
      '税务机关应当在作出确定失信主体决定前向当事人送达告知文书,告知其依法享有陈述、申辩的权利。告知文书应当包括:(一)姓名或者名称、有效身份证件号码或者统一社会信用代码、地址;(二)拟确定为失信主体的事由、法律依据;(三)拟向社会公布的失信信息;(四)拟通知相关部门采取失信惩戒措施;(五)当事人依法享有的相关权利;(六)其他',
    source: 'http://m.law-lib.com/fzdt/news_content.asp?Artcle_id=126466&page=2 (2021 revision draft)',
    confidence: 'summary',
  },
  {
    id: 'T54-9',
    process: 'prelisting',
    article: '第九条',
    number: 5,
    unit: 'workday',
    numberBasis: 'report',
    startEvent: '税务机关告知后',
    actor: '当事人',
    quote: '当事人在税务机关告知后5日内,可以书面或者口头提出陈述、申辩意见',
    source: 'http://m.law-lib.com/fzdt/news_content.asp?Artcle_id=126466&page=2 (2021 revision draft)',
    confidence: 'summary',
  },
  {
    id: 'T54-9-hear',
    process: 'prelisting',
    article: '第九条第二款',
    startEvent: '收到陈述申辩',
    actor: '税务机关',
    quote:
      '税务机关应当充分听取当事人陈述、申辩意见,对当事人提出的事实、理由和证据进行复核。当事人提出的事实、理由或者证据成立的,应当采纳',
    source: 'http://m.law-lib.com/fzdt/news_content.asp?Artcle_id=126466&page=2 (2021 revision draft)',
    confidence: 'summary',
  },
  {
    id: 'T54-10',
    process: 'listing',
    article: '第十条',
    startEvent: '复议/诉讼期限届满或终局',
    actor: '设区的市以上税务局局长',
    quote:
      '经设区的市、自治州以上税务局局长批准,税务机关在…申请行政复议或提起行政诉讼期限届满或者行政复议决定、人民法院判决或裁定生效后[…]作出确定失信主体决定',
    source: 'http://m.law-lib.com/fzdt/news_content.asp?Artcle_id=126466&page=2 (2021 revision draft)',
    confidence: 'summary',
  },
]);

export const h45Listing = rulesOf('H45', [
  {
    id: 'H45-notice',
    process: 'prelisting',
    article: '第六条?',
    startEvent: '列入前',
    actor: '人社部门',
    quote: '应当书面告知当事人列入的事由、依据、提出异议等依法享有的权利…',
    source: 'memory, unverified',
    confidence: 'memory',
  },
]);

export const m11Listing = rulesOf('M11', [
  {
    id: 'M11-notice',
    process: 'prelisting',
    article: '第七条?',
    startEvent: '列入前',
    actor: '应急管理部门',
    quote: '作出列入前,应告知当事人,列入出具书面决定,告知、送达、异议处理等程序参照有关规定执行',
    source: 'http://122.224.56.14:8082/api/wap.php?U=10xD.html (山西省应急管理厅 report, 中新网 2024-10-19)',
    confidence: 'summary',
  },
]);

export const aplListing = rulesOf('APL', [
  {
    id: 'APL-44',
    process: 'prelisting',
    article: '第四十四条',
    startEvent: '作出行政处罚决定之前',
    actor: '行政机关',
    quote: '应当告知当事人拟作出的行政处罚内容及事实、理由、依据,并告知当事人依法享有的陈述、申辩、要求听证等权利',
    source: 'github LawRefBook/Laws: 行政法/行政处罚法(2021-01-22).md',
    confidence: 'verbatim',
  },
  {
    id: 'APL-45',
    process: 'prelisting',
    article: '第四十五条',
    startEvent: '陈述申辩',
    actor: '行政机关',
    quote:
      '行政机关必须充分听取当事人的意见,对当事人提出的事实、理由和证据,应当进行复核;…成立的,行政机关应当采纳。行政机关不得因当事人陈述、申辩而给予更重的处罚',
    source: 'github LawRefBook/Laws: 行政法/行政处罚法(2021-01-22).md',
    confidence: 'verbatim',
  },
  {
    id: 'APL-62',
    process: 'prelisting',
    article: '第六十二条',
    startEvent: '未告知或拒绝听取',
    actor: '行政机关',
    quote:
      '未依照本法第四十四条、第四十五条的规定向当事人告知…,或者拒绝听取当事人的陈述、申辩,不得作出行政处罚决定;当事人明确放弃陈述或者申辩权利的除外',
    source: 'github LawRefBook/Laws: 行政法/行政处罚法(2021-01-22).md',
    confidence: 'verbatim',
  },
  {
    id: 'APL-64-5',
    process: 'prelisting',
    article: '第六十四条(一)',
    number: 5,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '行政机关告知后',
    actor: '当事人',
    quote: '当事人要求听证的,应当在行政机关告知后五日内提出',
    source: 'github LawRefBook/Laws: 行政法/行政处罚法(2021-01-22).md',
    confidence: 'verbatim',
  },
  {
    id: 'APL-64-7',
    process: 'prelisting',
    article: '第六十四条(二)',
    number: 7,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '举行听证前',
    actor: '行政机关',
    quote: '行政机关应当在举行听证的七日前,通知当事人及有关人员听证的时间、地点',
    source: 'github LawRefBook/Laws: 行政法/行政处罚法(2021-01-22).md',
    confidence: 'verbatim',
  },
  {
    id: 'APL-61-7',
    process: 'prelisting',
    article: '第六十一条',
    number: 7,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '宣告后当事人不在场',
    actor: '行政机关',
    quote: '当事人不在场的,行政机关应当在七日内依照《中华人民共和国民事诉讼法》的有关规定,将行政处罚决定书送达当事人',
    source: 'github LawRefBook/Laws: 行政法/行政处罚法(2021-01-22).md',
    confidence: 'verbatim',
  },
]);

export const jsListing = rulesOf('JS', [
  {
    id: 'JS-notify',
    process: 'prelisting',
    article: '第三章 (no. not seen)',
    startEvent: '列入名单前',
    actor: '认定单位',
    quote: '将市场主体列入严重失信主体名单前,应当根据《江苏省社会信用条例》规定,履行告知程序,杜绝事后简单处置行为',
    source: 'seed 000_84a57a439ccd7e23.txt (淮信用发〔2022〕2号)',
    confidence: 'verbatim',
  },
]);

export const hebListing = rulesOf('HEB', [
  {
    id: 'HEB-notify',
    process: 'prelisting',
    article: '(no. not seen)',
    startEvent: '列入名单前',
    actor: '认定单位',
    quote: '将市场主体列入严重违法失信主体名单前,应当根据《河北省社会信用信息条例》等规定,履行告知程序',
    source: 'seed 001_c9f7b9a68534b7e9.txt (石家庄 2022-10-31)',
    confidence: 'verbatim',
  },
]);

export const sdListing = rulesOf('SD', [
  {
    id: 'SD-interview',
    process: 'rectification',
    article: '第四十一条',
    startEvent: '失信信息披露期限内',
    actor: '公共信用信息提供单位',
    quote: '应当按照国家有关规定启动提示约谈或者警示约谈程序,督促信用主体履行相关义务,消除不良影响',
    source: 'github LawRefBook/Laws: DLC/山东…/山东省社会信用条例(2020-07-24).md',
    confidence: 'verbatim',
  },
]);

export const hnListing = rulesOf('HN', [
  {
    id: 'HN-28',
    process: 'prelisting',
    article: '第二十八条',
    startEvent: '拟列入',
    actor: '认定机关',
    quote:
      '拟列入失信联合惩戒对象名单的,应当以书面方式履行事前告知程序。告知内容包括…依据、理由、惩戒措施,异议申请的权利等。有异议的,由认定机关或者组织核查处理。…仍有异议的,可以向省社会信用工作主管部门申请复核',
    source: 'github LawRefBook/Laws: DLC/河南…/河南省社会信用条例(2019-11-29).md',
    confidence: 'verbatim',
  },
]);

export const zjListing = rulesOf('ZJ', [
  {
    id: 'ZJ-28',
    process: 'prelisting',
    article: '第二十八条',
    startEvent: '列入严重失信名单前',
    actor: '国家机关',
    quote:
      '列入严重失信名单前,应当告知信息主体列入严重失信名单的理由和依据;决定…采取惩戒措施的,应当告知理由、依据和救济途径以及解除惩戒措施的条件。信息主体有权进行陈述和申辩',
    source: 'github LawRefBook/Laws: DLC/浙江…/浙江省公共信用信息管理条例(2017-09-30).md',
    confidence: 'verbatim',
  },
]);

export const haListing = rulesOf('HA', [
  {
    id: 'HA-interview',
    process: 'rectification',
    article: '四(二)',
    startEvent: '整改期限届满未到位',
    actor: '认定部门',
    quote:
      '对于在限定期限内整改不到位的,认定部门依法依规启动对市场主体的提醒约谈或警示约谈。约谈记录记入部门信息系统并归集至市公共信用信息系统',
    source: 'seed 002_7d743d860caf9d8d.txt (淮政办发〔2020〕80号)',
    confidence: 'verbatim',
  },
]);

export const hxListing = rulesOf('HX', [
  {
    id: 'HX-warn',
    process: 'rectification',
    article: '四(二)1',
    actor: '认定部门',
    quote: '开展信用警示和约谈,督促企业主动纠正失信行为',
    source: 'seed 000_84a57a439ccd7e23.txt (淮信用发〔2022〕2号)',
    confidence: 'verbatim',
  },
  {
    id: 'HX-noexpand',
    process: 'listing',
    article: '四(四)2',
    actor: '认定部门',
    quote: '严格执行严重失信主体名单制度,不得以政府规章、制度规定擅自增加或扩展严重失信主体名单及其认定标准',
    source: 'seed 000_84a57a439ccd7e23.txt (淮信用发〔2022〕2号)',
    confidence: 'verbatim',
  },
]);
