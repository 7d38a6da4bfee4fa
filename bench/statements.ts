/** SQL statements of one act, counted at the driver, for a case with 1 and with 40 parties. */
import type pg from 'pg';
import type { ActMessage, ActResult, CommitInput, CommitOutput } from '../contract/messages.js';
import { clock } from '../contract/clock.js';
import type { Stack } from '../dev/stack.js';
import { PUBLISHED_CALENDAR } from '../domain/time/calendar-data.js';
import { defaultPolicy } from '../domain/law/pack.js';
import { createRegister } from '../activities/register.js';
import { createPool } from '../register/pool.js';
import { act, actor } from '../test/support/scene.js';
import { figureOf, type Measured } from './figure.js';
import { addRecords, partiesOf, REPAIR_ACTS, repairAct } from './scene.js';

const AT_MOST = 8;

interface Count {
  readonly act: string;
  readonly statements: number;
  readonly transactions: number;
}

/** Everything that goes to the server over this pool, as text. */
function listen(pool: pg.Pool): string[] {
  const said: string[] = [];
  pool.on('connect', (client) => {
    const query: (...args: unknown[]) => unknown = client.query.bind(client);
    const heard = (...args: unknown[]): unknown => {
      const [config] = args;
      said.push(
        typeof config === 'object' && config !== null && 'text' in config ? String(config.text) : String(config),
      );
      return query(...args);
    };
    Object.assign(client, { query: heard });
  });
  return said;
}

/** Plays a whole repair, receipts included, and counts each commit. */
async function countRepair(
  commit: (input: CommitInput) => Promise<CommitOutput>,
  said: string[],
  recordId: string,
): Promise<Count[]> {
  const counts: Count[] = [];
  const take = async (acts: readonly ActMessage[], now: string): Promise<CommitOutput> => {
    said.length = 0;
    const output = await commit({ process: 'repair', recordId, acts, recordedAt: now });
    const starts = said.filter((s) => /^\s*(begin|start transaction)/i.test(s)).length;
    const name = acts.length === 1 ? (acts[0]?.name ?? '') : `${acts.length} × ${acts[0]?.name ?? ''}`;
    counts.push({ act: name, statements: said.length, transactions: starts });
    output.results.forEach(mustBeCommitted);
    return output;
  };
  const now = clock.now();
  let caseId: string | null = null;
  for (const name of REPAIR_ACTS) {
    const { view } = await take([repairAct(name, recordId, caseId, now)], now);
    caseId = view?.caseId ?? null;
    const due = view?.deliveries ?? [];
    const payload = (d: (typeof due)[number]): object => ({ ...d, outcome: 'accepted', receipt: null, detail: null });
    if (due.length === 0) continue;
    await take(
      due.map((d) => act('delivered', actor('system', 'system'), payload(d), { at: now, caseId })),
      now,
    );
    const report = (instructionId: string): object => ({
      instructionId,
      outcome: 'done',
      receipt: '回执',
      detail: null,
    });
    for (const { id } of due.filter((d) => d.kind === 'instruction')) {
      await take([act('report', actor('office', 'creditOffice'), report(id), { at: now, caseId })], now);
    }
  }
  return counts;
}

function mustBeCommitted(result: ActResult): void {
  if (result.kind !== 'committed') throw new Error(`an act was not committed: ${JSON.stringify(result)}`);
}

/** The most statements of any act; it meets when each act takes one transaction and 40 parties take no more than 1. */
export async function measureStatements(stack: Stack): Promise<Measured> {
  await stack.start(['postgres']);
  const pool = createPool(stack.layout.databaseUrl, { max: 1 });
  const owner = createPool(stack.layout.databaseOwnerUrl, { max: 2 });
  try {
    const said = listen(pool);
    const onDefect = (error: unknown): void => {
      throw error;
    };
    const { commit } = createRegister({ pool, calendar: PUBLISHED_CALENDAR, policy: defaultPolicy, onDefect });
    const counted = new Map<number, Count[]>();
    for (const parties of [1, 40]) {
      const recordId = `statements-${parties}`;
      await addRecords(owner, [recordId], partiesOf(parties), clock.now());
      counted.set(parties, await countRepair(commit, said, recordId));
    }
    return summarise(counted);
  } finally {
    await Promise.all([pool.end(), owner.end()]);
  }
}

function summarise(counted: ReadonlyMap<number, readonly Count[]>): Measured {
  const most = [...counted].map(([parties, counts]) => ({
    parties,
    most: Math.max(...counts.map((c) => c.statements)),
  }));
  const all = [...counted.values()].flat();
  const ours = Math.max(...most.map((m) => m.most));
  const isOne = all.every((c) => c.transactions === 1);
  const isSame = new Set(most.map((m) => m.most)).size === 1;
  const seen = most.map((m) => `${m.most} with ${m.parties} ${m.parties === 1 ? 'party' : 'parties'}`).join(', ');
  const note = `the most of ${all.length} commits, BEGIN and COMMIT counted: ${seen}; ${isOne ? 'one transaction each' : 'NOT one transaction each'}`;
  const figure = { id: 'act.statements', unit: 'statements', ours, baseline: AT_MOST, ratio: AT_MOST / ours, goal: 1 };
  return { figure: figureOf(figure, isOne && isSame), note };
}
