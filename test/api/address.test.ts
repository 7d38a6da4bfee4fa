/** 送达地址确认书: the party signs where and how it is served; a paper like others, read by those who must write there. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readDeliveryFile } from '../../register/delivery-queries.js';
import { ring } from '../domain/given.js';
import { AUTHORITY, REGION } from '../support/scene.js';
import { addRecord, applicationFor, as, createWorld, PEOPLE, usccOf, type World } from './support.js';

let world: World;
let scenes = 0;
let caseId = '';
let agent = { sub: 'agent', roles: ['enterpriseAgent'], uscc: '' };
let keys = 0;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** Applied for without consent, and accepted. */
beforeEach(async () => {
  const record = `A${(scenes += 1)}`;
  await addRecord(world.database.owner, { id: record });
  agent = { ...agent, uscc: await usccOf(world, record) };
  const body = applicationFor(record, { electronicService: false });
  const opened = await as(world, PEOPLE.clerk, 'POST', '/repairs', body, `apply-${record}`);
  caseId = String(opened.body['caseId']);
  await does(PEOPLE.handler, 'accept', {});
});

const seen = async (who: object = PEOPLE.handler) => (await as(world, who, 'GET', `/cases/${caseId}`)).body;
const does = async (who: object, name: string, said: object) => {
  const { version } = await seen();
  return as(world, who, 'POST', `/cases/${caseId}/acts/${name}`, { version, ...said }, `address-key-${(keys += 1)}`);
};
const contact = {
  recipient: '李示例',
  address: '淮安市示例路1号12楼',
  phone: '0517-80000000',
  email: 'office@company.example',
};
const signs = (more: object = {}, who: object = agent) =>
  does(who, 'confirmAddress', { contact, electronic: true, ...more });
const opens = () => does(agent, 'recordService', { noticeId: `${caseId}-n1`, method: 'portal', evidence: '网上查阅' });
const read = async (who: object, what = '') =>
  world.app.inject({
    url: `/api/v1/notices/${caseId}-n2${what}`,
    headers: { authorization: `Bearer ${await world.token(who)}` },
  });

test('electronic service is refused with the article until the party has signed, and lawful from then on', async () => {
  expect(await opens()).toMatchObject({
    status: 422,
    body: { code: 'NO_CONSENT', article: expect.stringContaining('《行政处罚法》第六十一条第二款(待确认)') },
  });
  expect((await seen())['consent']).toEqual({
    ...{ electronic: false, text: '不同意电子送达(没有送达地址确认书)', confirmedOn: null },
  });
  expect(await signs()).toMatchObject({ status: 200, body: { notices: [{ kind: 'addressConfirmation' }] } });
  expect((await seen())['consent']).toEqual({
    ...{ electronic: true, text: '同意电子送达(送达地址确认书 2026-08-20)', confirmedOn: '2026-08-20' },
  });
  expect(await opens()).toMatchObject({ status: 200 });
});

test('what the authority entered from paper names the signed original', async () => {
  expect(await signs({}, PEOPLE.handler)).toMatchObject({ status: 422, body: { code: 'CONFIRMATION_UNPROVEN' } });
  const documents = [{ kind: 'other', name: '送达地址确认书.pdf', sha256: 'c'.repeat(64) }];
  expect(await signs({ documents }, PEOPLE.handler)).toMatchObject({ status: 200 });
  const { blocks } = (await read(PEOPLE.handler)).json<{ blocks: unknown[] }>();
  expect(JSON.stringify(blocks)).toContain(`扫描件的 SHA-256:${'c'.repeat(64)}`);
  const { body } = await as(world, PEOPLE.handler, 'GET', `/cases/${caseId}/papers`);
  expect(body['items']).toContainEqual(expect.objectContaining({ name: '送达地址确认书.pdf', act: 'confirmAddress' }));
});

test('the PDF holds its words, and a stranger verifies it by its code', async () => {
  await signs();
  const paper = (await read(agent)).json<{ title: string; code: string; number: string }>();
  expect(paper).toMatchObject({ title: '送达地址确认书', number: expect.stringMatching(/^淮环址确〔2026〕\d+号$/) });
  const folder = mkdtempSync(path.join(tmpdir(), 'address-'));
  const file = path.join(folder, 'paper.pdf');
  writeFileSync(file, (await read(agent, '/pdf')).rawPayload);
  const script = path.join(__dirname, '../papers/pdf-text.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, file]);
  rmSync(folder, { recursive: true });
  const text = (JSON.parse(stdout) as string[][]).flat().join('').replace(/\s/g, '');
  for (const words of [...Object.values(contact), '同意电子送达', '由受送达人登录系统签署', '第六十一条第二款'])
    expect(text).toContain(words.replace(/\s/g, ''));
  expect(await verified(paper.code)).toMatchObject({ standing: 'inForce', number: paper.number });
});

const verified = async (code: string) => {
  const answer = await world.app.inject({ url: `/verify/${code}`, headers: { accept: 'application/json' } });
  expect(answer.body).not.toContain('示例路');
  return answer.json<{ document: { standing: string; number: string } }>().document;
};

test('the last one of a case is in force, whatever is signed in another case of the same record', async () => {
  await signs();
  const { code } = (await read(agent)).json<{ code: string }>();
  const first = caseId;
  const said = { record: `A${scenes}`, ground: 'content', explanation: '金额多写一个零', channel: 'platform' };
  const corrections = [{ field: '罚款金额', from: '10万元', to: '1万元' }];
  const objected = await as(world, agent, 'POST', '/objections', { ...said, corrections }, `object-${scenes}`);
  caseId = String(objected.body['caseId']);
  expect(await signs({ electronic: false })).toMatchObject({ status: 200 });
  expect(await verified(code)).toMatchObject({ standing: 'inForce' });
  caseId = first;
  await signs({ electronic: false });
  expect(await verified(code)).toMatchObject({ standing: 'superseded' });
});

test('announcements go to the confirmed mailbox from then on', async () => {
  const before = await readDeliveryFile(world.database.pool, caseId);
  await signs();
  const then = await readDeliveryFile(world.database.pool, caseId);
  expect([before?.agentEmail, then?.agentEmail]).toEqual(['agent@company.example', 'office@company.example']);
});

test('a mobile number is taken for SMS as it is, and refused without being quoted when it is none', async () => {
  for (const mobile of ['12912345678', '1391234567', '+8613912345678', '0517-80000000']) {
    const answer = await signs({ contact: { ...contact, mobile } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } });
    expect(JSON.stringify(answer.body)).toContain('应为中国大陆手机号码');
    expect(JSON.stringify(answer.body)).not.toContain(mobile);
  }
  expect(await signs({ contact: { ...contact, mobile: '13912345678' } })).toMatchObject({ status: 200 });
  expect(await readDeliveryFile(world.database.pool, caseId)).toMatchObject({ mobile: '13912345678' });
  expect(JSON.stringify((await read(agent)).json())).toContain('13912345678');
  expect(JSON.stringify(await seen())).not.toContain('13912345678');
  const { rows } = await world.database.owner.query<{ text: string }>(
    'select row_to_json(j)::text as text from journal j where case_id = $1',
    [caseId],
  );
  for (const { text } of rows) expect(text).not.toContain('13912345678');
});

test('what came of the announcement stands in the journal, with what failed', async () => {
  await signs({ contact: { ...contact, mobile: '13912345678' } });
  const { rows } = await world.database.pool.query<{ record: string }>(
    'select record_id as record from case_file where id = $1',
    [caseId],
  );
  const detail = '邮件已发出;短信平台拒收(HTTP 403),请以其他方式通知';
  const payload = { kind: 'notice', id: `${caseId}-n2`, outcome: 'failed', receipt: null, detail };
  const word = { ...ring('', 'T', '2026-08-20T03:00:00.000Z'), id: 'told', name: 'delivered', caseId, payload };
  const start = { process: 'repair', recordId: rows[0]?.record ?? '', region: REGION, department: AUTHORITY } as const;
  expect(await world.cases.act(start, word)).toMatchObject({ kind: 'committed' });
  const { body } = await as(world, PEOPLE.handler, 'GET', `/cases/${caseId}/journal`);
  expect(JSON.stringify(body)).toContain(`提示未能(全部)发出,${detail}`);
  const notices = (await seen())['notices'];
  expect(notices).toContainEqual(expect.objectContaining({ announcementText: '提示未能(全部)发出' }));
});

test('a department that was only asked reads neither the paper nor the address', async () => {
  await signs({ contact: { ...contact, mobile: '13912345678' } });
  await world.database.owner.query(`update case_file set concerned = '{huaian-kjj}' where id = $1`, [caseId]);
  const asked = { sub: 'asked', roles: ['handler'], region: '320800', department: 'huaian-kjj' };
  expect((await as(world, asked, 'GET', `/cases/${caseId}`)).status).toBe(200);
  for (const what of ['', '/html', '/pdf']) expect((await read(asked, what)).statusCode).toBe(404);
  expect((await read(PEOPLE.supervisor)).statusCode).toBe(200);
  const { body } = await as(world, asked, 'GET', `/cases/${caseId}/journal`);
  expect(JSON.stringify(body)).not.toMatch(/示例路|office@company|13912345678/);
  expect(JSON.stringify(await seen(asked))).not.toMatch(/示例路|office@company|13912345678/);
});

test('where a person lives is read by those who know the name', async () => {
  await signs();
  await world.database.owner.query(
    `update subject set kind = 'person', code_kind = 'personKey', code = $2 where id = $1`,
    [...[`SA${scenes}`, 'd'.repeat(63) + String(scenes % 10)]],
  );
  expect((await read(PEOPLE.handler)).statusCode).toBe(200);
  for (const who of [PEOPLE.supervisor, PEOPLE.auditor]) expect((await read(who)).statusCode).toBe(404);
});
