/** The end of every write: the stored answer, or the act's way to its case. */
import type { ActAnswer, ActMessage, CaseStart } from '../contract/messages.js';
import type { Actor } from '../domain/file/case.js';
import type { Refusal } from '../domain/file/refusal.js';
import { effectiveAt } from './clock.js';
import type { RouteDeps } from './deps.js';
import { answeredBefore, requestHashOf } from './idempotency.js';
import { problem, refusedProblem } from './problem.js';

export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly caseId: string | null;
  readonly actor: Actor;
  readonly basedOn: number | null;
  readonly effectiveOn?: string | undefined;
  readonly payload: object;
  /** What the sender said, whole: the same key must come with the same. */
  readonly request: unknown;
}

/** The act as it travels, received now. */
export function messageOf({ request, effectiveOn, ...act }: Draft, { clock }: Pick<RouteDeps, 'clock'>): ActMessage {
  const receivedAt = clock.now();
  return { ...act, receivedAt, effectiveAt: effectiveAt(receivedAt, effectiveOn), requestHash: requestHashOf(request) };
}

export type Sent =
  { readonly kind: 'committed'; readonly answer: ActAnswer } | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The caller was authorised before: a stored answer is shown only to whom the case is open. Throws the refusal. */
export async function sendAct(deps: RouteDeps, start: CaseStart, draft: Draft): Promise<ActAnswer> {
  const sent = await tryAct(deps, start, draft);
  if (sent.kind === 'refused') throw refusedProblem(sent.refusal);
  return sent.answer;
}

/** As sendAct, for acts of which each may be refused by itself. Throws when it is not known what became of the act. */
export async function tryAct(deps: RouteDeps, start: CaseStart, draft: Draft): Promise<Sent> {
  const act = messageOf(draft, deps);
  const before = await answeredBefore(deps.pool, act.id, act.requestHash);
  if (before !== null) return { kind: 'committed', answer: before };
  const result = await deps.cases.act(start, act);
  switch (result.kind) {
    case 'committed':
    case 'refused':
      return result;
    case 'keyReused':
      throw problem('KEY_REUSED');
    case 'failed':
      throw problem('INTERNAL');
  }
}
