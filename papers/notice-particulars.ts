/** What only the documents of one process tell: from what its file knew when they were signed. */
import { OUTCOME_TEXT } from '../contract/texts.js';
import { EXIT_GROUNDS, isExitGround, listByCode } from '../domain/law/lists.js';
import { measureByCode, type MeasureRule } from '../domain/law/measures.js';
import { CONSEQUENCES } from '../domain/objection/objection.js';
import type {
  ExitParticulars,
  ListingParticulars,
  ObjectionParticulars,
  RectificationParticulars,
  RepairParticulars,
} from '../domain/file/particulars.js';
import type { CaseState } from '../domain/file/case.js';
import { dayOf } from '../domain/time/calendar.js';
import { BREACH_TEXT } from '../domain/repair/revocation.js';
import { namedText, responsibleText } from '../domain/record/responsible.js';
import type { NoticeFile } from '../register/delivery-queries.js';
import { arabicDay } from './notice-days.js';
import type { TableName } from './notice-templates.js';
import type { Table } from './paper.js';

type Values = Readonly<Record<string, string>>;

export function particularValues({ notice, atSigning, listName, named, confirmed }: NoticeFile): Values {
  const { particulars } = atSigning;
  if (notice.kind === 'addressConfirmation')
    return { electronic: CONSENT_TEXT[`${atSigning.consented}`], signed: signedText(confirmed) };
  switch (particulars?.of) {
    case 'listing':
      return listing(particulars);
    case 'rectification':
      return { ...rectification(particulars), ...interviewed(particulars, named) };
    case 'repair':
      return repair(particulars);
    case 'record':
      return shownOn(atSigning);
    case 'objection':
      return objection(particulars, atSigning);
    case 'exit':
      return exit(particulars, listName);
    default:
      return {};
  }
}

const CONSENT_TEXT = {
  true: '同意电子送达:文书可以在系统中以电子方式送达,自登录查阅之日起视为送达;有新文书时以邮件提示,邮件本身不是送达。',
  false: '不同意电子送达:文书以直接、邮寄等其他方式送达,邮件只作提示。',
} as const;

function signedText(confirmed: NoticeFile['confirmed']): string {
  if (confirmed == null) return '';
  return confirmed.original === null
    ? '本确认书由受送达人登录系统签署。'
    : `本确认书的原件已经受送达人签名,由登记单位存档(原件扫描件的 SHA-256:${confirmed.original})。`;
}

/** What was erased since is not there. */
const addressTable = (confirmed: NoticeFile['confirmed']): Table => ({
  head: ['事项', '内容'],
  rows: [
    ['收件人', confirmed?.recipient ?? '—'],
    ['送达地址', confirmed?.address ?? '—'],
    ['联系电话', confirmed?.phone ?? '—'],
    ['电子邮箱', confirmed?.email ?? '—'],
    ...(confirmed?.mobile === undefined ? [] : [['接收短信提示的手机号码', confirmed.mobile]]),
  ],
});

/** The lists of a document as tables; those without rows are not there. */
export function particularTables({
  notice,
  atSigning,
  confirmed,
}: NoticeFile): Partial<Readonly<Record<TableName, Table>>> {
  const { particulars } = atSigning;
  if (notice.kind === 'addressConfirmation') return { address: addressTable(confirmed) };
  switch (particulars?.of) {
    case 'listing':
      return { ...measuresTable('measures', particulars.measures), ...decidedTable(particulars) };
    case 'rectification':
      return {
        ...table(
          'items',
          ['序号', '整改事项'],
          particulars.items.map(({ text }) => [text]),
        ),
        ...table(
          'commitments',
          ['序号', '承诺事项'],
          (particulars.interviews.at(-1)?.commitments ?? []).map((text) => [text]),
        ),
      };
    case 'objection':
      return table(
        'corrections',
        ['序号', '有异议的字段', '原内容', '应为内容'],
        particulars.corrections.map(({ field, from, to }) => [field, from, to]),
      );
    case 'exit':
      return measuresTable('measures', particulars.relisting?.measures ?? []);
    default:
      return {};
  }
}

const decidedTable = ({ decided }: ListingParticulars) => measuresTable('decidedMeasures', decided?.measures ?? []);

const measuresTable = (name: TableName, codes: readonly string[]) =>
  table(
    name,
    ['序号', '措施', '类别', '依据'],
    codes.flatMap((code) => {
      const rule = measureByCode(code);
      return rule === undefined ? [] : [[rule.name, measureClass(rule), rule.article]];
    }),
  );

const measureClass = ({ effect, mandatory }: MeasureRule): string =>
  effect === 'benefit' ? '激励' : mandatory ? '强制性' : '推荐性';

/** With a running number before each row. */
const table = (name: TableName, head: readonly string[], rows: readonly (readonly string[])[]) =>
  rows.length === 0 ? {} : { [name]: { head, rows: rows.map((row, n) => [String(n + 1), ...row]) } };

const withoutStop = (text: string): string => text.replace(/[。;;\s]+$/u, '');
const names = (codes: readonly string[]): string =>
  codes.map((code) => measureByCode(code)?.name ?? code).join('、') || '无';

/** What came of each ground that the party gave (《行政处罚法》第四十五条); empty when it gave none. */
function answered(grounds: ListingParticulars['grounds']): string {
  const lines = grounds.flatMap(({ text, answer }, n) =>
    answer === null
      ? []
      : [`(${n + 1})${withoutStop(text)}:${answer.accepted ? '采纳' : '不予采纳'},${withoutStop(answer.reason)}`],
  );
  return lines.length === 0 ? '' : `对陈述、申辩意见的复核:${lines.join(';')}。`;
}

function listing({
  list,
  facts,
  basis,
  measures,
  months,
  grounds,
  responsible = [],
  persons = [],
  decided,
}: ListingParticulars): Values {
  const contents: NonNullable<ListingParticulars['decided']>['contents'] = decided?.contents ?? {};
  const longest = decided === null ? months : decided.months;
  return {
    listName: listByCode(list)?.name ?? list,
    answers: answered(grounds),
    facts: withoutStop(facts),
    noticeBasis: withoutStop(basis),
    measures: names(measures),
    decidedMeasures: names(decided?.measures ?? []),
    responsible: answerable([...responsible.map(responsibleText), ...persons.map(namedText)]),
    months: longest === null ? '' : `(最长${longest}个月)`,
    contentFacts: withoutStop(contents.facts ?? facts),
    contentBasis: withoutStop(contents.basis ?? basis),
    contentMeasures: withoutStop(contents.measuresHint ?? ''),
    contentExit: withoutStop(contents.exitConditions ?? ''),
    contentRemedies: withoutStop(contents.remedies ?? ''),
  };
}

const answerable = (persons: readonly string[]): string =>
  persons.length === 0 ? '' : `(涉及责任人员:${persons.join('、')})`;

function rectification({ facts, deadline, interviews }: RectificationParticulars): Values {
  const interview = interviews.at(-1);
  return {
    facts: withoutStop(facts),
    deadline: arabicDay(deadline),
    interviewKind: interview?.kind === 'warning' ? '警示约谈' : '提醒约谈',
    interviewAt: interview === undefined ? '' : localMinute(interview.at),
    interviewPlace: interview?.place ?? '',
  };
}

/** What was said and undertaken; who was there is not known any more once the acts that name them are erased. */
function interviewed({ interviews }: RectificationParticulars, named: NoticeFile['named']): Values {
  const interview = interviews.at(-1);
  const { interviewers, attendees, minutes, voluntary } = named ?? {};
  return {
    interviewers: interviewers?.join('、') ?? '(见原件)',
    attendees: attendees?.join('、') ?? '(见原件)',
    voluntary: voluntary === true ? '约谈通知书未提前送达,当事人自愿参加约谈。' : '',
    commitmentsLine: (interview?.commitments ?? []).length > 0 ? '作出下列承诺。' : '没有作出承诺。',
    afterwards:
      interview?.kind === 'warning'
        ? '逾期未完成的,本单位将依法启动列入名单的告知程序。'
        : '逾期未完成的,本单位将依法进行警示约谈。',
    minutes: minutes ?? '(见原件)',
  };
}

const GROUND_TEXT: Readonly<Record<ObjectionParticulars['ground'], string>> = {
  content: '信息内容有误',
  shouldNotExist: '信息不应存在',
  notMine: '信息不属于本主体',
  period: '公示期限有误',
  complaint: '投诉',
};

/** Which clock runs tells who has it now: the authority itself, or the platform that passes it on. */
function objection({ ground, verdict, suspends }: ObjectionParticulars, state: CaseState): Values {
  const isForwarded = state.terms.some((t) => t.kind === 'forward');
  const isMarked = state.instructions.some((i) => i.effect === 'annotate');
  return {
    verdict: verdict === null ? '' : OUTCOME_TEXT[CONSEQUENCES[verdict].outcome],
    objectedOn: arabicDay(dayOf(state.openedAt)),
    objectionGround: GROUND_TEXT[ground],
    handledBy: isForwarded
      ? '由受理平台转送信息提供单位核查,核查反馈的期限自转送之日起计算,处理结果由本单位作出。'
      : '由本单位核查处理;信息由其他单位提供的,转送该单位核查。',
    suspension: [
      isMarked ? '公示该信息的网站标注“异议处理中”。' : '',
      suspends
        ? '依据该信息采取的可以中止的惩戒措施自提出异议之日起中止,至作出核实的处理结果为止。'
        : '同一事由此前已经核查不成立,本次没有提交新的证据,惩戒措施不中止。',
    ].join(''),
  };
}

function repair({ planUntil, revocation }: RepairParticulars): Values {
  const bar = revocation?.bar;
  return {
    planUntil: planUntil === null ? '' : `(至${arabicDay(planUntil)})`,
    breach: revocation === undefined ? '' : BREACH_TEXT[revocation.ground],
    repairedOn: revocation === undefined ? '' : arabicDay(revocation.repairedOn),
    barredUntil: bar === undefined ? '' : arabicDay(bar.until),
    barArticle: bar?.article ?? '',
  };
}

/** Until when a record is shown on, and by which rule of its sector. */
function shownOn({ terms }: CaseState): Values {
  const last = terms.filter((t) => t.kind === 'maxPublicity').at(-1);
  return last === undefined ? {} : { shownUntil: arabicDay(last.derivation.due), sectorBasis: last.rule.article };
}

function exit({ ground, relisting }: ExitParticulars, listName: string | null): Values {
  const rule = isExitGround(ground) ? EXIT_GROUNDS[ground] : null;
  const months = relisting?.months ?? null;
  return {
    ...{ listName: listName ?? '', ground: rule?.title ?? ground, groundArticle: rule?.article ?? '' },
    ...{ measures: names(relisting?.measures ?? []), months: months === null ? '' : `(最长${months}个月)` },
    responsible: answerable((relisting?.responsible ?? []).map(responsibleText)),
  };
}

/** 2026年11月30日 09:30, Shanghai time. */
function localMinute(at: string): string {
  const local = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
  return `${arabicDay(local.slice(0, 10))} ${local.slice(11, 16)}`;
}
