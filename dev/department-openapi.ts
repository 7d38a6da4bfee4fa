/** The contract with a department's system as an OpenAPI document, made of the definitions that the sender and the API use. */
import { z } from 'zod';
import { stringify } from 'yaml';
import { feedbackBody } from '../contract/acts.js';
import { instructionBody, receiptBody, refusalBody } from '../contract/acts-department.js';
import { IDEMPOTENCY_HEADER, SIGNATURE_HEADER, SIGNATURE_WINDOW_MS, TIMESTAMP_HEADER } from '../contract/signing.js';

const SCHEMAS = { Instruction: instructionBody, Receipt: receiptBody, Refusal: refusalBody, Feedback: feedbackBody };

/** As it crosses the border: what the sender says, before defaults. */
const schemas = Object.fromEntries(
  Object.entries(SCHEMAS).map(([name, schema]) => {
    const { $defs, ...whole } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    const { $schema: _, id: __, ...own } = $defs?.[name] ?? whole;
    return [name, own];
  }),
);

const ref = (name: keyof typeof SCHEMAS): object => ({ $ref: `#/components/schemas/${name}` });
const json = (name: keyof typeof SCHEMAS): object => ({ content: { 'application/json': { schema: ref(name) } } });
const header = (name: string, description: string, schema: object = { type: 'string' }): object => ({
  ...{ name, in: 'header', required: true, description, schema },
});
const minutes = SIGNATURE_WINDOW_MS / 60_000;

const instruct = {
  operationId: 'instruct',
  summary: '接收指令',
  description: `同一 instructionId 只生效一次,每次答复同一回执;同一事项以 issuedAt 在后的为准。须在 5 秒内答复。详见 department-api.md。`,
  parameters: [
    header(IDEMPOTENCY_HEADER, '即 instructionId'),
    header(TIMESTAMP_HEADER, `发送时刻(UTC,毫秒);与本机相差超过 ${minutes} 分钟的答 401`, {
      ...{ type: 'string', format: 'date-time' },
    }),
    header(SIGNATURE_HEADER, '对方法、路径、时刻、报文摘要四行的 HMAC-SHA256', {
      ...{ type: 'string', pattern: '^hmac-sha256=[0-9a-f]{64}$' },
    }),
  ],
  requestBody: { required: true, ...json('Instruction') },
  responses: {
    '200': { description: '已落实', ...json('Receipt') },
    '202': { description: '已接收,另行反馈' },
    '401': { description: '没有签名、签名不符或者时刻不符', ...json('Refusal') },
    '409': { description: '同一 instructionId 的内容不一致', ...json('Refusal') },
    '425': { description: '同一签名已经收到过(重放)', ...json('Refusal') },
    '4XX': { description: '拒绝办理,说明理由(408、425、429 除外:稍后重发)', ...json('Refusal') },
    '5XX': { description: '暂时不能办理,稍后重发' },
  },
  callbacks: {
    feedback: {
      '{$request.body#/callbackUrl}': {
        post: {
          operationId: 'report',
          summary: '答 202 之后反馈结果;未被接收(408、429、5XX、无答复)的以同一 reportId 重发',
          security: [{ token: [] }],
          requestBody: { required: true, ...json('Feedback') },
          responses: {
            '2XX': { description: '已收到' },
            '4XX': { description: '不予接收,说明理由' },
            '5XX': { description: '稍后重发' },
          },
        },
      },
    },
  },
};

const records = {
  operationId: 'records',
  summary: '供一致性测试核对的现状(可选,只在测试环境提供)',
  responses: {
    '200': {
      description: '每条信息的现状',
      content: {
        'application/json': {
          schema: {
            type: 'array',
            items: {
              type: 'object',
              required: ['recordId', 'shown', 'measures'],
              properties: {
                recordId: { type: 'string' },
                shown: { type: ['boolean', 'null'], description: '是否公示;从未说到的为 null' },
                measures: {
                  type: 'object',
                  description: '措施编号 → 现状',
                  additionalProperties: {
                    type: 'object',
                    required: ['standing'],
                    properties: { standing: { enum: ['inForce', 'suspended', 'lifted'] } },
                  },
                },
              },
            },
          },
        },
      },
    },
    '404': { description: '不提供' },
  },
};

/** What a real department implements, in OpenAPI 3.1. */
export const departmentOpenApi = {
  openapi: '3.1.0',
  info: {
    title: '信修部门系统接口',
    version: '1.0.0',
    description: '由 dev/department-openapi.ts 按代码中的定义生成,测试核对两者一致。说明见 docs/department-api.md。',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: 'https://department.example/xinxiu', description: '约定的基础地址' }],
  paths: {
    '/instructions': { post: instruct },
    '/records': { get: records },
  },
  components: {
    schemas,
    securitySchemes: { token: { type: 'http', scheme: 'bearer', description: '约定的 OpenID Connect 签发方的令牌' } },
  },
};

/** The file docs/department-api.openapi.yaml. */
export const departmentYaml = (): string =>
  stringify(departmentOpenApi, { lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false });
