/** The pieces that the schemas of acts are made of. */
import { z } from 'zod';
import { isDay } from '../domain/calendar.js';
import { OFFICES, type Office } from '../domain/responsible.js';

export const day = z
  .string()
  .refine(
    (d) => isDay(d) && d >= '1990-01-01' && d < '2100-01-01',
    '应为存在的日期,格式 YYYY-MM-DD,在 1990 年至 2099 年之间',
  )
  .meta({ format: 'date' });
export const text = (max: number) => z.string().trim().min(1, '不能为空').max(max);

export const agent = z
  .object({ name: text(50), phone: z.string().regex(/^[0-9+\- ]{5,20}$/), email: z.email().max(200) })
  .meta({ id: 'Agent', description: '经办人' });

export const documentRef = z
  .object({
    kind: z.enum(['fulfilment', 'commitment', 'authorisation', 'other']),
    name: text(200),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, '应为 64 位小写十六进制'),
  })
  .meta({ id: 'DocumentRef' });

export const responsible = z
  .array(z.object({ office: z.enum(Object.keys(OFFICES) as Office[]), count: z.int().min(1).max(20).default(1) }))
  .max(4)
  .refine((all) => new Set(all.map((r) => r.office)).size === all.length, '每种职务只写一次')
  .default([])
  .meta({
    description: `责任人员,只写职务和人数,不写姓名:${Object.entries(OFFICES)
      .map(([code, name]) => `${code} ${name}`)
      .join(' | ')}`,
  });

export const reasonsPayload = z.object({ reasons: text(4000) });
