/** Which sector's standard tells how serious a penalty is, and what a standard may say. */
import fc from 'fast-check';
import { standardFaults, standardFor, type StandardInForce } from '../../domain/record/sector-standard.js';
import { classify, PENALTY_KINDS } from '../../domain/record/severity.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
console.info(`fast-check seed ${seed} (FC_SEED)`);
const severity = fc.constantFrom('minor' as const, 'general' as const, 'serious' as const);

const standard = (more: Partial<StandardInForce> = {}): StandardInForce => ({
  ...{ region: '320000', authorities: null, citation: '示例', kinds: {}, fines: [{ fromFen: 0, severity: 'general' }] },
  ...more,
});
const HERE = { id: 'huaian-sthj', region: '320800' };

test('one that names the authority goes before one for all, the nearest region before those above, the latest before the earlier', () => {
  const province = standard({ citation: '省' });
  const city = standard({ region: '320800', citation: '市' });
  const older = standard({ region: '320800', citation: '旧' });
  const sector = standard({ authorities: ['huaian-sthj'], citation: '生态环境' });
  expect(standardFor([province, city, older, sector], HERE)?.citation).toBe('生态环境');
  expect(standardFor([province, city, older], HERE)?.citation).toBe('市');
  expect(standardFor([older, city], HERE)?.citation).toBe('旧');
  expect(standardFor([province], HERE)?.citation).toBe('省');
});

test('what is of another region or another sector never counts, whatever else there is', () => {
  const any = fc.record({
    region: fc.constantFrom('000000', '320000', '320800', '320804', '130100'),
    authorities: fc.constantFrom<string[] | null>(null, ['huaian-sthj'], ['sjz-sthj', 'huaian-scjg']),
    citation: fc.string({ minLength: 1 }),
    kinds: fc.dictionary(fc.constantFrom(...PENALTY_KINDS), severity),
    fines: fc.array(fc.record({ fromFen: fc.nat(), severity }), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 8 }), (standards) => {
      const found = standardFor(standards, HERE);
      const fitting = standards.filter(
        (s) => ['000000', '320000', '320800'].includes(s.region) && s.authorities?.includes('sjz-sthj') !== true,
      );
      expect(found === undefined).toBe(fitting.length === 0);
      if (found !== undefined) expect(fitting).toContain(found);
      // What the authority itself has said goes before every standard.
      const said = { severityColumn: '严重', kinds: ['warning' as const], sectorStandard: found };
      expect(classify(said)).toMatchObject({ severity: 'serious', basis: 'N36-class-sector' });
    }),
    { seed },
  );
});

test('a standard says something, one thing of each amount, and a larger fine is never milder', () => {
  expect(standardFaults({ kinds: {}, fines: [] }).map((f) => f.path)).toEqual(['/kinds']);
  expect(standardFaults({ kinds: { detention: 'serious' }, fines: [] })).toEqual([]);
  const band = (fromFen: number, severity: 'minor' | 'general' | 'serious') => ({ fromFen, severity });
  expect(standardFaults({ kinds: {}, fines: [band(5, 'general'), band(0, 'minor'), band(9, 'serious')] })).toEqual([]);
  expect(standardFaults({ kinds: {}, fines: [band(5, 'minor'), band(0, 'general')] }).map((f) => f.path)).toEqual([
    '/fines',
  ]);
  expect(standardFaults({ kinds: {}, fines: [band(5, 'general'), band(5, 'general')] })).toHaveLength(1);
  // A fine below all bands is as the kind says.
  const kinds = { fine: 'serious' } as const;
  expect(standardFaults({ kinds, fines: [band(5, 'general')] }).map((f) => f.path)).toEqual(['/fines']);
  expect(standardFaults({ kinds, fines: [band(0, 'minor'), band(5, 'general')] })).toEqual([]);
});

test('under a standard without faults no fine is milder than a smaller one', () => {
  const fines = fc.array(fc.record({ fromFen: fc.nat(9), severity }), { maxLength: 3 });
  const usable = fc
    .record({ kinds: fc.dictionary(fc.constantFrom(...PENALTY_KINDS), severity), fines })
    .filter((content) => standardFaults(content).length === 0);
  const gravity = ['minor', 'general', 'serious'];
  fc.assert(
    fc.property(usable, fc.nat(12), fc.nat(12), (content, a, b) => {
      const of = (fineFen: number) =>
        classify({ kinds: ['fine'], fineFen, sectorStandard: { ...content, citation: '' } });
      const [smaller, larger] = [of(Math.min(a, b)).severity, of(Math.max(a, b)).severity];
      if (smaller !== null) expect(gravity.indexOf(larger ?? '')).toBeGreaterThanOrEqual(gravity.indexOf(smaller));
    }),
    { seed },
  );
});
