/**
 * One real Postgres for the whole run, with a migrated template that each test file clones. Runs as a process of its own
 * (see global-setup.cjs), prints its addresses and ends when its standard input closes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  answers,
  createRoles,
  initialise,
  locateCluster,
  ownerUrl,
  applicationUrl,
  removeCluster,
  serverCommand,
} from '../../dev/postgres.js';
import { keepSecrets } from '../../dev/secrets.js';
import { migrate } from '../../register/migrate.js';

async function main(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'xinxiu-test-'));
  // Postgres does not run as root and must be able to pass through.
  chmodSync(dataDir, 0o755);
  const secrets = keepSecrets(dataDir);
  const cluster = locateCluster(dataDir, await freePort());
  await initialise(cluster, secrets);
  const { file, args } = serverCommand(cluster);
  // Tests care for what is written, not for what survives a power cut.
  const server = spawn(file, [...args, '-c', 'fsync=off'], { stdio: 'ignore', cwd: '/', ...cluster.user });
  for (;;) {
    if (server.exitCode !== null) throw new Error('Postgres for the tests did not start');
    if (await answers(cluster.port, secrets).catch(() => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await createRoles(cluster.port, secrets);
  const owner = ownerUrl(cluster.port, secrets);
  await migrate(owner);
  process.stdout.write(`${JSON.stringify({ owner, application: applicationUrl(cluster.port, secrets) })}\n`);
  await once(process.stdin.resume(), 'end');
  const ended = once(server, 'exit');
  server.kill('SIGINT');
  await ended;
  removeCluster(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

await main();
