/** Who calls: a bearer token of the OpenID issuer, checked, its claims parsed. */
import type { FastifyRequest } from 'fastify';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { clock } from '../contract/clock.js';
import type { Role } from '../domain/file/case.js';
import type { EndedTokens, Token } from './ended.js';
import { problem } from './problem.js';

/** Roles that a token may give; `system` is nobody's. */
export const ROLES = [
  'enterpriseAgent',
  'windowClerk',
  'handler',
  'reviewer',
  'creditOffice',
  'supervisor',
  'departmentSystem',
  'mailGateway',
  'administrator',
  'auditor',
] as const satisfies readonly Exclude<Role, 'system'>[];
export type PersonRole = (typeof ROLES)[number];

const known = new Set<string>(ROLES);
const isRole = (role: string): role is PersonRole => known.has(role);
const name = z
  .string()
  .min(1)
  .max(100)
  .nullish()
  .transform((v) => v ?? null);

const claims = z.object({
  sub: z.string().min(1).max(200),
  /** Roles of other applications are none of ours. */
  roles: z
    .array(z.string())
    .default([])
    .transform((roles) => roles.filter(isRole)),
  region: z
    .string()
    .regex(/^\d{6}$/)
    .nullish()
    .transform((v) => v ?? null),
  department: name,
  party: name,
  uscc: name,
});
export type Identity = Readonly<z.infer<typeof claims>>;

/** The token that a request came with, checked. */
export interface Login {
  readonly identity: Identity;
  readonly token: Token;
}
export type Authenticate = (request: FastifyRequest) => Promise<Login>;

export interface IssuerConfig {
  readonly OIDC_ISSUER: string;
  readonly OIDC_AUDIENCE: string;
}

/** How long a token that was checked is not checked again: less than its issuer's keys are kept for. */
const CHECKED_FOR_MS = 60_000;
const MOST_CHECKED = 10_000;

const ALGORITHMS = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 5;
const ISSUER_TIMEOUT_MS = 3_000;

/** Throws UNAUTHENTICATED for a token that is bad or has ended, ISSUER_AWAY when the issuer's keys cannot be had. */
export function createAuthenticate({ OIDC_ISSUER, OIDC_AUDIENCE }: IssuerConfig, ended: EndedTokens): Authenticate {
  const keys = lazyKeys(OIDC_ISSUER);
  const check = remembering(async (token) => {
    const payload = await verified(token, keys, OIDC_ISSUER, OIDC_AUDIENCE);
    const parsed = claims.safeParse(payload);
    if (!parsed.success) throw problem('UNAUTHENTICATED');
    return { identity: parsed.data, token: tokenOf(token, payload) };
  });
  return async (request) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw problem('UNAUTHENTICATED');
    const login = await check(token);
    if (!(await ended.holds(login.identity.sub, login.token))) throw problem('UNAUTHENTICATED');
    return login;
  };
}

const nowMs = (): number => Date.parse(clock.now());

/** The same token is checked once a minute, and again when it has expired: signatures cost more than all else of a page. */
function remembering(check: (token: string) => Promise<Login>): (token: string) => Promise<Login> {
  const checked = new Map<string, { readonly login: Login; readonly untilMs: number }>();
  return async (token) => {
    const known = checked.get(token);
    if (known !== undefined && nowMs() < known.untilMs) return known.login;
    checked.delete(token);
    const login = await check(token);
    const [oldest] = checked.keys();
    if (checked.size >= MOST_CHECKED && oldest !== undefined) checked.delete(oldest);
    const untilMs = Math.min(nowMs() + CHECKED_FOR_MS, login.token.expiresAt * 1000);
    checked.set(token, { login, untilMs });
    return login;
  };
}

/** Known by what was signed, for a signature may be written in more ways than one. */
const tokenOf = (token: string, { iat = 0, exp = 0, acr }: JWTPayload): Token => ({
  id: createHash('sha256')
    .update(token.slice(0, token.lastIndexOf('.')))
    .digest('hex'),
  issuedAt: iat,
  expiresAt: exp,
  acr: typeof acr === 'string' ? acr : null,
});

async function verified(token: string, keys: JWTVerifyGetKey, issuer: string, audience: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    return payload;
  } catch (error) {
    throw problem(isTokenFault(error) ? 'UNAUTHENTICATED' : 'ISSUER_AWAY', { retryAfterSeconds: 5 });
  }
}

/** Faults of the token itself; all others are of the way to the issuer, or of what it answered. */
function isTokenFault(error: unknown): boolean {
  const faults = [
    errors.JWSSignatureVerificationFailed,
    errors.JWSInvalid,
    errors.JWTInvalid,
    errors.JWTExpired,
    errors.JWTClaimValidationFailed,
    errors.JWKSNoMatchingKey,
    errors.JWKSMultipleMatchingKeys,
    errors.JOSEAlgNotAllowed,
    errors.JOSENotSupported,
  ];
  return faults.some((fault) => error instanceof fault);
}

/** The issuer's key set, found by discovery at first use; a discovery that failed is tried again. */
function lazyKeys(issuer: string): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | null = null;
  return async (header, token) => {
    found ??= discover(issuer);
    try {
      return await (
        await found
      )(header, token);
    } catch (error) {
      if (!isTokenFault(error)) found = null;
      throw error;
    }
  };
}

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(ISSUER_TIMEOUT_MS), redirect: 'error' });
  if (!response.ok) throw new Error(`discovery answered ${response.status}`);
  const document = discovery.parse(await response.json());
  if (document.issuer !== issuer) throw new Error('discovery names another issuer');
  return createRemoteJWKSet(new URL(document.jwks_uri), { timeoutDuration: ISSUER_TIMEOUT_MS });
}

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | null;
    token: Token | null;
  }
}

/** Who calls, on a route behind authentication. */
export function identityOf(request: FastifyRequest): Identity {
  if (request.identity === null) throw problem('UNAUTHENTICATED');
  return request.identity;
}

/** The token they call with, on a route behind authentication. */
export function tokenOfRequest(request: FastifyRequest): Token {
  if (request.token === null) throw problem('UNAUTHENTICATED');
  return request.token;
}
