/** What a decision may know of a record: read under its lock. */
import type { Day } from './calendar.js';
import type { Effect, RecordStatus, Severity } from './case.js';

/** One party that publishes, uses or acts on a record, and what it must undo. */
export interface PartyFacts {
  readonly party: string;
  readonly adapter: 'http' | 'manual';
  readonly effects: readonly Effect[];
}

/** What a decision may know of the record; read under its lock. */
export interface RecordFacts {
  readonly id: string;
  readonly subjectId: string;
  readonly authority: string;
  readonly region: string;
  readonly severity: Severity | null;
  readonly decisionDate: Day;
  readonly publishedOn: Day | null;
  readonly fulfilled: boolean | null;
  readonly status: RecordStatus;
  readonly parties: readonly PartyFacts[];
}
