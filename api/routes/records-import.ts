/** Bulk entry of records from a file. */
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseRecordsFile } from '../../register/import-file.js';
import { createTableReader, ReaderBusy, type TableReader } from '../../register/table-reader.js';
import { importRecords, publishActs, type PublishStart } from '../../register/import.js';
import { actingAs, scopeSees, WRITERS, type Acting } from '../authorise.js';
import { identityOf, type Identity } from '../auth.js';
import { isBefore, deadlineIn } from '../clock.js';
import type { Api, RouteDeps } from '../deps.js';
import { actIdOf, keyOf, requestHashOf } from '../idempotency.js';
import { problem } from '../problem.js';
import { severity } from '../../contract/acts-parts.js';
import { problems } from '../schemas.js';

const FILE_LIMIT_BYTES = 10 * 1024 * 1024;
const STARTS_AT_ONCE = 16;
const STARTING_MS = 5_000;

const rowProblem = z.object({
  row: z.int().nullable(),
  column: z.string().nullable(),
  code: z.string(),
  message: z.string(),
});
const rowAnswer = z.object({
  row: z.int(),
  recordId: z.string().nullable(),
  status: z.enum(['imported', 'existing', 'refused']),
  severity: severity.nullable(),
  basis: z.string().nullable(),
  region: z.string().nullable(),
  department: z.string().nullable(),
  problems: z.array(rowProblem).readonly(),
});
const answerSchema = z
  .object({
    importId: z.string(),
    importedAt: z.string(),
    counts: z.object({ imported: z.int(), existing: z.int(), refused: z.int() }),
    rows: z.array(rowAnswer).readonly(),
    problems: z.array(rowProblem).readonly(),
    ignoredColumns: z.array(z.string()).readonly().meta({ description: '未识别、未读取的列' }),
  })
  .meta({ id: 'ImportAnswer' });
const upload = z.object({
  file: z.unknown().meta({ type: 'string', format: 'binary', description: 'CSV 或 XLSX,不超过 10 MB' }),
});

/** A plugin of its own: only here are files accepted. */
export function importRoutes(deps: RouteDeps) {
  return async (app: Api): Promise<void> => {
    const reader = createTableReader();
    app.addHook('onClose', () => reader.close());
    await app.register(multipart, { limits: { files: 1, fileSize: FILE_LIMIT_BYTES, fields: 5, headerPairs: 50 } });
    app.post(
      '/records/import',
      {
        bodyLimit: FILE_LIMIT_BYTES + 64 * 1024,
        // The parts are read by the handler; the schema is for the document.
        validatorCompiler: () => (value: unknown) => ({ value }),
        schema: {
          tags: ['失信信息'],
          summary: '批量导入失信信息',
          description: '须带请求头 Idempotency-Key。逐行给出结果;有问题的行不影响其他行。',
          consumes: ['multipart/form-data'],
          body: upload,
          response: { 200: answerSchema, ...problems },
        },
      },
      async (request) => enter(deps, reader, request),
    );
  };
}

async function enter(
  deps: RouteDeps,
  reader: TableReader,
  request: FastifyRequest,
): Promise<z.infer<typeof answerSchema>> {
  const identity = identityOf(request);
  const acting = actingAs(identity, WRITERS.importRecords);
  if (identity.region === null) throw problem('FORBIDDEN', { detail: '您的账号没有所属地区,不能导入。' });
  const key = keyOf(request);
  const { bytes, fileName } = await fileOf(request);
  const sha256 = deps.keyed.file(bytes);
  const file = await parseRecordsFile(bytes, fileName, deps.keyed.person, reader.read).catch((error: unknown) => {
    if (error instanceof ReaderBusy) throw problem('BUSY', { retryAfterSeconds: 5 });
    throw error;
  });
  const { rows, problems: found, ignored } = file;
  const unreadable = found.find((p) => p.row === null);
  if (unreadable !== undefined)
    throw problem('BAD_FILE', { detail: unreadable.message, details: { reason: unreadable.code } });
  const result = await importRecords(deps.pool, {
    rows,
    problems: found,
    fileName,
    sha256,
    importedBy: identity.sub,
    region: identity.region,
    inScope: ({ id, region }) => sees(identity, acting, { department: id, region }),
    actId: actIdOf(identity.sub, 'records/import', identity.region, key),
    requestHash: requestHashOf({ sha256, fileName }),
    at: deps.clock.now(),
  });
  if (result.kind === 'keyReused') throw problem('KEY_REUSED');
  await begin(deps, publishActs(result.answer), request);
  // The same key comes with the same file, so this too is answered the same.
  return { ...result.answer, ignoredColumns: ignored };
}

const sees = (
  identity: Identity,
  { actor }: Acting,
  authority: { readonly department: string; readonly region: string },
): boolean => WRITERS.importRecords.some((role) => role === actor.role && scopeSees(identity, role, authority, ''));

/** Control characters have no place in a name that is kept and shown. */
async function fileOf(request: FastifyRequest): Promise<{ readonly bytes: Buffer; readonly fileName: string }> {
  if (!request.isMultipart()) throw problem('UNSUPPORTED_TYPE', { detail: '导入文件须用 multipart/form-data 上传。' });
  const part = await request.file();
  if (part === undefined) throw problem('BAD_FILE', { detail: '没有收到文件。' });
  return { bytes: await part.toBuffer(), fileName: part.filename.replace(/[\p{C}/\\]/gu, '_').slice(-200) };
}

/** Begins the lives of what was entered, for some seconds; what is left is found by `reconcile`. */
async function begin({ cases }: RouteDeps, starts: readonly PublishStart[], request: FastifyRequest): Promise<void> {
  const until = deadlineIn(STARTING_MS);
  const queue = starts.values();
  const lane = async (): Promise<void> => {
    for (const { start, act } of queue) {
      if (!isBefore(until)) return;
      await cases.signal(start, act);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: STARTS_AT_ONCE }, lane));
  const failed = lanes.find((l) => l.status === 'rejected');
  if (failed !== undefined) request.log.warn({ err: failed.reason }, 'records entered, their lives to be begun later');
}
