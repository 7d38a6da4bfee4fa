/** How each part is started, and how one sees that it is ready. */
import path from 'node:path';
import { ROOT, environmentOf } from './layout.js';
import type { Layout } from './layout.js';
import type { PartName, PartSpec } from './part.js';
import type { PortName } from './ports.js';
import * as postgres from './postgres.js';
import { serverArguments, temporalAnswers } from './temporal.js';

/** Each part's own ports; nothing else may listen on them. */
export const PORTS_OF = {
  postgres: ['postgres'],
  temporal: ['temporal', 'temporalUi'],
  issuer: ['issuer'],
  mail: ['smtp', 'mail'],
  departments: [],
  worker: ['worker'],
  api: ['api'],
} as const satisfies Record<PartName, readonly PortName[]>;

const logFile = (layout: Layout, name: PartName): string => path.join(layout.dataDir, 'logs', `${name}.log`);

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

export const peerSpec = (layout: Layout, name: PeerName): PartSpec =>
  nodeSpec(layout, name, [path.join(ROOT, 'dev/peers.ts'), layout.dataDir, name], PEERS[name](layout));

/** The worker answers on its metrics port, the API on its own: /readyz is 200 when it can do its work. */
export function applicationSpec(layout: Layout, name: 'worker' | 'api', entry: string): PartSpec {
  return nodeSpec(layout, name, [entry], `http://127.0.0.1:${layout.port(name)}/readyz`);
}

function nodeSpec(layout: Layout, name: PartName, args: readonly string[], readyUrl: string): PartSpec {
  return {
    name,
    file: process.execPath,
    args: ['--import', 'tsx', ...args],
    cwd: ROOT,
    env: environmentOf(layout),
    isReady: async () => (await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) })).ok,
    stopSignal: 'SIGTERM',
    logFile: logFile(layout, name),
  };
}
