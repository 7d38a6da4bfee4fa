/** Every reason for which an act is refused, each provoked once. */
import type { Decision } from '../../domain/decision.js';
import { REFUSAL_CODES, refusal, type RefusalCode } from '../../domain/refusal.js';
import * as g from './given.js';
import {
  accept,
  actor,
  after,
  apply,
  askSupplement,
  at,
  confirm,
  day,
  given,
  givenRecord,
  propose,
  serve,
  supplement,
} from './given.js';

const applied = after([apply()]);
const accepted = after([accept(day(1))], g.RECORD, applied);
const proposed = after([propose(day(2))], g.RECORD, accepted);
const granted = after([confirm(day(3))], g.RECORD, proposed);
const foreign = actor('x', 'handler', 'sjz-sthj');

const PROVOKED: Record<RefusalCode, readonly (() => { readonly decision: Decision })[]> = {
  NO_SUCH_CASE: [
    () => given(null).when(accept(day(1))),
    () => givenRecord(null, g.RECORD).when(g.act('repaired', g.SYSTEM, {}, day(1))),
  ],
  WRONG_STAGE: [() => given(applied).when(propose(day(1)))],
  VERSION_CONFLICT: [
    () =>
      given(accepted).when(g.act('propose', g.HANDLER, { outcome: 'grant', findings: '属实' }, day(2), { basedOn: 1 })),
    // A version that the file never had: what the sender saw was lost, or is not true.
    () =>
      given(accepted).when(
        g.act('propose', g.HANDLER, { outcome: 'grant', findings: '属实' }, day(2), { basedOn: 99 }),
      ),
  ],
  NOT_COMPETENT: [
    () => given(applied).when({ ...accept(day(1)), actor: foreign }),
    () => given(applied).when({ ...g.refuseAcceptance(day(1)), actor: foreign }),
    () => given(applied).when({ ...askSupplement(day(1)), actor: foreign }),
    () => given(accepted).when({ ...propose(day(2)), actor: foreign }),
    () => given(proposed).when({ ...confirm(day(2)), actor: foreign }),
    () => given(applied).when({ ...accept(day(1)), actor: g.AGENT }),
  ],
  SAME_PERSON: [() => given(proposed).when({ ...confirm(day(3)), actor: actor('handler', 'reviewer', g.AUTHORITY) })],
  NOT_APPLICANT: [
    () => given(applied).when({ ...g.withdraw(day(1)), actor: g.HANDLER }),
    () => given(after([askSupplement(day(1))], g.RECORD, applied)).when({ ...supplement(day(2)), actor: g.REVIEWER }),
  ],
  CASE_OPEN: [() => given(null, { open: [applied] }).when(apply())],
  NOT_PUBLISHED: [
    () => given(null, { record: { ...g.RECORD, status: 'repaired' } }).when(apply()),
    () => given(null, { record: { ...g.RECORD, status: 'ended' } }).when(apply()),
    () => givenRecord(null, { ...g.RECORD, status: 'repaired' }).when(g.act('publish', g.SYSTEM, {}, day(1))),
  ],
  UNCLASSIFIED: [() => given(null, { record: { ...g.RECORD, severity: null } }).when(apply())],
  BEFORE_MINIMUM: [() => given(null).when(apply('2026-07-15', '2026-07-15'))],
  MATERIAL_MISSING: [
    () => given(null).when({ ...apply(), payload: { ...apply().payload, documents: g.PAPERS.slice(0, 2) } }),
  ],
  SUPPLEMENT_ONCE: [
    () => given(after([askSupplement(day(1)), supplement(day(2))], g.RECORD, applied)).when(askSupplement(day(3))),
  ],
  REASON_MISSING: [
    () => given(applied).when(g.refuseAcceptance(day(1), ' ')),
    () => given(applied).when(g.act('requestSupplement', g.HANDLER, { items: [' '] }, day(1))),
    () => given(accepted).when(g.act('propose', g.HANDLER, { outcome: 'refuse', findings: '已核查' }, day(2))),
    () => given(accepted).when(g.act('propose', g.HANDLER, { outcome: 'grant', findings: '' }, day(2))),
    () => given(proposed).when(g.act('confirm', g.REVIEWER, { approve: false }, day(2))),
  ],
  DATE_IN_FUTURE: [() => given(applied, { now: at(day(1)) }).when({ ...accept(day(2)), receivedAt: at(day(1)) })],
  DATE_BEFORE_LAST: [() => given(accepted).when(propose(day(0)))],
  RECEIPT_AFTER_ACT: [() => given(null).when(apply('2026-09-03'))],
  APPLICATION_TAKEN: [() => given(null, { applicationSubject: 'somebody else' }).when(apply())],
  NO_SUCH_NOTICE: [() => given(applied).when(serve('X1-n9', day(1)))],
  ALREADY_SERVED: [() => given(after([serve('X1-n1', day(2))], g.RECORD, accepted)).when(serve('X1-n1', day(2)))],
  SERVED_BEFORE_SIGNED: [() => given(accepted).when(serve('X1-n1', day(0)))],
  NO_CONSENT: [() => given(after([apply(day(0), g.RECEIVED, false), accept(day(1))])).when(serve('X1-n1', day(2)))],
  PORTAL_ONLY: [() => given(after([apply(), accept(day(1))])).when(serve('X1-n1', day(2), 'post', g.AGENT))],
  NO_SUCH_INSTRUCTION: [() => given(granted).when(g.report('X1-i9', g.OFFICE, day(4)))],
  NOT_YOUR_INSTRUCTION: [() => given(granted).when(g.report('X1-i4', g.SITE_SYSTEM, day(4)))],
  INSTRUCTION_CLOSED: [
    () =>
      given(after([g.report('X1-i1', g.OFFICE, day(4))], g.RECORD, granted)).when(
        g.report('X1-i1', g.OFFICE, day(4), 'refused'),
      ),
  ],
  NOTHING_DUE: [
    () => given(applied).when(g.ring('X1-t9', 'T', day(1))),
    () => given(accepted).when(g.ring('X1-t2', 'overdue', '2026-09-20')),
    () => given(applied).when(g.ring('X1-t2', 'overdue', day(1))),
  ],
};

test.each(REFUSAL_CODES)('%s', (code) => {
  const cases =
    new Map<string, readonly (() => { readonly decision: Decision })[]>(Object.entries(PROVOKED)).get(code) ?? [];
  expect(cases.length).toBeGreaterThan(0);
  for (const provoke of cases) expect(provoke().decision).toMatchObject({ ok: false, refusal: { code } });
});

test('a refusal is told in Chinese with what it rests on, and leaves no gap in its text', () => {
  for (const code of Object.keys(PROVOKED) as RefusalCode[]) {
    const { message, article } = refusal(code, {
      earliest: '2026-07-16',
      missing: '信用修复承诺书',
      last: '2026-09-07',
    });
    expect(message).toMatch(/^[\p{Script=Han}0-9 \-,:、()]+。$/u);
    expect(article).toMatch(/\p{Script=Han}{2}/u);
  }
});

test('acts of systems and clocks are no conflict for the person who saw the file before them', () => {
  const delivered = g.act(
    'delivered',
    g.SYSTEM,
    { kind: 'notice', id: 'X1-n1', outcome: 'done', receipt: null, detail: null },
    day(2),
  );
  const rung = g.ring('X1-t1', 'T-2', at('2026-09-16', '09:00'));
  const later = after([delivered, rung], g.RECORD, accepted);
  expect([later.version, later.personVersion]).toEqual([4, 2]);
  expect(
    given(later).when(g.act('propose', g.HANDLER, { outcome: 'grant', findings: '属实' }, '2026-09-16', { basedOn: 2 }))
      .decision.ok,
  ).toBe(true);
});
