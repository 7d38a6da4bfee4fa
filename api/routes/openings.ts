/** What opens a case: a proposal, an order, an objection, an application. */
import { agent, day } from '../../contract/acts.js';
import type { CaseStart } from '../../contract/messages.js';
import type { KeyedHashes } from '../../contract/keyed.js';
import { OPENING_PATHS, OPENINGS, type OpeningPath } from '../../contract/openings.js';
import { dayOf } from '../../domain/time/calendar.js';
import { listByCode } from '../../domain/law/lists.js';
import type { PublicKind } from '../../domain/record/record-facts.js';
import type { Office } from '../../domain/record/responsible.js';
import { subjectKindOf, type SubjectCode } from '../../domain/record/subject.js';
import { departmentPlace } from '../../register/directory.js';
import { subjectIdOf } from '../../register/import-plan.js';
import type { Matter } from '../../register/matter.js';
import { recordTarget } from '../../register/queries-records.js';
import { actingAs, mayBackdate, type Acting } from '../authorise.js';
import { identityOf } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { actIdOf, docketOf, keyOf, linkedIdOf, recordIdOf } from '../idempotency.js';
import { problem } from '../problem.js';
import { problems } from '../schemas.js';
import { actAnswer } from '../schemas-cases.js';
import { sendAct } from '../send-act.js';

const tags = ['办件'];

export function openingRoutes(app: Api, deps: RouteDeps): void {
  for (const path of OPENING_PATHS) opening(app, deps, path);
}

/** What every opening says beside its own: when, if it comes from paper, and whom of the subject to write to. */
const envelope = {
  effectiveOn: day.optional().meta({ description: '纸质材料补录:行为发生的日期' }),
  contact: agent.optional().meta({ description: '当事人的联系人:只用于邮件告知,不是送达' }),
};

interface Said {
  readonly record?: string | undefined;
  readonly subject?:
    | {
        readonly code?: SubjectCode | undefined;
        /** Of a natural person, instead of a code. */
        readonly idNumber?: string | undefined;
        readonly name: string;
        readonly publicKind: PublicKind | null;
      }
    | undefined;
  readonly persons?:
    | readonly {
        readonly office: Office;
        readonly idNumber?: string | undefined;
        readonly code?: SubjectCode | undefined;
        readonly name: string;
      }[]
    | undefined;
  readonly title?: string | undefined;
  readonly list?: string | null | undefined;
  readonly effectiveOn?: string | undefined;
}

function opening(app: Api, deps: RouteDeps, path: OpeningPath): void {
  const { process, act, title, roles, about, body } = OPENINGS[path];
  const schema = {
    tags,
    summary: title,
    description: `须带请求头 Idempotency-Key。可以办理的角色:${roles.join('、')}。`,
    body: body.extend(envelope),
    response: { 201: actAnswer, ...problems },
  };
  app.post(path, { schema }, async (request, reply) => {
    const acting = actingAs(identityOf(request), roles);
    const heard = withoutNumber(request.body, deps.keyed);
    const { effectiveOn, record, subject, title: matterTitle, persons = [], ...said } = heard;
    mayBackdate(acting, effectiveOn);
    const key = keyOf(request);
    const recordId = record ?? '';
    const id = actIdOf(acting.actor.id, path, recordId, key);
    const found =
      about === 'record'
        ? { target: await recordTarget(deps.pool, acting.scope, recordId), matter: null }
        : await newMatter(deps, acting, recordIdOf(id), STATUS[process], {
            ...{ subject, title: matterTitle, persons },
            ...said,
          });
    if (found.target === null) throw problem('NOT_FOUND');
    const start: CaseStart = {
      process,
      ...found.target,
      ...('several' in OPENINGS[path] ? { docket: docketOf(id) } : {}),
    };
    const answer = await sendAct(deps, start, {
      id,
      name: act,
      caseId: null,
      actor: acting.actor,
      basedOn: null,
      effectiveOn,
      payload: found.matter === null ? said : { ...said, persons: namedIn(found.matter), matter: found.matter },
      request: heard,
    });
    reply.code(201).header('location', `/api/v1/cases/${answer.caseId}`);
    return answer;
  });
}

/** The body with the number of a natural person replaced by the person's code: the number goes no further. */
function withoutNumber(body: Said, keyed: KeyedHashes): Said {
  return {
    ...body,
    ...(body.subject === undefined ? {} : { subject: coded(body.subject, keyed) }),
    ...(body.persons === undefined ? {} : { persons: body.persons.map((person) => coded(person, keyed)) }),
  };
}

function coded<T extends { readonly idNumber?: string | undefined; readonly code?: SubjectCode | undefined }>(
  { idNumber, ...who }: T,
  keyed: KeyedHashes,
) {
  return { ...who, code: idNumber === undefined ? who.code : keyed.person(idNumber) };
}

/** The named persons as the case knows them: who they are is told to the register alone. */
const namedIn = ({ linked = [] }: Matter) => linked.map(({ office, record }) => ({ office, record }));

const subjectOf = ({ code, name }: { readonly code: SubjectCode; readonly name: string }) => ({
  ...{ id: subjectIdOf(code), kind: subjectKindOf(code), codeKind: code.kind, code: code.code, name },
});

/** Where a new matter stands. */
const STATUS = {
  listing: 'proposed',
  rectification: 'found',
  repair: 'found',
  objection: 'found',
  exit: 'found',
} as const;

/** The record that this act makes: of the caller's own department, in its region. */
async function newMatter(deps: RouteDeps, { actor }: Acting, recordId: string, status: Matter['status'], said: Said) {
  const { subject, title, persons = [] } = said;
  const region = actor.department === null ? null : await departmentPlace(deps.pool, actor.department);
  if (actor.department === null || region === null) throw problem('FORBIDDEN');
  if (subject?.code === undefined || title === undefined) throw problem('NOT_FOUND');
  const list = said.list === undefined || said.list === null ? null : listByCode(said.list);
  const matter: Matter = {
    status,
    subject: {
      ...subjectOf({ code: subject.code, name: subject.name }),
      publicKind: subject.publicKind,
    },
    linked: persons.flatMap(({ office, code, name }, n) =>
      code === undefined ? [] : [{ office, record: linkedIdOf(recordId, n + 1), subject: subjectOf({ code, name }) }],
    ),
    kind: list === null ? '失信行为' : list.kind === 'red' ? '守信联合激励对象' : '严重失信主体名单',
    title,
    list: list?.name ?? null,
    severity: list?.severity ?? null,
    authority: actor.department,
    region,
    foundOn: dayOf(deps.clock.now()),
  };
  return { target: { recordId, region, department: actor.department }, matter };
}
