/** The present workflow code carries on every history of the corpus, and the corpus leaves nothing out. */
import { Worker } from '@temporalio/worker';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { STAGE_TEXT } from '../../contract/texts.js';
import { quiet, workflowBundle } from '../support/rig.js';
import { fileOf, HISTORIES, historyOf, manifest, toJson } from './corpus.js';

beforeAll(quiet);

test.each(manifest().map((h) => [`${h.process}/${h.path}`, h] as const))('%s is replayed', async (_, frozen) => {
  await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, historyOf(frozen), frozen.workflowId);
});

test('every history is in the manifest', () => {
  const files = ['repair', 'record'].flatMap((process) =>
    readdirSync(path.join(HISTORIES, process)).map((name) => path.join(HISTORIES, process, name)),
  );
  expect(files.sort()).toEqual(manifest().map(fileOf).sort());
});

test('every stage has a history', () => {
  const covered = new Set(manifest().flatMap((h) => h.stages));
  expect(Object.keys(STAGE_TEXT).filter((stage) => !covered.has(stage))).toEqual([]);
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
