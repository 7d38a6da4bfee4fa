/** The Chinese of a derivation: reasons and citations of its steps, and the lines that explain it to a party. */
import { weekday } from './calendar.js';
import type { Day } from './calendar.js';
import type { Derivation, Stands, Step, TermUnit } from './term.js';

export const ARTICLE = {
  firstDay: '《民法典》第二百零一条',
  corresponding: '《民法典》第二百零二条',
  rolled: '《民法典》第二百零三条第一款',
  end: '《民法典》第二百零三条第二款',
  calendar: '国务院办公厅关于部分节假日安排的年度通知',
} as const;

export const REASON = {
  configured: '（配置参数，待确认）',
  excluded: '开始的当日不计入，自下一日起算',
  countedWorkdays: '工作日',
  countedDays: '自然日',
  corresponding: '到期月的对应日',
  lastOfMonth: '到期月没有对应日，以月末日为最后一日',
  monthDay: '次月的固定日',
  caseSet: '本案限定的日期',
  rolled: '最后一日是法定休假日，顺延至休假日结束的次日',
  closes: (closesAt: string) => `${closesAt}截止`,
  extended: (length: string, noticeBy: Day | undefined) =>
    noticeBy === undefined ? `延长${length}` : `延长${length}，应于${dateText(noticeBy)}前告知申请人`,
  moved: '放假安排公布后重新计算',
  stays: (fresh: Day, stands: Stands) => `按新公布的放假安排计算为${dateText(fresh)}，${STANDS[stands]}`,
  provisional: (year: number) => `${year}年的放假安排未公布，日期为暂定`,
} as const;

const STANDS: Record<Stands, string> = {
  later: '此前告知的日期较晚，对当事人从其较晚者',
  earlier: '此前告知的日期较早，对办理单位从其较早者',
  told: '以已告知的日期为准',
};

const UNIT_TEXT: Record<TermUnit, (n: number) => string> = {
  workday: (n) => `${n}个工作日`,
  day: (n) => `${n}日`,
  month: (n) => `${n}个月`,
  year: (n) => `${n}年`,
  monthDay: (n) => `次月${n}日前（含当日）`,
  prompt: (n) => `及时（按${n}个工作日的服务标准）`,
  caseSet: () => '限定期限',
};

/** '10个工作日'. */
export function unitText(unit: TermUnit, n: number): string {
  return UNIT_TEXT[unit](n);
}

/** The reason of a skipped Saturday or Sunday. */
export const WEEKEND = '周末';

const WEEKDAYS = '日一二三四五六';

function dateText(day: Day): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

/** '2026年9月20日（周日）'. */
function dayText(day: Day): string {
  return `${dateText(day)}（周${WEEKDAYS[weekday(day)]}）`;
}

function spanText({ from, to }: Step): string {
  if (to === null) return `自${dayText(from)}起`;
  return from === to ? dayText(from) : `${dayText(from)}至${dayText(to)}`;
}

const LINE: Record<Step['kind'], (step: Step) => string> = {
  start: (step) => `起算事由发生在${dayText(step.from)}，期限：${step.reason}。依据：${step.article}。`,
  'excluded-first-day': (step) => `${step.reason}（${step.article}）。`,
  counted: (step) => `${spanText(step)}，计入${step.n}个${step.reason}。`,
  skipped: (step) => `${spanText(step)}，${step.reason}，共${step.n}日不计入（${step.article}）。`,
  'make-up': (step) => `${spanText(step)}，${step.reason}，共${step.n}日计入（${step.article}）。`,
  paused: (step) =>
    step.to === null
      ? `${spanText(step)}暂停计算，原因：${step.reason}（${step.article}）。`
      : `${spanText(step)}暂停计算，其间${step.n}日不计入期限，原因：${step.reason}（${step.article}）。`,
  extended: (step) => `${step.reason}。依据：${step.article}。`,
  'corresponding-day': (step) => `${dayText(step.from)}：${step.reason}（${step.article}）。`,
  rolled: (step) => `${dayText(step.from)}是休假日，顺延至${dayText(step.to ?? step.from)}（${step.article}）。`,
  due: (step) => `最后一日：${dayText(step.from)}，${step.reason}（${step.article}）。`,
  redated: ({ from, to, reason, article }) =>
    from === to
      ? `最后一日仍为${dayText(from)}：${reason}（${article}）。`
      : `最后一日由${dayText(from)}改为${dayText(to ?? from)}：${reason}（${article}）。`,
  provisional: (step) => `${step.reason}；公布后重新计算并告知。`,
};

/**
 * The proof as lines a small enterprise understands, in order of time. Weekends are summed up in one line; the days over
 * which the last day rolled are in the line on the rolling.
 */
export function explain(derivation: Derivation): string[] {
  const { steps } = derivation;
  const rolledFrom = steps.find(({ kind }) => kind === 'rolled')?.from;
  const weekends = steps.filter((step) => isWeekend(step) && step.from !== rolledFrom);
  const lines: string[] = [];
  for (const step of steps) {
    if (step.kind === 'skipped' && step.from === rolledFrom) continue;
    if (!isWeekend(step)) lines.push(LINE[step.kind](step));
    else if (step === weekends[0]) {
      const days = weekends.reduce((sum, { n }) => sum + n, 0);
      lines.push(`其间周末共${days}日不计入（${step.article}）。`);
    }
  }
  if (derivation.paused) lines.push('期限正在暂停计算，恢复后继续计算，到期日届时告知。');
  return lines;
}

function isWeekend({ kind, reason }: Step): boolean {
  return kind === 'skipped' && reason === WEEKEND;
}
