/** The whole matrix of authorisation, asked of the running API: it equals docs/authorisation.md, and a new route needs a row. */
import { readFileSync, writeFileSync } from 'node:fs';
import { ROUTES } from '../../api/authorise.js';
import { ROLES } from '../../api/auth.js';
import { cellOf, createMatrix, rowOf, THINGS, type Matrix } from './matrix.js';
import { matrixDocument } from './matrix-document.js';
import { as, createWorld, type World } from './support.js';

const DOCUMENT = new URL('../../docs/authorisation.md', import.meta.url);

let world: World;
let m: Matrix;
const cells = new Map<string, string[]>();

beforeAll(async () => {
  world = await createWorld();
  m = await createMatrix(world);
});
afterAll(() => world.close());

test.each([...ROUTES.keys()])('%s has a row in test/api/matrix.ts', (route) => {
  expect(rowOf(route)).toBeDefined();
});

// Reads first: what is written moves what is listed.
const inOrder = [...ROUTES.keys()].sort((a, b) => Number(b.startsWith('GET')) - Number(a.startsWith('GET')));

test('what each role reaches on each route is what docs/authorisation.md says (UPDATE_DOCS=1 writes it)', async () => {
  for (const route of inOrder) {
    const row = rowOf(route);
    const found: string[] = [];
    for (const role of ROLES) found.push(row === undefined ? '?' : await cellOf(m, row, role));
    cells.set(route, found);
  }
  const document = matrixDocument(cells);
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(DOCUMENT, document);
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(document);
});

test('nobody lists, counts or reads the journal of what they may not open', async () => {
  for (const role of ROLES) {
    const opened = new Set<string>();
    for (const thing of THINGS)
      for (const id of m.files[thing].cases.values())
        if ((await m.as(role, { method: 'GET', url: `/cases/${id}` })).status === 200) opened.add(id);
    for (const list of ['/cases', '/terms', '/instructions']) {
      const { status, body } = await m.as(role, { method: 'GET', url: `${list}?limit=200` });
      if (status === 403) continue;
      const known = (body['items'] as { caseId: string }[]).map((i) => i.caseId);
      const mine = new Set(THINGS.flatMap((thing) => [...m.files[thing].cases.values()]));
      expect({ role, list, hidden: known.filter((id) => mine.has(id) && !opened.has(id)) }).toEqual({
        ...{ role, list, hidden: [] },
      });
    }
    const board = await m.as(role, { method: 'GET', url: '/board' });
    if (board.status === 403) continue;
    const { body } = await m.as(role, { method: 'GET', url: '/terms?limit=200' });
    const departments = new Set((body['items'] as { department: string }[]).map((t) => t.department));
    const counts = (board.body['departments'] as Record<string, unknown>[]).map((d) => d['department']);
    expect({ role, counts: counts.sort() }).toEqual({ role, counts: [...departments].sort() });
  }
});

test('a role whose token names no place reaches nothing', async () => {
  for (const role of ROLES) {
    const claims = { sub: `bare-${role}`, roles: [role] };
    for (const list of ['/records', '/cases', '/terms', '/instructions']) {
      const { status, body } = await as(world, claims, 'GET', list);
      expect({ role, list, found: status === 403 ? [] : body['items'] }).toEqual({ role, list, found: [] });
    }
    const id = m.files.own.cases.get('objection') ?? '';
    expect([403, 404]).toContain((await as(world, claims, 'GET', `/cases/${id}`)).status);
  }
});
