/**
 * Prints in a thread of its own: composing a page takes some 0.2 s, in which nobody else would be answered. The thread starts
 * with the first document, does one after the other, and is replaced when it dies or hangs.
 */
import { Piscina } from 'piscina';
import type { Paper } from './paper.js';

export interface Printer {
  /** Rejects with PrinterBusy when too many wait, and when the thread died over it. */
  pdf(paper: Paper): Promise<Buffer>;
  close(): Promise<void>;
}

export class PrinterBusy extends Error {}

/** More than that is answered with PrinterBusy. */
const MAX_WAITING = 100;
const JOB_MS = 30_000;
const WAIT_MS = 1_000;
const IDLE_MS = 60_000;
const HEAP_MB = 384;

export function createPrinter(maxWaiting = MAX_WAITING): Printer {
  const threads = new Piscina({
    filename: new URL('./pdf-thread.mjs', import.meta.url).href,
    ...{ minThreads: 0, maxThreads: 1, maxQueue: maxWaiting, idleTimeout: IDLE_MS },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  return {
    async pdf(paper) {
      if (threads.queueSize >= maxWaiting) throw new PrinterBusy('too many documents wait to be printed');
      const signal = AbortSignal.timeout(JOB_MS + threads.queueSize * WAIT_MS);
      return Buffer.from(await threads.run(paper, { signal }));
    },
    close: () => threads.destroy(),
  };
}
