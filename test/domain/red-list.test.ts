/** The red list (红名单) and what rests on it: publicity, four eyes, benefits, 复查, 容缺受理, and its own exit. */
import type { CaseState } from '../../domain/file/case.js';
import { isOpen } from '../../domain/file/clock.js';
import { enforcementOf, measureState } from '../../domain/record/enforcement.js';
import { MEASURES } from '../../domain/law/measures.js';
import type { PromisePayload } from '../../domain/record/incentives.js';
import { RED_LIST_STAGES, type RedListAct } from '../../domain/listing/red-list.js';
import type { RecordAct } from '../../domain/record/record-acts.js';
import { CONSEQUENCES } from '../../domain/objection/objection.js';
import * as g from './given.js';
import { act, actor, ring, termOf, termsOf } from './given.js';
import * as p from './given-processes.js';
import {
  afterEnforcement,
  afterRedList,
  followsOf,
  givenEnforcement,
  givenRedList,
  PRAISED,
  RED_ENTRY,
} from './given-processes.js';

const BLEMISHED = { record: { ...PRAISED, blemished: true } };
const contest = (when: string, text = '该单位正被立案调查') => act('contest', g.WINDOW, { text }, when);
const answers = (ids: readonly string[], when: string, reason = '经核实不属实') =>
  act(
    'answerGrounds',
    g.HANDLER,
    { answers: ids.map((ground) => ({ ground, accepted: false, reason, removes: null })) },
    when,
  );
const proposal = (when: string, outcome: 'list' | 'notList' = 'list', more: object = {}) =>
  act(
    'proposeDecision',
    g.HANDLER,
    { outcome, findings: '公示期内无有效异议', reasons: '事迹不实', measures: p.BENEFITS, ...more },
    when,
  );
/** Seven working days after the first of September. */
const SHOWN_UNTIL = '2026-09-10';
const over = ring('X1-t1', 'overdue', '2026-09-11');

const shown = (): CaseState => afterRedList([p.recognise()]);
const contested = (): CaseState => afterRedList([contest('2026-09-03')], {}, shown());
const heard = (): CaseState => afterRedList([over], {}, shown());
const proposed = (): CaseState => afterRedList([proposal('2026-09-14')], {}, heard());

describe('提出与公示', () => {
  test('the department that recognises proposes it, and it is shown to everybody for a configured time', () => {
    const file = givenRedList(null)
      .when(p.recognise())
      .then([
        { type: 'opened', state: { stage: 'publicising', department: g.AUTHORITY, particulars: { list: 'red' } } },
        { term: { kind: 'redPublicity', holder: g.AUTHORITY, rule: { basis: 'configured' } } },
      ]);
    expect(termOf(file, 'redPublicity').derivation.due).toBe(SHOWN_UNTIL);
    expect(file.notices).toEqual([]);
  });

  test('only benefits of the catalogue, with reasons, for a clean record, by the department that will decide', () => {
    givenRedList(null)
      .when(p.recognise({ measures: ['procurementBan'] }))
      .thenRefused('MEASURE_NOT_IN_CATALOGUE');
    givenRedList(null)
      .when(p.recognise({ facts: ' ' }))
      .thenRefused('REASON_MISSING');
    givenRedList(null, BLEMISHED).when(p.recognise()).thenRefused('BLEMISHED');
    givenRedList(null)
      .when(p.recognise({}, '2026-09-01', p.FOREIGN))
      .thenRefused('NOT_COMPETENT');
    givenRedList(null, { record: p.FOUND }).when(p.recognise()).thenRefused('NOT_RED_LISTED');
    givenRedList(shown()).when(p.recognise()).thenRefused('CASE_OPEN');
  });

  test('nobody is listed as dishonest by way of it', () => {
    const sneaked = p.proposeListing({ list: 'red' }) as unknown as RedListAct;
    givenRedList(null)
      .when({ ...sneaked, caseId: null })
      .thenRefused('LIST_NOT_IN_CATALOGUE');
    givenRedList(shown())
      .when(act('waive', g.AGENT, {}, '2026-09-02') as unknown as RedListAct)
      .thenRefused('WRONG_STAGE');
  });

  test('it is not decided on while it is shown, nor before every objection is answered', () => {
    givenRedList(shown()).when(proposal('2026-09-09')).thenRefused('STILL_PUBLICISED');
    const open = afterRedList([over], {}, contested());
    givenRedList(open).when(proposal('2026-09-14')).thenRefused('GROUND_UNANSWERED');
    givenRedList(open)
      .when(answers(['g7'], '2026-09-14'))
      .thenRefused('ITEM_UNKNOWN');
    givenRedList(open)
      .when(answers(['g1'], '2026-09-14', ' '))
      .thenRefused('REASON_MISSING');
    givenRedList(heard()).when(contest('2026-09-14')).thenRefused('WRONG_STAGE');
    const answered = afterRedList([answers(['g1'], '2026-09-14'), proposal('2026-09-14')], {}, open);
    expect(answered.stage).toBe('proposed');
  });

  test('its end opens the way to a decision, not a moment before', () => {
    const early = { ...over, effectiveAt: g.at(SHOWN_UNTIL, '23:59') };
    givenRedList(shown()).when(early).thenRefused('NOTHING_DUE');
    givenRedList(shown())
      .when(over)
      .then([
        { type: 'termSet', term: { kind: 'redPublicity' } },
        { type: 'termSet', term: { kind: 'redPublicity', status: 'met' } },
        { type: 'noted', particulars: { heard: true } },
        { type: 'staged', stage: 'deliberating' },
        { type: 'termSet', term: { kind: 'decision', holder: g.AUTHORITY } },
      ]);
  });
});

describe('认定', () => {
  test('another person confirms; then it is numbered, published and favoured in the same step', () => {
    const confirming = givenRedList(proposed()).when(g.confirm('2026-09-15'));
    const file = confirming.then([
      { type: 'termSet', term: { kind: 'decision', status: 'met' } },
      { type: 'noticeSigned', notice: { kind: 'recognition' } },
      { type: 'recordDecided', severity: null, decisionDate: '2026-09-15' },
      { type: 'recordMoved', status: 'published' },
      { type: 'closed', outcome: 'listed' },
    ]);
    expect(followsOf(confirming)).toMatchObject([
      { process: 'record', name: 'publish', opens: true, payload: { measures: p.BENEFITS, months: null } },
    ]);
    expect(file.terms.filter(isOpen)).toEqual([]);
  });

  test('not by who proposed it, not without reasons to the contrary, not when a serious record has come meanwhile', () => {
    const same = { ...g.confirm('2026-09-15'), actor: actor('handler', 'reviewer', g.AUTHORITY) };
    givenRedList(proposed()).when(same).thenRefused('SAME_PERSON');
    givenRedList(proposed())
      .when(act('confirm', g.REVIEWER, { approve: false }, '2026-09-15'))
      .thenRefused('REASON_MISSING');
    givenRedList(proposed(), BLEMISHED).when(g.confirm('2026-09-15')).thenRefused('BLEMISHED');
    givenRedList(proposed())
      .when(g.confirm('2026-09-15', false))
      .then([
        { type: 'proposed', proposal: null },
        { type: 'staged', stage: 'deliberating' },
      ]);
  });

  test('not recognised, or dropped, it leaves a paper with reasons and nothing else', () => {
    const refusing = afterRedList([proposal('2026-09-14', 'notList')], {}, heard());
    const dropping = act('dropProposal', g.HANDLER, { reasons: '事迹不实' }, '2026-09-14');
    for (const [before, last] of [
      [refusing, g.confirm('2026-09-15')],
      [shown(), dropping],
    ] as const) {
      expect(followsOf(givenRedList(before).when(last))).toEqual([]);
      const file = afterRedList([last], {}, before);
      expect(file.notices).toMatchObject([{ kind: 'noRecognition', reasons: '事迹不实' }]);
      expect([file.outcome, file.terms.filter(isOpen)]).toEqual(['notListed', []]);
    }
    givenRedList(shown())
      .when(act('dropProposal', g.HANDLER, { reasons: ' ' }, '2026-09-14'))
      .thenRefused('REASON_MISSING');
    givenRedList(heard())
      .when(proposal('2026-09-14', 'notList', { reasons: ' ' }))
      .thenRefused('REASON_MISSING');
  });

  const STAGES = { publicising: shown, deliberating: heard, proposed };
  const isLawfulAt = (name: RedListAct['name'], stage: string): boolean =>
    RED_LIST_STAGES[name]?.some((s) => s === stage) === true;
  test.each(Object.entries(STAGES))('in the stage %s only its acts are lawful', (stage, file) => {
    const when = '2026-09-20';
    for (const sample of [contest(when), answers([], when), proposal(when), g.confirm(when)]) {
      const { decision } = givenRedList(file()).when(sample);
      const isOut = !decision.ok && decision.refusal.code === 'WRONG_STAGE';
      expect([sample.name, isOut]).toEqual([sample.name, !isLawfulAt(sample.name, stage)]);
    }
  });
});

const setup = { record: RED_ENTRY };
const lives = (acts: readonly RecordAct[], from: CaseState | null = null, record = RED_ENTRY): CaseState =>
  afterEnforcement(acts, { record }, from);
const entry = (): CaseState => lives([act('publish', g.SYSTEM, p.favoured(), '2026-09-15')]);
const done = (id: string, party: string, when = '2026-09-16', outcome: 'done' | 'declined' = 'done') =>
  act(
    'report',
    actor('system', 'departmentSystem', null, party),
    { instructionId: id, outcome, receipt: '回执', detail: '本年度没有安排' },
    when,
  );
/** Both departments favour it. */
const favoured = (): CaseState => lives([done('X1-i3', 'huaian-spj'), done('X1-i4', 'huaian-kjj')], entry());
const standing = (file: CaseState): readonly string[] => enforcementOf(file).measures.map((m) => measureState(file, m));

describe('联合激励', () => {
  test('benefits are initiated at the departments by the same way as measures, without an end of publicity', () => {
    const file = entry();
    expect(file.stage).toBe('published');
    expect(file.instructions.map((i) => [i.party, i.effect, i.content])).toEqual([
      ['credit-china', 'publish', undefined],
      ['credit-huaian', 'publish', undefined],
      ['huaian-spj', 'applyMeasure', { measure: 'papersLater' }],
      ['huaian-kjj', 'applyMeasure', { measure: 'subsidyPriority' }],
    ]);
    expect(termsOf(file, 'maxPublicity')).toEqual([]);
    expect(termOf(file, 'recheck')).toMatchObject({
      holder: g.AUTHORITY,
      derivation: { due: '2027-09-15' },
      rule: { basis: 'configured' },
    });
    expect(MEASURES.filter((m) => m.effect === 'benefit').every((m) => !m.mandatory)).toBe(true);
  });

  test('a benefit may be declined with reasons; it rests while an objection to the entry is open', () => {
    const declined = lives([done('X1-i4', 'huaian-kjj', '2026-09-16', 'declined')], entry());
    expect(standing(declined)).toEqual(['initiated', 'declined']);
    const resting = lives([act('suspend', g.SYSTEM, { objection: 'Y1' }, '2026-09-20')], favoured());
    expect(standing(resting)).toEqual(['suspending', 'suspending']);
    expect(CONSEQUENCES.delist.outcome).toBe('delisted');
  });

  test('checked again in its time, by its own authority, it is due again a year later; a missed check is red', () => {
    const due = ring(termOf(favoured(), 'recheck').id, 'overdue', '2027-09-16');
    const red = givenEnforcement(favoured(), setup)
      .when(due)
      .then([{ term: { kind: 'recheck', fired: 'overdue', status: 'running' } }]);
    const check = (when: string, findings = '仍符合条件', by = g.HANDLER) => act('recheck', by, { findings }, when);
    const file = lives([check('2027-09-20')], red);
    expect(termsOf(file, 'recheck').map((t) => [t.status, t.derivation.due])).toEqual([
      ['met', '2027-09-15'],
      ['running', '2028-09-20'],
    ]);
    givenEnforcement(red, setup).when(check('2027-09-20', ' ')).thenRefused('REASON_MISSING');
    givenEnforcement(red, setup)
      .when(check('2027-09-20', '符合', p.FOREIGN))
      .thenRefused('NOT_COMPETENT');
    const record = { ...RED_ENTRY, blemished: true };
    givenEnforcement(red, { record }).when(check('2027-09-20')).thenRefused('BLEMISHED');
    const punished = afterEnforcement([act('publish', g.SYSTEM, p.ENFORCED, '2026-09-15')]);
    givenEnforcement(punished).when(check('2027-09-20')).thenRefused('NOT_RED_LISTED');
  });

  test('a serious record ends it by itself: sites, benefits, source and report', () => {
    const blemish = act('blemished', g.SYSTEM, {}, '2026-10-12');
    givenEnforcement(favoured(), setup).when(blemish).thenRefused('NOT_BLEMISHED');
    const parties = ['credit-china', 'credit-huaian'].map((party) => ({
      ...{ party, adapter: 'http' as const, effects: ['endPublicity' as const] },
    }));
    const record = { ...RED_ENTRY, parties, blemished: true };
    const ending = givenEnforcement(favoured(), { record }).when(blemish);
    expect(followsOf(ending)).toEqual([
      { process: 'exit', name: 'carryOut', payload: { ground: 'blemished' }, opens: true },
    ]);
    const file = lives([blemish], favoured(), record);
    expect([file.stage, standing(file)]).toEqual(['ending', ['lifting', 'lifting']]);
    expect(file.instructions.filter((i) => i.effect === 'endPublicity')).toHaveLength(2);
    expect(termsOf(file, 'recheck').filter(isOpen)).toEqual([]);
    givenEnforcement(file, { record }).when(blemish).thenRefused('NOT_RED_LISTED');
  });

  test.each(['notMaintained', 'renounced', 'annulled', 'deregistered'] as const)(
    'it is left on the ground of its own: %s, with evidence',
    (ground) => {
      const kind = { notMaintained: 'recheck', renounced: 'renunciation', annulled: 'annulment' } as const;
      const kinds = [ground === 'deregistered' ? 'deregistration' : kind[ground]];
      expect(p.givenExit(null, setup).when(p.applyExit(ground, kinds)).decision.ok).toBe(true);
      p.givenExit(null, setup).when(p.applyExit(ground, [])).thenRefused('EVIDENCE_MISSING');
    },
  );

  test('not on the grounds of dishonesty, nor on one that carries itself out', () => {
    for (const ground of ['fulfilled', 'repaired', 'blemished'])
      p.givenExit(null, setup)
        .when(p.applyExit(ground, ['fulfilment']))
        .thenRefused('EXIT_GROUND');
    p.givenExit(null)
      .when(p.applyExit('notMaintained', ['recheck']))
      .thenRefused('EXIT_GROUND');
  });
});

describe('容缺受理', () => {
  const promise = (when: string, more: Partial<PromisePayload> = {}) =>
    act(
      'promisePapers',
      g.WINDOW,
      {
        ...{ matter: '施工许可', papers: [{ name: '消防设计说明', statutory: false }], commitment: '0'.repeat(64) },
        ...{ due: null, ...more },
      },
      when,
    );
  const came = (when: string, id = 'X1-p1') => act('papersCame', g.WINDOW, { promise: id }, when);
  const settle = (when: string, reasons = '已约谈,不再容缺', by = g.HANDLER) =>
    act('settleBreach', by, { promise: 'X1-p1', reasons }, when);
  const promised = (): CaseState => lives([promise('2026-09-17')], favoured());
  const promises = (file: CaseState) => enforcementOf(file).promises;

  test('papers promised in writing by a day have a clock that the applicant holds', () => {
    const file = givenEnforcement(favoured(), setup)
      .when(promise('2026-09-17', { due: '2026-09-24' }))
      .then([
        { type: 'noted', particulars: { promises: [{ id: 'X1-p1', papers: ['消防设计说明'], state: 'open' }] } },
        { type: 'termSet', term: { kind: 'papers', holder: 'S1', rule: { unit: 'caseSet' } } },
      ]);
    expect(termOf(file, 'papers').derivation.due).toBe('2026-09-24');
    // Ten working days when no day is named, past 中秋节 and 国庆节 with the make-up day before them.
    expect(promises(promised())).toMatchObject([{ due: '2026-10-08' }]);
    const last = promise('2026-09-17', { due: '2026-10-08' });
    expect(givenEnforcement(favoured(), setup).when(last).decision.ok).toBe(true);
  });

  test('not what the law asks for, not past the longest time, not for whom nobody favours', () => {
    const refusedFor = (more: Partial<PromisePayload>) =>
      givenEnforcement(favoured(), setup).when(promise('2026-09-17', more));
    refusedFor({ papers: [{ name: '安全生产许可证', statutory: true }] }).thenRefused('STATUTORY_PAPER');
    refusedFor({ due: '2026-10-09' }).thenRefused('PROMISED_TOO_LATE');
    refusedFor({ due: '2026-09-17' }).thenRefused('DEADLINE_PAST');
    givenEnforcement(entry(), setup).when(promise('2026-09-17')).thenRefused('NOT_FAVOURED');
    const resting = lives([act('suspend', g.SYSTEM, { objection: 'Y1' }, '2026-09-16')], favoured());
    givenEnforcement(resting, setup).when(promise('2026-09-17')).thenRefused('NOT_FAVOURED');
    const record = { ...RED_ENTRY, blemished: true };
    givenEnforcement(favoured(), { record }).when(promise('2026-09-17')).thenRefused('NOT_FAVOURED');
  });

  test('they come: the clock is met, once', () => {
    const file = lives([came('2026-09-24')], promised());
    expect([promises(file)?.[0]?.state, termOf(file, 'papers').status]).toEqual(['kept', 'met']);
    givenEnforcement(file, setup).when(came('2026-09-25')).thenRefused('NO_SUCH_PROMISE');
    givenEnforcement(promised(), setup).when(came('2026-09-24', 'X1-p9')).thenRefused('NO_SUCH_PROMISE');
    givenEnforcement(promised(), setup).when(settle('2026-09-24')).thenRefused('NO_SUCH_PROMISE');
  });

  test('they do not come: a breach, red until a person settles it or they come after all', () => {
    const clock = termOf(promised(), 'papers');
    const broken = givenEnforcement(promised(), setup)
      .when(ring(clock.id, 'overdue', '2026-10-10'))
      .then([
        { type: 'termSet', term: { kind: 'papers', fired: 'overdue', status: 'running' } },
        { type: 'noted', particulars: { promises: [{ id: 'X1-p1', state: 'broken' }] } },
      ]);
    const late = lives([came('2026-10-12')], broken);
    expect([promises(late)?.[0]?.state, termOf(late, 'papers').status]).toEqual(['late', 'met']);
    const settled = lives([settle('2026-10-12')], broken);
    expect([promises(settled)?.[0]?.state, termOf(settled, 'papers').status]).toEqual(['broken', 'cancelled']);
    givenEnforcement(broken, setup).when(settle('2026-10-12', ' ')).thenRefused('REASON_MISSING');
    givenEnforcement(broken, setup)
      .when(settle('2026-10-12', '约谈', p.FOREIGN))
      .thenRefused('NOT_COMPETENT');
  });

  test('a warning before the day breaks nothing', () => {
    const [warning] = termOf(promised(), 'papers').alarms;
    const file = lives([ring(termOf(promised(), 'papers').id, warning?.rung ?? 'T', warning?.at ?? '')], promised());
    expect([warning?.rung, promises(file)?.[0]?.state]).toEqual(['T-2', 'open']);
  });
});
