/** What a counter must do: which measures count, and which answer outranks which. */
import fc from 'fast-check';
import { MATTERS, MEASURES, type Matter } from '../../domain/law/measures.js';
import { screen, type Answer, type Resting } from '../../domain/record/screening.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`FC_SEED=${seed}`);
fc.configureGlobal({ seed, numRuns: 1000 });

const DAY = '2026-08-20';
const resting = (code: string, more: Partial<Resting> = {}): Resting => ({
  ...{ code, party: 'ggzy', wish: 'applied', inForce: true, until: null },
  ...more,
});
const answer = (matter: Matter, measures: readonly Resting[], party: string | null = null): Answer =>
  screen(measures, { matter, day: DAY, party }).answer;

const RESTRICTS = 'noFacilitation';
const INTERCEPTS = 'industryBan';
const FAVOURS = 'greenChannel';

test.each<[string, readonly string[], Answer]>([
  ['nothing rests on the applicant', [], 'nothing'],
  ['an incentive', [FAVOURS], 'benefit'],
  ['a restriction before an incentive', [FAVOURS, RESTRICTS], 'restrict'],
  ['a ban before both', [FAVOURS, RESTRICTS, INTERCEPTS], 'intercept'],
  ['a measure for other matters', ['biddingLimit'], 'nothing'],
  ['a measure that is not in the catalogue', ['general', 'invented'], 'nothing'],
])('%s', (_name, codes, expected) => {
  expect(
    answer(
      'licensing',
      codes.map((c) => resting(c)),
    ),
  ).toBe(expected);
});

test.each<[string, Partial<Resting>, Answer]>([
  ['suspended', { wish: 'suspended', inForce: false }, 'nothing'],
  ['to be suspended, though its department has not answered yet', { wish: 'suspended', inForce: true }, 'nothing'],
  ['lifted', { wish: 'lifted', inForce: false }, 'nothing'],
  ['declined', { inForce: false }, 'nothing'],
  ['over since yesterday', { until: '2026-08-19' }, 'nothing'],
  ['on its last day', { until: DAY }, 'intercept'],
])('a ban that is %s', (_name, more, expected) => {
  expect(answer('licensing', [resting(INTERCEPTS, more)])).toBe(expected);
});

test('a recommended measure binds the party that takes it, a mandatory one every party', () => {
  const measures = [resting(RESTRICTS)];
  expect(answer('licensing', measures, 'ggzy')).toBe('restrict');
  expect(answer('licensing', measures, 'kjj')).toBe('nothing');
  expect(answer('licensing', measures)).toBe('restrict');
  expect(answer('licensing', [resting(INTERCEPTS)], 'kjj')).toBe('intercept');
});

const anyResting: fc.Arbitrary<Resting> = fc.record({
  code: fc.constantFrom('general', ...MEASURES.map((m) => m.code)),
  party: fc.constantFrom('ggzy', 'kjj'),
  wish: fc.constantFrom('applied', 'suspended', 'lifted'),
  inForce: fc.boolean(),
  until: fc.constantFrom(null, '2026-08-19', DAY, '2027-01-01'),
});
const anyCounter = fc.record({
  matter: fc.constantFrom(...(Object.keys(MATTERS) as Matter[])),
  day: fc.constant(DAY),
  party: fc.constantFrom(null, 'ggzy', 'kjj'),
});

test('the answer is that of the measures named for it, whatever their order, and none of them rests or is over', () => {
  fc.assert(
    fc.property(fc.array(anyResting, { maxLength: 12 }), anyCounter, (measures, counter) => {
      const { answer: given, because } = screen(measures, counter);
      expect(screen(measures.toReversed(), counter).answer).toBe(given);
      expect(given === 'nothing').toBe(because.length === 0);
      for (const { measure, rule } of because) {
        expect(rule).toMatchObject({ code: measure.code, effect: given });
        expect(rule.matters).toContain(counter.matter);
        expect(measure).toMatchObject({ wish: 'applied', inForce: true });
        expect(measure.until === null || measure.until >= DAY).toBe(true);
      }
      expect(
        screen(
          because.map((b) => b.measure),
          counter,
        ),
      ).toEqual({ answer: given, because });
    }),
  );
});

test('suspending everything leaves nothing, and one more punishment never makes it milder', () => {
  const order: readonly Answer[] = ['nothing', 'benefit', 'restrict', 'intercept'];
  fc.assert(
    fc.property(fc.array(anyResting, { maxLength: 8 }), anyResting, anyCounter, (measures, another, counter) => {
      expect(
        screen(
          measures.map((m): Resting => ({ ...m, wish: 'suspended' })),
          counter,
        ).answer,
      ).toBe('nothing');
      const before = order.indexOf(screen(measures, counter).answer);
      expect(order.indexOf(screen([...measures, another], counter).answer)).toBeGreaterThanOrEqual(before);
    }),
  );
});
