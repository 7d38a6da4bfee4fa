/** Cells as departments write them → days, fen and answers. Exact: no floating point touches an amount. */
import { dayOfSerial, isDay, type Day } from '../domain/time/calendar.js';
import type { ProblemCode } from './import-problem.js';

/** One cell: what it says, and how the spreadsheet kept it. A number is its text in the file, a date 'YYYY-MM-DD'. */
export interface Cell {
  readonly text: string;
  readonly form: 'text' | 'number' | 'date';
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: ProblemCode };

const good = <T>(value: T): Parsed<T> => ({ ok: true, value });
const bad = (code: ProblemCode): { readonly ok: false; readonly code: ProblemCode } => ({ ok: false, code });

const WRITTEN_DAY =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;
/** Excel counts from 1899-12-30, as seen from any day after its false 1900-02-29. */
const EXCEL_DAY_ZERO = 25_569;

/** 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301, with or without a time; an Excel date or day number. */
export function parseDay(cell: Cell): Parsed<Day> {
  if (cell.form === 'date') return isDay(cell.text) ? good(cell.text) : bad('DATE_INVALID');
  if (cell.form === 'number' && /^\d{5}(\.\d+)?$/.test(cell.text)) {
    return good(dayOfSerial(Number(cell.text.slice(0, 5)) - EXCEL_DAY_ZERO));
  }
  const [, year, ...parts]: readonly (string | undefined)[] =
    WRITTEN_DAY.exec(cell.text.replace(/\s*([年月日])\s*/g, '$1')) ?? [];
  const [month, day] = parts.filter((p) => p !== undefined);
  if (year === undefined || month === undefined || day === undefined) return bad('DATE_INVALID');
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? good(text) : bad('DATE_INVALID');
}

export type AmountUnit = '万元' | '元';
const FEN_DIGITS = { 万元: 6, 元: 2 } as const;
const AMOUNT = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?(万元|元)?$/i;

/**
 * Fen of an amount in the unit written in the cell, else in its header. Thousands may be grouped by commas.
 * A spreadsheet's number is a double, of which spreadsheets show 15 digits: so many are read, as its author saw them.
 */
export function parseFen(cell: Cell, headerUnit: AmountUnit | null): Parsed<number> {
  const written =
    cell.form === 'number'
      ? String(Number(Number(cell.text).toPrecision(15)))
      : cell.text.normalize('NFKC').replace(/\s/g, '');
  const match = AMOUNT.exec(written);
  if (match === null) return bad('AMOUNT_INVALID');
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return bad('AMOUNT_INVALID');
  if (match[4] !== undefined && cell.form === 'text') return bad('AMOUNT_INVALID');
  const unit = match[5] === '万元' || match[5] === '元' ? match[5] : headerUnit;
  const digits = (whole.replace(/,/g, '') + fraction).replace(/^0+/, '');
  if (digits === '') return good(0);
  if (sign === '-') return bad('AMOUNT_NEGATIVE');
  if (unit === null) return bad('AMOUNT_UNIT');
  return shifted(digits, FEN_DIGITS[unit] + Number(exponent) - fraction.length);
}

/** digits × 10^places as a safe integer. */
function shifted(digits: string, places: number): Parsed<number> {
  const kept = places >= 0 ? digits + '0'.repeat(Math.min(places, 30)) : digits.slice(0, places);
  const lost = places >= 0 ? '' : digits.slice(places);
  if (/[1-9]/.test(lost)) return bad('AMOUNT_TOO_FINE');
  const fen = BigInt(kept === '' ? '0' : kept);
  return fen > BigInt(Number.MAX_SAFE_INTEGER) ? bad('AMOUNT_TOO_LARGE') : good(Number(fen));
}

export const YES = [
  '是',
  '简易程序',
  '适用',
  '已履行',
  '已履行完毕',
  '履行完毕',
  '全部履行',
  '已全部履行',
  '已缴纳',
  '已缴清',
];
export const NO = [
  '否',
  '普通程序',
  '一般程序',
  '不适用',
  '未履行',
  '未履行完毕',
  '部分履行',
  '正在履行',
  '未缴纳',
  '未缴清',
];

/** A question answered by one of the words in use. */
export function parseYesNo(cell: Cell): Parsed<boolean> {
  if (YES.includes(cell.text)) return good(true);
  return NO.includes(cell.text) ? good(false) : bad('YES_NO_UNKNOWN');
}

/** The brackets of a year in a document number are written 〔〕, whatever the file used; spaces are dropped. */
export const documentNumberOf = (text: string): string =>
  text.replace(/\s+/g, '').replace(/[[(【〔(［]((?:19|20)\d{2})[\])】〕)］]/g, '〔$1〕');
