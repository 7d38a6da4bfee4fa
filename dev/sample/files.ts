/** The sample files kept with the project: what they are called and what is in them. */
import { csvBytes, sampleRecords, tableOf } from './make.js';
import { xlsxBytes } from './xlsx.js';

/** The day the kept files are made for. */
export const SAMPLE_DAY = '2026-11-22';

const sjz = tableOf(sampleRecords(SAMPLE_DAY, '130100'));

export const SAMPLE_FILES = [
  { name: 'records-huaian.csv', bytes: () => csvBytes(tableOf(sampleRecords(SAMPLE_DAY, '320800'))) },
  { name: 'records-sjz.csv', bytes: () => csvBytes(sjz) },
  { name: 'records-sjz.xlsx', bytes: () => xlsxBytes([{ name: '行政处罚', rows: sjz }]) },
] as const;
