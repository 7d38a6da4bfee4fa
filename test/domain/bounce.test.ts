/** What came back, and what it does to a file: it announces anew what is to be served, and undoes no service. */
import { bounceOf, isToBeServedOtherwise, type ReturnedPayload } from '../../domain/file/bounce.js';
import { decideCommon } from '../../domain/file/common.js';
import { delivered, deliveriesDue } from '../../domain/file/outbound.js';
import { evolveAll, type CaseState } from '../../domain/file/case.js';
import * as g from './given.js';
import { accept, act, actor, after, apply, calendar, day, next, serve } from './given.js';

const told = (action: string, status: string) => ({ action, status });

test.each([
  ['an unknown mailbox', [told('failed', '5.1.1')], { isFinal: true, status: '5.1.1' }],
  ['tried until its time was over', [told('failed', '4.4.7')], { isFinal: true, status: '4.4.7' }],
  ['late, and still tried', [told('delayed', '4.4.1')], { isFinal: false, status: '4.4.1' }],
  ['late, whatever class it names', [told('delayed', '5.2.2')], { isFinal: false, status: '5.2.2' }],
  ['a full mailbox, with a remark', [told('Failed (permanent)', '5.2.2 (full)')], { isFinal: true, status: '5.2.2' }],
  [
    'an alias of which one has it',
    [told('relayed', '2.0.0'), told('failed', '5.1.1')],
    { isFinal: false, status: '5.1.1' },
  ],
  [
    'an alias of which none has it',
    [told('failed', '5.1.1'), told('failed', '5.7.1')],
    { isFinal: true, status: '5.1.1' },
  ],
  ['delivered', [told('delivered', '2.1.5')], null],
  ['no recipient', [], null],
  ['no status', [told('failed', '')], null],
  ['a status that is none', [told('failed', '5.1.1.1'), told('failed', '55.1')], null],
  ['an action that is none', [told('exploded', '5.1.1')], null],
])('%s', (_, recipients, bounce) => {
  expect(bounceOf(recipients)).toEqual(bounce);
});

const GATEWAY = actor('gateway', 'mailGateway');
const accepted = after([accept(day(1))], g.RECORD, after([apply()]));
const sent = evolveAll(accepted, [{ type: 'noticeAnnounced', id: 'X1-n1', announcement: 'sent' }]) ?? accepted;

function returns(file: CaseState, more: Partial<ReturnedPayload> = {}) {
  const payload = { noticeId: 'X1-n1', isFinal: true, status: '5.1.1', ...more };
  const a = act('mailReturned', GATEWAY, payload, day(2));
  const decision = decideCommon(a, file, { calendar });
  return { code: decision.ok ? 'lawful' : decision.refusal.code, file: next(file, a, decision) ?? file };
}
const first = ({ notices }: CaseState) => notices.find((n) => n.id === 'X1-n1');
const waits = (file: CaseState): boolean => file.notices.some(isToBeServedOtherwise);

test('a mail that is gone for good was no announcement: the document is to be served another way', () => {
  const { file } = returns(sent);
  expect(first(file)).toMatchObject({ announcement: 'failed', returned: { status: '5.1.1' }, service: null });
  expect(waits(file)).toBe(true);
  expect(deliveriesDue(file).filter((d) => d.kind === 'notice')).toEqual([]);
  expect([file.stage, file.terms, file.personVersion, file.lastEffectiveAt]).toEqual([
    ...[sent.stage, sent.terms, sent.personVersion, sent.lastEffectiveAt],
  ]);
});

test('a mail that is late, or comes back twice, moves nothing', () => {
  expect(returns(sent, { isFinal: false, status: '4.4.1' }).file.notices).toEqual(sent.notices);
  const { file } = returns(sent);
  expect(returns(file, { status: '5.7.1' }).file.notices).toEqual(file.notices);
  expect(returns(sent, { noticeId: 'X1-n9' }).code).toBe('NO_SUCH_NOTICE');
});

test('a service by another way stands, before the mail came back and after it', () => {
  const servedFirst = after([serve('X1-n1', day(1), 'post')], g.RECORD, sent);
  const { file } = returns(servedFirst);
  expect(first(file)?.service).toEqual(first(servedFirst)?.service);
  expect(first(file)?.announcement).toBe('failed');
  expect(waits(file)).toBe(false);
  expect(waits(after([serve('X1-n1', day(3), 'post')], g.RECORD, returns(sent).file))).toBe(false);
});

test('the word that it went out, written late, does not hide that it came back', () => {
  const { file } = returns(accepted);
  const word = { kind: 'notice', id: 'X1-n1', outcome: 'done', receipt: null, detail: null } as const;
  expect(delivered(file, act('delivered', actor('system', 'system'), word, day(3)))).toEqual([]);
  expect(first(file)?.announcement).toBe('failed');
});
