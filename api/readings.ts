/**
 * What each route tells of persons, in one table: the reading is written before the answer leaves, and an answer whose
 * reading cannot be written does not leave. A route that is not in the table is taken to tell something.
 */
import type { FastifyRequest } from 'fastify';
import { recordReadings, type Reading } from '../register/readings.js';
import { OPENING_PATHS } from '../contract/openings.js';
import { AGENCY_PATHS } from '../contract/acts-agencies.js';
import { ACT_NAMES } from '../contract/acts.js';
import { subjectIdOf } from '../register/import-plan.js';
import { API_PREFIX } from './door.js';
import type { Api, RouteDeps } from './deps.js';

type Telling = 'nobody' | ((answer: unknown, request: FastifyRequest) => readonly Reading[]);

/** A row of a list: of a natural person's, by this id of it. */
const rowsBy =
  (kind: Reading['kind'], id: string): Telling =>
  (answer) =>
    unique(
      listOf(answer, 'items')
        .filter((item) => text(item, 'subjectKind') === 'person')
        .map((item) => ({ kind, object: text(item, id) })),
    );

/** A whole file, in which people are named whatever its subject is: agents, handlers, interviewers, helpers. */
const file =
  (kind: Reading['kind']): Telling =>
  (_answer, { params }) => [{ kind, object: text(params, 'id') }];

/** By route below /api/v1; `nobody`: what it answers names no natural person and nobody's contact. */
export const TELLINGS: ReadonlyMap<string, Telling> = new Map<string, Telling>([
  ['GET /records', rowsBy('record', 'id')],
  ['GET /cases', rowsBy('case', 'caseId')],
  ['GET /applications/:id', rowsBy('case', 'caseId')],
  ['GET /terms', rowsBy('case', 'caseId')],
  ['GET /instructions', rowsBy('case', 'caseId')],
  ['GET /cases/:id', file('case')],
  ['GET /cases/:id/journal', file('case')],
  ['GET /cases/:id/papers', file('case')],
  ['GET /cases/:id/papers/:sha256', file('case')],
  ['GET /notices/:id', file('notice')],
  ['GET /notices/:id/html', file('notice')],
  ['GET /notices/:id/pdf', file('notice')],
  [
    'POST /screening',
    (answer) => [{ kind: 'subject', object: subjectIdOf({ kind: 'personKey', code: text(answer, 'personKey') }) }],
  ],
  ['POST /codec/decode', (answer) => [{ kind: 'payload', object: `${listOf(answer, 'payloads').length}` }]],
  // Organisations, dates, numbers, and what was just done.
  ...[
    ...['GET /repairs/preview', 'GET /board', 'GET /screening', 'GET /law/rules', 'POST /law/derive', 'GET /me'],
    ...['GET /law/calendar', 'GET /law/proposals', 'POST /law/proposals', 'POST /law/proposals/:id/decision'],
    ...['POST /law/what-if', 'GET /law/standards', 'POST /people/:id/account', 'POST /me/logout'],
    ...['GET /parties', ...AGENCY_PATHS.map(([, path]) => `POST ${path}`)],
    ...['GET /people', 'POST /people/:id/absences', 'POST /people/:id/return', 'POST /people/:id/handovers'],
    ...['GET /readings', 'POST /uploads', 'POST /records/import', 'POST /repairs', 'POST /instructions/:id/feedback'],
    'POST /mail/bounces',
    ...OPENING_PATHS.map((path) => `POST ${path}`),
    ...ACT_NAMES.map((act) => `POST /cases/:id/acts/${act}`),
  ].map((route): [string, Telling] => [route, 'nobody']),
]);

export const routeOf = (request: FastifyRequest): string =>
  `${request.method === 'HEAD' ? 'GET' : request.method} ${(request.routeOptions.url ?? '').slice(API_PREFIX.length)}`;

/** Before anything is sent of an answer that told something of persons. */
export function tellReadings(scope: Api, { pool, clock }: Pick<RouteDeps, 'pool' | 'clock'>): void {
  scope.addHook('onSend', async (request, reply, payload) => {
    const { identity } = request;
    if (identity === null || reply.statusCode >= 300 || request.method === 'OPTIONS') return;
    const telling = TELLINGS.get(routeOf(request)) ?? file('other');
    if (telling === 'nobody') return;
    const readings = telling(request.told, request);
    if (readings.length === 0) return;
    const by = { reader: identity.sub, roles: identity.roles, place: identity.region };
    await recordReadings(pool, { ...by, purpose: routeOf(request), requestId: request.id, at: clock.now() }, readings);
    return payload;
  });
  scope.addHook('preSerialization', (request, _reply, payload, done) => {
    request.told = payload;
    done(null, payload);
  });
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What is answered, before it is written down. */
    told: unknown;
  }
}

function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? of[name as keyof typeof of] : undefined;
}

const listOf = (of: unknown, name: string): readonly unknown[] => {
  const found = member(of, name);
  return Array.isArray(found) ? found : [];
};

const text = (of: unknown, name: string): string => {
  const found = member(of, name);
  return typeof found === 'string' ? found : '';
};

const unique = (readings: readonly Reading[]): readonly Reading[] => [
  ...new Map(readings.map((r) => [r.object, r])).values(),
];
