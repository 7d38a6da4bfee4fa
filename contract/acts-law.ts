/** Changes of the law's data: what an operator proposes, and another confirms (四眼). */
import { z } from 'zod';
import { PENALTY_KINDS } from '../domain/record/severity.js';
import { day, severity, text } from './acts-parts.js';

const region = z.string().regex(/^\d{6}$/, '应为六位行政区划代码');
const block = z.object({ name: text(40), from: day, to: day });

/** A parameter, or a rule by its id, for a region and all below it. */
export const parameterProposal = z.strictObject({
  kind: z.literal('parameter'),
  region: region.meta({ description: '适用地区及其下级;000000 为全国' }),
  parameter: text(80).meta({ description: '参数名或者规则编号,见 GET /law/rules' }),
  number: z.int().min(0).max(1200).optional(),
  unit: z.enum(['workday', 'day', 'month', 'year', 'monthDay', 'prompt', 'caseSet']).optional(),
  value: text(20).optional().meta({ description: '非期限参数的值:restart、pause、17:30' }),
  numberBasis: z
    .enum(['seen', 'configured'])
    .default('configured')
    .meta({ description: 'seen:数字见于所引法规原文;否则显示为待确认' }),
  citation: text(300).meta({ description: '依据:文件名称、文号、条款' }),
});

/** A year of the working calendar, from the State Council's notice or an amendment of it; the whole year. */
export const calendarProposal = z.strictObject({
  kind: z.literal('calendar'),
  year: z.int().min(2019).max(2100),
  number: text(60).meta({ description: '通知的文号,如 国办发明电〔2025〕7号' }),
  sources: z.array(text(500)).min(1).max(10).meta({ description: '通知原文的网址' }),
  daysOff: z.array(block).min(1).max(40).meta({ description: '放假各段的首日和末日(含周末)' }),
  makeUpDays: z.array(day).max(40).meta({ description: '调休上班的周六、周日' }),
  sample: z.boolean().default(false).meta({ description: '示例数据:引用处都会注明,不是正式公布的安排' }),
});

/** How a sector tells how serious a penalty is (行业分类标准); what it leaves open is as the national default has it. */
export const severityProposal = z.strictObject({
  kind: z.literal('severity'),
  region: region.meta({ description: '适用地区及其下级;000000 为全国' }),
  authorities: z
    .array(text(80))
    .min(1)
    .max(200)
    .optional()
    .meta({ description: '适用的认定单位(单位编号);不填为该地区全部认定单位' }),
  kinds: z.partialRecord(z.enum(PENALTY_KINDS), severity).default({}).meta({ description: '处罚种类 → 失信程度' }),
  fines: z
    .array(z.strictObject({ fromFen: z.int().min(0).max(1e15), severity }))
    .max(10)
    .default([])
    .meta({ description: '罚款达到 fromFen(分)的失信程度;达到几档的按最高一档' }),
  citation: text(300).meta({ description: '依据:文件名称、文号、条款' }),
});

export const lawProposalBody = z
  .discriminatedUnion('kind', [parameterProposal, calendarProposal, severityProposal])
  .meta({ id: 'LawProposalBody' });
export type LawProposalBody = z.infer<typeof lawProposalBody>;

export const lawDecisionBody = z
  .strictObject({ approve: z.boolean(), reasons: text(1000).optional() })
  .refine((b) => b.approve || b.reasons !== undefined, { path: ['reasons'], message: '不同意的,应当说明理由' })
  .meta({ id: 'LawDecisionBody' });
