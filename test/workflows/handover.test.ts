/** All cases of one who left are handed over in bulk: each once, however often the work is begun or breaks off. */
import { bulkStartOptions } from '../../contract/start.js';
import { BULK_WORKFLOW } from '../../contract/messages.js';
import { addDays, dayOf } from '../../domain/time/calendar.js';
import { orderHandover } from '../../register/people.js';
import { verifyJournal } from '../../register/verify.js';
import { createRig, type Rig } from '../support/rig.js';
import { act, addRecord, AGENT, application, HANDLER, REGION, REVIEWER } from '../support/scene.js';

const COUNT = 12;

let rig: Rig;
beforeAll(async () => {
  rig = await createRig();
});
afterAll(() => rig.close());

const ids = Array.from({ length: COUNT }, (_, n) => `H${n}`);
const run = () =>
  rig.env.client.workflow.execute<(input: object) => Promise<void>>(
    BULK_WORKFLOW,
    bulkStartOptions({ kind: 'handover', id: 'o1' }),
  );

test('every open case passes by one act; what another has in hand by now does not; nothing passes twice', async () => {
  const at = await rig.now();
  await rig.db.owner.query(`insert into official (id, name, department, roles) values
    ('handler', '甲', 'huaian-sthj', '{handler}'), ('heir', '乙', 'huaian-sthj', '{handler}'), ('third', '丙', 'huaian-sthj', '{handler}')`);
  const cases = new Map<string, string>();
  for (const id of ids) {
    await addRecord(rig.db.owner, { id, decisionDate: addDays(dayOf(at), -150) });
    const sent = await rig.send('repair', id, act('apply', AGENT, application(id, dayOf(at)), { at }));
    if (sent.kind !== 'committed') throw new Error(JSON.stringify(sent));
    cases.set(id, sent.answer.caseId);
    await rig.send('repair', id, act('accept', HANDLER, {}, { at, caseId: sent.answer.caseId }));
  }
  const scope = [{ by: 'region', from: REGION, to: REGION }] as const;
  const order = {
    ...{ id: 'o1', requestHash: 'h', person: 'handler', to: 'heir', ground: 'left', since: dayOf(at), reasons: '调离' },
    ...{ by: REVIEWER.id, role: 'reviewer', department: REVIEWER.department, at },
  };
  expect(await orderHandover(rig.db.pool, scope, order)).toEqual({ kind: 'done' });

  // Meanwhile one goes to somebody else, and one commit after another fails.
  const other = { from: 'handler', to: 'third', ground: 'reassigned', since: dayOf(at), reasons: '分工' };
  await rig.send('repair', 'H0', act('reassign', REVIEWER, other, { at, caseId: cases.get('H0') ?? null }));
  let broken = 5;
  rig.around = async (_input, commit) => {
    const output = await commit();
    if ((broken -= 1) >= 0) throw new Error('the answer was lost');
    return output;
  };
  await Promise.all([run(), run().catch(() => undefined)]);
  await run();

  const { rows } = await rig.db.pool.query(
    `select c.record_id as id, c.handler, (select count(*)::int from journal j where j.case_id = c.id and j.act = 'reassign') as acts,
            h.outcome from case_file c join handover_case h on h.case_id = c.id order by c.record_id`,
  );
  const expected = ids.map((id) =>
    id === 'H0'
      ? { id, handler: 'third', acts: 1, outcome: 'HANDLER_CHANGED' }
      : { id, handler: 'heir', acts: 1, outcome: 'done' },
  );
  expect(rows).toEqual(expected.sort((a, b) => (a.id < b.id ? -1 : 1)));
  expect((await verifyJournal(rig.db.pool)).faults).toEqual([]);
});
