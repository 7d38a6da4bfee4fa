/** Days as documents write them. */
import type { Day } from '../domain/time/calendar.js';

/** 2026年11月22日. */
export const arabicDay = (day: Day): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
};

const DIGITS = '〇一二三四五六七八九';
const digit = (n: number): string => DIGITS.charAt(n);

/** 二〇二六年十一月二十二日, as official documents write their date. */
export function chineseDay(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const digits = Array.from(year, (c) => digit(Number(c))).join('');
  return `${digits}年${belowHundred(Number(month))}月${belowHundred(Number(date))}日`;
}

function belowHundred(n: number): string {
  const tens = Math.floor(n / 10);
  const ones = n % 10 === 0 ? '' : digit(n % 10);
  if (tens === 0) return digit(n);
  return `${tens === 1 ? '' : digit(tens)}十${ones}`;
}
