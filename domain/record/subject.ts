/**
 * Who a record is about, and the codes of organisations: 统一社会信用代码 (GB 32100-2015), and on old records the
 * organisation code (GB 11714-1997) and the registration number (GS 15—2006). Each is checked by its check digit, and so
 * is the number of a natural person (公民身份号码, GB 11643-1999), which is kept nowhere.
 */
import { isDay } from '../time/calendar.js';

export type SubjectKind = 'organisation' | 'person';

export type OrganisationCode = {
  readonly kind: 'uscc' | 'organisationCode' | 'registrationNumber';
  readonly code: string;
};
/** A natural person goes by a keyed hash of the number: 64 hexadecimal digits. */
export type PersonCode = { readonly kind: 'personKey'; readonly code: string };
export type SubjectCode = OrganisationCode | PersonCode;

export const subjectKindOf = ({ kind }: SubjectCode): SubjectKind => (kind === 'personKey' ? 'person' : 'organisation');

/** A natural person's name as it is shown to those it is not open to: 张**. */
export const maskedName = (name: string): string => `${[...name.trim()][0] ?? ''}**`;

/** Why a text is no subject code: a closed list with Chinese text. */
export const subjectCodeErrorText = {
  empty: '请填写统一社会信用代码。',
  length: '代码长度不符:统一社会信用代码为18位,组织机构代码为9位,工商注册号为15位。',
  character: '代码含有不允许的字符;统一社会信用代码不使用字母 I、O、S、V、Z。',
  region: '统一社会信用代码第3至8位应为登记管理机关行政区划码(数字)。',
  placeholder: '该代码为占位代码,不是有效代码。',
  residentId: '疑似居民身份证号码,请勿在此填写。',
  checkDigit: '代码校验位不符,请核对是否有错字。',
} as const;

export type SubjectCodeError = keyof typeof subjectCodeErrorText;

/** Why a text is no 公民身份号码. Nothing of the number is told again. */
export const residentNumberErrorText = {
  empty: '请填写公民身份号码。',
  length: '公民身份号码应为18位。',
  character: '公民身份号码应为不以0开头的17位数字,加1位数字或者X。',
  birthday: '公民身份号码第7至14位不是存在的出生日期。',
  checkDigit: '公民身份号码校验位不符,请核对是否有错字。',
} as const;

export type ResidentNumberError = keyof typeof residentNumberErrorText;

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** What the text is, in its normal form (half-width capitals, no spaces or hyphens), or why it is no code. */
export function parseSubjectCode(text: string): OrganisationCode | { readonly error: SubjectCodeError } {
  const code = normalised(text);
  if (code === '') return { error: 'empty' };
  if (/^(.)\1+$/.test(code) && [9, 15, 18].includes(code.length)) return { error: 'placeholder' };
  switch (code.length) {
    case 18:
      return parsed('uscc', code, usccError(code));
    case 9:
      return parsed('organisationCode', code, organisationCodeError(code));
    case 15:
      return parsed('registrationNumber', code, registrationNumberError(code));
    default:
      return { error: 'length' };
  }
}

/** The number in its normal form (half-width, X in capitals, no spaces or hyphens), or why it is none. */
export function parseResidentNumber(
  text: string,
): { readonly number: string } | { readonly error: ResidentNumberError } {
  const number = normalised(text);
  if (number === '') return { error: 'empty' };
  if (number.length !== 18) return { error: 'length' };
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return { error: 'character' };
  const birthday = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!/^(19|20)/.test(birthday) || !isDay(birthday)) return { error: 'birthday' };
  return residentCheckDigit(number.slice(0, 17)) === number.charAt(17) ? { number } : { error: 'checkDigit' };
}

/** The 18th character for the first 17 (GB 11643-1999, ISO 7064 MOD 11-2). */
export const residentCheckDigit = (body17: string): string | null =>
  /^\d{17}$/.test(body17) ? '10X98765432'.charAt(weighted(body17, RESIDENT_WEIGHTS) % 11) : null;

/** The 18th character for the first 17 (GB 32100-2015): weights 3^i mod 31. null when a character is not allowed. */
export function usccCheckDigit(body17: string): string | null {
  if (body17.length !== 17) return null;
  let sum = 0;
  let weight = 1;
  for (const character of body17) {
    const value = USCC_ALPHABET.indexOf(character);
    if (value < 0) return null;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The 9th character for the first 8 (GB 11714-1997, modulus 11), which are also characters 9 to 16 of a USCC. */
export function organisationCheckDigit(body8: string): string | null {
  if (!/^[0-9A-Z]{8}$/.test(body8)) return null;
  const rest = (11 - (weighted(body8, ORGANISATION_WEIGHTS) % 11)) % 11;
  return rest === 10 ? 'X' : String(rest);
}

/** The 15th digit for the first 14 (GS 15—2006, ISO 7064 MOD 11,10). */
export function registrationCheckDigit(body14: string): string | null {
  if (!/^\d{14}$/.test(body14)) return null;
  const product = [...body14].reduce((p, digit) => (((p + Number(digit)) % 10 || 10) * 2) % 11, 10);
  return String((11 - product) % 10);
}

function usccError(code: string): SubjectCodeError | null {
  const expected = usccCheckDigit(code.slice(0, 17));
  const fits = expected !== null && expected === code.charAt(17);
  if (isResidentId(code) && !(fits && holdsOrganisationCode(code))) return 'residentId';
  if (fits) return /^\d{6}$/.test(code.slice(2, 8)) ? null : 'region';
  return expected === null || !USCC_ALPHABET.includes(code.charAt(17)) ? 'character' : 'checkDigit';
}

/** One person's number in 31 has a check digit that fits a USCC too: then the code within it tells. */
const holdsOrganisationCode = (code: string): boolean => organisationCheckDigit(code.slice(8, 16)) === code.charAt(16);

function organisationCodeError(code: string): SubjectCodeError | null {
  const expected = organisationCheckDigit(code.slice(0, 8));
  if (expected === null || !/^[0-9X]$/.test(code.charAt(8))) return 'character';
  return expected === code.charAt(8) ? null : 'checkDigit';
}

function registrationNumberError(code: string): SubjectCodeError | null {
  const expected = registrationCheckDigit(code.slice(0, 14));
  if (expected === null || !/^\d$/.test(code.charAt(14))) return 'character';
  return expected === code.charAt(14) ? null : 'checkDigit';
}

/** A natural person's number typed where an organisation's belongs must be told apart, as it may not be kept there. */
const isResidentId = (code: string): boolean => 'number' in parseResidentNumber(code);

const weighted = (body: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * parseInt(body.charAt(i), 36), 0);

const parsed = (
  kind: OrganisationCode['kind'],
  code: string,
  error: SubjectCodeError | null,
): OrganisationCode | { readonly error: SubjectCodeError } => (error === null ? { kind, code } : { error });

function normalised(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u200B\uFEFF\-‐‑‒–—―−]/g, '')
    .toUpperCase();
}
