/** Instructions to outside parties, and their reports. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { feedbackBody, type FeedbackBody } from '../../contract/acts.js';
import { INSTRUCTION_STATES } from '../../domain/file/case.js';
import {
  instructionTarget,
  listInstructions,
  storeReport,
  type InstructionTarget,
} from '../../register/queries-instructions.js';
import { actingAs, named, scopeOf, WRITERS, type Acting } from '../authorise.js';
import { identityOf, type Identity } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { actIdOf, reportIdOf } from '../idempotency.js';
import { idKey, pageOf, pageQuery, pageSchema, paged } from '../page.js';
import { problem } from '../problem.js';
import { instructionItem, problems } from '../schemas.js';
import { actAnswer } from '../schemas-cases.js';
import { messageOf, sendAct, type Draft } from '../send-act.js';
import { instructedText, instructionStateText } from '../texts.js';

const tags = ['指令'];
const filter = pageQuery.extend({
  state: z.enum(INSTRUCTION_STATES).optional(),
  party: idKey.optional(),
  case: idKey.optional(),
});
const received = z.object({ reportId: z.string(), received: z.literal(true) }).meta({ id: 'ReportReceived' });

export function instructionRoutes(app: Api, deps: RouteDeps): void {
  app.get(
    '/instructions',
    {
      schema: {
        tags,
        summary: '指令列表',
        querystring: filter,
        response: { 200: pageSchema(instructionItem), ...problems },
      },
    },
    async (request) => {
      const identity = identityOf(request);
      const scope = scopeOf(identity, 'instruction');
      const rows = await listInstructions(deps.pool, scope, request.query, pageOf(request.query, idKey));
      const { items, next } = paged(rows, request.query, (row) => row.id);
      return {
        items: items.map(({ issuedAt, movedAt, content, ...row }) => ({
          ...(isInstructed(identity, row) ? row : named(identity, row, row.place)),
          effectText: instructedText(row.effect, content),
          stateText: instructionStateText(row.state, row.adapter),
          issuedAt: issuedAt.toISOString(),
          movedAt: movedAt.toISOString(),
        })),
        next,
      };
    },
  );
  app.post(
    '/instructions/:id/feedback',
    {
      schema: {
        tags,
        summary: '反馈指令的落实情况',
        description:
          '系统的反馈先入收件箱,答 202;人工办理的单位和信用办代为反馈即时生效,答 200。reportId 相同只生效一次。',
        params: z.object({ id: idKey.min(1) }),
        body: feedbackBody,
        response: { 200: actAnswer, 202: received, ...problems },
      },
    },
    async (request, reply) => {
      const acting = actingAs(identityOf(request), WRITERS.report);
      const { params, body } = request;
      if (acting.actor.role === 'creditOffice' && body.receipt === null && body.detail === null)
        throw problem('EVIDENCE_MISSING');
      const target = await instructionTarget(deps.pool, acting.scope, params.id);
      if (target === null) throw problem('NOT_FOUND');
      const draft = draftOf(acting, target, body);
      return isSystem(acting, target)
        ? await receive(deps, target, draft, body.reportId, reply)
        : await sendAct(deps, target, draft);
    },
  );
}

/** Who carries it out must know on whom. */
const isInstructed = ({ roles, party }: Identity, row: { readonly party: string }): boolean =>
  roles.includes('departmentSystem') && row.party === party;

/** A party with a system of its own reports by it; in one without, and at the credit office, a person does. */
const isSystem = ({ actor }: Acting, { adapter }: InstructionTarget): boolean =>
  actor.role === 'departmentSystem' && adapter === 'http';

function draftOf({ actor }: Acting, target: InstructionTarget, { reportId, ...said }: FeedbackBody): Draft {
  const { instructionId, caseId, party } = target;
  const { outcome, receipt, detail } = said;
  const isParty = actor.role === 'departmentSystem';
  return {
    id: isParty ? reportIdOf(party, reportId) : actIdOf(actor.id, 'report', instructionId, reportId),
    name: 'report',
    caseId,
    actor,
    basedOn: null,
    payload: { instructionId, outcome, receipt, detail, ...(said.at === undefined ? {} : { at: said.at }) },
    request: { instructionId, ...said },
  };
}

/** Stored first, then handed over; what cannot be handed over now is found in the inbox by `reconcile`. */
async function receive(
  deps: RouteDeps,
  target: InstructionTarget,
  draft: Draft,
  reportId: string,
  reply: FastifyReply,
) {
  const act = messageOf(draft, deps);
  const { party, instructionId } = target;
  if (!(await storeReport(deps.pool, { party, reportId, instructionId, act }))) throw problem('KEY_REUSED');
  await deps.cases.signal(target, act).catch((error: unknown) => {
    reply.log.warn({ err: error, instructionId }, 'report stored, to be handed over later');
  });
  reply.code(202);
  return { reportId, received: true as const };
}
