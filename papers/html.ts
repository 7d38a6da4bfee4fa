/** A document as one HTML file that stands alone and prints on A4. */
import { createHash } from 'node:crypto';
import encodeQR from 'qr';
import { escapeHtml as escape } from './escape.js';
import { signatureOf, spokenCode, withTheSignature, type Block, type Paper, type Table } from './paper.js';

/** Sizes as official documents have them: body 三号 (16pt), title 二号 (22pt). */
const STYLE = `
@page { size: A4; margin: 30mm 26mm 28mm 28mm; @bottom-center { content: '— ' counter(page) ' —'; font: 12pt serif; } }
body { font-family: FangSong, STFangsong, 'Noto Serif SC', 'Source Han Serif SC', SimSun, serif; font-size: 16pt;
  line-height: 1.75; color: #000; background: #fff; max-width: 156mm; margin: 0 auto; padding: 8mm; }
header { text-align: center; font-weight: bold; }
header .authority { font-size: 18pt; margin: 0; }
h1 { font-size: 22pt; line-height: 1.4; margin: 0 0 4mm; text-wrap: balance; }
.number { text-align: right; margin: 0 0 4mm; }
.addressee { overflow-wrap: anywhere; margin: 0; }
.text { text-indent: 2em; text-align: justify; overflow-wrap: anywhere; margin: 0; orphans: 2; widows: 2; }
table { width: 100%; border-collapse: collapse; font-size: 12pt; line-height: 1.5; margin: 3mm 0; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.6pt solid #000; padding: 1.5mm 2mm; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
th:first-child, td:first-child { width: 10mm; text-align: center; }
th, td { min-width: 3.2em; }
.last { break-inside: avoid; }
footer { display: flex; justify-content: space-between; align-items: flex-end; margin-top: 10mm; }
.verify { font-size: 9pt; line-height: 1.5; }
.verify svg { width: 26mm; height: 26mm; display: block; }
.verify p { margin: 0; }
.signature { text-align: center; }
.signature p { margin: 0; }
.seal { color: #777; font-size: 12pt; border: 0.6pt dashed #999; border-radius: 50%; width: 34mm; height: 34mm;
  line-height: 34mm; margin: 1mm auto; }
.void { position: fixed; top: 35%; left: 0; right: 0; text-align: center; font-size: 120pt; color: #c00; opacity: 0.25;
  transform: rotate(-30deg); pointer-events: none; }
@media print { body { padding: 0; max-width: none; } }
`;

/** What a content security policy must allow for the page's own style. */
export const PAPER_STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

/** The page. What people wrote is escaped; there is no script in it. */
export function paperHtml(paper: Paper): string {
  const { title, number, addressee, blocks, authority, date } = paper;
  const { body, last } = withTheSignature(blocks);
  const { who, mark } = signatureOf(paper);
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(`${title} ${number}`)}</title>
<style>${STYLE}</style>
</head>
<body>
${paper.isVoid ? '<p class="void">作废</p>\n' : ''}<header><p class="authority">${escape(authority)}</p><h1>${escape(title)}</h1></header>
<p class="number">${escape(number)}</p>
<p class="addressee">${escape(addressee)}</p>
${body.map(blockHtml).join('\n')}
<div class="last">${last.map(blockHtml).join('\n')}
<footer>
<div class="verify">${qrSvg(paper.verifyUrl)}<p>扫描二维码核验真伪</p><p>验证码\uff1a${spokenCode(paper.code)}</p></div>
<div class="signature"><p>${escape(who)}</p><p class="seal">${mark}</p><p>${escape(date)}</p></div>
</footer></div>
</body>
</html>
`;
}

/** The QR code as a drawing without a border of its own. */
export const qrSvg = (url: string): string => encodeQR(url, 'svg', { ecc: 'medium', border: 1 });

const blockHtml = (block: Block): string =>
  typeof block === 'string' ? `<p class="text">${escape(block)}</p>` : tableHtml(block);

const tableHtml = ({ head, rows }: Table): string =>
  `<table><thead><tr>${cells('th', head)}</tr></thead><tbody>${rows
    .map((row) => `<tr>${cells('td', row)}</tr>`)
    .join('')}</tbody></table>`;

const cells = (tag: 'th' | 'td', texts: readonly string[]): string =>
  texts.map((text) => `<${tag}>${escape(text)}</${tag}>`).join('');
