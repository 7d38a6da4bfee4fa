/**
 * Reads the tables of uploaded files in a thread of its own: unpacking 20,000 rows takes seconds, in which nobody else would be
 * answered.
 */
import { setImmediate } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { FileProblem, type ProblemCode, type ProblemDetails } from './import-problem.js';
import { readTable, type Grid, type Sheet } from './import-table.js';
import type { Cell } from './import-values.js';

export interface TableReader {
  /** As `readTable`, also for a file that is too much for the thread. Rejects with ReaderBusy when too many wait. */
  readonly read: (bytes: Buffer, fileName: string) => Promise<readonly Sheet[]>;
  close(): Promise<void>;
}

export class ReaderBusy extends Error {}

const JOB_MS = 60_000;
const IDLE_MS = 10_000;
const MAX_WAITING = 8;
const HEAP_MB = 1_024;
const ROWS_AT_ONCE = 500;

interface Job {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}
/** Some rows as one text each: texts cross between threads at once, a quarter of a million cells do not. */
interface Crossing {
  readonly name: string;
  readonly parts: readonly string[];
}
type Found =
  { readonly sheets: readonly Crossing[] } | { readonly code: ProblemCode; readonly details: ProblemDetails };

export function createTableReader(): TableReader {
  const threads = new Piscina<Job, Found>({
    filename: new URL('./table-thread.mjs', import.meta.url).href,
    ...{ minThreads: 0, maxThreads: 1, maxQueue: MAX_WAITING, idleTimeout: IDLE_MS },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  return {
    async read(bytes, fileName) {
      if (threads.queueSize >= MAX_WAITING) throw new ReaderBusy('too many files wait to be read');
      const found = await threads.run({ bytes, fileName }, { signal: AbortSignal.timeout(JOB_MS) }).catch(() => {
        throw new FileProblem('FILE_EXPANDS');
      });
      if ('code' in found) throw new FileProblem(found.code, found.details);
      return Promise.all(found.sheets.map(arrived));
    },
    close: () => threads.destroy(),
  };
}

async function arrived({ name, parts }: Crossing): Promise<Sheet> {
  const grid: (readonly Cell[])[] = [];
  for (const part of parts) {
    grid.push(...(JSON.parse(part) as Grid));
    // Others are served in between.
    await setImmediate();
  }
  return { name, grid };
}

/** The thread's side. */
export async function readInThread({ bytes, fileName }: Job): Promise<Found> {
  try {
    const sheets = await readTable(Buffer.from(bytes), fileName);
    return { sheets: sheets.map(({ name, grid }) => ({ name, parts: partsOf(grid) })) };
  } catch (error) {
    if (error instanceof FileProblem) return { code: error.code, details: error.details };
    throw error;
  }
}

function partsOf(grid: Grid): string[] {
  const parts: string[] = [];
  for (let n = 0; n < grid.length; n += ROWS_AT_ONCE) parts.push(JSON.stringify(grid.slice(n, n + ROWS_AT_ONCE)));
  return parts;
}
