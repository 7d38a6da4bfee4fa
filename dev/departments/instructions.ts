/** How a simulated system answers an instruction, in health and under each fault. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { canonical } from '../../domain/file/canonical.js';
import { IDEMPOTENCY_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, verifySignature } from '../../contract/signing.js';
import type { ReplayGuard } from '../../contract/signing.js';
import { doAndReport, type Gathering, type Reporter } from './call-back.js';
import { instructionBody } from '../../contract/acts-department.js';
import type { InstructionBody, Known } from './effects.js';
import type { FaultMode, FaultNow, Faults } from './faults.js';
import { answer, headerOf, parseJson, pause, problem, readBody } from './http.js';

export interface System extends Reporter {
  readonly key: string;
  readonly replays: ReplayGuard;
  /** What it does in health. */
  readonly habit: 'answer' | 'call-back';
  readonly faults: Faults;
  readonly gathering: Gathering;
}

/** How long an early report is waited for: less than the sender waits for its answer. */
const EARLY_MS = 3_000;

const VERDICT_TEXT = { missing: '缺少签名', stale: '时间戳超出允许范围', mismatch: '签名不符' } as const;

export async function takeInstruction(
  system: System,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const fault = system.faults.next();
  if (fault.mode === 'down') return void request.socket.destroy();
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
  await carryOut(system, fault, instruction, request, response);
}

/** Dates may be set anew, and a document its number; what is to be done, to which record, of whom, may not. */
const contentOf = ({ effect, measureId, content, record, subject }: InstructionBody): string =>
  canonical([effect, measureId, content, record.id, subject.codeKind, subject.code]);

async function carryOut(
  system: System,
  { mode, delayMs }: FaultNow,
  instruction: InstructionBody,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (mode === '500') return problem(response, 500, '系统内部错误');
  // Whoever has it in hand already does not refuse it any more.
  if (mode === 'refuse' && system.effects.find(instruction.instructionId) === undefined)
    return problem(response, 422, '未查询到该失信信息,请核对文书号');
  const { effects } = system;
  effects.receive(instruction);
  const known = effects.find(instruction.instructionId);
  if (known === undefined) return problem(response, 500, '系统内部错误');
  if (known.receipt !== null && mode !== 'lose-reply') return answer(response, 200, { receipt: known.receipt });
  if (mode === 'slow') await pause(delayMs, system.signal);
  if (system.signal.aborted) return;
  if (mode === 'accept-only') return answer(response, 202, {});
  if (mode !== 'lose-reply' && (PROMISES.has(mode) || system.habit === 'call-back'))
    return promise(system, known, response, { mode, delayMs });
  const receipt = effects.apply(instruction.instructionId, system.clock.now());
  if (mode === 'lose-reply') return void request.socket.destroy();
  answer(response, 200, { receipt });
}

const PROMISES: ReadonlySet<FaultMode> = new Set<FaultMode>([
  'accept-and-call-back',
  'call-back-twice',
  'call-back-early',
  'call-back-out-of-order',
]);

/** The promise is kept in the file before it is given: a restarted system still owes its report. */
async function promise(system: System, known: Known, response: ServerResponse, fault: FaultNow): Promise<void> {
  const isNew = !known.promised;
  system.effects.promise(known.instruction.instructionId);
  const report = (): Promise<void> =>
    isNew ? doAndReport(system, known, fault.mode === 'call-back-twice' ? 2 : 1) : Promise.resolve();
  if (fault.mode === 'call-back-early') await Promise.race([report(), pause(EARLY_MS, system.signal)]);
  answer(response, 202, {});
  if (fault.mode === 'call-back-out-of-order') system.gathering.add(report, fault.delayMs);
  else if (fault.mode !== 'call-back-early') void report();
}
