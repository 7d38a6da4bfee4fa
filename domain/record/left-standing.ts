/**
 * What still rests on a penalty that is shown no longer: no file tells of it any more, until an objection takes the life
 * of the record up again, so that the measures rest while it is verified (启东 2019, 十八).
 */
import type { Facts } from '../file/draft.js';
import type { Measure } from '../file/particulars.js';
import { formerMeasures } from './restore.js';

/** Empty while a file of the record is open, and for an entry of a list: its measures ended with its publicity. */
export function leftStanding(facts: Facts): readonly Measure[] {
  const { record, open } = facts;
  const isLeft = record.status === 'ended' && record.list === null && record.parent === undefined;
  if (!isLeft || open.some((f) => f.process === 'record')) return [];
  return formerMeasures(facts);
}
