/** 作废: a spoiled paper counts no more, its number stays, and what it decided stays decided. */
import { decideCommon, type CommonAct } from '../../domain/file/common.js';
import { deliveriesDue } from '../../domain/file/outbound.js';
import { standingOf } from '../../domain/file/standing.js';
import type { CaseState } from '../../domain/file/case.js';
import * as g from './given.js';
import * as p from './given-processes.js';
import {
  accept,
  act,
  actor,
  after,
  apply,
  AUTHORITY,
  calendar,
  confirm,
  day,
  given,
  next,
  propose,
  serve,
} from './given.js';

const accepted = after([accept(day(1))], g.RECORD, after([apply()]));
const granted = after([propose(day(2)), confirm(day(3))], g.RECORD, accepted);
const SECOND = actor('second', 'handler', AUTHORITY);

function done(file: CaseState, name: 'proposeVoid' | 'confirmVoid', said: object, who = g.HANDLER, on = day(4)) {
  const payload =
    name === 'proposeVoid' ? { reasons: '用印错误', reissue: false, ...said } : { approve: true, ...said };
  const a = act(name, who, payload, on);
  const decision = decideCommon(a as CommonAct, file, { calendar });
  return { code: decision.ok ? 'lawful' : decision.refusal.code, file: next(file, a, decision) ?? file };
}
const proposed = (file: CaseState, said: object) => done(file, 'proposeVoid', said).file;
const confirmed = (file: CaseState, noticeId: string, who = g.REVIEWER) => done(file, 'confirmVoid', { noticeId }, who);
const N1 = { noticeId: 'X1-n1' };

test('one proposes, another confirms: from that day on it is void, keeps its number, and is neither served nor sent', () => {
  const numbered = { ...accepted, notices: accepted.notices.map((n) => ({ ...n, number: '淮环信修受〔2026〕1号' })) };
  const { file } = confirmed(proposed(numbered, N1), 'X1-n1');
  expect(file.notices).toMatchObject([
    { number: '淮环信修受〔2026〕1号', voided: { since: day(4), replacedBy: null } },
  ]);
  expect(deliveriesDue(file).filter((d) => d.kind === 'notice')).toEqual([]);
  given(file)
    .when(serve('X1-n1', day(5)))
    .thenRefused('NOTICE_VOID');
  expect([file.stage, file.terms]).toEqual([accepted.stage, accepted.terms]);
});

test('a copy of the same words is signed by the same act, under a number of its own', () => {
  const { file } = confirmed(proposed(granted, { noticeId: 'X1-n2', reissue: true }), 'X1-n2');
  expect(file.notices).toMatchObject([
    { kind: 'acceptance' },
    { kind: 'repairDecision', voided: { since: day(4), replacedBy: 'X1-n3' } },
    { kind: 'repairDecision', copyOf: 'X1-n2', signedOn: day(4), number: null, announcement: 'pending', service: null },
  ]);
  const again = confirmed(proposed(file, { noticeId: 'X1-n3', reissue: true }), 'X1-n3').file;
  expect(again.notices[3]).toMatchObject({ copyOf: 'X1-n2' });
});

test('four eyes: neither who proposed, nor the handler of the case, nor another authority', () => {
  const file = done(accepted, 'proposeVoid', N1, SECOND).file;
  for (const id of ['second', 'handler'])
    expect(confirmed(file, 'X1-n1', actor(id, 'reviewer', AUTHORITY)).code).toBe('SAME_PERSON');
  expect(confirmed(file, 'X1-n1', actor('x', 'reviewer', 'sjz-sthj')).code).toBe('NOT_COMPETENT');
  expect(done(accepted, 'proposeVoid', N1, actor('x', 'handler', 'sjz-sthj')).code).toBe('NOT_COMPETENT');
});

test('a proposal that is returned leaves the paper as it was, and may be made again', () => {
  const file = proposed(accepted, N1);
  expect(done(file, 'proposeVoid', N1).code).toBe('VOID_PROPOSED');
  expect(done(file, 'confirmVoid', { ...N1, approve: false }, g.REVIEWER).code).toBe('REASON_MISSING');
  const back = done(file, 'confirmVoid', { ...N1, approve: false, reasons: '用印无误' }, g.REVIEWER).file;
  expect(confirmed(back, 'X1-n1').code).toBe('NOTHING_PROPOSED');
  expect(done(back, 'proposeVoid', N1).code).toBe('lawful');
});

test('what was served and binds is not voided, also when it was served after the proposal; what merely tells is', () => {
  const served = after([serve('X1-n2', day(4))], g.RECORD, granted);
  expect(done(served, 'proposeVoid', { noticeId: 'X1-n2' }).code).toBe('VOID_SERVED');
  const meanwhile = after([serve('X1-n2', day(4))], g.RECORD, proposed(granted, { noticeId: 'X1-n2' }));
  expect(confirmed(meanwhile, 'X1-n2').code).toBe('VOID_SERVED');
  expect(done(after([serve('X1-n1', day(2))], g.RECORD, accepted), 'proposeVoid', N1).code).toBe('lawful');
});

test('what the case waits for is voided only with another in its place, whose service it then is', () => {
  const opened = p.afterRectification([p.orderRectification()]);
  expect(done(opened, 'proposeVoid', N1).code).toBe('VOID_AWAITED');
  const { file } = confirmed(proposed(opened, { ...N1, reissue: true }), 'X1-n1');
  expect(p.afterRectification([serve('X1-n2', '2026-09-15')], {}, file)).toMatchObject({ stage: 'rectifying' });
});

test('another paper of the case may take its place, if there is such a one', () => {
  const named = (replacedBy: string) => done(granted, 'proposeVoid', { ...N1, replacedBy });
  for (const id of ['X1-n1', 'X1-n9']) expect(named(id).code).toBe('NO_SUCH_NOTICE');
  expect(confirmed(named('X1-n2').file, 'X1-n1').file.notices[0]).toMatchObject({ voided: { replacedBy: 'X1-n2' } });
});

test('for a stranger void is void, whatever else has become of it', () => {
  const by = { kind: 'repairDecision', number: '2号', signedOn: day(4) } as const;
  const later = [{ kind: 'relistingDecision', number: '3号', signedOn: day(5) }] as const;
  const issued = { kind: 'repairDecision', outcome: null, recordStatus: 'repaired', later } as const;
  expect(standingOf({ ...issued, voided: { replacedBy: by } })).toEqual({ standing: 'void', by });
  expect(standingOf({ ...issued, voided: null }).standing).toBe('revoked');
});
