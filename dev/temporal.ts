/** A real Temporal server for development: found, fetched or built once; its cases live in one file. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../contract/search-attributes.js';
import { buildWithGo, cacheDirectory } from './cache.js';
import { download } from './download.js';
import { runs } from './process.js';

const version = '1.5.1';
const source = `github.com/temporalio/cli/cmd/temporal@v${version}`;

/** On PATH, else in the cache, else the SDK's download, else built with Go. */
export async function findTemporal(say: (line: string) => void): Promise<string> {
  if (runs('temporal', ['--version'])) return 'temporal';
  const directory = path.join(cacheDirectory(), `temporal-${version}`);
  const executable = path.join(directory, process.platform === 'win32' ? 'temporal.exe' : 'temporal');
  if (existsSync(executable)) return executable;
  if (await download('dev-server', executable)) return executable;
  if (!runs('go', ['version'])) {
    throw new Error(
      'There is no Temporal server: put `temporal` (the Temporal CLI) or `go` (1.24 or later) on PATH, ' +
        'or set TEMPORAL_ADDRESS to the host:port of a running one.',
    );
  }
  say('building the Temporal server, once: about 3 minutes on two idle cores');
  await buildWithGo({
    directory,
    names: [path.basename(executable)],
    sources: [source],
    what: 'the Temporal server',
    say,
  });
  return executable;
}

export interface TemporalPorts {
  readonly grpc: number;
  readonly ui: number;
}

export function serverArguments(databaseFile: string, ports: TemporalPorts, namespace: string): string[] {
  const attributes = Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${type}`,
  ]);
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'error', '--namespace', namespace],
    ...['--db-filename', databaseFile, '--port', String(ports.grpc), '--ui-port', String(ports.ui)],
    ...attributes,
  ];
}

/** Does the server at this address know the namespace? */
export async function temporalAnswers(address: string, namespace: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: '2s' });
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return true;
  } finally {
    await connection.close();
  }
}

/** Numbers of the protocol's IndexedValueType. */
const indexedValueTypes = { Keyword: 2, Datetime: 6 } as const;

/** An existing server may lack our search attributes; a case cannot start without them. */
export async function ensureSearchAttributes(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '10s' });
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => customAttributes[name] === undefined);
    const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, indexedValueTypes[type]]));
    if (missing.length > 0) await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } finally {
    await connection.close();
  }
}
