/** Which column is which: the headers in use for 行政处罚 (双公示 standard and its variants) and for lists. */
import type { AmountUnit, Cell } from './import-values.js';

const HEADERS = {
  subjectName: [
    '行政相对人名称',
    '相对人名称',
    '当事人名称',
    '主体名称',
    '信用主体名称',
    '失信主体名称',
    '企业名称',
    '单位名称',
    '被处罚人名称',
  ],
  subjectKind: ['行政相对人类别', '相对人类别', '主体类别', '主体类型'],
  publicKind: ['单位性质', '主体性质', '机构性质', '企业性质'],
  uscc: [
    '统一社会信用代码',
    '行政相对人代码_1(统一社会信用代码)',
    '行政相对人统一社会信用代码',
    '相对人统一社会信用代码',
    '主体统一社会信用代码',
  ],
  organisationCode: ['组织机构代码', '行政相对人代码_3(组织机构代码)'],
  registrationNumber: ['工商注册号', '行政相对人代码_2(工商注册号)', '工商登记码', '注册号'],
  idNumber: [
    ...['公民身份号码', '居民身份证号', '居民身份证号码', '身份证号', '身份证号码', '身份证件号码', '证件号码'],
    ...['行政相对人代码_5(居民身份证号)', '行政相对人代码_4(居民身份证号)', '自然人身份证号', '自然人证件号码'],
  ],
  certificate: ['证件类型', '自然人证件类型'],
  documentNumber: [
    ...['行政处罚决定书文号', '处罚决定书文号', '行政处罚决定文书号', '决定书文号', '决定文书号', '文书号', '文号'],
    ...['列入决定书文号', '列入决定文书号', '列入决定文号', '认定文书号', '认定文号'],
  ],
  offence: ['违法行为类型', '违法类型', '失信行为类型'],
  facts: ['违法事实', '失信行为', '失信行为简述', '失信事实', '列入事由', '列入原因'],
  penaltyKind: ['处罚类别', '行政处罚类别', '处罚种类', '行政处罚种类'],
  penaltyText: ['处罚内容', '行政处罚内容', '处罚结果'],
  fine: ['罚款金额'],
  confiscated: ['没收违法所得、没收非法财物的金额', '没收违法所得和没收非法财物的金额', '没收违法所得金额', '没收金额'],
  decisionDate: [
    '处罚决定日期',
    '作出处罚决定日期',
    '作出行政处罚决定日期',
    '处罚决定书日期',
    '决定日期',
    '列入日期',
    '列入决定日期',
    '认定日期',
  ],
  authority: [
    '处罚机关',
    '行政处罚机关',
    '作出处罚决定机关',
    '处罚决定机关',
    '决定机关',
    '列入机关',
    '列入决定机关',
    '作出决定机关',
    '认定单位',
    '认定机关',
  ],
  publishedOn: ['公示日期', '公示时间', '公示起始日期', '首次公示日期', '发布日期', '公布日期'],
  simplified: ['是否简易程序', '是否适用简易程序', '处罚程序'],
  severity: ['失信严重程度', '失信程度', '严重程度', '失信等级'],
  fulfilled: ['履行情况', '义务履行情况', '处罚履行情况', '是否履行', '是否履行完毕'],
  list: ['列入名单类型', '列入名单名称', '名单名称', '名单类型', '严重失信主体名单名称', '严重失信主体名单'],
} as const satisfies Record<string, readonly string[]>;

export type Field = keyof typeof HEADERS;

/** One column that is understood: its place, its header as the file writes it, the unit its header names. */
export interface Column {
  readonly index: number;
  readonly title: string;
  readonly unit: AmountUnit | null;
}

export interface Header {
  /** Place of the header among the rows, from 0. */
  readonly at: number;
  readonly width: number;
  readonly columns: ReadonlyMap<Field, readonly Column[]>;
  /** Headers that are not understood; their cells are not read. */
  readonly ignored: readonly string[];
}

const isField = (name: string): name is Field => name in HEADERS;
const FIELD_OF: ReadonlyMap<string, Field> = new Map(
  Object.keys(HEADERS)
    .filter(isField)
    .flatMap((field) => HEADERS[field].map((name) => [name, field] as const)),
);
const HEADER_ROWS = 10;
const ENOUGH_COLUMNS = 3;

function columnOf(index: number, title: string): { readonly field: Field | undefined; readonly column: Column } {
  const plain = title
    .normalize('NFKC')
    .replace(/[\s*]/g, '')
    .replace(/\((必填|选填|必填项)\)/g, '');
  const unit = /\(?(万元|元)\)?$/.exec(plain);
  const name = unit === null ? plain : plain.slice(0, unit.index).replace(/[(:,]$/, '');
  const column = {
    index,
    title: title.trim(),
    unit: unit === null ? null : unit[1] === '万元' ? '万元' : '元',
  } as const;
  return { field: FIELD_OF.get(plain) ?? FIELD_OF.get(name), column };
}

/** The first of the leading rows in which at least three columns are understood: titles may stand above it. */
export function findHeader(grid: readonly (readonly Cell[])[]): Header | null {
  for (const [at, row] of grid.slice(0, HEADER_ROWS).entries()) {
    const columns = new Map<Field, Column[]>();
    const ignored: string[] = [];
    for (const [index, cell] of row.entries()) {
      const { field, column } = columnOf(index, cell.text);
      if (field !== undefined) columns.set(field, [...(columns.get(field) ?? []), column]);
      else if (column.title !== '') ignored.push(column.title);
    }
    if (columns.size >= ENOUGH_COLUMNS) return { at, width: lastUsed(row) + 1, columns, ignored };
  }
  return null;
}

const lastUsed = (row: readonly Cell[]): number => row.findLastIndex((c) => c.text !== '');

const REQUIRED: readonly (readonly [name: string, anyOf: readonly Field[]])[] = [
  ['行政相对人名称(主体名称)', ['subjectName']],
  [
    '统一社会信用代码(或组织机构代码、工商注册号;自然人为身份证号)',
    ['uscc', 'organisationCode', 'registrationNumber', 'idNumber'],
  ],
  ['行政处罚决定书文号(列入决定书文号)', ['documentNumber']],
  ['处罚类别、处罚内容或名单名称', ['penaltyKind', 'penaltyText', 'list']],
  ['处罚决定日期(列入日期)', ['decisionDate']],
  ['处罚机关(认定单位)', ['authority']],
];

/** Names of the required columns that the header lacks. */
export const missingColumns = (header: Header): readonly string[] =>
  REQUIRED.filter(([, anyOf]) => !anyOf.some((f) => header.columns.has(f))).map(([name]) => name);
