/** What is wrong with a request is told as the problem it is; nothing of it is ever a 500. */
import fc from 'fast-check';
import { addRecord, applicationFor, as, configFor, createWorld, PEOPLE, startIssuer, type World } from './support.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await addRecord(world.database.owner, { id: 'R1' });
});
afterAll(() => world.close());

const bearer = async (claims: object = PEOPLE.clerk) => ({ authorization: `Bearer ${await world.token(claims)}` });
const send = async (headers: Record<string, string>, payload: string | Buffer, url = '/api/v1/repairs') => {
  const answer = await world.app.inject({ method: 'POST', url, headers: { ...(await bearer()), ...headers }, payload });
  return {
    status: answer.statusCode,
    code: answer.json<{ code: string }>().code,
    type: answer.headers['content-type'],
  };
};
const json = { 'content-type': 'application/json', 'idempotency-key': 'request-1' };

test.each([
  ['another charset', { ...json, 'content-type': 'application/json; charset=gbk' }, '{}', 415, 'UNSUPPORTED_TYPE'],
  ['another type', { ...json, 'content-type': 'text/plain' }, '{}', 415, 'UNSUPPORTED_TYPE'],
  ['a form', { ...json, 'content-type': 'application/x-www-form-urlencoded' }, 'a=b', 415, 'UNSUPPORTED_TYPE'],
  ['bytes that are no UTF-8', json, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 400, 'BAD_ENCODING'],
  ['GB18030 bytes', json, Buffer.from('7b2261223a22d6d0227d', 'hex'), 400, 'BAD_ENCODING'],
  ['a NUL', json, '{"record":"a\\u0000b"}', 400, 'BAD_ENCODING'],
  ['half a surrogate pair', json, '{"record":"\\ud800"}', 400, 'BAD_ENCODING'],
  ['half of a pair behind a whole one', json, '{"record":"\\ud83d\\ude00\\ude00"}', 400, 'BAD_ENCODING'],
  ['arrays in arrays in arrays', json, '['.repeat(300_000) + ']'.repeat(300_000), 400, 'BAD_REQUEST'],
  ['no JSON', json, '{"record":', 400, 'BAD_REQUEST'],
  ['an empty body', json, '', 400, 'BAD_REQUEST'],
  ['a poisoned prototype', json, '{"__proto__":{"x":1}}', 400, 'BAD_REQUEST'],
  ['10 MB', json, `{"record":"${'x'.repeat(10 * 1024 * 1024)}"}`, 413, 'TOO_LARGE'],
])('%s', async (_name, headers, payload, status, code) => {
  expect(await send(headers, payload)).toEqual({ status, code, type: 'application/problem+json; charset=utf-8' });
});

test('utf-8 in any spelling is accepted', async () => {
  for (const charset of ['utf-8', 'UTF-8', '"utf-8"', 'utf8']) {
    const { status } = await send(
      { ...json, 'content-type': `application/json; charset=${charset}` },
      JSON.stringify({ record: 1 }),
    );
    expect(status).toBe(400);
  }
});

test('what is wrong in a body is told field by field, in Chinese', async () => {
  const { status, body } = await as(
    world,
    PEOPLE.clerk,
    'POST',
    '/repairs',
    applicationFor('R1', { receivedOn: '2026-02-30' }),
    'request-2',
  );
  expect({ status, code: body['code'], errors: body['errors'] }).toEqual({
    status: 400,
    code: 'BAD_REQUEST',
    errors: [{ path: '/receivedOn', message: expect.stringContaining('存在的日期') }],
  });
});

test('a write needs a key of 8 to 200 visible characters', async () => {
  for (const key of [undefined, 'short', 'x'.repeat(201), 'with space']) {
    expect(await as(world, PEOPLE.clerk, 'POST', '/repairs', applicationFor('R1'), key)).toMatchObject({
      status: 400,
      body: { code: 'KEY_MISSING' },
    });
  }
});

test('an act takes nothing that is not of it', async () => {
  const { status, body } = await as(
    world,
    PEOPLE.handler,
    'POST',
    '/cases/X/acts/accept',
    { version: 1, outcome: 'grant' },
    'request-3',
  );
  expect([status, body['code']]).toEqual([400, 'BAD_REQUEST']);
  expect((await as(world, PEOPLE.handler, 'POST', '/cases/X/acts/alarm', { version: 1 }, 'request-3')).status).toBe(
    404,
  );
});

test('tokens: none, expired, of another issuer, for another audience, forged', async () => {
  const other = await startIssuer();
  const tokens: readonly (string | undefined)[] = [
    undefined,
    'nonsense',
    await world.issuer.token(PEOPLE.clerk, { expiresIn: -60 }),
    await world.issuer.token(PEOPLE.clerk, { audience: 'another' }),
    await world.issuer.token(PEOPLE.clerk, { issuer: 'http://elsewhere' }),
    await other.token(PEOPLE.clerk, { issuer: world.issuer.url }),
    await world.issuer.token({ ...PEOPLE.clerk, region: 'somewhere' }),
  ];
  await other.close();
  for (const token of tokens) {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const answer = await world.app.inject({ url: '/api/v1/cases', headers });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  }
});

test('a dead issuer is not the fault of the caller, and its return is noticed', async () => {
  const dead = await startIssuer();
  const token = await dead.token(PEOPLE.clerk);
  await dead.close();
  const app = await world.again({ config: configFor(dead) });
  const answer = await app.inject({ url: '/api/v1/cases', headers: { authorization: `Bearer ${token}` } });
  expect([answer.statusCode, answer.json<{ code: string }>().code, answer.headers['retry-after']]).toEqual([
    503,
    'ISSUER_AWAY',
    '5',
  ]);
});

test('too many requests of one caller: 429, when to come back, in Chinese; others go on', async () => {
  const app = await world.again({ config: configFor(world.issuer, 3) });
  const ask = async (claims: object) => app.inject({ url: '/api/v1/law/rules?limit=1', headers: await bearer(claims) });
  for (let i = 0; i < 3; i++) expect((await ask(PEOPLE.clerk)).statusCode).toBe(200);
  const limited = await ask(PEOPLE.clerk);
  expect(limited.statusCode).toBe(429);
  expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
  expect(limited.json()).toMatchObject({ code: 'TOO_MANY', detail: expect.stringContaining('秒后再试') });
  expect((await ask(PEOPLE.handler)).statusCode).toBe(200);
});

test('whatever the query, cursor or id: never a 500', async () => {
  const headers = await bearer();
  const paths = ['/cases', '/records', '/terms', '/instructions', '/law/rules', '/repairs/preview', '/cases/X/journal'];
  const names = ['after', 'limit', 'dueBefore', 'holder', 'record', 'asOf', 'stage', 'inForceOn', 'region'];
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('0000-01-01', '9999-12-31', '2026-02-29', '%00', '\0', '-1', '1e9', 'null', '{}'),
    fc.json().map((text) => Buffer.from(text).toString('base64url')),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      fc.dictionary(fc.constantFrom(...names), value),
      async (path, query) => {
        const text = new URLSearchParams(query).toString();
        const answer = await world.app.inject({ url: `/api/v1${path}?${text}`, headers });
        expect(answer.statusCode).toBeLessThan(500);
      },
    ),
    { numRuns: 300 },
  );
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (id) => {
      const answer = await world.app.inject({
        url: `/api/v1/cases/${encodeURIComponent(Buffer.from(id).toString())}`,
        headers,
      });
      expect(answer.statusCode).toBeLessThan(500);
    }),
    { numRuns: 100 },
  );
});

test('whatever the body: never a 500', async () => {
  const headers = { ...(await bearer()), ...json };
  const field = fc.oneof(fc.constantFrom('R1', 'window', '2026-08-18', '0000-01-01', true, null), fc.jsonValue());
  const body = fc.record({
    record: field,
    channel: field,
    receivedOn: field,
    channelNumber: field,
    documents: field,
    agent: field,
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.jsonValue(), body), async (payload) => {
      for (const url of ['/api/v1/repairs', '/api/v1/law/derive']) {
        const answer = await world.app.inject({ method: 'POST', url, headers, payload: JSON.stringify(payload) });
        expect(answer.statusCode).toBeLessThan(500);
      }
    }),
    { numRuns: 200 },
  );
});
