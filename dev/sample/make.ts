/** Made-up records of the sample companies, as departments publish them; their dates are set against a given day. */
import { addDays, addMonths, type Day } from '../../domain/time/calendar.js';
import { SAMPLE_COMPANIES, type SampleCompany } from './companies.js';

export const SAMPLE_HEADERS = [
  '行政相对人名称',
  '统一社会信用代码',
  '行政处罚决定书文号',
  '违法行为类型',
  '处罚类别',
  '处罚内容',
  '罚款金额(万元)',
  '没收违法所得、没收非法财物的金额(万元)',
  '处罚决定日期',
  '公示日期',
  '处罚机关',
  '是否简易程序',
  '失信严重程度',
  '履行情况',
  '列入名单名称',
] as const;

export type SampleHeader = (typeof SAMPLE_HEADERS)[number];
export type SampleRecord = Readonly<Record<SampleHeader, string>>;

/** What one company did, `monthsAgo` before the day. `by` is its city's environment or market authority. */
export interface Story {
  readonly monthsAgo: number;
  readonly by: 'environment' | 'market';
  readonly offence: string;
  readonly penalty?: string;
  readonly list?: string;
  readonly fine?: string;
  readonly confiscated?: string;
  readonly simple?: true;
  readonly severity?: '轻微' | '一般' | '严重';
  readonly fulfilled?: '已履行' | '未履行';
}

const POLLUTION = '超过排放标准排放污染物';
const FOOD = '经营标签不符合规定的食品';
const ADVERTISING = '发布虚假广告';
const LIST = '市场监督管理严重违法失信名单';

/** In the order of each city's companies: general ones first, of which the first two may be repaired at once. */
const STORIES: readonly Story[] = [
  {
    monthsAgo: 6,
    by: 'environment',
    offence: POLLUTION,
    penalty: '罚款',
    fine: '12.5',
    severity: '一般',
    fulfilled: '已履行',
  },
  {
    monthsAgo: 5,
    by: 'market',
    offence: FOOD,
    penalty: '没收违法所得、没收非法财物',
    confiscated: '0.326',
    fulfilled: '已履行',
  },
  {
    monthsAgo: 1,
    by: 'environment',
    offence: POLLUTION,
    penalty: '罚款',
    fine: '8',
    severity: '一般',
    fulfilled: '已履行',
  },
  {
    monthsAgo: 14,
    by: 'environment',
    offence: '未批先建',
    penalty: '罚款;责令停产停业',
    fine: '60',
    fulfilled: '已履行',
  },
  { monthsAgo: 4, by: 'market', offence: '生产不符合安全标准的食品', penalty: '吊销许可证件', fulfilled: '已履行' },
  { monthsAgo: 1, by: 'environment', offence: '未按规定公开环境信息', penalty: '警告' },
  {
    monthsAgo: 38,
    by: 'environment',
    offence: POLLUTION,
    penalty: '罚款',
    fine: '100',
    severity: '严重',
    fulfilled: '已履行',
  },
  { monthsAgo: 3, by: 'market', offence: ADVERTISING, penalty: '罚款', fine: '20.000001', fulfilled: '已履行' },
  {
    monthsAgo: 13,
    by: 'environment',
    offence: POLLUTION,
    penalty: '罚款',
    fine: '15',
    severity: '一般',
    fulfilled: '未履行',
  },
  { monthsAgo: 13, by: 'market', offence: '提交虚假材料取得登记', list: LIST, fulfilled: '已履行' },
  {
    monthsAgo: 2,
    by: 'market',
    offence: '未明码标价',
    penalty: '罚款',
    fine: '0.02',
    simple: true,
    fulfilled: '已履行',
  },
  {
    monthsAgo: 8,
    by: 'market',
    offence: ADVERTISING,
    penalty: '罚款',
    fine: '3',
    severity: '一般',
    fulfilled: '已履行',
  },
];

const CITIES = {
  '320800': { environment: ['淮安市生态环境局', '淮环罚'], market: ['淮安市市场监督管理局', '淮市监处罚'] },
  '130100': { environment: ['石家庄市生态环境局', '石环罚'], market: ['石家庄市市场监督管理局', '石市监处罚'] },
} as const;

/** The rows of one city, or of both, as they would be published on the day. */
export function sampleRecords(today: Day, city?: SampleCompany['city']): readonly SampleRecord[] {
  const companies: readonly SampleCompany[] = SAMPLE_COMPANIES;
  return (['320800', '130100'] as const)
    .filter((code) => city === undefined || city === code)
    .flatMap((code) =>
      companies
        .filter((c) => c.city === code)
        .flatMap((company, n) => {
          const story = STORIES[n];
          return story === undefined ? [] : [recordOf(company, story, n + 1, today)];
        }),
    );
}

/** The row of one company's record, under the `number`th document of its authority's series. */
export function recordOf(company: SampleCompany, story: Story, number: number, today: Day): SampleRecord {
  const decided = addMonths(today, -story.monthsAgo);
  const [authority, series] = CITIES[company.city][story.by];
  return {
    行政相对人名称: company.name,
    统一社会信用代码: company.uscc,
    行政处罚决定书文号: `${series}${story.list === undefined ? '' : '列'}〔${decided.slice(0, 4)}〕示${number}号`,
    违法行为类型: story.offence,
    处罚类别: story.penalty ?? '',
    处罚内容: story.penalty === undefined ? '' : `依法给予${story.penalty}`,
    '罚款金额(万元)': story.fine ?? '',
    '没收违法所得、没收非法财物的金额(万元)': story.confiscated ?? '',
    处罚决定日期: decided,
    公示日期: addDays(decided, 5),
    处罚机关: authority,
    是否简易程序: story.simple === true ? '是' : '否',
    失信严重程度: story.severity ?? '',
    履行情况: story.fulfilled ?? '',
    列入名单名称: story.list ?? '',
  };
}

/** The rows with their header, as text cells. */
export const tableOf = (records: readonly SampleRecord[]): readonly (readonly string[])[] => [
  SAMPLE_HEADERS,
  ...records.map((r) => SAMPLE_HEADERS.map((h) => r[h])),
];

/**
 * UTF-8 with BOM, so that Excel opens it rightly. What a spreadsheet would compute (a leading = + - @ or tab) is written
 * behind an apostrophe.
 */
export function csvBytes(table: readonly (readonly string[])[]): Buffer {
  const cell = (text: string): string => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  return Buffer.from(`\uFEFF${table.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`, 'utf8');
}
