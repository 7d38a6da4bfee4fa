/** What only one process knows of its case, in sections of plain text: no code and no id but links stands in them. */
import type { z } from 'zod';
import { OUTCOME_TEXT } from '../contract/texts.js';
import type { Instant } from '../domain/time/calendar.js';
import type { CaseState } from '../domain/file/case.js';
import { EXIT_GROUNDS, isExitGround, listByCode, type ListRule } from '../domain/law/lists.js';
import { MATERIALS, type MaterialKind } from '../domain/law/materials.js';
import { measureByCode } from '../domain/law/measures.js';
import { BREACH_TEXT } from '../domain/repair/revocation.js';
import { CONSEQUENCES } from '../domain/objection/objection.js';
import type {
  EnforcementParticulars,
  ExitParticulars,
  Ground,
  ListingParticulars,
  ObjectionParticulars,
  Particulars,
  RectificationParticulars,
  Relisting,
  RepairParticulars,
  Revocation,
  Shield,
} from '../domain/file/particulars.js';
import { namedText, responsibleText } from '../domain/record/responsible.js';
import type { CaseView } from './present.js';
import type { caseSection } from './schemas-cases.js';
import { instructionStateText, PROPOSAL_TEXT } from './texts.js';
import {
  CHALLENGE_RESULT_TEXT,
  CHALLENGE_TEXT,
  CHALLENGED_TEXT,
  CONTENT_TEXT,
  INTERVIEW_OUTCOME_TEXT,
  INTERVIEW_TEXT,
  ITEM_STATE_TEXT,
  monthsText,
  OBJECTION_GROUND_TEXT,
  PROMISE_TEXT,
  RAISED_BY_TEXT,
  REPAIR_GROUND_TEXT,
  stoppedText,
  yesNo,
} from './texts-particulars.js';

type Section = z.infer<typeof caseSection>;
type Fact = Section['facts'][number];

const fact = (label: string, text: string | null, caseId: string | null = null): Fact[] =>
  text === null || text === '' ? [] : [{ label, text, caseId }];
const facts = (title: string, ...all: readonly (readonly Fact[])[]): Section[] => {
  const told = all.flat();
  return told.length === 0 ? [] : [{ title, facts: told, heads: [], rows: [] }];
};
const table = (title: string, heads: string[], rows: string[][]): Section[] =>
  rows.length === 0 ? [] : [{ title, facts: [], heads, rows }];

const NONE = '—';
const named = (codes: readonly string[]): string =>
  codes.map((code) => measureByCode(code)?.name ?? '联合惩戒措施').join('、') || '无';

/** What may be told of what the process knows: to outsiders nothing that is only intended. */
export function tellable({ file: { state }, toOfficial }: CaseView): Particulars | null {
  const { particulars } = state;
  if (toOfficial || particulars === null) return particulars;
  switch (particulars.of) {
    case 'listing':
      return {
        ...particulars,
        decided: isDecided(state) ? particulars.decided : null,
        // Who objects to an honour of theirs, and why, is not told to those who are to be honoured.
        grounds: particulars.list === 'red' ? [] : particulars.grounds,
      };
    case 'objection':
      return { ...particulars, escalated: false };
    default:
      return particulars;
  }
}

const isDecided = ({ notices, outcome }: CaseState): boolean =>
  outcome !== null || notices.some((n) => n.kind === 'listingDecision' || n.kind === 'recognition');

/** In the order in which a reader asks: what it is about, what was said and answered, what is intended. */
export function sectionsOf(view: CaseView): Section[] {
  const told = tellable(view);
  return [...(told === null ? [] : particularsOf(told, view)), ...proposalOf(view)];
}

function particularsOf(told: Particulars, view: CaseView): Section[] {
  switch (told.of) {
    case 'listing':
      return listing(told);
    case 'rectification':
      return rectification(told, view);
    case 'repair':
      return repair(told);
    case 'objection':
      return objection(told, view);
    case 'exit':
      return exit(told, view);
    case 'record':
      return enforcement(told);
  }
}

function proposalOf({ file: { state }, toOfficial }: CaseView): Section[] {
  const { proposal } = state;
  if (proposal === null || !toOfficial) return [];
  return facts(
    '拟办意见',
    fact('意见', PROPOSAL_TEXT[proposal.outcome]),
    fact('核查情况', proposal.findings),
    fact('理由', proposal.reasons),
    fact('提出人', proposal.by),
    fact('复核', reviewText(state)),
  );
}

/** Of a listing that is dropped the proposal lies beside the stage it is in; others leave 待复核 with the confirmation. */
function reviewText({ process, stage }: CaseState): string | null {
  if (stage === 'closed') return null;
  if (stage === 'consenting') return '已复核确认,须经上级同意';
  return stage === 'proposed' || process === 'listing' ? '须由另一人复核确认' : '已由另一人复核确认';
}

function listing(p: ListingParticulars): Section[] {
  const list = listByCode(p.list);
  const words = wordsFor(list);
  return [
    ...facts(
      words.proposed,
      fact('名单', list?.name ?? '目录以外的名单'),
      fact('名单依据', list?.basis.join(';') ?? null),
      fact('来源', originText(p)),
      fact('此前办件', p.linkedCase === null ? null : '限期整改与约谈', p.linkedCase),
      fact('事实', p.facts),
      fact('依据', p.basis),
      fact(words.measures, named(p.measures)),
      fact('责任人员', [...(p.responsible ?? []).map(responsibleText), ...(p.persons ?? []).map(namedText)].join('、')),
      fact('期限', monthsText(p.months)),
      fact('决定程序', p.origin === 'own' ? procedureText(list) : '核实后执行'),
      fact('陈述申辩', list?.kind === 'red' || p.origin === 'received' ? null : heardText(p)),
      fact('听证', hearingText(p.hearing)),
    ),
    ...table(words.grounds, ['意见', '答复', '理由'], p.grounds.map(groundRow)),
    ...decision(p, words.measures),
  ];
}

const wordsFor = (list: ListRule | null) =>
  list?.kind === 'red'
    ? { proposed: '拟列入红名单', measures: '激励措施', grounds: '公示期间的异议和答复' }
    : { proposed: '拟列入事项', measures: '告知的惩戒措施', grounds: '陈述申辩和答复' };

const originText = ({ origin, received }: ListingParticulars): string =>
  received === undefined
    ? origin === 'own'
      ? '本单位提出'
      : '上级下发'
    : `上级下发:${received.documentNumber},${received.decidedOn} 认定`;

const procedureText = (list: ListRule | null): string =>
  [
    '一人提出,另一人复核',
    list?.approval === 'nextLevel' ? '上一级单位同意' : '',
    list?.waitsForFinality === true ? '所依据的处理决定生效后作出' : '',
  ]
    .filter((step) => step !== '')
    .join(',');

function heardText({ waived, heard }: ListingParticulars): string {
  if (waived) return '已明确放弃';
  return heard ? '期限已届满' : '期限尚未届满';
}

const hearingText = (hearing: ListingParticulars['hearing']): string | null =>
  hearing === null
    ? null
    : `${hearing.requestedOn} 要求,${hearing.heldOn === null ? '待举行' : `${hearing.heldOn} 举行`}`;

function groundRow({ text, answer }: Ground): string[] {
  if (answer === null) return [text, '待答复', NONE];
  const { accepted, reason, removes } = answer;
  if (!accepted) return [text, '不予采纳', reason];
  return [text, removes == null ? '采纳:不列入' : `采纳:${removedText(removes)}`, reason];
}

const removedText = ({ measures, months }: { readonly measures: readonly string[]; readonly months: number | null }) =>
  [measures.length === 0 ? '' : `去除${named(measures)}`, months === null ? '' : `期限不超过 ${months} 个月`]
    .filter((part) => part !== '')
    .join(',');

function decision({ decided }: ListingParticulars, label: string): Section[] {
  if (decided === null) return [];
  const { measures, months, graceMonths, contents } = decided;
  return facts(
    '决定内容',
    fact(label.replace('告知的', ''), named(measures)),
    fact('期限', monthsText(months)),
    fact('宽限期', graceMonths === 0 ? null : `${graceMonths} 个月`),
    ...(Object.keys(CONTENT_TEXT) as (keyof typeof CONTENT_TEXT)[]).map((key) =>
      fact(CONTENT_TEXT[key], contents[key] ?? null),
    ),
  );
}

function rectification(p: RectificationParticulars, { file: { said }, toOfficial }: CaseView): Section[] {
  return [
    ...facts(
      '整改要求',
      fact('事实', p.facts),
      fact('整改期限', `${p.deadline}${p.extended ? '(已延长一次)' : ''}`),
      fact('情节严重', yesNo(p.serious)),
      fact('整改不到位时', p.list === null ? null : `移送列入${listByCode(p.list)?.name ?? '名单'}`),
      fact('帮扶责任人', p.help === null ? null : `${said[p.help.saidIn]?.helper ?? ''}(${p.help.since} 指派)`),
      fact('帮扶走访', p.visits.join('、')),
    ),
    ...table(
      '整改事项',
      ['事项', '状态'],
      p.items.map((i) => [i.text, ITEM_STATE_TEXT[i.state]]),
    ),
    ...table(
      '约谈情况',
      ['约谈', '时间', '地点', '约谈人', '结果', '承诺'],
      p.interviews.map((i) => interviewRow(i, toOfficial ? (said[i.saidIn]?.interviewers ?? []) : [])),
    ),
  ];
}

const interviewRow = (i: RectificationParticulars['interviews'][number], interviewers: readonly string[]): string[] => [
  INTERVIEW_TEXT[i.kind],
  localMinute(i.at),
  i.place,
  interviewers.join('、') || '两名工作人员',
  `${INTERVIEW_OUTCOME_TEXT[i.outcome]}${i.asked === undefined ? '' : i.asked === 'open' ? ',申请改期待答复' : ',未同意改期'}`,
  (i.commitments ?? []).join(';') || NONE,
];

function repair({ ground, applicant, materials, planUntil, revocation }: RepairParticulars): Section[] {
  if (revocation !== undefined) return revoking(revocation);
  return [
    ...facts(
      '申请事项',
      fact('事由', REPAIR_GROUND_TEXT[ground]),
      fact('申请人', applicant === 'administrator' ? '破产管理人' : '信用主体'),
      fact('计划执行期限', planUntil),
      fact(
        '申请材料',
        materials
          .filter((kind) => !VOLUNTARY.has(kind))
          .map((kind) => MATERIALS[kind])
          .join('、'),
      ),
      fact(
        '自愿提交',
        materials
          .filter((kind) => VOLUNTARY.has(kind))
          .map((kind) => MATERIALS[kind])
          .join('、'),
      ),
    ),
  ];
}

/** Whether what was handed in helps or not is the authority's to weigh: no rule in force demands it. */
const VOLUNTARY: ReadonlySet<MaterialKind> = new Set<MaterialKind>([
  ...(['rectification', 'training', 'creditReport', 'publicWelfare', 'other'] as const),
]);

const revoking = ({ ground, reasons, statements, repairedOn, bar }: Revocation): Section[] => [
  ...facts(
    '拟撤销修复',
    fact('事由', BREACH_TEXT[ground]),
    fact('查明的事实', reasons),
    fact('准予修复的日期', repairedOn),
    fact('不得申请修复', bar === undefined ? null : `至 ${bar.until}(${bar.article})`),
  ),
  ...table(
    '陈述申辩',
    ['意见'],
    statements.map((said) => [said]),
  ),
];

function objection(p: ObjectionParticulars, { file: { departmentName }, partyNames }: CaseView): Section[] {
  return [
    ...facts(
      '异议事项',
      fact('理由', OBJECTION_GROUND_TEXT[p.ground]),
      fact('提出', RAISED_BY_TEXT[p.raisedBy]),
      fact('核查单位', p.provider === null ? departmentName : nameOf(p.provider, partyNames)),
      fact('核查期间', p.suspends ? '中止可以中止的惩戒措施' : '不再中止惩戒措施:同一理由此前不成立,且没有新证据'),
      fact('暂停计时', p.stoppedFor),
      fact('延长期限', p.extended ? '已延长一次' : null),
      fact('督办', p.escalated ? '信息提供单位逾期未反馈' : null),
      fact('处理结果', p.verdict === null ? null : OUTCOME_TEXT[CONSEQUENCES[p.verdict].outcome]),
    ),
    ...table(
      '申请更正的内容',
      ['字段', '原内容', '应为'],
      p.corrections.map((c) => [c.field, c.from === '' ? NONE : c.from, c.to]),
    ),
  ];
}

const nameOf = (id: string, names: CaseView['partyNames']): string => names.get(id) ?? '名称未登记的单位';

function exit(p: ExitParticulars, { file, partyNames }: CaseView): Section[] {
  if (p.relisting !== undefined) return relisting(p.relisting);
  const ground = isExitGround(p.ground) ? EXIT_GROUNDS[p.ground] : null;
  return [
    ...facts(
      '移出事由',
      fact('事由', ground?.title ?? null),
      fact('依据', ground?.article ?? null),
      fact('名单', file.record.list),
      fact('迁入地', p.destination),
    ),
    ...table(
      '逐级上报',
      ['单位', '状态', '回执'],
      [
        ...file.state.instructions
          .filter((i) => i.effect === 'reportExit')
          .map((i) => [nameOf(i.party, partyNames), instructionStateText(i.state, i.adapter), i.receipt ?? NONE]),
        ...p.chain.map((party) => [nameOf(party, partyNames), '待上一级回执后上报', NONE]),
      ],
    ),
  ];
}

const relisting = ({ reasons, measures, months, grounds }: Relisting): Section[] => [
  ...facts(
    '拟恢复列入',
    fact('隐瞒、弄虚作假的事实', reasons),
    fact('惩戒措施', named(measures)),
    fact('期限', monthsText(months)),
  ),
  ...table(
    '陈述申辩',
    ['意见'],
    grounds.map((text) => [text]),
  ),
];

const enforcement = ({ objections, challenges = [], promises = [], shield }: EnforcementParticulars): Section[] => [
  ...shielded(shield ?? null),
  ...facts('中止惩戒的原因', ...objections.filter((id) => id !== shield?.case).map((id) => stopFact(id, challenges))),
  ...table(
    '复核、行政复议和行政诉讼',
    ['类型', '针对', '提出日期', '受理机关', '文号', '停止', '结果'],
    challenges.map((c) => [
      CHALLENGE_TEXT[c.kind],
      CHALLENGED_TEXT[c.about ?? 'record'],
      c.filedOn,
      c.body,
      c.documentNumber,
      stoppedText(c),
      c.result === null ? '未结' : CHALLENGE_RESULT_TEXT[c.result],
    ]),
  ),
  ...table(
    '容缺受理承诺',
    ['事项', '承诺补齐的材料', '期限', '状态'],
    promises.map((p) => [p.matter, p.papers.join('、'), p.due, PROMISE_TEXT[p.state]]),
  ),
];

const shielded = (shield: Shield | null): Section[] =>
  shield === null
    ? []
    : facts(
        '临时修复',
        fact('临时屏蔽', `${shield.since} 起,重整计划、和解协议执行期间不公示,惩戒措施中止`, shield.case),
        fact('计划执行期限', shield.until),
      );

/** A measure rests for an objection, which is a case of its own, or for a challenge on which a stop was ordered. */
function stopFact(id: string, challenges: NonNullable<EnforcementParticulars['challenges']>): Fact[] {
  const challenge = challenges.find((c) => c.id === id);
  if (challenge === undefined) return fact('异议申诉', '正在办理', id);
  return fact(CHALLENGE_TEXT[challenge.kind], `${challenge.body}决定停止:${challenge.documentNumber}`);
}

/** 2026-09-01 14:30, Shanghai time. */
function localMinute(at: Instant): string {
  const local = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 16)}`;
}
