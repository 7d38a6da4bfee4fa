/** The report of a simulated system that it has done what it was told. */
import type { Instant } from '../../domain/time/calendar.js';
import type { CallApi } from '../one-of.js';
import type { EffectsFile, Known } from './effects.js';
import { isTransient, pause } from './http.js';

export interface Reporter {
  readonly party: string;
  readonly effects: EffectsFile;
  readonly api: CallApi;
  readonly tokenFor: (party: string) => Promise<string>;
  readonly clock: { readonly now: () => Instant };
  readonly signal: AbortSignal;
}

/** Reports that are held back, to be given the last one first. */
export class Gathering {
  readonly #signal: AbortSignal;
  #held: (() => Promise<void>)[] = [];

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** The first to come says how long the others may. */
  add(report: () => Promise<void>, forMs: number): void {
    this.#held.push(report);
    if (this.#held.length === 1) void this.#release(forMs);
  }

  async #release(afterMs: number): Promise<void> {
    await pause(afterMs, this.#signal);
    const held = this.#held.toReversed();
    this.#held = [];
    for (const report of held) await report();
  }
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/** Carries the instruction out and reports it, again and again until the report is taken or refused. */
export async function doAndReport(reporter: Reporter, known: Known, times = 1): Promise<void> {
  const { effects, clock, signal } = reporter;
  const { instructionId } = known.instruction;
  const receipt = effects.apply(instructionId, clock.now());
  for (let sent = 0; sent < times; sent += 1) {
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const status = await report(reporter, known, receipt).catch(() => 503);
      if (!isTransient(status)) break;
      await pause(pauseMs, signal);
    }
  }
  if (!signal.aborted) effects.reported(instructionId);
}

/** A token goes only to the service it is for, whatever host an instruction names. */
async function report(reporter: Reporter, { instruction }: Known, receipt: string): Promise<number> {
  const reportId = `${reporter.party}-${instruction.instructionId}-done`;
  const response = await reporter.api(new URL(instruction.callbackUrl).pathname, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await reporter.tokenFor(reporter.party)}`,
      'content-type': 'application/json',
      'idempotency-key': reportId,
    },
    body: JSON.stringify({
      reportId,
      outcome: 'done',
      receipt,
      detail: null,
      at: reporter.clock.now(),
    }),
    redirect: 'error',
    signal: AbortSignal.any([reporter.signal, AbortSignal.timeout(10_000)]),
  });
  await response.arrayBuffer();
  return response.status;
}
