/** The records that departments publish, and what becomes of them by themselves. */
import { csvBytes, sampleRecords, tableOf } from '../sample/make.js';
import { expectStatus, type Chapter, type Demo } from './demo.js';

export const PUBLISHING: Chapter = {
  title: '两市公布失信信息(虚构企业)',
  scenes: [['信用办导入行政处罚和名单信息', importBoth]],
};

export const PUBLICITY: Chapter = {
  title: '公示期间',
  scenes: [
    ['失信程度无法按默认标准确定:由认定单位确认', classified],
    ['已达最长公示期:自动停止公示', endedByItself],
  ],
};

async function importBoth(demo: Demo): Promise<void> {
  await importRecords(demo, 'huaian', '320800');
  await importRecords(demo, 'sjz', '130100');
}

async function importRecords(demo: Demo, city: 'huaian' | 'sjz', region: '320800' | '130100'): Promise<void> {
  const rows = sampleRecords(demo.today, region);
  const file = csvBytes(tableOf(rows));
  const answer = await demo.people.upload(`${city}-office`, '/records/import', `records-${region}.csv`, file);
  const { body } = expectStatus(200, answer);
  const answers = body['rows'] as readonly { readonly recordId: string | null }[];
  answers.forEach(({ recordId }, n) => demo.records.set(`${city}-${n}`, recordId ?? ''));
  const counts = body['counts'] as { readonly imported: number; readonly existing: number; readonly refused: number };
  const { imported, existing, refused } = counts;
  const name = city === 'huaian' ? '淮安  ' : '石家庄';
  demo.line.say(`${name}  导入 ${imported} 条,已有 ${existing} 条,退回 ${refused} 条`);
}

async function classified(demo: Demo): Promise<void> {
  const caseId = await demo.caseAbout(demo.record('huaian-7'), 'record');
  await demo.line.follow(caseId);
  const said = { severity: 'general', reasons: '按本行业裁量标准属较大数额罚款' };
  const file = await demo.does(caseId, 'huaian-handler', 'classify', said);
  demo.check(
    '开始计算最长公示期',
    file.terms.some((t) => t.kind === 'maxPublicity' && t.status === 'running'),
  );
}

async function endedByItself(demo: Demo): Promise<void> {
  const record = demo.record('huaian-6');
  const { caseId } = await demo.closes(await demo.caseAbout(record, 'record'));
  await demo.mustEnd(caseId, 'publicityEnded');
  await demo.shows(
    '信用中国、信用淮安均已停止公示',
    ['credit-china', 'credit-huaian'],
    record,
    (s) => s.shown === false,
  );
}
