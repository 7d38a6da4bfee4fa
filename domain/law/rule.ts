/** One rule of the law as data. A rule is never interpreted here: packs choose among rules, deciders apply packs. */
import type { Day } from '../time/calendar.js';
import type { TermUnit } from '../time/term.js';
import { instrument, type InstrumentKey } from './instruments.js';
import type { Jurisdiction } from './jurisdictions.js';

export const LAW_PROCESSES = [
  'prelisting',
  'listing',
  'rectification',
  'repair',
  'objection',
  'exit',
  'joint',
  'publicity',
  'sync',
  'report',
  'calendar',
  'remedy',
  'service',
] as const;
export type LawProcess = (typeof LAW_PROCESSES)[number];

/** The units of terms, and `simultaneous`: in the same act. */
export type LawUnit = TermUnit | 'simultaneous';

/**
 * How the number is known: read in the law (`seen`), in a report on it, inferred, from memory, or set by the operator.
 * Only a number that was seen is law; all others are parameters shown as 待确认.
 */
export type NumberBasis = 'seen' | 'report' | 'inference' | 'memory' | 'configured';

/** How the words are known. A fragment is safe as to its words, not as to its place or number. */
export type Confidence = 'verbatim' | 'verbatim-fragment' | 'summary' | 'memory' | 'configured';

export interface LawRule {
  readonly id: string;
  readonly process: LawProcess;
  readonly instrument: InstrumentKey;
  /** As far as it was seen: "(no. not seen)" or "?" mark an article number that is not certain. */
  readonly article: string;
  readonly jurisdiction: Jurisdiction;
  readonly number: number | null;
  readonly unit: LawUnit | null;
  readonly numberBasis: NumberBasis | null;
  readonly startEvent: string | null;
  readonly actor: string | null;
  /** "[…]" stands for words or a number that were not seen, "…" for words left out. */
  readonly quote: string;
  readonly source: string;
  readonly confidence: Confidence;
  readonly inForceFrom: Day;
  /** The first day on which the rule is no longer in force. */
  readonly supersededOn: Day | null;
  readonly note: string | null;
}

type Optional = 'number' | 'unit' | 'numberBasis' | 'startEvent' | 'actor' | 'inForceFrom' | 'supersededOn' | 'note';

/** A rule as the data files write it: what is absent is null, or the instrument's. */
export type RuleRow = Omit<LawRule, 'instrument' | 'jurisdiction' | Optional> & Partial<Pick<LawRule, Optional>>;

/** The rules of one instrument. */
export function rulesOf(key: InstrumentKey, rows: readonly RuleRow[]): readonly LawRule[] {
  const { jurisdiction, inForceFrom, supersededOn } = instrument(key);
  const absent = { number: null, unit: null, numberBasis: null, startEvent: null, actor: null, note: null };
  return rows.map((row) => ({ ...absent, inForceFrom, supersededOn, ...row, instrument: key, jurisdiction }));
}

/** Whether the rule, regime or instrument is in force on the day. */
export const isInForce = (law: { readonly inForceFrom: Day; readonly supersededOn: Day | null }, on: Day): boolean =>
  law.inForceFrom <= on && (law.supersededOn === null || on < law.supersededOn);

/** How the rule is cited to people: 《信用修复管理办法》(国家发展改革委令第36号)第三章(条号待核). */
export function citation(rule: Pick<LawRule, 'instrument' | 'article'>): string {
  const { title, number } = instrument(rule.instrument);
  return `${title}(${number})${articleText(rule.article)}`;
}

function articleText(article: string): string {
  const place = article.replace('(no. not seen)', '').replace('?', '').trim();
  const text = /^([一二三四五六七八九十]+(\/[一二三四五六七八九十]+)?|\d+(–\d+)?)$/.test(place)
    ? `第${place}部分`
    : place;
  const uncertain = /\(no\. not seen\)|\?/.test(article);
  return uncertain ? `${text}(条号待核)` : text;
}
