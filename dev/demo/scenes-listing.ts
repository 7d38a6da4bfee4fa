/** Listings: with a defence that fails, with one that succeeds, handed over, from above, waiting for finality, of a court. */
import type { Day } from '../../domain/time/calendar.js';
import { matterSubject, type Chapter, type Demo } from './demo.js';

export const LISTING: Chapter = {
  title: '列入名单:告知、陈述申辩、认定、联合惩戒',
  scenes: [
    ['淮安市场监管:逐项答复申辩,两人经办复核,上级同意,两书同达,公示并发起惩戒', listed],
    ['淮安生态环境:申辩理由成立,采纳,不予列入;未送达、未答复和名单之外的一律不予办理', notListed],
    ['淮安人社:整改不到位移送而来(纸质补录),期满无申辩,列入', handedOver],
    ['淮安应急:上级下发的名单,核实后实施惩戒', received],
    ['淮安税务:放弃申辩,等待处理决定生效后列入', final],
    ['石家庄法院(纸质补录):宽限期满仍不履行,自动公布', court],
  ],
};

const SITES = ['credit-china', 'credit-jiangsu', 'credit-huaian'];

/** Those without a system, to whom a person brings it. */
const BELOW = ['huaian-kjj', 'huaian-exams', 'huaian-gsl'];

const CONTENTS = {
  facts: '见告知书所列事实',
  basis: '见告知书所列依据',
  measuresHint: '列入期间有关部门将依法实施告知书所列惩戒措施',
  exitConditions: '义务履行完毕或者列入期限届满可以申请移出',
  remedies: '可以自收到本决定书之日起六十日内申请行政复议,或者六个月内提起行政诉讼',
};

const decision = (measures: readonly string[], more: object = {}) => ({
  outcome: 'list',
  findings: '事实清楚,证据充分,程序合法',
  measures,
  contents: CONTENTS,
  ...more,
});

async function listed(demo: Demo): Promise<void> {
  const handler = 'huaian-handler';
  const measures = ['procurementBan', 'biddingLimit', 'keySupervision', 'publicExposure', 'subsidyLimit'];
  await demo.screens('huaian-ggzy', 1, 'bidding', 'nothing');
  const proposal = {
    subject: matterSubject(1),
    title: '经营标签不符合规定的食品,情节严重',
    list: 'samr',
    facts: '一年内三次经营标签不符合规定的食品',
    basis: '市场监管总局令第44号(条号待核)',
    measures,
    electronicService: true,
  };
  const { caseId, record } = await demo.opens(handler, '/listings', proposal, 'listed');
  demo.records.set('food', record.id);
  await demo.serves(caseId, 'agent-2', 'listingNotice', 'portal');
  await demo.does(caseId, 'agent-2', 'state', { grounds: [{ text: '第三批次产品已主动召回,未造成危害' }] });
  await demo.does(caseId, 'agent-2', 'waive');
  const answers = [{ ground: 'g1', accepted: false, reason: '召回发生在立案之后,不影响情节认定' }];
  await demo.does(caseId, handler, 'answerGrounds', { answers });
  const worse = decision([...measures, 'industryBan']);
  await demo.mayNot('WORSE_THAN_NOTICED', caseId, handler, 'proposeDecision', worse);
  await demo.does(caseId, handler, 'proposeDecision', decision(measures));
  await demo.does(caseId, 'huaian-reviewer', 'confirm', { approve: true });
  await demo.does(caseId, 'jiangsu-reviewer', 'consent', { approve: true });
  await demo.serves(caseId, 'agent-2', 'listingDecision', 'portal');
  await demo.closes(caseId);
  await enforced(demo, record.id);
}

/** Shown at every site and enforced at every department; the one that may decline does so, with its reasons. */
async function enforced(demo: Demo, recordId: string): Promise<void> {
  const life = await demo.caseAbout(recordId, 'record');
  await demo.carriedOut(life);
  const declined = { outcome: 'declined', detail: '该主体本年度没有财政性资金项目,无对应事项' };
  await demo.reports('huaian-kjj', life, declined);
  await demo.shows('信用中国、信用江苏、信用淮安均已公示', SITES, recordId, (s) => s.shown === true);
  await demo.shows('公共资源交易中心两项措施在施', ['huaian-ggzy'], recordId, (s) => standsAll(s, 'inForce', 2));
  await demo.screens('huaian-ggzy', 1, 'bidding', 'intercept');
  await demo.screens('huaian-kjj', 1, 'subsidy', 'nothing');
}

/** Every measure there stands so, and there are so many. */
export function standsAll(
  { measures }: { readonly measures: Readonly<Record<string, { readonly standing: string }>> },
  standing: string,
  count: number,
): boolean {
  const all = Object.values(measures);
  return all.length === count && all.every((m) => m.standing === standing);
}

async function notListed(demo: Demo): Promise<void> {
  const handler = 'huaian-env-handler';
  const proposal = {
    subject: matterSubject(7),
    title: '超过排放标准排放污染物,情节严重',
    list: 'environment',
    facts: '监测显示两次超标排放',
    basis: '国办发〔2020〕49号 (六)',
    measures: ['biddingLimit', 'keySupervision'],
  };
  await demo.mayNotOpen('LIST_NOT_IN_CATALOGUE', handler, '/listings', { ...proposal, list: 'samr' });
  const { caseId, record } = await demo.opens(handler, '/listings', proposal, 'notListed');
  await demo.mayNot('NOTICE_NOT_SERVED', caseId, handler, 'proposeDecision', decision(proposal.measures));
  await demo.serves(caseId, handler, 'listingNotice', 'receipt');
  const grounds = [{ text: '第二次监测的采样点位于厂界之外,超标来自相邻企业' }];
  await demo.does(caseId, 'huaian-clerk', 'state', { grounds });
  await demo.does(caseId, 'huaian-clerk', 'waive');
  await demo.mayNot('GROUND_UNANSWERED', caseId, handler, 'proposeDecision', decision(proposal.measures));
  const answers = [{ ground: 'g1', accepted: true, reason: '经复测属实,予以采纳' }];
  await demo.does(caseId, handler, 'answerGrounds', { answers });
  const not = { outcome: 'notList', findings: '仅一次超标,不构成情节严重', reasons: '申辩理由成立' };
  await demo.does(caseId, handler, 'proposeDecision', not);
  await demo.does(caseId, 'huaian-env-reviewer', 'confirm', { approve: true });
  await demo.closes(caseId);
  demo.check('信用中国从未收到这条信息', (await demo.standing('credit-china', record.id)) === undefined);
}

async function handedOver(demo: Demo): Promise<void> {
  const handler = 'huaian-labour-handler';
  const recordId = demo.record('wages');
  const caseId = await demo.caseAbout(recordId, 'listing');
  await demo.mustEnd(caseId, 'listed');
  await demo.serves(caseId, handler, 'listingNotice', 'left', demo.before(344));
  await demo.line.until(caseId, (c) => c.stage === 'deliberating');
  const measures = ['procurementBan', 'biddingLimit', 'financeHint', 'keySupervision'];
  await decidesTogether(demo, caseId, 'huaian-labour', decision(measures), demo.before(300));
  await demo.closes(caseId);
  await demo.carriedOut(await demo.caseAbout(recordId, 'record'));
  await demo.screens('huaian-ggzy', 3, 'procurement', 'intercept');
  await demo.screens('huaian-registry', 3, 'inspection', 'restrict');
}

/** Proposed by one, confirmed by the other, and both papers served. */
async function decidesTogether(demo: Demo, caseId: string, who: string, said: object, on?: Day): Promise<void> {
  await demo.does(caseId, `${who}-handler`, 'proposeDecision', said, on);
  await demo.does(caseId, `${who}-reviewer`, 'confirm', { approve: true }, on);
  await demo.serves(caseId, `${who}-handler`, 'listingDecision', 'receipt', on);
}

async function received(demo: Demo): Promise<void> {
  const handler = 'huaian-safety-handler';
  const list = {
    subject: matterSubject(5),
    title: '发生较大生产安全责任事故',
    list: 'safety',
    documentNumber: '苏应急名单〔示例〕1号',
    decidedOn: demo.before(20),
    facts: '上级下发名单所列事故责任单位',
    basis: '《安全生产法》第七十八条(条号待核)',
    measures: ['procurementBan', 'biddingLimit', 'keySupervision'],
  };
  const { caseId, record } = await demo.opens(handler, '/listings/received', list, 'listed');
  demo.records.set('safety', record.id);
  await demo.does(caseId, handler, 'verifyReceived', { confirmed: true, reasons: '与本市登记信息核对一致' });
  await demo.closes(caseId);
  const life = await demo.caseAbout(record.id, 'record');
  await demo.carriedOut(life);
  for (const party of BELOW) await demo.reports(party, life, { receipt: '已接收上级下发名单' });
  await demo.shows('核实后三网公示', SITES, record.id, (s) => s.shown === true);
}

async function final(demo: Demo): Promise<void> {
  const handler = 'huaian-tax-handler';
  const measures = ['procurementBan', 'biddingLimit'];
  const proposal = {
    subject: matterSubject(8),
    title: '虚开增值税专用发票',
    list: 'tax',
    facts: '税务处理决定书认定虚开发票',
    basis: '国家税务总局令第54号第六条(待确认)',
    measures,
  };
  const { caseId, record } = await demo.opens(handler, '/listings', proposal, 'listed');
  await demo.serves(caseId, handler, 'listingNotice', 'receipt');
  await demo.does(caseId, 'huaian-clerk', 'waive');
  await demo.does(caseId, handler, 'proposeDecision', decision(measures));
  await demo.does(caseId, 'huaian-tax-reviewer', 'confirm', { approve: true });
  demo.check('处理决定生效之前没有记录可供公示', (await demo.standing('credit-china', record.id)) === undefined);
  const finality = { finalOn: demo.before(1), documentNumber: '淮税处〔示例〕8号' };
  await demo.does(caseId, handler, 'confirmFinality', finality);
  await demo.serves(caseId, handler, 'listingDecision', 'receipt');
  await demo.closes(caseId);
  await demo.carriedOut(await demo.caseAbout(record.id, 'record'));
  await demo.shows('决定书送达后三网公示', SITES, record.id, (s) => s.shown === true);
}

async function court(demo: Demo): Promise<void> {
  const handler = 'sjz-court-handler';
  const measures = ['consumptionLimit', 'biddingLimit'];
  const proposal = {
    subject: matterSubject(14),
    title: '有履行能力而拒不履行生效法律文书确定的义务',
    list: 'court',
    facts: '执行通知书送达后未报告财产、未履行',
    basis: '法释〔2017〕7号 第一条',
    measures,
  };
  const { caseId, record } = await demo.opens(handler, '/listings', proposal, 'listed', demo.before(110));
  demo.records.set('court', record.id);
  await demo.serves(caseId, handler, 'listingNotice', 'left', demo.before(108));
  await demo.line.until(caseId, (c) => c.stage === 'deliberating');
  await decidesTogether(demo, caseId, 'sjz-court', decision(measures, { graceMonths: 1 }), demo.before(60));
  await demo.closes(caseId);
  await demo.carriedOut(await demo.caseAbout(record.id, 'record'));
  await demo.shows('执行系统已限制高消费', ['sjz-execution'], record.id, (s) => standsAll(s, 'inForce', 1));
}
