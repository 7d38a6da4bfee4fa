/** Chinese punctuation, as official documents print it (GB/T 15834): full width beside Chinese, untouched in numbers and addresses. */
import type { Block, NoticeText } from './paper.js';

const WIDE: Readonly<Record<string, string>> = {
  ...{ ',': '\uff0c', ';': '\uff1b', ':': '\uff1a', '?': '\uff1f', '!': '\uff01' },
  ...{ '(': '\uff08', ')': '\uff09' },
};
const wide = (mark: string): string => WIDE[mark] ?? mark;

/** Characters that are as wide as they are high, and their punctuation. */
const HAN = '[\\p{Script=Han}\\u3001-\\u301f\\u2018-\\u201f\\uff00-\\uffef]';
const PAIR = /\(([^()]*)\)/gu;
const HAS_HAN = new RegExp(HAN, 'u');
const AFTER_HAN = new RegExp(`(?<=${HAN})[,;:?!]`, 'gu');
const BEFORE_HAN = new RegExp(`(?<=[\\w%])[,;:?!](?=${HAN})`, 'gu');

/** One text with its punctuation set. A pair of brackets is wide when there is Chinese in it or before it. */
export const chinesePunctuation = (text: string): string =>
  // Twice, as an article's own brackets often stand within brackets.
  widePairs(widePairs(text)).replace(AFTER_HAN, wide).replace(BEFORE_HAN, wide);

const widePairs = (text: string): string =>
  text.replace(PAIR, (pair, inner: string, at: number) =>
    HAS_HAN.test(inner) || HAS_HAN.test(text.charAt(at - 1)) ? `${wide('(')}${inner}${wide(')')}` : pair,
  );

/** Everything that a document says, set. */
export const typeset = (text: NoticeText): NoticeText => ({
  ...text,
  title: chinesePunctuation(text.title),
  addressee: chinesePunctuation(text.addressee),
  blocks: text.blocks.map(setBlock),
});

const setBlock = (block: Block): Block =>
  typeof block === 'string'
    ? chinesePunctuation(block)
    : { head: block.head, rows: block.rows.map((row) => row.map(chinesePunctuation)) };
