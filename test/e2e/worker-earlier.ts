/** A worker of an earlier build: the workflows as they were then, on the activities of now. */
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import path from 'node:path';
import { loadConfig } from '../../config.js';
import { ROOT } from '../../dev/layout.js';
import { startWorker } from '../../worker/start.js';

const bundle = await bundleWorkflowCode({
  workflowsPath: path.join(ROOT, 'test/e2e/earlier-build/index.ts'),
  logger: new DefaultLogger('ERROR'),
});
const worker = await startWorker({ ...loadConfig(), WORKER_BUILD_ID: 'earlier' }, bundle);
process.once('SIGTERM', () => worker.stop());
await worker.ended;
