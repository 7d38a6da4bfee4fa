/** One record with all its files, on which acts meet: tried in an order, with receipts coming at once or late. */
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import type { Instant } from '../../domain/time/calendar.js';
import {
  docketName,
  type Act,
  type Actor,
  type CaseState,
  type Instruction,
  type Process,
  type TermKind,
} from '../../domain/file/case.js';
import { Desk, nameOf, type LinkedAct } from '../../domain/file/desk.js';
import { defaultPolicy, type AuthorityKind } from '../../domain/law/pack.js';
import { isSettled } from '../../domain/file/outbound.js';
import type { RecordFacts } from '../../domain/record/record-facts.js';
import type { RefusalCode } from '../../domain/file/refusal.js';
import * as g from './given.js';

/** One thing somebody does; what it says may depend on how the files stand. */
export interface Deed {
  readonly title: string;
  readonly process: Process;
  readonly docket?: string;
  readonly name: string;
  readonly by: Actor;
  readonly says: (scene: Scene) => object;
}

/** An act, and the docket that it goes to. */
export interface Said {
  readonly process: Process;
  readonly docket: string;
  readonly act: Act;
}

const OPENING: ReadonlySet<string> = new Set([
  ...[
    'orderRectification',
    'proposeListing',
    'receiveListing',
    'apply',
    'object',
    'applyExit',
    'publish',
    'relist',
    'proposeRelisting',
    'proposeRevocation',
  ],
]);

/** In which order what is outstanding is reported done. */
export type Receipts = 'in order' | 'in reverse';

export class Scene {
  now: Instant;
  readonly desk: Desk;
  /** Recommended measures (codes) that their departments do not take, whenever they are asked. */
  readonly declines = new Set<string>();
  readonly begun: RecordFacts;
  readonly authorityKind: AuthorityKind;
  /** What was done, in order. */
  readonly done: Said[] = [];
  /** What is to be carried to records that hang on this one. */
  readonly told: LinkedAct[] = [];
  /** What was carried out, in the order in which it was. */
  private readonly carriedOut: Instruction[] = [];
  private ids = 0;

  constructor(record: RecordFacts, now: Instant, authorityKind: AuthorityKind = 'general') {
    this.begun = record;
    this.now = now;
    this.authorityKind = authorityKind;
    this.desk = new Desk({
      ...{ record: g.frozen(record), files: [], authorityKind, applicationSubject: null },
      ...{ calendar: PUBLISHED_CALENDAR, policy: defaultPolicy, overridesAt: () => [] },
      newCaseId: (process) => `${process}${(this.ids += 1)}`,
    });
  }

  /** The open file of the docket, else the one closed last. */
  file(process: Process, docket = ''): CaseState | null {
    const name = docketName(process, docket);
    return this.desk.open(name) ?? this.desk.files.filter((f) => nameOf(f) === name).at(-1) ?? null;
  }

  /** Why it is refused; null when it is done. */
  try(deed: Deed): RefusalCode | null {
    return this.commit(this.said(deed));
  }

  said({ process, docket = '', name, by, says }: Deed): Said {
    const caseId = OPENING.has(name) ? null : (this.file(process, docket)?.caseId ?? null);
    return { process, docket, act: { ...g.act(name, by, says(this), this.now), caseId } };
  }

  must(...deeds: readonly Deed[]): this {
    for (const deed of deeds) {
      const code = this.try(deed);
      if (code !== null) throw new Error(`${deed.title} (${deed.name}): ${code}`);
    }
    return this;
  }

  /** An act carried here from the record on which this one hangs; why it is refused. */
  hear({ act }: LinkedAct): RefusalCode | null {
    return this.commit({ process: 'record', docket: '', act });
  }

  /** The hour at which a clock of this kind rings. */
  until(process: Process, kind: TermKind): this {
    const rings = this.file(process)?.terms.find((t) => t.kind === kind && t.status === 'running');
    this.now = rings?.alarms.find((a) => a.rung === 'overdue')?.at ?? g.nothing();
    return this;
  }

  at(now: Instant): this {
    this.now = now;
    return this;
  }

  /** Everything outstanding is carried out and reported. */
  settle(receipts: Receipts = 'in order'): this {
    for (;;) {
      const pending = this.desk.files.flatMap((file) =>
        file.instructions.filter((i) => !isSettled(i)).map((instruction) => ({ file, instruction })),
      );
      const next = pending.at(receipts === 'in order' ? 0 : -1);
      if (next === undefined) return this;
      const { file, instruction } = next;
      const { id: instructionId, effect, content } = instruction;
      const isDeclined = effect === 'applyMeasure' && this.declines.has(content?.['measure'] ?? '');
      const outcome = isDeclined ? 'declined' : 'done';
      const act = g.act('report', g.OFFICE, { instructionId, outcome, receipt: '回执', detail: '反馈' }, this.now);
      const code = this.commit({ ...file, act: { ...act, caseId: file.caseId } });
      if (code !== null) throw new Error(`${instructionId} ${effect}: ${code}`);
    }
  }

  /** How everything stands for those outside: what is shown, enforced and told, and what is still open here. */
  summary() {
    const { status, parties } = this.desk.record;
    const shows = new Set(this.begun.parties.flatMap((p) => (p.effects.includes('endPublicity') ? [p.party] : [])));
    const uses = new Set(parties.flatMap((p) => (p.effects.includes('stopSharing') ? [p.party] : [])));
    const [marked, corrected, clarified] = [new Set<string>(), new Set<string>(), new Set<string>()];
    const inForce = new Set(
      this.begun.parties.flatMap((p) => (p.effects.includes('liftMeasures') ? [`${p.party} general`] : [])),
    );
    const told: string[] = [];
    for (const { party, effect, content } of this.carriedOut) {
      const measure = `${party} ${content?.['measure'] ?? ''}`;
      const does: Partial<Record<typeof effect, () => unknown>> = {
        publish: () => shows.add(party),
        endPublicity: () => shows.delete(party),
        withdraw: () => shows.delete(party),
        stopSharing: () => uses.delete(party),
        annotate: () => marked.add(party),
        removeAnnotation: () => marked.delete(party),
        correct: () => corrected.add(party),
        clarify: () => clarified.add(party),
        applyMeasure: () => inForce.add(measure),
        resumeMeasure: () => inForce.add(measure),
        suspendMeasure: () => inForce.delete(measure),
        liftMeasure: () => inForce.delete(measure),
        liftMeasures: () => [...inForce].filter((m) => m.startsWith(`${party} `)).map((m) => inForce.delete(m)),
        removeFromSource: () => told.push(`${party} ${effect}`),
        announceExit: () => told.push(`${party} ${effect}`),
        reportExit: () => told.push(`${party} ${effect}`),
      };
      does[effect]?.();
    }
    const visible = (of: ReadonlySet<string>) => [...of].filter((party) => shows.has(party)).sort();
    return {
      status,
      shows: [...shows].sort(),
      uses: [...uses].sort(),
      marked: visible(marked),
      corrected: visible(corrected),
      clarified: [...clarified].sort(),
      inForce: [...inForce].sort(),
      told: told.sort(),
      open: this.desk.files
        .filter((f) => f.closedAt === null)
        .map((f) => `${f.process} ${f.stage}`)
        .sort(),
    };
  }

  private commit({ act, process, docket }: Said): RefusalCode | null {
    const decided = this.desk.decide(g.frozen(act), { process, docket }, this.now);
    if (!decided.ok) return decided.refusal.code;
    this.done.push({ act, process, docket });
    this.told.push(...decided.steps.flatMap((step) => step.linked));
    for (const { after, events } of decided.steps)
      for (const event of events)
        if (event.type === 'instructionMoved' && event.state === 'done')
          this.carriedOut.push(after.instructions.find((i) => i.id === event.id) ?? g.nothing());
    return null;
  }
}
