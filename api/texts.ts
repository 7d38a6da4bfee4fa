/** Chinese of the API's own lists and documents; what cases are made of is in `contract/texts.ts`. */
import type { MeasureState } from '../domain/record/enforcement.js';
import type {
  Effect,
  InstructionState,
  Notice,
  Process,
  ProposedOutcome,
  RecordStatus,
  Role,
  Rung,
  ServiceMethod,
  Severity,
  Side,
} from '../domain/file/case.js';
import type { MeasureRule } from '../domain/law/measures.js';
import type { DeliveredPayload } from '../domain/file/outbound.js';
import type { Standing } from '../domain/file/standing.js';
import { measureByCode } from '../domain/law/measures.js';
import type { Answer } from '../domain/record/screening.js';
import type { ApplyBody } from '../contract/acts.js';
import { EFFECT_TEXT, SEVERITY_TEXT, TERM_TEXT } from '../contract/texts.js';
import type { RegimeId } from '../domain/law/regimes.js';
import type { FactRow, TermRow } from '../domain/law/what-if.js';

export const NOTICE_STANDING_TEXT: Record<Standing, string> = {
  inForce: '有效',
  superseded: '已被后续文书取代',
  revoked: '已撤销',
  void: '作废',
};

const INSTRUCTION_STATE_TEXT: Record<InstructionState, string> = {
  pending: '待发出',
  accepted: '对方已接收,待反馈',
  done: '已落实',
  refused: '对方拒绝',
  failed: '未能送达,待人工处理',
  declined: '不予采取(推荐性措施)',
  recalled: '已被后续指令取代',
};

/** A party without a system is sent nothing: a person there sees the instruction and reports. */
export const instructionStateText = (state: InstructionState, adapter: 'http' | 'manual'): string =>
  state === 'pending' && adapter === 'manual' ? '待对方办理' : INSTRUCTION_STATE_TEXT[state];

/** What an instruction asks for, with the name of the measure: a department may have several of one listing. */
export function instructedText(effect: Effect, content: Readonly<Record<string, string>> | null | undefined): string {
  const { measure = '', ...said } = content ?? {};
  const name = measureByCode(measure)?.name;
  if (name !== undefined) return `${EFFECT_TEXT[effect]}“${name}”`;
  const details = Object.entries(said).map(([label, text]) => (isLabel(label) ? `${label}:${text}` : text));
  return details.length === 0 ? EFFECT_TEXT[effect] : `${EFFECT_TEXT[effect]}(${details.join(';')})`;
}

/** Chinese, and so for people; what it is of the others the text itself says. */
const isLabel = (key: string): boolean => !/^\w+$/.test(key);

/** What an instruction of each process carries out. */
export const PURPOSE_TEXT: Record<Process, string> = {
  listing: '落实列入决定',
  rectification: '归集约谈情况',
  repair: '落实修复结果',
  objection: '落实异议处理',
  exit: '落实移出结果',
  record: '落实公示和惩戒',
};

export const RECORD_STATUS_TEXT: Record<RecordStatus, string> = {
  found: '整改中',
  proposed: '拟列入',
  dropped: '未列入',
  published: '公示中',
  repaired: '已修复',
  removed: '已移出',
  annulled: '已撤销',
  ended: '公示期满已停止公示',
  awaitingSector: '公示期满,义务未履行',
};

export const ROLE_TEXT: Record<Role, string> = {
  enterpriseAgent: '企业经办人',
  windowClerk: '窗口人员',
  handler: '承办人',
  reviewer: '复核人',
  creditOffice: '信用办工作人员',
  supervisor: '督办人员',
  departmentSystem: '协同单位',
  mailGateway: '邮件网关',
  administrator: '管理员',
  auditor: '审计人员',
  system: '系统',
};

export const RUNG_TEXT: Record<Rung, string> = {
  'T-2': '还有两个工作日到期',
  'T-1': '还有一个工作日到期',
  T: '最后一日',
  overdue: '期限届满',
};

/** Whether a 送达地址确认书 lets the party be served electronically. */
export const CONSENT_TEXT = { true: '同意电子送达', false: '不同意电子送达' } as const;

export const SERVICE_TEXT: Record<ServiceMethod, string> = {
  portal: '电子送达',
  receipt: '直接送达',
  post: '邮寄送达',
  left: '留置送达',
  announcement: '公告送达',
};

/** What came of sending an instruction, the announcement of a notice, a reminder, or word of moved dates. */
export const DELIVERY_TEXT: Record<DeliveredPayload['kind'], Record<DeliveredPayload['outcome'], string>> = {
  instruction: { done: '已落实', accepted: '对方已接收,待反馈', refused: '对方拒绝', failed: '未能送达' },
  notice: { done: '提示已发出', accepted: '提示已发出', refused: '提示被退回', failed: '提示未能(全部)发出' },
  reminder: { done: '已提醒', accepted: '已提醒', refused: '提醒被退回', failed: '提醒未能发出' },
  redating: { done: '已告知', accepted: '已告知', refused: '告知邮件被退回', failed: '告知邮件未能发出' },
};

/** What the mail gateway tells of a mail that had gone out. */
export const RETURNED_TEXT = {
  final: '邮件退回,需另行送达',
  served: '邮件退回,已以其他方式送达',
  delayed: '邮件暂缓投递,仍在尝试',
} as const;

/** What became of the mail, and the SMS, that announce a document. */
export const ANNOUNCEMENT_TEXT: Record<Notice['announcement'], string> = {
  pending: '待发提示',
  sent: '已发提示',
  failed: '提示未能(全部)发出',
};

export const SIDE_TEXT: Record<Side, string> = { party: '当事人', authority: '办理单位' };

/** What a new calendar did to a term. */
export const REDATED_TEXT = {
  moved: (was: string, due: string) => `最后一日由 ${was} 改为 ${due}`,
  stays: (due: string) => `最后一日仍为 ${due}`,
  final: '不再暂定',
} as const;

export const CHANNEL_TEXT: Record<ApplyBody['channel'], string> = {
  'credit-china': '“信用中国”网站',
  necips: '国家企业信用信息公示系统',
  window: '线下窗口',
};

export const PROPOSAL_TEXT: Record<ProposedOutcome, string> = {
  grant: '拟准予',
  refuse: '拟不予',
  revoke: '拟撤销修复',
  notRevoke: '拟不予撤销',
  list: '拟列入名单',
  notList: '拟不予列入',
  delete: '拟删除',
  correct: '拟更正',
  supplement: '拟补充',
  stopDisclosure: '拟停止公示',
  delist: '拟移出名单',
  uphold: '拟认定异议不成立',
};

export const MEASURE_STATE_TEXT: Record<MeasureState, string> = {
  initiated: '已发起,待响应',
  applied: '已采取',
  declined: '不予采取',
  suspending: '中止中',
  suspended: '已中止',
  resuming: '恢复中',
  lifting: '解除中',
  lifted: '已解除',
};

/** What a counter is told to do with an applicant. */
export const ANSWER_TEXT: Record<Answer, string> = {
  intercept: '拦截:不予办理此事项',
  restrict: '限制:按惩戒措施从严办理此事项',
  benefit: '激励:按激励措施优先、便利办理此事项',
  nothing: '按正常程序办理',
};

const TARGET_TEXT: Record<MeasureRule['target'], string> = {
  subject: '该主体',
  responsiblePerson: '该主体的责任人员',
  both: '该主体及其责任人员',
};

/** Why a measure leads to an answer: what it rests on, whom it binds and how long. */
export function measureReason(
  record: {
    readonly list: string | null;
    readonly recordKind: string;
    readonly documentNumber: string;
    readonly until: string | null;
  },
  { mandatory, target, name }: Pick<MeasureRule, 'mandatory' | 'target' | 'name'>,
): string {
  const { list, recordKind, documentNumber, until } = record;
  const end = until === null ? '列入期间有效' : `有效至 ${until}`;
  const kind = mandatory ? '强制性' : '推荐性';
  return `因${list ?? recordKind}(${documentNumber}),对${TARGET_TEXT[target]}采取${kind}措施“${name}”,${end}`;
}

/** How a term stands. */
export const STANDING_TEXT = {
  kept: '按时办结',
  late: '逾期办结',
  reached: '已届满',
  cancelled: '已停止计时',
  paused: '暂停计时',
  over: '已超期',
  overBy: (workdays: number) => `超期 ${workdays} 个工作日`,
  today: '今天到期',
  workdaysLeft: (workdays: number) => `还剩 ${workdays} 个工作日`,
  daysLeft: (days: number) => `还剩 ${days} 天`,
} as const;

export const CASE_SET_TEXT = '日期由办理单位在本案中确定';
export const BASIS_TEXT = { law: '数字见于法规原文', configured: '数字为配置参数(待确认)' } as const;

export const severityText = (severity: Severity | null): string =>
  severity === null ? '待确认' : SEVERITY_TEXT[severity];

/** The rules that a repair goes by. */
export const REGIME_TEXT: Readonly<Record<RegimeId, string>> = {
  'REPAIR.NATIONAL.2026': '《信用修复管理办法》(令第36号)',
  'REPAIR.NATIONAL.2023': '《失信行为纠正后的信用信息修复管理办法(试行)》(令第58号)',
  'REPAIR.NATIONAL.2019': '发改办财金〔2019〕527号',
  'REPAIR.SAMR.2025': '《市场监督管理信用修复管理办法》(令第107号)',
  'REPAIR.SAMR.2021': '《市场监督管理信用修复管理办法》(国市监信规〔2021〕3号)',
  'REPAIR.TAX.2022': '《重大税收违法失信主体信息公布管理办法》(税务总局令第54号)',
};

/** What is compared of two versions of the rules. */
export const WHAT_IF_TEXT: Readonly<Record<TermRow | FactRow, string>> = {
  minPublicity: '最短公示期',
  maxPublicity: '最长公示期',
  startEvent: '公示期的起算',
  transfer: TERM_TEXT.transfer,
  acceptance: TERM_TEXT.acceptance,
  supplement: TERM_TEXT.supplement,
  supplementMode: '补正期间的期限',
  verification: TERM_TEXT.verification,
  extension: '办理期限的延长',
  result: TERM_TEXT.result,
  effect: TERM_TEXT.effect,
  reapplyBar: '不得再次申请的期间',
  sector: TERM_TEXT.sector,
  service: '撤销修复告知书的送达',
  statement: '撤销修复前的陈述、申辩',
  revocationDecision: '作出是否撤销修复的决定',
  materials: '应当提交的材料',
  windowCloses: '窗口停止业务的时间',
};

/** What a version says that is no term; what is not here says itself. */
export const FACT_TEXT: Readonly<Record<string, string>> = {
  ...{ document: '自文书作出之日', publication: '自公示之日' },
  ...{ restart: '补齐后重新起算', pause: '补正期间暂停' },
};

/** Why a case passes to another handler. */
export const PASSING_TEXT = { left: '离岗', absent: '缺勤', reassigned: '调整分工' } as const;
