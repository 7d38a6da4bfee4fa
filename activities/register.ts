/** The register as workflows may ask it. */
import type { Activities } from '../contract/messages.js';
import { anchorHeads } from '../register/anchor.js';
import { commit, type CommitDeps } from '../register/commit.js';
import { foldCounters } from '../register/counters.js';

export function createRegister(deps: CommitDeps): Pick<Activities, 'commit' | 'anchor' | 'foldCounters'> {
  return {
    commit: (input) => commit(deps, input),
    anchor: ({ at }) => anchorHeads(deps.pool, at),
    foldCounters: () => foldCounters(deps.pool),
  };
}
