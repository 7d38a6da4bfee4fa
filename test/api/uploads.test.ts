/** Papers over the API: brought by those who act, read by those who may read the case that names them. */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { addRecord, applicationFor, as, createWorld, PEOPLE, usccOf, type World } from './support.js';

const PDF = Buffer.from('%PDF-1.7\n%缴款凭证\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const sha256 = createHash('sha256').update(PDF).digest('hex');
const OTHER = 'b'.repeat(64);

let world: World;
let caseId: string;
const agent = { sub: 'agent', roles: ['enterpriseAgent'], uscc: '' };

beforeAll(async () => {
  world = await createWorld();
  for (const id of ['U1', 'U2']) await addRecord(world.database.owner, { id });
  agent.uscc = await usccOf(world, 'U1');
});
afterAll(() => world.close());

async function upload(who: object, bytes: Buffer, app = world.app) {
  const boundary = '----papers';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="x.exe"\r\ncontent-type: text/html\r\n\r\n`;
  return app.inject({
    method: 'POST',
    url: '/api/v1/uploads',
    headers: {
      authorization: `Bearer ${await world.token(who)}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
}
const download = async (who: object, hash = sha256) =>
  world.app.inject({
    url: `/api/v1/cases/${caseId}/papers/${hash}`,
    headers: { authorization: `Bearer ${await world.token(who)}` },
  });
const list = async (who: object) => (await as(world, who, 'GET', `/cases/${caseId}/papers`)).body['items'];

test('a paper is told by its content, the same again is the same', async () => {
  const first = await upload(agent, PDF);
  expect([first.statusCode, first.json()]).toEqual([201, { sha256, size: PDF.length, type: 'application/pdf' }]);
  expect((await upload(PEOPLE.clerk, PDF)).json()).toEqual(first.json());
});

test('what is no paper, or too much, or no upload at all, is told so', async () => {
  const codeOf = async (answer: ReturnType<typeof upload>) => {
    const { statusCode, body } = await answer;
    return [statusCode, (JSON.parse(body) as { code: string }).code];
  };
  expect(await codeOf(upload(agent, Buffer.from('<html></html>')))).toEqual([422, 'BAD_UPLOAD']);
  expect(await codeOf(upload(agent, Buffer.alloc(0)))).toEqual([422, 'BAD_UPLOAD']);
  expect(await codeOf(upload(agent, Buffer.concat([PDF, Buffer.alloc(1024 * 1024)])))).toEqual([413, 'TOO_LARGE']);
  expect((await as(world, agent, 'POST', '/uploads', { file: 'x' })).body['code']).toBe('UNSUPPORTED_TYPE');
  expect((await upload(PEOPLE.auditor, PDF)).statusCode).toBe(403);
});

test('the case lists the papers its acts name, and says which are not there', async () => {
  const documents = [
    { kind: 'fulfilment', name: '缴款凭证.exe', sha256 },
    { kind: 'commitment', name: '承诺书.pdf', sha256: OTHER },
    { kind: 'authorisation', name: '授权委托书.pdf', sha256: 'c'.repeat(64) },
  ];
  const applied = await as(world, agent, 'POST', '/repairs', applicationFor('U1', { documents }), 'application-1');
  expect(applied.status).toBe(201);
  caseId = String(applied.body['caseId']);
  expect(await list(PEOPLE.handler)).toMatchObject([
    { sha256, name: '缴款凭证.exe', act: 'apply', seq: 1, uploadedText: '已上传', type: 'application/pdf' },
    { sha256: OTHER, uploaded: false, uploadedText: '未上传', href: null },
    { uploaded: false },
  ]);
  expect((await download(PEOPLE.handler, OTHER)).statusCode).toBe(404);
});

test('it is given back as it was, to be saved and never shown in place', async () => {
  const answer = await download(PEOPLE.handler);
  expect(answer.rawPayload.equals(PDF)).toBe(true);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(PDF.length),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  });
  expect(answer.headers['content-disposition']).toBe(
    `attachment; filename="paper.pdf"; filename*=UTF-8''${encodeURIComponent('缴款凭证')}.pdf`,
  );
});

test('nobody reads it by its hash alone, not who brought the same paper elsewhere', async () => {
  expect((await download(agent)).statusCode).toBe(200);
  const stranger = { ...agent, sub: 'stranger', uscc: await usccOf(world, 'U2') };
  expect((await upload(stranger, PDF)).statusCode).toBe(201);
  for (const who of [stranger, PEOPLE.elsewhere, PEOPLE.elsewhereOffice])
    expect((await download(who)).statusCode).toBe(404);
  // Another agent of the same party reads its own words only.
  const colleague = { ...agent, sub: 'colleague' };
  expect([(await download(colleague)).statusCode, await list(colleague)]).toEqual([404, []]);
});

test('a paper that the store has lost is a fault of ours, not of the reader', async () => {
  rmSync(path.join(world.folder, sha256.slice(0, 2)), { recursive: true });
  expect((await download(PEOPLE.handler)).json()).toMatchObject({ code: 'STORE_AWAY' });
  await upload(agent, PDF);
  expect((await download(PEOPLE.handler)).statusCode).toBe(200);
});
