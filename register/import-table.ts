/** CSV and XLSX files → a grid of cells. Limits: 10 MB, 20,000 rows, 256 columns, 64 MB unpacked. */
import { inflateRawSync } from 'node:zlib';
import { CsvError, parse } from 'csv-parse/sync';
import readWorkbook, { InvalidInputError, InvalidSpreadsheetError } from 'read-excel-file/universal';
import { dayOfSerial } from '../domain/time/calendar.js';
import { FileProblem } from './import-problem.js';
import type { Cell } from './import-values.js';

export const MAX_BYTES = 10 * 1024 * 1024;
export const MAX_ROWS = 20_000;
const MAX_COLUMNS = 256;
const MAX_UNPACKED = 64 * 1024 * 1024;
const MAX_ENTRIES = 1_000;
/** Titles and the header stand above the data. */
const SPARE_ROWS = 10;
const MS_PER_DAY = 86_400_000;

export type Grid = readonly (readonly Cell[])[];
export interface Sheet {
  readonly name: string;
  readonly grid: Grid;
}

/** The sheets of a file; a CSV file is one. Throws FileProblem. */
export async function readTable(bytes: Buffer, fileName: string): Promise<readonly Sheet[]> {
  if (bytes.length > MAX_BYTES) throw new FileProblem('FILE_TOO_LARGE');
  const zipped = bytes.length >= 4 && bytes.readUInt32LE(0) === LOCAL_ENTRY;
  const sheets = zipped ? await readXlsx(bytes) : [{ name: fileName, grid: readCsv(bytes, fileName) }];
  if (sheets.some((s) => s.grid.length > MAX_ROWS + SPARE_ROWS))
    throw new FileProblem('TOO_MANY_ROWS', { max: MAX_ROWS });
  return sheets;
}

function readCsv(bytes: Buffer, fileName: string): Grid {
  if (!/\.(csv|txt|tsv)$/i.test(fileName) || bytes.includes(0)) throw new FileProblem('FILE_TYPE');
  const text = decode(bytes);
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      max_record_size: 200_000,
      to: MAX_ROWS + SPARE_ROWS + 1,
    });
    return rows.map((row) => row.map((cell) => ({ text: cell.trim(), form: 'text' })));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new FileProblem('FILE_DAMAGED', {
      reason: `第 ${typeof error['lines'] === 'number' ? error['lines'] : '?'} 行附近引号不成对或格式有误`,
    });
  }
}

function decode(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  throw new FileProblem('FILE_ENCODING');
}

/** Of comma, tab and semicolon the one that stands most often outside quotes in one of the first lines. */
function delimiterOf(text: string): string {
  const head = text
    .slice(0, 20_000)
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n/, SPARE_ROWS);
  const most = (sign: string): number => Math.max(...head.map((line) => line.split(sign).length));
  return [',', '\t', ';'].reduce((best, sign) => (most(sign) > most(best) ? sign : best));
}

async function readXlsx(bytes: Buffer): Promise<readonly Sheet[]> {
  checkPackage(bytes);
  try {
    // The reader takes an ArrayBuffer; a Buffer may be a window on a larger one.
    const sheets = await readWorkbook(new Uint8Array(bytes).buffer, { parseNumber: (raw: string) => ({ raw }) });
    return sheets.map(({ sheet, data }) => ({ name: sheet, grid: data.map((row) => row.map(cellOf)) }));
  } catch (error) {
    if (error instanceof InvalidInputError) throw new FileProblem('FILE_TYPE');
    if (error instanceof InvalidSpreadsheetError) throw new FileProblem('FILE_DAMAGED', { reason: error.message });
    throw new FileProblem('FILE_DAMAGED', { reason: '不是完整的 XLSX 工作簿' });
  }
}

/** Formulas are not computed: a cell is the text or the value last saved in it. */
function cellOf(value: unknown): Cell {
  if (value instanceof Date) return { text: dayOfSerial(Math.floor(value.getTime() / MS_PER_DAY)), form: 'date' };
  if (typeof value === 'boolean') return { text: value ? '是' : '否', form: 'text' };
  if (typeof value === 'object' && value !== null && 'raw' in value) return { text: String(value.raw), form: 'number' };
  const isText = typeof value === 'string' || typeof value === 'number';
  return { text: isText ? String(value).trim() : '', form: 'text' };
}

const LOCAL_ENTRY = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const ZIP64_LOCATOR = 0x07064b50;
const DIRECTORY_END_BYTES = 22;

/**
 * Unpacks every part within a budget before the reader does, and refuses cells so far out that filling the gaps before
 * them would exhaust memory. The reader goes by the same directory and sizes, so it meets nothing that was not checked.
 */
function checkPackage(bytes: Buffer): void {
  try {
    let budget = MAX_UNPACKED;
    for (const part of partsOf(bytes)) {
      const inflated =
        part.method === 0 ? part.data : inflateRawSync(part.data, { maxOutputLength: Math.max(budget, 1) });
      budget -= inflated.length;
      if (budget < 0 || inflated.length !== part.size) throw new FileProblem('FILE_EXPANDS');
      checkSheet(inflated.toString('utf8'));
    }
  } catch (error) {
    throw error instanceof FileProblem && error.problem.code === 'TOO_MANY_ROWS'
      ? error
      : new FileProblem('FILE_EXPANDS');
  }
}

function* partsOf(bytes: Buffer): Generator<{ readonly method: number; readonly size: number; readonly data: Buffer }> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'), bytes.length - DIRECTORY_END_BYTES);
  // A Zip64 locator would point the reader to another directory.
  if (end < 20 || bytes.readUInt32LE(end - 20) === ZIP64_LOCATOR) throw new FileProblem('FILE_EXPANDS');
  const entries = bytes.readUInt16LE(end + 8);
  if (entries > MAX_ENTRIES) throw new FileProblem('FILE_EXPANDS');
  for (let n = 0, at = bytes.readUInt32LE(end + 16); n < entries; n++) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new FileProblem('FILE_EXPANDS');
    const method = bytes.readUInt16LE(at + 10);
    const packed = bytes.readUInt32LE(at + 20);
    const size = bytes.readUInt32LE(at + 24);
    const local = bytes.readUInt32LE(at + 42);
    if ((method !== 0 && method !== 8) || bytes.readUInt32LE(local) !== LOCAL_ENTRY)
      throw new FileProblem('FILE_EXPANDS');
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (start + packed > bytes.length) throw new FileProblem('FILE_EXPANDS');
    yield { method, size, data: bytes.subarray(start, start + packed) };
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

function checkSheet(xml: string): void {
  if (!/<(?:[^\s<>/]+:)?sheetData/.test(xml)) return;
  for (const [, place = ''] of xml.matchAll(/\sr\s*=\s*["']([^"']*)["']/g)) {
    const [, letters, row] = /^([A-Z]{0,3})(\d{1,7})$/.exec(place) ?? [];
    if (letters === undefined) throw new FileProblem('FILE_EXPANDS');
    const column = [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);
    if (column > MAX_COLUMNS) throw new FileProblem('FILE_EXPANDS');
    if (Number(row) > MAX_ROWS + SPARE_ROWS) throw new FileProblem('TOO_MANY_ROWS', { max: MAX_ROWS });
  }
}
