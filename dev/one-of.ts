/** Several APIs that are alike, called as one. */

/** Path → answer. Rejects when none of them can be reached. */
export type CallApi = (path: string, init?: RequestInit) => Promise<Response>;

/**
 * Calls these addresses in turn; what one does not answer is sent again to the next. What changes anything must carry an
 * idempotency key: the first may have done it before it died.
 */
export function oneOf(addresses: readonly string[]): CallApi {
  let calls = 0;
  return async (path, init) => {
    calls += 1;
    for (let tries = 1, at = calls; ; tries += 1, at += 1) {
      try {
        return await fetch(new URL(path, addresses[at % addresses.length]), init);
      } catch (error) {
        if (init?.signal?.aborted === true || tries >= addresses.length) throw error;
      }
    }
  };
}
