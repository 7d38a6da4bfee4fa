import type { CaseState, RepairStage, Term } from '../../domain/file/case.js';
import { isOpen, keptInTime } from '../../domain/file/clock.js';
import { deliveriesDue } from '../../domain/file/outbound.js';
import { earliestApplication } from '../../domain/repair/repair.js';
import { REPAIR_STAGES, type RepairAct, type RepairActName } from '../../domain/repair/repair-acts.js';
import * as g from './given.js';
import {
  accept,
  actor,
  after,
  apply,
  at,
  confirm,
  day,
  given,
  propose,
  serve,
  supplement,
  termOf,
  TRANSFERRED,
} from './given.js';

const due = (file: CaseState, kind: Parameters<typeof termOf>[1]): string => termOf(file, kind).derivation.due;

const TWO_CLOCKS = [
  { type: 'termSet', term: { kind: 'result' } },
  { type: 'termSet', term: { kind: 'acceptance' } },
];

describe('申请', () => {
  test('opens a file with two clocks: the result from the channel’s receipt, acceptance from the transfer', () => {
    const file = given(null)
      .when(apply())
      .then([{ type: 'opened', state: { stage: 'applied', department: g.AUTHORITY, consented: true } }, ...TWO_CLOCKS]);
    expect(file).toMatchObject({
      version: 1,
      personVersion: 1,
      applicationDate: g.RECEIVED,
      outcome: null,
      closedAt: null,
    });
    expect([termOf(file, 'result').start, due(file, 'result')]).toEqual(['2026-09-04', '2026-09-18']);
    expect([termOf(file, 'acceptance').start, due(file, 'acceptance')]).toEqual([TRANSFERRED, '2026-09-10']);
  });

  test('is lawful from the day after the minimum period, by the day on which the channel received it', () => {
    expect(earliestApplication(g.RECORD, g.packOf(g.RECORD, g.RECEIVED), g.calendar).earliest).toBe('2026-07-16');
    given(null)
      .when(apply('2026-07-20', '2026-07-16'))
      .then([{ type: 'opened' }, ...TWO_CLOCKS]);
    const tooEarly = given(null).when(apply('2026-07-20', '2026-07-15'));
    tooEarly.thenRefused('BEFORE_MINIMUM');
    expect(tooEarly.decision).toMatchObject({
      refusal: { details: { earliest: '2026-07-16' }, message: expect.stringContaining('2026-07-16') },
    });
  });

  test.each([
    ['minor', null],
    ['general', '2026-07-16'],
    ['serious', '2027-04-16'],
  ] as const)('a %s record has its own minimum', (severity, earliest) => {
    const record = { ...g.RECORD, severity };
    expect(earliestApplication(record, g.packOf(record, g.RECEIVED), g.calendar).earliest).toBe(earliest);
  });

  test('is lawful also where the maximum was reached with duties unfulfilled, which now are', () => {
    given(null, { record: { ...g.RECORD, status: 'awaitingSector' } })
      .when(apply())
      .then([{ type: 'opened' }, ...TWO_CLOCKS]);
  });

  test('several records may be in one application of one subject', () => {
    given(null, { applicationSubject: g.RECORD.subjectId })
      .when(apply())
      .then([{ type: 'opened' }, ...TWO_CLOCKS]);
  });
});

describe('受理', () => {
  test('within three working days starts seven for verification; the notice gets its number from the register', () => {
    const file = given(after([apply()]))
      .when(accept(day(1)))
      .then([
        { type: 'termSet', term: { kind: 'acceptance', status: 'met' } },
        { type: 'termSet', term: { kind: 'verification', status: 'running', holder: g.AUTHORITY } },
        { type: 'assigned', handler: 'handler' },
        { type: 'staged', stage: 'verifying' },
        {
          type: 'noticeSigned',
          notice: {
            kind: 'acceptance',
            number: null,
            signedOn: day(1),
            authority: g.AUTHORITY,
            announcement: 'pending',
            service: null,
          },
        },
      ]);
    expect(due(file, 'verification')).toBe('2026-09-17');
    expect(keptInTime(termOf(file, 'acceptance'))).toBe(true);
  });

  test('late is lawful and stays late', () => {
    const overdue = given(after([apply()]))
      .when(g.ring('X1-t2', 'overdue', '2026-09-12'))
      .then([{ type: 'termSet', term: { fired: 'overdue', status: 'running' } }]);
    const file = given(overdue)
      .when(accept('2026-09-14'))
      .then([{ type: 'termSet', term: { kind: 'acceptance', status: 'met' } }, {}, {}, {}, {}]);
    expect(keptInTime(termOf(file, 'acceptance'))).toBe(false);
  });

  test('不予受理 gives reasons in a notice and closes the file', () => {
    const file = given(after([apply()]))
      .when(g.refuseAcceptance(day(2)))
      .then([
        { type: 'noticeSigned', notice: { kind: 'nonAcceptance', number: null, reasons: '义务尚未履行完毕' } },
        { type: 'termSet', term: { kind: 'result', status: 'met' } },
        { type: 'termSet', term: { kind: 'acceptance', status: 'met' } },
        { type: 'closed', outcome: 'notAccepted', at: at(day(2)) },
      ]);
    expect(file).toMatchObject({ stage: 'closed', outcome: 'notAccepted', closedAt: at(day(2)) });
  });
});

describe('核查', () => {
  const verifying = (): CaseState => after([apply(), accept(day(1))]);
  const proposed = (outcome: 'grant' | 'refuse' = 'grant'): CaseState =>
    after([propose(day(2), outcome)], g.RECORD, verifying());

  test('the reviewer may return it; then it is proposed anew, by anybody, and confirmed by another', () => {
    const returned = given(proposed())
      .when(confirm(day(2), false))
      .then([
        { type: 'proposed', proposal: null },
        { type: 'staged', stage: 'verifying' },
      ]);
    expect(termOf(returned, 'verification')).toMatchObject({ status: 'running' });
    const byReviewer = { ...propose(day(3)), actor: actor('reviewer', 'handler', g.AUTHORITY) };
    const again = given(returned)
      .when(byReviewer)
      .then([{ type: 'proposed', proposal: { by: 'reviewer' } }, {}, {}]);
    given(again)
      .when(confirm(day(3)))
      .thenRefused('SAME_PERSON');
    const byHandler = { ...confirm(day(3)), actor: actor('handler', 'reviewer', g.AUTHORITY) };
    expect(given(again).when(byHandler).decision.ok).toBe(true);
  });

  test('不予修复 gives the proposal’s reasons in a notice, stops the clocks and closes the file', () => {
    const file = given(proposed('refuse'))
      .when(confirm(day(3)))
      .then([
        { type: 'noticeSigned', notice: { kind: 'refusalDecision', number: null, reasons: '义务未履行' } },
        { type: 'termSet', term: { kind: 'result', status: 'met' } },
        { type: 'termSet', term: { kind: 'verification', status: 'met' } },
        { type: 'closed', outcome: 'refused' },
      ]);
    expect(file.instructions).toEqual([]);
  });

  test('准予修复 orders each effect at each party, each with its own clock, and ends the record’s own file', () => {
    const granting = given(proposed()).when(confirm(day(3)));
    const effect = (party: string, what: string) => [
      { type: 'instructed', instruction: { party, effect: what, state: 'pending', receipt: null } },
      { type: 'termSet', term: { kind: 'effect', holder: party, status: 'running', start: day(3) } },
    ];
    const file = granting.then([
      { type: 'noticeSigned', notice: { kind: 'repairDecision', number: null, signedOn: day(3) } },
      { type: 'termSet', term: { kind: 'result', status: 'met' } },
      { type: 'termSet', term: { kind: 'verification', status: 'met' } },
      { type: 'staged', stage: 'granted' },
      ...effect('credit-china', 'endPublicity'),
      ...effect('credit-china', 'stopSharing'),
      ...effect('credit-huaian', 'endPublicity'),
      ...effect('huaian-kjj', 'liftMeasures'),
      { type: 'recordMoved', status: 'repaired' },
    ]);
    const also = [
      { process: 'record', name: 'repaired' },
      { process: 'rectification', name: 'moot' },
    ];
    expect(granting.decision).toMatchObject({ also });
    for (const i of file.instructions)
      expect(file.terms.filter((t) => t.instructionId === i.id && isOpen(t))).toHaveLength(1);
    expect(deliveriesDue(file).filter((d) => d.kind === 'instruction')).toHaveLength(3); // the fourth is a task for people
  });

  test('a record that nobody else shows or uses is repaired at once', () => {
    const record = { ...g.RECORD, parties: [] };
    const file = given(proposed(), { record })
      .when(confirm(day(3)))
      .then([{ type: 'noticeSigned' }, {}, {}, {}, { type: 'recordMoved' }, { type: 'closed', outcome: 'repaired' }]);
    expect(file.terms.filter(isOpen)).toEqual([]);
  });

  test('a maximum that passes meanwhile does not hinder the grant', () => {
    const ended = { ...g.RECORD, status: 'ended' as const };
    expect(given(proposed(), { record: ended }).when(confirm(day(3))).decision.ok).toBe(true);
  });
});

describe('落实', () => {
  const granted = (): CaseState => after([apply(), accept(day(1)), propose(day(2)), confirm(day(3))]);

  test('the file closes with the last receipt, at the hour of the latest', () => {
    const [first, ...others] = granted().instructions.map((i) => i.id);
    const almost = others.reduce((file, id) => after([g.report(id, g.OFFICE, day(6))], g.RECORD, file), granted());
    expect(almost.stage).toBe('granted');
    const file = given(almost)
      .when(g.report(first ?? '', g.SITE_SYSTEM, day(5)))
      .then([
        { type: 'instructionMoved', state: 'done', receipt: '回执' },
        { type: 'termSet', term: { kind: 'effect', status: 'met', endedAt: at(day(5)) } },
        { type: 'closed', outcome: 'repaired', at: at(day(6)) },
      ]);
    expect(file).toMatchObject({ stage: 'closed', outcome: 'repaired', closedAt: at(day(6)) });
    expect(file.terms.filter(isOpen)).toEqual([]);
  });

  test('a refused instruction stays open, its clock runs on and turns red, until the credit office sees it done', () => {
    const refused = given(granted())
      .when(g.report('X1-i1', g.SITE_SYSTEM, day(4), 'refused'))
      .then([{ type: 'instructionMoved', state: 'refused' }]);
    const term = refused.terms.find((t) => t.instructionId === 'X1-i1');
    expect(term?.status).toBe('running');
    const red = given(refused)
      .when(g.ring(term?.id ?? '', 'overdue', '2026-09-20'))
      .then([{ type: 'termSet', term: { fired: 'overdue', status: 'running' } }]);
    expect(deliveriesDue(red)).toContainEqual({
      kind: 'reminder',
      id: term?.id,
      rung: 'overdue',
      due: term?.derivation.due,
    });
    given(red)
      .when(g.report('X1-i1', g.OFFICE, '2026-09-21'))
      .then([
        { type: 'instructionMoved', state: 'done' },
        { type: 'termSet', term: { status: 'met' } },
      ]);
  });
});

describe('送达', () => {
  test('on paper needs no consent; the day of service may lie before the last act, never before the paper', () => {
    const file = after([apply(TRANSFERRED, g.RECEIVED, false), accept(day(1)), propose(day(8))]);
    given(file)
      .when(serve('X1-n1', day(3)))
      .thenRefused('NO_CONSENT');
    const served = given(file)
      .when(serve('X1-n1', day(3), 'post'))
      .then([{ type: 'noticeServed', service: { method: 'post', servedAt: at(day(3)) } }]);
    expect(served.lastEffectiveAt).toBe(at(day(8)));
    given(file)
      .when(serve('X1-n1', day(0), 'post'))
      .thenRefused('SERVED_BEFORE_SIGNED');
    given(served)
      .when(serve('X1-n1', day(9), 'post'))
      .thenRefused('ALREADY_SERVED');
  });

  test('is recorded after the end, too: decisions are served then', () => {
    given(after([apply(), g.refuseAcceptance(day(2))]))
      .when(serve('X1-n1', day(4)))
      .then([{ type: 'noticeServed' }]);
  });

  test('by the authority means by this authority', () => {
    const by = actor('x', 'handler', 'sjz-sthj');
    given(after([apply(), accept(day(1))]))
      .when({ ...serve('X1-n1', day(2), 'post'), actor: by })
      .thenRefused('NOT_COMPETENT');
  });
});

describe('补录', () => {
  test('a case entered from paper has its historic dates, notices and clocks, and rings late', () => {
    const now = at('2026-11-02');
    const entered = <A extends RepairAct>(a: A): A => ({ ...a, receivedAt: now });
    const opened = given(null, { now })
      .when(entered(apply()))
      .then([{ type: 'opened', state: { openedAt: at(TRANSFERRED) } }, ...TWO_CLOCKS]);
    expect(due(opened, 'acceptance')).toBe('2026-09-10');
    const file = given(opened, { now })
      .when(entered(accept(day(2))))
      .then([{}, {}, {}, {}, { notice: { signedOn: day(2) } }]);
    expect(keptInTime(termOf(file, 'acceptance'))).toBe(true);
    given(file, { now })
      .when(entered(propose(day(1))))
      .thenRefused('DATE_BEFORE_LAST');
    given(file, { now })
      .when(g.ring('X1-t3', 'overdue', now))
      .then([{ type: 'termSet', term: { fired: 'overdue', alarms: [] } }]);
  });
});

const passing: Term = { ...termOf(after([apply()]), 'acceptance'), kind: 'transfer', holder: 'huaian-xyb' };
/** What is said of a repair that is to be taken back. */
const revoking = (stage: RepairStage): CaseState => ({
  ...after([apply()]),
  ...{ stage, notices: after([apply(), accept(day(1))]).notices },
  particulars: {
    ...{ of: 'repair', ground: 'fulfilled', applicant: 'subject', materials: [], planUntil: null },
    revocation: { ground: 'falseMaterial', reasons: '伪造', statements: [], repairedOn: '2026-08-03' },
  },
});

/** Every stage, the acts that led there, and one sample of every act. */
const STAGES: Record<RepairStage, () => CaseState> = {
  transferring: () => ({ ...after([apply()]), stage: 'transferring', terms: [passing] }),
  applied: () => after([apply()]),
  supplementing: () => after([apply(), g.askSupplement(day(1))]),
  verifying: () => after([apply(), accept(day(1))]),
  proposed: () => after([apply(), accept(day(1)), propose(day(2))]),
  granted: () => after([apply(), accept(day(1)), propose(day(2)), confirm(day(3))]),
  noticing: () => revoking('noticing'),
  stating: () => revoking('stating'),
  deliberating: () => revoking('deliberating'),
  settling: () => ({ ...STAGES.granted(), stage: 'settling' }),
  closed: () => after([apply(), g.withdraw(day(1))]),
};
const SAMPLES: Record<Exclude<RepairActName, 'apply' | 'proposeRevocation'>, RepairAct> = {
  transfer: g.act('transfer', g.actor('office', 'creditOffice', 'huaian-xyb'), {}, day(3)),
  extend: g.act('extend', g.HANDLER, { reasons: '案情复杂' }, day(3)),
  state: g.act('state', g.AGENT, { grounds: [{ text: '不知情' }] }, day(3)),
  concludeRevocation: g.act('concludeRevocation', g.HANDLER, { outcome: 'revoke', findings: '属实' }, day(3)),
  accept: accept(day(3)),
  refuseAcceptance: g.refuseAcceptance(day(3)),
  requestSupplement: g.askSupplement(day(3)),
  supplement: supplement(day(3)),
  propose: propose(day(3)),
  confirm: confirm(day(3)),
  withdraw: g.withdraw(day(3)),
  moot: g.act('moot', g.SYSTEM, {}, day(3)),
  recordService: serve('X1-n1', day(3)),
  report: g.report('X1-i1', g.OFFICE, day(3)),
  delivered: g.act(
    'delivered',
    g.SYSTEM,
    { kind: 'notice', id: 'X1-n1', outcome: 'done', receipt: null, detail: null },
    day(3),
  ),
  alarm: g.ring('X1-t1', 'T-2', day(3)),
};

test.each(Object.entries(STAGES))('in the stage %s only its acts are lawful', (stage, file) => {
  for (const sample of Object.values(SAMPLES)) {
    const stages: readonly string[] | undefined = REPAIR_STAGES[sample.name];
    const { decision } = given(file()).when(sample);
    const code = decision.ok ? 'ok' : decision.refusal.code;
    if (stages !== undefined)
      expect([sample.name, code === 'WRONG_STAGE' ? 'no' : code]).toEqual([
        sample.name,
        stages.includes(stage) ? 'ok' : 'no',
      ]);
    else expect(code).not.toBe('WRONG_STAGE');
  }
});
