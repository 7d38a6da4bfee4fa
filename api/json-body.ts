/** Reads JSON bodies strictly: UTF-8 only, no control characters that the register cannot keep. */
import type { FastifyInstance } from 'fastify';
import { problem } from './problem.js';

export const JSON_LIMIT_BYTES = 1024 * 1024;

/** Escapes of what Postgres does not keep: NUL, and half of a surrogate pair. */
const UNSTORABLE =
  /\\u0000|\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}/i;

/** Takes the place of Fastify's parsers: every other type is answered with UNSUPPORTED_TYPE. */
export function acceptJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer', bodyLimit: JSON_LIMIT_BYTES },
    (request, bytes, done) => {
      const charset = /;\s*charset=\s*"?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
      if (charset !== undefined && !/^utf-?8$/i.test(charset)) return done(problem('UNSUPPORTED_TYPE'));
      const text = decoded(bytes);
      if (text === null || UNSTORABLE.test(text)) done(problem('BAD_ENCODING'));
      else void parse(request, text, done);
    },
  );
}

function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
