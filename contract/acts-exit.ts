/** Leaving a list (移出): what is applied for. The acts on it are those of a repair: proposed, confirmed, withdrawn. */
import { z } from 'zod';
import type { Process, Role } from '../domain/file/case.js';
import { day, documentRef, measures, responsible, sha256, text } from './acts-parts.js';

/** What proves a ground, by kind (domain/law/lists.ts). */
export const exitEvidence = z.array(z.object({ kind: text(40), name: text(200), sha256 })).max(30);

export const openExitBody = z.object({
  ground: text(40).meta({
    description: 'fulfilled 义务履行完毕 | annulled 撤销 | bankruptcy 破产 | deregistered 注销(以该名单的规定为准)',
  }),
  evidence: exitEvidence.default([]),
  fulfilledOn: day.nullable().default(null).meta({ description: '义务履行完毕或者改正的日期(名单规定有期限的)' }),
  destination: text(200).nullable().default(null).meta({ description: '迁入地' }),
  electronicService: z.boolean().default(false),
});

/** What was concealed or false when the list was left, and what is to rest on the record again. */
export const relistingBody = z
  .object({
    record: text(40),
    reasons: text(4000).meta({ description: '隐瞒真实情况、弄虚作假的事实' }),
    documents: z.array(documentRef).min(1).max(30),
    measures: measures.default([]).meta({ description: '拟恢复的惩戒措施' }),
    months: z.int().min(1).max(120).nullable().default(null).meta({ description: '最长月数' }),
    electronicService: z.boolean().default(false),
    responsible,
  })
  .meta({ id: 'Relisting' });

export const EXIT_ACTS = {} as const satisfies Record<
  string,
  { process: readonly Process[]; roles: readonly Role[]; title: string; payload: z.ZodObject }
>;
