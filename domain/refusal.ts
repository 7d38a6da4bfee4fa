/** Why an act is refused: a closed list with Chinese text and the article it rests on. */

const REFUSALS = {
  NO_SUCH_CASE: ['没有这个办件,或该办件不属于这条失信信息。', '系统规则'],
  WRONG_STAGE: ['办件当前阶段不能进行此操作,请刷新后查看可办事项。', '系统规则'],
  VERSION_CONFLICT: ['您打开页面后,已有其他人员对本办件进行了操作,请刷新后再提交。', '系统规则'],
  NOT_COMPETENT: [
    '只有作出认定的单位才能办理本办件(谁认定、谁修复)。',
    '国办发〔2025〕22号;《信用修复管理办法》(国家发展改革委令第36号)',
  ],
  SAME_PERSON: ['提出意见的人与复核确认的人不得为同一人。', '经办、复核分离要求'],
  NOT_APPLICANT: ['只有申请人或者其受托的经办人可以进行此操作。', '《信用修复管理办法》(国家发展改革委令第36号)第三章'],
  CASE_OPEN: ['这条失信信息已有正在办理的信用修复,不能重复申请。', '系统规则'],
  NOT_PUBLISHED: ['这条失信信息已不在公示,无需申请信用修复。', '《信用修复管理办法》(国家发展改革委令第36号)第三条'],
  UNCLASSIFIED: [
    '这条失信信息的失信程度(轻微、一般、严重)尚待认定单位确认,确认后方可计算最短公示期。',
    '国办发〔2025〕22号 二',
  ],
  BEFORE_MINIMUM: [
    '尚未达到最短公示期限,可以申请信用修复的最早日期为 {earliest}。',
    '《信用修复管理办法》(国家发展改革委令第36号):最短公示期届满后,信用主体方可按规定申请信用修复',
  ],
  MATERIAL_MISSING: [
    '申请材料应当包括:{missing}。',
    '国办发〔2025〕22号 四:申请材料包括法定责任义务履行完毕的证明材料和信用承诺书',
  ],
  SUPPLEMENT_ONCE: ['补正只能一次性告知,本办件已经要求过补正。', '一次性告知要求(待确认)'],
  REASON_MISSING: [
    '应当说明理由。',
    '《信用修复管理办法》(国家发展改革委令第36号):决定不予受理的……告知申请人并说明理由',
  ],
  DATE_IN_FUTURE: ['行为日期不能晚于今天。', '系统规则'],
  DATE_BEFORE_LAST: ['行为日期不能早于本办件上一步的日期({last})。', '系统规则'],
  RECEIPT_AFTER_ACT: ['渠道收到申请的日期不能晚于申请转到本单位的日期。', '系统规则'],
  APPLICATION_TAKEN: ['该渠道受理编号已用于其他信用主体的申请。', '系统规则'],
  NO_SUCH_NOTICE: ['本办件没有这份文书。', '系统规则'],
  ALREADY_SERVED: ['这份文书已经记录送达。', '系统规则'],
  SERVED_BEFORE_SIGNED: ['送达日期不能早于文书的成文日期。', '系统规则'],
  NO_CONSENT: ['受送达人没有同意电子送达,不能以网上查阅作为送达。', '《行政处罚法》第六十一条第二款(待确认)'],
  PORTAL_ONLY: ['经办人只能以网上查阅确认送达,其他方式的送达由认定单位或者窗口记录。', '系统规则'],
  NO_SUCH_INSTRUCTION: ['没有这条指令。', '系统规则'],
  NOT_YOUR_INSTRUCTION: ['这条指令不是发给您单位的。', '系统规则'],
  INSTRUCTION_CLOSED: ['这条指令已经办结。', '系统规则'],
  NOTHING_DUE: ['该期限已经处理完毕。', '系统规则'],
} as const satisfies Record<string, readonly [text: string, article: string]>;

export type RefusalCode = keyof typeof REFUSALS;
export const REFUSAL_CODES = Object.keys(REFUSALS).sort();

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly article: string;
  /** Facts the text names, for machines: e.g. the earliest date. */
  readonly details: Readonly<Record<string, string>>;
}

/** A refusal with its text filled in. */
export function refusal(code: RefusalCode, details: Readonly<Record<string, string>> = {}): Refusal {
  const [text, article] = REFUSALS[code];
  return { code, article, details, message: text.replace(/\{(\w+)\}/g, (_, name: string) => details[name] ?? '') };
}
