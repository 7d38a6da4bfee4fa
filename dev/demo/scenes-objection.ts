/** Objections: while one is verified, what rests on the record rests; found without merit, well founded, or not answered. */
import { paper, type Chapter, type Demo } from './demo.js';
import { leaves } from './scenes-exit.js';
import { nameOf } from './timeline.js';
import { standsAll } from './scenes-listing.js';

export const OBJECTION: Chapter = {
  title: '异议申诉:标注与中止惩戒',
  scenes: [
    ['企业向平台提出,转送提供单位,鉴定期间停表;不成立,恢复惩戒', upheld],
    ['同一事由、没有新证据:不再中止惩戒,申请人撤回', withoutNewEvidence],
    ['提交新证据再次提出:成立,删除信息、解除惩戒、移出名单、消除影响', deleted],
    ['纸质补录:提供单位逾期不答复,升级督办,惩戒继续中止;查实后更正并恢复', silent],
  ],
};

const SITES = ['credit-china', 'credit-jiangsu', 'credit-huaian'];
/** Who carries out measures of that listing, and how many. */
const IMPLEMENTERS = [
  ['huaian-ggzy', 2],
  ['huaian-registry', 1],
  ['credit-huaian', 1],
] as const;

const objection = (record: string, more: object = {}) => ({
  record,
  ground: 'shouldNotExist',
  explanation: '检验报告所涉批次并非本公司生产',
  electronicService: true,
  ...more,
});

async function everywhere(demo: Demo, what: string, record: string, standing: string): Promise<void> {
  for (const [party, count] of IMPLEMENTERS)
    await demo.shows(`${what}:${nameOf(party)}`, [party], record, (s) => standsAll(s, standing, count));
}

async function upheld(demo: Demo): Promise<void> {
  const record = demo.record('food');
  const life = await demo.caseAbout(record, 'record');
  const said = objection(record, { channel: 'platform' });
  const { caseId } = await demo.opens('agent-2', '/objections', said, 'upheld');
  await demo.carriedOut(caseId);
  await demo.carriedOut(life);
  await demo.shows('三网均已作异议标注', SITES, record, (s) => s.annotated && s.shown === true);
  await everywhere(demo, '各实施单位均已中止', record, 'suspended');
  await demo.screens('huaian-ggzy', 1, 'bidding', 'nothing');
  await demo.does(caseId, 'huaian-office', 'forward', { provider: 'huaian-scjg' });
  await demo.does(caseId, 'huaian-handler', 'stopClock', { reason: '鉴定' });
  await demo.does(caseId, 'huaian-handler', 'resumeClock');
  await demo.does(caseId, 'huaian-handler', 'reportCheck', { findings: '鉴定意见:批号、标签均为该公司所有' });
  const verdict = { verdict: 'uphold', findings: '三批产品均由该公司生产', reasons: '异议理由与鉴定意见不符' };
  await demo.does(caseId, 'huaian-handler', 'conclude', verdict);
  await demo.does(caseId, 'huaian-reviewer', 'confirm', { approve: true });
  await demo.closes(caseId);
  await demo.carriedOut(life);
  await demo.shows('异议标注均已取消', SITES, record, (s) => !s.annotated && s.shown === true);
  await everywhere(demo, '各实施单位均已恢复', record, 'inForce');
  await demo.screens('huaian-ggzy', 1, 'bidding', 'intercept');
}

async function withoutNewEvidence(demo: Demo): Promise<void> {
  const record = demo.record('food');
  const { caseId } = await demo.opens('agent-2', '/objections', objection(record), 'withdrawn');
  await demo.carriedOut(caseId);
  await everywhere(demo, '惩戒不受影响', record, 'inForce');
  await demo.does(caseId, 'agent-2', 'withdrawObjection', { reason: '取得新证据后另行提出' });
  await demo.closes(caseId);
}

async function deleted(demo: Demo): Promise<void> {
  const record = demo.record('food');
  const life = await demo.caseAbout(record, 'record');
  const evidence = { newEvidence: true, documents: [paper('other', '同批号产品生产商的书面确认.pdf')] };
  const { caseId } = await demo.opens('agent-2', '/objections', objection(record, evidence), 'deleted');
  await demo.carriedOut(caseId);
  await demo.carriedOut(life);
  await everywhere(demo, '再次中止', record, 'suspended');
  await demo.screens('huaian-ggzy', 1, 'bidding', 'nothing');
  const verdict = { verdict: 'delete', findings: '三批中有两批为他人冒用标签,不足以认定情节严重' };
  await demo.does(caseId, 'huaian-handler', 'conclude', verdict);
  await demo.does(caseId, 'huaian-reviewer', 'confirm', { approve: true });
  await demo.carriedOut(caseId);
  await demo.reports('huaian-kjj', caseId, { receipt: '未采取措施,已停止使用该信息' });
  await demo.closes(caseId);
  await leaves(demo, record, 'annulled', 'huaian');
  await demo.lifeEnds(record, 'annulled');
  await demo.shows(
    '三网均已撤回、停止共享,并公布更正说明',
    SITES,
    record,
    (s) => s.withdrawn && s.shared === false && clarified(s),
  );
  await everywhere(demo, '各实施单位均已解除', record, 'lifted');
  await demo.screens('huaian-ggzy', 1, 'bidding', 'nothing');
}

const clarified = ({ filed }: { readonly filed: readonly { readonly effect: string }[] }): boolean =>
  filed.some((f) => f.effect === 'clarify');

async function silent(demo: Demo): Promise<void> {
  const record = demo.record('huaian-3');
  const life = await demo.caseAbout(record, 'record');
  const said = {
    record,
    ground: 'content',
    corrections: [{ field: '处罚内容', from: '罚款;责令停产停业', to: '罚款' }],
    explanation: '责令停产停业的内容已由行政复议决定撤销',
  };
  const { caseId } = await demo.opens('huaian-clerk', '/objections', said, 'corrected', demo.before(45));
  await demo.carriedOut(caseId);
  await demo.does(caseId, 'huaian-env-handler', 'forward', { provider: 'huaian-scjg' }, demo.before(43));
  const late = await demo.line.until(caseId, (c) => c.particulars?.['escalated'] === true);
  demo.check(
    '提供单位的核查期限亮红灯',
    late.terms.some((t) => t.kind === 'providerCheck' && t.lamp === 'red'),
  );
  await demo.carriedOut(life);
  await demo.reports('huaian-kjj', life, { receipt: '已中止' });
  await demo.shows('不答复不恢复:惩戒继续中止', ['huaian-ggzy'], record, (s) => standsAll(s, 'suspended', 1));
  await demo.does(caseId, 'huaian-handler', 'reportCheck', { findings: '行政复议决定书属实' });
  const verdict = { verdict: 'correct', findings: '应当更正处罚内容,罚款仍然有效' };
  await demo.does(caseId, 'huaian-env-handler', 'conclude', verdict);
  await demo.does(caseId, 'huaian-env-reviewer', 'confirm', { approve: true });
  await demo.closes(caseId);
  await demo.carriedOut(life);
  await demo.reports('huaian-kjj', life, { receipt: '已恢复' });
  await demo.shows('信用中国、信用淮安均已更正并说明', ['credit-china', 'credit-huaian'], record, (s) => {
    return s.corrections['处罚内容'] === '罚款;责令停产停业 → 罚款' && !s.annotated && clarified(s);
  });
  await demo.shows('查实后惩戒恢复', ['huaian-ggzy'], record, (s) => standsAll(s, 'inForce', 1));
}
