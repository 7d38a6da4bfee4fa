/** Cases: lists, files, journals, and the acts on them. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { enforcementOf } from '../../domain/record/enforcement.js';
import { dayOf } from '../../domain/time/calendar.js';
import { PROCESSES } from '../../domain/file/case.js';
import { ACT_NAMES, actEnvelope, ACTS, type ActName } from '../../contract/acts.js';
import { departmentPlace } from '../../register/directory.js';
import { caseFile, caseJournal, caseTarget, listCases, type CaseFileRow } from '../../register/queries-cases.js';
import { partyNames } from '../../register/queries-instructions.js';
import { actingOn, isOfficial, leads, mayBackdate, named, nameFor, scopeOf, seesByRight } from '../authorise.js';
import { identityOf, type Identity } from '../auth.js';
import { actSchemaName, availableActs } from '../available.js';
import type { Api, RouteDeps } from '../deps.js';
import { actIdOf, keyOf } from '../idempotency.js';
import { journalBody } from '../journal.js';
import { idKey, pageOf, pageQuery, pageSchema, paged, seqKey } from '../page.js';
import { caseBody, caseBodyForParty, caseItem, etagOf } from '../present.js';
import { problem } from '../problem.js';
import { problems } from '../schemas.js';
import { actAnswer, caseListItem, caseSchema, journalEntry } from '../schemas-cases.js';
import { sendAct } from '../send-act.js';

const tags = ['办件'];
const params = z.object({ id: idKey.min(1) });
const flag = z
  .enum(['true', 'false'])
  .transform((v) => v === 'true')
  .optional();
const filter = pageQuery.extend({
  process: z.enum(PROCESSES).optional(),
  stage: z.string().max(40).optional(),
  record: idKey.optional(),
  open: flag,
  mailReturned: flag.meta({ description: '文书提示邮件被退回,尚未以其他方式送达' }),
});

export function caseRoutes(app: Api, deps: RouteDeps): void {
  const { pool, clock } = deps;
  app.get(
    '/cases',
    {
      schema: {
        tags,
        summary: '办件列表',
        querystring: filter,
        response: { 200: pageSchema(caseListItem), ...problems },
      },
    },
    async (request) => {
      const identity = identityOf(request);
      const scope = scopeOf(identity, 'case');
      const rows = await listCases(pool, scope, request.query, pageOf(request.query, idKey), dayOf(clock.now()));
      const { items, next } = paged(rows, request.query, (row) => row.id);
      return { items: items.map((row) => caseItem(named(identity, row, row), isOfficial(identity))), next };
    },
  );
  app.get(
    '/cases/:id',
    { schema: { tags, summary: '办件详情', params, response: { 200: caseSchema, ...problems } } },
    async (request, reply) => caseOf(deps, identityOf(request), request.params.id, reply),
  );
  app.get(
    '/cases/:id/journal',
    {
      schema: {
        tags,
        summary: '办理日志',
        params,
        querystring: pageQuery,
        response: { 200: pageSchema(journalEntry), ...problems },
      },
    },
    async (request) => {
      const identity = identityOf(request);
      const scope = scopeOf(identity, 'journal');
      const found = await caseJournal(
        pool,
        scope,
        request.params.id,
        pageOf(request.query, seqKey),
        dayOf(clock.now()),
      );
      if (found === null) throw problem('NOT_FOUND');
      // The applicant's agent reads what happened, of what was said only their own words, and of officials no name.
      const isOpen = ({ actor }: { readonly actor: string }) => isOfficial(identity) || actor === identity.sub;
      const isAsked = !seesByRight(identity, 'journal', found.file.state, found.file.subject.code);
      const view = { file: known(identity, found.file), partyNames: await namesOf(pool, found.file), isOpen, isAsked };
      const { items, next } = paged(found.rows, request.query, (row) => row.seq);
      return { items: items.map((row) => journalBody(row, view)), next };
    },
  );
  for (const act of ACT_NAMES) actRoute(app, deps, act);
}

/** Of every party that was told or is still to be told something, and of every department that holds a clock. */
function namesOf(pool: RouteDeps['pool'], { state }: CaseFileRow) {
  const { particulars: p } = state;
  return partyNames(pool, [
    ...[...state.instructions, ...enforcementOf(state).measures].map((i) => i.party),
    ...state.terms.map((t) => t.holder),
    ...(p?.of === 'exit' ? p.chain : []),
    ...(p?.of === 'objection' && p.provider !== null ? [p.provider] : []),
  ]);
}

/** The file with its subject's name as this reader may know it: an instructed party was told it. */
function known(identity: Identity, file: CaseFileRow): CaseFileRow {
  const { subject, state, whole } = file;
  return whole ? { ...file, subject: { ...subject, name: nameFor(identity, subject, state) } } : file;
}

async function caseOf(
  { pool, clock, calendar: inForce }: RouteDeps,
  identity: Identity,
  id: string,
  reply: FastifyReply,
) {
  const found = await caseFile(pool, scopeOf(identity, 'case'), id, dayOf(clock.now()));
  if (found === null) throw problem('NOT_FOUND');
  const file = known(identity, found);
  const acts = file.whole ? availableActs(identity, file.state, file.subject.code) : [];
  const view = {
    ...{ file, asOf: clock.now(), calendar: (await inForce()).calendar, availableActs: acts },
    ...{ partyNames: await namesOf(pool, file), toOfficial: isOfficial(identity) },
    reader: { id: identity.sub, leads: leads(identity) },
  };
  reply.header('etag', etagOf(file.state));
  return file.whole ? caseBody(view) : caseBodyForParty(view, identity.party ?? '');
}

/** Whom an act asks must be in the directory: nobody else could ever answer. */
async function isRegistered({ pool }: RouteDeps, { provider }: { readonly provider?: unknown }): Promise<void> {
  if (typeof provider === 'string' && (await departmentPlace(pool, provider)) === null)
    throw problem('BAD_REQUEST', { errors: [{ path: '/provider', message: '名录中没有这个单位' }] });
}

function actRoute(app: Api, deps: RouteDeps, act: ActName): void {
  const { title, payload } = ACTS[act];
  const body = z.strictObject({ ...actEnvelope.shape, ...payload.shape }).meta({ id: actSchemaName(act) });
  const schema = {
    tags,
    summary: title,
    description: `须带请求头 Idempotency-Key。可以办理的角色:${ACTS[act].roles.join('、')}。`,
    params,
    body,
    response: { 200: actAnswer, ...problems },
  };
  app.post(`/cases/:id/acts/${act}`, { schema }, async (request, reply) => {
    const acting = actingOn(identityOf(request), act);
    const { version, effectiveOn, ...said } = actEnvelope.loose().parse(request.body);
    mayBackdate(acting, effectiveOn);
    const key = keyOf(request);
    const { id } = request.params;
    const target = await caseTarget(deps.pool, acting.scope, id);
    if (target === null) throw problem('NOT_FOUND');
    const processes: readonly string[] = ACTS[act].process;
    if (!processes.includes(target.process)) throw problem('NOT_FOUND', { detail: '这类办件没有这种操作。' });
    await isRegistered(deps, said);
    const answer = await sendAct(deps, target, {
      id: actIdOf(acting.actor.id, `acts/${act}`, id, key),
      name: act,
      caseId: id,
      actor: acting.actor,
      basedOn: version,
      effectiveOn,
      payload: said,
      request: request.body,
    });
    reply.header('etag', etagOf(answer));
    return answer;
  });
}
