/** Open terms per day, process, region and department: deltas are appended by commits and folded here. */
import type pg from 'pg';

/** Folds what has been appended; answers how many deltas. Boards read the fold and what is not folded yet. */
export async function foldCounters(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ folded: string }>(
    `with taken as (delete from counter_delta returning due_day, process, region, department, delta),
     summed as (select due_day, process, region, department, sum(delta)::int as delta from taken group by 1, 2, 3, 4),
     folded as (
       insert into counter (due_day, process, region, department, open_terms) select * from summed order by 1, 2, 3, 4
       on conflict (due_day, process, region, department) do update set open_terms = counter.open_terms + excluded.open_terms)
     select count(*) as folded from taken`,
  );
  return Number(rows[0]?.folded ?? 0);
}
