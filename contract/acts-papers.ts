/** Acts on the papers of a case, of whatever process: a spoiled one is voided (作废). */
import { z } from 'zod';
import { PROCESSES } from '../domain/file/case.js';
import { text } from './acts-parts.js';

const noticeId = text(60).meta({ description: '文书编号' });

export const PAPER_ACTS = {
  proposeVoid: {
    process: PROCESSES,
    roles: ['handler'],
    title: '提出作废文书',
    payload: z.object({
      noticeId,
      reasons: text(1000),
      reissue: z.boolean().default(false).meta({ description: '同时以新文号重新制发同样内容的文书' }),
      replacedBy: text(60).optional().meta({ description: '代替它的本办件另一份文书;填写后不再重新制发' }),
    }),
  },
  confirmVoid: {
    process: PROCESSES,
    roles: ['reviewer'],
    title: '确认作废文书',
    payload: z.object({ noticeId, approve: z.boolean(), reasons: text(1000).optional() }),
  },
} as const;
