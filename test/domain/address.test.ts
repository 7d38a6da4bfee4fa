/** 送达地址确认书: the party's latest word on where and how it is served holds, and dates nothing. */
import { decideCommon } from '../../domain/file/common.js';
import { standingOf } from '../../domain/file/standing.js';
import type { CaseState } from '../../domain/file/case.js';
import * as g from './given.js';
import { accept, act, actor, after, apply, calendar, day, given, next, serve } from './given.js';

const CONTACT = {
  recipient: '李示例',
  address: '淮安市示例路1号',
  phone: '0517-80000000',
  email: 'office@company.example',
};
const SCAN = [{ sha256: 'c'.repeat(64) }];
const unasked = after([apply(day(0), g.RECEIVED, false), accept(day(1))]);

function confirms(file: CaseState, more: object = {}, who = g.AGENT, on = day(2)) {
  const a = act('confirmAddress', who, { contact: CONTACT, electronic: true, ...more }, on);
  const decision = decideCommon(a, file, { calendar });
  return { code: decision.ok ? 'lawful' : decision.refusal.code, file: next(file, a, decision) ?? file };
}

test('without it nothing is served electronically; with it, from then on, what was signed before as well', () => {
  given(unasked)
    .when(serve('X1-n1', day(3)))
    .thenRefused('NO_CONSENT');
  const { file } = confirms(unasked);
  given(file)
    .when(serve('X1-n1', day(3)))
    .then([{ type: 'noticeServed', service: { method: 'portal' } }]);
});

test('it is a paper of the case, held by who signed it, and moves no clock', () => {
  const { file } = confirms(unasked);
  expect(file.notices.at(-1)).toMatchObject({
    ...{ id: 'X1-n2', kind: 'addressConfirmation', authority: g.AUTHORITY, signedOn: day(2) },
    service: { method: 'receipt' },
  });
  expect(file.confirmation).toMatchObject({ on: day(2), electronic: true });
  expect([file.stage, file.terms, file.personVersion, file.lastEffectiveAt]).toEqual([
    ...[unasked.stage, unasked.terms, unasked.personVersion, unasked.lastEffectiveAt],
  ]);
  given(file)
    .when(serve('X1-n2', day(3), 'post'))
    .thenRefused('ALREADY_SERVED');
});

test('consent is taken back by the next one: what was served stays so, the rest goes another way', () => {
  const served = after([serve('X1-n1', day(3))], g.RECORD, confirms(unasked).file);
  const { file } = confirms(served, { electronic: false }, g.AGENT, day(4));
  expect(file.notices.find((n) => n.id === 'X1-n1')?.service).toMatchObject({ method: 'portal' });
  expect(file.consented).toBe(false);
  const reopened = { ...file, notices: file.notices.map((n) => (n.id === 'X1-n1' ? { ...n, service: null } : n)) };
  given(reopened)
    .when(serve('X1-n1', day(5)))
    .thenRefused('NO_CONSENT');
  const by = { kind: 'addressConfirmation' as const, number: '淮环址确〔2026〕2号', signedOn: day(4) };
  const first = {
    kind: 'addressConfirmation' as const,
    outcome: null,
    recordStatus: 'published' as const,
    later: [by],
  };
  expect(standingOf(first)).toEqual({ standing: 'superseded', by });
});

test('an earlier paper that is entered late does not undo the later word, nor does one from before the case', () => {
  const { file } = confirms(unasked, { electronic: false }, g.AGENT, day(4));
  expect(confirms(file, { documents: SCAN }, g.HANDLER, day(3)).code).toBe('DATE_BEFORE_LAST');
  expect(confirms(file, { documents: SCAN }, g.HANDLER, day(4)).file.consented).toBe(true);
  expect(confirms(unasked, { documents: SCAN }, g.HANDLER, '2020-01-01').code).toBe('DATE_BEFORE_LAST');
});

test('what was agreed in an application counts as before', () => {
  const file = after([apply(), accept(day(1)), serve('X1-n1', day(2))]);
  expect(file.notices[0]?.service).toMatchObject({ method: 'portal' });
  expect(file.confirmation).toBeUndefined();
});

test('who enters it for the party brings the paper that it has signed', () => {
  const clerk = actor('clerk', 'windowClerk');
  for (const who of [g.HANDLER, clerk]) {
    expect(confirms(unasked, {}, who).code).toBe('CONFIRMATION_UNPROVEN');
    expect(confirms(unasked, { documents: SCAN }, who).code).toBe('lawful');
  }
  expect(confirms(unasked, { documents: SCAN }, actor('far', 'handler', 'sjz-sthj')).code).toBe('NOT_COMPETENT');
});

test('electronic service asks for a mailbox, other service does not', () => {
  const contact = { ...CONTACT, email: undefined };
  expect(confirms(unasked, { contact }).code).toBe('EMAIL_MISSING');
  expect(confirms(unasked, { contact, electronic: false }).code).toBe('lawful');
});
