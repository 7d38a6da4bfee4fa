/** A notice of the State Council on one year's days off, as an operator enters it: checked, and made a calendar year. */
import { addDays, calendarYear, isDay, weekday, type CalendarYear, type Day } from './calendar.js';

/** 国务院办公厅关于 N 年部分节假日安排的通知, or an amendment of it: then the whole year anew. */
export interface CalendarNotice {
  readonly year: number;
  /** The notice's own number (文号). */
  readonly number: string;
  readonly sources: readonly string[];
  /** Blocks as the notice prints them, weekends within included. */
  readonly daysOff: readonly { readonly name: string; readonly from: Day; readonly to: Day }[];
  /** Saturdays and Sundays that are worked. */
  readonly makeUpDays: readonly Day[];
  /** Made up, for tests and demonstrations: said wherever the notice is cited. */
  readonly sample: boolean;
}

/** How the notice is cited: 国务院办公厅关于2026年部分节假日安排的通知(国办发明电〔2025〕7号). */
export const noticeCitation = ({ year, number, sample }: Pick<CalendarNotice, 'year' | 'number' | 'sample'>): string =>
  `国务院办公厅关于${year}年部分节假日安排的通知(${number})${sample ? '【示例数据,不是正式公布的安排】' : ''}`;

export function noticeYear(notice: CalendarNotice): CalendarYear {
  const blocks = notice.daysOff.map(({ name, from, to }) => [name, from, to] as const);
  const year = calendarYear(notice.year, notice.sources, blocks, notice.makeUpDays);
  return { ...year, citation: noticeCitation(notice) };
}

/** The first day about which the year's notice says anything: no date before it is moved by it. */
export const firstDayOf = ({ year, daysOff, makeUpDays }: CalendarYear): Day =>
  [`${year}-01-01`, ...daysOff.keys(), ...makeUpDays].sort()[0] ?? `${year}-01-01`;

/** Days off in every year since 2025: 《全国年节及纪念日放假办法》(国务院令第795号) art. 2, those of the solar calendar. */
const ALWAYS_OFF = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'] as const;
const ALWAYS_OFF_EARLIER = ['01-01', '05-01', '10-01', '10-02', '10-03'] as const;
const LONGEST_BLOCK_DAYS = 31;

/** What is wrong with it, in Chinese, by the place in it; empty when nothing is. */
export function noticeFaults(notice: CalendarNotice): readonly { readonly path: string; readonly message: string }[] {
  const { year, daysOff, makeUpDays } = notice;
  const near = (day: Day): boolean => isDay(day) && `${year - 1}-12-20` <= day && day <= `${year + 1}-01-10`;
  const off = new Set<Day>();
  const faults: { path: string; message: string }[] = [];
  daysOff.forEach(({ from, to }, n) => {
    const path = `/daysOff/${n}`;
    if (!near(from) || !near(to)) return faults.push({ path, message: `日期应当在${year}年内(元旦可以跨年)` });
    if (to < from || addDays(from, LONGEST_BLOCK_DAYS) < to) return faults.push({ path, message: '起止日期有误' });
    for (let day = from; day <= to; day = addDays(day, 1)) {
      if (off.has(day)) faults.push({ path, message: `${day}重复` });
      off.add(day);
    }
  });
  makeUpDays.forEach((day, n) => {
    const path = `/makeUpDays/${n}`;
    if (!near(day)) faults.push({ path, message: `日期应当在${year}年内(元旦可以跨年)` });
    else if (weekday(day) !== 0 && weekday(day) !== 6) faults.push({ path, message: `${day}不是周末,不是调休上班日` });
    else if (off.has(day)) faults.push({ path, message: `${day}同时列为放假日` });
    else if (makeUpDays.indexOf(day) !== n) faults.push({ path, message: `${day}重复` });
  });
  const missing = (year >= 2025 ? ALWAYS_OFF : ALWAYS_OFF_EARLIER).filter((day) => !off.has(`${year}-${day}`));
  if (missing.length > 0) faults.push({ path: '/daysOff', message: `缺少法定节日:${missing.join('、')}` });
  return faults;
}
