/** Child processes that are waited for. */
import { spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** The exit code, null after a signal; throws when the program could not be started. */
export function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}

/** Is there such a program, and does it run? */
export function runs(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
