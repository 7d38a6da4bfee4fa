/** During which stages each act may be done, per process; acts not named may be done at any. */
import type { Process, Stage } from './case.js';
import { EXIT_STAGES } from './exit-acts.js';
import { LISTING_STAGES } from './listing-acts.js';
import { OBJECTION_STAGES } from './objection-acts.js';
import { RECORD_STAGES } from './record.js';
import { RECTIFICATION_STAGES } from './rectification-acts.js';
import { REPAIR_STAGES } from './repair-acts.js';

export const STAGES: Readonly<Record<Process, Readonly<Partial<Record<string, readonly Stage[]>>>>> = {
  listing: LISTING_STAGES,
  rectification: RECTIFICATION_STAGES,
  repair: REPAIR_STAGES,
  objection: OBJECTION_STAGES,
  exit: EXIT_STAGES,
  record: RECORD_STAGES,
};
