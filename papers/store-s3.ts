/** Papers in a store that speaks S3. Its library is loaded only where it is used. */
import { createReadStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { PaperStore } from './store.js';

const credentialsSchema = z.object({
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
  region: z.string().min(1).default('us-east-1'),
});

const PREFIX = 'papers/';

/** `url`: https://host/bucket; the bucket is there already. */
export async function s3Store(url: URL, credentials: unknown): Promise<PaperStore> {
  const { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, NoSuchKey, S3Client } =
    await import('@aws-sdk/client-s3');
  const { region, ...keys } = credentialsSchema.parse(credentials);
  const Bucket = url.pathname.replaceAll('/', '');
  if (Bucket === '') throw new Error('STORAGE_URL names no bucket: https://host/bucket.');
  const client = new S3Client({
    endpoint: url.origin,
    region,
    credentials: keys,
    forcePathStyle: true,
    maxAttempts: 3,
  });
  const keyOf = (sha256: string): string => `${PREFIX}${sha256}`;
  return {
    spool: await mkdtemp(path.join(tmpdir(), 'xinxiu-incoming-')),
    async keep(sha256, file, { size, type }) {
      await client.send(
        new PutObjectCommand({
          ...{ Bucket, Key: keyOf(sha256), Body: createReadStream(file), ContentLength: size, ContentType: type },
          // The store refuses bytes that are not these.
          ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        }),
      );
    },
    async open(sha256) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: keyOf(sha256) }));
        return Body instanceof Readable ? Body : null;
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    async remove(sha256) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: keyOf(sha256) }));
    },
  };
}
