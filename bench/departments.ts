/** Systems of departments on this machine, over real HTTP: each answers after the same delay, or is dead. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Department {
  readonly id: string;
  readonly url: string;
  readonly key: string;
  /** From now on connections are refused. */
  die(): Promise<void>;
  /** From now on connections are accepted, and nothing is answered. */
  fallSilent(): Promise<void>;
  /** Answers at the same address again; what it was asked while it was silent it never heard. */
  revive(): Promise<void>;
}

const serverAnswering = (delayMs: number, isSilent: () => boolean): Server =>
  createServer((request, response) => {
    if (isSilent()) return;
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
      let silent = false;
      const server = serverAnswering(delayMs, () => silent);
      await listen(server, 0);
      const { port } = server.address() as AddressInfo;
      return {
        ...{ id: `bench-department-${n + 1}`, url: `http://127.0.0.1:${port}`, key: `bench-key-${n + 1}` },
        die: () => close(server),
        fallSilent: () => {
          silent = true;
          return Promise.resolve();
        },
        revive: async () => {
          silent = false;
          server.closeAllConnections();
          if (!server.listening) await listen(server, port);
        },
      };
    }),
  );
}
