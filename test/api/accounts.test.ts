/** Accounts that are closed, tokens that are given back, and acts that ask for a strong login. */
import { createEndedTokens } from '../../api/ended.js';
import { as, configFor, createWorld, PEOPLE, type Sent, type World } from './support.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.database.owner.query(`insert into official (id, name, department, roles) values
    ('handler', '甲示例', 'huaian-sthj', '{handler}'), ('elsewhere', '丁示例', 'sjz-sthj', '{handler}')`);
});
afterEach(() => world.close());

let keys = 0;
const say = (who: object, person: string, closed: boolean, key = `account-key-${(keys += 1)}`): Promise<Sent> =>
  as(world, who, 'POST', `/people/${person}/account`, { closed, reasons: '调离本单位' }, key);
const asked = async (token: string, app = world.app): Promise<number> =>
  (await app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${token}` } })).statusCode;

test('a closed account has no token that holds, and gets none until it is opened again', async () => {
  const token = await world.token(PEOPLE.handler);
  expect(await asked(token)).toBe(200);
  expect(await say(PEOPLE.office, 'handler', true)).toMatchObject({ status: 200, body: { presence: 'disabled' } });
  expect(await asked(token)).toBe(401);
  expect(await asked(await world.token({ ...PEOPLE.handler, jti: 'another' }))).toBe(401);
  expect(await asked(await world.token(PEOPLE.clerk))).toBe(200);
  expect(await say(PEOPLE.office, 'handler', false)).toMatchObject({ status: 200, body: { presence: 'there' } });
  expect(await asked(await world.token({ ...PEOPLE.handler, jti: 'a third' }))).toBe(200);
});

test('what was issued before the account was opened again holds no more', async () => {
  const token = await world.token(PEOPLE.handler);
  const later = new Date(Date.now() + 3_600_000).toISOString();
  const app = await world.again({ clock: { now: () => later } });
  const change = (closed: boolean) => say(PEOPLE.admin, 'handler', closed, `later-${closed}`);
  world = { ...world, app };
  expect([(await change(true)).status, (await change(false)).status]).toEqual([200, 200]);
  expect(await asked(token)).toBe(401);
});

test('it is said once, by who keeps people, of those in reach, and stays written down', async () => {
  const once = await say(PEOPLE.reviewer, 'handler', true, 'the-same-key');
  expect((await say(PEOPLE.reviewer, 'handler', true, 'the-same-key')).body).toEqual(once.body);
  expect((await say(PEOPLE.reviewer, 'handler', false, 'the-same-key')).body).toMatchObject({ code: 'KEY_REUSED' });
  expect((await say(PEOPLE.office, 'elsewhere', true)).status).toBe(404);
  expect((await say(PEOPLE.clerk, 'handler', true)).status).toBe(403);
  const { rows } = await world.database.pool.query('select person, closed, reasons, said_by from account_change');
  expect(rows).toEqual([{ person: 'handler', closed: true, reasons: '调离本单位', said_by: 'reviewer' }]);
});

test('after logout the token opens nothing, here or in another process; other tokens of the person do', async () => {
  const [first, second] = [await world.token({ ...PEOPLE.clerk, jti: '1' }), await world.token(PEOPLE.clerk)];
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/v1/me/logout',
    headers: { authorization: `Bearer ${first}` },
  });
  expect(answer.statusCode).toBe(204);
  expect([await asked(first), await asked(second)]).toEqual([401, 200]);
  expect(await asked(first, await world.again({}))).toBe(401);
  // The signature is no part of what a token is known by: written in another way it is the same token.
  const { rows } = await world.database.pool.query<{ id: string }>('select id from ended_token');
  expect(rows.map(({ id }) => id.length)).toEqual([64]);
  expect(JSON.stringify(rows)).not.toContain(first.slice(0, 20));
});

test('what has expired is not kept', async () => {
  await world.database.owner.query(`insert into ended_token values ('old', '2026-08-19T00:00:00Z')`);
  const token = await world.token(PEOPLE.clerk);
  await world.app.inject({ method: 'POST', url: '/api/v1/me/logout', headers: { authorization: `Bearer ${token}` } });
  const { rows } = await world.database.pool.query(`select id from ended_token where id = 'old'`);
  expect(rows).toEqual([]);
});

test('another process knows of it within a second, and asks the register no oftener', async () => {
  let ms = 0;
  const { pool, owner } = world.database;
  const ended = createEndedTokens(pool, () => ms);
  const token = { id: 'a', issuedAt: 0, expiresAt: 0, acr: null };
  expect(await ended.holds('handler', token)).toBe(true);
  await owner.query(`update official set disabled_at = now() where id = 'handler'`);
  ms = 999;
  expect(await ended.holds('handler', token)).toBe(true);
  ms = 1000;
  expect(await ended.holds('handler', token)).toBe(false);
});

test('a register that is away opens no door, and its return is noticed at once', async () => {
  const { pool } = world.database;
  let away = true;
  const flaky = new Proxy(pool, {
    get: (target, name) =>
      name === 'query' && away ? () => Promise.reject(new Error('away')) : Reflect.get(target, name, target),
  });
  const ended = createEndedTokens(flaky, () => 0);
  const token = { id: 'a', issuedAt: 0, expiresAt: 0, acr: null };
  await expect(ended.holds('handler', token)).rejects.toThrow('away');
  away = false;
  expect(await ended.holds('handler', token)).toBe(true);
});

test('while the register is away nobody is told that they failed to log in, however often they ask', async () => {
  const { pool } = world.database;
  const deadEnd = new Proxy(pool, {
    get: (target, name) =>
      name === 'query'
        ? () => Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }))
        : Reflect.get(target, name, target),
  });
  const app = await world.again({ pool: deadEnd });
  const token = await world.token(PEOPLE.clerk);
  const codes = new Set<number>();
  for (let n = 0; n < 130; n += 1) codes.add(await asked(token, app));
  expect([...codes]).toEqual([503]);
});

test('where the operator asks for it, who confirms or opens doors must have logged in strongly; reading and handling go on', async () => {
  const app = await world.again({ config: { ...configFor(world.issuer), OIDC_STRONG_ACR: 'phr, urn:two-factors' } });
  const strict = { ...world, app };
  const close = (who: object, key: string) =>
    as(strict, who, 'POST', '/people/handler/account', { closed: true, reasons: '退休' }, key);
  const weak = await close(PEOPLE.reviewer, 'weak-login');
  expect([weak.status, weak.body['code'], weak.headers['www-authenticate']]).toEqual([
    401,
    'LOGIN_TOO_WEAK',
    'Bearer error="insufficient_user_authentication", acr_values="phr urn:two-factors"',
  ]);
  expect((await close({ ...PEOPLE.reviewer, acr: 'pwd' }, 'password-login')).status).toBe(401);
  expect((await as(strict, PEOPLE.reviewer, 'GET', '/people')).status).toBe(200);
  const accept = await as(strict, PEOPLE.handler, 'POST', '/cases/X/acts/accept', { version: 1 }, 'handler-key');
  expect(accept.body['code']).toBe('NOT_FOUND');
  expect((await close({ ...PEOPLE.reviewer, acr: 'urn:two-factors' }, 'strong-login')).status).toBe(200);
});

test('a token is checked anew when it has expired, and another signature is another token', async () => {
  jest.useFakeTimers({
    doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'queueMicrotask', 'performance'],
  });
  try {
    const token = await world.issuer.token(PEOPLE.clerk, { expiresIn: 20 });
    expect(await asked(token)).toBe(200);
    expect(await asked(`${token.slice(0, -8)}AAAAAAAA`)).toBe(401);
    jest.setSystemTime(Date.now() + 19_000);
    expect(await asked(token)).toBe(200);
    jest.setSystemTime(Date.now() + 7_000);
    expect(await asked(token)).toBe(401);
  } finally {
    jest.useRealTimers();
  }
});
