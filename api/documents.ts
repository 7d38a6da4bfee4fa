/** The OpenAPI 3.1 document, made from the same schemas that check requests, and a page to read it. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { Api } from './deps.js';
import { KEY_PATTERN, needsKey } from './key.js';

export async function documents(app: Api): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '信修 API',
        version: '1.0.0',
        description:
          '信用修复办件接口。所有写操作须带请求头 Idempotency-Key:同一个键再次提交同一内容,得到同一个答复。' +
          '日期为 Asia/Shanghai 的 YYYY-MM-DD,时刻为 UTC。错误为 application/problem+json(RFC 9457)。',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      security: [{ bearer: [] }],
    },
    transform: (route) => withKey(jsonSchemaTransform(route)),
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: false,
    theme: { title: '信修 API' },
    // The reader styles itself inline.
    transformStaticCSP: (header) => header.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
  });
  app.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => reply.send(app.swagger()));
}

type Documented = ReturnType<typeof jsonSchemaTransform>;

/** Every write says in words that it needs a key; here it says so in the document's own terms. */
function withKey({ schema, url }: Documented): Documented {
  return { schema: needsKey(schema) ? { ...schema, headers: KEY_HEADER } : schema, url };
}

const KEY_HEADER = {
  type: 'object',
  properties: {
    'Idempotency-Key': {
      type: 'string',
      pattern: KEY_PATTERN.source,
      description: '同一个键再次提交同一内容,得到同一个答复',
    },
  },
  required: ['Idempotency-Key'],
};
