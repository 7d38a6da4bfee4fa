/** Leaving a list (移出): what is applied for. The acts on it are those of a repair: proposed, confirmed, withdrawn. */
import { z } from 'zod';
import type { Process, Role } from '../domain/case.js';
import { text } from './acts-parts.js';

export const openExitBody = z.object({
  ground: text(40).meta({
    description: 'fulfilled 义务履行完毕 | annulled 撤销 | bankruptcy 破产 | deregistered 注销(以该名单的规定为准)',
  }),
  evidence: z
    .array(z.object({ kind: text(40), name: text(200), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .max(30)
    .default([]),
  destination: text(200).nullable().default(null).meta({ description: '迁入地' }),
  electronicService: z.boolean().default(false),
});

export const EXIT_ACTS = {} as const satisfies Record<
  string,
  { process: readonly Process[]; roles: readonly Role[]; title: string; payload: z.ZodObject }
>;
