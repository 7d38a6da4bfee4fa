/** What can be wrong with a file of records or one of its rows: a closed list with Chinese text. */

const PROBLEMS = {
  FILE_TOO_LARGE: '文件超过 10 MB,请拆分后再导入。',
  FILE_TYPE: '只接受 CSV 或 XLSX 文件;旧版 .xls 请另存为 .xlsx。',
  FILE_ENCODING: '文件既不是 UTF-8 也不是 GB18030 编码,无法读取。',
  FILE_DAMAGED: '文件无法读取({reason})。',
  FILE_EXPANDS: '文件解压后过大或结构异常,不予读取。',
  FILE_EMPTY: '文件中没有数据行。',
  TOO_MANY_ROWS: '数据超过 {max} 行,请拆分后再导入。',
  TOO_MANY_SHEETS: '工作簿中有多个数据表({sheets}),请只保留一个。',
  COLUMN_MISSING: '表头缺少必需的列:{columns}。',
  ROW_TOO_WIDE: '这一行的单元格比表头多,内容可能错位。',
  CELL_ERROR: '单元格是公式错误值“{value}”。',
  COLUMNS_DISAGREE: '“{first}”与“{second}”两列内容不一致。',
  VALUE_MISSING: '“{column}”不能为空。',
  TEXT_TOO_LONG: '“{column}”超过 {max} 个字。',
  PERSON_NUMBER: '自然人的失信信息须有有效的公民身份号码:{reason}',
  PERSON_CERTIFICATE: '自然人目前只能以公民身份号码登记,“{found}”的请线下办理。',
  PERSON_NAME_DIFFERS: '文件中的姓名与该公民身份号码已登记的姓名不同;沿用已登记的姓名。',
  CODE_LENGTH: '“{column}”应为 {expected} 位,现为 {found} 位。',
  CODE_CHARACTER: '“{column}”第 {position} 位“{found}”不是允许的字符。',
  CODE_CHECK_DIGIT: '“{column}”第 {position} 位(校验位)应为“{expected}”,现为“{found}”,请核对全部号码。',
  CODE_INVALID: '“{column}”:{reason}',
  CODE_AS_NUMBER: '“{column}”被存成了数字,长号码的末几位已丢失;请把该列设为文本格式后重新填写。',
  DATE_INVALID: '“{column}”的“{found}”不是有效日期,应写作 2026-03-01、2026/3/1 或 2026年3月1日。',
  DATE_IN_FUTURE: '“{column}”{found} 晚于今天({today})。',
  PUBLISHED_BEFORE_DECIDED: '“{column}”{found} 早于决定日期 {decided}。',
  AMOUNT_INVALID: '“{column}”的“{found}”不是有效金额。',
  AMOUNT_NEGATIVE: '“{column}”不能为负数。',
  AMOUNT_TOO_FINE: '“{column}”的“{found}”不足一分,金额应精确到分。',
  AMOUNT_TOO_LARGE: '“{column}”的“{found}”过大。',
  AMOUNT_UNIT: '“{column}”没有写明单位,请在表头或数字后写明“万元”或“元”。',
  RED_LIST: '“{found}”是守信激励名单,不是失信信息;请按红名单程序认定,不在此导入。',
  KIND_UNCLEAR: '无法判断这一行是行政处罚还是列入名单:应填写处罚类别(处罚内容)或者名单名称之一。',
  YES_NO_UNKNOWN: '“{column}”的“{found}”无法识别,可填:{allowed}。',
  DUPLICATE_ROW: '与第 {other} 行是同一条失信信息(同一单位、文号和主体)。',
  AUTHORITY_UNKNOWN: '“{found}”没有登记,或者不在您的管辖范围内。',
  AUTHORITY_AMBIGUOUS: '管辖范围内有多个单位名为“{found}”,请填写单位编号。',
  CONFLICT: '该失信信息已经登记,但内容不同:{differences}。原登记未作改动。',
  NAME_DIFFERS: '该代码已登记的名称是“{ours}”,文件中是“{found}”;沿用已登记的名称。',
} as const satisfies Record<string, string>;

export type ProblemCode = keyof typeof PROBLEMS;
export type ProblemDetails = Readonly<Record<string, string | number>>;

/** `row` is the line number a spreadsheet shows, null for the whole file; `column` is the header as the file writes it. */
export interface RowProblem {
  readonly row: number | null;
  readonly column: string | null;
  readonly code: ProblemCode;
  readonly message: string;
}

const LONGEST_QUOTE = 40;

/** A problem with its text filled in; what is quoted from the file is cut short. */
export function rowProblem(
  code: ProblemCode,
  row: number | null,
  column: string | null,
  details: ProblemDetails = {},
): RowProblem {
  const message = PROBLEMS[code].replace(/\{(\w+)\}/g, (_, name: string) => {
    const text = String(details[name] ?? (name === 'column' ? column : '') ?? '');
    return name === 'found' && text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  });
  return { row, column, code, message };
}

/** The whole file cannot be read. */
export class FileProblem extends Error {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;
  readonly problem: RowProblem;
  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    const problem = rowProblem(code, null, null, details);
    super(problem.message);
    this.code = code;
    this.details = details;
    this.problem = problem;
  }
}
