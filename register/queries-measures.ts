/** The read behind a counter's question: what rests on an applicant. */
import type pg from 'pg';
import type { Day } from '../domain/time/calendar.js';
import type { Resting } from '../domain/record/screening.js';
import type { SubjectCode } from '../domain/record/subject.js';
import { bindings, within, type Scope, type ScopeColumns } from './scope.js';

const COLUMNS: ScopeColumns = {
  region: 'm.region',
  department: (department) => `m.department = ${department}`,
  subject: null,
  party: (party) => `m.party = ${party}`,
};
const SHOWN: ScopeColumns = {
  region: 'r.region',
  department: (department) => `r.authority = ${department}`,
  subject: null,
  party: (party) => `exists (select from record_party g where g.record_id = r.id and g.party = ${party})`,
};

export interface RestingRow extends Resting {
  readonly id: string;
  readonly partyName: string;
  readonly recordId: string;
  readonly documentNumber: string;
  readonly recordKind: string;
  readonly list: string | null;
  readonly decisionDate: Day;
  readonly authorityName: string;
}

export interface Applicant {
  /** Whether a record of theirs that is shown now lies in scope; one that is gone is not remembered here. */
  readonly known: boolean;
  readonly measures: readonly RestingRow[];
}

const NOBODY: Applicant = { known: false, measures: [] };

/** The measures in scope that rest on this organisation or person and were not lifted, by id. */
export async function applicant(pool: pg.Pool, scope: Scope, { kind, code }: SubjectCode): Promise<Applicant> {
  const b = bindings();
  const { rows } = await pool.query<Applicant>(
    `select exists (select from record r where r.subject_id = s.id and r.status in ('published', 'awaitingSector')
              and ${within(scope, SHOWN, b)}) as known,
            (select coalesce(json_agg(json_build_object('id', m.id, 'code', m.code, 'party', m.party, 'partyName', p.name,
                      'wish', m.wish, 'inForce', m.in_force, 'until', m.until, 'recordId', r.id,
                      'outweighed', exists (select from record o where o.subject_id = s.id and o.id <> r.id
                        and o.severity = 'serious' and o.status in ('published', 'awaitingSector')),
                      'documentNumber', r.document_number, 'recordKind', r.kind, 'list', r.list,
                      'decisionDate', r.decision_date, 'authorityName', d.name) order by m.id), '[]')
               from measure m join record r on r.id = m.record_id join party p on p.id = m.party
                 join department d on d.id = r.authority
              where m.subject_id = s.id and m.laid_on is null and m.wish <> 'lifted' and ${within(scope, COLUMNS, b)}) as measures
     from subject s where s.code_kind = ${b.bind(kind)} and s.code = ${b.bind(code)}`,
    b.values,
  );
  return rows[0] ?? NOBODY;
}
