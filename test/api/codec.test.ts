/** Temporal's own page and command line read sealed payloads here: the administrator's token, and one origin only. */
import { payloadCodec } from '../../codec/codec.js';
import { as, configFor, createWorld, PEOPLE, sealing, type World } from './support.js';

const UI = 'http://temporal.example:8233';
const URL = '/api/v1/codec/decode';

let world: World;
let app: World['app'];
beforeAll(async () => {
  world = await createWorld();
  app = await world.again({ config: { ...configFor(world.issuer), TEMPORAL_UI_ORIGIN: UI } });
});
afterAll(() => world.close());

const base64 = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('base64');

async function sealedJson(value: unknown): Promise<object> {
  const plain = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(value)) };
  const [p] = await payloadCodec(sealing).encode([plain]);
  const metadata = Object.entries(p?.metadata ?? {}).map(([name, bytes]) => [name, base64(bytes)]);
  return { metadata: Object.fromEntries(metadata), data: base64(p?.data) };
}

test('the administrator reads what was sealed; a plain payload stays as it is', async () => {
  const plain = { metadata: { encoding: base64(Buffer.from('json/plain')) }, data: base64(Buffer.from('1')) };
  const payloads = [await sealedJson({ agent: '张示例' }), plain];
  const { status, body } = await as({ ...world, app }, PEOPLE.admin, 'POST', '/codec/decode', { payloads });
  expect(status).toBe(200);
  const [first, second] = body['payloads'] as { data: string }[];
  expect(JSON.parse(Buffer.from(first?.data ?? '', 'base64').toString())).toEqual({ agent: '张示例' });
  expect(second).toEqual(plain);
});

test.each([
  ['an unknown key', { metadata: { 'encryption-key-id': base64(Buffer.from('gone')) } }],
  ['changed bytes', { data: base64(Buffer.alloc(80)) }],
  ['no bytes', { data: '' }],
])('%s: a problem, nothing read', async (_, change) => {
  const sealed = (await sealedJson('text')) as { metadata: object };
  const metadata = { ...sealed.metadata, ...('metadata' in change ? change.metadata : {}) };
  const answer = await as({ ...world, app }, PEOPLE.admin, 'POST', '/codec/decode', {
    payloads: [{ ...sealed, ...change, metadata }],
  });
  expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } });
});

test("only Temporal's page may ask from a browser, and it may read the refusal too", async () => {
  const asked = async (origin: string, method: 'OPTIONS' | 'POST', to = app) =>
    (await to.inject({ method, url: URL, headers: { origin } })).headers['access-control-allow-origin'];
  expect(await asked(UI, 'OPTIONS')).toBe(UI);
  expect(await asked(UI, 'POST')).toBe(UI);
  for (const other of ['https://evil.example', 'null', `${UI}.evil.example`]) {
    expect(await asked(other, 'OPTIONS')).toBeUndefined();
    expect(await asked(other, 'POST')).toBeUndefined();
  }
  expect(await asked(UI, 'OPTIONS', world.app)).toBeUndefined();
  const preflight = await app.inject({ method: 'OPTIONS', url: URL, headers: { origin: UI } });
  expect(preflight.statusCode).toBe(204);
  expect(preflight.headers['access-control-allow-headers']).toContain('authorization');
  const elsewhere = await app.inject({ method: 'GET', url: '/api/v1/me', headers: { origin: UI } });
  expect(elsewhere.headers['access-control-allow-origin']).toBeUndefined();
});
