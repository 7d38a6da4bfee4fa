/** The counter's question: what must be done with this applicant now. For departments' own systems to embed. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { residentNumber } from '../../contract/acts-parts.js';
import { dayOf } from '../../domain/time/calendar.js';
import { MATTERS, type Matter, type MeasureRule } from '../../domain/law/measures.js';
import { ANSWERS, screen } from '../../domain/record/screening.js';
import { parseSubjectCode, subjectCodeErrorText, type SubjectCode } from '../../domain/record/subject.js';
import { isCutOff } from '../../register/agencies.js';
import { applicant, type RestingRow } from '../../register/queries-measures.js';
import { counterScope } from '../authorise.js';
import { identityOf } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { problem } from '../problem.js';
import { day, instant, problems } from '../schemas.js';
import { ANSWER_TEXT, measureReason } from '../texts.js';

const matters = Object.keys(MATTERS) as Matter[];

const uscc = z
  .string()
  .max(60)
  .transform((value, context) => {
    const parsed = parseSubjectCode(value);
    if ('kind' in parsed && parsed.kind === 'uscc') return parsed.code;
    const message = 'error' in parsed ? subjectCodeErrorText[parsed.error] : subjectCodeErrorText.length;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  })
  .meta({ description: '申请人的统一社会信用代码(18 位,核对校验位)' });

const matter = z.enum(matters).meta({ description: matters.map((m) => `${m} ${MATTERS[m]}`).join(' | ') });

const measureSchema = z
  .object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    article: z.string().meta({ description: '依据' }),
    mandatory: z.boolean().meta({ description: 'true 强制性措施 | false 推荐性措施' }),
    target: z.enum(['subject', 'responsiblePerson', 'both']).meta({ description: '适用于主体 | 责任人员 | 两者' }),
    recordId: z.string(),
    documentNumber: z.string(),
    list: z.string().nullable().meta({ description: '所列名单' }),
    decisionDate: day,
    authorityName: z.string().meta({ description: '认定单位' }),
    party: z.string(),
    partyName: z.string().meta({ description: '实施单位' }),
    until: day.nullable().meta({ description: '最后一日;null 为列入期间' }),
    why: z.string(),
  })
  .meta({ id: 'ScreeningMeasure' });

const answerSchema = z
  .object({
    uscc: z.string().nullable().meta({ description: '自然人为 null' }),
    personKey: z.string().nullable().meta({ description: '自然人的主体代码,与指令中的 subject.code 相同;单位为 null' }),
    matter: z.string(),
    matterText: z.string(),
    asOf: instant,
    known: z.boolean().meta({ description: '您的权限范围内是否有该主体正在公示的信息' }),
    answer: z.enum(ANSWERS).meta({ description: 'intercept 拦截 | restrict 限制 | benefit 激励 | nothing 正常办理' }),
    answerText: z.string(),
    measures: z.array(measureSchema).meta({ description: '得出此答复的措施' }),
  })
  .meta({ id: 'Screening' });

const description =
  '供各部门业务系统嵌入。已中止、解除、不予采取和到期的措施不影响答复;拦截优先于限制,限制优先于激励。';
const tags = ['联合惩戒'];
const response = { 200: answerSchema, ...problems };

export function screeningRoutes(app: Api, deps: RouteDeps): void {
  const summary = '办事核查:对该申请人现在应当如何办理此事项';
  app.get(
    '/screening',
    { schema: { tags, summary, description, querystring: z.object({ uscc, matter }), response } },
    async (request) => {
      const { uscc, matter } = request.query;
      return answerAbout(deps, request, { kind: 'uscc', code: uscc }, matter);
    },
  );
  app.post(
    '/screening',
    {
      schema: {
        ...{ tags, summary: `${summary}(自然人)`, response },
        description: `${description}公民身份号码只写在请求体中,不保存、不记入日志。`,
        body: z.strictObject({ idNumber: residentNumber, matter }).meta({ id: 'PersonScreening' }),
      },
    },
    async (request) => {
      const { idNumber, matter } = request.body;
      return answerAbout(deps, request, deps.keyed.person(idNumber), matter);
    },
  );
}

async function answerAbout(
  { pool, clock }: RouteDeps,
  request: FastifyRequest,
  subject: SubjectCode,
  matter: Matter,
): Promise<z.infer<typeof answerSchema>> {
  const identity = identityOf(request);
  if (identity.party !== null && (await isCutOff(pool, identity.party))) throw problem('CUT_OFF');
  const asOf = clock.now();
  const { known, measures } = await applicant(pool, counterScope(identity), subject);
  const { answer, because } = screen(measures, { matter, day: dayOf(asOf), party: identity.party });
  return {
    uscc: subject.kind === 'uscc' ? subject.code : null,
    personKey: subject.kind === 'personKey' ? subject.code : null,
    ...{ matter, matterText: MATTERS[matter], asOf, known },
    ...{ answer, answerText: ANSWER_TEXT[answer] },
    measures: because.map(({ measure, rule }) => measureBody(measure, rule)),
  };
}

const measureBody = (m: RestingRow, rule: MeasureRule): z.infer<typeof measureSchema> => ({
  id: m.id,
  code: m.code,
  name: rule.name,
  article: rule.article,
  mandatory: rule.mandatory,
  target: rule.target,
  recordId: m.recordId,
  documentNumber: m.documentNumber,
  list: m.list,
  decisionDate: m.decisionDate,
  authorityName: m.authorityName,
  party: m.party,
  partyName: m.partyName,
  until: m.until,
  why: measureReason(m, rule),
});
