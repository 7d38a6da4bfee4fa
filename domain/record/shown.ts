/** Whether a published record is shown at its sites now, and telling them so. */
import type { CaseState } from '../file/case.js';
import type { Draft, Facts } from '../file/draft.js';
import type { TermRule } from '../time/term.js';
import { enforcementOf } from './enforcement.js';

/** Whether an order on a challenge other than `except`, or a shield, keeps the record from being shown. */
export function isHidden(state: CaseState, except: string | null): boolean {
  const { challenges = [], shield } = enforcementOf(state);
  return shield != null || challenges.some((c) => c.id !== except && c.stopped.includes('publicity'));
}

/**
 * Tells every site that was given the record to show it, or to show it no longer, in place of what it was told before.
 * Nobody is told anything when its publicity has ended: it is not shown again.
 */
export function show(draft: Draft, shown: boolean, rule: TermRule, { record }: Facts): void {
  if (draft.state.stage === 'ending') return;
  const sites = record.parties.filter((p) => p.effects.includes('endPublicity'));
  const effect = shown ? 'publish' : 'endPublicity';
  draft.recall((i) => i.effect === 'publish' || i.effect === 'endPublicity');
  draft.instruct(sites.map(({ party, adapter }) => ({ party, adapter, effect, rule })));
}
