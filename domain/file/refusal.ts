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
  HANDLER_CHANGED: ['本办件现在的经办人是 {handler},与您所见的不同,请刷新后再交接。', '系统规则'],
  HANDLES_ALREADY: ['接手人已经是本办件的经办人。', '系统规则'],
  NOT_COLLEAGUE: [
    '接手人、代办人应当是同一单位在岗的另一名经办人。',
    '《公务员法》:离职前应当办理公务交接手续(条号待核)',
  ],
  ABSENT_ALREADY: ['该人员在这些日期已经登记离岗或者缺勤。', '系统规则'],
  NOT_ABSENT: ['该人员没有登记离岗或者缺勤。', '系统规则'],
  NOT_APPLICANT: ['只有申请人或者其受托的经办人可以进行此操作。', '《信用修复管理办法》(国家发展改革委令第36号)第三章'],
  CASE_OPEN: ['这条失信信息已有正在办理的同类办件,不能重复提出。', '系统规则'],
  NOT_PUBLISHED: ['这条失信信息已不在公示,无需申请信用修复。', '《信用修复管理办法》(国家发展改革委令第36号)第三条'],
  UNCLASSIFIED: [
    '这条失信信息的失信程度(轻微、一般、严重)尚待认定单位确认,确认后方可计算最短公示期。',
    '国办发〔2025〕22号 二',
  ],
  BARRED: [
    '该主体因信用修复中的失信行为在限制申请的期限内,可以再次申请信用修复的最早日期为 {earliest}。',
    '《信用修复管理办法》(国家发展改革委令第36号)第五章(条号待核):……年内不得申请信用修复',
  ],
  LISTED_ELSEWHERE: [
    '该主体还在经营异常名录或者严重违法失信名单中,行政处罚信息不得提前停止公示。',
    '《市场监督管理行政处罚信息公示规定》(市场监管总局令第45号)第十四条',
  ],
  SHIELDED: ['这条失信信息已经临时屏蔽,重整计划、和解协议执行完毕后申请最终修复。', '国办发〔2025〕22号(破产条)'],
  NOT_SHIELDED: ['这条失信信息没有临时屏蔽。', '系统规则'],
  NOT_REPAIRED: ['这条失信信息没有准予修复的决定可以撤销。', '《信用修复管理办法》(国家发展改革委令第36号)第五章'],
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
  LEFT_UNPROVEN: [
    '留置送达应当有两名见证人,或者附照片、录像等记录送达过程的材料。',
    '《行政处罚法》第六十一条第一款:依照《民事诉讼法》的有关规定送达(见证人数和条号待核)',
  ],
  PORTAL_ONLY: ['经办人只能以网上查阅确认送达,其他方式的送达由认定单位或者窗口记录。', '系统规则'],
  NO_SUCH_INSTRUCTION: ['没有这条指令。', '系统规则'],
  NOT_YOUR_INSTRUCTION: ['这条指令不是发给您单位的。', '系统规则'],
  INSTRUCTION_CLOSED: ['这条指令已经办结。', '系统规则'],
  UNDER_OBJECTION: ['这条失信信息有正在办理的异议,应当先办结异议。', '系统规则(异议核实期间不修复、不移出)'],
  LIST_NOT_IN_CATALOGUE: [
    '该名单不在严重失信主体名单目录内,或者不由本单位认定,不得增加或扩展。',
    '国办发〔2020〕49号 (六):任何部门(单位)不得擅自增加或扩展',
  ],
  MEASURE_NOT_IN_CATALOGUE: [
    '下列惩戒措施不在清单内或者不适用于该名单:{measures}。',
    '国办发〔2020〕49号 (九):惩戒措施实行清单制管理',
  ],
  RESPONSIBLE_MISSING: [
    '下列措施针对责任人员,应当写明法定代表人、主要负责人等责任人员:{measures}。',
    '国办发〔2020〕49号 (九);国办发〔2019〕35号 (十三):依法追究法定代表人、主要负责人的责任(条号待核)',
  ],
  NOBODY_ANSWERS_FOR_PERSON: ['自然人没有法定代表人、主要负责人等责任人员。', '系统规则'],
  NOTICE_NOT_SERVED: ['文书尚未送达,不能据以进行下一步。', '国办发〔2020〕49号 (八);《行政处罚法》第六十二条'],
  STILL_HEARING: ['陈述、申辩期限尚未届满,当事人也没有明确放弃,不能作出决定。', '《行政处罚法》第六十二条'],
  GROUND_UNANSWERED: [
    '还有 {count} 项陈述申辩理由没有逐项答复。',
    '《行政处罚法》第四十五条:应当复核,理由成立的应当采纳',
  ],
  GROUND_NOT_ADOPTED: [
    '下列陈述申辩理由已经采纳,决定不得与之相抵触:{grounds}。',
    '《行政处罚法》第四十五条:当事人提出的事实、理由或者证据成立的,行政机关应当采纳',
  ],
  NOTHING_PROPOSED: ['没有待复核的意见。', '经办、复核分离要求'],
  WORSE_THAN_NOTICED: ['不得因当事人陈述、申辩而给予更重的处理。', '《行政处罚法》第四十五条第二款'],
  CONTENT_MISSING: [
    '决定书应当载明事由、依据、失信惩戒措施提示、移出条件和程序、救济措施,缺少:{missing}。',
    '国办发〔2020〕49号 (八)',
  ],
  HEARING_TOO_EARLY: [
    '应当在听证的七个工作日前通知当事人,听证日期不得早于 {earliest}。',
    '《行政处罚法》第六十四条(二):应当在举行听证的七日前,通知当事人及有关人员',
  ],
  GRACE_TOO_LONG: [
    '宽限期不得超过 {longest} 个月。',
    '法发〔2019〕35号 16(条号待核):宽限期一般为一至三个月,其他名单没有宽限期',
  ],
  TOO_LATE: ['已超过规定期限({due})。', '系统规则'],
  NOT_FINAL: ['相关处理决定的复议、诉讼期限尚未届满或者尚未终结。', '《重大税收违法失信主体信息公布管理办法》第十条'],
  NO_SUPERIOR: ['名录中没有登记上一级单位,不能报请同意。', '系统规则'],
  EXTENDED_ONCE: ['本办件已经延长过一次。', '系统规则'],
  DEADLINE_PAST: ['期限应当晚于今天。', '系统规则'],
  ITEM_UNKNOWN: ['没有这一项:{items}。', '系统规则'],
  ITEM_MISSING: ['应当逐项说明,缺少:{items}。', '系统规则'],
  TWO_INTERVIEWERS: ['约谈应当由两名工作人员进行。', '约谈程序要求(待确认)'],
  NOTICE_TOO_SHORT: ['约谈通知书应当提前送达,约谈时间不得早于 {earliest}。', '约谈程序要求(待确认)'],
  INTERVIEW_NOT_YET: ['约谈尚未进行,约定日期为 {day}。', '系统规则'],
  SERVED_AFTER_DEADLINE: [
    '送达生效之日({served})不早于限定期限({deadline}),当事人没有整改时间,应当撤回后重新责令。',
    '国办发〔2019〕35号 十一:限期整改',
  ],
  NOTHING_ASKED: ['当事人没有待答复的改期申请。', '系统规则'],
  RESCHEDULE_OPEN: ['当事人申请改期,应当先答复:另行安排或者说明不改期的理由。', '约谈程序要求(待确认)'],
  RECTIFYING: ['这一事项正在限期整改,整改、约谈后仍未改正的方可移交列入。', '国办发〔2019〕35号 (十一)'],
  WARNING_FIRST_REMINDER: ['应当先进行提醒约谈,情节严重的除外。', '国办发〔2019〕35号;提示约谈、警示约谈'],
  NOT_HELPER: ['尚未指派帮扶责任人。', '系统规则'],
  NOTHING_OBJECTED: ['应当写明有异议的内容:更正前后的字段,或者信息不应存在的理由和证据。', '国办发〔2025〕22号 八'],
  OBJECTION_OPEN: ['您就同一事由提出的异议正在办理。', '系统规则'],
  NOT_PROVIDER: ['只有被转送核查的信息提供单位可以反馈核查结果。', '系统规则'],
  NOT_ASKED: ['没有正在等待您单位反馈的核查。', '系统规则'],
  CLOCK_NOT_STOPPED: ['期限没有暂停。', '系统规则'],
  STOP_REASON: ['只有检验、检测、检疫、鉴定、专家评审所需时间不计入期限。', '《河南省社会信用条例》第四十一条'],
  EXIT_GROUND: ['该名单的规定中没有这一移出事由。', '移出条件以认定该名单的规定为准(谁认定、谁移出)'],
  EVIDENCE_MISSING: ['该移出事由应当提交:{missing}。', '移出条件以认定该名单的规定为准'],
  LEAVE_THE_LIST: [
    '这条信息是名单信息,主体注销的,应当以注销登记为由申请移出。',
    '淮信用发〔2022〕2号 四(一);移出条件以认定该名单的规定为准',
  ],
  NO_GROUND_OF_REMOVAL: [
    '迁出、清算、吊销不是移出事由:只在治理台账中登记,列入和惩戒仍由作出认定的单位决定。',
    '淮信用发〔2022〕2号 四(一);谁认定、谁移出',
  ],
  EXIT_TOO_EARLY: [
    '未满该名单规定的期限,可以申请移出的最早日期为 {earliest}。',
    '移出条件以认定该名单的规定为准(谁认定、谁移出)',
  ],
  NOT_LISTED: ['这条失信信息不是名单信息或者已经移出。', '系统规则'],
  MUST_APPLY: ['强制性惩戒措施和恢复、中止、解除指令不能不予采取。', '启东市2019年实施方案 七(待确认)'],
  STILL_CARRIED_OUT: ['移出或者修复结果尚在落实,全部落实后方可恢复列入。', '系统规则'],
  NO_SUCH_CHALLENGE: ['没有这一项复核、复议或者诉讼,或者已经办结。', '系统规则'],
  NO_STOP_IN_REVIEW: [
    '复核不停止执行:停止执行、停止公示应当由行政复议机关或者人民法院决定。',
    '《行政复议法》第四十二条',
  ],
  NOT_STOPPED: ['没有决定停止执行或者停止公示。', '系统规则'],
  PROVIDER_HAS_TIME: ['信息提供单位的核查期限({due})尚未届满,应当等待其反馈。', '系统规则(超期催办后方可自行核查)'],
  FRAUD_ONLY: ['只有已移出或者已修复的信息可以恢复列入。', '系统规则'],
  BLEMISHED: ['该主体有正在公示的严重失信信息,不能列入红名单或者继续享受激励。', '启东市2019年实施方案 二、十五'],
  NOT_DISHONEST: ['红名单信息不是失信信息,无需信用修复。', '《信用修复管理办法》(国家发展改革委令第36号)第二条(待核)'],
  NOT_RED_LISTED: ['这条信息不是红名单信息,或者不在提出阶段。', '系统规则'],
  STILL_PUBLICISED: [
    '拟列入红名单的公示期尚未届满,不能作出决定。',
    '启东市2019年实施方案 十五:依法依规规范红黑名单产生和发布行为',
  ],
  NOT_FAVOURED: ['该主体现在没有生效的容缺受理措施。', '启东市2019年实施方案 二'],
  STATUTORY_PAPER: ['法律法规要求提供的材料不能容缺:{papers}。', '启东市2019年实施方案 二:除法律法规要求提供的材料外'],
  PROMISED_TOO_LATE: ['承诺补齐材料的日期不得晚于 {latest}。', '启东市2019年实施方案 二:书面承诺在规定期限内提供'],
  NO_SUCH_PROMISE: ['没有这项待补齐或者待处理的容缺承诺。', '系统规则'],
  ALREADY_RECORDED: ['该文号的认定信息已经登记,不能重复接收。', '系统规则'],
  NOT_BLEMISHED: ['该主体没有正在公示的严重失信信息。', '系统规则'],
  NOTHING_LATE: ['该机构没有超期未落实的指令。', '系统规则'],
  NOT_DEMANDED: [
    '应当先督促该机构整改,期满仍未落实的,方可暂停共享。',
    '《信用修复管理办法》(国家发展改革委令第36号)第四章:要求其采取措施进行整改',
  ],
  DEMAND_RUNS: [
    '整改期限至 {due},届满前不能进行此操作。',
    '《信用修复管理办法》(国家发展改革委令第36号)第四章:要求其采取措施进行整改',
  ],
  STILL_LATE: ['该机构还有 {late} 条指令超期未落实,不能恢复共享。', '系统规则'],
  CUT_OFF_ALREADY: ['已经暂停向该机构共享信息。', '系统规则'],
  NOT_CUT_OFF: ['没有暂停向该机构共享信息。', '系统规则'],
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

/** A refusal with its text filled in. Where the article depends on the rules in force, the details name it. */
export function refusal(code: RefusalCode, details: Readonly<Record<string, string>> = {}): Refusal {
  const [text, usual] = REFUSALS[code];
  const article = details['article'] ?? usual;
  return { code, article, details, message: text.replace(/\{(\w+)\}/g, (_, name: string) => details[name] ?? '') };
}
