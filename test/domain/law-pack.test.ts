import fc from 'fast-check';
import {
  atWindow,
  publicityStart,
  publicityTerms,
  repairPack,
  type PackQuery,
  type RepairPack,
  type RuleOverride,
} from '../../domain/law/pack.js';
import { REGIMES } from '../../domain/law/regimes.js';
import { isInForce } from '../../domain/law/rule.js';
import { ruleById } from '../../domain/law/rules.js';
import type { TermRule } from '../../domain/time/term.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
console.info(`fast-check seed ${seed} (FC_SEED)`);

const query = (change: Partial<PackQuery> = {}): PackQuery => ({
  authorityKind: 'general',
  list: null,
  region: '320800',
  decisionDate: '2026-05-06',
  applicationDate: '2026-09-01',
  ...change,
});
const override = (change: Partial<RuleOverride>): RuleOverride => ({
  parameter: 'acceptance',
  region: '000000',
  number: 2,
  unit: 'workday',
  value: null,
  citation: '某市操作规程第五条',
  ...change,
});
const short = (rule: TermRule | null): string => (rule === null ? 'none' : `${rule.number} ${rule.unit} ${rule.basis}`);
const codes = (pack: RepairPack): string[] => pack.warnings.map((w) => w.code);

describe('the choice of a regime', () => {
  it.each([
    ['general', null, '2019-07-01', 'REPAIR.NATIONAL.2019'],
    ['general', null, '2023-04-30', 'REPAIR.NATIONAL.2019'],
    ['general', null, '2023-05-01', 'REPAIR.NATIONAL.2023'],
    ['general', null, '2026-03-31', 'REPAIR.NATIONAL.2023'],
    ['general', null, '2026-04-01', 'REPAIR.NATIONAL.2026'],
    ['court', null, '2026-04-01', 'REPAIR.NATIONAL.2026'],
    ['samr', null, '2021-08-31', 'REPAIR.NATIONAL.2019'],
    ['samr', null, '2021-09-01', 'REPAIR.SAMR.2021'],
    ['samr', null, '2025-12-24', 'REPAIR.SAMR.2021'],
    ['samr', null, '2025-12-25', 'REPAIR.SAMR.2025'],
    ['samr', null, '2026-04-01', 'REPAIR.SAMR.2025'],
    ['tax', null, '2026-04-01', 'REPAIR.NATIONAL.2026'],
    ['tax', '重大税收违法失信主体名单', '2026-04-01', 'REPAIR.TAX.2022'],
  ] as const)('%s, list %s, applied for on %s: %s', (authorityKind, list, applicationDate, regime) => {
    const pack = repairPack(query({ authorityKind, list, applicationDate, decisionDate: applicationDate }));
    expect(pack.regime).toBe(regime);
    expect(codes(pack)).not.toContain('oldRecord');
  });

  it('before any regime the earliest stands in, and says so', () => {
    const pack = repairPack(query({ applicationDate: '2018-01-01', decisionDate: '2017-01-01' }));
    expect(pack.regime).toBe('REPAIR.NATIONAL.2019');
    expect(codes(pack)).toContain('noRegimeAtDate');
  });
});

describe('the pack of Order 36', () => {
  const pack = repairPack(query());

  it('takes publicity terms as law and procedural numbers as parameters', () => {
    const { minor, general, serious } = pack.publicity;
    expect([minor.min, minor.max].map(short)).toEqual(['none', '3 month law']);
    expect([general.min, general.max].map(short)).toEqual(['3 month law', '1 year law']);
    expect([serious.min, serious.max].map(short)).toEqual(['1 year law', '3 year law']);
    expect(short(pack.acceptance)).toBe('3 workday configured');
    expect(short(pack.verification)).toBe('7 workday configured');
    expect(short(pack.result)).toBe('10 workday configured');
    expect(short(pack.extension)).toBe('10 workday configured');
    expect(short(pack.reapplyBar)).toBe('3 year configured');
    expect(pack.warnings.find((w) => w.code === 'unconfirmed')?.text).toContain('N36-accept');
  });

  it('neither publicity nor the bar on applying again rolls to a working day; procedure does', () => {
    for (const { min, max } of Object.values(pack.publicity)) {
      expect(max.rollsToWorkday).toBe(false);
      expect(min?.rollsToWorkday ?? false).toBe(false);
    }
    expect(pack.reapplyBar.rollsToWorkday).toBe(false);
    expect(pack.acceptance.rollsToWorkday).toBe(true);
  });

  it('is law only where the number was seen, in every regime', () => {
    for (const regime of REGIMES) {
      const listed = regime.listedOnly ? '某名单' : null;
      const authorityKind = regime.authorities[0] ?? 'general';
      const day = regime.inForceFrom;
      const p = repairPack(query({ authorityKind, list: listed, decisionDate: day, applicationDate: day }));
      const bounds = Object.values(p.publicity).flatMap((b) => (b.min === null ? [b.max] : [b.min, b.max]));
      for (const term of [p.acceptance, p.verification, p.result, p.extension, p.effects, p.reapplyBar, ...bounds]) {
        expect(term.basis === 'law').toBe(ruleById(term.ruleId)?.numberBasis === 'seen');
      }
    }
  });

  it('counts from the document, market regulation from publication', () => {
    const record = { decisionDate: '2026-05-06', publishedOn: '2026-05-12' };
    expect(publicityTerms(pack, 'general', record)).toMatchObject({
      start: '2026-05-06',
      max: { ruleId: 'N36-general-max' },
    });
    const samr = repairPack(query({ authorityKind: 'samr' }));
    expect(publicityStart(samr, 'general', record)).toBe('2026-05-12');
    expect(publicityStart(samr, 'general', { ...record, publishedOn: null })).toBe('2026-05-06');
  });
});

describe('earlier and special regimes', () => {
  it('Order 58: no acceptance term of its own, so that of Order 36 as a parameter', () => {
    const pack = repairPack(query({ decisionDate: '2024-03-01', applicationDate: '2025-01-10' }));
    expect(pack.acceptance).toMatchObject({ ruleId: 'N36-accept', basis: 'configured' });
    expect(pack.result).toMatchObject({ ruleId: 'N58-decide', number: 10, basis: 'configured' });
    expect(short(pack.publicity.general.max)).toBe('3 year configured');
  });

  it('527号: serious six months to three years, as read', () => {
    const pack = repairPack(query({ decisionDate: '2020-03-01', applicationDate: '2021-01-10' }));
    expect([pack.publicity.serious.min, pack.publicity.serious.max].map(short)).toEqual(['6 month law', '3 year law']);
  });

  it('market regulation of 2021: a serious penalty is never repaired early, a list entry after a year', () => {
    const at = { authorityKind: 'samr', decisionDate: '2022-03-01', applicationDate: '2023-06-01' } as const;
    const penalty = repairPack(query(at)).publicity.serious;
    expect(penalty.min).toEqual({ ...penalty.max });
    expect(short(repairPack(query({ ...at, list: '严重违法失信名单' })).publicity.serious.min)).toBe('1 year law');
  });

  it('the court list is not repaired by these terms, and the pack says so', () => {
    expect(
      repairPack(query({ authorityKind: 'court' }))
        .warnings.map((w) => w.text)
        .join(),
    ).toContain('失信被执行人名单');
  });
});

describe('records decided under earlier rules', () => {
  const old = query({ decisionDate: '2025-06-30', applicationDate: '2026-09-01' });

  it('by default the rules of the application: a general record is shown one year, not three', () => {
    const pack = repairPack(old);
    expect(pack).toMatchObject({ regime: 'REPAIR.NATIONAL.2026', publicityRegime: 'REPAIR.NATIONAL.2026' });
    expect(pack.publicity.general.max).toMatchObject({ number: 1, unit: 'year' });
    expect(codes(pack)).toContain('oldRecord');
  });

  it('by the other setting the publicity of the decision, but the procedure of the application', () => {
    const pack = repairPack(old, { oldRecords: 'rules-at-decision' });
    expect(pack).toMatchObject({ regime: 'REPAIR.NATIONAL.2026', publicityRegime: 'REPAIR.NATIONAL.2023' });
    expect(pack.publicity.general.max).toMatchObject({ number: 3, unit: 'year' });
    expect(pack.acceptance.ruleId).toBe('N36-accept');
    expect(pack.effects.ruleId).toBe('N36-sync');
  });

  it('passes on what must be checked by hand under the rules of the decision', () => {
    expect(
      repairPack(old)
        .warnings.filter((w) => w.code === 'checkByHand')
        .map((w) => w.text),
    ).toEqual([expect.stringContaining('令第58号不分轻微、一般、严重')]);
  });

  it('warns when the minimum was shorter at the decision', () => {
    const decided2022 = query({ decisionDate: '2022-06-30' });
    expect(codes(repairPack(decided2022))).toContain('shorterAtDecision');
    expect(codes(repairPack(decided2022, { oldRecords: 'rules-at-decision' }))).not.toContain('shorterAtDecision');
  });
});

describe('parameters of the cities and of operators', () => {
  const huaian = repairPack(query());
  const shijiazhuang = repairPack(query({ region: '130100' }));

  it('the two cities differ in 补正, in 及时 and in the hours of the window', () => {
    expect(huaian.supplement).toMatchObject({
      mode: 'restart',
      term: { number: 5, unit: 'workday', basis: 'configured' },
    });
    expect(shijiazhuang.supplement).toMatchObject({ mode: 'pause', term: { number: 10, unit: 'workday' } });
    expect([huaian.effects, shijiazhuang.effects].map(short)).toEqual(['2 prompt configured', '3 prompt configured']);
    expect([huaian, shijiazhuang].map((p) => atWindow(p, p.supplement.term).closesAt)).toEqual(['17:30', '17:00']);
    expect(huaian.supplement.article).toBe('本地配置参数(待确认)');
    expect(huaian.supplement.term.article).toBe('本地配置参数(待确认)');
    expect(huaian.effects.article).toContain('及时:2个工作日,本地配置参数(待确认)');
  });

  it('a county has its city’s, another city the defaults', () => {
    expect(repairPack(query({ region: '320803' })).supplement.term.number).toBe(5);
    const elsewhere = repairPack(query({ region: '320900' }));
    expect(elsewhere.supplement).toMatchObject({ mode: 'restart', term: { number: 10 } });
    expect(elsewhere.supplement.article).toBe('系统默认参数(待确认)');
  });

  it('an operator sets a parameter by its key or its rule, for his region only, with a citation', () => {
    const mine = [override({ region: '320800' })];
    expect(repairPack(query(), undefined, mine).acceptance).toMatchObject({
      ruleId: 'N36-accept',
      number: 2,
      basis: 'configured',
      article: '某市操作规程第五条',
    });
    expect(repairPack(query({ region: '130100' }), undefined, mine).acceptance.number).toBe(3);
    const byRule = [override({ parameter: 'N36-verify', number: 5, numberBasis: 'seen' })];
    expect(repairPack(query(), undefined, byRule).verification).toMatchObject({ number: 5, basis: 'law' });
    const mode = [override({ parameter: 'supplement.mode', number: null, unit: null, value: 'pause' })];
    expect(repairPack(query(), undefined, mode).supplement.mode).toBe('pause');
  });

  it('the nearest region wins, and an operator’s before a shipped one', () => {
    const both = [override({ number: 4 }), override({ region: '320000', number: 1 })];
    expect(repairPack(query(), undefined, both).acceptance.number).toBe(1);
    const wide = [override({ parameter: 'serviceLevel', number: 1 })];
    expect(repairPack(query(), undefined, wide).effects.number).toBe(1);
  });

  it('by which rules an old record is shown is set for a region; a comparison asks for either', () => {
    const old = { decisionDate: '2025-03-10', applicationDate: '2026-09-04' };
    const set = [
      override({
        parameter: 'publicity.oldRecords',
        region: '320800',
        number: null,
        unit: null,
        value: 'rules-at-decision',
      }),
    ];
    const regimeOf = (...asked: Parameters<typeof repairPack>) => repairPack(...asked).publicityRegime;
    const anew = regimeOf(query(old), { oldRecords: 'new-rules' });
    const before = regimeOf(query(old), { oldRecords: 'rules-at-decision' });
    expect(anew).not.toBe(before);
    expect(regimeOf(query(old))).toBe(anew);
    expect(regimeOf(query(old), undefined, set)).toBe(before);
    expect(regimeOf(query({ ...old, region: '130100' }), undefined, set)).toBe(anew);
    expect(regimeOf(query(old), { oldRecords: 'new-rules' }, set)).toBe(anew);
    const nonsense = [override({ parameter: 'publicity.oldRecords', number: null, unit: null, value: 'milder' })];
    expect(regimeOf(query(old), undefined, nonsense)).toBe(anew);
  });

  it('what cannot be used is not used, and is named', () => {
    const bad = [override({ number: null }), override({ parameter: 'window.closesAt', value: '25:00' })];
    const pack = repairPack(query(), undefined, bad);
    expect(pack.acceptance.number).toBe(3);
    expect(pack.warnings.find((w) => w.code === 'unusableOverride')?.text).toContain('window.closesAt');
  });
});

describe('for every question', () => {
  const day = fc
    .integer({ min: 0, max: 4300 })
    .map((n) => new Date(Date.UTC(2018, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const questions = fc.record({
    authorityKind: fc.constantFrom('general', 'samr', 'court', 'tax'),
    list: fc.constantFrom(null, '某严重失信主体名单'),
    region: fc.constantFrom('320800', '320803', '130100', '310000', '440300'),
    decisionDate: day,
    applicationDate: day,
  });
  const policies = fc.record({ oldRecords: fc.constantFrom('new-rules', 'rules-at-decision') });
  const months = ({ number, unit }: TermRule): number => (unit === 'year' ? number * 12 : number);

  it('there is one pack, whose id names its content and whose minimum is within its maximum', () => {
    const ids = new Map<string, string>();
    fc.assert(
      fc.property(questions, policies, (q, policy) => {
        const pack = repairPack(q, policy);
        expect(repairPack(q, policy)).toEqual(pack);
        const content = JSON.stringify(pack);
        expect(ids.get(pack.id) ?? content).toBe(content);
        ids.set(pack.id, content);
        for (const { min, max } of Object.values(pack.publicity)) {
          expect(min === null ? 0 : months(min)).toBeLessThanOrEqual(months(max));
        }
        const regime = REGIMES.find((r) => r.id === pack.regime);
        const early = pack.warnings.some((w) => w.code === 'noRegimeAtDate');
        expect(early || (regime !== undefined && isInForce(regime, q.applicationDate))).toBe(true);
      }),
      { seed },
    );
  });
});
