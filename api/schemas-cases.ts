/** What the API answers about cases. */
import { z } from 'zod';
import { PROCESSES } from '../domain/file/case.js';
import { severity } from '../contract/acts-parts.js';
import { day, instant } from './schemas.js';
import { caseTerm, seatSchema } from './schemas-terms.js';

export const actAnswer = z
  .object({
    caseId: z.string(),
    process: z.enum(PROCESSES),
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
    moved: z.array(z.string()).readonly().optional().meta({ description: '同一信息的其他办件因此变动' }),
  })
  .meta({ id: 'ActAnswer' });

export const refusalSchema = z
  .object({ code: z.string(), detail: z.string(), article: z.string(), details: z.record(z.string(), z.string()) })
  .meta({ id: 'Refusal' });

export const applicationAnswer = z
  .object({
    applicationId: z.string(),
    items: z.array(
      z.object({
        record: z.string(),
        case: actAnswer.nullable().meta({ description: '已接收:其办件' }),
        refusal: refusalSchema.nullable().meta({ description: '未接收:理由和依据' }),
      }),
    ),
  })
  .meta({ id: 'ApplicationAnswer' });

export const caseListItem = z
  .object({
    ...seatSchema.shape,
    caseId: z.string(),
    process: z.string(),
    processText: z.string(),
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

export const applicationSchema = z
  .object({
    applicationId: z.string(),
    channel: z.string(),
    channelText: z.string(),
    channelNumber: z.string(),
    receivedOn: day,
    receivedAt: instant,
    electronicService: z.boolean(),
    items: z.array(caseListItem),
  })
  .meta({ id: 'Application' });

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
    announcementText: z.string().meta({ description: '邮件和短信提示(不是送达)' }),
    toServeOtherwise: z.boolean().meta({ description: '邮件退回,尚未以其他方式送达' }),
    service: z
      .object({ method: z.string(), methodText: z.string(), servedAt: instant, evidence: z.string().nullable() })
      .nullable(),
    voided: z
      .object({ since: day, replacedBy: z.string().nullable().meta({ description: '代替它的文书' }) })
      .nullable()
      .meta({ description: '作废' }),
    voidProposed: z.boolean().meta({ description: '已提出作废,待确认;只向工作人员显示' }),
  })
  .meta({ id: 'CaseNotice' });

export const caseSection = z
  .object({
    title: z.string(),
    facts: z.array(z.object({ label: z.string(), text: z.string(), caseId: z.string().nullable() })),
    heads: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  })
  .meta({ id: 'CaseSection', description: '本类办件特有的内容,用文字表述;caseId 为可以查看的相关办件' });

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
      list: z.string().nullable(),
      documentNumber: z.string(),
      decisionDate: day,
      severity: severity.nullable(),
      status: z.string(),
      statusText: z.string(),
    }),
    subject: z.object({ name: z.string(), code: z.string(), kind: z.string() }),
    applicationId: z.string().nullable().meta({ description: '所属的申请:GET /applications/{id}' }),
    department: z.string(),
    departmentName: z.string(),
    region: z.string(),
    handler: z.string().nullable(),
    consent: z.object({ electronic: z.boolean(), text: z.string(), confirmedOn: day.nullable() }).nullable().meta({
      description: '是否可以电子送达;confirmedOn 为最后一份送达地址确认书的签署日期,没有的以申请或者立案时的填写为准',
    }),
    tasks: z.array(z.string()).meta({ description: '提请承办人处理的事项' }),
    ...seatSchema.shape,
    openedAt: instant,
    closedAt: instant.nullable(),
    proposal: z
      .object({
        outcome: z.string(),
        findings: z.string(),
        reasons: z.string().nullable(),
        by: z.string(),
        heirs: z.array(z.string()).readonly().optional().meta({ description: '此后接手的经办人:也不得复核' }),
      })
      .nullable(),
    particulars: z.looseObject({ of: z.string() }).nullable().meta({ description: '本类办件特有的内容' }),
    sections: z.array(caseSection),
    measures: z
      .array(
        z.object({
          id: z.string(),
          code: z.string(),
          name: z.string(),
          article: z.string().nullable(),
          mandatory: z.boolean(),
          mandatoryText: z.string(),
          party: z.string(),
          partyName: z.string(),
          state: z.string(),
          stateText: z.string(),
          until: day.nullable(),
        }),
      )
      .meta({ description: '依托本信息的惩戒措施' }),
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
    actorRoleText: z.string(),
    actorDepartment: z.string().nullable(),
    actorDepartmentName: z.string().nullable(),
    erased: z.boolean().meta({ description: '个人信息已依法删除:只保留行为、时间和散列值' }),
    about: z.array(z.string()).meta({ description: '事由和结果:哪份文书、哪个单位、哪项期限' }),
    fromPaper: z.boolean().meta({ description: '纸质补录:effectiveAt 是行为发生日,receivedAt 是录入时刻' }),
    effectiveAt: instant,
    receivedAt: instant,
    recordedAt: instant,
    payload: z.unknown(),
    previous: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'JournalEntry' });
