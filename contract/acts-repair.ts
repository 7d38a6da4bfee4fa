/** What is handed in for a repair, and the acts beside its ordinary way: passing on, extending, revoking, shielding. */
import { z } from 'zod';
import type { Process, Role } from '../domain/file/case.js';
import { day, documentRef, reasonsPayload, text } from './acts-parts.js';

const proofs = z.array(documentRef).min(1).max(30);

/** What was false or broken, found after the repair was granted. */
export const revocationBody = z
  .object({
    record: text(40),
    ground: z
      .enum(['falseMaterial', 'falseCommitment', 'brokenCommitment'])
      .meta({ description: '提供虚假材料 | 信用承诺严重不实 | 故意不履行承诺' }),
    reasons: text(4000).meta({ description: '查明的事实' }),
    documents: proofs,
    electronicService: z.boolean().default(false),
  })
  .meta({ id: 'Revocation' });

export const REPAIR_ACTS = {
  transfer: {
    process: ['repair'],
    roles: ['creditOffice'],
    title: '转办认定单位',
    payload: z.object({ note: text(1000).optional() }),
  },
  concludeRevocation: {
    process: ['repair'],
    roles: ['handler'],
    title: '提出是否撤销修复的意见',
    payload: z.object({
      outcome: z.enum(['revoke', 'notRevoke']).meta({ description: '撤销修复 | 不予撤销' }),
      findings: text(4000),
      reasons: text(4000).optional(),
    }),
  },
  endShield: {
    process: ['record'],
    roles: ['handler'],
    title: '终止临时修复',
    payload: z.object({ reasons: text(4000), documents: proofs }),
  },
  prolong: {
    process: ['record'],
    roles: ['handler'],
    title: '按行业规定继续公示',
    payload: z.object({
      until: day.meta({ description: '继续公示至(含当日)' }),
      basis: text(500).meta({ description: '行业主管部门的规定,写明名称、文号和条款' }),
      reasons: text(4000),
    }),
  },
  endUnfulfilled: { process: ['record'], roles: ['handler'], title: '按行业规定停止公示', payload: reasonsPayload },
} as const satisfies Record<
  string,
  { process: readonly Process[]; roles: readonly Role[]; title: string; payload: z.ZodObject }
>;
