/** The law as data: the rules in force, and the derivation of any term. */
import { z } from 'zod';
import { LAW_PROCESSES } from '../../domain/law/rule.js';
import { day } from '../../contract/acts.js';
import { instrument } from '../../domain/law/instruments.js';
import { liesIn, regionOf } from '../../domain/law/jurisdictions.js';
import { meaningOf, processOf } from '../../domain/law/parameters.js';
import { citation, isInForce, type LawRule } from '../../domain/law/rule.js';
import { findRules, ruleById } from '../../domain/law/rules.js';
import { dayOf } from '../../domain/time/calendar.js';
import { unitText } from '../../domain/time/term-text.js';
import { overridesSet } from '../../register/overrides.js';
import { derive, type TermRule } from '../../domain/time/term.js';
import { identityOf } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { idKey, pageOf, pageQuery, pageSchema, paged } from '../page.js';
import { derivedBody } from '../present-terms.js';
import { problem } from '../problem.js';
import { problems } from '../schemas.js';
import { derivedSchema } from '../schemas-terms.js';

const tags = ['法规与期限'];
const region = z.string().regex(/^\d{6}$/, '应为六位行政区划代码');

const rulesQuery = pageQuery.extend({
  process: z.enum(LAW_PROCESSES).optional(),
  inForceOn: day.optional(),
  region: region.optional(),
});
const ruleSchema = z
  .object({
    id: z.string(),
    process: z.string(),
    region: z.string().nullable().meta({ description: '适用地区及其下级;null 为全国' }),
    parameter: z
      .string()
      .nullable()
      .meta({ description: '由管理员设置的参数或者规则编号;null 为法规条文或者随系统发布的参数' }),
    instrument: z.string(),
    citation: z.string(),
    article: z.string(),
    number: z.number().nullable(),
    unit: z.string().nullable(),
    numberBasis: z.string().nullable(),
    confirmed: z.boolean().meta({ description: 'false:数字或文字不是从法规原文读到的,待确认' }),
    startEvent: z.string().nullable(),
    actor: z.string().nullable(),
    quote: z.string(),
    source: z.string(),
    confidence: z.string(),
    inForceFrom: z.string(),
    supersededOn: z.string().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'LawRule' });

const number = z.int().min(0).max(1200);
const pause = z.object({
  from: day,
  to: day.nullable(),
  reason: z.string().max(200).default(''),
  article: z.string().max(200).default(''),
});
const extension = z.object({
  number,
  unit: z.enum(['workday', 'day', 'month', 'year']),
  article: z.string().max(200).default(''),
});
const deriveBody = z
  .object({
    rule: idKey.optional().meta({ description: '规则编号;或者给出 number 和 unit' }),
    number: number.optional(),
    unit: z.enum(['workday', 'day', 'month', 'year', 'monthDay', 'prompt', 'caseSet']).optional(),
    start: day.meta({ description: '起算事由发生之日(当日不计入)' }),
    rollsToWorkday: z.boolean().default(true).meta({ description: '最后一日是休假日的是否顺延' }),
    pauses: z.array(pause).max(50).default([]),
    extensions: z.array(extension).max(10).default([]),
  })
  .refine(
    (b) => (b.rule !== undefined) !== (b.number !== undefined && b.unit !== undefined),
    '请给出 rule,或者 number 和 unit',
  )
  .refine((b) => (b.unit === 'year' ? (b.number ?? 0) <= 50 : true), '年数过大')
  .meta({ id: 'DeriveRequest' });

export function lawRoutes(app: Api, { pool, calendar: inForce }: RouteDeps): void {
  app.get(
    '/law/rules',
    {
      schema: {
        tags,
        summary: '规则',
        querystring: rulesQuery,
        response: { 200: pageSchema(ruleSchema), ...problems },
      },
    },
    async (request) => {
      identityOf(request);
      const { query } = request;
      const { limit, after } = pageOf(query, idKey);
      const found = [...findRules(query).map(ruleBody), ...(await parametersSet(pool, query))];
      const from = after === null ? 0 : found.findIndex((r) => r.id === after) + 1;
      return paged(found.slice(from, from + limit), query, (r) => r.id);
    },
  );
  app.post(
    '/law/derive',
    { schema: { tags, summary: '推算期限', body: deriveBody, response: { 200: derivedSchema, ...problems } } },
    async ({ body }) => {
      const rule = termRule(body);
      const { calendar } = await inForce();
      return derivedBody(rule, derive(rule, body.start, body.pauses, body.extensions, calendar));
    },
  );
}

const isConfirmed = (rule: LawRule): boolean =>
  rule.number === null ? rule.confidence === 'verbatim' : rule.numberBasis === 'seen';

type RuleBody = z.infer<typeof ruleSchema>;

const ruleBody = (rule: LawRule): RuleBody => ({
  ...rule,
  region: regionOf(rule.jurisdiction),
  parameter: null,
  instrument: instrument(rule.instrument).title,
  citation: citation(rule),
  confirmed: isConfirmed(rule),
});

/** Parameters that operators have set, each with its source and since when it holds; `supersededOn`: another took its place. */
async function parametersSet(
  pool: RouteDeps['pool'],
  { process, inForceOn, region: place }: z.infer<typeof rulesQuery>,
): Promise<readonly RuleBody[]> {
  const set = await overridesSet(pool);
  return set
    .map((o, n): RuleBody => {
      const next = set.slice(n + 1).find((later) => later.parameter === o.parameter && later.region === o.region);
      const law = ruleById(o.parameter);
      return {
        id: `set-${o.id}`,
        process: law?.process ?? processOf(o.parameter),
        region: o.region,
        parameter: o.parameter,
        instrument: '地区参数(经双人确认)',
        citation: o.citation,
        article: '',
        number: o.number,
        unit: o.unit,
        numberBasis: o.numberBasis ?? 'configured',
        confirmed: o.numberBasis === 'seen',
        startEvent: law?.startEvent ?? null,
        actor: law?.actor ?? null,
        quote: `${meaningOf(o.parameter)}:${o.value ?? unitText(o.unit === null || o.unit === 'simultaneous' ? 'prompt' : o.unit, o.number ?? 0)}`,
        source: o.citation,
        confidence: 'configured',
        inForceFrom: dayOf(o.inForceFrom),
        supersededOn: next === undefined ? null : dayOf(next.inForceFrom),
        note: '此前开始的办件仍按其开始时的规定办理',
      };
    })
    .filter(
      (r) =>
        (process === undefined || r.process === process) &&
        (inForceOn === undefined || isInForce(r, inForceOn)) &&
        (place === undefined || liesIn(place, r.region ?? '000000')),
    );
}

/** The rule asked for; a rule without a number of its own cannot be derived from. */
function termRule(asked: z.infer<typeof deriveBody>): TermRule {
  const { rollsToWorkday, rule: id } = asked;
  const shared = { rollsToWorkday, closesAt: '24:00' };
  const rule = id === undefined ? undefined : ruleById(id);
  if (id !== undefined && rule === undefined) throw problem('NOT_FOUND', { detail: '没有这条规则。' });
  const stated = rule ?? asked;
  const { number: n, unit } = stated;
  if (n === null || n === undefined || unit === null || unit === undefined || unit === 'simultaneous') {
    throw problem('BAD_REQUEST', { detail: '这条规则没有可以推算的期限。' });
  }
  return {
    ...shared,
    number: n,
    unit,
    ruleId: rule?.id ?? 'asked',
    article: rule === undefined ? '由您给出的期限' : citation(rule),
    basis: rule?.numberBasis === 'seen' ? 'law' : 'configured',
  };
}
