/** One record with its own file and its repairs, moved by random acts and folded as register/commit.ts does. */
import fc from 'fast-check';
import { addDays, dayOf, type Day, type Instant } from '../../domain/time/calendar.js';
import type { Act, Actor, CaseEvent, CaseState, Severity } from '../../domain/file/case.js';
import type { Decision } from '../../domain/file/decision.js';
import { decideRecord, type RecordLifeFacts } from '../../domain/record/record.js';
import { RECORD_STAGES, type RecordAct } from '../../domain/record/record-acts.js';
import type { RecordFacts } from '../../domain/record/record-facts.js';
import { decideRepair, type RepairFacts } from '../../domain/repair/repair.js';
import { REPAIR_STAGES, type RepairAct } from '../../domain/repair/repair-acts.js';
import * as g from './given.js';

/** One commit, for the invariants to look at. */
export interface Step {
  readonly act: Act;
  readonly before: CaseState | null;
  readonly decision: Decision;
  readonly after: CaseState | null;
  readonly record: RecordFacts;
  readonly now: Instant;
}

export interface Command {
  /** Of the acts that suit the stage; beyond these, of all. */
  readonly pick: number;
  readonly anything: boolean;
  readonly onRecord: boolean;
  readonly waitHours: number;
  /** The law's day of the act lies so many days back, as when entered from paper. */
  readonly daysBack: number;
  readonly actor: number;
  readonly target: number;
  readonly yes: boolean;
  readonly seen: 'none' | 'current' | 'old';
}

const sometimes = (often: fc.Arbitrary<number>, seldom: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof({ weight: 5, arbitrary: often }, { weight: 1, arbitrary: seldom });

export const command: fc.Arbitrary<Command> = fc.record({
  pick: fc.nat(),
  anything: fc.nat(5).map((n) => n === 0),
  onRecord: fc.nat(9).map((n) => n === 0),
  waitHours: sometimes(fc.nat(40), fc.nat(24 * 120)),
  daysBack: sometimes(fc.constant(0), fc.nat(12)),
  actor: sometimes(fc.constant(0), fc.nat(9)),
  target: fc.nat(),
  yes: fc.nat(3).map((n) => n > 0),
  seen: fc.constantFrom('none', 'current', 'old'),
});

export const someRecord: fc.Arbitrary<RecordFacts> = fc
  .record({
    severity: fc.constantFrom<Severity | null>('minor', 'general', 'general', 'serious', null),
    fulfilled: fc.constantFrom(null, true, false),
    parties: fc.subarray([...g.RECORD.parties]),
    region: fc.constantFrom('320800', '130100'),
    daysEarlier: fc.nat(50).map((n) => n * 10),
  })
  .map(({ daysEarlier, ...r }) => ({
    ...g.RECORD,
    ...r,
    decisionDate: addDays('2026-06-30', -daysEarlier),
    publishedOn: null,
  }));

const REPAIR_ACTS = [
  'apply',
  'accept',
  'refuseAcceptance',
  'requestSupplement',
  'supplement',
  'propose',
  'confirm',
  'withdraw',
  'recordService',
  'report',
  'delivered',
] as const;
const RECORD_ACTS = ['publish', 'classify', 'endUnfulfilled', 'report', 'delivered'] as const;
const OTHERS: readonly Actor[] = [
  g.HANDLER,
  g.REVIEWER,
  g.actor('handler', 'reviewer', g.AUTHORITY),
  g.actor('reviewer', 'handler', g.AUTHORITY),
  g.actor('foreign', 'handler', 'sjz-sthj'),
  g.actor('foreign', 'reviewer', 'sjz-sthj'),
  g.AGENT,
  g.OFFICE,
  g.SITE_SYSTEM,
  g.SYSTEM,
];
const FITTING: Partial<Record<string, Actor>> = {
  apply: g.AGENT,
  supplement: g.AGENT,
  withdraw: g.AGENT,
  recordService: g.AGENT,
  confirm: g.REVIEWER,
  report: g.OFFICE,
  delivered: g.SYSTEM,
  publish: g.SYSTEM,
};

export class World {
  readonly steps: Step[] = [];
  record: RecordFacts;
  now: Instant = g.at('2026-07-01');
  private cases = 0;
  private readonly files = new Map<string, CaseState>();

  constructor(record: RecordFacts) {
    this.record = record;
    this.commit('record', g.act('publish', g.SYSTEM, {}, this.now));
  }

  all(): readonly CaseState[] {
    return [...this.files.values()];
  }

  open(process: 'repair' | 'record'): CaseState | null {
    return this.all().find((f) => f.process === process && f.closedAt === null) ?? null;
  }

  run(c: Command): void {
    this.passTo(new Date(Date.parse(this.now) + c.waitHours * 3_600_000).toISOString());
    const process = c.onRecord || (this.open('repair')?.stage === undefined && c.anything) ? 'record' : 'repair';
    const file = this.open(process) ?? this.all().findLast((f) => f.process === process) ?? null;
    this.commit(process, this.actOf(c, process, file));
    this.passTo(this.now);
  }

  /** Time goes by: every clock rings at its hour, as the workflows see to. */
  passTo(end: Instant): void {
    for (;;) {
      const alarms = this.all().flatMap((f) =>
        f.terms
          .filter((t) => t.status === 'running')
          .flatMap((t) => t.alarms.map((a) => ({ process: f.process, termId: t.id, ...a }))),
      );
      const [next] = alarms.filter((a) => a.at <= end).sort((a, b) => (a.at < b.at ? -1 : 1));
      if (next === undefined) break;
      if (next.at > this.now) this.now = next.at;
      const { process, termId, rung } = next;
      this.commit(process === 'repair' ? 'repair' : 'record', {
        ...g.act('alarm', g.SYSTEM, { termId, rung }, this.now),
        id: `${termId}/${rung}/${next.at}`,
      });
    }
    this.now = end;
  }

  private actOf(c: Command, process: 'repair' | 'record', file: CaseState | null): Act {
    const stages: Partial<Record<string, readonly string[]>> = process === 'repair' ? REPAIR_STAGES : RECORD_STAGES;
    const names: readonly string[] = process === 'repair' ? REPAIR_ACTS : RECORD_ACTS;
    const suits = (name: string): boolean => {
      if (name === 'apply') return file === null || file.closedAt !== null;
      if (name === 'recordService') return file?.notices.some((n) => n.service === null) ?? false;
      if (name === 'report' || name === 'delivered') return file?.instructions.some((i) => i.state !== 'done') ?? false;
      return stages[name]?.some((s) => s === file?.stage) ?? false;
    };
    const suitable = c.anything ? names : names.filter(suits);
    const name = suitable[c.pick % Math.max(1, suitable.length)] ?? 'report';
    const by = c.actor === 0 ? (FITTING[name] ?? g.HANDLER) : (OTHERS[c.actor % OTHERS.length] ?? g.HANDLER);
    const back = new Date(Date.parse(this.now) - c.daysBack * 86_400_000).toISOString();
    const version =
      c.seen === 'none' || file === null
        ? {}
        : { basedOn: c.seen === 'current' ? file.version : Math.max(0, file.personVersion - 1) };
    return { ...g.act(name, by, this.payloadOf(name, c, file, dayOf(back)), back, version), receivedAt: this.now };
  }

  private payloadOf(name: string, c: Command, file: CaseState | null, day: Day): unknown {
    const from = (items: readonly { readonly id: string }[] | undefined): string =>
      items?.[c.target % Math.max(1, items.length)]?.id ?? 'none';
    switch (name) {
      case 'apply':
        return {
          applicationId: 'A1',
          receivedOn: addDays(day, -(c.target % 3)),
          documents: c.target % 9 === 0 ? [] : g.PAPERS,
          electronicService: c.yes,
        };
      case 'requestSupplement':
        return { items: ['缴款凭证'] };
      case 'supplement':
        return { documents: g.PAPERS };
      case 'propose':
        return { outcome: c.yes ? 'grant' : 'refuse', findings: '已核查', reasons: '义务未履行' };
      case 'confirm':
        return { approve: c.target % 4 > 0, reasons: '核查不充分' };
      case 'recordService':
        return { noticeId: from(file?.notices), method: c.yes ? 'portal' : 'post', evidence: '凭证' };
      case 'report':
        return {
          instructionId: from(file?.instructions),
          outcome: c.yes ? 'done' : 'refused',
          receipt: '回执',
          detail: null,
        };
      case 'delivered':
        return {
          kind: 'instruction',
          id: from(file?.instructions),
          outcome: (['done', 'accepted', 'refused', 'failed'] as const)[c.target % 4],
          receipt: null,
          detail: null,
        };
      case 'classify':
        return { severity: c.yes ? 'general' : 'serious', reasons: '行业分类标准' };
      default:
        return { reasons: '理由', reason: '理由' };
    }
  }

  commit(process: 'repair' | 'record', act: Act): void {
    const before =
      act.name === 'apply' || act.name === 'publish'
        ? this.openFor(act)
        : (this.open(process) ?? this.all().findLast((f) => f.process === process) ?? null);
    const facts = this.facts(before, act, process);
    const decide = (): Decision =>
      process === 'repair'
        ? decideRepair(g.frozen(act) as RepairAct, g.frozen(before), facts)
        : decideRecord(g.frozen(act) as RecordAct, g.frozen(before), facts);
    const decision = decide();
    expect(JSON.stringify(decide())).toBe(JSON.stringify(decision));
    const after = g.next(before, act, decision);
    this.steps.push({ act, before, decision, after, record: this.record, now: this.now });
    if (!decision.ok || after === null) return;
    this.files.set(after.caseId, after);
    for (const event of decision.events) this.move(event);
    for (const follow of decision.also ?? []) {
      if (this.open('record') !== null)
        this.commit('record', { ...act, name: follow.name, actor: g.SYSTEM, basedOn: null, payload: {} });
    }
  }

  /** An application opens a file of its own; publication finds the open one. */
  private openFor(act: Act): CaseState | null {
    return act.name === 'apply' ? null : this.open('record');
  }

  private move(event: CaseEvent): void {
    if (event.type === 'recordMoved') this.record = { ...this.record, status: event.status };
    if (event.type === 'recordClassified') this.record = { ...this.record, severity: event.severity };
  }

  private facts(before: CaseState | null, act: Act, process: 'repair' | 'record'): RepairFacts & RecordLifeFacts {
    this.cases += 1;
    const pack = g.packOf(this.record, g.RECEIVED);
    const newCaseId = `${process === 'repair' ? 'X' : 'J'}${this.cases}`;
    const open = this.all().filter((f) => f.closedAt === null);
    return g.frozen({ ...g.factsOn(this.now, this.record), pack, newCaseId, open, applicationSubject: null });
  }
}
