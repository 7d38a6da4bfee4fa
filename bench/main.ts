/** `npm run bench`: every figure against its baseline, measured side by side on one machine; written to results.json. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Stack } from '../dev/stack.js';
import { figureOf, tableOf, type Figure, type Measured } from './figure.js';
import { EVENT_IDS, measureEvents } from './events.js';
import { measureFanout } from './fanout.js';
import { measureGrowth } from './growth.js';
import { measureHerd } from './herd.js';
import { measureLatency } from './latency.js';
import { measureRepairs } from './repair.js';
import { measureStatements } from './statements.js';
import { run as deriveTerms } from './term-derive.js';

const RESULTS = new URL('./results.json', import.meta.url);
const number = z.number();
const figures = z.array(
  z.object({
    id: z.string(),
    unit: z.string(),
    ours: number,
    baseline: number,
    ratio: number,
    goal: number,
    meets: z.boolean(),
  }),
);

/** Each measures one figure or several that come from the same cases. */
const measurements: readonly {
  readonly ids: readonly string[];
  readonly measure: (stack: Stack) => Promise<Measured[]>;
}[] = [
  { ids: ['repair.rate', 'repair.events'], measure: measureRepairs },
  { ids: EVENT_IDS, measure: measureEvents },
  { ids: ['suspend.fanout'], measure: measureFanout },
  { ids: ['act.statements'], measure: async (stack) => [await measureStatements(stack)] },
  { ids: ['act.latency', 'act.visible'], measure: measureLatency },
  { ids: ['terms.herd'], measure: measureHerd },
  { ids: ['case.growth', 'cases.list'], measure: measureGrowth },
  { ids: ['term.derive'], measure: async () => [await termDerive()] },
];

async function termDerive(): Promise<Measured> {
  const derived = await deriveTerms();
  const note = 'due dates with their proof per second; baseline: day by day, all results compared';
  return { figure: figureOf(derived), note };
}

/** 0 when every figure meets its goal, else 1. `--only <id>` measures one and keeps the others of an earlier run. */
export async function runBench(stack: Stack, args: readonly string[]): Promise<number> {
  const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
  const ids = measurements.flatMap((m) => m.ids);
  if (args.includes('--only') && !ids.some((id) => id === only)) {
    throw new Error(`--only takes one of: ${ids.join(', ')}.`);
  }
  const measured: Measured[] = [];
  for (const { ids: own, measure } of measurements) {
    if (only !== undefined && !own.includes(only)) continue;
    measured.push(...(await measure(stack)).filter(({ figure }) => only === undefined || figure.id === only));
  }
  write(
    measured.map((m) => m.figure),
    ids,
  );
  console.log(`\n${tableOf(measured)}\n`);
  return measured.every((m) => m.figure.meets) ? 0 : 1;
}

function write(fresh: readonly Figure[], order: readonly string[]): void {
  const found = [...fresh, ...earlier()];
  const figures = order.flatMap((id) => found.find((f) => f.id === id) ?? []);
  writeFileSync(RESULTS, `${JSON.stringify(figures, null, 2)}\n`);
}

/** What an earlier run wrote; nothing when there was none or its form is another. */
function earlier(): readonly Figure[] {
  if (!existsSync(RESULTS)) return [];
  const read = figures.safeParse(JSON.parse(readFileSync(RESULTS, 'utf8')));
  return read.success ? read.data : [];
}
