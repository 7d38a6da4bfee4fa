/** A worker of the build that is here, and says so. */
import { loadConfig } from '../../config.js';
import { startWorker } from '../../worker/start.js';

const worker = await startWorker({ ...loadConfig(), WORKER_BUILD_ID: 'present' });
process.once('SIGTERM', () => worker.stop());
await worker.ended;
