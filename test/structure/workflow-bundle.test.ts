import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** What a file imports when it runs: `import type` leaves nothing behind. */
function importsOf(file: string): string[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  return [...source.matchAll(/^(?:import|export) (?!type )(?:[^;]*? from )?'([^']+)';/gms)].map(
    ([, from]) => from ?? '',
  );
}

/** Everything that ends up in the bundle of the workflows: own files, and packages by name. */
function bundled(entry: string): { files: string[]; packages: string[] } {
  const files = new Set([entry]);
  const packages = new Set<string>();
  for (const file of files) {
    for (const from of importsOf(file)) {
      if (from.startsWith('.')) files.add(path.join(path.dirname(file), from).replace(/\.js$/, '.ts'));
      else packages.add(from);
    }
  }
  return { files: [...files].sort(), packages: [...packages].sort() };
}

describe('what replays', () => {
  const { files, packages } = bundled('workflows/index.ts');

  it('reaches the workflows at all', () => {
    expect(files).toEqual(expect.arrayContaining(['workflows/docket.ts', 'workflows/repair.ts']));
  });

  it('rests on the SDK alone', () => {
    expect(packages).toEqual(['@temporalio/common', '@temporalio/workflow']);
  });

  it('holds neither law nor calendar, which change while cases run, nor anything of another room', () => {
    const strangers = files.filter(
      (file) => !/^(workflows|contract|domain)\//.test(file) || /^domain\/(law\/|calendar-data)/.test(file),
    );
    expect(strangers).toEqual([]);
  });
});
