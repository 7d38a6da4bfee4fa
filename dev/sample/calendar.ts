/** A made-up notice on days off, in the form of the real ones. Of no year is it the published one, and it says so. */
import type { CalendarNotice } from '../../domain/time/calendar-notice.js';
import { addDays, weekday, type Day } from '../../domain/time/calendar.js';

/** The first day from `day` on, going by `step`, that falls on this weekday (0 Sunday … 6 Saturday). */
function next(day: Day, onWeekday: number, step: 1 | -1): Day {
  for (let at = day; ; at = addDays(at, step)) if (weekday(at) === onWeekday) return at;
}

/** Days off where they usually are; the lunar ones are made up. `more` days off are put in as one block. */
export function sampleNotice(
  year: number,
  more: readonly { readonly from: Day; readonly to: Day }[] = [],
): CalendarNotice {
  const blocks = (
    [
      ['元旦', '01-01', '01-03'],
      ['春节', '02-05', '02-12'],
      ['清明节', '04-04', '04-06'],
      ['劳动节', '05-01', '05-05'],
      ['端午节', '06-19', '06-21'],
      ['中秋节', '09-15', '09-17'],
      ['国庆节', '10-01', '10-07'],
    ] as const
  ).map(([name, from, to]) => ({ name, from: `${year}-${from}`, to: `${year}-${to}` }));
  const extra = more.map((block) => ({ name: '示例放假', ...block }));
  const daysOff = [...extra, ...blocks.filter((b) => !extra.some((e) => e.from <= b.to && b.from <= e.to))];
  const worked = [next(`${year}-02-04`, 0, -1), next(`${year}-02-13`, 6, 1), next(`${year}-10-08`, 6, 1)];
  return {
    year,
    number: `示例发〔${year - 1}〕0号`,
    sources: ['示例数据,不是国务院办公厅公布的安排'],
    daysOff,
    makeUpDays: worked.filter((day) => !daysOff.some((b) => b.from <= day && day <= b.to)),
    sample: true,
  };
}
