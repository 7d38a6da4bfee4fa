/** Bulk entry by file: who may, what becomes of each row, and the same key again. */
import { as, createWorld, PEOPLE, upload as send, type Sent, type World } from './support.js';
import { usccCheckDigit } from '../../domain/record/subject.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const uscc = (digits: string): string => `91320800${digits}${usccCheckDigit(`91320800${digits}`)}`;
const HEAD =
  '行政相对人名称,统一社会信用代码,行政处罚决定书文号,违法事实,处罚类别,处罚决定日期,处罚机关,罚款金额(万元)';
const row = (code: string, number: string): string =>
  `示例公司,${code},${number},超标排放污染物,罚款,2026-03-02,淮安市生态环境局,1`;

const upload = (who: object, key: string, csv: string, fileName?: string): Promise<Sent> =>
  send(world, who, key, csv, fileName);

test('good rows enter, bad ones say why, and each new record begins its life', async () => {
  const csv = [HEAD, row(uscc('111111111'), '淮环罚〔2026〕1号'), row('913208001111111110', '淮环罚〔2026〕2号')].join(
    '\n',
  );
  const first = await upload(PEOPLE.office, 'import-key-1', csv);
  expect(first).toMatchObject({ status: 200, body: { counts: { imported: 1, existing: 0, refused: 1 } } });
  expect(world.cases.signals.map((a) => a.name)).toEqual(['publish']);
  expect(await upload(PEOPLE.office, 'import-key-1', csv)).toMatchObject({ status: 200, body: first.body });
  expect(await upload(PEOPLE.office, 'import-key-1', `${csv}\n`)).toMatchObject({
    status: 422,
    body: { code: 'KEY_REUSED' },
  });
  expect(await upload(PEOPLE.handler, 'import-key-2', csv)).toMatchObject({
    body: { counts: { imported: 0, existing: 1, refused: 1 } },
  });
});

test('columns that were not understood are named', async () => {
  const csv = [`${HEAD},内部备注`, `${row(uscc('333333333'), '淮环罚〔2026〕9号')},略`].join('\n');
  const sent = await upload(PEOPLE.office, 'import-key-9', csv);
  expect(sent.body).toMatchObject({ counts: { imported: 1 }, ignoredColumns: ['内部备注'] });
  expect((await upload(PEOPLE.office, 'import-key-9', csv)).body).toEqual(sent.body);
});

test('only for authorities within reach, and only by those who may', async () => {
  const csv = [HEAD, row(uscc('222222222'), '淮环罚〔2026〕3号')].join('\n');
  expect(await upload(PEOPLE.elsewhereOffice, 'import-key-3', csv)).toMatchObject({
    body: { counts: { imported: 0, refused: 1 } },
  });
  expect((await upload(PEOPLE.clerk, 'import-key-4', csv)).status).toBe(403);
  expect((await upload(PEOPLE.auditor, 'import-key-5', csv)).status).toBe(403);
});

test('a file that cannot be read is a problem, not a fault', async () => {
  expect(await upload(PEOPLE.office, 'import-key-6', 'nothing of use')).toMatchObject({
    status: 422,
    body: { code: 'BAD_FILE' },
  });
  expect(await upload(PEOPLE.office, 'import-key-7', 'x'.repeat(11 * 1024 * 1024))).toMatchObject({
    status: 413,
    body: { code: 'TOO_LARGE' },
  });
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/v1/records/import',
    headers: { authorization: `Bearer ${await world.token(PEOPLE.office)}`, 'idempotency-key': 'import-key-8' },
    payload: { rows: [] },
  });
  expect(answer.statusCode).toBe(415);
});

test.each([
  ['without a boundary', 'multipart/form-data', ''],
  ['with a boundary that never comes', 'multipart/form-data; boundary=x', 'abc'],
  ['whose part has no header', 'multipart/form-data; boundary=x', '--x\r\nFalse--x--\r\n'],
  [
    'cut off',
    'multipart/form-data; boundary=x',
    '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na',
  ],
  [
    'without a file',
    'multipart/form-data; boundary=x',
    '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\na\r\n--x--\r\n',
  ],
])('a form %s: a problem, and nothing enters', async (_, type, payload) => {
  const before = (await world.database.pool.query('select 1 from import')).rowCount;
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/v1/records/import',
    headers: {
      authorization: `Bearer ${await world.token(PEOPLE.office)}`,
      'idempotency-key': 'malformed-form',
      'content-type': type,
    },
    payload,
  });
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  expect((await world.database.pool.query('select 1 from import')).rowCount).toBe(before);
});

test('a sector’s standard: proposed by one, confirmed by another; then a fine is classified that was a task before, elsewhere not', async () => {
  const entered = async (n: number): Promise<unknown> => {
    const sent = await upload(
      PEOPLE.office,
      `sector-key-${n}`,
      [HEAD, row(uscc(`44444444${n}`), `淮环罚〔2026〕${n + 50}号`)].join('\n'),
    );
    return (sent.body['rows'] as object[])[0];
  };
  expect(await entered(1)).toMatchObject({
    status: 'imported',
    severity: null,
    basis: expect.stringContaining('没有全国统一标准'),
  });
  const standard = {
    ...{
      kind: 'severity',
      region: '320800',
      authorities: ['huaian-sthj'],
      citation: '生态环境行业失信分类标准(示例)第四条',
    },
    fines: [
      { fromFen: 0, severity: 'minor' },
      { fromFen: 500_000, severity: 'general' },
      { fromFen: 5_000_000, severity: 'serious' },
    ],
  };
  const post = (who: object, url: string, body: object, key: string) => as(world, who, 'POST', url, body, key);
  for (const wrong of [
    { ...standard, fines: [] },
    { ...standard, authorities: ['sjz-sthj'] },
    { ...standard, fines: [...standard.fines, { fromFen: 600_000, severity: 'minor' }] },
    { ...standard, kinds: { flogging: 'serious' } },
  ])
    expect((await post(PEOPLE.admin, '/law/proposals', wrong, `wrong-${JSON.stringify(wrong).length}`)).status).toBe(
      400,
    );
  const proposed = await post(PEOPLE.admin, '/law/proposals', standard, 'sector-proposal');
  expect(proposed.status).toBe(200);
  const decision = `/law/proposals/${String(proposed.body['id'])}/decision`;
  expect((await post(PEOPLE.admin, decision, { approve: true }, 'sector-own-eyes')).body['code']).toBe('FOUR_EYES');
  expect(await entered(2)).toMatchObject({ severity: null });
  expect((await post({ ...PEOPLE.admin, sub: 'admin-2' }, decision, { approve: true }, 'sector-confirms')).status).toBe(
    200,
  );
  expect(await entered(3)).toMatchObject({ severity: 'general', basis: '生态环境行业失信分类标准(示例)第四条' });
  // 没收 of a million beside a small fine: the bands are about the fine alone.
  const both = row(uscc('444444444'), '淮环罚〔2026〕54号').replace(',罚款,', ',罚款、没收违法所得,');
  const seized = await upload(PEOPLE.office, 'sector-seized', `${HEAD},没收违法所得金额(万元)\n${both},100`);
  expect(seized.body['rows']).toMatchObject([{ status: 'imported', severity: 'general' }]);
  const kept = await world.database.pool.query(
    `select severity_basis, amount_fen::int from record where document_number in ('淮环罚〔2026〕53号', '淮环罚〔2026〕54号') order by document_number`,
  );
  expect(kept.rows).toMatchObject([
    { severity_basis: standard.citation, amount_fen: 1_000_000 },
    { amount_fen: 101_000_000 },
  ]);
  const { body } = await as(world, PEOPLE.handler, 'GET', '/law/standards');
  expect(body['items']).toMatchObject([
    {
      region: '320800',
      authorities: ['huaian-sthj'],
      kinds: [],
      fines: [{ fromFen: 0 }, { fromFen: 500_000, severityText: '一般' }, { fromFen: 5_000_000 }],
    },
  ]);
  // What was there already keeps what it has: a person says it.
  const { rows } = await world.database.pool.query(`select count(*)::int as n from record where document_number in
    ('淮环罚〔2026〕51号', '淮环罚〔2026〕52号') and severity is null`);
  expect(rows).toEqual([{ n: 2 }]);
});
