/** A record that is shown for years, with all that comes of it: its workflow stays short, and nothing is lost over that. */
import { LONG_RUN, workflowId } from '../../contract/messages.js';
import type { CaseState, Process } from '../../domain/file/case.js';
import { partiesOf } from '../support/network.js';
import { createRig, type Rig } from '../support/rig.js';
import { act, actor, addRecord, AGENT, application, HANDLER, PARTIES, REVIEWER } from '../support/scene.js';

let rig: Rig;
beforeAll(async () => {
  rig = await createRig();
});
afterAll(() => rig.close());

const SYSTEM = actor('system', 'system');
const ID = 'Y1';
/** Departments whose measures rest on the record; the last of them takes its time to answer. */
const DEPARTMENTS = Array.from({ length: 6 }, (_, n) => `department-${n}`);

async function does(process: Process, name: string, by: typeof HANDLER, payload: object, docket = ''): Promise<void> {
  const open = (await files(process)).find((f) => f.docket === docket && f.closedAt === null);
  const message = act(name, by, payload, { at: await rig.now(), caseId: open?.caseId ?? null });
  const result = await rig.send(process, ID, message, docket);
  expect(result).toMatchObject({ kind: 'committed' });
}

async function files(process: Process): Promise<CaseState[]> {
  const { rows } = await rig.db.pool.query<{ state: CaseState }>(
    'select state from case_file where record_id = $1 and process = $2 order by opened_at',
    [ID, process],
  );
  return rows.map((r) => r.state);
}

async function life(): Promise<CaseState> {
  const [file] = await files('record');
  if (file === undefined) throw new Error('no file');
  return file;
}

/** Opened, verified and found without merit; the measures rest meanwhile. */
async function objects(docket: string): Promise<void> {
  await does(
    'objection',
    'object',
    AGENT,
    {
      ...{ ground: 'content', explanation: '与事实不符', newEvidence: true, documents: [], channel: 'authority' },
      ...{ corrections: [{ field: '处罚金额', from: '5万元', to: '3万元' }], electronicService: true },
    },
    docket,
  );
  await rig.pass(6);
  await does('objection', 'conclude', HANDLER, { verdict: 'uphold', findings: '一致', reasons: '信息准确' }, docket);
  await does('objection', 'confirm', REVIEWER, { approve: true }, docket);
}

async function isRefusedRepair(): Promise<void> {
  await does('repair', 'apply', AGENT, application(ID, (await rig.now()).slice(0, 10)));
  await does('repair', 'accept', HANDLER, {});
  await does('repair', 'propose', HANDLER, { outcome: 'refuse', findings: '已核查', reasons: '义务未履行' });
  await does('repair', 'confirm', REVIEWER, { approve: true });
}

/** How long each run of the workflow is, the latest first. */
async function runs(): Promise<number[]> {
  const lengths: number[] = [];
  for (let runId: string | undefined | null = undefined; runId !== '';) {
    const { events } = await rig.env.client.workflow.getHandle(workflowId('record', ID), runId).fetchHistory();
    lengths.push(events?.length ?? 0);
    runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? '';
  }
  return lengths;
}

test('three years of objections and refused repairs: short runs, nothing lost, and an end on its day', async () => {
  const at = await rig.now();
  const extra = DEPARTMENTS.map((id) => ({ id, adapter: 'http', effects: ['liftMeasures'] }) as const);
  await partiesOf(
    rig.db.owner,
    extra.map(({ id, adapter }) => ({ party: id, adapter })),
  );
  await addRecord(rig.db.owner, {
    ...{ id: ID, severity: 'serious', decisionDate: at.slice(0, 10) },
    parties: [...PARTIES.filter((p) => p.adapter === 'http'), ...extra],
  });
  // Who says that he will report does so days later, after he was reminded.
  rig.world = ({ id }) => (/-i\d*5$/.test(id) ? 'accepted' : 'done');
  await rig.signal('record', ID, act('publish', SYSTEM, {}, { at, id: 'publish' }));
  await rig.pass(1);
  const due = (await life()).terms.find((t) => t.kind === 'maxPublicity')?.derivation.dueAt ?? '';

  for (let month = 0; month < 35; month += 1) {
    await objects(`o${month}`);
    await rig.pass(8);
    for (const { id, party } of (await life()).instructions.filter((i) => i.state === 'accepted')) {
      const payload = { instructionId: id, outcome: 'done', receipt: '已办理', detail: null };
      const { caseId } = await life();
      const by = actor('department', 'departmentSystem', null, party);
      await rig.signal('record', ID, act('report', by, payload, { at: await rig.now(), caseId }));
    }
    await rig.pass(month % 6 === 5 ? 10 : 16);
    if (month >= 17 && month % 6 === 5) await isRefusedRepair();
  }
  expect(await life()).toMatchObject({ stage: 'published', closedAt: null });
  expect((await files('objection')).map((f) => f.outcome)).toEqual(Array.from({ length: 35 }, () => 'upheld'));
  expect((await files('repair')).map((f) => f.outcome)).toEqual(['refused', 'refused', 'refused']);

  await rig.ended('record', ID);
  const { rows } = await rig.db.pool.query<{ recorded_at: Date }>(
    `select j.recorded_at from journal j join case_file c on c.id = j.case_id
      where c.record_id = $1 and j.events @> '[{"type": "recordMoved", "status": "ended"}]'`,
    [ID],
  );
  expect(rows).toHaveLength(1);
  const late = (rows[0]?.recorded_at.getTime() ?? 0) - Date.parse(due);
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan(60_000);

  const ended = await life();
  expect(ended).toMatchObject({ outcome: 'publicityEnded' });
  const sent = rig.sent.filter((d) => d.kind === 'instruction' && d.id.startsWith(ended.caseId)).map((d) => d.id);
  expect(sent.sort()).toEqual(ended.instructions.map((i) => i.id).sort());
  expect([...new Set(ended.instructions.map((i) => i.state))].sort()).toEqual(['done', 'recalled']);

  const lengths = await runs();
  expect(lengths.length).toBeGreaterThan(1);
  expect(Math.max(...lengths)).toBeLessThan(LONG_RUN + 100);
}, 180_000);
