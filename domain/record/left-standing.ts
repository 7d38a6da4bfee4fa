/**
 * What still rests on a penalty that is shown no longer: no file tells of it any more, until the life of the record is
 * taken up again. An objection or a plan puts the measures to rest (启东 2019, 十八); whatever annuls or repairs the record
 * ends them for good.
 */
import type { RecordStatus } from '../file/case.js';
import type { Facts } from '../file/draft.js';
import type { Measure } from '../file/particulars.js';
import { formerMeasures } from './restore.js';

const SHOWN: readonly RecordStatus[] = ['published', 'awaitingSector'];

/** Empty while a file of the record is open, and for an entry of a list: its measures ended with its publicity. */
export function leftStanding(facts: Facts): readonly Measure[] {
  const { record, open } = facts;
  const isEntry = record.list !== null || record.parent !== undefined;
  if (isEntry || SHOWN.includes(record.status) || open.some((f) => f.process === 'record')) return [];
  return formerMeasures(facts).filter((m) => m.wish !== 'lifted');
}
