/** Who read what of persons: for auditors. */
import { z } from 'zod';
import { READING_KINDS, listReadings } from '../../register/readings.js';
import { scopeOf } from '../authorise.js';
import { identityOf } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { idKey, pageOf, pageQuery, pageSchema, paged } from '../page.js';
import { instant, problems } from '../schemas.js';

const filter = pageQuery.extend({
  reader: idKey.optional().meta({ description: '查阅人的账号' }),
  object: idKey.optional().meta({ description: '办件、失信信息或者主体的编号' }),
  from: z.iso.datetime().optional().meta({ description: '自此时刻起' }),
  until: z.iso.datetime().optional().meta({ description: '至此时刻止(不含)' }),
});
const readingItem = z
  .object({
    id: z.string(),
    at: instant,
    reader: z.string().meta({ description: '查阅人的账号' }),
    roles: z.array(z.string()).readonly(),
    purpose: z.string().meta({ description: '经由的接口,即查阅的用途' }),
    requestId: z.string(),
    kind: z.enum(READING_KINDS).meta({
      description:
        'case 办件 | record 失信信息 | notice 文书 | document 材料 | subject 主体 | payload 载荷(个数) | other 其他',
    }),
    object: z.string(),
  })
  .meta({ id: 'Reading' });
const key = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export function readingRoutes(app: Api, { pool }: RouteDeps): void {
  app.get(
    '/readings',
    {
      schema: {
        tags: ['审计'],
        summary: '个人信息查阅记录:谁在何时经由哪个接口查阅了什么,最近的在前',
        querystring: filter,
        response: { 200: pageSchema(readingItem), ...problems },
      },
    },
    async (request) => {
      const { query } = request;
      const rows = await listReadings(pool, scopeOf(identityOf(request), 'reading'), query, pageOf(query, key));
      const { items, next } = paged(rows, query, (row) => row.id);
      return { items: items.map((row) => ({ ...row, at: row.at.toISOString() })), next };
    },
  );
}
