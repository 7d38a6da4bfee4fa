/** Measures resting on a record: initiated, taken or declined, resting, resumed, lifted (发起 → 响应 → 反馈). */
import type { CaseState, Instruction } from '../../domain/file/case.js';
import { isOpen } from '../../domain/file/clock.js';
import { enforcementOf, measureState } from '../../domain/record/enforcement.js';
import { MEASURES, measureByCode } from '../../domain/law/measures.js';
import { deliveriesDue } from '../../domain/file/outbound.js';
import type { RecordAct } from '../../domain/record/record-acts.js';
import * as g from './given.js';
import { act, actor, at, ring } from './given.js';
import {
  afterEnforcement,
  ENFORCED,
  ENTRY,
  entryOf,
  favoured,
  followsOf,
  givenEnforcement,
  NETWORK,
  RED_ENTRY,
  type Setup,
} from './given-processes.js';

const publish = (more: Partial<typeof ENFORCED> = {}, when = '2026-09-01') =>
  act('publish', g.SYSTEM, { ...ENFORCED, ...more }, when);
const suspend = (objection: string, when: string) => act('suspend', g.SYSTEM, { objection }, when);
const resume = (objection: string, when: string) => act('resume', g.SYSTEM, { objection }, when);
const over = (name: 'repaired' | 'annulled' | 'removed', when: string) => act(name, g.SYSTEM, {}, when);
const feedback = (
  instructionId: string,
  outcome: 'done' | 'refused' | 'declined',
  when: string,
  party: string,
  detail: string | null = null,
) =>
  act(
    'report',
    actor('system', 'departmentSystem', null, party),
    { instructionId, outcome, receipt: '回执', detail },
    when,
  );

/** Where each measure stands, in the order of the file: m1 the procurement ban, m2 honours, m3 the ban from the industry. */
const standing = (file: CaseState): readonly string[] => enforcementOf(file).measures.map((m) => measureState(file, m));
const pending = ({ instructions }: CaseState): readonly string[] =>
  instructions.filter((i) => i.measureId !== undefined && i.state === 'pending').map((i) => `${i.party} ${i.effect}`);
const orders = (file: CaseState, effect: Instruction['effect']): readonly Instruction[] =>
  file.instructions.filter((i) => i.effect === effect);

const initiated = (setup: Setup = {}): CaseState => afterEnforcement([publish()], setup);
/** All three departments have taken theirs. */
const applied = (): CaseState =>
  afterEnforcement(
    [
      feedback('X1-i3', 'done', '2026-09-02', 'huaian-czj'),
      feedback('X1-i4', 'done', '2026-09-02', 'huaian-kjj'),
      feedback('X1-i5', 'done', '2026-09-02', 'huaian-zjj'),
    ],
    {},
    initiated(),
  );
const acknowledged = (file: CaseState, when: string): CaseState =>
  afterEnforcement(
    file.instructions
      .filter((i) => i.measureId !== undefined && i.state === 'pending')
      .map((i) => feedback(i.id, 'done', when, i.party)),
    {},
    file,
  );
const after = (acts: readonly RecordAct[], from: CaseState): CaseState => afterEnforcement(acts, {}, from);

describe('发起', () => {
  test('the record is shown at the sites within the list’s own time, from the day that it names', () => {
    const file = afterEnforcement([publish({ publicationFrom: '2026-08-31' })]);
    const shown = orders(file, 'publish');
    expect(shown.map((i) => i.party)).toEqual(['credit-china', 'credit-huaian']);
    for (const { id, party } of shown)
      expect(file.terms.find((t) => t.instructionId === id)).toMatchObject({
        kind: 'effect',
        holder: party,
        start: '2026-08-31',
        rule: { number: 7, unit: 'workday', basis: 'law' },
        derivation: { due: '2026-09-09' },
      });
  });

  test('each department that has matters for a measure is told of it, with a configured time', () => {
    const file = initiated();
    expect(orders(file, 'applyMeasure')).toMatchObject([
      { party: 'huaian-czj', measureId: 'X1-m1', content: { measure: 'procurementBan' }, adapter: 'http' },
      { party: 'huaian-kjj', measureId: 'X1-m2', content: { measure: 'honourLimit' }, adapter: 'manual' },
      { party: 'huaian-zjj', measureId: 'X1-m3', content: { measure: 'industryBan' }, adapter: 'manual' },
    ]);
    const term = file.terms.find((t) => t.instructionId === 'X1-i3');
    expect([term?.derivation.due, term?.rule.basis]).toEqual(['2026-09-03', 'configured']);
    expect(standing(file)).toEqual(['initiated', 'initiated', 'initiated']);
    expect(deliveriesDue(file).map((d) => d.id)).toEqual(['X1-i1', 'X1-i2', 'X1-i3']);
  });

  test('one measure at two departments is two, and where nobody has matters for it there is none', () => {
    const file = afterEnforcement([publish({ measures: ['subsidyLimit', 'landLimit'] })]);
    expect(enforcementOf(file).measures).toMatchObject([
      { id: 'X1-m1', code: 'subsidyLimit', party: 'huaian-czj', mandatory: false },
      { id: 'X1-m2', code: 'subsidyLimit', party: 'huaian-kjj' },
    ]);
  });

  test('everybody who is told enters the ledger with what he must undo', () => {
    const { decision } = givenEnforcement(null).when(publish());
    const disclosed = decision.ok ? decision.events.filter((e) => e.type === 'disclosed') : [];
    expect(disclosed).toMatchObject([
      { party: 'credit-china', effects: ['endPublicity', 'stopSharing'] },
      { party: 'credit-huaian', effects: ['endPublicity', 'stopSharing'] },
      { party: 'huaian-czj', effects: ['liftMeasures'] },
      { party: 'huaian-kjj', effects: ['liftMeasures'] },
      { party: 'huaian-zjj', effects: ['liftMeasures'] },
    ]);
  });

  test.each([
    [24, '2028-09-01'],
    [60, '2029-09-01'],
    [null, '2029-09-01'],
  ])('a ban lasts no longer than decided (%s months) and than the catalogue allows', (months, until) => {
    const file = afterEnforcement([publish({ measures: ['industryBan'], months })]);
    expect(enforcementOf(file).measures).toMatchObject([{ code: 'industryBan', until }]);
    expect(file.terms.find((t) => t.kind === 'measureEnd')).toMatchObject({
      holder: 'huaian-zjj',
      instructionId: 'X1-m1',
      derivation: { due: until },
      alarms: [{ rung: 'overdue' }],
      rule: { article: measureByCode('industryBan')?.article },
    });
  });

  test('without an end of its own a measure lasts as long as the record is shown', () => {
    const file = afterEnforcement([publish({ measures: ['honourLimit'], months: null })]);
    expect(enforcementOf(file).measures).toMatchObject([{ until: null }]);
    expect(file.terms.map((t) => t.kind)).not.toContain('measureEnd');
  });

  describe('责任人员和自然人', () => {
    const bans = ['procurementBan', 'appointmentLimit', 'consumptionLimit', 'publicPositionLimit'];
    const everybody = {
      ...NETWORK,
      implementers: bans.map((code) => ({ party: `by-${code}`, adapter: 'manual' as const, measures: [code] })),
    };
    const initiatedFor = (more: Partial<typeof ENTRY>): readonly string[] =>
      enforcementOf(
        afterEnforcement([publish({ measures: bans })], { record: { ...ENTRY, network: everybody, ...more } }),
      ).measures.map((m) => m.code);

    test('what is laid on responsible persons is not taken against the organisation', () => {
      expect(initiatedFor({ subjectKind: 'organisation' })).toEqual(['procurementBan', 'consumptionLimit']);
    });

    test('a natural person answers only for what is laid on persons', () => {
      expect(initiatedFor({ subjectKind: 'person' })).toEqual([
        'appointmentLimit',
        'consumptionLimit',
        'publicPositionLimit',
      ]);
    });

    test('a person’s measures rest while an objection is open, come back, and are lifted like any other', () => {
      const record = { ...ENTRY, network: everybody, subjectKind: 'person' as const };
      const person = afterEnforcement([publish({ measures: ['appointmentLimit'] })], { record });
      const resting = afterEnforcement([suspend('Y1', '2026-09-03')], { record }, person);
      expect(standing(resting)).toEqual(['suspending']);
      const back = afterEnforcement([resume('Y1', '2026-09-04')], { record }, resting);
      expect(standing(back)).toEqual(['initiated']);
      const gone = afterEnforcement([over('repaired', '2027-09-04')], { record }, back);
      expect([gone.outcome, standing(gone)]).toEqual(['repaired', ['lifted']]);
    });
  });

  describe('通报', () => {
    test.each([
      ['publicBody', '机关事业单位'],
      ['stateOwned', '国有企业'],
    ] as const)(
      'of a %s its superior, the auditors and 纪检监察、组织人事 are told, in time',
      (publicKind, subject) => {
        const file = afterEnforcement([publish()], { record: { ...ENTRY, publicKind } });
        const told = orders(file, 'inform');
        expect(told).toMatchObject([
          { party: 'huaian-gzw', adapter: 'manual', content: { subject, as: '上级主管单位' } },
          { party: 'huaian-sjj', content: { as: '审计部门' } },
          { party: 'huaian-jjjc', content: { as: '纪检监察、组织人事部门' } },
        ]);
        for (const { id, party } of told) {
          const term = file.terms.find((t) => t.instructionId === id);
          expect(term).toMatchObject({ kind: 'effect', holder: party, derivation: { due: '2026-09-03' } });
          expect(term?.rule.article).toContain('淮政办发〔2020〕80号');
        }
      },
    );

    test('they enter the ledger, so that they hear of it when the record is gone', () => {
      const record = { ...ENTRY, publicKind: 'publicBody' as const };
      const { decision } = givenEnforcement(null, { record }).when(publish());
      const disclosed = decision.ok ? decision.events.filter((e) => e.type === 'disclosed') : [];
      expect(disclosed.slice(-3)).toMatchObject(
        ['huaian-gzw', 'huaian-sjj', 'huaian-jjjc'].map((party) => ({ party, effects: ['stopSharing'] })),
      );
    });

    test('of all others nobody is told, nor of what a public body is praised for', () => {
      expect(orders(initiated(), 'inform')).toEqual([]);
      const record = { ...RED_ENTRY, publicKind: 'publicBody' as const };
      expect(orders(afterEnforcement([publish(favoured())], { record }), 'inform')).toEqual([]);
    });
  });

  test('a record that was shown before it came here has one measure for each department that uses it', () => {
    const file = afterEnforcement([act('publish', g.SYSTEM, {}, '2026-09-01')]);
    expect(enforcementOf(file).measures).toMatchObject([{ code: 'general', party: 'huaian-kjj', wish: 'applied' }]);
    expect([file.instructions, standing(file)]).toEqual([[], ['applied']]);
  });
});

describe('响应与反馈', () => {
  test('taken: its clock is met', () => {
    givenEnforcement(initiated())
      .when(feedback('X1-i3', 'done', '2026-09-02', 'huaian-czj'))
      .then([
        { type: 'instructionMoved', id: 'X1-i3', state: 'done', receipt: '回执' },
        { type: 'termSet', term: { instructionId: 'X1-i3', status: 'met' } },
      ]);
    expect(standing(applied())).toEqual(['applied', 'applied', 'applied']);
    givenEnforcement(initiated())
      .when(feedback('X1-i3', 'done', '2026-09-02', 'huaian-kjj'))
      .thenRefused('NOT_YOUR_INSTRUCTION');
  });

  test('a recommended measure may be declined with reasons, a mandatory one may not', () => {
    const file = givenEnforcement(initiated())
      .when(feedback('X1-i4', 'declined', '2026-09-02', 'huaian-kjj', '本年度没有评优事项'))
      .then([
        { type: 'instructionMoved', state: 'declined', detail: '本年度没有评优事项' },
        { type: 'termSet', term: { status: 'met' } },
      ]);
    expect(standing(file)).toEqual(['initiated', 'declined', 'initiated']);
    givenEnforcement(initiated())
      .when(feedback('X1-i4', 'declined', '2026-09-02', 'huaian-kjj'))
      .thenRefused('REASON_MISSING');
    givenEnforcement(initiated())
      .when(feedback('X1-i3', 'declined', '2026-09-02', 'huaian-czj', '不便采取'))
      .thenRefused('MUST_APPLY');
    givenEnforcement(after([suspend('Y1', '2026-09-03')], applied()))
      .when(feedback('X1-i7', 'declined', '2026-09-04', 'huaian-kjj', '不便中止'))
      .thenRefused('MUST_APPLY');
  });

  test('a late answer is red, and still counts', () => {
    const id = initiated().terms.find((t) => t.instructionId === 'X1-i3')?.id ?? '';
    const red = givenEnforcement(initiated())
      .when(ring(id, 'overdue', '2026-09-04'))
      .then([{ term: { fired: 'overdue', status: 'running' } }]);
    expect(standing(after([feedback('X1-i3', 'done', '2026-09-07', 'huaian-czj')], red))[0]).toBe('applied');
  });
});

describe('异议期间中止', () => {
  const suspended = (): CaseState => after([suspend('Y1', '2026-09-03')], applied());

  test('every suspendable measure rests at every department, each to be acknowledged', () => {
    const file = suspended();
    expect(pending(file)).toEqual([
      'huaian-czj suspendMeasure',
      'huaian-kjj suspendMeasure',
      'huaian-zjj suspendMeasure',
    ]);
    expect(standing(file)).toEqual(['suspending', 'suspending', 'suspending']);
    expect(standing(acknowledged(file, '2026-09-04'))).toEqual(['suspended', 'suspended', 'suspended']);
    const rule = file.terms.find((t) => t.instructionId === 'X1-i6')?.rule;
    expect(rule?.article).toContain('启东市信用办 2019-09-10)第18部分');
  });

  test('the courts’ limits on consumption do not rest', () => {
    const record = entryOf('court');
    const court = afterEnforcement([publish({ measures: ['consumptionLimit', 'procurementBan'] })], { record });
    const file = afterEnforcement([suspend('Y1', '2026-09-03')], { record }, court);
    expect(enforcementOf(file).measures.map((m) => [m.code, m.wish])).toEqual([
      ['consumptionLimit', 'applied'],
      ['procurementBan', 'suspended'],
    ]);
    expect(MEASURES.filter((m) => !m.suspendable).map((m) => m.code)).toEqual(['consumptionLimit', 'procurementYears']);
  });

  test('it is counted: nothing is told twice, and measures come back with the last objection only', () => {
    const twice = after([suspend('Y2', '2026-09-04'), suspend('Y1', '2026-09-04')], suspended());
    expect(orders(twice, 'suspendMeasure')).toHaveLength(3);
    expect(enforcementOf(twice).objections).toEqual(['Y1', 'Y2']);
    for (const [first, last] of [
      ['Y1', 'Y2'],
      ['Y2', 'Y1'],
    ] as const) {
      const one = after([resume(first, '2026-09-07')], twice);
      expect([enforcementOf(one).objections, orders(one, 'resumeMeasure')]).toEqual([[last], []]);
      const none = after([resume(last, '2026-09-08')], acknowledged(one, '2026-09-07'));
      expect(pending(none)).toEqual([
        'huaian-czj resumeMeasure',
        'huaian-kjj resumeMeasure',
        'huaian-zjj resumeMeasure',
      ]);
      expect(standing(none)).toEqual(['resuming', 'resuming', 'resuming']);
      expect(standing(acknowledged(none, '2026-09-09'))).toEqual(['applied', 'applied', 'applied']);
    }
  });

  test('a department that has not answered is overtaken by the next word', () => {
    const file = after([resume('Y1', '2026-09-04')], suspended());
    expect(orders(file, 'suspendMeasure').map((i) => i.state)).toEqual(['recalled', 'recalled', 'recalled']);
    const gone = orders(file, 'suspendMeasure').map((i) => i.id);
    expect(file.terms.filter((t) => gone.includes(t.instructionId ?? '') && isOpen(t))).toEqual([]);
  });

  test('what nobody had taken yet is initiated anew, and may still be declined', () => {
    const early = after([feedback('X1-i3', 'done', '2026-09-02', 'huaian-czj')], initiated());
    const resting = after([suspend('Y1', '2026-09-03')], early);
    expect(orders(resting, 'applyMeasure').map((i) => i.state)).toEqual(['done', 'recalled', 'recalled']);
    const back = after([resume('Y1', '2026-09-08')], acknowledged(resting, '2026-09-04'));
    expect(pending(back)).toEqual(['huaian-czj resumeMeasure', 'huaian-kjj applyMeasure', 'huaian-zjj applyMeasure']);
    const again = orders(back, 'applyMeasure').at(-2)?.id ?? '';
    expect(
      givenEnforcement(back).when(feedback(again, 'declined', '2026-09-09', 'huaian-kjj', '没有评优事项')).decision.ok,
    ).toBe(true);
  });

  test('what was declined neither rests nor comes back', () => {
    const declined = after([feedback('X1-i4', 'declined', '2026-09-02', 'huaian-kjj', '没有评优事项')], initiated());
    const back = after([suspend('Y1', '2026-09-03'), resume('Y1', '2026-09-04')], declined);
    expect(back.instructions.filter((i) => i.party === 'huaian-kjj')).toHaveLength(1);
    expect(standing(back)[1]).toBe('declined');
  });
});

describe('到期与解除', () => {
  const [ban] = initiated().terms.filter((t) => t.kind === 'measureEnd' && t.instructionId === 'X1-m3');
  const ends = ring(ban?.id ?? '', 'overdue', '2028-09-02');

  test('a ban with an end of its own is lifted at it, the others stay', () => {
    const file = after([ends], applied());
    expect(pending(file)).toEqual(['huaian-zjj liftMeasure']);
    expect(standing(file)).toEqual(['applied', 'applied', 'lifting']);
    expect(standing(acknowledged(file, '2028-09-04'))[2]).toBe('lifted');
    givenEnforcement(applied())
      .when({ ...ends, effectiveAt: at('2028-09-01', '23:59') })
      .thenRefused('NOTHING_DUE');
    givenEnforcement(file).when(ends).thenRefused('NOTHING_DUE');
  });

  test('in the time of an objection it only says so, and ends instead of coming back', () => {
    const resting = acknowledged(after([suspend('Y1', '2028-08-30')], applied()), '2028-08-31');
    const ended = after([ends], resting);
    expect(pending(ended)).toEqual([]);
    const file = after([resume('Y1', '2028-09-05')], ended);
    expect(pending(file)).toEqual(['huaian-czj liftMeasure', 'huaian-kjj liftMeasure', 'huaian-zjj liftMeasure']);
    expect(orders(file, 'resumeMeasure')).toEqual([]);
  });

  test.each(['repaired', 'annulled', 'removed'] as const)(
    '%s: the case that ended the record tells everybody; here nothing more is ordered',
    (name) => {
      const resting = after([suspend('Y1', '2026-09-03')], applied());
      const ending = givenEnforcement(resting).when(over(name, '2026-09-04'));
      const file = after([over(name, '2026-09-04')], resting);
      expect([followsOf(ending), pending(file), standing(file)]).toEqual([[], [], ['lifted', 'lifted', 'lifted']]);
      expect([file.outcome, enforcementOf(file).objections]).toEqual([name, []]);
      expect(file.terms.filter(isOpen)).toEqual([]);
    },
  );

  test('a ban that would outlast the record ends with it, and rings no more', () => {
    const long = afterEnforcement([publish({ measures: ['industryBan'], months: null })]);
    const [maximum] = long.terms.filter((t) => t.kind === 'maxPublicity');
    const file = after([ring(maximum?.id ?? '', 'overdue', '2029-04-16')], long);
    expect(standing(file)).toEqual(['lifting']);
    expect(file.terms.filter((t) => t.kind === 'measureEnd').map((t) => [t.derivation.due, t.status])).toEqual([
      ['2029-09-01', 'cancelled'],
    ]);
  });

  test('the maximum of publicity ends the listing, too: sites, measures, source and report', () => {
    const [maximum] = applied().terms.filter((t) => t.kind === 'maxPublicity');
    const reaching = givenEnforcement(applied()).when(ring(maximum?.id ?? '', 'overdue', '2029-04-16'));
    const file = after([ring(maximum?.id ?? '', 'overdue', '2029-04-16')], applied());
    expect(file.stage).toBe('ending');
    expect(orders(file, 'endPublicity').map((i) => i.party)).toEqual(['credit-china', 'credit-huaian']);
    expect(pending(file)).toEqual(['huaian-czj liftMeasure', 'huaian-kjj liftMeasure', 'huaian-zjj liftMeasure']);
    expect(followsOf(reaching)).toEqual([
      { process: 'exit', name: 'carryOut', payload: { ground: 'termExpired' }, opens: true },
    ]);
    const late = givenEnforcement(file).when(suspend('Y1', '2029-04-17'));
    late.then([]);
    const done = file.instructions
      .filter((i) => i.state === 'pending')
      .map((i) => g.report(i.id, g.OFFICE, '2029-04-18'));
    expect(after(done, file)).toMatchObject({ stage: 'closed', outcome: 'publicityEnded' });
  });
});

describe('恢复列入', () => {
  const relist = (when: string) => act('relist', g.SYSTEM, ENFORCED, when);

  test.each(['removed', 'repaired'] as const)('a record that was %s by fraud is shown and enforced again', (status) => {
    const { decision } = givenEnforcement(null, { record: { ...ENTRY, status } }).when(relist('2026-12-01'));
    const events = decision.ok ? decision.events : [];
    expect(events).toContainEqual(expect.objectContaining({ type: 'recordMoved', status: 'published' }));
    const told = events.flatMap((e) =>
      e.type === 'instructed' ? [`${e.instruction.party} ${e.instruction.effect}`] : [],
    );
    // Shown and enforced again; its source and all whom its removal was told to hear that it stands.
    expect(told).toEqual([
      'credit-china publish',
      'credit-huaian publish',
      'huaian-czj applyMeasure',
      'huaian-kjj applyMeasure',
      'huaian-zjj applyMeasure',
      'sthj-system publish',
      'county-office share',
      'city-office share',
      'credit-china share',
    ]);
  });

  test.each(['annulled', 'ended', 'published', 'dropped'] as const)('one that is %s is not', (status) => {
    givenEnforcement(null, { record: { ...ENTRY, status } })
      .when(relist('2026-12-01'))
      .thenRefused('FRAUD_ONLY');
  });
});

test('nobody is told where there is nobody', () => {
  const record = { ...ENTRY, network: { ...NETWORK, sites: [], implementers: [] } };
  const file = afterEnforcement([publish()], { record });
  expect([file.stage, file.instructions, enforcementOf(file).measures]).toEqual(['published', [], []]);
});
