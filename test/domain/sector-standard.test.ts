/** Which sector's standard tells how serious a penalty is, and what a standard may say. */
import fc from 'fast-check';
import { standardFaults, standardFor, type StandardInForce } from '../../domain/record/sector-standard.js';
import { classify, PENALTY_KINDS } from '../../domain/record/severity.js';

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
  const seed = Date.now() % 2 ** 31;
  console.log(`seed ${seed}`);
  const severity = fc.constantFrom('minor' as const, 'general' as const, 'serious' as const);
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
});
