/**
 * Which ports this clone uses. Each data directory takes a whole block of 40, the first one free, and keeps it: a restart
 * finds the issuer, the public address and every printed QR code where they were. Blocks taken by other clones are known
 * by a file in the user's cache, also while those clones are not running.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { PARTIES } from './identities.js';

const firstBlock = 8360;
const lastBlock = 28360;
const blockSize = 40;
const offsets = {
  api: 0,
  worker: 1,
  temporal: 2,
  temporalUi: 3,
  postgres: 4,
  smtp: 5,
  mail: 6,
  issuer: 7,
  api2: 8,
  worker2: 9,
  sms: 39,
} as const;
/** From here on: one port for each simulated party. */
const firstPartyOffset = 10;

export type PortName = keyof typeof offsets;

const addresses = z.object({
  base: z.number(),
  publicUrl: z.string(),
  issuer: z.string(),
});
/** What a restart must not change. */
export type Addresses = Readonly<z.infer<typeof addresses>>;

export function portOf(base: number, name: PortName): number {
  return base + offsets[name];
}

/** Where the simulated party's system listens; undefined for one without a system. */
export function partyPort(base: number, party: string): number | undefined {
  const index = PARTIES.filter(({ adapter }) => adapter === 'http').findIndex(({ id }) => id === party);
  return index < 0 ? undefined : base + firstPartyOffset + index;
}

export function readAddresses(dataDir: string): Addresses | undefined {
  const file = path.join(dataDir, 'ports.json');
  return existsSync(file) ? addresses.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** Chooses at the first start, reads afterwards. */
export async function keepAddresses(dataDir: string, cacheDir: string, publicUrl?: string): Promise<Addresses> {
  const kept = readAddresses(dataDir);
  if (kept) return kept;
  const base = await reserveBlock(dataDir, path.join(cacheDir, 'ports'));
  const chosen: Addresses = {
    base,
    publicUrl: publicUrl ?? `http://127.0.0.1:${portOf(base, 'api')}`,
    issuer: `http://127.0.0.1:${portOf(base, 'issuer')}`,
  };
  writeFileSync(path.join(dataDir, 'ports.json'), `${JSON.stringify(chosen, null, 2)}\n`);
  return chosen;
}

export function releaseBlock(base: number, cacheDir: string): void {
  rmSync(path.join(cacheDir, 'ports', String(base)), { force: true });
}

/** Names of this clone's ports that something else listens on. */
export async function takenPorts(base: number, names: readonly PortName[]): Promise<PortName[]> {
  const taken = await Promise.all(names.map(async (name) => ((await isFree(portOf(base, name))) ? [] : [name])));
  return taken.flat();
}

async function reserveBlock(dataDir: string, registry: string): Promise<number> {
  mkdirSync(registry, { recursive: true });
  for (let base = firstBlock; base <= lastBlock; base += blockSize) {
    const file = path.join(registry, String(base));
    if (!claim(file, dataDir, base)) continue;
    const free = await Promise.all(Array.from({ length: blockSize }, (_, index) => isFree(base + index)));
    if (!free.includes(false)) return base;
    rmSync(file, { force: true });
  }
  throw new Error(`No block of ${blockSize} free ports between ${firstBlock} and ${lastBlock}.`);
}

/** True when the block is now ours. A claim whose data directory is gone, or moved on, is void. */
function claim(file: string, dataDir: string, base: number): boolean {
  if (existsSync(file)) {
    const holder = readFileSync(file, 'utf8');
    const isStarting = holder !== dataDir && existsSync(holder) && !existsSync(path.join(holder, 'ports.json'));
    if (isStarting || readAddresses(holder)?.base === base) return false;
    rmSync(file, { force: true });
  }
  try {
    writeFileSync(file, dataDir, { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}
