/** How each part is started, and how one sees that it is ready. */
import path from 'node:path';
import { ROOT, environmentOf } from './layout.js';
import type { Layout } from './layout.js';
import type { ApplicationName, PartName, PartSpec } from './part.js';
import type { PortName } from './ports.js';
import * as postgres from './postgres.js';
import { serverArguments, temporalAnswers } from './temporal.js';

/** Each part's own ports; nothing else may listen on them. */
export const PORTS_OF = {
  postgres: ['postgres'],
  temporal: ['temporal', 'temporalUi'],
  issuer: ['issuer'],
  mail: ['smtp', 'mail', 'sms'],
  departments: [],
  worker: ['worker'],
  worker2: ['worker2'],
  api: ['api'],
  api2: ['api2'],
} as const satisfies Record<PartName, readonly PortName[]>;

export const logFile = (layout: Layout, name: PartName): string => path.join(layout.dataDir, 'logs', `${name}.log`);

export function postgresSpec(layout: Layout, cluster: postgres.Cluster): PartSpec {
  return {
    name: 'postgres',
    ...postgres.serverCommand(cluster),
    cwd: path.dirname(cluster.directory),
    env: { LC_ALL: 'C', TZ: 'UTC' },
    user: cluster.user,
    isReady: () => postgres.answers(cluster.port, layout.secrets),
    // Fast shutdown: sessions are cut, what is committed stays.
    stopSignal: 'SIGINT',
    logFile: logFile(layout, 'postgres'),
    attempts: 20,
  };
}

export function temporalSpec(layout: Layout, file: string): PartSpec {
  const ports = { grpc: layout.port('temporal'), ui: layout.port('temporalUi') };
  return {
    name: 'temporal',
    file,
    args: serverArguments(path.join(layout.dataDir, 'temporal.db'), ports, layout.namespace),
    cwd: layout.dataDir,
    isReady: () => temporalAnswers(layout.temporalAddress, layout.namespace),
    stopSignal: 'SIGTERM',
    logFile: logFile(layout, 'temporal'),
  };
}

/** The world around the system, each where it answers once it is ready. */
export const PEERS = {
  issuer: ({ addresses }) => `${addresses.issuer}/.well-known/openid-configuration`,
  mail: (layout) => `http://127.0.0.1:${layout.port('mail')}/`,
  departments: ({ partyUrls }) => `${Object.values(partyUrls).at(-1) ?? ''}/effects`,
} as const satisfies Partial<Record<PartName, (layout: Layout) => string>>;
export type PeerName = keyof typeof PEERS;

/** The simulated departments report to any of these APIs. */
export const peerSpec = (layout: Layout, name: PeerName, apiUrls: readonly string[]): PartSpec =>
  nodeSpec(layout, name, [path.join(ROOT, 'dev/peers.ts'), layout.dataDir, name, ...apiUrls], PEERS[name](layout));

/** The worker answers on its metrics port, the API on its own: /readyz is 200 when it can do its work. */
export function applicationSpec(
  layout: Layout,
  name: ApplicationName,
  entry: string,
  env: Readonly<Record<string, string>> = {},
): PartSpec {
  const port = layout.port(name);
  const own = isWorker(name) ? { METRICS_PORT: String(port) } : { API_PORT: String(port) };
  return nodeSpec(layout, name, [entry], `http://127.0.0.1:${port}/readyz`, { ...own, ...env });
}

export const isWorker = (name: ApplicationName): name is 'worker' | 'worker2' => name.startsWith('worker');

function nodeSpec(
  layout: Layout,
  name: PartName,
  args: readonly string[],
  readyUrl: string,
  own: Readonly<Record<string, string>> = {},
): PartSpec {
  return {
    name,
    file: process.execPath,
    args: ['--import', 'tsx', ...args],
    cwd: ROOT,
    env: { ...environmentOf(layout), ...own },
    isReady: async () => (await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) })).ok,
    stopSignal: 'SIGTERM',
    logFile: logFile(layout, name),
  };
}
