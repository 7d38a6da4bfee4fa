/** A small run of `npm run chaos`: every part dies, every simulated system is unreliable, and all of it holds. */
import { runChaos } from '../../dev/chaos/main.js';
import { startTestStack } from '../support/stack.js';

const SEED = 20261125;

test('30 cases of all processes while everything dies: nothing lost, doubled or left over', async () => {
  const lines: string[] = [];
  const outcome = await runChaos(await startTestStack(), { cases: 30, seed: SEED, say: (line) => lines.push(line) });
  expect({ faults: outcome.faults, lines }).toEqual({ faults: [], lines });
  expect(outcome.cases).toBeGreaterThanOrEqual(30);
  expect(outcome.kills.length).toBeGreaterThan(5);
}, 420_000);
