/** The PDF that goes with a mail. It is a convenience: a mail does not wait long for it, nor fail without it. */
import type pg from 'pg';
import { issuePaper } from './issue.js';
import type { Printer } from './printer.js';

export interface Attachment {
  readonly filename: string;
  readonly content: Buffer;
}

/** A mail waits so long for its PDF, and then goes without. */
const PATIENCE_MS = 10_000;

/** From here on the text of the document is kept as it is, whether its PDF is ready in time or not. */
export async function attachmentOf(
  db: Pick<pg.Pool, 'query'>,
  printer: Pick<Printer, 'pdf'>,
  noticeId: string,
  publicUrl: string,
): Promise<Attachment | null> {
  const issued = await issuePaper(db, noticeId, publicUrl);
  if (issued === null) return null;
  const { paper } = issued;
  const content = await inTime(printer.pdf(paper));
  return content === null ? null : { filename: `${paper.title} ${paper.number}.pdf`, content };
}

async function inTime(printing: Promise<Buffer>): Promise<Buffer | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  try {
    return await Promise.race([printing.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}
