/** Changes of the law's data: a parameter for a region, a calendar year, a sector's standard of severity. One operator proposes, another confirms. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { lawDecisionBody, lawProposalBody, type LawProposalBody } from '../../contract/acts-law.js';
import { isParameterKey, isUsable } from '../../domain/law/parameters.js';
import { liesIn } from '../../domain/law/jurisdictions.js';
import { ruleById } from '../../domain/law/rules.js';
import { PENALTY_KINDS, penaltyKindText } from '../../domain/record/severity.js';
import { standardFaults } from '../../domain/record/sector-standard.js';
import type { Severity } from '../../domain/file/case.js';
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { calendarCitation } from '../../domain/time/calendar.js';
import { noticeFaults } from '../../domain/time/calendar-notice.js';
import { countBehindCalendar } from '../../register/bulk.js';
import {
  decideProposal,
  listProposals,
  propose,
  regionOfChange,
  type LawProposal,
} from '../../register/law-changes.js';
import { departmentPlace, isRegion } from '../../register/directory.js';
import { standardsAt, type DatedStandard } from '../../register/sector-standards.js';
import { actingAs, lawScope, WRITERS } from '../authorise.js';
import { identityOf } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { actIdOf, keyOf, requestHashOf } from '../idempotency.js';
import { idKey, pageOf, pageQuery, pageSchema, paged } from '../page.js';
import { problem } from '../problem.js';
import { instant, problems } from '../schemas.js';
import { severityText } from '../texts.js';

const tags = ['法规与期限'];
const keyed = '须带请求头 Idempotency-Key。';

const proposalSchema = z
  .object({
    id: z.string(),
    region: z.string(),
    content: z
      .looseObject({ kind: z.enum(['parameter', 'calendar', 'severity']) })
      .meta({ description: '提议的内容,同提交时' }),
    citation: z.string(),
    proposedBy: z.string(),
    proposedAt: instant,
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    approved: z.boolean().nullable().meta({ description: 'null:待另一人确认' }),
    reasons: z.string().nullable(),
  })
  .meta({ id: 'LawProposal' });

const calendarSchema = z
  .object({
    version: z.int().meta({ description: '工作日历的版本;0 为随系统发布的版本' }),
    years: z.array(
      z.object({
        year: z.int(),
        citation: z.string(),
        sources: z.array(z.string()).readonly(),
        daysOff: z.array(z.object({ day: z.string(), name: z.string().nullable() })),
        makeUpDays: z.array(z.string()),
        sample: z.boolean().meta({ description: '示例数据,不是正式公布的安排' }),
      }),
    ),
    openCasesBehind: z.int().meta({ description: '尚待按新日历重新推算日期的办件数' }),
  })
  .meta({ id: 'WorkCalendar' });

const graded = z.object({ severity: z.string(), severityText: z.string() });
const standardSchema = z
  .object({
    region: z.string(),
    authorities: z.array(z.string()).readonly().nullable().meta({ description: '认定单位;null 为该地区全部' }),
    kinds: z.array(graded.extend({ kind: z.string(), kindText: z.string() })),
    fines: z.array(graded.extend({ fromFen: z.int() })),
    citation: z.string(),
    inForceFrom: instant,
  })
  .meta({ id: 'SectorStandard' });

const gradeOf = (severity: Severity) => ({ severity, severityText: severityText(severity) });
const standardBody = ({ kinds = {}, fines = [], ...s }: DatedStandard): z.infer<typeof standardSchema> => ({
  ...s,
  kinds: PENALTY_KINDS.flatMap((kind) => {
    const severity = kinds[kind];
    return severity === undefined ? [] : [{ kind, kindText: penaltyKindText[kind], ...gradeOf(severity) }];
  }),
  fines: [...fines].sort((a, b) => a.fromFen - b.fromFen).map((f) => ({ fromFen: f.fromFen, ...gradeOf(f.severity) })),
});

const listKey = z.object({ at: z.iso.datetime(), id: idKey });
const openOnly = z
  .enum(['true', 'false'])
  .transform((said) => said === 'true')
  .optional();

export function lawChangeRoutes(app: Api, deps: RouteDeps): void {
  const { pool } = deps;
  app.get(
    '/law/calendar',
    { schema: { tags, summary: '工作日历', response: { 200: calendarSchema, ...problems } } },
    async () => calendarBody(deps),
  );
  app.get(
    '/law/standards',
    {
      schema: {
        tags,
        summary: '行业分类标准',
        description: '现行的在前;同一地区、同一单位以先列出的为准。',
        response: { 200: z.object({ items: z.array(standardSchema) }), ...problems },
      },
    },
    async () => ({ items: (await standardsAt(pool, deps.clock.now())).map(standardBody) }),
  );
  app.get(
    '/law/proposals',
    {
      schema: {
        tags,
        summary: '参数、工作日历和行业分类标准的变更提议',
        querystring: pageQuery.extend({ open: openOnly }),
        response: { 200: pageSchema(proposalSchema), ...problems },
      },
    },
    async (request) => {
      const { query } = request;
      const rows = await listProposals(pool, lawScope(identityOf(request)), query, pageOf(query, listKey));
      return paged(rows, query, ({ proposedAt, id }) => ({ at: proposedAt, id }));
    },
  );
  app.post(
    '/law/proposals',
    {
      schema: {
        tags,
        summary: '提议变更地区参数、工作日历或者行业分类标准',
        description: `${keyed}经另一名管理员确认后生效:参数只适用于此后开始的办件;工作日历使未办结的办件重新推算日期;行业分类标准只用于此后导入的信息。`,
        body: lawProposalBody,
        response: { 200: proposalSchema, ...problems },
      },
    },
    async (request) => enter(deps, request, request.body),
  );
  app.post(
    '/law/proposals/:id/decision',
    {
      schema: {
        tags,
        summary: '确认或者否决变更提议',
        description: `${keyed}提出人不能确认自己的提议。`,
        params: z.object({ id: idKey }),
        body: lawDecisionBody,
        response: { 200: proposalSchema, ...problems },
      },
    },
    async (request) => decide(deps, request, request.params.id, request.body),
  );
}

async function enter({ pool, clock }: RouteDeps, request: FastifyRequest, body: LawProposalBody): Promise<LawProposal> {
  const identity = identityOf(request);
  const { actor, scope } = actingAs(identity, WRITERS.changeLaw);
  const region = regionOfChange(body);
  const reaches = scope.some((reach) => reach.by === 'region' && reach.from <= region && region <= reach.to);
  if (!reaches) throw problem('NOT_FOUND', { detail: '这项变更的适用范围超出您的地区。' });
  const faults = await faultsOf(pool, body);
  if (faults.length > 0) throw problem('BAD_REQUEST', { errors: faults });
  const kept = await propose(pool, {
    id: actIdOf(actor.id, 'law/proposals', region, keyOf(request)),
    requestHash: requestHashOf(body),
    body,
    by: actor.id,
    at: clock.now(),
  });
  if (kept === 'keyReused') throw problem('KEY_REUSED');
  return kept;
}

type Faults = readonly { readonly path: string; readonly message: string }[];

async function faultsOf(pool: RouteDeps['pool'], body: LawProposalBody): Promise<Faults> {
  if (body.kind === 'calendar') return noticeFaults(body);
  if (body.kind === 'severity') return [...standardFaults(body), ...(await placeFaults(pool, body))];
  const { parameter, region, citation, number = null, unit = null, value = null } = body;
  const override = { parameter, region, citation, number, unit, value };
  return [
    ...(isParameterKey(parameter) || ruleById(parameter) !== undefined
      ? []
      : [{ path: '/parameter', message: '没有这个参数或者规则' }]),
    ...(isUsable(override) ? [] : [{ path: '/number', message: '期限须有数字和单位;其他参数的值不符合其格式' }]),
    ...((await isRegion(pool, region)) ? [] : [{ path: '/region', message: '名录中没有这个地区' }]),
  ];
}

async function placeFaults(
  pool: RouteDeps['pool'],
  { region, authorities = [] }: Extract<LawProposalBody, { kind: 'severity' }>,
): Promise<Faults> {
  const places = await Promise.all(authorities.map((id) => departmentPlace(pool, id)));
  const isElsewhere = places.some((place) => place === null || !liesIn(place, region));
  return [
    ...((await isRegion(pool, region)) ? [] : [{ path: '/region', message: '名录中没有这个地区' }]),
    ...(isElsewhere ? [{ path: '/authorities', message: '名录中没有这个认定单位,或者不在该地区' }] : []),
  ];
}

async function decide(
  { pool, cases, clock }: RouteDeps,
  request: FastifyRequest,
  id: string,
  body: z.infer<typeof lawDecisionBody>,
): Promise<LawProposal> {
  const { actor, scope } = actingAs(identityOf(request), WRITERS.changeLaw);
  const decided = await decideProposal(pool, PUBLISHED_CALENDAR, {
    id,
    scope,
    decisionHash: requestHashOf({ key: keyOf(request), by: actor.id, body }),
    approve: body.approve,
    reasons: body.reasons ?? null,
    by: actor.id,
    at: clock.now(),
  });
  if (decided === 'notFound') throw problem('NOT_FOUND');
  if (decided === 'samePerson') throw problem('FOUR_EYES');
  if (decided === 'decided') throw problem('ALREADY_DECIDED');
  if (decided.approved === true && decided.content.kind === 'calendar')
    // What is not begun now is begun by reconcile.
    await cases
      .begin({ kind: 'calendar' })
      .catch((error: unknown) => request.log.warn({ err: error }, 'calendar in force, cases to be re-dated later'));
  return decided;
}

async function calendarBody({ pool, calendar: inForce }: RouteDeps): Promise<z.infer<typeof calendarSchema>> {
  const { calendar, years, version } = await inForce();
  const samples = new Set(years.filter((y) => y.notice.sample).map((y) => y.citation));
  return {
    version,
    years: [...calendar.years.values()]
      .sort((a, b) => a.year - b.year)
      .map(({ year, sources, daysOff, makeUpDays }) => ({
        year,
        citation: calendarCitation(calendar, year),
        sources,
        daysOff: [...daysOff].map(([day, name]) => ({ day, name })),
        makeUpDays: [...makeUpDays],
        sample: samples.has(calendarCitation(calendar, year)),
      })),
    openCasesBehind: await countBehindCalendar(pool),
  };
}
