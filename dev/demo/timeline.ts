/** The time line that the demo prints: what happened, by whom, and what is due next by which article. */
import { ACT_TEXT, OUTCOME_TEXT, TERM_TEXT, type STAGE_TEXT } from '../../contract/texts.js';
import { findIdentity } from '../identities.js';
import type { People } from './people.js';

export interface CaseOfDemo {
  readonly caseId: string;
  readonly stage: keyof typeof STAGE_TEXT;
  readonly outcome: keyof typeof OUTCOME_TEXT | null;
  readonly version: number;
  readonly subject: { readonly name: string };
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
  }[];
  readonly instructions: readonly {
    readonly id: string;
    readonly party: string;
    readonly partyName: string;
    readonly state: string;
    readonly effectText: string;
  }[];
  readonly notices: readonly {
    readonly id: string;
    readonly kind: string;
    readonly kindText: string;
    readonly number: string;
    readonly announcement: string;
  }[];
}

interface Entry {
  readonly seq: number;
  readonly act: string;
  readonly actor: string | null;
  readonly actorRole: string;
  readonly effectiveAt: string;
  readonly recordedAt: string;
  readonly payload: Readonly<Record<string, unknown>> | null;
}

const LAMP: Readonly<Record<string, string>> = { green: '○', yellow: '◐', red: '●', grey: '‖' };

export class Timeline {
  readonly #people: People;
  readonly #auditor: string;
  readonly #told = new Map<string, number>();

  constructor(people: People, auditor: string) {
    this.#people = people;
    this.#auditor = auditor;
  }

  /** Prints what has happened in this case since it was last looked at; answers the case. */
  async follow(caseId: string): Promise<CaseOfDemo> {
    const { body } = await this.#people.get(this.#auditor, `/cases/${caseId}`);
    const file = body as unknown as CaseOfDemo;
    const journal = await this.#people.get(this.#auditor, `/cases/${caseId}/journal?limit=100`);
    const entries = (journal.body['items'] as readonly Entry[]).filter(
      (e) => e.seq > (this.#told.get(caseId) ?? 0) && e.seq <= file.version,
    );
    entries.forEach((entry, n) => this.#print(file, entry, n === entries.length - 1));
    this.#told.set(caseId, file.version);
    return file;
  }

  /** Follows until the case is as wanted; throws when it does not come so within the time. */
  async until(caseId: string, wanted: (file: CaseOfDemo) => boolean, withinMs = 60_000): Promise<CaseOfDemo> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const file = await this.follow(caseId);
      if (wanted(file)) return file;
      if (Date.now() > deadline) throw new Error(`case ${caseId} stays in stage ${file.stage}`);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }

  #print(file: CaseOfDemo, entry: Entry, isLast: boolean): void {
    const who = entry.actorRole === 'system' ? '系统' : (findIdentity(entry.actor ?? '')?.name ?? entry.actor ?? '');
    console.log(`  ${localTime(entry.effectiveAt)}  ${file.caseId}  ${pad(describe(file, entry), 44)}  ${who}`);
    if (isLast) for (const line of dueLines(file)) console.log(`  ${' '.repeat(31)}  └ ${line}`);
  }
}

/** What is due next, soonest first; a closed case says how it ended. */
function dueLines(file: CaseOfDemo): readonly string[] {
  if (file.stage === 'closed') return [`办结:${file.outcome === null ? '' : OUTCOME_TEXT[file.outcome]}`];
  const open = file.terms
    .filter((t) => t.status === 'running' || t.status === 'paused')
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  const lines = open.map((t) => {
    const marks = `${t.provisional ? '(暂定)' : ''}${t.basis === 'configured' ? '(待确认)' : ''}`;
    const when = t.status === 'paused' ? '暂停计时' : `${t.due}${marks}`;
    return `${LAMP[t.lamp ?? 'green'] ?? ' '} ${TERM_TEXT[t.kind]} ${when} ${t.article}`;
  });
  return [...new Set(lines)].slice(0, 3);
}

function describe(file: CaseOfDemo, entry: Entry): string {
  const p = entry.payload ?? {};
  const term = file.terms.find((t) => t.id === p['termId'] || t.id === p['id']);
  const instruction = file.instructions.find((i) => i.id === p['id'] || i.id === p['instructionId']);
  const notice = file.notices.find((n) => n.id === p['id'] || n.id === p['noticeId']);
  const act = ACT_TEXT[entry.act] ?? entry.act;
  if (entry.act === 'alarm' && term !== undefined) {
    return `${p['rung'] === 'overdue' ? (term.kind === 'maxPublicity' ? '期限届满' : '超期告警') : `临期提醒 ${String(p['rung'])}`}:${TERM_TEXT[term.kind]}`;
  }
  if (entry.act === 'delivered') {
    if (instruction !== undefined)
      return `${OUTCOME_OF_SENDING[String(p['outcome'])] ?? ''}:${instruction.partyName} ${instruction.effectText}`;
    if (notice !== undefined) return `邮件告知:${notice.kindText} ${notice.number}`;
    if (term !== undefined) return `提醒责任人:${TERM_TEXT[term.kind]}`;
  }
  if (entry.act === 'report' && instruction !== undefined)
    return `反馈:${instruction.partyName} 已${instruction.effectText}`;
  if (entry.act === 'recordService' && notice !== undefined) return `送达:${notice.kindText}`;
  if (entry.act === 'apply') return `${act} ${file.subject.name}`;
  if (entry.act === 'propose') return `${act}:${p['outcome'] === 'grant' ? '拟准予修复' : '拟不予修复'}`;
  return act;
}

const OUTCOME_OF_SENDING: Readonly<Record<string, string>> = {
  done: '回执',
  accepted: '已接收',
  refused: '被拒绝',
  failed: '发送失败,转人工',
};

const localTime = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** Chinese characters take two columns. */
function pad(text: string, columns: number): string {
  const width = [...text].reduce((n, c) => n + ((c.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(0, columns - width));
}
