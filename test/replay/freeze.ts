/**
 * Freezes the histories of test/histories anew, from the present code on the time-skipping server. By hand, when a stage or
 * a `patched` id has none: `npx jest --testMatch '<rootDir>/test/replay/freeze.ts'`. Histories of older builds are worth
 * more than new ones: add paths here rather than freezing known ones again; FREEZE=<path>,<path> freezes only these.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clock } from '../../contract/clock.js';
import { workflowId } from '../../contract/messages.js';
import type { Process } from '../../domain/case.js';
import { createRig, type Rig } from '../support/rig.js';
import { act, actor, addRecord, AGENT, application, HANDLER, REVIEWER, type SceneRecord } from '../support/scene.js';
import { fileOf, MANIFEST, manifest, toJson, type Frozen } from './corpus.js';

const SDK: { readonly version: string } = JSON.parse(
  readFileSync(require.resolve('@temporalio/worker/package.json'), 'utf8'),
);
const SYSTEM = actor('system', 'system');

let rig: Rig;
beforeAll(async () => {
  rig = await createRig();
});
afterAll(() => rig.close());

/** One record on its way, and what is done to it. */
class Path {
  caseId: string | null = null;
  notice: string | undefined;
  private readonly process: Process;
  private readonly id: string;

  constructor(process: Process, id: string) {
    this.process = process;
    this.id = id;
  }

  async record(decidedDaysAgo: number, more: Omit<SceneRecord, 'id'> = {}): Promise<string> {
    const at = await rig.now();
    const decisionDate = new Date(Date.parse(at) - decidedDaysAgo * 86_400_000).toISOString().slice(0, 10);
    await addRecord(rig.db.owner, { id: this.id, decisionDate, ...more });
    return at;
  }

  async publish(decidedDaysAgo: number, more: Omit<SceneRecord, 'id'> = {}): Promise<void> {
    const at = await this.record(decidedDaysAgo, more);
    await rig.signal('record', this.id, act('publish', SYSTEM, {}, { at, id: `publish-${this.id}` }));
    await rig.pass(0.01);
    const { rows } = await rig.db.pool.query<{ id: string }>('select id from case_file where record_id = $1', [
      this.id,
    ]);
    this.caseId = rows[0]?.id ?? null;
  }

  async apply(decidedDaysAgo = 150): Promise<void> {
    const at = await this.record(decidedDaysAgo);
    await this.does('apply', AGENT, application(this.id, at.slice(0, 10)));
  }

  async does(name: string, by: typeof HANDLER, payload: object): Promise<void> {
    const message = act(name, by, payload, { at: await rig.now(), caseId: this.caseId });
    const result = await rig.send(this.process, this.id, message);
    if (result.kind !== 'committed') return;
    this.caseId = result.answer.caseId;
    this.notice = result.answer.notices[0]?.id;
  }

  decided = async (outcome: 'grant' | 'refuse'): Promise<void> => {
    await this.does('accept', HANDLER, {});
    await this.does('propose', HANDLER, { outcome, findings: '已核查', reasons: '义务未履行' });
    await this.does('confirm', REVIEWER, { approve: false, reasons: '请补充核查情况' });
    await this.does('propose', HANDLER, { outcome, findings: '已核查', reasons: '义务未履行' });
    await this.does('confirm', REVIEWER, { approve: true });
  };

  async reported(): Promise<void> {
    const { rows } = await rig.db.pool.query<{ id: string; party: string }>(
      `select id, party from instruction where case_id = $1 and adapter = 'manual'`,
      [this.caseId],
    );
    for (const { id, party } of rows) {
      const payload = { instructionId: id, outcome: 'done', receipt: '已解除', detail: null };
      const by = actor('department', 'departmentSystem', null, party);
      await rig.signal(this.process, this.id, act('report', by, payload, { at: await rig.now(), caseId: this.caseId }));
    }
  }
}

const PATHS: Partial<Record<Process, Readonly<Record<string, (p: Path) => Promise<void>>>>> = {
  repair: {
    grant: async (p) => {
      await p.apply();
      await p.decided('grant');
      await rig.pass(6);
      await p.reported();
    },
    'grant-unreachable': async (p) => {
      rig.world = (item) => (item.kind === 'instruction' && item.id.endsWith('-i1') ? 'unreachable' : 'done');
      await p.apply();
      await p.decided('grant');
      await rig.pass(0.1);
      rig.world = () => 'done';
      await rig.pass(0.1);
      await p.reported();
    },
    refuse: async (p) => {
      await p.apply();
      await p.decided('refuse');
    },
    'not-accepted': async (p) => {
      await p.apply();
      await rig.pass(8);
      await p.does('refuseAcceptance', HANDLER, { reasons: '义务未履行完毕' });
    },
    'supplement-terminated': async (p) => {
      await p.apply();
      await p.does('requestSupplement', HANDLER, { items: ['缴款凭证'] });
      await p.does('recordService', AGENT, { noticeId: p.notice, method: 'portal', evidence: '网上查阅' });
    },
    'supplement-supplied': async (p) => {
      await p.apply();
      await p.does('requestSupplement', HANDLER, { items: ['缴款凭证'] });
      await p.does('recordService', AGENT, { noticeId: p.notice, method: 'portal', evidence: '网上查阅' });
      await rig.pass(1);
      await p.does('supplement', AGENT, { documents: [] });
      await p.decided('refuse');
    },
    withdrawn: async (p) => {
      await p.apply();
      await p.does('accept', HANDLER, {});
      await p.does('withdraw', AGENT, { reason: '不再申请' });
    },
    'refused-application': (p) => p.apply(20),
  },
  record: {
    maximum: (p) => p.publish(350),
    unclassified: async (p) => {
      await p.publish(350, { severity: null });
      await p.does('classify', HANDLER, { severity: 'general', reasons: '行业分类标准' });
    },
    unfulfilled: async (p) => {
      await p.publish(350, { fulfilled: false });
      await rig.pass(30);
      await p.does('endUnfulfilled', HANDLER, { reasons: '行业规定的期限届满' });
    },
    repaired: async (p) => {
      await p.publish(150);
      const repair = new Path('repair', 'FROZEN-record-repaired');
      const at = await rig.now();
      await repair.does('apply', AGENT, application('FROZEN-record-repaired', at.slice(0, 10)));
      await repair.decided('grant');
    },
  },
};

const wanted = process.env['FREEZE']?.split(',');

for (const [processName, paths] of Object.entries(PATHS)) {
  const kind: Process = processName === 'record' ? 'record' : 'repair';
  for (const [name, walk] of Object.entries(paths).filter(([n]) => wanted?.includes(n) ?? true)) {
    test(`${kind}/${name}`, async () => {
      const recordId = `FROZEN-${kind}-${name}`;
      await walk(new Path(kind, recordId));
      await rig.ended(kind, recordId);
      await keep(kind, name, recordId);
    });
  }
}

async function keep(kind: Process, name: string, recordId: string): Promise<void> {
  const id = workflowId(kind, recordId);
  const history = await rig.env.client.workflow.getHandle(id).fetchHistory();
  const { rows } = await rig.db.pool.query<{ stage: string }>(
    `select distinct j.answer->>'stage' as stage from journal j join case_file c on c.id = j.case_id
      where c.record_id = $1 and c.process = $2 order by 1`,
    [recordId, kind],
  );
  const frozen: Frozen = {
    process: kind,
    path: name,
    workflowId: id,
    stages: rows.map((r) => r.stage),
    sdk: SDK.version,
    date: clock.now().slice(0, 10),
  };
  mkdirSync(path.dirname(fileOf(frozen)), { recursive: true });
  writeFileSync(fileOf(frozen), `${JSON.stringify(withoutIdentities(toJson(history)))}\n`);
  const others = (existsSync(MANIFEST) ? manifest() : []).filter((h) => h.workflowId !== id);
  const histories = [...others, frozen].sort((a, b) => (a.workflowId < b.workflowId ? -1 : 1));
  writeFileSync(MANIFEST, `${JSON.stringify({ histories }, null, 2)}\n`);
}

/** Names of machines and processes are nobody's business. */
function withoutIdentities(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIdentities);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'identity')
      .map(([key, inner]) => [key, withoutIdentities(inner)]),
  );
}
