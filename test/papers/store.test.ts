/** Papers are taken in by their bytes, kept whole or not at all, and given back as they were named. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { zipBytes } from '../../dev/sample/xlsx.js';
import { checked, receive } from '../../papers/receive.js';
import { createStore, type PaperStore } from '../../papers/store.js';
import { diskStore } from '../../papers/store-disk.js';

const MB = 1024 * 1024;
const PDF = Buffer.from('%PDF-1.7\n%示例\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const OFD = zipBytes([
  ['OFD.xml', '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>'],
  ['Doc_0/Document.xml', '<a/>'],
]);
const DOCX = zipBytes([
  [
    '[Content_Types].xml',
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  ],
  ['word/document.xml', '<a/>'],
]);
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

let folder: string;
let store: PaperStore;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'store-'));
  store = await diskStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const take = (bytes: Buffer, limit = MB) => receive(store, Readable.from([bytes]), limit);

test.each([
  ['PDF', PDF, 'application/pdf'],
  ['OFD', OFD, 'application/ofd'],
  ['DOCX', DOCX, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['PNG', PNG, 'image/png'],
])('%s is told by its bytes and given back whole', async (_, bytes, type) => {
  expect(await take(bytes)).toEqual({ sha256: sha(bytes), size: bytes.length, type });
  const opened = await store.open(sha(bytes));
  if (opened === null) throw new Error('not kept');
  expect((await buffer(checked(opened, sha(bytes)))).equals(bytes)).toBe(true);
  expect(readdirSync(store.spool)).toEqual([]);
});

test.each([
  ['a page that calls itself a paper', Buffer.from('<html><script>alert(1)</script></html>'), 'unknownType'],
  ['a program', Buffer.from('7f454c4602010100000000000000000002003e00', 'hex'), 'unknownType'],
  ['any other archive', zipBytes([['run.exe', 'MZ']]), 'unknownType'],
  ['a broken archive', OFD.subarray(0, OFD.length - 30), 'unknownType'],
  ['nothing', Buffer.alloc(0), 'empty'],
  ['more than is taken', Buffer.concat([PDF, Buffer.alloc(MB)]), 'tooLarge'],
])('%s is refused, and nothing of it stays', async (_, bytes, why) => {
  expect(await take(bytes)).toBe(why);
  expect(await store.open(sha(bytes))).toBeNull();
  expect(readdirSync(folder)).toEqual(['incoming']);
  expect(readdirSync(store.spool)).toEqual([]);
});

test('a sender who breaks off leaves nothing; the same paper twice is one', async () => {
  const broken = Readable.from(
    (async function* () {
      yield PDF.subarray(0, 10);
      throw new Error('the line is dead');
    })(),
  );
  await expect(receive(store, broken, MB)).rejects.toThrow('the line is dead');
  expect(readdirSync(store.spool)).toEqual([]);
  const [one, two] = await Promise.all([take(PDF), take(PDF)]);
  expect(one).toEqual(two);
  expect(readdirSync(path.join(folder, sha(PDF).slice(0, 2)))).toEqual([sha(PDF)]);
});

test('what a killed process left half is no paper, and is taken away after a day', async () => {
  for (const name of ['old.part', 'new.part']) writeFileSync(path.join(store.spool, name), PDF);
  utimesSync(path.join(store.spool, 'old.part'), 1_000_000, 1_000_000);
  await diskStore(folder);
  expect(readdirSync(store.spool)).toEqual(['new.part']);
});

test('bytes that changed on the disk are an error, not a paper', async () => {
  await take(PDF);
  writeFileSync(path.join(folder, sha(PDF).slice(0, 2), sha(PDF)), PNG);
  const opened = await store.open(sha(PDF));
  if (opened === null) throw new Error('not kept');
  await expect(buffer(checked(opened, sha(PDF)))).rejects.toThrow('not what it was');
});

describe('a store that speaks S3', () => {
  const kept = new Map<string, Buffer>();
  const asked: IncomingMessage[] = [];
  let server: Server;
  let s3: PaperStore;

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request);
      const key = new URL(request.url ?? '', 'http://s3').pathname;
      void buffer(request).then((bytes) => {
        if (request.method === 'PUT') kept.set(key, bytes);
        const found = kept.get(key);
        const missing = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>none</Message></Error>';
        response.statusCode = found === undefined ? 404 : 200;
        response.end(request.method === 'PUT' ? '' : (found ?? missing));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const file = path.join(mkdtempSync(path.join(tmpdir(), 's3-')), 'keys.json');
    writeFileSync(file, JSON.stringify({ accessKeyId: 'example', secretAccessKey: 'example-secret' }));
    const STORAGE_URL = `http://127.0.0.1:${port}/bucket`;
    s3 = await createStore({ STORAGE_URL, STORAGE_CREDENTIALS_FILE: file });
    await expect(createStore({ STORAGE_URL })).rejects.toThrow('STORAGE_CREDENTIALS_FILE is missing');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(s3.spool, { recursive: true });
  });

  test('papers are put under their hash by signed requests that name it, and come back', async () => {
    const received = await receive(s3, Readable.from([PDF]), MB);
    expect(received).toMatchObject({ sha256: sha(PDF) });
    expect([...kept.keys()]).toEqual([`/bucket/papers/${sha(PDF)}`]);
    const headers = asked.find(({ method }) => method === 'PUT')?.headers;
    expect(headers?.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=example\/\d{8}\/us-east-1\/s3\/aws4_request/);
    expect(headers?.['x-amz-checksum-sha256']).toBe(createHash('sha256').update(PDF).digest('base64'));
    const opened = await s3.open(sha(PDF));
    if (opened === null) throw new Error('not kept');
    expect((await buffer(checked(opened, sha(PDF)))).equals(PDF)).toBe(true);
    expect(await s3.open(sha(PNG))).toBeNull();
    expect(readdirSync(s3.spool)).toEqual([]);
  });
});
