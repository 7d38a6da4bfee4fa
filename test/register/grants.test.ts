/** What the application's own role cannot do, whatever the application is made to try. */
import { createDatabase, type TestDatabase } from '../support/database.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createDatabase();
});
afterAll(() => db.drop());

test.each([
  `delete from case_file`,
  `delete from record`,
  `delete from notice`,
  `delete from instruction`,
  `delete from measure`,
  `delete from anchor`,
  `delete from reading`,
  `update reading set reader = ''`,
  `truncate reading`,
  `delete from inbox`,
  `delete from rule_override`,
  `update sector_standard set citation = ''`,
  `delete from sector_standard`,
  `update anchor set hash = ''`,
  `update application set channel_number = ''`,
  `update case_file set department = ''`,
  `update case_file set subject_id = ''`,
  `update record set authority = ''`,
  `update record set subject_id = ''`,
  `update subject set name = ''`,
  `update subject set code = ''`,
  `update notice set number = ''`,
  `update measure set party = ''`,
  `update instruction set content = null`,
  `update term set article = ''`,
  `update personal set payload = '{}'`,
  `update contact set agent = '{}'`,
  `update inbox set act = '{}'`,
  `update absence set reasons = ''`,
  `delete from absence`,
  `update handover set heir = ''`,
  `delete from handover_case`,
  `delete from official`,
  `delete from personal`,
  `delete from contact`,
  `delete from notice_text`,
  `delete from upload`,
  `update announced set outcome = 'done'`,
  `delete from announced`,
  `update erasure set papers = '{}'`,
  `delete from erasure`,
  `truncate personal`,
  `drop table journal`,
  `alter table journal disable trigger all`,
  `create table mine (id text)`,
  `set role postgres`,
])('%s', async (statement) => {
  await expect(db.pool.query(statement)).rejects.toThrow(/permission denied|must be owner/);
});
