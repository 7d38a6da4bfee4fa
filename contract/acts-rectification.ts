/** Rectification and interviews (限期整改、约谈): what is ordered, and the acts on it. */
import { z } from 'zod';
import type { Process, Role } from '../domain/file/case.js';
import { day, documentRef, instant, measures, once, reasonsPayload, responsible, sha256, text } from './acts-parts.js';

const itemId = z.string().regex(/^z\d{1,2}$/);

export const openRectificationBody = z.object({
  items: z
    .array(z.object({ text: text(1000) }))
    .min(1)
    .max(50)
    .meta({ description: '整改事项' }),
  deadline: day.meta({ description: '限定期限' }),
  facts: text(4000),
  serious: z.boolean().default(false).meta({ description: '情节严重(可直接警示约谈)' }),
  list: text(40).nullable().default(null).meta({ description: '整改不到位时拟列入的名单代码' }),
  electronicService: z.boolean().default(false),
});

export const RECTIFICATION_ACTS = {
  reportRectified: {
    process: ['rectification'],
    roles: ['enterpriseAgent', 'windowClerk'],
    title: '报告整改情况',
    payload: z.object({
      items: z
        .array(z.object({ id: itemId, documents: z.array(documentRef).min(1, '应逐项附证明材料').max(20) }))
        .min(1)
        .max(50),
    }),
  },
  verifyRectified: {
    process: ['rectification'],
    roles: ['handler'],
    title: '核查整改情况',
    payload: z.object({
      method: z.enum(['onSite', 'papers']).meta({ description: '现场 | 书面' }),
      results: z
        .array(z.object({ id: itemId, sufficient: z.boolean(), note: z.string().max(2000).default('') }))
        .min(1)
        .max(50)
        .refine(once('id'), '每项只核查一次'),
    }),
  },
  extendRectification: {
    process: ['rectification'],
    roles: ['handler'],
    title: '延长整改期限(一次)',
    payload: z.object({ deadline: day, reasons: text(4000) }),
  },
  scheduleInterview: {
    process: ['rectification'],
    roles: ['handler'],
    title: '安排约谈',
    payload: z.object({
      kind: z.enum(['reminder', 'warning']).meta({ description: '提醒约谈 | 警示约谈' }),
      at: instant,
      place: text(200),
      interviewers: z.array(text(100)).min(1).max(5),
    }),
  },
  recordInterview: {
    process: ['rectification'],
    roles: ['handler'],
    title: '记录约谈',
    payload: z.object({
      attended: z.boolean(),
      minutes: sha256.meta({ description: '约谈记录文件的 SHA-256' }),
      signedByBoth: z.boolean().default(false),
      voluntary: z.boolean().default(false).meta({ description: '通知书未送达或者未提前送达,当事人自愿参加' }),
      commitments: z.array(text(1000)).max(20).default([]),
      attendees: z.array(text(100)).max(10).optional().meta({ description: '当事人一方参加人员:姓名、职务' }),
      newDeadline: day.optional(),
    }),
  },
  askReschedule: {
    process: ['rectification'],
    roles: ['enterpriseAgent', 'windowClerk'],
    title: '申请约谈改期',
    payload: z.object({
      reasons: text(2000),
      wish: instant.optional().meta({ description: '希望的时间' }),
    }),
  },
  declineReschedule: {
    process: ['rectification'],
    roles: ['handler'],
    title: '不同意约谈改期',
    payload: reasonsPayload,
  },
  handOver: {
    process: ['rectification'],
    roles: ['handler'],
    title: '移送列入程序',
    payload: z.object({
      reasons: text(4000),
      basis: text(2000),
      measures: measures.default([]),
      responsible,
    }),
  },
  assignHelper: {
    process: ['rectification'],
    roles: ['handler', 'creditOffice'],
    title: '指派帮扶责任人',
    payload: z.object({ helper: text(100) }),
  },
  logVisit: {
    process: ['rectification'],
    roles: ['handler', 'creditOffice'],
    title: '记录帮扶走访',
    payload: z.object({ visitedOn: day, note: text(2000) }),
  },
  withdrawOrder: { process: ['rectification'], roles: ['handler'], title: '撤回整改通知', payload: reasonsPayload },
} as const satisfies Record<
  string,
  { process: readonly Process[]; roles: readonly Role[]; title: string; payload: z.ZodObject }
>;
