/** What the API answers, for its documents and its serialiser: nothing that is not named here leaves the house. */
import { z } from 'zod';

const instant = z.string().meta({ format: 'date-time' });
const day = z.string().meta({ format: 'date' });
const severity = z.enum(['minor', 'general', 'serious']);

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

export const actAnswer = z
  .object({
    caseId: z.string(),
    process: z.enum(['repair', 'record']),
    act: z.string(),
    seq: z.int(),
    version: z.int(),
    stage: z.string(),
    outcome: z.string().nullable(),
    effectiveAt: instant,
    recordedAt: instant,
    due: z.array(z.object({ term: z.string(), kind: z.string(), due: day, article: z.string() })).readonly(),
    notices: z.array(z.object({ id: z.string(), kind: z.string(), number: z.string() })).readonly(),
    instructions: z.array(z.string()).readonly(),
  })
  .meta({ id: 'ActAnswer' });

export const stepSchema = z
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

export const caseListItem = z
  .object({
    caseId: z.string(),
    process: z.string(),
    recordId: z.string(),
    recordTitle: z.string(),
    subjectName: z.string(),
    region: z.string(),
    department: z.string(),
    stage: z.string(),
    stageText: z.string(),
    outcome: z.string().nullable(),
    outcomeText: z.string().nullable(),
    handler: z.string().nullable(),
    version: z.int(),
    openedAt: instant,
    closedAt: instant.nullable(),
  })
  .meta({ id: 'CaseListItem' });

const caseTerm = derivedSchema
  .extend({
    id: z.string(),
    kind: z.string(),
    kindText: z.string(),
    holder: z.string(),
    status: z.string(),
    lamp: lampSchema.nullable(),
    endedAt: instant.nullable(),
    pauses: z.array(z.object({ from: day, to: day.nullable(), reason: z.string(), article: z.string() })).readonly(),
  })
  .meta({ id: 'CaseTerm' });

const caseInstruction = z
  .object({
    id: z.string(),
    party: z.string(),
    partyName: z.string(),
    effect: z.string(),
    effectText: z.string(),
    state: z.string(),
    stateText: z.string(),
    receipt: z.string().nullable(),
    detail: z.string().nullable(),
    movedAt: instant,
  })
  .meta({ id: 'CaseInstruction' });

const caseNotice = z
  .object({
    id: z.string(),
    kind: z.string(),
    kindText: z.string(),
    number: z.string().nullable(),
    signedOn: day,
    reasons: z.string().nullable(),
    announcement: z.string(),
    service: z.object({ method: z.string(), servedAt: instant, evidence: z.string() }).nullable(),
  })
  .meta({ id: 'CaseNotice' });

export const caseSchema = z
  .object({
    caseId: z.string(),
    process: z.string(),
    processText: z.string(),
    stage: z.string(),
    stageText: z.string(),
    outcome: z.string().nullable(),
    outcomeText: z.string().nullable(),
    version: z.int(),
    etag: z.string(),
    /** false: the caller sees it as an instructed party, and only what concerns the instructions. */
    whole: z.boolean(),
    record: z.object({
      id: z.string(),
      title: z.string(),
      kind: z.string(),
      documentNumber: z.string(),
      decisionDate: day,
      severity: severity.nullable(),
      status: z.string(),
    }),
    subject: z.object({ name: z.string(), code: z.string(), kind: z.string() }),
    department: z.string(),
    departmentName: z.string(),
    region: z.string(),
    handler: z.string().nullable(),
    openedAt: instant,
    closedAt: instant.nullable(),
    proposal: z
      .object({ outcome: z.string(), findings: z.string(), reasons: z.string().nullable(), by: z.string() })
      .nullable(),
    terms: z.array(caseTerm),
    instructions: z.array(caseInstruction),
    notices: z.array(caseNotice),
    availableActs: z.array(z.object({ act: z.string(), title: z.string(), schema: z.string(), href: z.string() })),
  })
  .meta({ id: 'Case' });

export const journalEntry = z
  .object({
    seq: z.int(),
    act: z.string(),
    actText: z.string(),
    actor: z.string().nullable(),
    actorRole: z.string(),
    actorDepartment: z.string().nullable(),
    effectiveAt: instant,
    receivedAt: instant,
    recordedAt: instant,
    payload: z.unknown(),
    previous: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'JournalEntry' });

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

export const termItem = z
  .object({
    id: z.string(),
    caseId: z.string(),
    process: z.string(),
    kind: z.string(),
    kindText: z.string(),
    holder: z.string(),
    holderName: z.string().nullable(),
    handler: z.string().nullable(),
    article: z.string(),
    start: day,
    due: day,
    dueAt: instant,
    provisional: z.boolean(),
    status: z.string(),
    lamp: lampSchema,
    lampText: z.string(),
    region: z.string(),
    department: z.string(),
    departmentName: z.string(),
    recordTitle: z.string(),
    subjectName: z.string(),
  })
  .meta({ id: 'Term' });

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
