/** For those who watch the process: is it alive, can it work, what has it done. */
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Client } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { deadlineIn } from './clock.js';

const READY_PATIENCE_MS = 2_000;
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Watched {
  readonly pool: pg.Pool;
  readonly temporal: Client;
  readonly draining?: { readonly now: boolean };
}

export function healthRoutes(app: FastifyInstance, watched: Watched): void {
  const hidden = { schema: { hide: true } };
  app.get('/healthz', hidden, () => ({ status: 'ok' }));
  app.get('/readyz', hidden, async (_request, reply) => {
    const [postgres, temporal] = await Promise.all([
      isUp(watched.pool.query('select 1')),
      isUp(reach(watched.temporal)),
    ]);
    const draining = watched.draining?.now === true;
    return reply.code(postgres && temporal && !draining ? 200 : 503).send({ postgres, temporal, draining });
  });
  const registry = measure(app);
  app.get('/metrics', hidden, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

const reach = (temporal: Client): Promise<unknown> =>
  temporal.withDeadline(deadlineIn(READY_PATIENCE_MS), () => temporal.workflowService.getSystemInfo({}));

const isUp = (answer: Promise<unknown>): Promise<boolean> =>
  answer.then(
    () => true,
    () => false,
  );

/** Durations by route, never by address: addresses name cases. */
function measure(app: FastifyInstance): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    duration.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    done();
  });
  return registry;
}
