/** Lists: every item once, the most urgent first, counted as they are listed. */
import { addRecord, applicationFor, as, createWorld, NOW, PEOPLE, type World } from './support.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await addRecord(world.database.owner, { id: 'R1' });
});
afterAll(() => world.close());

test('pages hold together: every item once, however small the page', async () => {
  for (let n = 0; n < 7; n++) await addRecord(world.database.owner, { id: `P${n}` });
  const seen: string[] = [];
  for (let after = ''; ;) {
    const { body } = await as(world, PEOPLE.clerk, 'GET', `/records?limit=3${after === '' ? '' : `&after=${after}`}`);
    seen.push(...(body['items'] as { id: string }[]).map((r) => r.id));
    if (typeof body['next'] !== 'string') break;
    after = body['next'];
  }
  expect(seen).toEqual(['P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'R1']);
});

test('terms come soonest first, by lamp, and page by page', async () => {
  for (let n = 0; n < 3; n++) {
    const more = { effectiveOn: `2026-08-${17 + n}`, receivedOn: `2026-08-${17 + n}` };
    expect(
      (await as(world, PEOPLE.clerk, 'POST', '/repairs', applicationFor(`P${n}`, more), `terms-key-${n}`)).status,
    ).toBe(201);
  }
  const all = (await as(world, PEOPLE.clerk, 'GET', '/terms')).body['items'] as {
    id: string;
    dueAt: string;
    lamp: string;
  }[];
  expect(all).toHaveLength(6);
  expect(all.map((t) => t.dueAt)).toEqual(all.map((t) => t.dueAt).sort());
  const paged: string[] = [];
  for (let after = ''; ;) {
    const { body } = await as(world, PEOPLE.clerk, 'GET', `/terms?limit=2${after}`);
    paged.push(...(body['items'] as { id: string }[]).map((t) => t.id));
    if (typeof body['next'] !== 'string') break;
    after = `&after=${body['next']}`;
  }
  expect(paged).toEqual(all.map((t) => t.id));
  for (const lamp of ['green', 'yellow', 'red', 'grey']) {
    const { body } = await as(world, PEOPLE.clerk, 'GET', `/terms?lamp=${lamp}`);
    expect((body['items'] as { id: string }[]).map((t) => t.id)).toEqual(
      all.filter((t) => t.lamp === lamp).map((t) => t.id),
    );
  }
  const board = await as(world, PEOPLE.supervisor, 'GET', '/board');
  const count = (lamp: string): number => all.filter((t) => t.lamp === lamp).length;
  expect(board.body).toMatchObject({
    asOf: NOW,
    departments: [
      { department: 'huaian-sthj', red: count('red'), yellow: count('yellow'), green: count('green'), grey: 0 },
    ],
  });
});

test('what is due today is counted and listed alike, of the process asked for', async () => {
  const counted = async (process: string) => {
    const { body } = await as(world, PEOPLE.supervisor, 'GET', `/board?process=${process}`);
    return (body['departments'] as { dueToday: number }[]).map((d) => d.dueToday);
  };
  const { body } = await as(world, PEOPLE.supervisor, 'GET', '/terms?dueToday=true&process=repair');
  expect(body['items']).toMatchObject([
    { kind: 'acceptance', due: '2026-08-20', dueToday: true, standingText: '今天到期' },
  ]);
  expect(await counted('repair')).toEqual([1]);
  expect(await counted('record')).toEqual([]);
  expect((await as(world, PEOPLE.clerk, 'GET', '/terms?process=record')).body['items']).toEqual([]);
});

test('lamps are judged as of the instant asked for', async () => {
  const lamps = async (asOf: string): Promise<string[]> => {
    const { body } = await as(world, PEOPLE.clerk, 'GET', `/terms?asOf=${encodeURIComponent(asOf)}`);
    return (body['items'] as { lamp: string }[]).map((t) => t.lamp);
  };
  expect(new Set(await lamps('2026-12-01T00:00:00+08:00'))).toEqual(new Set(['red']));
  expect(new Set(await lamps('2026-08-01T00:00:00Z'))).toEqual(new Set(['green']));
});
