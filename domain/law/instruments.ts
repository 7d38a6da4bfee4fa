/** The instruments the rules come from: title, document number, issuer, and when each is in force. */
import type { Day } from '../time/calendar.js';
import { LOCAL_INSTRUMENTS } from './instruments-local.js';
import { NATIONAL_INSTRUMENTS } from './instruments-national.js';
import type { Jurisdiction } from './jurisdictions.js';

export interface Instrument {
  readonly title: string;
  /** Document number (令号、文号), or how the document is known when it has none. */
  readonly number: string;
  readonly issuer: string;
  readonly jurisdiction: Jurisdiction;
  readonly inForceFrom: Day;
  /** The first day on which it is no longer in force; null: in force when last seen. */
  readonly supersededOn: Day | null;
  /** What is not certain about it. */
  readonly note?: string;
}

export const INSTRUMENTS = { ...NATIONAL_INSTRUMENTS, ...LOCAL_INSTRUMENTS } as const;

export type InstrumentKey = keyof typeof INSTRUMENTS;

export const instrument = (key: InstrumentKey): Instrument => INSTRUMENTS[key];
