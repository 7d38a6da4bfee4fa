/** What a decider answers: events, or the reason why not. */
import { dayOf, type Instant } from '../time/calendar.js';
import { isPerson, latest, type Act, type CaseEvent, type CaseState, type Process, type Stage } from './case.js';
import { refusal, type Refusal, type RefusalCode } from './refusal.js';

export type Decision =
  | {
      readonly ok: true;
      readonly events: readonly CaseEvent[];
      /** Acts of the system on other files of the same record, decided in the same transaction. */
      readonly also?: readonly Follow[];
    }
  | {
      readonly ok: false;
      readonly refusal: Refusal;
      /** What else stands in the way, where the decider looks at all of it. */
      readonly others?: readonly Refusal[];
    };

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

/** What every act is asked before the law of its process is. */
export interface Door<O extends Act, M extends Act> {
  /** Acts that may open a file, and why not where one is open; null: the act looks for itself. */
  readonly opens: Readonly<Record<O['name'], RefusalCode | null>>;
  /** During which stages an act may be done; acts not named here may be done at any stage. */
  readonly stages: Readonly<Partial<Record<string, readonly Stage[]>>>;
  /** Acts of the determining authority alone (谁认定、谁办理). */
  readonly authority: ReadonlySet<string>;
  /** Why an act about no file is refused; absent: there is none. */
  readonly absent?: (act: M) => RefusalCode;
}

/** The decider of a process: at its door the same is asked of every act, and only then what the act does. */
export function decider<O extends Act, M extends Act, F extends { readonly now: Instant }>(
  door: Door<O, M>,
  open: (act: O, facts: F, state: CaseState | null) => Decision,
  move: (act: M, state: CaseState, facts: F) => Decision,
): (act: O | M, state: CaseState | null, facts: F) => Decision {
  const opens = (act: O | M): act is O => Object.hasOwn(door.opens, act.name);
  return (act, state, facts) => {
    if (act.effectiveAt > latest(facts.now, act.receivedAt)) return refused('DATE_IN_FUTURE');
    if (opens(act)) {
      const code = state === null ? null : door.opens[act.name as O['name']];
      return code === null ? open(act, facts, state) : refused(code);
    }
    if (state === null) return refused(door.absent?.(act) ?? 'NO_SUCH_CASE');
    const hindered = hindrance(act, state, door.stages[act.name]);
    if (hindered !== null) return hindered;
    const isForeign = door.authority.has(act.name) && act.actor.department !== state.department;
    return isForeign ? refused('NOT_COMPETENT') : move(act, state, facts);
  };
}

/** The actor saw the file before another person acted in it; null when nobody has. */
export function outdated({ basedOn }: Act, { personVersion, version }: CaseState): Decision | null {
  const isStale = basedOn !== null && (basedOn < personVersion || basedOn > version);
  return isStale ? refused('VERSION_CONFLICT') : null;
}

/** What stands against an act in this file, whatever the act does; null when nothing does. */
function hindrance(act: Act, state: CaseState, stages: readonly Stage[] | undefined): Decision | null {
  if (stages !== undefined && !stages.includes(state.stage)) return refused('WRONG_STAGE');
  const stale = outdated(act, state);
  if (stale !== null) return stale;
  const last = dayOf(state.lastEffectiveAt);
  const tooEarly = isPerson(act.actor) && !WITNESS.has(act.name) && dayOf(act.effectiveAt) < last;
  return tooEarly ? refused('DATE_BEFORE_LAST', { last }) : null;
}
