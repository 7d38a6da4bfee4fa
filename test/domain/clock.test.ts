import { addDays } from '../../domain/time/calendar.js';
import type { Term } from '../../domain/file/case.js';
import { arm, cancel, isOpen, keptInTime, meet, pause, rearm, resume, ring } from '../../domain/file/clock.js';
import { at, calendar } from './given.js';
import { rule } from './term-samples.js';

/** Five working days from Monday 7 September 2026: until Monday 14. */
const armed = (kind: Term['kind'] = 'verification'): Term =>
  arm({ id: 't1', kind, holder: 'authority', rule: rule(5, 'workday'), start: '2026-09-07' }, calendar);
const rest = (term: Term, from: string): Term => pause(term, from, '等待补正', '待确认', calendar);

test('a clock that is armed runs, and warns two days, one day and on the last day before it is over', () => {
  expect(armed()).toMatchObject({ status: 'running', fired: null, told: null, endedAt: null, instructionId: null });
  expect(armed().alarms).toEqual([
    { rung: 'T-2', at: at('2026-09-10', '09:00') },
    { rung: 'T-1', at: at('2026-09-11', '09:00') },
    { rung: 'T', at: at('2026-09-14', '09:00') },
    { rung: 'overdue', at: at('2026-09-14', '24:00') },
  ]);
});

test('a maximum of publicity does not warn: it acts', () => {
  expect(armed('maxPublicity').alarms.map((a) => a.rung)).toEqual(['overdue']);
});

test('a rung that has rung, and those before it, do not ring again', () => {
  const rung = ring(armed(), 'T-1');
  expect(rung.fired).toBe('T-1');
  expect(rung.alarms.map((a) => a.rung)).toEqual(['T', 'overdue']);
});

test('a paused clock does not remind; resumed it ends as many working days later and reminds again', () => {
  const paused = rest(ring(armed(), 'T-2'), '2026-09-10');
  expect(paused).toMatchObject({ status: 'paused', alarms: [] });
  const resumed = resume(paused, '2026-09-14', calendar);
  expect(resumed).toMatchObject({ status: 'running', fired: null, told: null });
  expect(resumed.derivation.due).toBe('2026-09-16');
  expect(resumed.alarms.map((a) => [a.rung, a.at])).toContainEqual(['T-2', at('2026-09-14', '09:00')]);
});

test('paused and resumed on one day it is as before: what has rung does not ring again', () => {
  const before = { ...ring(armed(), 'T-2'), told: 'T-2' as const };
  const back = resume(rest(before, '2026-09-10'), '2026-09-10', calendar);
  expect(back).toMatchObject({ status: 'running', fired: 'T-2', told: 'T-2', alarms: before.alarms });
  expect(back.derivation.due).toBe(before.derivation.due);
});

test('over a weekend only, too, nothing has moved and nothing rings again', () => {
  const before = ring(armed(), 'T-1');
  const back = resume(rest(before, '2026-09-12'), '2026-09-14', calendar);
  expect(back).toMatchObject({ fired: 'T-1', alarms: before.alarms });
});

test('a clock that is over cannot be paused: what was missed stays missed', () => {
  const missed = ring(armed(), 'overdue');
  expect(rest(missed, '2026-09-15')).toEqual(missed);
  expect(rest(missed, '2026-09-14').status).toBe('paused');
});

test('rearmed it counts from the new day alone; on the same day nothing rings again', () => {
  const paused = rest(ring(armed(), 'T'), '2026-09-14');
  const again = rearm(paused, '2026-09-16', calendar);
  expect(again).toMatchObject({ id: 't1', status: 'running', start: '2026-09-16', pauses: [], fired: null });
  expect(again.derivation.due).toBe('2026-09-22');
  expect(rearm(ring(armed(), 'overdue'), '2026-09-07', calendar)).toMatchObject({ fired: 'overdue', alarms: [] });
});

test('met and cancelled clocks are over, silent, and told apart', () => {
  for (const [end, status] of [
    [meet, 'met'],
    [cancel, 'cancelled'],
  ] as const) {
    const ended = end(armed(), at('2026-09-09'));
    expect(ended).toMatchObject({ status, alarms: [], endedAt: at('2026-09-09') });
    expect(isOpen(ended)).toBe(false);
  }
});

test('24:00 of the last day itself is too late', () => {
  const { dueAt } = armed().derivation;
  expect(dueAt).toBe(at(addDays('2026-09-14', 1), '00:00'));
  expect(keptInTime(meet(armed(), at('2026-09-14', '23:59')))).toBe(true);
  expect(keptInTime(meet(armed(), dueAt))).toBe(false);
  expect(keptInTime(armed())).toBe(false);
  expect(keptInTime(cancel(armed(), at('2026-09-08')))).toBe(false);
});
