/** Two versions of the rules on one record: what differs is what the rules say differently, and nothing else. */
import fc from 'fast-check';
import { defaultPolicy, type LawPolicy, type RuleOverride } from '../../domain/law/pack.js';
import { whatIf, type Row, type Version, type Weighed } from '../../domain/law/what-if.js';
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';

const RECORD: Weighed = {
  ...{ authorityKind: 'general', list: null, region: '320800', severity: 'general' },
  ...{ decisionDate: '2025-03-10', publishedOn: '2025-03-17' },
};
const TODAY: Version = { applicationDate: '2026-08-20', policy: defaultPolicy, overrides: [] };
const AT_DECISION: LawPolicy = { oldRecords: 'rules-at-decision' };

const compare = (a: Partial<Version>, b: Partial<Version>, record: Weighed = RECORD) =>
  whatIf(record, { ...TODAY, ...a }, { ...TODAY, ...b }, PUBLISHED_CALENDAR);
const names = (rows: readonly Row[]): readonly string[] => rows.filter((r) => r.differs).map((r) => r.name);
const term = (rows: readonly Row[], name: Row['name'], side: 'a' | 'b') => {
  const row = rows.find((r) => r.name === name);
  return row?.of === 'term' ? row[side] : undefined;
};

test('a parameter as it is proposed: one term differs, and the day it leads to is told', () => {
  const proposed: RuleOverride = {
    ...{ parameter: 'acceptance', region: '320800', number: 5, unit: 'workday', value: null },
    ...{ citation: '示例', numberBasis: 'configured' },
  };
  const { rows } = compare({}, { overrides: [proposed] });
  expect(names(rows)).toEqual(['acceptance']);
  expect(term(rows, 'acceptance', 'a')?.derivation?.due).toBe('2026-08-25');
  expect(term(rows, 'acceptance', 'b')).toMatchObject({
    rule: { number: 5, article: '示例' },
    derivation: { due: '2026-08-27' },
  });
});

test('a record decided under Order 58: the policy for old records moves its publicity and nothing of the procedure', () => {
  const { a, b, rows } = compare({}, { policy: AT_DECISION });
  expect([a.publicityRegime, b.publicityRegime]).toEqual(['REPAIR.NATIONAL.2026', 'REPAIR.NATIONAL.2023']);
  expect(a.regime).toBe(b.regime);
  expect(names(rows).filter((n) => !['minPublicity', 'maxPublicity', 'startEvent'].includes(n))).toEqual([]);
  expect(names(rows)).toContain('maxPublicity');
});

test('the day before Order 36 and the day of it: other rules, on either side with their articles', () => {
  const { a, b, rows } = compare({ applicationDate: '2026-03-31' }, { applicationDate: '2026-04-01' });
  expect([a.regime, b.regime]).toEqual(['REPAIR.NATIONAL.2023', 'REPAIR.NATIONAL.2026']);
  expect(names(rows)).toEqual(expect.arrayContaining(['maxPublicity', 'result', 'reapplyBar']));
  expect(term(rows, 'result', 'a')?.rule.article).not.toBe(term(rows, 'result', 'b')?.rule.article);
});

test('two days of the same rules end on two days, and differ in nothing', () => {
  const { rows } = compare({ applicationDate: '2026-08-20' }, { applicationDate: '2026-09-21' });
  expect(names(rows)).toEqual([]);
  expect(term(rows, 'acceptance', 'a')?.derivation?.due).not.toBe(term(rows, 'acceptance', 'b')?.derivation?.due);
});

test('while nobody has said how serious it is, nothing is told of its publicity', () => {
  const { rows } = compare({}, { policy: AT_DECISION }, { ...RECORD, severity: null });
  expect(rows.map((r) => r.name)).not.toContain('maxPublicity');
  expect(names(rows)).toEqual([]);
});

test('a version against itself differs in nothing; the sides exchanged differ in the same', () => {
  const seed = Date.now() % 2 ** 31;
  console.log(`seed ${seed}`);
  const days = fc
    .integer({ min: 0, max: 2500 })
    .map((n) => new Date(Date.UTC(2019, 7, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const version = fc.record({
    applicationDate: days,
    policy: fc.constantFrom(defaultPolicy, AT_DECISION),
    overrides: fc.constant([]),
  });
  const record = fc.record({
    authorityKind: fc.constantFrom('general' as const, 'samr' as const),
    list: fc.constantFrom(null, '生态环境领域严重失信主体名单'),
    region: fc.constantFrom('320800', '130100', '310000'),
    decisionDate: days,
    publishedOn: fc.option(days),
    severity: fc.constantFrom('minor' as const, 'general' as const, 'serious' as const, null),
  });
  fc.assert(
    fc.property(record, version, version, (r, a, b) => {
      expect(names(whatIf(r, a, a, PUBLISHED_CALENDAR).rows)).toEqual([]);
      const there = whatIf(r, a, b, PUBLISHED_CALENDAR);
      const back = whatIf(r, b, a, PUBLISHED_CALENDAR);
      expect(names(there.rows)).toEqual(names(back.rows));
      expect([there.a.id, there.b.id]).toEqual([back.b.id, back.a.id]);
      if (there.a.id === there.b.id) expect(names(there.rows)).toEqual([]);
    }),
    { seed },
  );
});
