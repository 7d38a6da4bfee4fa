/** The checked list of ASVS is whole, and what it points to is there. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const text = readFileSync(path.join(ROOT, 'docs/asvs.md'), 'utf8');
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) +\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm)].map(
  ([, number = '', short = '', state = '', where = '']) => ({ number, short, state, where }),
);

/** How many requirements of levels 1 and 2 each section has. */
const SECTIONS: Readonly<Record<string, number>> = {
  ...{ '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4 },
  ...{ '6.1': 3, '6.2': 11, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4 },
  ...{ '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1 },
  ...{ '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3 },
};

test('every requirement once, in order', () => {
  const all = Object.entries(SECTIONS).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, n) => `${section}.${n + 1}`),
  );
  expect(rows.map((r) => r.number)).toEqual(all);
});

test.each(rows)('$number has a state, and what proves it is there', ({ state, where }) => {
  expect(['holds', 'by the operator', 'not applicable', 'open']).toContain(state);
  const files = [...where.matchAll(/`((?:\w[\w-]*\/)[\w./-]*|config\.ts)`/g)].map(([, file = '']) => file);
  expect(files.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});
