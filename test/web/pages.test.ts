/** Both pages in a real browser, over the real API and register: what is due, why, in words, on a desk and on a telephone. */
import type { Browser, Page } from 'playwright-core';
import { addRecord, applicationFor, as, createWorld, NOW, PEOPLE, usccOf, type World } from '../api/support.js';
import { postfix } from '../support/bounces.js';
import { act, actor } from '../support/scene.js';
import { isTooWide, openTab, seen, startBrowser } from './browser.js';

const WIDTHS = [1280, 390];
const DESK = 1280;

let world: World;
let browser: Browser;
let base: string;
let granted: string;
const faults: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  world = await createWorld();
  base = await world.app.listen({ host: '127.0.0.1', port: 0 });
  for (const id of ['OVER', 'TODAY', 'PAUSED', 'GRANTED', 'SHOWN']) await addRecord(world.database.owner, { id });
  await apply('OVER', '2026-08-10');
  await apply('TODAY', '2026-08-17');
  await does(PEOPLE.handler, await apply('PAUSED', '2026-08-20'), 'requestSupplement', { items: ['补交缴款凭证'] });
  granted = await grant('GRANTED');
  const start = { process: 'record' as const, recordId: 'SHOWN', region: '320800', department: 'huaian-sthj' };
  await world.cases.act(start, act('publish', actor('system', 'system'), {}, { at: NOW }));
});
afterAll(async () => {
  await browser.close();
  await world.close();
});
afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

async function apply(record: string, day: string): Promise<string> {
  const body = applicationFor(record, { receivedOn: day, effectiveOn: day });
  const sent = await as(world, PEOPLE.clerk, 'POST', '/repairs', body, `apply-${record}`);
  expect(sent.status).toBe(201);
  return String(sent.body['caseId']);
}

async function does(who: object, caseId: string, name: string, said: object): Promise<void> {
  const { body } = await as(world, PEOPLE.handler, 'GET', `/cases/${caseId}`);
  const sent = { version: body['version'], ...said };
  const { status } = await as(world, who, 'POST', `/cases/${caseId}/acts/${name}`, sent, `key-${name}-${caseId}`);
  expect(status).toBe(200);
}

/** Granted, and one of its four effects reported. */
async function grant(record: string): Promise<string> {
  const caseId = await apply(record, '2026-08-19');
  await does(PEOPLE.handler, caseId, 'accept', {});
  await does(PEOPLE.handler, caseId, 'propose', { outcome: 'grant', findings: '罚款已缴清' });
  await does(PEOPLE.reviewer, caseId, 'confirm', { approve: true });
  const { body } = await as(world, PEOPLE.site, 'GET', '/instructions');
  const [first] = body['items'] as { id: string }[];
  const report = { reportId: 'CC-1', outcome: 'done', receipt: 'OK-1' };
  await as(world, PEOPLE.site, 'POST', `/instructions/${first!.id}/feedback`, report);
  return caseId;
}

const open = async (who: object, url: string, width: number): Promise<Page> =>
  openTab(browser, `${base}${url}`, await world.token(who), width, faults);

describe.each(WIDTHS)('%i px wide', (width) => {
  test('a supervisor sees first what is over and due today, who holds it, and then the rest', async () => {
    const page = await open(PEOPLE.supervisor, '/', width);
    const urgent = await seen(page, '已超期和今天到期');
    expect(urgent).toMatch(/超期 5 个工作日[^]*示例公司OVER[^]*作出是否受理的决定[^]*淮安市生态环境局[^]*尚无经办人/);
    expect(urgent).toMatch(/今天到期[^]*示例公司TODAY/);
    expect(urgent).not.toContain('示例公司GRANTED');
    const others = await seen(page, '其余未办结的期限');
    expect(others).toContain('落实修复结果 · huaian-kjj · 解除惩戒措施');
    expect(others).toMatch(/认定单位 淮安市生态环境局,经办人 handler/);
    expect(others).toMatch(/暂停计时[^]*恢复计时后确定/);
    expect(others).toMatch(/公示与惩戒 · 超标排放[^]*最长公示期届满/);
    expect(await isTooWide(page)).toBe(false);
  });

  test('a case says why its next term ends on that day, what became of the others, and what has happened', async () => {
    const page = await open(PEOPLE.supervisor, `/cases/${granted}`, width);
    const terms = await seen(page, '期限');
    expect(terms).toMatch(/还剩 \d 个工作日[^]*落实修复结果 · [^]*为什么是这一天[^]*起算事由发生在2026年8月20日/);
    expect(terms).toContain('已结束的期限 4 项');
    expect(terms).not.toContain('按时办结');
    await page.getByText('已结束的期限').click();
    expect(await seen(page, '期限')).toMatch(/按时办结[^]*落实修复结果 · credit-china · /);
    const history = await seen(page, '办理过程');
    expect(history).toMatch(/申请[^]*补录 2026年8月19日发生,2026年8月20日 10:00 录入 · 窗口人员/);
    expect(history).toMatch(/受理[^]*淮安市生态环境局 承办人[^]*制发信用修复受理通知书 淮环信修受〔2026〕1号/);
    expect(history).toMatch(/反馈[^]*协同单位[^]*credit-china · [^]*:已落实,OK-1/);
    expect(await isTooWide(page)).toBe(false);
  });
});

test('counts and filters lead to the terms that they count', async () => {
  const page = await open(PEOPLE.supervisor, '/', DESK);
  await page.locator('table.counts a', { hasText: '1' }).first().click();
  await page.waitForURL(/lamp=red.*department=huaian-sthj/);
  expect(await seen(page, '超期')).toContain('示例公司OVER');
  await page.getByRole('link', { name: '公示惩戒' }).click();
  await page.waitForURL(/process=record/);
  expect(await seen(page, '其余未办结的期限')).toMatch(/示例公司SHOWN[^]*最长公示期届满/);
  await page.getByRole('link', { name: '超期 0' }).click();
  await page.waitForURL(/lamp=red/);
  await page.getByText('没有超期的期限。').waitFor();
});

test('退出 ends the token, not only the tab', async () => {
  const token = await world.token(PEOPLE.supervisor);
  const page = await openTab(browser, `${base}/`, token, DESK, faults);
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByText('请先登录').waitFor();
  const answer = await world.app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${token}` } });
  expect(answer.statusCode).toBe(401);
});

test('a company sees its own case, without what is said among officials', async () => {
  const agent = { sub: 'agent', roles: ['enterpriseAgent'], uscc: await usccOf(world, 'GRANTED') };
  const home = await open(agent, '/', DESK);
  expect(await seen(home, '办件')).toMatch(/示例公司GRANTED[^]*信用修复[^]*已准予,落实中/);
  const page = await open(agent, `/cases/${granted}`, DESK);
  const history = await seen(page, '办理过程');
  expect(history).toContain('制发信用修复决定书 淮环信修决〔2026〕1号');
  for (const secret of ['罚款已缴清', '拟准予修复', 'reviewer']) expect(history).not.toContain(secret);
});

test('a case shows what was applied for together with it, and leads there', async () => {
  for (const id of ['TOGETHER', 'SIBLING']) await addRecord(world.database.owner, { id });
  await world.database.owner.query(
    `update record set subject_id = 'STOGETHER', title = '未批先建' where id = 'SIBLING'`,
  );
  const { record: _, ...said } = applicationFor('TOGETHER') as Record<string, unknown>;
  const body = { ...said, records: ['TOGETHER', 'SIBLING'] };
  const { body: answer } = await as(world, PEOPLE.clerk, 'POST', '/repairs', body, 'apply-together');
  const [first] = answer['items'] as { case: { caseId: string } }[];
  const page = await open(PEOPLE.supervisor, `/cases/${first!.case.caseId}`, DESK);
  expect(await seen(page, '同一份申请的其他信息(线下窗口 W-TOGETHER)')).toMatch(/未批先建[^]*待受理/);
  await page.getByRole('link', { name: '未批先建' }).click();
  expect(await seen(page, '同一份申请的其他信息(线下窗口 W-TOGETHER)')).toContain('超标排放');
});

test('a mail that came back is red on the front page and in its case, until the document is served another way', async () => {
  await addRecord(world.database.owner, { id: 'RETURNED' });
  const caseId = await apply('RETURNED', '2026-08-20');
  await does(PEOPLE.handler, caseId, 'accept', {});
  const { rows } = await world.database.owner.query<{ id: string; mail_key: string }>(
    'select id, mail_key from notice where case_id = $1',
    [caseId],
  );
  await fetch(`${base}/api/v1/mail/bounces`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await world.token(PEOPLE.gateway)}`, 'content-type': 'message/rfc822' },
    body: postfix({ key: rows[0]!.mail_key }),
  });
  const home = await open(PEOPLE.handler, '/', 390);
  expect(await seen(home, '邮件退回,需另行送达')).toMatch(/示例公司RETURNED[^]*信用修复/);
  expect(await isTooWide(home)).toBe(false);
  const page = await open(PEOPLE.handler, `/cases/${caseId}`, 390);
  expect(await seen(page, '信用修复 · ')).toMatch(/待办[^]*邮件退回,需另行送达:《信用修复受理通知书》/);
  expect(await seen(page, '文书')).toMatch(/尚未送达[^]*邮件退回,需另行送达\(5\.1\.1\)/);
  expect(await isTooWide(page)).toBe(false);
  await does(PEOPLE.handler, caseId, 'recordService', {
    noticeId: rows[0]!.id,
    method: 'receipt',
    evidence: '回证1号',
  });
  await page.reload();
  await page.getByText('邮件退回,已以其他方式送达(5.1.1)').waitFor();
  expect(await seen(page, '信用修复 · ')).not.toContain('待办');
});

test('a bad token is told in words', async () => {
  const page = await browser.newPage();
  await page.goto(`${base}/#token=nonsense`);
  await page.getByText('登录已失效').waitFor();
});
