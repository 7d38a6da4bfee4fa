/**
 * The only way in which a case moves: one transaction decides every waiting act of one record and writes what follows.
 * BEGIN, the lock, the facts, at most one numbering, one write, COMMIT: six statements, however much an act makes.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { ActMessage, ActResult, CommitInput, CommitOutput } from '../contract/messages.js';
import type { Calendar } from '../domain/time/calendar.js';
import { docketName, systemAct, type DocketName, type Process } from '../domain/file/case.js';
import { Desk, nameOf, type LinkedAct, type Step } from '../domain/file/desk.js';
import type { LawPolicy } from '../domain/law/pack.js';
import { isMovedBy } from '../domain/file/redate.js';
import { refusal } from '../domain/file/refusal.js';
import { answerOf } from './answer.js';
import { chainHash, GENESIS, payloadHash, saltedHash } from './chain.js';
import { readFile, type RecordFile } from './file.js';
import { calendarAt, type PublishedYear } from './calendar.js';
import { hear, isLinkedTo } from './linked.js';
import { makeLinked, matterOf, writeMatter } from './matter.js';
import { numberNotices } from './numbers.js';
import { knownAt } from './overrides.js';
import { viewOf } from './view.js';
import { writeFile, type Entry, type Held } from './write.js';

export interface CommitDeps {
  readonly pool: pg.Pool;
  readonly calendar: Calendar;
  readonly policy: LawPolicy;
  /** Told of a defect in a decision; the act is answered as failed and nothing is written for it. */
  readonly onDefect: (error: unknown, act: { readonly name: string; readonly id: string }) => void;
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
  const file = (await readFile(client, input)) ?? (await readNew(client, input));
  if (file === null) return { results: input.acts.map(() => noSuchCase), view: null, written: false };
  const { calendar, years } = await calendarAt(deps.pool, deps.calendar, file.calendarVersion, client);
  const desk = layDesk({ ...deps, calendar }, file);
  const session: Session = { deps, input, file, desk, entries: [], moved: new Set(), told: [] };
  const dated = redateAll(session, years);
  const pending = input.acts.map((act) => decideOne(session, act));
  const written = session.entries.length + dated.length > 0;
  if (written) {
    await numberNotices(client, file.documentCode, session.entries);
    await writeFile(client, file, desk.record, finish(session), { ...session, dated });
  }
  const results = pending.map((p): ActResult => (typeof p === 'function' ? p() : p));
  // What an entry has told is heard once it is decided here, whatever became of it.
  const heard = input.acts.filter((a, n) => isLinkedTo(input.recordId, a) && results[n]?.kind !== 'failed');
  if (heard.length > 0) await hear(client, heard, input.recordedAt);
  const here = docketName(input.process, input.docket ?? '');
  const own = desk.files.filter((f) => nameOf(f) === here);
  const current = own.find((f) => f.closedAt === null) ?? own.at(-1) ?? null;
  const nudge = [...session.moved].filter((name) => name !== here);
  return {
    results,
    view: current === null ? null : viewOf(current, nudge),
    written: written || heard.length > 0,
  };
}

/** A new matter is a record from its first act on; when that is refused, the rollback takes it back. */
async function readNew(client: pg.PoolClient, input: CommitInput): Promise<RecordFile | null> {
  const matter = matterOf(input.acts);
  if (matter !== null) await writeMatter(client, input, matter);
  else if (!(await makeLinked(client, input))) return null;
  return readFile(client, input);
}

/** One transaction: the desk, and what is to be written of it. */
interface Session {
  readonly deps: CommitDeps;
  readonly input: CommitInput;
  readonly file: RecordFile;
  readonly desk: Desk;
  readonly entries: Entry[];
  /** Files that an act of this transaction has moved, or had moved before. */
  readonly moved: Set<DocketName>;
  /** What is to be carried to records that hang on this one. */
  readonly told: LinkedAct[];
}

/** The desk as it lies before the first act of a transaction, and before what is only looked at. */
export const layDesk = ({ calendar, policy }: Pick<CommitDeps, 'calendar' | 'policy'>, file: RecordFile): Desk =>
  new Desk({
    ...file,
    ...{ calendar, policy, newCaseId },
    files: file.cases.map((c) => c.state),
    overridesAt: (instant) => knownAt(file.overrides, instant),
  });

/**
 * Before anything else is decided in it, an open file is re-dated by the years that were published since its dates were
 * derived: as an act of the system, when it changes any. Answers the files whose dates are now by the calendar in force.
 */
function redateAll(session: Session, years: readonly PublishedYear[]): readonly string[] {
  const { file, input, desk } = session;
  const behind = file.cases.filter((c) => c.state.closedAt === null && c.calendar < file.calendarVersion);
  const dated = behind.filter(({ state, calendar }) => {
    const notices = years.filter((y) => y.version > calendar).map((y) => y.citation);
    if (!isMovedBy(state, { notices }, input.recordedAt, desk.calendar)) return true;
    const id = `redate-${state.caseId}-${file.calendarVersion}`;
    return (
      typeof decideOne(session, systemAct(id, 'redate', state.caseId, input.recordedAt, { notices })) === 'function'
    );
  });
  return dated.map((c) => c.state.caseId);
}

const noSuchCase: ActResult = { kind: 'refused', refusal: refusal('NO_SUCH_CASE') };

/** What became of the act; known only once documents are numbered when it was decided now. */
function decideOne(session: Session, act: ActMessage): ActResult | (() => ActResult) {
  const { deps, input, file, desk, entries, moved, told } = session;
  const known = file.answered.get(act.id);
  if (known !== undefined) {
    // Who asks again may never have had the answer, nor woken whom it moved.
    for (const name of known.answer.moved ?? []) moved.add(name);
    return known.requestHash === act.requestHash ? { kind: 'committed', answer: known.answer } : { kind: 'keyReused' };
  }
  const twin = entries.find((e) => e.act.id === act.id);
  if (twin !== undefined) {
    return twin.act.requestHash === act.requestHash
      ? () => ({ kind: 'committed', answer: twin.answer })
      : { kind: 'keyReused' };
  }
  try {
    const decided = desk.decide(act, { process: input.process, docket: input.docket ?? '' }, input.recordedAt);
    if (!decided.ok) return { kind: 'refused', refusal: decided.refusal };
    const [entry, ...others] = decided.steps.map((step) => entryOf(step, input.recordedAt));
    const linked = decided.steps.flatMap((step) => step.linked);
    const follows = [
      ...new Set([...decided.steps.slice(1).map((step) => nameOf(step.after)), ...linked.map((l) => l.name)]),
    ];
    for (const name of [...decided.steps.map((step) => nameOf(step.after)), ...follows]) moved.add(name);
    told.push(...linked);
    if (entry === undefined) return { kind: 'failed' };
    if (follows.length > 0) entry.answer = { ...entry.answer, moved: follows };
    entries.push(entry, ...others);
    return () => ({ kind: 'committed', answer: entry.answer });
  } catch (error) {
    deps.onDefect(error, act);
    return { kind: 'failed' };
  }
}

const entryOf = ({ act, after, events }: Step, recordedAt: string): Entry => ({
  caseId: after.caseId,
  seq: after.version,
  act,
  events,
  recordedAt,
  answer: answerOf(after, act, recordedAt, events),
  ...saltedHash(act.payload),
  eventsHash: '',
  previous: '',
  chained: '',
});

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

/** With the documents numbered, every entry gets its answer and its place in the chain; answers the files to write. */
function finish({ file, desk, entries }: Session): Held[] {
  const numbers = new Map(
    entries.flatMap((e) =>
      e.events.flatMap((v) => (v.type === 'noticeSigned' ? [[v.notice.id, v.notice.number] as const] : [])),
    ),
  );
  const stored = new Map(file.cases.map((c) => [c.state.caseId, c] as const));
  const heads = new Map<string, string>();
  for (const entry of entries) {
    const notices = entry.answer.notices.map((n) => ({ ...n, number: numbers.get(n.id) ?? n.number }));
    entry.answer = { ...entry.answer, notices };
    entry.previous = heads.get(entry.caseId) ?? stored.get(entry.caseId)?.head ?? GENESIS;
    entry.eventsHash = payloadHash(entry.salt, entry.events);
    entry.chained = chained(entry);
    heads.set(entry.caseId, entry.chained);
  }
  return desk.files.map((state) => ({
    stored: stored.get(state.caseId) ?? null,
    state: {
      ...state,
      notices: state.notices.map((n) => (n.number === null ? { ...n, number: numbers.get(n.id) ?? null } : n)),
    },
    head: heads.get(state.caseId) ?? stored.get(state.caseId)?.head ?? GENESIS,
  }));
}

const chained = ({ caseId, seq, act, recordedAt, hash, eventsHash, answer, previous }: Entry): string =>
  chainHash(previous, {
    ...{ caseId, seq, actId: act.id, act: act.name, actor: act.actor.id, actorRole: act.actor.role },
    ...{ actorDepartment: act.actor.department, effectiveAt: act.effectiveAt, receivedAt: act.receivedAt },
    ...{ recordedAt, requestHash: act.requestHash, payloadHash: hash, eventsHash, answer },
  });
