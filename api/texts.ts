/** Chinese of the API's own lists and documents; what cases are made of is in `contract/texts.ts`. */
import type { InstructionState, RecordStatus, Severity } from '../domain/case.js';
import { SEVERITY_TEXT } from '../contract/texts.js';

export const INSTRUCTION_STATE_TEXT: Record<InstructionState, string> = {
  pending: '待发出',
  accepted: '对方已接收,待反馈',
  done: '已落实',
  refused: '对方拒绝',
  failed: '未能送达,待人工处理',
};

export const RECORD_STATUS_TEXT: Record<RecordStatus, string> = {
  published: '公示中',
  repaired: '已修复',
  ended: '公示期满已停止公示',
  awaitingSector: '公示期满,义务未履行',
};

export const BASIS_TEXT = { law: '数字见于法规原文', configured: '数字为配置参数(待确认)' } as const;

export const severityText = (severity: Severity | null): string =>
  severity === null ? '待确认' : SEVERITY_TEXT[severity];
