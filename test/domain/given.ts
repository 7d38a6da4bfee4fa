/** given(file).when(act).then(events), or .thenRefused(code): one act of a case file, decided as the register decides it. */
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { addDays, instantAt, type Day, type Instant } from '../../domain/time/calendar.js';
import {
  evolveAll,
  stamp,
  type Act,
  type Actor,
  type CaseEvent,
  type CaseState,
  type Term,
} from '../../domain/file/case.js';
import type { Decision } from '../../domain/file/decision.js';
import { repairPack, type RepairPack } from '../../domain/law/pack.js';
import { decideRecord, type RecordLifeFacts } from '../../domain/record/record.js';
import type { RecordAct } from '../../domain/record/record-acts.js';
import type { RefusalCode } from '../../domain/file/refusal.js';
import { announcementTerm, jointPack, objectionPack } from '../../domain/law/packs.js';
import { NO_NETWORK, type RecordFacts } from '../../domain/record/record-facts.js';
import { decideRepair, type RepairFacts } from '../../domain/repair/repair.js';
import type { RepairAct } from '../../domain/repair/repair-acts.js';
import { actor, AGENT, AUTHORITY, HANDLER, PARTIES, REGION, REVIEWER } from '../support/scene.js';

export { actor, AGENT, AUTHORITY, HANDLER, PARTIES, REVIEWER };
export const calendar = PUBLISHED_CALENDAR;
export const SYSTEM = actor('system', 'system');
export const WINDOW = actor('window', 'windowClerk');
export const OFFICE = actor('office', 'creditOffice');
export const SITE_SYSTEM = actor('site', 'departmentSystem', null, 'credit-china');

/** A general record of Huai'an, decided on 15 April 2026: repair may be applied for from 16 July. */
export const RECORD: RecordFacts = {
  id: 'R1',
  kind: '行政处罚',
  subjectId: 'S1',
  subjectKind: 'organisation',
  publicKind: null,
  blemished: false,
  listedElsewhere: false,
  bar: null,
  authority: AUTHORITY,
  region: REGION,
  severity: 'general',
  decisionDate: '2026-04-15',
  publishedOn: '2026-04-20',
  fulfilled: null,
  status: 'published',
  list: null,
  otherNumbers: [],
  rejectedGrounds: [],
  network: NO_NETWORK,
  parties: PARTIES.map(({ id, adapter, effects }) => ({ party: id, adapter, effects })),
};
/** The same in Shijiazhuang, where 补正 pauses the clocks instead of starting them anew. */
export const SHIJIAZHUANG: RecordFacts = { ...RECORD, region: '130100' };

const packs = new Map<string, RepairPack>();
export function packOf({ region, decisionDate }: Pick<RecordFacts, 'region' | 'decisionDate'>, on: Day): RepairPack {
  const key = `${region} ${decisionDate} ${on}`;
  const query = { authorityKind: 'general', list: null, region, decisionDate, applicationDate: on } as const;
  const pack = packs.get(key) ?? repairPack(query);
  packs.set(key, pack);
  return pack;
}

/** Friday 4 September 2026 at the channel, Monday 7 at the authority. */
export const RECEIVED = '2026-09-04';
export const TRANSFERRED = '2026-09-07';

const RULES_OF = { region: REGION, authorityKind: 'general', list: null, day: '2026-09-01' } as const;
const JOINT = jointPack(RULES_OF);
const OBJECTIONS = objectionPack(RULES_OF);

export const factsOn = (now: Instant, record: RecordFacts = RECORD): RepairFacts & RecordLifeFacts => ({
  newCaseId: 'X1',
  docket: '',
  now,
  calendar,
  announcement: announcementTerm(record.region),
  pack: packOf(record, RECEIVED),
  joint: JOINT,
  objections: OBJECTIONS,
  record,
  open: [],
  closed: [],
  applicationSubject: null,
});

/** Shanghai time, 10:00 unless told. */
export const at = (day: Day, time = '10:00'): Instant => instantAt(day, time);
/** So many days after the application reached the authority. */
export const day = (n: number): Day => addDays(TRANSFERRED, n);

let count = 0;

export function act<const N extends string, const P>(
  name: N,
  by: Actor,
  payload: P,
  when: Day | Instant,
  more: { readonly basedOn?: number; readonly id?: string } = {},
): Act<N, P> {
  count += 1;
  const instant = when.length === 10 ? at(when) : when;
  return {
    id: more.id ?? `a${count}`,
    name,
    caseId: name === 'apply' || name === 'publish' ? null : 'X1',
    actor: by,
    basedOn: more.basedOn ?? null,
    effectiveAt: instant,
    receivedAt: instant,
    requestHash: name,
    payload,
  };
}

const document = (kind: 'fulfilment' | 'commitment' | 'authorisation') => ({ kind, name: `${kind}.pdf`, sha256: '0' });
export const PAPERS = [document('fulfilment'), document('commitment'), document('authorisation')] as const;

/** The acts of the ordinary way, on these days. */
export const apply = (when: Day | Instant = TRANSFERRED, receivedOn: Day = RECEIVED, electronicService = true) =>
  act('apply', AGENT, { applicationId: 'A1', receivedOn, documents: PAPERS, electronicService }, when);
export const accept = (when: Day | Instant) => act('accept', HANDLER, {}, when);
export const refuseAcceptance = (when: Day | Instant, reasons = '义务尚未履行完毕') =>
  act('refuseAcceptance', HANDLER, { reasons }, when);
export const askSupplement = (when: Day | Instant) => act('requestSupplement', HANDLER, { items: ['缴款凭证'] }, when);
export const supplement = (when: Day | Instant) => act('supplement', AGENT, { documents: PAPERS }, when);
export const propose = (when: Day | Instant, outcome: 'grant' | 'refuse' = 'grant') =>
  act(
    'propose',
    HANDLER,
    { outcome, findings: '已核查', reasons: outcome === 'refuse' ? '义务未履行' : undefined },
    when,
  );
export const confirm = (when: Day | Instant, approve = true) =>
  act('confirm', REVIEWER, { approve, reasons: approve ? undefined : '核查不充分' }, when);
export const withdraw = (when: Day | Instant) => act('withdraw', AGENT, { reason: '不再申请' }, when);
export const serve = (
  noticeId: string,
  when: Day | Instant,
  method: 'portal' | 'post' | 'announcement' = 'portal',
  by = method === 'portal' ? AGENT : HANDLER,
) => act('recordService', by, { noticeId, method, evidence: '凭证' }, when);
export const report = (instructionId: string, by: Actor, when: Day | Instant, outcome: 'done' | 'refused' = 'done') =>
  act('report', by, { instructionId, outcome, receipt: '回执', detail: null }, when);
export const ring = (termId: string, rung: 'T-2' | 'T-1' | 'T' | 'overdue', when: Day | Instant) =>
  act('alarm', SYSTEM, { termId, rung }, when);

export interface Then {
  /** It is lawful: some of each event, in order. Answers the file after it. */
  then(events: readonly object[]): CaseState;
  thenRefused(code: RefusalCode): void;
  readonly decision: Decision;
}

/** A file of a repair, and facts other than the usual ones. Inputs are frozen: who changes them, throws. */
export function given(file: CaseState | null, facts: Partial<RepairFacts> = {}): { when(act: RepairAct): Then } {
  return {
    when: (a) =>
      expecting(file, a, decideRepair(frozen(a), frozen(file), frozen({ ...factsOn(a.effectiveAt), ...facts }))),
  };
}

/** The same of a record's own file. */
export function givenRecord(
  file: CaseState | null,
  record: RecordFacts,
  now?: Instant,
): { when(act: RecordAct): Then } {
  return {
    when: (a) =>
      expecting(file, a, decideRecord(frozen(a), frozen(file), frozen({ ...factsOn(now ?? a.effectiveAt), record }))),
  };
}

/** What is expected of one decision about the file. */
export function expecting(file: CaseState | null, a: Act, decision: Decision): Then {
  return {
    decision,
    then(events) {
      expect(decision).toMatchObject({ ok: true, events });
      return next(file, a, decision) ?? nothing();
    },
    thenRefused: (code) => expect(decision).toMatchObject({ ok: false, refusal: { code } }),
  };
}

export const nothing = (): never => {
  throw new Error('no file');
};

/** The file after a lawful act, as register/commit.ts folds it; the same file after a refused one. */
export function next(file: CaseState | null, a: Act, decision: Decision): CaseState | null {
  if (!decision.ok) return file;
  const evolved = evolveAll(file, decision.events);
  return evolved === null ? null : stamp(evolved, a, (file?.version ?? 0) + 1);
}

/** The file after acts that must all be lawful. */
export function after(
  acts: readonly RepairAct[],
  record: RecordFacts = RECORD,
  from: CaseState | null = null,
): CaseState {
  const last = acts.reduce<CaseState | null>((file, a) => {
    const decision = decideRepair(a, file, factsOn(a.effectiveAt, record));
    if (!decision.ok) throw new Error(`${a.name}: ${decision.refusal.code}`);
    return next(file, a, decision);
  }, from);
  return last ?? nothing();
}

export const termsOf = (file: CaseState, kind: Term['kind']): readonly Term[] =>
  file.terms.filter((t) => t.kind === kind);
export function termOf(file: CaseState, kind: Term['kind']): Term {
  return termsOf(file, kind)[0] ?? nothing();
}
export const typesOf = (events: readonly CaseEvent[]): string[] => events.map((e) => e.type);

/** The value, frozen all through; calendars are shared and left alone. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !('years' in value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}
