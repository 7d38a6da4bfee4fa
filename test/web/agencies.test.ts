/** The supervisor's page of agencies in a real browser: what is late, since when, by which article, and what was done about it. */
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { addRecord, as, createWorld, PEOPLE, type World } from '../api/support.js';
import { isTooWide, openTab, seen, startBrowser } from './browser.js';

let world: World;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), startBrowser()]);
  await world.app.listen({ port: 0, host: '127.0.0.1' });
  const { owner } = world.database;
  await addRecord(owner, { id: 'R1' });
  const place = `'320800', 'huaian-sthj'`;
  await owner.query(`insert into party (id, name, region, adapter) values ('huaian-agency', '示例信用服务有限公司', '320800', 'manual');
    insert into party_role (region, party, role) values ('320800', 'huaian-agency', 'agency');
    insert into case_file (id, process, record_id, subject_id, region, department, stage, version, head, state, opened_at, moved_at, closed_at)
      values ('C1', 'record', 'R1', 'SR1', ${place}, 'closed', 0, '', '{}', '2026-08-01Z', '2026-08-01Z', '2026-08-01Z');
    insert into instruction (id, case_id, record_id, party, adapter, effect, state, issued_at, moved_at, region, department)
      values ('I1', 'C1', 'R1', 'huaian-agency', 'manual', 'share', 'accepted', '2026-08-01Z', '2026-08-01Z', ${place});
    insert into term (id, case_id, kind, holder, rule_id, article, start_day, due_day, due_at, provisional, status, instruction_id, region, department, process)
      values ('T1', 'C1', 'effect', 'huaian-agency', 'r', '《信用修复管理办法》第四章', '2026-08-01', '2026-08-05', '2026-08-05Z', false,
        'running', 'I1', ${place}, 'record')`);
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

test.each([1280, 390])('%i px wide', async (width) => {
  const { port } = world.app.server.address() as AddressInfo;
  const faults: string[] = [];
  const open = async () =>
    openTab(browser, `http://127.0.0.1:${port}/agencies`, await world.token(PEOPLE.supervisor), width, faults);
  const before = await seen(await open(), '示例信用服务有限公司');
  expect(before).toMatch(/1 条超期未落实,最早一条自 2026-08-05 届满,依据:《信用修复管理办法》第四章/);
  const said = { reasons: '超期未更新' };
  await as(world, PEOPLE.office, 'POST', '/parties/huaian-agency/supervision/demandRectification', said, 'urge-agency');
  const page = await open();
  const after = await seen(page, '示例信用服务有限公司');
  expect(after).toMatch(/督促整改中[^]*整改期限至 2026-[^]*为什么是这一天[^]*督促整改[^]*超期未更新[^]*1 条[^]*office/);
  expect([await isTooWide(page), faults]).toEqual([false, []]);
  if (process.env['SHOT'] !== undefined) await page.screenshot({ path: `${process.env['SHOT']}-${width}.png` });
});
