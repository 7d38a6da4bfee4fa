/**
 * 文书核验: without a login, a stranger learns by the code on a document whether it is genuine and still in force, and nothing
 * about whom it concerns. Codes have 100 bits; whoever tries them is slowed down, and an unknown one is answered like a bad one.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { NOTICE_TEXT } from '../../contract/texts.js';
import { standingOf, STANDINGS } from '../../domain/file/standing.js';
import { noticeByCode, type VerifiedNotice } from '../../register/queries-notices.js';
import type { Api, AppDeps } from '../deps.js';
import { problems } from '../schemas.js';
import { NOTICE_STANDING_TEXT } from '../texts.js';
import { verifyPage } from '../verify-page.js';

const PER_MINUTE = 60;

const other = z.object({ title: z.string(), number: z.string(), signedOn: z.string().meta({ format: 'date' }) });
const verification = z
  .object({
    genuine: z.boolean(),
    text: z.string().meta({ description: '核验结果' }),
    document: other
      .extend({
        kind: z.string(),
        authority: z.string(),
        standing: z.enum(STANDINGS).meta({ description: '有效 | 已被取代 | 已撤销 | 作废' }),
        standingText: z.string(),
        voidSince: z.string().nullable().meta({ description: '自何日起作废', format: 'date' }),
        by: other.nullable().meta({ description: '取代、撤销它的文书,或者作废后代替它的文书' }),
      })
      .nullable(),
  })
  .meta({ id: 'Verification' });
export type Verification = z.infer<typeof verification>;

const UNKNOWN: Verification = {
  genuine: false,
  text: '没有查到使用这个验证码的文书。请核对验证码;仍查不到的,请向文书所署机关核实。',
  document: null,
};

/** As people write it: with or without strokes, in small letters. */
const normal = (code: string): string =>
  code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 40);

export function verifyRoutes(app: Api, { pool }: Pick<AppDeps, 'pool'>): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply, code: string): Promise<FastifyReply> => {
    const found = await noticeByCode(pool, normal(code));
    const body = found === null ? UNKNOWN : verified(found);
    reply.code(body.genuine ? 200 : 404).header('cache-control', 'no-store');
    return wantsJson(request)
      ? reply.type('application/json; charset=utf-8').serializer(String).send(JSON.stringify(body))
      : page(reply, verifyPage(normal(code), body));
  };
  const config = { rateLimit: { max: PER_MINUTE, timeWindow: 60_000 } };
  const tags = ['文书核验'];
  const security: never[] = [];
  app.get(
    '/verify',
    {
      config,
      schema: {
        tags,
        security,
        summary: '文书核验页',
        querystring: z.object({ code: z.string().max(200).optional() }),
      },
    },
    async (request, reply) => {
      const { code } = request.query;
      return code === undefined ? page(reply, verifyPage('', null)) : answer(request, reply, code);
    },
  );
  app.get(
    '/verify/:code',
    {
      config,
      schema: {
        ...{ tags, security, summary: '按验证码核验文书', params: z.object({ code: z.string().min(1).max(200) }) },
        description: '无需登录。Accept: application/json 时返回 JSON,否则返回网页。不显示任何当事人信息。',
        response: { 200: verification, 404: verification, ...problems },
      },
    },
    async (request, reply) => {
      await answer(request, reply, request.params.code);
      return reply;
    },
  );
}

function verified(found: VerifiedNotice): Verification {
  const { standing, by } = standingOf(found);
  const { kind, number, signedOn, authority } = found;
  const voidSince = found.voided?.since ?? null;
  return {
    genuine: true,
    text: `本文书由${authority}作出,已在系统登记${voidSince === null ? '' : `,自 ${voidSince} 起作废`}。`,
    document: {
      ...{ kind, title: NOTICE_TEXT[kind], number, signedOn, authority, standing },
      standingText: NOTICE_STANDING_TEXT[standing],
      voidSince,
      by: by === null ? null : { title: NOTICE_TEXT[by.kind], number: by.number, signedOn: by.signedOn },
    },
  };
}

const wantsJson = ({ headers }: FastifyRequest): boolean =>
  /application\/(\w+\+)?json/.test(headers.accept ?? '') && !(headers.accept ?? '').includes('text/html');

const page = (reply: FastifyReply, html: string): FastifyReply =>
  reply.type('text/html; charset=utf-8').serializer(String).send(html);
