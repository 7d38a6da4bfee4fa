/** `npm run demo`: credit repairs in two cities, driven through the public API by the people of the process. */
import { createHash } from 'node:crypto';
import { addDays, addMonths, dayOf, type Day } from '../../domain/calendar.js';
import { clock } from '../../contract/clock.js';
import { csvBytes, sampleRecords, tableOf, type SampleRecord } from '../sample/make.js';
import type { Stack } from '../stack.js';
import { People, type Answer } from './people.js';
import { summarise } from './summary.js';
import { Timeline, type CaseOfDemo } from './timeline.js';

const AUDITOR = 'auditor';

interface Demo {
  readonly people: People;
  readonly line: Timeline;
  readonly today: Day;
  readonly creditChina: string;
  /** Document number → record id. */
  readonly records: Map<string, string>;
}

/** 0 when every case went as the law says; the summary line tells what was done. */
export async function runDemo(stack: Stack): Promise<number> {
  await stack.start();
  const people = new People(stack);
  const today = dayOf(clock.now());
  const demo: Demo = {
    people,
    line: new Timeline(people, AUDITOR),
    today,
    creditChina: stack.layout.partyUrls['credit-china'] ?? '',
    records: new Map(),
  };
  console.log('\n一、两市公布失信信息(虚构企业)\n');
  await importRecords(demo, 'huaian-office', '320800');
  await importRecords(demo, 'sjz-office', '130100');
  for (const [title, scene] of SCENES) {
    console.log(`\n${title}\n`);
    await scene(demo);
  }
  return summarise(people, AUDITOR, stack);
}

type Scene = (demo: Demo) => Promise<void>;

const SCENES: readonly (readonly [string, Scene])[] = [
  ['二、最短公示期未满:不予接收申请,告知最早日期', tooEarly],
  ['三、淮安:在“信用中国”申请,受理、核查、复核,准予修复,三项落实', granted],
  ['四、石家庄:窗口申请,一次性补正(补正期间暂停计时),核查后不予修复', refusedAfterSupplement],
  ['五、淮安:纸质补录的旧申请,受理期限早已届满,当即告警', overdueFromPaper],
  ['六、石家庄:纸质补录,申请人逾期未补正,终止办理', terminatedFromPaper],
  ['七、石家庄:申请人撤回', withdrawn],
  ['八、失信程度无法按默认标准确定:由认定单位确认', classified],
  ['九、已达最长公示期:自动停止公示', endedByItself],
];

async function importRecords(demo: Demo, by: string, city: '320800' | '130100'): Promise<void> {
  const rows = sampleRecords(demo.today, city);
  const { body } = expectStatus(
    200,
    await demo.people.upload(by, '/records/import', `records-${city}.csv`, csvBytes(tableOf(rows))),
  );
  const answers = body['rows'] as readonly { readonly recordId: string | null }[];
  rows.forEach((row, n) => demo.records.set(row['行政处罚决定书文号'], answers[n]?.recordId ?? ''));
  const counts = body['counts'] as { readonly imported: number; readonly existing: number; readonly refused: number };
  console.log(
    `  ${city === '320800' ? '淮安  ' : '石家庄'}  导入 ${counts.imported} 条,已有 ${counts.existing} 条,退回 ${counts.refused} 条`,
  );
}

/** The record of the nth company of a city. */
function recordOf(
  demo: Demo,
  city: '320800' | '130100',
  n: number,
): { readonly id: string; readonly row: SampleRecord } {
  const row = sampleRecords(demo.today, city)[n];
  const id = row === undefined ? undefined : demo.records.get(row['行政处罚决定书文号']);
  if (row === undefined || id === undefined || id === '') throw new Error(`no record ${n} of ${city}`);
  return { id, row };
}

async function tooEarly(demo: Demo): Promise<void> {
  const { id, row } = recordOf(demo, '320800', 2);
  const answer = await demo.people.post('huaian-clerk', '/repairs', windowApplication(demo, id, demo.today));
  expectStatus(422, answer);
  console.log(
    `  ${row['行政相对人名称']}\n  ${String(answer.body['detail'])}\n  依据:${String(answer.body['article'])}`,
  );
}

async function granted(demo: Demo): Promise<void> {
  const { people, line } = demo;
  const { id } = recordOf(demo, '320800', 0);
  const { caseId } = await apply(people.postTo('agent-1', `${demo.creditChina}/applications`, papers(id)));
  await line.follow(caseId);
  await does(demo, caseId, 'huaian-env-handler', 'accept', {});
  await does(demo, caseId, 'huaian-env-handler', 'propose', {
    outcome: 'grant',
    findings: '罚款已缴清,已完成整改并通过监测',
  });
  await does(demo, caseId, 'huaian-env-reviewer', 'confirm', { approve: true });
  const file = await line.until(caseId, (c) =>
    c.instructions.filter((i) => i.state !== 'done').every((i) => i.party === 'huaian-kjj'),
  );
  for (const task of file.instructions.filter((i) => i.party === 'huaian-kjj')) {
    expectStatus(
      [200, 202],
      await people.post('huaian-kjj', `/instructions/${task.id}/feedback`, {
        reportId: `KJJ-${task.id}`,
        outcome: 'done',
        receipt: '已恢复科技项目申报资格',
      }),
    );
  }
  const decision = file.notices.find((n) => n.kind === 'repairDecision');
  await does(demo, caseId, 'agent-1', 'recordService', {
    noticeId: decision?.id,
    method: 'portal',
    evidence: '网上查阅',
  });
  await line.until(caseId, (c) => c.stage === 'closed');
}

async function refusedAfterSupplement(demo: Demo): Promise<void> {
  const { people, line } = demo;
  const { id } = recordOf(demo, '130100', 0);
  const { caseId } = await apply(people.post('sjz-clerk', '/repairs', windowApplication(demo, id, demo.today)));
  await line.follow(caseId);
  await does(demo, caseId, 'sjz-env-handler', 'requestSupplement', { items: ['补交罚款缴纳凭证'] });
  const asked = await line.follow(caseId);
  await does(demo, caseId, 'agent-3', 'recordService', {
    noticeId: asked.notices[0]?.id,
    method: 'portal',
    evidence: '网上查阅',
  });
  await does(demo, caseId, 'agent-3', 'supplement', { documents: [paper('fulfilment', '罚款缴纳凭证.pdf')] });
  await does(demo, caseId, 'sjz-env-handler', 'accept', {});
  await does(demo, caseId, 'sjz-env-handler', 'propose', {
    outcome: 'refuse',
    findings: '现场核查仍有超标',
    reasons: '整改未完成,法定义务未完全履行',
  });
  await does(demo, caseId, 'sjz-env-reviewer', 'confirm', { approve: true });
  await line.until(caseId, (c) => c.stage === 'closed' && c.notices.every((n) => n.announcement === 'sent'));
}

async function overdueFromPaper(demo: Demo): Promise<void> {
  const { people, line } = demo;
  const { id } = recordOf(demo, '320800', 11);
  const receivedOn = addMonths(demo.today, -2);
  const entered = { ...windowApplication(demo, id, receivedOn), effectiveOn: addDays(receivedOn, 1) };
  const { caseId } = await apply(people.post('huaian-clerk', '/repairs', entered));
  await line.until(caseId, (c) => c.terms.every((t) => t.lamp === 'red'));
  await does(demo, caseId, 'huaian-handler', 'refuseAcceptance', { reasons: '申请人仍在经营异常名录' });
  await line.until(caseId, (c) => c.stage === 'closed');
}

async function terminatedFromPaper(demo: Demo): Promise<void> {
  const { people, line } = demo;
  const { id } = recordOf(demo, '130100', 1);
  const receivedOn = addDays(demo.today, -40);
  const { caseId } = await apply(
    people.post('sjz-clerk', '/repairs', { ...windowApplication(demo, id, receivedOn), effectiveOn: receivedOn }),
  );
  await line.follow(caseId);
  await does(
    demo,
    caseId,
    'sjz-handler',
    'requestSupplement',
    { items: ['补交信用修复承诺书签章页'] },
    addDays(receivedOn, 1),
  );
  const asked = await line.follow(caseId);
  const service = { noticeId: asked.notices[0]?.id, method: 'receipt', evidence: '送达回证,经办人签收' };
  await does(demo, caseId, 'sjz-clerk', 'recordService', service, addDays(receivedOn, 2));
  await line.until(caseId, (c) => c.stage === 'closed');
}

async function withdrawn(demo: Demo): Promise<void> {
  const { id } = recordOf(demo, '130100', 3);
  const { caseId } = await apply(demo.people.post('sjz-clerk', '/repairs', windowApplication(demo, id, demo.today)));
  await demo.line.follow(caseId);
  await does(demo, caseId, 'sjz-clerk', 'withdraw', { reason: '申请人拟补充材料后重新申请' });
  await demo.line.until(caseId, (c) => c.stage === 'closed');
}

async function classified(demo: Demo): Promise<void> {
  const caseId = await lifeOf(demo, 'huaian-handler', recordOf(demo, '320800', 7).id);
  await demo.line.follow(caseId);
  await does(demo, caseId, 'huaian-handler', 'classify', {
    severity: 'general',
    reasons: '按本行业裁量标准属较大数额罚款',
  });
  await demo.line.follow(caseId);
}

async function endedByItself(demo: Demo): Promise<void> {
  const caseId = await lifeOf(demo, AUDITOR, recordOf(demo, '320800', 6).id);
  await demo.line.until(caseId, (c) => c.stage === 'closed');
}

/** The case of a record's own life. */
async function lifeOf(demo: Demo, by: string, recordId: string): Promise<string> {
  const { body } = expectStatus(200, await demo.people.get(by, `/cases?record=${recordId}&process=record`));
  const [first] = body['items'] as readonly { readonly caseId: string }[];
  if (first === undefined) throw new Error(`record ${recordId} has no case`);
  return first.caseId;
}

/** One act of a person, at the version that he sees. */
async function does(
  demo: Demo,
  caseId: string,
  by: string,
  act: string,
  payload: object,
  effectiveOn?: Day,
): Promise<void> {
  const { body } = expectStatus(200, await demo.people.get(by, `/cases/${caseId}`));
  const version = body['version'];
  const sent = { version, ...payload, ...(effectiveOn === undefined ? {} : { effectiveOn }) };
  expectStatus(200, await demo.people.post(by, `/cases/${caseId}/acts/${act}`, sent));
  await demo.line.follow(caseId);
}

async function apply(sent: Promise<Answer>): Promise<Pick<CaseOfDemo, 'caseId'>> {
  const { body } = expectStatus([200, 201], await sent);
  return { caseId: String(body['caseId']) };
}

function expectStatus(wanted: number | readonly number[], answer: Answer): Answer {
  if ([wanted].flat().includes(answer.status)) return answer;
  throw new Error(`unexpected answer ${answer.status}: ${JSON.stringify(answer.body)}`);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const paper = (kind: string, name: string) => ({ kind, name, sha256: sha256(name) });

/** What every applicant hands in. */
const papers = (record: string) => ({
  record,
  agent: { name: '张示例', phone: '13800000000', email: 'agent@company.example' },
  electronicService: true,
  documents: [
    paper('fulfilment', '法定义务履行证明.pdf'),
    paper('commitment', '信用修复承诺书.pdf'),
    paper('authorisation', '授权委托书.pdf'),
  ],
});

const windowApplication = (_demo: Demo, record: string, receivedOn: Day) => ({
  ...papers(record),
  channel: 'window',
  channelNumber: `CK${receivedOn.replaceAll('-', '')}-${record.slice(-6)}`,
  receivedOn,
});
