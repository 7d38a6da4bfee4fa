/** Every command tells how it is used, and refuses what it does not know, before anything is started. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { misused, USAGES, usageOf } from '../../dev/usage.js';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const COMMANDS = Object.keys(scripts).filter((name) => scripts[name]?.includes('run.mjs') && name !== 'test');

test('every command of package.json has its usage', () => {
  expect(Object.keys(USAGES).sort()).toEqual([...COMMANDS].sort());
  for (const name of COMMANDS) expect(usageOf(name)).toContain(`npm run ${name}`);
});

test.each([
  ['bench', ['--onyl', 'term.derive']],
  ['bench', ['--only']],
  ['bench', ['term.derive']],
  ['demo', ['all']],
  ['start', ['now']],
  ['chaos', ['--cases']],
  ['erase', ['--dryrun']],
])('%s %j is not understood', (name, args) => {
  expect(misused(name, args)).toEqual(expect.any(String));
});

test.each([
  ['bench', ['--only', 'term.derive']],
  ['demo', ['--all']],
  ['token', ['agent-1', '--ttl=-5']],
  ['chaos', ['--cases', '300', '--seed', '1']],
  ['erase', ['-', '--by', 'x', '--reasons', 'y']],
  ['calendar', ['reject', 'P1', 'a', 'reason']],
  ['payload-keys', ['add', 'k2', 'sm4']],
  ['test', ['--whatever']],
])('%s %j is', (name, args) => {
  expect(misused(name, args)).toBeNull();
});

test('the program answers before it starts anything', () => {
  const asked = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'dev/cli.ts', ...args], { encoding: 'utf8' });
  expect(asked('bench', '--help')).toMatchObject({ status: 0, stderr: '', stdout: `${usageOf('bench')}\n` });
  expect(asked('bench', '--onyl')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('--onyl') });
});
