/** The processes that descend from this one. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Process number → that of its parent. */
function parents(): ReadonlyMap<number, number> {
  if (!existsSync('/proc/self/stat')) {
    const lines = execFileSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    return new Map(
      lines.map((line) => line.trim().split(/\s+/).map(Number)).map(([pid = 0, parent = 0]) => [pid, parent]),
    );
  }
  return new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        const stat = statOf(pid);
        return stat === null ? [] : [[Number(pid), Number(stat.split(' ')[1])] as const];
      }),
  );
}

/** State and parent and what follows; null when it has ended, or nobody but its parent knows it any more. */
function statOf(pid: string): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const stat = text.slice(text.lastIndexOf(')') + 2);
    return stat.startsWith('Z') ? null : stat;
  } catch {
    return null;
  }
}

/** Children, their children, and so on. */
export function descendants(of = process.pid): ReadonlySet<number> {
  const all = parents();
  const found = new Set<number>();
  const isFound = (pid: number): boolean => pid === of || found.has(pid);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const [pid, parent] of all) if (isFound(parent)) found.add(pid);
  }
  return found;
}

/** Those of these processes that still run. */
export const alive = (pids: Iterable<number>): readonly number[] => {
  const all = parents();
  return [...pids].filter((pid) => all.has(pid));
};
