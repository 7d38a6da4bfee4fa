/** A new calendar and the dates of open cases. */
import fc from 'fast-check';
import { sampleNotice } from '../../dev/sample/calendar.js';
import { decideCommon } from '../../domain/file/common.js';
import { arm, ring } from '../../domain/file/clock.js';
import { deliveriesDue, delivered } from '../../domain/file/outbound.js';
import { isMovedBy } from '../../domain/file/redate.js';
import { systemAct, type CaseState, type Term, type TermKind } from '../../domain/file/case.js';
import { noticeCitation, noticeFaults, noticeYear, type CalendarNotice } from '../../domain/time/calendar-notice.js';
import { addDays, isWorkday, withYear, type Calendar, type Day } from '../../domain/time/calendar.js';
import { explain, type TermRule } from '../../domain/time/term.js';
import { act, after, apply, at, calendar, next, termOf, SYSTEM } from './given.js';
import { rule } from './term-samples.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`FC_SEED=${seed}`);
fc.configureGlobal({ seed, numRuns: 300 });

const NOTICE = sampleNotice(2027);
const published = (notice: CalendarNotice, before: Calendar = calendar): Calendar =>
  withYear(before, 'test', noticeYear(notice));
const SAID = { notices: [noticeCitation(NOTICE)] };
const IMPORTED = at('2026-11-25');

/** A file with these clocks and no others; S1 is the subject. */
const fileWith = (...terms: readonly Term[]): CaseState => ({ ...after([apply()]), terms });
const clock = (kind: TermKind, of: TermRule, start: Day, holder = 'authority', before = calendar): Term =>
  arm({ id: `t-${kind}`, kind, holder, rule: of, start }, before);

function redated(file: CaseState, by: Calendar = published(NOTICE), when = IMPORTED): CaseState {
  const a = systemAct('redate-1', 'redate', file.caseId, when, SAID);
  const decision = decideCommon(a, file, { calendar: by });
  return next(file, a, decision) ?? file;
}
const dueAfter = (term: Term, by?: Calendar, when?: string): Day | undefined =>
  redated(fileWith(term), by, when).terms[0]?.derivation.due;

describe('a date that a new calendar moves', () => {
  // Provisionally, without Spring Festival: 10 working days from Thursday 28 January 2027 end on Thursday 11 February.
  const party = clock('supplement', rule(10, 'workday'), '2027-01-28', 'S1');
  const authority = clock('result', rule(10, 'workday'), '2027-01-28');

  test('is later for the party, with the notice as the reason in the proof, and is provisional no more', () => {
    expect(party.derivation).toMatchObject({ due: '2027-02-11', provisional: true });
    const { derivation, alarms, status } = redated(fileWith(party)).terms[0]!;
    expect(derivation).toMatchObject({ due: '2027-02-17', provisional: false });
    expect(status).toBe('running');
    expect(alarms.at(-1)).toEqual({ rung: 'overdue', at: derivation.dueAt });
    expect(explain(derivation).join('\n')).toContain('最后一日由2027年2月11日（周四）改为2027年2月17日（周三）');
    expect(derivation.steps.find((s) => s.kind === 'redated')?.article).toBe(SAID.notices[0]);
  });

  test('stays the earlier one for the authority, and the proof says what it would be', () => {
    const { derivation } = redated(fileWith(authority)).terms[0]!;
    expect(derivation).toMatchObject({ due: '2027-02-11', provisional: false });
    expect(explain(derivation).join('\n')).toMatch(/仍为2027年2月11日.*2027年2月17日.*从其较早者/);
  });

  test('a make-up workday makes it earlier for the authority alone', () => {
    const short = { ...NOTICE, daysOff: NOTICE.daysOff.filter((b) => b.name !== '春节') };
    const by = published({ ...short, makeUpDays: ['2027-02-06'] });
    expect(dueAfter(authority, by)).toBe('2027-02-10');
    expect(dueAfter(party, by)).toBe('2027-02-11');
  });

  test('but nobody is made late by a notice: no date moves to before it', () => {
    const by = published({ ...NOTICE, daysOff: [], makeUpDays: ['2027-02-06'] });
    expect(dueAfter(authority, by, at('2027-02-11'))).toBe('2027-02-11');
  });

  test('what an instruction or a publication told others stands', () => {
    for (const kind of ['effect', 'announcement'] as const)
      expect(dueAfter(clock(kind, rule(10, 'workday'), '2027-01-28'))).toBe('2027-02-11');
  });

  test('the days at the end of the old year belong to the new notice too', () => {
    const before: CalendarNotice = {
      ...NOTICE,
      daysOff: [{ name: '元旦', from: '2026-12-31', to: '2027-01-02' }, ...NOTICE.daysOff.slice(1)],
      makeUpDays: [],
    };
    const term = clock('supplement', rule(5, 'workday'), '2026-12-24', 'S1');
    expect(term.derivation).toMatchObject({ due: '2026-12-31', provisional: false });
    expect(dueAfter(term, published(before))).toBe('2027-01-04');
  });
});

test('a date that stays keeps what has rung; one that moves rings anew', () => {
  const near = ring(clock('result', rule(10, 'workday'), '2027-01-28'), 'T-1');
  expect(redated(fileWith(near), undefined, at('2027-02-10', '09:30')).terms[0]).toMatchObject({ fired: 'T-1' });
  const moved = ring(clock('supplement', rule(10, 'workday'), '2027-01-28', 'S1'), 'T-1');
  const again = redated(fileWith(moved), undefined, at('2027-02-10', '09:30')).terms[0]!;
  expect(again.fired).toBeNull();
  expect(again.alarms.map((a) => a.rung)).toEqual(['T-2', 'T-1', 'T', 'overdue']);
});

test('a file that the calendar does not touch is not moved', () => {
  expect(isMovedBy(after([apply()]), SAID, IMPORTED, published(NOTICE))).toBe(false);
  expect(isMovedBy(fileWith(), SAID, IMPORTED, published(NOTICE))).toBe(false);
});

test('both sides are told once, of all dates together; a second notice before that is told with it', () => {
  const party = clock('supplement', rule(10, 'workday'), '2027-01-28', 'S1');
  const publicity = clock('maxPublicity', rule(1, 'year', { rollsToWorkday: false }), '2026-06-01');
  const file = redated(fileWith(party, publicity));
  expect(file.redating).toMatchObject({ untold: ['party', 'authority'], notices: SAID.notices });
  // A maximum of publicity neither moved nor warns anybody: it only is not provisional any more.
  expect(file.redating?.terms).toEqual([
    { id: 't-supplement', kind: 'supplement', was: '2027-02-11', due: '2027-02-17', provisional: false },
  ]);
  expect(file.terms[1]?.derivation.provisional).toBe(false);
  const due = deliveriesDue(file).filter((d) => d.kind === 'redating');
  expect(due.map((d) => d.to)).toEqual(['party', 'authority']);

  const told = act(
    'delivered',
    SYSTEM,
    { ...due[0]!, outcome: 'done', receipt: null, detail: null } as const,
    IMPORTED,
  );
  const one = next(file, told, { ok: true, events: delivered(file, told) })!;
  expect(one.redating?.untold).toEqual(['authority']);

  const amended = { ...NOTICE, number: '示例发〔2027〕1号', daysOff: [...NOTICE.daysOff] };
  amended.daysOff[1] = { name: '春节', from: '2027-02-05', to: '2027-02-19' };
  const a = systemAct('redate-2', 'redate', file.caseId, IMPORTED, { notices: [noticeCitation(amended)] });
  const twice = next(one, a, decideCommon(a, one, { calendar: published(amended) }))!;
  expect(twice.redating).toMatchObject({ id: 'redate-2', untold: ['party', 'authority'] });
  expect(twice.redating?.notices).toHaveLength(2);
  expect(twice.redating?.terms[0]).toMatchObject({ was: '2027-02-11', due: '2027-02-25' });
  const late = act(
    'delivered',
    SYSTEM,
    { ...due[1]!, outcome: 'done', receipt: null, detail: null } as const,
    IMPORTED,
  );
  expect(delivered(twice, late)).toEqual([]);
});

test('adding a holiday never makes a date earlier, whoever holds it', () => {
  const day = fc.integer({ min: 0, max: 330 }).map((n) => addDays('2026-02-01', n));
  fc.assert(
    fc.property(
      day,
      fc.constantFrom('workday', 'day', 'month', 'prompt' as const),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom('S1', 'authority'),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 12 }),
      (start, unit, number, holder, ahead, length) => {
        const term = clock('supplement', rule(unit === 'month' ? number % 6 : number, unit), start, holder);
        const from = addDays(start, ahead);
        const year = Number(from.slice(0, 4));
        const known = calendar.years.get(year);
        if (known === undefined || !addDays(from, length).startsWith(`${year}`)) return;
        const daysOff = new Map(known.daysOff);
        for (let n = 0; n <= length; n += 1) daysOff.set(addDays(from, n), '加放');
        const makeUpDays = new Set([...known.makeUpDays].filter((d) => !daysOff.has(d)));
        const by = withYear(calendar, 'more', { year, sources: [], daysOff, makeUpDays });
        const due = dueAfter(term, by, at(start)) ?? '';
        expect(due >= term.derivation.due).toBe(true);
        // Twice by the same calendar is once.
        const once = redated(fileWith(term), by, at(start));
        expect(isMovedBy(once, SAID, at(start), by)).toBe(once.terms[0]?.derivation.due !== term.derivation.due);
        expect(redated(once, by, at(start)).terms[0]?.derivation.due).toBe(due);
      },
    ),
  );
});

describe('a notice is checked before it counts', () => {
  const faults = (more: Partial<CalendarNotice>): string[] =>
    noticeFaults({ ...NOTICE, ...more }).map((f) => f.message);

  test('the made-up one is well-formed in any year, and says that it is made up', () => {
    for (let year = 2025; year < 2045; year += 1) expect(noticeFaults(sampleNotice(year))).toEqual([]);
    expect(noticeCitation(NOTICE)).toContain('示例数据');
    expect(isWorkday(published(NOTICE), NOTICE.makeUpDays[0] ?? '')).toBe(true);
  });

  test('a holiday left out, a make-up day that is no weekend or is off, days of another year, days twice', () => {
    expect(faults({ daysOff: NOTICE.daysOff.slice(1) })[0]).toContain('01-01');
    expect(faults({ makeUpDays: ['2027-02-15'] })[0]).toContain('不是周末');
    expect(faults({ makeUpDays: ['2027-02-06'] })[0]).toContain('同时列为放假日');
    expect(faults({ makeUpDays: ['2028-02-06'] })[0]).toContain('2027年内');
    expect(
      faults({ daysOff: [...NOTICE.daysOff, { name: '春节', from: '2027-02-12', to: '2027-02-13' }] })[0],
    ).toContain('重复');
    expect(
      faults({ daysOff: [...NOTICE.daysOff, { name: '春节', from: '2027-03-12', to: '2027-03-11' }] })[0],
    ).toContain('起止');
  });
});

test('the usual file keeps its terms: the test above rests on them', () => {
  expect(termOf(after([apply()]), 'result').derivation.due).toBe('2026-09-18');
});
