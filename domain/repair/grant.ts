/** What a decision on an application brings about: repaired for good, shielded for a plan's time, or refused. */
import { refused, type Decision } from '../file/decision.js';
import { isUnderObjection, type Draft, type Order } from '../file/draft.js';
import type { RepairGround } from '../file/particulars.js';
import { isOpen } from '../file/clock.js';
import { takenUp } from '../record/left-standing.js';
import { isOnList, type RecordFacts } from '../record/record-facts.js';
import type { RepairFacts } from './repair.js';

const groundOf = ({ state: { particulars } }: Draft): RepairGround =>
  particulars?.of === 'repair' ? particulars.ground : 'fulfilled';

/** Confirmed by another person. While an objection is open, nothing is granted. */
export function grant(draft: Draft, facts: RepairFacts): Decision {
  if (isUnderObjection(facts)) return refused('UNDER_OBJECTION');
  const isForPlan = groundOf(draft) === 'planApproved';
  draft
    .sign(isForPlan ? 'shieldDecision' : 'repairDecision')
    .meet('verification', 'result')
    .cancel('service');
  return isForPlan ? shield(draft, facts) : repair(draft, facts);
}

/** Three effects at once: 终止公示、停止共享和使用、解除惩戒措施 (Order 36, art. 3), each at every party that must act. */
function repair(draft: Draft, facts: RepairFacts): Decision {
  const { record, pack } = facts;
  const undone = record.parties.flatMap(({ party, adapter, effects }) =>
    effects.map((effect): Order => ({ party, adapter, effect, rule: pack.effects })),
  );
  draft
    .stage('granted')
    .instruct([...undone, ...directory(record, pack.effects)])
    .write({ type: 'recordMoved', status: 'repaired', at: draft.at })
    // What is repaired is rectified.
    .also({ process: 'record', name: 'repaired', ...takenUp(facts) }, { process: 'rectification', name: 'moot' });
  // An entry of a list leaves the list as well: in its source system, and up to 信用中国.
  if (isOnList(record)) draft.also({ process: 'exit', name: 'carryOut', payload: { ground: 'repaired' }, opens: true });
  return draft.closeUnlessOutstanding('repaired').done();
}

/** An abnormal-directory entry (经营异常名录) is taken off it where it is kept. */
function directory({ kind, network }: RecordFacts, rule: Order['rule']): readonly Order[] {
  const source = kind === '经营异常名录' ? network.sources['necips'] : undefined;
  return source === undefined ? [] : [{ ...source, effect: 'removeFromSource', rule }];
}

/** 临时修复: the record's life goes on, hidden, with its measures resting. */
function shield(draft: Draft, { pack }: RepairFacts): Decision {
  const { particulars, caseId } = draft.state;
  const until = particulars?.of === 'repair' ? particulars.planUntil : null;
  return draft
    .also({ process: 'record', name: 'shield', payload: { case: caseId, until, rule: pack.shield }, opens: true })
    .close('shielded')
    .done();
}

export function refuse(draft: Draft, facts: RepairFacts): Decision {
  const reasons = draft.state.proposal?.reasons ?? null;
  draft.sign('refusalDecision', reasons).meet('verification', 'result');
  return decidedAnew(draft, facts).close('refused').done();
}

/** What a reconsideration body or a court has sent back is decided now, one way or the other. */
export function decidedAnew(draft: Draft, { open }: RepairFacts): Draft {
  const isAwaited = open.some(
    (s) => s.process === 'record' && s.terms.some((t) => t.kind === 'redecision' && isOpen(t)),
  );
  return isAwaited ? draft.also({ process: 'record', name: 'redecided' }) : draft;
}
