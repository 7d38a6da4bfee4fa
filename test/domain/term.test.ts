import fc from 'fast-check';
import { addDays, addMonths, calendarYear, dayOf, instantAt, isWorkday, withYear } from '../../domain/calendar.js';
import type { Calendar, Day } from '../../domain/calendar.js';
import { PUBLISHED_CALENDAR as calendar } from '../../domain/calendar-data.js';
import { alarms, derive, explain, lamp, workdaysBetween } from '../../domain/term.js';
import type { Derivation, Extension, Pause, TermRule, TermUnit } from '../../domain/term.js';
import { naiveTerm } from './naive-term.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`FC_SEED=${seed}`);
fc.configureGlobal({ seed, numRuns: 500 });

const ARTICLE = '《信用修复管理办法》第三章';
const STOP = '《河南省社会信用条例》第四十一条';

function rule(number: number, unit: TermUnit, more: Partial<TermRule> = {}): TermRule {
  const rollsToWorkday = unit === 'day' || unit === 'month' || unit === 'year';
  return { ruleId: 'test', article: ARTICLE, number, unit, rollsToWorkday, closesAt: '24:00', basis: 'law', ...more };
}

const pause = (from: Day, to: Day | null, reason = '鉴定'): Pause => ({ from, to, reason, article: STOP });
const extension = (number: number, unit: Extension['unit']): Extension => ({ number, unit, article: ARTICLE });

function due(of: TermRule, start: Day, pauses: Pause[] = [], extensions: Extension[] = []): Day {
  return derive(of, start, pauses, extensions, calendar).due;
}

function* daysFrom(first: Day, last: Day, step = 1): Generator<Day> {
  for (let day = first; day <= last; day = addDays(day, step)) yield day;
}

/** Every day of a span that steps of this kind name. */
function daysNamed({ steps }: Derivation, kind: string): Day[] {
  return steps.filter((step) => step.kind === kind).flatMap(({ from, to }) => [...daysFrom(from, to ?? from)]);
}

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

  test('equal the day-by-day count, proof included, from every day of 2019–2026 for 1 to 60 days', () => {
    const differing: string[] = [];
    for (const start of daysFrom('2019-01-01', '2026-12-31')) {
      for (let n = 1; n <= 60; n++) {
        const mine = derive(rule(n, 'workday'), start, [], [], calendar);
        const naive = naiveTerm(rule(n, 'workday'), start, [], [], calendar);
        if (!sameProof(mine, naive)) differing.push(`${start} + ${n}: ${mine.due}, ${naive.due}`);
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
  test.each([
    [15, 'day', '2026-11-05', '2026-11-20', 'ends on a Friday'],
    [15, 'day', '2026-09-16', '2026-10-08', 'ends on National Day'],
    [4, 'day', '2026-09-16', '2026-09-20', 'ends on a Sunday that is worked'],
    [3, 'month', '2026-11-30', '2027-03-01', 'no corresponding day, and a Sunday'],
    [6, 'month', '2025-08-31', '2026-02-28', 'ends on a worked Saturday'],
    [1, 'year', '2024-02-29', '2025-02-28', 'from a leap day'],
    [4, 'year', '2020-02-29', '2024-02-29', 'from leap day to leap day'],
  ] as const)('%i %s from %s: %s, %s', (n, unit, start, expected) => {
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

describe('properties', () => {
  const days = (first: Day, span: number) => fc.integer({ min: 0, max: span }).map((n) => addDays(first, n));
  const start = days('2019-01-01', 2921);
  const unit = fc.constantFrom<Extension['unit']>('workday', 'day', 'month', 'year');
  const anyUnit = fc.constantFrom<TermUnit>('workday', 'day', 'month', 'year', 'monthDay', 'prompt', 'caseSet');
  const number = fc.integer({ min: 0, max: 40 });
  const closesAt = fc.constantFrom('24:00', '23:59', '17:00', '09:00', '00:00');
  const rolls = fc.boolean();
  const anyRule = fc
    .record({ unit: anyUnit, number, closesAt, rollsToWorkday: rolls })
    .map((r) => rule(r.number, r.unit, { ...r, number: r.unit === 'year' ? r.number % 4 : r.number }));
  const countedRule = anyRule.filter((r) => ['workday', 'day', 'month', 'year'].includes(r.unit));
  const someExtensions = fc.array(
    fc
      .record({ number: fc.integer({ min: 0, max: 9 }), unit })
      .map((e) => extension(e.unit === 'year' ? e.number % 2 : e.number, e.unit)),
    { maxLength: 2 },
  );
  /** Pauses relative to the start; `reason` one of two. */
  const pausesAfter = (day: Day, open = false): fc.Arbitrary<Pause[]> =>
    fc.array(
      fc
        .tuple(
          fc.integer({ min: -5, max: 60 }),
          fc.integer({ min: 0, max: 30 }),
          fc.constantFrom('鉴定', '核实'),
          fc.boolean(),
        )
        .map(([from, length, reason, isOpen]) =>
          pause(addDays(day, from), open && isOpen ? null : addDays(day, from + length), reason),
        ),
      { maxLength: 4 },
    );
  const paused = (open = false) => start.chain((day) => fc.tuple(fc.constant(day), pausesAfter(day, open)));

  test('equal the day-by-day count with pauses and extensions', () => {
    fc.assert(
      fc.property(countedRule, paused(), someExtensions, (of, [day, pauses], extensions) => {
        fc.pre(of.number > 0);
        const naive = naiveTerm(of, day, pauses, extensions, calendar);
        const { due, dueAt, provisional } = derive(of, day, pauses, extensions, calendar);
        expect({ due, dueAt, provisional }).toEqual({
          due: naive.due,
          dueAt: naive.dueAt,
          provisional: naive.provisional,
        });
      }),
    );
  });

  test('pausing and resuming on one day changes nothing', () => {
    fc.assert(
      fc.property(
        anyRule,
        paused(true),
        someExtensions,
        fc.integer({ min: -5, max: 60 }),
        (of, [day, pauses], more, at) => {
          const sameDay = pause(addDays(day, at), addDays(day, at), '核实');
          expect(derive(of, day, [...pauses, sameDay], more, calendar)).toEqual(
            derive(of, day, pauses, more, calendar),
          );
        },
      ),
    );
  });

  test('order, doubling and splitting of pauses do not matter', () => {
    const shuffled = paused(true).chain(([day, pauses]) =>
      fc.tuple(fc.constant(day), fc.constant(pauses), fc.shuffledSubarray(pauses, { minLength: pauses.length })),
    );
    fc.assert(
      fc.property(anyRule, shuffled, someExtensions, fc.nat(30), (of, [day, pauses, other], more, cut) => {
        const split = other.flatMap((p): Pause[] => {
          const middle = addDays(p.from, cut);
          return p.to === null || middle < p.to
            ? [
                { ...p, from: middle },
                { ...p, to: middle },
              ]
            : [p, p];
        });
        const expected = derive(of, day, pauses, more, calendar);
        expect(derive(of, day, other, more, calendar)).toEqual(expected);
        expect(derive(of, day, split, more, calendar)).toEqual(expected);
      }),
    );
  });

  test('a pause inside a working-day term moves it by its working days, and never to end before it is resumed', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), fc.nat(), fc.nat(40), (day, n, offset, length) => {
        const before = due(rule(n, 'workday'), day);
        const span = [...daysFrom(addDays(day, 1), before)];
        const from = span[offset % span.length] ?? before;
        const to = addDays(from, length);
        const after = due(rule(n, 'workday'), day, [pause(from, to)]);
        const pausedWorkdays = workdaysBetween(calendar, addDays(from, -1), addDays(to, -1));
        expect(workdaysBetween(calendar, day, after)).toBe(n + pausedWorkdays);
        expect(after >= to).toBe(true);
      }),
    );
  });

  test('a pause never makes a term end earlier, nor before it is resumed', () => {
    fc.assert(
      fc.property(countedRule, paused(), someExtensions, (of, [day, pauses], more) => {
        const before = due(of, day, [], more);
        const after = due(of, day, pauses, more);
        expect(after >= before).toBe(true);
        fc.pre(of.number > 0);
        for (const { from, to } of pauses) {
          if (from > day && from <= before && to !== null) expect(after >= to).toBe(true);
        }
      }),
    );
  });

  test('one more holiday never makes a date earlier', () => {
    fc.assert(
      fc.property(anyRule, paused(), someExtensions, fc.nat(90), (of, [day, pauses], more, at) => {
        const before = derive(of, day, pauses, more, calendar).due;
        expect(derive(of, day, pauses, more, withHoliday(addDays(day, at))).due >= before).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('an extension never makes a date earlier', () => {
    fc.assert(
      fc.property(anyRule, paused(), someExtensions, number, unit, (of, [day, pauses], more, n, by) => {
        const last = extension(by === 'year' ? n % 3 : n, by);
        expect(due(of, day, pauses, [...more, last]) >= due(of, day, pauses, more)).toBe(true);
      }),
    );
  });

  test('a longer or later working-day term never ends earlier', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), (day, n) => {
        expect(due(rule(n + 1, 'workday'), day) > due(rule(n, 'workday'), day)).toBe(true);
        expect(due(rule(n, 'workday'), addDays(day, 1)) >= due(rule(n, 'workday'), day)).toBe(true);
      }),
    );
  });

  test('each day of a working-day term is counted, skipped or paused: the proof adds up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), paused(), (n, [day, pauses]) => {
        const derivation = derive(rule(n, 'workday'), day, pauses, [], calendar);
        const out = new Set([...daysNamed(derivation, 'skipped'), ...daysNamed(derivation, 'paused')]);
        const counted = [...daysFrom(addDays(day, 1), derivation.due)].filter((date) => !out.has(date));
        expect(counted).toHaveLength(n);
        expect(counted.every((date) => isWorkday(calendar, date))).toBe(true);
        const sum = derivation.steps.reduce((total, step) => total + (step.kind === 'counted' ? step.n : 0), 0);
        expect(sum).toBe(n);
      }),
    );
  });

  test('rolling ends on a working day; without it a month ends on its corresponding day', () => {
    fc.assert(
      fc.property(fc.constantFrom<TermUnit>('day', 'month', 'year'), number, start, (by, n, day) => {
        expect(isWorkday(calendar, due(rule(n, by), day))).toBe(true);
        expect(due(rule(n, 'month', { rollsToWorkday: false }), day)).toBe(addMonths(day, n));
      }),
    );
  });

  test('alarms come in order, after the start and before the end, at 09:00 of working days that are not paused', () => {
    fc.assert(
      fc.property(anyRule, paused(true), someExtensions, (of, [day, pauses], more) => {
        const derivation = derive(of, day, pauses, more, calendar);
        const all = alarms(derivation, calendar);
        expect(all.map(({ at }) => at)).toEqual([...new Set(all.map(({ at }) => at))].sort());
        expect(all.at(-1)).toEqual(derivation.paused ? undefined : { rung: 'overdue', at: derivation.dueAt });
        for (const { at } of all.slice(0, -1)) {
          const on = dayOf(at);
          expect(at).toBe(instantAt(on, '09:00'));
          expect(on > day && at < derivation.dueAt && isWorkday(calendar, on)).toBe(true);
          expect(pauses.some(({ from, to }) => from <= on && (to === null || on < to))).toBe(false);
        }
      }),
    );
  });

  test('a lamp only goes from green over yellow to red', () => {
    const order = ['green', 'yellow', 'red'];
    fc.assert(
      fc.property(countedRule, start, fc.nat(100 * 24), fc.nat(10 * 24), (of, day, hours, later) => {
        const term = { due: derive(of, day, [], [], calendar).dueAt, paused: false };
        const at = (hour: number) => new Date(Date.parse(instantAt(day, '00:00')) + hour * 3_600_000).toISOString();
        const [early, late] = [lamp(term, at(hours), calendar), lamp(term, at(hours + later), calendar)];
        expect(order.indexOf(late)).toBeGreaterThanOrEqual(order.indexOf(early));
        expect(late === 'red').toBe(at(hours + later) >= term.due);
      }),
    );
  });
});

function sameProof(mine: Derivation, naive: ReturnType<typeof naiveTerm>): boolean {
  if (mine.due !== naive.due || mine.dueAt !== naive.dueAt || mine.provisional !== naive.provisional) return false;
  return JSON.stringify(mine.steps) === JSON.stringify(naive.steps);
}

/** The published calendar with one day more off, a worked weekend included. */
function withHoliday(day: Day): Calendar {
  const year = Number(day.slice(0, 4));
  const known = calendar.years.get(year) ?? calendarYear(year, [], [], []);
  const daysOff = new Map(known.daysOff).set(day, '临时放假');
  const makeUpDays = new Set([...known.makeUpDays].filter((date) => date !== day));
  return withYear(calendar, 'test', { ...known, daysOff, makeUpDays });
}
