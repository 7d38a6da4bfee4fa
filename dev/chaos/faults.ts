/** The simulated systems made unreliable, each by the seed, and mended again. */
import type { World } from './world.js';
import type { FaultMode } from '../departments/faults.js';

const among: readonly FaultMode[] = [
  ...Array<FaultMode>(12).fill('ok'),
  ...(['slow', 'down', '500', 'lose-reply'] as const),
  ...(['accept-and-call-back', 'call-back-twice', 'call-back-early', 'call-back-out-of-order'] as const),
];
/** Longer than Xinxiu waits for an answer. */
const SLOW_MS = 5_500;
/** One system that now and then refuses for good: what it refuses is a person's task, and holds up no other case. */
const REFUSES = 'huaian-finance';

export const faulty = (world: World, seed: number): Promise<void> =>
  setAll(world, (party) => ({
    ...{ mode: 'random', seed, delayMs: SLOW_MS },
    among: party === REFUSES ? [...among, 'refuse'] : among,
  }));

export const mended = (world: World): Promise<void> => setAll(world, () => ({ mode: 'ok' }));

async function setAll({ stack }: World, faultOf: (party: string) => object): Promise<void> {
  for (const [party, url] of Object.entries(stack.layout.partyUrls)) {
    const response = await fetch(`${url}/fault`, { method: 'POST', body: JSON.stringify(faultOf(party)) });
    if (!response.ok) throw new Error(`${party} takes no fault: HTTP ${response.status}`);
    await response.arrayBuffer();
  }
}
