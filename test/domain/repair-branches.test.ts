/** The rarer branches of a repair: longer terms, plans of reorganisation, passing on, revocation, and what follows of them. */
import { keptInTime } from '../../domain/file/clock.js';
import type { CaseState } from '../../domain/file/case.js';
import { enforcementOf, measureState } from '../../domain/record/enforcement.js';
import type { RecordFacts } from '../../domain/record/record-facts.js';
import { repairPack, type RuleOverride } from '../../domain/law/pack.js';
import * as g from './given.js';
import {
  accept,
  act,
  after,
  apply,
  at,
  confirm,
  day,
  given,
  HANDLER,
  propose,
  serve,
  termOf,
  termsOf,
} from './given.js';
import { Scene, type Deed } from './meeting.js';
import { NETWORK } from '../support/random-acts.js';

const DOCUMENTS = [{ kind: 'other', name: '证据.pdf', sha256: '0' }] as const;
const paper = (kind: string) => ({ kind, name: `${kind}.pdf`, sha256: '0' });

describe('延期', () => {
  const verifying = (): CaseState => after([apply(), accept(day(1))]);
  const extend = (when: string, reasons = '需要现场核查') => act('extend', HANDLER, { reasons }, when);

  test('gives both running clocks ten more working days, in a paper that must be served before the first end', () => {
    const file = given(verifying())
      .when(extend('2026-09-15'))
      .then([
        { type: 'termSet', term: { kind: 'result', derivation: { due: '2026-10-09' } } },
        { type: 'termSet', term: { kind: 'verification', derivation: { due: '2026-10-08' } } },
        { type: 'noticeSigned', notice: { kind: 'extension', reasons: '需要现场核查' } },
        { type: 'termSet', term: { kind: 'service', derivation: { due: '2026-09-17' } } },
      ]);
    expect(termOf(file, 'verification').rule.basis).toBe('configured');
    const told = after([serve('X1-n2', '2026-09-16')], g.RECORD, file);
    expect(keptInTime(termOf(told, 'service'))).toBe(true);
    expect(termOf(told, 'verification').extensions).toMatchObject([{ noticeBy: '2026-09-17' }]);
    const late = after([serve('X1-n2', '2026-09-18')], g.RECORD, file);
    expect(keptInTime(termOf(late, 'service'))).toBe(false);
  });

  test('once, with a reason, and never when the term is over', () => {
    given(verifying()).when(extend('2026-09-15', ' ')).thenRefused('REASON_MISSING');
    given(after([extend('2026-09-15')], g.RECORD, verifying()))
      .when(extend('2026-09-16'))
      .thenRefused('EXTENDED_ONCE');
    const over = given(verifying()).when(extend('2026-09-18'));
    over.thenRefused('TOO_LATE');
    expect(over.decision).toMatchObject({ refusal: { details: { due: '2026-09-17' } } });
  });

  test('a result that the channel waited for too long already stays late', () => {
    const late = after([apply('2026-09-14', '2026-09-04'), accept('2026-09-17')]);
    const file = after([extend('2026-09-24')], g.RECORD, late);
    expect(termOf(file, 'result').extensions).toEqual([]);
    expect(termOf(file, 'verification').extensions).toHaveLength(1);
  });
});

describe('转办', () => {
  const override: RuleOverride = {
    ...{ parameter: 'transfer', region: '320800', number: 2, unit: 'workday', value: null },
    citation: '淮安市信用修复工作规程第五条',
  };
  const query = { authorityKind: 'general', list: null, region: '320800', decisionDate: '2026-04-15' } as const;
  const pack = repairPack({ ...query, applicationDate: g.RECEIVED }, undefined, [override]);
  const record: RecordFacts = { ...g.RECORD, network: { ...NETWORK, office: 'huaian-xyb' } };
  const OFFICE = g.actor('office', 'creditOffice', 'huaian-xyb');

  test('where a region passes applications on, the authority’s clock begins when the credit office has done so', () => {
    const file = given(null, { pack, record })
      .when(apply())
      .then([
        { type: 'opened', state: { stage: 'transferring' } },
        { type: 'termSet', term: { kind: 'result', start: g.RECEIVED } },
        {
          type: 'termSet',
          term: {
            kind: 'transfer',
            holder: 'huaian-xyb',
            rule: { article: override.citation },
            derivation: { due: '2026-09-09' },
          },
        },
      ]);
    given(file, { pack, record })
      .when(accept(day(1)))
      .thenRefused('WRONG_STAGE');
    given(file, { pack, record })
      .when(act('transfer', g.actor('x', 'creditOffice', 'sjz-xyb'), {}, day(1)))
      .thenRefused('NOT_COMPETENT');
    const passed = given(file, { pack, record })
      .when(act('transfer', OFFICE, {}, day(1)))
      .then([
        { type: 'termSet', term: { kind: 'transfer', status: 'met' } },
        { type: 'staged', stage: 'applied' },
        { type: 'termSet', term: { kind: 'acceptance', holder: g.AUTHORITY, start: day(1) } },
      ]);
    expect(given(passed, { pack, record }).when(accept(day(2))).decision.ok).toBe(true);
  });

  test('nobody set it: the application goes to the authority at once', () => {
    expect(after([apply()]).stage).toBe('applied');
  });
});

describe('材料', () => {
  const applying = (documents: readonly object[], more: object = {}) => ({
    ...apply(),
    payload: { applicationId: 'A1', receivedOn: g.RECEIVED, documents, electronicService: true, ...more } as never,
  });
  const onDay = (authorityKind: 'general' | 'samr', applicationDate: string) =>
    repairPack({ authorityKind, list: null, region: '320800', decisionDate: '2019-08-01', applicationDate });

  test('market regulation asks for a form of its own', () => {
    const pack = onDay('samr', '2026-09-04');
    given(null, { pack }).when(applying(g.PAPERS)).thenRefused('MATERIAL_MISSING');
    expect(given(null, { pack }).when(applying([...g.PAPERS, paper('application')])).decision.ok).toBe(true);
  });

  test('training and a credit report were demanded of serious records by 527号 alone; today they are only noted', () => {
    const record: RecordFacts = { ...g.RECORD, severity: 'serious', decisionDate: '2019-08-01' };
    const papers = [...g.PAPERS, paper('licence')];
    const then = given(null, { pack: onDay('general', '2020-03-02'), record }).when(applying(papers));
    then.thenRefused('MATERIAL_MISSING');
    expect(then.decision).toMatchObject({
      refusal: {
        message: expect.stringContaining('信用修复培训证明、信用报告'),
        article: expect.stringContaining('527号'),
      },
    });
    const pack = onDay('general', '2026-09-04');
    const volunteered = [...g.PAPERS, paper('training'), paper('creditReport'), paper('publicWelfare')];
    for (const documents of [g.PAPERS, volunteered])
      expect(given(null, { pack, record }).when(applying(documents)).decision.ok).toBe(true);
    const materials = volunteered.map((d) => d.kind);
    expect(given(null, { pack, record }).when(applying(volunteered)).decision).toMatchObject({
      events: [{ type: 'opened', state: { particulars: { materials } } }, {}, {}],
    });
  });

  test('a penalty of market regulation does not end early while the subject is on the abnormal directory', () => {
    const record: RecordFacts = { ...g.RECORD, listedElsewhere: true };
    const papers = [...g.PAPERS, paper('application')];
    const pack = onDay('samr', '2026-09-04');
    given(null, { pack, record }).when(applying(papers)).thenRefused('LISTED_ELSEWHERE');
    const entry: RecordFacts = { ...record, kind: '经营异常名录' };
    expect(given(null, { pack, record: entry }).when(applying(papers)).decision.ok).toBe(true);
    expect(given(null, { record }).when(applying(papers)).decision.ok).toBe(true);
  });

  test('an abnormal-directory entry that is repaired is taken off the directory where it is kept', () => {
    const network = { ...NETWORK, sources: { necips: { party: 'necips', adapter: 'http' as const } } };
    const record: RecordFacts = { ...g.RECORD, kind: '经营异常名录', network };
    const file = after([apply(), accept(day(1)), propose(day(2)), confirm(day(3))], record);
    expect(file.instructions.filter((i) => i.effect === 'removeFromSource').map((i) => i.party)).toEqual(['necips']);
  });

  test('in bankruptcy the ruling stands for all else, and an administrator shows his appointment', () => {
    const early = { ...g.RECORD, decisionDate: '2026-08-20', severity: null };
    const plan = (documents: readonly object[], more: object = {}) =>
      given(null, { record: early }).when(applying(documents, { ground: 'planApproved', ...more }));
    plan(g.PAPERS).thenRefused('MATERIAL_MISSING');
    expect(plan([paper('planRuling'), paper('authorisation')]).decision.ok).toBe(true);
    plan([paper('planRuling'), paper('authorisation')], { applicant: 'administrator' }).thenRefused('MATERIAL_MISSING');
    expect(plan([paper('planRuling'), paper('appointment')], { applicant: 'administrator' }).decision.ok).toBe(true);
  });
});

/** Everybody who acts, on one record with all its files. */
const deed = (process: Deed['process'], name: string, by: Deed['by'], says: object | Deed['says'] = {}): Deed => ({
  title: name,
  process,
  name,
  by,
  says: typeof says === 'function' ? (says as Deed['says']) : () => says,
});
const ENTRY_NETWORK = { ...g.RECORD, network: NETWORK };
const publish = deed('record', 'publish', g.SYSTEM);
const applies = (more: object = {}): Deed =>
  deed('repair', 'apply', g.AGENT, ({ now }: Scene) => ({
    ...{ applicationId: `A${now}`, receivedOn: now.slice(0, 10), documents: g.PAPERS, electronicService: true },
    ...more,
  }));
const accepts = deed('repair', 'accept', HANDLER);
const proposes = deed('repair', 'propose', HANDLER, { outcome: 'grant', findings: '已核查' });
const refuses = deed('repair', 'propose', HANDLER, { outcome: 'refuse', findings: '已核查', reasons: '义务未履行' });
const confirms = deed('repair', 'confirm', g.REVIEWER, { approve: true });
const GRANTED = [applies(), accepts, proposes, confirms];

describe('撤销修复', () => {
  const revocation = deed('repair', 'proposeRevocation', HANDLER, {
    ...{ ground: 'falseMaterial', reasons: '缴款凭证系伪造', documents: DOCUMENTS, electronicService: true },
  });
  const served = deed('repair', 'recordService', g.AGENT, (s: Scene) => ({
    noticeId: s.file('repair')?.notices.at(-1)?.id,
    ...{ method: 'portal', evidence: '网上查阅' },
  }));
  const states = deed('repair', 'state', g.AGENT, { grounds: [{ text: '经办人不知情' }] });
  const concludes = (reasons?: string, outcome = 'revoke'): Deed =>
    deed('repair', 'concludeRevocation', HANDLER, { outcome, findings: '凭证与银行流水不符', reasons });
  const repaired = (): Scene =>
    new Scene(ENTRY_NETWORK, at('2026-05-01'))
      .must(publish)
      .at(at('2026-09-07'))
      .must(...GRANTED)
      .settle();
  const heard = (): Scene => repaired().at(at('2026-11-02')).must(revocation, served).until('repair', 'statement');

  test('the subject is told and heard; one concludes, another confirms; the record is shown for the time that was left', () => {
    const scene = repaired();
    const before = scene.summary();
    expect([before.status, before.shows]).toEqual(['repaired', []]);
    scene.at(at('2026-11-02')).must(revocation);
    expect(scene.try(concludes())).toBe('WRONG_STAGE');
    scene.must(served, states).until('repair', 'statement');
    scene.must(ring(scene, 'statement'));
    expect(scene.try(concludes())).toBe('GROUND_UNANSWERED');
    scene.must(concludes('不知情不影响材料虚假的认定'));
    expect(scene.try({ ...confirms, by: { ...HANDLER, role: 'reviewer' } })).toBe('SAME_PERSON');
    scene.at(at('2026-11-20')).must(confirms).settle();
    const { status, shows, inForce, open } = scene.summary();
    expect({ status, shows, inForce, open }).toEqual({
      status: 'published',
      shows: ['credit-china', 'credit-huaian'],
      inForce: ['huaian-kjj general'],
      open: ['record published'],
    });
    expect(scene.file('repair')?.outcome).toBe('revoked');
    // Shown from 15 April to 7 September, then again from 20 November: the days between do not count.
    const life = scene.file('record') ?? g.nothing();
    expect(termOf(life, 'maxPublicity').derivation.due).toBe('2027-06-28');
    expect(scene.desk.record.bar).toMatchObject({ until: '2029-11-20' });
    const announced = scene.file('repair')?.instructions.filter((i) => i.effect === 'announceBreach');
    expect(announced?.map((i) => i.content?.['公示至'])).toEqual(['2029-11-20', '2029-11-20']);
  });

  test('then nothing may be applied for until the years are over', () => {
    const scene = heard();
    scene.must(ring(scene, 'statement'), concludes(), confirms).settle();
    expect(scene.try(applies())).toBe('BARRED');
    const bar = scene.desk.record.bar ?? g.nothing();
    const record = { ...g.RECORD, bar };
    const refusedOn = given(null, { record }).when(apply());
    refusedOn.thenRefused('BARRED');
    expect(refusedOn.decision).toMatchObject({
      refusal: { details: { earliest: '2029-11-11' }, article: bar.article },
    });
    expect(given(null, { record: { ...record, bar: { ...bar, until: '2026-09-03' } } }).when(apply()).decision.ok).toBe(
      true,
    );
  });

  test('not revoked: the subject is told, and the record stays repaired', () => {
    const scene = heard();
    scene.must(ring(scene, 'statement'), concludes(undefined, 'notRevoke'), confirms);
    expect([scene.desk.record.status, scene.file('repair')?.outcome]).toEqual(['repaired', 'notRevoked']);
    expect(scene.file('repair')?.notices.at(-1)?.kind).toBe('noRevocation');
    // And it may still be doubted anew.
    expect(scene.try(revocation)).toBeNull();
  });

  test('where the region’s rule does not hear first, it is concluded at once', () => {
    const override = {
      parameter: 'revocation.hearing',
      region: '000000',
      number: null,
      unit: null,
      value: 'unheard',
      citation: '示例',
    };
    const pack = repairPack(
      {
        authorityKind: 'general',
        list: null,
        region: '320800',
        decisionDate: '2026-04-15',
        applicationDate: '2026-11-02',
      },
      undefined,
      [override],
    );
    const closed = [after([apply(), accept(day(1)), propose(day(2)), confirm(day(3))])];
    const said = {
      ground: 'brokenCommitment',
      reasons: '违反承诺',
      documents: DOCUMENTS,
      electronicService: true,
    } as const;
    given(null, { pack, closed, record: { ...g.RECORD, status: 'repaired' } })
      .when({ ...act('proposeRevocation', HANDLER, said, '2026-11-02'), caseId: null })
      .then([
        { type: 'opened', state: { stage: 'deliberating' } },
        { type: 'termSet', term: { kind: 'decision' } },
      ]);
  });

  test('not what was never repaired, not by another authority, not before the repair is carried out', () => {
    const shown = new Scene(ENTRY_NETWORK, at('2026-09-07')).must(publish);
    expect(shown.try(revocation)).toBe('NOT_REPAIRED');
    expect(repaired().try({ ...revocation, by: g.actor('x', 'handler', 'sjz-sthj') })).toBe('NOT_COMPETENT');
    expect(shown.must(...GRANTED).try(revocation)).toBe('STILL_CARRIED_OUT');
    expect(heard().try(deed('repair', 'withdraw', g.AGENT, { reason: '不同意' }))).toBe('WRONG_STAGE');
  });

  /** The clock of this kind rings. */
  const ring = (scene: Scene, kind: 'statement'): Deed =>
    deed('repair', 'alarm', g.SYSTEM, {
      termId: termOf(scene.file('repair') ?? g.nothing(), kind).id,
      rung: 'overdue',
    });
});

describe('重整、和解', () => {
  const ruling = [paper('planRuling'), paper('appointment')];
  const PLAN = { ground: 'planApproved', applicant: 'administrator', documents: ruling };
  const plan = applies({ ...PLAN, planUntil: '2027-03-01' });
  const completed = applies({
    ...{ ground: 'planCompleted', applicant: 'administrator' },
    documents: [paper('completionRuling'), paper('appointment')],
  });
  const shielded = (): Scene =>
    new Scene(ENTRY_NETWORK, at('2026-05-06')).must(publish, plan, accepts, proposes, confirms).settle();
  const endShield = deed('record', 'endShield', HANDLER, { reasons: '法院裁定终止执行', documents: DOCUMENTS });

  test('before its minimum the record is hidden and its measures rest for the time of the plan', () => {
    const scene = shielded();
    const { status, shows, inForce, open } = scene.summary();
    expect({ status, shows, inForce, open }).toEqual({
      ...{ status: 'published', shows: [], inForce: [], open: ['record published'] },
    });
    expect(scene.file('repair')).toMatchObject({ outcome: 'shielded', notices: [{}, { kind: 'shieldDecision' }] });
    const life = scene.file('record') ?? g.nothing();
    expect(termOf(life, 'plan').derivation.due).toBe('2027-03-01');
    expect(scene.try(plan)).toBe('SHIELDED');
  });

  test('carried out, it is repaired for good, also before the minimum', () => {
    const scene = shielded().at(at('2026-06-01')).must(completed, accepts, proposes, confirms).settle();
    const { status, shows, open } = scene.summary();
    expect({ status, shows, open }).toEqual({ status: 'repaired', shows: [], open: [] });
  });

  test('failed, the record is shown again and its measures come back, and the subject is told', () => {
    const scene = shielded().at(at('2026-12-01'));
    expect(scene.try({ ...endShield, by: g.actor('x', 'handler', 'sjz-sthj') })).toBe('NOT_COMPETENT');
    scene.must(endShield).settle();
    const { shows, inForce } = scene.summary();
    expect([shows, inForce]).toEqual([['credit-china', 'credit-huaian'], ['huaian-kjj general']]);
    const life = scene.file('record') ?? g.nothing();
    expect(life.notices).toMatchObject([{ kind: 'shieldEnd', reasons: '法院裁定终止执行' }]);
    expect(termOf(life, 'plan').status).toBe('met');
    expect(scene.try(endShield)).toBe('NOT_SHIELDED');
  });

  test('an objection that is closed meanwhile brings no measure back under the shield', () => {
    const object = deed('objection', 'object', g.AGENT, {
      ...{ ground: 'content', explanation: '有误', newEvidence: false, documents: [], channel: 'authority' },
      ...{ corrections: [{ field: '处罚金额', from: '5', to: '3' }], electronicService: true },
    });
    const scene = shielded()
      .must(
        object,
        deed('objection', 'conclude', HANDLER, { verdict: 'uphold', findings: '已核查', reasons: '准确' }),
        deed('objection', 'confirm', g.REVIEWER, { approve: true }),
      )
      .settle();
    expect(scene.summary().inForce).toEqual([]);
    const life = scene.file('record') ?? g.nothing();
    expect(enforcementOf(life).measures.map((m) => measureState(life, m))).toEqual(['suspended']);
  });

  describe('a maximum reached under the shield', () => {
    const reached = (until: string): Scene => {
      const scene = new Scene(ENTRY_NETWORK, at('2026-05-06'))
        .must(publish, applies({ ...PLAN, planUntil: until }), accepts, proposes, confirms)
        .settle()
        .until('record', 'maxPublicity');
      const termId = termOf(scene.file('record') ?? g.nothing(), 'maxPublicity').id;
      return scene.must(deed('record', 'alarm', g.SYSTEM, { termId, rung: 'overdue' })).settle();
    };

    test('ends the publicity; what rests goes on resting while the plan is carried out', () => {
      const scene = reached('2028-03-01');
      const { status, shows, inForce, open } = scene.summary();
      expect({ status, shows, inForce, open }).toEqual({
        ...{ status: 'ended', shows: [], inForce: [], open: ['record ending'] },
      });
      expect(termOf(scene.file('record') ?? g.nothing(), 'plan')).toMatchObject({ status: 'running' });
    });

    test('and the plan fails: the measures come back, and nothing is shown', () => {
      const scene = reached('2028-03-01').must(endShield).settle();
      const { status, shows, inForce, open } = scene.summary();
      expect({ status, shows, inForce, open }).toEqual({
        ...{ status: 'ended', shows: [], inForce: ['huaian-kjj general'], open: [] },
      });
    });

    test('and the plan is carried out: they end for good', () => {
      const scene = reached('2028-03-01').must(completed, accepts, proposes, confirms).settle();
      const { status, shows, inForce, open } = scene.summary();
      expect({ status, shows, inForce, open }).toEqual({ status: 'repaired', shows: [], inForce: [], open: [] });
      // Without a shield nothing of an ended record is applied for.
      const plain = reached('2028-03-01').must(endShield).settle();
      expect(plain.try(completed)).toBe('NOT_PUBLISHED');
    });
  });

  test('granted when the record is shown no longer: what still rests on it rests, and nothing is shown again', () => {
    const scene = new Scene(ENTRY_NETWORK, at('2026-05-06'))
      .must(publish)
      .at(at('2027-04-01'))
      .must(applies({ ...PLAN, planUntil: '2028-03-01' }), accepts, proposes)
      .until('record', 'maxPublicity');
    const termId = termOf(scene.file('record') ?? g.nothing(), 'maxPublicity').id;
    scene
      .must(deed('record', 'alarm', g.SYSTEM, { termId, rung: 'overdue' }))
      .settle()
      .must(confirms)
      .settle();
    const { status, shows, inForce, open } = scene.summary();
    expect({ status, shows, inForce, open }).toEqual({
      ...{ status: 'ended', shows: [], inForce: [], open: ['record ending'] },
    });
    const kinds = scene.file('record')?.terms.map((t) => t.kind);
    expect(kinds).not.toContain('maxPublicity');
  });

  test('a life that was not begun is begun by it', () => {
    const scene = new Scene(ENTRY_NETWORK, at('2026-05-06')).must(plan, accepts, proposes, confirms).settle();
    expect([scene.summary().shows, scene.summary().open]).toEqual([[], ['record published']]);
  });
});

describe('公示期满,义务未履行', () => {
  const unfulfilled: RecordFacts = { ...ENTRY_NETWORK, fulfilled: false };
  const reached = (): Scene => {
    const scene = new Scene(unfulfilled, at('2026-05-06')).must(publish).until('record', 'maxPublicity');
    const life = scene.file('record') ?? g.nothing();
    return scene.must(deed('record', 'alarm', g.SYSTEM, { termId: termOf(life, 'maxPublicity').id, rung: 'overdue' }));
  };
  const prolong = (until: string, basis = '《示例行业信用管理办法》第九条') =>
    deed('record', 'prolong', HANDLER, { until, basis, reasons: '义务仍未履行' });

  test('the authority has a term to decide, prolongs by the rule of its sector, and the next end is decided anew', () => {
    const scene = reached();
    const life = (): CaseState => scene.file('record') ?? g.nothing();
    expect(termOf(life(), 'sector')).toMatchObject({ holder: g.AUTHORITY, status: 'running' });
    expect(scene.try(prolong('2027-04-01'))).toBe('DEADLINE_PAST');
    expect(scene.try(prolong('2027-10-16', ' '))).toBe('REASON_MISSING');
    scene.must(prolong('2027-10-16'));
    expect([life().stage, scene.desk.record.status, termOf(life(), 'sector').status]).toEqual([
      'published',
      'published',
      'met',
    ]);
    expect(life().notices).toMatchObject([{ kind: 'prolongation' }]);
    const next = termsOf(life(), 'maxPublicity').at(-1) ?? g.nothing();
    expect([next.derivation.due, next.rule.article]).toEqual(['2027-10-16', '《示例行业信用管理办法》第九条']);
    scene.at(next.derivation.dueAt).must(deed('record', 'alarm', g.SYSTEM, { termId: next.id, rung: 'overdue' }));
    expect(life().stage).toBe('awaitingSector');
    scene.must(deed('record', 'endUnfulfilled', HANDLER, { reasons: '行业规定的期限届满' })).settle();
    expect(life().outcome).toBe('publicityEnded');
  });
});

describe('对修复决定的复议、诉讼', () => {
  const filed = deed('record', 'recordChallenge', HANDLER, {
    ...{
      kind: 'reconsideration',
      about: 'repair',
      filedOn: '2026-09-14',
      body: '市行政复议局',
      documentNumber: '受〔2026〕1号',
    },
  });
  const result = deed('record', 'recordChallengeResult', HANDLER, (s: Scene) => ({
    challenge: enforcementOf(s.file('record') ?? g.nothing()).challenges?.[0]?.id,
    ...{ documentNumber: '决〔2026〕1号', documents: DOCUMENTS, result: 'annulled' },
  }));
  const refusedThen = (): Scene =>
    new Scene(ENTRY_NETWORK, at('2026-09-07'))
      .must(publish, applies(), accepts, refuses, confirms)
      .at(at('2026-09-14'))
      .must(filed);

  test('a refusal that is annulled leaves the record as it is; the authority has a term to decide anew', () => {
    const scene = refusedThen();
    expect(scene.summary().shows).toEqual(['credit-china', 'credit-huaian']);
    scene.at(at('2026-10-12')).must(result).settle();
    const { status, shows, inForce } = scene.summary();
    expect({ status, shows, inForce }).toEqual({
      ...{ status: 'published', shows: ['credit-china', 'credit-huaian'], inForce: ['huaian-kjj general'] },
    });
    const life = (): CaseState => scene.file('record') ?? g.nothing();
    expect(termOf(life(), 'redecision')).toMatchObject({ holder: g.AUTHORITY, status: 'running' });
    scene.must(applies(), accepts, refuses, confirms);
    expect(termOf(life(), 'redecision').status).toBe('met');
  });

  test('granted anew, it ends with the record', () => {
    const scene = refusedThen()
      .at(at('2026-10-12'))
      .must(result, ...GRANTED)
      .settle();
    expect([scene.desk.record.status, termOf(scene.file('record') ?? g.nothing(), 'redecision').status]).toEqual([
      'repaired',
      'met',
    ]);
  });
});
