/** Who runs in a data directory: kept in a file, so that another shell can stop it and a crash leaves nothing behind. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { PartName } from './part.js';

/** `started` tells a process from a later one that was given the same number. */
const processMark = z.object({ name: z.string(), pid: z.number(), started: z.string(), stopSignal: z.string() });
const runningFile = z.object({ supervisor: processMark, parts: z.array(processMark) });
type ProcessMark = z.infer<typeof processMark>;
type RunningFile = z.infer<typeof runningFile>;

const fileOf = (dataDir: string): string => path.join(dataDir, 'running.json');
const warden = fileURLToPath(new URL('./bin/warden.mjs', import.meta.url));
const stopTimeoutMs = 60_000;

/** The processes this stack has started, in the file and with the warden. */
export class Running {
  readonly #dataDir: string;
  readonly #warden: ChildProcess;
  readonly #state: RunningFile;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.#state = { supervisor: mark('stack', process.pid, 'SIGTERM'), parts: [] };
    this.#warden = spawn(process.execPath, [warden], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    this.#warden.stdin?.on('error', () => undefined);
    this.#warden.unref();
    this.#write();
  }

  started(name: PartName, pid: number, stopSignal: NodeJS.Signals): void {
    this.#warden.stdin?.write(`start ${pid} ${stopSignal}\n`);
    this.#state.parts.push(mark(name, pid, stopSignal));
    this.#write();
  }

  ended(pid: number): void {
    this.#warden.stdin?.write(`end ${pid}\n`);
    this.#state.parts = this.#state.parts.filter((part) => part.pid !== pid);
    this.#write();
  }

  /** All parts have ended. */
  close(): void {
    this.#warden.stdin?.end();
    rmSync(fileOf(this.#dataDir), { force: true });
  }

  #write(): void {
    const file = fileOf(this.#dataDir);
    writeFileSync(`${file}.new`, JSON.stringify(this.#state, null, 1));
    renameSync(`${file}.new`, file);
  }
}

/** The process number of the stack that runs in this directory, if one does. */
export function runningStack(dataDir: string): number | undefined {
  const state = read(dataDir);
  return state && isSame(state.supervisor) ? state.supervisor.pid : undefined;
}

/** Ends the stack of this directory and whatever a killed one has left. Answers whether anything was running. */
export async function stopRunning(dataDir: string): Promise<boolean> {
  const state = read(dataDir);
  if (!state) return false;
  const wasRunning = await end([state.supervisor]);
  const leftOver = await end(read(dataDir)?.parts ?? []);
  rmSync(fileOf(dataDir), { force: true });
  return wasRunning || leftOver;
}

/** Ends what a killed stack has left; never a running one. */
export async function clearStale(dataDir: string): Promise<void> {
  const state = read(dataDir);
  if (state && !isSame(state.supervisor)) await stopRunning(dataDir);
}

async function end(marks: readonly ProcessMark[]): Promise<boolean> {
  const alive = marks.filter(isSame);
  for (const { pid, stopSignal } of alive) process.kill(pid, stopSignal);
  const until = Date.now() + stopTimeoutMs;
  while (alive.some(isSame) && Date.now() < until) await delay(100);
  for (const { pid } of alive.filter(isSame)) process.kill(pid, 'SIGKILL');
  return alive.length > 0;
}

function read(dataDir: string): RunningFile | undefined {
  const file = fileOf(dataDir);
  return existsSync(file) ? runningFile.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

const mark = (name: string, pid: number, stopSignal: NodeJS.Signals): ProcessMark => ({
  name,
  pid,
  started: startOf(pid) ?? '',
  stopSignal,
});

const isSame = ({ pid, started }: ProcessMark): boolean => started !== '' && startOf(pid) === started;

/** When the process started, in whatever words the system has for it; undefined when there is none, or a zombie. */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z'
      ? undefined
      : `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19] ?? ''}`;
  } catch {
    return undefined;
  }
}
