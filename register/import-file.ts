/** Reads a file of records as a department publishes it (CSV or XLSX): every row is read, or refused with its reasons. */
import { setImmediate } from 'node:timers/promises';
import { findHeader, missingColumns, type Header } from './import-columns.js';
import { FileProblem, rowProblem, type RowProblem } from './import-problem.js';
import { parseRow, type ParsedRow, type PersonCodeOf } from './import-row.js';
import { MAX_ROWS, readTable, type Grid, type Sheet } from './import-table.js';
import type { TableReader } from './table-reader.js';

export interface ParsedFile {
  readonly rows: readonly ParsedRow[];
  /** A problem with `row: null` is of the whole file, and then there are no rows. */
  readonly problems: readonly RowProblem[];
  /** Headers that were not understood and not read. */
  readonly ignored: readonly string[];
}

const ROWS_AT_ONCE = 500;

/**
 * Never throws for what is in the file. Formulas are text, never computed. Of persons only the code is read out. `read` may do
 * the reading elsewhere.
 */
export async function parseRecordsFile(
  bytes: Buffer,
  fileName: string,
  personCodeOf: PersonCodeOf,
  read: TableReader['read'] = readTable,
): Promise<ParsedFile> {
  try {
    const { grid, header } = recordsOf(await read(bytes, fileName));
    return { ...(await parseRows(grid, header, personCodeOf)), ignored: header.ignored };
  } catch (error) {
    if (error instanceof FileProblem) return { rows: [], problems: [error.problem], ignored: [] };
    throw error;
  }
}

/** The one sheet whose header has the columns of records; other sheets (notes, dictionaries) are left alone. */
function recordsOf(sheets: readonly Sheet[]): { readonly grid: Grid; readonly header: Header } {
  const found = sheets.flatMap(({ name, grid }) => {
    const header = findHeader(grid);
    return header === null ? [] : [{ name, grid, header, missing: missingColumns(header) }];
  });
  const complete = found.filter((s) => s.missing.length === 0);
  if (complete.length > 1) throw new FileProblem('TOO_MANY_SHEETS', { sheets: complete.map((s) => s.name).join('、') });
  const [only] = complete;
  if (only !== undefined) return only;
  const nothing = { at: 0, width: 0, columns: new Map(), ignored: [] };
  const missing = found[0]?.missing ?? missingColumns(nothing);
  throw new FileProblem('COLUMN_MISSING', { columns: missing.join('、') });
}

async function parseRows(
  grid: Grid,
  header: Header,
  personCodeOf: PersonCodeOf,
): Promise<Pick<ParsedFile, 'rows' | 'problems'>> {
  const rows: ParsedRow[] = [];
  const problems: RowProblem[] = [];
  const firstOf = new Map<string, number>();
  let filled = 0;
  for (const [index, cells] of grid.entries()) {
    if (index <= header.at || cells.every((c) => c.text === '')) continue;
    if (++filled > MAX_ROWS) throw new FileProblem('TOO_MANY_ROWS', { max: MAX_ROWS });
    // Others are served in between.
    if (filled % ROWS_AT_ONCE === 0) await setImmediate();
    const parsed = parseRow(header, cells, index + 1, personCodeOf);
    if (!('documentNumber' in parsed)) {
      problems.push(...parsed);
      continue;
    }
    const key = JSON.stringify([parsed.authority, parsed.documentNumber, parsed.subjectCode.code]);
    const other = firstOf.get(key);
    if (other === undefined) {
      firstOf.set(key, parsed.row);
      rows.push(parsed);
    } else problems.push(rowProblem('DUPLICATE_ROW', parsed.row, null, { other }));
  }
  if (filled === 0) throw new FileProblem('FILE_EMPTY');
  return { rows, problems };
}
