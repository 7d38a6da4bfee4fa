/** The one line at the end of the demo, counted through the API. */
import type { Stack } from '../stack.js';
import type { People } from './people.js';
import type { CaseOfDemo } from './timeline.js';

/** Prints it; 0 when every repair is closed, 1 when one is not. */
export async function summarise(people: People, auditor: string, stack: Stack): Promise<number> {
  const ids = await all(people, auditor, '/cases');
  const files: CaseOfDemo[] = [];
  for (const { caseId } of ids)
    files.push((await people.get(auditor, `/cases/${String(caseId)}`)).body as unknown as CaseOfDemo);
  const terms = files.flatMap((f) => f.terms);
  const now = new Date().toISOString();
  const kept = terms.filter((t) => t.status === 'met' && (t.endedAt ?? '') <= t.dueAt).length;
  const missed = terms.filter(
    (t) => (t.status === 'met' && (t.endedAt ?? '') > t.dueAt) || (t.status === 'running' && t.dueAt < now),
  ).length;
  const acts = files.reduce((n, f) => n + f.version, 0);
  const instructions = files.flatMap((f) => f.instructions);
  const mails = (await (await fetch(`${stack.mailUrl}/messages`)).json()) as readonly unknown[];
  const repairs = files.filter((f) => f.caseId.startsWith('X'));
  console.log(
    `\n办件 ${files.length}(修复 ${repairs.length},已办结 ${repairs.filter((f) => f.stage === 'closed').length})` +
      ` · 行为 ${acts} · 指令 ${instructions.length}(已落实 ${instructions.filter((i) => i.state === 'done').length})` +
      ` · 文书 ${files.flatMap((f) => f.notices).length} · 邮件 ${mails.length}` +
      ` · 期限 按时 ${kept} 超期 ${missed}`,
  );
  return repairs.every((f) => f.stage === 'closed') ? 0 : 1;
}

async function all(
  people: People,
  auditor: string,
  path: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const items: Readonly<Record<string, unknown>>[] = [];
  let after: string | null = '';
  while (after !== null) {
    const { body }: { body: Readonly<Record<string, unknown>> } = await people.get(
      auditor,
      `${path}?limit=100${after === '' ? '' : `&after=${after}`}`,
    );
    items.push(...(body['items'] as typeof items));
    after = (body['next'] as string | null) ?? null;
  }
  return items;
}
