/** Every kind of document on paper: the PDF and the HTML hold all of its words, and the same document is the same file. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { NOTICE_TEXT } from '../../contract/texts.js';
import { paperHtml } from '../../papers/html.js';
import { noticeText } from '../../papers/notice-text.js';
import type { Paper } from '../../papers/paper.js';
import { createPrinter } from '../../papers/printer.js';
import { chinesePunctuation, typeset } from '../../papers/typeset.js';
import { fileOf, KINDS } from './every-kind.js';

const folder = mkdtempSync(path.join(tmpdir(), 'papers-'));
const printer = createPrinter();
const CODE = 'ABCD2345EFGH6789JKLM';
const papers = KINDS.map((kind): Paper => {
  const verifyUrl = `https://xinxiu.example/verify/${CODE}`;
  return {
    ...typeset(noticeText(fileOf(kind))),
    signedOn: '2026-09-10',
    code: CODE,
    verifyUrl,
    isVoid: kind === 'supplement',
  };
});
const printed = new Map<string, string>();

beforeAll(async () => {
  const files = await Promise.all(
    papers.map(async (paper, n) => {
      const file = path.join(folder, `${n}.pdf`);
      writeFileSync(file, await printer.pdf(paper));
      return file;
    }),
  );
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(__dirname, 'pdf-text.mjs'), ...files], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const texts: unknown = JSON.parse(stdout);
  if (!Array.isArray(texts)) throw new Error('no texts');
  texts.forEach((pages: readonly string[], n) => printed.set(KINDS[n] ?? '', pages.join('')));
}, 300_000);
afterAll(async () => {
  await printer.close();
  rmSync(folder, { recursive: true });
});

const bare = (text: string): string => text.replace(/\s/g, '');
const wordsOf = ({ title, number, addressee, blocks, authority, date }: Paper): readonly string[] => [
  ...[title, number, addressee, authority, date, 'ABCD-2345-EFGH-6789-JKLM'],
  ...blocks.flatMap((block) => (typeof block === 'string' ? [block] : [...block.head, ...block.rows.flat()])),
];

test('what the party signs bears the party’s place to sign, everything else the authority’s seal', () => {
  for (const kind of KINDS) {
    const text = bare(printed.get(kind) ?? '');
    const isParty = kind === 'addressConfirmation';
    expect([kind, text.includes('受送达人\uff08签章处\uff09'), text.includes('\uff08盖章处\uff09')]).toEqual([
      ...[kind, isParty, !isParty],
    ]);
  }
});

test.each(KINDS)('%s: the PDF holds every word', (kind) => {
  const paper = papers[KINDS.indexOf(kind)];
  if (paper === undefined) throw new Error('no paper');
  const text = bare(printed.get(kind) ?? '');
  expect(paper.title).toBe(NOTICE_TEXT[kind]);
  expect(paper.blocks.length).toBeGreaterThan(0);
  for (const words of wordsOf(paper)) expect(text).toContain(bare(words));
  for (const slot of ['章处\uff09', '扫描二维码核验真伪']) expect(text).toContain(slot);
  expect(text.includes('作废')).toBe(paper.isVoid);
});

test.each(KINDS)('%s: the HTML holds every word, and nothing that runs', (kind) => {
  const paper = papers[KINDS.indexOf(kind)];
  if (paper === undefined) throw new Error('no paper');
  const html = paperHtml(paper);
  for (const words of wordsOf(paper)) expect(html).toContain(words);
  expect(html).toContain('<svg');
  expect(html).not.toMatch(/<script|\son\w+=|\{\w+\}|undefined|null/);
});

test('the same document is the same file, another one is not', async () => {
  const [one, two] = papers;
  if (one === undefined || two === undefined) throw new Error('no papers');
  const [a, b, c] = await Promise.all([one, one, two].map((paper) => printer.pdf(paper)));
  expect(a?.equals(b ?? Buffer.alloc(0))).toBe(true);
  expect(a?.equals(c ?? Buffer.alloc(0))).toBe(false);
});

test('what people write stays text, however long, and rare characters are printed', async () => {
  const [paper] = papers;
  if (paper === undefined) throw new Error('no paper');
  const nasty = '<script>alert(1)</script>&"\'';
  const odd: Paper = {
    ...paper,
    addressee: `${nasty}䶮㛃𬭎公司:`,
    blocks: ['长'.repeat(6000), nasty, 'w'.repeat(900)],
  };
  expect(paperHtml(odd)).not.toContain('<script>');
  expect((await printer.pdf(odd)).subarray(0, 5).toString()).toBe('%PDF-');
});

test('punctuation beside Chinese is set wide, in numbers and addresses it is left', () => {
  const set = (text: string) => [...chinesePunctuation(text)].map((c) => (c >= '\uff00' ? '□' : c)).join('');
  expect(set('送达,告知;依据:本法(第9条)。')).toBe('送达□告知□依据□本法□第9条□。');
  expect(set('金额1,234.5元,见https://a.example:80/(x)')).toBe('金额1,234.5元□见https://a.example:80/(x)');
  expect(set('代码:91320800MA0DEM0217):')).toBe('代码□91320800MA0DEM0217):');
  expect(set('复议(《复议法》(主席令第9号)第二十条)')).toBe('复议□《复议法》□主席令第9号□第二十条□');
  expect(set('2026年9月,15日')).toBe('2026年9月□15日');
});
