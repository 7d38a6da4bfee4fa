/** The API by a clock that the test sets, with what the tests of whole cases do: open, act, see, and let a clock ring. */
import { noticeText } from '../../papers/notice-text.js';
import { plainNotice } from '../../papers/paper.js';
import type { CaseStart } from '../../contract/messages.js';
import { readNoticeFile } from '../../register/delivery-queries.js';
import { ring } from '../domain/given.js';
import { AUTHORITY, REGION } from '../support/scene.js';
import { as, type Sent, type World } from './support.js';

export interface Moving {
  /** The API by this clock. */
  readonly app: World['app'];
  /** The hour of the next requests. */
  now: string;
  post(who: object, url: string, body: object): Promise<Sent>;
  see(who: object, caseId: string): Promise<Sent>;
  /** An act of one who saw the case as it is. */
  act(who: object, caseId: string, name: string, said?: object): Promise<Sent>;
  /** Names of the acts offered, sorted. */
  offered(who: object, caseId: string): Promise<string[]>;
  /** The bell of the running clock of this kind, as its workflow would ring it. */
  passes(caseId: string, process: CaseStart['process'], kind: string): Promise<void>;
  /** Id of the last notice of this kind. */
  notice(who: object, caseId: string, kind: string): Promise<string>;
  /** The text of a notice, as it is printed. */
  paper(noticeId: string): Promise<string>;
}

export async function moving(world: World, key: string, now: string): Promise<Moving> {
  let keys = 0;
  const app = {
    app: await world.again({ clock: { now: () => house.now } }),
    token: (claims: object) => world.token(claims),
  };
  const { pool } = world.database;
  const house: Moving = {
    app: app.app,
    now,
    post: (who, url, body) => as(app, who, 'POST', url, body, `${key}-key-${(keys += 1)}`),
    see: (who, caseId) => as(app, who, 'GET', `/cases/${caseId}`),
    async act(who, caseId, name, said = {}) {
      const { rows } = await pool.query<{ version: number }>('select version from case_file where id = $1', [caseId]);
      return house.post(who, `/cases/${caseId}/acts/${name}`, { version: rows[0]?.version ?? 0, ...said });
    },
    async offered(who, caseId) {
      const { body } = await house.see(who, caseId);
      return (body['availableActs'] as { act: string }[]).map((a) => a.act).sort();
    },
    async passes(caseId, process, kind) {
      const { rows } = await pool.query<{ id: string; recordId: string }>(
        `select t.id, c.record_id as "recordId" from term t join case_file c on c.id = t.case_id
          where t.case_id = $1 and t.kind = $2 and t.status = 'running'`,
        [caseId, kind],
      );
      const { id = '', recordId = '' } = rows[0] ?? {};
      const bell = { ...ring(id, 'overdue', house.now), id: `${id}/overdue`, caseId };
      const start = { process, recordId, region: REGION, department: AUTHORITY };
      expect(await world.cases.act(start, bell)).toMatchObject({ kind: 'committed' });
    },
    async notice(who, caseId, kind) {
      const { body } = await house.see(who, caseId);
      return (body['notices'] as { id: string; kind: string }[]).filter((n) => n.kind === kind).at(-1)?.id ?? '';
    },
    async paper(noticeId) {
      const file = await readNoticeFile(pool, noticeId);
      return file === null ? '' : plainNotice(noticeText(file));
    },
  };
  return house;
}
