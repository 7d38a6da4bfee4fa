/**
 * The Temporal server of a cluster: the one that runs in production, built once, with its cases in Postgres. All its
 * services are one process here; `temporal.ts` has the small server for development.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { childEnvironment } from '../config.js';
import { buildWithGo, cacheDirectory } from './cache.js';
import type { Layout } from './layout.js';
import type { PartSpec } from './part.js';
import { keepAddresses } from './ports.js';
import { asSuperuser } from './postgres.js';
import { runs } from './process.js';
import { logFile } from './specs.js';
import { ensureSearchAttributes, temporalAnswers } from './temporal.js';

const version = '1.29.1';
const source = 'go.temporal.io/server/cmd';
/** The last is moved into the cache last. */
const programs = { schema: 'sql', server: 'server' } as const;
const role = 'temporal';
/** Kind of store → its database, which is also the name of its schema. */
const stores = { temporal: 'temporal', visibility: 'temporal_visibility' } as const;
const retention = '90 days';
/** Fixed for the life of a cluster; few, as it is one process. */
const historyShards = 4;

export interface Programs {
  readonly server: string;
  readonly schema: string;
}

/** In the cache, else built with Go. */
export async function findServer(say: (line: string) => void): Promise<Programs> {
  const directory = path.join(cacheDirectory(), `temporal-server-${version}`);
  const found = { server: path.join(directory, programs.server), schema: path.join(directory, programs.schema) };
  if (existsSync(found.server)) return found;
  if (!runs('go', ['version'])) {
    throw new Error('The Temporal server of a cluster is built with `go` (1.24 or later), which is not on PATH.');
  }
  say('building the Temporal server for Postgres, once: about 2 minutes on two idle cores');
  const sources = [`${source}/tools/sql@v${version}`, `${source}/server@v${version}`];
  const names = [programs.schema, programs.server];
  await buildWithGo({ directory, names, sources, what: 'the Temporal server', say });
  return found;
}

/** Role, databases and tables, when they are missing; brings older tables up to date. */
export async function prepareStores(layout: Layout, { schema }: Programs): Promise<void> {
  const port = layout.port('postgres');
  const [known = []] = await asSuperuser(port, layout.secrets, [`select from pg_roles where rolname = '${role}'`]);
  if (known.length === 0) {
    await asSuperuser(port, layout.secrets, [
      `create role ${role} login password '${layout.secrets.temporal}'`,
      ...Object.values(stores).flatMap((name) => [
        `create database ${name} owner ${role}`,
        `revoke connect, temporary on database ${name} from public`,
      ]),
    ]);
  }
  for (const [kind, database] of Object.entries(stores)) {
    const tool = (...args: readonly string[]): void => runSchemaTool(layout, schema, ['--database', database, ...args]);
    if (known.length === 0) tool('setup-schema', '--version', '0.0');
    tool('update-schema', '--schema-name', `postgresql/v12/${kind}`);
  }
}

function runSchemaTool(layout: Layout, tool: string, args: readonly string[]): void {
  const server = ['--plugin', 'postgres12', '--endpoint', '127.0.0.1', '--port', String(layout.port('postgres'))];
  execFileSync(tool, [...server, '--user', role, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: childEnvironment({ SQL_PASSWORD: layout.secrets.temporal }),
  });
}

export async function clusterServerSpec(layout: Layout, { server }: Programs): Promise<PartSpec> {
  const directory = path.join(layout.dataDir, 'temporal');
  mkdirSync(directory, { recursive: true });
  // Its services speak to each other on a block of ports of their own.
  const { base } = await keepAddresses(directory, cacheDirectory());
  // JSON is YAML. The password stands in it.
  writeFileSync(path.join(directory, 'server.yaml'), JSON.stringify(configuration(layout, base), null, 1), {
    mode: 0o600,
  });
  return {
    name: 'temporal',
    file: server,
    args: ['--root', directory, '--config', '.', '--env', 'server', '--allow-no-auth', 'start'],
    cwd: directory,
    isReady: () => answers(layout),
    stopSignal: 'SIGTERM',
    logFile: logFile(layout, 'temporal'),
  };
}

function configuration(layout: Layout, base: number): object {
  const store = (databaseName: string) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `127.0.0.1:${layout.port('postgres')}`,
      connectProtocol: 'tcp',
      user: role,
      password: layout.secrets.temporal,
      maxConns: 20,
      maxIdleConns: 20,
      maxConnLifetime: '1h',
    },
  });
  const frontendPort = layout.port('temporal');
  const rpc = (grpcPort: number, membershipPort: number) => ({
    rpc: { grpcPort, membershipPort, bindOnLocalHost: true },
  });
  return {
    log: { stdout: true, level: 'error' },
    persistence: {
      defaultStore: 'cases',
      visibilityStore: 'visibility',
      numHistoryShards: historyShards,
      datastores: { cases: store(stores.temporal), visibility: store(stores.visibility) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: rpc(frontendPort, base),
      matching: rpc(base + 1, base + 2),
      history: rpc(base + 3, base + 4),
      worker: rpc(base + 5, base + 6),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `127.0.0.1:${frontendPort}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    archival: { history: { state: 'disabled' }, visibility: { state: 'disabled' } },
  };
}

/** A cluster begins without a namespace: it is made by whoever asks first. */
async function answers({ temporalAddress: address, namespace }: Layout): Promise<boolean> {
  await ensureNamespace(address, namespace);
  await ensureSearchAttributes(address, namespace);
  return temporalAnswers(address, namespace);
}

async function ensureNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '2s' });
  try {
    const { namespaces } = await connection.workflowService.listNamespaces({ pageSize: 100 });
    if (namespaces.some(({ namespaceInfo }) => namespaceInfo?.name === namespace)) return;
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(retention),
    });
  } finally {
    await connection.close();
  }
}
