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

/** Of a case: whose it was, and who is there to act. */
export const seatSchema = z.object({
  inherited: z
    .object({ from: z.string(), since: day })
    .nullable()
    .meta({ description: '由已离岗、缺勤的经办人交接而来:原经办人、自何日起' }),
  standIn: z
    .object({ id: z.string(), name: z.string(), until: day })
    .nullable()
    .meta({ description: '经办人缺勤期间的代办人,代办至何日' }),
  unattended: z.boolean().meta({ description: '无人承办:经办人已离岗,尚未交接' }),
});

export const caseTerm = derivedSchema
  .extend({
    ...described,
    holderName: z.string(),
    lamp: lampSchema
      .nullable()
      .meta({ description: '交接来的期限对接手人、无人承办的期限对单位负责人和督办人员显示为 red' }),
    inheritedSince: day.nullable(),
    endedAt: instant.nullable(),
    pauses: z.array(z.object({ from: day, to: day.nullable(), reason: z.string(), article: z.string() })).readonly(),
  })
  .meta({ id: 'CaseTerm' });

export const termItem = z
  .object({
    ...described,
    ...seatSchema.shape,
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
