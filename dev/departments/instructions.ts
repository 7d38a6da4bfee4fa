/** How a simulated system answers an instruction, in health and under each fault. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { canonical } from '../../domain/file/canonical.js';
import { IDEMPOTENCY_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, verifySignature } from '../../contract/signing.js';
import type { ReplayGuard } from '../../contract/signing.js';
import { doAndReport, type Reporter } from './call-back.js';
import { instructionBody, type InstructionBody, type Known } from './effects.js';
import { answer, headerOf, parseJson, pause, problem, readBody } from './http.js';

/**
 * ok: as this system always does. slow: answers after `delayMs`. down: cuts the connection and does nothing.
 * 500, refuse: says so and does nothing. accept-only: promises a report that never comes. lose-reply: does it, then
 * cuts the connection. accept-and-call-back, call-back-twice: promises and reports, once or twice.
 */
export const faultBody = z.object({
  mode: z.enum([
    'ok',
    'slow',
    'down',
    '500',
    'refuse',
    'accept-only',
    'accept-and-call-back',
    'lose-reply',
    'call-back-twice',
  ]),
  delayMs: z.number().int().min(0).max(120_000).default(8_000),
});
export type Fault = z.infer<typeof faultBody>;

export interface System extends Reporter {
  readonly key: string;
  readonly replays: ReplayGuard;
  /** What it does in health. */
  readonly habit: 'answer' | 'call-back';
  fault: Fault;
}

const VERDICT_TEXT = { missing: '缺少签名', stale: '时间戳超出允许范围', mismatch: '签名不符' } as const;

export async function takeInstruction(
  system: System,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if (system.fault.mode === 'down') return void request.socket.destroy();
  const signature = headerOf(request, SIGNATURE_HEADER);
  const timestamp = headerOf(request, TIMESTAMP_HEADER);
  const signed = { method: 'POST', path: request.url ?? '', timestamp, signature, body };
  const nowMs = Date.parse(system.clock.now());
  const verdict = verifySignature(signed, system.key, nowMs);
  if (verdict !== 'ok') return problem(response, 401, VERDICT_TEXT[verdict]);
  // 425: the sender signs anew and sends again, which is safe; who only caught the message cannot.
  if (!system.replays.admit(signature ?? '', nowMs)) return problem(response, 425, '该请求已经收到过');
  const parsed = instructionBody.safeParse(parseJson(body));
  if (!parsed.success) return problem(response, 400, '报文格式不符');
  const instruction = parsed.data;
  if (headerOf(request, IDEMPOTENCY_HEADER) !== instruction.instructionId)
    return problem(response, 400, '幂等键与指令编号不一致');
  const earlier = system.effects.find(instruction.instructionId);
  if (earlier !== undefined && contentOf(earlier.instruction) !== contentOf(instruction)) {
    return problem(response, 409, '同一指令编号的内容不一致');
  }
  await carryOut(system, instruction, request, response);
}

/** Dates may be set anew, and a document its number; what is to be done, to which record, of whom, may not. */
const contentOf = ({ effect, measureId, content, record, subject }: InstructionBody): string =>
  canonical([effect, measureId, content, record.id, subject.codeKind, subject.code]);

async function carryOut(
  system: System,
  instruction: InstructionBody,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { mode, delayMs } = system.fault;
  if (mode === '500') return problem(response, 500, '系统内部错误');
  if (mode === 'refuse') return problem(response, 422, '未查询到该失信信息,请核对文书号');
  const { effects } = system;
  effects.receive(instruction);
  const known = effects.find(instruction.instructionId);
  if (known === undefined) return problem(response, 500, '系统内部错误');
  if (known.receipt !== null && mode !== 'lose-reply') return answer(response, 200, { receipt: known.receipt });
  if (mode === 'slow') await pause(delayMs, system.signal);
  if (system.signal.aborted) return;
  if (mode === 'accept-only') return answer(response, 202, {});
  if (
    mode === 'accept-and-call-back' ||
    mode === 'call-back-twice' ||
    (mode !== 'lose-reply' && system.habit === 'call-back')
  ) {
    return promise(system, known, response, mode === 'call-back-twice' ? 2 : 1);
  }
  const receipt = effects.apply(instruction.instructionId, system.clock.now());
  if (mode === 'lose-reply') return void request.socket.destroy();
  answer(response, 200, { receipt });
}

/** The promise is kept in the file before it is given: a restarted system still owes its report. */
function promise(system: System, known: Known, response: ServerResponse, times: number): void {
  const isNew = !known.promised;
  system.effects.promise(known.instruction.instructionId);
  answer(response, 202, {});
  if (isNew) void doAndReport(system, known, times);
}
