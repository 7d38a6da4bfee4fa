/** Applications for repair, and the preview of one. */
import { z } from 'zod';
import { applyBody, day, type ApplyBody } from '../../contract/acts.js';
import { dayOf } from '../../domain/time/calendar.js';
import { applicationFile } from '../../register/queries-cases.js';
import { recordTargets, type RecordTarget } from '../../register/queries-records.js';
import { actingAs, isOfficial, mayBackdate, named, scopeOf, WRITERS, type Acting } from '../authorise.js';
import { identityOf } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { actIdOf, answeredBefore, applicationIdOf, keyOf, requestHashOf } from '../idempotency.js';
import { idKey } from '../page.js';
import { caseItem } from '../present.js';
import { preview, previewSchema } from '../preview.js';
import { problem, refusalBody } from '../problem.js';
import { problems } from '../schemas.js';
import { actAnswer, applicationAnswer, applicationSchema } from '../schemas-cases.js';
import { sendAct, tryAct, type Draft, type Sent } from '../send-act.js';
import { CHANNEL_TEXT } from '../texts.js';

const tags = ['信用修复'];

export function repairRoutes(app: Api, deps: RouteDeps): void {
  app.post(
    '/repairs',
    {
      schema: {
        tags,
        summary: '申请信用修复',
        description:
          '须带请求头 Idempotency-Key。record:一条信息,答复其办件。records:同一信用主体的多条信息,归为一份申请,' +
          '逐条答复办件或者不予接收的理由和依据;一条也没有接收的答复 200。没有得到答复的,用同一键、同一内容再次提交。',
        body: applyBody,
        response: { 200: applicationAnswer, 201: z.union([actAnswer, applicationAnswer]), ...problems },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const identity = identityOf(request);
      const acting = actingAs(identity, WRITERS.apply);
      mayApply(acting, body);
      const applicationId = applicationIdOf(body.channel, body.channelNumber, identity.region);
      const key = keyOf(request);
      const records = body.records ?? [body.record ?? ''];
      const found = await recordTargets(deps.pool, acting.scope, records);
      if (found === null) throw problem('NOT_FOUND');
      if (found.subjects.size > 1) throw problem('SEVERAL_SUBJECTS');
      const drafts = found.targets.map((target) => ({
        target,
        draft: draftOf(acting, { applicationId, body, record: target.recordId, key }),
      }));
      const [only] = drafts;
      if (body.records === undefined && only !== undefined) {
        const answer = await sendAct(deps, { process: 'repair', ...only.target }, only.draft);
        reply.code(201).header('location', `/api/v1/cases/${answer.caseId}`);
        return answer;
      }
      const answer = await applyForEach(deps, applicationId, drafts);
      const isOpened = answer.items.some((item) => item.case !== null);
      if (isOpened) reply.header('location', `/api/v1/applications/${answer.applicationId}`);
      reply.code(isOpened ? 201 : 200);
      return answer;
    },
  );
  app.get(
    '/applications/:id',
    {
      schema: {
        tags,
        summary: '一份申请和其中您可以查看的全部办件',
        params: z.object({ id: idKey.min(1) }),
        response: { 200: applicationSchema, ...problems },
      },
    },
    async (request) => {
      const identity = identityOf(request);
      const { pool, clock } = deps;
      const found = await applicationFile(pool, scopeOf(identity, 'case'), request.params.id, dayOf(clock.now()));
      if (found === null) throw problem('NOT_FOUND');
      const { id, receivedAt, cases, ...said } = found;
      return {
        ...said,
        applicationId: id,
        channelText: CHANNEL_TEXT[found.channel],
        receivedAt: receivedAt.toISOString(),
        items: cases.map((row) => caseItem(named(identity, row, row), isOfficial(identity))),
      };
    },
  );
  app.get(
    '/repairs/preview',
    {
      schema: {
        tags,
        summary: '试算:现在能否申请,最早何时,须交哪些材料,之后有哪些期限,将通知哪些单位',
        querystring: z.object({ record: idKey, asOf: day.optional(), ground: applyBody.shape.ground }),
        response: { 200: previewSchema, ...problems },
      },
    },
    async (request) => {
      const scope = scopeOf(identityOf(request), 'record');
      const found = await preview(deps, scope, request.query);
      if (found === null) throw problem('NOT_FOUND');
      return found;
    },
  );
}

interface Applied {
  readonly target: RecordTarget;
  readonly draft: Draft;
}

interface Application {
  readonly applicationId: string;
  readonly body: ApplyBody;
  readonly record: string;
  readonly key: string;
}

/** One act per record, named by the key and the record: the same key again completes what is missing, and nothing twice. */
const draftOf = ({ actor }: Acting, { applicationId, body, record, key }: Application): Draft => ({
  id: actIdOf(actor.id, 'repairs', record, key),
  name: 'apply',
  caseId: null,
  actor,
  basedOn: null,
  effectiveOn: body.effectiveOn,
  payload: applyPayload(applicationId, body),
  request: body,
});

/** Each record's case or its refusal, in the order in which they were named; one that is refused does not stop the others. */
async function applyForEach(deps: RouteDeps, applicationId: string, drafts: readonly Applied[]) {
  // A key that came with another request is told before anything of this one is done.
  const hash = requestHashOf(drafts[0]?.draft.request);
  await Promise.all(drafts.map(({ draft }) => answeredBefore(deps.pool, draft.id, hash)));
  const items = [];
  for (const { target, draft } of drafts) {
    const sent = await tryAct(deps, { process: 'repair', ...target }, draft);
    items.push({ record: target.recordId, ...outcomeOf(sent) });
  }
  return { applicationId, items };
}

const outcomeOf = (sent: Sent) =>
  sent.kind === 'committed' ? { case: sent.answer, refusal: null } : { case: null, refusal: refusalBody(sent.refusal) };

/** A site pushes only what was handed in to it; only a counter enters papers. */
function mayApply(acting: Acting, body: ApplyBody): void {
  mayBackdate(acting, body.effectiveOn);
  const { role, party } = acting.actor;
  const pushes = body.channel !== 'window' && party === body.channel;
  if (role === 'departmentSystem' && !pushes) {
    throw problem('FORBIDDEN', { detail: '只有渠道系统可以推送本渠道收到的申请。' });
  }
}

const applyPayload = (applicationId: string, { channel, channelNumber, agent, ...said }: ApplyBody) => ({
  applicationId,
  receivedOn: said.receivedOn,
  documents: said.documents,
  electronicService: said.electronicService,
  ground: said.ground,
  applicant: said.applicant,
  planUntil: said.planUntil,
  application: { channel, channelNumber, agent },
});
