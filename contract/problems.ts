/** Every problem the API answers (RFC 9457): stable codes, their HTTP status and their Chinese title. Free of zod. */
import type { RefusalCode } from '../domain/file/refusal.js';

export const PROBLEMS = {
  BAD_REQUEST: [400, '请求内容不符合要求,请按提示修改。'],
  BAD_CURSOR: [400, '分页标记(after)无效,请从第一页重新读取。'],
  BAD_ENCODING: [400, '请求内容不是有效的 UTF-8 文本,或者含有不允许的控制字符。'],
  KEY_MISSING: [400, '请求头 Idempotency-Key 必须是 8 到 200 个可见字符。'],
  EVIDENCE_MISSING: [400, '代为反馈须填写回执编号或者说明所见依据。'],
  UNAUTHENTICATED: [401, '登录已失效或者没有登录,请重新登录。'],
  LOGIN_TOO_WEAK: [401, '这项操作须以更强的方式(如双因素)登录,请重新登录后再办理。'],
  FORBIDDEN: [403, '您的角色不能进行此操作。'],
  CUT_OFF: [403, '已暂停向您的单位共享信息:请先落实超期的指令,再由信用办恢复。'],
  NOT_FOUND: [404, '没有找到,或者不在您的权限范围内。'],
  UNKNOWN_MAIL: [404, '退信所指的不是本系统发出的文书提示邮件,没有登记。'],
  METHOD_NOT_ALLOWED: [405, '此地址不支持这种请求方法。'],
  CASE_CLOSED: [409, '本办件已经办结。'],
  ALREADY_DECIDED: [409, '这项提议已经有人作出决定。'],
  FOUR_EYES: [422, '提出人不能确认自己的提议,须由另一人确认。'],
  SEVERAL_SUBJECTS: [422, '一份申请只能包含同一信用主体的失信信息,请分开提交。'],
  TOO_LARGE: [413, '请求内容过大。'],
  UNSUPPORTED_TYPE: [415, '只接受 UTF-8 编码的 application/json(导入文件用 multipart/form-data)。'],
  KEY_REUSED: [422, '这个 Idempotency-Key 已用于另一份内容不同的请求,请更换后再提交。'],
  BAD_UPLOAD: [422, '材料不能接收。'],
  NOT_A_BOUNCE: [422, '不是可以识别的退信(RFC 3464 送达状态报告),没有登记。'],
  BAD_FILE: [422, '导入文件无法读取,请使用模板(CSV 或 XLSX)。'],
  TOO_MANY: [429, '请求过于频繁,请稍后再试。'],
  BUSY: [429, '本办件正在处理其他操作,请稍后再试。'],
  INTERNAL: [500, '系统内部错误,已记录,请稍后再试或者联系管理员。'],
  ISSUER_AWAY: [503, '身份认证服务暂时不可用,请稍后再试。'],
  ENGINE_AWAY: [503, '系统正忙,您的操作可能已被接收。请稍后用同一个 Idempotency-Key 再次提交以取得结果。'],
  STORE_AWAY: [503, '材料存储暂时不可用,请稍后再试。'],
  PRINTER_BUSY: [503, '正在生成的文书过多,请稍后再试。'],
  REGISTER_AWAY: [503, '登记库暂时不可用,请稍后再试。'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** What another person's act or the case's own progress rules out; all other refusals are of the content. */
const CONFLICTS: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'WRONG_STAGE',
  'VERSION_CONFLICT',
  'CASE_OPEN',
  'ALREADY_SERVED',
  'ALREADY_RECORDED',
  'INSTRUCTION_CLOSED',
  'CUT_OFF_ALREADY',
  'NOT_CUT_OFF',
]);

export const REFUSED_TITLE = '操作未被接受。';
export const refusalStatus = (code: RefusalCode): 409 | 422 => (CONFLICTS.has(code) ? 409 : 422);

/** The problem's `type`. */
export const problemType = (code: ProblemCode | RefusalCode): string => `urn:xinxiu:problem:${code}`;
