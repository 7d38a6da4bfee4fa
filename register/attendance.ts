/** Whether the person in whose hands a case is, is there: as SQL, for lists, files and counts alike. */

/** Conditions about a person's id on a day, both as SQL. */
const HAS_LEFT = (person: string, day: string): string =>
  `exists (select from absence a where a.person = ${person} and a.ground = 'left' and a.ended_on is null and a.from_day <= ${day}::date)`;
const IS_CLOSED = (person: string): string =>
  `exists (select from official x where x.id = ${person} and x.disabled_at is not null)`;

/** Gone for good: has left, or the account is closed. One of whom nothing is known is there. */
export const IS_GONE = (person: string, day: string): string => `(${HAS_LEFT(person, day)} or ${IS_CLOSED(person)})`;

/** A handler, known to the directory, who is not gone. */
export const IS_THERE = (person: string, day: string): string =>
  `(exists (select from official x where x.id = ${person} and 'handler' = any (x.roles)) and not ${IS_GONE(person, day)})`;

/** What lists tell of the handler of a case: nobody has it any more, or somebody stands in for him. */
export interface Attendance {
  /** The handler is gone and nobody has inherited the case (无人承办). */
  readonly unattended: boolean;
  readonly standIn: { readonly id: string; readonly name: string; readonly until: string } | null;
}

/** A JSON value of the type above, for an open case by its handler's column. */
export const ATTENDANCE_JSON = (handler: string, closedAt: string, day: string): string => `json_build_object(
    'unattended', ${closedAt} is null and coalesce(${IS_GONE(handler, day)}, false),
    'standIn', (select json_build_object('id', a.stand_in, 'name', o.name, 'until', a.until_day)
       from absence a join official o on o.id = a.stand_in
      where ${closedAt} is null and a.person = ${handler} and a.ground = 'absent' and a.ended_on is null
        and ${day}::date between a.from_day and a.until_day limit 1))`;
