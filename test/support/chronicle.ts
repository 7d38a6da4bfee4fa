/** One record as its journal tells it, act by act, beside what the register holds of it: read after every commit. */
import type pg from 'pg';
import type { ActMessage } from '../../contract/messages.js';
import type { Instant } from '../../domain/time/calendar.js';
import { evolveAll, stamp, type Act, type CaseEvent, type CaseState, type Role } from '../../domain/file/case.js';
import type { Step } from '../../domain/file/desk.js';
import { recordAfter, type RecordFacts } from '../../domain/record/record-facts.js';
import { readFile } from '../../register/file.js';
import type { Seen } from './invariants.js';

interface EntryRow {
  readonly case_id: string;
  readonly seq: number;
  readonly act_id: string;
  readonly act: string;
  readonly actor: string;
  readonly actor_role: Role;
  readonly actor_department: string | null;
  readonly effective_at: Date;
  readonly received_at: Date;
  readonly recorded_at: Date;
  readonly request_hash: string;
  readonly events: readonly CaseEvent[];
  readonly payload: unknown;
}

const NEWS = `
  select j.*, p.payload from case_file c
    left join unnest($2::text[], $3::int[]) as known (id, seq) on known.id = c.id
    join journal j on j.case_id = c.id and j.seq > coalesce(known.seq, 0)
    left join personal p on p.act_id = j.act_id
   where c.record_id = $1 order by length(j.act_id), j.seq`;

const HELD = `
  select r.status, r.severity, r.decision_date::text as "decisionDate",
         (select json_agg(c.state order by c.id) from case_file c where c.record_id = r.id) as files,
         (select json_agg(json_build_object('party', p.party, 'effects', p.effects) order by p.party)
            from record_party p where p.record_id = r.id) as parties
    from record r where r.id = $1`;

export class Chronicle implements Seen {
  record: RecordFacts;
  recordBefore: RecordFacts;
  last: readonly Step[] = [];
  now: Instant = '';
  /** Every move so far. */
  readonly way: Step[] = [];
  private readonly held = new Map<string, CaseState>();
  private readonly pool: pg.Pool;
  private readonly look: (seen: Chronicle) => void;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(pool: pg.Pool, record: RecordFacts, look: (seen: Chronicle) => void) {
    this.pool = pool;
    this.record = record;
    this.recordBefore = record;
    this.look = look;
  }

  /** Of a record of which nothing is told yet; `look` is shown it after every act that was lawful. */
  static async of(pool: pg.Pool, recordId: string, look: (seen: Chronicle) => void): Promise<Chronicle> {
    return new Chronicle(pool, await recordFacts(pool, recordId), look);
  }

  get files(): readonly CaseState[] {
    return [...this.held.values()];
  }

  /** The commits of a record one by one, so that what each of them wrote can be told apart. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  /** What was committed for these acts; throws when something else was, or the register does not hold what it tells. */
  async read(acts: readonly ActMessage[]): Promise<void> {
    const known = [...this.held.values()];
    const values = [this.record.id, known.map((f) => f.caseId), known.map((f) => f.version)];
    const { rows } = await this.pool.query<EntryRow>(NEWS, values);
    let told = 0;
    for (const { id } of acts) {
      const own = rows.filter((r) => r.act_id === id || r.act_id.startsWith(`${id}/`));
      if (own.length > 0) this.tell(own);
      told += own.length;
    }
    expect(told).toBe(rows.length);
    if (told > 0) await this.compare();
  }

  /** Everything that a decision may know of the record is what the journal has told of it. */
  async settle(): Promise<void> {
    const { rejectedGrounds: _, ...read } = await recordFacts(this.pool, this.record.id);
    const { rejectedGrounds: __, ...told } = this.record;
    const sorted = (parties: RecordFacts['parties']) => [...parties].sort((a, b) => (a.party < b.party ? -1 : 1));
    expect({ ...read, parties: sorted(read.parties) }).toEqual({ ...told, parties: sorted(told.parties) });
  }

  private tell(rows: readonly EntryRow[]): void {
    this.recordBefore = this.record;
    this.now = rows[0]?.recorded_at.toISOString() ?? '';
    this.last = rows.map((row) => this.step(row));
    this.way.push(...this.last);
    this.look(this);
  }

  private step(row: EntryRow): Step {
    const before = this.held.get(row.case_id) ?? null;
    expect(row.seq).toBe((before?.version ?? 0) + 1);
    const act = actOf(row);
    const evolved = evolveAll(before, row.events);
    if (evolved === null) throw new Error(`the journal yields no file ${row.case_id}`);
    const after = stamp(evolved, act, row.seq);
    this.held.set(row.case_id, after);
    this.record = row.events.reduce(recordAfter, this.record);
    return { act, before, after, events: row.events, linked: [] };
  }

  private async compare(): Promise<void> {
    const { rows } = await this.pool.query(HELD, [this.record.id]);
    const { status, severity, decisionDate, parties } = this.record;
    expect(rows[0]).toEqual({
      ...{ status, severity, decisionDate },
      files: this.files.toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1)),
      parties: parties.length === 0 ? null : effectsOf(parties),
    });
  }
}

const effectsOf = (parties: RecordFacts['parties']) =>
  parties.map(({ party, effects }) => ({ party, effects })).sort((a, b) => (a.party < b.party ? -1 : 1));

const actOf = (row: EntryRow): Act => ({
  id: row.act_id,
  name: row.act,
  caseId: row.case_id,
  actor: { id: row.actor, role: row.actor_role, department: row.actor_department, party: null },
  basedOn: null,
  effectiveAt: row.effective_at.toISOString(),
  receivedAt: row.received_at.toISOString(),
  requestHash: row.request_hash,
  payload: row.payload,
});

/** As a commit reads it. */
async function recordFacts(pool: pg.Pool, recordId: string): Promise<RecordFacts> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const file = await readFile(client, {
      process: 'record',
      recordId,
      acts: [],
      recordedAt: '2026-08-20T02:00:00.000Z',
    });
    if (file === null) throw new Error(`no record ${recordId}`);
    return file.record;
  } finally {
    await client.query('rollback');
    client.release();
  }
}
