/** The page of people in a real browser: who is there, and that somebody leaves, is away, comes back, and hands over. */
import type { Browser, Page } from 'playwright-core';
import { addRecord, applicationFor, as, createWorld, PEOPLE, type World } from '../api/support.js';
import { isTooWide, openTab, startBrowser } from './browser.js';

const WIDTHS = [1280, 390];
const DESK = 1280;

let browser: Browser;
let world: World;
let base: string;
const faults: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  world = await createWorld();
  base = await world.app.listen({ host: '127.0.0.1', port: 0 });
  await world.database.owner.query(`insert into official (id, name, department, roles) values
    ('colleague', '戊示例', 'huaian-sthj', '{handler}'), ('handler', '甲示例', 'huaian-sthj', '{handler}'), ('heir', '乙示例', 'huaian-sthj', '{handler,reviewer}'),
    ('reviewer', '丙示例', 'huaian-sthj', '{reviewer}'), ('elsewhere', '丁示例', 'sjz-sthj', '{handler}')`);
  for (const record of ['W1', 'W2']) await accepted(record);
});
afterEach(async () => {
  await world.close();
  expect(faults.splice(0)).toEqual([]);
});

async function accepted(record: string): Promise<void> {
  await addRecord(world.database.owner, { id: record });
  const { body } = await as(world, PEOPLE.clerk, 'POST', '/repairs', applicationFor(record), `apply-${record}`);
  const url = `/cases/${String(body['caseId'])}/acts/accept`;
  expect((await as(world, PEOPLE.handler, 'POST', url, { version: 1 }, `accept-${record}`)).status).toBe(200);
}

const open = async (who: object, width = DESK): Promise<Page> =>
  openTab(browser, `${base}/people`, await world.token(who), width, faults);
const block = (page: Page, id: string) => page.locator(`#person-${id}`);
const inHand = async (id: string) => {
  const { body } = await as(world, PEOPLE.reviewer, 'GET', '/people');
  return (body['items'] as { id: string; presence: string; absences: unknown[]; handovers: unknown[] }[]).find(
    (p) => p.id === id,
  );
};
const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};
/** What the API refuses is an error of the browser's console too, and none of the page. */
const refusals = (): string[] => faults.splice(0).filter((f) => !/status of 4(00|22)/.test(f));

test.each(WIDTHS)(
  '%i px wide: somebody is away with a stand-in, and comes back; wrong days are told beside them',
  async (width) => {
    const page = await open(PEOPLE.reviewer, width);
    const one = block(page, 'handler');
    expect(await one.innerText()).toMatch(/甲示例[^]*在岗[^]*未办结 2 件[^]*承办人/);
    await one.getByText('登记离岗或者缺勤').click();
    await one.getByLabel('情形').selectOption('absent');
    await one.getByLabel('自(第一日)').fill('2026-08-20');
    await one.getByLabel('至(最后一日)').fill('2026-08-01');
    await one.getByLabel('理由').fill('公派学习');
    expect(await one.getByLabel('代办人').locator('option').allInnerTexts()).toEqual(['请选择', '戊示例', '乙示例']);
    await one.getByRole('button', { name: '登记' }).click();
    await one.locator('[aria-invalid]').first().waitFor();
    const problemOf = async (label: string) => {
      const id = await one.getByLabel(label).getAttribute('aria-describedby');
      return page.locator(`#${id ?? ''}`).innerText();
    };
    expect([await problemOf('至(最后一日)'), await problemOf('代办人')]).toContain('不能为空');
    await one.getByLabel('代办人').selectOption('heir');
    await one.getByRole('button', { name: '登记' }).click();
    await page.getByText('不得早于起始日期').waitFor();
    expect(await problemOf('至(最后一日)')).toBe('不得早于起始日期');
    expect(await one.getByLabel('至(最后一日)').evaluate((c) => c === document.activeElement)).toBe(true);
    await shot(page, `problem-${width}`);
    expect(await isTooWide(page)).toBe(false);
    await one.getByLabel('至(最后一日)').fill('2026-08-31');
    expect([await problemOf('至(最后一日)'), await one.locator('[aria-invalid]').count()]).toEqual(['', 0]);
    await one.getByRole('button', { name: '登记' }).click();
    await page.getByText('甲示例:已登记。').waitFor();
    expect(await one.innerText()).toMatch(/缺勤[^]*2026-08-20 至 2026-08-31 缺勤,由乙示例代办\(公派学习\)/);
    expect(await page.locator('#filters').innerText()).toMatch(/全部 4[^]*在岗 3[^]*缺勤 1/);
    await shot(page, `absent-${width}`);
    await one.getByText('登记离岗或者缺勤').click();
    await one.getByLabel('情形').selectOption('absent');
    await one.getByLabel('自(第一日)').fill('2026-08-25');
    await one.getByLabel('至(最后一日)').fill('2026-08-26');
    await one.getByLabel('代办人').selectOption('heir');
    await one.getByLabel('理由').fill('又一次');
    await one.getByRole('button', { name: '登记', exact: true }).click();
    await one.locator('[aria-invalid]').first().waitFor();
    expect(await problemOf('自(第一日)')).toMatch(/已经登记[^]*系统规则/);
    await one.getByText('登记返岗', { exact: true }).first().click();
    await one.getByLabel('返岗日期').fill('2026-08-20');
    await one.getByRole('button', { name: '登记返岗' }).click();
    await page.getByText('甲示例:已登记返岗。').waitFor();
    expect(await inHand('handler')).toMatchObject({ presence: 'there', absences: [] });
    expect(refusals()).toEqual([]);
  },
);

test.each(WIDTHS)('%i px wide: who has left hands over all cases, and the page tells how far it is', async (width) => {
  const page = await open(PEOPLE.office, width);
  const one = block(page, 'handler');
  await one.getByText('登记离岗或者缺勤').click();
  await one.getByLabel('自(第一日)').fill('2026-08-20');
  await one.getByLabel('理由').fill('调离本单位');
  await one.getByRole('button', { name: '登记' }).click();
  await page.getByText('甲示例:已登记。').waitFor();
  expect(await one.innerText()).toMatch(/已离岗[^]*未办结 2 件,无人承办[^]*自 2026-08-20 起离岗\(调离本单位\)/);
  expect(await page.locator('h3').first().innerText()).toBe('戊示例');
  await page.reload();
  await page.locator('main section').first().waitFor();
  expect(await page.locator('h3').first().innerText()).toBe('甲示例');
  await one.getByText('交接全部办件').click();
  await one.getByRole('button', { name: '交接全部 2 件' }).click();
  await one.locator('[aria-invalid]').first().waitFor();
  expect(await one.getByLabel('接手人').evaluate((c) => c === document.activeElement)).toBe(true);
  await one.getByLabel('接手人').selectOption('heir');
  await one.getByLabel('自', { exact: true }).fill('2026-08-20');
  await one.getByLabel('理由').fill('调离本单位');
  await shot(page, `handover-${width}`);
  await one.getByRole('button', { name: '交接全部 2 件' }).click();
  await page.getByText('甲示例:已开始交接。').waitFor();
  expect(await one.innerText()).toContain('正在交接给乙示例:0/2 件');
  expect(world.cases.begun).toEqual([{ kind: 'handover', id: expect.any(String) }]);
  await shot(page, `underway-${width}`);
  const { owner } = world.database;
  await owner.query(`update handover_case set outcome = case when case_id = (select min(case_id) from handover_case)
    then 'done' else 'NOT_THERE' end`);
  await one.getByText('已交接给乙示例:1/2 件').waitFor();
  expect(await one.innerText()).toContain('1 件未能交接');
  await shot(page, `done-${width}`);
  expect(await isTooWide(page)).toBe(false);
  expect(refusals()).toEqual([]);
});

test.each(WIDTHS)(
  '%i px wide: an account is closed, with its cases without a handler, and opened again',
  async (width) => {
    const page = await open(PEOPLE.office, width);
    const one = block(page, 'handler');
    await one.getByText('停用账号').click();
    await one.getByRole('button', { name: '停用' }).click();
    await one.getByText('不能为空').waitFor();
    await one.getByLabel('理由').fill('调离本单位');
    await shot(page, `account-${width}`);
    expect(await isTooWide(page)).toBe(false);
    await one.getByRole('button', { name: '停用' }).click();
    await page.getByText('甲示例:账号已停用。').waitFor();
    expect(await one.innerText()).toMatch(/账号已停用[^]*未办结 2 件,无人承办/);
    expect((await as(world, PEOPLE.handler, 'GET', '/me')).status).toBe(401);
    await one.getByText('恢复账号').click();
    await one.getByLabel('理由').fill('返回本单位');
    await one.getByRole('button', { name: '恢复' }).click();
    await page.getByText('甲示例:账号已恢复。').waitFor();
    expect(await inHand('handler')).toMatchObject({ presence: 'there' });
    expect(refusals()).toEqual([]);
  },
);

test('an administrator closes accounts, and records nobody as away', async () => {
  const page = await open(PEOPLE.admin);
  expect(await block(page, 'handler').locator('summary').allInnerTexts()).toEqual(['停用账号']);
});

test('everything is reached by the keyboard alone', async () => {
  const page = await open(PEOPLE.reviewer);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await block(page, 'handler').locator('summary').first().focus();
  await press('Enter');
  await block(page, 'handler').getByLabel('情形').waitFor();
  await press('Tab', 'Tab');
  await page.keyboard.type('08202026');
  await press('Tab');
  while ((await page.evaluate('document.activeElement.name')) !== 'reasons') await press('Tab');
  await page.keyboard.type('退休');
  await press('Enter');
  await page.getByText('甲示例:已登记。').waitFor();
  expect(await page.evaluate('document.activeElement.id')).toBe('person-handler');
  expect(await inHand('handler')).toMatchObject({ presence: 'left' });
});

test('the same form sent again after the answer was lost is one entry', async () => {
  const page = await open(PEOPLE.reviewer);
  const one = block(page, 'handler');
  await one.getByText('登记离岗或者缺勤').click();
  await one.getByLabel('自(第一日)').fill('2026-08-20');
  await one.getByLabel('理由').fill('退休');
  await page.route('**/absences', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await one.getByRole('button', { name: '登记' }).click();
  await page.getByText('没有收到答复,请再次提交。').waitFor();
  await page.unroute('**/absences');
  await one.getByRole('button', { name: '登记' }).click();
  await page.getByText('甲示例:已登记。').waitFor();
  expect((await inHand('handler'))?.absences).toHaveLength(1);
  expect(faults.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')]);
});

test('who only supervises sees it without forms, who may not see it is told so, and the front page leads there', async () => {
  const page = await open(PEOPLE.supervisor);
  expect(await block(page, 'handler').innerText()).toContain('未办结 2 件');
  expect(await page.locator('details').count()).toBe(0);
  await page.getByRole('link', { name: '缺勤 0' }).click();
  await page.getByText('没有符合条件的人员。').waitFor();
  const front = await openTab(browser, `${base}/`, await world.token(PEOPLE.reviewer), DESK, faults);
  await front.getByRole('link', { name: '人员' }).click();
  await front.waitForURL(/people$/);
  await block(front, 'heir').waitFor();
});
