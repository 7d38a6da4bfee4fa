/** What only the documents of one process tell: from what its file knew when they were signed. */
import { OUTCOME_TEXT } from '../contract/texts.js';
import { EXIT_GROUNDS, isExitGround, listByCode } from '../domain/law/lists.js';
import { measureByCode, type MeasureRule } from '../domain/law/measures.js';
import { CONSEQUENCES } from '../domain/objection/objection.js';
import type {
  ExitParticulars,
  ListingParticulars,
  RectificationParticulars,
  RepairParticulars,
} from '../domain/file/particulars.js';
import type { CaseState } from '../domain/file/case.js';
import { BREACH_TEXT } from '../domain/repair/revocation.js';
import { namedText, responsibleText } from '../domain/record/responsible.js';
import type { NoticeFile } from '../register/delivery-queries.js';
import { arabicDay } from './notice-days.js';
import type { TableName } from './notice-templates.js';
import type { Table } from './paper.js';

type Values = Readonly<Record<string, string>>;

export function particularValues({ atSigning, listName }: NoticeFile): Values {
  const { particulars } = atSigning;
  switch (particulars?.of) {
    case 'listing':
      return listing(particulars);
    case 'rectification':
      return rectification(particulars);
    case 'repair':
      return repair(particulars);
    case 'record':
      return shownOn(atSigning);
    case 'objection':
      return { verdict: particulars.verdict === null ? '' : OUTCOME_TEXT[CONSEQUENCES[particulars.verdict].outcome] };
    case 'exit':
      return exit(particulars, listName);
    default:
      return {};
  }
}

/** The lists of a document as tables; those without rows are not there. */
export function particularTables({ atSigning }: NoticeFile): Partial<Readonly<Record<TableName, Table>>> {
  const { particulars } = atSigning;
  switch (particulars?.of) {
    case 'listing':
      return { ...measuresTable('measures', particulars.measures), ...decidedTable(particulars) };
    case 'rectification':
      return table(
        'items',
        ['序号', '整改事项'],
        particulars.items.map(({ text }) => [text]),
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
