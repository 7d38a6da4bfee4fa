/** One row of a file of records → the facts of a record, or the problems that keep it out. */
import type { Day } from '../domain/time/calendar.js';
import type { PublicKind } from '../domain/record/record-facts.js';
import { parsePenaltyKinds, type PenaltyKind } from '../domain/record/severity.js';
import {
  organisationCheckDigit,
  parseResidentNumber,
  parseSubjectCode,
  registrationCheckDigit,
  residentNumberErrorText,
  subjectCodeErrorText,
  usccCheckDigit,
  type OrganisationCode,
  type PersonCode,
  type SubjectCode,
} from '../domain/record/subject.js';
import type { Column, Field, Header } from './import-columns.js';
import { rowProblem, type ProblemCode, type RowProblem } from './import-problem.js';
import { documentNumberOf, NO, parseDay, parseFen, parseYesNo, YES, type Cell, type Parsed } from './import-values.js';

export type RecordKind = '行政处罚' | '严重失信主体名单' | '经营异常名录';

/** One record as its department publishes it. `row` is the line number a spreadsheet shows. */
export interface ParsedRow {
  readonly row: number;
  readonly subjectName: string;
  readonly subjectCode: SubjectCode;
  readonly documentNumber: string;
  readonly kind: RecordKind;
  readonly title: string;
  /** The authority's name, or its id, as the file gives it. */
  readonly authority: string;
  /** The serious-dishonesty list it is an entry of. */
  readonly list: string | null;
  readonly decisionDate: Day;
  readonly publishedOn: Day | null;
  /** Fine and confiscation together, in fen. */
  readonly amountFen: number | null;
  /** The fine alone, in fen: what a standard's bands are about. */
  readonly fineFen: number | null;
  readonly penaltyKinds: readonly PenaltyKind[];
  readonly simpleProcedure: boolean | null;
  readonly severityColumn: string | null;
  readonly fulfilled: boolean | null;
  /** As the file tells; null: it does not, or it is neither. */
  readonly publicKind: PublicKind | null;
}

/** The code of the person with this number. */
export type PersonCodeOf = (number: string) => PersonCode;

interface Found {
  readonly cell: Cell;
  readonly column: Column;
}

/** Looks up the row's cells by field and collects what is wrong with them. */
interface Reader {
  readonly row: number;
  readonly header: Header;
  readonly cells: readonly Cell[];
  readonly problems: RowProblem[];
}

const NOTHING = /^([/\\—–-]+|无|空|null)$/i;
const CELL_ERROR = /^#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!)/;
const MAX_NAME = 200;
const MAX_TITLE = 500;

/** The record, or why it is refused: then there is at least one problem. */
export function parseRow(
  header: Header,
  cells: readonly Cell[],
  row: number,
  personCodeOf: PersonCodeOf,
): ParsedRow | readonly RowProblem[] {
  const reader: Reader = { row, header, cells, problems: [] };
  if (cells.slice(header.width).some((c) => c.text !== '')) return [rowProblem('ROW_TOO_WIDE', row, null)];
  const subjectKind = text(reader, 'subjectKind', MAX_NAME);
  const isPerson = subjectKind !== null && /自然人|^个人$/.test(subjectKind);
  const parts = {
    subjectName: required(reader, 'subjectName', text(reader, 'subjectName', MAX_NAME)),
    subjectCode: isPerson ? personCode(reader, personCodeOf) : code(reader),
    documentNumber: required(reader, 'documentNumber', text(reader, 'documentNumber', MAX_NAME)),
    authority: required(reader, 'authority', text(reader, 'authority', MAX_NAME)),
    decisionDate: required(reader, 'decisionDate', day(reader, 'decisionDate')),
    what: what(reader),
  };
  const optional = {
    publishedOn: day(reader, 'publishedOn'),
    ...amounts(reader),
    simpleProcedure: yesNo(reader, 'simplified'),
    severityColumn: text(reader, 'severity', MAX_NAME),
    fulfilled: yesNo(reader, 'fulfilled'),
    publicKind: isPerson ? null : publicKindOf(text(reader, 'publicKind', MAX_NAME) ?? ''),
  };
  const { what: found, documentNumber, subjectName, subjectCode, authority, decisionDate } = parts;
  if (decisionDate !== null && optional.publishedOn !== null && optional.publishedOn < decisionDate) {
    report(reader, 'publishedOn', 'PUBLISHED_BEFORE_DECIDED', { found: optional.publishedOn, decided: decisionDate });
  }
  if (reader.problems.length > 0) return reader.problems;
  if (found === null || documentNumber === null || subjectName === null) return reader.problems;
  if (subjectCode === null || authority === null || decisionDate === null) return reader.problems;
  const number = documentNumberOf(documentNumber);
  return { row, subjectName, subjectCode, documentNumber: number, authority, decisionDate, ...found, ...optional };
}

/** The one thing the columns of a field say; several columns of a field may repeat it, but not disagree. */
function find(reader: Reader, field: Field): Found | null {
  let first: Found | null = null;
  for (const column of reader.header.columns.get(field) ?? []) {
    const cell = reader.cells[column.index];
    if (cell === undefined || cell.text === '' || NOTHING.test(cell.text)) continue;
    if (CELL_ERROR.test(cell.text)) {
      reader.problems.push(rowProblem('CELL_ERROR', reader.row, column.title, { value: cell.text }));
    } else if (first === null) {
      first = { cell, column };
    } else if (first.cell.text !== cell.text) {
      const details = { first: first.column.title, second: column.title };
      reader.problems.push(rowProblem('COLUMNS_DISAGREE', reader.row, column.title, details));
    }
  }
  return first;
}

function report(
  reader: Reader,
  field: Field,
  problem: ProblemCode,
  details: Readonly<Record<string, string | number>> = {},
): void {
  const column = reader.header.columns.get(field)?.[0]?.title ?? null;
  reader.problems.push(rowProblem(problem, reader.row, column, details));
}

function required<T>(reader: Reader, field: Field, value: T | null): T | null {
  const told = reader.header.columns.get(field)?.some((c) => reader.problems.some((p) => p.column === c.title));
  if (value === null && told !== true) report(reader, field, 'VALUE_MISSING');
  return value;
}

/** Control characters are dropped; a leading = + - or @ is text like any other. */
function text(reader: Reader, field: Field, max: number): string | null {
  const found = find(reader, field);
  if (found === null) return null;
  const plain = found.cell.text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (plain.length > max) report(reader, field, 'TEXT_TOO_LONG', { max });
  return plain === '' ? null : plain;
}

function parsed<T>(reader: Reader, found: Found | null, result: Parsed<T> | null): T | null {
  if (found === null || result === null) return null;
  if (result.ok) return result.value;
  const details = { found: found.cell.text, allowed: [...YES, ...NO].join('、') };
  reader.problems.push(rowProblem(result.code, reader.row, found.column.title, details));
  return null;
}

function day(reader: Reader, field: Field): Day | null {
  const found = find(reader, field);
  return parsed(reader, found, found && parseDay(found.cell));
}

function yesNo(reader: Reader, field: Field): boolean | null {
  const found = find(reader, field);
  return parsed(reader, found, found && parseYesNo(found.cell));
}

function amounts(reader: Reader): Pick<ParsedRow, 'amountFen' | 'fineFen'> {
  const amount = (field: 'fine' | 'confiscated'): number | null => {
    const found = find(reader, field);
    return parsed(reader, found, found && parseFen(found.cell, found.column.unit));
  };
  const fineFen = amount('fine');
  const parts = [fineFen, amount('confiscated')].filter((fen) => fen !== null);
  const sum = parts.reduce((total, fen) => total + fen, 0);
  if (!Number.isSafeInteger(sum)) report(reader, 'fine', 'AMOUNT_TOO_LARGE', { found: '合计' });
  return { amountFen: parts.length === 0 ? null : sum, fineFen };
}

function publicKindOf(nature: string): PublicKind | null {
  if (/非|民办/.test(nature)) return null;
  if (/机关|事业/.test(nature)) return 'publicBody';
  return /国有|国企|国资/.test(nature) ? 'stateOwned' : null;
}

/** Penalty or list entry: what the filled cells show, never both and never neither. */
function what(reader: Reader): Pick<ParsedRow, 'kind' | 'title' | 'list' | 'penaltyKinds'> | null {
  const list = text(reader, 'list', MAX_NAME);
  if (list !== null && /红名单|守信/.test(list)) {
    report(reader, 'list', 'RED_LIST', { found: list });
    return null;
  }
  const penalty = text(reader, 'penaltyKind', MAX_TITLE);
  const outcome = text(reader, 'penaltyText', 2_000);
  const offence = text(reader, 'offence', MAX_TITLE) ?? text(reader, 'facts', 2_000);
  const penal = penalty ?? outcome;
  if ((list === null) === (penal === null)) {
    reader.problems.push(rowProblem('KIND_UNCLEAR', reader.row, null));
    return null;
  }
  const title = (offence ?? (list === null ? (penal ?? '') : `列入${list}`)).slice(0, MAX_TITLE);
  if (list === null) return { kind: '行政处罚', title, list, penaltyKinds: kindsOf(penalty ?? '') };
  const abnormal = list.includes('异常名录');
  return {
    kind: abnormal ? '经营异常名录' : '严重失信主体名单',
    title,
    list: abnormal ? null : list,
    penaltyKinds: [],
  };
}

/** A part that names no known kind counts as another kind: it may be graver than the known ones. */
function kindsOf(penalty: string): readonly PenaltyKind[] {
  const { kinds, unknown } = parsePenaltyKinds(penalty);
  return unknown.length === 0 || kinds.includes('other') ? kinds : [...kinds, 'other'];
}

const CODES = [
  ['uscc', 18, usccCheckDigit],
  ['organisationCode', 9, organisationCheckDigit],
  ['registrationNumber', 15, registrationCheckDigit],
] as const;

/** The first of the three codes that is filled in; the others are not looked at. */
function code(reader: Reader): OrganisationCode | null {
  for (const [field, length, checkDigit] of CODES) {
    const found = find(reader, field);
    if (found === null || /^0+$/.test(found.cell.text)) continue;
    const { title } = found.column;
    const problem = codeProblem(reader.row, title, found.cell, field, length, checkDigit);
    if (problem === null) {
      const known = parseSubjectCode(found.cell.text);
      if (!('error' in known)) return known;
    } else reader.problems.push(problem);
    return null;
  }
  const field = CODES.find(([f]) => reader.header.columns.has(f))?.[0];
  if (field !== undefined) return required<OrganisationCode>(reader, field, null);
  reader.problems.push(rowProblem('VALUE_MISSING', reader.row, null, { column: '统一社会信用代码' }));
  return null;
}

/** By the number, of which no problem tells anything. */
function personCode(reader: Reader, personCodeOf: PersonCodeOf): PersonCode | null {
  const certificate = text(reader, 'certificate', MAX_NAME);
  if (certificate !== null && !/身份证/.test(certificate)) {
    report(reader, 'certificate', 'PERSON_CERTIFICATE', { found: certificate });
    return null;
  }
  const found = find(reader, 'idNumber');
  if (found?.cell.form === 'number') {
    report(reader, 'idNumber', 'CODE_AS_NUMBER');
    return null;
  }
  const parsed = parseResidentNumber(found?.cell.text ?? '');
  if ('number' in parsed) return personCodeOf(parsed.number);
  report(reader, 'idNumber', 'PERSON_NUMBER', { reason: residentNumberErrorText[parsed.error] });
  return null;
}

function codeProblem(
  row: number,
  title: string,
  cell: Cell,
  kind: OrganisationCode['kind'],
  length: number,
  checkDigit: (body: string) => string | null,
): RowProblem | null {
  if (cell.form === 'number' && !/^\d{1,15}$/.test(cell.text)) return rowProblem('CODE_AS_NUMBER', row, title);
  const known = parseSubjectCode(cell.text);
  if (!('error' in known) && known.kind === kind) return null;
  const written = cell.text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (written.length !== length)
    return rowProblem('CODE_LENGTH', row, title, { expected: length, found: written.length });
  const error = 'error' in known ? known.error : 'length';
  if (error === 'checkDigit') {
    const expected = checkDigit(written.slice(0, -1)) ?? '';
    return rowProblem('CODE_CHECK_DIGIT', row, title, { position: length, expected, found: written.slice(-1) });
  }
  const wrong = [...written].findIndex((c) => checkDigit(c.repeat(length - 1)) === null);
  if (error === 'character' && wrong >= 0) {
    return rowProblem('CODE_CHARACTER', row, title, { position: wrong + 1, found: written.charAt(wrong) });
  }
  return rowProblem('CODE_INVALID', row, title, { reason: subjectCodeErrorText[error] });
}
