/** Chinese for people: one catalogue keyed by code. */
import type { Effect, NoticeKind, Outcome, Process, Stage, TermKind } from '../domain/case.js';

export const PROCESS_TEXT: Record<Process, string> = { repair: '信用修复', record: '失信信息公示' };

export const STAGE_TEXT: Record<Stage, string> = {
  applied: '待受理',
  supplementing: '待补正',
  verifying: '核查中',
  proposed: '待复核',
  granted: '已准予,落实中',
  unclassified: '待确认失信程度',
  published: '公示中',
  awaitingSector: '公示期满,义务未履行',
  ending: '停止公示中',
  closed: '已办结',
};

export const OUTCOME_TEXT: Record<Outcome, string> = {
  repaired: '准予修复',
  refused: '不予修复',
  notAccepted: '不予受理',
  terminated: '终止',
  withdrawn: '申请人撤回',
  publicityEnded: '公示期满停止公示',
};

export const TERM_TEXT: Record<TermKind, string> = {
  acceptance: '作出是否受理的决定',
  verification: '完成核查并作出决定',
  result: '反馈信用修复结果',
  service: '送达补正告知书',
  supplement: '申请人补正材料',
  effect: '落实修复结果',
  maxPublicity: '最长公示期届满',
};

export const EFFECT_TEXT: Record<Effect, string> = {
  endPublicity: '终止公示',
  stopSharing: '停止共享和使用',
  liftMeasures: '解除惩戒措施',
};

export const NOTICE_TEXT: Record<NoticeKind, string> = {
  acceptance: '信用修复受理通知书',
  nonAcceptance: '信用修复不予受理通知书',
  supplement: '信用修复补正告知书',
  termination: '信用修复终止告知书',
  repairDecision: '信用修复决定书',
  refusalDecision: '不予信用修复决定书',
};

export const ACT_TEXT: Record<string, string> = {
  apply: '申请',
  accept: '受理',
  refuseAcceptance: '不予受理',
  requestSupplement: '一次性告知补正',
  supplement: '补正材料',
  propose: '核查并提出意见',
  confirm: '复核确认',
  withdraw: '撤回申请',
  recordService: '记录送达',
  report: '反馈',
  delivered: '发出',
  alarm: '期限提示',
  publish: '公示',
  classify: '确认失信程度',
  repaired: '因修复终止公示',
  endUnfulfilled: '按行业规定停止公示',
};

export const SEVERITY_TEXT = { minor: '轻微', general: '一般', serious: '严重' } as const;
export const LAMP_TEXT = { green: '正常', yellow: '临期', red: '超期', grey: '暂停' } as const;
