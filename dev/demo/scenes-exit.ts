/** Leaving a list: on the grounds of its own rules, at its source, everywhere it was given, and upward step by step. */
import type { Outcome } from '../../domain/file/case.js';
import { paper, type Chapter, type Demo } from './demo.js';
import { standsAll } from './scenes-listing.js';

export const EXIT: Chapter = {
  title: '名单移出:谁认定、谁移出,逐级上报',
  scenes: [
    ['淮安人社:迁出不是移出事由;付清欠薪满六个月后申请,两人经办复核,移出', fulfilled],
    ['石家庄法院:人民法院受理破产,在中国执行信息公开网移出', bankrupt],
    ['淮安应急:注销材料不实,不予移出,惩戒不变', refused],
  ],
};

const evidence = (kind: string, name: string) => [{ ...paper('other', name), kind }];

async function fulfilled(demo: Demo): Promise<void> {
  const record = demo.record('wages');
  const moved = { record, ground: 'relocated', destination: '江苏省盐城市' };
  await demo.mayNotOpen('NO_GROUND_OF_REMOVAL', 'huaian-clerk', '/exits', moved);
  const bare = { record, ground: 'fulfilled' };
  await demo.mayNotOpen('EVIDENCE_MISSING', 'huaian-clerk', '/exits', bare);
  const proven = { ...bare, evidence: evidence('fulfilment', '工资支付凭证和农民工签收表.pdf') };
  const tooEarly = { ...proven, fulfilledOn: demo.before(30) };
  await demo.mayNotOpen('EXIT_TOO_EARLY', 'huaian-clerk', '/exits', tooEarly);
  const application = { ...proven, fulfilledOn: demo.before(250) };
  const { caseId } = await demo.opens('huaian-clerk', '/exits', application, 'removed');
  await grants(demo, caseId, 'huaian-labour', '32 名农民工工资已全部付清');
  await leaves(demo, record, 'removed', 'huaian');
  await demo.lifeEnds(record, 'removed');
  await demo.serves(caseId, 'huaian-clerk', 'exitDecision', 'receipt');
  await demo.shows('来源系统已移出', ['huaian-lists'], record, (s) => s.listed === false);
  await demo.shows('两处惩戒均已解除', ['huaian-registry', 'huaian-finance'], record, (s) => standsAll(s, 'lifted', 1));
  await demo.shows('公共资源交易中心两项措施已解除', ['huaian-ggzy'], record, (s) => standsAll(s, 'lifted', 2));
  await demo.screens('huaian-ggzy', 3, 'procurement', 'nothing');
}

const PROVINCES = { huaian: 'jiangsu', sjz: 'hebei' } as const;

/** The list is left: a person at the county reports, and each step of the chain after the one below it. */
export async function leaves(demo: Demo, record: string, outcome: Outcome, city: 'huaian' | 'sjz'): Promise<void> {
  const caseId = await demo.caseAbout(record, 'exit');
  await demo.mustEnd(caseId, outcome);
  await demo.reports(`${city}-county`, caseId, { receipt: '县信用办已登记并上报' }, '上报');
  const { instructions } = await demo.closes(caseId);
  const chain = [`${city}-county`, `${city}-centre`, `credit-${city}`, `credit-${PROVINCES[city]}`, 'credit-china'];
  const steps = instructions.filter((i) => i.effect === 'reportExit');
  const inOrder = steps.every((s, n) => s.party === chain[n] && (steps[n - 1]?.movedAt ?? '') <= s.movedAt);
  demo.check(`逐级上报:${steps.map((s) => s.partyName).join(' → ')}`, steps.length === chain.length && inOrder);
}

/** Proposed by one, confirmed by the other. */
async function grants(demo: Demo, caseId: string, who: string, findings: string): Promise<void> {
  await demo.does(caseId, `${who}-handler`, 'propose', { outcome: 'grant', findings });
  await demo.does(caseId, `${who}-reviewer`, 'confirm', { approve: true });
}

async function bankrupt(demo: Demo): Promise<void> {
  const record = demo.record('court');
  const application = {
    record,
    ground: 'bankruptcy',
    evidence: evidence('bankruptcyRuling', '受理破产申请裁定书.pdf'),
  };
  const { caseId } = await demo.opens('sjz-court-handler', '/exits', application, 'removed');
  await grants(demo, caseId, 'sjz-court', '本院已裁定受理破产申请');
  await leaves(demo, record, 'removed', 'sjz');
  await demo.lifeEnds(record, 'removed');
  await demo.shows('中国执行信息公开网已移出', ['court-site'], record, (s) => s.listed === false);
  await demo.shows('限制高消费已解除', ['sjz-execution'], record, (s) => standsAll(s, 'lifted', 1));
}

async function refused(demo: Demo): Promise<void> {
  const record = demo.record('safety');
  const application = { record, ground: 'deregistered', evidence: evidence('deregistration', '注销登记证明.pdf') };
  const { caseId } = await demo.opens('huaian-clerk', '/exits', application, 'refused');
  const not = { outcome: 'refuse', findings: '登记系统显示该主体仍存续', reasons: '所附注销登记证明与登记信息不符' };
  await demo.does(caseId, 'huaian-safety-handler', 'propose', not);
  await demo.does(caseId, 'huaian-safety-reviewer', 'confirm', { approve: true });
  await demo.closes(caseId);
  await demo.shows('仍在公示', ['credit-china', 'credit-huaian'], record, (s) => s.shown === true);
  await demo.shows('惩戒不变', ['huaian-ggzy'], record, (s) => standsAll(s, 'inForce', 2));
  await demo.screens('huaian-ggzy', 5, 'bidding', 'intercept');
}
