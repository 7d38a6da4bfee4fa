/** What `npm run chaos` draws comes from its seed alone. */
import { randomOf } from '../../dev/chaos/random.js';

test('the same seed is the same run of numbers', () => {
  const drawn = (seed: number): number[] => {
    const random = randomOf(seed);
    return Array.from({ length: 100 }, () => random.below(10));
  };
  expect(drawn(1)).toEqual(drawn(1));
  expect(drawn(1)).not.toEqual(drawn(2));
  expect(new Set(drawn(1)).size).toBe(10);
});
