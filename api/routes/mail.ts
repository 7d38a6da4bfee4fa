/** Mails that came back: the gateway of the return address hands them over, raw. */
import { z } from 'zod';
import { bounceOf } from '../../domain/file/bounce.js';
import { announcedBy } from '../../register/queries-notices.js';
import { actingAs, WRITERS } from '../authorise.js';
import { identityOf } from '../auth.js';
import { readReturnedMail } from '../bounce-mail.js';
import type { Api, RouteDeps } from '../deps.js';
import { problem } from '../problem.js';
import { problems } from '../schemas.js';
import { sendAct } from '../send-act.js';

const MAIL_TYPE = 'message/rfc822';
/** Ours come back without their contents; others may bring the document along. */
const MAIL_LIMIT_BYTES = 1024 * 1024;

const received = z
  .object({
    received: z.literal(true),
    isFinal: z.boolean().meta({ description: 'true:已退回,不再投递;false:暂缓,仍在尝试' }),
    status: z.string().meta({ description: 'RFC 3463 状态码' }),
  })
  .meta({ id: 'MailReturned' });

/** A plugin of its own, as it takes mails. */
export const mailRoutes =
  (deps: RouteDeps) =>
  async (app: Api): Promise<void> => {
    app.addContentTypeParser(MAIL_TYPE, { parseAs: 'buffer', bodyLimit: MAIL_LIMIT_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    app.post(
      '/mail/bounces',
      {
        validatorCompiler: () => (value: unknown) => ({ value }),
        schema: {
          ...{ tags: ['邮件'], summary: '登记退信' },
          description:
            '邮件网关转来的送达状态报告(RFC 3464),原文。同一退信重复提交只登记一次;不是退信、查不到对应文书的不登记。' +
            '邮件只作提示:退信不影响已经记录的送达。',
          consumes: [MAIL_TYPE],
          body: z.unknown().meta({ type: 'string', format: 'binary' }),
          response: { 200: received, ...problems },
        },
      },
      async (request) => {
        const { actor, scope } = actingAs(identityOf(request), WRITERS.returnMail);
        const { body } = request;
        if (!Buffer.isBuffer(body)) throw problem('UNSUPPORTED_TYPE', { detail: `退信须以 ${MAIL_TYPE} 提交原文。` });
        const mail = await readReturnedMail(body);
        const bounce = mail === null ? null : bounceOf(mail.recipients);
        if (mail === null || bounce === null) throw problem('NOT_A_BOUNCE');
        const target = mail.key === null ? null : await announcedBy(deps.pool, scope, mail.key);
        if (target === null) throw problem('UNKNOWN_MAIL');
        const { noticeId, caseId } = target;
        const said = { noticeId, ...bounce };
        await sendAct(deps, target, {
          // The same word about the same mail is one act, however often and by whichever message it comes.
          id: `mail-${noticeId}-${bounce.isFinal ? 'returned' : 'delayed'}-${bounce.status}`,
          ...{ name: 'mailReturned', caseId, actor, basedOn: null, payload: said, request: said },
        });
        return { received: true as const, ...bounce };
      },
    );
  };
