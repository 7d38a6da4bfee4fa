/**
 * The demo identity provider: a real OpenID Connect issuer (discovery, JWKS, signed JWT access tokens).
 * Each demo person is one client with the client_credentials grant, so a token needs no browser.
 */
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import type { Configuration, Context } from 'oidc-provider';
import { IDENTITIES, findIdentity } from './identities.js';
import { TTL_HEADER, clientSecret } from './token.js';

export interface IssuerOptions {
  /** Public address, kept for ever: tokens and printed links name it. */
  readonly issuer: string;
  readonly port: number;
  readonly audience: string;
  /** Where the signing keys live; written at first start, so that tokens outlive a restart. */
  readonly keysFile: string;
  readonly secret: string;
}

const resource = 'urn:xinxiu:api';
const lifetimeSeconds = 12 * 60 * 60;

/** Answers when the issuer listens. */
export async function startIssuer(options: IssuerOptions): Promise<void> {
  const provider = new Provider(options.issuer, await configuration(options));
  const handle = provider.callback();
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  await once(server.listen(options.port, '127.0.0.1'), 'listening');
}

async function configuration(options: IssuerOptions): Promise<Configuration> {
  return {
    clients: IDENTITIES.map(({ id }) => ({
      client_id: id,
      client_secret: clientSecret(options.secret, id),
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      id_token_signed_response_alg: 'ES256',
    })),
    jwks: await signingKeys(options.keysFile),
    cookies: { keys: [options.secret] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: options.audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: lifetimeSeconds,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    extraTokenClaims: (_ctx, token) => claimsOf(token.clientId ?? ''),
    formats: {
      customizers: {
        jwt: (ctx, _token, parts) => {
          setLifetime(ctx, parts.payload);
        },
      },
    },
  };
}

function claimsOf(id: string): Record<string, unknown> {
  const { id: _, ...claims } = findIdentity(id) ?? { id, roles: [] };
  return claims;
}

/** Tests ask for expired tokens; the provider itself only makes valid ones. */
function setLifetime(ctx: Context, payload: Record<string, unknown>): void {
  const asked = Number(ctx.get(TTL_HEADER) || Number.NaN);
  if (Number.isInteger(asked) && typeof payload['iat'] === 'number') payload['exp'] = payload['iat'] + asked;
}

async function signingKeys(file: string): Promise<unknown> {
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const key = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'ES256' };
    writeFileSync(file, JSON.stringify({ keys: [key] }), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
