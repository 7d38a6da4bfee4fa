/** The pieces that the schemas of acts are made of. */
import { z } from 'zod';
import { isDay } from '../domain/time/calendar.js';
import { MATERIAL_KINDS, MATERIALS } from '../domain/law/materials.js';
import { OFFICES, type Office } from '../domain/record/responsible.js';
import { parseResidentNumber, residentNumberErrorText } from '../domain/record/subject.js';

export const day = z
  .string()
  .refine(
    (d) => isDay(d) && d >= '1990-01-01' && d < '2100-01-01',
    '应为存在的日期,格式 YYYY-MM-DD,在 1990 年至 2099 年之间',
  )
  .meta({ format: 'date' });
/** Instants within the years of `day`, in UTC. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine((at) => isDay(at.slice(0, 10)) && at >= '1990' && at < '2099-12-31', '应在 1990 年至 2099 年之间')
  .transform((at) => new Date(at).toISOString());

/** Control characters but for tab and line ends, and those that turn the reading direction. */
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, '不能为空')
    .max(max)
    .refine((said) => !UNREADABLE.test(said), '不能含有控制字符');

const isOnce = (all: readonly unknown[]): boolean => new Set(all).size === all.length;
/** Whether each stands in the list once, told apart by this field. */
export const once =
  <K extends string>(key: K) =>
  (all: readonly Readonly<Record<K, unknown>>[]): boolean =>
    isOnce(all.map((one) => one[key]));

/** Codes of measures, each once. */
export const measures = z.array(text(40)).max(40).refine(isOnce, '每项措施只写一次');

/** In its normal form. What is wrong is told without quoting it. */
export const residentNumber = z
  .string()
  .max(60)
  .transform((value, context) => {
    const parsed = parseResidentNumber(value);
    if ('number' in parsed) return parsed.number;
    context.addIssue({ code: 'custom', message: residentNumberErrorText[parsed.error] });
    return z.NEVER;
  })
  .meta({ description: '自然人的公民身份号码(18 位,核对校验位):不保存,只用来计算主体代码' });

export const agent = z
  .object({
    name: text(50),
    phone: z.string().regex(/^[0-9+\- ]{5,20}$/, '应为 5 到 20 位电话号码'),
    email: z.email().max(200),
  })
  .meta({ id: 'Agent', description: '经办人' });

/** 轻微、一般、严重. */
export const severity = z.enum(['minor', 'general', 'serious']);

/** A mobile number of the mainland. What is wrong is told without quoting it. */
export const mobile = z.string().regex(/^1[3-9]\d{9}$/, '应为中国大陆手机号码,11 位数字');

/** Of a paper that was uploaded. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, '应为 64 位小写十六进制');

export const documentRef = z
  .object({
    kind: z.enum(MATERIAL_KINDS).meta({ description: MATERIAL_KINDS.map((k) => `${k} ${MATERIALS[k]}`).join(' | ') }),
    name: text(200),
    sha256,
  })
  .meta({ id: 'DocumentRef' });

export const responsible = z
  .array(z.object({ office: z.enum(Object.keys(OFFICES) as Office[]), count: z.int().min(1).max(20).default(1) }))
  .max(4)
  .refine(once('office'), '每种职务只写一次')
  .default([])
  .meta({
    description: `责任人员,只写职务和人数,不写姓名:${Object.entries(OFFICES)
      .map(([code, name]) => `${code} ${name}`)
      .join(' | ')}`,
  });

/** Named responsible persons: each gets a record of his own when the organisation is listed. */
export const persons = z
  .array(z.object({ office: z.enum(Object.keys(OFFICES) as Office[]), idNumber: residentNumber, name: text(200) }))
  .max(20)
  .refine(once('idNumber'), '每人只写一次')
  .default([])
  .meta({ description: '写明姓名的责任人员:认定后为其另立个人信息,与该名单信息相连;号码不保存,只用来计算主体代码' });

export const reasonsPayload = z.object({ reasons: text(4000) });
