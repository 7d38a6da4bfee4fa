/** What changes under cases that are open: a sector's classification, and the days off of a year. */
import { addDays, dayAfter } from '../../domain/time/calendar.js';
import { sampleNotice } from '../sample/calendar.js';
import { expectStatus, type Chapter, type Demo } from './demo.js';
import { brings, REPAIRABLE } from './records.js';
import type { CaseOfDemo } from './timeline.js';
import { windowApplication } from './scenes-repair.js';

/** Played last: the days off hold for every case from then on. */
export const LAW_CHANGES: Chapter = {
  title: '规定和放假安排的变更',
  scenes: [
    ['淮安:行业分类标准经两人确认后,此后导入的罚款按标准确定失信程度,已在库的仍由认定单位确认', sectorStandard],
    ['石家庄:2026年4月1日前认定的信息改按认定时的公示期,先比较、再经两人确认;已在库的不变', oldRecords],
    ['放假安排公布(示例):未办结的办件重新推算期限,申请人的期限顺延,日志载明依据', newDaysOff],
  ],
};

/** Proposed by one administrator, who may not confirm it himself, and confirmed by another. */
async function changes(
  demo: Demo,
  proposal: object,
  compares: (id: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { body } = expectStatus(200, await demo.people.post('admin', '/law/proposals', proposal));
  const id = String(body['id']);
  await compares(id);
  const decision = `/law/proposals/${id}/decision`;
  demo.refused('FOUR_EYES', 'admin', await demo.people.post('admin', decision, { approve: true }));
  expectStatus(200, await demo.people.post('admin-2', decision, { approve: true }));
}

async function sectorStandard(demo: Demo): Promise<void> {
  const { severity: _, ...unsaid } = REPAIRABLE;
  const stageOf = async (record: string): Promise<string> =>
    (await demo.line.follow(await demo.caseAbout(record, 'record'))).stage;
  const before = await brings(demo, 7, unsaid);
  const isTask = (await stageOf(before)) === 'unclassified';
  await changes(demo, {
    ...{ kind: 'severity', region: '320800', citation: '生态环境行业失信分类标准(示例)第四条' },
    fines: [
      { fromFen: 0, severity: 'minor' },
      { fromFen: 5_000_000, severity: 'general' },
    ],
  });
  const after = await brings(demo, 9, unsaid);
  demo.check('此后导入的按标准,此前的仍待人工确认', isTask && (await stageOf(after)) === 'published');
  demo.check('标准可以查到', (await standards(demo)).includes('生态环境行业失信分类标准(示例)第四条'));
  const said = { severity: 'general', reasons: '参照行业分类标准' };
  await demo.does(await demo.caseAbout(before, 'record'), 'huaian-env-handler', 'classify', said);
}

async function standards(demo: Demo): Promise<readonly unknown[]> {
  const { body } = expectStatus(200, await demo.people.get('huaian-env-handler', '/law/standards'));
  return (body['items'] as readonly { readonly citation: string }[]).map((s) => s.citation);
}

async function oldRecords(demo: Demo): Promise<void> {
  const [year, month] = demo.today.split('-').map(Number);
  // Decided in February 2026.
  const old = { ...REPAIRABLE, monthsAgo: 12 * ((year ?? 0) - 2026) + (month ?? 0) - 2 };
  const maximumOf = async (record: string): Promise<string> => {
    const { terms } = await demo.line.follow(await demo.caseAbout(record, 'record'));
    return terms.find((t) => t.kind === 'maxPublicity')?.due ?? '';
  };
  const before = await brings(demo, 14, old);
  const kept = await maximumOf(before);
  const change = {
    ...{ kind: 'parameter', region: '130100', parameter: 'publicity.oldRecords', value: 'rules-at-decision' },
    citation: '石家庄市失信信息公示期适用规定(示例)第二条',
  };
  await changes(demo, change, async (proposal) => {
    const asked = { record: before, b: { proposal } };
    const { body } = expectStatus(200, await demo.people.post('admin-2', '/law/what-if', asked));
    const rows = body['rows'] as readonly { readonly name: string; readonly differs: boolean }[];
    demo.check(
      '确认之前先比较:最长公示期不同',
      rows.some((row) => row.name === 'maxPublicity' && row.differs),
    );
  });
  const later = await maximumOf(await brings(demo, 15, old));
  demo.check(`此后导入的公示至 ${later},此前的仍为 ${kept}`, kept < later && (await maximumOf(before)) === kept);
}

async function newDaysOff(demo: Demo): Promise<void> {
  const record = await brings(demo, 8);
  const { caseId } = await demo.opens('huaian-clerk', '/repairs', windowApplication(record, demo.today), 'withdrawn');
  const items = ['补交授权委托书'];
  await demo.does(caseId, 'huaian-env-handler', 'requestSupplement', { items });
  const told = supplementDue(await demo.serves(caseId, 'huaian-clerk', 'supplement', 'receipt'));
  const from = dayAfter(demo.today);
  const year = Number(from.slice(0, 4));
  const to = [addDays(from, 3), `${year}-12-31`].sort()[0] ?? from;
  await changes(demo, { kind: 'calendar', ...sampleNotice(year, [{ from, to }]) });
  const moved = await demo.line.until(caseId, (c) => supplementDue(c) !== told);
  demo.check(`补正期限由 ${told} 顺延至 ${supplementDue(moved)}`, supplementDue(moved) > told);
  const { body } = expectStatus(200, await demo.people.get('huaian-env-handler', `/cases/${caseId}/journal?limit=200`));
  const entries = body['items'] as readonly { readonly act: string; readonly about: readonly string[] }[];
  const why = entries.find((e) => e.act === 'redate')?.about ?? [];
  demo.check(
    '日志载明因何顺延',
    why.some((line) => line.includes(told)),
  );
  await demo.does(caseId, 'huaian-clerk', 'withdraw', { reason: '演示结束,申请人撤回' });
  await demo.closes(caseId);
}

const supplementDue = ({ terms }: CaseOfDemo): string => terms.find((t) => t.kind === 'supplement')?.due ?? '';
