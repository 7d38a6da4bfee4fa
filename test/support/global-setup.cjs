const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');

/** Starts the tests' Postgres and tells the tests where it is; see postgres.ts. */
module.exports = async function globalSetup() {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'postgres.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('Postgres for the tests did not start'))),
  ]);
  const { owner, application } = JSON.parse(line);
  process.env.TEST_OWNER_URL = owner;
  process.env.TEST_APPLICATION_URL = application;
  globalThis.stopTestPostgres = async () => {
    child.stdin.end();
    await once(child, 'exit');
  };
};
