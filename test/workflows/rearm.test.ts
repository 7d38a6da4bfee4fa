/** Clocks that were wound up anew warn anew: each warning once, each holder told once. */
import { createRig, type Rig } from '../support/rig.js';
import { act, addRecord, AGENT, application, HANDLER } from '../support/scene.js';

let rig: Rig;
beforeAll(async () => {
  rig = await createRig();
});
afterAll(() => rig.close());

test('a warning that was given before 补正 is given again after it, once', async () => {
  const at = await rig.now();
  const day = (days: number): string => new Date(Date.parse(at) + days * 86_400_000).toISOString().slice(0, 10);
  await addRecord(rig.db.owner, { id: 'A1', decisionDate: day(-150) });
  const does = async (name: string, by: typeof HANDLER, payload: object, caseId: string | null): Promise<string> => {
    const result = await rig.send('repair', 'A1', act(name, by, payload, { at: await rig.now(), caseId }));
    if (result.kind !== 'committed') throw new Error(`not committed: ${JSON.stringify(result)}`);
    return result.answer.caseId;
  };
  const reminders = (): string[] =>
    rig.sent.filter((d) => d.kind === 'reminder').map((d) => `${d.id.slice(-2)} ${d.rung}`);

  const caseId = await does('apply', AGENT, application('A1', day(0)), null);
  await rig.pass(40);
  const before = reminders();
  expect(before).toHaveLength(8);
  await does('withdraw', AGENT, { reason: '重新申请' }, caseId);
  await rig.ended('repair', 'A1');

  const again = await does('apply', AGENT, application('A1', day(40)), null);
  for (let n = 0; n < 30 && !reminders().slice(8).includes('t2 T-2'); n += 1) await rig.pass(0.25);
  await does('requestSupplement', HANDLER, { items: ['缴款凭证'] }, again);
  await rig.pass(10);
  await does(
    'supplement',
    AGENT,
    { documents: [{ kind: 'fulfilment', name: '凭证.pdf', sha256: 'a'.repeat(64) }] },
    again,
  );
  await rig.pass(30);
  const second = reminders()
    .slice(8)
    .filter((r) => r.startsWith('t2'));
  expect(second).toEqual(['t2 T-2', 't2 T-2', 't2 T-1', 't2 T', 't2 overdue']);
  await does('withdraw', AGENT, { reason: '不再申请' }, again);
  await rig.ended('repair', 'A1');
});
