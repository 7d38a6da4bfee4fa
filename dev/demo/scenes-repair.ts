/** Repairs: granted, refused, late, terminated, withdrawn; too early; and of an entry of a list, which lifts and exits. */
import { addMonths, dayAfter, type Day } from '../../domain/time/calendar.js';
import { paper, type Chapter, type Demo } from './demo.js';
import { leaves } from './scenes-exit.js';

export const REPAIR: Chapter = {
  title: '信用修复',
  scenes: [
    ['最短公示期未满:不予接收申请,告知最早日期', tooEarly],
    ['淮安:在“信用中国”申请,受理、核查、复核,准予修复,三项落实', granted],
    ['石家庄:窗口申请,一次性补正(补正期间暂停计时),核查后不予修复', refusedAfterSupplement],
    ['淮安(纸质补录):受理期限早已届满,当即告警', overdueFromPaper],
    ['石家庄(纸质补录):申请人逾期未补正,终止办理', terminatedFromPaper],
    ['石家庄:申请人撤回', withdrawn],
    ['淮安:名单信息的修复;异议办结之前不予修复,准予后解除惩戒、移出名单', listedOne],
  ],
};

async function tooEarly(demo: Demo): Promise<void> {
  const early = windowApplication(demo.record('huaian-2'), demo.today);
  await demo.mayNotOpen('BEFORE_MINIMUM', 'huaian-clerk', '/repairs', early);
}

async function granted(demo: Demo): Promise<void> {
  const record = demo.record('huaian-0');
  const url = `${demo.urlOf('credit-china')}/applications`;
  const { caseId } = await demo.opened(await demo.people.postTo('agent-1', url, papers(record)), 'repaired');
  await grants(demo, caseId, 'huaian-env', '罚款已缴清,已完成整改并通过监测');
  await demo.carriedOut(caseId);
  await demo.reports('huaian-kjj', caseId, { receipt: '已恢复科技项目申报资格' });
  await demo.serves(caseId, 'agent-1', 'repairDecision', 'portal');
  await demo.closes(caseId);
  await demo.lifeEnds(record, 'repaired');
  await demo.shows(
    '信用中国、信用淮安均已终止公示',
    ['credit-china', 'credit-huaian'],
    record,
    (s) => s.shown === false,
  );
  await demo.shows('信用中国停止共享和使用', ['credit-china'], record, (s) => s.shared === false);
  await demo.shows('公共资源交易中心已解除惩戒', ['huaian-ggzy'], record, (s) => s.otherMeasures === 'lifted');
}

/** Accepted and proposed by one, confirmed by the other. */
export async function grants(demo: Demo, caseId: string, who: string, findings: string): Promise<void> {
  await demo.does(caseId, `${who}-handler`, 'accept');
  await demo.does(caseId, `${who}-handler`, 'propose', { outcome: 'grant', findings });
  await demo.does(caseId, `${who}-reviewer`, 'confirm', { approve: true });
}

async function refusedAfterSupplement(demo: Demo): Promise<void> {
  const record = demo.record('sjz-0');
  const said = windowApplication(record, demo.today);
  const { caseId } = await demo.opens('sjz-clerk', '/repairs', said, 'refused');
  await demo.does(caseId, 'sjz-env-handler', 'requestSupplement', { items: ['补交罚款缴纳凭证'] });
  await demo.serves(caseId, 'agent-3', 'supplement', 'portal');
  const documents = [paper('fulfilment', '罚款缴纳凭证.pdf')];
  await demo.does(caseId, 'agent-3', 'supplement', { documents });
  await demo.does(caseId, 'sjz-env-handler', 'accept');
  const not = { outcome: 'refuse', findings: '现场核查仍有超标', reasons: '整改未完成,法定义务未完全履行' };
  await demo.does(caseId, 'sjz-env-handler', 'propose', not);
  await demo.does(caseId, 'sjz-env-reviewer', 'confirm', { approve: true });
  await demo.line.until(caseId, (c) => c.stage === 'closed' && c.notices.every((n) => n.announcement === 'sent'));
}

async function overdueFromPaper(demo: Demo): Promise<void> {
  const receivedOn = addMonths(demo.today, -2);
  const said = windowApplication(demo.record('huaian-11'), receivedOn);
  const { caseId } = await demo.opens('huaian-clerk', '/repairs', said, 'notAccepted', dayAfter(receivedOn));
  await demo.line.until(caseId, (c) => c.terms.every((t) => t.lamp === 'red'));
  await demo.does(caseId, 'huaian-handler', 'refuseAcceptance', { reasons: '申请人仍在经营异常名录' });
  await demo.closes(caseId);
}

async function terminatedFromPaper(demo: Demo): Promise<void> {
  const received = demo.before(40);
  const said = windowApplication(demo.record('sjz-1'), received);
  const { caseId } = await demo.opens('sjz-clerk', '/repairs', said, 'terminated', received);
  const items = ['补交信用修复承诺书签章页'];
  await demo.does(caseId, 'sjz-handler', 'requestSupplement', { items }, demo.before(39));
  await demo.serves(caseId, 'sjz-clerk', 'supplement', 'receipt', demo.before(38));
  await demo.closes(caseId);
}

async function withdrawn(demo: Demo): Promise<void> {
  const said = windowApplication(demo.record('sjz-3'), demo.today);
  const { caseId } = await demo.opens('sjz-clerk', '/repairs', said, 'withdrawn');
  await demo.does(caseId, 'sjz-clerk', 'withdraw', { reason: '申请人拟补充材料后重新申请' });
  await demo.closes(caseId);
}

async function listedOne(demo: Demo): Promise<void> {
  const record = demo.record('huaian-9');
  const said = windowApplication(record, demo.today);
  const { caseId } = await demo.opens('huaian-clerk', '/repairs', said, 'repaired');
  await demo.does(caseId, 'huaian-handler', 'accept');
  const doubt = { record, ground: 'period', explanation: '列入日期早于决定书所载日期' };
  const objection = await demo.opens('huaian-clerk', '/objections', doubt, 'withdrawn');
  const grant = { outcome: 'grant', findings: '义务已履行,公示满一年' };
  await demo.does(caseId, 'huaian-handler', 'propose', grant);
  await demo.mayNot('UNDER_OBJECTION', caseId, 'huaian-reviewer', 'confirm', { approve: true });
  await demo.does(objection.caseId, 'huaian-clerk', 'withdrawObjection', { reason: '核对后无误' });
  await demo.closes(objection.caseId);
  await demo.does(caseId, 'huaian-reviewer', 'confirm', { approve: true });
  await demo.carriedOut(caseId);
  await demo.reports('huaian-kjj', caseId, { receipt: '已解除' });
  await demo.closes(caseId);
  await leaves(demo, record, 'removed', 'huaian');
  await demo.lifeEnds(record, 'repaired');
  await demo.shows(
    '信用中国、信用淮安均已终止公示',
    ['credit-china', 'credit-huaian'],
    record,
    (s) => s.shown === false,
  );
  await demo.shows('国家企业信用信息公示系统已移出', ['necips'], record, (s) => s.listed === false);
}

/** What every applicant hands in. */
export const papers = (record: string) => ({
  record,
  agent: { name: '张示例', phone: '13800000000', email: 'agent@company.example' },
  electronicService: true,
  documents: [
    // Asked for by market regulation; elsewhere it does no harm.
    paper('application', '信用修复申请书.pdf'),
    paper('fulfilment', '法定义务履行证明.pdf'),
    paper('commitment', '信用修复承诺书.pdf'),
    paper('authorisation', '授权委托书.pdf'),
  ],
});

export const windowApplication = (record: string, receivedOn: Day) => ({
  ...papers(record),
  channel: 'window',
  channelNumber: `CK${receivedOn.replaceAll('-', '')}-${record.slice(-6)}`,
  receivedOn,
});
