/**
 * `npm run fuzz`: Schemathesis, a tool that makes requests of every kind from the OpenAPI document, over the API of a stack
 * of its own, as people of several roles. Needs Python 3.10 or later; the tool is installed once, beside the other caches.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { childEnvironment } from '../config.js';
import { build, cacheDirectory } from './cache.js';
import { People } from './demo/people.js';
import { exitCode } from './process.js';
import { csvBytes, sampleRecords, tableOf } from './sample/make.js';
import { clock } from '../contract/clock.js';
import { dayOf } from '../domain/time/calendar.js';
import type { Stack } from './stack.js';

const VERSION = '4.32.5';
/** One of every role. */
const ASKING = [
  ...['huaian-office', 'huaian-env-handler', 'huaian-env-reviewer', 'huaian-clerk', 'agent-1'],
  ...['huaian-kjj', 'huaian-supervisor', 'admin', 'auditor', 'mail-gateway'],
];
/** What a request of one role meets that another one's would not is lawful here: a refusal, or nothing found. */
const CHECKS_LEFT_OUT = ['positive_data_acceptance', 'unsupported_method'];

/** The tool asks as fast as it can, and without a token too: what is tried is what the routes answer, not the limits. */
export const FUZZ_ENVIRONMENT = { RATE_LIMIT_PER_MINUTE: '1000000', FAILED_LOGINS_PER_MINUTE: '1000000' };

/** What is too large is refused before it is read. */
const EXPECTED = `negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429]
`;
/** It would end the token by which all that follows is asked; and a raw mail, which the tool cannot write. */
const LEFT_OUT = ['/api/v1/me/logout', '/api/v1/mail/bounces'];

/** `-- [--examples <n>] [--seed <n>] [--as <identity>]`. 0 when nothing was found. */
export async function runFuzz(stack: Stack, args: readonly string[]): Promise<number> {
  const option = (name: string, otherwise: string): string =>
    args.includes(name) ? (args[args.indexOf(name) + 1] ?? otherwise) : otherwise;
  const seed = option('--seed', `${Date.parse(clock.now()) % 1_000_000}`);
  const examples = option('--examples', '10');
  const program = await schemathesis();
  await stack.start();
  const ids = await furnish(stack);
  const folder = path.join(stack.layout.dataDir, 'fuzz');
  mkdirSync(folder, { recursive: true });
  const settings = path.join(folder, 'schemathesis.toml');
  writeFileSync(
    settings,
    `[parameters]\n"path.id" = ${JSON.stringify(ids.case)}\n"query.record" = "${ids.record}"\n\n[checks]\n${EXPECTED}`,
  );
  const asking = args.includes('--as') ? [option('--as', '')] : ASKING;
  console.log(
    `Schemathesis ${VERSION}, seed ${seed}, ${examples} examples for each operation, as ${asking.join(', ')}.`,
  );
  let worst = 0;
  for (const who of asking) {
    console.log(`\nas ${who}`);
    const child = spawn(
      program,
      [
        ...['--config-file', settings, 'run', `${stack.apiUrl}/openapi.json`],
        ...['--url', stack.apiUrl, '--header', `Authorization: Bearer ${await stack.token(who, 3_600)}`],
        ...['--include-path-regex', '^/api/v1/', '--checks', 'all', '--exclude-checks', CHECKS_LEFT_OUT.join(',')],
        ...['--max-examples', examples, '--seed', seed, '--generation-database', 'none', '--no-color'],
        ...LEFT_OUT.flatMap((route) => ['--exclude-path', route]),
        ...['--request-timeout', '30', '--workers', '1'],
      ],
      { cwd: folder, stdio: 'inherit', env: childEnvironment({ PYTHONUTF8: '1' }) },
    );
    worst = Math.max(worst, (await exitCode(child)) ?? 1);
  }
  console.log(
    worst === 0 ? 'Nothing was found.' : `There are findings, above. The same again: npm run fuzz -- --seed ${seed}`,
  );
  return worst === 0 ? 0 : 1;
}

/** The program, installed in a Python environment of its own. */
async function schemathesis(): Promise<string> {
  const home = path.join(cacheDirectory(), `schemathesis-${VERSION}`);
  const program = path.join(home, 'bin/schemathesis');
  if (existsSync(program)) return program;
  if (spawnSync('python3', ['--version']).error !== undefined)
    throw new Error('npm run fuzz needs python3 on the PATH.');
  console.log(`Installing Schemathesis ${VERSION} in ${home}, once …`);
  const shared = { cwd: cacheDirectory(), onWait: (seconds: number) => console.log(`  ${seconds} s`) };
  await build({ ...shared, program: 'python3', args: ['-m', 'venv', '--clear', home] });
  await build({
    ...shared,
    program: path.join(home, 'bin/pip'),
    args: ['install', '--quiet', `schemathesis==${VERSION}`],
  });
  return program;
}

/** A city's records, and a case that the requests may meet. */
async function furnish(stack: Stack): Promise<{ readonly case: string; readonly record: string }> {
  const people = new People(stack);
  const file = csvBytes(tableOf(sampleRecords(dayOf(clock.now()), '320800')));
  await people.upload('huaian-office', '/records/import', 'records-320800.csv', file);
  const { body } = await people.get('huaian-env-handler', '/records?limit=1');
  const record = (body['items'] as readonly { readonly id: string }[])[0]?.id ?? '';
  const said = { record, ground: 'content', explanation: '有误', corrections: [{ field: '金额', from: '1', to: '2' }] };
  const opened = await people.post('huaian-env-handler', '/objections', said);
  return { case: String(opened.body['caseId']), record };
}
