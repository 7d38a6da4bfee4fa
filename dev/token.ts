/** How anybody gets a demo person's token: the client_credentials grant, as that person. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';

/** Asks the demo issuer for a lifetime in seconds; negative gives an expired token. Any other issuer ignores it. */
export const TTL_HEADER = 'x-token-ttl';

const discovery = z.object({ token_endpoint: z.string() });
const answer = z.object({ access_token: z.string() });

/** The same secret at the issuer and at whoever asks for a token, without a list to keep. */
export function clientSecret(secret: string, identity: string): string {
  return createHmac('sha256', secret).update(`client:${identity}`).digest('base64url');
}

export interface TokenRequest {
  readonly issuer: string;
  /** The issuer's secret, from the data directory. */
  readonly secret: string;
  readonly identity: string;
  readonly ttlSeconds?: number | undefined;
}

/** Throws when the issuer is out of reach or knows no such person. */
export async function fetchToken(request: TokenRequest): Promise<string> {
  const found = await fetch(`${request.issuer}/.well-known/openid-configuration`);
  const { token_endpoint: endpoint } = discovery.parse(await found.json());
  const credentials = `${request.identity}:${clientSecret(request.secret, request.identity)}`;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      ...(request.ttlSeconds === undefined ? {} : { [TTL_HEADER]: String(request.ttlSeconds) }),
    },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (!response.ok) throw new Error(`The issuer gave no token for ${request.identity}: ${await response.text()}`);
  return answer.parse(await response.json()).access_token;
}
