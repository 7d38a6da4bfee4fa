import chineseDays from 'chinese-days';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  addYears,
  calendarYear,
  dayAfter,
  dayKind,
  dayOf,
  instantAt,
  isDay,
  isPublished,
  isWorkday,
  weekday,
  withYear,
} from '../../domain/time/calendar.js';
import { PUBLISHED_CALENDAR as calendar } from '../../domain/time/calendar-data.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`FC_SEED=${seed}`);
fc.configureGlobal({ seed });

const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n));

describe('days and instants', () => {
  test('an instant belongs to the day in Shanghai', () => {
    expect(dayOf('2026-11-22T15:59:59.999Z')).toBe('2026-11-22');
    expect(dayOf('2026-11-22T16:00:00.000Z')).toBe('2026-11-23');
  });

  test.each([
    ['00:00', '2026-12-31T16:00:00.000Z'],
    ['07:59', '2026-12-31T23:59:00.000Z'],
    ['09:00', '2027-01-01T01:00:00.000Z'],
    ['17:30', '2027-01-01T09:30:00.000Z'],
    ['24:00', '2027-01-01T16:00:00.000Z'],
  ])('%s on 2027-01-01 is %s', (time, instant) => {
    expect(instantAt('2027-01-01', time)).toBe(instant);
  });

  test('every minute of a day lies in it, and its 24:00 in the next', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 1440 }), (date, minute) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        expect(dayOf(instantAt(date, time))).toBe(minute === 1440 ? dayAfter(date) : date);
      }),
    );
  });

  test('months and years end on the corresponding day or the last of the month', () => {
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2027-11-30', 3)).toBe('2028-02-29');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-02-28', 1)).toBe('2026-03-28');
    expect(addMonths('2026-01-31', 2)).toBe('2026-03-31');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28');
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29');
  });

  test('weekdays, and days that do not exist', () => {
    expect(weekday('2026-11-22')).toBe(0);
    expect(weekday('2026-11-28')).toBe(6);
    expect(isDay('2024-02-29')).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', 'yesterday', '2026-00-10'].filter(isDay)).toEqual([]);
  });
});

describe('the published calendar', () => {
  test('says what a day is', () => {
    expect(dayKind(calendar, '2026-11-20')).toEqual({ kind: 'workday' });
    expect(dayKind(calendar, '2026-11-21')).toEqual({ kind: 'weekend' });
    expect(dayKind(calendar, '2026-10-01')).toEqual({ kind: 'holiday', name: '国庆节', notice: 2026 });
    expect(dayKind(calendar, '2026-09-20')).toEqual({ kind: 'make-up', notice: 2026 });
    expect(isWorkday(calendar, '2026-10-10')).toBe(true);
    expect(dayKind(calendar, '2020-02-03')).toEqual({ kind: 'workday' });
  });

  test('a notice reaches over New Year', () => {
    expect(dayKind(calendar, '2018-12-29')).toEqual({ kind: 'make-up', notice: 2019 });
    expect(dayKind(calendar, '2018-12-31')).toEqual({ kind: 'holiday', name: '元旦', notice: 2019 });
    expect(dayKind(calendar, '2022-12-31')).toEqual({ kind: 'holiday', name: '元旦', notice: 2023 });
  });

  test('2027 is not published: weekends off, all else worked', () => {
    expect(isPublished(calendar, 2026)).toBe(true);
    expect(isPublished(calendar, 2027)).toBe(false);
    expect(isWorkday(calendar, '2027-10-01')).toBe(true);
    expect(isWorkday(calendar, '2027-10-02')).toBe(false);
    const published = withYear(calendar, 'test', calendarYear(2027, [], [['元旦', '2027-01-01', '2027-01-01']], []));
    expect(isWorkday(published, '2027-01-01')).toBe(false);
    expect(isPublished(calendar, 2027)).toBe(false);
  });

  test('each year names its seven holidays, works only weekends up for them, and gives its source', () => {
    const named = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'];
    expect([...calendar.years.keys()]).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    for (const { year, sources, daysOff, makeUpDays } of calendar.years.values()) {
      expect(new Set([...daysOff.values()].flatMap((name) => name?.split('、') ?? []))).toEqual(new Set(named));
      expect([...makeUpDays].filter((date) => weekday(date) % 6 !== 0 || daysOff.has(date))).toEqual([]);
      expect(sources.every((source) => /^https?:\/\/www\.gov\.cn\//.test(source))).toBe(true);
      expect(
        [...daysOff.keys(), ...makeUpDays].filter((date) => Math.abs(Number(date.slice(0, 4)) - year) > 1),
      ).toEqual([]);
    }
  });

  test('agrees with the chinese-days package on every day of 2019–2026', () => {
    const differences: string[] = [];
    for (let date = '2019-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
      if (isWorkday(calendar, date) !== chineseDays.isWorkday(date)) differences.push(date);
    }
    expect(differences).toEqual([]);
  });
});
