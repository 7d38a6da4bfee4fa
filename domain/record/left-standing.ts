/**
 * What still rests on a penalty that is shown no longer: no file tells of it any more, until the life of the record is
 * taken up again. An objection or a plan puts the measures to rest (启东 2019, 十八); whatever annuls or repairs the record
 * ends them for good.
 */
import type { Facts } from '../file/draft.js';
import type { Measure } from '../file/particulars.js';
import type { Follow } from '../file/decision.js';
import { isPublic } from './record-facts.js';
import { formerMeasures } from './restore.js';

/** Empty while a file of the record is open, and for an entry of a list: its measures ended with its publicity. */
export function leftStanding(facts: Facts): readonly Measure[] {
  const { record, open } = facts;
  const isEntry = record.list !== null || record.parent !== undefined;
  if (isEntry || isPublic(record) || open.some((f) => f.process === 'record')) return [];
  return formerMeasures(facts).filter((m) => m.wish !== 'lifted');
}

/** Of what annuls or repairs the record, told to its life: whether that is taken up again to hear it. */
export const takenUp = (facts: Facts): Pick<Follow, 'opens'> => (leftStanding(facts).length > 0 ? { opens: true } : {});
