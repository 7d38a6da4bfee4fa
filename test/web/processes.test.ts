/** The page of a case in a real browser, one for each process beside repair: what its file knows, in words, at both widths. */
import type { Browser, Page } from 'playwright-core';
import { LISTS } from '../../domain/law/lists.js';
import { usccCheckDigit } from '../../domain/record/subject.js';
import type { TermRule } from '../../domain/time/term.js';
import { moving, type Moving } from '../api/moving.js';
import { addRecord, as, createWorld, PEOPLE, usccOf, type World } from '../api/support.js';
import { act, actor, AUTHORITY, REGION } from '../support/scene.js';
import { isTooWide, openTab, seen, startBrowser } from './browser.js';

const WIDTHS = [1280, 390];
const BEGUN = '2026-09-01T02:00:00.000Z';
const SYSTEM = actor('system', 'system');
const PROVIDER = 'huaian-scjg';
const sha256 = 'c'.repeat(64);
const paper = { kind: 'other', name: '证明.pdf', sha256 };
const LIST = LISTS.find((l) => l.code === 'environment')?.name ?? '';

/** What no page may show: a code of the program, an empty value, or data as it was sent. */
const RAW = /\b[a-z]+[A-Z]\w*|\bnull\b|\bundefined\b|[{}]|\[object/;

let world: World;
let house: Moving;
let browser: Browser;
let base: string;
const faults: string[] = [];
const cases = { listing: '', rectification: '', objection: '', exit: '', record: '' };

const companyOf = (body: string): { sub: string; roles: string[]; uscc: string } => ({
  ...{ sub: `agent-${body}`, roles: ['enterpriseAgent'] },
  uscc: `${body}${usccCheckDigit(body) ?? ''}`,
});
const LISTED = companyOf('91320800MA0XTL017');
const ORDERED = companyOf('91320800MA0RCT017');

beforeAll(async () => {
  browser = await startBrowser();
  world = await createWorld();
  await furnishNetwork();
  house = await moving(world, 'pages', BEGUN);
  const app = await world.again({ clock: { now: () => house.now } });
  base = await app.listen({ host: '127.0.0.1', port: 0 });
  cases.listing = await listing();
  cases.rectification = await rectification();
  await entry('DOUBTED');
  await entry('LEFT');
  [cases.record, cases.objection] = await objection('DOUBTED');
  cases.exit = await exit('LEFT');
});
afterAll(async () => {
  await browser.close();
  await world.close();
});
afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

async function furnishNetwork(): Promise<void> {
  const { owner } = world.database;
  await owner.query(`insert into department (id, name, region, document_code)
    values ('huaian-scjg', '淮安市市场监督管理局', '320800', '淮市监')`);
  await owner.query(`insert into party (id, name, region, adapter) values
    ('county', '淮安区信用办', '320800', 'manual'), ('centre', '淮安市信用中心', '320800', 'manual')`);
  await owner.query(`update party set name = '淮安市科学技术局' where id = 'huaian-kjj'`);
  await owner.query(`insert into party_role (region, party, role, rank, about) values
    ('320800', 'huaian-kjj', 'implementer', 0, '{honourLimit,subsidyLimit}'),
    ('320800', 'county', 'chain', 1, '{}'), ('320800', 'centre', 'chain', 2, '{}')`);
}

async function opened(who: object, path: string, body: object): Promise<string> {
  const answer = await house.post(who, path, body);
  expect(answer.status).toBe(201);
  return String(answer.body['caseId']);
}

async function does(who: object, caseId: string, name: string, said: object = {}): Promise<void> {
  const { status, body } = await house.act(who, caseId, name, said);
  expect({ name, status, code: body['code'] }).toEqual({ name, status: 200, code: undefined });
}

async function reads(who: object, caseId: string, kind: string): Promise<void> {
  const noticeId = await house.notice(PEOPLE.handler, caseId, kind);
  await does(who, caseId, 'recordService', { noticeId, method: 'portal', evidence: '网上查阅' });
}

/** Heard and answered, and an intention that waits for a second person. */
async function listing(): Promise<string> {
  const caseId = await opened(PEOPLE.handler, '/listings', {
    subject: { code: LISTED.uscc, name: '示例化工公司' },
    ...{ title: '拒不履行处罚决定', list: 'environment', facts: '超标排放,拒不改正', basis: '国办发〔2020〕49号(六)' },
    ...{ measures: ['honourLimit', 'subsidyLimit'], months: 24, electronicService: true },
  });
  await reads(LISTED, caseId, 'listingNotice');
  await does(LISTED, caseId, 'state', { grounds: [{ text: '补助项目已经退出' }, { text: '数额有误' }] });
  await does(LISTED, caseId, 'waive');
  const removes = { measures: ['subsidyLimit'], months: null };
  await does(PEOPLE.handler, caseId, 'answerGrounds', {
    answers: [
      { ground: 'g1', accepted: true, reason: '已核实', removes },
      { ground: 'g2', accepted: false, reason: '与决定书一致' },
    ],
  });
  await does(PEOPLE.handler, caseId, 'proposeDecision', {
    ...{ outcome: 'list', findings: '事实清楚', measures: ['honourLimit'], months: 12 },
    contents: { facts: '事由', basis: '依据', measuresHint: '提示', exitConditions: '条件', remedies: '复议、诉讼' },
  });
  return caseId;
}

/** Half of it insufficient, and a warning interview called. */
async function rectification(): Promise<string> {
  const caseId = await opened(PEOPLE.handler, '/rectifications', {
    subject: { code: ORDERED.uscc, name: '示例水泥公司' },
    ...{ title: '粉尘超标', facts: '粉尘超标排放', list: 'environment', serious: true, electronicService: true },
    ...{ items: [{ text: '安装除尘设施' }, { text: '缴纳罚款' }], deadline: '2026-09-21' },
  });
  await reads(ORDERED, caseId, 'rectificationOrder');
  const ids = ['z1', 'z2'];
  await does(ORDERED, caseId, 'reportRectified', { items: ids.map((id) => ({ id, documents: [paper] })) });
  const results = ids.map((id) => ({ id, sufficient: id === 'z2', note: '设施尚未运行' }));
  await does(PEOPLE.handler, caseId, 'verifyRectified', { method: 'onSite', results });
  await does(PEOPLE.office, caseId, 'assignHelper', { helper: '示例镇政府' });
  house.now = '2026-09-22T02:00:00.000Z';
  await house.passes(caseId, 'rectification', 'rectification');
  const interview = {
    kind: 'warning',
    at: '2026-09-28T06:30:00.000Z',
    place: '二楼会议室',
    interviewers: ['甲', '乙'],
  };
  await does(PEOPLE.handler, caseId, 'scheduleInterview', interview);
  return caseId;
}

const publication: TermRule = {
  ...{ ruleId: 'SGS-7', article: '双公示', number: 7, unit: 'workday', rollsToWorkday: true },
  ...{ closesAt: '24:00', basis: 'configured' },
};

/** An entry of the list whose measure was taken by its department. */
async function entry(id: string): Promise<void> {
  await addRecord(world.database.owner, { id, severity: 'serious', decisionDate: '2026-08-28' });
  await world.database.owner.query('update record set list = $2 where id = $1', [id, LIST]);
  const payload = { measures: ['honourLimit'], months: null, publication, publicationFrom: '2026-09-22' };
  const start = { process: 'record', recordId: id, region: REGION, department: AUTHORITY } as const;
  expect(await world.cases.act(start, act('publish', SYSTEM, payload, { at: house.now }))).toMatchObject({
    kind: 'committed',
  });
  const tasks = await as(world, PEOPLE.workbench, 'GET', '/instructions?state=pending&limit=200');
  for (const { id: task } of tasks.body['items'] as { id: string }[])
    await house.post(PEOPLE.workbench, `/instructions/${task}/feedback`, { reportId: task, outcome: 'done' });
}

/** Forwarded to the provider; what rests on the record rests, and its department is still to say so. */
async function objection(record: string): Promise<[string, string]> {
  const agent = { sub: 'agent', roles: ['enterpriseAgent'], uscc: await usccOf(world, record) };
  const caseId = await opened(agent, '/objections', {
    ...{ record, ground: 'content', explanation: '金额多写一个零', channel: 'platform', electronicService: true },
    corrections: [{ field: '处罚金额', from: '50000', to: '5000' }],
  });
  await does(PEOPLE.office, caseId, 'forward', { provider: PROVIDER });
  const { body } = await as(world, PEOPLE.office, 'GET', `/cases?record=${record}&process=record`);
  return [(body['items'] as { caseId: string }[])[0]?.caseId ?? '', caseId];
}

/** Granted by two; the first step of the report upward is open. */
async function exit(record: string): Promise<string> {
  const agent = { sub: 'agent', roles: ['enterpriseAgent'], uscc: await usccOf(world, record) };
  const evidence = [{ kind: 'deregistration', name: '注销证明.pdf', sha256 }];
  const caseId = await opened(agent, '/exits', { record, ground: 'deregistered', evidence });
  await does(PEOPLE.handler, caseId, 'propose', { outcome: 'grant', findings: '已注销' });
  await does(PEOPLE.reviewer, caseId, 'confirm', { approve: true });
  return caseId;
}

const open = async (who: object, caseId: string, width: number): Promise<Page> =>
  openTab(browser, `${base}/cases/${caseId}`, await world.token(who), width, faults);

async function isClean(page: Page): Promise<void> {
  expect(await isTooWide(page)).toBe(false);
  const words = (await page.locator('main').innerText())
    .split('\n')
    .filter((line) => !/^(办件编号)?\s*[LZYTJ]\w{12}$/.test(line));
  expect(words.filter((line) => RAW.test(line))).toEqual([]);
}

describe.each(WIDTHS)('%i px wide', (width) => {
  test('a listing: what was told, what the party said and was answered, and what is intended', async () => {
    const page = await open(PEOPLE.handler, cases.listing, width);
    expect(await seen(page, '拟列入事项')).toMatch(
      /生态环境领域严重失信主体名单[^]*限制参加评先评优、限制申请财政性资金项目[^]*最长 24 个月[^]*另一人复核[^]*已明确放弃/,
    );
    expect(await seen(page, '陈述申辩和答复')).toMatch(
      /补助项目已经退出[^]*采纳:去除限制申请财政性资金项目[^]*已核实[^]*数额有误[^]*不予采纳[^]*与决定书一致/,
    );
    expect(await seen(page, '决定内容')).toMatch(/限制参加评先评优[^]*最长 12 个月[^]*复议、诉讼/);
    expect(await seen(page, '拟办意见')).toMatch(/拟列入名单[^]*事实清楚[^]*须由另一人复核确认/);
    expect(await seen(page, '文书')).toMatch(/告知书[^]*淮环列告〔2026〕1号[^]*电子送达/);
    await isClean(page);
  });

  test('a rectification: each item and how it stands, the interview, and who helps', async () => {
    const page = await open(PEOPLE.handler, cases.rectification, width);
    expect(await seen(page, '限期整改与约谈 · ')).toMatch(/粉尘超标 · 生态环境领域严重失信主体名单 · 整改中/);
    expect(await seen(page, '整改要求')).toMatch(/粉尘超标排放[^]*2026-09-21[^]*移送列入生态环境领域[^]*示例镇政府/);
    expect(await seen(page, '整改事项')).toMatch(/安装除尘设施[^]*整改不足[^]*缴纳罚款[^]*整改到位/);
    expect(await seen(page, '约谈情况')).toMatch(/警示约谈[^]*2026-09-28 14:30[^]*二楼会议室[^]*甲、乙[^]*已安排/);
    expect(await seen(page, '办理过程')).toMatch(/核查整改情况[^]*设施尚未运行[^]*安排约谈/);
    await isClean(page);
  });

  test('an objection: what should be corrected, who must check it by when, and that measures rest', async () => {
    const page = await open(PEOPLE.office, cases.objection, width);
    expect(await seen(page, '异议事项')).toMatch(/信息内容有误[^]*信用主体提出[^]*淮安市市场监督管理局[^]*中止/);
    expect(await seen(page, '申请更正的内容')).toMatch(/处罚金额[^]*50000[^]*5000/);
    const terms = await seen(page, '期限');
    expect(terms).toMatch(/信息提供单位核查反馈[^]*应办:淮安市市场监督管理局/);
    expect(terms).toContain('落实异议处理 · credit-china · 异议标注');
    expect(await seen(page, '同一信息的其他办件')).toContain('失信信息公示与惩戒');
    await isClean(page);
  });

  test('a record: where each measure stands at its department, and what keeps it resting', async () => {
    const page = await open(PEOPLE.office, cases.record, width);
    expect(await seen(page, '措施在各单位的落实')).toMatch(
      /限制参加评先评优[^]*石家庄市2022年专项治理方案[^]*淮安市科学技术局[^]*推荐性[^]*中止中/,
    );
    expect(await seen(page, '指令')).toMatch(
      /采取惩戒[^]*“限制参加评先评优”[^]*已落实[^]*中止该项措施“限制参加评先评优”/,
    );
    await isClean(page);
    await page.locator('section', { hasText: '中止惩戒的原因' }).getByRole('link', { name: '正在办理' }).click();
    await page.waitForURL(new RegExp(`/cases/${cases.objection}$`));
  });

  test('an exit: on what ground, and how far it is reported upward', async () => {
    const page = await open(PEOPLE.handler, cases.exit, width);
    expect(await seen(page, '移出事由')).toMatch(/注销登记[^]*淮信用发〔2022〕2号[^]*生态环境领域严重失信主体名单/);
    expect(await seen(page, '拟办意见')).toContain('已由另一人复核确认');
    expect(await seen(page, '逐级上报')).toMatch(/淮安区信用办[^]*待对方办理[^]*淮安市信用中心[^]*待上一级回执后上报/);
    await isClean(page);
  });
});

test('the party is not told what is only intended, nor who among the officials does what', async () => {
  const page = await open(LISTED, cases.listing, 1280);
  const words = await page.locator('main').innerText();
  expect(words).toMatch(/陈述申辩和答复[^]*不予采纳/);
  for (const secret of ['决定内容', '拟办意见', '最长 12 个月', '事实清楚']) expect(words).not.toContain(secret);
  const ordered = await open(ORDERED, cases.rectification, 1280);
  expect(await seen(ordered, '约谈情况')).not.toContain('甲、乙');
});

test('the terms of one process stand alone when it is chosen, with who holds them and by which article', async () => {
  const page = await openTab(browser, base, await world.token(PEOPLE.supervisor), 1280, faults);
  const all = await page.locator('#terms, #others').allInnerTexts();
  expect(all.join()).toMatch(/异议申诉 · 超标排放/);
  await page.getByRole('link', { name: '异议申诉' }).click();
  await page.waitForURL(/process=objection/);
  await page.locator('#others section').waitFor();
  const chosen = (await page.locator('#terms, #others').allInnerTexts()).join();
  expect(chosen).toMatch(/异议申诉 · 超标排放[^]*信息提供单位核查反馈[^]*淮安市市场监督管理局/);
  for (const other of ['列入名单 ·', '名单移出 ·', '限期整改与约谈 ·']) expect(chosen).not.toContain(other);
});
