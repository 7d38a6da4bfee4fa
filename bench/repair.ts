/**
 * Whole repairs per second and events per case: the project's workflows on a real register against the textbook's, on one
 * Temporal server, from one client, in turns.
 */
import type { Client } from '@temporalio/client';
import { clock } from '../contract/clock.js';
import type { Stack } from '../dev/stack.js';
import { figureOf, median, type Measured } from './figure.js';
import { inHouse } from './house.js';
import { ours, race, textbook, type Play } from './plays.js';
import { addRecords, partiesOf } from './scene.js';

const PARTIES = 4;
const ROUNDS = 5;
// What a worker runs for the first time is slow on either side: these rounds are not counted.
const WARM_UP = 2;
const CASES_PER_ROUND = 40;
// Enough to keep two cores busy on either side; more only lengthens the queues.
const CONCURRENCY = 8;
const RATE_GOAL = 1.5;
const EVENTS_GOAL = 1.5;

async function eventsPerCase(client: Client, ids: readonly string[]): Promise<number> {
  const described = await Promise.all(ids.map((id) => client.workflow.getHandle(id).describe()));
  return median(described.map((d) => d.historyLength));
}

interface Rounds {
  readonly name: string;
  readonly rates: number[];
  readonly events: number[];
}

export function measureRepairs(stack: Stack): Promise<Measured[]> {
  return inHouse(stack, async ({ owner, client }) => {
    const parties = partiesOf(PARTIES);
    const orders = parties.map((p) => p.id);
    const own: Rounds = { name: 'ours', rates: [], events: [] };
    const other: Rounds = { name: 'textbook', rates: [], events: [] };
    const sides: readonly (readonly [Play, Rounds])[] = [
      [ours(client), own],
      [textbook(client, orders), other],
    ];
    for (let round = 1 - WARM_UP; round <= ROUNDS; round += 1) {
      const records = Array.from({ length: CASES_PER_ROUND }, (_, n) => `bench-${round}-${n}`);
      await addRecords(owner, records, parties, clock.now());
      for (const [play, rounds] of sides) {
        const { perSecond, ids } = await race(play, records, CONCURRENCY);
        if (round <= 0) continue;
        rounds.rates.push(perSecond);
        rounds.events.push(await eventsPerCase(client, ids));
        console.log(`  round ${round} of ${ROUNDS}  ${rounds.name.padEnd(8)}  ${perSecond.toFixed(2)} repairs/s`);
      }
    }
    return [rateOf(own, other), eventsOf(own, other)];
  });
}

function rateOf(own: Rounds, other: Rounds): Measured {
  const [fast, slow] = [median(own.rates), median(other.rates)];
  const ratios = own.rates.map((rate, n) => rate / (other.rates[n] ?? Number.NaN));
  const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  const note =
    `whole repairs (4 human acts, ${PARTIES} instructions with receipts), ${CONCURRENCY} at a time, ${ROUNDS} rounds of ` +
    `${CASES_PER_ROUND} in turns, by round ${spread}. Ours on a real register; stubbed: the parties’ HTTP and the mail of ` +
    'two notices. Baseline: an Update and an activity per act, two activities per instruction, sealed alike, no database, no notices';
  const figure = { id: 'repair.rate', unit: '1/s', ours: fast, baseline: slow, ratio: fast / slow, goal: RATE_GOAL };
  return { figure: figureOf(figure), note };
}

function eventsOf(own: Rounds, other: Rounds): Measured {
  const [few, many] = [median(own.events), median(other.events)];
  const figure = {
    id: 'repair.events',
    unit: 'events',
    ours: few,
    baseline: many,
    ratio: many / few,
    goal: EVENTS_GOAL,
  };
  return { figure: figureOf(figure), note: 'events in the history of a whole repair, the same cases; fewer is better' };
}
