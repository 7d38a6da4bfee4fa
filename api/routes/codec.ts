/**
 * Opens sealed payloads for Temporal's own page and command line: `<api>/api/v1/codec` is their codec endpoint. Nothing is
 * sealed here: what is sent to a workflow comes through the acts.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { payloadCodec, PayloadUnreadable } from '../../codec/codec.js';
import { API_PREFIX } from '../door.js';
import type { Api, AppDeps } from '../deps.js';
import { problem } from '../problem.js';
import { problems } from '../schemas.js';

/** As Temporal writes them in JSON: bytes in base64. */
const payload = z
  .object({ metadata: z.record(z.string(), z.base64()).default({}), data: z.base64().default('') })
  .meta({ id: 'Payload' });
const payloads = z.object({ payloads: z.array(payload).max(2_000).default([]) }).meta({ id: 'Payloads' });

const PATH = '/codec/decode';
const LIMIT_BYTES = 8 * 1024 * 1024;

export function codecRoutes(app: Api, { payloadKeys }: Pick<AppDeps, 'payloadKeys'>): void {
  const codec = payloadCodec(payloadKeys);
  const schema = {
    tags: ['运维'],
    summary: '解密工作流载荷',
    description: '供 Temporal 界面和命令行查看工作流使用(Codec Server 地址填 /api/v1/codec)。',
    body: payloads,
    response: { 200: payloads, ...problems },
  };
  app.post(PATH, { schema, bodyLimit: LIMIT_BYTES }, async ({ body }) => {
    try {
      const opened = await codec.decode(
        body.payloads.map((p) => ({ metadata: bytesOf(p.metadata), data: Buffer.from(p.data, 'base64') })),
      );
      return {
        payloads: opened.map(({ metadata, data }) => ({
          metadata: textsOf(metadata ?? {}),
          data: base64(data ?? new Uint8Array()),
        })),
      };
    } catch (error) {
      if (error instanceof PayloadUnreadable) throw problem('BAD_REQUEST', { detail: error.message });
      throw error;
    }
  });
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytesOf = (texts: Readonly<Record<string, string>>): Record<string, Uint8Array> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text, 'base64')]));
const textsOf = (metadata: Readonly<Record<string, Uint8Array>>): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata).map(([name, bytes]) => [name, base64(bytes)]));

/** Temporal's page asks from an origin of its own, and is the only one that may; refusals too are its to read. */
export function admitTemporalPage(app: FastifyInstance, origin: string | undefined): void {
  const url = `${API_PREFIX}${PATH}`;
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.url === url) {
      reply.header('vary', 'origin');
      if (origin !== undefined && request.headers.origin === origin) {
        reply.header('access-control-allow-origin', origin);
        reply.header('cross-origin-resource-policy', 'cross-origin');
      }
    }
    done();
  });
  app.options(url, { schema: { hide: true } }, (_request, reply) =>
    reply
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'authorization, content-type, x-namespace, authorization-extras')
      .header('access-control-max-age', '600')
      .code(204)
      .send(),
  );
}
