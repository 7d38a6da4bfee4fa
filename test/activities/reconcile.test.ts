/** The register wins: who knows less reads it, who knows what it has lost is begun anew from it. */
import { ApplicationFailure, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import type pg from 'pg';
import { createReconcile } from '../../activities/reconcile.js';
import { KNOWN, workflowId } from '../../contract/messages.js';

interface File {
  readonly record: string;
  readonly docket?: string;
  readonly version: number;
  readonly closed?: boolean;
}

/** A register that holds these files, and nothing else that reconcile looks for. */
function registerWith(files: readonly File[]): pg.Pool {
  const rows = files.map(({ record, docket = '', version, closed = false }) => ({
    ...{ id: `case-${record}${docket}`, process: 'repair', docket, record_id: record },
    ...{ region: '320800', department: 'env', version, closed },
  }));
  const query = async (sql: string, values: readonly unknown[] = []) => {
    if (/from case_file\s+where id >/.test(sql)) return { rows };
    if (/where closed_at is null$/.test(sql)) return { rows: rows.filter((r) => !r.closed) };
    if (/where process = \$1 and record_id = any/.test(sql)) {
      const wanted = values[1] as readonly string[];
      return { rows: rows.filter((r) => wanted.includes(r.record_id)) };
    }
    return { rows: [] };
  };
  return { query } as unknown as pg.Pool;
}

/** Runs of repairs, each with the version that it knows; what is done to them is written down. */
function temporalWith(running: Readonly<Record<string, number>>) {
  const done: string[] = [];
  const workflow = {
    getHandle: (id: string) => ({
      describe: async () => ({ status: { name: 'RUNNING' }, raw: {} }),
      executeUpdate: async (_: string, { args: [{ version }] }: { args: [{ version: number }] }) => {
        const known = running[id] ?? 0;
        if (version > known) return true;
        const cause = ApplicationFailure.create({ type: KNOWN, details: [known] });
        throw new WorkflowUpdateFailedError('refused', cause);
      },
      signal: async () => void done.push(`wakes ${id}`),
      terminate: async () => void done.push(`ends ${id}`),
    }),
    signalWithStart: async (_: string, { workflowId: id }: { workflowId: string }) => void done.push(`begins ${id}`),
    async *list() {
      for (const id of Object.keys(running)) yield { workflowId: id, type: 'repair' };
    },
  };
  const withDeadline = <T>(_: number, ask: () => Promise<T>): Promise<T> => ask();
  return { temporal: { workflow, withDeadline } as unknown as Client, done };
}

async function reconciled(files: readonly File[], running: Readonly<Record<string, number>>): Promise<string[]> {
  const { temporal, done } = temporalWith(running);
  await createReconcile({ pool: registerWith(files), temporal }).reconcile({ everything: true });
  return done;
}

const R1 = workflowId('repair', 'R1');

test.each<[string, readonly File[], Readonly<Record<string, number>>, string[]]>([
  ['who knows the same is left alone', [{ record: 'R1', version: 3 }], { [R1]: 3 }, []],
  ['who knows less reads its file', [{ record: 'R1', version: 3 }], { [R1]: 2 }, [`begins ${R1}`]],
  [
    'who knows more forgets it: its run is ended, another begins from the register',
    [{ record: 'R1', version: 1 }],
    { [R1]: 2 },
    [`ends ${R1}`, `begins ${R1}`],
  ],
  ['a case that the register does not have is ended only', [], { [R1]: 1 }, [`ends ${R1}`]],
  [
    'one that is closed and still sends its last is woken only',
    [{ record: 'R1', version: 5, closed: true }],
    { [R1]: 5 },
    [`wakes ${R1}`],
  ],
  ['one that has just begun, and committed nothing, is woken only', [], { [R1]: 0 }, [`wakes ${R1}`]],
  [
    'records and dockets with a dash in their names are told apart',
    [
      { record: 'R-1', docket: 'a', version: 2 },
      { record: 'R', docket: '1', version: 9 },
    ],
    { 'repair-R-1-a': 3, 'repair-R-1': 9 },
    ['ends repair-R-1-a', 'begins repair-R-1-a'],
  ],
])('%s', async (_, files, running, wanted) => {
  expect(await reconciled(files, running)).toEqual(wanted);
});
