/** During which stages each act may be done, per process; acts not named may be done at any. */
import type { Process, Stage } from './case.js';
import { EXIT_STAGES } from '../exit/exit-acts.js';
import { LISTING_STAGES } from '../listing/listing-acts.js';
import { OBJECTION_STAGES } from '../objection/objection-acts.js';
import { RECORD_STAGES } from '../record/record-acts.js';
import { RED_LIST_STAGES } from '../listing/red-list.js';
import { RECTIFICATION_STAGES } from '../rectification/rectification-acts.js';
import { REPAIR_STAGES } from '../repair/repair-acts.js';

type Stages = Readonly<Partial<Record<string, readonly Stage[]>>>;

const either = (a: Stages, b: Stages): Stages =>
  Object.fromEntries(
    Object.keys({ ...a, ...b }).map((name) => [name, [...new Set([...(a[name] ?? []), ...(b[name] ?? [])])]]),
  );

export const STAGES: Readonly<Record<Process, Stages>> = {
  listing: either(LISTING_STAGES, RED_LIST_STAGES),
  rectification: RECTIFICATION_STAGES,
  repair: REPAIR_STAGES,
  objection: OBJECTION_STAGES,
  exit: EXIT_STAGES,
  record: RECORD_STAGES,
};
