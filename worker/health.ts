/** The worker's own small HTTP side: alive, ready, measured. */
import { createServer } from 'node:http';
import { collectDefaultMetrics, register } from 'prom-client';

export interface Health {
  close(): void;
}

/** Serves /healthz, /readyz and /metrics on loopback; without a port, nothing. */
export async function serveHealth(port: number | undefined, ready: () => boolean): Promise<Health> {
  if (port === undefined) return { close: () => undefined };
  collectDefaultMetrics();
  const server = createServer((request, response) => {
    if (request.url === '/metrics') {
      void register
        .metrics()
        .then((text) => response.writeHead(200, { 'content-type': register.contentType }).end(text));
      return;
    }
    const ok = request.url === '/healthz' || (request.url === '/readyz' && ready());
    response.writeHead(ok ? 200 : request.url === '/readyz' ? 503 : 404).end();
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return { close: () => server.close() };
}
