/** Objections (异议申诉): what is said when one is raised, and the acts on it. */
import { z } from 'zod';
import type { Process, Role } from '../domain/file/case.js';
import { day, documentRef, once, reasonsPayload, text } from './acts-parts.js';

export const objectBody = z
  .object({
    record: text(40),
    ground: z
      .enum(['content', 'shouldNotExist', 'notMine', 'period', 'complaint'])
      .meta({ description: '内容有误 | 不应存在 | 非本主体 | 公示期限有误 | 投诉' }),
    corrections: z
      .array(z.object({ field: text(60), from: z.string().max(500), to: text(500) }))
      .max(20)
      .refine(once('field'), '每个字段只写一次')
      .default([])
      .meta({ description: '有误的字段:原内容与应为内容' }),
    explanation: text(4000),
    documents: z.array(documentRef).max(30).default([]),
    newEvidence: z.boolean().default(false).meta({ description: '提交了此前未提交过的证据' }),
    channel: z.enum(['authority', 'platform']).default('authority').meta({ description: '认定单位 | 平台、网站' }),
    electronicService: z.boolean().default(false),
  })
  .meta({ id: 'Objection' });

const VERDICTS = ['delete', 'correct', 'supplement', 'stopDisclosure', 'delist', 'uphold'] as const;

/** What was decided elsewhere, with its paper. */
const ordered = {
  challenge: text(60).meta({ description: '复核、复议或者诉讼的编号' }),
  documentNumber: text(100).meta({ description: '文书文号' }),
  documents: z.array(documentRef).min(1).max(10),
};

export const OBJECTION_ACTS = {
  takeUp: {
    process: ['objection'],
    roles: ['handler'],
    title: '自行核查',
    payload: z.object({ note: text(1000).optional() }),
  },
  forward: {
    process: ['objection'],
    roles: ['creditOffice', 'handler'],
    title: '转送信息提供单位核查',
    payload: z.object({ provider: text(60).meta({ description: '信息提供单位' }) }),
  },
  reportCheck: {
    process: ['objection'],
    roles: ['handler'],
    title: '反馈核查结果',
    payload: z.object({ findings: text(4000) }),
  },
  stopClock: {
    process: ['objection'],
    roles: ['handler'],
    title: '暂停计时(检验、检测、检疫、鉴定、专家评审)',
    payload: z.object({ reason: text(20) }),
  },
  resumeClock: { process: ['objection'], roles: ['handler'], title: '恢复计时', payload: z.object({}) },
  extend: { process: ['objection', 'repair'], roles: ['handler'], title: '延长期限', payload: reasonsPayload },
  conclude: {
    process: ['objection'],
    roles: ['handler'],
    title: '提出处理意见',
    payload: z.object({ verdict: z.enum(VERDICTS), findings: text(4000), reasons: text(4000).optional() }),
  },
  recordChallenge: {
    process: ['record'],
    roles: ['enterpriseAgent', 'windowClerk', 'handler'],
    title: '申请复核;登记行政复议、行政诉讼',
    payload: z.object({
      kind: z
        .enum(['review', 'reconsideration', 'litigation'])
        .meta({ description: '复核 | 行政复议 | 行政诉讼(后两项由认定单位登记)' }),
      about: z.enum(['record', 'repair']).default('record').meta({ description: '对失信信息本身 | 对信用修复的决定' }),
      filedOn: day.meta({ description: '提出的日期' }),
      body: text(100).meta({ description: '受理的机关或者人民法院' }),
      documentNumber: text(100).meta({ description: '受理通知书、应诉通知书的文号,或者申请的编号' }),
    }),
  },
  recordStop: {
    process: ['record'],
    roles: ['handler'],
    title: '登记停止执行、停止公示',
    payload: z.object({
      ...ordered,
      scope: z
        .array(z.enum(['measures', 'publicity']))
        .min(1)
        .max(2)
        .meta({ description: 'measures 停止执行惩戒措施 | publicity 停止公示' }),
    }),
  },
  endStop: {
    process: ['record'],
    roles: ['handler'],
    title: '停止执行、停止公示终止',
    payload: z.object(ordered),
  },
  recordChallengeResult: {
    process: ['record'],
    roles: ['handler'],
    title: '登记复核、复议、诉讼结果',
    payload: z.object({
      ...ordered,
      result: z
        .enum(['maintained', 'changed', 'annulled', 'withdrawn'])
        .meta({ description: '维持(含驳回) | 变更 | 撤销(含确认违法) | 撤回' }),
    }),
  },
  withdrawObjection: {
    process: ['objection'],
    roles: ['enterpriseAgent', 'windowClerk', 'handler', 'creditOffice'],
    title: '撤回异议',
    payload: z.object({ reason: text(1000) }),
  },
} as const satisfies Record<
  string,
  { process: readonly Process[]; roles: readonly Role[]; title: string; payload: z.ZodObject }
>;
