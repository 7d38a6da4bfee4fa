/** Runs the worker until it is told to stop; what is under way is finished first. */
import { loadConfig } from '../config.js';
import { startWorker } from './start.js';

const worker = await startWorker(loadConfig());
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => worker.stop());
await worker.ended;
