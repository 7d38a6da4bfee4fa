/** What a department is told to do: two measures of one listing are two tasks that can be told apart. */
import type { TermRule } from '../../domain/time/term.js';
import { act, actor, AUTHORITY, REGION } from '../support/scene.js';
import { addRecord, as, createWorld, NOW, PEOPLE, type World } from './support.js';

const science = { sub: 'kjj', roles: ['departmentSystem'], party: 'huaian-kjj', region: REGION };
const publication: TermRule = {
  ...{ ruleId: 'SGS-7', article: '双公示', number: 7, unit: 'workday', rollsToWorkday: true },
  ...{ closesAt: '24:00', basis: 'configured' },
};

let world: World;
beforeAll(async () => {
  world = await createWorld();
  const { owner } = world.database;
  await owner.query(
    `insert into party (id, name, region, adapter) values ('huaian-kjj', '科技局', $1, 'manual') on conflict (id) do nothing`,
    [REGION],
  );
  await owner.query(
    `insert into party_role (region, party, role, about) values ($1, 'huaian-kjj', 'implementer', '{subsidyLimit,honourLimit}')`,
    [REGION],
  );
});
afterAll(() => world.close());

test('an instruction names its measure, in the list of tasks and in the file', async () => {
  await addRecord(world.database.owner, { id: 'TWO', severity: 'serious', parties: [] });
  const start = { process: 'record', recordId: 'TWO', region: REGION, department: AUTHORITY } as const;
  const payload = {
    ...{ measures: ['subsidyLimit', 'honourLimit'], months: null },
    ...{ publication, publicationFrom: '2026-08-20' },
  };
  await world.cases.act(start, act('publish', actor('system', 'system'), payload, { at: NOW }));
  const names = ['“限制参加评先评优”', '“限制申请财政性资金项目”'];
  const { body } = await as(world, science, 'GET', '/instructions');
  const tasks = body['items'] as { readonly caseId: string; readonly effectText: string }[];
  expect(tasks.map((t) => /“.*”$/.exec(t.effectText)?.[0]).sort()).toEqual(names);
  const { body: file } = await as(world, PEOPLE.supervisor, 'GET', `/cases/${tasks[0]?.caseId ?? ''}`);
  const told = file['instructions'] as { readonly effectText: string }[];
  expect(told.map((t) => t.effectText).sort()).toEqual(tasks.map((t) => t.effectText).sort());
});
