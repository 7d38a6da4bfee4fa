/** One application is one subject's, however many hand in its number at the same moment. */
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { defaultPolicy } from '../../domain/law/pack.js';
import { commit, type CommitDeps } from '../../register/commit.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { act, addRecord, AGENT, application, furnish } from '../support/scene.js';

const AT = '2026-08-20T02:00:00.000Z';
const ROUNDS = 6;

let db: TestDatabase;
let deps: CommitDeps;
beforeAll(async () => {
  db = await createDatabase();
  deps = { pool: db.pool, calendar: PUBLISHED_CALENDAR, policy: defaultPolicy, onDefect: () => undefined };
  await furnish(db.owner);
});
afterAll(() => db.drop());

/** As the workflow does it: what could not be committed is tried again. */
async function applies(recordId: string, applicationId: string): Promise<string> {
  const said = { ...application(recordId, '2026-08-20'), applicationId };
  const message = act('apply', AGENT, said, { at: AT, id: `apply-${recordId}` });
  const once = () => commit(deps, { process: 'repair', recordId, acts: [message], recordedAt: AT });
  const { results } = await once().catch(once);
  const [result] = results;
  return result?.kind === 'refused' ? result.refusal.code : (result?.kind ?? 'nothing');
}

test('two subjects with one number: one has the application, the other is refused and told nothing of it', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const records = [`A${round}`, `B${round}`];
    for (const id of records) await addRecord(db.owner, { id });
    const answers = await Promise.all(records.map((id) => applies(id, `one-${round}`)));
    expect([...answers].sort()).toEqual(['APPLICATION_TAKEN', 'committed']);
  }
  const { rows } = await db.pool.query(
    `select c.id from case_file c join application a on a.id = c.application_id where a.subject_id <> c.subject_id`,
  );
  expect(rows).toEqual([]);
});
