/** A document as PDF, laid out on A4 as official documents are. Takes some 0.2 s of computing: see printer.ts. */
import { createRequire } from 'node:module';
import path from 'node:path';
import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { qrSvg } from './html.js';
import { signatureOf, spokenCode, withTheSignature, type Block, type Paper, type Table } from './paper.js';

const TYPE = path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'));
pdfmake.setFonts({
  Song: {
    normal: path.join(TYPE, '400Regular/NotoSerifSC_400Regular.ttf'),
    bold: path.join(TYPE, '700Bold/NotoSerifSC_700Bold.ttf'),
  },
});
// Nothing but the two fonts is read, and nothing fetched: what people wrote stands in these documents.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((file) => file.startsWith(TYPE));

const MM = 72 / 25.4;
const BODY_PT = 16;
const LEADING = 1.28;

/** The bytes: the same for the same document. */
export async function paperPdf(paper: Paper): Promise<Buffer> {
  return pdfmake.createPdf(layout(paper)).getBuffer();
}

function layout(paper: Paper): TDocumentDefinitions {
  const { title, number, addressee, blocks, authority, signedOn } = paper;
  const { body, last } = withTheSignature(blocks);
  const signedAt = new Date(`${signedOn}T00:00:00Z`);
  return {
    pageSize: 'A4',
    pageMargins: [28 * MM, 30 * MM, 26 * MM, 28 * MM],
    language: 'zh-CN',
    displayTitle: true,
    info: {
      ...{ title: `${title} ${number}`, author: authority, subject: number },
      ...{ creator: '信修', producer: '信修', creationDate: signedAt, modDate: signedAt },
    },
    ...(paper.isVoid
      ? { watermark: { text: '作废', color: '#c00000', opacity: 0.15, fontSize: 150, bold: true, angle: -30 } }
      : {}),
    defaultStyle: { font: 'Song', fontSize: BODY_PT, lineHeight: LEADING },
    footer: (page, pages) => ({
      columns: [
        { text: number, fontSize: 9, width: '*' },
        { text: `— ${page} —`, fontSize: 12, alignment: 'center', width: 60 },
        { text: `共${pages}页`, fontSize: 9, alignment: 'right', width: '*' },
      ],
      margin: [28 * MM, 8 * MM, 26 * MM, 0],
    }),
    content: [
      { text: authority, bold: true, fontSize: 18, alignment: 'center' },
      { text: title, bold: true, fontSize: 22, alignment: 'center', margin: [0, 2, 0, 8] },
      { text: number, alignment: 'right', margin: [0, 0, 0, 10] },
      { text: addressee },
      ...body.map(block),
      { stack: [...last.map(block), signature(paper)], unbreakable: true },
    ],
  };
}

const block = (content: Block): Content =>
  typeof content === 'string'
    ? { text: content, leadingIndent: 2 * BODY_PT, alignment: UNBROKEN.test(content) ? 'left' : 'justify' }
    : table(content);
// The line before a hash would be spread over the page.
const UNBROKEN = /\w{24}/;

function table({ head, rows }: Table): Content {
  const widths = head.map((_, n) => widthOf(n, rows));
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: rows.flat().every((text) => text.length <= LONGEST_UNBROKEN),
      widths,
      body: [head.map((text) => ({ text, bold: true })), ...rows.map((row) => row.map((text) => ({ text })))],
    },
    layout: { hLineWidth: () => 0.6, vLineWidth: () => 0.6, paddingTop: () => 3, paddingBottom: () => 3 },
    fontSize: 12,
    lineHeight: 1.15,
    margin: [0, 6, 0, 8],
  };
}

/** Characters: a column of words no longer is narrow; a row of texts no longer fits a page, and is not torn. */
const SHORT = 4;
const LONGEST_UNBROKEN = 600;

/** A column of numbers is narrow, one of short words as wide as they are; the others share the rest. */
function widthOf(column: number, rows: Table['rows']): number | '*' {
  const texts = rows.map((row) => row[column] ?? '');
  if (texts.every((text) => /^\d{1,3}$/.test(text))) return 30;
  return texts.every((text) => text.length <= SHORT) ? 12 * SHORT + 2 : '*';
}

const SEAL_PT = 34 * MM;

/** 验证码 and 二维码 at the left, 署名, 盖章处 and 成文日期 at the right, never torn apart. */
function signature(paper: Paper): Content {
  const { date, verifyUrl, code } = paper;
  const { who, mark } = signatureOf(paper);
  const seal: Content = {
    table: {
      widths: [SEAL_PT],
      heights: [SEAL_PT - 8],
      body: [[{ text: `\n${mark}`, color: '#777777', fontSize: 12 }]],
    },
    layout: {
      ...{ hLineWidth: () => 0.6, vLineWidth: () => 0.6, hLineColor: () => '#999999', vLineColor: () => '#999999' },
      ...{ hLineStyle: () => ({ dash: { length: 3 } }), vLineStyle: () => ({ dash: { length: 3 } }) },
    },
  };
  const small = { fontSize: 9, lineHeight: 1.2 };
  return {
    columns: [
      [
        { svg: qrSvg(verifyUrl), width: 26 * MM, margin: [0, 30, 0, 2] },
        { text: '扫描二维码核验真伪', ...small },
        { text: `验证码\uff1a${spokenCode(code)}`, ...small },
      ],
      [
        { text: who, alignment: 'center' },
        {
          columns: [
            { text: '', width: '*' },
            { ...seal, width: 'auto', alignment: 'center' },
            { text: '', width: '*' },
          ],
        },
        { text: date, alignment: 'center', margin: [0, 4, 0, 0] },
      ],
    ],
    margin: [0, 24, 0, 0],
  };
}
