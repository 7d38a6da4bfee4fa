/** Listing (列入): what is proposed or received, and the acts on it. */
import { z } from 'zod';
import type { Process, Role } from '../domain/file/case.js';
import { day, documentRef, measures, once, persons, reasonsPayload, responsible, sha256, text } from './acts-parts.js';

const months = z.int().min(1).max(120).nullable().default(null);

export const openListingBody = z.object({
  list: text(40).meta({ description: '名单代码(名单目录)' }),
  facts: text(4000),
  basis: text(2000),
  measures: measures.meta({ description: '拟采取的惩戒措施(措施清单的代码)' }),
  months: months.meta({ description: '惩戒措施最长月数;null 为列入期间' }),
  documents: z.array(documentRef).max(50).default([]),
  electronicService: z.boolean().default(false),
  responsible,
  persons,
});

export const receiveListingBody = openListingBody.extend({
  documentNumber: text(100).meta({ description: '上级下发名单的文号' }),
  decidedOn: day.meta({ description: '上级作出认定的日期' }),
});

const review = z.object({ approve: z.boolean(), reasons: text(4000).optional() });

export const LISTING_ACTS = {
  verifyReceived: {
    process: ['listing'],
    roles: ['handler'],
    title: '核实上级下发的名单',
    payload: z.object({ confirmed: z.boolean(), reasons: text(4000) }),
  },
  state: {
    process: ['listing', 'exit', 'repair'],
    roles: ['enterpriseAgent', 'windowClerk'],
    title: '陈述、申辩',
    payload: z.object({
      grounds: z.array(z.object({ text: text(4000) })).max(30),
      hearing: z.boolean().default(false).meta({ description: '要求听证' }),
      documents: z.array(documentRef).max(30).default([]),
    }),
  },
  waive: {
    process: ['listing'],
    roles: ['enterpriseAgent', 'windowClerk'],
    title: '明确放弃陈述、申辩',
    payload: z.object({}),
  },
  holdHearing: {
    process: ['listing'],
    roles: ['handler'],
    title: '举行听证',
    payload: z.object({ heldOn: day, minutes: sha256.meta({ description: '听证笔录文件的 SHA-256' }) }),
  },
  answerGrounds: {
    process: ['listing'],
    roles: ['handler'],
    title: '逐项答复陈述、申辩',
    payload: z.object({
      answers: z
        .array(
          z.object({
            ground: text(10),
            accepted: z.boolean(),
            reason: text(4000),
            removes: z
              .object({ measures: measures.default([]), months })
              .nullable()
              .default(null)
              .meta({ description: '采纳后去除的内容:措施或者超出的月数;null 为列入本身' }),
          }),
        )
        .min(1)
        .max(30)
        .refine(once('ground'), '每项意见只答复一次'),
    }),
  },
  proposeDecision: {
    process: ['listing'],
    roles: ['handler'],
    title: '提出决定意见',
    payload: z.object({
      outcome: z.enum(['list', 'notList']),
      findings: text(4000),
      reasons: text(4000).optional(),
      measures: measures.default([]),
      months,
      graceMonths: z.int().min(0).max(12).default(0),
      contents: z
        .object({
          facts: text(4000),
          basis: text(2000),
          measuresHint: text(2000),
          exitConditions: text(2000),
          remedies: text(2000),
        })
        .partial()
        .optional(),
    }),
  },
  consent: { process: ['listing'], roles: ['reviewer'], title: '上级同意', payload: review },
  confirmFinality: {
    process: ['listing'],
    roles: ['handler'],
    title: '确认所依据的决定已经生效',
    payload: z.object({ finalOn: day, documentNumber: text(100) }),
  },
  dropProposal: { process: ['listing'], roles: ['handler'], title: '提出不再列入', payload: reasonsPayload },
} as const satisfies Record<
  string,
  { process: readonly Process[]; roles: readonly Role[]; title: string; payload: z.ZodObject }
>;
