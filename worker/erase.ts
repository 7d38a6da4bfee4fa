/**
 * `erase`: what may be erased of a person and what must stay until when; the order of one officer, and the word of another,
 * by which it is done. A number is read from the standard input, never from the command line, where others may see it.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { keyedHashes } from '../contract/keyed.js';
import { retention, type Retained } from '../domain/law/retention.js';
import { dayOf, type Instant } from '../domain/time/calendar.js';
import { parseResidentNumber } from '../domain/record/subject.js';
import type { PaperStore } from '../papers/store.js';
import { confirmErasure, orderErasure, papersGone, personBy, personFile } from '../register/erasure.js';

export interface EraseDeps {
  readonly pool: pg.Pool;
  readonly store: PaperStore;
  readonly personSecretFile: string;
  readonly say: (line: string) => void;
  readonly now: () => Instant;
  /** What comes in at the standard input. */
  readonly input: () => string;
}

const USAGE = `usage: erase <subject id, or - for a number on the standard input> [--dry-run]
       erase <subject id or -> --by <officer> --reasons <text>
       erase --request <id> --by <another officer>`;

/** 0 when it was told or done, 1 when it may not be. */
export async function erase(deps: EraseDeps, args: readonly string[]): Promise<number> {
  const { now } = deps;
  const options = { 'dry-run': { type: 'boolean' }, by: { type: 'string' }, reasons: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({
    ...{ args: [...args], allowPositionals: true, options: { ...options, request: { type: 'string' } } },
  });
  const { by, reasons, request } = values;
  if (request !== undefined) {
    if (by === undefined) throw new Error(USAGE);
    return confirm(deps, request, by);
  }
  const [who] = positionals;
  if (who === undefined) throw new Error(USAGE);
  const subject = who === '-' ? await personBy(deps.pool, keyOf(deps)) : who;
  const file = subject === null ? null : await personFile(deps.pool, subject);
  if (subject === null || file === null) {
    deps.say('没有这个自然人,或者已经删除。');
    return 1;
  }
  for (const line of retention(file, dayOf(now())).map(lineOf)) deps.say(line);
  if (values['dry-run'] === true || by === undefined || reasons === undefined) {
    deps.say('未作任何删除。');
    return 0;
  }
  const order = await orderErasure(deps.pool, { subject, by, reasons, at: now() });
  deps.say(
    order === null
      ? '目前没有可以删除的内容。'
      : `已登记删除申请 ${order.id},须由另一人确认:erase --request ${order.id} --by …`,
  );
  return order === null ? 1 : 0;
}

function keyOf({ personSecretFile, input }: EraseDeps): string {
  const parsed = parseResidentNumber(input().trim());
  if (!('number' in parsed)) throw new Error('身份号码不正确。');
  return keyedHashes(readFileSync(personSecretFile, 'utf8').trim()).person(parsed.number).code;
}

const WHAT: Readonly<Record<Retained['what'], string>> = {
  case: '办件的陈述、材料、文书',
  contact: '经办人联系方式',
  person: '姓名和主体代码',
};

function lineOf({ what, id, erasable, from, article }: Retained): string {
  const when = erasable ? '可以删除' : from === null ? '须保留,日期待办结、停止公示后确定' : `须保留至 ${from} 前`;
  return `  ${[WHAT[what], id].join(' ').trim()}:${when}。依据:${article}`;
}

const REFUSED = {
  notFound: '没有这项删除申请。',
  samePerson: '提出人不能确认自己的申请,须由另一人确认。',
  neededAgain: '申请后情况有变,其中有的内容须保留,请重新提出申请。',
} as const;

async function confirm({ pool, store, say, now }: EraseDeps, id: string, by: string): Promise<number> {
  const confirmed = await confirmErasure(pool, { id, by, at: now() });
  if (confirmed.kind !== 'erased') {
    say(REFUSED[confirmed.kind]);
    return 1;
  }
  // A run that breaks off here is done by the same command again.
  for (const paper of confirmed.papers) await store.remove(paper);
  await papersGone(pool, id, now());
  say(
    `已删除(申请 ${id}),并从材料存储中删除 ${confirmed.papers.length} 份材料。办理日志只保留散列值,可用 verify-journal 核验。`,
  );
  return 0;
}
