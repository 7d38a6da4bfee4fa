/** Files are read in a thread of their own, with the same result. */
import { xlsxBytes, type XlsxCell } from '../../dev/sample/xlsx.js';
import { FileProblem } from '../../register/import-problem.js';
import { MAX_ROWS, readTable, type Sheet } from '../../register/import-table.js';
import { createTableReader } from '../../register/table-reader.js';

const reader = createTableReader();
afterAll(() => reader.close());

const line = (n: number): XlsxCell[] => Array.from({ length: 6 }, (_, column) => `${n}.${column}`);
const workbook = xlsxBytes([{ name: '数据', rows: Array.from({ length: MAX_ROWS }, (_, n) => line(n)) }]);

/** The longest time in which nobody else had a turn, in ms. */
async function longestStall<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  let last = performance.now();
  let ms = 0;
  const look = (): void => {
    ms = Math.max(ms, performance.now() - last);
    last = performance.now();
  };
  const looking = setInterval(look, 1);
  const result = await work().finally(() => clearInterval(looking));
  look();
  return { result, ms };
}

test('the largest workbook is read as in place, and holds nobody up as long', async () => {
  const inPlace = await longestStall(() => readTable(workbook, 'a.xlsx'));
  const aside = await longestStall(() => reader.read(workbook, 'a.xlsx'));
  const [sheet] = aside.result;
  expect(sheet?.grid).toHaveLength(MAX_ROWS);
  expect(aside.result).toEqual(inPlace.result);
  console.info(`longest stall: ${Math.round(inPlace.ms)} ms in place, ${Math.round(aside.ms)} ms aside`);
  expect(aside.ms).toBeLessThan(inPlace.ms / 2);
});

test('what is wrong with a file is said the same way', async () => {
  const said = (read: Promise<readonly Sheet[]>) =>
    read.then(
      () => null,
      (error: unknown) => error instanceof FileProblem && error.problem,
    );
  for (const [bytes, name] of [
    [Buffer.from('PK\x03\x04 nothing more', 'latin1'), 'a.xlsx'],
    [Buffer.from([0xff, 0xfe, 0xff]), 'a.csv'],
    [Buffer.from('text'), 'a.pdf'],
  ] as const) {
    const inPlace = await said(readTable(bytes, name));
    expect(inPlace).not.toBe(false);
    expect(await said(reader.read(bytes, name))).toEqual(inPlace);
  }
});
