/** Every reason for which an act is refused, each provoked once. */
import {
  agencyStanding,
  decideAgency,
  type AgencyActName,
  type AgencyDecision,
  type AgencyFacts,
  type AgencyStep,
} from '../../domain/agency/agency.js';
import { decideCommon, type CommonAct } from '../../domain/file/common.js';
import type { CaseState } from '../../domain/file/case.js';
import type { Decision } from '../../domain/file/decision.js';
import { REFUSAL_CODES, refusal, type RefusalCode } from '../../domain/file/refusal.js';
import { whyNotAbsent } from '../../domain/people/absence.js';
import type { Day } from '../../domain/time/calendar.js';
import { agencyTerm } from '../../domain/law/packs.js';
import { PUBLISHED_CALENDAR } from '../../domain/time/calendar-data.js';
import { derive } from '../../domain/time/term.js';
import * as g from './given.js';
import * as p from './given-processes.js';
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
/** A document left with whom refuses it. */
const left = (proof: object) =>
  g.act('recordService', g.HANDLER, { noticeId: 'X1-n1', method: 'left', evidence: '拒收', ...proof }, day(2));

interface Provoked {
  readonly decision: Decision | AgencyDecision;
}

const foreign = actor('x', 'handler', 'sjz-sthj');

const noticed = p.afterListing([p.proposeListing(), serve('X1-n1', '2026-09-02')]);
const stated = p.afterListing([p.state(['甲'], '2026-09-04', true)], {}, noticed);
const heard = p.afterListing([g.ring('X1-t2', 'overdue', '2026-09-10')], {}, noticed);
const awaitingFinality = { ...heard, stage: 'awaitingFinality' as const };
const rectifying = p.afterRectification([p.orderRectification(), serve('X1-n1', '2026-09-02')]);
const interviewDue = p.afterRectification([g.ring('X1-t2', 'overdue', '2026-09-22')], {}, rectifying);
const interview = p.scheduleInterview('reminder', '2026-09-22', '2026-09-28');
const scheduled = p.afterRectification([interview], {}, interviewDue);
const extendDeadline = (deadline: string) =>
  g.act('extendRectification', g.HANDLER, { deadline, reasons: '设备到货延期' }, '2026-09-03');
const examining = p.afterObjection([p.object()]);
const forwarded = p.afterObjection([
  p.object({ channel: 'platform' }),
  g.act('forward', g.OFFICE, { provider: 'huaian-scjg' }, '2026-09-02'),
]);
const extendObjection = (when: string) => g.act('extend', g.HANDLER, { reasons: '案情复杂' }, when);
const exiting = p.afterExit([p.applyExit('fulfilled', ['fulfilment']), g.propose('2026-09-02')]);
const enforced = p.afterEnforcement([g.act('publish', g.SYSTEM, p.ENFORCED, '2026-09-01')]);
const consenting = p.afterListing([p.proposeDecision('2026-09-10', { measures: [] })], {}, heard);
const samr = { record: { ...p.foundFor('samr'), network: { ...p.NETWORK, superior: null } } };

const favoured = p.afterEnforcement(
  [
    g.act('publish', g.SYSTEM, p.favoured(), '2026-09-01'),
    g.report('X1-i3', actor('spj', 'departmentSystem', null, 'huaian-spj'), '2026-09-02'),
  ],
  { record: p.RED_ENTRY },
);
const givenFavoured = () => p.givenEnforcement(favoured, { record: p.RED_ENTRY });
const promisePapers = (more: object = {}) =>
  g.act(
    'promisePapers',
    g.WINDOW,
    {
      ...{ matter: '施工许可', papers: [{ name: '消防设计说明', statutory: false }], commitment: '0'.repeat(64) },
      ...{ due: null, ...more },
    },
    '2026-09-03',
  );

const REMOVED = { ...p.ENTRY, status: 'removed' as const };
const DOCUMENTS = [{ name: '裁定书.pdf', sha256: '0' }];
const relisting = g.act(
  'proposeRelisting',
  g.HANDLER,
  { reasons: '履行证明系伪造', documents: DOCUMENTS, measures: [], months: null, electronicService: true },
  '2026-09-14',
);
const stopOrdered = (name: 'recordStop' | 'endStop') =>
  g.act(
    name,
    g.HANDLER,
    { challenge: 'X1-c1', documentNumber: '淮行复〔2026〕1号', documents: DOCUMENTS, scope: ['measures'] as const },
    '2026-09-04',
  );
const challenged = (kind: 'review' | 'litigation') =>
  p.afterEnforcement(
    [
      g.act(
        'recordChallenge',
        g.HANDLER,
        { kind, filedOn: '2026-09-03', body: '示例市中级人民法院', documentNumber: '淮行初〔2026〕1号' },
        '2026-09-03',
      ),
    ],
    {},
    enforced,
  );

const demanded: AgencyStep = {
  ...{ act: 'demandRectification', at: '2026-09-07T02:00:00.000Z', rule: agencyTerm('320800') },
  derivation: derive(agencyTerm('320800'), '2026-09-07', [], [], PUBLISHED_CALENDAR),
};
const isCut: AgencyStep = { act: 'cutOff', at: '2026-09-20T02:00:00.000Z', rule: null, derivation: null };
const agency = (steps: readonly AgencyStep[], act: AgencyActName, facts: Partial<AgencyFacts> = {}): Provoked => ({
  decision: decideAgency(act, agencyStanding(steps), {
    ...{ at: '2026-09-08T02:00:00.000Z', late: 1, rule: agencyTerm('320800'), calendar: PUBLISHED_CALENDAR },
    ...facts,
  }),
});

const seat = (more: object): Provoked => ({
  decision: decideCommon(g.act('reassign', g.REVIEWER, { ...LEFT, ...more }, day(2)) as CommonAct, accepted, {
    calendar: PUBLISHED_CALENDAR,
    colleagues: ['heir'],
  }),
});
/** To void the first paper of a file: proposed, or confirmed after these changes to the paper. */
const voids = (file: CaseState, more: object = {}, changed: object = {}): Provoked => ({
  decision: decideCommon(
    g.act('proposeVoid', g.HANDLER, { noticeId: 'X1-n1', reasons: '污损', reissue: false, ...more }, day(4)),
    { ...file, notices: file.notices.map((n) => ({ ...n, ...changed })) },
    { calendar: PUBLISHED_CALENDAR },
  ),
});
/** A 送达地址确认书 that somebody enters, with these changes. */
const confirmsAddress = (who: typeof g.HANDLER, more: object): Provoked => ({
  decision: decideCommon(
    g.act('confirmAddress', who, { contact: ADDRESS, electronic: true, documents: [], ...more }, day(2)),
    accepted,
    { calendar: PUBLISHED_CALENDAR },
  ),
});
const ADDRESS = { recipient: '李示例', address: '示例路1号', phone: '0517-80000000', email: 'office@company.example' };
const PROPOSED_VOID = { voiding: { by: 'handler', saidIn: 'a', reissue: false, replacedBy: null } };
const voidedOn = (on: Day): Provoked => ({
  decision: decideCommon(
    g.act('confirmVoid', g.REVIEWER, { noticeId: 'X1-n1', approve: true }, on),
    { ...accepted, notices: accepted.notices.map((n) => ({ ...n, ...PROPOSED_VOID })) },
    { calendar: PUBLISHED_CALENDAR },
  ),
});
const LEFT = { from: 'handler', to: 'heir', ground: 'left', since: '2026-09-08', reasons: '调离' };

function absent(known: readonly [Day, Day], [from, until]: readonly [Day, Day]): Provoked {
  const away = { ground: 'absent' as const, standIn: 'heir' };
  const facts = { known: [{ ...away, from: known[0], until: known[1] }], colleagues: ['heir'] };
  const why = whyNotAbsent({ ...away, from, until }, facts);
  return { decision: why === null ? { ok: true, events: [] } : { ok: false, refusal: why } };
}

const PROVOKED: Record<RefusalCode, readonly (() => Provoked)[]> = {
  NO_SUCH_CASE: [
    () => given(null).when(accept(day(1))),
    () => givenRecord(null, g.RECORD).when(g.act('resume', g.SYSTEM, { objection: 'Y1' }, day(1))),
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
  NOTICE_VOID: [() => voids(accepted, {}, { voided: { since: day(2), replacedBy: null } })],
  VOID_PROPOSED: [() => voids(accepted, {}, PROPOSED_VOID)],
  VOID_SERVED: [() => voids(rectifying)],
  VOID_ON_RECORD: [() => voids(accepted, {}, { kind: 'listingDecision' })],
  VOID_AWAITED: [() => voids(p.afterRectification([p.orderRectification()]))],
  VOID_BEFORE_SIGNED: [() => voidedOn('2026-08-01')],
  HANDLER_CHANGED: [() => seat({ from: 'somebody' })],
  HANDLES_ALREADY: [() => seat({ to: 'handler' })],
  NOT_COLLEAGUE: [() => seat({ to: 'stranger' })],
  ABSENT_ALREADY: [() => absent(['2026-09-04', '2026-09-10'], ['2026-09-10', '2026-09-12'])],
  // Of a person who is there; the register looks who is not.
  NOT_ABSENT: [() => ({ decision: { ok: false, refusal: refusal('NOT_ABSENT') } })],
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
  ALREADY_SERVED: [
    () => given(after([serve('X1-n1', day(2))], g.RECORD, accepted)).when(serve('X1-n1', day(2))),
    // Nor by whoever knows of an earlier day.
    () => given(after([serve('X1-n1', day(3))], g.RECORD, accepted)).when(serve('X1-n1', day(2))),
  ],
  SERVED_BEFORE_SIGNED: [() => given(accepted).when(serve('X1-n1', day(0)))],
  NO_CONSENT: [() => given(after([apply(day(0), g.RECEIVED, false), accept(day(1))])).when(serve('X1-n1', day(2)))],
  CONFIRMATION_UNPROVEN: [() => confirmsAddress(g.HANDLER, {})],
  EMAIL_MISSING: [() => confirmsAddress(g.AGENT, { contact: { ...ADDRESS, email: undefined } })],
  LEFT_UNPROVEN: [() => given(accepted).when(left({ witnesses: ['李示例', '李示例'] }))],
  PORTAL_ONLY: [() => given(after([apply(), accept(day(1))])).when(serve('X1-n1', day(2), 'post', g.AGENT))],
  NO_SUCH_INSTRUCTION: [() => given(granted).when(g.report('X1-i9', g.OFFICE, day(4)))],
  NOT_YOUR_INSTRUCTION: [() => given(granted).when(g.report('X1-i4', g.SITE_SYSTEM, day(4)))],
  INSTRUCTION_CLOSED: [
    () =>
      given(after([g.report('X1-i1', g.OFFICE, day(4))], g.RECORD, granted)).when(
        g.report('X1-i1', g.OFFICE, day(4), 'refused'),
      ),
  ],
  UNDER_OBJECTION: [
    () => p.givenExit(exiting, { open: [examining] }).when(confirm('2026-09-03')),
    () => given(proposed, { open: [proposed, examining] }).when(confirm(day(3))),
  ],
  LIST_NOT_IN_CATALOGUE: [
    () => p.givenListing(null).when(p.proposeListing({ list: 'local-invention' })),
    () => p.givenRectification(null).when(p.orderRectification({ list: 'local-invention' })),
  ],
  MEASURE_NOT_IN_CATALOGUE: [() => p.givenListing(null).when(p.proposeListing({ measures: ['pillory'] }))],
  LEAVE_THE_LIST: [
    () =>
      p
        .givenEnforcement(p.afterEnforcement([g.act('publish', g.SYSTEM, {}, '2026-09-01')]))
        .when(g.act('endDeregistered', g.HANDLER, { evidence: [{ kind: 'deregistration' }] }, '2026-09-02')),
  ],
  NOBODY_ANSWERS_FOR_PERSON: [
    () =>
      p
        .givenListing(null, { record: { ...p.FOUND, subjectKind: 'person' } })
        .when(p.proposeListing({ persons: [{ office: 'principal', record: 'R1-p1' }] })),
  ],
  RESPONSIBLE_MISSING: [
    () => p.givenListing(null).when(p.proposeListing({ measures: ['appointmentLimit'] })),
    () => {
      const failed = { ...interviewDue, stage: 'failed' as const };
      const handing = p.handOver('2026-09-29');
      return p
        .givenRectification(failed)
        .when({ ...handing, payload: { ...handing.payload, measures: ['publicPositionLimit'] } });
    },
  ],
  NOTICE_NOT_SERVED: [
    () => p.givenListing(p.afterListing([p.proposeListing()])).when(p.proposeDecision('2026-09-02')),
    () => p.givenRectification(scheduled).when(p.absent('2026-09-28')),
  ],
  STILL_HEARING: [
    () => p.givenListing(noticed).when(p.proposeDecision('2026-09-09')),
    () => p.givenListing(stated).when(p.proposeDecision('2026-09-09')),
  ],
  GROUND_UNANSWERED: [
    () =>
      p
        .givenListing(
          p.afterListing([p.state(['甲'], '2026-09-04'), g.ring('X1-t2', 'overdue', '2026-09-10')], {}, noticed),
        )
        .when(p.proposeDecision('2026-09-10')),
  ],
  GROUND_NOT_ADOPTED: [
    () =>
      p
        .givenListing(
          p.afterListing(
            [
              p.state(['甲'], '2026-09-04'),
              g.ring('X1-t2', 'overdue', '2026-09-10'),
              p.answer(['g1'], '2026-09-10', true),
            ],
            {},
            noticed,
          ),
        )
        .when(p.proposeDecision('2026-09-10')),
  ],
  NOTHING_PROPOSED: [() => p.givenListing(noticed).when(confirm('2026-09-03'))],
  WORSE_THAN_NOTICED: [() => p.givenListing(heard).when(p.proposeDecision('2026-09-10', { months: 36 }))],
  CONTENT_MISSING: [() => p.givenListing(heard).when(p.proposeDecision('2026-09-10', { contents: undefined }))],
  HEARING_TOO_EARLY: [
    () =>
      p
        .givenListing(stated)
        .when(g.act('holdHearing', g.HANDLER, { heldOn: '2026-09-14', minutes: '听证笔录' }, '2026-09-14')),
  ],
  GRACE_TOO_LONG: [() => p.givenListing(heard).when(p.proposeDecision('2026-09-10', { graceMonths: 1 }))],
  TOO_LATE: [
    () => p.givenListing(noticed).when(p.state(['甲'], '2026-09-10')),
    () => p.givenObjection(examining).when(extendObjection('2026-09-05')),
  ],
  NOT_FINAL: [
    () =>
      p
        .givenListing(awaitingFinality)
        .when(
          g.act(
            'confirmFinality',
            g.HANDLER,
            { finalOn: '2026-09-12', documentNumber: '示例〔2026〕1号' },
            '2026-09-11',
          ),
        ),
  ],
  NO_SUPERIOR: [() => p.givenListing(consenting, samr).when(confirm('2026-09-11'))],
  EXTENDED_ONCE: [
    () =>
      p
        .givenRectification(p.afterRectification([extendDeadline('2026-09-30')], {}, rectifying))
        .when(extendDeadline('2026-10-30')),
    () =>
      p
        .givenObjection(p.afterObjection([extendObjection('2026-09-02')], {}, examining))
        .when(extendObjection('2026-09-03')),
  ],
  DEADLINE_PAST: [() => p.givenRectification(null).when(p.orderRectification({ deadline: '2026-09-01' }))],
  ITEM_UNKNOWN: [
    () => p.givenRectification(rectifying).when(p.reportRectified(['z9'], '2026-09-10')),
    () => p.givenListing(stated).when(p.answer(['g9'], '2026-09-07')),
  ],
  ITEM_MISSING: [() => p.givenRectification(rectifying).when(p.reportRectified([], '2026-09-10'))],
  TWO_INTERVIEWERS: [
    () =>
      p.givenRectification(interviewDue).when(p.scheduleInterview('reminder', '2026-09-22', '2026-09-28', ['handler'])),
  ],
  NOTICE_TOO_SHORT: [
    () => p.givenRectification(interviewDue).when(p.scheduleInterview('reminder', '2026-09-22', '2026-09-23')),
  ],
  SERVED_AFTER_DEADLINE: [
    () => p.givenRectification(p.afterRectification([p.orderRectification()])).when(serve('X1-n1', p.DEADLINE)),
  ],
  NOTHING_ASKED: [
    () =>
      p
        .givenRectification(scheduled)
        .when(g.act('declineReschedule', g.HANDLER, { reasons: '没有证明' }, '2026-09-24')),
  ],
  RESCHEDULE_OPEN: [
    () =>
      p
        .givenRectification(
          p.afterRectification(
            [
              serve('X1-n2', '2026-09-22'),
              g.act('askReschedule', g.AGENT, { reasons: '法定代表人出差' }, '2026-09-24'),
            ],
            {},
            scheduled,
          ),
        )
        .when(p.absent('2026-09-28')),
  ],
  INTERVIEW_NOT_YET: [() => p.givenRectification(scheduled).when(p.held('2026-09-24', '2026-10-20'))],
  RECTIFYING: [() => p.givenListing(null, { open: [rectifying] }).when(p.proposeListing())],
  WARNING_FIRST_REMINDER: [
    () => p.givenRectification(interviewDue).when(p.scheduleInterview('warning', '2026-09-22', '2026-09-28')),
  ],
  NOT_HELPER: [
    () =>
      p
        .givenRectification(rectifying)
        .when(g.act('logVisit', g.HANDLER, { visitedOn: '2026-09-04', note: '已走访' }, '2026-09-04')),
  ],
  NOTHING_OBJECTED: [() => p.givenObjection(null).when(p.object({ corrections: [] }))],
  OBJECTION_OPEN: [
    () => p.givenObjection(null, { open: [examining] }).when(p.object()),
    () => p.givenObjection(examining).when(p.object()),
  ],
  NOT_PROVIDER: [
    () => p.givenObjection(forwarded).when(g.act('reportCheck', g.HANDLER, { findings: '录入错误' }, '2026-09-03')),
  ],
  CLOCK_NOT_STOPPED: [() => p.givenObjection(examining).when(g.act('resumeClock', g.HANDLER, {}, '2026-09-02'))],
  STOP_REASON: [
    () => p.givenObjection(examining).when(g.act('stopClock', g.HANDLER, { reason: '人手不足' }, '2026-09-02')),
  ],
  EXIT_GROUND: [() => p.givenExit(null).when(p.applyExit('bankruptcy', ['bankruptcyRuling']))],
  EVIDENCE_MISSING: [() => p.givenExit(null).when(p.applyExit('fulfilled', []))],
  NO_GROUND_OF_REMOVAL: [() => p.givenExit(null).when(p.applyExit('relocated', ['fulfilment']))],
  NOT_LISTED: [
    () =>
      p.givenExit(null, { record: { ...p.ENTRY, status: 'removed' } }).when(p.applyExit('fulfilled', ['fulfilment'])),
    () => p.givenObjection(examining, { record: { ...p.ENTRY, list: null } }).when(p.conclude('delist', '2026-09-03')),
  ],
  MUST_APPLY: [
    () =>
      p
        .givenEnforcement(enforced)
        .when(
          g.act(
            'report',
            actor('czj', 'departmentSystem', null, 'huaian-czj'),
            { instructionId: 'X1-i3', outcome: 'declined', receipt: null, detail: '不便采取' },
            '2026-09-02',
          ),
        ),
  ],
  EXIT_TOO_EARLY: [
    () => p.givenExit(null, { record: p.entryOf('safety') }).when(p.applyExit('fulfilled', ['fulfilment'])),
  ],
  STILL_CARRIED_OUT: [() => p.givenExit(null, { record: REMOVED, open: [granted] }).when(relisting)],
  PROVIDER_HAS_TIME: [() => p.givenObjection(forwarded).when(g.act('takeUp', g.HANDLER, {}, '2026-09-03'))],
  NOT_ASKED: [
    () =>
      p
        .givenObjection({ ...forwarded, stage: 'examining', terms: [] })
        .when(g.act('reportCheck', p.PROVIDER, { findings: '录入错误' }, '2026-09-03')),
  ],
  NO_SUCH_CHALLENGE: [() => p.givenEnforcement(enforced).when(stopOrdered('recordStop'))],
  NO_STOP_IN_REVIEW: [() => p.givenEnforcement(challenged('review')).when(stopOrdered('recordStop'))],
  NOT_STOPPED: [() => p.givenEnforcement(challenged('litigation')).when(stopOrdered('endStop'))],
  BARRED: [
    () => given(null, { record: { ...g.RECORD, bar: { until: '2027-01-01', article: '第五章' } } }).when(apply()),
  ],
  LISTED_ELSEWHERE: [
    () =>
      given(null, {
        ...{ pack: { ...g.packOf(g.RECORD, g.RECEIVED), clean: '第十四条' } },
        record: { ...g.RECORD, listedElsewhere: true },
      }).when(apply()),
  ],
  SHIELDED: [
    () => {
      const shield = { case: 'X0', since: '2026-05-06', until: null };
      const particulars = { of: 'record', measures: [], objections: ['X0'], shield } as const;
      const life = { ...applied, process: 'record' as const, particulars };
      const plan = apply();
      return given(null, { open: [life] }).when({ ...plan, payload: { ...plan.payload, ground: 'planApproved' } });
    },
  ],
  NOT_SHIELDED: [
    () =>
      givenRecord(p.afterEnforcement([g.act('publish', g.SYSTEM, {}, '2026-09-01')]), g.RECORD).when(
        g.act('endShield', g.HANDLER, { reasons: '计划未执行', documents: DOCUMENTS }, '2026-09-02'),
      ),
  ],
  NOT_REPAIRED: [
    () =>
      given(null).when(
        g.act(
          'proposeRevocation',
          g.HANDLER,
          { ground: 'falseMaterial', reasons: '伪造', documents: DOCUMENTS, electronicService: true } as const,
          '2026-09-02',
        ),
      ),
  ],
  FRAUD_ONLY: [
    () => p.givenExit(null).when(relisting),
    () => p.givenEnforcement(null).when(g.act('relist', g.SYSTEM, p.ENFORCED, '2026-09-01')),
  ],
  BLEMISHED: [
    () => p.givenRedList(null, { record: { ...p.PRAISED, blemished: true } }).when(p.recognise()),
    () =>
      p
        .givenEnforcement(favoured, { record: { ...p.RED_ENTRY, blemished: true } })
        .when(g.act('recheck', g.HANDLER, { findings: '符合' }, '2026-09-03')),
  ],
  NOT_DISHONEST: [() => given(null, { record: p.RED_ENTRY }).when(apply())],
  NOT_RED_LISTED: [
    () => p.givenRedList(null, { record: p.FOUND }).when(p.recognise()),
    () => p.givenEnforcement(enforced).when(g.act('recheck', g.HANDLER, { findings: '符合' }, '2026-09-03')),
    () => p.givenEnforcement(enforced).when(g.act('blemished', g.SYSTEM, {}, '2026-09-03')),
  ],
  STILL_PUBLICISED: [
    () =>
      p
        .givenRedList(p.afterRedList([p.recognise()]))
        .when(
          g.act(
            'proposeDecision',
            g.HANDLER,
            { outcome: 'list', findings: '属实', reasons: undefined, measures: p.BENEFITS },
            '2026-09-03',
          ),
        ),
  ],
  NOT_FAVOURED: [() => p.givenEnforcement(enforced).when(promisePapers())],
  STATUTORY_PAPER: [() => givenFavoured().when(promisePapers({ papers: [{ name: '许可证', statutory: true }] }))],
  PROMISED_TOO_LATE: [() => givenFavoured().when(promisePapers({ due: '2027-01-04' }))],
  NO_SUCH_PROMISE: [
    () => givenFavoured().when(g.act('papersCame', g.WINDOW, { promise: 'X1-p1' }, '2026-09-03')),
    () => givenFavoured().when(g.act('settleBreach', g.HANDLER, { promise: 'X1-p1', reasons: '约谈' }, '2026-09-03')),
  ],
  ALREADY_RECORDED: [
    () =>
      p
        .givenListing(null, { record: { ...p.FOUND, otherNumbers: ['苏环〔2026〕1号'] } })
        .when(p.receiveListing('2026-09-01')),
    () =>
      p
        .givenListing(p.afterListing([p.receiveListing('2026-09-01')]), {
          record: { ...p.FOUND, otherNumbers: ['苏环〔2026〕1号'] },
        })
        .when(g.act('verifyReceived', g.HANDLER, { confirmed: true, reasons: '一致' }, '2026-09-02')),
  ],
  NOT_BLEMISHED: [() => givenFavoured().when(g.act('blemished', g.SYSTEM, {}, '2026-09-03'))],
  NOTHING_LATE: [
    () => agency([], 'demandRectification', { late: 0 }),
    () => agency([demanded], 'cutOff', { at: '2026-09-20T02:00:00.000Z', late: 0 }),
  ],
  NOT_DEMANDED: [() => agency([], 'cutOff')],
  DEMAND_RUNS: [() => agency([demanded], 'cutOff'), () => agency([demanded], 'demandRectification')],
  STILL_LATE: [() => agency([demanded, isCut], 'restore')],
  CUT_OFF_ALREADY: [() => agency([demanded, isCut], 'cutOff'), () => agency([isCut], 'demandRectification')],
  NOT_CUT_OFF: [() => agency([demanded], 'restore', { late: 0 })],
  NOTHING_DUE: [
    () => given(applied).when(g.ring('X1-t9', 'T', day(1))),
    () => given(accepted).when(g.ring('X1-t2', 'overdue', '2026-09-20')),
    () => given(applied).when(g.ring('X1-t2', 'overdue', day(1))),
  ],
};

test.each(REFUSAL_CODES)('%s', (code) => {
  const cases = new Map<string, readonly (() => Provoked)[]>(Object.entries(PROVOKED)).get(code) ?? [];
  expect(cases.length).toBeGreaterThan(0);
  for (const provoke of cases) expect(provoke().decision).toMatchObject({ ok: false, refusal: { code } });
});

test('a refusal is told in Chinese with what it rests on, and leaves no gap in its text', () => {
  for (const code of Object.keys(PROVOKED) as RefusalCode[]) {
    const { message, article } = refusal(code, {
      earliest: '2026-07-16',
      missing: '信用修复承诺书',
      last: '2026-09-07',
      measures: '限制高消费及有关消费',
      count: '2',
      due: '2026-09-09',
      day: '2026-09-28',
      longest: '3',
      items: '缴纳罚款',
      grounds: '该处罚已被撤销',
      served: '2026-09-21',
      deadline: '2026-09-21',
      papers: '安全生产许可证',
      latest: '2026-10-08',
      late: '2',
      handler: '张示例',
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
