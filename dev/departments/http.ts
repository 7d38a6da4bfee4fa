/** What the simulated systems share of HTTP. */
import type { IncomingMessage, ServerResponse } from 'node:http';

const BODY_BYTES = 1024 * 1024;

/** The bytes of a request's body. Throws beyond 1 MB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const parts: AsyncIterable<Buffer> = request;
  for await (const part of parts) {
    bytes += part.byteLength;
    if (bytes > BODY_BYTES) throw new Error('the body is too large');
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

/** The JSON of a body, undefined when it is none. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

export function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

/** A refusal as real systems give it: RFC 9457, with Chinese for people. */
export const problem = (response: ServerResponse, status: number, detail: string): void =>
  answer(response, status, { title: detail, status, detail });

export const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
};

/** Whether the sender should try the same request again. */
export const isTransient = (status: number): boolean =>
  status >= 500 || status === 408 || status === 425 || status === 429;

/** Waits, or answers at once when told to stop. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
