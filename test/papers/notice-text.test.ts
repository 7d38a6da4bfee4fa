import { chineseDay } from '../../papers/notice-days.js';
import { noticeText } from '../../papers/notice-text.js';
import { plainNotice } from '../../papers/paper.js';
import type { CaseView } from '../../contract/messages.js';
import type { NoticeKind } from '../../domain/file/case.js';
import { readNoticeFile } from '../../register/delivery-queries.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { act, AGENT, furnish, HANDLER, type SceneParty } from '../support/scene.js';
import { applied, does, granted, later, refused } from '../activities/world.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createDatabase();
  await furnish(db.owner);
});
afterAll(() => db.drop());

const MANUAL: SceneParty = { id: 'huaian-kjj', adapter: 'manual', effects: ['liftMeasures'] };
const ORDER36 = '《信用修复管理办法》(国家发展改革委令第36号)';
const REMEDIES = '60日内向有管辖权的行政复议机关申请行政复议(《行政复议法》(主席令第9号)第二十条)';
const LAWSUIT = '6个月内依法向人民法院提起行政诉讼(《行政诉讼法》(2017年修正)第四十六条,待确认)';
const SYSTEM = { id: 'system', role: 'system', department: null, party: null } as const;

async function textOf(view: CaseView, n: number): Promise<string> {
  const file = await readNoticeFile(db.pool, `${view.caseId}-n${n}`);
  if (file === null) throw new Error('no such document');
  return plainNotice(noticeText(file));
}

async function terminated(recordId: string): Promise<CaseView> {
  const opened = await applied(db, recordId);
  const { caseId } = opened;
  const asked = await does(db, recordId, [
    act('requestSupplement', HANDLER, { items: ['整改验收材料', '授权委托书原件'] }, { at: later(1), caseId }),
  ]);
  const service = { noticeId: `${asked.caseId}-n1`, method: 'portal', evidence: '网上查阅' };
  const served = await does(db, recordId, [act('recordService', AGENT, service, { at: later(2), caseId })]);
  const overdue = served.alarms.find((a) => a.rung === 'overdue');
  if (overdue === undefined) throw new Error('no clock');
  return does(db, recordId, [
    act('alarm', SYSTEM, { termId: overdue.termId, rung: 'overdue' }, { at: overdue.at, caseId }),
  ]);
}

const WRITTEN: Partial<Record<NoticeKind, () => Promise<string>>> = {
  acceptance: async () => textOf(await granted(db, 'T1', [MANUAL]), 1),
  repairDecision: async () => textOf(await granted(db, 'T2', [MANUAL]), 2),
  refusalDecision: async () => textOf(await refused(db, 'T3', '整改材料不实'), 2),
  nonAcceptance: async () => {
    const { caseId } = await applied(db, 'T4');
    return textOf(
      await does(db, 'T4', [act('refuseAcceptance', HANDLER, { reasons: '义务未履行完毕' }, { at: later(1), caseId })]),
      1,
    );
  },
  supplement: async () => textOf(await terminated('T5'), 1),
  termination: async () => textOf(await terminated('T6'), 2),
};

const EXPECTED: Partial<Record<NoticeKind, readonly string[]>> = {
  acceptance: ['信用修复受理通知书', '淮环信修受〔2026〕', '第三章', '2026年9月17日前', '二〇二六年九月八日'],
  repairDecision: [
    '信用修复决定书',
    '淮环信修决〔2026〕',
    '罚款已缴清,整改已验收',
    '准予信用修复',
    `${ORDER36}第三条`,
    '解除惩戒措施',
    '二〇二六年九月十日',
  ],
  refusalDecision: [
    '不予信用修复决定书',
    '淮环信修不决〔2026〕',
    '理由:整改材料不实',
    ORDER36,
    REMEDIES,
    LAWSUIT,
    '对本决定不服',
  ],
  nonAcceptance: [
    '信用修复不予受理通知书',
    '淮环信修不受〔2026〕',
    '理由:义务未履行完毕',
    ORDER36,
    REMEDIES,
    LAWSUIT,
    '二〇二六年九月八日',
  ],
  supplement: [
    '信用修复补正告知书',
    '淮环信修补〔2026〕',
    '整改验收材料;授权委托书原件',
    '5个工作日(待确认)',
    '二〇二六年九月八日',
  ],
  termination: [
    '信用修复终止告知书',
    '淮环信修终〔2026〕',
    '你单位在规定期限内未补正申请材料',
    REMEDIES,
    '二〇二六年九月',
  ],
};

test.each(Object.keys(WRITTEN).filter((k): k is NoticeKind => k in EXPECTED))('the text of %s', async (kind) => {
  const text = (await WRITTEN[kind]?.()) ?? '';
  for (const part of EXPECTED[kind] ?? []) expect(text).toContain(part);
  expect(text).toMatch(/示例公司T\d\(统一社会信用代码:91320800\w{10}\):/);
  expect(text).toContain('于2026年9月4日通过“信用中国”网站(受理编号:XYZG-');
  expect(text).toContain('认定日期2026年4月15日');
  expect(text).toContain('淮安市生态环境局');
  expect(text).not.toMatch(/\{|\}|undefined|null|no\. not seen/);
  const adverse = kind === 'nonAcceptance' || kind === 'refusalDecision' || kind === 'termination';
  expect(text.includes('行政复议')).toBe(adverse);
});

test('what happens after a document was signed does not change its text', async () => {
  const { caseId } = await applied(db, 'T7');
  const accepted = await does(db, 'T7', [act('accept', HANDLER, {}, { at: later(1), caseId })]);
  const before = await textOf(accepted, 1);
  const withdrawn = await does(db, 'T7', [act('withdraw', AGENT, { reason: '另行申请' }, { at: later(2), caseId })]);
  expect(await textOf(withdrawn, 1)).toBe(before);
  expect(await readNoticeFile(db.pool, 'no-such-document')).toBeNull();
});

test('成文日期 in Chinese numerals', () => {
  expect(chineseDay('2026-11-22')).toBe('二〇二六年十一月二十二日');
  expect(chineseDay('2030-10-10')).toBe('二〇三〇年十月十日');
  expect(chineseDay('2028-02-29')).toBe('二〇二八年二月二十九日');
  expect(chineseDay('2026-01-31')).toBe('二〇二六年一月三十一日');
  expect(chineseDay('2026-12-20')).toBe('二〇二六年十二月二十日');
});
