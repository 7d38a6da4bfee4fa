/** A calendar year is published while a party's term runs: housekeeping wakes the case, which moves its own clock. */
import { sampleNotice } from '../../dev/sample/calendar.js';
import { bulkStartOptions } from '../../contract/start.js';
import { BULK_WORKFLOW } from '../../contract/messages.js';
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { addDays, dayOf, type Day } from '../../domain/time/calendar.js';
import { decideProposal, propose } from '../../register/law-changes.js';
import { createRig, type Rig } from '../support/rig.js';
import { act, addRecord, AGENT, application, HANDLER } from '../support/scene.js';

let rig: Rig;
beforeAll(async () => {
  rig = await createRig();
});
afterAll(() => rig.close());

/** The year of the day anew, with the day and the two after it off. */
async function publishDayOff(due: Day): Promise<void> {
  const at = await rig.now();
  const { daysOff, makeUpDays } = sampleNotice(Number(due.slice(0, 4)), [{ from: due, to: addDays(due, 2) }]);
  const body = {
    ...{ kind: 'calendar' as const, year: Number(due.slice(0, 4)), number: '示例发〔0〕0号', sources: ['示例'] },
    ...{ daysOff: [...daysOff], makeUpDays: [...makeUpDays], sample: true },
  };
  await propose(rig.db.pool, { id: 'p1', requestHash: 'h', body, by: 'one', at });
  const scope = [{ by: 'region', from: '000000', to: '999999' }] as const;
  const decision = { id: 'p1', scope, decisionHash: 'd', approve: true, reasons: null, by: 'two', at };
  expect(await decideProposal(rig.db.pool, PUBLISHED_CALENDAR, decision)).toMatchObject({ approved: true });
}

test('the party has until the later day, both sides are told once, and the application lapses then and not before', async () => {
  const at = await rig.now();
  await addRecord(rig.db.owner, { id: 'K1', decisionDate: addDays(dayOf(at), -150) });
  const does = async (name: string, by: typeof HANDLER, payload: object, caseId: string | null): Promise<string> => {
    const result = await rig.send('repair', 'K1', act(name, by, payload, { at: await rig.now(), caseId }));
    if (result.kind !== 'committed') throw new Error(`not committed: ${JSON.stringify(result)}`);
    return result.answer.caseId;
  };
  const term = async (): Promise<{ due: Day; status: string }> => {
    const { rows } = await rig.db.pool.query<{ due: Day; status: string }>(
      `select due_day as due, status from term where kind = 'supplement'`,
    );
    return rows[0] ?? { due: '', status: 'none' };
  };
  const caseId = await does('apply', AGENT, application('K1', dayOf(at)), null);
  await does('requestSupplement', HANDLER, { items: ['缴款凭证'] }, caseId);
  const notice = { noticeId: `${caseId}-n1`, method: 'portal', evidence: '登录查阅' };
  await does('recordService', AGENT, notice, caseId);
  const told = await term();
  expect(told.status).toBe('running');

  await publishDayOff(told.due);
  await rig.env.client.workflow.execute<(input: object) => Promise<void>>(
    BULK_WORKFLOW,
    bulkStartOptions({ kind: 'calendar' }),
  );
  const moved = await term();
  expect(moved.due > told.due).toBe(true);
  await rig.pass(0.01);
  expect(rig.sent.filter((d) => d.kind === 'redating').map((d) => d.to)).toEqual(['party', 'authority']);

  while ((await rig.now()) < `${addDays(moved.due, -1)}T20:00:00.000Z`) await rig.pass(0.5);
  expect((await term()).status).toBe('running');
  await rig.pass(2);
  await rig.ended('repair', 'K1');
  const { rows } = await rig.db.pool.query<{ act: string; effective_at: Date }>(
    `select act, effective_at from journal where case_id = $1 and act in ('redate', 'alarm') order by seq`,
    [caseId],
  );
  expect(rows[0]?.act).toBe('redate');
  const lapsed = rows.at(-1)?.effective_at.toISOString() ?? '';
  expect(dayOf(lapsed)).toBe(addDays(moved.due, 1));
});
