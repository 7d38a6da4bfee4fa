/**
 * How a simulated system stands to each record it was ever told of. The later word wins, by the instant at which it was
 * issued and not by that at which it came: all words are kept, and told again in their order.
 */
import type { Effect } from '../../domain/file/case.js';
import type { InstructionBody } from './effects.js';

export type MeasureStanding = 'inForce' | 'suspended' | 'lifted';

/** null: it was never told. */
export interface Standing {
  readonly recordId: string;
  readonly documentNumber: string;
  readonly subject: string;
  readonly shown: boolean | null;
  readonly annotated: boolean;
  /** Taken back, as if it had never been given. */
  readonly withdrawn: boolean;
  readonly shared: boolean | null;
  readonly listed: boolean | null;
  /** Field → what was wrong and what it says now. */
  readonly corrections: Readonly<Record<string, string>>;
  /** Measure id → its code and how it stands. */
  readonly measures: Readonly<Record<string, { readonly code: string | null; readonly standing: MeasureStanding }>>;
  /** Measures that were in force before anybody counted them; null: never told. */
  readonly otherMeasures: 'lifted' | null;
  /** What was filed or made known and changes nothing: reports, minutes, clarifications. */
  readonly filed: readonly { readonly effect: Effect; readonly content: Readonly<Record<string, string>> }[];
}

type Move = (standing: Standing, word: InstructionBody) => Standing;

const put =
  (change: Partial<Standing>): Move =>
  (standing) => ({ ...standing, ...change });

const measure =
  (to: MeasureStanding): Move =>
  (standing, { measureId, content }) => {
    if (measureId === null) return standing;
    const code = content['measure'] ?? standing.measures[measureId]?.code ?? null;
    return { ...standing, measures: { ...standing.measures, [measureId]: { code, standing: to } } };
  };

const liftAll: Move = (standing) => ({
  ...standing,
  otherMeasures: 'lifted',
  measures: Object.fromEntries(
    Object.entries(standing.measures).map(([id, { code }]) => [id, { code, standing: 'lifted' }]),
  ),
});

const file: Move = (standing, { effect, content }) => ({
  ...standing,
  filed: [...standing.filed, { effect, content }],
});

const correct: Move = (standing, { content }) => ({
  ...standing,
  corrections: { ...standing.corrections, ...content },
});

const MOVES: Readonly<Record<Effect, Move>> = {
  publish: put({ shown: true, withdrawn: false }),
  endPublicity: put({ shown: false }),
  withdraw: put({ shown: false, annotated: false, withdrawn: true }),
  annotate: put({ annotated: true }),
  removeAnnotation: put({ annotated: false }),
  share: put({ shared: true }),
  stopSharing: put({ shared: false }),
  removeFromSource: put({ listed: false }),
  correct,
  applyMeasure: measure('inForce'),
  suspendMeasure: measure('suspended'),
  resumeMeasure: measure('inForce'),
  liftMeasure: measure('lifted'),
  liftMeasures: liftAll,
  clarify: file,
  remedy: file,
  reportExit: file,
  announceExit: file,
  archiveInterview: file,
  inform: file,
  announceBreach: file,
};

const untold = ({ record, subject }: InstructionBody): Standing => ({
  recordId: record.id,
  documentNumber: record.documentNumber,
  subject: subject.code,
  shown: null,
  annotated: false,
  withdrawn: false,
  shared: null,
  listed: null,
  corrections: {},
  measures: {},
  otherMeasures: null,
  filed: [],
});

/** One per record, in the order in which they were first spoken of. Words of the same instant count as they came. */
export function standings(carriedOut: readonly InstructionBody[]): readonly Standing[] {
  const inOrder = [...carriedOut].sort((a, b) => Date.parse(a.issuedAt) - Date.parse(b.issuedAt));
  const known = new Map<string, Standing>();
  for (const word of inOrder) {
    const standing = { ...(known.get(word.record.id) ?? untold(word)), documentNumber: word.record.documentNumber };
    known.set(word.record.id, MOVES[word.effect](standing, word));
  }
  return [...known.values()];
}
