/** Acts that mean the same in every file, whatever its process. */
import { decideAddress, type AddressAct } from './address.js';
import { decideReturned, type ReturnedAct } from './bounce.js';
import type { Act, CaseState } from './case.js';
import type { Decision } from './decision.js';
import { decideRedate, type RedatePayload } from './redate.js';
import { decideReassign, type ReassignAct, type Staff } from './seat.js';
import { decideVoiding, type VoidingAct } from './voiding.js';
import type { Calendar } from '../time/calendar.js';

export type CommonAct = Act<'redate', RedatePayload> | ReassignAct | VoidingAct | ReturnedAct | AddressAct;

const NAMES: ReadonlySet<string> = new Set<CommonAct['name']>([
  ...(['redate', 'reassign', 'proposeVoid', 'confirmVoid', 'mailReturned', 'confirmAddress'] as const),
]);

export const isCommon = (act: Act): act is CommonAct => NAMES.has(act.name);

export function decideCommon(
  act: CommonAct,
  state: CaseState,
  facts: Staff & { readonly calendar: Calendar },
): Decision {
  switch (act.name) {
    case 'redate':
      return decideRedate(act, state, facts.calendar);
    case 'reassign':
      return decideReassign(act, state, facts);
    case 'confirmAddress':
      return decideAddress(act, state);
    case 'mailReturned':
      return decideReturned(act, state);
    case 'proposeVoid':
    case 'confirmVoid':
      return decideVoiding(act, state, facts);
  }
}
