import fc from 'fast-check';
import type pg from 'pg';
import { csvBytes, sampleRecords, tableOf } from '../../dev/sample/make.js';
import { usccCheckDigit } from '../../domain/record/subject.js';
import {
  importRecords,
  publishActs,
  unpublishedRecords,
  type ImportAnswer,
  type ImportInput,
} from '../../register/import.js';
import { keyedHashes } from '../../contract/keyed.js';
import { parseRecordsFile } from '../../register/import-file.js';
import { rowProblem } from '../../register/import-problem.js';
import type { ParsedRow } from '../../register/import-row.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const TODAY = '2026-11-22';
const keyed = keyedHashes('a secret of the tests, of 32 characters or more');
const AT = '2026-11-22T04:00:00.000Z';

let db: TestDatabase;
beforeAll(async () => {
  db = await createDatabase();
  await db.owner
    .query(`insert into region (code, name) values ('000000', '全国'), ('320000', '江苏省'), ('320800', '淮安市'),
    ('320804', '淮阴区'), ('130100', '石家庄市')`);
  await db.owner.query(`insert into department (id, name, region, document_code) values
    ('huaian-sthj', '淮安市生态环境局', '320800', '淮环'), ('huaian-scjg', '淮安市市场监督管理局', '320800', '淮市监'),
    ('huaiyin-sthj', '淮阴区生态环境局', '320804', '淮阴环'), ('sjz-sthj', '石家庄市生态环境局', '130100', '石环'),
    ('sjz-scjg', '石家庄市市场监督管理局', '130100', '石市监')`);
  await db.owner
    .query(`insert into party (id, name, region, adapter) values ('credit-china', '信用中国', '000000', 'manual'),
    ('credit-js', '信用江苏', '320000', 'manual'), ('credit-huaian', '信用淮安', '320800', 'manual'),
    ('huaiyin-kjj', '淮阴区科技局', '320804', 'manual'), ('credit-sjz', '信用石家庄', '130100', 'manual')`);
  await db.owner.query(`insert into party_duty (region, party, effects) values
    ('000000', 'credit-china', '{endPublicity,stopSharing}'), ('320000', 'credit-js', '{endPublicity}'),
    ('320800', 'credit-huaian', '{endPublicity}'), ('320804', 'huaiyin-kjj', '{liftMeasures}'),
    ('130100', 'credit-sjz', '{endPublicity}')`);
});
afterAll(() => db.drop());
beforeEach(() =>
  db.owner.query(
    'truncate record_party, record, import, subject, case_file, journal, personal, contact, application, term, measure, instruction, notice, inbox cascade',
  ),
);

const code = (n: number): string => {
  const body = `91320800YYYY${String(n).padStart(5, '0')}`;
  return `${body}${usccCheckDigit(body) ?? ''}`;
};
const row = (n: number, more: Partial<ParsedRow> = {}): ParsedRow => ({
  row: n + 1,
  subjectName: `淮安示例${n}有限公司`,
  subjectCode: { kind: 'uscc', code: code(n) },
  documentNumber: `淮环罚〔2026〕示${n}号`,
  kind: '行政处罚',
  title: '超标排放',
  authority: '淮安市生态环境局',
  list: null,
  decisionDate: '2026-06-01',
  publishedOn: null,
  amountFen: 1_000_000,
  fineFen: null,
  penaltyKinds: ['confiscation'],
  simpleProcedure: null,
  severityColumn: null,
  fulfilled: true,
  publicKind: null,
  ...more,
});
let acts = 0;
const input = (rows: readonly ParsedRow[], more: Partial<ImportInput> = {}): ImportInput => ({
  rows,
  problems: [],
  fileName: 'a.csv',
  sha256: '0'.repeat(64),
  importedBy: 'credit-office-1',
  region: '320800',
  inScope: (authority) => authority.region.startsWith('3208'),
  actId: `import-${++acts}`,
  requestHash: 'h1',
  at: AT,
  ...more,
});
async function enter(
  rows: readonly ParsedRow[],
  more: Partial<ImportInput> = {},
  pool: pg.Pool = db.pool,
): Promise<ImportAnswer> {
  const result = await importRecords(pool, input(rows, more));
  if (result.kind !== 'imported') throw new Error(result.kind);
  return result.answer;
}
const all = async <T extends pg.QueryResultRow>(sql: string): Promise<T[]> => (await db.owner.query<T>(sql)).rows;

describe('importing records', () => {
  it('enters them, for everybody who was given them: nation, province, city and place', async () => {
    const answer = await enter([row(1), row(2, { authority: '淮阴区生态环境局' })]);
    expect(answer.counts).toEqual({ imported: 2, existing: 0, refused: 0 });
    expect(answer.rows[0]).toMatchObject({
      status: 'imported',
      severity: 'general',
      region: '320800',
      department: 'huaian-sthj',
    });
    expect(answer.rows[0]?.recordId).toMatch(/^R[\w-]{16}$/);
    expect(
      await all(`select document_number, decision_date::text, amount_fen, severity, severity_basis <> '' as based, region, status,
      import_id from record where region = '320800'`),
    ).toEqual([
      {
        document_number: '淮环罚〔2026〕示1号',
        decision_date: '2026-06-01',
        amount_fen: '1000000',
        severity: 'general',
        based: true,
        region: '320800',
        status: 'published',
        import_id: answer.importId,
      },
    ]);
    expect(
      await all('select region, party, effects from record_party join record r on r.id = record_id order by 1, 2'),
    ).toEqual([
      { region: '320800', party: 'credit-china', effects: ['endPublicity', 'stopSharing'] },
      { region: '320800', party: 'credit-huaian', effects: ['endPublicity'] },
      { region: '320800', party: 'credit-js', effects: ['endPublicity'] },
      { region: '320804', party: 'credit-china', effects: ['endPublicity', 'stopSharing'] },
      { region: '320804', party: 'credit-huaian', effects: ['endPublicity'] },
      { region: '320804', party: 'credit-js', effects: ['endPublicity'] },
      { region: '320804', party: 'huaiyin-kjj', effects: ['liftMeasures'] },
    ]);
  });

  it('enters a person by the keyed hash; the register itself takes no number for a code', async () => {
    const person = row(1, { subjectName: '张示例', subjectCode: keyed.person('99010119900101001X') });
    expect((await enter([person, row(2)])).counts).toEqual({ imported: 2, existing: 0, refused: 0 });
    expect((await enter([person])).counts).toEqual({ imported: 0, existing: 1, refused: 0 });
    expect(await all('select kind, code_kind, length(code) from subject order by kind')).toEqual([
      { kind: 'organisation', code_kind: 'uscc', length: 18 },
      { kind: 'person', code_kind: 'personKey', length: 64 },
    ]);
    const numbered = `insert into subject (id, kind, code_kind, code, name)
      values ('S1', 'person', 'personKey', '99010119900101001X', '张示例')`;
    await expect(db.owner.query(numbered)).rejects.toThrow('check constraint');
  });

  it('answers the same request the same, and refuses another one under its key', async () => {
    const first = await enter([row(1)], { actId: 'once' });
    expect(await enter([row(1)], { actId: 'once', at: '2026-11-23T04:00:00.000Z' })).toEqual(first);
    expect(await importRecords(db.pool, input([row(2)], { actId: 'once', requestHash: 'h2' }))).toEqual({
      kind: 'keyReused',
    });
    expect(await all('select id from record')).toHaveLength(1);
  });

  it('finds what is there already, and overwrites nothing that differs', async () => {
    const first = await enter([row(1)]);
    const again = await enter([row(1), row(2)]);
    expect(again.counts).toEqual({ imported: 1, existing: 1, refused: 0 });
    expect(again.rows[0]?.recordId).toBe(first.rows[0]?.recordId);
    const differing = await enter([row(1, { decisionDate: '2026-06-02', amountFen: 5 })]);
    expect(differing.rows[0]).toMatchObject({ status: 'refused', recordId: first.rows[0]?.recordId });
    expect(differing.rows[0]?.problems).toEqual([
      rowProblem('CONFLICT', 2, null, {
        differences: '决定日期登记为“2026-06-01”,文件为“2026-06-02”;金额(分)登记为“1000000”,文件为“5”',
      }),
    ]);
    expect(await all(`select decision_date::text as d from record where document_number like '%示1号'`)).toEqual([
      { d: '2026-06-01' },
    ]);
  });

  it('does not call it a conflict when a file says less, or a person has classified since', async () => {
    await enter([row(1, { penaltyKinds: ['fine'] })]);
    await db.owner.query(`update record set severity = 'serious'`);
    const again = await enter([row(1, { penaltyKinds: ['fine'], amountFen: null, fulfilled: null })]);
    expect(again.rows[0]).toMatchObject({ status: 'existing', severity: 'serious', problems: [] });
  });

  it('keeps the name it knows and says so', async () => {
    await enter([row(1)]);
    const { rows } = await enter([row(1, { documentNumber: '2', subjectName: '改名公司' })]);
    expect(rows[0]).toMatchObject({ status: 'imported', problems: [{ code: 'NAME_DIFFERS' }] });
    expect(await all('select name from subject')).toEqual([{ name: '淮安示例1有限公司' }]);
  });

  it('enters the good rows of a file with bad ones', async () => {
    const { rows, counts } = await enter(
      [
        row(1),
        row(2, { authority: '石家庄市生态环境局' }),
        row(3, { authority: '没有这个局' }),
        row(4, { decisionDate: '2026-11-23' }),
        row(5, { documentNumber: row(1).documentNumber, subjectCode: row(1).subjectCode, authority: 'huaian-sthj' }),
      ],
      { problems: [rowProblem('VALUE_MISSING', 9, '处罚机关')] },
    );
    expect(counts).toEqual({ imported: 1, existing: 0, refused: 5 });
    expect(rows.map((r) => [r.row, r.problems.map((p) => p.code)])).toEqual([
      [2, []],
      [3, ['AUTHORITY_UNKNOWN']],
      [4, ['AUTHORITY_UNKNOWN']],
      [5, ['DATE_IN_FUTURE']],
      [6, ['DUPLICATE_ROW']],
      [9, ['VALUE_MISSING']],
    ]);
    expect(await all('select id from record')).toHaveLength(1);
  });

  it('takes the severity from its column, else the default, else leaves it to a person', async () => {
    const { rows } = await enter([
      row(1, { severityColumn: '严重' }),
      row(2, { penaltyKinds: ['warning'] }),
      row(3, { penaltyKinds: ['fine'] }),
      row(4, { kind: '严重失信主体名单', list: '严重违法失信名单', penaltyKinds: [] }),
      row(5, { severityColumn: '说不清' }),
    ]);
    expect(rows.map((r) => r.severity)).toEqual(['serious', 'minor', null, 'serious', null]);
    expect(rows.every((r) => r.basis !== null && r.basis !== '')).toBe(true);
  });

  it('imports the sample files of both cities', async () => {
    const parsed = await parseRecordsFile(csvBytes(tableOf(sampleRecords(TODAY))), 'records.csv', keyed.person);
    const answer = await enter(parsed.rows, { problems: parsed.problems, inScope: () => true });
    expect(answer.counts).toMatchObject({ refused: 0, imported: parsed.rows.length });
    const severities = new Set(answer.rows.map((r) => r.severity));
    expect(severities).toEqual(new Set(['general', 'serious', 'minor', null]));
  });

  it('of 5,000 rows takes no more statements than one of few', async () => {
    const counted = async (rows: readonly ParsedRow[]): Promise<number> => {
      let statements = 0;
      const counting = new Proxy(db.pool, {
        get: (pool, key) =>
          key !== 'connect'
            ? Reflect.get(pool, key)
            : async () => {
                const client = await pool.connect();
                const query = client.query.bind(client);
                Object.assign(client, { query: (...args: [string, unknown[]]) => (statements++, query(...args)) });
                return client;
              },
      });
      expect((await enter(rows, {}, counting)).counts.imported).toBe(rows.length);
      return statements;
    };
    const few = await counted([row(90_001)]);
    const many = await counted(Array.from({ length: 5_000 }, (_, n) => row(n)));
    expect(few).toBeLessThanOrEqual(13);
    expect(many).toBe(few);
  });

  it('of the same rows twice at once enters each once', async () => {
    const rows = [row(1), row(2)];
    const answers = await Promise.all([enter(rows), enter([...rows].reverse())]);
    expect(answers.map((a) => a.counts.imported).sort()).toEqual([0, 2]);
    expect(await all('select id from record')).toHaveLength(2);
  });

  it('gives every row exactly one answer: imported, existing, or refused with a reason', async () => {
    const some = fc.record(
      {
        authority: fc.constantFrom('淮安市生态环境局', 'huaian-scjg', '石家庄市生态环境局', '?'),
        decisionDate: fc.constantFrom('2026-06-01', '2026-06-02', '2027-01-01'),
        severityColumn: fc.constantFrom(null, '一般', '?'),
        publishedOn: fc.constantFrom(null, '2026-06-05', '2027-02-01'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), some), { maxLength: 8 }), async (parts) => {
        const rows = parts.map(([n, more], at) => ({ ...row(n, more), row: at + 2 }));
        const before = (await all('select id from record')).length;
        const answer = await enter(rows);
        expect(answer.rows.map((r) => r.row)).toEqual(rows.map((r) => r.row));
        for (const r of answer.rows)
          expect(r.status === 'refused' ? r.problems.length > 0 : r.recordId !== null).toBe(true);
        expect((await all('select id from record')).length - before).toBe(answer.counts.imported);
      }),
      { numRuns: 30 },
    );
  });
});

describe('beginning the life of a record', () => {
  it('says which workflows to start, the same way however often it is asked', async () => {
    const answer = await enter([row(1), row(2, { authority: '?' })]);
    const starts = publishActs(answer);
    const id = answer.rows[0]?.recordId ?? '';
    expect(starts).toEqual([
      {
        start: { process: 'record', recordId: id, region: '320800', department: 'huaian-sthj' },
        act: {
          id: `publish-${id}`,
          name: 'publish',
          caseId: null,
          actor: { id: 'system', role: 'system', department: null, party: null },
          basedOn: null,
          effectiveAt: AT,
          receivedAt: AT,
          requestHash: expect.stringMatching(/^[0-9a-f]{64}$/),
          payload: {},
        },
      },
    ]);
    expect(await unpublishedRecords(db.pool, 10)).toEqual(starts);
  });

  it('finds no record whose life has begun, or that is no longer shown', async () => {
    const { rows } = await enter([row(1), row(2), row(3)]);
    const [begun, ended, left] = rows.map((r) => r.recordId);
    await db.owner.query(
      `insert into case_file (id, process, record_id, subject_id, region, department, stage, version, head, state, opened_at, moved_at)
       select 'C1', 'record', id, subject_id, region, authority, 'published', 1, '', '{}', $2, $2 from record where id = $1`,
      [begun, AT],
    );
    await db.owner.query(`update record set status = 'ended' where id = $1`, [ended]);
    expect((await unpublishedRecords(db.pool, 10)).map((s) => s.start.recordId)).toEqual([left]);
  });
});
