/** The table and the one line at the end of the demo, counted through the API, and whether all ended as it must. */
import { PROCESSES, type Process } from '../../domain/file/case.js';
import { OUTCOME_TEXT, STAGE_TEXT } from '../../contract/texts.js';
import type { Stack } from '../stack.js';
import { AUDITOR, type Demo } from './demo.js';
import type { People } from './people.js';
import { pad, type CaseOfDemo } from './timeline.js';

/** Prints them; 0 when every case ended as the law says and every check held, 1 when not. */
export async function summarise(demo: Demo, stack: Stack): Promise<number> {
  const files = await everyFile(demo.people);
  table(files);
  await line(files, stack);
  const wrong = [...demo.broken, ...astray(files, demo)];
  for (const what of wrong) console.log(`✗ ${what}`);
  return wrong.length === 0 ? 0 : 1;
}

/** Every case but the lives of records must be one of the demo's own; each must have ended as it must, nothing left undone. */
function astray(files: readonly CaseOfDemo[], { ends }: Demo): readonly string[] {
  const unknown = files.filter((f) => f.process !== 'record' && !ends.has(f.caseId));
  const open = files.filter((f) => ends.has(f.caseId) && (f.stage !== 'closed' || f.outcome !== ends.get(f.caseId)));
  const undone = files.filter((f) => f.instructions.some((i) => UNDONE.has(i.state)));
  return [
    ...unknown.map((f) => `${f.caseId} 不在预期之内`),
    ...open.map(
      (f) =>
        `${f.caseId} 应当以“${OUTCOME_TEXT[ends.get(f.caseId) ?? 'moot']}”办结,现为“${f.outcome === null ? STAGE_TEXT[f.stage] : OUTCOME_TEXT[f.outcome]}”`,
    ),
    ...undone.map((f) => `${f.caseId} 还有指令没有落实`),
  ];
}

const UNDONE: ReadonlySet<string> = new Set(['pending', 'accepted', 'refused', 'failed']);

/** One row per process, the lives of records last: so that the columns add up to the line below. */
function table(files: readonly CaseOfDemo[]): void {
  const row = ([process = '', ...cells]: readonly string[]): string =>
    [pad(process, 13), ...cells.map((cell, n) => cell.padStart(WIDTHS[n] ?? 0))].join(' · ');
  console.log('\n列入之后的公示和惩戒,由失信信息自己的办件(record)下达指令,在末行。\n');
  console.log(row(['process', 'cases', 'acts', 'instructions', 'terms kept/missed']));
  for (const process of PROCESSES) {
    const own = files.filter((f) => f.process === process);
    console.log(row([process, ...numbersOf(own)]));
  }
}

/** Columns after the first. */
const WIDTHS = [5, 5, 12, 17];

function numbersOf(files: readonly CaseOfDemo[]): readonly string[] {
  const { kept, missed } = termsOf(files);
  return [`${files.length}`, `${acts(files)}`, `${files.flatMap((f) => f.instructions).length}`, `${kept}/${missed}`];
}

const acts = (files: readonly CaseOfDemo[]): number => files.reduce((n, f) => n + f.version, 0);

function termsOf(files: readonly CaseOfDemo[]): { readonly kept: number; readonly missed: number } {
  const terms = files.flatMap((f) => f.terms);
  const now = new Date().toISOString();
  const isLate = (t: (typeof terms)[number]): boolean => (t.endedAt ?? now) > t.dueAt;
  const kept = terms.filter((t) => t.status === 'met' && !isLate(t)).length;
  const missed = terms.filter((t) => (t.status === 'met' || t.status === 'running') && isLate(t)).length;
  return { kept, missed };
}

async function line(files: readonly CaseOfDemo[], stack: Stack): Promise<void> {
  const mails = (await (await fetch(`${stack.mailUrl}/messages`)).json()) as readonly unknown[];
  const repairs = files.filter((f) => f.process === ('repair' satisfies Process));
  const instructions = files.flatMap((f) => f.instructions);
  const { kept, missed } = termsOf(files);
  console.log(
    `\n办件 ${files.length}(修复 ${repairs.length},已办结 ${repairs.filter((f) => f.stage === 'closed').length})` +
      ` · 行为 ${acts(files)} · 指令 ${instructions.length}(已落实 ${instructions.filter((i) => i.state === 'done').length})` +
      ` · 文书 ${files.flatMap((f) => f.notices).length} · 邮件 ${mails.length}` +
      ` · 期限 按时 ${kept} 超期 ${missed}`,
  );
}

export async function everyFile(people: People): Promise<readonly CaseOfDemo[]> {
  const files: CaseOfDemo[] = [];
  let after: string | null = '';
  while (after !== null) {
    const path: string = `/cases?limit=100${after === '' ? '' : `&after=${after}`}`;
    const { body }: { body: Readonly<Record<string, unknown>> } = await people.get(AUDITOR, path);
    for (const { caseId } of body['items'] as readonly { readonly caseId: string }[])
      files.push((await people.get(AUDITOR, `/cases/${caseId}`)).body as unknown as CaseOfDemo);
    after = (body['next'] as string | null) ?? null;
  }
  return files;
}
