import fc from 'fast-check';
import {
  classify,
  parsePenaltyKinds,
  penaltyKindText,
  unclassifiedText,
  type PenaltyKind,
} from '../../domain/record/severity.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
console.info(`fast-check seed ${seed} (FC_SEED)`);

const CHAPTER2 = '《信用修复管理办法》(国家发展改革委令第36号)第二章(条号待核)';
const KINDS: readonly PenaltyKind[] = [
  'warning',
  'criticism',
  'fine',
  'confiscation',
  'permitSuspension',
  'downgrading',
  'permitRevocation',
  'businessRestriction',
  'productionSuspension',
  'closure',
  'employmentRestriction',
  'detention',
  'other',
];

describe('severity by kind of penalty', () => {
  it.each([
    ['warning', 'minor', 'N36-class-minor'],
    ['criticism', 'minor', 'N36-class-minor'],
    ['confiscation', 'general', 'N36-class-general'],
    ['permitSuspension', 'serious', 'N36-class-serious'],
    ['permitRevocation', 'serious', 'N36-class-serious'],
    ['employmentRestriction', 'serious', 'N36-class-serious'],
    ['productionSuspension', 'serious', 'CFG-class-serious'],
    ['closure', 'serious', 'CFG-class-serious'],
    ['businessRestriction', 'serious', 'CFG-class-serious'],
    ['downgrading', 'serious', 'CFG-class-serious'],
  ] as const)('%s alone is %s', (kind, severity, basis) => {
    expect(classify({ kinds: [kind] })).toMatchObject({ severity, basis });
  });

  it('cites what it rests on, and a parameter as a parameter', () => {
    expect(classify({ kinds: ['warning'] })).toMatchObject({ article: CHAPTER2 });
    expect(classify({ kinds: ['closure'] })).toMatchObject({ article: '系统默认参数(待确认)' });
  });

  it('a fine is for a person to judge, however large: no national threshold was read', () => {
    for (const fineFen of [10_000, 5_000_000_00, null]) {
      expect(classify({ kinds: ['fine'], fineFen })).toEqual({ severity: null, reason: 'fineThreshold' });
    }
  });

  it('detention, other kinds and no kind at all are for a person too', () => {
    expect(classify({ kinds: ['detention'] })).toEqual({ severity: null, reason: 'kindNotCovered' });
    expect(classify({ kinds: ['other'] })).toEqual({ severity: null, reason: 'kindNotCovered' });
    expect(classify({ kinds: [] })).toEqual({ severity: null, reason: 'noKind' });
  });
});

describe('several kinds', () => {
  it('the gravest when it can be told', () => {
    expect(classify({ kinds: ['fine', 'permitRevocation'] })).toMatchObject({ severity: 'serious' });
    expect(classify({ kinds: ['warning', 'confiscation'] })).toMatchObject({ severity: 'general' });
  });

  it('unknown when a fine beside it might be graver', () => {
    expect(classify({ kinds: ['warning', 'fine'] })).toEqual({ severity: null, reason: 'fineThreshold' });
    expect(classify({ kinds: ['confiscation', 'fine'] })).toEqual({ severity: null, reason: 'fineThreshold' });
  });

  it('a further kind never makes it milder, and their order does not matter', () => {
    const rank = { minor: 0, general: 1, serious: 2 } as const;
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...KINDS), { minLength: 1 }),
        fc.constantFrom(...KINDS),
        (kinds, more) => {
          const [before, after] = [classify({ kinds }), classify({ kinds: [...kinds, more] })];
          expect(classify({ kinds: [...kinds].reverse() }).severity).toBe(before.severity);
          if (before.severity !== null && after.severity !== null) {
            expect(rank[after.severity]).toBeGreaterThanOrEqual(rank[before.severity]);
          }
          if (before.severity === null) expect([null, 'serious']).toContain(after.severity);
        },
      ),
      { seed },
    );
  });
});

describe('what goes before the kinds', () => {
  it('the authority’s own column, in the words it uses', () => {
    for (const [severityColumn, severity] of [
      ['轻微', 'minor'],
      ['一般失信', 'general'],
      [' 严重失信行为 ', 'serious'],
    ] as const) {
      expect(classify({ severityColumn, kinds: ['fine'] })).toMatchObject({ severity, basis: 'N36-class-sector' });
    }
    expect(classify({ severityColumn: '较重', kinds: ['warning'] })).toEqual({
      severity: null,
      reason: 'unknownColumn',
    });
    expect(classify({ severityColumn: '', kinds: ['warning'] })).toMatchObject({ severity: 'minor' });
  });

  it('an entry of a serious-dishonesty list is serious, and a milder column contradicts it', () => {
    expect(classify({ list: '拖欠农民工工资失信联合惩戒对象名单', kinds: [] })).toMatchObject({ severity: 'serious' });
    expect(classify({ list: '某名单', severityColumn: '一般', kinds: [] })).toEqual({
      severity: null,
      reason: 'contradiction',
    });
  });

  it('the simple procedure is minor, but cannot revoke a licence', () => {
    expect(classify({ simpleProcedure: true, kinds: ['fine'], fineFen: 20_000 })).toMatchObject({
      severity: 'minor',
    });
    expect(classify({ simpleProcedure: true, kinds: ['permitRevocation'] })).toEqual({
      severity: null,
      reason: 'contradiction',
    });
  });

  it('a sector’s standard gives the thresholds and classes the default lacks', () => {
    const sectorStandard = {
      citation: '某行业失信信息分类标准第三条',
      kinds: { detention: 'serious' },
      fines: [
        { fromFen: 100_000_00, severity: 'serious' },
        { fromFen: 5_000_00, severity: 'general' },
      ],
    } as const;
    const fine = (fineFen: number): unknown => classify({ kinds: ['fine'], fineFen, sectorStandard });
    expect(fine(100_000_00)).toEqual({
      severity: 'serious',
      basis: 'N36-class-sector',
      article: sectorStandard.citation,
    });
    expect(fine(99_999_99)).toMatchObject({ severity: 'general' });
    expect(fine(4_999_99)).toEqual({ severity: null, reason: 'fineThreshold' });
    expect(classify({ kinds: ['detention'], sectorStandard })).toMatchObject({ severity: 'serious' });
    expect(classify({ kinds: ['warning'], sectorStandard })).toMatchObject({
      severity: 'minor',
      basis: 'N36-class-minor',
    });
  });
});

describe('kinds in a text', () => {
  it('are read as the list of decisions writes them', () => {
    expect(parsePenaltyKinds('罚款;没收违法所得、没收非法财物')).toEqual({
      kinds: ['fine', 'confiscation'],
      unknown: [],
    });
    expect(parsePenaltyKinds('责令停产停业，吊销营业执照')).toEqual({
      kinds: ['productionSuspension', 'permitRevocation'],
      unknown: [],
    });
    expect(parsePenaltyKinds('训诫')).toEqual({ kinds: [], unknown: ['训诫'] });
  });

  it('every kind reads back from its own name, every reason has a text', () => {
    for (const kind of KINDS) expect(parsePenaltyKinds(penaltyKindText[kind])).toEqual({ kinds: [kind], unknown: [] });
    for (const text of Object.values(unclassifiedText)) expect(text).toMatch(/\p{Script=Han}/u);
  });
});
