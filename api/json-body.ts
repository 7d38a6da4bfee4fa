/** Reads JSON bodies strictly: UTF-8 only, no control characters that the register cannot keep. */
import type { FastifyInstance } from 'fastify';
import { problem } from './problem.js';

export const JSON_LIMIT_BYTES = 1024 * 1024;

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
      if (text === null) return done(problem('BAD_ENCODING'));
      parse(request, text, (error, value: unknown) => {
        if (error !== null) done(error);
        else if (isStorable(value)) done(null, value);
        else done(problem('BAD_ENCODING'));
      });
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

/** Postgres keeps neither NUL nor half a surrogate pair; keys count as well. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !/\0|\p{Surrogate}/u.test(value);
  if (Array.isArray(value)) return value.every(isStorable);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, v]) => isStorable(key) && isStorable(v));
}
