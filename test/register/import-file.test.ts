import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { SAMPLE_COMPANIES } from '../../dev/sample/companies.js';
import { SAMPLE_DAY, SAMPLE_FILES } from '../../dev/sample/files.js';
import { csvBytes, sampleRecords, tableOf } from '../../dev/sample/make.js';
import { xlsxBytes, type XlsxCell } from '../../dev/sample/xlsx.js';
import { keyedHashes } from '../../contract/keyed.js';
import { residentCheckDigit } from '../../domain/record/subject.js';
import { parseRecordsFile } from '../../register/import-file.js';
import { parseDay, parseFen } from '../../register/import-values.js';

const keyed = keyedHashes('a secret of the tests, of 32 characters or more');
const [COMPANY, OTHER] = SAMPLE_COMPANIES;
const GOOD = {
  行政相对人名称: COMPANY.name,
  统一社会信用代码: COMPANY.uscc as string,
  行政处罚决定书文号: '淮环罚〔2026〕示1号',
  违法行为类型: '超标排放',
  处罚类别: '罚款',
  '罚款金额(万元)': '1.5',
  处罚决定日期: '2026-03-01',
  处罚机关: '淮安市生态环境局',
};
type Changes = Partial<Record<keyof typeof GOOD, XlsxCell>> & Readonly<Record<string, XlsxCell>>;

/** A table with one row per change to the good row. */
function table(...changes: readonly Changes[]): XlsxCell[][] {
  const headers = [...new Set([...Object.keys(GOOD), ...changes.flatMap((c) => Object.keys(c))])];
  const good: Record<string, XlsxCell> = GOOD;
  return [headers, ...changes.map((change) => headers.map((h) => (h in change ? change[h] : good[h]) ?? ''))];
}
const csv = (rows: readonly (readonly XlsxCell[])[], sign = ','): Buffer =>
  Buffer.from(rows.map((r) => r.map((c) => `"${String(c).replace(/"/g, '""')}"`).join(sign)).join('\r\n'), 'utf8');
const xlsx = (...rows: XlsxCell[][]): Buffer => xlsxBytes([{ name: '数据', rows }]);
const read = (bytes: Buffer, name = 'a.csv') => parseRecordsFile(bytes, name, keyed.person);

async function problemOf(
  changes: Changes,
): Promise<{ code: string; message: string; row: number | null; column: string | null }> {
  const { rows, problems } = await read(csv(table(changes)));
  expect(rows).toEqual([]);
  expect(problems).toHaveLength(1);
  return problems[0]!;
}

describe('a row as a department publishes it', () => {
  it('becomes a record', async () => {
    const { rows, problems, ignored } = await read(
      csv(table({ 备注: '无', 履行情况: '已履行', 失信严重程度: '一般' })),
    );
    expect({ problems, ignored }).toEqual({ problems: [], ignored: ['备注'] });
    expect(rows).toEqual([
      {
        row: 2,
        subjectName: COMPANY.name,
        subjectCode: { kind: 'uscc', code: COMPANY.uscc },
        documentNumber: '淮环罚〔2026〕示1号',
        kind: '行政处罚',
        title: '超标排放',
        authority: '淮安市生态环境局',
        list: null,
        decisionDate: '2026-03-01',
        publishedOn: null,
        amountFen: 1_500_000,
        fineFen: 1_500_000,
        penaltyKinds: ['fine'],
        simpleProcedure: null,
        severityColumn: '一般',
        fulfilled: true,
        publicKind: null,
      },
    ]);
  });

  it('tells which character of the code is wrong and what it should be', async () => {
    const wrong = `${COMPANY.uscc.slice(0, 17)}${COMPANY.uscc.endsWith('0') ? '1' : '0'}`;
    expect(await problemOf({ 统一社会信用代码: wrong })).toEqual({
      row: 2,
      column: '统一社会信用代码',
      code: 'CODE_CHECK_DIGIT',
      message: `“统一社会信用代码”第 18 位(校验位)应为“${COMPANY.uscc.slice(-1)}”,现为“${wrong.slice(-1)}”,请核对全部号码。`,
    });
    const letter = `91320800YYYYO${COMPANY.uscc.slice(13)}`;
    expect((await problemOf({ 统一社会信用代码: letter })).message).toContain('第 13 位“O”不是允许的字符');
    expect((await problemOf({ 统一社会信用代码: COMPANY.uscc.slice(1) })).message).toContain('应为 18 位,现为 17 位');
  });

  it.each<[string, Changes, string]>([
    ['no name', { 行政相对人名称: '' }, 'VALUE_MISSING'],
    ['no code', { 统一社会信用代码: '' }, 'VALUE_MISSING'],
    ['a day that does not exist', { 处罚决定日期: '2026-02-30' }, 'DATE_INVALID'],
    ['an unfinished day', { 处罚决定日期: '2026年3月' }, 'DATE_INVALID'],
    ['a negative amount', { '罚款金额(万元)': '-1' }, 'AMOUNT_NEGATIVE'],
    ['less than a fen', { '罚款金额(万元)': '0.0000001' }, 'AMOUNT_TOO_FINE'],
    ['an amount in words', { '罚款金额(万元)': '壹万' }, 'AMOUNT_INVALID'],
    ['penalty and list at once', { 名单名称: '某名单' }, 'KIND_UNCLEAR'],
    ['neither penalty nor list', { 处罚类别: '' }, 'KIND_UNCLEAR'],
    ['an honour', { 名单名称: 'A级纳税人红名单', 处罚类别: '' }, 'RED_LIST'],
    ['an unknown word', { 履行情况: '大概' }, 'YES_NO_UNKNOWN'],
    ['columns that disagree', { 认定单位: '石家庄市生态环境局' }, 'COLUMNS_DISAGREE'],
    ['published before decided', { 公示日期: '2026-02-01' }, 'PUBLISHED_BEFORE_DECIDED'],
    ['a formula that failed', { 行政相对人名称: '#N/A' }, 'CELL_ERROR'],
  ])('is refused for %s', async (_, changes, code) => {
    expect(await problemOf(changes)).toMatchObject({ row: 2, code });
  });

  describe('of a natural person', () => {
    const number = '99010119900101001';
    const full = `${number}${residentCheckDigit(number)}`;
    const person = { 行政相对人名称: '张示例', 行政相对人类别: '自然人', 统一社会信用代码: '', 身份证号: full };

    it('goes by the keyed hash of the number, in whatever form it is typed and under whatever header', async () => {
      const typed = ` ${full.slice(0, 6)} ${full.slice(6)}`;
      const { 身份证号: _, ...rest } = person;
      for (const row of [
        person,
        { ...person, 身份证号: typed },
        { ...rest, 证件类型: '居民身份证', 证件号码: full },
        { ...rest, '行政相对人代码_5(居民身份证号)': full },
      ]) {
        const { rows, problems } = await read(csv(table({ ...row, 单位性质: '机关' })));
        expect(problems).toEqual([]);
        expect(rows).toMatchObject([{ subjectName: '张示例', subjectCode: keyed.person(full), publicKind: null }]);
        expect(JSON.stringify(rows)).not.toContain(full.slice(0, 17));
      }
      expect(keyed.person(full).code).toMatch(/^[0-9a-f]{64}$/);
      expect(keyedHashes('another secret of 32 characters or more').person(full)).not.toEqual(keyed.person(full));
    });

    it.each<[string, Changes, string, string]>([
      ['without a number', { 身份证号: '' }, 'PERSON_NUMBER', '请填写公民身份号码'],
      ['with one of the old kind', { 身份证号: '990101900101001' }, 'PERSON_NUMBER', '18位'],
      ['with a wrong check digit', { 身份证号: `${number}?` }, 'PERSON_NUMBER', '数字'],
      ['with another day of birth', { 身份证号: full.replace('19900101', '19900230') }, 'PERSON_NUMBER', '出生日期'],
      ['with another paper', { 证件类型: '护照' }, 'PERSON_CERTIFICATE', '护照'],
    ])('is refused %s, with nothing told of the number', async (_, changes, code, message) => {
      const problem = await problemOf({ ...person, ...changes });
      expect(problem).toMatchObject({ row: 2, code, message: expect.stringContaining(message) });
      expect(JSON.stringify(problem)).not.toContain('990101');
    });

    it('is refused with a number that a spreadsheet has rounded', async () => {
      const { rows, problems } = await read(xlsx(...table({ ...person, 身份证号: Number(number) * 10 })), 'a.xlsx');
      expect({ rows, codes: problems.map((p) => p.code) }).toEqual({ rows: [], codes: ['CODE_AS_NUMBER'] });
    });

    it('may stand in a sheet of persons alone, where an organisation is told what it lacks', async () => {
      const rows = table(person, { 身份证号: '' });
      const column = rows[0]?.indexOf('统一社会信用代码');
      const alone = rows.map((r) => r.filter((_, n) => n !== column));
      const { rows: read1, problems } = await read(csv(alone));
      expect(read1).toHaveLength(1);
      expect(problems).toMatchObject([{ row: 3, code: 'VALUE_MISSING', message: '“统一社会信用代码”不能为空。' }]);
    });

    it('is not read from a column of the legal representative', async () => {
      const { rows, ignored } = await read(csv(table({ 法定代表人证件号码: full })));
      expect(ignored).toEqual(['法定代表人证件号码']);
      expect(rows).toMatchObject([{ subjectCode: { kind: 'uscc', code: COMPANY.uscc } }]);
    });

    it('a sole proprietorship is none', async () => {
      expect((await read(csv(table({ 行政相对人类别: '个人独资企业' })))).rows).toMatchObject([
        { subjectCode: { kind: 'uscc' } },
      ]);
    });
  });

  it('does not guess the unit of an amount', async () => {
    const rows = table({ 罚款金额: '5' });
    const bare = rows.map((r) => r.filter((_, n) => rows[0]?.[n] !== '罚款金额(万元)'));
    expect((await read(csv(bare))).problems).toMatchObject([{ row: 2, code: 'AMOUNT_UNIT' }]);
    const own = bare.map((r) => r.map((c) => (c === '5' ? '5,000元' : c)));
    expect((await read(csv(own))).rows).toMatchObject([{ amountFen: 500_000 }]);
  });

  it('is read from a list too', async () => {
    const { rows } = await read(
      csv(
        table(
          { 处罚类别: '', '罚款金额(万元)': '', 列入名单名称: '严重违法失信名单' },
          { 处罚类别: '', 列入名单名称: '经营异常名录', 行政处罚决定书文号: '2' },
        ),
      ),
    );
    expect(rows).toMatchObject([
      { kind: '严重失信主体名单', list: '严重违法失信名单', amountFen: null },
      { kind: '经营异常名录', list: null },
    ]);
  });

  it('counts an unknown kind of penalty as another kind', async () => {
    const { rows } = await read(csv(table({ 处罚类别: '警告;责令改正' })));
    expect(rows[0]?.penaltyKinds).toEqual(['warning', 'other']);
  });

  it('writes the brackets of a document number one way, so that it is found again', async () => {
    const { rows, problems } = await read(csv(table({}, { 行政处罚决定书文号: '淮环罚[2026]示1号' })));
    expect(rows).toHaveLength(1);
    expect(problems).toMatchObject([{ row: 3, code: 'DUPLICATE_ROW', message: expect.stringContaining('第 2 行') }]);
  });

  it('keeps text that looks like a formula as text', async () => {
    for (const name of ['=1+1', '+cmd', '-2', '@SUM(A1)']) {
      expect((await read(csv(table({ 行政相对人名称: name })))).rows[0]?.subjectName).toBe(name);
      expect((await read(xlsx(...table({ 行政相对人名称: name })), 'a.xlsx')).rows[0]?.subjectName).toBe(name);
    }
  });
});

describe('files', () => {
  const text = csv(table({}, { 统一社会信用代码: OTHER.uscc })).toString('utf8');
  // 公示 … in GB18030 cannot be written by Node; these bytes are those of the file below.
  const GB18030 = Buffer.from(
    'd0d0d5fecfe0b6d4c8cbc3fbb3c62ccdb3d2bbc9e7bbe1d0c5d3c3b4fac2eb2cd0d0d5feb4a6b7a3bef6b6a8cae9cec4bac52cb4a6b7a3c0e0b1f02cb4a6b7a3bef6b6a8c8d5c6da2cb4a6b7a3bbfab9d8',
    'hex',
  );

  it('may have a BOM or none, and commas, tabs or semicolons', async () => {
    const rows = table({}, { 统一社会信用代码: OTHER.uscc, 违法行为类型: '甲;乙,丙' });
    for (const sign of [',', '\t', ';']) {
      const plain = csv(rows, sign);
      expect((await read(plain)).rows).toHaveLength(2);
      expect((await read(Buffer.concat([Buffer.from('\uFEFF', 'utf8'), plain]))).rows).toEqual(
        (await read(plain)).rows,
      );
    }
    expect((await read(Buffer.from(text, 'utf8'))).rows).toHaveLength(2);
  });

  it('may be in GB18030', async () => {
    const line = Buffer.from(`\r\nDEMO,${COMPANY.uscc},No1,`, 'latin1');
    const rest = Buffer.concat([Buffer.from('beafb8e6', 'hex'), Buffer.from(',2026/3/1,HAHB', 'latin1')]);
    const { rows, problems } = await read(Buffer.concat([GB18030, line, rest]));
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      { subjectName: 'DEMO', penaltyKinds: ['warning'], authority: 'HAHB', decisionDate: '2026-03-01' },
    ]);
  });

  it('may have titles above the header and blank lines; rows are numbered as a spreadsheet shows them', async () => {
    const [header = [], row = []] = table({});
    const { rows } = await read(csv([['行政处罚信息表'], header, [''], row]));
    expect(rows).toMatchObject([{ row: 4 }]);
  });

  it('name what is missing in the header, once', async () => {
    const without = table({}).map((r) => r.slice(0, -1));
    expect((await read(csv(without))).problems).toEqual([
      { row: null, column: null, code: 'COLUMN_MISSING', message: '表头缺少必需的列:处罚机关(认定单位)。' },
    ]);
  });

  it.each<[string, Buffer, string, string]>([
    ['too large', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'a.csv', 'FILE_TOO_LARGE'],
    ['of another kind', Buffer.from('%PDF-1.7'), 'a.pdf', 'FILE_TYPE'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'a.xls', 'FILE_TYPE'],
    ['without rows', csv(table()), 'a.csv', 'FILE_EMPTY'],
    ['with an open quote', Buffer.from(`${text}\r\n"abc`), 'a.csv', 'FILE_DAMAGED'],
    ['a cut workbook', xlsx(...table({})).subarray(0, 900), 'a.xlsx', 'FILE_EXPANDS'],
    ['a cell far out', xlsx(['x'], [{ attributes: 's="0"', xml: '<v>1</v>" r="XFD1"' }]), 'a.xlsx', 'FILE_EXPANDS'],
  ])('that are %s are refused whole', async (_, bytes, name, code) => {
    const { rows, problems } = await read(bytes, name);
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([{ row: null, code }]);
  });

  it('may have 20,000 rows and not one more', async () => {
    const [header = [], row = []] = table({});
    const many = (n: number): Buffer =>
      csv([header, ...Array.from({ length: n }, (_, i) => row.map((c, at) => (at === 2 ? `示${i}号` : c)))]);
    expect((await read(many(20_000))).rows).toHaveLength(20_000);
    expect((await read(many(20_001))).problems).toMatchObject([{ code: 'TOO_MANY_ROWS' }]);
  });

  it('that unpack to more than they may are refused before they are read', async () => {
    const bomb = zipOfOne(Buffer.alloc(80 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(200_000);
    expect((await read(bomb, 'a.xlsx')).problems).toMatchObject([{ code: 'FILE_EXPANDS' }]);
  });
});

describe('workbooks', () => {
  it('keep dates, numbers and long codes as they are', async () => {
    const serial = { attributes: 's="1"', xml: '<v>46082</v>' };
    const { rows, problems } = await read(
      xlsx(
        ...table(
          { 处罚决定日期: serial, '罚款金额(万元)': 0.1 + 0.2, 公示日期: 46090 },
          { '罚款金额(万元)': { attributes: '', xml: '<v>0.10000000000000001</v>' }, 行政处罚决定书文号: '2' },
          { 统一社会信用代码: { attributes: '', xml: '<v>9.132080012345678E+17</v>' } },
          {
            行政相对人名称: { attributes: 't="str"', xml: '<f>HYPERLINK("http://x","y")</f><v>示例公司</v>' },
            行政处罚决定书文号: '4',
          },
        ),
      ),
      'a.xlsx',
    );
    expect(rows).toMatchObject([
      { decisionDate: '2026-03-01', publishedOn: '2026-03-09', amountFen: 300_000 },
      { amountFen: 100_000 },
      { subjectName: '示例公司' },
    ]);
    expect(problems).toMatchObject([{ row: 4, code: 'CODE_AS_NUMBER' }]);
  });

  it('may hold other sheets, but only one of records', async () => {
    const rows = table({});
    const notes = { name: '填报说明', rows: [['请按要求填写']] };
    const one = xlsxBytes([notes, { name: '数据', rows }]);
    expect((await read(one, 'a.xlsx')).rows).toHaveLength(1);
    const two = xlsxBytes([
      { name: '甲', rows },
      { name: '乙', rows },
    ]);
    expect((await read(two, 'a.xlsx')).problems).toMatchObject([
      { code: 'TOO_MANY_SHEETS', message: expect.stringContaining('甲、乙') },
    ]);
  });
});

describe('values', () => {
  const cell = (text: string) => ({ text, form: 'text' }) as const;

  it.each(['2026-03-01', '2026-3-1', '2026/3/1', '2026.3.1', '2026年3月1日', '20260301', '2026-03-01 10:20:30'])(
    '%s is a day',
    (text) => {
      expect(parseDay(cell(text))).toEqual({ ok: true, value: '2026-03-01' });
    },
  );

  it('amounts are exact to the fen, in either unit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: BigInt(Number.MAX_SAFE_INTEGER) }),
        fc.constantFrom(...UNITS),
        (fen, [unit, places]) => {
          const digits = fen.toString().padStart(places + 1, '0');
          const text = `${digits.slice(0, -places)}.${digits.slice(-places)}`;
          expect(parseFen(cell(text), unit)).toEqual({ ok: true, value: Number(fen) });
          expect(parseFen(cell(`${text}${unit}`), null)).toEqual({ ok: true, value: Number(fen) });
        },
      ),
    );
  });

  it('amounts never throw and never come out wrong', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-+eE万元 ') }), (text) => {
        const result = parseFen(cell(text), '元');
        if (result.ok) expect(Number.isSafeInteger(result.value) && result.value >= 0).toBe(true);
      }),
    );
  });
});

const UNITS = [
  ['万元', 6],
  ['元', 2],
] as const;

describe('no row is lost', () => {
  it('whatever the cells hold, each filled row is a record or has a reason', async () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('', '无', '2026-03-01', '-1', COMPANY.uscc, '罚款', '=A1', '\u0000', '"'),
    );
    const change = fc.dictionary(fc.constantFrom(...Object.keys(GOOD)), value, { maxKeys: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        const rows = table(...changes).map((r) => r.map((c) => String(c).replace(/\u0000/g, '')));
        const filled = rows.flatMap((r, n) => (n > 0 && r.some((c) => c.trim() !== '') ? [n + 1] : []));
        const parsed = await read(csv(rows));
        const told = new Set([...parsed.rows.map((r) => r.row), ...parsed.problems.map((p) => p.row)]);
        expect([...told].sort((a, b) => Number(a) - Number(b))).toEqual(filled);
        const good = new Set(parsed.rows.map((r) => r.row));
        expect(parsed.problems.every((p) => p.row !== null && !good.has(p.row) && p.message !== '')).toBe(true);
      }),
    );
  });
});

describe('the sample files', () => {
  const directory = path.join(__dirname, '../../dev/sample');

  it.each(SAMPLE_FILES.map((f) => [f.name, f] as const))(
    '%s is as generated and reads without a problem',
    async (name, { bytes }) => {
      const kept = readFileSync(path.join(directory, name));
      expect(kept.equals(bytes())).toBe(true);
      const { rows, problems, ignored } = await read(kept, name);
      expect({ problems, ignored }).toEqual({ problems: [], ignored: [] });
      expect(rows.length).toBeGreaterThanOrEqual(10);
    },
  );

  it.each([SAMPLE_DAY, '2026-12-31', '2027-02-28', '2028-02-29'])('can be made for %s', async (day) => {
    const { rows, problems } = await read(csvBytes(tableOf(sampleRecords(day))));
    expect(problems).toEqual([]);
    expect(rows.every((r) => r.decisionDate < day)).toBe(true);
  });

  it('write what a spreadsheet would compute behind an apostrophe', () => {
    expect(csvBytes([['=1+1', 'a"b']]).toString('utf8')).toBe('\uFEFF\'=1+1,"a""b"\r\n');
  });
});

/** A package of one part, packed, with honest sizes. */
function zipOfOne(content: Buffer): Buffer {
  const data = deflateRawSync(content);
  const head = Buffer.alloc(26);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(data.length, 14);
  head.writeUInt32LE(content.length, 18);
  head.writeUInt16LE(5, 22);
  const name = Buffer.from('a.xml');
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, name, data]);
  const index = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, index, end]);
}
