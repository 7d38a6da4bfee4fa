/** Starts every command of package.json. Plain JavaScript without packages: it runs before they are installed. */
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const installed = path.join(root, 'node_modules/.package-lock.json');
const lock = path.join(root, 'package-lock.json');
const installing = path.join(root, '.data/installing.lock');

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 20)) return;
  fail(`Node ${process.versions.node} is too old: 20.20 or later is needed.`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function mustInstall() {
  return !existsSync(installed) || statSync(lock).mtimeMs > statSync(installed).mtimeMs;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** One installation at a time: true when this process holds the lock. */
function takeLock() {
  mkdirSync(path.dirname(installing), { recursive: true });
  try {
    const file = openSync(installing, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    dropStaleLock();
    return false;
  }
}

function dropStaleLock() {
  try {
    const isFresh = Date.now() - statSync(installing).mtimeMs < 2_000;
    if (!isFresh && !isAlive(Number(readFileSync(installing, 'utf8')))) rmSync(installing, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

/** `npm install --no-save` follows the lock file like `npm ci`, and adds the binaries of this platform that it may lack. */
function install() {
  console.log('Installing packages, once, under a minute …');
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  if (process.stdout.isTTY) args.push('--progress');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, error } = spawnSync(npm, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) fail(`npm could not be started: ${error.message}`);
  if (status !== 0) fail('Installing the packages failed; see above.');
}

async function ensurePackages() {
  let hasWaited = false;
  while (mustInstall()) {
    if (!takeLock()) {
      if (!hasWaited) console.log('Another process is installing the packages; waiting for it …');
      hasWaited = true;
      await new Promise((resolve) => setTimeout(resolve, 500));
      continue;
    }
    try {
      if (mustInstall()) install();
      touchInstalled();
    } finally {
      rmSync(installing, { force: true });
    }
  }
}

/** npm leaves its own record untouched when nothing had to change. */
function touchInstalled() {
  const now = new Date();
  utimesSync(installed, now, now);
}

function run() {
  const args = ['--import', 'tsx', path.join(root, 'dev/cli.ts'), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

checkNode();
await ensurePackages();
run();
