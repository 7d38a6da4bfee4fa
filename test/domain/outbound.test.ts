/** What comes back from what was sent out: late, twice, out of order. */
import type { CaseState, Rung } from '../../domain/file/case.js';
import { deliveriesDue, type DeliveredPayload } from '../../domain/file/outbound.js';
import * as g from './given.js';
import { accept, after, apply, askSupplement, at, confirm, day, given, propose, supplement, termOf } from './given.js';

const granted = (): CaseState => after([apply(), accept(day(1)), propose(day(2)), confirm(day(3))]);
const came = (payload: Omit<DeliveredPayload, 'receipt' | 'detail'>, when = day(4)) =>
  g.act('delivered', g.SYSTEM, { receipt: null, detail: null, ...payload }, when);
const instruction = (outcome: DeliveredPayload['outcome'], id = 'X1-i1') => came({ kind: 'instruction', id, outcome });
const stateOf = (file: CaseState, id = 'X1-i1'): string | undefined =>
  file.instructions.find((i) => i.id === id)?.state;

describe('instructions', () => {
  test('accepted is not done: the party will report, and its clock runs on', () => {
    const file = given(granted())
      .when(instruction('accepted'))
      .then([{ type: 'instructionMoved', state: 'accepted' }]);
    expect(file.terms.find((t) => t.instructionId === 'X1-i1')?.status).toBe('running');
    expect(deliveriesDue(file)).not.toContainEqual(expect.objectContaining({ id: 'X1-i1' }));
  });

  test.each(['accepted', 'refused', 'failed'] as const)('%s after done changes nothing', (outcome) => {
    const done = after([g.report('X1-i1', g.SITE_SYSTEM, day(4))], g.RECORD, granted());
    given(done).when(instruction(outcome)).then([]);
    given(done)
      .when(g.report('X1-i1', g.SITE_SYSTEM, day(5), 'refused'))
      .then([]);
  });

  test('done after done is journaled and changes nothing', () => {
    const done = after([g.report('X1-i1', g.SITE_SYSTEM, day(4))], g.RECORD, granted());
    const again = given(done)
      .when(g.report('X1-i1', g.SITE_SYSTEM, day(5)))
      .then([]);
    expect(again).toEqual({ ...done, version: done.version + 1 });
  });

  test.each(['accepted', 'failed'] as const)('%s on the way is no word against the party’s own', (outcome) => {
    const refused = after([g.report('X1-i1', g.SITE_SYSTEM, day(4), 'refused')], g.RECORD, granted());
    expect(stateOf(given(refused).when(instruction(outcome)).then([]))).toBe('refused');
  });

  test('done after refused, failed or nothing at all is done', () => {
    for (const first of [instruction('failed'), instruction('refused'), null]) {
      const file = first === null ? granted() : after([first], g.RECORD, granted());
      expect(stateOf(after([instruction('done')], g.RECORD, file))).toBe('done');
    }
  });

  test('a party reports for itself only; the credit office for all', () => {
    given(granted())
      .when(g.report('X1-i4', g.SITE_SYSTEM, day(4)))
      .thenRefused('NOT_YOUR_INSTRUCTION');
    given(granted())
      .when(g.report('X1-i4', g.OFFICE, day(4)))
      .then([{ type: 'instructionMoved' }, { type: 'termSet' }]);
  });

  test('a report for a closed file is journaled and opens nothing', () => {
    const closed = after(
      ['X1-i1', 'X1-i2', 'X1-i3', 'X1-i4'].map((id) => g.report(id, g.OFFICE, day(4))),
      g.RECORD,
      granted(),
    );
    expect(closed.stage).toBe('closed');
    expect(
      given(closed)
        .when(g.report('X1-i2', g.SITE_SYSTEM, day(9)))
        .then([]),
    ).toMatchObject({ stage: 'closed', version: closed.version + 1 });
  });

  test('what a word about no known thing says is journaled only', () => {
    for (const kind of ['instruction', 'notice', 'reminder'] as const)
      given(granted())
        .when(came({ kind, id: 'X1-x9', rung: 'T', outcome: 'done' }))
        .then([]);
  });
});

describe('notices', () => {
  test('are announced until the mail is gone; a mail that went is not taken back', () => {
    const failed = given(granted())
      .when(came({ kind: 'notice', id: 'X1-n1', outcome: 'failed' }))
      .then([{ type: 'noticeAnnounced', announcement: 'failed' }]);
    const sent = given(failed)
      .when(came({ kind: 'notice', id: 'X1-n1', outcome: 'done' }))
      .then([{ type: 'noticeAnnounced', announcement: 'sent' }]);
    given(sent)
      .when(came({ kind: 'notice', id: 'X1-n1', outcome: 'failed' }))
      .then([]);
    expect(deliveriesDue(sent).filter((d) => d.kind === 'notice')).toEqual([{ kind: 'notice', id: 'X1-n2' }]);
  });
});

describe('service by announcement', () => {
  const asked = (): CaseState => after([apply(), askSupplement('2026-09-08')]);
  const announcing = (): CaseState => after([g.serve('X1-n1', '2026-09-09', 'announcement')], g.RECORD, asked());
  const clock = (file: CaseState) => termOf(file, 'announcement');

  test('starts the applicant’s time when its days are over, and its proof says so', () => {
    const file = announcing();
    expect([clock(file).derivation.due, file.terms.some((t) => t.kind === 'supplement')]).toEqual([
      '2026-10-09',
      false,
    ]);
    const over = given(file)
      .when(g.ring(clock(file).id, 'overdue', '2026-10-10'))
      .then([
        { type: 'termSet', term: { kind: 'announcement', status: 'met' } },
        { type: 'termSet', term: { kind: 'supplement', start: '2026-10-09' } },
      ]);
    expect(termOf(over, 'supplement').rule.article).toContain('自公告期满之日(2026-10-09)起算');
  });

  test('gives way to any other service before that', () => {
    const file = after([g.serve('X1-n1', '2026-09-16', 'post')], g.RECORD, announcing());
    expect([clock(file).status, termOf(file, 'supplement').start]).toEqual(['cancelled', '2026-09-16']);
  });

  test('of a closed file it is recorded with its day, and no clock is begun', () => {
    const closed = after([g.refuseAcceptance('2026-09-08')], g.RECORD, after([apply()]));
    const file = given(closed)
      .when(g.serve('X1-n1', '2026-09-09', 'announcement'))
      .then([{ type: 'noticeServed', service: { servedAt: at('2026-10-09', '23:59') } }]);
    expect(file.terms).toEqual(closed.terms);
  });
});

describe('service by leaving the document (留置)', () => {
  const asked = after([apply(), askSupplement('2026-09-08')]);
  const left = (proof: object) =>
    g.act('recordService', g.HANDLER, { noticeId: 'X1-n1', method: 'left', evidence: '拒收', ...proof }, '2026-09-09');

  test('stands by two witnesses, or by a picture', () => {
    given(asked).when(left({})).thenRefused('LEFT_UNPROVEN');
    given(asked)
      .when(left({ witnesses: ['李示例'] }))
      .thenRefused('LEFT_UNPROVEN');
    for (const proof of [{ witnesses: ['李示例', '王示例'] }, { documents: [{ sha256: 'a'.repeat(64) }] }]) {
      const file = after([left(proof)], g.RECORD, asked);
      expect(file.notices[0]?.service).toMatchObject({ method: 'left', servedAt: at('2026-09-09') });
      expect(termOf(file, 'supplement').start).toBe('2026-09-09');
    }
  });
});

describe('reminders', () => {
  const rang = (rung: Rung, when: string): CaseState =>
    after([g.ring('X1-t2', rung, when)], g.RECORD, after([apply()]));
  const told = (rung: Rung, due = '2026-09-10') => came({ kind: 'reminder', id: 'X1-t2', rung, due, outcome: 'done' });

  test('are due from the ringing until their holder was told', () => {
    const file = rang('T-2', at('2026-09-08', '09:00'));
    expect(deliveriesDue(file)).toEqual([{ kind: 'reminder', id: 'X1-t2', rung: 'T-2', due: '2026-09-10' }]);
    expect(deliveriesDue(after([told('T-2')], g.RECORD, file))).toEqual([]);
  });

  test('late word of an earlier warning leaves the later one due', () => {
    const file = rang('T-1', at('2026-09-09', '09:00'));
    given(file).when(told('T-2')).then([]);
    const both = after([told('T-1')], g.RECORD, file);
    expect(termOf(given(both).when(told('T-2')).then([]), 'acceptance').told).toBe('T-1');
  });

  test('word of a warning before 补正 does not silence the same warning after it', () => {
    const rearmed = after(
      [askSupplement('2026-09-08'), supplement('2026-09-14'), told('T-2')],
      g.RECORD,
      rang('T-2', at('2026-09-08', '09:00')),
    );
    expect(termOf(rearmed, 'acceptance')).toMatchObject({ fired: null, told: null, derivation: { due: '2026-09-17' } });
    const again = after([g.ring('X1-t2', 'T-2', at('2026-09-15', '09:00')), told('T-2')], g.RECORD, rearmed);
    expect(deliveriesDue(again)).toContainEqual({ kind: 'reminder', id: 'X1-t2', rung: 'T-2', due: '2026-09-17' });
  });

  test('are not sent while the clock rests, nor after it was met', () => {
    const file = rang('T-2', at('2026-09-08', '09:00'));
    for (const next of [askSupplement('2026-09-08'), accept('2026-09-08')]) {
      expect(deliveriesDue(after([next], g.RECORD, file)).filter((d) => d.kind === 'reminder')).toEqual([]);
    }
  });
});
