/** What the papers of an objection and of a relisting tell the party: the result, its ground, and how it is challenged. */
import { noticeText } from '../../papers/notice-text.js';
import { plainNotice } from '../../papers/paper.js';
import type { CaseState, NoticeKind } from '../../domain/file/case.js';
import { listingPack } from '../../domain/law/packs.js';
import type { NoticeFile } from '../../register/delivery-queries.js';
import { act, AGENT, confirm, HANDLER, propose, ring, serve, termOf } from '../domain/given.js';
import { afterExit, afterObjection, conclude, ENTRY, entryOf, object, type Setup } from '../domain/given-processes.js';

const { statement } = listingPack({ region: '320800', authorityKind: 'general', list: ENTRY.list, day: '2026-09-01' });

/** The paper of that kind as it is printed from the file that signed it. */
function textOf(atSigning: CaseState, kind: NoticeKind, listName: string | null = ENTRY.list): string {
  const notice = atSigning.notices.find((n) => n.kind === kind);
  if (notice === undefined) throw new Error(`no ${kind}`);
  const file: NoticeFile = {
    subject: { kind: 'organisation', codeKind: 'uscc', code: '91320800MA0DEM0217', name: '示例公司' },
    record: {
      title: '超标排放',
      kind: '严重失信主体名单',
      documentNumber: '示例〔2026〕1号',
      decisionDate: '2026-04-15',
    },
    authority: { name: '淮安市生态环境局', email: null },
    application: null,
    notice: { ...notice, number: '淮环〔2026〕1号' },
    atSigning,
    supplementTerm: statement,
    statementTerm: statement,
    listName,
  };
  const text = plainNotice(noticeText(file));
  expect(text).not.toMatch(/\{|\}|undefined|null/);
  return text;
}

const result = (setup: Setup = {}): CaseState =>
  afterObjection([object(), conclude('uphold', '2026-09-03'), confirm('2026-09-04')], setup);

test('the result of an objection tells the terms for reconsideration and litigation, and that they stop nothing', () => {
  const text = textOf(result(), 'objectionResult');
  expect(text).toContain('异议不成立');
  expect(text).toContain('60日内向有管辖权的行政复议机关申请行政复议');
  expect(text).toContain('6个月内依法向人民法院提起行政诉讼');
  expect(text).toContain('可以申请复核');
  expect(text).toContain('不停止公示和执行,依法决定停止的除外');
});

describe('异议受理告知书', () => {
  const raised = (setup: Setup = {}, more: Parameters<typeof object>[0] = {}): string =>
    textOf(afterObjection([object(more)], setup), 'objectionReceipt');

  test('tells who checks and by when, what rests meanwhile, and the party’s rights', () => {
    const text = raised();
    for (const part of ['信息内容有误', '处罚金额', '由本单位核查处理', '标注“异议处理中”', '自提出异议之日起中止'])
      expect(text).toContain(part);
    expect(text).toContain('核查处理异议的期限:2026年9月4日前(含当日)');
    expect(text).toContain('撤回异议');
    expect(raised({}, { channel: 'platform' })).toContain('由受理平台转送信息提供单位核查');
  });

  test('claims no suspension where there is none, and no mark where nothing is shown', () => {
    const again = raised({ record: { ...ENTRY, rejectedGrounds: ['content'] } });
    expect(again).toContain('惩戒措施不中止');
    expect(again).not.toContain('自提出异议之日起中止');
    expect(raised({ record: { ...ENTRY, status: 'ended' } })).not.toContain('异议处理中');
  });
});

test('of a court’s result it is the court above that is asked, within ten days', () => {
  const record = entryOf('court');
  const text = textOf(result({ record, authorityKind: 'court' }), 'objectionResult', record.list);
  expect(text).toContain('10日内向上一级人民法院申请复议');
  expect(text).not.toContain('行政复议机关');
});

describe('恢复列入', () => {
  const setup: Setup = { record: { ...ENTRY, status: 'removed' } };
  const payload = {
    ...{ reasons: '履行证明系伪造', documents: [{ name: '鉴定意见.pdf', sha256: '0' }] },
    ...{ measures: ['procurementBan'], months: 12, electronicService: true },
  };
  const opened = afterExit([act('proposeRelisting', HANDLER, payload, '2026-09-01')], setup);

  test('the notice tells what was false, what is intended, and the party’s time', () => {
    const text = textOf(opened, 'relistingNotice');
    for (const part of [
      '履行证明系伪造',
      '限制参加政府采购活动(最长12个月)',
      '陈述、申辩',
      '5个工作日',
      '应急管理部令第11号',
    ])
      expect(text).toContain(part);
  });

  test('the decision answers what the party said, and tells how it is challenged', () => {
    const stating = afterExit([serve('X1-n1', '2026-09-02')], setup, opened);
    const said = act('state', AGENT, { grounds: [{ text: '不知情' }] }, '2026-09-04');
    const over = ring(termOf(stating, 'statement').id, 'overdue', '2026-09-10');
    const answered = { ...propose('2026-09-10'), payload: ANSWERED };
    const text = textOf(afterExit([said, over, answered, confirm('2026-09-11')], setup, stating), 'relistingDecision');
    for (const part of ['经核查:鉴定属实', '理由:当事人应当对材料的真实性负责', '撤销移出决定', '申请行政复议'])
      expect(text).toContain(part);
  });
});

const ANSWERED = { outcome: 'grant', findings: '鉴定属实', reasons: '当事人应当对材料的真实性负责' } as const;
