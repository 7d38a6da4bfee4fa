/** The time line that the demo prints: what happened, by whom, and what is due next by which article. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Effect } from '../../domain/file/case.js';
import { OUTCOME_TEXT, TERM_TEXT, type NOTICE_TEXT, type STAGE_TEXT } from '../../contract/texts.js';
import { findIdentity } from '../identities.js';
import { describe } from './describe.js';
import type { People } from './people.js';

export interface InstructionOfDemo {
  readonly id: string;
  readonly party: string;
  readonly partyName: string;
  readonly effect: Effect;
  readonly effectText: string;
  readonly state: string;
  readonly movedAt: string;
}

export interface CaseOfDemo {
  readonly caseId: string;
  readonly process: string;
  readonly stage: keyof typeof STAGE_TEXT;
  readonly outcome: keyof typeof OUTCOME_TEXT | null;
  readonly version: number;
  readonly record: { readonly id: string };
  readonly subject: { readonly name: string };
  readonly particulars: Readonly<Record<string, unknown>> | null;
  readonly terms: readonly {
    readonly id: string;
    readonly kind: keyof typeof TERM_TEXT;
    readonly status: string;
    readonly lamp: string | null;
    readonly due: string;
    readonly dueAt: string;
    readonly endedAt: string | null;
    readonly article: string;
    readonly provisional: boolean;
    readonly basis: string;
    readonly instruction: { readonly id: string } | null;
  }[];
  readonly instructions: readonly InstructionOfDemo[];
  readonly notices: readonly {
    readonly id: string;
    readonly kind: keyof typeof NOTICE_TEXT;
    readonly kindText: string;
    readonly number: string;
    readonly announcement: string;
  }[];
}

/** One line of the journal. */
export interface Entry {
  readonly seq: number;
  readonly act: string;
  readonly actor: string | null;
  readonly actorRole: string;
  readonly effectiveAt: string;
  readonly recordedAt: string;
  readonly payload: Readonly<Record<string, unknown>> | null;
}

const LAMP: Readonly<Record<string, string>> = { green: '○', yellow: '◐', red: '●', grey: '‖' };
const WHO_COLUMNS = 40;
/** Under what was done: past instant, case and person. */
const INDENT = ' '.repeat(2 + 16 + 2 + 13 + 2 + WHO_COLUMNS + 2);

export class Timeline {
  readonly #people: People;
  readonly #auditor: string;
  readonly #told = new Map<string, number>();
  readonly #due = new Map<string, string>();

  constructor(people: People, auditor: string) {
    this.#people = people;
    this.#auditor = auditor;
  }

  /** Prints what has happened in this case since it was last looked at; answers the case. */
  async follow(caseId: string): Promise<CaseOfDemo> {
    const { body } = await this.#people.get(this.#auditor, `/cases/${caseId}`);
    const file = body as unknown as CaseOfDemo;
    const told = this.#told.get(caseId) ?? 0;
    if (file.version === told) return file;
    const entries = (await this.journal(caseId)).filter((e) => e.seq > told && e.seq <= file.version);
    for (const entry of entries) this.#print(file, entry);
    this.#told.set(caseId, file.version);
    this.#printDue(file);
    return file;
  }

  /** Follows until the case is as wanted; throws when it does not come so within the time. */
  async until(caseId: string, wanted: (file: CaseOfDemo) => boolean, withinMs = 60_000): Promise<CaseOfDemo> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const file = await this.follow(caseId);
      if (wanted(file)) return file;
      if (Date.now() > deadline) throw new Error(`case ${caseId} stays in stage ${file.stage}`);
      await this.moment();
    }
  }

  async journal(caseId: string): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    let next: unknown = '';
    while (typeof next === 'string') {
      const path = `/cases/${caseId}/journal?limit=100${next === '' ? '' : `&after=${next}`}`;
      const { body } = await this.#people.get(this.#auditor, path);
      entries.push(...(body['items'] as readonly Entry[]));
      next = body['next'];
    }
    return entries;
  }

  moment(): Promise<void> {
    return delay(100);
  }

  say(text: string): void {
    console.log(`  ${text}`);
  }

  /** Who was told that the law does not allow it, and by which article. */
  refusal(by: string, { detail, article }: Readonly<Record<string, unknown>>): void {
    console.log(`  ${pad('不予办理', 33)}${pad(nameOf(by), WHO_COLUMNS)}  ${String(detail)}`);
    if (typeof article === 'string') console.log(`${INDENT}└ ${article}`);
  }

  #print(file: CaseOfDemo, entry: Entry): void {
    const who = entry.actorRole === 'system' ? '系统' : nameOf(entry.actor ?? '');
    const what = describe(file, entry);
    console.log(`  ${localTime(entry.effectiveAt)}  ${file.caseId}  ${pad(who, WHO_COLUMNS)}  ${what}`);
  }

  /** What is due next, when that has changed. */
  #printDue(file: CaseOfDemo): void {
    const lines = dueLines(file);
    const text = lines.map((line) => `${INDENT}└ ${line}`).join('\n');
    if (this.#due.get(file.caseId) === text || text === '') return;
    this.#due.set(file.caseId, text);
    console.log(text);
  }
}

type TermOfDemo = CaseOfDemo['terms'][number];

/** What is due next, soonest first, what was ordered as one; a closed case says how it ended. */
function dueLines(file: CaseOfDemo): readonly string[] {
  if (file.stage === 'closed') return [`办结:${file.outcome === null ? '' : OUTCOME_TEXT[file.outcome]}`];
  const open = file.terms
    .filter((t) => t.status === 'running' || t.status === 'paused')
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  const ordered = open.filter((t) => t.kind === 'effect');
  const [first] = ordered;
  const lines = open.filter((t) => t.kind !== 'effect').map((t) => dueLine(t, TERM_TEXT[t.kind]));
  return [...(first === undefined ? [] : [dueLine(first, `落实指令 ${ordered.length} 项`)]), ...lines].slice(0, 2);
}

function dueLine(t: TermOfDemo, what: string): string {
  const marks = `${t.provisional ? '(暂定)' : ''}${t.basis === 'configured' ? '(待确认)' : ''}`;
  const when = t.status === 'paused' ? '暂停计时' : `${t.due}${marks}`;
  return `${LAMP[t.lamp ?? 'green'] ?? ' '} ${what} ${when} ${t.article}`;
}

/** Of a person or a party; what is not known keeps its id. */
export const nameOf = (id: string): string => findIdentity(id)?.name ?? id;

const localTime = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** Columns of a terminal: Chinese characters take two. */
export const widthOf = (text: string): number =>
  [...text].reduce((n, c) => n + ((c.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);

export const pad = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - widthOf(text)));
