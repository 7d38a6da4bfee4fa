/** Brings a document from the register to paper. What it says is kept when it is first asked for, and said for ever. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { canonical } from '../domain/file/canonical.js';
import { readNoticeFile } from '../register/delivery-queries.js';
import { NOTICE_TEXT } from '../contract/texts.js';
import { chineseDay } from './notice-days.js';
import { issuedNotice, keepNoticeText, type IssuedNotice } from '../register/queries-notices.js';
import { noticeText } from './notice-text.js';
import type { NoticeText, Paper } from './paper.js';
import { typeset } from './typeset.js';

export interface IssuedPaper {
  readonly paper: Paper;
  /** Of what it says: the same text, the same hash. */
  readonly sha256: string;
}

/** The document as it is printed; null when there is none of that id. */
export async function issuePaper(
  db: Pick<pg.Pool, 'query'>,
  noticeId: string,
  publicUrl: string,
): Promise<IssuedPaper | null> {
  const found = await issuedNotice(db, noticeId);
  if (found === null) return null;
  if (found.text === null || found.sha256 === null) {
    if (found.erased !== null) return erasedPaper(found, found.erased, publicUrl);
    const file = await readNoticeFile(db, noticeId);
    if (file === null) return null;
    const text = typeset(noticeText(file));
    const sha256 = createHash('sha256').update(canonical(text)).digest('hex');
    await keepNoticeText(db, { noticeId, subjectId: found.subjectId, text, sha256 });
    return issuePaper(db, noticeId, publicUrl);
  }
  const { code, signedOn, sha256, isVoid } = found;
  // Kept by us, in the shape of NoticeText.
  const text = found.text as NoticeText;
  return { sha256, paper: { ...text, signedOn, code, verifyUrl: verifyUrl(publicUrl, code), isVoid } };
}

/** What is left of a document whose words were erased: that it was signed, by whom and when. */
function erasedPaper(
  { code, signedOn, isVoid }: IssuedNotice,
  { kind, number, authority }: NonNullable<IssuedNotice['erased']>,
  publicUrl: string,
): IssuedPaper {
  const text = {
    ...{ title: NOTICE_TEXT[kind], number, addressee: '(已删除)', authority, date: chineseDay(signedOn) },
    blocks: ['本文书中的个人信息已依法删除,只保留文号、作出单位和成文日期。'],
  };
  const paper = { ...text, signedOn, code, verifyUrl: verifyUrl(publicUrl, code), isVoid };
  return { sha256: createHash('sha256').update(canonical(text)).digest('hex'), paper };
}

/** Where a stranger verifies a document. */
export const verifyUrl = (publicUrl: string, code: string): string => `${publicUrl}/verify/${code}`;

/** The document for a reader who may not know the person's name in full. */
export function withoutName({ paper, sha256 }: IssuedPaper, name: string, masked: string): IssuedPaper {
  const hide = (text: string): string => text.replaceAll(name, masked);
  const blocks = paper.blocks.map((block) =>
    typeof block === 'string' ? hide(block) : { ...block, rows: block.rows.map((row) => row.map(hide)) },
  );
  return { sha256: `${sha256}-masked`, paper: { ...paper, addressee: hide(paper.addressee), blocks } };
}
