/** The model of a document (文书): one for the screen, the printer and the PDF. */

/** A list that is read better as a table. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
/** A paragraph or a table. */
export type Block = string | Table;

/** What it says: the same for ever from the hour it was signed. */
export interface NoticeText {
  readonly title: string;
  /** 文号. */
  readonly number: string;
  readonly addressee: string;
  readonly blocks: readonly Block[];
  readonly authority: string;
  /** Who signs it when it is not the authority. */
  readonly signedBy?: string;
  /** 成文日期 in Chinese numerals. */
  readonly date: string;
}

/** What is printed: the text, and by what a stranger verifies it. */
export interface Paper extends NoticeText {
  readonly signedOn: string;
  /** 验证码, as it stands in the register. */
  readonly code: string;
  /** What the QR code holds. */
  readonly verifyUrl: string;
  /** 作废: the number stands in the register, the document counts no more. */
  readonly isVoid: boolean;
}

/** In groups of four, as people read it to each other. */
export const spokenCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** By whom it is signed, and what is put beneath. */
export const signatureOf = ({ signedBy, authority }: NoticeText): { readonly who: string; readonly mark: string } =>
  signedBy === undefined
    ? { who: authority, mark: '\uff08盖章处\uff09' }
    : { who: signedBy, mark: '\uff08签章处\uff09' };

const LONGEST_LAST = 300;

/** No page bears the signature alone: a last paragraph that is not too long goes with it. */
export function withTheSignature(blocks: readonly Block[]): {
  readonly body: readonly Block[];
  readonly last: readonly Block[];
} {
  const last = blocks.at(-1);
  return typeof last === 'string' && last.length <= LONGEST_LAST
    ? { body: blocks.slice(0, -1), last: [last] }
    : { body: blocks, last: [] };
}

/** One string, as it is read aloud: title, 文号, addressee, blocks, authority, 成文日期. */
export const plainNotice = (text: NoticeText): string =>
  [
    text.title,
    text.number,
    text.addressee,
    ...text.blocks.map(plainBlock),
    text.signedBy ?? text.authority,
    text.date,
  ].join('\n\n');

const plainBlock = (block: Block): string =>
  typeof block === 'string'
    ? `\u3000\u3000${block}`
    : [block.head, ...block.rows].map((row) => row.join('\u3000')).join('\n');
