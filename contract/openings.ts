/** The acts that open a case, one definition each: the route, the body, who may, and what its record is. */
import { z } from 'zod';
import type { Process, Role } from '../domain/file/case.js';
import { parseSubjectCode } from '../domain/record/subject.js';
import { openExitBody, relistingBody } from './acts-exit.js';
import { recogniseBody } from './acts-incentives.js';
import { openListingBody, receiveListingBody } from './acts-listing.js';
import { objectBody } from './acts-objection.js';
import { residentNumber, text } from './acts-parts.js';
import { revocationBody } from './acts-repair.js';
import { openRectificationBody } from './acts-rectification.js';

/** Whom a new matter is about. */
const subject = z
  .object({
    code: z
      .string()
      .transform((value, context) => {
        const parsed = parseSubjectCode(value);
        if (!('error' in parsed)) return parsed;
        context.addIssue({ code: 'custom', message: `统一社会信用代码有误(${parsed.error})` });
        return z.NEVER;
      })
      .optional()
      .meta({ description: '统一社会信用代码;自然人不填' }),
    idNumber: residentNumber.optional(),
    name: text(200),
    publicKind: z
      .enum(['publicBody', 'stateOwned'])
      .nullable()
      .default(null)
      .meta({ description: 'publicBody 机关事业单位 | stateOwned 国有企业 | null 不是或者不明' }),
  })
  .refine((s) => (s.code === undefined) !== (s.idNumber === undefined), {
    message: '统一社会信用代码和公民身份号码应当填写其中一项',
    path: ['code'],
  })
  .refine((s) => s.idNumber === undefined || s.publicKind === null, {
    message: '自然人没有单位性质',
    path: ['publicKind'],
  })
  .meta({ id: 'MatterSubject', description: '信用主体:单位(code)或者自然人(idNumber)' });

const onMatter = { subject, title: text(200).meta({ description: '失信行为简述' }) };

interface Opening {
  readonly process: Process;
  readonly act: string;
  readonly title: string;
  readonly roles: readonly Exclude<Role, 'system'>[];
  /** Whether the body names a `record`, or describes a matter that becomes one. */
  readonly about: 'record' | 'matter';
  /** Whether a record may have several of them open at once. */
  readonly several?: true;
  readonly body: z.ZodObject;
}

/** By path below /api/v1. */
export const OPENINGS = {
  '/listings': {
    process: 'listing',
    act: 'proposeListing',
    title: '提出拟列入名单',
    roles: ['handler'],
    about: 'matter',
    body: openListingBody.extend(onMatter).meta({ id: 'ListingProposal' }),
  },
  '/listings/received': {
    process: 'listing',
    act: 'receiveListing',
    title: '接收上级下发的名单',
    roles: ['handler'],
    about: 'matter',
    body: receiveListingBody.extend(onMatter).meta({ id: 'ReceivedListing' }),
  },
  '/recognitions': {
    process: 'listing',
    act: 'recognise',
    title: '提出拟列入红名单',
    roles: ['handler'],
    about: 'matter',
    body: recogniseBody.extend({ ...onMatter, title: text(200).meta({ description: '守信事迹简述' }) }).meta({
      id: 'Recognition',
    }),
  },
  '/rectifications': {
    process: 'rectification',
    act: 'orderRectification',
    title: '责令限期整改',
    roles: ['handler'],
    about: 'matter',
    body: openRectificationBody.extend(onMatter).meta({ id: 'RectificationOrder' }),
  },
  '/objections': {
    process: 'objection',
    act: 'object',
    title: '提出异议',
    roles: ['enterpriseAgent', 'windowClerk', 'handler', 'creditOffice'],
    about: 'record',
    several: true,
    body: objectBody,
  },
  '/exits': {
    process: 'exit',
    act: 'applyExit',
    title: '申请移出名单',
    roles: ['enterpriseAgent', 'windowClerk', 'handler'],
    about: 'record',
    body: openExitBody.extend({ record: text(40) }).meta({ id: 'ExitApplication' }),
  },
  '/revocations': {
    process: 'repair',
    act: 'proposeRevocation',
    title: '提出撤销信用修复',
    roles: ['handler'],
    about: 'record',
    body: revocationBody,
  },
  '/relistings': {
    process: 'exit',
    act: 'proposeRelisting',
    title: '提出恢复列入名单',
    roles: ['handler'],
    about: 'record',
    body: relistingBody,
  },
} as const satisfies Record<`/${string}`, Opening>;

export type OpeningPath = keyof typeof OPENINGS;
export const OPENING_PATHS = Object.keys(OPENINGS) as OpeningPath[];
