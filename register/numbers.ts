/** Gives documents their numbers: a row per series, advanced in the commit that signs, so that none is lost or doubled. */
import type pg from 'pg';
import type { CaseEvent } from '../domain/file/case.js';
import { documentNumber, seriesOf } from '../domain/file/notice.js';
import type { Entry } from './write.js';

/** Numbers every document signed on the desk, in the order of signing. One statement, or none. */
export async function numberNotices(client: pg.PoolClient, documentCode: string, entries: Entry[]): Promise<void> {
  const wanted = new Map<string, number>();
  for (const event of entries.flatMap((e) => e.events)) {
    if (event.type !== 'noticeSigned') continue;
    const series = seriesOf(documentCode, event.notice.kind, event.notice.signedOn);
    wanted.set(series, (wanted.get(series) ?? 0) + 1);
  }
  if (wanted.size === 0) return;
  const keys = [...wanted.keys()].sort();
  const { rows } = await client.query<{ key: string; last_no: number }>({
    name: 'number',
    text: `insert into series (key, last_no)
           select k, n from unnest($1::text[], $2::int[]) as t (k, n) order by k
           on conflict (key) do update set last_no = series.last_no + excluded.last_no
           returning key, last_no`,
    values: [keys, keys.map((k) => wanted.get(k) ?? 0)],
  });
  const next = new Map(rows.map((r) => [r.key, r.last_no - (wanted.get(r.key) ?? 0) + 1]));
  for (const entry of entries) {
    entry.events = entry.events.map((event): CaseEvent => {
      if (event.type !== 'noticeSigned') return event;
      const series = seriesOf(documentCode, event.notice.kind, event.notice.signedOn);
      const no = next.get(series) ?? 0;
      next.set(series, no + 1);
      return { ...event, notice: { ...event.notice, number: documentNumber(series, no) } };
    });
  }
}
