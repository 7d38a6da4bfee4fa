/** Problems (RFC 9457): thrown anywhere, answered in one place. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { PROBLEMS, problemType, REFUSED_TITLE, refusalStatus, type ProblemCode } from '../contract/problems.js';
import type { Refusal } from '../domain/file/refusal.js';
import { keyIn, needsKey } from './key.js';

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  readonly article?: string;
  readonly details?: Readonly<Record<string, string>>;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

type Extra = Partial<Pick<ProblemBody, 'detail' | 'article' | 'details' | 'errors'>> & {
  readonly retryAfterSeconds?: number;
  /** The logins that would do (RFC 9470). */
  readonly acrValues?: readonly string[];
};

export class Problem extends Error {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly extra: Extra;

  constructor(code: ProblemCode | Refusal, extra: Extra = {}) {
    const [name, status, title] =
      typeof code === 'string'
        ? ([code, ...PROBLEMS[code]] as const)
        : ([code.code, refusalStatus(code.code), REFUSED_TITLE] as const);
    super(name);
    this.code = name;
    this.type = problemType(name);
    this.status = status;
    this.title = title;
    this.extra = extra;
  }
}

export const problem = (code: ProblemCode, extra: Extra = {}): Problem => new Problem(code, extra);

export const refusedProblem = (refusal: Refusal): Problem =>
  new Problem(refusal, { detail: refusal.message, article: refusal.article, details: refusal.details });

/** A refusal where it is one answer among others. */
export const refusalBody = ({ code, message, article, details }: Refusal) => ({
  ...{ code, detail: message, article },
  details: { ...details },
});

/** Answers a thrown problem, a fault of the request as the problem it is, and everything else as INTERNAL, logged. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  send(asProblem(error, request), request, reply);
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  send(problem('NOT_FOUND', { detail: '没有这个地址。' }), request, reply);
}

/** No token that holds, no such right, too many requests: whoever tries doors shows in the log, with who and from where. */
const TURNED_AWAY: ReadonlySet<number> = new Set([401, 403, 429]);

function tellOfRefusal(code: string, request: FastifyRequest): void {
  const route = `${request.method} ${request.routeOptions.url ?? ''}`;
  request.log.warn({ security: code, who: request.identity?.sub ?? null, from: request.ip, route }, 'turned away');
}

function send({ type, title, status, code, extra }: Problem, request: FastifyRequest, reply: FastifyReply): void {
  if (TURNED_AWAY.has(status)) tellOfRefusal(code, request);
  const { retryAfterSeconds, acrValues, ...rest } = extra;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  if (status === 401) reply.header('www-authenticate', challenge(acrValues));
  const body: ProblemBody = { type, title, status, detail: title, code, requestId: request.id, ...rest };
  // Sent as bytes, so that no response schema of the route stands in the way.
  reply.code(status).type('application/problem+json; charset=utf-8').serializer(String).send(JSON.stringify(body));
}

const challenge = (acrValues: readonly string[] | undefined): string =>
  acrValues === undefined
    ? 'Bearer'
    : `Bearer error="insufficient_user_authentication", acr_values="${acrValues.join(' ')}"`;

function asProblem(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((v) => ({ path: v.instancePath, message: v.message ?? '' }));
    return problem('BAD_REQUEST', { errors: [...keyFault(request), ...errors] });
  }
  if (BROKEN_FORM.test(error.message))
    return problem('BAD_REQUEST', { detail: '上传内容不是完整的 multipart/form-data。' });
  const byRequest = requestFault(error);
  if (byRequest !== null) return byRequest;
  if (isPostgresFault(error, /^22/)) {
    request.log.warn({ err: error }, 'value refused by the register');
    return problem('BAD_REQUEST');
  }
  request.log.error({ err: error }, 'request failed');
  return isAway(error) ? problem('REGISTER_AWAY', { retryAfterSeconds: 2 }) : problem('INTERNAL');
}

/** Told together with what is wrong in the body, lest it be found only when all else is right. */
const keyFault = ({ headers, routeOptions }: FastifyRequest): { path: string; message: string }[] =>
  needsKey(routeOptions.schema) && keyIn(headers) === null
    ? [{ path: '/Idempotency-Key', message: PROBLEMS.KEY_MISSING[1] }]
    : [];

/** What the parser of forms finds wrong has no status of its own, and is the sender's fault all the same. */
const BROKEN_FORM =
  /^Multipart: Boundary not found$|(^Unexpected| terminated early due to unexpected) end of multipart data$/;

/** Faults that Fastify and its parsers find in a request, by their status. */
function requestFault({ statusCode, code }: FastifyError): Problem | null {
  switch (statusCode) {
    case 404:
      return problem('NOT_FOUND');
    case 405:
      return problem('METHOD_NOT_ALLOWED');
    case 413:
      return problem('TOO_LARGE');
    case 415:
      return problem('UNSUPPORTED_TYPE');
    case 429:
      return problem('TOO_MANY');
    default:
      if (code === 'FST_ERR_CTP_INVALID_JSON_BODY')
        return problem('BAD_REQUEST', { detail: '请求内容不是有效的 JSON。' });
      return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? problem('BAD_REQUEST') : null;
  }
}

const isPostgresFault = (error: { readonly code?: string }, codes: RegExp): boolean =>
  error.code !== undefined && /^[0-9A-Z]{5}$/.test(error.code) && codes.test(error.code);

/** The database is not to be reached, is shutting down, or kept the statement waiting too long. */
const isAway = (error: FastifyError): boolean =>
  isPostgresFault(error, /^(08|53|57|55P03)/) ||
  ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND'].includes(error.code) ||
  /timeout exceeded when trying to connect|Connection terminated/.test(error.message);
