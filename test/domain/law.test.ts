import { INSTRUMENTS, instrument } from '../../domain/law/instruments.js';
import { liesIn } from '../../domain/law/jurisdictions.js';
import { REGIMES } from '../../domain/law/regimes.js';
import { citation } from '../../domain/law/rule.js';
import { allRules, findRules, ruleById } from '../../domain/law/rules.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

describe('the rules as data', () => {
  it('have unique ids and are found by them', () => {
    expect(new Set(allRules.map((r) => r.id)).size).toBe(allRules.length);
    for (const rule of allRules) expect(ruleById(rule.id)).toBe(rule);
    expect(ruleById('N36-none')).toBeUndefined();
  });

  it.each(allRules.map((r) => [r.id, r] as const))('%s is whole', (_, rule) => {
    expect(Object.keys(INSTRUMENTS)).toContain(rule.instrument);
    expect(rule.jurisdiction).toBe(instrument(rule.instrument).jurisdiction);
    expect(rule.numberBasis === null).toBe(rule.number === null);
    if (rule.number !== null) {
      expect(Number.isSafeInteger(rule.number) && rule.number >= 0).toBe(true);
      expect(rule.unit).not.toBeNull();
    }
    expect(rule.quote).not.toBe('');
    expect(rule.source).not.toBe('');
    expect(rule.inForceFrom).toMatch(DAY);
    if (rule.supersededOn !== null) {
      expect(rule.supersededOn).toMatch(DAY);
      expect(rule.supersededOn > rule.inForceFrom).toBe(true);
    }
    if (rule.confidence === 'memory') expect(rule.numberBasis).not.toBe('seen');
  });

  it('hold the numbers of Order 36 that were read, and mark the others', () => {
    const numberOf = (id: string): unknown[] => [ruleById(id)?.number, ruleById(id)?.unit, ruleById(id)?.numberBasis];
    expect(numberOf('N36-minor-max')).toEqual([3, 'month', 'seen']);
    expect(numberOf('N36-general-min')).toEqual([3, 'month', 'seen']);
    expect(numberOf('N36-general-max')).toEqual([1, 'year', 'seen']);
    expect(numberOf('N36-serious-min')).toEqual([1, 'year', 'seen']);
    expect(numberOf('N36-serious-max')).toEqual([3, 'year', 'seen']);
    expect(numberOf('N36-accept')).toEqual([3, 'workday', 'report']);
    expect(numberOf('N36-verify')).toEqual([7, 'workday', 'inference']);
    expect(numberOf('N36-feedback')).toEqual([10, 'workday', 'report']);
    expect(numberOf('N36-extend')).toEqual([10, 'workday', 'memory']);
    expect(numberOf('N36-false')).toEqual([3, 'year', 'memory']);
    expect(numberOf('ARL-20')).toEqual([60, 'day', 'seen']);
    expect(numberOf('LIT-6m')).toEqual([6, 'month', 'memory']);
  });

  it('count 三日 of the Penalty Law in working days (article 85)', () => {
    expect(ruleById('APL-48-3')).toMatchObject({ number: 3, unit: 'workday' });
  });

  it.each([
    ['N36-02-right', '《信用修复管理办法》(国家发展改革委令第36号)第二条'],
    ['N36-accept', '《信用修复管理办法》(国家发展改革委令第36号)第三章(条号待核)'],
    ['N36-litigation', '《信用修复管理办法》(国家发展改革委令第36号)第三章/第五章(条号待核)'],
    ['G22-4-materials', '《关于进一步完善信用修复制度的实施方案》(国办发〔2025〕22号)第四部分'],
    ['S107-decide', '《市场监督管理信用修复管理办法》(市场监管总局令第107号)(条号待核)'],
    ['S3-decide', '《市场监督管理信用修复管理办法》(国市监信规〔2021〕3号)第十条(条号待核)'],
    ['JS-notify', '《江苏省社会信用条例》(江苏省人大常委会 2021-07-29)第三章(条号待核)'],
    ['QD-suspend', '《关于建立完善守信联合激励和失信联合惩戒制度的实施方案》(启东市信用办 2019-09-10)第18部分'],
    ['CFG-huaian-supplement.term', '本地配置参数(待确认)'],
  ])('%s is cited as %s', (id, text) => {
    const rule = ruleById(id);
    expect(rule === undefined ? null : citation(rule)).toBe(text);
  });

  it('are cited without leftovers of the notation', () => {
    for (const rule of allRules) expect(citation(rule)).not.toMatch(/not seen|\?|—|undefined/);
  });
});

describe('finding rules', () => {
  it('by process and day: Order 58 ends where Order 36 begins', () => {
    const on = (day: string): string[] => findRules({ process: 'publicity', inForceOn: day }).map((r) => r.id);
    expect(on('2026-03-31')).toEqual(expect.arrayContaining(['N58-max']));
    expect(on('2026-03-31')).not.toContain('N36-general-max');
    expect(on('2026-04-01')).toContain('N36-general-max');
    expect(on('2026-04-01')).not.toContain('N58-max');
  });

  it('by region: national rules and those of the region and above it only', () => {
    const ids = findRules({ region: '320803' }).map((r) => r.id);
    expect(ids).toEqual(expect.arrayContaining(['N36-accept', 'HA-ways', 'CFG-huaian-supplement.mode']));
    expect(ids).not.toContain('CFG-shijiazhuang-supplement.mode');
    expect(ids).not.toContain('SH-repair');
  });

  it('by jurisdiction, and all of them without a condition', () => {
    expect(new Set(findRules({ jurisdiction: 'tax' }).map((r) => r.instrument))).toEqual(new Set(['T54']));
    expect(findRules()).toHaveLength(allRules.length);
  });

  it('knows that a county lies in its city, province and country', () => {
    for (const area of ['320803', '320800', '320000', '000000']) expect(liesIn('320803', area)).toBe(true);
    for (const area of ['320801', '320900', '130000']) expect(liesIn('320803', area)).toBe(false);
  });
});

describe('regimes', () => {
  it('name only rules that exist and publicity bounds that are numbers', () => {
    for (const regime of REGIMES) {
      for (const id of Object.values(regime.procedure)) expect(ruleById(id)).toBeDefined();
      const rows = [...Object.values(regime.publicity), ...(regime.listed === undefined ? [] : [regime.listed])];
      for (const row of rows) {
        for (const id of [row.min, row.max]) if (id !== null) expect(ruleById(id)?.number).toEqual(expect.any(Number));
      }
    }
  });
});
