/**
 * Freezes the histories of test/histories anew, from the present code on the time-skipping server. By hand, when a stage or
 * a `patched` id has none: `npx jest --testMatch '<rootDir>/test/replay/freeze.ts'`. Histories of older builds are worth
 * more than new ones: add paths here rather than freezing known ones again; FREEZE=<process>/<path>,… freezes only these.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clock } from '../../contract/clock.js';
import { workflowId } from '../../contract/messages.js';
import { PROCESSES, type Process } from '../../domain/file/case.js';
import { furnishNetwork } from '../support/network.js';
import { createRig, type Rig } from '../support/rig.js';
import { fileOf, MANIFEST, manifest, toJson, type Frozen, type History } from './corpus.js';
import { Path, PATHS } from './paths.js';

const SDK: { readonly version: string } = JSON.parse(
  readFileSync(require.resolve('@temporalio/worker/package.json'), 'utf8'),
);

let rig: Rig;
beforeAll(async () => {
  rig = await createRig(50, {});
  await furnishNetwork(rig.db.owner);
  await rig.db.owner.query(
    `insert into department (id, name, region, document_code, authority_kind, superior) values
       ('js-scjg', '省市场监督管理局', '320800', '苏市监', 'samr', null),
       ('huaian-scjg', '市场监督管理局', '320800', '淮市监', 'samr', 'js-scjg'),
       ('huaian-tax', '税务局', '320800', '淮税', 'tax', null)`,
  );
});
afterAll(() => rig.close());

const wanted = process.env['FREEZE']?.split(',');

for (const kind of PROCESSES) {
  for (const [name, walk] of Object.entries(PATHS[kind]).filter(([n]) => wanted?.includes(`${kind}/${n}`) ?? true)) {
    test(`${kind}/${name}`, async () => {
      const recordId = `FROZEN-${kind}-${name}`;
      const way = new Path(rig, kind, recordId);
      await walk(way);
      await rig.ended(kind, recordId, way.docket);
      await keep(kind, name, recordId, way.docket);
    });
  }
}

async function keep(kind: Process, name: string, recordId: string, docket: string): Promise<void> {
  const id = workflowId(kind, recordId, docket);
  const { rows } = await rig.db.pool.query<{ stage: string }>(
    `select distinct j.answer->>'stage' as stage from journal j join case_file c on c.id = j.case_id
      where c.record_id = $1 and c.process = $2 and c.docket = $3 order by 1`,
    [recordId, kind, docket],
  );
  for (const [n, history] of (await runsOf(id)).entries()) {
    const frozen: Frozen = {
      process: kind,
      path: n === 0 ? name : `${name}-${n + 1}`,
      workflowId: id,
      stages: rows.map((r) => r.stage),
      sdk: SDK.version,
      date: clock.now().slice(0, 10),
    };
    mkdirSync(path.dirname(fileOf(frozen)), { recursive: true });
    writeFileSync(fileOf(frozen), `${JSON.stringify(withoutIdentities(toJson(history)))}\n`);
    const others = (existsSync(MANIFEST) ? manifest() : []).filter((h) => fileOf(h) !== fileOf(frozen));
    const histories = [...others, frozen].sort((a, b) => (fileOf(a) < fileOf(b) ? -1 : 1));
    writeFileSync(MANIFEST, `${JSON.stringify({ histories }, null, 2)}\n`);
  }
}

/** The history of every run of the workflow, the first one first: long ones begin anew. */
async function runsOf(id: string): Promise<History[]> {
  const runs: History[] = [];
  for (let runId: string | undefined; runId !== '';) {
    const history: History = await rig.env.client.workflow.getHandle(id, runId).fetchHistory();
    runs.unshift(history);
    runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? '';
  }
  return runs;
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
