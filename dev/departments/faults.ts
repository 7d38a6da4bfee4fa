/** The faults of a simulated system: switched on over HTTP, kept in a file, and drawn by a seed when they are random. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * ok: as this system always does. slow: answers after `delayMs`. down: cuts the connection and does nothing.
 * 500, refuse: says so and does nothing. accept-only: promises a report that never comes. lose-reply: does it, then
 * cuts the connection. accept-and-call-back, call-back-twice: promises and reports, once or twice. call-back-early: reports
 * before it answers. call-back-out-of-order: promises, gathers for `delayMs`, and reports the last first.
 */
export const FAULT_MODES = [
  'ok',
  'slow',
  'down',
  '500',
  'refuse',
  'accept-only',
  'accept-and-call-back',
  'lose-reply',
  'call-back-twice',
  'call-back-early',
  'call-back-out-of-order',
] as const;
export type FaultMode = (typeof FAULT_MODES)[number];

const delayMs = z.int().min(0).max(120_000).default(8_000);
/** One fault until it is switched off, or for each delivery one of `among`, drawn by `seed`: name one twice to have it twice as often. */
export const faultBody = z.discriminatedUnion('mode', [
  z.object({ mode: z.enum(FAULT_MODES), delayMs }),
  z.object({ mode: z.literal('random'), seed: z.int().min(0), among: z.array(z.enum(FAULT_MODES)).min(1), delayMs }),
]);
export type Fault = z.infer<typeof faultBody>;

export interface FaultNow {
  readonly mode: FaultMode;
  readonly delayMs: number;
}

const HEALTHY: Fault = { mode: 'ok', delayMs: 0 };

/** What the n-th delivery to this party meets: the same seed gives the same faults in the same order. */
export function faultAt(fault: Fault, party: string, n: number): FaultNow {
  if (fault.mode !== 'random') return fault;
  const { seed, among, delayMs } = fault;
  const drawn = createHash('sha256').update(`${seed}/${party}/${n}`).digest().readUInt32BE();
  return { mode: among[drawn % among.length] ?? 'ok', delayMs };
}

/** Which fault one system has now. It outlives a restart, as a real one does; another process may write the file. */
export class Faults {
  readonly #file: string;
  readonly #party: string;
  #deliveries = 0;

  constructor(file: string, party: string) {
    this.#file = file;
    this.#party = party;
  }

  set(fault: Fault): void {
    writeFileSync(`${this.#file}.new`, JSON.stringify(fault));
    renameSync(`${this.#file}.new`, this.#file);
  }

  /** For the delivery that has just come in. */
  next(): FaultNow {
    this.#deliveries += 1;
    return faultAt(this.#read(), this.#party, this.#deliveries);
  }

  #read(): Fault {
    if (!existsSync(this.#file)) return HEALTHY;
    return faultBody.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
  }
}
