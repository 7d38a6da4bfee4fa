/** The people of the departments: who is away or gone, who stands in for them, and who takes over what they had in hand. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { absenceBody, accountBody, handoverBody, returnBody } from '../../contract/acts-people.js';
import { refusal } from '../../domain/file/refusal.js';
import { changeAccount } from '../../register/accounts.js';
import { dayOf, type Day } from '../../domain/time/calendar.js';
import {
  listPeople,
  orderHandover,
  recordAbsence,
  recordReturn,
  type OfficialRow,
  type PeopleResult,
} from '../../register/people.js';
import { actingAs, scopeOf, WRITERS, type Acting } from '../authorise.js';
import type { PersonRole } from '../auth.js';
import { identityOf } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { actIdOf, keyOf, requestHashOf } from '../idempotency.js';
import { idKey, pageOf, pageQuery, pageSchema, paged } from '../page.js';
import { problem, refusedProblem } from '../problem.js';
import { day, instant, problems } from '../schemas.js';
import { ROLE_TEXT } from '../texts.js';

const tags = ['人员'];
const keyed = '须带请求头 Idempotency-Key。';
const params = z.object({ id: idKey.min(1) });

const PRESENCE_TEXT = { there: '在岗', absent: '缺勤', left: '已离岗', disabled: '账号已停用' } as const;

const absence = z.object({
  id: z.string(),
  ground: z.enum(['left', 'absent']),
  from: day,
  until: day.nullable(),
  standIn: z.string().nullable(),
  reasons: z.string(),
});
const handover = z.object({
  id: z.string(),
  heir: z.string(),
  since: day,
  cases: z.int(),
  done: z.int(),
  refused: z.int().meta({ description: '未能交接的办件:接手人已不在岗,或者办件已由他人办理' }),
});
const official = z
  .object({
    id: z.string(),
    name: z.string(),
    department: z.string(),
    departmentName: z.string(),
    region: z.string(),
    roles: z.array(z.string()).readonly(),
    rolesText: z.string(),
    presence: z.enum(['there', 'absent', 'left', 'disabled']),
    presenceText: z.string(),
    openCases: z.int().meta({ description: '名下未办结的办件' }),
    disabledAt: instant.nullable(),
    absences: z.array(absence).readonly(),
    handovers: z.array(handover).readonly(),
  })
  .meta({ id: 'Official' });

export function peopleRoutes(app: Api, deps: RouteDeps): void {
  app.get(
    '/people',
    {
      schema: {
        tags,
        summary: '单位的人员:在岗、缺勤、离岗和代办',
        querystring: pageQuery.extend({ department: idKey.optional() }),
        response: { 200: pageSchema(official), ...problems },
      },
    },
    async (request) => {
      const { query } = request;
      const scope = scopeOf(identityOf(request), 'people');
      const today = dayOf(deps.clock.now());
      const rows = await listPeople(deps.pool, scope, query, today, pageOf(query, idKey));
      const { items, next } = paged(rows, query, (row) => row.id);
      return { items: items.map((row) => officialBody(row, today)), next };
    },
  );
  app.post(
    '/people/:id/absences',
    {
      schema: {
        tags,
        summary: '登记离岗或者缺勤',
        description: `${keyed}离岗后,其名下未交接的办件显示为“无人承办”;缺勤期间由代办人办理,办件仍在本人名下。`,
        params,
        body: absenceBody,
        response: { 200: official, ...problems },
      },
    },
    async (request) => {
      const { body } = request;
      const { acting, recorded } = said(deps, request, 'absences', body);
      const [until, standIn] = body.ground === 'absent' ? [body.until, body.standIn] : [null, null];
      const record = { ...recorded, absence: { ground: body.ground, from: body.from, until, standIn } };
      return answer(deps, acting, record.person, await recordAbsence(deps.pool, acting.scope, record));
    },
  );
  app.post(
    '/people/:id/return',
    {
      schema: {
        tags,
        summary: '登记返岗',
        description: '自该日起,该人员的离岗或者缺勤不再有效。',
        params,
        body: returnBody,
        response: { 200: official, ...problems },
      },
    },
    async (request) => {
      const acting = actingAs(identityOf(request), WRITERS.keepPeople);
      const { id: person } = request.params;
      const ended = await recordReturn(deps.pool, acting.scope, { person, on: request.body.on, by: acting.actor.id });
      if (ended === 'notFound') throw problem('NOT_FOUND');
      if (ended === 'notAbsent') throw refusedProblem(refusal('NOT_ABSENT'));
      return answer(deps, acting, person, { kind: 'done' });
    },
  );
  app.post(
    '/people/:id/handovers',
    {
      schema: {
        tags,
        summary: '将其名下全部未办结的办件交接给他人',
        description: `${keyed}分批办理,每个办件在办理日志中各有一条记录;进度见 GET /people。`,
        params,
        body: handoverBody,
        response: { 200: official, ...problems },
      },
    },
    async (request) => {
      const { to, ground, since } = request.body;
      const { acting, recorded } = said(deps, request, 'handovers', request.body);
      const { role, department } = acting.actor;
      const order = { ...recorded, to, ground, since, role, department };
      const result = await orderHandover(deps.pool, acting.scope, order);
      if (result.kind === 'done')
        // What is not begun now is begun by reconcile.
        await deps.cases
          .begin({ kind: 'handover', id: order.id })
          .catch((error: unknown) => request.log.warn({ err: error }, 'handed over later'));
      return answer(deps, acting, order.person, result);
    },
  );
  app.post(
    '/people/:id/account',
    {
      schema: {
        tags,
        summary: '停用账号,或者恢复',
        description: `${keyed}停用后,已经发出的令牌最迟一秒后全部失效,其名下未交接的办件显示为“无人承办”;恢复后须重新登录。身份认证服务的账号须在该服务另行停用。`,
        params,
        body: accountBody,
        response: { 200: official, ...problems },
      },
    },
    async (request) => {
      const { acting, recorded } = said(deps, request, 'account', request.body, WRITERS.keepAccounts);
      const { closed } = request.body;
      const result = await changeAccount(deps.pool, acting.scope, { ...recorded, closed });
      deps.endedTokens.forget();
      return answer(deps, acting, recorded.person, result);
    },
  );
}

type Request = FastifyRequest<{ Params: { id: string } }>;

/** Who records it, of whom, keyed. */
function said(
  { clock }: RouteDeps,
  request: FastifyRequest,
  what: string,
  body: { readonly reasons: string },
  roles: readonly PersonRole[] = WRITERS.keepPeople,
) {
  const acting = actingAs(identityOf(request), roles);
  const { id: person } = (request as Request).params;
  const id = actIdOf(acting.actor.id, `people/${what}`, person, keyOf(request));
  const { reasons } = body;
  const recorded = { person, reasons, by: acting.actor.id, at: clock.now(), requestHash: requestHashOf(body) };
  return { acting, recorded: { id, ...recorded } };
}

/** The person as they stand now, or why it was not recorded. */
async function answer({ pool, clock }: RouteDeps, { scope }: Acting, id: string, result: PeopleResult) {
  if (result.kind === 'refused') throw refusedProblem(result.refusal);
  if (result.kind === 'keyReused') throw problem('KEY_REUSED');
  const today = dayOf(clock.now());
  const [row] = result.kind === 'done' ? await listPeople(pool, scope, { id }, today, { limit: 1, after: null }) : [];
  if (row === undefined) throw problem('NOT_FOUND');
  return officialBody(row, today);
}

function officialBody({ disabledAt, ...row }: OfficialRow, today: Day): z.infer<typeof official> {
  const now = row.absences.find((a) => a.from <= today && (a.until === null || today <= a.until));
  const presence = disabledAt === null ? (now?.ground ?? 'there') : 'disabled';
  return {
    ...row,
    rolesText: row.roles
      .map((role) => (Object.hasOwn(ROLE_TEXT, role) ? ROLE_TEXT[role as 'handler'] : role))
      .join('、'),
    presence,
    presenceText: PRESENCE_TEXT[presence],
    disabledAt: disabledAt?.toISOString() ?? null,
  };
}
