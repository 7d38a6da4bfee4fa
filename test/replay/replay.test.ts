/** The present workflow code carries on every history of the corpus, and the corpus leaves nothing out. */
import { Worker } from '@temporalio/worker';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  PROCESSES,
  type ExitStage,
  type ListingStage,
  type ObjectionStage,
  type RecordStage,
  type RectificationStage,
  type RepairStage,
} from '../../domain/file/case.js';
import { quiet, SEALED, workflowBundle } from '../support/rig.js';
import { fileOf, HISTORIES, historyOf, manifest, toJson } from './corpus.js';

beforeAll(quiet);

test.each(manifest().map((h) => [`${h.process}/${h.path}`, h] as const))('%s is replayed', async (_, frozen) => {
  await Worker.runReplayHistory(
    { workflowBundle: await workflowBundle(), dataConverter: SEALED },
    historyOf(frozen),
    frozen.workflowId,
  );
});

test('every history is in the manifest', () => {
  const files = PROCESSES.flatMap((process) =>
    readdirSync(path.join(HISTORIES, process)).map((name) => path.join(HISTORIES, process, name)),
  );
  expect(files.sort()).toEqual(manifest().map(fileOf).sort());
});

/** All stages of each process: one that is missing here does not compile. */
const STAGES: Readonly<{
  repair: Record<RepairStage, true>;
  record: Record<RecordStage, true>;
  listing: Record<ListingStage, true>;
  rectification: Record<RectificationStage, true>;
  objection: Record<ObjectionStage, true>;
  exit: Record<ExitStage, true>;
}> = {
  repair: {
    ...{ transferring: true, applied: true, supplementing: true, verifying: true, proposed: true, granted: true },
    ...{ noticing: true, stating: true, deliberating: true, settling: true, closed: true },
  },
  record: { unclassified: true, published: true, awaitingSector: true, ending: true, closed: true },
  listing: {
    ...{ verifyingReceived: true, noticing: true, publicising: true, stating: true, deliberating: true },
    ...{ proposed: true, consenting: true, awaitingFinality: true, delivering: true, closed: true },
  },
  rectification: {
    ...{ ordering: true, rectifying: true, checking: true, interviewDue: true, interviewScheduled: true },
    ...{ failed: true, archiving: true, closed: true },
  },
  objection: { received: true, examining: true, forwarded: true, proposed: true, settling: true, closed: true },
  exit: {
    ...{ applied: true, proposed: true, removing: true, noticing: true, stating: true, deliberating: true },
    closed: true,
  },
};

test.each(PROCESSES)('%s: every stage has a history', (process) => {
  const covered = new Set(manifest().flatMap((h) => (h.process === process ? h.stages : [])));
  expect(Object.keys(STAGES[process]).filter((stage) => !covered.has(stage))).toEqual([]);
});

test('every `patched` id has a history that went the new way', () => {
  const folder = path.join(__dirname, '../../workflows');
  const sources = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const ids = sources.flatMap((text) => [...text.matchAll(/\bpatched\(\s*['"`]([^'"`]+)['"`]/g)].map((m) => m[1]));
  const marked = new Set(manifest().flatMap((h) => patchesIn(toJson(historyOf(h)))));
  expect(ids.filter((id) => id !== undefined && !marked.has(id))).toEqual([]);
});

/** The ids that the markers of a history name, their payloads being JSON in base64. */
function patchesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'patch-data' in value ? [...JSON.stringify(value['patch-data']).matchAll(/"data":"([^"]+)"/g)] : [];
  const ids = own.flatMap(([, data = '']) => [...atob(data).matchAll(/"id":"([^"]+)"/g)].map((m) => m[1] ?? ''));
  return [...ids, ...Object.values(value).flatMap(patchesIn)];
}
