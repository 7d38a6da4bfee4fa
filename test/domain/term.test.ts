import { calendarYear, instantAt, withYear } from '../../domain/time/calendar.js';
import type { Day } from '../../domain/time/calendar.js';
import { PUBLISHED_CALENDAR as calendar } from '../../domain/time/calendar-data.js';
import { alarms, derive, explain, lamp, workdaysBetween } from '../../domain/time/term.js';
import type { Derivation, TermRule, TermUnit } from '../../domain/time/term.js';
import { naiveTerm, naiveWorkdays } from './naive-term.js';
import { daysFrom, daysNamed, due, extension, pause, rule, STOP } from './term-samples.js';

describe('working days', () => {
  test.each([
    ['2026-11-20', 1, '2026-11-23', 'over a weekend'],
    ['2026-11-22', 1, '2026-11-23', 'from a Sunday'],
    ['2026-09-18', 1, '2026-09-20', 'to a Sunday that is worked'],
    ['2026-09-18', 10, '2026-10-09', 'over Mid-Autumn and National Day'],
    ['2026-02-13', 3, '2026-02-25', 'Spring Festival, its worked Saturday before'],
    ['2026-02-13', 6, '2026-02-28', 'to the worked Saturday after it'],
    ['2020-01-23', 1, '2020-02-03', 'the prolonged Spring Festival of 2020'],
    ['2024-02-08', 2, '2024-02-18', 'New Year’s Eve of 2024 was a working day'],
    ['2022-12-30', 1, '2023-01-03', 'New Year of a notice of the next year'],
    ['2026-11-22', 0, '2026-11-22', 'at once'],
  ])('%s + %i = %s: %s', (start, n, expected) => {
    expect(due(rule(n, 'workday'), start)).toBe(expected);
  });

  test('equal the day-by-day count from every day of 2019–2026 for 1 to 60 days', () => {
    const differing: string[] = [];
    for (const start of daysFrom('2019-01-01', '2026-12-31')) {
      naiveWorkdays(start, 60, calendar).forEach((expected, i) => {
        if (due(rule(i + 1, 'workday'), start) !== expected) differing.push(`${start} + ${i + 1}`);
      });
    }
    expect(differing).toEqual([]);
  });

  test('have the proof of the day-by-day count, from every day of 2019–2026', () => {
    const differing: string[] = [];
    let n = 0;
    for (const start of daysFrom('2019-01-01', '2026-12-31')) {
      n = (n % 60) + 1;
      for (const sample of [rule(n, 'workday'), rule(61 - n, 'workday')]) {
        const mine = derive(sample, start, [], [], calendar);
        if (!sameProof(mine, naiveTerm(sample, start, [], [], calendar))) differing.push(`${start} + ${sample.number}`);
      }
    }
    expect(differing).toEqual([]);
  });

  test('into a year not published are provisional, and so are those started there', () => {
    const intoNewYear = derive(rule(10, 'workday'), '2026-12-25', [], [], calendar);
    expect(intoNewYear).toMatchObject({ due: '2027-01-08', provisional: true });
    expect(intoNewYear.steps.at(-1)).toMatchObject({
      kind: 'provisional',
      from: '2027-01-01',
      to: '2027-01-08',
      n: 2027,
    });
    expect(derive(rule(4, 'workday'), '2026-12-25', [], [], calendar)).toMatchObject({
      due: '2026-12-31',
      provisional: false,
    });
    const newYear = calendarYear(2027, [], [['元旦', '2027-01-01', '2027-01-03']], []);
    const published = derive(rule(10, 'workday'), '2026-12-25', [], [], withYear(calendar, 'test', newYear));
    expect(published).toMatchObject({ due: '2027-01-11', provisional: false });
  });

  test('及时 counts its configured service level and says so', () => {
    const prompt = derive(rule(3, 'prompt', { basis: 'configured' }), '2026-11-20', [], [], calendar);
    expect(prompt.due).toBe('2026-11-25');
    expect(prompt.steps[0]?.reason).toBe('及时（按3个工作日的服务标准）（配置参数，待确认）');
  });
});

describe('days, months and years', () => {
  test.each<[number, TermUnit, Day, Day, string]>([
    [15, 'day', '2026-11-05', '2026-11-20', 'ends on a Friday'],
    [15, 'day', '2026-09-16', '2026-10-08', 'ends on National Day'],
    [4, 'day', '2026-09-16', '2026-09-20', 'ends on a Sunday that is worked'],
    [3, 'month', '2026-11-30', '2027-03-01', 'no corresponding day, and a Sunday'],
    [6, 'month', '2025-08-31', '2026-02-28', 'ends on a worked Saturday'],
    [1, 'year', '2024-02-29', '2025-02-28', 'from a leap day'],
    [4, 'year', '2020-02-29', '2024-02-29', 'from leap day to leap day'],
  ])('%i %s from %s: %s, %s', (n, unit, start, expected) => {
    expect(due(rule(n, unit), start)).toBe(expected);
  });

  test('2026-11-30 + 3 months = 2027-02-28, provisional; a publicity maximum does not roll', () => {
    const publicity = derive(rule(3, 'month', { rollsToWorkday: false }), '2026-11-30', [], [], calendar);
    expect(publicity).toMatchObject({ due: '2027-02-28', dueAt: '2027-02-28T16:00:00.000Z', provisional: true });
    expect(publicity.steps.map(({ kind }) => kind)).toEqual([
      'start',
      'excluded-first-day',
      'corresponding-day',
      'due',
      'provisional',
    ]);
  });

  test('the days rolled over are in the proof', () => {
    const rolled = derive(rule(15, 'day'), '2026-09-16', [], [], calendar);
    expect(rolled.steps).toContainEqual(
      expect.objectContaining({ kind: 'rolled', from: '2026-10-01', to: '2026-10-08', n: 7 }),
    );
    expect(daysNamed(rolled, 'skipped')).toEqual([...daysFrom('2026-10-01', '2026-10-07')]);
  });

  test('equal the day-by-day count', () => {
    const differing: string[] = [];
    const samples = [
      ...[1, 5, 7, 15, 20, 30, 60].map((n) => rule(n, 'day')),
      ...[1, 3, 6].map((n) => rule(n, 'month')),
      ...[1, 3].map((n) => rule(n, 'year')),
    ];
    for (const start of daysFrom('2018-12-20', '2026-12-31', 3)) {
      for (const sample of samples) {
        const mine = derive(sample, start, [], [], calendar);
        if (!sameProof(mine, naiveTerm(sample, start, [], [], calendar)))
          differing.push(`${start} ${sample.number} ${sample.unit}`);
      }
    }
    expect(differing).toEqual([]);
  });

  test('a day of the next month', () => {
    expect(due(rule(15, 'monthDay'), '2026-11-03')).toBe('2026-12-15');
    expect(due(rule(5, 'monthDay'), '2026-12-31')).toBe('2027-01-05');
    expect(due(rule(31, 'monthDay'), '2026-01-30')).toBe('2026-02-28');
  });

  test('the day set in the case', () => {
    expect(due(rule(0, 'caseSet', { caseSetDue: '2026-12-12' }), '2026-11-22')).toBe('2026-12-12');
    expect(due(rule(0, 'caseSet', { caseSetDue: '2026-11-01' }), '2026-11-22')).toBe('2026-11-01');
    expect(due(rule(30, 'caseSet'), '2026-11-22')).toBe('2026-12-22');
    expect(
      due(rule(0, 'caseSet', { caseSetDue: '2026-12-12' }), '2026-11-22', [pause('2026-12-01', '2026-12-04')]),
    ).toBe('2026-12-15');
  });
});

describe('pauses and extensions', () => {
  test('paused working days do not count; the day of resuming does', () => {
    const derivation = derive(rule(5, 'workday'), '2026-11-02', [pause('2026-11-04', '2026-11-11')], [], calendar);
    expect(derivation.due).toBe('2026-11-16');
    expect(derivation.steps).toContainEqual(
      expect.objectContaining({
        kind: 'paused',
        from: '2026-11-04',
        to: '2026-11-10',
        n: 5,
        reason: '鉴定',
        article: STOP,
      }),
    );
  });

  test('paused on its last day, a term ends on the day it is resumed', () => {
    expect(due(rule(5, 'workday'), '2026-11-02')).toBe('2026-11-09');
    expect(due(rule(5, 'workday'), '2026-11-02', [pause('2026-11-09', '2026-11-12')])).toBe('2026-11-12');
    expect(due(rule(5, 'workday'), '2026-11-02', [pause('2026-11-10', '2026-11-12')])).toBe('2026-11-09');
  });

  test('other terms get the paused calendar days', () => {
    expect(due(rule(1, 'month'), '2026-10-12', [pause('2026-10-20', '2026-10-27')])).toBe('2026-11-19');
    expect(due(rule(10, 'day', { rollsToWorkday: false }), '2026-11-02', [pause('2026-11-03', '2026-11-13')])).toBe(
      '2026-11-22',
    );
  });

  test('a term does not roll onto a paused day', () => {
    expect(due(rule(5, 'day'), '2026-11-09')).toBe('2026-11-16');
    expect(due(rule(5, 'day'), '2026-11-09', [pause('2026-11-15', '2026-11-18')])).toBe('2026-11-18');
  });

  test('a pause over before the first day counted, or before the day rolled to, leaves no trace', () => {
    const plain = (of: TermRule, start: Day) => derive(of, start, [], [], calendar);
    const early = derive(rule(5, 'workday'), '2026-11-02', [pause('2026-11-01', '2026-11-03')], [], calendar);
    expect(early).toEqual(plain(rule(5, 'workday'), '2026-11-02'));
    const sunday = derive(rule(5, 'day'), '2026-11-09', [pause('2026-11-15', '2026-11-16')], [], calendar);
    expect(sunday).toEqual(plain(rule(5, 'day'), '2026-11-09'));
  });

  test('while a pause is open the due day is only the earliest possible, and the proof ends with the pause', () => {
    const stopped = derive(rule(5, 'workday'), '2026-11-02', [pause('2026-11-04', null)], [], calendar);
    expect(stopped).toMatchObject({ paused: true, due: '2026-11-09' });
    expect(stopped.steps.at(-1)).toMatchObject({ kind: 'paused', from: '2026-11-04', to: null });
    expect(stopped.steps).toContainEqual(expect.objectContaining({ kind: 'counted', n: 1 }));
    expect(alarms(stopped, calendar)).toEqual([]);
    expect(derive(rule(5, 'workday'), '2026-11-02', [pause('2026-11-10', null)], [], calendar).paused).toBe(false);
  });

  test('an extension follows the base term, before any rolling', () => {
    const longer = derive(
      rule(10, 'workday'),
      '2026-11-02',
      [],
      [{ ...extension(5, 'workday'), noticeBy: '2026-11-16' }],
      calendar,
    );
    expect(longer.due).toBe(due(rule(15, 'workday'), '2026-11-02'));
    expect(longer.steps).toContainEqual(
      expect.objectContaining({
        kind: 'extended',
        from: '2026-11-16',
        n: 5,
        reason: '延长5个工作日，应于2026年11月16日前告知申请人',
      }),
    );
    expect(due(rule(5, 'day'), '2026-11-09', [], [extension(3, 'day')])).toBe('2026-11-17');
    expect(due(rule(5, 'day'), '2026-11-09', [], [extension(0, 'workday')])).toBe('2026-11-16');
  });
});

describe('explain', () => {
  test('tells the proof in plain Chinese', () => {
    expect(explain(derive(rule(10, 'workday'), '2026-09-18', [], [], calendar))).toEqual([
      '起算事由发生在2026年9月18日（周五），期限：10个工作日。依据：《信用修复管理办法》第三章。',
      '开始的当日不计入，自下一日起算（《民法典》第二百零一条）。',
      '其间周末共1日不计入（《国务院关于职工工作时间的规定》第七条）。',
      '2026年9月20日（周日），调休上班，共1日计入（国务院办公厅关于2026年部分节假日安排的通知）。',
      '2026年9月25日（周五）至2026年9月27日（周日），中秋节放假，共3日不计入（国务院办公厅关于2026年部分节假日安排的通知）。',
      '2026年10月1日（周四）至2026年10月7日（周三），国庆节放假，共7日不计入（国务院办公厅关于2026年部分节假日安排的通知）。',
      '2026年9月19日（周六）至2026年10月9日（周五），计入10个工作日。',
      '最后一日：2026年10月9日（周五），24:00截止（《民法典》第二百零三条第二款）。',
    ]);
  });

  test('tells of rolling, pauses and years not published', () => {
    const lines = explain(derive(rule(3, 'month'), '2026-11-30', [], [], calendar));
    expect(lines.slice(2)).toEqual([
      '2027年2月28日（周日）：到期月没有对应日，以月末日为最后一日（《民法典》第二百零二条）。',
      '2027年2月28日（周日）是休假日，顺延至2027年3月1日（周一）（《民法典》第二百零三条第一款）。',
      '最后一日：2027年3月1日（周一），24:00截止（《民法典》第二百零三条第二款）。',
      '2027年的放假安排未公布，日期为暂定；公布后重新计算并告知。',
    ]);
    const stopped = derive(rule(5, 'workday'), '2026-11-02', [pause('2026-11-04', null)], [], calendar);
    expect(explain(stopped).slice(-2)).toEqual([
      '自2026年11月4日（周三）起暂停计算，原因：鉴定（《河南省社会信用条例》第四十一条）。',
      '期限正在暂停计算，恢复后继续计算，到期日届时告知。',
    ]);
  });
});

describe('alarms and lamps', () => {
  test('warn on the working days before, and when it is over', () => {
    expect(alarms(derive(rule(10, 'workday'), '2026-09-18', [], [], calendar), calendar)).toEqual([
      { rung: 'T-2', at: '2026-09-30T01:00:00.000Z' },
      { rung: 'T-1', at: '2026-10-08T01:00:00.000Z' },
      { rung: 'T', at: '2026-10-09T01:00:00.000Z' },
      { rung: 'overdue', at: '2026-10-09T16:00:00.000Z' },
    ]);
  });

  test('a due day off warns on the working day before it', () => {
    const publicity = derive(rule(3, 'month', { rollsToWorkday: false }), '2026-07-03', [], [], calendar);
    expect(publicity.due).toBe('2026-10-03');
    expect(alarms(publicity, calendar)[2]).toEqual({ rung: 'T', at: '2026-09-30T01:00:00.000Z' });
  });

  test('short terms warn only between start and end', () => {
    const rungs = (of: TermRule) =>
      alarms(derive(of, '2026-11-20', [], [], calendar), calendar).map(({ rung }) => rung);
    expect(rungs(rule(1, 'workday'))).toEqual(['T', 'overdue']);
    expect(rungs(rule(0, 'workday'))).toEqual(['overdue']);
    expect(rungs(rule(2, 'workday', { closesAt: '08:30' }))).toEqual(['T-1', 'overdue']);
  });

  test('the lamp: green, yellow from two working days before, red from the end on; grey while paused', () => {
    const term = { due: '2026-11-25T16:00:00.000Z', paused: false };
    const at = (day: Day, time: string) => lamp(term, instantAt(day, time), calendar);
    expect(at('2026-11-22', '23:59')).toBe('green');
    expect(at('2026-11-23', '00:00')).toBe('yellow');
    expect(at('2026-11-25', '23:59')).toBe('yellow');
    expect(at('2026-11-25', '24:00')).toBe('red');
    expect(lamp({ ...term, paused: true }, '2026-12-30T00:00:00.000Z', calendar)).toBe('grey');
    expect(lamp({ ...term, metAt: '2026-11-25T15:59:59.999Z' }, '2026-12-30T00:00:00.000Z', calendar)).toBe('green');
    expect(lamp({ ...term, metAt: '2026-11-25T16:00:00.000Z' }, '2026-12-30T00:00:00.000Z', calendar)).toBe('red');
    expect(lamp(term, instantAt('2026-11-20', '09:00'), calendar, 5)).toBe('yellow');
  });

  test('working days between two days', () => {
    expect(workdaysBetween(calendar, '2026-09-18', '2026-10-09')).toBe(10);
    expect(workdaysBetween(calendar, '2026-10-09', '2026-09-18')).toBe(-10);
    expect(workdaysBetween(calendar, '2026-11-20', '2026-11-22')).toBe(0);
    expect(workdaysBetween(calendar, '1990-01-01', '1990-01-08')).toBe(5);
  });
});

function sameProof(mine: Derivation, naive: ReturnType<typeof naiveTerm>): boolean {
  if (mine.due !== naive.due || mine.dueAt !== naive.dueAt || mine.provisional !== naive.provisional) return false;
  return JSON.stringify(mine.steps) === JSON.stringify(naive.steps);
}
