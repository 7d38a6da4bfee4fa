/** Keyset pages: `?limit=&after=`, answered as `{ items, next }`; the cursor is opaque. */
import { z } from 'zod';
import type { Page } from '../register/scope.js';
import { problem } from './problem.js';

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: '每页条数' }),
  after: z.string().min(1).max(500).optional().meta({ description: '上一页的 next' }),
});
type PageQuery = z.infer<typeof pageQuery>;

/** One item more than asked for is read, to know whether there is a next page. */
export function pageOf<K>({ limit, after }: PageQuery, key: z.ZodType<K>): Page<K> {
  return { limit: limit + 1, after: after === undefined ? null : decode(after, key) };
}

/** The items of the page, and the cursor of the next one or null. */
export function paged<T>(
  rows: readonly T[],
  { limit }: PageQuery,
  keyOf: (row: T) => unknown,
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encode(keyOf(last)) : null };
}

export const pageSchema = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

const encode = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');

function decode<K>(cursor: string, key: z.ZodType<K>): K {
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw problem('BAD_CURSOR');
  }
}

/** Keys that cursors are made of. */
export const idKey = z
  .string()
  .max(200)
  .regex(/^[^\0]*$/);
export const seqKey = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);
export const termKey = z.object({ dueAt: z.iso.datetime(), id: idKey });
