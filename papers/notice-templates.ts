/** The templates of the documents (文书): what each says, and on what it rests. {names} are filled in when it is printed. */
import type { NoticeKind, TermKind } from '../domain/file/case.js';

/** 送达地址; 整改事项; 约谈中的承诺; 有异议的字段; 惩戒(激励)措施 with their basis: those intended, and those decided. */
export type TableName = 'address' | 'items' | 'commitments' | 'corrections' | 'measures' | 'decidedMeasures';

export interface Template {
  /** Rules cited where they are in force on the day of signing. */
  readonly rules: readonly string[];
  /** Terms whose articles are cited as well. */
  readonly clocks: readonly TermKind[];
  /** Paragraphs, whose {names} are filled in, and tables, which are left out when they have no rows. */
  readonly body: readonly (string | { readonly table: TableName })[];
  /** Terms whose last day is told. */
  readonly dues: readonly TermKind[];
  /** Who signs it when it is not the authority. */
  readonly signedBy?: string;
  /** Adverse documents tell how they can be challenged. */
  readonly adverse: boolean;
}

const APPLIED = '{you}{application}信用修复申请,请求修复{record}。';

export const TEMPLATES: Readonly<Record<NoticeKind, Template>> = {
  acceptance: {
    rules: [],
    clocks: ['acceptance'],
    body: [APPLIED, '经审查,申请材料齐全、符合要求。依据{basis},本单位决定予以受理。'],
    dues: ['verification', 'result'],
    adverse: false,
  },
  nonAcceptance: {
    rules: ['N36-reject-reason'],
    clocks: ['acceptance'],
    body: [APPLIED, '经审查,依据{basis},本单位决定不予受理。', '理由:{reasons}。'],
    dues: [],
    adverse: true,
  },
  supplement: {
    rules: [],
    clocks: ['acceptance'],
    body: [
      APPLIED,
      '经审查,申请材料不齐全或者不符合要求。依据{basis},现一次性告知需要补正的全部内容:{reasons}。',
      '请自本告知书送达之日起{supplementTerm}内补正(依据:{supplementArticle})。补正期间,本单位的办理期限不计算。逾期未补正的,本单位将终止办理。',
    ],
    dues: [],
    adverse: false,
  },
  termination: {
    rules: ['N36-accept'],
    clocks: ['supplement'],
    body: [APPLIED, '{you}{reasons}。依据{basis},本单位决定终止办理。', '符合条件的,{you}可以重新提出申请。'],
    dues: [],
    adverse: true,
  },
  repairDecision: {
    rules: ['N36-cond', 'N36-03-meaning'],
    clocks: ['verification'],
    body: [
      APPLIED,
      '经核查:{findings}。',
      '依据{basis},本单位决定准予信用修复。',
      '有关单位应当同步落实下列修复结果:{effects}。',
    ],
    dues: ['effect'],
    adverse: false,
  },
  refusalDecision: {
    rules: ['N36-cond'],
    clocks: ['verification'],
    body: [APPLIED, '经核查:{findings}。', '依据{basis},本单位决定不予信用修复。', '理由:{reasons}。'],
    dues: [],
    adverse: true,
  },
  extension: {
    rules: ['N36-extend'],
    clocks: ['verification'],
    body: [
      APPLIED,
      '因案情复杂或者需要进行核查,不能在规定期限内作出决定。依据{basis},本单位决定延长办理期限。',
      '理由:{reasons}。',
    ],
    dues: ['verification', 'result'],
    adverse: false,
  },
  shieldDecision: {
    rules: ['N36-bankr-temp', 'G22-bankr'],
    clocks: ['verification'],
    body: [
      APPLIED,
      '经核查:{findings}。',
      '依据{basis},本单位决定在重整计划或者和解协议执行期间{planUntil}临时屏蔽上述失信信息,临时解除可能影响计划或者协议执行的措施。',
      '计划或者协议执行完毕后,{you}或者管理人可以持人民法院确认执行完毕的裁定书申请信用修复。计划或者协议未能执行的,本单位将终止临时修复。',
    ],
    dues: [],
    adverse: false,
  },
  shieldEnd: {
    rules: ['N36-bankr-temp'],
    clocks: [],
    body: ['依据{basis},本单位终止对{record}的临时修复,恢复公示和有关措施。', '理由:{reasons}。'],
    dues: [],
    adverse: true,
  },
  revocationNotice: {
    rules: ['N36-false'],
    clocks: [],
    body: [
      '经查,{you}申请修复{record}时有下列情形:{breach},{reasons}。',
      '依据{basis},本单位拟撤销准予信用修复的决定,恢复公示{record},将上述情形记入信用记录并公示,在规定年限内不再受理{you}的信用修复申请。',
      '{you}享有陈述、申辩的权利。请自本告知书送达之日起{statementTerm}内提出(依据:{statementArticle});逾期未提出的,视为没有意见。',
    ],
    dues: [],
    adverse: false,
  },
  revocationDecision: {
    rules: ['N36-false'],
    clocks: [],
    body: [
      '经核查:{findings}。{you}在申请信用修复中{breach}。',
      '依据{basis},本单位决定撤销{repairedOn}准予信用修复的决定,恢复公示{record}至公示期满,并恢复有关措施。{reasonsLine}',
      '上述情形记入信用记录并在“信用中国”网站公示;{you}自{barredUntil}次日起方可再次申请信用修复(依据:{barArticle})。',
    ],
    dues: [],
    adverse: true,
  },
  noRevocation: {
    rules: ['N36-false'],
    clocks: [],
    body: ['经核查:{findings}。', '依据{basis},本单位决定不撤销准予信用修复的决定。{reasonsLine}'],
    dues: [],
    adverse: false,
  },
  prolongation: {
    rules: ['N36-max-unfulfilled'],
    clocks: [],
    body: [
      '{record}已达到最长公示期,{you}尚未纠正失信行为或者未完全履行相关义务。',
      '依据{basis}、{sectorBasis},本单位决定继续公示至{shownUntil}。理由:{reasons}。',
      '{you}履行完毕后可以申请信用修复。',
    ],
    dues: [],
    adverse: true,
  },
  listingNotice: {
    rules: ['G49-8-notify', 'APL-44'],
    clocks: [],
    body: [
      '经查,{you}有下列失信行为:{facts}。',
      '依据{noticeBasis},本单位拟将{you}列入{listName},并提示有关部门依法采取下列措施:{measures}{months}{responsible}。',
      { table: 'measures' },
      '依据{basis},{you}享有陈述、申辩的权利,符合听证条件的可以要求听证。请自本告知书送达之日起{statementTerm}内提出(依据:{statementArticle});逾期未提出的,视为没有意见。本单位不会因{you}陈述、申辩而给予更重的处理。',
    ],
    dues: [],
    adverse: false,
  },
  listingDecision: {
    rules: ['G49-8-doc'],
    clocks: [],
    body: [
      '{answers}',
      '一、事由:{contentFacts}。',
      '二、依据:{contentBasis};{basis}。本单位决定将{you}列入{listName}。',
      '三、失信惩戒措施提示:{contentMeasures}。有关措施:{decidedMeasures}{months}{responsible}。',
      { table: 'decidedMeasures' },
      '四、移出条件和程序:{contentExit}。',
      '五、救济措施:{contentRemedies}。',
      '《信用修复告知书》与本决定书同时送达。',
    ],
    dues: [],
    adverse: true,
  },
  noListingDecision: {
    rules: ['APL-45'],
    clocks: [],
    body: ['{answers}', '经复核,依据{basis},本单位决定不将{you}列入{listName}。', '理由:{reasons}。'],
    dues: [],
    adverse: false,
  },
  recognition: {
    rules: ['QD-red'],
    clocks: [],
    body: [
      '{you}的守信情况:{facts}。',
      '依据{noticeBasis},经公示,依据{basis},本单位决定将{you}列入{listName}。',
      '有关部门可以对{you}采取下列激励措施:{decidedMeasures}。',
      { table: 'decidedMeasures' },
      '本单位将定期复查;不再符合条件或者被列入严重失信主体名单的,移出名单并终止激励。',
    ],
    dues: [],
    adverse: false,
  },
  noRecognition: {
    rules: ['QD-red'],
    clocks: [],
    body: ['经公示和核查,依据{basis},本单位决定不将{you}列入{listName}。', '理由:{reasons}。'],
    dues: [],
    adverse: false,
  },
  repairGuide: {
    rules: ['G22-6-twodocs', 'N36-cond', 'N36-window'],
    clocks: [],
    body: [
      '依据{basis},现将信用修复的有关事项告知如下。',
      '一、条件:达到最短公示期限(严重失信信息最短公示期为一年,一般失信信息为三个月,轻微失信信息履行法定义务后即可);纠正失信行为并完全履行有关义务;公开作出信用承诺;法律、行政法规、部门规章要求的其他条件。',
      '二、材料:法定责任义务履行完毕的证明材料和信用修复承诺书;委托他人办理的,提交授权委托书。',
      '三、途径:“信用中国”网站,市场监管领域为国家企业信用信息公示系统,也可以到政务服务大厅信用修复窗口办理。信用修复不收取任何费用。',
      '四、认为信息有误的,可以通过“信用中国”网站或者直接向本单位提出异议。',
    ],
    dues: [],
    adverse: false,
  },
  rectificationOrder: {
    rules: ['G35-interview'],
    clocks: [],
    body: [
      '经查,{you}有下列失信行为:{facts}。',
      '依据{basis},责令{you}于{deadline}前(含当日)完成下列整改事项。',
      { table: 'items' },
      '请在期限内逐项提交整改情况和证明材料。逾期未整改或者整改不到位的,本单位将依法约谈;仍不整改的,将依法启动列入名单的告知程序。',
    ],
    dues: [],
    adverse: false,
  },
  interviewNotice: {
    rules: ['G35-interview'],
    clocks: [],
    body: [
      '{you}未在限定期限内完成整改。依据{basis},本单位决定对{you}进行{interviewKind}。',
      '时间:{interviewAt};地点:{interviewPlace}。约谈由本单位两名工作人员进行。',
      '请法定代表人或者主要负责人携带有关材料按时参加。因故不能参加的,请提前说明并申请改期。约谈记录将依法归集。',
    ],
    dues: [],
    adverse: false,
  },
  interviewMinutes: {
    rules: ['G35-interview'],
    clocks: [],
    body: [
      '{you}未在限定期限内完成整改。依据{basis},本单位对{you}进行了{interviewKind}。',
      '时间:{interviewAt};地点:{interviewPlace}。约谈人:{interviewers}。参加人:{attendees}。',
      '{voluntary}',
      '约谈中{you}{commitmentsLine}',
      { table: 'commitments' },
      '重新限定的整改期限:{deadline}前(含当日)。{afterwards}',
      '约谈记录的原件已经双方签字,由本单位存档(原件扫描件的 SHA-256:{minutes})。本记录依法归集。',
    ],
    dues: [],
    adverse: false,
  },
  objectionReceipt: {
    rules: ['G22-8-objection'],
    clocks: ['ownCheck', 'forward'],
    body: [
      '{you}于{objectedOn}对{record}提出异议,事由:{objectionGround}。依据{basis},现告知受理情况。',
      { table: 'corrections' },
      '一、办理单位:{handledBy}',
      '二、核查期间:{suspension}',
      '三、{you}的权利:可以查询办理进度和各项期限的推算依据,可以在作出处理结果前撤回异议。处理结果将书面告知{you};对处理结果不服的,可以申请复核,也可以依照处理结果告知书载明的途径寻求救济。',
    ],
    dues: ['forward', 'ownCheck'],
    adverse: false,
  },
  objectionResult: {
    rules: ['G22-8-objection', 'G49-wrong'],
    clocks: ['ownCheck'],
    body: [
      '{you}对{record}提出的异议,本单位已经核查。',
      '核查情况:{findings}。',
      '依据{basis},处理结果:{verdict}。{reasonsLine}',
      '对处理结果不服的,{you}可以申请复核。复核、行政复议、行政诉讼期间不停止公示和执行,依法决定停止的除外。',
    ],
    dues: [],
    adverse: true,
  },
  reviewResult: {
    rules: ['G22-8-objection'],
    clocks: ['review'],
    body: [
      '{you}就{record}申请复核,本单位已经复核。',
      '依据{basis},复核结果:{reasons}。',
      '复核不停止公示和执行;行政复议机关或者人民法院依法决定停止的除外。',
    ],
    dues: ['annulment'],
    adverse: true,
  },
  exitDecision: {
    rules: ['SJZ-remove'],
    clocks: ['decision'],
    body: [
      '经核查:{findings}。',
      '依据{groundArticle}、{basis},本单位决定将{you}移出{listName},事由:{ground}。',
      '有关单位应当停止公示,解除依据该名单采取的措施,并按原渠道公告。',
    ],
    dues: ['effect'],
    adverse: false,
  },
  exitRefusal: {
    rules: [],
    clocks: ['decision'],
    body: [
      '{you}以“{ground}”为由申请移出{listName}。经核查:{findings}。',
      '依据{groundArticle}、{basis},本单位决定不予移出。',
      '理由:{reasons}。',
    ],
    dues: [],
    adverse: true,
  },
  relistingNotice: {
    rules: ['M11-false', 'G49-8-notify'],
    clocks: [],
    body: [
      '经查,{you}移出{listName}时有下列隐瞒真实情况、弄虚作假的情形:{reasons}。',
      '依据{basis},本单位拟撤销移出决定,恢复将{you}列入{listName},并提示有关部门恢复下列措施:{measures}{months}{responsible}。',
      { table: 'measures' },
      '{you}享有陈述、申辩的权利。请自本告知书送达之日起{statementTerm}内提出(依据:{statementArticle});逾期未提出的,视为没有意见。',
    ],
    dues: [],
    adverse: false,
  },
  relistingDecision: {
    rules: ['M11-false'],
    clocks: ['decision'],
    body: [
      '经核查:{findings}。',
      '依据{basis},本单位决定撤销移出决定,恢复将{you}列入{listName},并提示有关部门恢复下列措施:{measures}{months}{responsible}。{reasonsLine}',
      { table: 'measures' },
    ],
    dues: [],
    adverse: true,
  },
  addressConfirmation: {
    rules: ['SERVE-electronic'],
    clocks: [],
    body: [
      '关于{record}的办件,{you}确认下列送达地址和送达方式。',
      { table: 'address' },
      '{electronic}',
      '送达地址、联系方式变更的,应当及时重新签署确认书。因提供的地址不准确或者未及时告知变更,致使文书未能被实际接收的,依法承担相应后果(条号待核)。',
      '本确认书适用于本办件,自签署之日起生效;此后再次签署的,以最后一次为准。依据:{basis}(待确认)。',
      '{signed}',
    ],
    dues: [],
    signedBy: '受送达人',
    adverse: false,
  },
};
