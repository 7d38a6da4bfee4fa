/**
 * What a department's counter must do with an applicant now (自动比对、自动拦截): the measures that rest on the applicant,
 * weighed for one matter on one day.
 */
import type { Day } from '../time/calendar.js';
import { measureByCode, type Matter, type MeasureRule } from '../law/measures.js';
import type { MeasureWish } from '../file/particulars.js';

/** The first outranks the next: 拦截、限制、激励; `nothing` is the ordinary way. */
const RANKING = ['intercept', 'restrict', 'benefit'] as const satisfies readonly MeasureRule['effect'][];
export const ANSWERS = [...RANKING, 'nothing'] as const;
export type Answer = (typeof ANSWERS)[number];

/** A measure as it rests on a subject. */
export interface Resting {
  readonly code: string;
  readonly party: string;
  readonly wish: MeasureWish;
  readonly inForce: boolean;
  /** Its last day; null: as long as the listing. */
  readonly until: Day | null;
  /** Whether another record of the subject, of serious dishonesty, is shown: then it is favoured no more. */
  readonly outweighed?: boolean;
}

export interface Counter {
  readonly matter: Matter;
  readonly day: Day;
  /** The party that asks by its own system; null: an official, who asks for his place. */
  readonly party: string | null;
}

export interface Screening<M extends Resting> {
  readonly answer: Answer;
  /** The measures that lead to the answer, in the order given; those that it outranks are left out. */
  readonly because: readonly { readonly measure: M; readonly rule: MeasureRule }[];
}

/**
 * The answer at this counter. A measure counts while it is in force: not while it rests for an objection, nor lifted,
 * declined or past its last day. A recommended one binds nobody but the party that takes it (启东 2019, 七). One that is not
 * in the catalogue binds nobody (国办发〔2020〕49号 九).
 */
export function screen<M extends Resting>(measures: readonly M[], counter: Counter): Screening<M> {
  const standing = measures
    .filter((m) => isStanding(m, counter.day))
    .flatMap((measure) => {
      const rule = measureByCode(measure.code);
      if (rule === undefined || (rule.effect === 'benefit' && measure.outweighed === true)) return [];
      return binds(measure, rule, counter) ? [{ measure, rule }] : [];
    });
  const answer = RANKING.find((effect) => standing.some(({ rule }) => rule.effect === effect)) ?? 'nothing';
  return { answer, because: standing.filter(({ rule }) => rule.effect === answer) };
}

const isStanding = ({ wish, inForce, until }: Resting, day: Day): boolean =>
  wish === 'applied' && inForce && (until === null || until >= day);

const binds = (measure: Resting, rule: MeasureRule, { matter, party }: Counter): boolean =>
  rule.matters.includes(matter) && (party === null || rule.mandatory || measure.party === party);
