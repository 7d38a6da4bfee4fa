/** Terms by lamp, and the supervisor's board. */
import { z } from 'zod';
import { PROCESSES } from '../../domain/file/case.js';
import { day } from '../../contract/acts.js';
import { board, listTerms, type TermRow } from '../../register/queries-terms.js';
import { isOfficial, leads, named, scopeOf } from '../authorise.js';
import { identityOf, type Identity } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { idKey, pageOf, pageQuery, pageSchema, paged, termKey } from '../page.js';
import { termBody, watchOf } from '../present-terms.js';
import { asOfSchema, lampSchema, problems } from '../schemas.js';
import { termItem } from '../schemas-terms.js';

const tags = ['期限'];
const process = z.enum(PROCESSES).optional().meta({ description: 'record 公示期限,其他为办理期限' });
const filter = pageQuery.extend({
  process,
  lamp: lampSchema.optional().meta({ description: 'green 正常 | yellow 临期 | red 超期 | grey 暂停' }),
  dueToday: z
    .literal('true')
    .transform(() => true)
    .optional(),
  holder: idKey.optional().meta({ description: '应当办理的部门、单位或者主体' }),
  department: idKey.optional(),
  dueBefore: day.optional(),
  asOf: asOfSchema,
});
const departmentCounts = z.object({
  department: z.string(),
  departmentName: z.string(),
  red: z.int(),
  dueToday: z.int().meta({ description: '今天到期;已计入 yellow' }),
  yellow: z.int(),
  green: z.int(),
  grey: z.int(),
  unattended: z.int().meta({ description: '无人承办的办件:经办人已离岗,尚未交接' }),
});
const boardSchema = z.object({ asOf: z.string(), departments: z.array(departmentCounts) }).meta({ id: 'Board' });

export function termRoutes(app: Api, { pool, clock, calendar: inForce }: RouteDeps): void {
  app.get(
    '/terms',
    {
      schema: {
        tags,
        summary: '未办结的期限,最急的在前',
        querystring: filter,
        response: { 200: pageSchema(termItem), ...problems },
      },
    },
    async (request) => {
      const { query } = request;
      const asOf = query.asOf ?? clock.now();
      const identity = identityOf(request);
      const scope = scopeOf(identity, 'term');
      const by = { id: identity.sub, leads: leads(identity) };
      const { calendar } = await inForce();
      const rows = await listTerms(pool, scope, query, watchOf(asOf, calendar, by), pageOf(query, termKey));
      const { items, next } = paged(rows, query, (row) => ({ dueAt: row.dueAt.toISOString(), id: row.id }));
      return {
        items: items.map((row) => termBody(knownAs(identity, row), { asOf, calendar }, isOfficial(identity))),
        next,
      };
    },
  );
  app.get(
    '/board',
    {
      schema: {
        tags,
        summary: '督办看板:各单位期限的数量',
        querystring: z.object({ asOf: asOfSchema, process }),
        response: { 200: boardSchema, ...problems },
      },
    },
    async (request) => {
      const { asOf = clock.now(), process } = request.query;
      const identity = identityOf(request);
      const scope = scopeOf(identity, 'board');
      const by = { id: identity.sub, leads: leads(identity) };
      const { calendar } = await inForce();
      return { asOf, departments: await board(pool, scope, watchOf(asOf, calendar, by), process) };
    },
  );
}

/** The subject, which may hold the term itself, by the name that this reader may know. */
function knownAs(identity: Identity, row: TermRow): TermRow {
  const shown = named(identity, row, row.place);
  return row.holderName === row.subjectName ? { ...shown, holderName: shown.subjectName } : shown;
}
