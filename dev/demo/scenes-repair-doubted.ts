/** Repairs that are refused, and what may be done against it. */
import type { Chapter, Demo } from './demo.js';
import { brings } from './records.js';
import { windowApplication } from './scenes-repair.js';

export const REPAIR_DOUBTED: Chapter = {
  title: '对信用修复决定的救济',
  scenes: [['淮安:不予修复后申请行政复议,期间不停止公示', reconsidered]],
};

async function reconsidered(demo: Demo): Promise<void> {
  const record = await brings(demo, 2);
  const { caseId } = await demo.opens('huaian-clerk', '/repairs', windowApplication(record, demo.today), 'refused');
  await demo.does(caseId, 'huaian-env-handler', 'accept');
  const not = { outcome: 'refuse', findings: '监测报告超标', reasons: '失信行为尚未纠正' };
  await demo.does(caseId, 'huaian-env-handler', 'propose', not);
  await demo.does(caseId, 'huaian-env-reviewer', 'confirm', { approve: true });
  await demo.closes(caseId);
  const life = await demo.caseAbout(record, 'record');
  const filed = {
    kind: 'reconsideration',
    filedOn: demo.today,
    body: '淮安市行政复议局',
    documentNumber: '淮复受〔示〕1号',
  };
  const file = await demo.does(life, 'huaian-env-handler', 'recordChallenge', filed);
  demo.check('行政复议期间不停止公示', file.stage === 'published' && file.instructions.length === 0);
}
