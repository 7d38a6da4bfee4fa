/** What the API answers about terms. */
import { z } from 'zod';
import { day, instant, lampSchema } from './schemas.js';

const stepSchema = z
  .object({ kind: z.string(), from: day, to: day.nullable(), n: z.int(), reason: z.string(), article: z.string() })
  .meta({ id: 'DerivationStep', description: '期限推算的一步' });

export const derivedSchema = z
  .object({
    start: day,
    due: day,
    dueAt: instant,
    provisional: z.boolean(),
    paused: z.boolean(),
    steps: z.array(stepSchema).readonly(),
    explanation: z.array(z.string()).readonly(),
    ruleId: z.string(),
    article: z.string(),
    basis: z.enum(['law', 'configured']),
    basisText: z.string().meta({ description: '数字不是从法规原文读到的,显示为待确认' }),
  })
  .meta({ id: 'DerivedTerm' });

export const termInstruction = z
  .object({ id: z.string(), party: z.string(), partyName: z.string(), effect: z.string(), effectText: z.string() })
  .meta({ id: 'TermInstruction', description: '落实类期限所对应的指令:哪个单位、落实什么' });

/** What a term says wherever it is shown. */
const described = {
  id: z.string(),
  title: z.string().meta({ description: '事项;落实类期限含单位和内容' }),
  kind: z.string(),
  kindText: z.string(),
  instruction: termInstruction.nullable(),
  holder: z.string(),
  status: z.string(),
  standingText: z.string().meta({ description: '如:超期 3 个工作日、今天到期、按时办结' }),
  dueToday: z.boolean(),
};

export const caseTerm = derivedSchema
  .extend({
    ...described,
    holderName: z.string(),
    lamp: lampSchema.nullable(),
    endedAt: instant.nullable(),
    pauses: z.array(z.object({ from: day, to: day.nullable(), reason: z.string(), article: z.string() })).readonly(),
  })
  .meta({ id: 'CaseTerm' });

export const termItem = z
  .object({
    ...described,
    caseId: z.string(),
    process: z.string(),
    processText: z.string(),
    holderName: z.string().nullable(),
    handler: z.string().nullable(),
    article: z.string(),
    start: day,
    due: day,
    dueAt: instant,
    provisional: z.boolean(),
    lamp: lampSchema,
    lampText: z.string(),
    region: z.string(),
    department: z.string(),
    departmentName: z.string(),
    recordTitle: z.string(),
    subjectName: z.string(),
  })
  .meta({ id: 'Term' });
