/** The documents, the law by API, the pages, and the probes. */
import { addRecord, as, createWorld, PEOPLE, type World } from './support.js';
import { ACT_NAMES } from '../../contract/acts.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await addRecord(world.database.owner, { id: 'R1' });
});
afterAll(() => world.close());

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly parameters?: { name: string; in: string }[]; readonly requestBody?: unknown }>>
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

test('the OpenAPI document is of version 3.1, complete, and each of its references leads somewhere', async () => {
  const document = (await world.app.inject({ url: '/openapi.json' })).json<OpenApi>();
  expect(document.openapi).toBe('3.1.0');
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    (m) => m[1] ?? '',
  );
  expect(refs.length).toBeGreaterThan(20);
  for (const ref of refs) expect(document.components.schemas).toHaveProperty([ref]);
  for (const [path, methods] of Object.entries(document.paths)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]);
    for (const { parameters = [] } of Object.values(methods)) {
      expect(parameters.filter((p) => p.in === 'path').map((p) => p.name)).toEqual(named);
    }
  }
  for (const act of ACT_NAMES)
    expect(document.paths[`/api/v1/cases/{id}/acts/${act}`]?.['post']?.requestBody).toBeDefined();
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining([
      '/api/v1/repairs',
      '/api/v1/repairs/preview',
      '/api/v1/cases',
      '/api/v1/cases/{id}',
      '/api/v1/cases/{id}/journal',
      '/api/v1/records',
      '/api/v1/records/import',
      '/api/v1/terms',
      '/api/v1/board',
      '/api/v1/instructions',
      '/api/v1/instructions/{id}/feedback',
      '/api/v1/law/rules',
      '/api/v1/law/derive',
    ]),
  );
});

test('a schema named in availableActs is in the document', async () => {
  const document = (await world.app.inject({ url: '/openapi.json' })).json<OpenApi>();
  for (const act of ACT_NAMES) {
    expect(
      Object.keys(document.components.schemas).some((name) => name === `Act-${act}` || name === `Act-${act}Input`),
    ).toBe(true);
  }
});

test('derive: ten working days over the National Day holiday, with the proof', async () => {
  const { status, body } = await as(world, PEOPLE.clerk, 'POST', '/law/derive', {
    number: 10,
    unit: 'workday',
    start: '2026-09-24',
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ due: '2026-10-15', provisional: false, basis: 'configured' });
  expect((body['explanation'] as string[]).join('')).toContain('国庆节');
  expect((body['steps'] as { kind: string }[]).at(-1)?.kind).toBe('due');
});

test('derive: by rule, into a year not published, with a pause, and refusals', async () => {
  const derive = (body: object) => as(world, PEOPLE.clerk, 'POST', '/law/derive', body);
  expect((await derive({ rule: 'N36-general-min', start: '2026-12-30' })).body).toMatchObject({
    provisional: true,
    basis: 'law',
  });
  const pauses = [{ from: '2026-03-03', to: '2026-03-05' }];
  expect((await derive({ number: 3, unit: 'workday', start: '2026-03-02', pauses })).body).toMatchObject({
    due: '2026-03-09',
  });
  expect((await derive({ rule: 'nothing', start: '2026-03-02' })).status).toBe(404);
  expect((await derive({ rule: 'N36-start', start: '2026-03-02' })).status).toBe(400);
  expect((await derive({ start: '2026-03-02' })).status).toBe(400);
  expect((await derive({ number: 3, unit: 'workday', start: '9999-03-02' })).status).toBe(400);
  expect((await derive({ number: 1e9, unit: 'year', start: '2026-03-02' })).status).toBe(400);
});

test('rules can be asked for by process, day and region, page by page', async () => {
  const ask = async (query: string) => (await as(world, PEOPLE.nobody, 'GET', `/law/rules?${query}`)).body;
  const all = (await ask('limit=200'))['items'] as { id: string; confirmed: boolean }[];
  expect(all.length).toBeGreaterThan(50);
  const first = await ask('limit=5');
  const second = await ask(`limit=5&after=${String(first['next'])}`);
  expect([...(first['items'] as { id: string }[]), ...(second['items'] as { id: string }[])].map((r) => r.id)).toEqual(
    all.slice(0, 10).map((r) => r.id),
  );
  const old = (await ask('process=publicity&inForceOn=2024-01-01&region=320800&limit=200'))['items'] as {
    id: string;
  }[];
  expect(old.map((r) => r.id)).not.toContain('N36-general-min');
  expect(all.find((r) => r.id === 'N58-min')?.confirmed).toBe(false);
});

test('the pages carry no inline script and are served under a strict policy', async () => {
  for (const url of ['/', '/cases/X1']) {
    const page = await world.app.inject({ url });
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.headers['content-security-policy']).not.toContain('unsafe-inline');
    for (const [, asset] of page.body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
      expect((await world.app.inject({ url: asset ?? '' })).statusCode).toBe(200);
    }
    expect(page.body).not.toMatch(/<script(?![^>]*src=)|style=|onclick=/);
  }
});

test('probes and metrics', async () => {
  expect((await world.app.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' });
  const ready = await world.app.inject({ url: '/readyz' });
  expect([ready.statusCode, ready.json()]).toEqual([503, { postgres: true, temporal: false, draining: false }]);
  const metrics = (await world.app.inject({ url: '/metrics' })).body;
  expect(metrics).toContain('http_request_duration_seconds_count{method="GET",route="/healthz",status="200"} 1');
  expect(metrics).not.toContain('/cases/X1');
});

test('unknown addresses and methods are problems too', async () => {
  for (const url of ['/api/v1/nothing', '/nothing']) {
    const answer = await world.app.inject({
      url,
      headers: { authorization: `Bearer ${await world.token(PEOPLE.clerk)}` },
    });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'NOT_FOUND']);
  }
});
