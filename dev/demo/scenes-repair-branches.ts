/** The rarer ways of a repair: more time, taken back, in bankruptcy, shown on by the sector's rule, passed on by the credit office. */
import { addMonths } from '../../domain/time/calendar.js';
import { expectStatus, paper, type Chapter, type Demo } from './demo.js';
import { brings, REPAIRABLE } from './records.js';
import { grants, windowApplication } from './scenes-repair.js';

const HANDLER = 'huaian-env-handler';
const REVIEWER = 'huaian-env-reviewer';
const CLERK = 'huaian-clerk';
const SITES = ['credit-china', 'credit-huaian'];

export const REPAIR_BRANCHES: Chapter = {
  title: '信用修复的其他情形',
  scenes: [
    ['淮安:核查期限届满前延长一次,书面告知申请人', extended],
    ['淮安(纸质补录):提供虚假材料,听取陈述后撤销修复,按剩余期限恢复公示,限期内不得再申请', revoked],
    ['淮安:重整计划获批,临时屏蔽;执行完毕,最终修复', inBankruptcy],
    ['淮安:最长公示期届满仍未履行义务,按行业规定继续公示', shownOn],
    ['淮安:同一主体的两条信息一并申请,一信息一办件,各自决定', severalRecords],
    ['石家庄:参数变更经两人确认后只用于新办件;此后由信用办转办认定单位', passedOn],
  ],
};

async function extended(demo: Demo): Promise<void> {
  const record = await brings(demo, 3);
  const { caseId } = await demo.opens(CLERK, '/repairs', windowApplication(record, demo.today), 'repaired');
  await demo.does(caseId, HANDLER, 'accept');
  await demo.does(caseId, HANDLER, 'extend', { reasons: '须委托监测机构复测' });
  await demo.serves(caseId, CLERK, 'extension', 'receipt');
  await demo.mayNot('EXTENDED_ONCE', caseId, HANDLER, 'extend', { reasons: '再次延长' });
  await demo.does(caseId, HANDLER, 'propose', { outcome: 'grant', findings: '复测达标' });
  await demo.does(caseId, REVIEWER, 'confirm', { approve: true });
  await finished(demo, caseId);
  await demo.lifeEnds(record, 'repaired');
}

async function revoked(demo: Demo): Promise<void> {
  const record = await brings(demo, 4);
  const granted = await demo.opens(
    CLERK,
    '/repairs',
    windowApplication(record, demo.before(70)),
    'repaired',
    demo.before(69),
  );
  await demo.does(granted.caseId, HANDLER, 'accept', {}, demo.before(68));
  const met = { outcome: 'grant', findings: '罚款已缴清' };
  await demo.does(granted.caseId, HANDLER, 'propose', met, demo.before(66));
  await demo.does(granted.caseId, REVIEWER, 'confirm', { approve: true }, demo.before(65));
  await finished(demo, granted.caseId);
  await demo.lifeEnds(record, 'repaired');
  const found = {
    ...{ record, ground: 'falseMaterial', reasons: '缴款凭证系伪造' },
    documents: [paper('other', '银行复核函.pdf')],
  };
  const { caseId } = await demo.opens(HANDLER, '/revocations', found, 'revoked', demo.before(40));
  await demo.serves(caseId, HANDLER, 'revocationNotice', 'receipt', demo.before(38));
  await demo.line.until(caseId, (c) => c.stage === 'deliberating');
  await demo.does(caseId, HANDLER, 'concludeRevocation', { outcome: 'revoke', findings: '缴款凭证查无此单' });
  await demo.does(caseId, REVIEWER, 'confirm', { approve: true });
  await finished(demo, caseId);
  const life = await demo.caseAbout(record, 'record', 'open');
  await settled(demo, life);
  await demo.shows('两网站已恢复公示', SITES, record, (s) => s.shown === true);
  const other = await brings(demo, 4);
  await demo.mayNotOpen('BARRED', CLERK, '/repairs', windowApplication(other, demo.today));
}

async function inBankruptcy(demo: Demo): Promise<void> {
  const record = await brings(demo, 5, { ...REPAIRABLE, monthsAgo: 1, fulfilled: '未履行' });
  const plan = {
    ...windowApplication(record, demo.today),
    ...{ ground: 'planApproved', applicant: 'administrator', planUntil: addMonths(demo.today, 24) },
    documents: [paper('planRuling', '批准重整计划裁定书.pdf'), paper('appointment', '指定管理人决定书.pdf')],
  };
  const shield = await demo.opens(CLERK, '/repairs', plan, 'shielded');
  await grants(demo, shield.caseId, 'huaian-env', '裁定已生效,重整计划在执行期内');
  await finished(demo, shield.caseId);
  const life = await demo.caseAbout(record, 'record');
  await settled(demo, life);
  await demo.shows('临时屏蔽期间两网站不予展示', SITES, record, (s) => s.shown === false);
  const done = {
    ...windowApplication(record, demo.today),
    ...{ channelNumber: `CK-${record.slice(-6)}-2`, ground: 'planCompleted', applicant: 'administrator' },
    documents: [paper('completionRuling', '确认执行完毕裁定书.pdf'), paper('appointment', '指定管理人决定书.pdf')],
  };
  const final = await demo.opens(CLERK, '/repairs', done, 'repaired');
  await grants(demo, final.caseId, 'huaian-env', '重整计划已执行完毕');
  await finished(demo, final.caseId);
  await demo.lifeEnds(record, 'repaired');
}

async function shownOn(demo: Demo): Promise<void> {
  const record = await brings(demo, 6, { ...REPAIRABLE, monthsAgo: 40, fulfilled: '未履行' });
  const life = await demo.caseAbout(record, 'record');
  await demo.line.until(life, (c) => c.stage === 'awaitingSector');
  const said = {
    until: addMonths(demo.today, 6),
    basis: '行业主管部门关于未履行义务信息继续公示的规定(示例)',
    reasons: '罚款尚未缴纳',
  };
  const file = await demo.does(life, HANDLER, 'prolong', said);
  demo.check('继续公示,义务履行后可以申请修复', file.stage === 'published');
}

async function severalRecords(demo: Demo): Promise<void> {
  const records = [await brings(demo, 10), await brings(demo, 10, { ...REPAIRABLE, offence: '未按规定公开环境信息' })];
  const { record: _, ...said } = windowApplication(records[0] ?? '', demo.today);
  const proofs = [paper('training', '信用修复培训证明.pdf'), paper('creditReport', '信用报告.pdf')];
  const body = { ...said, records, documents: [...said.documents, ...proofs] };
  const answer = expectStatus(201, await demo.people.post(CLERK, '/repairs', body));
  const [first, second] = (answer.body['items'] as readonly { readonly case: { readonly caseId: string } }[]).map(
    (item) => item.case.caseId,
  );
  if (first === undefined || second === undefined) throw new Error('two records, two cases');
  await demo.mustEnd(first, 'repaired');
  await demo.mustEnd(second, 'notAccepted');
  await grants(demo, first, 'huaian-env', '罚款已缴清,已完成整改');
  await demo.does(second, HANDLER, 'refuseAcceptance', { reasons: '该项信息的整改证明不属于本申请人' });
  await finished(demo, first);
  await demo.closes(second);
  await demo.lifeEnds(records[0] ?? '', 'repaired');
}

async function passedOn(demo: Demo): Promise<void> {
  const before = await brings(demo, 13);
  const record = await brings(demo, 13);
  const old = await demo.opens('sjz-clerk', '/repairs', windowApplication(before, demo.today), 'withdrawn');
  const change = {
    ...{ kind: 'parameter', region: '130100', parameter: 'transfer', number: 1, unit: 'workday' },
    citation: '石家庄市信用修复转办规程(示例)第三条',
  };
  const proposed = expectStatus(200, await demo.people.post('admin', '/law/proposals', change));
  const proposal = String(proposed.body['id']);
  const asked = expectStatus(200, await demo.people.post('admin-2', '/law/what-if', { record, b: { proposal } }));
  demo.check('确认之前先比较:只多出转办一项', asked.body['changed'] === 1);
  const decision = `/law/proposals/${proposal}/decision`;
  demo.refused('FOUR_EYES', 'admin', await demo.people.post('admin', decision, { approve: true }));
  expectStatus(200, await demo.people.post('admin-2', decision, { approve: true }));
  const { caseId, stage } = await demo.opens(
    'sjz-clerk',
    '/repairs',
    windowApplication(record, demo.today),
    'withdrawn',
  );
  demo.check('新办件先由信用办转办,已受理的办件不变', stage === 'transferring' && old.stage === 'applied');
  await demo.does(caseId, 'sjz-office', 'transfer');
  for (const id of [old.caseId, caseId]) {
    await demo.does(id, 'sjz-clerk', 'withdraw', { reason: '演示结束,申请人撤回' });
    await demo.closes(id);
  }
}

/** What was ordered is carried out, and the case is closed. */
async function finished(demo: Demo, caseId: string): Promise<void> {
  await settled(demo, caseId);
  await demo.closes(caseId);
}

/** What was ordered is carried out, also where there is no system. */
async function settled(demo: Demo, caseId: string): Promise<void> {
  const { instructions } = await demo.carriedOut(caseId);
  if (instructions.some((i) => i.party === 'huaian-kjj' && i.state === 'pending'))
    await demo.reports('huaian-kjj', caseId, { receipt: '已办理' });
}
