/** Rectification and interviews: one company that mends its ways with help, one that does not and goes before a listing. */
import { instantAt, type Day } from '../../domain/time/calendar.js';
import { matterSubject, paper, sha256, type Chapter, type Demo } from './demo.js';

export const RECTIFICATION: Chapter = {
  title: '限期整改与约谈',
  scenes: [
    ['淮安生态环境:责令整改,第一次核查部分不足,一对一帮扶,延期一次,整改到位', rectified],
    ['淮安人社(纸质补录):期限早已届满,提醒约谈到场,再逾期,警示约谈不到场,移送列入程序', failed],
  ],
};

const proof = (id: string, name: string) => ({ id, documents: [paper('other', name)] });

async function rectified(demo: Demo): Promise<void> {
  const handler = 'huaian-env-handler';
  const order = {
    subject: matterSubject(0),
    title: '污水处理设施运行不正常',
    facts: '现场检查发现污水处理设施未正常运行,在线监测数据缺失',
    items: [{ text: '恢复污水处理设施正常运行' }, { text: '恢复在线监测并补报数据' }],
    deadline: demo.before(-30),
    electronicService: true,
  };
  const { caseId } = await demo.opens(handler, '/rectifications', order, 'rectified');
  await demo.serves(caseId, 'agent-1', 'rectificationOrder', 'portal');
  const reported = { items: [proof('z1', '设施运行记录.pdf'), proof('z2', '监测补报说明.pdf')] };
  await demo.does(caseId, 'agent-1', 'reportRectified', reported);
  const partly = [
    { id: 'z1', sufficient: true },
    { id: 'z2', sufficient: false, note: '监测数据仍缺三日' },
  ];
  await demo.does(caseId, handler, 'verifyRectified', { method: 'papers', results: partly });
  await demo.does(caseId, 'huaian-office', 'assignHelper', { helper: '清江浦区示例街道办事处' });
  await demo.does(caseId, 'huaian-office', 'logVisit', { visitedOn: demo.today, note: '协调运维单位补齐监测数据' });
  await demo.does(caseId, handler, 'extendRectification', {
    deadline: demo.before(-45),
    reasons: '监测设备更换到货需要时间',
  });
  await demo.does(caseId, 'agent-1', 'reportRectified', { items: [proof('z2', '在线监测联网验收单.pdf')] });
  const all = { method: 'onSite', results: [{ id: 'z2', sufficient: true }] };
  const file = await demo.does(caseId, handler, 'verifyRectified', all);
  demo.check(
    '整改到位,同时送达信用修复告知书',
    file.notices.some((n) => n.kind === 'repairGuide'),
  );
}

async function failed(demo: Demo): Promise<void> {
  const handler = 'huaian-labour-handler';
  const order = {
    subject: matterSubject(3),
    title: '拖欠农民工工资',
    facts: '拖欠 32 名农民工工资共计 64 万元',
    items: [{ text: '足额支付拖欠的农民工工资' }],
    deadline: demo.before(420),
    list: 'wages',
  };
  const { caseId, record } = await demo.opens(handler, '/rectifications', order, 'handedOver', demo.before(450));
  demo.records.set('wages', record.id);
  await demo.serves(caseId, handler, 'rectificationOrder', 'left', demo.before(448));
  await demo.line.until(caseId, (c) => c.stage === 'interviewDue');
  await invites(demo, caseId, 'reminder', demo.before(410), demo.before(390));
  const held = {
    attended: true,
    minutes: sha256('提醒约谈记录'),
    signedByBoth: true,
    commitments: ['一个月内付清全部欠薪'],
    newDeadline: demo.before(375),
  };
  await demo.does(caseId, handler, 'recordInterview', held, demo.before(390));
  await demo.line.until(caseId, (c) => c.stage === 'interviewDue');
  await invites(demo, caseId, 'warning', demo.before(370), demo.before(350));
  const absent = { attended: false, minutes: sha256('警示约谈缺席记录') };
  await demo.does(caseId, handler, 'recordInterview', absent, demo.before(350));
  const measures = ['procurementBan', 'biddingLimit', 'financeHint', 'keySupervision'];
  const reasons = '经提醒约谈、警示约谈仍未支付';
  const over = { reasons, basis: '《保障农民工工资支付条例》第四十八条(待确认)', measures };
  await demo.does(caseId, handler, 'handOver', over, demo.before(345));
  await demo.closes(caseId);
  await demo.shows(
    '约谈记录两次归集:部门名单系统、市公共信用信息平台',
    ['huaian-lists', 'huaian-platform'],
    record.id,
    (s) => s.filed.filter((f) => f.effect === 'archiveInterview').length === 2,
  );
}

/** An interview with its notice, served ahead. */
async function invites(demo: Demo, caseId: string, kind: string, on: Day, heldOn: Day): Promise<void> {
  const handler = 'huaian-labour-handler';
  const interviewers = [handler, 'huaian-labour-reviewer'];
  const at = instantAt(heldOn, '09:30');
  await demo.does(caseId, handler, 'scheduleInterview', { kind, at, place: '市人社局 302 会议室', interviewers }, on);
  await demo.serves(caseId, handler, 'interviewNotice', 'left', on);
}
