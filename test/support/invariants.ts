/** What holds after every act of every history of a record (the invariants), wherever its files are kept. */
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { dayOf, type Instant } from '../../domain/time/calendar.js';
import type { CaseState, Effect, Instruction } from '../../domain/file/case.js';
import { isOpen } from '../../domain/file/clock.js';
import type { Step } from '../../domain/file/desk.js';
import { enforcementOf, measureState } from '../../domain/record/enforcement.js';
import { repairPack } from '../../domain/law/pack.js';
import { isSettled } from '../../domain/file/outbound.js';
import type { RecordFacts } from '../../domain/record/record-facts.js';
import { earliestApplication } from '../../domain/repair/repair.js';

/** A record, all its files and what the last act did to them. */
export interface Seen {
  readonly files: readonly CaseState[];
  readonly record: RecordFacts;
  /** How the record stood before the last act. */
  readonly recordBefore: RecordFacts;
  /** The last act and what it brought about in other files; empty when it was refused. */
  readonly last: readonly Step[];
  readonly now: Instant;
}

const GONE: readonly string[] = ['repaired', 'removed', 'annulled'];
const DECISIONS: readonly string[] = [
  ...['accept', 'refuseAcceptance', 'requestSupplement', 'propose', 'confirm', 'classify', 'endUnfulfilled'],
  'endDeregistered',
  ...['proposeDecision', 'confirmFinality', 'dropProposal', 'answerGrounds', 'verifyReceived', 'conclude', 'takeUp'],
  ...['recordStop', 'endStop', 'recordChallengeResult', 'proposeRelisting'],
  ...['proposeRevocation', 'concludeRevocation', 'extend', 'prolong', 'endShield'],
  ...['verifyRectified', 'extendRectification', 'scheduleInterview', 'recordInterview', 'handOver', 'withdrawOrder'],
];

const RESUMING: readonly string[] = ['confirm', 'withdrawObjection', 'endStop', 'recordChallengeResult', 'endShield'];

const files = (seen: Seen, process: CaseState['process']): readonly CaseState[] =>
  seen.files.filter((f) => f.process === process);
const openRecord = (seen: Seen): CaseState | null => files(seen, 'record').find((f) => f.closedAt === null) ?? null;
const instructions = (seen: Seen): readonly Instruction[] => seen.files.flatMap((f) => f.instructions);

/** Challenges on which a body or a court has ordered the measures to rest. */
const stops = (seen: Seen): readonly string[] => {
  const life = openRecord(seen);
  const all = life === null ? [] : (enforcementOf(life).challenges ?? []);
  return all.filter((c) => c.stopped.includes('measures')).map((c) => c.id);
};

/** The shield of a plan of reorganisation. */
const shields = (seen: Seen): readonly string[] => {
  const life = openRecord(seen);
  const shield = life === null ? null : enforcementOf(life).shield;
  return shield == null ? [] : [shield.case];
};

/** Objections that rest the measures and have no verified result yet. */
const resting = (seen: Seen): readonly string[] =>
  files(seen, 'objection')
    .filter((f) => f.closedAt === null && f.stage !== 'settling')
    .flatMap((f) => (f.particulars?.of === 'objection' && f.particulars.suspends ? [f.caseId] : []));

/** By the rule of its sector it may be shown on: then the last one counts. */
const lastMaximum = (f: CaseState) => f.terms.filter((t) => t.kind === 'maxPublicity').slice(-1);

const INVARIANTS: Readonly<Record<string, (seen: Seen) => void>> = {
  '1: nobody is listed before a served notice, the end of the time or a waiver, and an answer to every ground': (
    seen,
  ) => {
    for (const { before, after, events } of seen.last) {
      if (!events.some((e) => e.type === 'noticeSigned' && e.notice.kind === 'listingDecision')) continue;
      const p = after.particulars?.of === 'listing' ? after.particulars : null;
      const statement = after.terms.find((t) => t.kind === 'statement');
      const notice = before?.notices.find((n) => n.kind === 'listingNotice');
      expect([notice?.service, (notice?.service?.servedAt ?? '9') <= seen.now]).toEqual([expect.anything(), true]);
      expect(p?.waived === true || (statement?.derivation.dueAt ?? '9') <= seen.now).toBe(true);
      expect(p?.grounds.every((x) => x.answer !== null)).toBe(true);
      expect(p?.hearing === null || p?.hearing.heldOn !== null).toBe(true);
      expect(p?.decided?.measures.every((m) => p.measures.includes(m))).toBe(true);
    }
  },
  '1: no listing is restored before a served notice, the end of the time, and an answer to what was said': (seen) => {
    for (const { before, after, events } of seen.last) {
      if (!events.some((e) => e.type === 'noticeSigned' && e.notice.kind === 'relistingDecision')) continue;
      const relisting = after.particulars?.of === 'exit' ? after.particulars.relisting : undefined;
      const statement = after.terms.find((t) => t.kind === 'statement');
      expect(before?.notices.find((n) => n.kind === 'relistingNotice')?.service).not.toBeNull();
      expect((statement?.derivation.dueAt ?? '9') <= seen.now).toBe(true);
      expect(relisting?.grounds.length === 0 || (before?.proposal?.reasons ?? '') !== '').toBe(true);
    }
  },
  '1: no repair is taken back before a served notice, the end of the time, and an answer to what was said': (seen) => {
    for (const { before, after, events } of seen.last) {
      if (!events.some((e) => e.type === 'noticeSigned' && e.notice.kind === 'revocationDecision')) continue;
      const revocation = after.particulars?.of === 'repair' ? after.particulars.revocation : undefined;
      const statement = after.terms.find((t) => t.kind === 'statement');
      expect(before?.notices.find((n) => n.kind === 'revocationNotice')?.service).not.toBeNull();
      expect((statement?.derivation.dueAt ?? '9') <= seen.now).toBe(true);
      expect(revocation?.statements.length === 0 || (before?.proposal?.reasons ?? '') !== '').toBe(true);
    }
  },
  '8: whoever is barred applies for nothing': (seen) => {
    for (const { act, before } of seen.last)
      if (before === null && act.name === 'apply' && seen.recordBefore.bar !== null)
        expect(dayOf(act.effectiveAt) > seen.recordBefore.bar.until).toBe(true);
  },
  '2: while an objection is open no suspendable measure is in force, and none comes back without a result': (seen) => {
    const file = openRecord(seen);
    if (file !== null && (file.stage !== 'ending' || seen.record.list === null)) {
      const { measures, objections } = enforcementOf(file);
      expect([...objections].sort()).toEqual([...resting(seen), ...stops(seen), ...shields(seen)].sort());
      for (const m of measures.filter((x) => x.suspendable && objections.length > 0))
        expect(['suspending', 'suspended', 'declined', 'lifting', 'lifted']).toContain(measureState(file, m));
    }
    const resumed = seen.last.some((s) =>
      s.events.some((e) => e.type === 'instructed' && e.instruction.effect === 'resumeMeasure'),
    );
    if (resumed) expect(RESUMING).toContain(seen.last[0]?.act.name);
  },
  '2: what rests on a penalty also rests when the penalty is shown no longer': (seen) => {
    const { record } = seen;
    const file = files(seen, 'record').at(-1);
    if (file === undefined || record.list !== null || record.status !== 'ended' || resting(seen).length === 0) return;
    for (const m of enforcementOf(file).measures.filter((x) => x.suspendable))
      expect(['suspending', 'suspended', 'declined', 'lifting', 'lifted']).toContain(measureState(file, m));
  },
  '3: no measure is said to be in force on what is gone': (seen) => {
    const file = files(seen, 'record').at(-1);
    if (file === undefined || !GONE.includes(seen.record.status)) return;
    for (const m of enforcementOf(file).measures)
      expect([m.id, ['declined', 'lifting', 'lifted'].includes(measureState(file, m))]).toEqual([m.id, true]);
  },
  '3: what is gone is withdrawn wherever it was given, shared with nobody, and every measure is lifted': (seen) => {
    const { record } = seen;
    if (!GONE.includes(record.status)) return;
    const told = (party: string, ...effects: readonly Effect[]): boolean =>
      instructions(seen).some((i) => i.party === party && effects.includes(i.effect) && i.state !== 'recalled');
    for (const { party, effects } of record.parties) {
      if (effects.includes('endPublicity'))
        expect([party, told(party, 'endPublicity', 'withdraw')]).toEqual([party, true]);
      if (effects.includes('stopSharing')) expect([party, told(party, 'stopSharing')]).toEqual([party, true]);
      if (effects.includes('liftMeasures'))
        expect([party, told(party, 'liftMeasures', 'liftMeasure')]).toEqual([party, true]);
    }
    // No word that would show or enforce it again is still on its way.
    for (const f of files(seen, 'record'))
      for (const i of f.instructions.filter((x) => ['publish', 'applyMeasure', 'resumeMeasure'].includes(x.effect)))
        expect(isSettled(i)).toBe(true);
  },
  '3: every instruction has its receipt, or a clock that runs or is red': (seen) => {
    for (const f of seen.last.map((s) => s.after))
      for (const i of f.instructions) {
        const term = f.terms.find((t) => t.instructionId === i.id && t.kind === 'effect');
        if (i.state === 'done' || i.state === 'declined') expect(term?.status).toBe('met');
        else if (i.state === 'recalled') expect(term === undefined || !isOpen(term)).toBe(true);
        else if (f.closedAt === null) expect(term?.status).toBe('running');
        else expect([f.process, i.effect, i.state]).toEqual('a closed file that waits for nobody');
      }
  },
  '4: nothing is given an id twice, and each move is one version': (seen) => {
    for (const { before, after } of seen.last) {
      expect(after.version).toBe((before?.version ?? 0) + 1);
      for (const part of [after.terms, after.instructions, after.notices]) {
        const ids = part.map((x) => x.id);
        expect(new Set(ids).size).toBe(ids.length);
      }
    }
    const ids = seen.files.map((f) => f.caseId);
    expect(new Set(ids).size).toBe(ids.length);
  },
  '4: a finished instruction stays finished, a served paper served, a closed file closed': (seen) => {
    for (const { before, after } of seen.last) {
      for (const i of before?.instructions ?? []) if (isSettled(i)) expect(after.instructions).toContain(i);
      for (const n of before?.notices ?? [])
        // What is only being announced may yet be served otherwise.
        if (n.service !== null && (n.service.method !== 'announcement' || n.service.servedAt <= seen.now))
          expect(after.notices.find((x) => x.id === n.id)?.service).toEqual(n.service);
      if (after.closedAt !== null) expect([after.stage, after.terms.filter(isOpen)]).toEqual(['closed', []]);
      if (before?.closedAt) expect([after.outcome, after.instructions]).toEqual([before.outcome, before.instructions]);
    }
  },
  '5: only the determining authority decides, and nobody confirms what he proposed': (seen) => {
    for (const { act, before, after } of seen.last) {
      if (DECISIONS.includes(act.name)) expect(act.actor.department).toBe(after.department);
      if (act.name === 'confirm') expect(act.actor.id).not.toBe(before?.proposal?.by);
    }
  },
  '8: never repaired before its minimum': (seen) => {
    for (const { act, before, events } of seen.last) {
      if (before?.process !== 'repair' || !events.some((e) => e.type === 'recordMoved')) continue;
      const record = seen.recordBefore;
      const p = before.particulars?.of === 'repair' ? before.particulars : null;
      // A plan that a court has found carried out needs no minimum.
      if (p?.ground === 'planCompleted') continue;
      const { region, decisionDate, list } = record;
      const applicationDate = before.applicationDate ?? '';
      const pack = repairPack({ authorityKind: 'general', list, region, decisionDate, applicationDate });
      const { earliest } = earliestApplication(record, pack, PUBLISHED_CALENDAR);
      expect(record.severity).not.toBeNull();
      if (earliest !== null) expect(dayOf(act.effectiveAt) >= earliest).toBe(true);
    }
  },
  '8: never shown past its maximum, unless its duties are unfulfilled': (seen) => {
    for (const f of files(seen, 'record'))
      for (const t of lastMaximum(f).filter((x) => x.derivation.dueAt <= seen.now)) {
        // The bell of this very hour may still be on its way.
        if (isOpen(t) && t.alarms.some((a) => a.at <= seen.now)) continue;
        expect(['published']).not.toContain(isOpen(t) ? 'published' : f.stage);
      }
  },
  'a file under objection is not repaired or left: the objection has its result first': (seen) => {
    for (const { before, act, events } of seen.last) {
      const moved = events.some((e) => e.type === 'recordMoved' && GONE.includes(e.status));
      if (moved && act.name === 'confirm' && (before?.process === 'repair' || before?.process === 'exit'))
        expect(seen.files.some((f) => f.process === 'objection' && f.closedAt === null && f.stage !== 'settling')).toBe(
          false,
        );
    }
  },
  'at rest, nothing contradicts the record: what is gone has no open life, and what is shown has one': (seen) => {
    const { status } = seen.record;
    const life = openRecord(seen);
    if (GONE.includes(status)) expect(life).toBeNull();
    if (status === 'published') expect(life?.stage).toMatch(/published|unclassified/);
  },
};

/** Throws with the name of the first that does not hold, and `way`, by which it came to it. */
export function checkInvariants(seen: Seen, way: readonly Step[]): void {
  for (const [name, check] of Object.entries(INVARIANTS)) {
    try {
      check(seen);
    } catch (error) {
      const told = way.map((s) => `${s.after.caseId} ${s.act.name} → ${s.after.stage}`).join('\n');
      throw new Error(`${name}\n${error instanceof Error ? error.message : ''}\n${told}`, { cause: error });
    }
  }
}
