/** The calendar in force: the years that are shipped, and those that operators have published since. Kept by version. */
import type pg from 'pg';
import { noticeYear, type CalendarNotice } from '../domain/time/calendar-notice.js';
import { withYear, type Calendar } from '../domain/time/calendar.js';

type Database = Pick<pg.Pool, 'query'>;

/** A published year and the version of the calendar that came with it. */
export interface PublishedYear {
  readonly version: number;
  readonly notice: CalendarNotice;
  readonly citation: string;
}

/** The version in force as an SQL expression; 0: nothing but what is shipped. */
export const CALENDAR_VERSION = '(select coalesce(max(version), 0) from calendar_year)';

const YEARS = 'select version, notice, citation from calendar_year where version <= $1 order by version';

interface Version {
  readonly calendar: Calendar;
  readonly years: readonly PublishedYear[];
}

/** A database has one calendar per version for ever, and what is computed from a calendar is cached per object. */
const known = new WeakMap<pg.Pool, Map<number, Version>>();

/** The calendar of a version, read once. `db` reads: the pool itself, or a transaction of it. */
export async function calendarAt(pool: pg.Pool, base: Calendar, version: number, db: Database): Promise<Version> {
  if (version === 0) return { calendar: base, years: [] };
  const versions = known.get(pool) ?? new Map<number, Version>();
  known.set(pool, versions);
  const before = versions.get(version);
  if (before !== undefined) return before;
  const { rows } = await db.query<PublishedYear>({ name: 'read-calendar', text: YEARS, values: [version] });
  const calendar = rows.reduce(
    (so, { version: n, notice }) => withYear(so, `${base.id}+${n}`, noticeYear(notice)),
    base,
  );
  const read = { calendar, years: rows };
  versions.set(version, read);
  return read;
}

export interface CalendarInForce extends Version {
  readonly version: number;
}

/** The calendar now in force. */
export async function currentCalendar(pool: pg.Pool, base: Calendar): Promise<CalendarInForce> {
  const { rows } = await pool.query<{ version: number }>({
    name: 'calendar-version',
    text: `select ${CALENDAR_VERSION} as version`,
  });
  const version = rows[0]?.version ?? 0;
  return { version, ...(await calendarAt(pool, base, version, pool)) };
}
