/** What the sender of an act is told; kept in the journal, so that the same act is always answered alike. */
import type { ActAnswer, ActMessage } from '../contract/messages.js';
import type { CaseEvent, CaseState } from '../domain/file/case.js';
import { isOpen } from '../domain/file/clock.js';

/** A record with a hundred measures has a hundred clocks, and a hundred receipts at once would each tell of all. */
const DUE_TOLD = 5;

export function answerOf(
  state: CaseState,
  act: ActMessage,
  recordedAt: string,
  events: readonly CaseEvent[],
): ActAnswer {
  const signed = new Set(events.flatMap((e) => (e.type === 'noticeSigned' ? [e.notice.id] : [])));
  const due = state.terms
    .filter(isOpen)
    .sort((a, b) => (a.derivation.dueAt < b.derivation.dueAt ? -1 : 1))
    .slice(0, DUE_TOLD)
    .map((t) => ({ term: t.id, kind: t.kind, due: t.derivation.due, article: t.rule.article }));
  return {
    caseId: state.caseId,
    process: state.process,
    act: act.name,
    seq: state.version,
    version: state.version,
    stage: state.stage,
    outcome: state.outcome,
    effectiveAt: act.effectiveAt,
    recordedAt,
    due,
    notices: state.notices
      .filter((n) => signed.has(n.id))
      .map((n) => ({ id: n.id, kind: n.kind, number: n.number ?? '' })),
    instructions: events.flatMap((e) => (e.type === 'instructed' ? [e.instruction.id] : [])),
  };
}
