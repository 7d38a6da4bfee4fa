/** The case as its workflow needs it. */
import type { CaseView } from '../contract/messages.js';
import type { CaseState, DocketName } from '../domain/file/case.js';
import { deliveriesDue } from '../domain/file/outbound.js';

export function viewOf(state: CaseState, nudge: readonly DocketName[] = []): CaseView {
  const running = state.terms.filter((t) => t.status === 'running');
  const alarms = running
    .flatMap((t) => t.alarms.map((a) => ({ termId: t.id, rung: a.rung, at: a.at })))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const dues = running.map((t) => t.derivation.dueAt).sort();
  return {
    caseId: state.caseId,
    version: state.version,
    stage: state.stage,
    closed: state.closedAt !== null,
    alarms,
    deliveries: deliveriesDue(state),
    nudge,
    due: dues[0] ?? null,
  };
}
