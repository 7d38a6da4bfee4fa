/** What holds after every step of every history, of all processes on one record at once (the eight invariants). */
import fc from 'fast-check';
import { dayOf } from '../../domain/calendar.js';
import type { CaseState, Effect, Instruction } from '../../domain/case.js';
import { isOpen } from '../../domain/clock.js';
import { enforcementOf, measureState } from '../../domain/enforcement.js';
import { repairPack } from '../../domain/law/pack.js';
import { STAGES } from '../../domain/stages.js';
import { isSettled } from '../../domain/outbound.js';
import { earliestApplication } from '../../domain/repair.js';
import { OUTCOME_TEXT, STAGE_TEXT } from '../../contract/texts.js';
import { choice } from '../support/random-acts.js';
import * as g from './given.js';
import { someMatter, World } from './world.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`FC_SEED=${seed}`);

const HISTORIES = Number(process.env['HH'] ?? 2000);
const GONE: readonly string[] = ['repaired', 'removed', 'annulled'];
const DECISIONS: readonly string[] = [
  ...['accept', 'refuseAcceptance', 'requestSupplement', 'propose', 'confirm', 'classify', 'endUnfulfilled'],
  ...['proposeDecision', 'confirmFinality', 'dropProposal', 'answerGrounds', 'verifyReceived', 'conclude', 'takeUp'],
  ...['verifyRectified', 'extendRectification', 'scheduleInterview', 'recordInterview', 'handOver', 'withdrawOrder'],
];

/** What random histories must come to, lest they prove little. Courts, tax and the next level have tests of their own. */
const ELSEWHERE: readonly string[] = ['consenting', 'awaitingFinality', 'consent', 'confirmFinality'];
const STAGE_NAMES = Object.keys(STAGE_TEXT);
const OUTCOMES = Object.keys(OUTCOME_TEXT);

const files = (world: World, process: CaseState['process']): readonly CaseState[] =>
  world.desk.files.filter((f) => f.process === process);
const openRecord = (world: World): CaseState | null => world.desk.open('record');
const instructions = (world: World): readonly Instruction[] => world.desk.files.flatMap((f) => f.instructions);

/** Objections that rest the measures and have no verified result yet. */
const resting = (world: World): readonly string[] =>
  files(world, 'objection')
    .filter((f) => f.closedAt === null && f.stage !== 'settling')
    .flatMap((f) => (f.particulars?.of === 'objection' && f.particulars.suspends ? [f.caseId] : []));

const INVARIANTS: Readonly<Record<string, (world: World) => void>> = {
  '1: nobody is listed before a served notice, the end of the time or a waiver, and an answer to every ground': (
    world,
  ) => {
    for (const { before, after, events } of world.last) {
      if (!events.some((e) => e.type === 'noticeSigned' && e.notice.kind === 'listingDecision')) continue;
      const p = after.particulars?.of === 'listing' ? after.particulars : null;
      const statement = after.terms.find((t) => t.kind === 'statement');
      expect(before?.notices.find((n) => n.kind === 'listingNotice')?.service).not.toBeNull();
      expect(p?.waived === true || (statement?.derivation.dueAt ?? '9') <= world.now).toBe(true);
      expect(p?.grounds.every((x) => x.answer !== null)).toBe(true);
      expect(p?.hearing === null || p?.hearing.heldOn !== null).toBe(true);
      expect(p?.decided?.measures.every((m) => p.measures.includes(m))).toBe(true);
    }
  },
  '2: while an objection is open no suspendable measure is in force, and none comes back without a result': (world) => {
    const file = openRecord(world);
    if (file !== null && file.stage !== 'ending') {
      const { measures, objections } = enforcementOf(file);
      expect([...objections].sort()).toEqual([...resting(world)].sort());
      for (const m of measures.filter((x) => x.suspendable && objections.length > 0))
        expect(['suspending', 'suspended', 'declined', 'lifting', 'lifted']).toContain(measureState(file, m));
    }
    const resumed = world.last.some((s) =>
      s.events.some((e) => e.type === 'instructed' && e.instruction.effect === 'resumeMeasure'),
    );
    if (resumed) expect(['confirm', 'withdrawObjection']).toContain(world.last[0]?.act.name);
  },
  '3: what is gone is withdrawn wherever it was given, shared with nobody, and every measure is lifted': (world) => {
    const { record } = world.desk;
    if (!GONE.includes(record.status)) return;
    const told = (party: string, ...effects: readonly Effect[]): boolean =>
      instructions(world).some((i) => i.party === party && effects.includes(i.effect) && i.state !== 'recalled');
    for (const { party, effects } of record.parties) {
      if (effects.includes('endPublicity'))
        expect([party, told(party, 'endPublicity', 'withdraw')]).toEqual([party, true]);
      if (effects.includes('stopSharing')) expect([party, told(party, 'stopSharing')]).toEqual([party, true]);
      if (effects.includes('liftMeasures'))
        expect([party, told(party, 'liftMeasures', 'liftMeasure')]).toEqual([party, true]);
    }
    // No word that would show or enforce it again is still on its way.
    for (const f of files(world, 'record'))
      for (const i of f.instructions.filter((x) => ['publish', 'applyMeasure', 'resumeMeasure'].includes(x.effect)))
        expect(isSettled(i)).toBe(true);
  },
  '3: every instruction has its receipt, or a clock that runs or is red': (world) => {
    for (const f of world.last.map((s) => s.after))
      for (const i of f.instructions) {
        const term = f.terms.find((t) => t.instructionId === i.id && t.kind === 'effect');
        if (i.state === 'done' || i.state === 'declined') expect(term?.status).toBe('met');
        else if (i.state === 'recalled') expect(term === undefined || !isOpen(term)).toBe(true);
        else if (f.closedAt === null) expect(term?.status).toBe('running');
        else expect([f.process, i.effect, i.state]).toEqual('a closed file that waits for nobody');
      }
  },
  '4: nothing is given an id twice, each move is one version, and numbers are the register’s': (world) => {
    for (const { before, after } of world.last) {
      expect(after.version).toBe((before?.version ?? 0) + 1);
      for (const part of [after.terms, after.instructions, after.notices]) {
        const ids = part.map((x) => x.id);
        expect(new Set(ids).size).toBe(ids.length);
      }
      expect(after.notices.every((n) => n.number === null)).toBe(true);
    }
    const ids = world.desk.files.map((f) => f.caseId);
    expect(new Set(ids).size).toBe(ids.length);
  },
  '4: a finished instruction stays finished, a served paper served, a closed file closed': (world) => {
    for (const { before, after } of world.last) {
      for (const i of before?.instructions ?? []) if (isSettled(i)) expect(after.instructions).toContain(i);
      for (const n of before?.notices ?? [])
        if (n.service !== null) expect(after.notices.find((x) => x.id === n.id)?.service).toEqual(n.service);
      if (after.closedAt !== null) expect([after.stage, after.terms.filter(isOpen)]).toEqual(['closed', []]);
      if (before?.closedAt) expect([after.outcome, after.instructions]).toEqual([before.outcome, before.instructions]);
    }
  },
  '5: only the determining authority decides, and nobody confirms what he proposed': (world) => {
    for (const { act, before, after } of world.last) {
      if (DECISIONS.includes(act.name)) expect(act.actor.department).toBe(after.department);
      if (act.name === 'confirm') expect(act.actor.id).not.toBe(before?.proposal?.by);
    }
  },
  '8: never repaired before its minimum': (world) => {
    for (const { act, before, events } of world.last) {
      if (before?.process !== 'repair' || !events.some((e) => e.type === 'recordMoved')) continue;
      const record = world.recordBefore;
      const { region, decisionDate, list } = record;
      const applicationDate = before.applicationDate ?? '';
      const pack = repairPack({ authorityKind: 'general', list, region, decisionDate, applicationDate });
      const { earliest } = earliestApplication(record, pack, g.calendar);
      expect(record.severity).not.toBeNull();
      if (earliest !== null) expect(dayOf(act.effectiveAt) >= earliest).toBe(true);
    }
  },
  '8: never shown past its maximum, unless its duties are unfulfilled': (world) => {
    for (const f of files(world, 'record'))
      for (const t of f.terms.filter((x) => x.kind === 'maxPublicity' && x.derivation.dueAt <= world.now)) {
        // The bell of this very hour may still be on its way.
        if (isOpen(t) && t.alarms.some((a) => a.at <= world.now)) continue;
        expect(['published']).not.toContain(isOpen(t) ? 'published' : f.stage);
      }
  },
  'a file under objection is not repaired or left: the objection is closed first': (world) => {
    for (const { before, act, events } of world.last) {
      const moved = events.some((e) => e.type === 'recordMoved' && GONE.includes(e.status));
      if (moved && act.name === 'confirm' && (before?.process === 'repair' || before?.process === 'exit'))
        expect(world.desk.files.some((f) => f.process === 'objection' && f.closedAt === null)).toBe(false);
    }
  },
  'at rest, nothing contradicts the record: what is gone has no open life, and what is shown has one': (world) => {
    const { status } = world.desk.record;
    const life = openRecord(world);
    if (GONE.includes(status)) expect(life).toBeNull();
    if (status === 'published') expect(life?.stage).toMatch(/published|unclassified/);
  },
};

test(`${HISTORIES} histories of all processes on one record`, () => {
  const reached = new Set<string | null>();
  fc.assert(
    fc.property(someMatter, fc.array(choice, { minLength: 20, maxLength: 70 }), (matter, choices) => {
      const world = new World(matter, (w) => {
        for (const [name, check] of Object.entries(INVARIANTS)) {
          try {
            check(w);
          } catch (error) {
            const way = w.journal.map((s) => `${s.after.caseId} ${s.act.name} → ${s.after.stage}`).join('\n');
            throw new Error(`${name}\n${error instanceof Error ? error.message : ''}\n${way}`, { cause: error });
          }
        }
        for (const { act, after } of w.last) for (const key of [after.stage, act.name, after.outcome]) reached.add(key);
      });
      for (const c of choices) world.run(c);
    }),
    { seed, numRuns: HISTORIES, endOnFailure: true, includeErrorInReport: true },
  );
  const names = Object.values(STAGES).flatMap((stages) => Object.keys(stages));
  const wanted = [...names, ...OUTCOMES, ...STAGE_NAMES];
  expect(wanted.filter((key) => !reached.has(key) && !ELSEWHERE.includes(key))).toEqual([]);
});
