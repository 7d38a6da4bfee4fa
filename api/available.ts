/** What the caller may do in a case now: the acts of their roles, in this stage, in their department. */
import { ACT_NAMES, ACTS, type ActName } from '../contract/acts.js';
import type { CaseState } from '../domain/file/case.js';
import { isOpen } from '../domain/file/clock.js';
import { isStoppable } from '../domain/record/challenge.js';
import { enforcementOf, openChallenges } from '../domain/record/enforcement.js';
import { mayWithdraw } from '../domain/objection/objection.js';
import { relistingOf } from '../domain/exit/relisting.js';
import { revocationOf } from '../domain/repair/revocation.js';
import { holdsSeat, isProposersSeat } from '../domain/file/seat.js';
import { STAGES } from '../domain/file/stages.js';
import { isToBeVoided, whyNotVoid } from '../domain/file/voiding.js';
import type { Identity, PersonRole } from './auth.js';
import { isOfficial, scopeSees } from './authorise.js';

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

/** The authority's own clock has not been extended yet, and is not over. */
const isExtendable = ({ terms }: CaseState): boolean =>
  terms.some((t) => t.kind === 'verification' && isOpen(t) && t.extensions.length === 0 && t.fired !== 'overdue');

/** Acts of a department that another one has asked: it holds a clock of the case. */
const ASKED: ReadonlySet<ActName> = new Set<ActName>(['reportCheck', 'consent']);
const isAsked = ({ department }: Identity, { terms }: CaseState): boolean =>
  department !== null && terms.some((t) => t.holder === department && isOpen(t) && t.kind !== 'ownCheck');

const REISSUED = { by: '', saidIn: '', reissue: true, replacedBy: null };

function isOpenTo(act: ActName, identity: Identity, state: CaseState, uscc: string): boolean {
  const processes: readonly string[] = ACTS[act].process;
  if (!processes.includes(state.process)) return false;
  const mayDo = (role: PersonRole): boolean =>
    identity.roles.includes(role) &&
    (ASKED.has(act) ? isAsked(identity, state) : scopeSees(identity, role, state, uscc));
  if (!ACTS[act].roles.some(mayDo)) return false;
  const stages: readonly string[] | undefined = STAGES[state.process][act];
  if (state.closedAt !== null && stages !== undefined) return false;
  if (stages !== undefined && !stages.includes(state.stage)) return false;
  switch (act) {
    case 'requestSupplement':
      return !state.supplementAsked;
    case 'confirm':
      return state.proposal !== null && !isProposersSeat(state, identity.sub, {}, '');
    case 'proposeVoid':
      return state.notices.some((n) => !isToBeVoided(n) && whyNotVoid(state, n, REISSUED) === null);
    case 'confirmVoid':
      return state.notices.some(
        (n) => isToBeVoided(n) && !holdsSeat(state.handler, [n.voiding?.by ?? ''], identity.sub, {}, ''),
      );
    case 'reassign':
      return state.closedAt === null;
    case 'withdraw':
      return relistingOf(state) === null && revocationOf(state) === null;
    case 'transfer':
      return state.terms.some((t) => t.kind === 'transfer' && t.holder === identity.department);
    case 'extend':
      return state.process !== 'repair' || isExtendable(state);
    case 'endShield':
      return enforcementOf(state).shield != null;
    case 'recordService':
      return (
        state.notices.some((n) => n.service === null && n.voided === undefined) &&
        (state.consented || isOfficial(identity))
      );
    case 'withdrawObjection':
      return identity.roles.some((role) => mayWithdraw({ role, department: identity.department }, state));
    case 'takeUp':
      return state.terms.every((t) => t.kind !== 'providerCheck' || !isOpen(t) || t.fired === 'overdue');
    case 'recordStop':
      return isStoppable(state) && openChallenges(state).some((c) => c.kind !== 'review');
    case 'endStop':
      return openChallenges(state).some((c) => c.stopped.length > 0);
    case 'recordChallengeResult':
      return openChallenges(state).length > 0;
    case 'declineReschedule':
      return state.particulars?.of === 'rectification' && state.particulars.interviews.some((i) => i.asked === 'open');
    case 'dropProposal':
      return state.stage !== 'delivering' || state.terms.some((t) => t.kind === 'grace' && isOpen(t));
    case 'recheck':
      return state.terms.some((t) => t.kind === 'recheck' && isOpen(t));
    case 'promisePapers':
      return enforcementOf(state).measures.some((m) => m.code === 'papersLater' && m.wish === 'applied');
    case 'papersCame':
      return state.terms.some((t) => t.kind === 'papers' && isOpen(t));
    case 'settleBreach':
      return (
        enforcementOf(state).promises?.some((p) => p.state === 'broken') === true &&
        state.terms.some((t) => t.kind === 'papers' && t.fired === 'overdue' && isOpen(t))
      );
    default:
      return true;
  }
}
