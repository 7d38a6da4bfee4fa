/**
 * The desk on which all files of one record lie while its acts are decided. An act and whatever it brings about in the
 * other files of the record are one step: lawful as a whole, or it leaves everything as it was.
 */
import { dayOf, type Calendar, type Instant } from '../time/calendar.js';
import {
  docketName,
  linkedName,
  evolveAll,
  stamp,
  type Act,
  type CaseEvent,
  type CaseState,
  type DocketName,
  type Process,
} from './case.js';
import { decideCommon, isCommon } from './common.js';
import { DECIDERS, type Rules } from './deciders.js';
import type { Decision, Follow } from './decision.js';
import type { LawPolicy, RuleOverride } from '../law/pack.js';
import { announcementTerm } from '../law/packs.js';
import { recordAfter, type RecordFacts } from '../record/record-facts.js';
import type { Refusal } from './refusal.js';
import type { Staff } from './seat.js';

/** What lies on the desk when it is laid. */
export interface Laid extends Pick<Rules, 'authorityKind' | 'applicationSubject'>, Staff {
  readonly record: RecordFacts;
  readonly files: readonly CaseState[];
  readonly calendar: Calendar;
  readonly policy: LawPolicy;
  /** Parameters as they were known at an instant. */
  readonly overridesAt: (instant: Instant) => readonly RuleOverride[];
  readonly newCaseId: (process: Process) => string;
}

/** One file moved by one act; `before` is null when the act opened it. */
export interface Step {
  readonly act: Act;
  readonly before: CaseState | null;
  readonly after: CaseState;
  readonly events: readonly CaseEvent[];
  /** What is to be carried to records that hang on this one. */
  readonly linked: readonly LinkedAct[];
}

/** An act of the system on a record that hangs on the one at hand; carried at least once, and once in effect, by its id. */
export interface LinkedAct {
  readonly name: DocketName;
  readonly record: string;
  readonly act: Act;
}

/** The act first, then what it brought about. */
export type Decided =
  { readonly ok: true; readonly steps: readonly [Step, ...Step[]] } | Extract<Decision, { ok: false }>;

export const nameOf = ({ process, docket }: CaseState): DocketName => docketName(process, docket);
/** The id of what an act brought about in another file of its record, or in another record. */
export const followId = (causeId: string, to: DocketName | string): string => `${causeId}/${to}`;

interface Docket {
  readonly process: Process;
  readonly docket: string;
}

/** What an act brings about in another file is not lawful there: then the act itself is not. */
class FollowRefused extends Error {
  readonly refusal: Refusal;

  constructor(why: Refusal) {
    super(why.code);
    this.refusal = why;
  }
}

export class Desk {
  record: RecordFacts;
  private held: ReadonlyMap<string, CaseState>;
  private readonly laid: Laid;

  constructor(laid: Laid) {
    this.laid = laid;
    this.record = laid.record;
    this.held = new Map(laid.files.map((f) => [f.caseId, f]));
  }

  get calendar(): Calendar {
    return this.laid.calendar;
  }

  get files(): readonly CaseState[] {
    return [...this.held.values()];
  }

  file(caseId: string): CaseState | null {
    return this.held.get(caseId) ?? null;
  }

  open(name: DocketName): CaseState | null {
    return this.files.find((f) => nameOf(f) === name && f.closedAt === null) ?? null;
  }

  /** Decides one act on the docket it came to. Throws on a defect, with everything as it was. */
  decide(act: Act, docket: Docket, now: Instant): Decided {
    const { record, held } = this;
    try {
      const state = act.caseId === null ? this.open(docketName(docket.process, docket.docket)) : this.file(act.caseId);
      const decision = this.ask(act, state, state ?? docket, now);
      if (!decision.ok) return decision;
      const first = this.put(act, state, decision);
      const follows = within(decision).flatMap((follow) => this.follow(act, follow, now));
      return { ok: true, steps: [first, ...follows] };
    } catch (error) {
      Object.assign(this, { record, held });
      if (error instanceof FollowRefused) return { ok: false, refusal: error.refusal };
      throw error;
    }
  }

  private ask(act: Act, state: CaseState | null, { process, docket }: Docket, now: Instant): Decision {
    if (state !== null && isCommon(act)) return decideCommon(act, state, this.laid);
    const begunAt = state?.openedAt ?? act.effectiveAt;
    const overrides = this.laid.overridesAt(begunAt);
    return DECIDERS[process](
      act,
      state,
      {
        newCaseId: this.laid.newCaseId(process),
        docket,
        now,
        calendar: this.laid.calendar,
        announcement: announcementTerm(this.record.region, overrides),
        record: this.record,
        standIns: this.laid.standIns ?? [],
        open: this.files.filter((f) => f.closedAt === null),
        closed: this.files.filter((f) => f.closedAt !== null),
      },
      { ...this.laid, overrides, begunOn: dayOf(begunAt) },
    );
  }

  /** What an act of one file asks of another: nothing when that one is not open, unless it is to open it. */
  private follow(cause: Act, follow: Follow, now: Instant): readonly Step[] {
    const { process, docket = '', opens } = follow;
    const to = docketName(process, docket);
    const state = this.open(to);
    if (state === null && opens !== true) return [];
    const act = followOf(cause, to, follow, state?.caseId ?? null);
    const decision = this.ask(act, state, { process, docket }, now);
    if (!decision.ok) throw new FollowRefused(decision.refusal);
    const step = this.put(act, state, decision);
    return [step, ...within(decision).flatMap((next) => this.follow(act, next, now))];
  }

  private put(act: Act, before: CaseState | null, { events, also = [] }: Lawful): Step {
    const evolved = evolveAll(before, events);
    if (evolved === null) throw new Error(`act ${act.name} yields no file`);
    const after = stamp(evolved, act, (before?.version ?? 0) + 1);
    this.record = events.reduce(recordAfter, this.record);
    this.held = new Map(this.held).set(after.caseId, after);
    return { act, before, after, events, linked: also.flatMap((follow) => linkedOf(act, follow)) };
  }
}

type Lawful = Extract<Decision, { ok: true }>;

/** What is asked of other files of the same record. */
const within = ({ also = [] }: Lawful): readonly Follow[] => also.filter((f) => f.record === undefined);

/** What an act asks of a record that hangs on its own; nothing when it asks it of its own. */
function linkedOf(cause: Act, follow: Follow): readonly LinkedAct[] {
  const { record, process } = follow;
  if (record === undefined) return [];
  return [{ name: linkedName(process, record), record, act: followOf(cause, record, follow, null) }];
}

const followOf = (
  cause: Act,
  to: string,
  { name, payload }: Pick<Follow, 'name' | 'payload'>,
  caseId: string | null,
): Act => ({
  ...cause,
  id: followId(cause.id, to),
  name,
  caseId,
  actor: { id: 'system', role: 'system', department: null, party: null },
  basedOn: null,
  payload: payload ?? {},
});
