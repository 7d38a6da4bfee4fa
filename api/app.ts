/** The API as one object: `buildApp(deps)` for the server and for tests. */
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { randomUUID } from 'node:crypto';
import { PUBLISHED_CALENDAR } from '../domain/time/calendar-data.js';
import { currentCalendar } from '../register/calendar.js';
import { createAuthenticate } from './auth.js';
import { createCaseClient } from './case-client.js';
import { clock } from '../contract/clock.js';
import type { Api, AppDeps, RouteDeps } from './deps.js';
import { documents } from './documents.js';
import { admit, API_PREFIX, demandRules, demandStrength } from './door.js';
import { createEndedTokens } from './ended.js';
import { healthRoutes } from './health.js';
import { acceptJson, JSON_LIMIT_BYTES } from './json-body.js';
import { answerError, answerNotFound, Problem, problem } from './problem.js';
import { tellReadings } from './readings.js';
import { caseRoutes } from './routes/cases.js';
import { admitTemporalPage, codecRoutes } from './routes/codec.js';
import { instructionRoutes } from './routes/instructions.js';
import { lawChangeRoutes } from './routes/law-changes.js';
import { lawRoutes } from './routes/law.js';
import { mailRoutes } from './routes/mail.js';
import { meRoutes } from './routes/me.js';
import { noticeRoutes } from './routes/notices.js';
import { openingRoutes } from './routes/openings.js';
import { pageRoutes } from './routes/pages.js';
import { importRoutes } from './routes/records-import.js';
import { partyRoutes } from './routes/parties.js';
import { peopleRoutes } from './routes/people.js';
import { readingRoutes } from './routes/readings.js';
import { paperRoutes } from './routes/papers.js';
import { recordRoutes } from './routes/records.js';
import { repairRoutes } from './routes/repairs.js';
import { screeningRoutes } from './routes/screening.js';
import { termRoutes } from './routes/terms.js';
import { whatIfRoutes } from './routes/what-if.js';
import { verifyRoutes } from './routes/verify.js';
import { createPrinter } from '../papers/printer.js';
import { speakPlainly } from './wording.js';

speakPlainly();

/** Many people share the address of their office. */
const PERSONS_AT_ONE_ADDRESS = 10;

/** Answers an app that is ready to listen or to be injected into; close it when done. */
export async function buildApp(deps: AppDeps): Promise<Api> {
  const fastify = Fastify({
    ...(deps.logger === undefined ? {} : { loggerInstance: deps.logger }),
    bodyLimit: JSON_LIMIT_BYTES,
    requestTimeout: 30_000,
    trustProxy: deps.config.TRUSTED_PROXIES ?? false,
    keepAliveTimeout: 10_000,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerError,
  });
  const app: Api = fastify.withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  acceptJson(fastify);
  app.decorateRequest('identity', null);
  app.decorateRequest('token', null);
  app.decorateRequest('told', null);
  demandRules(fastify);
  refuseNul(app);
  await protect(app, deps);
  limitAddresses(app, deps);
  admitTemporalPage(fastify, deps.config.TEMPORAL_UI_ORIGIN);
  await documents(app);
  healthRoutes(fastify, deps);
  await pageRoutes(fastify);
  verifyRoutes(app, deps);
  await app.register(apiRoutes(deps), { prefix: API_PREFIX });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    answerNotFound(request, reply);
  });
  await app.ready();
  return app;
}

/** Everything that needs a token. */
function apiRoutes(deps: AppDeps) {
  const endedTokens = createEndedTokens(deps.pool);
  const authenticate = createAuthenticate(deps.config, endedTokens);
  return async (scope: Api): Promise<void> => {
    const routeDeps: RouteDeps = {
      pool: deps.pool,
      calendar: () => currentCalendar(deps.pool, PUBLISHED_CALENDAR),
      cases: deps.cases ?? createCaseClient(deps.temporal),
      keyed: deps.keyed,
      clock: deps.clock ?? clock,
      endedTokens,
      printer: deps.printer ?? createPrinter(),
      store: deps.store,
      uploadLimitMb: deps.config.UPLOAD_LIMIT_MB,
      publicUrl: deps.config.PUBLIC_URL,
    };
    if (deps.printer === undefined) scope.addHook('onClose', () => routeDeps.printer.close());
    const failed = scope.createRateLimit({
      max: deps.config.FAILED_LOGINS_PER_MINUTE,
      timeWindow: 60_000,
      keyGenerator: (r) => r.ip,
    });
    scope.addHook('onRequest', async (request, reply) => {
      // What is answered is for this caller, now.
      reply.header('cache-control', 'no-store');
      try {
        Object.assign(request, await authenticate(request));
      } catch (error) {
        // A dead issuer or register is nobody's failed login.
        if (!(error instanceof Problem && error.status === 401)) throw error;
        const limit = await failed(request);
        if (!limit.isAllowed && limit.isExceeded) throw problem('TOO_MANY', { retryAfterSeconds: limit.ttlInSeconds });
        throw error;
      }
    });
    scope.addHook('preParsing', admit);
    demandStrength(scope, deps.config.OIDC_STRONG_ACR);
    tellReadings(scope, routeDeps);
    repairRoutes(scope, routeDeps);
    openingRoutes(scope, routeDeps);
    caseRoutes(scope, routeDeps);
    recordRoutes(scope, routeDeps);
    await scope.register(importRoutes(routeDeps));
    noticeRoutes(scope, routeDeps);
    await scope.register(paperRoutes(routeDeps));
    termRoutes(scope, routeDeps);
    instructionRoutes(scope, routeDeps);
    await scope.register(mailRoutes(routeDeps));
    partyRoutes(scope, routeDeps);
    peopleRoutes(scope, routeDeps);
    screeningRoutes(scope, routeDeps);
    readingRoutes(scope, routeDeps);
    codecRoutes(scope, deps);
    lawRoutes(scope, routeDeps);
    whatIfRoutes(scope, routeDeps);
    lawChangeRoutes(scope, routeDeps);
    meRoutes(scope, routeDeps);
  };
}

async function protect(app: Api, { config }: AppDeps): Promise<void> {
  const isHttps = config.PUBLIC_URL.startsWith('https:');
  await app.register(helmet, {
    strictTransportSecurity: isHttps,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
  });
  // After authentication, so that people behind one address are counted apart.
  await app.register(rateLimit, {
    max: config.RATE_LIMIT_PER_MINUTE,
    timeWindow: 60_000,
    keyGenerator: (request) => request.identity?.sub ?? request.ip,
    errorResponseBuilder: (_request, { ttl }) => {
      const seconds = Math.ceil(ttl / 1000);
      return problem('TOO_MANY', { detail: `请求过于频繁,请在 ${seconds} 秒后再试。`, retryAfterSeconds: seconds });
    },
  });
}

/** Before tokens are looked at, which costs more than counting. */
function limitAddresses(app: Api, { config }: AppDeps): void {
  const counted = app.createRateLimit({
    max: config.RATE_LIMIT_PER_MINUTE * PERSONS_AT_ONE_ADDRESS,
    timeWindow: 60_000,
    keyGenerator: (request) => `address ${request.ip}`,
  });
  app.addHook('onRequest', async (request) => {
    const limit = await counted(request);
    if (!limit.isAllowed && limit.isExceeded) throw problem('TOO_MANY', { retryAfterSeconds: limit.ttlInSeconds });
  });
}

/** No address has a NUL in it, and no query of the register takes one. */
function refuseNul(app: Api): void {
  app.addHook('onRequest', (request, _reply, done) => {
    done(/%00|\0/.test(request.url) ? problem('BAD_ENCODING') : undefined);
  });
}
