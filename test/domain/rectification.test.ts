import type { CaseState, RectificationStage } from '../../domain/file/case.js';
import { isOpen, keptInTime } from '../../domain/file/clock.js';
import { deliveriesDue } from '../../domain/file/outbound.js';
import { RECTIFICATION_STAGES, type RectificationAct } from '../../domain/rectification/rectification-acts.js';
import * as g from './given.js';
import { act, at, HANDLER, ring, serve, termOf, termsOf } from './given.js';
import {
  absent,
  afterRectification,
  DEADLINE,
  ENTRY,
  followsOf,
  FOREIGN,
  FOUND,
  foundFor,
  givenRectification,
  handOver,
  held,
  NETWORK,
  orderRectification,
  reportRectified,
  scheduleInterview,
  verifyRectified,
} from './given-processes.js';

const extend = (deadline: string, when: string, reasons = '设备到货延期') =>
  act('extendRectification', HANDLER, { deadline, reasons }, when);
const ask = (when: string, reasons = '法定代表人出差') => act('askReschedule', g.AGENT, { reasons }, when);
const decline = (when: string, reasons = '没有提交证明') => act('declineReschedule', HANDLER, { reasons }, when);
const help = (when: string) => act('assignHelper', HANDLER, { helper: '示例镇政府' }, when);
const visit = (visitedOn: string, when: string) => act('logVisit', HANDLER, { visitedOn, note: '已走访' }, when);
const withdrawOrder = (reasons: string, when: string) => act('withdrawOrder', HANDLER, { reasons }, when);
/** The deadline is the second clock of the file. */
const passes = (when = '2026-09-22', term = 'X1-t2') => ring(term, 'overdue', when);

const due = (file: CaseState, kind: Parameters<typeof termOf>[1]): string => termOf(file, kind).derivation.due;
/** Of the last clock of that kind. */
const lastDue = (file: CaseState, kind: Parameters<typeof termOf>[1]): string | undefined =>
  termsOf(file, kind).at(-1)?.derivation.due;

const rectifying = (more: Parameters<typeof orderRectification>[0] = {}): CaseState =>
  afterRectification([orderRectification(more), serve('X1-n1', '2026-09-02')]);
const checking = (): CaseState => afterRectification([reportRectified(['z1', 'z2'], '2026-09-10')], {}, rectifying());
const interviewDue = (serious = false): CaseState => afterRectification([passes()], {}, rectifying({ serious }));
const scheduled = (kind: 'reminder' | 'warning' = 'reminder'): CaseState =>
  afterRectification(
    [scheduleInterview(kind, '2026-09-22', '2026-09-28'), serve('X1-n2', '2026-09-22')],
    {},
    interviewDue(kind === 'warning'),
  );
const failed = (): CaseState => afterRectification([absent('2026-09-28')], {}, scheduled('warning'));

describe('责令限期整改', () => {
  test('opens a file with its items, and gives the authority a configured time to serve the paper', () => {
    const file = givenRectification(null)
      .when(orderRectification())
      .then([
        {
          type: 'opened',
          state: {
            stage: 'ordering',
            particulars: {
              deadline: DEADLINE,
              items: [
                { id: 'z1', text: '拆除违法设施', state: 'open' },
                { id: 'z2', text: '缴纳罚款', state: 'open' },
              ],
            },
          },
        },
        { notice: { kind: 'rectificationOrder', signedOn: '2026-09-01' } },
        { term: { kind: 'service', holder: g.AUTHORITY } },
      ]);
    expect(due(file, 'service')).toBe('2026-09-03');
  });

  test('service starts the deadline that the case set: the subject’s, which no holiday moves', () => {
    const file = givenRectification(afterRectification([orderRectification({ deadline: '2026-10-03' })]))
      .when(serve('X1-n1', '2026-09-02'))
      .then([
        { type: 'noticeServed' },
        { term: { kind: 'service', status: 'met' } },
        { stage: 'rectifying' },
        { term: { kind: 'rectification', holder: 'S1', rule: { unit: 'caseSet', basis: 'law' } } },
      ]);
    expect(due(file, 'rectification')).toBe('2026-10-03');
    expect(termOf(file, 'rectification').alarms.map((a) => a.rung)).toEqual(['T-2', 'T-1', 'T', 'overdue']);
    expect(termOf(file, 'rectification').rule.article).toContain('国办发〔2019〕35号');
  });

  test('its holder is reminded before the day, each time once', () => {
    const { id } = termOf(rectifying(), 'rectification');
    const warned = afterRectification([ring(id, 'T-2', at('2026-09-18', '09:00'))], {}, rectifying());
    expect(deliveriesDue(warned)).toContainEqual({ kind: 'reminder', id, rung: 'T-2', due: DEADLINE });
    const told = act(
      'delivered',
      g.SYSTEM,
      { kind: 'reminder', id, rung: 'T-2', due: DEADLINE, outcome: 'done', receipt: null, detail: null },
      '2026-09-18',
    );
    expect(deliveriesDue(afterRectification([told], {}, warned)).filter((d) => d.kind === 'reminder')).toEqual([]);
  });

  test('an order that is served only when its day has come gave no time', () => {
    const ordered = afterRectification([orderRectification()]);
    const late = givenRectification(ordered).when(serve('X1-n1', DEADLINE));
    late.thenRefused('SERVED_AFTER_DEADLINE');
    expect(late.decision).toMatchObject({ refusal: { details: { served: DEADLINE, deadline: DEADLINE } } });
    givenRectification(ordered)
      .when(serve('X1-n1', '2026-09-01', 'announcement'))
      .thenRefused('SERVED_AFTER_DEADLINE');
  });

  test('an order that is announced runs from the end of the announcement’s days', () => {
    const ordered = afterRectification([
      orderRectification({ deadline: '2026-11-20' }),
      serve('X1-n1', '2026-09-02', 'announcement'),
    ]);
    expect([ordered.stage, termsOf(ordered, 'rectification')]).toEqual(['ordering', []]);
    const { id } = termOf(ordered, 'announcement');
    const file = givenRectification(ordered)
      .when(ring(id, 'overdue', '2026-10-09'))
      .then([
        { term: { kind: 'announcement', status: 'met' } },
        { stage: 'rectifying' },
        { term: { kind: 'rectification', start: '2026-10-08' } },
      ]);
    expect(due(file, 'rectification')).toBe('2026-11-20');
    expect(termOf(file, 'rectification').rule.article).toContain('自公告期满之日(2026-10-08)起算');
  });

  test('names facts, items and a day to come, and a list of the catalogue if any', () => {
    for (const wrong of [{ items: [] }, { facts: ' ' }])
      givenRectification(null).when(orderRectification(wrong)).thenRefused('REASON_MISSING');
    givenRectification(null)
      .when(orderRectification({ deadline: '2026-09-01' }))
      .thenRefused('DEADLINE_PAST');
    for (const list of ['invented', 'red', 'tax'])
      givenRectification(null).when(orderRectification({ list })).thenRefused('LIST_NOT_IN_CATALOGUE');
    expect(givenRectification(null).when(orderRectification({ list: null })).decision.ok).toBe(true);
    givenRectification(rectifying()).when(orderRectification()).thenRefused('CASE_OPEN');
  });

  test('is extended once, before it is over, to a later day', () => {
    givenRectification(rectifying())
      .when(extend('2026-09-30', '2026-09-21', ' '))
      .thenRefused('REASON_MISSING');
    givenRectification(rectifying()).when(extend('2026-09-30', '2026-09-22')).thenRefused('TOO_LATE');
    givenRectification(rectifying()).when(extend(DEADLINE, '2026-09-18')).thenRefused('DEADLINE_PAST');
    const file = givenRectification(rectifying())
      .when(extend('2026-09-30', '2026-09-21'))
      .then([
        { particulars: { deadline: '2026-09-30', extended: true } },
        { term: { kind: 'rectification', status: 'cancelled' } },
        { term: { kind: 'rectification', derivation: { due: '2026-09-30' } } },
      ]);
    givenRectification(file).when(extend('2026-10-30', '2026-09-22')).thenRefused('EXTENDED_ONCE');
    givenRectification(file).when(passes()).thenRefused('NOTHING_DUE');
  });

  test('is withdrawn with reasons; a matter that was only found is dropped', () => {
    givenRectification(rectifying()).when(withdrawOrder(' ', '2026-09-03')).thenRefused('REASON_MISSING');
    givenRectification(rectifying())
      .when({ ...withdrawOrder('错列', '2026-09-03'), actor: FOREIGN })
      .thenRefused('NOT_COMPETENT');
    givenRectification(rectifying())
      .when(withdrawOrder('错列主体', '2026-09-03'))
      .then([
        { term: { kind: 'rectification', status: 'cancelled' } },
        { type: 'recordMoved', status: 'dropped' },
        { type: 'closed', outcome: 'withdrawn' },
      ]);
  });
});

describe('整改报告与核查', () => {
  test('while the authority checks, the time of the party rests', () => {
    const file = givenRectification(rectifying())
      .when(reportRectified(['z1'], '2026-09-10'))
      .then([
        { particulars: { items: [{ state: 'reported' }, { state: 'open' }], before: 'rectifying' } },
        { term: { kind: 'rectification', status: 'paused' } },
        { stage: 'checking' },
        { term: { kind: 'check', holder: g.AUTHORITY, start: '2026-09-10' } },
      ]);
    expect(due(file, 'check')).toBe('2026-09-14');
    givenRectification(rectifying())
      .when(reportRectified(['z9'], '2026-09-10'))
      .thenRefused('ITEM_UNKNOWN');
    givenRectification(rectifying()).when(reportRectified([], '2026-09-10')).thenRefused('ITEM_MISSING');
    givenRectification(rectifying())
      .when({ ...reportRectified(['z1'], '2026-09-10'), actor: HANDLER })
      .thenRefused('NOT_APPLICANT');
    expect(
      givenRectification(rectifying()).when({ ...reportRectified(['z1'], '2026-09-10'), actor: g.WINDOW }).decision.ok,
    ).toBe(true);
  });

  test('every item is judged, and what is not enough is explained', () => {
    const half = givenRectification(checking()).when(verifyRectified({ z1: true }, '2026-09-11'));
    half.thenRefused('ITEM_MISSING');
    expect(half.decision).toMatchObject({ refusal: { details: { items: '缴纳罚款' } } });
    givenRectification(checking())
      .when(verifyRectified({ z1: true, z2: true, z3: true }, '2026-09-11'))
      .thenRefused('ITEM_UNKNOWN');
    givenRectification(checking())
      .when(verifyRectified({ z1: true, z2: false }, '2026-09-11', ' '))
      .thenRefused('REASON_MISSING');
    givenRectification(checking())
      .when({ ...verifyRectified({ z1: true, z2: true }, '2026-09-11'), actor: FOREIGN })
      .thenRefused('NOT_COMPETENT');
  });

  test('what is not enough goes back with the time that is left', () => {
    const file = givenRectification(checking())
      .when(verifyRectified({ z1: true, z2: false }, '2026-09-14'))
      .then([
        { particulars: { items: [{ state: 'sufficient' }, { state: 'insufficient' }] } },
        { term: { kind: 'check', status: 'met' } },
        { term: { kind: 'rectification', status: 'running' } },
        { stage: 'rectifying' },
      ]);
    expect(due(file, 'rectification')).toBe('2026-09-25');
    expect(afterRectification([reportRectified(['z1', 'z2'], '2026-09-15')], {}, file).particulars).toMatchObject({
      items: [{ state: 'sufficient' }, { state: 'reported' }],
    });
  });

  test('all rectified: the repair guide, and the matter is settled', () => {
    const file = givenRectification(checking())
      .when(verifyRectified({ z1: true, z2: true }, '2026-09-14'))
      .then([
        {},
        { term: { kind: 'check', status: 'met' } },
        { notice: { kind: 'repairGuide' } },
        { term: { kind: 'rectification', status: 'met' } },
        { type: 'recordMoved', status: 'dropped' },
        { type: 'closed', outcome: 'rectified' },
      ]);
    expect([keptInTime(termOf(file, 'rectification')), file.terms.filter(isOpen)]).toEqual([true, []]);
    givenRectification(file)
      .when(serve('X1-n2', '2026-09-15'))
      .then([{ type: 'noticeServed' }]);
  });

  test('a record that is shown stays so until it is repaired', () => {
    const setup = { record: ENTRY };
    const { decision } = givenRectification(checking(), setup).when(
      verifyRectified({ z1: true, z2: true }, '2026-09-14'),
    );
    expect(decision.ok && decision.events.map((e) => e.type)).not.toContain('recordMoved');
  });

  test('a late report that is not enough leads to the interview, whichever comes first', () => {
    const late = afterRectification([reportRectified(['z1', 'z2'], '2026-09-22')], {}, rectifying());
    expect(termOf(late, 'rectification').status).toBe('running');
    const insufficient = verifyRectified({ z1: true, z2: false }, '2026-09-23');
    const checkedFirst = afterRectification([insufficient, passes('2026-09-23')], {}, late);
    const rangFirst = afterRectification([passes(), insufficient], {}, late);
    for (const file of [checkedFirst, rangFirst]) {
      expect(file.stage).toBe('interviewDue');
      expect(termsOf(file, 'interview')).toHaveLength(1);
    }
  });
});

describe('约谈', () => {
  test('the deadline passes: an interview is to be arranged promptly', () => {
    const file = givenRectification(rectifying())
      .when(passes())
      .then([
        { term: { kind: 'rectification', fired: 'overdue', status: 'running' } },
        { stage: 'interviewDue' },
        { term: { kind: 'interview', holder: g.AUTHORITY, start: '2026-09-22' } },
      ]);
    expect(due(file, 'interview')).toBe('2026-09-24');
    givenRectification(rectifying()).when(passes('2026-09-21')).thenRefused('NOTHING_DUE');
  });

  test('two interviewers, a notice ahead, and a room', () => {
    const file = givenRectification(interviewDue())
      .when(scheduleInterview('reminder', '2026-09-22', '2026-09-28'))
      .then([
        {
          particulars: {
            interviews: [
              { kind: 'reminder', at: at('2026-09-28', '14:30'), place: '二楼第一会议室', outcome: 'planned' },
            ],
          },
        },
        { term: { kind: 'interview', status: 'met' } },
        { notice: { kind: 'interviewNotice', service: null } },
        { stage: 'interviewScheduled' },
      ]);
    expect(keptInTime(termOf(file, 'interview'))).toBe(true);
    for (const interviewers of [['handler'], ['handler', 'handler'], ['a', 'b', 'c']])
      givenRectification(interviewDue())
        .when(scheduleInterview('reminder', '2026-09-22', '2026-09-28', interviewers))
        .thenRefused('TWO_INTERVIEWERS');
    const short = givenRectification(interviewDue()).when(scheduleInterview('reminder', '2026-09-22', '2026-09-22'));
    short.thenRefused('NOTICE_TOO_SHORT');
    expect(short.decision).toMatchObject({ refusal: { details: { earliest: '2026-09-28' } } });
  });

  test('a reminder comes first, a warning after it or when it is serious', () => {
    const warning = scheduleInterview('warning', '2026-09-22', '2026-09-28');
    givenRectification(interviewDue()).when(warning).thenRefused('WARNING_FIRST_REMINDER');
    expect(givenRectification(interviewDue(true)).when(warning).decision.ok).toBe(true);
    const again = afterRectification([absent('2026-09-28')], {}, scheduled());
    expect(givenRectification(again).when(scheduleInterview('warning', '2026-09-28', '2026-10-12')).decision.ok).toBe(
      true,
    );
  });

  test('it may be moved: a new notice, and the one before no longer counts', () => {
    const file = givenRectification(scheduled())
      .when(scheduleInterview('reminder', '2026-09-24', '2026-09-30'))
      .then([
        { particulars: { interviews: [{ outcome: 'moved' }, { outcome: 'planned' }] } },
        { notice: {} },
        { stage: 'interviewScheduled' },
      ]);
    expect(file.notices.filter((n) => n.kind === 'interviewNotice')).toHaveLength(2);
    givenRectification(file).when(absent('2026-09-28')).thenRefused('INTERVIEW_NOT_YET');
    givenRectification(file).when(absent('2026-09-30')).thenRefused('NOTICE_NOT_SERVED');
  });

  test('the days of notice count from its service: told too late, nobody has stayed away', () => {
    const called = (): CaseState =>
      afterRectification([scheduleInterview('reminder', '2026-09-22', '2026-09-28')], {}, interviewDue());
    const late = afterRectification([serve('X1-n2', '2026-09-23')], {}, called());
    const staying = givenRectification(late).when(absent('2026-09-28'));
    staying.thenRefused('NOTICE_TOO_SHORT');
    expect(staying.decision).toMatchObject({ refusal: { details: { earliest: '2026-09-29' } } });
    givenRectification(late).when(held('2026-09-28', '2026-10-20')).thenRefused('NOTICE_TOO_SHORT');
    givenRectification(called()).when(held('2026-09-28', '2026-10-20')).thenRefused('NOTICE_NOT_SERVED');
    for (const file of [late, called()])
      expect(givenRectification(file).when(held('2026-09-28', '2026-10-20', true, true)).decision.ok).toBe(true);
    expect(givenRectification(scheduled()).when(absent('2026-09-28')).decision.ok).toBe(true);
  });

  test('the party may ask for another time before it; until that is answered it has not stayed away', () => {
    const asking = ask('2026-09-24');
    for (const wrong of [ask('2026-09-24', ' '), { ...asking, actor: HANDLER }, ask('2026-09-29')])
      expect(givenRectification(scheduled()).when(wrong).decision.ok).toBe(false);
    givenRectification(scheduled())
      .when({ ...asking, actor: HANDLER })
      .thenRefused('NOT_APPLICANT');
    givenRectification(scheduled()).when(ask('2026-09-29')).thenRefused('TOO_LATE');
    givenRectification(scheduled()).when(decline('2026-09-24')).thenRefused('NOTHING_ASKED');
    const asked = givenRectification(scheduled())
      .when(asking)
      .then([{ particulars: { interviews: [{ outcome: 'planned', asked: 'open' }] } }]);
    givenRectification(asked).when(absent('2026-09-28')).thenRefused('RESCHEDULE_OPEN');
    givenRectification(asked)
      .when({ ...decline('2026-09-24'), actor: FOREIGN })
      .thenRefused('NOT_COMPETENT');
    givenRectification(asked).when(decline('2026-09-24', ' ')).thenRefused('REASON_MISSING');
    const declined = afterRectification([decline('2026-09-24')], {}, asked);
    expect(givenRectification(declined).when(absent('2026-09-28')).decision.ok).toBe(true);
    givenRectification(asked)
      .when(scheduleInterview('reminder', '2026-09-24', '2026-09-30'))
      .then([{ particulars: { interviews: [{ outcome: 'moved' }, { outcome: 'planned' }] } }, {}, {}]);
  });

  test('the minutes are signed by both and set a new deadline; they are archived in two places', () => {
    const file = givenRectification(scheduled())
      .when(held('2026-09-28', '2026-10-20'))
      .then([
        { particulars: { interviews: [{ outcome: 'held', commitments: ['限期拆除'] }] } },
        { particulars: { deadline: '2026-10-20' } },
        { term: { kind: 'rectification', status: 'cancelled' } },
        { instruction: { party: 'sthj-system', effect: 'archiveInterview', content: { interview: '提醒约谈' } } },
        { term: { kind: 'effect', holder: 'sthj-system' } },
        { instruction: { party: 'city-platform', effect: 'archiveInterview' } },
        { term: { kind: 'effect', holder: 'city-platform' } },
        { notice: { kind: 'interviewMinutes', signedOn: '2026-09-28', service: null } },
        { stage: 'rectifying' },
        { term: { kind: 'rectification', holder: 'S1', status: 'running' } },
      ]);
    expect(lastDue(file, 'rectification')).toBe('2026-10-20');
    givenRectification(scheduled())
      .when(held('2026-09-28', '2026-10-20', false))
      .thenRefused('ITEM_MISSING');
    givenRectification(scheduled()).when(held('2026-09-28', undefined)).thenRefused('ITEM_MISSING');
    givenRectification(scheduled()).when(held('2026-09-28', '2026-09-28')).thenRefused('DEADLINE_PAST');
    givenRectification(scheduled()).when(held('2026-09-25', '2026-10-20')).thenRefused('INTERVIEW_NOT_YET');
  });

  test('who does not come is asked again, after a warning not any more', () => {
    const again = givenRectification(scheduled())
      .when(absent('2026-09-28'))
      .then([
        { particulars: { interviews: [{ outcome: 'absent' }] } },
        { particulars: { deadline: DEADLINE } },
        {},
        {},
        {},
        {},
        {},
        { stage: 'interviewDue' },
        { term: { kind: 'interview', start: '2026-09-28' } },
      ]);
    expect(termsOf(again, 'interview').map((t) => t.status)).toEqual(['met', 'running']);
    expect(failed().stage).toBe('failed');
  });

  test('the new deadline passes after a warning: nothing is left but the listing', () => {
    const warned = afterRectification([held('2026-09-28', '2026-10-20')], {}, scheduled('warning'));
    const term = termsOf(warned, 'rectification').at(-1)?.id ?? '';
    expect(afterRectification([passes('2026-10-21', term)], {}, warned).stage).toBe('failed');
    const reminded = afterRectification([held('2026-09-28', '2026-10-20')], {}, scheduled());
    expect(afterRectification([passes('2026-10-21', term)], {}, reminded).stage).toBe('interviewDue');
  });

  test('what is rectified after an interview closes with the receipts of its minutes', () => {
    const acts = [held('2026-09-28', '2026-10-20'), reportRectified(['z1', 'z2'], '2026-10-12')];
    const done = verifyRectified({ z1: true, z2: true }, '2026-10-13');
    const file = afterRectification([...acts, done], {}, scheduled());
    expect(file).toMatchObject({ stage: 'archiving', outcome: null, particulars: { ending: 'rectified' } });
    const half = afterRectification([g.report('X1-i1', g.OFFICE, '2026-10-14')], {}, file);
    givenRectification(half)
      .when(g.report('X1-i2', g.OFFICE, '2026-10-15'))
      .then([{ type: 'instructionMoved' }, { term: { kind: 'effect' } }, { type: 'closed', outcome: 'rectified' }]);
  });

  test('without a platform there is but one place', () => {
    const record = { ...FOUND, network: { ...NETWORK, platform: null } };
    const { decision } = givenRectification(scheduled(), { record }).when(held('2026-09-28', '2026-10-20'));
    expect(decision.ok && decision.events.filter((e) => e.type === 'instructed')).toHaveLength(1);
  });
});

describe('转列入前告知', () => {
  test('what failed goes before a listing, as a linked case with its facts', () => {
    const handing = givenRectification(failed()).when(handOver('2026-09-29'));
    handing.then([{ type: 'noted', particulars: { ending: 'handedOver' } }, { stage: 'archiving' }]);
    expect(followsOf(handing)).toEqual([
      {
        process: 'listing',
        name: 'handedOver',
        opens: true,
        payload: {
          list: 'environment',
          facts: '超标排放后未按期整改;约谈后仍未整改',
          basis: '国办发〔2020〕49号(六)',
          measures: ['procurementBan'],
          months: null,
          electronicService: true,
          linkedCase: 'X1',
        },
      },
    ]);
  });

  test('only to the list that was named, for a matter that is not a record yet, by the authority', () => {
    givenRectification(failed(), { record: foundFor('wages') })
      .when(handOver('2026-09-29'))
      .thenRefused('LIST_NOT_IN_CATALOGUE');
    givenRectification(failed(), { record: ENTRY }).when(handOver('2026-09-29')).thenRefused('WRONG_STAGE');
    givenRectification(failed())
      .when({ ...handOver('2026-09-29'), actor: FOREIGN })
      .thenRefused('NOT_COMPETENT');
    const handing = handOver('2026-09-29');
    const unknown = givenRectification(failed()).when({
      ...handing,
      payload: { ...handing.payload, measures: ['procurementBan', 'pillory'] },
    });
    unknown.thenRefused('MEASURE_NOT_IN_CATALOGUE');
    expect(unknown.decision).toMatchObject({ refusal: { details: { measures: 'pillory' } } });
    givenRectification(failed())
      .when({ ...handing, payload: { ...handing.payload, reasons: ' ' } })
      .thenRefused('REASON_MISSING');
  });
});

describe('一对一帮扶', () => {
  test('who helps is named, and his visits are logged', () => {
    givenRectification(rectifying()).when(visit('2026-09-04', '2026-09-04')).thenRefused('NOT_HELPER');
    const helped = givenRectification(rectifying())
      .when(help('2026-09-03'))
      .then([{ type: 'noted', particulars: { help: { since: '2026-09-03' }, visits: [] } }]);
    givenRectification(helped).when(visit('2026-09-05', '2026-09-04')).thenRefused('DATE_IN_FUTURE');
    givenRectification(helped)
      .when(visit('2026-09-04', '2026-09-07'))
      .then([{ particulars: { visits: ['2026-09-04'] } }]);
    for (const wrong of [help('2026-09-04'), visit('2026-09-04', '2026-09-07')])
      givenRectification(helped)
        .when({ ...wrong, actor: FOREIGN })
        .thenRefused('NOT_COMPETENT');
    expect(givenRectification(helped).when({ ...visit('2026-09-04', '2026-09-07'), actor: g.OFFICE }).decision.ok).toBe(
      true,
    );
  });

  test('help goes on when all is rectified, and nowhere else after the end', () => {
    const acts = [help('2026-09-11'), verifyRectified({ z1: true, z2: true }, '2026-09-14')];
    const rectified = afterRectification(acts, {}, checking());
    expect(rectified.outcome).toBe('rectified');
    givenRectification(rectified)
      .when(visit('2026-09-16', '2026-09-16'))
      .then([{ particulars: { visits: ['2026-09-16'] } }]);
    const withdrawn = afterRectification(
      [help('2026-09-03'), withdrawOrder('错列主体', '2026-09-04')],
      {},
      rectifying(),
    );
    for (const late of [help('2026-09-16'), visit('2026-09-16', '2026-09-16')])
      givenRectification(withdrawn).when(late).thenRefused('WRONG_STAGE');
  });
});

test('when the matter is gone, it is moot; what is being archived goes on', () => {
  const moot = act('moot', g.SYSTEM, {}, '2026-09-29');
  const file = afterRectification([moot], {}, rectifying());
  expect([file.outcome, file.terms.filter(isOpen)]).toEqual(['moot', []]);
  const held28 = afterRectification([held('2026-09-28', '2026-10-20'), moot], {}, scheduled());
  expect([held28.stage, held28.instructions.map((i) => i.state)]).toEqual(['archiving', ['pending', 'pending']]);
  expect(held28.terms.filter(isOpen).map((t) => t.kind)).toEqual(['effect', 'effect']);
  givenRectification(held28).when(moot).then([]);
});

/** Every stage, the way there, and one sample of every act that has its stages. */
const WAYS: Record<RectificationStage, () => CaseState> = {
  ordering: () => afterRectification([orderRectification()]),
  rectifying,
  checking,
  interviewDue,
  interviewScheduled: scheduled,
  failed,
  archiving: () => afterRectification([handOver('2026-09-29')], {}, failed()),
  closed: () => afterRectification([verifyRectified({ z1: true, z2: true }, '2026-09-14')], {}, checking()),
};
const SAMPLES: readonly RectificationAct[] = [
  reportRectified(['z1'], '2026-09-30'),
  verifyRectified({ z1: true, z2: true }, '2026-09-30'),
  extend('2026-10-30', '2026-09-30'),
  scheduleInterview('reminder', '2026-09-30', '2026-10-12'),
  held('2026-09-30', '2026-10-20'),
  ask('2026-09-23'),
  decline('2026-09-30'),
  handOver('2026-09-30'),
  help('2026-09-30'),
  visit('2026-09-30', '2026-09-30'),
  withdrawOrder('错列主体', '2026-09-30'),
];

test.each(Object.entries(WAYS))('in the stage %s only its acts are lawful', (stage, file) => {
  for (const sample of SAMPLES) {
    const stages: readonly string[] = RECTIFICATION_STAGES[sample.name] ?? [];
    const { decision } = givenRectification(file()).when(sample);
    const isOut = !decision.ok && decision.refusal.code === 'WRONG_STAGE';
    expect([sample.name, isOut]).toEqual([sample.name, !stages.includes(stage)]);
  }
});
