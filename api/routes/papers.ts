/** Uploaded papers: brought first, then named by their hash in an act; read by whoever may read the case that names them. */
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sha256 } from '../../contract/acts-parts.js';
import { checked, receive, type Received, type Unacceptable } from '../../papers/receive.js';
import { ACCEPTED } from '../../papers/sniff.js';
import { actsWithPapers, rememberUpload, uploadsOf } from '../../register/queries-uploads.js';
import { isOfficial, scopeOf } from '../authorise.js';
import { identityOf, type Identity } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { idKey } from '../page.js';
import { papersNamed, type NamedPaper } from '../papers-named.js';
import { problem, type Problem } from '../problem.js';
import { problems } from '../schemas.js';

const UPLOADS_PER_MINUTE = 120;
const MB = 1024 * 1024;

const tags = ['材料'];
const uploadSchema = z
  .object({ sha256: z.string(), size: z.int(), type: z.string().meta({ description: '按内容识别的类型' }) })
  .meta({ id: 'Upload' });
const named = z
  .object({
    sha256: z.string(),
    name: z.string(),
    kind: z.string().nullable(),
    act: z.string(),
    actText: z.string(),
    seq: z.int(),
    uploaded: z.boolean().meta({ description: 'false:只登记了哈希,文件未上传(可能存于提出渠道)' }),
    uploadedText: z.string(),
    size: z.int().nullable(),
    type: z.string().nullable(),
    href: z.string().nullable(),
  })
  .meta({ id: 'CasePaper' });

/** A plugin of its own, as it takes files. */
export function paperRoutes(deps: RouteDeps) {
  const limit = deps.uploadLimitMb * MB;
  return async (app: Api): Promise<void> => {
    await app.register(multipart, { limits: { files: 1, fileSize: limit + 1, fields: 5, headerPairs: 50 } });
    app.post(
      '/uploads',
      {
        bodyLimit: limit + 64 * 1024,
        config: { rateLimit: { max: UPLOADS_PER_MINUTE, timeWindow: 60_000 } },
        validatorCompiler: () => (value: unknown) => ({ value }),
        schema: {
          ...{ tags, summary: '上传材料' },
          description:
            '返回内容的 SHA-256,在其后的操作中以它指明材料。同一内容再次上传得到同一结果,因此不需要 Idempotency-Key。' +
            `按内容识别类型,接受:${Object.values(ACCEPTED).join('、')};不超过 ${deps.uploadLimitMb} MB。`,
          consumes: ['multipart/form-data'],
          body: z.object({ file: z.unknown().meta({ type: 'string', format: 'binary' }) }),
          response: { 201: uploadSchema, ...problems },
        },
      },
      async (request, reply) => reply.code(201).send(await upload(deps, request, limit)),
    );
    readingRoutes(app, deps);
  };
}

async function upload(deps: RouteDeps, request: FastifyRequest, limit: number): Promise<Received> {
  const identity = identityOf(request);
  if (!request.isMultipart()) throw problem('UNSUPPORTED_TYPE', { detail: '材料须用 multipart/form-data 上传。' });
  const part = await request.file();
  if (part === undefined) throw problem('BAD_UPLOAD', { detail: '没有收到文件。' });
  const received = await receive(deps.store, part.file, limit);
  if (typeof received === 'string') throw unacceptable(received, deps.uploadLimitMb);
  await rememberUpload(deps.pool, received, identity.sub, deps.clock.now());
  return received;
}

function unacceptable(why: Unacceptable, limitMb: number): Problem {
  switch (why) {
    case 'empty':
      return problem('BAD_UPLOAD', { detail: '文件是空的。' });
    case 'tooLarge':
      return problem('TOO_LARGE', { detail: `文件超过 ${limitMb} MB,请拆分或者压缩后上传。` });
    case 'unknownType':
      return problem('BAD_UPLOAD', { detail: `只接受这些类型的文件:${Object.values(ACCEPTED).join('、')}。` });
  }
}

function readingRoutes(app: Api, { pool, store }: RouteDeps): void {
  app.get(
    '/cases/:id/papers',
    {
      schema: {
        ...{ tags, summary: '办件的材料', params: z.object({ id: idKey.min(1) }) },
        response: { 200: z.object({ items: z.array(named) }), ...problems },
      },
    },
    async (request) => {
      const { id } = request.params;
      const papers = await readable(pool, identityOf(request), id);
      const kept = await uploadsOf(
        pool,
        papers.map((p) => p.sha256),
      );
      return { items: papers.map((paper) => itemOf(id, paper, kept.get(paper.sha256))) };
    },
  );
  app.get(
    '/cases/:id/papers/:sha256',
    {
      schema: {
        ...{ tags, summary: '下载材料', params: z.object({ id: idKey.min(1), sha256 }) },
        response: {
          200: {
            description: '文件',
            content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
          },
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const { id, sha256: wanted } = request.params;
      const paper = (await readable(pool, identityOf(request), id)).find((p) => p.sha256 === wanted);
      const kept = (await uploadsOf(pool, [wanted])).get(wanted);
      if (paper === undefined || kept === undefined) throw problem('NOT_FOUND');
      const bytes = await store.open(wanted);
      if (bytes === null) throw problem('STORE_AWAY', { retryAfterSeconds: 30 });
      reply.headers({
        // Never shown in place, never guessed at: what strangers upload does not run here.
        'content-disposition': `attachment; filename="paper.${ACCEPTED[kept.type] ?? 'bin'}"; filename*=UTF-8''${nameOf(paper, kept.type)}`,
        'content-security-policy': `default-src 'none'; sandbox`,
        'content-length': String(kept.size),
        'cache-control': 'private, no-store',
      });
      const sending: unknown = checked(bytes, wanted);
      return reply.type(kept.type).send(sending as never);
    },
  );
}

/** The papers that the reader may know of: of what was said in a case, an agent reads only their own words. */
async function readable(pool: RouteDeps['pool'], identity: Identity, caseId: string): Promise<readonly NamedPaper[]> {
  const acts = await actsWithPapers(pool, scopeOf(identity, 'journal'), caseId);
  if (acts === null) throw problem('NOT_FOUND');
  return papersNamed(acts.filter(({ actor }) => isOfficial(identity) || actor === identity.sub));
}

type Kept = Pick<Received, 'size' | 'type'>;

const itemOf = (caseId: string, paper: NamedPaper, kept: Kept | undefined): z.infer<typeof named> => ({
  ...paper,
  uploaded: kept !== undefined,
  uploadedText: kept === undefined ? '未上传' : '已上传',
  size: kept?.size ?? null,
  type: kept?.type ?? null,
  href: kept === undefined ? null : `/api/v1/cases/${encodeURIComponent(caseId)}/papers/${paper.sha256}`,
});

/** The name that it was given, with the ending of what it is. */
function nameOf({ name }: NamedPaper, type: string): string {
  const ending = ACCEPTED[type] ?? 'bin';
  const bare = name.replace(/[\p{C}/\\]/gu, '_').replace(/\.\w{1,5}$/, '');
  return encodeURIComponent(`${bare === '' ? 'paper' : bare}.${ending}`).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
}
