/** A handler leaves or is away: what passes to whom, what is marked as inherited, and that four eyes hold all the same. */
import type { CaseState } from '../../domain/file/case.js';
import { decideCommon } from '../../domain/file/common.js';
import type { ReassignPayload, StandIn } from '../../domain/file/seat.js';
import { keptInTime, rearm } from '../../domain/file/clock.js';
import { whyNotAbsent } from '../../domain/people/absence.js';
import * as g from './given.js';
import * as p from './given-processes.js';
import { accept, act, actor, after, apply, AUTHORITY, calendar, confirm, day, given, next, propose } from './given.js';

const HEIR = actor('heir', 'handler', AUTHORITY);
const LEFT: ReassignPayload = { from: 'handler', to: 'heir', ground: 'left', since: '2026-09-08', reasons: '调离' };
const accepted = after([accept(day(1))], g.RECORD, after([apply()]));
const proposed = after([propose(day(2))], g.RECORD, accepted);

function passed(file: CaseState, more: Partial<ReassignPayload> = {}, by = g.REVIEWER, colleagues = ['heir', 'third']) {
  const a = act('reassign', by, { ...LEFT, from: file.handler, ...more }, day(3));
  const decision = decideCommon(a, file, { calendar, colleagues });
  return { decision, file: next(file, a, decision) ?? g.nothing() };
}
const codeOf = (decision: { ok: boolean; refusal?: { code: string } }): string => decision.refusal?.code ?? 'lawful';

test('the heir has the case, and what the authority still owes is marked with from whom and since when', () => {
  const { file } = passed(accepted);
  expect(file).toMatchObject({ handler: 'heir', inherited: { from: 'handler', since: '2026-09-08' } });
  const marked = file.terms.filter((t) => t.inherited !== undefined).map((t) => t.kind);
  expect(marked).toEqual(['result', 'verification']);
  expect(file.terms.map((t) => t.derivation)).toEqual(accepted.terms.map((t) => t.derivation));
});

test('who merely gets another division of work inherits no fault; who gets a case of nobody neither', () => {
  expect(passed(accepted, { ground: 'reassigned' }).file.terms.some((t) => t.inherited !== undefined)).toBe(false);
  const nobodys = after([apply()]);
  expect(passed(nobodys).file).toMatchObject({ handler: 'heir' });
  expect(passed(nobodys).file.inherited).toBeUndefined();
});

test('a clock that begins anew, or is done, is inherited no longer', () => {
  const term = passed(accepted).file.terms.find((t) => t.kind === 'verification') ?? g.nothing();
  expect(rearm(term, '2026-09-14', calendar).inherited).toBeUndefined();
  const done = after([propose(day(4)), confirm(day(5))], g.RECORD, { ...passed(accepted).file });
  const met = done.terms.find((t) => t.kind === 'verification') ?? g.nothing();
  expect([met.status, keptInTime(met)]).toEqual(['met', true]);
});

test('by the own lead or the office, to somebody who is there, while the case is open', () => {
  expect(codeOf(passed(accepted, {}, actor('office', 'creditOffice')).decision)).toBe('lawful');
  expect(codeOf(passed(accepted, {}, actor('x', 'reviewer', 'sjz-sthj')).decision)).toBe('NOT_COMPETENT');
  expect(codeOf(passed(accepted, {}, g.REVIEWER, []).decision)).toBe('NOT_COLLEAGUE');
  const closed = after([g.withdraw(day(2))], g.RECORD, accepted);
  expect(codeOf(passed(closed).decision)).toBe('WRONG_STAGE');
});

test('it dates nothing and hinders nobody: what is entered from paper may be of the day before', () => {
  const { file } = passed(accepted);
  expect([file.personVersion, file.lastEffectiveAt]).toEqual([accepted.personVersion, accepted.lastEffectiveAt]);
  given(file)
    .when({ ...propose(day(2)), actor: HEIR })
    .then([{ type: 'proposed' }, { type: 'assigned' }, { type: 'staged' }]);
});

describe('four eyes go by the seat', () => {
  const confirmBy = (id: string) => ({ ...confirm(day(4)), actor: actor(id, 'reviewer', AUTHORITY) });

  test('the heir does not confirm what his predecessor proposed, nor does one who had the seat in between', () => {
    const { file } = passed(proposed);
    given(file).when(confirmBy('heir')).thenRefused('SAME_PERSON');
    given(file).when(confirmBy('handler')).thenRefused('SAME_PERSON');
    const again = passed(file, { from: 'heir', to: 'third' }).file;
    for (const id of ['handler', 'heir', 'third']) given(again).when(confirmBy(id)).thenRefused('SAME_PERSON');
    expect(given(again).when(confirmBy('reviewer')).decision.ok).toBe(true);
  });

  test('a proposer who comes to the seat of the reviewer does not confirm his own', () => {
    const { file } = passed(proposed, { to: 'reviewer' }, g.REVIEWER, ['reviewer']);
    // The reviewer took the case himself: it is his now, and the former proposer, reviewer since, may not confirm either.
    given(file).when(confirmBy('reviewer')).thenRefused('SAME_PERSON');
    given(file).when(confirmBy('handler')).thenRefused('SAME_PERSON');
    expect(given(file).when(confirmBy('another')).decision.ok).toBe(true);
  });

  test('what is returned and proposed anew is of who proposes it: the former holders are free again', () => {
    const { file } = passed(proposed);
    const returned = after([confirm(day(4), false)], g.RECORD, file);
    const anew = after([{ ...propose(day(5)), actor: HEIR }], g.RECORD, returned);
    given(anew)
      .when({ ...confirmBy('heir'), effectiveAt: g.at(day(5)) })
      .thenRefused('SAME_PERSON');
    expect(given(anew).when({ ...confirmBy('handler'), effectiveAt: g.at(day(5)) }).decision.ok).toBe(true);
  });

  const STAND_IN: StandIn = { person: 'handler', standIn: 'heir', from: day(1), until: day(10) };

  test('who stands in acts for the absent handler, who keeps the case, and confirms nothing of his', () => {
    const standIns = [STAND_IN];
    const proposes = { ...propose(day(2)), actor: HEIR };
    const file = given(accepted, { standIns })
      .when(proposes)
      .then([{ type: 'proposed' }, { type: 'stoodIn', by: 'heir', for: 'handler' }, { type: 'staged' }]);
    expect(file.handler).toBe('handler');
    for (const id of ['heir', 'handler']) given(file, { standIns }).when(confirmBy(id)).thenRefused('SAME_PERSON');
    given(proposed, { standIns }).when(confirmBy('heir')).thenRefused('SAME_PERSON');
    const later = { ...confirmBy('heir'), effectiveAt: g.at(day(14)), receivedAt: g.at(day(14)) };
    expect(given(proposed, { standIns }).when(later).decision.ok).toBe(true);
  });
});

test.each([
  ['listing', () => p.afterListing([p.proposeListing()])],
  ['rectification', () => p.afterRectification([p.orderRectification()])],
  ['objection', () => p.afterObjection([p.object()])],
  ['exit', () => p.afterExit([p.applyExit('annulled', ['annulment'], '2026-09-01', g.HANDLER)])],
] as const)('a case of %s passes like any other', (_, made) => {
  const file = made();
  const { decision, file: after } = passed(file, { from: file.handler });
  expect(codeOf(decision)).toBe('lawful');
  expect(after.handler).toBe('heir');
});

test('an absence has no gap and no double: one at a time, by somebody who is there; whoever leaves while away has left', () => {
  const away = { ground: 'absent', from: '2026-09-01', until: '2026-09-10', standIn: 'heir' } as const;
  const left = { ground: 'left', from: '2026-09-05', until: null, standIn: null } as const;
  const facts = (...known: (typeof away | typeof left)[]) => ({ known, colleagues: ['heir'] });
  expect(whyNotAbsent(away, facts())).toBeNull();
  expect(whyNotAbsent({ ...away, standIn: 'stranger' }, facts())?.code).toBe('NOT_COLLEAGUE');
  expect(whyNotAbsent({ ...away, from: '2026-09-10', until: '2026-09-20' }, facts(away))?.code).toBe('ABSENT_ALREADY');
  expect(whyNotAbsent({ ...away, from: '2026-09-11', until: '2026-09-20' }, facts(away))).toBeNull();
  expect(whyNotAbsent(left, facts(away))).toBeNull();
  expect(whyNotAbsent(away, facts(left))?.code).toBe('ABSENT_ALREADY');
});
