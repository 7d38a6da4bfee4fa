/**
 * Prints in a thread of its own: composing a page takes some 0.2 s, in which nobody else would be answered. The thread starts
 * with the first document, does one after the other, and is replaced when it dies or hangs.
 */
import { Worker } from 'node:worker_threads';
import type { Paper } from './paper.js';
import type { PrintJob, Printed } from './pdf-thread.js';

export interface Printer {
  /** Rejects with PrinterBusy when too many wait, and when the thread died over it. */
  pdf(paper: Paper): Promise<Buffer>;
  close(): Promise<void>;
}

export class PrinterBusy extends Error {}

/** More than that is answered with PrinterBusy. */
const MAX_WAITING = 100;
const JOB_MS = 30_000;
const HEAP_MB = 384;

interface Waiting {
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

export function createPrinter(maxWaiting = MAX_WAITING): Printer {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let jobs = 0;

  const settle = (id: number): Waiting | undefined => {
    const job = waiting.get(id);
    clearTimeout(job?.timer);
    waiting.delete(id);
    if (waiting.size === 0) thread?.unref();
    return job;
  };
  const fail = (error: Error): void => {
    thread = null;
    for (const id of [...waiting.keys()]) settle(id)?.reject(error);
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./pdf-thread.mjs', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    started.on('message', (printed: Printed) => {
      const job = settle(printed.id);
      if ('pdf' in printed) job?.resolve(Buffer.from(printed.pdf));
      else job?.reject(new Error(`printing failed: ${printed.fault}`));
    });
    started.on('error', (error) => started === thread && fail(error));
    started.on('exit', () => started === thread && fail(new Error('the printing thread ended')));
    return started;
  };

  return {
    pdf: (paper) =>
      new Promise((resolve, reject) => {
        if (waiting.size >= maxWaiting) return reject(new PrinterBusy('too many documents wait to be printed'));
        thread ??= start();
        thread.ref();
        const job: PrintJob = { id: (jobs += 1), paper };
        const timer = setTimeout(
          () => {
            const hung = thread;
            fail(new Error('printing took too long'));
            void hung?.terminate();
          },
          JOB_MS + waiting.size * 1000,
        );
        waiting.set(job.id, { resolve, reject, timer });
        thread.postMessage(job);
      }),
    close: async () => {
      const ending = thread;
      fail(new Error('the printer is closed'));
      await ending?.terminate();
    },
  };
}
