/**
 * Commands for operators: migrate, directory <file>, verify-journal, erase, payload-keys, end-runs and reconcile as steps of a
 * restore, and promote <build> to go back to an earlier one.
 */
import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { createReconcile, endRuns } from '../activities/reconcile.js';
import { sealedConverter } from '../codec/codec.js';
import { payloadKeys } from '../codec/keys.js';
import { clock } from '../contract/clock.js';
import { loadConfig, loadOwnerUrl, loadPayloadKeysFile } from '../config.js';
import { directorySchema, saveDirectory } from '../register/directory.js';
import { createStore } from '../papers/store.js';
import { migrate } from '../register/migrate.js';
import { createPool } from '../register/pool.js';
import { verifyJournal } from '../register/verify.js';
import { promote } from './build.js';
import { erase } from './erase.js';
import { changePayloadKeys } from './payload-keys.js';

/** 0 when all went well, 1 when something does not hold. */
type Command = (args: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  migrate: async () => {
    const applied = await migrate(loadOwnerUrl());
    console.log(applied.length === 0 ? 'The register is up to date.' : `Applied: ${applied.join(', ')}.`);
    return 0;
  },
  directory: async ([file]) => {
    if (file === undefined) throw new Error('usage: directory <file.json>');
    const directory = directorySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    await withPool((pool) => saveDirectory(pool, directory));
    console.log(`Saved ${directory.departments.length} departments and ${directory.parties.length} parties.`);
    return 0;
  },
  'verify-journal': async () => {
    const { cases, entries, agencies, agencyEntries, numbers, anchors, faults } = await withPool(verifyJournal);
    console.log(`  cases     ${cases}\n  entries   ${entries}\n  agencies  ${agencies}, ${agencyEntries} entries`);
    console.log(`  numbers   ${numbers}\n  anchors   ${anchors}`);
    for (const fault of faults) console.error(`  fault     ${fault}`);
    console.log(
      faults.length === 0 ? 'The journal verifies.' : `The journal does not verify: ${faults.length} fault(s).`,
    );
    return faults.length === 0 ? 0 : 1;
  },
  erase: async (args) => {
    const config = loadConfig();
    const store = await createStore(config);
    const deps = {
      ...{
        store,
        personSecretFile: config.PERSON_SECRET_FILE,
        now: clock.now,
        say: (line: string) => console.log(line),
      },
      input: () => readFileSync(0, 'utf8'),
    };
    return withPool((pool) => erase({ ...deps, pool }, args));
  },
  'payload-keys': async (args) => {
    console.log(changePayloadKeys(loadPayloadKeysFile(), args));
    return 0;
  },
  reconcile: async () => {
    const woken = await withTemporal((temporal) =>
      withPool((pool) => createReconcile({ pool, temporal }).reconcile({ everything: true })),
    );
    console.log(`  woken     ${woken}`);
    return 0;
  },
  'end-runs': async () => {
    const ended = await withTemporal((temporal) => withPool((pool) => endRuns({ pool, temporal })));
    console.log(`  ended     ${ended}`);
    return 0;
  },
  promote: async ([buildId]) => {
    if (buildId === undefined) throw new Error('usage: promote <build>');
    await withTemporal((temporal) => promote(temporal, buildId));
    console.log(`Every case goes on with build ${buildId}.`);
    return 0;
  },
};

async function withTemporal<T>(work: (temporal: Client) => Promise<T>): Promise<T> {
  const config = loadConfig();
  const connection = await Connection.connect({ address: config.TEMPORAL_ADDRESS });
  try {
    const dataConverter = sealedConverter(payloadKeys(readFileSync(config.PAYLOAD_KEYS_FILE, 'utf8')));
    return await work(new Client({ connection, namespace: config.TEMPORAL_NAMESPACE, dataConverter }));
  } finally {
    await connection.close();
  }
}

async function withPool<T>(work: (pool: ReturnType<typeof createPool>) => Promise<T>): Promise<T> {
  const pool = createPool(loadConfig().DATABASE_URL, { max: 4 });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
try {
  if (command === undefined) throw new Error(`one of: ${Object.keys(commands).join(', ')}`);
  process.exitCode = await command(args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
