import { TestWorkflowEnvironment } from '@temporalio/testing';
import { timeSkippingServer } from '../../dev/test-server.js';

test('the time-skipping server passes thirty days at once', async () => {
  const executable = { type: 'existing-path', path: await timeSkippingServer() } as const;
  const environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  try {
    const before = await environment.currentTimeMs();
    await environment.sleep('30 days');
    expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(30 * 86_400_000);
  } finally {
    await environment.teardown();
  }
});
