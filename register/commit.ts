/**
 * The only way in which a case moves: one transaction decides every waiting act of one record and writes what follows.
 * BEGIN, three reads under lock, at most one numbering, one write, COMMIT: seven statements, however much an act makes.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { ActMessage, ActResult, CommitInput, CommitOutput } from '../contract/messages.js';
import type { Calendar } from '../domain/calendar.js';
import { dayOf } from '../domain/calendar.js';
import { evolveAll, stamp, type CaseEvent, type CaseState, type Process } from '../domain/case.js';
import type { Decision } from '../domain/decision.js';
import { repairPack, type LawPolicy, type RepairPack } from '../domain/law/pack.js';
import { decideRecord, type RecordAct } from '../domain/record.js';
import { refusal } from '../domain/refusal.js';
import { decideRepair } from '../domain/repair.js';
import type { RepairAct } from '../domain/repair-acts.js';
import { answerOf } from './answer.js';
import { chainHash, GENESIS, saltedHash } from './chain.js';
import { followId, readFile, type RecordFile, type StoredCase } from './file.js';
import { numberNotices } from './numbers.js';
import { knownAt } from './overrides.js';
import { viewOf } from './view.js';
import { writeFile, type Entry } from './write.js';

export interface CommitDeps {
  readonly pool: pg.Pool;
  readonly calendar: Calendar;
  readonly policy: LawPolicy;
  /** Told of a defect in a decision; the act is answered as failed and nothing is written for it. */
  readonly onDefect: (error: unknown, act: { readonly name: string; readonly id: string }) => void;
}

/** The files of one record while its acts are decided. */
interface Desk {
  readonly file: RecordFile;
  readonly cases: Map<string, { readonly stored: StoredCase | null; state: CaseState; head: string }>;
  readonly entries: Entry[];
  readonly moved: Set<Process>;
}

/** Decides and writes. Database errors are thrown and leave nothing; the same input again answers the same. */
export async function commit(deps: CommitDeps, input: CommitInput): Promise<CommitOutput> {
  const client = await deps.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const output = await decideAndWrite(deps, client, input);
    await client.query(output.written ? 'commit' : 'rollback');
    return { results: output.results, view: output.view };
  } catch (error) {
    broken = error instanceof Error ? error : new Error('commit failed');
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release(broken);
  }
}

async function decideAndWrite(
  deps: CommitDeps,
  client: pg.PoolClient,
  input: CommitInput,
): Promise<CommitOutput & { readonly written: boolean }> {
  const file = await readFile(client, input);
  if (file === null) return { results: input.acts.map(() => noSuchCase), view: null, written: false };
  const desk: Desk = {
    file,
    entries: [],
    moved: new Set(),
    cases: new Map(file.cases.map((c) => [c.state.caseId, { stored: c, state: c.state, head: c.head }])),
  };
  const pending = input.acts.map((act) => decideOne(deps, desk, input, act));
  if (desk.entries.length > 0) {
    await numberNotices(client, file.documentCode, desk.entries);
    finish(desk);
    await writeFile(client, file, [...desk.cases.values()], desk.entries);
  }
  const results = pending.map((p): ActResult => (typeof p === 'function' ? p() : p));
  const own = [...desk.cases.values()].map((c) => c.state).filter((s) => s.process === input.process);
  const current = own.find((s) => s.closedAt === null) ?? own.at(-1) ?? null;
  const nudge = [...desk.moved].filter((process) => process !== input.process);
  return { results, view: current === null ? null : viewOf(current, nudge), written: desk.entries.length > 0 };
}

const noSuchCase: ActResult = { kind: 'refused', refusal: refusal('NO_SUCH_CASE') };

function decideOne(deps: CommitDeps, desk: Desk, input: CommitInput, act: ActMessage): ActResult | (() => ActResult) {
  const known = desk.file.answered.get(act.id);
  if (known !== undefined) {
    // Who asks again may never have had the answer, nor woken whom it moved.
    for (const { answer } of desk.file.answered.values()) {
      if (desk.file.answered.has(followId(act.id, answer.process))) desk.moved.add(answer.process);
    }
    return known.requestHash === act.requestHash ? { kind: 'committed', answer: known.answer } : { kind: 'keyReused' };
  }
  const twin = desk.entries.find((e) => e.act.id === act.id);
  if (twin !== undefined) {
    return twin.act.requestHash === act.requestHash
      ? () => ({ kind: 'committed', answer: twin.answer })
      : { kind: 'keyReused' };
  }
  const open = openFile(desk, input.process);
  const target = act.caseId === null ? open : desk.cases.get(act.caseId);
  const state = target?.state ?? null;
  let decision: Decision;
  try {
    decision = decide(deps, desk, input, act, state);
  } catch (error) {
    deps.onDefect(error, act);
    return { kind: 'failed' };
  }
  if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };
  const entry = record(desk, act, state, decision.events, input.recordedAt);
  for (const follow of decision.also ?? []) followOn(deps, desk, input, act, follow.process, follow.name);
  return () => ({ kind: 'committed', answer: entry.answer });
}

const openFile = (desk: Desk, process: Process) =>
  [...desk.cases.values()].find((c) => c.state.process === process && c.state.closedAt === null);

function decide(deps: CommitDeps, desk: Desk, input: CommitInput, act: ActMessage, state: CaseState | null): Decision {
  const process = state?.process ?? input.process;
  const { record } = desk.file;
  const shared = { newCaseId: newCaseId(process), now: input.recordedAt, calendar: deps.calendar, record };
  if (process === 'record') {
    const pack = packFor(deps, desk, state?.openedAt ?? act.effectiveAt, dayOf(input.recordedAt));
    return decideRecord(act as RecordAct, state, { ...shared, pack });
  }
  const applied = act.name === 'apply' ? (act as Extract<RepairAct, { name: 'apply' }>).payload.receivedOn : null;
  const applicationDate = state?.applicationDate ?? applied ?? dayOf(input.recordedAt);
  return decideRepair(act as RepairAct, act.name === 'apply' ? null : state, {
    ...shared,
    pack: packFor(deps, desk, state?.openedAt ?? act.effectiveAt, applicationDate),
    repairOpen: openFile(desk, 'repair') !== undefined,
    applicationSubject: desk.file.applicationSubject,
  });
}

/** The rules that a case began under: those in force for its application, with the overrides known when it was opened. */
function packFor(deps: CommitDeps, desk: Desk, openedAt: string, applicationDate: string): RepairPack {
  const { record, list, authorityKind, overrides } = desk.file;
  const known = knownAt(overrides, openedAt);
  const query = { authorityKind, list, region: record.region, decisionDate: record.decisionDate, applicationDate };
  return repairPack(query, deps.policy, known);
}

/** Case ids are URL-safe and say nothing of anybody. */
const newCaseId = (process: Process): string =>
  `${process === 'repair' ? 'X' : 'J'}${randomBytes(9).toString('base64url').replace(/[-_]/g, '0')}`;

function followOn(
  deps: CommitDeps,
  desk: Desk,
  input: CommitInput,
  cause: ActMessage,
  process: Process,
  name: string,
): void {
  const open = openFile(desk, process);
  if (open === undefined) return;
  const act: ActMessage = {
    ...cause,
    id: followId(cause.id, process),
    name,
    caseId: open.state.caseId,
    actor: { id: 'system', role: 'system', department: null, party: null },
    basedOn: null,
    payload: {},
  };
  const decision = decide(deps, desk, input, act, open.state);
  if (decision.ok) record(desk, act, open.state, decision.events, input.recordedAt);
}

/** Puts the act on the desk: the file as it stands after it, and its entry for the journal. */
function record(
  desk: Desk,
  act: ActMessage,
  before: CaseState | null,
  events: readonly CaseEvent[],
  recordedAt: string,
): Entry {
  const evolved = evolveAll(before, events);
  if (evolved === null) throw new Error(`act ${act.name} yields no file`);
  const seq = (before?.version ?? 0) + 1;
  const state = stamp(evolved, act, seq);
  const held = desk.cases.get(state.caseId);
  desk.cases.set(state.caseId, { stored: held?.stored ?? null, state, head: held?.head ?? GENESIS });
  desk.moved.add(state.process);
  const entry: Entry = {
    caseId: state.caseId,
    seq,
    act,
    events,
    recordedAt,
    answer: answerOf(state, act, recordedAt, events),
    ...saltedHash(act.payload),
    previous: '',
    chained: '',
  };
  desk.entries.push(entry);
  return entry;
}

/** With the documents numbered, every entry gets its answer and its place in the chain. */
function finish(desk: Desk): void {
  const numbers = new Map(
    desk.entries.flatMap((e) =>
      e.events.flatMap((v) => (v.type === 'noticeSigned' ? [[v.notice.id, v.notice.number] as const] : [])),
    ),
  );
  for (const held of desk.cases.values()) {
    held.state = {
      ...held.state,
      notices: held.state.notices.map((n) => (n.number === null ? { ...n, number: numbers.get(n.id) ?? null } : n)),
    };
  }
  for (const entry of desk.entries) {
    const held = desk.cases.get(entry.caseId);
    if (held === undefined) continue;
    entry.answer = {
      ...entry.answer,
      notices: answerOf(held.state, entry.act, entry.recordedAt, entry.events).notices,
    };
    entry.previous = held.head;
    entry.chained = chainHash(held.head, {
      caseId: entry.caseId,
      seq: entry.seq,
      actId: entry.act.id,
      act: entry.act.name,
      actor: entry.act.actor.id,
      actorRole: entry.act.actor.role,
      actorDepartment: entry.act.actor.department,
      effectiveAt: entry.act.effectiveAt,
      receivedAt: entry.act.receivedAt,
      recordedAt: entry.recordedAt,
      requestHash: entry.act.requestHash,
      payloadHash: entry.hash,
      events: entry.events,
      answer: entry.answer,
    });
    held.head = entry.chained;
  }
}
