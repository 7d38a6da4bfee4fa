/** Prints, as JSON, the texts of the pages of each PDF named: [file][page] without what stands in the margins. */
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const BOTTOM_PT = 75;

async function pagesOf(file) {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  const pages = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const { items } = await (await pdf.getPage(n)).getTextContent();
    const body = items.filter((item) => item.transform?.[5] > BOTTOM_PT);
    pages.push(body.map((item) => item.str).join(''));
  }
  return pages;
}

const texts = [];
for (const file of process.argv.slice(2)) texts.push(await pagesOf(file));
console.log(JSON.stringify(texts));
