/** Outside parties: how they keep their terms, and the supervision of those that pass on what is public. */
import { z } from 'zod';
import { AGENCY_PATHS, AGENCY_TITLE, agencyBody } from '../../contract/acts-agencies.js';
import { AGENCY_ACTS, agencyStanding, type AgencyActName, type AgencyStanding } from '../../domain/agency/agency.js';
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { actOnAgency, listParties, type AgencyActRow, type PartyRow } from '../../register/agencies.js';
import { actingAs, scopeOf, WRITERS } from '../authorise.js';
import { identityOf } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { actIdOf, keyOf, requestHashOf } from '../idempotency.js';
import { idKey, pageOf, pageQuery, pageSchema, paged } from '../page.js';
import { derivedBody } from '../present-terms.js';
import { problem, refusedProblem } from '../problem.js';
import { asOfSchema, day, instant, problems } from '../schemas.js';
import { derivedSchema } from '../schemas-terms.js';

const tags = ['协同单位'];

const standingSchema = z
  .object({
    status: z
      .enum(['shared', 'demanded', 'cutOff'])
      .meta({ description: 'shared 正常共享 | demanded 督促整改 | cutOff 暂停共享' }),
    statusText: z.string(),
    demandedAt: instant.nullable(),
    demandTerm: derivedSchema.nullable().meta({ description: '整改期限及其推算' }),
    cutOffAt: instant.nullable(),
  })
  .meta({ id: 'AgencyStanding' });

const agencySchema = standingSchema
  .extend({
    acts: z
      .array(
        z.object({
          act: z.enum(AGENCY_ACTS),
          actText: z.string(),
          at: instant,
          actor: z.string(),
          reasons: z.string(),
          late: z.int().meta({ description: '当时超期的指令' }),
        }),
      )
      .meta({ description: '督办记录,链式存证,由 verify-journal 核验' }),
  })
  .meta({ id: 'Agency' });

const partyItem = z
  .object({
    id: z.string(),
    name: z.string(),
    region: z.string(),
    adapter: z.enum(['http', 'manual']),
    open: z.int().meta({ description: '尚未落实的指令' }),
    late: z.int().meta({ description: '其中超期的' }),
    refused: z.int().meta({ description: '其中拒绝或者未能办理、待人工处理的' }),
    oldestDue: z.string().nullable(),
    lateSince: day.nullable().meta({ description: '最早一条超期指令的届满日期' }),
    lateArticle: z.string().nullable().meta({ description: '该期限的依据' }),
    agency: agencySchema.nullable().meta({ description: '第三方信用服务机构的督办情况;其他单位为 null' }),
  })
  .meta({ id: 'Party' });

const STATUS_TEXT: Readonly<Record<AgencyStanding['status'], string>> = {
  shared: '正常共享',
  demanded: '督促整改中',
  cutOff: '已暂停共享',
};

export function partyRoutes(app: Api, deps: RouteDeps): void {
  app.get(
    '/parties',
    {
      schema: {
        tags,
        summary: '协同单位及其落实情况',
        querystring: pageQuery.extend({
          asOf: asOfSchema,
          agencies: z
            .literal('true')
            .transform(() => true)
            .optional()
            .meta({ description: '只列第三方信用服务机构' }),
        }),
        response: { 200: pageSchema(partyItem), ...problems },
      },
    },
    async (request) => {
      const { query } = request;
      const scope = scopeOf(identityOf(request), 'board');
      const asked = { asOf: query.asOf ?? deps.clock.now(), agencies: query.agencies };
      const rows = await listParties(deps.pool, scope, asked, pageOf(query, idKey));
      const { items, next } = paged(rows, query, (row) => row.id);
      return { items: items.map(partyBody), next };
    },
  );
  for (const [act, path] of AGENCY_PATHS) agencyRoute(app, deps, act, path);
}

function agencyRoute(app: Api, deps: RouteDeps, act: AgencyActName, path: string): void {
  const schema = {
    tags,
    summary: AGENCY_TITLE[act],
    description: '须带请求头 Idempotency-Key。对本地区的第三方信用服务机构。',
    params: z.object({ id: idKey.min(1) }),
    body: agencyBody,
    response: { 200: standingSchema, ...problems },
  };
  app.post(path, { schema }, async (request) => {
    const { actor, scope } = actingAs(identityOf(request), WRITERS.superviseAgencies);
    const { id: party } = request.params;
    const { reasons } = request.body;
    const id = actIdOf(actor.id, path, party, keyOf(request));
    const message = { id, party, act, actor: actor.id, at: deps.clock.now(), reasons };
    const requestHash = requestHashOf(request.body);
    const result = await actOnAgency(deps.pool, scope, { ...message, requestHash }, PUBLISHED_CALENDAR);
    switch (result.kind) {
      case 'done':
        return standingBody(result.standing);
      case 'refused':
        throw refusedProblem(result.refusal);
      case 'keyReused':
        throw problem('KEY_REUSED');
      case 'notFound':
        throw problem('NOT_FOUND');
    }
  });
}

const partyBody = ({ isAgency, steps, ...row }: PartyRow): z.infer<typeof partyItem> => ({
  ...row,
  agency: isAgency ? { ...standingBody(agencyStanding(steps)), acts: steps.map(actBody) } : null,
});

const actBody = ({ act, at, actor, reasons, late }: AgencyActRow) => ({
  ...{ act, actText: AGENCY_TITLE[act], at, actor, reasons, late },
});

const standingBody = ({ status, demand, cutOffAt }: AgencyStanding): z.infer<typeof standingSchema> => ({
  status,
  statusText: STATUS_TEXT[status],
  demandedAt: demand?.at ?? null,
  demandTerm: demand?.rule && demand.derivation ? derivedBody(demand.rule, demand.derivation) : null,
  cutOffAt,
});
