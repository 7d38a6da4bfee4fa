/** What is built or fetched once and serves every clone of this user. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { childEnvironment, loadDevelopmentConfig } from '../config.js';
import { exitCode } from './process.js';

export function cacheDirectory(): string {
  const { XDG_CACHE_HOME: cacheHome } = loadDevelopmentConfig();
  const directory = path.join(cacheHome ?? path.join(os.homedir(), '.cache'), 'xinxiu');
  mkdirSync(directory, { recursive: true });
  return directory;
}

export interface Build {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Told the elapsed seconds every 20 s. */
  readonly onWait: (elapsedSeconds: number) => void;
}

export interface GoPrograms {
  /** Where they are kept. */
  readonly directory: string;
  /** The last is moved into place last: where it is, all are. */
  readonly names: readonly string[];
  readonly sources: readonly string[];
  /** What it is that is built, for people. */
  readonly what: string;
  readonly say: (line: string) => void;
}

/** The finished programs are moved into place, so a build that was broken off leaves none. */
export async function buildWithGo({ directory, names, sources, what, say }: GoPrograms): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const unfinished = mkdtempSync(`${directory}.`);
  const onWait = (seconds: number): void => {
    say(`building ${what}: ${seconds} s`);
  };
  try {
    await build({
      program: 'go',
      args: ['install', ...sources],
      cwd: cacheDirectory(),
      env: { GOBIN: unfinished },
      onWait,
    });
    for (const name of names) renameSync(path.join(unfinished, name), path.join(directory, name));
  } finally {
    rmSync(unfinished, { recursive: true });
  }
}

/** Throws, with the last of what the program said, when it fails. */
export async function build({ program, args, cwd, env = {}, onWait }: Build): Promise<void> {
  const startedAt = Date.now();
  const child = spawn(program, args, { cwd, env: childEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const giveUp = (): void => {
    child.kill();
  };
  process.once('exit', giveUp);
  let said = '';
  const listen = (chunk: Buffer): void => {
    said = (said + chunk.toString()).slice(-2_000);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const tick = setInterval(() => {
    onWait(Math.round((Date.now() - startedAt) / 1000));
  }, 20_000);
  try {
    const code = await exitCode(child);
    if (code !== 0) throw new Error(`${program} ${args[0] ?? ''} failed:\n${said.trim()}`);
  } finally {
    clearInterval(tick);
    process.off('exit', giveUp);
  }
}
