/** Published records, as far as the caller may see them. */
import { z } from 'zod';
import { RECORD_STATUSES } from '../../domain/file/case.js';
import { listRecords } from '../../register/queries-records.js';
import { named, scopeOf } from '../authorise.js';
import { identityOf } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { idKey, pageOf, pageQuery, pageSchema, paged } from '../page.js';
import { problems, recordItem } from '../schemas.js';
import { RECORD_STATUS_TEXT, severityText } from '../texts.js';

const filter = pageQuery.extend({
  status: z.enum(RECORD_STATUSES).optional(),
  subject: idKey.optional().meta({ description: '统一社会信用代码(完整);自然人为其主体代码' }),
  documentNumber: idKey.optional(),
});

export function recordRoutes(app: Api, { pool }: RouteDeps): void {
  app.get(
    '/records',
    {
      schema: {
        tags: ['失信信息'],
        summary: '失信信息列表',
        querystring: filter,
        response: { 200: pageSchema(recordItem), ...problems },
      },
    },
    async (request) => {
      const identity = identityOf(request);
      const scope = scopeOf(identity, 'record');
      const rows = await listRecords(pool, scope, request.query, pageOf(request.query, idKey));
      const { items, next } = paged(rows, request.query, (row) => row.id);
      return {
        items: items.map((row) => ({
          ...named(identity, row, { region: row.region, department: row.authority }),
          severityText: severityText(row.severity),
          statusText: RECORD_STATUS_TEXT[row.status],
        })),
        next,
      };
    },
  );
}
