/** What a decider answers: events, or the one reason why not. */
import type { CaseEvent } from './case.js';
import { refusal, type Refusal, type RefusalCode } from './refusal.js';

export type Decision =
  | {
      readonly ok: true;
      readonly events: readonly CaseEvent[];
      /** Acts of the system on other files of the same record, decided in the same transaction. */
      readonly also?: readonly Follow[];
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** What one file asks of another file of the same record: nothing of a repair is half done. */
export interface Follow {
  readonly process: 'record';
  readonly name: 'repaired';
}

export const lawful = (events: readonly CaseEvent[], also: readonly Follow[] = []): Decision => ({ ok: true, events, also });
export const refused = (code: RefusalCode, details?: Readonly<Record<string, string>>): Decision => ({
  ok: false,
  refusal: refusal(code, details),
});

/** The later of two instants: clocks of two machines may differ, and a sender's clock is no reason to refuse. */
export const latest = (a: string, b: string): string => (a > b ? a : b);
