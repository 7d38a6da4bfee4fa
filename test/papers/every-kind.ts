/** A document of every kind, each from a file as its process would have signed it. */
import type { CaseState, NoticeKind, Process } from '../../domain/file/case.js';
import type { Particulars } from '../../domain/file/particulars.js';
import { listingPack } from '../../domain/law/packs.js';
import { TEMPLATES } from '../../papers/notice-templates.js';
import type { NoticeFile } from '../../register/delivery-queries.js';

export const KINDS = Object.keys(TEMPLATES).filter((kind): kind is NoticeKind => kind in TEMPLATES);

const { statement } = listingPack({ region: '320800', authorityKind: 'general', list: null, day: '2026-09-01' });
const LONG = '经现场检查和资料核对,当事人两年内三次超标排放且拒不改正,情节严重。'.repeat(8);
const measures = ['procurementBan', 'biddingLimit', 'honourLimit'];

const OF_PROCESS: Partial<Record<Process, Particulars>> = {
  listing: {
    ...{ of: 'listing', list: 'ecologySevere', origin: 'own', facts: LONG, basis: '《示例条例》第九条', measures },
    ...{ months: 36, heard: true, waived: false, hearing: null, linkedCase: null },
    grounds: [{ id: 's1', text: '已经整改', answer: { accepted: false, reason: '整改未经验收' } }],
    responsible: [{ office: 'legalRepresentative', count: 1 }],
    decided: {
      ...{ measures, months: 12, graceMonths: 0 },
      contents: {
        ...{ facts: LONG, basis: '《示例条例》第九条', measuresHint: '参加政府采购将受限制' },
        ...{ exitConditions: '修复后移出', remedies: '可以申请复议或者提起诉讼' },
      },
    },
  },
  rectification: {
    ...{ of: 'rectification', facts: LONG, deadline: '2026-10-15', extended: false, serious: true, help: null },
    ...{ visits: [], list: null, ending: null },
    items: [LONG, '安装在线监测设备', '缴清罚款'].map((text, n) => ({ id: `z${n + 1}`, text, state: 'open' as const })),
    interviews: [
      {
        ...{ kind: 'warning', at: '2026-10-20T01:30:00.000Z', place: '三楼会议室', outcome: 'planned', saidIn: 'a1' },
        commitments: [LONG, '每月报送整改进展'],
      },
    ],
  },
  objection: {
    ...{ of: 'objection', ground: 'content', raisedBy: 'subject', suspends: true, provider: null, extended: false },
    ...{ stoppedFor: null, escalated: false, verdict: 'correct' },
    corrections: [{ field: '处罚金额', from: '20万元', to: '2万元' }],
  },
  exit: {
    ...{ of: 'exit', ground: 'fulfilled', destination: null, chain: [] },
    relisting: { reasons: '履行证明系伪造', measures, months: 12, grounds: [] },
  },
};

const PROCESS_OF: Partial<Record<NoticeKind, Process>> = {
  ...{ listingNotice: 'listing', listingDecision: 'listing', noListingDecision: 'listing', repairGuide: 'listing' },
  ...{ recognition: 'listing', noRecognition: 'listing', objectionResult: 'objection' },
  ...{ reviewResult: 'record' },
  ...{ rectificationOrder: 'rectification', interviewNotice: 'rectification', interviewMinutes: 'rectification' },
  objectionReceipt: 'objection',
  ...{ exitDecision: 'exit', exitRefusal: 'exit', relistingNotice: 'exit', relistingDecision: 'exit' },
};

/** As the register would read it; a kind not named above is one of repair. */
export function fileOf(kind: NoticeKind): NoticeFile {
  const process = PROCESS_OF[kind] ?? 'repair';
  const notice = {
    ...{ id: 'X1-n1', kind, authority: 'huaian-sthj', signedOn: '2026-09-10', number: '淮环示例〔2026〕1号' },
    ...{ reasons: LONG, announcement: 'pending' as const, service: null },
  };
  const atSigning: CaseState = {
    ...{
      caseId: 'X1',
      process,
      docket: '',
      recordId: 'R1',
      subjectId: 'S1',
      region: '320800',
      department: 'huaian-sthj',
    },
    ...{ stage: 'verifying', outcome: null, openedAt: '2026-09-01T02:00:00.000Z', closedAt: null, version: 3 },
    ...{ personVersion: 3, lastEffectiveAt: '2026-09-10T02:00:00.000Z', packId: null, applicationDate: '2026-09-01' },
    ...{ applicationId: 'A1', consented: true, supplementAsked: false, handler: 'h', terms: [], instructions: [] },
    proposal: { outcome: 'grant', findings: '罚款已缴清,整改已验收', reasons: null, by: 'h' },
    particulars: OF_PROCESS[process] ?? null,
    notices: [notice],
  };
  return {
    subject: { kind: 'organisation', codeKind: 'uscc', code: '91320800MA0DEM0217', name: '淮安示例环保设备有限公司' },
    record: { title: '超标排放', kind: '行政处罚', documentNumber: '淮环罚〔2026〕1号', decisionDate: '2026-04-15' },
    authority: { name: '淮安市生态环境局', email: null },
    application: { channel: 'credit-china', channelNumber: 'XYZG-1', receivedOn: '2026-09-01' },
    ...{ notice, atSigning, supplementTerm: statement, statementTerm: statement, listName: '生态环境严重失信主体名单' },
    named: {
      ...{ interviewers: ['赵示例', '钱示例'], attendees: ['孙示例 法定代表人'] },
      ...{ minutes: 'a1b2'.repeat(16), voluntary: true },
    },
    confirmed: {
      ...{
        recipient: '李示例',
        address: '淮安市示例路1号示例大厦12楼',
        phone: '0517-80000000',
        email: 'office@company.example',
      },
      original: null,
    },
  };
}
