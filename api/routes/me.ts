/** What the caller is and may read, so that a page asks for no more than that. */
import { z } from 'zod';
import { readsOf, SHELVES } from '../authorise.js';
import { identityOf, ROLES } from '../auth.js';
import type { Api } from '../deps.js';
import { problems } from '../schemas.js';
import { ROLE_TEXT } from '../texts.js';

const meSchema = z
  .object({ roles: z.array(z.enum(ROLES)), rolesText: z.string(), reads: z.array(z.enum(SHELVES)) })
  .meta({ id: 'Me' });

export function meRoutes(app: Api): void {
  app.get(
    '/me',
    { schema: { tags: ['登录'], summary: '我的角色和可读内容', response: { 200: meSchema, ...problems } } },
    (request) => {
      const { roles } = identityOf(request);
      return { roles, rolesText: roles.map((role) => ROLE_TEXT[role]).join('、'), reads: readsOf(roles) };
    },
  );
}
