/** The commands of package.json. Run by dev/bin/run.mjs, when the packages are there. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { childEnvironment, loadDevelopmentConfig } from '../config.js';
import { calendarCommand } from './cli-calendar.js';
import { listIdentities, printToken } from './cli-token.js';
import { start } from './cli-start.js';
import { ROOT, environmentOf } from './layout.js';
import type { PartName } from './part.js';
import { exitCode } from './process.js';
import { runningStack, stopRunning } from './running.js';
import { Stack, removeData, type StackOptions } from './stack.js';
import { findTemporal } from './temporal.js';
import { timeSkippingServer } from './test-server.js';
import { misused, usageOf } from './usage.js';

const dataDir = path.resolve(ROOT, loadDevelopmentConfig().XINXIU_DATA ?? '.data');
const say = (part: string, what: string): void => {
  console.log(`  ${part.padEnd(9)} ${what}`);
};

type Command = (args: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  start: () => start(dataDir, say),
  stop: async () => {
    console.log((await stopRunning(dataDir)) ? 'Stopped.' : 'Nothing was running.');
    return 0;
  },
  reset: async () => {
    for (const name of ['demo', 'cluster', 'bench', 'fuzz']) {
      const own = path.join(dataDir, name);
      await stopRunning(own);
      removeData(own, { withPorts: true });
    }
    if (await stopRunning(dataDir)) console.log('Stopped.');
    removeData(dataDir, { withPorts: false });
    console.log(`Emptied ${dataDir}; the ports stay.`);
    return 0;
  },
  token: async (args) => (args.includes('--list') || args.length === 0 ? listIdentities() : printToken(dataDir, args)),
  demo: async (args) => {
    if (!args.includes('--cluster'))
      return onOwnStack('demo', async (stack) => (await import('./demo/main.js')).runDemo(stack, args));
    const { runClusterDemo } = await import('./demo/cluster.js');
    return onOwnStack('cluster', runClusterDemo, { shape: 'cluster' });
  },
  fuzz: async (args) => {
    const { FUZZ_ENVIRONMENT, runFuzz } = await import('./fuzz.js');
    return onOwnStack('fuzz', (stack) => runFuzz(stack, args), { env: FUZZ_ENVIRONMENT });
  },
  bench: (args) => onOwnStack('bench', async (stack) => (await import('../bench/main.js')).runBench(stack, args)),
  chaos: (args) => onOwnStack('chaos', async (stack) => (await import('./chaos/main.js')).chaosCommand(stack, args)),
  conformance: async (args) => (await import('./conformance/main.js')).runConformance(args),
  test: async (args) => {
    await prepareTestServers();
    return runNode(['node_modules/jest/bin/jest.js', ...args], {});
  },
  calendar: async (args) => {
    const { PUBLIC_URL, XINXIU_TOKEN } = loadDevelopmentConfig();
    const url = PUBLIC_URL ?? (await Stack.open({ dataDir, say: () => undefined })).apiUrl;
    return calendarCommand(XINXIU_TOKEN === undefined ? null : { url, token: XINXIU_TOKEN }, args);
  },
  'verify-journal': (args) => registerCommand(['verify-journal', ...args], ['postgres']),
  erase: (args) => registerCommand(['erase', ...args], ['postgres']),
  'payload-keys': (args) => registerCommand(['payload-keys', ...args], []),
  reconcile: (args) => registerCommand(['reconcile', ...args], ['postgres', 'temporal']),
};

/** On a fresh stack in a directory of its own; the run starts the parts it needs. */
async function onOwnStack(
  directory: string,
  run: (stack: Stack) => Promise<number>,
  options: Pick<StackOptions, 'shape' | 'env'> = {},
): Promise<number> {
  const own = path.join(dataDir, directory);
  await stopRunning(own);
  removeData(own, { withPorts: false });
  const stack = await Stack.open({ dataDir: own, say, ...options });
  endOnSignal(stack);
  try {
    return await run(stack);
  } finally {
    await stack.stop();
  }
}

/** A command on the register: on the running stack, or on the parts it needs, started for it. */
async function registerCommand(args: readonly string[], parts: readonly PartName[]): Promise<number> {
  const stack = await Stack.open({ dataDir, say: () => undefined });
  const isRunning = runningStack(dataDir) !== undefined;
  endOnSignal(stack);
  try {
    if (!isRunning) await stack.start(parts);
    return await runNode(['--import', 'tsx', 'worker/cli.ts', ...args], environmentOf(stack.layout));
  } finally {
    await stack.stop();
  }
}

/** Found, fetched or built before the tests, which would otherwise each try at once. */
async function prepareTestServers(): Promise<void> {
  await findTemporal((line) => {
    say('temporal', line);
  });
  await timeSkippingServer();
}

async function runNode(args: readonly string[], env: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: childEnvironment(env) });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return (await exitCode(child)) ?? 1;
}

function endOnSignal(stack: Stack): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void stack.stop().finally(() => process.exit(130));
    });
  }
}

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (name !== 'test' && args.includes('--help')) {
  console.log(usageOf(name));
  process.exit(0);
}
const why = misused(name, args);
if (why !== null) {
  console.error(`${why}\n${usageOf(name)}`);
  process.exit(2);
}
try {
  if (!command) throw new Error(`Unknown command "${name}". There are: ${Object.keys(commands).join(', ')}.`);
  // What is still under way, a build say, ends with the command.
  process.exit(await command(args));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
