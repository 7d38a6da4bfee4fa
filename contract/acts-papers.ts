/** Acts on the papers of a case, of whatever process: a spoiled one is voided (作废), and the party says where it is served. */
import { z } from 'zod';
import { PROCESSES } from '../domain/file/case.js';
import { agent, documentRef, mobile, text } from './acts-parts.js';

const noticeId = text(60).meta({ description: '文书编号' });

export const PAPER_ACTS = {
  confirmAddress: {
    process: PROCESSES,
    roles: ['enterpriseAgent', 'windowClerk', 'handler'],
    title: '签署送达地址确认书',
    payload: z.object({
      contact: z
        .object({
          recipient: text(50).meta({ description: '收件人' }),
          address: text(200).meta({ description: '送达地址' }),
          phone: agent.shape.phone,
          email: agent.shape.email.optional().meta({ description: '接收提示的邮箱;同意电子送达的必填' }),
          mobile: mobile.optional().meta({ description: '同时接收短信提示的手机号码;不填写的不发短信' }),
        })
        .meta({ id: 'ServiceAddress' }),
      electronic: z.boolean().meta({ description: '同意电子送达;以最后一次确认为准' }),
      documents: z.array(documentRef).max(5).optional().meta({ description: '代为登记的,附受送达人签名的确认书' }),
    }),
  },
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
