/** What every answer carries for the browser; who asks too much: by person, by address, for nothing, without a token; who shows in the log. */
import { pino } from 'pino';
import { configFor, createWorld, PEOPLE, type World } from './support.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const bearer = async (claims: object) => ({ authorization: `Bearer ${await world.token(claims)}` });

const PAGES = ['/', '/cases/X', '/assets/page.css', '/assets/board.js', '/favicon.ico'];
test.each([...PAGES, '/nowhere', '/openapi.json', '/api/v1/me', '/api/v1/nowhere'])(
  '%s: the browser is told',
  async (url) => {
    const { headers } = await world.app.inject({ url });
    const csp = String(headers['content-security-policy']);
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("script-src 'self'");
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).not.toMatch(/unsafe|\*|https?:/);
    expect(headers).toMatchObject({
      ...{ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'SAMEORIGIN' },
      ...{ 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' },
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['server']).toBeUndefined();
  },
);

test('pages have no script and no style of their own', async () => {
  for (const url of ['/', '/cases/X']) {
    const { body } = await world.app.inject({ url });
    expect(body).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)/i);
  }
});

test('answers of the API are kept by nobody on the way', async () => {
  for (const url of ['/api/v1/me', '/api/v1/cases', '/api/v1/cases/X']) {
    const { headers } = await world.app.inject({ url, headers: await bearer(PEOPLE.handler) });
    expect(headers['cache-control']).toBe('no-store');
  }
});

test('over https the browser is told to stay there', async () => {
  const app = await world.again({ config: { ...configFor(world.issuer), PUBLIC_URL: 'https://xinxiu.example' } });
  const { headers } = await app.inject({ url: '/' });
  expect(headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
});

const statuses = async (times: number, ask: (n: number) => Promise<{ statusCode: number }>): Promise<number[]> => {
  const seen: number[] = [];
  for (let n = 0; n < times; n += 1) seen.push((await ask(n)).statusCode);
  return seen;
};

test('addresses that are not there, asked for again and again', async () => {
  const app = await world.again({ config: configFor(world.issuer, 3) });
  expect(await statuses(5, (n) => app.inject({ url: `/nowhere/${n}` }))).toEqual([404, 404, 404, 429, 429]);
});

test('tokens that do not hold are counted by address, and then no token of that address is looked at', async () => {
  const app = await world.again({ config: configFor(world.issuer) });
  const ask = (n: number) => app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer a.b.${n}` } });
  const seen = await statuses(130, ask);
  expect(seen.slice(0, 120)).toEqual(Array.from({ length: 120 }, () => 401));
  expect(seen.slice(121)).toEqual(Array.from({ length: 9 }, () => 429));
});

test('many persons at one address: ten times what one may; another address goes on', async () => {
  const config = { ...configFor(world.issuer, 2), TRUSTED_PROXIES: 'loopback' };
  const app = await world.again({ config });
  const from = async (n: number, address: string) =>
    app.inject({
      url: '/api/v1/law/rules?limit=1',
      headers: { ...(await bearer({ sub: `person-${n}`, roles: [] })), 'x-forwarded-for': address },
    });
  const seen = await statuses(22, (n) => from(n, '198.51.100.1'));
  expect(seen).toEqual([...Array.from({ length: 20 }, () => 200), 429, 429]);
  expect((await from(99, '198.51.100.2')).statusCode).toBe(200);
});

test('who is no trusted proxy says nothing about where a request comes from', async () => {
  const app = await world.again({ config: configFor(world.issuer, 2) });
  const ask = (n: number) => app.inject({ url: `/nowhere`, headers: { 'x-forwarded-for': `198.51.100.${n}` } });
  expect(await statuses(4, ask)).toEqual([404, 404, 429, 429]);
});

test('who is turned away shows in the log, with who and from where, and without what they sent', async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const app = await world.again({ logger });
  await app.inject({ url: '/api/v1/me', headers: { authorization: 'Bearer secret.token.text' } });
  await app.inject({ url: '/api/v1/readings?reader=someone', headers: await bearer(PEOPLE.handler) });
  const told = lines.map((line) => JSON.parse(line) as object).filter((line) => 'security' in line);
  expect(told).toMatchObject([
    { security: 'UNAUTHENTICATED', who: null, from: '127.0.0.1', route: 'GET /api/v1/me' },
    { security: 'FORBIDDEN', who: 'handler', route: 'GET /api/v1/readings' },
  ]);
  expect(lines.join('')).not.toMatch(/secret\.token|someone/);
});
