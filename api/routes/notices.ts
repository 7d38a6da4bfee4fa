/** Documents (文书) as they are printed: in words, as HTML, as PDF. Reading is no service: only an act records that. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { maskedName } from '../../domain/record/subject.js';
import { PAPER_STYLE_HASH, paperHtml } from '../../papers/html.js';
import { issuePaper, withoutName, type IssuedPaper } from '../../papers/issue.js';
import { PrinterBusy } from '../../papers/printer.js';
import { noticeInScope } from '../../register/queries-notices.js';
import { nameFor, scopeOf, seesByRight } from '../authorise.js';
import { identityOf, type Identity } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { idKey } from '../page.js';
import { problem } from '../problem.js';
import { problems } from '../schemas.js';

const tags = ['文书'];
const params = z.object({ id: idKey.min(1) });
const table = z.object({
  head: z.array(z.string()).readonly(),
  rows: z.array(z.array(z.string()).readonly()).readonly(),
});
const noticeSchema = z
  .object({
    title: z.string(),
    number: z.string().meta({ description: '文号' }),
    addressee: z.string(),
    blocks: z
      .array(z.union([z.string(), table]))
      .readonly()
      .meta({ description: '正文:段落或者表格' }),
    authority: z.string(),
    date: z.string().meta({ description: '成文日期' }),
    signedOn: z.string().meta({ format: 'date' }),
    code: z.string().meta({ description: '验证码' }),
    verifyUrl: z.string(),
    isVoid: z.boolean().meta({ description: '作废' }),
  })
  .meta({ id: 'Notice' });

export function noticeRoutes(app: Api, { pool, printer, publicUrl }: RouteDeps): void {
  const issued = async (identity: Identity, id: string): Promise<IssuedPaper> => {
    const found = await noticeInScope(pool, scopeOf(identity, 'case'), id);
    const printed = found === null ? null : await issuePaper(pool, id, publicUrl);
    if (found === null || printed === null) throw problem('NOT_FOUND');
    const known = nameFor(identity, found.subject, found);
    // Where somebody lives is told to nobody who need not write there.
    const isOwn = known === found.subject.name && seesByRight(identity, 'case', found, found.subject.code);
    if (found.kind === 'addressConfirmation' && !isOwn) throw problem('NOT_FOUND');
    return known === found.subject.name
      ? printed
      : withoutName(printed, found.subject.name, maskedName(found.subject.name));
  };

  app.get(
    '/notices/:id',
    { schema: { tags, summary: '文书内容', params, response: { 200: noticeSchema, ...problems } } },
    async (request) => (await issued(identityOf(request), request.params.id)).paper,
  );
  app.get(
    '/notices/:id/html',
    {
      schema: {
        tags,
        summary: '文书网页版(可打印)',
        params,
        response: { 200: { description: '文书', content: { 'text/html': { schema: z.string() } } }, ...problems },
      },
    },
    async (request, reply) => {
      const { paper } = await issued(identityOf(request), request.params.id);
      reply.header(
        'content-security-policy',
        `default-src 'none'; style-src ${PAPER_STYLE_HASH}; frame-ancestors 'none'`,
      );
      return kept(reply).type('text/html; charset=utf-8').serializer(String).send(paperHtml(paper));
    },
  );
  app.get(
    '/notices/:id/pdf',
    {
      schema: {
        tags,
        summary: '文书 PDF',
        params,
        response: {
          200: {
            description: '文书',
            content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } },
          },
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const { paper } = await issued(identityOf(request), request.params.id);
      const pdf = await printer.pdf(paper).catch((error: unknown) => {
        if (error instanceof PrinterBusy) throw problem('PRINTER_BUSY', { retryAfterSeconds: 5 });
        throw error;
      });
      const name = encodeURIComponent(`${paper.title} ${paper.number}.pdf`);
      reply.header('content-disposition', `inline; filename="notice.pdf"; filename*=UTF-8''${name}`);
      return kept(reply).type('application/pdf').send(pdf);
    },
  );
}

/** Nobody between us and the reader keeps a document. */
const kept = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'private, no-store');
