/** Applications for repair, and the preview of one. */
import { z } from 'zod';
import { applyBody, day, type ApplyBody } from '../../contract/acts.js';
import { recordTarget } from '../../register/queries-records.js';
import { actingAs, mayBackdate, scopeOf, WRITERS, type Acting } from '../authorise.js';
import { identityOf } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { actIdOf, applicationIdOf, keyOf } from '../idempotency.js';
import { idKey } from '../page.js';
import { preview, previewSchema } from '../preview.js';
import { problem } from '../problem.js';
import { problems } from '../schemas.js';
import { actAnswer } from '../schemas-cases.js';
import { sendAct } from '../send-act.js';

const tags = ['信用修复'];

export function repairRoutes(app: Api, deps: RouteDeps): void {
  app.post(
    '/repairs',
    {
      schema: {
        tags,
        summary: '申请信用修复',
        description: '须带请求头 Idempotency-Key。同一渠道编号可以为多条失信信息各提交一次,归为一份申请。',
        body: applyBody,
        response: { 201: actAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const acting = actingAs(identityOf(request), WRITERS.apply);
      mayApply(acting, body);
      const key = keyOf(request);
      const target = await recordTarget(deps.pool, acting.scope, body.record);
      if (target === null) throw problem('NOT_FOUND');
      const answer = await sendAct(
        deps,
        { process: 'repair', ...target },
        {
          id: actIdOf(acting.actor.id, 'repairs', body.record, key),
          name: 'apply',
          caseId: null,
          actor: acting.actor,
          basedOn: null,
          effectiveOn: body.effectiveOn,
          payload: applyPayload(body),
          request: body,
        },
      );
      reply.code(201).header('location', `/api/v1/cases/${answer.caseId}`);
      return answer;
    },
  );
  app.get(
    '/repairs/preview',
    {
      schema: {
        tags,
        summary: '试算:现在能否申请,最早何时,之后有哪些期限,将通知哪些单位',
        querystring: z.object({ record: idKey, asOf: day.optional() }),
        response: { 200: previewSchema, ...problems },
      },
    },
    async (request) => {
      const scope = scopeOf(identityOf(request), 'record');
      const found = await preview(deps, scope, request.query.record, request.query.asOf);
      if (found === null) throw problem('NOT_FOUND');
      return found;
    },
  );
}

/** A site pushes only what was handed in to it; only a counter enters papers. */
function mayApply(acting: Acting, body: ApplyBody): void {
  mayBackdate(acting, body.effectiveOn);
  const { role, party } = acting.actor;
  const pushes = body.channel !== 'window' && party === body.channel;
  if (role === 'departmentSystem' && !pushes) {
    throw problem('FORBIDDEN', { detail: '只有渠道系统可以推送本渠道收到的申请。' });
  }
}

const applyPayload = ({ channel, channelNumber, agent, ...said }: ApplyBody) => ({
  applicationId: applicationIdOf(channel, channelNumber),
  receivedOn: said.receivedOn,
  documents: said.documents,
  electronicService: said.electronicService,
  ground: said.ground,
  applicant: said.applicant,
  planUntil: said.planUntil,
  application: { channel, channelNumber, agent },
});
