/**
 * The only way in which a case moves: one transaction decides every waiting act of one record and writes what follows.
 * BEGIN, three reads under lock, at most one numbering, one write, COMMIT: seven statements, however much an act makes.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import {
  docketName,
  type ActMessage,
  type ActResult,
  type CommitInput,
  type CommitOutput,
  type DocketName,
} from '../contract/messages.js';
import type { Calendar } from '../domain/calendar.js';
import { dayOf } from '../domain/calendar.js';
import { evolveAll, stamp, type CaseEvent, type CaseState, type Process } from '../domain/case.js';
import type { Decision, Follow } from '../domain/decision.js';
import type { Facts } from '../domain/draft.js';
import type { LawPolicy } from '../domain/law/pack.js';
import { recordAfter, type RecordFacts } from '../domain/record-facts.js';
import { refusal, type Refusal } from '../domain/refusal.js';
import { answerOf } from './answer.js';
import { chainHash, GENESIS, saltedHash } from './chain.js';
import { DECIDERS } from './deciders.js';
import { followId, readFile, type RecordFile, type StoredCase } from './file.js';
import { matterOf, writeMatter } from './matter.js';
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
  /** As the acts decided so far have left it. */
  record: RecordFacts;
  cases: Map<string, { readonly stored: StoredCase | null; state: CaseState; head: string }>;
  readonly entries: Entry[];
  moved: Set<DocketName>;
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
  const file = (await readFile(client, input)) ?? (await readMatter(client, input));
  if (file === null) return { results: input.acts.map(() => noSuchCase), view: null, written: false };
  const desk: Desk = {
    file,
    record: file.record,
    entries: [],
    moved: new Set(),
    cases: new Map(file.cases.map((c) => [c.state.caseId, { stored: c, state: c.state, head: c.head }])),
  };
  const pending = input.acts.map((act) => decideOne(deps, desk, input, act));
  if (desk.entries.length > 0) {
    await numberNotices(client, file.documentCode, desk.entries);
    finish(desk);
    await writeFile(client, file, desk.record, [...desk.cases.values()], desk.entries);
  }
  const results = pending.map((p): ActResult => (typeof p === 'function' ? p() : p));
  const here = docketName(input.process, input.docket ?? '');
  const own = [...desk.cases.values()].map((c) => c.state).filter((s) => nameOf(s) === here);
  const current = own.find((s) => s.closedAt === null) ?? own.at(-1) ?? null;
  const nudge = [...desk.moved].filter((name) => name !== here);
  return { results, view: current === null ? null : viewOf(current, nudge), written: desk.entries.length > 0 };
}

/** A new matter is a record from its first act on; when that is refused, the rollback takes it back. */
async function readMatter(client: pg.PoolClient, input: CommitInput): Promise<RecordFile | null> {
  const matter = matterOf(input.acts);
  if (matter === null) return null;
  await writeMatter(client, input, matter);
  return readFile(client, input);
}

const nameOf = ({ process, docket }: CaseState): DocketName => docketName(process, docket);

const noSuchCase: ActResult = { kind: 'refused', refusal: refusal('NO_SUCH_CASE') };

function decideOne(deps: CommitDeps, desk: Desk, input: CommitInput, act: ActMessage): ActResult | (() => ActResult) {
  const known = desk.file.answered.get(act.id);
  if (known !== undefined) {
    // Who asks again may never have had the answer, nor woken whom it moved.
    for (const name of known.answer.moved ?? []) desk.moved.add(name);
    return known.requestHash === act.requestHash ? { kind: 'committed', answer: known.answer } : { kind: 'keyReused' };
  }
  const twin = desk.entries.find((e) => e.act.id === act.id);
  if (twin !== undefined) {
    return twin.act.requestHash === act.requestHash
      ? () => ({ kind: 'committed', answer: twin.answer })
      : { kind: 'keyReused' };
  }
  const open = openFile(desk, docketName(input.process, input.docket ?? ''));
  const target = act.caseId === null ? open : desk.cases.get(act.caseId);
  const state = target?.state ?? null;
  const before = {
    cases: new Map(desk.cases),
    entries: desk.entries.length,
    moved: new Set(desk.moved),
    record: desk.record,
  };
  try {
    const decision = decide(deps, desk, input, act, state);
    if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };
    const entry = record(desk, act, state, decision.events, input.recordedAt);
    const moved = (decision.also ?? []).flatMap((follow) => followOn(deps, desk, input, act, follow));
    if (moved.length > 0) entry.answer = { ...entry.answer, moved: [...new Set(moved)] };
    return () => ({ kind: 'committed', answer: entry.answer });
  } catch (error) {
    // Nothing is half done: what the act had already moved is as it was.
    desk.cases = before.cases;
    desk.entries.length = before.entries;
    desk.moved = before.moved;
    desk.record = before.record;
    if (error instanceof FollowRefused) return { kind: 'refused', refusal: error.refusal };
    deps.onDefect(error, act);
    return { kind: 'failed' };
  }
}

/** What an act brings about in another file is not lawful there: then the act itself is not. */
class FollowRefused extends Error {
  readonly refusal: Refusal;

  constructor(why: Refusal) {
    super(why.code);
    this.refusal = why;
  }
}

const openFile = (desk: Desk, name: DocketName) =>
  [...desk.cases.values()].find((c) => nameOf(c.state) === name && c.state.closedAt === null);

interface Docket {
  readonly process: Process;
  readonly docket: string;
}

function decide(
  deps: CommitDeps,
  desk: Desk,
  input: CommitInput,
  act: ActMessage,
  state: CaseState | null,
  { process, docket }: Docket = state ?? { process: input.process, docket: input.docket ?? '' },
): Decision {
  const facts: Facts = {
    newCaseId: newCaseId(state?.process ?? process),
    docket,
    now: input.recordedAt,
    calendar: deps.calendar,
    record: desk.record,
    open: [...desk.cases.values()].map((c) => c.state).filter((s) => s.closedAt === null),
  };
  const begunAt = state?.openedAt ?? act.effectiveAt;
  return DECIDERS[state?.process ?? process](act, state, facts, {
    file: desk.file,
    policy: deps.policy,
    overrides: knownAt(desk.file.overrides, begunAt),
    begunOn: dayOf(begunAt),
  });
}

const CASE_LETTER: Readonly<Record<Process, string>> = {
  listing: 'L',
  rectification: 'Z',
  repair: 'X',
  objection: 'Y',
  exit: 'T',
  record: 'J',
};

/** Case ids are URL-safe and say nothing of anybody. */
const newCaseId = (process: Process): string =>
  `${CASE_LETTER[process]}${randomBytes(9).toString('base64url').replace(/[-_]/g, '0')}`;

/** Decides what another file does; answers the names of the files that moved. */
function followOn(
  deps: CommitDeps,
  desk: Desk,
  input: CommitInput,
  cause: ActMessage,
  follow: Follow,
): readonly DocketName[] {
  const docket = follow.docket ?? '';
  const name = docketName(follow.process, docket);
  const open = openFile(desk, name);
  if (open === undefined && follow.opens !== true) return [];
  const act: ActMessage = {
    ...cause,
    id: followId(cause.id, name),
    name: follow.name,
    caseId: open?.state.caseId ?? null,
    actor: { id: 'system', role: 'system', department: null, party: null },
    basedOn: null,
    payload: follow.payload ?? {},
  };
  const state = open?.state ?? null;
  const decision = decide(deps, desk, input, act, state, { process: follow.process, docket });
  if (!decision.ok) throw new FollowRefused(decision.refusal);
  record(desk, act, state, decision.events, input.recordedAt);
  return [name, ...(decision.also ?? []).flatMap((next) => followOn(deps, desk, input, act, next))];
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
  desk.record = events.reduce(recordAfter, desk.record);
  const held = desk.cases.get(state.caseId);
  desk.cases.set(state.caseId, { stored: held?.stored ?? null, state, head: held?.head ?? GENESIS });
  desk.moved.add(nameOf(state));
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
