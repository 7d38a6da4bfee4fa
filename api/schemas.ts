/** What the API answers, for its documents and its serialiser: nothing that is not named here leaves the house. */
import { z } from 'zod';
import { severity } from '../contract/acts-parts.js';

export const instant = z.string().meta({ format: 'date-time' });
export const day = z.string().meta({ format: 'date' });

/** An instant to judge lamps as of; by default now. */
export const asOfSchema = z.iso
  .datetime({ offset: true })
  .refine((t) => t >= '1990' && t < '2100', '时刻应在 1990 年至 2099 年之间')
  .transform((t) => new Date(t).toISOString())
  .optional()
  .meta({ description: '按此时刻判断灯色,缺省为现在' });
export const lampSchema = z.enum(['green', 'yellow', 'red', 'grey']);

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().meta({ description: '稳定的错误代码' }),
    requestId: z.string(),
    article: z.string().optional().meta({ description: '依据' }),
    details: z.record(z.string(), z.string()).optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 问题详情' });

/** The answer of every route that is not its own. */
export const problems = {
  default: { description: '问题详情', content: { 'application/problem+json': { schema: problemSchema } } },
};

export const recordItem = z
  .object({
    id: z.string(),
    documentNumber: z.string(),
    kind: z.string(),
    title: z.string(),
    authority: z.string(),
    authorityName: z.string(),
    region: z.string(),
    list: z.string().nullable(),
    decisionDate: day,
    severity: severity.nullable(),
    severityText: z.string(),
    severityBasis: z.string().nullable(),
    fulfilled: z.boolean().nullable(),
    status: z.string(),
    statusText: z.string(),
    subjectName: z.string(),
    subjectCode: z.string(),
  })
  .meta({ id: 'Record' });

export const instructionItem = z
  .object({
    id: z.string(),
    caseId: z.string(),
    recordId: z.string(),
    party: z.string(),
    partyName: z.string(),
    adapter: z.enum(['http', 'manual']),
    effect: z.string(),
    effectText: z.string(),
    state: z.string(),
    stateText: z.string(),
    receipt: z.string().nullable(),
    detail: z.string().nullable(),
    issuedAt: instant,
    movedAt: instant,
    documentNumber: z.string(),
    recordTitle: z.string(),
    subjectName: z.string(),
    subjectCode: z.string(),
  })
  .meta({ id: 'Instruction' });
