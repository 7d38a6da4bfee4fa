/** Joint enforcement and incentives through the API: who is late and by which article, and the red list from end to end. */
import type { TermRule } from '../../domain/time/term.js';
import { act, actor, AUTHORITY, REGION } from '../support/scene.js';
import { addRecord, as, createWorld, NOW, PEOPLE, usccOf, type Sent, type World } from './support.js';

const SYSTEM = actor('system', 'system');
const science = { sub: 'kjj', roles: ['departmentSystem'], party: 'huaian-kjj', region: REGION };
const approvals = { sub: 'spj', roles: ['departmentSystem'], party: 'huaian-spj', region: REGION };
const USCC = '91320800MA0DEM0217';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  const { owner } = world.database;
  await owner.query(`insert into party (id, name, region, adapter) values
    ('huaian-spj', '审批局', '320800', 'manual'), ('huaian-sjj', '审计局', '320800', 'manual') on conflict do nothing`);
  await owner.query(`insert into party_role (region, party, role, about) values
    ('320800', 'huaian-kjj', 'implementer', '{subsidyLimit,subsidyPriority}'),
    ('320800', 'huaian-spj', 'implementer', '{papersLater}'), ('320800', 'huaian-sjj', 'informed', '{audit}')`);
});
afterAll(() => world.close());

const publication: TermRule = {
  ...{ ruleId: 'SGS-7', article: '双公示', number: 7, unit: 'workday', rollsToWorkday: true },
  ...{ closesAt: '24:00', basis: 'configured' },
};

/** A record whose measures are initiated on 20 August 2026. */
async function listed(id: string): Promise<void> {
  await addRecord(world.database.owner, { id, severity: 'serious', parties: [] });
  const payload = { measures: ['subsidyLimit'], months: null, publication, publicationFrom: '2026-08-20' };
  await tell(id, 'publish', payload, NOW);
}
async function tell(recordId: string, name: string, payload: object, at: string, more: object = {}): Promise<void> {
  const start = { process: 'record', recordId, region: REGION, department: AUTHORITY } as const;
  expect(await world.cases.act(start, act(name, SYSTEM, payload, { at, ...more }))).toMatchObject({
    kind: 'committed',
  });
}

interface Item {
  readonly id: string;
  readonly recordId: string;
  readonly effect: string;
  readonly caseId: string;
  readonly instruction: { readonly effect: string } | null;
}
const itemsOf = ({ body }: Sent): readonly Item[] => body['items'] as Item[];
const instructionTo = async (who: object, recordId: string): Promise<string> =>
  itemsOf(await as(world, who, 'GET', '/instructions?limit=200')).find((i) => i.recordId === recordId)?.id ?? '';
const redTo = async (who: object, asOf: string): Promise<readonly Item[]> =>
  itemsOf(await as(world, who, 'GET', `/terms?lamp=red&process=record&asOf=${asOf}&limit=200`));

describe('逾期响应', () => {
  const LATE = '2026-08-25T02:00:00.000Z';

  test('an unanswered measure is red before the supervisor, with who holds it and by which article', async () => {
    await listed('LATE');
    expect(await redTo(PEOPLE.supervisor, NOW)).toEqual([]);
    const red = await redTo(PEOPLE.supervisor, LATE);
    expect(red).toMatchObject([
      {
        ...{ kind: 'effect', holder: 'huaian-kjj', holderName: 'huaian-kjj', lamp: 'red', due: '2026-08-24' },
        ...{ department: AUTHORITY, instruction: { party: 'huaian-kjj', effect: 'applyMeasure' } },
        title: expect.stringContaining('huaian-kjj · 采取惩戒(激励)措施'),
        article: expect.stringContaining('淮政办发〔2020〕80号'),
      },
    ]);
    expect(await redTo({ ...PEOPLE.supervisor, region: '130100' }, LATE)).toEqual([]);
  });

  test('the late answer takes the lamp away', async () => {
    const id = await instructionTo(science, 'LATE');
    const said = { reportId: 'KJ-late', outcome: 'done', receipt: 'KJ-1' };
    expect((await as(world, science, 'POST', `/instructions/${id}/feedback`, said)).status).toBe(200);
    expect(await redTo(PEOPLE.supervisor, LATE)).toEqual([]);
  });
});

describe('红名单', () => {
  const acts = async (caseId: string, who: object, name: string, said: object): Promise<Sent> => {
    const { body } = await as(world, who, 'GET', `/cases/${caseId}`);
    return as(
      world,
      who,
      'POST',
      `/cases/${caseId}/acts/${name}`,
      { version: body['version'], ...said },
      `${caseId}-${name}`,
    );
  };
  const recognition = {
    subject: { code: USCC, name: '示例守信公司', publicKind: 'stateOwned' },
    ...{ title: '连续三年无不良信用记录', facts: '连续三年无不良信用记录', basis: '启东市2019年实施方案 二' },
    measures: ['papersLater', 'subsidyPriority'],
  };
  let recordId = '';
  let life = '';

  test('recognised: proposed, shown, decided by another person, favoured at the counters', async () => {
    // Entered from paper: its publicity has ended when it is decided on.
    const opened = await as(
      world,
      PEOPLE.handler,
      'POST',
      '/recognitions',
      { ...recognition, effectiveOn: '2026-08-03' },
      'recognition-1',
    );
    expect([opened.status, opened.body['stage']]).toEqual([201, 'publicising']);
    const caseId = String(opened.body['caseId']);
    const { body } = await as(world, PEOPLE.handler, 'GET', `/cases/${caseId}`);
    expect(body['stageText']).toBe('拟列入红名单公示中');
    const { rows } = await world.database.owner.query<{
      record_id: string;
      list: string;
      severity: null;
      public_kind: string;
    }>(
      `select c.record_id, r.list, r.severity, s.public_kind from case_file c join record r on r.id = c.record_id
         join subject s on s.id = r.subject_id where c.id = $1`,
      [caseId],
    );
    recordId = rows[0]?.record_id ?? '';
    expect(rows[0]).toMatchObject({ list: '守信联合激励对象名单(红名单)', severity: null, public_kind: 'stateOwned' });
    const start = { process: 'listing', recordId, region: REGION, department: AUTHORITY } as const;
    const bell = act(
      'alarm',
      SYSTEM,
      { termId: `${caseId}-t1`, rung: 'overdue' },
      { at: '2026-08-13T02:00:00.000Z', caseId },
    );
    expect(await world.cases.act(start, bell)).toMatchObject({ kind: 'committed' });
    const decision = { outcome: 'list', findings: '公示期内无异议', measures: recognition.measures };
    expect((await acts(caseId, PEOPLE.handler, 'proposeDecision', decision)).status).toBe(200);
    expect((await acts(caseId, PEOPLE.reviewer, 'confirm', { approve: true })).body).toMatchObject({
      ...{ stage: 'closed', outcome: 'listed' },
      notices: [{ kind: 'recognition', number: '淮环红认〔2026〕1号' }],
    });
    const screened = await as(world, science, 'GET', `/screening?uscc=${USCC}&matter=subsidy`);
    expect(screened.body).toMatchObject({ known: true, answer: 'benefit' });
    // What a state-owned enterprise is praised for is nobody's alarm.
    const told = await world.database.owner.query(`select id from instruction where effect = 'inform'`);
    expect(told.rows).toEqual([]);
  });

  test('papers promised at the window have a day, and are red when they do not come', async () => {
    const { rows } = await world.database.owner.query<{ id: string }>(
      `select id from case_file where record_id = $1 and process = 'record'`,
      [recordId],
    );
    life = rows[0]?.id ?? '';
    const promise = {
      matter: '施工许可',
      papers: [{ name: '消防设计说明' }],
      commitment: 'b'.repeat(64),
      due: '2026-08-27',
    };
    const early = await acts(life, PEOPLE.clerk, 'promisePapers', promise);
    expect([early.status, early.body['code']]).toEqual([422, 'NOT_FAVOURED']);
    const id = await instructionTo(approvals, recordId);
    const said = { reportId: 'SP-1', outcome: 'done', receipt: 'SP-1' };
    expect((await as(world, approvals, 'POST', `/instructions/${id}/feedback`, said)).status).toBe(200);
    const statutory = { ...promise, papers: [{ name: '安全生产许可证', statutory: true }] };
    const refused = await as(
      world,
      PEOPLE.clerk,
      'POST',
      `/cases/${life}/acts/promisePapers`,
      { version: 1, ...statutory },
      'promise-statutory',
    );
    expect([refused.status, refused.body['code']]).toEqual([422, 'STATUTORY_PAPER']);
    const promised = await as(
      world,
      PEOPLE.clerk,
      'POST',
      `/cases/${life}/acts/promisePapers`,
      { version: 1, ...promise },
      'promise-papers',
    );
    expect(promised.status).toBe(200);
    const red = await redTo(PEOPLE.supervisor, '2026-08-28T02:00:00.000Z');
    expect(red).toContainEqual(
      expect.objectContaining({
        ...{
          kind: 'papers',
          title: '补齐承诺的材料',
          holderName: '示例守信公司',
          department: AUTHORITY,
          due: '2026-08-27',
        },
        article: expect.stringContaining('书面承诺的期限'),
      }),
    );
    const open = await as(world, PEOPLE.clerk, 'GET', `/cases/${life}`);
    expect(open.body['availableActs']).toEqual(
      expect.arrayContaining([expect.objectContaining({ act: 'papersCame' })]),
    );
  });

  test('a serious record takes the favour away at every counter at once, and ends the entry when it is told', async () => {
    await world.database.owner.query(
      `insert into record (id, subject_id, document_number, kind, title, authority, region, decision_date, severity)
       select 'FALLEN', id, 'FALLEN', '严重失信主体名单', '示例', $1, '320800', '2026-08-19', 'serious' from subject where code = $2`,
      [AUTHORITY, USCC],
    );
    const screened = await as(world, science, 'GET', `/screening?uscc=${USCC}&matter=subsidy`);
    expect(screened.body).toMatchObject({ known: true, answer: 'nothing', measures: [] });
    await tell(recordId, 'blemished', {}, '2026-08-20T03:00:00.000Z', { caseId: life });
    const { rows } = await world.database.owner.query<object>(
      `select c.process, c.stage, r.status from case_file c join record r on r.id = c.record_id
        where r.id = $1 and c.process in ('record', 'exit') order by c.process`,
      [recordId],
    );
    expect(rows).toMatchObject([
      { process: 'exit', status: 'ended' },
      { process: 'record', stage: 'ending' },
    ]);
  });
});

test('when a public body is listed, those who watch over it have a task, and only they see it as theirs', async () => {
  await addRecord(world.database.owner, { id: 'BODY', severity: 'serious', parties: [] });
  await world.database.owner.query(`update subject set public_kind = 'publicBody' where id = 'SBODY'`);
  await tell('BODY', 'publish', { measures: [], months: null, publication, publicationFrom: '2026-08-20' }, NOW);
  const auditors = { sub: 'sjj', roles: ['departmentSystem'], party: 'huaian-sjj', region: REGION };
  expect(itemsOf(await as(world, auditors, 'GET', '/instructions?limit=200'))).toMatchObject([
    { recordId: 'BODY', effect: 'inform', effectText: expect.stringContaining('通报') },
  ]);
  expect(await instructionTo(science, 'BODY')).toBe('');
  expect(await usccOf(world, 'BODY')).not.toBe('');
});
