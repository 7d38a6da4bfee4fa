import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** Format, lint and types are tests like any other, so that `npm test` is all there is to run. */
describe('the whole tree', () => {
  it.each(['format:check', 'lint', 'types'])(
    'passes npm run %s',
    (script) => {
      const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', script], {
        cwd: root,
        encoding: 'utf8',
        shell: process.platform === 'win32',
      });
      if (status !== 0) throw new Error(`\n${stdout}${stderr}`);
    },
    600_000,
  );
});
