import type { CaseState, ExitStage, Instruction } from '../../domain/file/case.js';
import { isOpen, keptInTime } from '../../domain/file/clock.js';
import { EXIT_STAGES, type ExitAct, type ProposeRelistingPayload } from '../../domain/exit/exit-acts.js';
import { EXIT_GROUNDS, isExitGround, LEDGER_MOVES, LISTS, type ExitGround } from '../../domain/law/lists.js';
import type { Relisting } from '../../domain/file/particulars.js';
import * as g from './given.js';
import { act, at, HANDLER, serve, termOf } from './given.js';
import {
  afterEnforcement,
  afterExit,
  afterObjection,
  applyExit,
  ENTRY,
  entryOf,
  followsOf,
  FOREIGN,
  givenExit,
  NETWORK,
  object,
  type Setup,
} from './given-processes.js';

const PROOF = ['fulfilment'];
const ANNOUNCED = { noticeId: 'X1-n1', method: 'announcement', evidence: '公告' } as const;
const carryOut = (ground: ExitGround, when = '2026-09-10') => act('carryOut', g.SYSTEM, { ground }, when);
const fulfilledOn = (day: string, a: ReturnType<typeof applyExit>) => ({
  ...a,
  payload: { ...a.payload, fulfilledOn: day },
});
const moot = (when: string) => act('moot', g.SYSTEM, {}, when);

const due = (file: CaseState, kind: Parameters<typeof termOf>[1]): string => termOf(file, kind).derivation.due;
const ordersOf = (instructions: readonly Instruction[]): readonly string[] =>
  instructions.filter((i) => i.state === 'pending').map((i) => `${i.party} ${i.effect}`);
/** Says of all that is pending that it is done, again and again until nothing is. */
function allDone(file: CaseState, when: string, setup: Setup = {}): CaseState {
  const [next] = file.instructions.filter((i) => i.state === 'pending');
  return next === undefined ? file : allDone(afterExit([g.report(next.id, g.OFFICE, when)], setup, file), when, setup);
}

const applied = (setup: Setup = {}): CaseState =>
  afterExit([fulfilledOn('2026-01-05', applyExit('fulfilled', PROOF))], setup);
const proposed = (outcome: 'grant' | 'refuse' = 'grant', setup: Setup = {}): CaseState =>
  afterExit([g.propose('2026-09-02', outcome)], setup, applied(setup));
const removing = (setup: Setup = {}): CaseState =>
  afterExit([g.confirm('2026-09-03')], setup, proposed('grant', setup));

describe('申请移出', () => {
  test('opens a file with the time for a decision of that list', () => {
    const file = givenExit(null)
      .when(applyExit('fulfilled', PROOF))
      .then([
        { type: 'opened', state: { stage: 'applied', department: g.AUTHORITY, particulars: { ground: 'fulfilled' } } },
        { term: { kind: 'decision', holder: g.AUTHORITY, rule: { basis: 'configured' } } },
      ]);
    expect(file.recordId).toBe('R1');
  });

  test.each([
    ['court', 3, '2026-09-04', '法释〔2017〕7号'],
    ['samr', 7, '2026-09-10', '市场监管总局令第107号'],
    ['tax', 15, '2026-09-21', '国家税务总局令第54号'],
  ])('the list %s has a time of its own', (list, number, day, article) => {
    const { rule, derivation } = termOf(applied({ record: entryOf(list) }), 'decision');
    expect([rule.number, derivation.due]).toEqual([number, day]);
    expect(rule.article).toContain(article);
  });

  test.each(LISTS.map((l) => [l.code, l] as const))(
    'only on the grounds of the list %s, each with its evidence',
    (code, list) => {
      const setup = { record: { ...entryOf(code), decisionDate: '2024-04-15' } };
      for (const ground of Object.keys(EXIT_GROUNDS).filter(isExitGround)) {
        const kinds = EXIT_GROUNDS[ground].evidence.map((e) => e.kind);
        const byItself = ground === 'repaired' || ground === 'termExpired';
        const applying = givenExit(null, setup).when(fulfilledOn('2026-01-05', applyExit(ground, kinds)));
        if (list.exitGrounds.includes(ground) && !byItself) {
          expect([ground, applying.decision.ok]).toEqual([ground, true]);
          givenExit(null, setup).when(applyExit(ground, [])).thenRefused('EVIDENCE_MISSING');
        } else applying.thenRefused('EXIT_GROUND');
      }
      givenExit(null, setup).when(applyExit('friendship', PROOF)).thenRefused('EXIT_GROUND');
    },
  );

  test.each([
    ['safety', '2025-09-01', '2026-09-02'],
    ['social', '2024-09-01', '2026-09-02'],
  ])(
    'the list %s is left for duties fulfilled only after its time: listed on %s, from %s',
    (code, listed, earliest) => {
      const setup = { record: { ...entryOf(code), decisionDate: listed } };
      const early = givenExit(null, setup).when(applyExit('fulfilled', PROOF, '2026-09-01'));
      early.thenRefused('EXIT_TOO_EARLY');
      expect(early.decision).toMatchObject({ refusal: { details: { earliest } } });
      expect(givenExit(null, setup).when(applyExit('fulfilled', PROOF, earliest)).decision.ok).toBe(true);
      // Other grounds know no such time.
      expect(givenExit(null, setup).when(applyExit('deregistered', ['deregistration'])).decision.ok).toBe(true);
    },
  );

  test('for unpaid wages it runs from the day on which they were paid, which must be told', () => {
    const setup = { record: entryOf('wages') };
    givenExit(null, setup).when(applyExit('fulfilled', PROOF)).thenRefused('EVIDENCE_MISSING');
    givenExit(null, setup)
      .when(fulfilledOn('2026-03-01', applyExit('fulfilled', PROOF)))
      .thenRefused('EXIT_TOO_EARLY');
    const paid = fulfilledOn('2026-02-28', applyExit('fulfilled', PROOF));
    expect(givenExit(null, setup).when(paid).decision.ok).toBe(true);
  });

  test('the courts know none', () => {
    const yesterday = { record: { ...entryOf('court'), decisionDate: '2026-08-31' } };
    expect(givenExit(null, yesterday).when(applyExit('fulfilled', PROOF)).decision.ok).toBe(true);
  });

  test('the courts’ list is left when bankruptcy was accepted, no other', () => {
    const bankruptcy = applyExit('bankruptcy', ['bankruptcyRuling']);
    expect(givenExit(null, { record: entryOf('court') }).when(bankruptcy).decision.ok).toBe(true);
    givenExit(null).when(bankruptcy).thenRefused('EXIT_GROUND');
    const missing = givenExit(null, { record: entryOf('court') }).when(applyExit('bankruptcy', PROOF));
    expect(missing.decision).toMatchObject({ refusal: { details: { missing: '人民法院受理破产申请的裁定书' } } });
  });

  test.each(Object.keys(LEDGER_MOVES))('%s moves a subject in the ledger, and is no ground of removal', (ground) => {
    givenExit(null).when(applyExit(ground, PROOF)).thenRefused('NO_GROUND_OF_REMOVAL');
  });

  test('from a list, while the entry stands, once, and only by its own authority', () => {
    givenExit(null, { record: { ...ENTRY, list: null } })
      .when(applyExit('fulfilled', PROOF))
      .thenRefused('NOT_LISTED');
    for (const status of ['removed', 'repaired', 'annulled', 'ended', 'proposed'] as const)
      givenExit(null, { record: { ...ENTRY, status } })
        .when(applyExit('fulfilled', PROOF))
        .thenRefused('NOT_LISTED');
    givenExit(null)
      .when(applyExit('fulfilled', PROOF, '2026-09-01', FOREIGN))
      .thenRefused('NOT_COMPETENT');
    expect(givenExit(null).when(applyExit('fulfilled', PROOF, '2026-09-01', HANDLER)).decision.ok).toBe(true);
    givenExit(applied()).when(applyExit('fulfilled', PROOF)).thenRefused('CASE_OPEN');
  });
});

describe('核查与复核', () => {
  test('one proposes with findings, another confirms or returns it; both of the authority that decided', () => {
    givenExit(applied())
      .when({ ...g.propose('2026-09-02'), actor: FOREIGN })
      .thenRefused('NOT_COMPETENT');
    givenExit(applied())
      .when(act('propose', HANDLER, { outcome: 'grant', findings: ' ' }, '2026-09-02'))
      .thenRefused('REASON_MISSING');
    givenExit(applied())
      .when(act('propose', HANDLER, { outcome: 'refuse', findings: '已核查' }, '2026-09-02'))
      .thenRefused('REASON_MISSING');
    givenExit(proposed())
      .when({ ...g.confirm('2026-09-03'), actor: g.actor('handler', 'reviewer', g.AUTHORITY) })
      .thenRefused('SAME_PERSON');
    givenExit(proposed())
      .when({ ...g.confirm('2026-09-03'), actor: FOREIGN })
      .thenRefused('NOT_COMPETENT');
    givenExit(proposed())
      .when(act('confirm', g.REVIEWER, { approve: false }, '2026-09-03'))
      .thenRefused('REASON_MISSING');
    givenExit(proposed())
      .when(g.confirm('2026-09-03', false))
      .then([{ type: 'proposed', proposal: null }, { stage: 'applied' }]);
  });

  test('refused with reasons in a paper: the entry stands', () => {
    const refusing = givenExit(proposed('refuse')).when(g.confirm('2026-09-03'));
    refusing.then([
      { notice: { kind: 'exitRefusal', reasons: '义务未履行' } },
      { term: { kind: 'decision', status: 'met' } },
      { type: 'closed', outcome: 'refused' },
    ]);
    expect(followsOf(refusing)).toEqual([]);
  });

  test('not while an objection is open; refusing is lawful all the same', () => {
    const open = [proposed(), afterObjection([object()], { newCaseId: 'X2' })];
    givenExit(proposed(), { open }).when(g.confirm('2026-09-03')).thenRefused('UNDER_OBJECTION');
    expect(givenExit(proposed('refuse'), { open }).when(g.confirm('2026-09-03')).decision.ok).toBe(true);
  });

  test('the applicant may withdraw it', () => {
    givenExit(proposed())
      .when({ ...g.withdraw('2026-09-03'), actor: HANDLER })
      .thenRefused('NOT_APPLICANT');
    givenExit(proposed())
      .when(g.withdraw('2026-09-03'))
      .then([{ term: { kind: 'decision', status: 'cancelled' } }, { type: 'closed', outcome: 'withdrawn' }]);
  });
});

describe('移出', () => {
  const ORDERS = [
    'credit-china endPublicity',
    'credit-china stopSharing',
    'credit-huaian endPublicity',
    'huaian-kjj liftMeasures',
    'sthj-system removeFromSource',
    'credit-china announceExit',
    'credit-huaian announceExit',
    'county-office reportExit',
  ];

  test('everyone undoes what he did, the source lets it go, it is announced, and the first step is told', () => {
    const confirming = givenExit(proposed()).when(g.confirm('2026-09-03'));
    confirming.then([
      { notice: { kind: 'exitDecision', signedOn: '2026-09-03' } },
      { term: { kind: 'decision', status: 'met' } },
      { stage: 'removing' },
      { type: 'recordMoved', status: 'removed', at: at('2026-09-03') },
      ...(confirming.decision.ok ? confirming.decision.events.slice(4) : []),
    ]);
    const file = removing();
    expect(keptInTime(termOf(file, 'decision'))).toBe(true);
    expect(ordersOf(file.instructions)).toEqual(ORDERS);
    for (const i of file.instructions)
      expect(file.terms.filter((t) => t.instructionId === i.id && isOpen(t))).toMatchObject([{ holder: i.party }]);
    expect(followsOf(confirming)).toEqual([
      { process: 'record', name: 'removed' },
      { process: 'repair', name: 'moot' },
      { process: 'rectification', name: 'moot' },
      { process: 'listing', name: 'moot' },
    ]);
  });

  test.each([
    ['court', 'execution-site'],
    ['tax', 'tax-platform'],
    ['samr', 'necips'],
    ['wages', 'sthj-system'],
  ])('the list %s is left in its own system', (list, source) => {
    expect(ordersOf(removing({ record: entryOf(list) }).instructions)).toContain(`${source} removeFromSource`);
  });

  test('each step of the report upward follows the receipt of the one before; the last receipt closes the file', () => {
    const told = (file: CaseState): readonly string[] =>
      file.instructions.filter((i) => i.effect === 'reportExit').map((i) => `${i.party} ${i.state}`);
    const first = removing();
    expect([told(first), first.particulars]).toEqual([
      ['county-office pending'],
      expect.objectContaining({ chain: ['city-office', 'credit-china'] }),
    ]);
    const refused = afterExit([g.report('X1-i8', g.OFFICE, '2026-09-04', 'refused')], {}, first);
    expect(told(refused)).toEqual(['county-office refused']);
    const second = afterExit([g.report('X1-i8', g.OFFICE, '2026-09-07')], {}, refused);
    expect(told(second)).toEqual(['county-office done', 'city-office pending']);
    expect(termOf(second, 'effect')).toBeDefined();
    const done = allDone(second, '2026-09-08');
    expect(told(done)).toEqual(['county-office done', 'city-office done', 'credit-china done']);
    expect(done).toMatchObject({ stage: 'closed', outcome: 'removed', closedAt: at('2026-09-08') });
  });

  test('annulled is as if it had never been: withdrawn, and cleared in public', () => {
    const confirming = [applyExit('annulled', ['annulment']), g.propose('2026-09-02'), g.confirm('2026-09-03')];
    const file = afterExit(confirming);
    expect(ordersOf(file.instructions)).toEqual([
      'credit-china withdraw',
      'credit-china stopSharing',
      'credit-huaian withdraw',
      'huaian-kjj liftMeasures',
      'credit-china clarify',
      'credit-huaian clarify',
      ...ORDERS.slice(4),
    ]);
    expect(allDone(file, '2026-09-08').outcome).toBe('annulled');
    const last = givenExit(afterExit(confirming.slice(0, 2))).when(g.confirm('2026-09-03'));
    expect(followsOf(last)).toMatchObject([{ process: 'record', name: 'annulled' }, {}, {}, {}]);
  });

  test('annulled: the departments that had taken a measure make good what it did', () => {
    const life = afterEnforcement([act('publish', g.SYSTEM, {}, '2026-08-03')]);
    const file = afterExit([applyExit('annulled', ['annulment']), g.propose('2026-09-02')]);
    const last = afterExit([g.confirm('2026-09-03')], { open: [file, life] }, file);
    expect(last.instructions.filter((i) => i.effect === 'remedy')).toMatchObject([{ party: 'huaian-kjj' }]);
    expect(removing({ open: [life] }).instructions.map((i) => i.effect)).not.toContain('remedy');
  });

  test('it is closed at the hour of its latest receipt, whichever came in last', () => {
    const file = removing({ record: { ...ENTRY, network: { ...NETWORK, chain: [] } } });
    const [first, ...others] = file.instructions.map((i) => i.id);
    const late = afterExit(
      others.map((id) => g.report(id, g.OFFICE, '2026-09-09')),
      {},
      file,
    );
    const done = afterExit([g.report(first ?? '', g.OFFICE, '2026-09-07')], {}, late);
    expect([done.outcome, done.closedAt, done.terms.filter(isOpen)]).toEqual(['removed', at('2026-09-09'), []]);
  });

  test('注销 closes publicity like the others', () => {
    const file = afterExit([
      applyExit('deregistered', ['deregistration']),
      g.propose('2026-09-02'),
      g.confirm('2026-09-03'),
    ]);
    expect(ordersOf(file.instructions)).toEqual(ORDERS);
  });

  test('a step that is not in the directory is left out; with nobody to tell it is over at once', () => {
    const setup = { record: { ...ENTRY, parties: [], network: { ...NETWORK, chain: [], sources: {} } } };
    expect(removing(setup)).toMatchObject({ stage: 'closed', outcome: 'removed', instructions: [] });
  });

  test('the decision is served after it', () => {
    givenExit(removing())
      .when(serve('X1-n1', '2026-09-07'))
      .then([{ type: 'noticeServed' }]);
  });
});

describe('恢复列入', () => {
  const LEFT: Setup = { record: { ...ENTRY, status: 'removed' } };
  const relisting = (more: Partial<ProposeRelistingPayload> = {}, when = '2026-09-01', by = HANDLER) =>
    act(
      'proposeRelisting',
      by,
      {
        ...{ reasons: '履行证明系伪造', documents: [{ name: '鉴定意见.pdf', sha256: '0' }] },
        ...{ measures: ['procurementBan'], months: 12, electronicService: true, ...more },
      },
      when,
    );
  const state = (when: string, by = g.AGENT) =>
    act('state', by, { grounds: [{ text: '证明由第三方提供,本单位不知情' }] }, when);
  const noticing = () => afterExit([relisting()], LEFT);
  const stating = () => afterExit([serve('X1-n1', '2026-09-02')], LEFT, noticing());
  const over = (file: CaseState) =>
    afterExit([g.ring(termOf(file, 'statement').id, 'overdue', '2026-09-10')], LEFT, file);
  const deliberating = () => over(stating());
  const proposedAnew = (outcome: 'grant' | 'refuse' = 'grant') =>
    afterExit([g.propose('2026-09-10', outcome)], LEFT, deliberating());

  test('the party is told first, with what was false', () => {
    const file = givenExit(null, LEFT)
      .when(relisting())
      .then([
        { type: 'opened', state: { stage: 'noticing', particulars: { relisting: { reasons: '履行证明系伪造' } } } },
        { notice: { kind: 'relistingNotice', reasons: '履行证明系伪造' } },
        { term: { kind: 'service', holder: g.AUTHORITY } },
      ]);
    givenExit(file, LEFT).when(g.propose('2026-09-02')).thenRefused('WRONG_STAGE');
    givenExit(file, LEFT).when(g.confirm('2026-09-02')).thenRefused('WRONG_STAGE');
  });

  test('by who decided the listing, with reasons, evidence, and measures of the catalogue', () => {
    givenExit(null, LEFT)
      .when(relisting({}, '2026-09-01', FOREIGN))
      .thenRefused('NOT_COMPETENT');
    givenExit(null, LEFT)
      .when(relisting({ reasons: ' ' }))
      .thenRefused('REASON_MISSING');
    givenExit(null, LEFT)
      .when(relisting({ documents: [] }))
      .thenRefused('EVIDENCE_MISSING');
    givenExit(null, LEFT)
      .when(relisting({ measures: ['consumptionLimit'] }))
      .thenRefused('MEASURE_NOT_IN_CATALOGUE');
    givenExit(noticing(), LEFT).when(relisting()).thenRefused('CASE_OPEN');
    givenExit(null, { record: { ...ENTRY, status: 'removed', list: null } })
      .when(relisting())
      .thenRefused('NOT_LISTED');
  });

  test('measures on persons come back for those who answer, by office or in records of their own', () => {
    const measures = ['appointmentLimit'];
    givenExit(null, LEFT).when(relisting({ measures })).thenRefused('RESPONSIBLE_MISSING');
    const named: Setup = { record: { ...ENTRY, status: 'removed', linked: ['R1-p1'] } };
    expect(givenExit(null, named).when(relisting({ measures })).decision.ok).toBe(true);
    const responsible = [{ office: 'principal' as const, count: 1 }];
    const file = [relisting({ measures, responsible }), serve('X1-n1', '2026-09-02')].reduce<CaseState | null>(
      (before, one) => afterExit([one], LEFT, before),
      null,
    );
    const decided = afterExit([g.propose('2026-09-10')], LEFT, over(file ?? g.nothing()));
    const confirmed = givenExit(decided, LEFT).when(g.confirm('2026-09-11'));
    expect(followsOf(confirmed)).toMatchObject([{ name: 'relist', payload: { measures, responsible } }]);
  });

  test.each(['published', 'annulled', 'ended', 'dropped'] as const)('not of an entry that is %s', (status) => {
    givenExit(null, { record: { ...ENTRY, status } })
      .when(relisting())
      .thenRefused('FRAUD_ONLY');
  });

  test('not before the removal is carried out everywhere', () => {
    givenExit(removing(), LEFT).when(relisting({}, '2026-09-07')).thenRefused('STILL_CARRIED_OUT');
    const repair = {
      ...g.after([g.apply(), g.accept(g.day(1)), g.propose(g.day(2)), g.confirm(g.day(3))]),
      caseId: 'X2',
    };
    givenExit(null, { record: { ...ENTRY, status: 'repaired' }, open: [repair] })
      .when(relisting({}, '2026-09-11'))
      .thenRefused('STILL_CARRIED_OUT');
  });

  test('only service starts the party’s time, and until it is over nothing is proposed', () => {
    const file = stating();
    expect([file.stage, due(file, 'statement')]).toEqual(['stating', '2026-09-09']);
    givenExit(file, LEFT).when(g.propose('2026-09-04')).thenRefused('WRONG_STAGE');
    givenExit(file, LEFT).when(state('2026-09-04', HANDLER)).thenRefused('NOT_APPLICANT');
    expect(over(file)).toMatchObject({ stage: 'deliberating' });
    expect(termOf(over(file), 'decision').holder).toBe(g.AUTHORITY);
  });

  test('announced, it is served when the days of the announcement are over', () => {
    const announced = afterExit([act('recordService', HANDLER, ANNOUNCED, '2026-09-02')], LEFT, noticing());
    expect(announced.stage).toBe('noticing');
    const clock = termOf(announced, 'announcement');
    const file = afterExit([g.ring(clock.id, 'overdue', clock.derivation.dueAt)], LEFT, announced);
    expect([file.stage, termOf(file, 'statement').start >= clock.derivation.due]).toEqual(['stating', true]);
  });

  test('what the party says is answered, or nothing is decided', () => {
    const file = over(afterExit([state('2026-09-04')], LEFT, stating()));
    givenExit(file, LEFT).when(g.propose('2026-09-10')).thenRefused('GROUND_UNANSWERED');
    const answered = act(
      'propose',
      HANDLER,
      { outcome: 'grant', findings: '鉴定属实', reasons: '申请材料由当事人签章,应当对真实性负责' } as const,
      '2026-09-10',
    );
    expect(afterExit([answered, g.confirm('2026-09-11')], LEFT, file).outcome).toBe('relisted');
  });

  test('four eyes; then the record lives again, with its measures', () => {
    givenExit(proposedAnew(), LEFT)
      .when({ ...g.confirm('2026-09-11'), actor: g.actor('handler', 'reviewer', g.AUTHORITY) })
      .thenRefused('SAME_PERSON');
    givenExit(proposedAnew(), LEFT).when(g.withdraw('2026-09-11')).thenRefused('NOT_APPLICANT');
    givenExit(proposedAnew(), LEFT)
      .when(g.confirm('2026-09-11', false))
      .then([{ proposal: null }, { stage: 'deliberating' }]);
    const confirming = givenExit(proposedAnew(), LEFT).when(g.confirm('2026-09-11'));
    const file = confirming.then([
      { notice: { kind: 'relistingDecision', signedOn: '2026-09-11' } },
      { term: { kind: 'decision', status: 'met' } },
      { type: 'closed', outcome: 'relisted' },
    ]);
    expect(file.terms.filter(isOpen)).toEqual([]);
    expect(followsOf(confirming)).toMatchObject([
      {
        ...{ process: 'record', name: 'relist', opens: true },
        payload: { measures: ['procurementBan'], months: 12, publicationFrom: '2026-09-11' },
      },
    ]);
  });

  test('found to be no fraud, the entry stays removed', () => {
    const refusing = givenExit(proposedAnew('refuse'), LEFT).when(g.confirm('2026-09-11'));
    refusing.then([{ term: { kind: 'decision', status: 'met' } }, { type: 'closed', outcome: 'notListed' }]);
    expect(followsOf(refusing)).toEqual([]);
  });
});

describe('由其他程序引起', () => {
  test.each(['repaired', 'termExpired'] as const)(
    '%s: the list is left at its source and upward, nothing twice',
    (ground) => {
      const carrying = givenExit(null).when(carryOut(ground));
      const file = afterExit([carryOut(ground)]);
      expect(file).toMatchObject({ stage: 'removing', particulars: { ground } });
      expect(ordersOf(file.instructions)).toEqual([
        'sthj-system removeFromSource',
        'credit-china announceExit',
        'credit-huaian announceExit',
        'county-office reportExit',
      ]);
      expect(followsOf(carrying)).toEqual([]);
      expect(allDone(file, '2026-09-15').outcome).toBe('removed');
    },
  );

  test('an application that is under way is overtaken by it', () => {
    const file = afterExit([carryOut('repaired')], {}, proposed());
    expect([file.stage, termOf(file, 'decision').status]).toEqual(['removing', 'cancelled']);
    givenExit(file).when(g.confirm('2026-09-11')).thenRefused('WRONG_STAGE');
    givenExit(removing()).when(carryOut('repaired')).then([]);
  });

  test('a record that was annulled leaves it as annulled', () => {
    expect(allDone(afterExit([carryOut('annulled')]), '2026-09-15').outcome).toBe('annulled');
  });

  test('gone by another way, an application is moot; a removal goes on', () => {
    givenExit(applied())
      .when(moot('2026-09-02'))
      .then([{ term: { status: 'cancelled' } }, { type: 'closed', outcome: 'moot' }]);
    givenExit(removing()).when(moot('2026-09-04')).then([]);
  });
});

function relistingAt(stage: ExitStage): CaseState {
  const relisting: Relisting = { reasons: '履行证明系伪造', measures: [], months: null, grounds: [] };
  const file = applied();
  return { ...file, stage, particulars: { of: 'exit', ground: 'fraud', destination: null, chain: [], relisting } };
}

/** Every stage, the way there, and one sample of every act that has its stages. */
const WAYS: Record<ExitStage, () => CaseState> = {
  applied,
  proposed,
  removing,
  noticing: () => relistingAt('noticing'),
  stating: () => relistingAt('stating'),
  deliberating: () => relistingAt('deliberating'),
  closed: () => afterExit([g.withdraw('2026-09-03')], {}, applied()),
};
const SAMPLES: readonly ExitAct[] = [
  g.propose('2026-09-07'),
  g.confirm('2026-09-07'),
  g.withdraw('2026-09-07'),
  act('state', g.AGENT, { grounds: [] }, '2026-09-07'),
];

test.each(Object.entries(WAYS))('in the stage %s only its acts are lawful', (stage, file) => {
  for (const sample of SAMPLES) {
    const stages: readonly string[] = EXIT_STAGES[sample.name] ?? [];
    const { decision } = givenExit(file()).when(sample);
    const isOut = !decision.ok && decision.refusal.code === 'WRONG_STAGE';
    expect([sample.name, isOut]).toEqual([sample.name, !stages.includes(stage)]);
  }
});

test('the time for a decision that no list gives is configured', () => {
  expect(due(applied(), 'decision')).toBe('2026-09-10');
});
