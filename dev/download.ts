/** The SDK's own download of a server, when the place it comes from can be reached. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCode } from './process.js';

const fetcher = fileURLToPath(new URL('./bin/fetch-server.mjs', import.meta.url));
const timeoutMs = 20_000;

/** Puts the server at `executable`; false when it could not be had in 20 s. */
export async function download(kind: 'dev-server' | 'time-skipping', executable: string): Promise<boolean> {
  const directory = path.dirname(executable);
  mkdirSync(directory, { recursive: true });
  const unfinished = mkdtempSync(`${directory}.`);
  const child = spawn(process.execPath, [fetcher, kind, unfinished], { stdio: 'ignore' });
  const limit = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const code = await exitCode(child);
  clearTimeout(limit);
  const [file] = code === 0 ? readdirSync(unfinished) : [];
  if (file !== undefined) renameSync(path.join(unfinished, file), executable);
  rmSync(unfinished, { recursive: true });
  return file !== undefined;
}
