/** 补正: asked once; what it does to the clocks differs between two cities. */
import type { CaseState } from '../../domain/file/case.js';
import { isOpen } from '../../domain/file/clock.js';
import { deliveriesDue } from '../../domain/file/outbound.js';
import * as g from './given.js';
import { accept, after, apply, askSupplement, at, day, given, serve, supplement, termOf, termsOf } from './given.js';

const SJZ = g.SHIJIAZHUANG;
const asked = (record = g.RECORD): CaseState => after([apply(), askSupplement(day(1))], record);
const facts = (record: typeof SJZ) => ({ record, pack: g.packOf(record, g.RECEIVED) });

test('it is told once, by a notice; the authority’s clocks rest, but it must serve the notice promptly', () => {
  const file = given(after([apply()]))
    .when(askSupplement(day(1)))
    .then([
      { type: 'supplementAsked' },
      { type: 'termSet', term: { kind: 'result', status: 'paused', alarms: [] } },
      { type: 'termSet', term: { kind: 'acceptance', status: 'paused', alarms: [] } },
      { type: 'termSet', term: { kind: 'service', holder: 'huaian-sthj', status: 'running' } },
      { type: 'assigned', handler: 'handler' },
      { type: 'staged', stage: 'supplementing' },
      { type: 'noticeSigned', notice: { kind: 'supplement', number: null, reasons: '缴款凭证' } },
    ]);
  expect(termsOf(file, 'supplement')).toEqual([]);
  given(after([supplement(day(3))], g.RECORD, file))
    .when(askSupplement(day(4)))
    .thenRefused('SUPPLEMENT_ONCE');
});

test.each([
  ['淮安', g.RECORD, '2026-09-16'],
  ['石家庄', SJZ, '2026-09-22'],
] as const)('%s: the applicant’s own term runs from service, for as long as the city allows', (_, record, due) => {
  const file = given(asked(record), facts(record))
    .when(serve('X1-n1', '2026-09-09'))
    .then([
      { type: 'noticeServed' },
      { type: 'termSet', term: { kind: 'service', status: 'met' } },
      { type: 'termSet', term: { kind: 'supplement', holder: 'S1', start: '2026-09-09', status: 'running' } },
    ]);
  expect(termOf(file, 'supplement').derivation.due).toBe(due);
});

test.each([
  ['淮安: complete papers start the clocks anew', g.RECORD, '2026-09-18', '2026-09-29'],
  ['石家庄: complete papers let the clocks go on', SJZ, '2026-09-17', '2026-09-24'],
] as const)('%s', (_, record, acceptance, result) => {
  const file = given(asked(record), facts(record))
    .when(supplement('2026-09-15'))
    .then([
      { type: 'termSet', term: { kind: 'service', status: 'met' } },
      { type: 'termSet', term: { kind: 'result', status: 'running' } },
      { type: 'termSet', term: { kind: 'acceptance', status: 'running' } },
      { type: 'staged', stage: 'applied' },
    ]);
  expect([termOf(file, 'acceptance').derivation.due, termOf(file, 'result').derivation.due]).toEqual([
    acceptance,
    result,
  ]);
});

test('石家庄: asked and supplied on one day, every date is as before and no warning comes twice', () => {
  const warned = given(after([apply()], SJZ), facts(SJZ))
    .when(g.ring('X1-t2', 'T-2', at('2026-09-08', '09:00')))
    .then([{ term: { fired: 'T-2' } }]);
  const back = after([askSupplement('2026-09-08'), supplement('2026-09-08')], SJZ, warned);
  for (const kind of ['acceptance', 'result'] as const) {
    expect(termOf(back, kind).derivation.due).toBe(termOf(warned, kind).derivation.due);
    expect(termOf(back, kind).alarms).toEqual(termOf(warned, kind).alarms);
  }
  expect(deliveriesDue(back)).toContainEqual(expect.objectContaining({ kind: 'reminder', id: 'X1-t2', rung: 'T-2' }));
});

test('a clock that was over when it was asked stays red; the others rest', () => {
  const late = given(after([apply()]))
    .when(g.ring('X1-t2', 'overdue', '2026-09-11'))
    .then([{}]);
  const file = after([askSupplement('2026-09-14')], g.RECORD, late);
  expect([termOf(file, 'acceptance').status, termOf(file, 'acceptance').fired, termOf(file, 'result').status]).toEqual([
    'running',
    'overdue',
    'paused',
  ]);
  const back = after([supplement('2026-09-16')], g.RECORD, file);
  expect([termOf(back, 'acceptance').derivation.due, termOf(back, 'result').derivation.due]).toEqual([
    '2026-09-10',
    '2026-09-30',
  ]);
});

test('supplied before service was recorded: a later record of service starts no term', () => {
  const file = after([supplement(day(2))], g.RECORD, asked());
  const served = given(file)
    .when(serve('X1-n1', day(3)))
    .then([{ type: 'noticeServed' }]);
  expect(termsOf(served, 'supplement')).toEqual([]);
  given(served)
    .when(accept(day(3)))
    .then([{}, {}, {}, {}, {}]);
});

test('supplied in the term: it is met and rings no more', () => {
  const file = after([serve('X1-n1', day(2)), supplement(day(4))], g.RECORD, asked());
  expect(termOf(file, 'supplement')).toMatchObject({ status: 'met', alarms: [], endedAt: at(day(4)) });
  given(file)
    .when(g.ring('X1-t4', 'overdue', '2026-09-30'))
    .thenRefused('NOTHING_DUE');
});

test('not supplied in the term: the application ends with a paper, and the clock shows that it ran out', () => {
  const served = after([serve('X1-n1', day(2))], g.RECORD, asked());
  const { dueAt } = termOf(served, 'supplement').derivation;
  given(served)
    .when(g.ring('X1-t4', 'overdue', at('2026-09-16', '23:59')))
    .thenRefused('NOTHING_DUE');
  const file = given(served)
    .when(g.ring('X1-t4', 'overdue', dueAt))
    .then([
      { type: 'termSet', term: { kind: 'supplement', status: 'running', fired: 'overdue' } },
      { type: 'noticeSigned', notice: { kind: 'termination', number: null, reasons: expect.stringContaining('补正') } },
      { type: 'termSet', term: { kind: 'result', status: 'cancelled' } },
      { type: 'termSet', term: { kind: 'acceptance', status: 'cancelled' } },
      { type: 'termSet', term: { kind: 'supplement', status: 'cancelled', fired: 'overdue' } },
      { type: 'closed', outcome: 'terminated' },
    ]);
  expect(file.terms.filter(isOpen)).toEqual([]);
  given(file).when(supplement('2026-09-17')).thenRefused('WRONG_STAGE');
});

test('a warning of the applicant’s term only warns', () => {
  const served = after([serve('X1-n1', day(2))], g.RECORD, asked());
  const file = given(served)
    .when(g.ring('X1-t4', 'T', at('2026-09-16', '09:00')))
    .then([{ type: 'termSet', term: { fired: 'T', status: 'running' } }]);
  expect(file.stage).toBe('supplementing');
});

test('withdrawn while the applicant’s term runs: every clock stops', () => {
  const file = after([serve('X1-n1', day(2)), g.withdraw(day(3))], g.RECORD, asked());
  expect(file).toMatchObject({ stage: 'closed', outcome: 'withdrawn' });
  expect(file.terms.filter(isOpen)).toEqual([]);
  expect(termOf(file, 'supplement').status).toBe('cancelled');
});

test('until service nothing ends the application, but who does not serve is reminded and turns red', () => {
  const file = asked();
  expect(file.terms.filter((t) => t.alarms.length > 0).map((t) => t.kind)).toEqual(['service']);
  const late = given(file)
    .when(g.ring('X1-t3', 'overdue', termOf(file, 'service').derivation.dueAt))
    .then([{ type: 'termSet', term: { fired: 'overdue', status: 'running' } }]);
  expect(late.stage).toBe('supplementing');
  expect(deliveriesDue(late)).toContainEqual(expect.objectContaining({ kind: 'reminder', id: 'X1-t3' }));
});

describe('handed in on paper at the counter', () => {
  const byWindow = (): CaseState => {
    const said = apply();
    const paper = { ...said, payload: { ...said.payload, application: { channel: 'window' as const } } };
    return after([paper, askSupplement(day(1)), serve('X1-n1', day(2))]);
  };
  const ranOut = (): CaseState =>
    after([g.ring('X1-t4', 'overdue', termOf(byWindow(), 'supplement').derivation.dueAt)], g.RECORD, byWindow());

  test('the last day ends when the window closes (民法典 203)', () => {
    expect(termOf(byWindow(), 'supplement').derivation.dueAt).toBe(at('2026-09-16', '17:30'));
  });

  test('nothing ends before the counter has had the time to enter what it received', () => {
    expect(ranOut()).toMatchObject({ stage: 'supplementing', outcome: null });
    expect(termOf(ranOut(), 'counterEntry')).toMatchObject({ holder: 'huaian-sthj', status: 'running' });
    const ended = after(
      [g.ring('X1-t5', 'overdue', termOf(ranOut(), 'counterEntry').derivation.dueAt)],
      g.RECORD,
      ranOut(),
    );
    expect(ended).toMatchObject({ stage: 'closed', outcome: 'terminated' });
  });

  test('what it received in time is in time, on whichever day it is typed in', () => {
    const entered = after([supplement(at('2026-09-16', '17:29'))], g.RECORD, ranOut());
    expect(entered.stage).toBe('applied');
    expect(termOf(entered, 'supplement')).toMatchObject({ status: 'met', endedAt: at('2026-09-16', '17:29') });
    expect(termOf(entered, 'counterEntry').status).toBe('met');
  });

  test('what came after it had closed is late', () => {
    given(ranOut())
      .when(supplement(at('2026-09-16', '17:30')))
      .thenRefused('TOO_LATE');
  });
});
