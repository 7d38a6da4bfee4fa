/**
 * The whole system on this machine: real Postgres, real Temporal, the world around (mail, identity, departments), worker
 * and API, each a process of its own, in one data directory.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import path from 'node:path';
import { loadDevelopmentConfig } from '../config.js';
import type { DevelopmentConfig } from '../config.js';
import { cacheDirectory } from './cache.js';
import { AUDIENCE, openLayout } from './layout.js';
import type { Layout } from './layout.js';
import { Part } from './part.js';
import type { PartName, PartSpec } from './part.js';
import { readAddresses, releaseBlock, takenPorts } from './ports.js';
import * as postgres from './postgres.js';
import { ROOT, nodePart } from './node-part.js';
import { Running, clearStale, runningStack, stopRunning } from './running.js';
import { ensureSearchAttributes, findTemporal, serverArguments, temporalAnswers } from './temporal.js';
import { fetchToken } from './token.js';

export const DEFAULT_DATA_DIR = path.join(ROOT, '.data');
const order: readonly PartName[] = ['postgres', 'temporal', 'peers', 'worker', 'api'];

export interface StackOptions {
  readonly dataDir: string;
  /** Told what happens, a line at a time. */
  readonly say?: (line: string) => void;
  /** A part ended by itself. */
  readonly onDeath?: (part: Part, how: string) => void;
  /** Entry files other than api/main.ts and worker/main.ts: tests of the stack itself. */
  readonly entries?: Partial<Record<'api' | 'worker', string>>;
}

export class Stack {
  readonly layout: Layout;
  readonly #options: StackOptions;
  readonly #config: DevelopmentConfig;
  readonly #parts = new Map<PartName, Part>();
  #running: Running | null = null;

  private constructor(options: StackOptions, config: DevelopmentConfig, layout: Layout) {
    this.#options = options;
    this.#config = config;
    this.layout = layout;
  }

  static async open(options: StackOptions): Promise<Stack> {
    const config = loadDevelopmentConfig();
    return new Stack(options, config, await openLayout(options.dataDir, config.PUBLIC_URL));
  }

  /** A part that this stack has started; throws when it is not one of its own (an external database, say). */
  part(name: PartName): Part {
    const part = this.#parts.get(name);
    if (!part) throw new Error(`This stack runs no ${name} of its own.`);
    return part;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.layout.port('api')}`;
  }
  get mailUrl(): string {
    return `http://127.0.0.1:${this.layout.port('mail')}`;
  }
  get databaseUrl(): string {
    return this.#config.DATABASE_URL ?? postgres.applicationUrl(this.layout.port('postgres'), this.layout.secrets);
  }
  get databaseOwnerUrl(): string {
    if (this.#config.DATABASE_URL !== undefined) return this.#config.DATABASE_OWNER_URL ?? this.#config.DATABASE_URL;
    return postgres.ownerUrl(this.layout.port('postgres'), this.layout.secrets);
  }
  get temporalAddress(): string {
    return this.#config.TEMPORAL_ADDRESS ?? `127.0.0.1:${this.layout.port('temporal')}`;
  }

  /** The settings of config.ts, as the worker and the API of this stack get them. */
  environment(): Record<string, string> {
    return {
      TZ: 'UTC',
      DATABASE_URL: this.databaseUrl,
      DATABASE_OWNER_URL: this.databaseOwnerUrl,
      TEMPORAL_ADDRESS: this.temporalAddress,
      TEMPORAL_NAMESPACE: this.#config.TEMPORAL_NAMESPACE,
      API_HOST: '127.0.0.1',
      API_PORT: String(this.layout.port('api')),
      PUBLIC_URL: this.layout.addresses.publicUrl,
      OIDC_ISSUER: this.layout.addresses.issuer,
      OIDC_AUDIENCE: AUDIENCE,
      SMTP_URL: `smtp://127.0.0.1:${this.layout.port('smtp')}`,
      MAIL_FROM: '信修 <noreply@xinxiu.example>',
      PARTY_SECRETS_FILE: this.layout.partySecretsFile,
      LOG_LEVEL: this.#config.LOG_LEVEL,
      METRICS_PORT: String(this.layout.port('worker')),
    };
  }

  token(identity: string, ttlSeconds?: number): Promise<string> {
    const { addresses, secrets } = this.layout;
    return fetchToken({ issuer: addresses.issuer, secret: secrets.issuer, identity, ttlSeconds });
  }

  /** Answers when all the named parts, by default all there are, are ready. Throws and leaves nothing behind otherwise. */
  async start(names: readonly PartName[] = order): Promise<void> {
    const { dataDir } = this.layout;
    if (this.#running === null) {
      if (runningStack(dataDir) !== undefined) throw new Error(`A stack is already running in ${dataDir}.`);
      await clearStale(dataDir);
      this.#running = new Running(dataDir);
    }
    try {
      await this.#refuseTakenPorts(names);
      const wanted = (name: PartName, start: () => Promise<void>): Promise<void>[] => (names.includes(name) ? [start()] : []);
      await all([
        ...wanted('postgres', () => this.#startPostgres()),
        ...wanted('temporal', () => this.#startTemporal()),
        ...wanted('peers', () => this.#startNodePart('peers')),
      ]);
      await all([
        ...wanted('worker', () => this.#startNodePart('worker')),
        ...wanted('api', () => this.#startNodePart('api')),
      ]);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Ends every part, the callers before those they call. */
  async stop(): Promise<void> {
    for (const name of order.toReversed()) await this.#parts.get(name)?.stop();
    this.#parts.clear();
    this.#running?.close();
    this.#running = null;
  }

  async #refuseTakenPorts(names: readonly PartName[]): Promise<void> {
    const { dataDir, addresses } = this.layout;
    const ours = { postgres: ['postgres'], temporal: ['temporal'], peers: ['smtp', 'mail', 'issuer'], worker: ['worker'], api: ['api'] } as const;
    const isExternal = { postgres: this.#config.DATABASE_URL, temporal: this.#config.TEMPORAL_ADDRESS };
    const needed = names.filter((name) => !this.#parts.has(name) && !(name in isExternal && isExternal[name === 'postgres' ? 'postgres' : 'temporal']));
    const taken = await takenPorts(addresses.base, needed.flatMap((name) => [...ours[name]]));
    if (taken.length === 0) return;
    const list = taken.map((name) => `${this.layout.port(name)} (${name})`).join(', ');
    throw new Error(
      `Another program listens on ${list}. End it; or delete ${path.join(dataDir, 'ports.json')} to choose other ports, ` +
        'which changes the public address that printed notices carry.',
    );
  }

  async #startPostgres(): Promise<void> {
    const port = this.layout.port('postgres');
    const { secrets } = this.layout;
    if (this.#config.DATABASE_URL === undefined) {
      const cluster = postgres.locateCluster(this.layout.dataDir, port);
      await postgres.initialise(cluster, secrets);
      await this.#startPart({
        ...this.#common('postgres'),
        ...postgres.serverCommand(cluster),
        cwd: path.dirname(cluster.directory),
        env: { LC_ALL: 'C', TZ: 'UTC' },
        user: cluster.user,
        isReady: () => postgres.answers(port, secrets),
        stopSignal: 'SIGINT',
        attempts: 20,
      });
      await postgres.createRoles(port, secrets);
    }
    const { migrate } = await import('../register/migrate.js');
    const applied = await migrate(this.databaseOwnerUrl);
    if (applied.length > 0) this.#say('register', `${applied.length} migration${applied.length > 1 ? 's' : ''} applied`);
  }

  async #startTemporal(): Promise<void> {
    const namespace = this.#config.TEMPORAL_NAMESPACE;
    if (this.#config.TEMPORAL_ADDRESS !== undefined) {
      await ensureSearchAttributes(this.temporalAddress, namespace);
      return;
    }
    const file = await findTemporal((line) => {
      this.#say('temporal', line);
    });
    const ports = { grpc: this.layout.port('temporal'), ui: this.layout.port('temporalUi') };
    await this.#startPart({
      ...this.#common('temporal'),
      file,
      args: serverArguments(path.join(this.layout.dataDir, 'temporal.db'), ports, namespace),
      cwd: this.layout.dataDir,
      isReady: () => temporalAnswers(this.temporalAddress, namespace),
      stopSignal: 'SIGTERM',
    });
  }
}
