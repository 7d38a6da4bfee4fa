import { instantAt } from '../../domain/time/calendar.js';
import type { CaseState, RecordStage, Severity } from '../../domain/file/case.js';
import { isOpen } from '../../domain/file/clock.js';
import { deliveriesDue } from '../../domain/file/outbound.js';
import { decideRecord } from '../../domain/record/record.js';
import { RECORD_STAGES, type RecordAct } from '../../domain/record/record-acts.js';
import type { RecordFacts } from '../../domain/record/record-facts.js';
import * as g from './given.js';
import * as p from './given-processes.js';
import { act, actor, givenRecord, RECORD, termOf } from './given.js';

const publish = (when = '2026-04-20') => act('publish', g.SYSTEM, {}, when);
const repaired = (when: string) => act('repaired', g.SYSTEM, {}, when);
const classify = (severity: Severity, when: string, by = g.HANDLER) =>
  act('classify', by, { severity, reasons: '行业分类标准' }, when);
const endUnfulfilled = (when: string, by = g.HANDLER) =>
  act('endUnfulfilled', by, { reasons: '行业规定的期限届满' }, when);
const maximum = (when: string) => g.ring('X1-t1', 'overdue', when);

function life(acts: readonly RecordAct[], record: RecordFacts = RECORD, from: CaseState | null = null): CaseState {
  const file = acts.reduce<CaseState | null>((f, a) => {
    const decision = decideRecord(a, f, { ...g.factsOn(a.effectiveAt), record });
    if (!decision.ok) throw new Error(`${a.name}: ${decision.refusal.code}`);
    return g.next(f, a, decision);
  }, from);
  if (file === null) throw new Error('no file');
  return file;
}

const unclassified: RecordFacts = { ...RECORD, severity: null };
const unfulfilled: RecordFacts = { ...RECORD, fulfilled: false };
const REACHED = '2027-04-16';
/** The case that repaired it tells the departments; the record's own file only knows that nothing rests on it any more. */
const LIFTED = { type: 'noted', particulars: { measures: [{ party: 'huaian-kjj', wish: 'lifted' }], objections: [] } };

describe('最长公示期', () => {
  test.each([
    ['minor', '2026-07-15'],
    ['general', '2027-04-15'],
    ['serious', '2029-04-15'],
  ] as const)('%s: from the document’s date to the corresponding day, a day off or not', (severity, due) => {
    const file = givenRecord(null, { ...RECORD, severity })
      .when(publish())
      .then([{ type: 'opened' }, { type: 'termSet', term: { kind: 'maxPublicity', start: '2026-04-15' } }]);
    expect(termOf(file, 'maxPublicity').derivation.due).toBe(due);
    expect(termOf(file, 'maxPublicity').alarms).toEqual([{ rung: 'overdue', at: instantAt(due, '24:00') }]);
  });

  test('reached, every site that shows it is told to stop; nobody else', () => {
    const file = givenRecord(life([publish()]), RECORD)
      .when(maximum(REACHED))
      .then([
        { type: 'termSet', term: { kind: 'maxPublicity', status: 'met' } },
        { type: 'recordMoved', status: 'ended' },
        { type: 'staged', stage: 'ending' },
        { type: 'instructed', instruction: { party: 'credit-china', effect: 'endPublicity' } },
        { type: 'termSet', term: { kind: 'effect', holder: 'credit-china', start: REACHED } },
        { type: 'instructed', instruction: { party: 'credit-huaian', effect: 'endPublicity' } },
        { type: 'termSet', term: { kind: 'effect', holder: 'credit-huaian' } },
      ]);
    expect(deliveriesDue(file)).toHaveLength(2);
    expect(file.terms.map((t) => t.id)).toEqual(['X1-t1', 'X1-t2', 'X1-t3']);
  });

  test('not a second before', () => {
    givenRecord(life([publish()]), RECORD)
      .when(maximum(instantAt('2027-04-15', '23:59')))
      .thenRefused('NOTHING_DUE');
  });

  test('a record that is shown nowhere ends at once', () => {
    const nowhere = { ...RECORD, parties: [] };
    givenRecord(life([publish()], nowhere), nowhere)
      .when(maximum(REACHED))
      .then([
        { type: 'termSet', term: { status: 'met' } },
        { type: 'recordMoved', status: 'ended' },
        { type: 'staged', stage: 'ending' },
        { type: 'closed', outcome: 'publicityEnded' },
      ]);
  });

  test('an old record that is entered late rings at once', () => {
    const { alarms } = termOf(life([publish('2028-01-03')]), 'maxPublicity');
    expect(alarms.every((a) => a.at < g.at('2028-01-03'))).toBe(true);
  });

  test('the file closes when every site has stopped, whatever order they say it in', () => {
    const ending = life([publish(), maximum(REACHED)]);
    const one = life([g.report('X1-i2', g.OFFICE, '2027-04-19')], RECORD, ending);
    expect(one.stage).toBe('ending');
    const site = { ...g.report('X1-i1', g.SITE_SYSTEM, '2027-04-18') };
    const file = givenRecord(one, RECORD)
      .when(site)
      .then([
        { type: 'instructionMoved' },
        { type: 'termSet' },
        { type: 'closed', outcome: 'publicityEnded', at: g.at('2027-04-19') },
      ]);
    expect(file.terms.filter(isOpen)).toEqual([]);
  });
});

describe('未分类', () => {
  test('nothing counts until a person of the authority says how serious it is', () => {
    const file = givenRecord(null, unclassified)
      .when(publish())
      .then([{ type: 'opened', state: { stage: 'unclassified', terms: [] } }]);
    givenRecord(file, unclassified)
      .when(classify('serious', '2026-05-06', actor('x', 'handler', 'sjz-sthj')))
      .thenRefused('NOT_COMPETENT');
    const classified = givenRecord(file, unclassified)
      .when(classify('serious', '2026-05-06'))
      .then([
        { type: 'recordClassified', severity: 'serious' },
        { type: 'staged', stage: 'published' },
        { type: 'termSet', term: { kind: 'maxPublicity', start: '2026-04-15', derivation: { due: '2029-04-15' } } },
      ]);
    givenRecord(classified, RECORD).when(classify('minor', '2026-05-07')).thenRefused('WRONG_STAGE');
  });

  test('it may be repaired all the same', () => {
    givenRecord(life([publish()], unclassified), unclassified)
      .when(repaired('2026-09-10'))
      .then([LIFTED, { type: 'closed', outcome: 'repaired' }]);
  });
});

describe('义务未履行', () => {
  const waiting = (): CaseState => life([publish(), maximum(REACHED)], unfulfilled);

  test('at the maximum the sector’s rule applies: the record is shown on', () => {
    givenRecord(life([publish()]), unfulfilled)
      .when(maximum(REACHED))
      .then([
        { type: 'termSet', term: { status: 'met' } },
        { type: 'staged', stage: 'awaitingSector' },
        { type: 'recordMoved', status: 'awaitingSector' },
        { type: 'termSet', term: { kind: 'sector', holder: g.AUTHORITY, status: 'running' } },
      ]);
  });

  test('the authority ends it with reasons, also on a day entered from paper', () => {
    givenRecord(waiting(), unfulfilled)
      .when(endUnfulfilled('2027-06-01', actor('x', 'handler', 'sjz-sthj')))
      .thenRefused('NOT_COMPETENT');
    givenRecord(waiting(), unfulfilled)
      .when(act('endUnfulfilled', g.HANDLER, { reasons: ' ' }, '2027-06-01'))
      .thenRefused('REASON_MISSING');
    const file = givenRecord(waiting(), unfulfilled, g.at('2027-06-08'))
      .when(endUnfulfilled('2027-06-01'))
      .then([
        { type: 'termSet', term: { kind: 'sector', status: 'met' } },
        { type: 'recordMoved', status: 'ended' },
        { stage: 'ending' },
        {},
        { type: 'termSet', term: { start: '2027-06-01' } },
        {},
        {},
      ]);
    expect(file.instructions).toHaveLength(2);
  });

  test('a repair still ends it', () => {
    givenRecord(waiting(), unfulfilled)
      .when(repaired('2027-06-01'))
      .then([
        LIFTED,
        { type: 'termSet', term: { kind: 'sector', status: 'cancelled' } },
        { type: 'closed', outcome: 'repaired' },
      ]);
  });
});

describe('修复', () => {
  test('stops the maximum and closes the file; a late timer finds nothing due', () => {
    const file = givenRecord(life([publish()]), RECORD)
      .when(repaired('2026-09-10'))
      .then([LIFTED, { type: 'termSet', term: { status: 'cancelled' } }, { type: 'closed', outcome: 'repaired' }]);
    givenRecord(file, { ...RECORD, status: 'repaired' })
      .when(maximum(REACHED))
      .thenRefused('NOTHING_DUE');
  });

  test('after the maximum it takes back what is still on its way: the repair tells everybody itself', () => {
    const file = life([repaired(REACHED)], { ...RECORD, status: 'ended' }, life([publish(), maximum(REACHED)]));
    expect([file.outcome, file.instructions.map((i) => i.state)]).toEqual(['repaired', ['recalled', 'recalled']]);
    expect(file.terms.filter(isOpen)).toEqual([]);
  });
});

test('a record is published once, and not when it was repaired or over before its life began', () => {
  givenRecord(life([publish()]), RECORD)
    .when(publish())
    .thenRefused('CASE_OPEN');
  for (const status of ['repaired', 'ended', 'awaitingSector'] as const)
    givenRecord(null, { ...RECORD, status })
      .when(publish())
      .thenRefused('NOT_PUBLISHED');
});

const STAGES: Record<RecordStage, () => CaseState> = {
  unclassified: () => life([publish()], unclassified),
  published: () => life([publish()]),
  awaitingSector: () => life([publish(), maximum(REACHED)], unfulfilled),
  ending: () => life([publish(), maximum(REACHED)]),
  closed: () => life([publish(), repaired('2026-09-10')]),
};

test.each(Object.entries(STAGES))('in the stage %s only its acts are lawful', (stage, file) => {
  const when = '2027-06-01';
  for (const sample of [
    classify('general', when),
    repaired(when),
    endUnfulfilled(when),
    g.report('X1-i1', g.OFFICE, when),
  ]) {
    const { decision } = givenRecord(file(), RECORD).when(sample);
    const stages: readonly string[] | undefined = RECORD_STAGES[sample.name];
    const isOut = !decision.ok && decision.refusal.code === 'WRONG_STAGE';
    expect([sample.name, isOut]).toEqual([sample.name, stages !== undefined && !stages.includes(stage)]);
  }
});

test('a natural person’s record lives by the same rules: shown, repaired, objected to, left', () => {
  const person: RecordFacts = { ...RECORD, subjectKind: 'person' };
  const alike = (decide: (record: RecordFacts) => unknown): void => expect(decide(person)).toEqual(decide(RECORD));
  alike((record) => life([publish(), maximum(REACHED)], record));
  alike((record) => g.after([g.apply(), g.accept(g.day(1)), g.propose(g.day(2)), g.confirm(g.day(3))], record));
  alike((record) => p.afterObjection([p.object(), p.conclude('correct', '2026-09-03')], { record }));
  const listed = (record: RecordFacts): RecordFacts => ({ ...record, list: p.ENTRY.list, network: p.NETWORK });
  alike((record) =>
    p.afterExit([p.applyExit('fulfilled', ['fulfilment']), g.propose('2026-09-02'), g.confirm('2026-09-03')], {
      record: listed(record),
    }),
  );
});

test('two officers who saw the same version: the second is told to look again', () => {
  const file = life([publish(), classify('general', '2026-05-06')], unclassified);
  givenRecord(file, unclassified)
    .when(act('endUnfulfilled', g.HANDLER, { reasons: '' }, '2027-06-01', { basedOn: 1 }))
    .thenRefused('WRONG_STAGE');
  const waiting = life([maximum(REACHED)], unfulfilled, file);
  givenRecord(waiting, unfulfilled)
    .when(act('endUnfulfilled', g.HANDLER, { reasons: '届满' }, '2027-06-01', { basedOn: 1 }))
    .thenRefused('VERSION_CONFLICT');
  expect(
    givenRecord(waiting, unfulfilled).when(
      act('endUnfulfilled', g.HANDLER, { reasons: '届满' }, '2027-06-01', { basedOn: 2 }),
    ).decision.ok,
  ).toBe(true);
});

describe('注销', () => {
  const gone = (when: string, by = g.HANDLER, kind = 'deregistration') =>
    act('endDeregistered', by, { evidence: [{ kind }] }, when);
  const shown = () => life([act('publish', g.SYSTEM, {}, '2026-09-01')]);

  test('the publicity of a penalty ends with the evidence, and its maximum counts no more', () => {
    const file = life([gone('2026-09-02')], RECORD, shown());
    expect(file).toMatchObject({ stage: 'ending' });
    expect(file.terms.find((t) => t.kind === 'maxPublicity')).toMatchObject({ status: 'cancelled' });
    expect(file.instructions.map((i) => i.effect)).toEqual(['endPublicity', 'endPublicity']);
  });

  test('by the authority alone, and not without the proof of it', () => {
    const given = givenRecord(shown(), RECORD);
    given.when(gone('2026-09-02', actor('x', 'handler', 'sjz-sthj'))).thenRefused('NOT_COMPETENT');
    given.when(gone('2026-09-02', g.HANDLER, 'fulfilment')).thenRefused('EVIDENCE_MISSING');
  });
});
