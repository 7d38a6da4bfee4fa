/** What a run of chaos prints when it is over. */
import type { Kill } from './killer.js';

const seconds = (ms: number): string => (ms / 1_000).toFixed(1).padStart(6);

function spread(all: readonly number[]): string {
  const sorted = [...all].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return [at(0), at(0.5), at(1)].map(seconds).join(' ');
}

/** By what was killed: how often, and in seconds until it answered again and until the next act was answered. */
export function recoveries(kills: readonly Kill[]): string {
  const byParts = new Map<string, Kill[]>();
  for (const kill of kills) {
    const name = kill.parts.join(' + ');
    byParts.set(name, [...(byParts.get(name) ?? []), kill]);
  }
  const width = Math.max(20, ...[...byParts.keys()].map((name) => name.length));
  const lines = [...byParts].map(([name, all]) =>
    [
      `  ${name.padEnd(width)} ${String(all.length).padStart(5)}`,
      spread(all.map((k) => k.upMs)),
      spread(all.map((k) => k.actMs)),
    ].join('   '),
  );
  const head = `  ${'killed'.padEnd(width)} ${'times'.padStart(5)}   ${'up again, s'.padEnd(20)}   next act answered, s`;
  const sub = `  ${''.padEnd(width)} ${''.padStart(5)}   ${['min', 'median', 'max'].map((w) => w.padStart(6)).join(' ')}   ${['min', 'median', 'max'].map((w) => w.padStart(6)).join(' ')}`;
  return [head, sub, ...lines].join('\n');
}
