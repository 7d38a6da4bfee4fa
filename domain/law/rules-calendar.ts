/** Holidays, and the publication of decisions (双公示). */
import { rulesOf } from './rule.js';

export const holidays = rulesOf('HOL', [
  {
    id: 'HOL-2',
    process: 'calendar',
    article: '第二条',
    quote:
      '元旦,放假1天(1月1日)…春节,放假4天(农历除夕、正月初一至初三)…清明节,放假1天(农历清明当日)…劳动节,放假2天(5月1日、2日)…端午节,放假1天…中秋节,放假1天…国庆节,放假3天(10月1日至3日)',
    source: 'github LawRefBook/Laws: 行政法规/全国年节及纪念日放假办法(2024-11-10).md',
    confidence: 'verbatim',
    note: '自2025年起每年13天。',
  },
  {
    id: 'HOL-6',
    process: 'calendar',
    article: '第六条',
    quote: '全体公民放假的假日,如果适逢周六、周日,应当在工作日补假',
    source: 'github LawRefBook/Laws: 行政法规/全国年节及纪念日放假办法(2024-11-10).md',
    confidence: 'verbatim',
  },
]);

export const holidays2026 = rulesOf('H26', [
  {
    id: 'H26-2026',
    process: 'calendar',
    article: '一至七',
    quote:
      '元旦1月1日–3日,1月4日(周日)上班;春节2月15日–23日,2月14日(周六)、2月28日(周六)上班;清明4月4日–6日;劳动节5月1日–5日,5月9日(周六)上班;端午6月19日–21日;中秋9月25日–27日;国庆10月1日–7日,9月20日(周日)、10月10日(周六)上班',
    source:
      'https://politics.gmw.cn/2025-11/04/content_38391083.htm (新华社); https://2cto.com.cn (文号 国办发明电〔2025〕7号)',
    confidence: 'verbatim',
    supersededOn: '2027-01-01',
  },
  {
    id: 'H27',
    process: 'calendar',
    article: '',
    quote: '(2027 notice not found in any stored source)',
    source: 'github NateScarlet/holiday-cn 2027.json (2026-08-07 快照为空)',
    confidence: 'memory',
    inForceFrom: '2027-01-01',
    note: '2026年8月7日所见快照中2027年为空;按往年规律,通知在上年10月25日至12月8日之间发布。已有“2027年”数据的库属臆造。',
  },
]);

export const publicationOfActs = rulesOf('SGS', [
  {
    id: 'SGS-7',
    process: 'publicity',
    article: '(十八)/(十七)',
    number: 7,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '作出行政决定之日',
    actor: '各行政机关',
    quote: '除法律法规另有规定外,应将行政许可、行政处罚等信息自作出行政决定之日起7个工作日内上网公开',
    source: 'http://credit.shiyan.gov.cn/660/2459.html',
    confidence: 'verbatim',
    note: '淮安区、启东方案重申。',
  },
  {
    id: 'SGS-ten',
    process: 'publicity',
    article: '国办发〔2019〕35号(十五)',
    number: 7,
    unit: 'workday',
    numberBasis: 'seen',
    startEvent: '作出行政决定之日',
    actor: '各行政机关',
    quote:
      '进一步研究推动行政强制、行政确认、行政征收、行政给付、行政裁决、[行政补偿、行政奖励和行政监督检查等其他行政行为信息7个工作日内上网公开]',
    source: 'http://credit.shiyan.gov.cn/660/2459.html',
    confidence: 'verbatim',
    note: '所存页面在句中截断;淮安区方案列全十种。',
  },
]);
