import fc from 'fast-check';
import { addDays, addMonths, calendarYear, dayOf, instantAt, isWorkday, withYear } from '../../domain/time/calendar.js';
import type { Calendar, Day } from '../../domain/time/calendar.js';
import { PUBLISHED_CALENDAR as calendar } from '../../domain/time/calendar-data.js';
import { alarms, derive, lamp, workdaysBetween } from '../../domain/time/term.js';
import type { Extension, Pause, TermUnit } from '../../domain/time/term.js';
import { naiveTerm } from './naive-term.js';
import { daysFrom, daysNamed, due, extension, pause, rule } from './term-samples.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`FC_SEED=${seed}`);
fc.configureGlobal({ seed, numRuns: 500 });

describe('terms', () => {
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

/** The published calendar with one day more off, a worked weekend included. */
function withHoliday(day: Day): Calendar {
  const year = Number(day.slice(0, 4));
  const known = calendar.years.get(year) ?? calendarYear(year, [], [], []);
  const daysOff = new Map(known.daysOff).set(day, '临时放假');
  const makeUpDays = new Set([...known.makeUpDays].filter((date) => date !== day));
  return withYear(calendar, 'test', { ...known, daysOff, makeUpDays });
}
