/** What a decider answers: events, or the one reason why not. */
import { dayOf } from '../time/calendar.js';
import { isPerson, type Act, type CaseEvent, type CaseState, type Process, type Stage } from './case.js';
import { refusal, type Refusal, type RefusalCode } from './refusal.js';

export type Decision =
  | {
      readonly ok: true;
      readonly events: readonly CaseEvent[];
      /** Acts of the system on other files of the same record, decided in the same transaction. */
      readonly also?: readonly Follow[];
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** What one file asks of another file of the same record, where nothing is half done; or of a record that hangs on it. */
export interface Follow {
  readonly process: Process;
  /** Which of several open cases of the process. */
  readonly docket?: string;
  readonly name: string;
  readonly payload?: object;
  /** Of another record, which hangs on this one: carried there by the workflow, once this transaction is done. */
  readonly record?: string;
  /** Whether it opens a file; all others are about an open file, and nothing when there is none. */
  readonly opens?: boolean;
}

export const lawful = (events: readonly CaseEvent[], also: readonly Follow[] = []): Decision => ({
  ok: true,
  events,
  also,
});
export const refused = (code: RefusalCode, details?: Readonly<Record<string, string>>): Decision => ({
  ok: false,
  refusal: refusal(code, details),
});

/** Acts that bear witness to what happened elsewhere: of these the later one may tell of the earlier day. */
const WITNESS: ReadonlySet<string> = new Set(['recordService', 'report']);

/** What stands against an act in this file, whatever the act does; null when nothing does. */
export function hindrance(act: Act, state: CaseState, stages: readonly Stage[] | undefined): Decision | null {
  if (stages !== undefined && !stages.includes(state.stage)) return refused('WRONG_STAGE');
  const { basedOn } = act;
  if (basedOn !== null && (basedOn < state.personVersion || basedOn > state.version))
    return refused('VERSION_CONFLICT');
  const last = dayOf(state.lastEffectiveAt);
  const tooEarly = isPerson(act.actor) && !WITNESS.has(act.name) && dayOf(act.effectiveAt) < last;
  return tooEarly ? refused('DATE_BEFORE_LAST', { last }) : null;
}
