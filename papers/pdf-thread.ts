/** The thread in which documents become PDF, one after the other. */
import { parentPort } from 'node:worker_threads';
import type { Paper } from './paper.js';
import { paperPdf } from './pdf.js';

export interface PrintJob {
  readonly id: number;
  readonly paper: Paper;
}
export type Printed = { readonly id: number } & ({ readonly pdf: Uint8Array } | { readonly fault: string });

parentPort?.on('message', ({ id, paper }: PrintJob) => {
  paperPdf(paper).then(
    (pdf) => answer({ id, pdf }),
    (error: unknown) => answer({ id, fault: error instanceof Error ? error.message : 'unknown' }),
  );
});

const answer = (printed: Printed): void => parentPort?.postMessage(printed);
