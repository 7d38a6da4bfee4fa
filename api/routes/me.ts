/** What the caller is and may read, so that a page asks for no more than that. */
import { z } from 'zod';
import { readsOf, SHELVES } from '../authorise.js';
import { endToken } from '../../register/accounts.js';
import { identityOf, ROLES, tokenOfRequest } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { problems } from '../schemas.js';
import { ROLE_TEXT } from '../texts.js';

const meSchema = z
  .object({ roles: z.array(z.enum(ROLES)), rolesText: z.string(), reads: z.array(z.enum(SHELVES)) })
  .meta({ id: 'Me' });

export function meRoutes(app: Api, { pool, clock, endedTokens }: RouteDeps): void {
  app.get(
    '/me',
    { schema: { tags: ['登录'], summary: '我的角色和可读内容', response: { 200: meSchema, ...problems } } },
    (request) => {
      const { roles } = identityOf(request);
      return { roles, rolesText: roles.map((role) => ROLE_TEXT[role]).join('、'), reads: readsOf(roles) };
    },
  );
  app.post(
    '/me/logout',
    {
      schema: {
        tags: ['登录'],
        summary: '退出:所持令牌自此失效',
        description: '不须 Idempotency-Key:再次请求时令牌已经失效。身份认证服务的登录须在该服务退出。',
        response: { 204: z.null().meta({ description: '已退出' }), ...problems },
      },
    },
    async (request, reply) => {
      const { id, expiresAt } = tokenOfRequest(request);
      await endToken(pool, { id, expiresAt: new Date(expiresAt * 1000).toISOString() }, clock.now());
      endedTokens.forget();
      return reply.code(204).send(null);
    },
  );
}
