/** The kinds of papers that an office takes: PDF, OFD (GB/T 33190), DOCX, and pictures of paper. */
import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type/node';

export const OFD = 'application/ofd';
export const ACCEPTED: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  [OFD]: 'ofd',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
  'image/webp': 'webp',
};

/** The media type by the bytes; null when it is none of those that are taken. */
export async function sniff(file: string): Promise<string | null> {
  const found = await fileTypeFromFile(file);
  if (found === undefined) return null;
  if (found.mime === 'application/zip') return (await namesInZip(file)).includes('OFD.xml') ? OFD : null;
  return found.mime in ACCEPTED ? found.mime : null;
}

const END_RECORD = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const LONGEST_END = END_BYTES + 65_535;
const LONGEST_DIRECTORY = 1024 * 1024;

/** Names in the directory at the end of a ZIP; none when it is broken or too long to be a document's. */
async function namesInZip(file: string): Promise<readonly string[]> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const tail = await bytesAt(handle, Math.max(0, size - LONGEST_END), Math.min(size, LONGEST_END));
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || end + END_BYTES > tail.length || tail.readUInt32LE(end) !== END_RECORD) return [];
    const length = tail.readUInt32LE(end + 12);
    const start = tail.readUInt32LE(end + 16);
    if (length > LONGEST_DIRECTORY || start + length > size) return [];
    return namesIn(await bytesAt(handle, start, length));
  } finally {
    await handle.close();
  }
}

async function bytesAt(handle: Awaited<ReturnType<typeof open>>, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

function namesIn(directory: Buffer): readonly string[] {
  const names: string[] = [];
  let at = 0;
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY) {
    const name = directory.readUInt16LE(at + 28);
    names.push(directory.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
}
