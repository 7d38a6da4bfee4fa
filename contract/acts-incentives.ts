/** Incentives (联合激励): the way onto the red list, its re-check, and 容缺受理. It is left like any list (移出). */
import { z } from 'zod';
import type { Process, Role } from '../domain/file/case.js';
import { day, documentRef, measures, reasonsPayload, sha256, text } from './acts-parts.js';

export const recogniseBody = z.object({
  list: z.literal('red').default('red').meta({ description: '红名单' }),
  facts: text(4000).meta({ description: '守信情况' }),
  basis: text(2000),
  measures: measures.meta({ description: '拟采取的激励措施(措施清单的代码)' }),
  documents: z.array(documentRef).max(50).default([]),
  electronicService: z.boolean().default(false),
});

const promise = text(60).meta({ description: '容缺承诺的编号' });

export const INCENTIVE_ACTS = {
  contest: {
    process: ['listing'],
    roles: ['windowClerk', 'handler', 'creditOffice'],
    title: '登记对拟列入红名单的异议',
    payload: z.object({ text: text(4000), documents: z.array(documentRef).max(30).default([]) }),
  },
  recheck: {
    process: ['record'],
    roles: ['handler'],
    title: '复查红名单,仍符合条件',
    payload: z.object({ findings: text(4000) }),
  },
  promisePapers: {
    process: ['record'],
    roles: ['windowClerk', 'handler'],
    title: '容缺受理',
    payload: z.object({
      matter: text(200).meta({ description: '申请办理的事项' }),
      papers: z
        .array(
          z.object({
            name: text(200),
            statutory: z.boolean().default(false).meta({ description: '法律法规要求提供(不能容缺)' }),
          }),
        )
        .min(1)
        .max(30)
        .meta({ description: '承诺补齐的材料' }),
      commitment: sha256.meta({ description: '书面承诺文件的 SHA-256' }),
      due: day.nullable().default(null).meta({ description: '承诺补齐的日期;null 为最长期限' }),
    }),
  },
  papersCame: {
    process: ['record'],
    roles: ['windowClerk', 'handler'],
    title: '补齐承诺的材料',
    payload: z.object({ promise, documents: z.array(documentRef).max(30).default([]) }),
  },
  settleBreach: {
    process: ['record'],
    roles: ['handler'],
    title: '处理容缺承诺违约',
    payload: reasonsPayload.extend({ promise }),
  },
} as const satisfies Record<
  string,
  { process: readonly Process[]; roles: readonly Role[]; title: string; payload: z.ZodObject }
>;
