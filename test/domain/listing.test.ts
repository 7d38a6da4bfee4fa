import type { CaseState, ListingStage } from '../../domain/file/case.js';
import { isOpen, keptInTime } from '../../domain/file/clock.js';
import { derive, explain } from '../../domain/time/term.js';
import { deliveriesDue } from '../../domain/file/outbound.js';
import { LISTS } from '../../domain/law/lists.js';
import { listingPack } from '../../domain/law/packs.js';
import { LISTING_STAGES, type ListingAct } from '../../domain/listing/listing-acts.js';
import * as g from './given.js';
import { act, AGENT, at, HANDLER, ring, serve, termOf, termsOf } from './given.js';
import {
  afterEnforcement,
  afterListing,
  answer,
  CONTENTS,
  ENFORCED,
  ENTRY,
  followsOf,
  FOREIGN,
  FOUND,
  foundFor,
  givenEnforcement,
  givenListing,
  NETWORK,
  PROPOSAL,
  proposeDecision,
  proposeListing,
  state,
  SUPERIOR,
  type Setup,
  receiveListing,
} from './given-processes.js';

const GENERAL = { region: '320800', authorityKind: 'general', list: FOUND.list, day: '2026-09-01' } as const;
const waive = (when: string, by = AGENT) => act('waive', by, {}, when);
const hearing = (heldOn: string, when: string) => act('holdHearing', HANDLER, { heldOn, minutes: '听证笔录' }, when);
const consent = (when: string, approve = true, by = SUPERIOR) =>
  act('consent', by, { approve, reasons: approve ? undefined : '证据不足' }, when);
const drop = (reasons: string, when: string) => act('dropProposal', HANDLER, { reasons }, when);
const final = (finalOn: string, when: string) =>
  act('confirmFinality', HANDLER, { finalOn, documentNumber: '示例税罚〔2026〕1号' }, when);
const verify = (confirmed: boolean, when: string, reasons = '与上级文件核对一致') =>
  act('verifyReceived', HANDLER, { confirmed, reasons }, when);
/** The end of the term for statement and defence, which is the second clock of the file. */
const silence = (when: string) => ring('X1-t2', 'overdue', when);

const due = (file: CaseState, kind: Parameters<typeof termOf>[1]): string => termOf(file, kind).derivation.due;

const noticed = (more: Parameters<typeof proposeListing>[0] = {}, setup: Setup = {}): CaseState =>
  afterListing([proposeListing(more), serve('X1-n1', '2026-09-02')], setup);
const heard = (setup: Setup = {}): CaseState => afterListing([silence('2026-09-10')], setup, noticed({}, setup));
const proposed = (setup: Setup = {}): CaseState => afterListing([proposeDecision('2026-09-10')], setup, heard(setup));
const decided = (setup: Setup = {}): CaseState => afterListing([g.confirm('2026-09-11')], setup, proposed(setup));

describe('拟列入', () => {
  test('opens a file, signs the 告知书 and gives the authority a configured time to serve it', () => {
    const file = givenListing(null)
      .when(proposeListing())
      .then([
        {
          type: 'opened',
          state: {
            process: 'listing',
            stage: 'noticing',
            department: g.AUTHORITY,
            consented: true,
            particulars: { list: 'environment', origin: 'own', measures: PROPOSAL.measures, months: 24, heard: false },
          },
        },
        { type: 'recordMoved', status: 'proposed' },
        { type: 'noticeSigned', notice: { kind: 'listingNotice', signedOn: '2026-09-01', service: null } },
        {
          type: 'termSet',
          term: { kind: 'service', holder: g.AUTHORITY, rule: { unit: 'prompt', basis: 'configured' } },
        },
      ]);
    expect(due(file, 'service')).toBe('2026-09-03');
  });

  test('only for a list of the catalogue, kept by an authority of this kind, for the matter it was found for', () => {
    for (const [payload, setup] of [
      [{ list: 'local-invention' }, {}],
      [{ list: 'wages' }, {}],
      [{}, { record: { ...FOUND, list: '本地扩展名单' } }],
      [{}, { record: { ...FOUND, list: null } }],
      [{ list: 'tax' }, { record: foundFor('tax'), authorityKind: 'general' }],
    ] as const)
      givenListing(null, setup).when(proposeListing(payload)).thenRefused('LIST_NOT_IN_CATALOGUE');
  });

  test('only with measures of the catalogue for that list, named when they are not', () => {
    const refused = givenListing(null).when(
      proposeListing({ measures: ['procurementBan', 'consumptionLimit', 'pillory'] }),
    );
    refused.thenRefused('MEASURE_NOT_IN_CATALOGUE');
    expect(refused.decision).toMatchObject({ refusal: { details: { measures: '限制高消费及有关消费、pillory' } } });
    givenListing(null)
      .when(proposeListing({ measures: ['greenChannel'] }))
      .thenRefused('MEASURE_NOT_IN_CATALOGUE');
  });

  test('with facts and basis, and once', () => {
    givenListing(null)
      .when(proposeListing({ facts: ' ' }))
      .thenRefused('REASON_MISSING');
    givenListing(null)
      .when(proposeListing({ basis: '' }))
      .thenRefused('REASON_MISSING');
    givenListing(noticed()).when(proposeListing()).thenRefused('CASE_OPEN');
  });

  test('a rectification that failed hands it over; the case knows from which', () => {
    givenListing(null)
      .when(act('handedOver', g.SYSTEM, { ...PROPOSAL, linkedCase: 'Z1' }, '2026-09-01'))
      .then([{ type: 'opened', state: { stage: 'noticing', particulars: { linkedCase: 'Z1' } } }, {}, {}, {}]);
  });
});

describe('告知与陈述申辩', () => {
  test('service starts the default of five working days, which is not law', () => {
    const file = givenListing(afterListing([proposeListing()]))
      .when(serve('X1-n1', '2026-09-02'))
      .then([
        { type: 'noticeServed', service: { method: 'portal', servedAt: at('2026-09-02') } },
        { type: 'termSet', term: { kind: 'service', status: 'met' } },
        { type: 'staged', stage: 'stating' },
        { type: 'termSet', term: { kind: 'statement', holder: 'S1', start: '2026-09-02' } },
      ]);
    expect(due(file, 'statement')).toBe('2026-09-09');
    expect(termOf(file, 'statement').rule).toMatchObject({ basis: 'configured', article: '系统默认参数(待确认)' });
  });

  test.each([
    ['samr', 'law', '《行政处罚法》(主席令第70号)第六十四条(一)'],
    ['tax', 'configured', '国家税务总局令第54号)第九条'],
  ])('the list %s has its own rule (%s)', (list, basis, article) => {
    const { rule, derivation } = termOf(noticed({ list, measures: [] }, { record: foundFor(list) }), 'statement');
    expect([rule.basis, derivation.due]).toEqual([basis, '2026-09-09']);
    expect(rule.article).toContain(article);
  });

  test('every ground is numbered, whoever enters it for the party, and as long as the term runs', () => {
    const first = givenListing(noticed())
      .when(state(['已按期整改', '处罚决定已被起诉'], '2026-09-04'))
      .then([
        {
          type: 'noted',
          particulars: {
            grounds: [
              { id: 'g1', answer: null },
              { id: 'g2', answer: null },
            ],
            hearing: null,
          },
        },
      ]);
    const file = givenListing(first)
      .when(state(['另有新证据'], '2026-09-07', true, g.WINDOW))
      .then([{ type: 'noted', particulars: { hearing: { requestedOn: '2026-09-07', heldOn: null } } }]);
    expect(file.particulars).toMatchObject({ grounds: [{ id: 'g1' }, { id: 'g2' }, { id: 'g3', text: '另有新证据' }] });
    givenListing(noticed())
      .when(state(['x'], '2026-09-04', false, HANDLER))
      .thenRefused('NOT_APPLICANT');
    const late = givenListing(noticed()).when(state(['迟到'], '2026-09-10'));
    late.thenRefused('TOO_LATE');
    expect(late.decision).toMatchObject({ refusal: { details: { due: '2026-09-09' } } });
  });

  test('its end lets the authority decide, from that very day', () => {
    const file = givenListing(noticed())
      .when(silence('2026-09-10'))
      .then([
        { type: 'termSet', term: { kind: 'statement', fired: 'overdue' } },
        { type: 'termSet', term: { kind: 'statement', status: 'cancelled' } },
        { type: 'noted', particulars: { heard: true, waived: false } },
        { type: 'staged', stage: 'deliberating' },
        { type: 'termSet', term: { kind: 'decision', holder: g.AUTHORITY, start: '2026-09-10' } },
      ]);
    expect(due(file, 'decision')).toBe('2026-09-14');
    givenListing(noticed()).when(silence('2026-09-09')).thenRefused('NOTHING_DUE');
  });

  test('an express waiver of the party is the only other way', () => {
    givenListing(noticed())
      .when(waive('2026-09-03'))
      .then([
        { type: 'noted', particulars: { heard: true, waived: true } },
        { type: 'termSet', term: { kind: 'statement', status: 'met' } },
        { type: 'staged', stage: 'deliberating' },
        { type: 'termSet', term: { kind: 'decision', start: '2026-09-03' } },
      ]);
    givenListing(noticed()).when(waive('2026-09-03', HANDLER)).thenRefused('NOT_APPLICANT');
  });

  test('a hearing is told of seven working days ahead, and is over before anybody decides', () => {
    const asked = afterListing([state(['要求听证'], '2026-09-04', true), answer(['g1'], '2026-09-08')], {}, noticed());
    const early = givenListing(asked).when(hearing('2026-09-14', '2026-09-14'));
    early.thenRefused('HEARING_TOO_EARLY');
    expect(early.decision).toMatchObject({ refusal: { details: { earliest: '2026-09-15' } } });
    givenListing(asked).when(hearing('2026-09-16', '2026-09-15')).thenRefused('DATE_IN_FUTURE');
    const silent = afterListing([silence('2026-09-10')], {}, asked);
    givenListing(silent).when(proposeDecision('2026-09-10')).thenRefused('STILL_HEARING');
    const file = givenListing(silent)
      .when(hearing('2026-09-15', '2026-09-15'))
      .then([{ type: 'noted', particulars: { hearing: { requestedOn: '2026-09-04', heldOn: '2026-09-15' } } }]);
    expect(givenListing(file).when(proposeDecision('2026-09-15')).decision.ok).toBe(true);
    givenListing(file).when(hearing('2026-09-16', '2026-09-16')).thenRefused('WRONG_STAGE');
    givenListing(heard()).when(hearing('2026-09-16', '2026-09-16')).thenRefused('WRONG_STAGE');
  });

  test('each ground is answered with reasons before a decision is proposed', () => {
    const stated = afterListing([state(['甲', '乙'], '2026-09-04'), silence('2026-09-10')], {}, noticed());
    givenListing(stated)
      .when(answer(['g3'], '2026-09-10'))
      .thenRefused('ITEM_UNKNOWN');
    givenListing(stated)
      .when(act('answerGrounds', HANDLER, { answers: [{ ground: 'g1', accepted: false, reason: ' ' }] }, '2026-09-10'))
      .thenRefused('REASON_MISSING');
    const half = afterListing([answer(['g1'], '2026-09-10')], {}, stated);
    const unanswered = givenListing(half).when(proposeDecision('2026-09-10'));
    unanswered.thenRefused('GROUND_UNANSWERED');
    expect(unanswered.decision).toMatchObject({ refusal: { details: { count: '1' } } });
    const whole = givenListing(half)
      .when(answer(['g2'], '2026-09-11'))
      .then([{ particulars: { grounds: [{ answer: { accepted: false } }, { answer: { accepted: false } }] } }]);
    expect(givenListing(whole).when(proposeDecision('2026-09-11')).decision.ok).toBe(true);
  });
});

describe('理由成立的应当采纳(《行政处罚法》第四十五条)', () => {
  const stated = (): CaseState =>
    afterListing([state(['该处罚已被撤销', '不从事采购'], '2026-09-04'), silence('2026-09-10')], {}, noticed());
  const answered = (removes?: Parameters<typeof answer>[3]): CaseState =>
    afterListing([answer(['g1'], '2026-09-10', true, removes), answer(['g2'], '2026-09-10')], {}, stated());

  test('a ground that takes the listing away leaves only the decision not to list', () => {
    const refused = givenListing(answered()).when(proposeDecision('2026-09-11'));
    refused.thenRefused('GROUND_NOT_ADOPTED');
    expect(refused.decision).toMatchObject({ refusal: { details: { grounds: '该处罚已被撤销' } } });
    const notList = { outcome: 'notList', reasons: '申辩理由成立', contents: undefined } as const;
    givenListing(answered())
      .when(proposeDecision('2026-09-11', notList))
      .then([{ particulars: { decided: null } }, { proposal: { outcome: 'notList' } }, {}, {}]);
  });

  test('when every ground is accepted as it stands, nobody is listed', () => {
    const all = afterListing([answer(['g1', 'g2'], '2026-09-10', true)], {}, stated());
    givenListing(all).when(proposeDecision('2026-09-11')).thenRefused('GROUND_NOT_ADOPTED');
    givenListing(all)
      .when(proposeDecision('2026-09-11', { measures: [], months: 1 }))
      .thenRefused('GROUND_NOT_ADOPTED');
  });

  test('a ground against a measure, or its time, takes away no more than that', () => {
    const removes = { measures: ['procurementBan'], months: 12 };
    for (const more of [{ months: 12 }, { measures: ['honourLimit'] }, { measures: ['honourLimit'], months: null }])
      expect(givenListing(answered(removes)).when(proposeDecision('2026-09-11', more)).decision.ok).toBe(false);
    givenListing(answered(removes))
      .when(proposeDecision('2026-09-11', { months: 12 }))
      .thenRefused('GROUND_NOT_ADOPTED');
    expect(
      givenListing(answered(removes)).when(
        proposeDecision('2026-09-11', { measures: ['honourLimit', 'industryBan'], months: 12 }),
      ).decision.ok,
    ).toBe(true);
  });

  test('accepting says what it takes away; what is not accepted takes nothing', () => {
    givenListing(stated())
      .when(answer(['g1'], '2026-09-10', true, { measures: [], months: null }))
      .thenRefused('ITEM_MISSING');
    const file = afterListing([answer(['g1', 'g2'], '2026-09-10', false, { measures: [], months: 1 })], {}, stated());
    expect(givenListing(file).when(proposeDecision('2026-09-11')).decision.ok).toBe(true);
  });
});

describe('公告送达', () => {
  const announced = (): CaseState => afterListing([proposeListing(), serve('X1-n1', '2026-09-02', 'announcement')]);
  /** The thirty days end on 2 October, in the holidays: on the 8th. */
  const over = (when = '2026-10-09'): ReturnType<typeof ring> => ring('X1-t2', 'overdue', when);

  test('serves when its days are over: until then nothing runs against the party', () => {
    const file = givenListing(afterListing([proposeListing()]))
      .when(serve('X1-n1', '2026-09-02', 'announcement'))
      .then([
        {
          type: 'noticeServed',
          service: { method: 'announcement', servedAt: at('2026-10-08', '23:59') },
        },
        { term: { kind: 'announcement', holder: g.AUTHORITY, start: '2026-09-02', instructionId: 'X1-n1' } },
        { term: { kind: 'service', status: 'met' } },
      ]);
    expect(file.stage).toBe('noticing');
    expect([due(file, 'announcement'), termOf(file, 'announcement').rule.basis]).toEqual(['2026-10-08', 'configured']);
    expect(termOf(file, 'announcement').alarms.map((a) => a.rung)).toEqual(['overdue']);
    givenListing(file).when(proposeDecision('2026-10-08')).thenRefused('NOTICE_NOT_SERVED');
    givenListing(file).when(over('2026-10-08')).thenRefused('NOTHING_DUE');
  });

  test('its end starts the party’s time, whose proof says so', () => {
    const file = givenListing(announced())
      .when(over())
      .then([
        { term: { kind: 'announcement', status: 'met' } },
        { stage: 'stating' },
        { term: { kind: 'statement', start: '2026-10-08' } },
      ]);
    expect(due(file, 'statement')).toBe('2026-10-14');
    const proof = explain(termOf(file, 'statement').derivation).join('');
    expect(proof).toContain('自公告期满之日(2026-10-08)起算');
    expect(proof).toContain('《民事诉讼法》');
  });

  test('until then any other service takes its place, and its clock stops', () => {
    const file = givenListing(announced())
      .when(serve('X1-n1', '2026-09-10'))
      .then([
        { type: 'noticeServed', service: { method: 'portal', servedAt: at('2026-09-10') } },
        { term: { kind: 'announcement', status: 'cancelled' } },
        { stage: 'stating' },
        { term: { kind: 'statement', start: '2026-09-10' } },
      ]);
    expect(termOf(file, 'statement').rule.article).not.toContain('公告');
    givenListing(file).when(over()).thenRefused('NOTHING_DUE');
    givenListing(announced())
      .when(serve('X1-n1', '2026-09-10', 'announcement'))
      .thenRefused('ALREADY_SERVED');
    givenListing(afterListing([over()], {}, announced()))
      .when(serve('X1-n1', '2026-10-10'))
      .thenRefused('ALREADY_SERVED');
  });

  test('a decision that is announced takes effect with the end of its days, and both papers with it', () => {
    const file = givenListing(decided())
      .when(serve('X1-n2', '2026-09-14', 'announcement'))
      .then([
        { type: 'noticeServed', id: 'X1-n2' },
        { term: { kind: 'announcement' } },
        { type: 'noticeServed', id: 'X1-n3', service: { method: 'announcement' } },
        { term: { kind: 'service', status: 'met' } },
      ]);
    expect(file.stage).toBe('delivering');
    const { id, derivation } = termOf(file, 'announcement');
    const end = givenListing(file).when(ring(id, 'overdue', '2026-10-15'));
    expect(derivation.due).toBe('2026-10-14');
    end.then([{ term: { status: 'met' } }, { status: 'published' }, { type: 'closed', outcome: 'listed' }]);
    expect(followsOf(end)).toMatchObject([{ name: 'publish' }]);
    const other = givenListing(file).when(serve('X1-n3', '2026-09-20', 'post'));
    const served = other.then([{}, { id: 'X1-n2', service: { method: 'post' } }, {}, {}, { outcome: 'listed' }]);
    expect(termOf(served, 'announcement').status).toBe('cancelled');
  });
});

describe('拟定与批准', () => {
  test('nobody is decided on before the notice was served and the time is over', () => {
    givenListing(afterListing([proposeListing()]))
      .when(proposeDecision('2026-09-02'))
      .thenRefused('NOTICE_NOT_SERVED');
    givenListing(noticed()).when(proposeDecision('2026-09-09')).thenRefused('STILL_HEARING');
  });

  test('a decision to list has the five contents; what is missing is named', () => {
    const refused = givenListing(heard()).when(
      proposeDecision('2026-09-10', { contents: { ...CONTENTS, exitConditions: ' ', remedies: '' } }),
    );
    refused.thenRefused('CONTENT_MISSING');
    expect(refused.decision).toMatchObject({ refusal: { details: { missing: '移出条件和程序、救济措施' } } });
    givenListing(heard())
      .when(proposeDecision('2026-09-10', { findings: '' }))
      .thenRefused('REASON_MISSING');
    givenListing(heard())
      .when(proposeDecision('2026-09-10', { outcome: 'notList', contents: undefined }))
      .thenRefused('REASON_MISSING');
  });

  test.each([
    ['another measure', { measures: [...PROPOSAL.measures, 'biddingLimit'] }],
    ['a longer time', { months: 36 }],
    ['no end at all', { months: null }],
  ])('never worse than what the party was told of: %s', (_, more) => {
    givenListing(heard()).when(proposeDecision('2026-09-10', more)).thenRefused('WORSE_THAN_NOTICED');
  });

  test('milder is lawful', () => {
    givenListing(heard())
      .when(proposeDecision('2026-09-10', { measures: ['honourLimit'], months: 12 }))
      .then([
        { type: 'noted', particulars: { decided: { measures: ['honourLimit'], months: 12, contents: CONTENTS } } },
        { type: 'proposed', proposal: { outcome: 'list', by: 'handler' } },
        { type: 'assigned', handler: 'handler' },
        { type: 'staged', stage: 'proposed' },
      ]);
  });

  test('another person approves, or returns it with reasons', () => {
    givenListing(proposed())
      .when({ ...g.confirm('2026-09-11'), actor: g.actor('handler', 'reviewer', g.AUTHORITY) })
      .thenRefused('SAME_PERSON');
    givenListing(proposed())
      .when(act('confirm', g.REVIEWER, { approve: false }, '2026-09-11'))
      .thenRefused('REASON_MISSING');
    const returned = givenListing(proposed())
      .when(g.confirm('2026-09-11', false))
      .then([
        { type: 'proposed', proposal: null },
        { type: 'staged', stage: 'deliberating' },
      ]);
    expect(isOpen(termOf(returned, 'decision'))).toBe(true);
  });

  test('only by the authority itself', () => {
    givenListing(heard())
      .when({ ...proposeDecision('2026-09-10'), actor: FOREIGN })
      .thenRefused('NOT_COMPETENT');
    givenListing(proposed())
      .when({ ...g.confirm('2026-09-11'), actor: FOREIGN })
      .thenRefused('NOT_COMPETENT');
    givenListing(heard())
      .when({ ...drop('不成立', '2026-09-10'), actor: FOREIGN })
      .thenRefused('NOT_COMPETENT');
  });

  test('the list of the market regulators asks the next higher authority, each with a clock of its own', () => {
    const setup = { record: foundFor('samr') };
    const file = afterListing(
      [silence('2026-09-10'), proposeDecision('2026-09-10', { measures: [] })],
      setup,
      noticed({ list: 'samr', measures: [] }, setup),
    );
    const consenting = givenListing(file, setup)
      .when(g.confirm('2026-09-11'))
      .then([
        { type: 'termSet', term: { kind: 'decision', holder: g.AUTHORITY, status: 'met' } },
        { type: 'staged', stage: 'consenting' },
        { type: 'termSet', term: { kind: 'decision', holder: SUPERIOR.department, status: 'running' } },
      ]);
    const alone = { record: { ...setup.record, network: { ...NETWORK, superior: null } } };
    givenListing(file, alone).when(g.confirm('2026-09-11')).thenRefused('NO_SUPERIOR');
    givenListing(consenting, setup)
      .when(consent('2026-09-14', true, g.REVIEWER))
      .thenRefused('NOT_COMPETENT');
    givenListing(consenting, setup)
      .when(consent('2026-09-14', false))
      .then([{ proposal: null }, { stage: 'deliberating' }]);
    const listed = givenListing(consenting, setup)
      .when(consent('2026-09-14'))
      .then([
        { type: 'termSet', term: { kind: 'decision', status: 'met' } },
        { notice: { kind: 'listingDecision', signedOn: '2026-09-14' } },
        { notice: { kind: 'repairGuide' } },
        { proposal: null },
        { type: 'recordDecided' },
        { stage: 'delivering' },
        { term: { kind: 'service' } },
      ]);
    expect(termsOf(listed, 'decision').every(keptInTime)).toBe(true);
  });

  test('the list of the tax authorities waits until nobody can challenge what it rests on', () => {
    const setup = { record: foundFor('tax') };
    const waiting = afterListing(
      [silence('2026-09-10'), proposeDecision('2026-09-10', { measures: [] }), g.confirm('2026-09-11')],
      setup,
      noticed({ list: 'tax', measures: [] }, setup),
    );
    expect(waiting).toMatchObject({ stage: 'awaitingFinality', notices: [{ kind: 'listingNotice' }] });
    givenListing(waiting, setup).when(final('2026-09-15', '2026-09-14')).thenRefused('NOT_FINAL');
    givenListing(waiting, setup)
      .when(final('2026-09-14', '2026-09-14'))
      .then([{ notice: { kind: 'listingDecision', signedOn: '2026-09-14' } }, {}, {}, {}, {}, {}]);
  });
});

describe('决定与送达', () => {
  test('the decision and the repair guide are signed together, the record gets its day and its severity', () => {
    const file = givenListing(proposed())
      .when(g.confirm('2026-09-11'))
      .then([
        { type: 'termSet', term: { kind: 'decision', status: 'met' } },
        { type: 'noticeSigned', notice: { id: 'X1-n2', kind: 'listingDecision', number: null } },
        { type: 'noticeSigned', notice: { id: 'X1-n3', kind: 'repairGuide' } },
        { type: 'proposed', proposal: null },
        { type: 'recordDecided', noticeId: 'X1-n2', decisionDate: '2026-09-11', severity: 'serious' },
        { type: 'staged', stage: 'delivering' },
        { type: 'termSet', term: { kind: 'service', status: 'running' } },
      ]);
    const [, service] = termsOf(file, 'service');
    expect([service?.derivation.due, service?.rule.basis]).toEqual(['2026-09-21', 'law']);
    expect(service?.rule.article).toContain('第六十一条');
  });

  test.each(['X1-n2', 'X1-n3'])('one service delivers both papers (%s), and makes the listing known', (paper) => {
    const serving = givenListing(decided()).when(serve(paper, '2026-09-14', 'post'));
    const other = paper === 'X1-n2' ? 'X1-n3' : 'X1-n2';
    const file = serving.then([
      { type: 'noticeServed', id: paper },
      { type: 'noticeServed', id: other, service: { method: 'post', servedAt: at('2026-09-14') } },
      { type: 'termSet', term: { kind: 'service', status: 'met' } },
      { type: 'recordMoved', status: 'published', at: at('2026-09-14') },
      { type: 'closed', outcome: 'listed' },
    ]);
    expect(followsOf(serving)).toMatchObject([
      {
        process: 'record',
        name: 'publish',
        opens: true,
        payload: {
          measures: PROPOSAL.measures,
          months: 24,
          publicationFrom: '2026-09-11',
          publication: { number: 7, unit: 'workday', basis: 'law' },
        },
      },
    ]);
    expect(file.terms.filter(isOpen)).toEqual([]);
  });

  test.each([
    ['samr', { number: 20, unit: 'workday' }, '2026-09-11'],
    ['tax', { number: 15, unit: 'monthDay' }, '2026-09-16'],
  ] as const)('the list %s is published within its own term', (list, publication, publicationFrom) => {
    const setup = { record: foundFor(list) };
    const extra = list === 'samr' ? consent('2026-09-11') : final('2026-09-11', '2026-09-11');
    const file = afterListing(
      [silence('2026-09-10'), proposeDecision('2026-09-10', { measures: [] }), g.confirm('2026-09-11'), extra],
      setup,
      noticed({ list, measures: [] }, setup),
    );
    const serving = givenListing(file, setup).when(serve('X1-n2', '2026-09-16'));
    expect(followsOf(serving)).toMatchObject([{ name: 'publish', payload: { publication, publicationFrom } }]);
  });

  /** As law.md 1.1 has it; a court’s entry is made known with its issue, promptly. */
  const PUBLISHED: Record<string, readonly [number: number, unit: string, from: string, basis: string]> = {
    court: [2, 'prompt', 'decision', 'configured'],
    samr: [20, 'workday', 'decision', 'law'],
    tax: [15, 'monthDay', 'service', 'configured'],
    ...Object.fromEntries(
      ['wages', 'safety', 'social', 'procurement', 'environment'].map(
        (code) => [code, [7, 'workday', 'decision', 'law']] as const,
      ),
    ),
  };

  test.each(LISTS.map((l) => l.code))('the list %s is published by its own rule', (code) => {
    const { authorityKinds, name } = LISTS.find((l) => l.code === code)!;
    for (const authorityKind of authorityKinds) {
      const pack = listingPack({ region: '320800', authorityKind, list: name, day: '2026-09-01' });
      const { number, unit, basis } = pack.publication;
      expect([number, unit, pack.publicationFrom, basis]).toEqual(PUBLISHED[code]);
    }
  });

  test.each([
    ['samr', '2026-09-11', '2026-10-15'],
    ['tax', '2026-09-16', '2026-10-15'],
    ['environment', '2026-09-11', '2026-09-21'],
  ])('published by: %s', (list, from, due) => {
    const authorityKind = list === 'environment' ? 'general' : (list as 'samr' | 'tax');
    const record = foundFor(list);
    const { publication } = listingPack({ region: record.region, authorityKind, list: record.list, day: '2026-09-01' });
    expect(derive(publication, from, [], [], g.calendar).due).toBe(due);
  });

  test('not to list gives reasons in a paper, and the matter is dropped', () => {
    const setup = { record: FOUND };
    const file = afterListing(
      [proposeDecision('2026-09-10', { outcome: 'notList', reasons: '申辩理由成立', contents: undefined })],
      setup,
      heard(),
    );
    givenListing(file)
      .when(g.confirm('2026-09-11'))
      .then([
        { type: 'noticeSigned', notice: { kind: 'noListingDecision', reasons: '申辩理由成立' } },
        { type: 'termSet', term: { kind: 'decision', status: 'met' } },
        { type: 'recordMoved', status: 'dropped' },
        { type: 'closed', outcome: 'notListed' },
      ]);
  });

  test('to drop it on the way is proposed with reasons, and confirmed by another person', () => {
    givenListing(noticed()).when(drop(' ', '2026-09-03')).thenRefused('REASON_MISSING');
    const proposing = givenListing(noticed())
      .when(drop('所依据的处罚已撤销', '2026-09-03'))
      .then([{ type: 'proposed', proposal: { outcome: 'notList', reasons: '所依据的处罚已撤销', by: 'handler' } }]);
    expect([proposing.stage, proposing.outcome]).toEqual(['stating', null]);
    givenListing(proposing)
      .when({ ...g.confirm('2026-09-04'), actor: g.actor('handler', 'reviewer', g.AUTHORITY) })
      .thenRefused('SAME_PERSON');
    const file = givenListing(proposing)
      .when(g.confirm('2026-09-04'))
      .then([
        { notice: { kind: 'noListingDecision', reasons: '所依据的处罚已撤销' } },
        { type: 'recordMoved', status: 'dropped' },
        { type: 'termSet', term: { kind: 'statement', status: 'cancelled' } },
        { type: 'closed', outcome: 'notListed' },
      ]);
    expect(deliveriesDue(file).map((d) => d.kind)).toEqual(['notice', 'notice']);
  });

  test('what is not confirmed goes on where it stood; without a proposal there is nothing to confirm', () => {
    givenListing(noticed()).when(g.confirm('2026-09-03')).thenRefused('NOTHING_PROPOSED');
    const file = afterListing([drop('拟撤回', '2026-09-03'), g.confirm('2026-09-04', false)], {}, noticed());
    expect([file.stage, file.proposal]).toEqual(['stating', null]);
    const waited = afterListing([drop('拟撤回', '2026-09-03'), silence('2026-09-10')], {}, noticed());
    expect([waited.stage, waited.proposal?.outcome]).toEqual(['deliberating', 'notList']);
    const instead = afterListing([proposeDecision('2026-09-10')], {}, waited);
    expect([instead.stage, instead.proposal?.outcome]).toEqual(['proposed', 'list']);
  });
});

describe('责任人员', () => {
  const responsible = [
    { office: 'legalRepresentative', count: 1 },
    { office: 'directlyResponsible', count: 2 },
  ] as const;
  const personal = { measures: ['appointmentLimit', 'honourLimit'], responsible };
  const implementers = [
    { party: 'huaian-scjg', adapter: 'http', measures: ['appointmentLimit', 'honourLimit'] },
  ] as const;

  test('measures on persons need somebody who answers for the organisation, by office and number', () => {
    for (const none of [undefined, []]) {
      const refused = givenListing(null).when(proposeListing({ ...personal, responsible: none }));
      refused.thenRefused('RESPONSIBLE_MISSING');
      expect(refused.decision).toMatchObject({
        refusal: { details: { measures: '限制担任法定代表人、董事、监事、高级管理人员' } },
      });
    }
    givenListing(null)
      .when(proposeListing(personal))
      .then([{ state: { particulars: { responsible } } }, {}, {}, {}]);
    const person = { record: { ...FOUND, subjectKind: 'person' as const } };
    expect(givenListing(null, person).when(proposeListing({ ...personal, responsible: [] })).decision.ok).toBe(true);
  });

  test('each of them gets the measures on persons, the organisation its own, in one life of the record', () => {
    const acts = [silence('2026-09-10'), proposeDecision('2026-09-10', { measures: personal.measures })];
    const file = afterListing([...acts, g.confirm('2026-09-11')], {}, noticed(personal));
    const delivering = givenListing(file).when(serve('X1-n2', '2026-09-14'));
    expect(followsOf(delivering)).toMatchObject([{ name: 'publish', payload: { responsible } }]);
    const record = { ...ENTRY, network: { ...NETWORK, implementers } };
    const publication = { ...ENFORCED, measures: personal.measures, responsible };
    const life = afterEnforcement([act('publish', g.SYSTEM, publication, '2026-09-14')], { record });
    const ordered = life.instructions.filter((i) => i.effect === 'applyMeasure').map((i) => i.content);
    expect(ordered).toEqual([
      { measure: 'appointmentLimit', responsible: '法定代表人1名' },
      { measure: 'appointmentLimit', responsible: '直接责任人员2名' },
      { measure: 'honourLimit' },
    ]);
    const resting = afterEnforcement([act('suspend', g.SYSTEM, { objection: 'Y1' }, '2026-09-15')], { record }, life);
    const rests = resting.instructions.filter((i) => i.effect === 'suspendMeasure').map((i) => i.content);
    expect(rests).toEqual(ordered);
  });
});

describe('失信被执行人名单', () => {
  const setup = { record: foundFor('court') };
  const sentence = { measures: ['consumptionLimit'], months: 24 };
  const judged = (graceMonths: number): CaseState =>
    afterListing(
      [silence('2026-09-10'), proposeDecision('2026-09-10', { ...sentence, graceMonths })],
      setup,
      noticed({ list: 'court', ...sentence }, setup),
    );
  const inGrace = (): CaseState => afterListing([g.confirm('2026-09-11')], setup, judged(2));

  test('takes effect when it is issued, and is served afterwards', () => {
    const issuing = givenListing(judged(0), setup).when(g.confirm('2026-09-11'));
    const file = issuing.then([
      { term: { kind: 'decision', status: 'met' } },
      { notice: { kind: 'listingDecision' } },
      { notice: { kind: 'repairGuide' } },
      { proposal: null },
      { type: 'recordDecided', decisionDate: '2026-09-11' },
      { stage: 'delivering' },
      { term: { kind: 'service' } },
      { type: 'recordMoved', status: 'published', at: at('2026-09-11') },
    ]);
    expect(followsOf(issuing)).toMatchObject([
      { name: 'publish', payload: { measures: ['consumptionLimit'], publicationFrom: '2026-09-11' } },
    ]);
    const serving = givenListing(file, setup).when(serve('X1-n2', '2026-09-15'));
    serving.then([{}, {}, { term: { kind: 'service', status: 'met' } }, { type: 'closed', outcome: 'listed' }]);
    expect(followsOf(serving)).toEqual([]);
    givenListing(file, setup).when(drop('已履行', '2026-09-14')).thenRefused('WRONG_STAGE');
  });

  test('in a time of grace nothing is made known; at its end it is, served or not', () => {
    const issuing = givenListing(judged(2), setup).when(g.confirm('2026-09-11'));
    const file = issuing.then([{}, {}, {}, {}, {}, {}, {}, { type: 'termSet', term: { kind: 'grace', holder: 'S1' } }]);
    expect([followsOf(issuing), due(file, 'grace')]).toEqual([[], '2026-11-11']);
    const { id, alarms } = termOf(file, 'grace');
    expect(alarms.map((a) => a.rung)).toEqual(['overdue']);
    const over = ring(id, 'overdue', '2026-11-12');
    const known = givenListing(file, setup).when(over);
    const unserved = known.then([
      { term: { kind: 'grace', fired: 'overdue' } },
      { term: { kind: 'grace', status: 'met' } },
      { type: 'recordMoved', status: 'published' },
    ]);
    expect(followsOf(known)).toMatchObject([{ name: 'publish', payload: { publicationFrom: '2026-11-12' } }]);
    givenListing(unserved, setup)
      .when(serve('X1-n2', '2026-11-13', 'post'))
      .then([{}, {}, {}, { type: 'closed', outcome: 'listed' }]);
    const served = givenListing(file, setup)
      .when(serve('X1-n2', '2026-09-15'))
      .then([{}, {}, { term: { kind: 'service' } }]);
    givenListing(served, setup)
      .when(over)
      .then([{}, {}, { type: 'recordMoved', status: 'published' }, { type: 'closed', outcome: 'listed' }]);
  });

  test('who performs in the time of grace is not listed', () => {
    const dropping = afterListing([drop('宽限期内已履行', '2026-10-20')], setup, inGrace());
    const { id } = termOf(dropping, 'grace');
    const tooLate = afterListing([ring(id, 'overdue', '2026-11-12')], setup, dropping);
    givenListing(tooLate, setup).when(g.confirm('2026-11-12')).thenRefused('NOTHING_PROPOSED');
    givenListing(dropping, setup)
      .when(g.confirm('2026-10-21'))
      .then([
        { notice: { kind: 'noListingDecision' } },
        { type: 'recordMoved', status: 'dropped' },
        {},
        {},
        { type: 'closed' },
      ]);
  });

  test('grace lasts three months at most, and no other list knows it', () => {
    const tooLong = givenListing(
      afterListing([silence('2026-09-10')], setup, noticed({ list: 'court', ...sentence }, setup)),
      setup,
    );
    tooLong.when(proposeDecision('2026-09-10', { ...sentence, graceMonths: 4 })).thenRefused('GRACE_TOO_LONG');
    givenListing(heard())
      .when(proposeDecision('2026-09-10', { graceMonths: 1 }))
      .thenRefused('GRACE_TOO_LONG');
  });
});

describe('上级下发的名单', () => {
  const received = (): CaseState => afterListing([receiveListing('2026-09-01')]);

  test('enters as received, to be verified promptly; nobody is noticed here', () => {
    const file = givenListing(null)
      .when(receiveListing('2026-09-01'))
      .then([
        { type: 'opened', state: { stage: 'verifyingReceived', particulars: { origin: 'received' } } },
        { type: 'termSet', term: { kind: 'received', holder: g.AUTHORITY } },
      ]);
    expect([due(file, 'received'), file.notices]).toEqual(['2026-09-03', []]);
    givenListing(file)
      .when(verify(true, '2026-09-02', ' '))
      .thenRefused('REASON_MISSING');
    givenListing(file)
      .when({ ...verify(true, '2026-09-02'), actor: FOREIGN })
      .thenRefused('NOT_COMPETENT');
  });

  test('verified, it is made known and enforced like one of our own', () => {
    const verifying = givenListing(received()).when(verify(true, '2026-09-02'));
    verifying.then([
      { type: 'termSet', term: { kind: 'received', status: 'met' } },
      { type: 'noted', particulars: { decided: { measures: PROPOSAL.measures, months: 24 } } },
      {
        type: 'recordDecided',
        noticeId: null,
        documentNumber: '苏环〔2026〕1号',
        decisionDate: '2026-08-20',
        severity: 'serious',
      },
      { type: 'recordMoved', status: 'published' },
      { type: 'closed', outcome: 'listed' },
    ]);
    expect(followsOf(verifying)).toMatchObject([
      {
        process: 'record',
        name: 'publish',
        payload: { measures: PROPOSAL.measures, publicationFrom: '2026-09-02', share: { unit: 'prompt' } },
      },
    ]);
  });

  test('those below are given it, each with its receipt, and must forget it when it is gone', () => {
    const publication = { ...ENFORCED, share: listingPack(GENERAL).received };
    const below = [{ party: 'hongze-office', adapter: 'manual' as const }];
    const record = { ...ENTRY, network: { ...NETWORK, below } };
    const file = givenEnforcement(null, { record }).when(act('publish', g.SYSTEM, publication, '2026-09-02'));
    const { decision } = file;
    const given = [...NETWORK.implementers, ...below].map((to) => to.party);
    const events = decision.ok ? decision.events : [];
    const shared = events.flatMap((e) => (e.type === 'instructed' && e.instruction.effect === 'share' ? [e] : []));
    expect(shared.map((e) => e.instruction.party)).toEqual(given);
    for (const party of given)
      expect(events).toContainEqual(expect.objectContaining({ type: 'disclosed', party, effects: ['stopSharing'] }));
  });

  test('not confirmed, it goes back and nothing is enforced', () => {
    const verifying = givenListing(received()).when(verify(false, '2026-09-02', '主体信息不符'));
    verifying.then([{}, { type: 'recordMoved', status: 'dropped' }, { type: 'closed', outcome: 'returned' }]);
    expect(followsOf(verifying)).toEqual([]);
  });
});

test('when the matter is gone, the case is moot and its clocks stop', () => {
  const file = givenListing(noticed())
    .when(act('moot', g.SYSTEM, {}, '2026-09-03'))
    .then([{ term: { kind: 'statement', status: 'cancelled' } }, { type: 'closed', outcome: 'moot' }]);
  expect(file.terms.filter(isOpen)).toEqual([]);
});

test('only the authority itself records service, and electronic service needs consent', () => {
  const file = afterListing([proposeListing({ electronicService: false })]);
  givenListing(file).when(serve('X1-n1', '2026-09-02')).thenRefused('NO_CONSENT');
  givenListing(file)
    .when(serve('X1-n1', '2026-09-02', 'post', FOREIGN))
    .thenRefused('NOT_COMPETENT');
  expect(givenListing(file).when(serve('X1-n1', '2026-09-02', 'post')).decision.ok).toBe(true);
});

/** Every stage, the way there, and one sample of every act that has its stages. */
const WAYS: Record<Exclude<ListingStage, 'publicising'>, () => CaseState> = {
  verifyingReceived: () => afterListing([receiveListing('2026-09-01')]),
  noticing: () => afterListing([proposeListing()]),
  stating: () => noticed(),
  deliberating: () => heard(),
  proposed: () => proposed(),
  consenting: () => ({ ...proposed(), stage: 'consenting' }),
  awaitingFinality: () => ({ ...proposed(), stage: 'awaitingFinality' }),
  delivering: () => decided(),
  closed: () => afterListing([drop('不成立', '2026-09-10'), g.confirm('2026-09-11')], {}, noticed()),
};
const SAMPLES: readonly ListingAct[] = [
  verify(true, '2026-09-12'),
  state(['甲'], '2026-09-12'),
  waive('2026-09-12'),
  answer([], '2026-09-12'),
  proposeDecision('2026-09-12'),
  g.confirm('2026-09-12'),
  consent('2026-09-12'),
  final('2026-09-12', '2026-09-12'),
];

test.each(Object.entries(WAYS))('in the stage %s only its acts are lawful', (stage, file) => {
  for (const sample of SAMPLES) {
    const stages: readonly string[] = LISTING_STAGES[sample.name] ?? [];
    const { decision } = givenListing(file()).when(sample);
    const isOut = !decision.ok && decision.refusal.code === 'WRONG_STAGE';
    expect([sample.name, isOut]).toEqual([sample.name, !stages.includes(stage)]);
  }
});
