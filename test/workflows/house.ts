/** Random histories under the whole house: workflows carry them, the register keeps them, the world answers as it likes. */
import { createHash } from 'node:crypto';
import { knownVersion } from '../../activities/reconcile.js';
import { workflowId, type ActAnswer, type ActMessage, type CommitInput } from '../../contract/messages.js';
import { addDays, dayOf, serialOf, type Day } from '../../domain/time/calendar.js';
import type { RecordFacts } from '../../domain/record/record-facts.js';
import { Chronicle } from '../support/chronicle.js';
import { checkInvariants } from '../support/invariants.js';
import { chooseAct, type Choice } from '../support/random-acts.js';
import type { Rig, World } from '../support/rig.js';
import { addMatter } from '../support/network.js';
import { act, actor } from '../support/scene.js';

const SYSTEM = actor('system', 'system');

/** A number from 0 to 15 by which chance is the same each time for the same thing. */
const lot = (of: string): number => createHash('sha256').update(of).digest()[0]! % 16;

/** Most do what they are told at once; some later, some refuse, and some are away for a while. */
export function moodyWorld(): World {
  const tries = new Map<string, number>();
  return ({ kind, id }) => {
    const n = (tries.get(id) ?? 0) + 1;
    tries.set(id, n);
    const mood = lot(id);
    if (mood < 2) return n <= 3 ? 'unreachable' : 'done';
    if (kind !== 'instruction') return 'done';
    return mood === 2 ? 'refused' : mood === 3 ? 'accepted' : 'done';
  };
}

/** What went wrong inside an activity, where an exception would be taken for the register's absence. */
export class Watch {
  readonly faults: unknown[] = [];
  readonly chronicles = new Map<string, Chronicle>();
  private readonly lost = new Set<string>();

  /** Reads what every commit wrote; the answers of some are lost, as when a worker dies after the commit. */
  over(rig: Rig): void {
    rig.around = (input, commit) => {
      const chronicle = this.chronicles.get(input.recordId);
      if (chronicle === undefined) return commit();
      return chronicle.inTurn(async () => {
        const output = await commit();
        await chronicle.read(input.acts).catch((error: unknown) => void this.faults.push(error));
        if (this.loses(input)) throw new Error('the answer is lost');
        return output;
      });
    };
  }

  check(): void {
    if (this.faults.length > 0) throw this.faults[0];
  }

  private loses({ acts }: CommitInput): boolean {
    const key = acts.map((a) => a.id).join();
    if (lot(key) > 0 || this.lost.has(key)) return false;
    this.lost.add(key);
    return true;
  }
}

/** The day on which matters at random begin; they are moved to the day of the house. */
const BEGINNING: Day = '2026-04-01';

/** One record, and what becomes of it. */
export class History {
  readonly id: string;
  readonly chronicle: Chronicle;
  /** Every act that was accepted, with its answer. */
  readonly accepted = new Map<string, ActAnswer>();
  readonly refused = new Set<string>();
  private readonly rig: Rig;

  private constructor(rig: Rig, id: string, chronicle: Chronicle) {
    this.rig = rig;
    this.id = id;
    this.chronicle = chronicle;
  }

  static async begin(rig: Rig, watch: Watch, id: string, matter: RecordFacts): Promise<History> {
    const at = await rig.now();
    const { owner, pool } = rig.db;
    const decisionDate = addDays(matter.decisionDate, serialOf(dayOf(at)) - serialOf(BEGINNING));
    const parties = matter.parties.map(({ party, ...p }) => ({ ...p, id: party }));
    const { severity, fulfilled, status, list } = matter;
    await addMatter(owner, { id, severity, fulfilled, decisionDate, parties, status, list });
    const history = new History(rig, id, await Chronicle.of(pool, id, (seen) => checkInvariants(seen, seen.way)));
    watch.chronicles.set(id, history.chronicle);
    if (status === 'published') await history.send('record', act('publish', SYSTEM, {}, { at, id: `publish-${id}` }));
    return history;
  }

  /** What this choice makes of the files as they stand; now and then the same act comes again, or another by its id. */
  async does(choice: Choice, now: string): Promise<void> {
    const chosen = chooseAct(this.chronicle.files, this.chronicle.record, now, choice);
    if (chosen === null) return;
    const { process, docket, act: message } = chosen;
    await this.send(process, message, docket);
    const answer = this.accepted.get(message.id);
    if (answer === undefined || choice.target % 8 > 0) return;
    const again = await this.rig.send(process, this.id, message, docket);
    expect(again).toEqual({ kind: 'committed', answer });
    const other = await this.rig.send(process, this.id, { ...message, requestHash: 'another' }, docket);
    expect(other).toEqual({ kind: 'keyReused' });
  }

  private async send(process: Parameters<Rig['send']>[0], message: ActMessage, docket = ''): Promise<void> {
    const result = await this.rig.send(process, this.id, message, docket);
    if (result.kind === 'committed') this.accepted.set(message.id, result.answer);
    else if (result.kind === 'refused') this.refused.add(message.id);
    else throw new Error(`${message.name}: ${result.kind}`);
  }

  /** Nothing that was due is forgotten, and the workflows know what the register knows. */
  async atRest(now: string): Promise<void> {
    await this.chronicle.settle();
    const dockets = new Map(this.chronicle.files.map((f) => [workflowId(f.process, this.id, f.docket), f] as const));
    for (const f of this.chronicle.files.filter((x) => x.closedAt === null))
      dockets.set(workflowId(f.process, this.id, f.docket), f);
    for (const [id, file] of dockets) {
      const handle = this.rig.env.client.workflow.getHandle(id);
      const { status } = await handle.describe();
      expect([id, status.name]).toEqual([id, file.closedAt === null ? 'RUNNING' : 'COMPLETED']);
      if (file.closedAt !== null) continue;
      expect([id, await knownVersion(this.rig.env.client, id, 0)]).toEqual([id, file.version]);
      const late = file.terms.filter((t) => t.status === 'running' && t.alarms.some((a) => a.at <= now));
      expect(late).toEqual([]);
    }
  }
}
