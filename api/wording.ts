/** What is wrong with a field of a request, in words for whoever fills in a form: zod's own name types as programmers do. */
import { z } from 'zod';
import { FIELD_TEXT } from './texts-fields.js';

/** For the whole process; what a schema says itself goes before. */
export function speakPlainly(): void {
  z.config({ localeError });
}

/** The name of the field at this path; of an item of a list, the list's. */
export function fieldText(path: readonly PropertyKey[]): string | null {
  const [field, parent = ''] = path.filter((step) => typeof step === 'string').reverse();
  if (field === undefined) return '请求内容';
  // Keys of a record are the sender's own words.
  const key = [`${parent}/${field}`, field].find((known) => Object.hasOwn(FIELD_TEXT, known));
  return key === undefined ? null : (FIELD_TEXT[key] ?? null);
}

/** `<field>:<what is wrong>`. */
const localeError: z.core.$ZodErrorMap = (issue) => {
  const name = fieldText(issue.path ?? []);
  return name === null ? whatIsWrong(issue) : `${name}:${whatIsWrong(issue)}`;
};

const TYPE_TEXT: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是(true)或者否(false)',
  array: '列表',
  object: '对象',
  record: '对象',
  null: 'null',
};

const FORMAT_TEXT: Readonly<Record<string, string>> = {
  email: '电子邮箱地址',
  datetime: '带时区的时刻,如 2026-09-07T01:00:00Z',
  date: '日期,格式 YYYY-MM-DD',
};

const UNIT_TEXT: Readonly<Record<string, string>> = { string: '个字符', array: '项' };

function whatIsWrong(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return '必填';
  switch (issue.code) {
    case 'invalid_type':
      return `应为${TYPE_TEXT[issue.expected] ?? '其他类型'}`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return chosen(issue.input, issue['discriminator'], issue['options']);
    case 'too_small':
      return bound(issue.origin, '不得少于', issue.inclusive === false ? '应大于' : '不得小于', issue.minimum);
    case 'too_big':
      return bound(issue.origin, '不得超过', issue.inclusive === false ? '应小于' : '不得大于', issue.maximum);
    case 'invalid_format':
      return shaped(issue.format, issue.pattern);
    case 'unrecognized_keys':
      return `没有这样的字段:${issue.keys.join('、')}`;
    default:
      return '不符合要求';
  }
}

const oneOf = (values: readonly unknown[]): string =>
  values.length === 0 ? '不符合要求' : `应为以下之一:${values.map(String).join('、')}`;

/** Of a body that is one of several, told apart by one field. */
function chosen(input: unknown, field: unknown, values: unknown): string {
  if (typeof field === 'string' && (Object(input) as Record<string, unknown>)[field] === undefined) return '必填';
  return oneOf(Array.isArray(values) ? values : []);
}

const bound = (origin: string, ofMany: string, ofOne: string, limit: number | bigint): string =>
  origin in UNIT_TEXT ? `${ofMany} ${limit} ${UNIT_TEXT[origin]}` : `${ofOne} ${limit}`;

function shaped(format: string, pattern: string | undefined): string {
  const name = FORMAT_TEXT[format];
  if (name !== undefined) return `应为${name}`;
  return pattern === undefined ? '格式不符合要求' : `格式应符合 ${pattern}`;
}
