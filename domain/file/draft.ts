/**
 * A decision being written: what follows from one lawful act, in the order in which it is said. Each line sees the file as
 * the lines before it have left it.
 */
import {
  evolve,
  type Act,
  type CaseEvent,
  type CaseState,
  type Effect,
  type NoticeKind,
  type Outcome,
  type Process,
  type ProposedOutcome,
  type Stage,
  type Term,
  type TermKind,
} from './case.js';
import { dayOf, type Calendar, type Day, type Instant } from '../time/calendar.js';
import { arm, cancel, isOpen, meet } from './clock.js';
import { lawful, type Decision, type Follow } from './decision.js';
import { isSettled } from './outbound.js';
import type { Particulars } from './particulars.js';
import { standsIn, type Staff, type StandIn } from './seat.js';
import type { RecordFacts } from '../record/record-facts.js';
import type { TermRule } from '../time/term.js';

/** What every decider may know beside its rules: read under the locks of subject and record. */
export interface Facts extends Pick<Staff, 'standIns'> {
  /** The id a case opened by this act will have. */
  readonly newCaseId: string;
  /** Which of several open cases of its process this one is; '' where there is but one. */
  readonly docket: string;
  readonly now: Instant;
  readonly calendar: Calendar;
  /** The days of a service by announcement (公告送达). */
  readonly announcement: TermRule;
  readonly record: RecordFacts;
  /** The open files of the same record, of all processes. */
  readonly open: readonly CaseState[];
  /** Its last closed files, as far as the act may ask of them: of repair, and of its own life. */
  readonly closed: readonly CaseState[];
}

/** An objection to the record has no verified result yet; one whose result is only being carried out hinders nobody. */
export const isUnderObjection = ({ open }: Pick<Facts, 'open'>): boolean =>
  open.some((s) => s.process === 'objection' && s.stage !== 'settling');

/** What one outside party is to do, and by when. */
export interface Order {
  readonly party: string;
  readonly adapter: 'http' | 'manual';
  readonly effect: Effect;
  readonly rule: TermRule;
  readonly start?: Day;
  readonly measureId?: string;
  readonly content?: Readonly<Record<string, string>>;
}

export class Draft {
  state: CaseState;
  readonly at: Instant;
  readonly day: Day;
  private readonly calendar: Calendar;
  private readonly standIns: readonly StandIn[];
  private readonly events: CaseEvent[] = [];
  private readonly follows: Follow[] = [];

  constructor(act: Act, state: CaseState, facts: Pick<Facts, 'calendar' | 'standIns'>) {
    this.state = state;
    this.at = act.effectiveAt;
    this.day = dayOf(act.effectiveAt);
    this.calendar = facts.calendar;
    this.standIns = facts.standIns ?? [];
  }

  /** A new file about the record, in its first stage. */
  static opening(
    act: Act,
    process: Process,
    facts: Facts,
    first: {
      readonly stage: Stage;
      readonly packId: string;
      readonly consented?: boolean;
      /** The application that it begins with: its number, and the day on which the channel received it. */
      readonly application?: { readonly id: string; readonly date: Day };
      readonly particulars: Particulars | null;
    },
  ): Draft {
    const { record } = facts;
    const state: CaseState = {
      caseId: facts.newCaseId,
      process,
      docket: facts.docket,
      recordId: record.id,
      subjectId: record.subjectId,
      region: record.region,
      department: record.authority,
      stage: first.stage,
      outcome: null,
      openedAt: act.effectiveAt,
      closedAt: null,
      version: 0,
      personVersion: 0,
      lastEffectiveAt: act.effectiveAt,
      packId: first.packId,
      applicationDate: first.application?.date ?? null,
      applicationId: first.application?.id ?? null,
      consented: first.consented ?? false,
      supplementAsked: false,
      handler: act.actor.role === 'handler' ? act.actor.id : null,
      proposal: null,
      particulars: first.particulars,
      terms: [],
      instructions: [],
      notices: [],
    };
    const draft = new Draft(act, state, facts);
    draft.events.push({ type: 'opened', state });
    return draft;
  }

  write(...events: readonly CaseEvent[]): this {
    for (const event of events) {
      this.events.push(event);
      this.state = evolve(this.state, event) ?? this.state;
    }
    return this;
  }

  stage(stage: Stage): this {
    return this.write({ type: 'staged', stage });
  }

  note(particulars: Particulars): this {
    return this.write({ type: 'noted', particulars });
  }

  /** Whoever acts takes the case in hand, unless it is in the hands of somebody for whom he only stands in. */
  assign(by: string): this {
    const { handler } = this.state;
    const isStandIn = handler !== null && standsIn(this.standIns, by, handler, this.day);
    return this.write(isStandIn ? { type: 'stoodIn', by, for: handler } : { type: 'assigned', handler: by });
  }

  propose(outcome: ProposedOutcome, findings: string, reasons: string | null, by: string): this {
    return this.write({ type: 'proposed', proposal: { outcome, findings, reasons, by } });
  }

  /** Starts a clock; `holder` is the department, party or subject that must act. */
  arm(kind: TermKind, holder: string, rule: TermRule, start: Day = this.day, instructionId?: string): this {
    const id = `${this.state.caseId}-t${this.state.terms.length + 1}`;
    const arming = { id, kind, holder, rule, start, ...(instructionId === undefined ? {} : { instructionId }) };
    return this.write({ type: 'termSet', term: arm(arming, this.calendar) });
  }

  /** What these clocks measured was done. */
  meet(...kinds: readonly TermKind[]): this {
    const open = this.state.terms.filter((t) => kinds.includes(t.kind) && isOpen(t));
    return this.write(...open.map((t): CaseEvent => ({ type: 'termSet', term: meet(t, this.at) })));
  }

  /** These clocks stop without being judged; when none is named all of them, but for what was ordered and is not done. */
  cancel(...kinds: readonly TermKind[]): this {
    return this.stop((t) => (kinds.length === 0 ? t.kind !== 'effect' : kinds.includes(t.kind)));
  }

  private stop(which: (term: Term) => boolean): this {
    const open = this.state.terms.filter((t) => which(t) && isOpen(t));
    return this.write(...open.map((t): CaseEvent => ({ type: 'termSet', term: cancel(t, this.at) })));
  }

  sign(kind: NoticeKind, reasons: string | null = null, signedOn: Day = this.day): this {
    return this.write({
      type: 'noticeSigned',
      notice: {
        id: `${this.state.caseId}-n${this.state.notices.length + 1}`,
        kind,
        authority: this.state.department,
        signedOn,
        number: null,
        reasons,
        announcement: 'pending',
        service: null,
      },
    });
  }

  /** One instruction with its own term per order. */
  instruct(orders: readonly Order[]): this {
    for (const { rule, start, ...order } of orders) {
      const id = `${this.state.caseId}-i${this.state.instructions.length + 1}`;
      this.write({
        type: 'instructed',
        instruction: { id, ...order, state: 'pending', receipt: null, detail: null, movedAt: this.at },
      });
      this.arm('effect', order.party, rule, start ?? this.day, id);
    }
    return this;
  }

  /** Takes back what was ordered and not yet done, since another word has overtaken it. */
  recall(isOvertaken: (instruction: CaseState['instructions'][number]) => boolean): this {
    const overtaken = this.state.instructions.filter((i) => !isSettled(i) && isOvertaken(i));
    for (const { id } of overtaken) {
      this.write({
        type: 'instructionMoved',
        id,
        state: 'recalled',
        receipt: null,
        detail: '已由后续指令取代',
        at: this.at,
      });
      const term = this.state.terms.find((t) => t.instructionId === id && isOpen(t));
      if (term !== undefined) this.write({ type: 'termSet', term: cancel(term, this.at) });
    }
    return this;
  }

  /** What the system does in another file of the same record, in the same transaction. */
  also(...follows: readonly Follow[]): this {
    this.follows.push(...follows);
    return this;
  }

  /** The file is closed; clocks still running stop without being judged. */
  close(outcome: Outcome): this {
    return this.stop(() => true).write({ type: 'closed', outcome, at: this.at });
  }

  /** Closed at once when nothing is left to be carried out, else with the last receipt (`closesWhenDone`). */
  closeUnlessOutstanding(outcome: Outcome): this {
    return this.state.instructions.some((i) => !isSettled(i)) ? this : this.close(outcome);
  }

  done(): Decision {
    return lawful(this.events, this.follows);
  }
}
