/** What crosses the border to a department's system (docs/department-api.md), defined once: the sender, the simulated systems and the OpenAPI file rest on it. */
import { z } from 'zod';
import type { Effect } from '../domain/file/case.js';
import { day } from './acts-parts.js';
import { EFFECT_TEXT } from './texts.js';

const isEffect = (word: string): word is Effect => Object.hasOwn(EFFECT_TEXT, word);
export const EFFECTS: readonly Effect[] = Object.keys(EFFECT_TEXT).filter(isEffect);

const effect = z.enum(EFFECTS).meta({ description: EFFECTS.map((e) => `${e} ${EFFECT_TEXT[e]}`).join(' | ') });

export const instructionBody = z
  .object({
    instructionId: z.string().min(1).max(60).meta({ description: '指令编号,不重复使用' }),
    effect,
    measureId: z.string().min(1).nullable().meta({ description: '措施编号;针对整条信息的为 null' }),
    content: z.record(z.string(), z.string()).meta({ description: '具体内容:名称与文字' }),
    record: z.object({
      id: z.string().min(1).meta({ description: '信息编号,永不改变' }),
      documentNumber: z.string().meta({ description: '认定文书号' }),
      authority: z.string().meta({ description: '认定单位' }),
      title: z.string().meta({ description: '失信信息名称' }),
      decisionDate: day.meta({ description: '认定日期' }),
    }),
    subject: z.object({
      codeKind: z.string().meta({
        description:
          'uscc 统一社会信用代码 | organisationCode 组织机构代码 | registrationNumber 注册号 | personKey 自然人',
      }),
      code: z.string(),
      name: z.string(),
    }),
    issuedAt: z.iso.datetime().meta({ description: '签发时刻(UTC);同一事项以签发在后的为准' }),
    dueBy: day.nullable().meta({ description: '应当落实的最后一日' }),
    callbackUrl: z.url({ protocol: /^https?$/ }).meta({ description: '反馈地址' }),
  })
  .meta({ id: 'Instruction' });
export type InstructionMessage = Readonly<z.infer<typeof instructionBody>>;

/** 200: done. */
export const receiptBody = z
  .object({ receipt: z.string().min(1).max(200).meta({ description: '回执号;同一指令始终相同' }) })
  .meta({ id: 'Receipt' });

/** 4xx: refused, or not now. */
export const refusalBody = z
  .object({ detail: z.string().max(500).meta({ description: '中文说明的理由' }) })
  .meta({ id: 'Refusal' });
