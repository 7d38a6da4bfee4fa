/** What the caller may do in a case now: the acts of their roles, in this stage, in their department. */
import { ACT_NAMES, ACTS, type ActName } from '../contract/acts.js';
import type { CaseState } from '../domain/case.js';
import { isOpen } from '../domain/clock.js';
import { STAGES } from '../domain/stages.js';
import type { Identity } from './auth.js';
import { scopeSees } from './authorise.js';

/** The OpenAPI component of an act's body. */
export const actSchemaName = (act: ActName): string => `Act-${act}`;

export function availableActs(
  identity: Identity,
  state: CaseState,
  uscc: string,
): { act: string; title: string; schema: string; href: string }[] {
  return ACT_NAMES.filter((act) => isOpenTo(act, identity, state, uscc)).map((act) => ({
    act,
    title: ACTS[act].title,
    schema: `#/components/schemas/${actSchemaName(act)}`,
    href: `/api/v1/cases/${state.caseId}/acts/${act}`,
  }));
}

function isOpenTo(act: ActName, identity: Identity, state: CaseState, uscc: string): boolean {
  const processes: readonly string[] = ACTS[act].process;
  if (!processes.includes(state.process)) return false;
  if (!ACTS[act].roles.some((role) => identity.roles.includes(role) && scopeSees(identity, role, state, uscc)))
    return false;
  const stages: readonly string[] | undefined = STAGES[state.process][act];
  if (state.closedAt !== null && stages !== undefined) return false;
  if (stages !== undefined && !stages.includes(state.stage)) return false;
  switch (act) {
    case 'requestSupplement':
      return !state.supplementAsked;
    case 'confirm':
      return state.proposal !== null && state.proposal.by !== identity.sub;
    case 'recordService':
      return state.notices.some((n) => n.service === null);
    case 'dropProposal':
      return state.stage !== 'delivering' || state.terms.some((t) => t.kind === 'grace' && isOpen(t));
    default:
      return true;
  }
}
