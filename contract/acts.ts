/**
 * One definition per act of a person or a system: its schema, who may do it, in which process. The route, the OpenAPI
 * document, the message and the forms come from here; when it is lawful stands in `domain/`.
 */
import { z } from 'zod';
import type { Process, Role } from '../domain/file/case.js';
import { EXIT_ACTS, exitEvidence } from './acts-exit.js';
import { INCENTIVE_ACTS } from './acts-incentives.js';
import { LISTING_ACTS } from './acts-listing.js';
import { OBJECTION_ACTS } from './acts-objection.js';
import { agent, day, documentRef, reasonsPayload, severity, text } from './acts-parts.js';
import { PAPER_ACTS } from './acts-papers.js';
import { PEOPLE_ACTS } from './acts-people.js';
import { RECTIFICATION_ACTS } from './acts-rectification.js';
import { REPAIR_ACTS } from './acts-repair.js';

/** So many records one application may name: a company rarely has more, and each is one commit. */
export const MOST_RECORDS = 50;

/** What a party hands in (POST /repairs): about one record, or about several of one subject. */
export const applyBody = z
  .object({
    record: text(40).optional().meta({ description: '一条失信信息;与 records 二者只填其一' }),
    records: z
      .array(text(40))
      .min(1)
      .max(MOST_RECORDS)
      .optional()
      .meta({ description: '同一信用主体的多条失信信息:一份申请,每条各为一个办件,逐条答复' }),
    channel: z.enum(['credit-china', 'necips', 'window']).meta({ description: '信用中国 | 公示系统 | 线下窗口' }),
    channelNumber: text(60),
    receivedOn: day.meta({ description: '渠道收到申请的日期' }),
    agent,
    ground: z
      .enum(['fulfilled', 'planApproved', 'planCompleted'])
      .default('fulfilled')
      .meta({ description: '义务履行完毕 | 法院批准重整计划、认可和解协议(临时修复) | 确认执行完毕(最终修复)' }),
    applicant: z
      .enum(['subject', 'administrator'])
      .default('subject')
      .meta({ description: '信用主体 | 破产管理人(提交指定管理人决定书)' }),
    planUntil: day.nullable().default(null).meta({ description: '重整计划、和解协议的执行期限(裁定书载明的)' }),
    documents: z.array(documentRef).min(1).max(30),
    electronicService: z.boolean().default(false).meta({ description: '同意电子送达(送达地址确认书)' }),
    effectiveOn: day.optional().meta({ description: '纸质材料补录:申请转到认定单位的日期' }),
  })
  .refine(({ record, records }) => (record === undefined) !== (records === undefined), {
    path: ['records'],
    message: 'record 和 records 应当填写其中一项,且只填一项',
  })
  .refine(({ records = [] }) => new Set(records).size === records.length, {
    path: ['records'],
    message: '同一条失信信息不能重复填写',
  })
  .meta({ id: 'RepairApplication' });
export type ApplyBody = z.infer<typeof applyBody>;

const acceptPayload = z.object({ note: text(1000).optional() });

/** Acts done on an existing case (POST /cases/{id}/acts/{act}). */
export const ACTS = {
  accept: { process: ['repair'], roles: ['handler'], title: '受理', payload: acceptPayload },
  refuseAcceptance: { process: ['repair'], roles: ['handler'], title: '不予受理', payload: reasonsPayload },
  requestSupplement: {
    process: ['repair'],
    roles: ['handler'],
    title: '一次性告知补正',
    payload: z.object({ items: z.array(text(500)).min(1).max(20) }),
  },
  supplement: {
    process: ['repair'],
    roles: ['enterpriseAgent', 'windowClerk'],
    title: '补正材料',
    payload: z.object({ documents: z.array(documentRef).min(1).max(30) }),
  },
  propose: {
    process: ['repair', 'exit'],
    roles: ['handler'],
    title: '核查并提出意见',
    payload: z.object({ outcome: z.enum(['grant', 'refuse']), findings: text(4000), reasons: text(4000).optional() }),
  },
  confirm: {
    process: ['repair', 'listing', 'objection', 'exit'],
    roles: ['reviewer'],
    title: '复核确认',
    payload: z.object({ approve: z.boolean(), reasons: text(4000).optional() }),
  },
  withdraw: {
    process: ['repair', 'exit'],
    roles: ['enterpriseAgent', 'windowClerk'],
    title: '撤回申请',
    payload: z.object({ reason: text(1000) }),
  },
  recordService: {
    process: ['repair', 'listing', 'rectification', 'objection', 'exit', 'record'],
    roles: ['enterpriseAgent', 'windowClerk', 'handler'],
    title: '记录送达',
    payload: z.object({
      noticeId: text(60),
      method: z.enum(['portal', 'receipt', 'post', 'left', 'announcement']),
      evidence: text(500).meta({ description: '送达回证、邮政回执或者公告的编号和情况;邮寄以回执载明的日期为送达日' }),
      documents: z.array(documentRef).max(10).optional().meta({ description: '送达回证、照片等' }),
      witnesses: z
        .array(text(50))
        .max(5)
        .optional()
        .meta({ description: '留置送达的见证人:两名,或者附照片、录像截图' }),
    }),
  },
  classify: {
    process: ['record'],
    roles: ['handler'],
    title: '确认失信程度',
    payload: z.object({ severity, reasons: text(2000) }),
  },
  ...LISTING_ACTS,
  ...RECTIFICATION_ACTS,
  ...OBJECTION_ACTS,
  ...EXIT_ACTS,
  ...INCENTIVE_ACTS,
  endDeregistered: {
    process: ['record'],
    roles: ['handler'],
    title: '因主体注销停止公示',
    payload: z.object({ evidence: exitEvidence.min(1).meta({ description: '注销登记证明(kind:deregistration)' }) }),
  },
  ...REPAIR_ACTS,
  ...PEOPLE_ACTS,
  ...PAPER_ACTS,
} as const satisfies Record<
  string,
  { process: readonly Process[]; roles: readonly Role[]; title: string; payload: z.ZodObject }
>;

export type ActName = keyof typeof ACTS;
export const ACT_NAMES = Object.keys(ACTS) as ActName[];

/** The envelope of every act: the version its sender saw, and the date when entered from paper. */
export const actEnvelope = z.object({
  version: z.int().min(0).meta({ description: '您看到的办件版本号' }),
  effectiveOn: day.optional().meta({ description: '纸质材料补录:行为发生的日期' }),
});

/** A report on an instruction (POST /instructions/{id}/feedback). */
export const feedbackBody = z
  .object({
    reportId: text(100).meta({ description: '报告方自己的编号;重复提交同一编号只生效一次' }),
    outcome: z
      .enum(['done', 'refused', 'declined'])
      .meta({ description: '已落实 | 拒绝 | 不予采取(仅限推荐性措施,须说明理由)' }),
    receipt: text(200).nullable().default(null),
    detail: text(1000).nullable().default(null),
    at: z.iso.datetime({ offset: true }).optional(),
  })
  .meta({ id: 'Feedback' });
export type FeedbackBody = z.infer<typeof feedbackBody>;

export { agent, day, documentRef };
