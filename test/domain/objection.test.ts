import type { CaseState, Instruction, ObjectionStage, Verdict } from '../../domain/file/case.js';
import { isOpen, keptInTime } from '../../domain/file/clock.js';
import { STOP_REASONS } from '../../domain/law/packs.js';
import { deliveriesDue } from '../../domain/file/outbound.js';
import { OBJECTION_STAGES, type ObjectionAct } from '../../domain/objection/objection-acts.js';
import * as g from './given.js';
import { act, AGENT, at, HANDLER, ring, termOf } from './given.js';
import {
  afterEnforcement,
  afterObjection,
  conclude,
  ENFORCED,
  ENTRY,
  followsOf,
  FOREIGN,
  givenObjection,
  object,
  PROVIDER,
  type Setup,
} from './given-processes.js';

const takeUp = (when: string, by = HANDLER) => act('takeUp', by, {}, when);
const forward = (when: string, by = g.OFFICE) => act('forward', by, { provider: 'huaian-scjg' }, when);
const reportCheck = (when: string, by = PROVIDER, findings = '登记时录入错误') =>
  act('reportCheck', by, { findings }, when);
const stop = (reason: string, when: string) => act('stopClock', HANDLER, { reason }, when);
const resume = (when: string) => act('resumeClock', HANDLER, {}, when);
const extend = (when: string, reasons = '案情复杂') => act('extend', HANDLER, { reasons }, when);
const withdraw = (when: string, by = AGENT) => act('withdrawObjection', by, { reason: '已核实无误' }, when);

const due = (file: CaseState, kind: Parameters<typeof termOf>[1]): string => termOf(file, kind).derivation.due;
/** What is ordered of whom, by a file or by events. */
const ordersOf = (instructions: readonly Instruction[]): readonly string[] =>
  instructions.filter((i) => i.state === 'pending').map((i) => `${i.party} ${i.effect}`);

const examining = (setup: Setup = {}): CaseState => afterObjection([object()], setup);
const atPlatform = (): CaseState => afterObjection([object({ channel: 'platform' })]);
const forwarded = (): CaseState => afterObjection([forward('2026-09-02')], {}, atPlatform());
const concluded = (verdict: Verdict, setup: Setup = {}): CaseState =>
  afterObjection([conclude(verdict, '2026-09-03')], setup, examining(setup));

const RECEIPT = { kind: 'objectionReceipt' } as const;

describe('提出异议', () => {
  test('marks the record at every site that shows it, and rests its measures, at once', () => {
    const objecting = givenObjection(null).when(object());
    const file = objecting.then([
      {
        type: 'opened',
        state: { stage: 'examining', particulars: { ground: 'content', raisedBy: 'subject', suspends: true } },
      },
      { type: 'termSet', term: { kind: 'ownCheck', holder: g.AUTHORITY, start: '2026-09-01' } },
      { type: 'instructed', instruction: { party: 'credit-china', effect: 'annotate' } },
      { type: 'termSet', term: { kind: 'effect', holder: 'credit-china' } },
      { type: 'instructed', instruction: { party: 'credit-huaian', effect: 'annotate' } },
      { type: 'termSet', term: { kind: 'effect', holder: 'credit-huaian' } },
      { type: 'noticeSigned', notice: { kind: 'objectionReceipt', signedOn: '2026-09-01', service: null } },
    ]);
    expect(followsOf(objecting)).toEqual([
      { process: 'record', name: 'suspend', payload: { objection: 'X1' }, opens: false },
    ]);
    expect(due(file, 'ownCheck')).toBe('2026-09-04');
    expect(termOf(file, 'ownCheck').rule).toMatchObject({ basis: 'configured', article: '系统默认参数(待确认)' });
  });

  test('at a platform it is passed on first', () => {
    const file = givenObjection(null)
      .when(object({ channel: 'platform' }))
      .then([
        { state: { stage: 'received' } },
        { term: { kind: 'forward', holder: 'huaian-fgw' } },
        {},
        {},
        {},
        {},
        {},
      ]);
    expect(due(file, 'forward')).toBe('2026-09-03');
    const known = givenObjection(file)
      .when(takeUp('2026-09-02'))
      .then([
        { term: { kind: 'forward', status: 'met' } },
        { type: 'assigned', handler: 'handler' },
        { stage: 'examining' },
        { term: { kind: 'ownCheck', start: '2026-09-02' } },
      ]);
    expect(keptInTime(termOf(known, 'forward'))).toBe(true);
  });

  test.each(['shouldNotExist', 'notMine', 'period', 'complaint'] as const)(
    'also that it is wrong as a whole, or a complaint that doubts it: %s',
    (ground) => {
      const objecting = givenObjection(null).when(object({ ground, corrections: [] }));
      expect(followsOf(objecting)).toMatchObject([{ name: 'suspend' }]);
    },
  );

  test('says what is wrong', () => {
    givenObjection(null)
      .when(object({ explanation: ' ' }))
      .thenRefused('NOTHING_OBJECTED');
    givenObjection(null)
      .when(object({ corrections: [] }))
      .thenRefused('NOTHING_OBJECTED');
  });

  test.each(['repaired', 'removed', 'annulled', 'found', 'proposed', 'dropped'] as const)(
    'is about a record that is or was shown, not one that is %s',
    (status) => {
      givenObjection(null, { record: { ...ENTRY, status } })
        .when(object())
        .thenRefused('NOT_PUBLISHED');
    },
  );

  test('after the end of publicity there is nothing to mark', () => {
    const ended = { record: { ...ENTRY, status: 'ended' as const } };
    expect(examining(ended).instructions).toEqual([]);
    const file = givenObjection(concluded('uphold', ended), ended)
      .when(g.confirm('2026-09-04'))
      .then([{}, {}, {}, {}, { type: 'closed', outcome: 'upheld' }]);
    expect(file.instructions).toEqual([]);
  });

  test('a department that finds the error itself does the same, beside the subject’s own', () => {
    const setup = { open: [examining()], docket: 'd2', newCaseId: 'X2' };
    givenObjection(null, setup).when(object()).thenRefused('OBJECTION_OPEN');
    givenObjection(null, setup)
      .when(object({}, '2026-09-01', HANDLER))
      .then([{ state: { caseId: 'X2', docket: 'd2', particulars: { raisedBy: 'department' } } }, {}, {}, {}, {}, {}]);
    expect(givenObjection(null, setup).when(object({ ground: 'notMine' })).decision.ok).toBe(true);
  });

  test('a ground found without merit before suspends again only with new evidence', () => {
    const setup = { record: { ...ENTRY, rejectedGrounds: ['content'] } };
    const again = givenObjection(null, setup).when(object());
    again.then([
      { state: { particulars: { suspends: false } } },
      {},
      { instruction: { effect: 'annotate' } },
      {},
      {},
      {},
      { notice: RECEIPT },
    ]);
    expect(followsOf(again)).toEqual([]);
    expect(followsOf(givenObjection(null, setup).when(object({ newEvidence: true })))).toMatchObject([
      { name: 'suspend' },
    ]);
    expect(followsOf(givenObjection(null, setup).when(object({ ground: 'notMine' })))).toMatchObject([
      { name: 'suspend' },
    ]);
  });
});

describe('各地期限', () => {
  const own = (region: string, setup: Setup = {}): CaseState => examining({ record: { ...ENTRY, region }, ...setup });
  test.each([
    ['310000', '2026-09-08', 'law', '《上海市社会信用条例》'],
    ['370100', '2026-09-04', 'law', '《山东省社会信用条例》'],
    ['410100', '2026-09-04', 'law', '《河南省社会信用条例》'],
    ['330100', '2026-09-08', 'law', '《浙江省公共信用信息管理条例》'],
    ['440300', '2026-09-02', 'law', '《深圳经济特区社会信用条例》'],
    ['440100', '2026-09-03', 'law', '信用广州服务指南'],
    ['320800', '2026-09-04', 'configured', '待确认'],
    ['130100', '2026-09-04', 'configured', '待确认'],
  ])('%s checks what is its own by %s (%s)', (region, day, basis, article) => {
    const term = termOf(own(region), 'ownCheck');
    expect([term.derivation.due, term.rule.basis]).toEqual([day, basis]);
    expect(term.rule.article).toContain(article);
  });

  test('the courts have their own', () => {
    const { rule } = termOf(own('320800', { authorityKind: 'court' }), 'ownCheck');
    expect([rule.number, rule.article]).toEqual([15, expect.stringContaining('法释〔2017〕7号')]);
  });

  test('Shanghai passes on in two working days and its providers answer in five', () => {
    const record = { ...ENTRY, region: '310000' };
    const file = afterObjection([object({ channel: 'platform' }), forward('2026-09-02')], { record });
    expect([due(file, 'forward'), due(file, 'providerCheck')]).toEqual(['2026-09-03', '2026-09-09']);
    expect(file.terms.map((t) => t.rule.basis)).not.toContain('configured');
  });
});

describe('转送核查', () => {
  test('the provider gets its own clock, and only it answers', () => {
    const file = givenObjection(atPlatform())
      .when(forward('2026-09-02'))
      .then([
        { term: { kind: 'forward', status: 'met' } },
        { type: 'noted', particulars: { provider: 'huaian-scjg' } },
        { term: { kind: 'providerCheck', holder: 'huaian-scjg', start: '2026-09-02' } },
        { stage: 'forwarded' },
      ]);
    expect(due(file, 'providerCheck')).toBe('2026-09-09');
    givenObjection(file).when(reportCheck('2026-09-07', HANDLER)).thenRefused('NOT_PROVIDER');
    givenObjection(file)
      .when(reportCheck('2026-09-07', PROVIDER, ' '))
      .thenRefused('REASON_MISSING');
    const back = givenObjection(file)
      .when(reportCheck('2026-09-07'))
      .then([
        { term: { kind: 'providerCheck', status: 'met' } },
        { type: 'noted' },
        { stage: 'examining' },
        { term: { kind: 'ownCheck', holder: g.AUTHORITY, start: '2026-09-07' } },
      ]);
    expect(keptInTime(termOf(back, 'providerCheck'))).toBe(true);
  });

  test('an authority that asks the provider need not decide before the answer', () => {
    const file = givenObjection(examining())
      .when(forward('2026-09-02', HANDLER))
      .then([{}, {}, {}, { term: { kind: 'ownCheck', status: 'paused' } }]);
    const back = afterObjection([reportCheck('2026-09-09')], {}, file);
    expect(termOf(back, 'ownCheck')).toMatchObject({ status: 'running', derivation: { due: '2026-09-11' } });
    givenObjection(examining()).when(forward('2026-09-02', FOREIGN)).thenRefused('NOT_COMPETENT');
  });

  test('a silent provider is escalated, and the measures go on resting', () => {
    const silent = givenObjection(forwarded()).when(ring('X1-t4', 'T-1', '2026-09-08'));
    expect(silent.then([{ term: { fired: 'T-1' } }]).particulars).toMatchObject({ escalated: false });
    const overdue = givenObjection(forwarded()).when(ring('X1-t4', 'overdue', '2026-09-10'));
    const file = overdue.then([
      { term: { kind: 'providerCheck', fired: 'overdue', status: 'running' } },
      { type: 'noted', particulars: { escalated: true } },
    ]);
    expect([followsOf(overdue), file.stage]).toEqual([[], 'forwarded']);
    expect(deliveriesDue(file)).toContainEqual(expect.objectContaining({ kind: 'reminder', rung: 'overdue' }));
  });
});

describe('信息提供单位逾期不答复', () => {
  const silent = (from = forwarded()): CaseState => {
    const asked = termOf(from, 'providerCheck');
    return afterObjection([ring(asked.id, 'overdue', '2026-09-10')], {}, from);
  };

  test('while it has time the authority waits for it', () => {
    const waiting = givenObjection(forwarded()).when(takeUp('2026-09-09'));
    waiting.thenRefused('PROVIDER_HAS_TIME');
    expect(waiting.decision).toMatchObject({ refusal: { details: { due: '2026-09-09' } } });
  });

  test('after that the authority concludes without it; until the verified result nothing comes back', () => {
    const taking = givenObjection(silent()).when(takeUp('2026-09-10'));
    const file = taking.then([
      { type: 'assigned', handler: 'handler' },
      { stage: 'examining' },
      { term: { kind: 'ownCheck', holder: g.AUTHORITY, start: '2026-09-10' } },
    ]);
    expect(followsOf(taking)).toEqual([]);
    // Who is late stays named as holder of a term that is over.
    expect(termOf(file, 'providerCheck')).toMatchObject({ holder: 'huaian-scjg', status: 'running', fired: 'overdue' });
    const confirming = givenObjection(afterObjection([conclude('uphold', '2026-09-11')], {}, file)).when(
      g.confirm('2026-09-14'),
    );
    expect(followsOf(confirming)).toMatchObject([{ process: 'record', name: 'resume' }]);
    const result = afterObjection([conclude('uphold', '2026-09-11'), g.confirm('2026-09-14')], {}, file);
    expect(keptInTime(termOf(result, 'ownCheck'))).toBe(true);
    expect([termOf(result, 'providerCheck').status, keptInTime(termOf(result, 'providerCheck'))]).toEqual([
      'met',
      false,
    ]);
    expect(result.particulars).toMatchObject({ escalated: true });
  });

  test('the authority’s own clock, which rested, goes on', () => {
    const asked = afterObjection([forward('2026-09-02', HANDLER)], {}, examining());
    const file = afterObjection([takeUp('2026-09-10')], {}, silent(asked));
    expect(termOf(file, 'ownCheck')).toMatchObject({ status: 'running', pauses: [{ to: '2026-09-10' }] });
  });

  test('its late answer is heard, once, and stays late', () => {
    const file = afterObjection([takeUp('2026-09-10')], {}, silent());
    const answered = givenObjection(file)
      .when(reportCheck('2026-09-11'))
      .then([{ term: { kind: 'providerCheck', status: 'met' } }]);
    expect([answered.stage, keptInTime(termOf(answered, 'providerCheck'))]).toEqual(['examining', false]);
    givenObjection(answered).when(reportCheck('2026-09-11')).thenRefused('NOT_ASKED');
    givenObjection(file).when(reportCheck('2026-09-11', HANDLER)).thenRefused('NOT_PROVIDER');
  });

  test('withdrawn, it leaves nobody late', () => {
    const file = afterObjection([takeUp('2026-09-10'), withdraw('2026-09-11')], {}, silent());
    expect(file.terms.filter((t) => t.kind === 'providerCheck').map((t) => t.status)).toEqual(['cancelled']);
  });
});

describe('期限的暂停与延长', () => {
  test.each(STOP_REASONS)('%s does not count', (reason) => {
    const file = givenObjection(examining())
      .when(stop(reason, '2026-09-02'))
      .then([
        { type: 'noted', particulars: { stoppedFor: reason } },
        { term: { kind: 'ownCheck', status: 'paused', pauses: [{ from: '2026-09-02', to: null, reason }] } },
      ]);
    expect(termOf(file, 'ownCheck').pauses[0]?.article).toContain('第四十一条');
    givenObjection(file).when(stop(reason, '2026-09-02')).thenRefused('WRONG_STAGE');
    const back = givenObjection(file)
      .when(resume('2026-09-09'))
      .then([{ particulars: { stoppedFor: null } }, { term: { status: 'running' } }]);
    expect(due(back, 'ownCheck')).toBe('2026-09-11');
  });

  test('nothing else stops the clock, and one that runs is not resumed', () => {
    givenObjection(examining()).when(stop('人手不足', '2026-09-02')).thenRefused('STOP_REASON');
    givenObjection(examining()).when(resume('2026-09-02')).thenRefused('CLOCK_NOT_STOPPED');
  });

  test('the provider’s answer ends the stop', () => {
    const file = afterObjection([stop('鉴定', '2026-09-03'), reportCheck('2026-09-10')], {}, forwarded());
    expect(file.particulars).toMatchObject({ stoppedFor: null });
    expect(termOf(file, 'ownCheck').status).toBe('running');
  });

  test('it is extended once, with reasons, and before it is over', () => {
    givenObjection(examining()).when(extend('2026-09-02', ' ')).thenRefused('REASON_MISSING');
    givenObjection(examining()).when(extend('2026-09-05')).thenRefused('TOO_LATE');
    const file = givenObjection(examining())
      .when(extend('2026-09-02'))
      .then([{ particulars: { extended: true } }, { term: { kind: 'ownCheck', extensions: [{ number: 10 }] } }]);
    expect(due(file, 'ownCheck')).toBe('2026-09-18');
    givenObjection(file).when(extend('2026-09-03')).thenRefused('EXTENDED_ONCE');
  });

  test('the provider’s clock, too; in Shenzhen by three working days', () => {
    const setup = { record: { ...ENTRY, region: '440300' } };
    const asked = afterObjection([object({ channel: 'platform' }), forward('2026-09-02')], setup);
    const file = givenObjection(asked, setup)
      .when(extend('2026-09-03'))
      .then([{}, { term: { kind: 'providerCheck', extensions: [{ number: 3, unit: 'workday' }] } }]);
    expect([due(asked, 'providerCheck'), due(file, 'providerCheck')]).toEqual(['2026-09-04', '2026-09-09']);
  });
});

describe('处理意见与复核', () => {
  test('one person concludes with findings, another confirms', () => {
    givenObjection(examining())
      .when(conclude('uphold', '2026-09-03', ' '))
      .thenRefused('REASON_MISSING');
    givenObjection(examining())
      .when(act('conclude', HANDLER, { verdict: 'delete', findings: '' }, '2026-09-03'))
      .thenRefused('REASON_MISSING');
    givenObjection(concluded('correct'))
      .when({ ...g.confirm('2026-09-04'), actor: g.actor('handler', 'reviewer', g.AUTHORITY) })
      .thenRefused('SAME_PERSON');
    givenObjection(concluded('correct'))
      .when({ ...g.confirm('2026-09-04'), actor: FOREIGN })
      .thenRefused('NOT_COMPETENT');
    givenObjection(concluded('correct'))
      .when(act('confirm', g.REVIEWER, { approve: false }, '2026-09-04'))
      .thenRefused('REASON_MISSING');
    givenObjection(concluded('correct'))
      .when(g.confirm('2026-09-04', false))
      .then([{ proposal: null }, { stage: 'examining' }]);
  });

  test('what was not objected to is not corrected, what is on no list is not delisted', () => {
    givenObjection(afterObjection([object({ ground: 'notMine', corrections: [] })]))
      .when(conclude('correct', '2026-09-03'))
      .thenRefused('NOTHING_OBJECTED');
    const setup = { record: { ...ENTRY, list: null } };
    givenObjection(examining(setup), setup).when(conclude('delist', '2026-09-03')).thenRefused('NOT_LISTED');
  });
});

describe('异议成立', () => {
  const marks = ['credit-china annotate', 'credit-huaian annotate'];

  test.each([
    ['delete', 'deleted', 'annulled', 'withdraw'],
    ['delist', 'delisted', 'removed', 'withdraw'],
    ['stopDisclosure', 'disclosureStopped', 'annulled', 'endPublicity'],
  ] as const)('%s: withdrawn everywhere, measures lifted for good', (verdict, outcome, status, gone) => {
    expect(ordersOf(concluded(verdict).instructions)).toEqual(marks);
    const confirming = givenObjection(concluded(verdict)).when(g.confirm('2026-09-04'));
    expect(confirming.decision).toMatchObject({ ok: true });
    const file = afterObjection([g.confirm('2026-09-04')], {}, concluded(verdict));
    const clarified = verdict === 'stopDisclosure' ? [] : ['credit-china clarify', 'credit-huaian clarify'];
    expect(ordersOf(file.instructions)).toEqual([
      `credit-china ${gone}`,
      'credit-china stopSharing',
      `credit-huaian ${gone}`,
      'huaian-kjj liftMeasures',
      ...clarified,
    ]);
    expect(confirming.decision.ok && confirming.decision.events).toContainEqual(
      expect.objectContaining({ type: 'recordMoved', status }),
    );
    expect(followsOf(confirming)).toEqual([
      { process: 'exit', name: 'carryOut', payload: { ground: 'annulled' }, opens: true },
      { process: 'record', name: status, payload: { objection: 'X1' } },
    ]);
    expect(file).toMatchObject({ stage: 'settling', outcome: null, particulars: { verdict } });
    const done = afterObjection(
      file.instructions.filter((i) => i.state === 'pending').map(({ id }) => g.report(id, g.OFFICE, '2026-09-07')),
      {},
      file,
    );
    expect(done).toMatchObject({ stage: 'closed', outcome, closedAt: at('2026-09-07') });
  });

  describe('the wrong measures of departments', () => {
    /** Two departments had taken a measure, one had declined, and one had not answered yet. */
    const life = afterEnforcement([
      act(
        'publish',
        g.SYSTEM,
        { ...ENFORCED, measures: ['procurementBan', 'subsidyLimit', 'honourLimit'] },
        '2026-08-03',
      ),
    ]);
    const idOf = (party: string, measure: string): string =>
      life.instructions.find((i) => i.party === party && i.content?.['measure'] === measure)?.id ?? g.nothing();
    const says = (party: string, measure: string, outcome: 'done' | 'declined') =>
      act(
        'report',
        g.actor(party, 'departmentSystem', null, party),
        { instructionId: idOf(party, measure), outcome, receipt: '回执', detail: '没有相应事项' },
        '2026-08-05',
      );
    const taken = afterEnforcement(
      [
        says('huaian-czj', 'procurementBan', 'done'),
        says('huaian-czj', 'subsidyLimit', 'done'),
        says('huaian-kjj', 'honourLimit', 'declined'),
      ],
      {},
      life,
    );
    const open = (verdict: Verdict) => ({ open: [concluded(verdict), taken] });
    const remedied = (verdict: Verdict) =>
      afterObjection([g.confirm('2026-09-04')], open(verdict), concluded(verdict)).instructions.filter(
        (i) => i.effect === 'remedy',
      );

    test.each(['delete', 'delist'] as const)('%s: who had taken one makes good what it did, in one task', (verdict) => {
      expect(remedied(verdict)).toMatchObject([
        {
          party: 'huaian-czj',
          state: 'pending',
          content: { 惩戒措施: '限制参加政府采购活动、限制申请财政性资金项目' },
        },
      ]);
    });

    test('the file is not closed before the damage is made good', () => {
      const file = afterObjection([g.confirm('2026-09-04')], open('delete'), concluded('delete'));
      const [remedy, ...others] = [...file.instructions]
        .filter((i) => i.state === 'pending')
        .sort((a) => (a.effect === 'remedy' ? -1 : 1))
        .map((i) => g.report(i.id, g.OFFICE, '2026-09-07'));
      const nearly = afterObjection(others, {}, file);
      expect(nearly.stage).toBe('settling');
      expect(afterObjection(remedy === undefined ? [] : [remedy], {}, nearly).outcome).toBe('deleted');
    });

    test.each(['correct', 'supplement', 'stopDisclosure', 'uphold'] as const)('%s: they were not wrong', (verdict) => {
      expect(remedied(verdict)).toEqual([]);
    });
  });

  test('whatever else is open about the record ends with it', () => {
    const other = { ...afterObjection([object({ ground: 'notMine' })], { newCaseId: 'X2', docket: 'd2' }) };
    const repair = { ...g.after([g.apply()]), caseId: 'X3' };
    const setup = { open: [concluded('delete'), other, repair] };
    expect(followsOf(givenObjection(concluded('delete'), setup).when(g.confirm('2026-09-04')))).toEqual([
      { process: 'objection', docket: 'd2', name: 'moot' },
      { process: 'repair', docket: '', name: 'moot' },
      { process: 'exit', name: 'carryOut', payload: { ground: 'annulled' }, opens: true },
      { process: 'record', name: 'annulled', payload: { objection: 'X1' } },
    ]);
  });

  test('corrected: each site and recipient gets the old and the new, the mark goes, the measures come back', () => {
    const confirming = givenObjection(concluded('correct')).when(g.confirm('2026-09-04'));
    const file = afterObjection([g.confirm('2026-09-04')], {}, concluded('correct'));
    expect(ordersOf(file.instructions)).toEqual([
      'credit-china correct',
      'credit-huaian correct',
      'credit-china removeAnnotation',
      'credit-huaian removeAnnotation',
      'credit-china clarify',
      'credit-huaian clarify',
    ]);
    expect(file.instructions.find((i) => i.effect === 'correct')?.content).toEqual({ 处罚金额: '50000 → 5000' });
    expect(file.notices).toMatchObject([RECEIPT, { kind: 'objectionResult', signedOn: '2026-09-04', number: null }]);
    expect(keptInTime(termOf(file, 'ownCheck'))).toBe(true);
    expect(followsOf(confirming)).toEqual([{ process: 'record', name: 'resume', payload: { objection: 'X1' } }]);
  });

  test('supplemented is no wrong that was done in public', () => {
    const file = afterObjection([g.confirm('2026-09-04')], {}, concluded('supplement'));
    expect(file.instructions.map((i) => i.effect)).not.toContain('clarify');
    expect(file.instructions.map((i) => i.effect)).toContain('correct');
  });
});

describe('异议不成立', () => {
  test('reasons in a paper, the mark removed, the measures resumed', () => {
    const confirming = givenObjection(concluded('uphold')).when(g.confirm('2026-09-04'));
    const file = afterObjection([g.confirm('2026-09-04')], {}, concluded('uphold'));
    expect(file.notices).toMatchObject([RECEIPT, { kind: 'objectionResult', reasons: '处罚决定书载明的金额无误' }]);
    expect(ordersOf(file.instructions)).toEqual(['credit-china removeAnnotation', 'credit-huaian removeAnnotation']);
    expect(file.instructions.filter((i) => i.effect === 'annotate').map((i) => i.state)).toEqual([
      'recalled',
      'recalled',
    ]);
    expect(followsOf(confirming)).toEqual([{ process: 'record', name: 'resume', payload: { objection: 'X1' } }]);
    const done = afterObjection(
      ['X1-i3', 'X1-i4'].map((id) => g.report(id, g.OFFICE, '2026-09-07')),
      {},
      file,
    );
    expect(done).toMatchObject({ stage: 'closed', outcome: 'upheld' });
    expect(done.terms.filter(isOpen)).toEqual([]);
  });

  test('the mark stays while another objection is being verified', () => {
    const other = afterObjection([object({ ground: 'notMine' })], { newCaseId: 'X2', docket: 'd2' });
    const open = [concluded('uphold'), other];
    const file = afterObjection([g.confirm('2026-09-04')], { open }, concluded('uphold'));
    expect([ordersOf(file.instructions), file.outcome]).toEqual([[], 'upheld']);
    const settling = [concluded('uphold'), { ...other, stage: 'settling' as const }];
    const last = afterObjection([g.confirm('2026-09-04')], { open: settling }, concluded('uphold'));
    expect(ordersOf(last.instructions)).toHaveLength(2);
  });

  test('withdrawn by who raised it, it leaves no mark and lets the measures come back', () => {
    const withdrawing = givenObjection(examining()).when(withdraw('2026-09-02'));
    const file = afterObjection([withdraw('2026-09-02')], {}, examining());
    expect(ordersOf(file.instructions)).toEqual(['credit-china removeAnnotation', 'credit-huaian removeAnnotation']);
    expect(termOf(file, 'ownCheck').status).toBe('cancelled');
    expect(followsOf(withdrawing)).toMatchObject([{ process: 'record', name: 'resume' }]);
    givenObjection(examining()).when(withdraw('2026-09-02', HANDLER)).thenRefused('NOT_APPLICANT');
    const byDepartment = afterObjection([object({}, '2026-09-01', HANDLER)]);
    givenObjection(byDepartment).when(withdraw('2026-09-02')).thenRefused('NOT_APPLICANT');
    expect(givenObjection(byDepartment).when(withdraw('2026-09-02', HANDLER)).decision.ok).toBe(true);
  });
});

test('when the record is gone, it is moot; what is being carried out goes on', () => {
  const moot = act('moot', g.SYSTEM, {}, '2026-09-04');
  const file = afterObjection([moot], {}, examining());
  expect([file.outcome, ordersOf(file.instructions), file.terms.filter(isOpen)]).toEqual(['moot', [], []]);
  const settling = afterObjection([g.confirm('2026-09-04')], {}, concluded('uphold'));
  givenObjection(settling).when(moot).then([]);
});

/** Every stage, the way there, and one sample of every act that has its stages. */
const WAYS: Record<ObjectionStage, () => CaseState> = {
  received: atPlatform,
  examining,
  forwarded,
  proposed: () => concluded('uphold'),
  settling: () => afterObjection([g.confirm('2026-09-04')], {}, concluded('uphold')),
  closed: () => afterObjection([act('moot', g.SYSTEM, {}, '2026-09-02')], {}, examining()),
};
const SAMPLES: readonly ObjectionAct[] = [
  takeUp('2026-09-07'),
  forward('2026-09-07'),
  reportCheck('2026-09-07'),
  stop('检测', '2026-09-07'),
  resume('2026-09-07'),
  extend('2026-09-07'),
  conclude('uphold', '2026-09-07'),
  g.confirm('2026-09-07'),
  withdraw('2026-09-07'),
];

test.each(Object.entries(WAYS))('in the stage %s only its acts are lawful', (stage, file) => {
  for (const sample of SAMPLES) {
    const stages: readonly string[] = OBJECTION_STAGES[sample.name] ?? [];
    const { decision } = givenObjection(file()).when(sample);
    const isOut = !decision.ok && decision.refusal.code === 'WRONG_STAGE';
    expect([sample.name, isOut]).toEqual([sample.name, !stages.includes(stage)]);
  }
});
