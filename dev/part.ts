/** One child process of the stack: started, waited for until it answers, killed and restarted at will. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { childEnvironment } from '../config.js';

export type PartName = 'postgres' | 'temporal' | 'issuer' | 'mail' | 'departments' | ApplicationName;
/** Our own programs; a cluster runs each of them twice. */
export type ApplicationName = 'worker' | 'worker2' | 'api' | 'api2';

export interface PartSpec {
  readonly name: PartName;
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** Does it answer what it is there to answer? Asked every 100 ms until it does. */
  readonly isReady: () => Promise<boolean>;
  readonly stopSignal: NodeJS.Signals;
  readonly logFile: string;
  /** Postgres refuses to start until the last process of a killed one has noticed; then it is tried again. */
  readonly attempts?: number;
}

/** Told of every process that starts and ends, so that none is left behind. */
export interface PartWatcher {
  started(name: PartName, pid: number, stopSignal: NodeJS.Signals): void;
  ended(name: PartName, pid: number): void;
  /** It ended and nobody had asked for it. */
  died(part: Part, how: string): void;
}

const readyTimeoutMs = 60_000;
const stopTimeoutMs = 15_000;
const maxLogBytes = 5_000_000;

export class Part {
  readonly spec: PartSpec;
  readonly #watcher: PartWatcher;
  #child: ChildProcess | null = null;
  #isExpectedToEnd = false;

  constructor(spec: PartSpec, watcher: PartWatcher) {
    this.spec = spec;
    this.#watcher = watcher;
  }

  get name(): PartName {
    return this.spec.name;
  }

  get isRunning(): boolean {
    return this.#child !== null;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Answers when it is ready; throws, with the last lines of its log, when it ends or does not answer in a minute. */
  async start(): Promise<void> {
    if (this.#child !== null) return;
    const attempts = this.spec.attempts ?? 1;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      if (await this.#becomesReady(this.#spawn())) return;
      if (attempt < attempts) await delay(500);
    }
    throw new Error(`${this.name} ended while starting.\n${this.lastLogLines()}`);
  }

  /** Sends the signal and answers when the process has ended. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#isExpectedToEnd = true;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Asks it to end, and ends it when it has not after 15 s. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const force = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    await this.kill(this.spec.stopSignal);
    clearTimeout(force);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  lastLogLines(count = 10): string {
    if (!existsSync(this.spec.logFile)) return '';
    const lines = readFileSync(this.spec.logFile, 'utf8').trimEnd().split('\n').slice(-count);
    return lines.map((line) => `  | ${line.slice(0, 200)}`).join('\n');
  }

  /** False when the process ended first. */
  async #becomesReady(child: ChildProcess): Promise<boolean> {
    const until = Date.now() + readyTimeoutMs;
    while (this.#child === child) {
      const isReady = await this.spec.isReady().catch(() => false);
      if (isReady && this.#child === child) {
        this.#isExpectedToEnd = false;
        return true;
      }
      if (Date.now() > until) {
        await this.kill('SIGKILL');
        throw new Error(`${this.name} did not answer within a minute.\n${this.lastLogLines()}`);
      }
      await delay(100);
    }
    return false;
  }

  #spawn(): ChildProcess {
    const { file, args, cwd, env = {}, user, logFile, name, stopSignal } = this.spec;
    if (existsSync(logFile) && statSync(logFile).size > maxLogBytes) renameSync(logFile, `${logFile}.old`);
    const log = openSync(logFile, 'a');
    // In a session of its own: a terminal's Ctrl-C reaches the stack only, which ends its parts in order.
    const child = spawn(file, args, {
      cwd,
      env: childEnvironment(env),
      stdio: ['ignore', log, log],
      detached: true,
      ...user,
    });
    closeSync(log);
    this.#child = child;
    this.#isExpectedToEnd = true;
    const { pid } = child;
    if (pid !== undefined) this.#watcher.started(name, pid, stopSignal);
    child.once('error', () => {
      this.#ended(child, pid, 'could not be started');
    });
    child.once('exit', (code, signal) => {
      this.#ended(child, pid, signal === null ? `exit code ${code ?? 0}` : signal);
    });
    return child;
  }

  #ended(child: ChildProcess, pid: number | undefined, how: string): void {
    if (this.#child !== child) return;
    this.#child = null;
    if (pid !== undefined) this.#watcher.ended(this.name, pid);
    if (!this.#isExpectedToEnd) this.#watcher.died(this, how);
  }
}
