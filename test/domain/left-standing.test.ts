/** What still rests on a penalty that is shown no longer: who may put it to rest, bring it back, or end it for good. */
import { isOpen } from '../../domain/file/clock.js';
import { enforcementOf, measureState } from '../../domain/record/enforcement.js';
import type { RecordFacts } from '../../domain/record/record-facts.js';
import * as g from './given.js';
import { at, HANDLER, termOf } from './given.js';
import { Scene, type Deed } from './meeting.js';

const DOCUMENTS = [{ kind: 'other', name: '裁定书.pdf', sha256: '0' }] as const;
const RECORD: RecordFacts = {
  ...g.RECORD,
  parties: [
    { party: 'credit-china', adapter: 'http', effects: ['endPublicity', 'stopSharing'] },
    { party: 'huaian-kjj', adapter: 'manual', effects: ['liftMeasures'] },
  ],
};

const deed = (process: Deed['process'], name: string, by = HANDLER, says: object = {}): Deed => ({
  ...{ title: name, process, name, by, says: () => says },
});
const publish = deed('record', 'publish', g.SYSTEM);
const maximum: Deed = {
  ...deed('record', 'alarm', g.SYSTEM),
  says: (s) => ({ termId: termOf(s.file('record') ?? g.nothing(), 'maxPublicity').id, rung: 'overdue' }),
};
const challenge = deed('record', 'recordChallenge', HANDLER, {
  ...{ kind: 'litigation', filedOn: '2026-05-06', body: '示例市中级人民法院', documentNumber: '受〔2026〕1号' },
});
/** Of the court, about the one challenge that is open. */
const ruled = (name: 'recordStop' | 'endStop' | 'recordChallengeResult', more: object = {}): Deed => ({
  ...deed('record', name),
  says: (s) => ({
    challenge: enforcementOf(s.file('record') ?? g.nothing()).challenges?.[0]?.id,
    ...{ documentNumber: '行保〔2026〕1号', documents: DOCUMENTS },
    ...more,
  }),
});
const stop = ruled('recordStop', { scope: ['measures', 'publicity'] });
const object = (more: object = {}) =>
  deed('objection', 'object', g.AGENT, {
    ...{ ground: 'notMine', explanation: '与事实不符', newEvidence: false, documents: [], corrections: [] },
    ...{ channel: 'authority', electronicService: true },
    ...more,
  });
const verified = (verdict: string): readonly Deed[] => [
  deed('objection', 'conclude', HANDLER, { verdict, findings: '已核查', reasons: '理由' }),
  deed('objection', 'confirm', g.REVIEWER, { approve: true }),
];

const shown = (record = RECORD): Scene => new Scene(record, at('2026-05-06')).must(publish);
const ended = (record = RECORD): Scene => shown(record).until('record', 'maxPublicity').must(maximum).settle();
const states = (scene: Scene): readonly string[] => {
  const life = scene.file('record') ?? g.nothing();
  return enforcementOf(life).measures.map((m) => measureState(life, m));
};
const open = (scene: Scene): readonly string[] => scene.summary().open;

describe('法院裁定停止执行', () => {
  const stoppedThenEnded = (): Scene =>
    shown().must(challenge, stop).settle().until('record', 'maxPublicity').must(maximum).settle();

  test('lasts beyond the publicity, and the file waits for its end', () => {
    const scene = stoppedThenEnded();
    expect([open(scene), states(scene)]).toEqual([['record ending'], ['suspended']]);
  });

  test.each([
    ['ended', [ruled('endStop')], ['record ending']],
    ['maintained', [ruled('recordChallengeResult', { result: 'maintained' })], []],
    ['ended, then maintained', [ruled('endStop'), ruled('recordChallengeResult', { result: 'maintained' })], []],
  ] as const)('%s: what rests comes back, nothing is shown again; the file waits for the result', (_, deeds, left) => {
    const scene = stoppedThenEnded().must(...deeds);
    expect(states(scene)).toEqual(['resuming']);
    scene.settle();
    const { status, shows, inForce } = scene.summary();
    expect([status, shows, inForce, open(scene)]).toEqual(['ended', [], ['huaian-kjj general'], left]);
  });

  test('ordered when the record is shown no longer, while the suit is pending', () => {
    const scene = shown().must(challenge).settle().until('record', 'maxPublicity').must(maximum).settle();
    expect([open(scene), states(scene)]).toEqual([['record ending'], ['applied']]);
    scene.must(stop).settle();
    expect([states(scene), scene.summary().shows]).toEqual([['suspended'], []]);
  });

  test('annulled: nothing comes back, and the authority withdraws it in time', () => {
    const scene = stoppedThenEnded().must(ruled('recordChallengeResult', { result: 'annulled' }));
    const due = termOf(scene.file('record') ?? g.nothing(), 'annulment');
    expect([isOpen(due), due.holder, scene.summary().inForce]).toEqual([true, RECORD.authority, []]);
    scene.must(object(), ...verified('delete')).settle();
    expect([scene.summary().status, open(scene), states(scene)]).toEqual(['annulled', [], ['lifted']]);
  });

  test('annulled before the publicity ended: the time for withdrawing it runs on', () => {
    const scene = shown()
      .must(challenge, ruled('recordChallengeResult', { result: 'annulled' }))
      .settle()
      .until('record', 'maxPublicity')
      .must(maximum)
      .settle();
    expect(isOpen(termOf(scene.file('record') ?? g.nothing(), 'annulment'))).toBe(true);
  });
});

describe('异议', () => {
  test.each(['delete', 'stopDisclosure'])(
    '%s after an objection that put nothing to rest: all is lifted',
    (verdict) => {
      const scene = ended({ ...RECORD, rejectedGrounds: ['notMine'] }).must(object());
      expect([open(scene), states(scene)]).toEqual([['objection examining'], ['applied']]);
      scene.must(...verified(verdict));
      const remedies = scene.file('objection')?.instructions.filter((i) => i.effect === 'remedy') ?? [];
      expect(remedies.map((i) => i.party)).toEqual(verdict === 'delete' ? ['huaian-kjj'] : []);
      scene.settle();
      const { status, inForce } = scene.summary();
      expect([status, inForce, open(scene), states(scene)]).toEqual(['annulled', [], [], ['lifted']]);
    },
  );

  test('upheld: what stands goes on standing', () => {
    const scene = ended().must(object());
    expect(states(scene)).toEqual(['suspending']);
    scene
      .settle()
      .must(...verified('uphold'))
      .settle();
    expect([open(scene), states(scene), scene.summary().inForce]).toEqual([[], ['applied'], ['huaian-kjj general']]);
  });
});
