/**
 * What may be applied for, by whom, when and with which papers: Order 36, chapter 3; 国办发〔2025〕22号 三、四, and its clause
 * on bankruptcy: a plan that a court has approved or found carried out needs no minimum of publicity.
 */
import type { Decision } from '../file/decision.js';
import { Draft } from '../file/draft.js';
import type { RepairParticulars } from '../file/particulars.js';
import { refusal, type Refusal, type RefusalCode } from '../file/refusal.js';
import { isRedList } from '../law/lists.js';
import { MATERIALS, type MaterialKind } from '../law/materials.js';
import { publicityTerms, type RepairPack } from '../law/pack.js';
import { shieldOf } from '../record/shield.js';
import { isPublic, type RecordFacts } from '../record/record-facts.js';
import { dayAfter, dayOf, type Calendar, type Day } from '../time/calendar.js';
import { derive } from '../time/term.js';
import type { ApplyPayload, Of } from './repair-acts.js';
import type { RepairFacts } from './repair.js';

/** The first day on which repair may be applied for: the day after the minimum period; null when there is none. */
export function earliestApplication(
  record: Pick<RecordFacts, 'severity' | 'decisionDate' | 'publishedOn'>,
  pack: RepairPack,
  calendar: Calendar,
): { readonly earliest: Day | null; readonly term: ReturnType<typeof derive> | null } {
  if (record.severity === null) return { earliest: null, term: null };
  const { min, start } = publicityTerms(pack, record.severity, record);
  if (min === null) return { earliest: null, term: null };
  const term = derive(min, start, [], [], calendar);
  return { earliest: dayAfter(term.due), term };
}

/** One record of one application; where the credit office passes applications on, they lie with it first. */
export function apply(act: Of<'apply'>, facts: RepairFacts): Decision {
  const { record, pack } = facts;
  const { receivedOn, applicationId, electronicService } = act.payload;
  const noted = particularsOf(act.payload);
  const [hindrance, ...others] = [
    ...notRepairable(noted, facts),
    ...barred(receivedOn, facts),
    ...incomplete(act, noted, facts),
    ...beforeTime(receivedOn, noted, facts),
  ];
  if (hindrance !== undefined) return { ok: false, refusal: hindrance, others };
  const draft = Draft.opening(act, 'repair', facts, {
    stage: pack.transfer === null ? 'applied' : 'transferring',
    packId: pack.id,
    consented: electronicService,
    application: { id: applicationId, date: receivedOn },
    particulars: noted,
  }).arm('result', record.authority, pack.result, receivedOn);
  return pack.transfer === null
    ? draft.arm('acceptance', record.authority, pack.acceptance).done()
    : draft.arm('transfer', record.network.office ?? record.authority, pack.transfer).done();
}

const particularsOf = (said: ApplyPayload): RepairParticulars => ({
  of: 'repair',
  ground: said.ground ?? 'fulfilled',
  applicant: said.applicant ?? 'subject',
  materials: [...new Set(said.documents.map((d) => d.kind))],
  planUntil: said.planUntil ?? null,
  ...(said.application?.channel === 'window' ? { atCounter: true } : {}),
});

/** Only what is shown, is dishonesty and is known in its severity is repaired, once at a time. */
function notRepairable({ ground }: RepairParticulars, facts: RepairFacts): Refusal[] {
  const { record, pack, open, applicationSubject } = facts;
  const isFulfilled = ground === 'fulfilled';
  const isForPlan = ground === 'planApproved';
  // A plan may go on for longer than the penalty is shown: what rests on it is then to end for good.
  const isPlanCarriedOut = ground === 'planCompleted' && record.status === 'ended' && shieldOf(open) !== null;
  const hindersEarlyEnd = pack.clean !== null && record.kind === PENALTY && record.listedElsewhere;
  return [
    ...when(
      open.some((s) => s.process === 'repair'),
      'CASE_OPEN',
    ),
    ...when(applicationSubject !== null && applicationSubject !== record.subjectId, 'APPLICATION_TAKEN'),
    ...when(!isPublic(record) && !isPlanCarriedOut, 'NOT_PUBLISHED'),
    ...when(isRedList(record.list), 'NOT_DISHONEST'),
    ...when(isForPlan && shieldOf(open) !== null, 'SHIELDED'),
    ...when(!isForPlan && record.severity === null, 'UNCLASSIFIED'),
    ...when(isFulfilled && hindersEarlyEnd, 'LISTED_ELSEWHERE', { article: pack.clean ?? '' }),
  ];
}

const when = (is: boolean, code: RefusalCode, details?: Readonly<Record<string, string>>): Refusal[] =>
  is ? [refusal(code, details)] : [];

const PENALTY = '行政处罚';

/** Whoever gave false material or broke the commitment may not apply for years, whatever the record. */
const barred = (receivedOn: Day, { record: { bar } }: RepairFacts): Refusal[] =>
  bar === null || receivedOn > bar.until
    ? []
    : [refusal('BARRED', { earliest: dayAfter(bar.until), article: bar.article })];

function incomplete(act: Of<'apply'>, noted: RepairParticulars, { record, pack }: RepairFacts): Refusal[] {
  const { kinds, article } = materialsFor(noted, pack, record.severity === 'serious');
  const missing = kinds.filter((kind) => !noted.materials.includes(kind)).map((kind) => MATERIALS[kind]);
  return [
    ...when(act.payload.receivedOn > dayOf(act.effectiveAt), 'RECEIPT_AFTER_ACT'),
    ...when(missing.length > 0, 'MATERIAL_MISSING', { missing: missing.join('、'), article }),
  ];
}

/**
 * What an application must hold, and by which article. In bankruptcy the court's ruling stands for all else; an administrator
 * shows his appointment instead of an authority.
 */
export function materialsFor(
  { ground, applicant }: Pick<RepairParticulars, 'ground' | 'applicant'>,
  { materials, shield }: RepairPack,
  isSerious: boolean,
): { readonly kinds: readonly MaterialKind[]; readonly article: string } {
  const acting = applicant === 'administrator' ? 'appointment' : 'authorisation';
  if (ground !== 'fulfilled')
    return {
      kinds: [ground === 'planApproved' ? 'planRuling' : 'completionRuling', acting],
      article: shield.article,
    };
  const all = [...materials.all, ...(isSerious ? materials.serious : [])];
  return { kinds: all.map((kind) => (kind === 'authorisation' ? acting : kind)), article: materials.article };
}

/** A plan that a court has approved or found carried out waits for no minimum. */
function beforeTime(receivedOn: Day, { ground }: RepairParticulars, facts: RepairFacts): Refusal[] {
  if (ground !== 'fulfilled') return [];
  const { earliest } = earliestApplication(facts.record, facts.pack, facts.calendar);
  return earliest !== null && receivedOn < earliest ? [refusal('BEFORE_MINIMUM', { earliest })] : [];
}
