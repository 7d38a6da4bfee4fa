/** A whole stack of its own for one test file: temporary data directory, own ports, nothing left afterwards. */
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PartName } from '../../dev/part.js';
import { Stack, removeData } from '../../dev/stack.js';
import type { StackOptions } from '../../dev/stack.js';

export interface TestStack {
  /** Kill and restart parts by `stack.part('worker')`. */
  readonly stack: Stack;
  token(identity: string): Promise<string>;
  /** A request to the API as a demo person; `undefined` is nobody. */
  call(identity: string | undefined, method: string, path: string, body?: unknown, key?: string): Promise<Response>;
  /** Ends all parts and removes their data. */
  stop(): Promise<void>;
}

export type TestStackOptions = Omit<StackOptions, 'dataDir'>;

/** Starts the named parts, by default all. */
export async function startTestStack(names?: readonly PartName[], options: TestStackOptions = {}): Promise<TestStack> {
  const stack = await Stack.open({ ...options, dataDir: temporaryDirectory() });
  const tokens = new Map<string, Promise<string>>();
  const token = (identity: string): Promise<string> => {
    const known = tokens.get(identity) ?? stack.token(identity);
    tokens.set(identity, known);
    // An issuer that was down is asked again.
    known.catch(() => tokens.delete(identity));
    return known;
  };
  await stack.start(names);
  return {
    stack,
    token,
    call: async (identity, method, route, body, key) =>
      fetch(`${stack.apiUrl}${route}`, {
        method,
        headers: {
          ...(identity === undefined ? {} : { authorization: `Bearer ${await token(identity)}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    stop: async () => {
      await stack.stop();
      removeData(stack.layout.dataDir, { withPorts: true });
    },
  };
}

/** Passable for every account: Postgres runs as another one when the tests run as root. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'xinxiu-stack-'));
  chmodSync(directory, 0o755);
  return directory;
}
