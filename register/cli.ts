/** Commands on the register for operators: verify-journal, and reconcile as the last step of restoring a backup. */
import { Client, Connection } from '@temporalio/client';
import { createReconcile } from '../activities/reconcile.js';
import { loadConfig } from '../config.js';
import { createPool } from './pool.js';
import { verifyJournal } from './verify.js';

const config = loadConfig();
const pool = createPool(config.DATABASE_URL, { max: 4 });

/** 0 when everything holds, 1 when something does not. */
async function verify(): Promise<number> {
  const { cases, entries, numbers, anchors, faults } = await verifyJournal(pool);
  console.log(`  cases     ${cases}\n  entries   ${entries}\n  numbers   ${numbers}\n  anchors   ${anchors}`);
  for (const fault of faults) console.error(`  fault     ${fault}`);
  console.log(faults.length === 0 ? 'The journal verifies.' : `The journal does not verify: ${faults.length} faults.`);
  return faults.length === 0 ? 0 : 1;
}

async function reconcile(): Promise<number> {
  const connection = await Connection.connect({ address: config.TEMPORAL_ADDRESS });
  const temporal = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  const woken = await createReconcile({ pool, temporal }).reconcile({ everything: true });
  console.log(`  woken     ${woken}`);
  await connection.close();
  return 0;
}

const commands: Readonly<Record<string, () => Promise<number>>> = { 'verify-journal': verify, reconcile };
const command = commands[process.argv[2] ?? ''];
if (command === undefined) throw new Error('one of: verify-journal, reconcile');
try {
  process.exitCode = await command();
} finally {
  await pool.end();
}
