/** The door before every route: it has a rule of who may come in, and lets in nobody else. What they find is their scope. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BINDING, PUBLIC, ROUTES, type Admitted } from './authorise.js';
import { identityOf, tokenOfRequest } from './auth.js';
import type { Api } from './deps.js';
import { problem } from './problem.js';

export const API_PREFIX = '/api/v1';

/** The rule of a route by its pattern; undefined: there is none. HEAD goes by the rule of GET. */
export function ruleOf(method: string, url: string): Admitted | 'public' | undefined {
  // What a browser asks of another origin's page before the page may ask: without a token, and answered with headers only.
  if (method === 'OPTIONS') return url === `${API_PREFIX}/codec/decode` ? 'public' : undefined;
  if (!url.startsWith(`${API_PREFIX}/`)) return PUBLIC.test(url) ? 'public' : undefined;
  return ROUTES.get(`${method === 'HEAD' ? 'GET' : method} ${url.slice(API_PREFIX.length)}`);
}

/** From here on a route without a rule cannot be registered: the app does not start. */
export function demandRules(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url }) => {
    for (const m of [method].flat()) {
      if (ruleOf(m, url) === undefined) throw new Error(`no rule of authorisation for ${m} ${url}`);
    }
  });
}

/** Lets in the roles of the route's rule, before anything of the request is read; FORBIDDEN for all others. */
export async function admit(request: FastifyRequest): Promise<void> {
  const admitted = ruleOf(request.method, request.routeOptions.url ?? '');
  if (admitted === 'everybody' || admitted === 'public') return;
  if (admitted === undefined || !identityOf(request).roles.some((role) => admitted.includes(role)))
    throw problem('FORBIDDEN');
}

/** What only those may write who confirm or open doors to others asks for a strong login, where the operator has said which are. */
export function demandStrength(app: Api, acrValues: string | undefined): void {
  if (acrValues === undefined) return;
  const strong = acrValues.split(',').map((value) => value.trim());
  app.addHook('preParsing', async (request) => {
    if (/^(GET|HEAD)$/.test(request.method)) return;
    const admitted = ruleOf(request.method, request.routeOptions.url ?? '');
    if (admitted === undefined || typeof admitted === 'string') return;
    if (!admitted.every((role) => BINDING.includes(role))) return;
    if (!strong.includes(tokenOfRequest(request).acr ?? '')) throw problem('LOGIN_TOO_WEAK', { acrValues: strong });
  });
}
