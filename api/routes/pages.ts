/** The plain pages: files of `web/`, read once. They ask the API with the person's own token. */
import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';

const WEB = new URL('../../web/', import.meta.url);
const HTML = 'text/html; charset=utf-8';
const JS = 'text/javascript; charset=utf-8';

const PAGES = [
  ['/', 'index.html', HTML],
  ['/cases/:id', 'case.html', HTML],
  ['/agencies', 'agencies.html', HTML],
  ['/assets/agencies.js', 'agencies.js', JS],
  ['/people', 'people.html', HTML],
  ['/assets/people.js', 'people.js', JS],
  ['/assets/form.js', 'form.js', JS],
  ['/assets/page.css', 'page.css', 'text/css; charset=utf-8'],
  ['/assets/session.js', 'session.js', JS],
  ['/assets/dom.js', 'dom.js', JS],
  ['/assets/board.js', 'board.js', JS],
  ['/assets/case.js', 'case.js', JS],
  ['/assets/journal.js', 'journal.js', JS],
  ['/favicon.ico', 'icon.svg', 'image/svg+xml'],
] as const;

export async function pageRoutes(app: FastifyInstance): Promise<void> {
  for (const [url, file, type] of PAGES) {
    const content = await readFile(new URL(file, WEB), 'utf8');
    app.get(url, { schema: { hide: true } }, (_request, reply) =>
      reply.type(type).header('cache-control', 'no-cache').serializer(String).send(content),
    );
  }
}
