/** Due dates with their proof per second: the indexed derivation against a day-by-day loop, results compared. */
import { addDays } from '../domain/time/calendar.js';
import { PUBLISHED_CALENDAR } from '../domain/time/calendar-data.js';
import { derive } from '../domain/time/term.js';
import type { TermRule } from '../domain/time/term.js';
import { naiveTerm } from '../test/domain/naive-term.js';

const ROUNDS = 7;
const FIRST_START = '2019-01-01';
const LAST_START = '2026-12-31';
const START_STEP_DAYS = 13;
const MAX_WORKDAYS = 60;

interface Proof {
  readonly due: string;
  readonly steps: readonly unknown[];
}

type Derive = (rule: TermRule, start: string) => Proof;

const ours: Derive = (rule, start) => derive(rule, start, [], [], PUBLISHED_CALENDAR);
const naive: Derive = (rule, start) => naiveTerm(rule, start, [], [], PUBLISHED_CALENDAR);

function workdayRule(number: number): TermRule {
  const article = '《信用修复管理办法》第三章';
  return { ruleId: 'bench', article, number, unit: 'workday', rollsToWorkday: false, closesAt: '24:00', basis: 'law' };
}

function jobs(): { rule: TermRule; start: string }[] {
  const list: { rule: TermRule; start: string }[] = [];
  for (let start = FIRST_START; start <= LAST_START; start = addDays(start, START_STEP_DAYS)) {
    for (let n = 1; n <= MAX_WORKDAYS; n++) list.push({ rule: workdayRule(n), start });
  }
  return list;
}

/** Derivations per second over all jobs. `steps` is summed up so that no proof can be optimised away. */
function rate(
  derivation: Derive,
  work: readonly { rule: TermRule; start: string }[],
): { perSecond: number; steps: number } {
  let steps = 0;
  const begun = process.hrtime.bigint();
  for (const { rule, start } of work) steps += derivation(rule, start).steps.length;
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  return { perSecond: work.length / seconds, steps };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Throws if any derivation differs from the naive one. Figures are derivations per second, medians of the rounds. */
export async function run(): Promise<{
  id: 'term.derive';
  unit: 'x';
  ours: number;
  baseline: number;
  ratio: number;
  goal: 5;
}> {
  const work = jobs();
  for (const { rule, start } of work) {
    const [mine, other] = [ours(rule, start), naive(rule, start)];
    if (mine.due !== other.due || JSON.stringify(mine.steps) !== JSON.stringify(other.steps)) {
      throw new Error(`derivations differ: ${start} + ${rule.number} working days: ${mine.due}, ${other.due}`);
    }
  }
  const rates: { ours: number[]; naive: number[] } = { ours: [], naive: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const [mine, other] = [rate(ours, work), rate(naive, work)];
    if (mine.steps !== other.steps) throw new Error('numbers of steps differ');
    rates.ours.push(mine.perSecond);
    rates.naive.push(other.perSecond);
  }
  const [fast, slow] = [median(rates.ours), median(rates.naive)];
  return { id: 'term.derive', unit: 'x', ours: fast, baseline: slow, ratio: fast / slow, goal: 5 };
}
