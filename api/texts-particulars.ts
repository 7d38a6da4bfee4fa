/** Chinese of what only one process knows of its case. */
import type {
  Challenge,
  ChallengeKind,
  ChallengeResult,
  ChallengeSubject,
  DecisionContent,
  Interview,
  InterviewKind,
  ObjectionGround,
  ObjectionParticulars,
  PapersPromise,
  RectificationItem,
  RepairGround,
  StopScope,
} from '../domain/file/particulars.js';

export const CONTENT_TEXT: Record<DecisionContent, string> = {
  facts: '事由',
  basis: '依据',
  measuresHint: '惩戒措施提示',
  exitConditions: '移出条件和程序',
  remedies: '救济措施',
};

export const ITEM_STATE_TEXT: Record<RectificationItem['state'], string> = {
  open: '待整改',
  reported: '已报告,待核查',
  sufficient: '整改到位',
  insufficient: '整改不足,需继续整改',
};

export const INTERVIEW_TEXT: Record<InterviewKind, string> = { reminder: '提醒约谈', warning: '警示约谈' };

export const INTERVIEW_OUTCOME_TEXT: Record<Interview['outcome'], string> = {
  planned: '已安排',
  moved: '已改期',
  held: '已约谈',
  absent: '未到场',
};

export const OBJECTION_GROUND_TEXT: Record<ObjectionGround, string> = {
  content: '信息内容有误',
  shouldNotExist: '信息不应存在',
  notMine: '不是本主体的信息',
  period: '公示期限有误',
  complaint: '投诉',
};

export const RAISED_BY_TEXT: Record<ObjectionParticulars['raisedBy'], string> = {
  subject: '信用主体提出',
  department: '认定单位、信用办自行发现',
};

export const CHALLENGE_TEXT: Record<ChallengeKind, string> = {
  review: '复核',
  reconsideration: '行政复议',
  litigation: '行政诉讼',
};

export const CHALLENGED_TEXT: Record<ChallengeSubject, string> = {
  record: '失信信息',
  repair: '信用修复的决定',
};

export const REPAIR_GROUND_TEXT: Record<RepairGround, string> = {
  fulfilled: '失信行为已纠正,义务履行完毕',
  planApproved: '法院批准重整计划或者认可和解协议(临时修复)',
  planCompleted: '重整计划或者和解协议执行完毕(最终修复)',
};

export const CHALLENGE_RESULT_TEXT: Record<ChallengeResult, string> = {
  maintained: '维持(含驳回)',
  changed: '变更',
  annulled: '撤销(含确认违法)',
  withdrawn: '撤回',
};

export const STOP_TEXT: Record<StopScope, string> = { measures: '停止执行惩戒措施', publicity: '停止公示' };

export const stoppedText = ({ stopped }: Challenge): string =>
  stopped.length === 0 ? '未停止' : stopped.map((scope) => STOP_TEXT[scope]).join('、');

export const PROMISE_TEXT: Record<PapersPromise['state'], string> = {
  open: '待补齐',
  kept: '按时补齐',
  late: '逾期补齐',
  broken: '逾期未补齐,违约',
};

export const yesNo = (value: boolean): string => (value ? '是' : '否');

export const monthsText = (months: number | null): string => (months === null ? '列入期间' : `最长 ${months} 个月`);
