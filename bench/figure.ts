/** What a measurement says, and how it is shown. */

export interface Figure {
  readonly id: string;
  readonly unit: string;
  readonly ours: number;
  readonly baseline: number;
  /** How many times better ours is: above 1 is better, whichever direction the unit has. */
  readonly ratio: number;
  /** The least ratio that will do. */
  readonly goal: number;
  readonly meets: boolean;
}

/** A figure with what a reader must know about it. */
export interface Measured {
  readonly figure: Figure;
  readonly note: string;
}

/** `meets` is the comparison of the measured ratio with the goal, and of any further condition. */
export function figureOf(f: Omit<Figure, 'meets'>, alsoHolds = true): Figure {
  return { ...f, meets: alsoHolds && f.ratio >= f.goal };
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new Error('no values');
  return (low + high) / 2;
}

/** The value below which that share of the others lies, by nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const found = [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)];
  if (found === undefined) throw new Error('no values');
  return found;
}

const short = (n: number): string => (n >= 1000 ? Math.round(n).toLocaleString('en') : n.toFixed(n >= 100 ? 0 : 2));

export function tableOf(measured: readonly Measured[]): string {
  const head = ['id', 'unit', 'ours', 'baseline', 'ratio', 'goal', ''];
  const rows = measured.map(({ figure: f }) => [
    f.id,
    f.unit,
    short(f.ours),
    short(f.baseline),
    f.ratio.toFixed(2),
    `≥ ${f.goal}`,
    f.meets ? 'meets' : 'MISSES',
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, n) => (n < 2 || n === 6 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join('  ');
  const notes = measured.map(({ figure, note }) => `  ${figure.id}: ${note}`);
  return [line(head), ...rows.map(line), '', ...notes].map((l) => l.trimEnd()).join('\n');
}
