/**
 * `npm run demo -- --cluster`: the demo on two workers and two APIs over a Temporal server on Postgres. In the midst of it one
 * of each is killed, with cases in flight; the rest goes on, and at the end nothing is lost or done twice.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { usccCheckDigit } from '../../domain/record/subject.js';
import { createPool } from '../../register/pool.js';
import { verifyJournal } from '../../register/verify.js';
import { csvBytes, recordOf, tableOf } from '../sample/make.js';
import type { Stack } from '../stack.js';
import { AUDITOR, Demo, expectStatus, type Chapter } from './demo.js';
import { CHAPTERS, play } from './main.js';
import { REPAIRABLE } from './records.js';
import { windowApplication } from './scenes-repair.js';
import { everyFile, summarise } from './summary.js';
import type { CaseOfDemo, Entry } from './timeline.js';

/** Repairs under way when the machines are lost. */
const CASES = 12;
const ACTS_BEFORE = 15;

/** 0 when the demo went as ever, and every act and effect is there once. */
export async function runClusterDemo(stack: Stack): Promise<number> {
  await stack.start();
  const demo = new Demo(stack);
  const [publishing, rectification, listing, ...rest] = CHAPTERS;
  const loss = lossOf(stack);
  await play(
    demo,
    [publishing, rectification, listing, loss, ...rest].filter((c) => c !== undefined),
  );
  console.log('\n核对\n');
  await everyActOnce(demo);
  await everyEffectOnce(demo, stack);
  await journalHolds(demo, stack);
  return summarise(demo, stack);
}

const lossOf = (stack: Stack): Chapter => ({
  title: '机器故障:在办之中,一台工作进程、一台接口进程被强行终止',
  scenes: [[`${CASES} 件修复同时办理,其余进程接着办完`, (demo) => losesOneOfEach(demo, stack)]],
});

async function losesOneOfEach(demo: Demo, stack: Stack): Promise<void> {
  const { committed } = demo.people;
  const records = await publishes(demo);
  const from = committed.length;
  const repairs = Promise.all(records.map((record) => repairsOne(demo, record)));
  while (committed.length < from + ACTS_BEFORE) await Promise.race([delay(20), repairs.then(() => delay(20))]);
  demo.line.say(`已答复 ${committed.length - from} 个行为:${byApi(demo, from)}`);
  const lost = [stack.part('worker'), stack.part('api')];
  const names = lost.map(({ name, pid }) => `${name} (${pid ?? 0})`).join('、');
  await Promise.all(lost.map((part) => part.kill('SIGKILL')));
  demo.line.say(`kill -9 ${names}`);
  const after = committed.length;
  await repairs;
  demo.line.say(`其后答复 ${committed.length - after} 个行为:${byApi(demo, after)}`);
  const other = new URL(stack.apiUrls.at(-1) ?? '').host;
  demo.check(`${CASES} 件全部办结`, true);
  demo.check(
    '由另一台接口进程答复',
    committed.slice(-CASES).every(({ at }) => at === other),
  );
}

/** Where the acts since then were answered. */
function byApi(demo: Demo, from: number): string {
  const counts = new Map<string, number>();
  for (const { at } of demo.people.committed.slice(from)) counts.set(at, (counts.get(at) ?? 0) + 1);
  return [...counts].map(([at, n]) => `${at} 答 ${n}`).join(',');
}

/** As in the other scenes, but not told act by act. */
async function repairsOne(demo: Demo, record: string): Promise<void> {
  const { people } = demo;
  const applied = await people.post('huaian-clerk', '/repairs', windowApplication(record, demo.today));
  let { body } = expectStatus(201, applied);
  const caseId = String(body['caseId']);
  demo.ends.set(caseId, 'repaired');
  const acts = async (by: string, act: string, said: object = {}): Promise<void> => {
    const letter = { version: body['version'], ...said };
    ({ body } = expectStatus(200, await people.post(by, `/cases/${caseId}/acts/${act}`, letter)));
  };
  await acts('huaian-env-handler', 'accept');
  await acts('huaian-env-handler', 'propose', { outcome: 'grant', findings: '罚款已缴清,整改已验收' });
  await acts('huaian-env-reviewer', 'confirm', { approve: true });
  const task = await seen(demo, caseId, (c) => c.instructions.find((i) => i.party === MANUAL && i.state === 'pending'));
  const report = { reportId: `RG-${task.id}`, outcome: 'done', receipt: '已解除' };
  expectStatus(200, await people.post(MANUAL, `/instructions/${task.id}/feedback`, report));
  await seen(demo, caseId, (c) => (c.stage === 'closed' ? c : undefined));
}

/** Without a system of its own. */
const MANUAL = 'huaian-kjj';

/** Until this is seen in the case. */
async function seen<T>(demo: Demo, caseId: string, look: (file: CaseOfDemo) => T | undefined): Promise<T> {
  for (const until = Date.now() + 120_000; Date.now() < until; await demo.line.moment()) {
    const { body } = expectStatus(200, await demo.people.get(AUDITOR, `/cases/${caseId}`));
    const found = look(body as unknown as CaseOfDemo);
    if (found !== undefined) return found;
  }
  throw new Error(`case ${caseId} does not go on`);
}

/** Records that may be repaired at once, of made-up companies. */
async function publishes(demo: Demo): Promise<readonly string[]> {
  const rows = Array.from({ length: CASES }, (_, n) => {
    const body = `91320800YYYY${60_001 + n}`;
    const company = { name: `淮安示例第${n + 1}号有限公司`, uscc: `${body}${usccCheckDigit(body) ?? ''}` };
    return recordOf({ ...company, city: '320800' }, REPAIRABLE, 200 + n, demo.today);
  });
  const answer = await demo.people.upload('huaian-office', '/records/import', 'records.csv', csvBytes(tableOf(rows)));
  const imported = expectStatus(200, answer).body['rows'] as readonly { readonly recordId: string | null }[];
  return imported.map(({ recordId }) => recordId ?? '');
}

/** Each act that a person was answered stands in the journal once, and no other act of a person does. */
async function everyActOnce(demo: Demo): Promise<void> {
  const answered = demo.people.committed.filter(({ act }) => act !== 'report').map(nameOfAct);
  const journal: string[] = [];
  for (const { caseId } of await everyFile(demo.people)) {
    const entries = await demo.line.journal(caseId);
    journal.push(...entries.filter(isOfPerson).map(({ seq, act }) => nameOfAct({ caseId, seq, act })));
  }
  const isSame = JSON.stringify(answered.sort()) === JSON.stringify(journal.sort());
  demo.check(`${answered.length} 个已答复的行为,办理日志中各有一条,不缺不重`, isSame);
}

const nameOfAct = ({ caseId, seq, act }: { readonly caseId: string; readonly seq: number; readonly act: string }) =>
  `${caseId}/${seq} ${act}`;

const isOfPerson = ({ act, actorRole }: Entry): boolean => actorRole !== 'system' && act !== 'report';

/** What the systems of sites and departments did, by their own books. */
async function everyEffectOnce(demo: Demo, stack: Stack): Promise<void> {
  const books = await Promise.all(Object.values(stack.layout.partyUrls).map(async (url) => fetch(`${url}/effects`)));
  const effects = (await Promise.all(books.map((book) => book.json()))).flat() as readonly {
    readonly applied: number;
  }[];
  demo.check(
    `${effects.length} 条指令,各单位最多执行一次`,
    effects.every(({ applied }) => applied <= 1),
  );
}

async function journalHolds(demo: Demo, stack: Stack): Promise<void> {
  const pool = createPool(stack.layout.databaseUrl, { max: 2 });
  try {
    const { cases, entries, numbers, faults } = await verifyJournal(pool);
    for (const fault of faults) demo.line.say(fault);
    demo.check(`verify-journal:${cases} 件、${entries} 条、文号 ${numbers} 个,链条完整`, faults.length === 0);
  } finally {
    await pool.end();
  }
}
