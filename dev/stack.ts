/**
 * The whole system on this machine: real Postgres, real Temporal, the world around (mail, identity, departments), worker
 * and API, each a process of its own, in one data directory. A cluster has other parts, and is otherwise the same.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheDirectory } from './cache.js';
import { ROOT, openLayout } from './layout.js';
import type { Layout } from './layout.js';
import { Part } from './part.js';
import type { ApplicationName, PartName, PartSpec, PartWatcher } from './part.js';
import { readAddresses, releaseBlock, takenPorts } from './ports.js';
import * as postgres from './postgres.js';
import { prepareRegister } from './prepare-register.js';
import { Running, clearStale, runningStack } from './running.js';
import { PEERS, PORTS_OF, applicationSpec, isWorker, peerSpec, postgresSpec, temporalSpec } from './specs.js';
import type { PeerName } from './specs.js';
import { clusterServerSpec, findServer, prepareStores } from './temporal-cluster.js';
import { ensureSearchAttributes, findTemporal } from './temporal.js';
import { fetchToken } from './token.js';

/** One of everything; or two of each of our own, on a Temporal server that keeps its cases in Postgres. */
export type Shape = 'single' | 'cluster';

const peers = ['issuer', 'mail', 'departments'] as const;
const applications = ['worker', 'worker2', 'api', 'api2'] as const;
const seconds: ReadonlySet<PartName> = new Set(['worker2', 'api2']);
/** What is started together, each wave after the one before; ended in the reverse order. */
const waves: Readonly<Record<Shape, readonly (readonly PartName[])[]>> = {
  single: [['postgres', 'temporal', ...peers], applications],
  cluster: [['postgres', ...peers], ['temporal'], applications],
};

export interface StackOptions {
  readonly dataDir: string;
  /** Default: single. */
  readonly shape?: Shape;
  /** Told what happens, a line at a time. */
  readonly say?: (part: PartName, what: string) => void;
  /** A part ended by itself. */
  readonly onDeath?: (part: Part, how: string) => void;
  /** Entry files other than worker/main.ts and api/main.ts: for tests of the stack itself. */
  readonly entries?: Partial<Record<ApplicationName, string>>;
  /** Configuration of our own parts that differs from the usual. */
  readonly env?: Readonly<Record<string, string>>;
}

export class Stack {
  readonly layout: Layout;
  readonly #options: StackOptions;
  readonly #parts = new Map<PartName, Part>();
  #running: Running | null = null;

  private constructor(options: StackOptions, layout: Layout) {
    this.#options = options;
    this.layout = layout;
  }

  static async open(options: StackOptions): Promise<Stack> {
    const layout = await openLayout(options.dataDir);
    if (options.shape === 'cluster' && layout.external.size > 0) {
      throw new Error('A cluster brings its own stores: unset DATABASE_URL and TEMPORAL_ADDRESS.');
    }
    return new Stack(options, layout);
  }

  /** What runs unless parts are named. */
  get #names(): readonly PartName[] {
    return this.#waves.flat().filter((name) => this.#options.shape === 'cluster' || !seconds.has(name));
  }

  get #waves(): readonly (readonly PartName[])[] {
    return waves[this.#options.shape ?? 'single'];
  }

  /** A part that this stack runs; throws when it runs none, as with an external database. */
  part(name: PartName): Part {
    const part = this.#parts.get(name);
    if (!part) throw new Error(`This stack runs no ${name} of its own.`);
    return part;
  }

  get apiUrl(): string {
    return this.#urlOf('api');
  }

  /** Every API of this stack: all answer alike. */
  get apiUrls(): readonly string[] {
    const names = this.#names.filter(isApplication);
    return names.filter((name) => !isWorker(name)).map((name) => this.#urlOf(name));
  }

  #urlOf(name: ApplicationName): string {
    return `http://127.0.0.1:${this.layout.port(name)}`;
  }

  get mailUrl(): string {
    return `http://127.0.0.1:${this.layout.port('mail')}`;
  }

  get smsUrl(): string {
    return `http://127.0.0.1:${this.layout.port('sms')}`;
  }

  /** A token of a demo person; a negative lifetime gives an expired one. */
  token(identity: string, ttlSeconds?: number): Promise<string> {
    const { addresses, secrets } = this.layout;
    return fetchToken({ issuer: addresses.issuer, secret: secrets.issuer, identity, ttlSeconds });
  }

  /** Answers when the named parts, by default all, are ready. When one fails, ends the others and throws. */
  async start(names: readonly PartName[] = this.#names): Promise<void> {
    const wanted = names.filter((name) => !this.#parts.has(name));
    await this.#takeDirectory();
    try {
      await this.#refuseTakenPorts(wanted);
      for (const wave of this.#waves) {
        const now = wave.filter((name) => wanted.includes(name));
        await allOrFirstError(now.map((name) => this.#startOne(name)));
      }
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Ends every part, the callers before those they call. */
  async stop(): Promise<void> {
    for (const name of this.#waves.flat().toReversed()) await this.#parts.get(name)?.stop();
    this.#parts.clear();
    this.#running?.close();
    this.#running = null;
  }

  async #takeDirectory(): Promise<void> {
    const { dataDir } = this.layout;
    if (this.#running !== null) return;
    if (runningStack(dataDir) !== undefined) throw new Error(`A stack is already running in ${dataDir}.`);
    await clearStale(dataDir);
    this.#running = new Running(dataDir);
  }

  async #refuseTakenPorts(names: readonly PartName[]): Promise<void> {
    const { dataDir, addresses, external } = this.layout;
    const own = names.filter((name) => !(isStore(name) && external.has(name)));
    const taken = await takenPorts(
      addresses.base,
      own.flatMap((name) => [...PORTS_OF[name]]),
    );
    if (taken.length === 0) return;
    const list = taken.map((name) => `${this.layout.port(name)} (${name})`).join(', ');
    throw new Error(
      `Another program listens on ${list}. End it; or delete ${path.join(dataDir, 'ports.json')} to choose other ports, ` +
        'which changes the public address that printed notices carry.',
    );
  }

  async #startOne(name: PartName): Promise<void> {
    const startedAt = Date.now();
    const what = await this.#startKind(name);
    this.#options.say?.(name, `${what.padEnd(44)} ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  }

  async #startKind(name: PartName): Promise<string> {
    if (name === 'postgres') return this.#startPostgres();
    if (name === 'temporal') return this.#startTemporal();
    if (isPeer(name)) {
      await this.#startPart(peerSpec(this.layout, name, this.apiUrls));
      return 'ready';
    }
    const program = isWorker(name) ? 'worker' : 'api';
    const entry = this.#options.entries?.[name] ?? path.join(ROOT, program, 'main.ts');
    await this.#startPart(applicationSpec(this.layout, name, entry, this.#options.env));
    return 'ready';
  }

  async #startPostgres(): Promise<string> {
    const { layout } = this;
    if (!layout.external.has('postgres')) {
      const cluster = postgres.locateCluster(layout.dataDir, layout.port('postgres'));
      await postgres.initialise(cluster, layout.secrets);
      await this.#startPart(postgresSpec(layout, cluster));
      await postgres.createRoles(cluster.port, layout.secrets);
    }
    const applied = await prepareRegister(layout);
    return applied === 0 ? 'ready' : `ready, ${applied} migration${applied === 1 ? '' : 's'} applied`;
  }

  async #startTemporal(): Promise<string> {
    const { layout } = this;
    if (layout.external.has('temporal')) {
      await ensureSearchAttributes(layout.temporalAddress, layout.namespace);
      return `the one at ${layout.temporalAddress}`;
    }
    const say = (line: string) => this.#options.say?.('temporal', line);
    if (this.#options.shape === 'cluster') return this.#startTemporalOnPostgres(say);
    await this.#startPart(temporalSpec(layout, await findTemporal(say)));
    return 'ready';
  }

  async #startTemporalOnPostgres(say: (line: string) => void): Promise<string> {
    const programs = await findServer(say);
    await prepareStores(this.layout, programs);
    await this.#startPart(await clusterServerSpec(this.layout, programs));
    return 'ready, its cases in Postgres';
  }

  async #startPart(spec: PartSpec): Promise<void> {
    const watcher: PartWatcher = {
      started: (name, pid, stopSignal) => this.#running?.started(name, pid, stopSignal),
      ended: (_, pid) => this.#running?.ended(pid),
      died: (part, how) => this.#options.onDeath?.(part, how),
    };
    const part = new Part(spec, watcher);
    this.#parts.set(spec.name, part);
    await part.start();
  }
}

const isStore = (name: PartName): name is 'postgres' | 'temporal' => name === 'postgres' || name === 'temporal';
const isPeer = (name: PartName): name is PeerName => Object.hasOwn(PEERS, name);
const isApplication = (name: PartName): name is ApplicationName => !isStore(name) && !isPeer(name);

/** Waits for all, so that none is still starting when the first error is thrown. */
async function allOrFirstError(works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Empties a data directory; its ports stay reserved for it unless `withPorts`. The stack must not be running. */
export function removeData(dataDir: string, { withPorts }: { withPorts: boolean }): void {
  const addresses = readAddresses(dataDir);
  postgres.removeCluster(dataDir);
  const kept = withPorts ? [] : ['ports.json'];
  if (!existsSync(dataDir)) return;
  for (const name of readdirSync(dataDir)) {
    if (!kept.includes(name)) rmSync(path.join(dataDir, name), { recursive: true, force: true });
  }
  if (withPorts && addresses) {
    rmSync(dataDir, { recursive: true, force: true });
    releaseBlock(addresses.base, cacheDirectory());
  }
}
