/** Nothing is reached without a rule of who may: every route, every act and every opening stands in the table. What each
 * role finds behind the door is the matrix: authorisation-matrix.test.ts. */
import Fastify from 'fastify';
import { ROLES, type PersonRole } from '../../api/auth.js';
import { RIGHTS, ROUTES, WRITERS, type Shelf } from '../../api/authorise.js';
import { API_PREFIX, demandRules, ruleOf } from '../../api/door.js';
import type { Api } from '../../api/deps.js';
import { ACT_NAMES, ACTS } from '../../contract/acts.js';
import { OPENING_PATHS, OPENINGS } from '../../contract/openings.js';
import { ACT_TEXT } from '../../contract/texts.js';
import { configFor, createWorld, keyed, noStore, noTemporal, sealing, type World } from './support.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const rules = [...ROUTES].map(([route, admitted]) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method: method as 'GET' | 'POST', path, admitted };
});

test.each(['/api/v1/rogue', '/api/v1/cases/:id/acts/rogue', '/rogue', '/cases', '/docsandmore'])(
  'a route without a rule cannot be registered: %s',
  async (url) => {
    const app = Fastify();
    demandRules(app);
    expect(() => app.get(url, () => '')).toThrow(`no rule of authorisation for GET ${url}`);
    await app.close();
  },
);

test('nor one in a plugin, nor another method of a route that has one', async () => {
  const app = Fastify();
  demandRules(app);
  app.register(
    async (scope) => {
      scope.get('/cases', () => '');
      scope.delete('/cases', () => '');
    },
    { prefix: API_PREFIX },
  );
  await expect(async () => app.ready()).rejects.toThrow('no rule of authorisation for DELETE /api/v1/cases');
  await app.close();
});

test('the app itself does not start with such a route', async () => {
  jest.resetModules();
  jest.doMock('../../api/routes/me.js', () => ({ meRoutes: (app: Api) => app.get('/rogue', () => '') }));
  try {
    const { buildApp } = await import('../../api/app.js');
    const start = buildApp({
      config: configFor(world.issuer),
      pool: world.database.pool,
      temporal: noTemporal,
      keyed,
      payloadKeys: sealing,
      store: noStore,
    });
    await expect(start).rejects.toThrow('no rule of authorisation for GET /api/v1/rogue');
  } finally {
    jest.dontMock('../../api/routes/me.js');
  }
});

test('every rule is of a route that is there', () => {
  for (const { method, path } of rules) {
    expect({ path, there: world.app.hasRoute({ method, url: `${API_PREFIX}${path}` }) }).toEqual({ path, there: true });
  }
});

test('every route turns away who has no token, and a token without a role unless it is for everybody', async () => {
  for (const { route, method, path, admitted } of rules) {
    const url = `${API_PREFIX}${path.replace(':id', 'X')}`;
    const bare = await world.app.inject({ method, url });
    expect({ route, status: bare.statusCode }).toEqual({ route, status: 401 });
    // One for each, as one of the routes ends it.
    const authorization = `Bearer ${await world.token({ sub: 'nobody', roles: [] })}`;
    const { statusCode } = await world.app.inject({ method, url, headers: { authorization } });
    expect({ route, forbidden: statusCode === 403 }).toEqual({ route, forbidden: admitted !== 'everybody' });
  }
});

test('no wider than it was said: reads by shelf, and only counters screen', () => {
  const readers = (shelf: Shelf) => ROLES.filter((role) => RIGHTS[role].reads.includes(shelf));
  expect(ruleOf('GET', '/api/v1/screening')).toEqual(['handler', 'creditOffice', 'departmentSystem']);
  expect(ruleOf('HEAD', '/api/v1/cases/:id/journal')).toEqual(readers('journal'));
  expect(ruleOf('GET', '/api/v1/board')).not.toContain('enterpriseAgent');
  expect(ruleOf('GET', '/api/v1/board')).not.toContain('departmentSystem');
});

const people: ReadonlySet<string> = new Set(ROLES);
/** Who acts on a case must be able to open it and to read what has happened in it. */
const reads = (role: PersonRole) => ['case', 'journal'].every((s) => RIGHTS[role].reads.some((r) => r === s));

test.each(ACT_NAMES)(
  'act %s: has roles of people who may read the case and its journal, a process, and words',
  (act) => {
    const { roles, process } = ACTS[act];
    expect(ROUTES.get(`POST /cases/:id/acts/${act}`)).toEqual(roles);
    expect(roles.length).toBeGreaterThan(0);
    expect(process.length).toBeGreaterThan(0);
    for (const role of roles)
      expect({ role, known: people.has(role), reads: reads(role) }).toEqual({ role, known: true, reads: true });
    expect(ACT_TEXT[act]).toBeDefined();
  },
);

test.each(OPENING_PATHS)('opening %s: the same', (path) => {
  const { roles, act } = OPENINGS[path];
  expect(ROUTES.get(`POST ${path}`)).toEqual(roles);
  expect(roles.length).toBeGreaterThan(0);
  for (const role of roles)
    expect({ role, known: people.has(role), reads: reads(role) }).toEqual({ role, known: true, reads: true });
  expect(ACT_TEXT[act]).toBeDefined();
});

test('the other writes name people too', () => {
  for (const roles of Object.values(WRITERS)) {
    expect(roles.length).toBeGreaterThan(0);
    for (const role of roles) expect(people).toContain(role);
  }
});
