import type { Challenge, ChallengeKind, ChallengeResult, StopScope } from '../../domain/file/particulars.js';
import type { CaseState, Instruction } from '../../domain/file/case.js';
import type { ChallengeAct } from '../../domain/record/challenge.js';
import { isOpen, keptInTime } from '../../domain/file/clock.js';
import { enforcementOf, measureState } from '../../domain/record/enforcement.js';
import * as g from './given.js';
import { act, AGENT, HANDLER, ring, termOf } from './given.js';
import {
  afterEnforcement,
  ENFORCED,
  ENTRY,
  followsOf,
  FOREIGN,
  givenEnforcement,
  type Setup,
} from './given-processes.js';

const PAPER = { documentNumber: '淮行复〔2026〕1号', documents: [{ name: '裁定书.pdf', sha256: '0' }] };

const filed = (kind: ChallengeKind, when = '2026-09-10', by = HANDLER, filedOn = when) =>
  act('recordChallenge', by, { kind, filedOn, body: '示例市行政复议局', documentNumber: '淮行复受〔2026〕1号' }, when);
const stop = (scope: readonly StopScope[], when = '2026-09-14', by = HANDLER, challenge = 'X1-c1') =>
  act('recordStop', by, { ...PAPER, challenge, scope }, when);
const endStop = (when: string, challenge = 'X1-c1') => act('endStop', HANDLER, { ...PAPER, challenge }, when);
const result = (of: ChallengeResult, when: string, challenge = 'X1-c1') =>
  act('recordChallengeResult', HANDLER, { ...PAPER, challenge, result: of }, when);
const suspend = (objection: string, when: string) => act('suspend', g.SYSTEM, { objection }, when);
const resume = (objection: string, when: string) => act('resume', g.SYSTEM, { objection }, when);

const SHOWN: Setup = { record: { ...ENTRY, parties: g.RECORD.parties } };
const after = (acts: Parameters<typeof afterEnforcement>[0], from: CaseState): CaseState =>
  afterEnforcement(acts, SHOWN, from);

/** Says of all that is pending that it is done. */
const allDone = (file: CaseState, when: string): CaseState =>
  after(
    file.instructions.filter((i) => i.state === 'pending').map((i) => g.report(i.id, g.OFFICE, when)),
    file,
  );
/** Shown at two sites, with measures in force at three departments. */
const inForce = (): CaseState =>
  allDone(afterEnforcement([act('publish', g.SYSTEM, ENFORCED, '2026-09-01')], SHOWN), '2026-09-07');
const challenged = (kind: ChallengeKind = 'reconsideration'): CaseState => after([filed(kind)], inForce());
const stopped = (scope: readonly StopScope[]): CaseState => allDone(after([stop(scope)], challenged()), '2026-09-15');

const pending = (file: CaseState): readonly string[] =>
  file.instructions.filter((i: Instruction) => i.state === 'pending').map((i) => `${i.party} ${i.effect}`);
const statesOf = (file: CaseState): readonly string[] => enforcementOf(file).measures.map((m) => measureState(file, m));
const challengesOf = (file: CaseState): readonly Challenge[] => enforcementOf(file).challenges ?? [];

const SITES = ['credit-china', 'credit-huaian'];
const DEPARTMENTS = ['huaian-czj', 'huaian-kjj', 'huaian-zjj'];
const all = (parties: readonly string[], effect: string): readonly string[] => parties.map((p) => `${p} ${effect}`);

describe('复核、复议、诉讼', () => {
  test.each(['review', 'reconsideration', 'litigation'] as const)(
    '%s is recorded, and stops neither publicity nor measures',
    (kind) => {
      const filing = givenEnforcement(inForce(), SHOWN).when(filed(kind));
      expect(filing.decision.ok).toBe(true);
      expect(followsOf(filing)).toEqual([]);
      const file = challenged(kind);
      expect(challengesOf(file)).toMatchObject([
        { id: 'X1-c1', kind, filedOn: '2026-09-10', stopped: [], result: null },
      ]);
      expect([pending(file), statesOf(file)]).toEqual([[], ['applied', 'applied', 'applied']]);
    },
  );

  test.each([
    ['320800', 'general', '2026-09-17', 'configured', g.AUTHORITY],
    ['330100', 'general', '2026-09-17', 'law', g.AUTHORITY],
    ['320800', 'court', '2026-09-28', 'law', 'js-sthj'],
  ] as const)('a review in %s (%s) is answered by %s (%s) by %s', (region, authorityKind, day, basis, holder) => {
    const setup: Setup = { record: { ...ENTRY, region }, authorityKind };
    const file = afterEnforcement(
      [act('publish', g.SYSTEM, {}, '2026-09-01'), filed('review', '2026-09-10', AGENT)],
      setup,
    );
    const term = termOf(file, 'review');
    expect([term.derivation.due, term.rule.basis, term.holder]).toEqual([day, basis, holder]);
    const done = afterEnforcement([result('maintained', '2026-09-15')], setup, file);
    expect(keptInTime(termOf(done, 'review'))).toBe(true);
  });

  test.each([
    ['maintained', '维持'],
    ['changed', '变更'],
    ['annulled', '撤销'],
    ['withdrawn', '终止'],
  ] as const)('the result of a review (%s) is told in a paper, which is served', (of, told) => {
    const file = after([result(of, '2026-09-15')], challenged('review'));
    expect(file.notices).toMatchObject([
      { kind: 'reviewResult', authority: g.AUTHORITY, signedOn: '2026-09-15', reasons: expect.stringContaining(told) },
    ]);
    const service = { noticeId: 'X1-n1', method: 'post', evidence: '邮寄回执' } as const;
    givenEnforcement(file, SHOWN)
      .when(act('recordService', HANDLER, service, '2026-09-16'))
      .then([{ type: 'noticeServed' }]);
  });

  test('no paper of ours tells what the superior, a reconsideration body or a court has decided', () => {
    const setup: Setup = { record: ENTRY, authorityKind: 'court' };
    const acts = [act('publish', g.SYSTEM, {}, '2026-09-01'), filed('review', '2026-09-10', AGENT)] as const;
    const file = afterEnforcement([...acts, result('maintained', '2026-09-15')], setup);
    expect(file.notices).toEqual([]);
    expect(after([result('maintained', '2026-09-15')], challenged('litigation')).notices).toEqual([]);
  });

  test('what is filed elsewhere has its own time: none is counted here', () => {
    for (const kind of ['reconsideration', 'litigation'] as const)
      expect(challenged(kind).terms.filter((t) => t.kind === 'review')).toEqual([]);
  });

  test('the party asks for a review itself; of the others the authority keeps the record', () => {
    for (const by of [AGENT, g.WINDOW]) {
      expect(givenEnforcement(inForce(), SHOWN).when(filed('review', '2026-09-10', by)).decision.ok).toBe(true);
      givenEnforcement(inForce(), SHOWN)
        .when(filed('litigation', '2026-09-10', by))
        .thenRefused('NOT_COMPETENT');
    }
    givenEnforcement(inForce(), SHOWN)
      .when(filed('review', '2026-09-10', FOREIGN))
      .thenRefused('NOT_COMPETENT');
    givenEnforcement(inForce(), SHOWN)
      .when(filed('litigation', '2026-09-10', HANDLER, '2026-09-11'))
      .thenRefused('DATE_IN_FUTURE');
  });
});

describe('停止执行、停止公示', () => {
  test.each([
    ['measures', all(DEPARTMENTS, 'suspendMeasure'), ['suspending', 'suspending', 'suspending']],
    ['publicity', all(SITES, 'endPublicity'), ['applied', 'applied', 'applied']],
  ] as const)('of %s: what is ordered rests, and nothing else', (scope, orders, states) => {
    const file = after([stop([scope])], challenged());
    expect([pending(file), statesOf(file)]).toEqual([orders, states]);
    expect(file.stage).toBe('published');
    for (const t of file.terms.filter((x) => x.kind === 'effect' && isOpen(x)))
      expect(t.rule.article).toContain('行政复议法');
  });

  test('is ordered by the reconsideration body or a court, in a paper', () => {
    givenEnforcement(challenged('review'), SHOWN)
      .when(stop(['measures']))
      .thenRefused('NO_STOP_IN_REVIEW');
    givenEnforcement(challenged(), SHOWN)
      .when(stop(['measures'], '2026-09-14', FOREIGN))
      .thenRefused('NOT_COMPETENT');
    givenEnforcement(challenged(), SHOWN)
      .when(stop(['measures'], '2026-09-14', HANDLER, 'X1-c9'))
      .thenRefused('NO_SUCH_CHALLENGE');
    const nothing: ChallengeAct = act(
      'recordStop',
      HANDLER,
      { ...PAPER, documents: [], challenge: 'X1-c1', scope: ['measures'] as const },
      '2026-09-14',
    );
    givenEnforcement(challenged(), SHOWN).when(nothing).thenRefused('EVIDENCE_MISSING');
  });

  test('ended by another order, everything comes back', () => {
    const file = after([endStop('2026-09-20')], stopped(['measures', 'publicity']));
    expect(pending(file)).toEqual([...all(DEPARTMENTS, 'resumeMeasure'), ...all(SITES, 'publish')]);
    expect(statesOf(allDone(file, '2026-09-21'))).toEqual(['applied', 'applied', 'applied']);
    givenEnforcement(file, SHOWN).when(endStop('2026-09-21')).thenRefused('NOT_STOPPED');
  });

  test('ended before the sites have heard of it, they are told the last word alone', () => {
    const file = after([stop(['publicity']), endStop('2026-09-15')], challenged());
    expect(pending(file)).toEqual(all(SITES, 'publish'));
  });

  test('and an objection: the measures rest until both have ended, whichever ends first', () => {
    const both = after([suspend('Y1', '2026-09-16')], stopped(['measures']));
    expect(pending(both)).toEqual([]);
    const objectionFirst = after([resume('Y1', '2026-09-18')], both);
    expect(statesOf(objectionFirst)).toEqual(['suspended', 'suspended', 'suspended']);
    expect(pending(after([endStop('2026-09-20')], objectionFirst))).toEqual(all(DEPARTMENTS, 'resumeMeasure'));
    const stopFirst = after([endStop('2026-09-18')], both);
    expect(statesOf(stopFirst)).toEqual(['suspended', 'suspended', 'suspended']);
    expect(pending(after([resume('Y1', '2026-09-20')], stopFirst))).toEqual(all(DEPARTMENTS, 'resumeMeasure'));
  });

  test('two stops: what one of them still keeps resting does not come back', () => {
    const two = after(
      [filed('litigation', '2026-09-16'), stop(['publicity', 'measures'], '2026-09-17', HANDLER, 'X1-c2')],
      stopped(['measures', 'publicity']),
    );
    expect(pending(two)).toEqual([]);
    const one = after([result('withdrawn', '2026-09-18')], two);
    expect([pending(one), statesOf(one)]).toEqual([[], ['suspended', 'suspended', 'suspended']]);
    expect(pending(after([endStop('2026-09-21', 'X1-c2')], one))).toEqual([
      ...all(DEPARTMENTS, 'resumeMeasure'),
      ...all(SITES, 'publish'),
    ]);
  });

  test('does not outlive the record: at its maximum the sites are told to end it', () => {
    const file = stopped(['measures', 'publicity']);
    const maximum = termOf(file, 'maxPublicity');
    const ended = after([ring(maximum.id, 'overdue', '2029-04-16')], file);
    expect(pending(ended)).toEqual(
      expect.arrayContaining([...all(SITES, 'endPublicity'), ...all(DEPARTMENTS, 'liftMeasure')]),
    );
    // Nothing of an entry comes back; what the court finds is recorded all the same.
    const released = after([endStop('2029-04-17')], ended);
    expect(pending(released)).toEqual(pending(ended));
    givenEnforcement(released, SHOWN)
      .when(stop(['measures'], '2029-04-18'))
      .thenRefused('WRONG_STAGE');
    const found = after([result('annulled', '2029-04-18')], released);
    expect(pending(found)).toEqual(pending(ended));
    expect([termOf(found, 'annulment').status, found.closedAt]).toEqual(['running', null]);
  });
});

describe('结果', () => {
  test.each(['maintained', 'changed', 'withdrawn'] as const)('%s: what was stopped comes back', (of) => {
    const file = after([result(of, '2026-10-12')], stopped(['measures', 'publicity']));
    expect(pending(file)).toEqual([...all(DEPARTMENTS, 'resumeMeasure'), ...all(SITES, 'publish')]);
    expect(challengesOf(file)).toMatchObject([{ result: of, stopped: [] }]);
    givenEnforcement(file, SHOWN).when(result(of, '2026-10-13')).thenRefused('NO_SUCH_CHALLENGE');
    expect(pending(after([result(of, '2026-10-12')], challenged()))).toEqual([]);
  });

  test.each([
    ['general', 'APL-48-3'],
    ['court', 'SPC-9-revoke'],
  ] as const)('annulled (%s): nothing of it is enforced or shown, and it is to be withdrawn in time', (kind, rule) => {
    const setup = { ...SHOWN, authorityKind: kind };
    const file = afterEnforcement([result('annulled', '2026-10-12')], setup, challenged());
    expect(pending(file)).toEqual([...all(DEPARTMENTS, 'suspendMeasure'), ...all(SITES, 'endPublicity')]);
    const term = termOf(file, 'annulment');
    expect([term.rule.ruleId, term.holder, term.derivation.due]).toEqual([rule, g.AUTHORITY, '2026-10-15']);
    // Neither an order nor an objection found without merit lets it come back.
    givenEnforcement(file, setup).when(endStop('2026-10-13')).thenRefused('NO_SUCH_CHALLENGE');
    const upheld = afterEnforcement([suspend('Y1', '2026-10-13'), resume('Y1', '2026-10-14')], setup, file);
    expect(pending(upheld)).not.toContainEqual(expect.stringContaining('resumeMeasure'));
    const gone = afterEnforcement([act('annulled', g.SYSTEM, {}, '2026-10-14')], setup, file);
    expect([gone.outcome, keptInTime(termOf(gone, 'annulment')), gone.terms.filter(isOpen)]).toEqual([
      'annulled',
      true,
      [],
    ]);
  });

  test('annulled and not withdrawn: the authority is warned, and nothing comes back', () => {
    const file = after([result('annulled', '2026-10-12')], challenged());
    const late = after([ring(termOf(file, 'annulment').id, 'overdue', '2026-10-16')], file);
    expect(termOf(late, 'annulment')).toMatchObject({ status: 'running', fired: 'overdue' });
    expect(statesOf(late)).toEqual(['suspending', 'suspending', 'suspending']);
  });
});
