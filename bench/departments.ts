/** Systems of departments on this machine, over real HTTP: each answers after the same delay, or is dead. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Department {
  readonly id: string;
  readonly url: string;
  readonly key: string;
  /** From now on connections are refused. */
  die(): Promise<void>;
  /** Listens at the same address again. */
  revive(): Promise<void>;
}

const serverAnswering = (delayMs: number): Server =>
  createServer((request, response) => {
    const answer = (): void => {
      const receipt = `回执-${String(request.headers['idempotency-key'])}`;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ receipt }));
    };
    request.resume().once('end', () => setTimeout(answer, delayMs));
  });

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });

export function startDepartments(count: number, delayMs: number): Promise<Department[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, n): Promise<Department> => {
      const server = serverAnswering(delayMs);
      await listen(server, 0);
      const { port } = server.address() as AddressInfo;
      return {
        ...{ id: `bench-department-${n + 1}`, url: `http://127.0.0.1:${port}`, key: `bench-key-${n + 1}` },
        die: () => close(server),
        revive: () => listen(server, port),
      };
    }),
  );
}
