/** All files of one record, moved by random acts and by the clock, decided as `register/commit.ts` decides them. */
import fc from 'fast-check';
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { addDays, dayOf, type Day, type Instant } from '../../domain/time/calendar.js';
import {
  docketNamed,
  evolveAll,
  stamp,
  type Act,
  type CaseState,
  type RecordStatus,
  type Severity,
} from '../../domain/file/case.js';
import { Desk, nameOf, type Step } from '../../domain/file/desk.js';
import { RED_LIST } from '../../domain/law/lists.js';
import { defaultPolicy } from '../../domain/law/pack.js';
import { recordAfter, type RecordFacts } from '../../domain/record/record-facts.js';
import type { RefusalCode } from '../../domain/file/refusal.js';
import type { Seen } from '../support/invariants.js';
import { chooseAct, LIST, NETWORK, type Choice } from '../support/random-acts.js';
import * as g from './given.js';

/** Where a history begins: a matter that was found, one proposed for a list, a penalty that is shown, an entry of a list. */
export const someMatter: fc.Arbitrary<RecordFacts> = fc
  .record({
    status: fc.constantFrom<RecordStatus>(
      'found',
      'found',
      'proposed',
      'proposed',
      'published',
      'published',
      'published',
    ),
    listed: fc.boolean(),
    severity: fc.constantFrom<Severity | null>('minor', 'general', 'serious', null),
    fulfilled: fc.constantFrom(null, true, false),
    parties: fc.subarray([...g.RECORD.parties]),
    monthsEarlier: fc.nat(20),
    red: fc.boolean(),
  })
  .map(({ status, listed, severity, fulfilled, parties, monthsEarlier, red }) => {
    const shown = status === 'published';
    const isListed = listed || !shown;
    if (red && status === 'proposed')
      return {
        ...g.RECORD,
        status,
        network: NETWORK,
        publishedOn: null,
        list: RED_LIST.name,
        severity: null,
        parties: [],
      };
    return {
      ...g.RECORD,
      ...{ status, fulfilled, network: NETWORK, publishedOn: null },
      list: isListed ? LIST.name : null,
      severity: isListed ? ('serious' as const) : severity,
      parties: shown ? parties : [],
      decisionDate: addDays('2026-03-01', -30 * monthsEarlier),
    };
  });

export class World implements Seen {
  readonly begun: RecordFacts;
  readonly begunAt: Instant = g.at('2026-04-01');
  now: Instant = this.begunAt;
  desk: Desk;
  /** Every file's moves, in order: what the journal would hold. */
  readonly journal: Step[] = [];
  /** The moves of the last act alone. */
  last: readonly Step[] = [];
  /** How the record stood before the last act. */
  recordBefore: RecordFacts;
  readonly refusals = new Map<RefusalCode, number>();
  private ids = 0;

  private readonly look: (world: World) => void;

  /** `look` is shown the world after every act. A history that begins far on starts with a rectification that failed. */
  constructor(record: RecordFacts, look: (world: World) => void, isFarOn = false) {
    this.look = look;
    this.begun = record;
    this.recordBefore = record;
    this.desk = this.lay(record, []);
    if (record.status === 'published')
      this.commit({ ...g.act('publish', g.SYSTEM, {}, this.now), caseId: null }, 'record');
    if (record.status === 'found' && isFarOn) this.fails();
  }

  /** Serious, the deadline missed and the warning interview too: random acts alone seldom come so far. */
  private fails(): void {
    const day = (n: number): Day => addDays(dayOf(this.begunAt), n);
    const items = [{ text: '安装治污设施' }];
    const order = { items, deadline: day(10), facts: '超标排放', serious: true, list: LIST.code };
    const interview = { kind: 'warning', at: g.at(day(25)), place: '一号会议室', interviewers: ['甲', '乙'] };
    this.does('orderRectification', 0, { ...order, electronicService: true });
    this.serves(1);
    this.does('scheduleInterview', 12, interview);
    this.serves(13);
    this.does('recordInterview', 25, {
      attended: false,
      minutes: '0'.repeat(64),
      signedByBoth: false,
      commitments: [],
    });
  }

  private serves(onDay: number): void {
    const noticeId = this.desk.files.at(-1)?.notices.at(-1)?.id;
    this.does('recordService', onDay, { noticeId, method: 'post', evidence: '凭证' });
  }

  private does(name: string, onDay: number, payload: object): void {
    this.passTo(g.at(addDays(dayOf(this.begunAt), onDay), '11:00'));
    const caseId = this.desk.files.at(-1)?.caseId ?? null;
    this.commit({ ...g.act(name, g.HANDLER, payload, this.now), caseId }, 'rectification');
  }

  get files(): readonly CaseState[] {
    return this.desk.files;
  }

  get record(): RecordFacts {
    return this.desk.record;
  }

  run(c: Choice): void {
    this.passTo(new Date(Date.parse(this.now) + c.waitHours * 3_600_000).toISOString());
    const chosen = chooseAct(this.desk.files, this.desk.record, this.now, c);
    if (chosen !== null) this.commit(chosen.act, chosen.process, chosen.docket);
    if (c.target % 16 === 0) this.crash();
  }

  /** The clock rings whatever falls due on the way. */
  passTo(end: Instant): void {
    for (;;) {
      const next = this.desk.files
        .flatMap((f) => f.terms.flatMap((t) => t.alarms.map((a) => ({ ...a, t, f }))))
        .filter(({ t, at }) => t.status === 'running' && at <= end)
        .sort((a, b) => (a.at < b.at ? -1 : 1))[0];
      if (next === undefined) break;
      const { t, f, rung, at } = next;
      if (at > this.now) this.now = at;
      const act = g.act('alarm', g.SYSTEM, { termId: t.id, rung }, this.now, { id: `${t.id}/${rung}/${at}` });
      const { process, docket } = docketNamed(nameOf(f));
      this.commit({ ...act, caseId: f.caseId }, process, docket);
    }
    this.now = end;
  }

  commit(act: Act, process: CaseState['process'], docket = ''): void {
    this.recordBefore = this.desk.record;
    const decided = this.desk.decide(g.frozen(act), { process, docket }, this.now);
    this.last = decided.ok ? decided.steps : [];
    if (!decided.ok) {
      const { code } = decided.refusal;
      this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
    }
    this.journal.push(...this.last);
    this.look(this);
  }

  /** Everything that is known is what the journal tells. */
  crash(): void {
    const files = new Map<string, CaseState>();
    let record = this.begun;
    for (const { act, events, after } of this.journal) {
      const before = files.get(after.caseId) ?? null;
      const evolved = evolveAll(before, events);
      if (evolved === null) throw new Error('the journal yields no file');
      files.set(after.caseId, stamp(evolved, act, (before?.version ?? 0) + 1));
      record = events.reduce(recordAfter, record);
    }
    expect([record, [...files.values()]]).toEqual([this.desk.record, this.desk.files]);
    this.desk = this.lay(record, [...files.values()]);
  }

  private lay(record: RecordFacts, files: readonly CaseState[]): Desk {
    return new Desk({
      ...{ record: g.frozen(record), files: files.map((f) => g.frozen(f)) },
      ...{ authorityKind: 'general', applicationSubject: null, calendar: PUBLISHED_CALENDAR, policy: defaultPolicy },
      overridesAt: () => [],
      newCaseId: (process) => `${process}${(this.ids += 1)}`,
    });
  }
}
