/** What holds in every history, however people, systems and clocks come together. */
import fc from 'fast-check';
import { dayOf } from '../../domain/time/calendar.js';
import { evolve, type CaseState } from '../../domain/file/case.js';
import { isOpen } from '../../domain/file/clock.js';
import { deliveriesDue } from '../../domain/file/outbound.js';
import { earliestApplication } from '../../domain/repair/repair.js';
import * as g from './given.js';
import { command, someRecord, World, type Step } from './model.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`FC_SEED=${seed}`);
const REACHES_ALL = 860506074;

const lawful = (world: World): Step[] => world.steps.filter((s) => s.decision.ok);
const eventsOf = (s: Step) => (s.decision.ok ? s.decision.events : []);
const DECISIONS: readonly string[] = [
  'accept',
  'refuseAcceptance',
  'requestSupplement',
  'propose',
  'confirm',
  'classify',
  'endUnfulfilled',
];
const unique = (ids: readonly string[]): void => expect(new Set(ids).size).toBe(ids.length);

const INVARIANTS: Readonly<Record<string, (world: World) => void>> = {
  '3: a repaired record has, for every party and effect, one instruction: done, or open under a clock that runs or is red':
    (world) => {
      for (const file of world
        .all()
        .filter((f) => f.process === 'repair' && f.instructions.length + Number(f.outcome === 'repaired') > 0)) {
        const wanted = world.record.parties.flatMap((p) => p.effects.map((e) => `${p.party} ${e}`));
        expect(file.instructions.map((i) => `${i.party} ${i.effect}`).sort()).toEqual(wanted.sort());
        for (const i of file.instructions) {
          const term = file.terms.find((t) => t.instructionId === i.id);
          expect(term?.status).toBe(i.state === 'done' ? 'met' : 'running');
          if (i.state !== 'done') expect(term?.fired === 'overdue' || (term?.alarms.length ?? 0) > 0).toBe(true);
        }
        expect(file.stage).toBe(file.instructions.every((i) => i.state === 'done') ? 'closed' : 'granted');
      }
    },
  '3: from anywhere in it, it comes to its end when the credit office has seen everything done': (world) => {
    for (const process of ['repair', 'record'] as const) {
      const file = world.open(process);
      const undone = file?.instructions.filter((i) => i.state !== 'done') ?? [];
      if (file === null || file.instructions.length === 0) continue;
      for (const i of undone) world.commit(process, g.report(i.id, g.OFFICE, world.now));
      expect(world.open(process)).toBeNull();
    }
  },
  '4: no id is given twice, and numbers only by the register': (world) => {
    const files = world.all();
    unique(files.map((f) => f.caseId));
    unique(files.flatMap((f) => [...f.terms, ...f.instructions, ...f.notices].map((x) => x.id)));
    expect(files.flatMap((f) => f.notices).every((n) => n.number === null)).toBe(true);
    expect(files.filter((f) => f.process === 'repair' && f.closedAt === null).length).toBeLessThanOrEqual(1);
  },
  '4: a rung rings once: its term, name and hour are its name for ever; nobody is told twice': (world) => {
    unique(
      lawful(world)
        .filter((s) => s.act.name === 'alarm')
        .map((s) => s.act.id),
    );
    for (const file of world.all()) unique(deliveriesDue(file).map((d) => JSON.stringify(d)));
  },
  '5: only the determining authority decides, and nobody confirms their own proposal': (world) => {
    for (const { act, before } of lawful(world)) {
      if (DECISIONS.includes(act.name)) expect(act.actor.department).toBe(before?.department);
      if (act.name === 'confirm') expect(act.actor.id).not.toBe(before?.proposal?.by);
    }
    const signed = lawful(world).flatMap((s) =>
      eventsOf(s).flatMap((e) => (e.type === 'noticeSigned' ? [e.notice.authority] : [])),
    );
    expect(signed.every((a) => a === world.record.authority)).toBe(true);
  },
  '8: never repaired before its minimum': (world) => {
    for (const s of lawful(world).filter(
      (x) => x.after?.stage === 'granted' || (x.act.name === 'confirm' && x.after?.outcome === 'repaired'),
    )) {
      const { earliest } = earliestApplication(s.record, g.packOf(s.record, g.RECEIVED), g.calendar);
      expect(s.record.severity).not.toBeNull();
      if (earliest !== null) expect(dayOf(s.after?.lastEffectiveAt ?? '') >= earliest).toBe(true);
    }
  },
  '8: never published past its maximum, unless its duties are unfulfilled': (world) => {
    for (const file of world.all().filter((f) => f.process === 'record')) {
      for (const t of file.terms.filter((x) => x.kind === 'maxPublicity' && x.derivation.dueAt <= world.now)) {
        expect(t.status).not.toBe('running');
        expect(world.record.status === 'published').toBe(false);
        if (world.record.status === 'awaitingSector') expect(world.record.fulfilled).toBe(false);
      }
      expect(file.stage === 'published' && world.record.status !== 'published').toBe(false);
    }
  },
  'a closed file has no clock, nothing more is decided in it, and it stays as it is': (world) => {
    for (const { before, after, decision } of world.steps) {
      if (after?.closedAt) expect([after.stage, after.terms.filter(isOpen)]).toEqual(['closed', []]);
      if (before?.closedAt && decision.ok) expect(content(after)).toEqual(content(before));
    }
  },
  'clocks: the paused are silent, the running ring in order, what has rung is behind': (world) => {
    const set = lawful(world).flatMap((s) => eventsOf(s).flatMap((e) => (e.type === 'termSet' ? [e.term] : [])));
    for (const t of set) {
      const hours = t.alarms.map((a) => a.at);
      if (t.status !== 'running') expect(hours).toEqual([]);
      expect(hours).toEqual([...hours].sort());
      expect(t.alarms.some((a) => a.rung === t.fired)).toBe(false);
      expect(t.status === 'paused').toBe(t.derivation.paused && t.endedAt === null);
      expect(t.endedAt === null).toBe(isOpen(t));
    }
  },
  'each lawful act moves the version by one, each refused one nothing; the law’s time does not run backwards': (
    world,
  ) => {
    for (const { before, after, decision, act } of world.steps) {
      if (!decision.ok) expect(after).toBe(before);
      else expect(after?.version).toBe((before?.version ?? 0) + 1);
      if (before !== null && after !== null) expect(after.lastEffectiveAt >= before.lastEffectiveAt).toBe(true);
      if (decision.ok && act.basedOn !== null) expect(act.basedOn).toBeGreaterThanOrEqual(before?.personVersion ?? 0);
    }
  },
  'done is done, served is served, a document once signed is not changed': (world) => {
    for (const { before, after } of world.steps) {
      for (const i of before?.instructions ?? [])
        if (i.state === 'done') expect(after?.instructions.includes(i)).toBe(true);
      for (const n of before?.notices ?? []) {
        const now = after?.notices.find((x) => x.id === n.id);
        if (now === n) continue;
        expect(now).toMatchObject({ kind: n.kind, signedOn: n.signedOn, reasons: n.reasons });
        if (n.service !== null) expect(now?.service).toEqual(n.service);
      }
    }
  },
  'only service starts the applicant’s term, once': (world) => {
    for (const s of lawful(world)) {
      const count = (f: CaseState | null): number => f?.terms.filter((t) => t.kind === 'supplement').length ?? 0;
      expect(count(s.after)).toBeLessThanOrEqual(1);
      if (count(s.after) > count(s.before)) {
        expect(s.act.name).toBe('recordService');
        expect(s.after?.notices.find((n) => n.kind === 'supplement')?.service).not.toBeNull();
      }
    }
  },
  'folding never throws, whatever event meets whatever file': (world) => {
    const events = lawful(world).flatMap(eventsOf);
    const files = [null, ...world.steps.filter((_, n) => n % 5 === 0).map((s) => s.after)];
    for (const file of files)
      for (const event of events.filter((_, n) => n % 3 === 0)) evolve(g.frozen(file), g.frozen(event));
  },
};

const WANTED = [
  ...['apply', 'accept', 'refuseAcceptance', 'requestSupplement', 'supplement', 'propose', 'confirm', 'withdraw'],
  ...['recordService', 'report', 'delivered', 'alarm', 'publish', 'classify', 'repaired', 'endUnfulfilled'],
  ...['granted', 'ending', 'awaitingSector', 'refused', 'notAccepted', 'terminated', 'withdrawn', 'publicityEnded'],
];

test('every invariant holds in random histories, and these reach every act, stage and outcome', () => {
  const reached = new Set<string | null | undefined>();
  const histories = fc.tuple(someRecord, fc.array(command, { minLength: 10, maxLength: 45 }));
  const holds = fc.property(histories, ([record, commands]) => {
    const world = new World(record);
    for (const c of commands) world.run(c);
    for (const s of lawful(world)) for (const key of [s.act.name, s.after?.stage, s.after?.outcome]) reached.add(key);
    for (const [name, check] of Object.entries(INVARIANTS)) {
      try {
        check(world);
      } catch (error) {
        throw new Error(`${name}\n${error instanceof Error ? error.message : ''}`, { cause: error });
      }
    }
  });
  fc.assert(holds, { seed, numRuns: 250, includeErrorInReport: true });
  // What chance left out, a known one reaches: 784541918 met no refusal.
  fc.assert(holds, { seed: REACHES_ALL, numRuns: 250, includeErrorInReport: true });
  expect(WANTED.filter((key) => !reached.has(key))).toEqual([]);
});

/** All but what an entry in the journal itself moves, and service, which comes after the end. */
function content(file: CaseState | null): object {
  const {
    version: _v,
    personVersion: _p,
    lastEffectiveAt: _l,
    notices: _n,
    ...rest
  } = file ?? { version: 0, personVersion: 0, lastEffectiveAt: '', notices: [] };
  return rest;
}
