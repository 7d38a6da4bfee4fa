/** The pairs of acts that can race or meet on one record, as docs/between-processes.md tells them. */
import { addDays, dayOf, instantAt } from '../../domain/time/calendar.js';
import type { Actor, Process, RecordStatus, TermKind, Verdict } from '../../domain/file/case.js';
import { NO_NETWORK } from '../../domain/record/record-facts.js';
import type { RefusalCode } from '../../domain/file/refusal.js';
import * as g from './given.js';
import * as p from './given-processes.js';
import { Scene, type Deed } from './meeting.js';

/** What comes of two acts in one order. */
export interface Turn {
  /** Why the first is refused, since the way for it is not free before the second; absent: it is lawful. */
  readonly first?: RefusalCode;
  /** Why the second is refused; null beside a code: lawful once what is outstanding is done. Absent: it is lawful. */
  readonly refused?: readonly (RefusalCode | null)[];
  /** What brings the cases to their end; each is lawful. */
  readonly then?: readonly Deed[];
  /** In the end the second act is done after all. */
  readonly again?: boolean;
}

export interface Pair {
  readonly given: () => Scene;
  readonly a: Deed;
  readonly b: Deed;
  readonly ab?: Turn;
  readonly ba?: Turn;
  /** How the record ends: whichever came first, or when a came first and when b did. */
  readonly ends: readonly [RecordStatus] | readonly [RecordStatus, RecordStatus];
}

export const titleOf = ({ a, b }: Pair): string => `${a.title} × ${b.title}`;

const MEASURES = ['procurementBan', 'honourLimit', 'industryBan'] as const;
/** A recommended one. */
const MAY = 'honourLimit';
const TODAY = '2026-09-01';

export const deed = (
  title: string,
  process: Process,
  name: string,
  by: Actor,
  says: object | Deed['says'] = {},
  docket = '',
): Deed => ({
  title,
  process,
  name,
  by,
  docket,
  says: typeof says === 'function' ? (says as Deed['says']) : () => says,
});

const oneOf = (id: string | undefined): string => id ?? g.nothing();

/** Objections. */
const raise = (title: string, ground: string, docket: string): Deed =>
  deed(title, 'objection', 'object', g.AGENT, { ...p.OBJECTION, ground }, docket);
export const raised = raise('objection raised', 'content', 'o1');
const second = raise('second objection raised', 'notMine', 'o2');
const again = raise('the same objection raised again', 'content', 'o2');
export const conclude = (verdict: Verdict, docket: string): Deed =>
  deed('conclusion', 'objection', 'conclude', g.HANDLER, { verdict, findings: '已核查', reasons: '理由' }, docket);
const result = (title: string, docket = 'o1'): Deed =>
  deed(title, 'objection', 'confirm', g.REVIEWER, { approve: true }, docket);
export const upheld = result('objection found without merit');
export const founded = result('objection founded: deleted');
const corrected = result('objection founded: corrected');
export const withdrawn = deed(
  'objection withdrawn',
  'objection',
  'withdrawObjection',
  g.AGENT,
  { reason: '不再主张' },
  'o1',
);
const secondUpheld = result('second objection found without merit', 'o2');
const secondDelisted = result('second objection founded: delisted', 'o2');
const uphold = (docket = 'o1'): readonly Deed[] => [conclude('uphold', docket), result('result', docket)];

/** Repair. */
export const applied = deed('repair applied for', 'repair', 'apply', g.AGENT, (s: Scene) => ({
  ...{ applicationId: 'A1', receivedOn: dayOf(s.now), documents: g.PAPERS, electronicService: true },
}));
const proposal = { outcome: 'grant', findings: '已核查' };
export const accept = deed('acceptance', 'repair', 'accept', g.HANDLER);
export const proposeRepair = deed('proposal', 'repair', 'propose', g.HANDLER, proposal);
export const granted = deed('repair granted', 'repair', 'confirm', g.REVIEWER, { approve: true });
export const repairing = [applied, accept, proposeRepair];
const repairWithdrawn = deed('repair withdrawn', 'repair', 'withdraw', g.AGENT, { reason: '不再申请' });

/** Leaving the list. */
const applyFor = (title: string, ground: string, kind: string): Deed =>
  deed(title, 'exit', 'applyExit', g.AGENT, p.applyExit(ground, [kind]).payload);
const exitApplied = applyFor('exit applied for', 'fulfilled', 'fulfilment');
const gone = applyFor('exit of a deregistered subject applied for', 'deregistered', 'deregistration');
const proposeExit = deed('proposal', 'exit', 'propose', g.HANDLER, proposal);
export const removed = deed('exit decided', 'exit', 'confirm', g.REVIEWER, { approve: true });
const dissolved = deed('exit of a deregistered subject decided', 'exit', 'confirm', g.REVIEWER, { approve: true });
export const exiting = [exitApplied, proposeExit];

/** The record's own life, and its measures. */
const rings = (title: string, process: Process, kind: TermKind): Deed =>
  deed(title, process, 'alarm', g.SYSTEM, (s: Scene) => ({
    termId: clockOf(s, process, kind),
    rung: 'overdue',
  }));
function clockOf(s: Scene, process: Process, kind: TermKind): string {
  const clocks = s.file(process)?.terms.filter((t) => t.kind === kind) ?? [];
  return oneOf((clocks.find((t) => t.alarms.some((a) => a.at <= s.now)) ?? clocks[0])?.id);
}
export const matured = rings('maximum reached', 'record', 'maxPublicity');
const banOver = rings('ban at its end', 'record', 'measureEnd');
const sectorEnds = deed('ended by the authority', 'record', 'endUnfulfilled', g.HANDLER, { reasons: '行业规定' });
const begun = deed('life of the record begun', 'record', 'publish', g.SYSTEM);
const enforced = (months: number | null): Deed =>
  deed('listing made known', 'record', 'publish', g.SYSTEM, { ...p.ENFORCED, measures: MEASURES, months });
export const relisting = deed('relisting proposed', 'exit', 'proposeRelisting', g.HANDLER, {
  ...{ reasons: '移出申请材料虚假', documents: [{ name: '核查记录.pdf', sha256: '0'.repeat(64) }] },
  ...{ measures: MEASURES, months: null, electronicService: true },
});
const says = (title: string, effect: string, outcome: 'done' | 'declined'): Deed =>
  deed(title, 'record', 'report', g.OFFICE, (s: Scene) => ({
    instructionId: oneOf(
      s.file('record')?.instructions.find((i) => i.effect === effect && i.content?.['measure'] === MAY)?.id,
    ),
    ...{ outcome, receipt: '回执', detail: '本单位没有相应事项' },
  }));
const taken = says('measure applied', 'applyMeasure', 'done');
const declined = says('measure declined', 'applyMeasure', 'declined');
const rests = says('suspension acknowledged', 'suspendMeasure', 'done');

/** A stop ordered by a reconsideration body or a court. */
export const challenged = deed('reconsideration recorded', 'record', 'recordChallenge', g.HANDLER, {
  ...{ kind: 'reconsideration', filedOn: TODAY, body: '淮安市人民政府', documentNumber: '淮行复〔2026〕1号' },
});
const orderedBy = (title: string, name: string, more: object): Deed =>
  deed(title, 'record', name, g.HANDLER, (s: Scene) => ({
    ...{ challenge: `${s.file('record')?.caseId ?? ''}-c1`, documentNumber: '淮行复〔2026〕2号' },
    ...{ documents: [{ name: '决定书.pdf', sha256: '0'.repeat(64) }], ...more },
  }));
export const stopped = orderedBy('stop ordered', 'recordStop', { scope: ['measures', 'publicity'] });
export const released = orderedBy('stop ended', 'endStop', {});
export const maintained = orderedBy('maintained', 'recordChallengeResult', { result: 'maintained' });

/** Rectification. */
const ordered = deed('rectification ordered', 'rectification', 'orderRectification', g.HANDLER, (s: Scene) => ({
  ...p.orderRectification({ serious: true, deadline: addDays(dayOf(s.now), 20) }).payload,
}));
export const served = (title: string, process: Process, kind: string): Deed =>
  deed(title, process, 'recordService', g.HANDLER, (s: Scene) => ({
    noticeId: oneOf(s.file(process)?.notices.find((n) => n.kind === kind)?.id),
    ...{ method: 'post', evidence: '邮寄回执' },
  }));
const orderServed = served('order served', 'rectification', 'rectificationOrder');
const reportDone = deed(
  'report',
  'rectification',
  'reportRectified',
  g.AGENT,
  p.reportRectified(['z1', 'z2'], TODAY).payload,
);
const rectified = deed(
  'rectification verified',
  'rectification',
  'verifyRectified',
  g.HANDLER,
  p.verifyRectified({ z1: true, z2: true }, TODAY).payload,
);
const rectifying = [ordered, orderServed, reportDone];
const orderWithdrawn = deed('order withdrawn', 'rectification', 'withdrawOrder', g.HANDLER, { reasons: '理由' });
const handedOver = deed('rectification handed over', 'rectification', 'handOver', g.HANDLER, p.handOver(TODAY).payload);

/** Listing. */
const proposed = deed('listing proposed', 'listing', 'proposeListing', g.HANDLER, p.PROPOSAL);
const received = deed('listing received from above', 'listing', 'receiveListing', g.HANDLER, {
  ...{ ...p.PROPOSAL, documentNumber: '苏环发〔2026〕1号', decidedOn: TODAY },
});
const sentBack = deed('received listing sent back', 'listing', 'verifyReceived', g.HANDLER, {
  ...{ confirmed: false, reasons: '主体不符' },
});
const dropping = [
  deed('proposal to drop', 'listing', 'dropProposal', g.HANDLER, { reasons: '理由' }),
  deed('approval', 'listing', 'confirm', g.REVIEWER, { approve: true }),
];
const decisionServed = served('listing decision served', 'listing', 'listingDecision');

export const NOW = instantAt(TODAY, '10:00');
const network = { ...NO_NETWORK, ...p.NETWORK };
export const ENTRY = { ...p.ENTRY, network, parties: [], decisionDate: '2025-01-06', publishedOn: '2025-01-06' };
const COURT = { ...p.foundFor('court'), network, severity: 'serious' as const };

/** An entry of a list, shown and its measures in force. */
const entry = (...deeds: readonly Deed[]): Scene =>
  new Scene(ENTRY, NOW)
    .must(enforced(null))
    .settle()
    .must(...deeds);
/** The same while its measures are still being applied. */
const initiated = (...deeds: readonly Deed[]): Scene => new Scene(ENTRY, NOW).must(enforced(null), ...deeds);
const declining = (...deeds: readonly Deed[]): Scene => {
  const scene = initiated(...deeds);
  scene.declines.add(MAY);
  return scene;
};
/** The hour at which a ban ends. */
const banning = (...deeds: readonly Deed[]): Scene =>
  new Scene(ENTRY, NOW)
    .must(enforced(6))
    .settle()
    .until('record', 'measureEnd')
    .must(...deeds);
/** The hour at which the maximum is reached. */
const mature = (...deeds: readonly Deed[]): Scene =>
  entry()
    .until('record', 'maxPublicity')
    .must(...deeds);
/** A penalty on no list, in use at a department before it came here. */
const penalty = (...deeds: readonly Deed[]): Scene =>
  new Scene(g.RECORD, NOW)
    .must(begun)
    .until('record', 'maxPublicity')
    .must(...deeds);
/** At its maximum with its duties unfulfilled. */
const unfulfilled = (...deeds: readonly Deed[]): Scene =>
  new Scene({ ...ENTRY, fulfilled: false }, NOW)
    .must(enforced(null))
    .settle()
    .until('record', 'maxPublicity')
    .must(matured, ...deeds);
/** Imported a moment ago: nothing is known of it but that it is shown. */
const imported = (...deeds: readonly Deed[]): Scene => new Scene(g.RECORD, NOW).must(...deeds);
const found = (...deeds: readonly Deed[]): Scene => new Scene(p.FOUND, NOW).must(...deeds);
/** Every interview was in vain. */
function failed(): Scene {
  const scene = found(ordered, orderServed).until('rectification', 'rectification');
  const interview = instantAt(addDays(dayOf(scene.now), 10), '10:00');
  return scene
    .must(
      rings('deadline', 'rectification', 'rectification'),
      deed('interview', 'rectification', 'scheduleInterview', g.HANDLER, {
        ...{ kind: 'warning', at: interview, place: '二楼第一会议室', interviewers: ['handler', 'second'] },
      }),
      served('notice', 'rectification', 'interviewNotice'),
    )
    .at(interview)
    .must(deed('no-show', 'rectification', 'recordInterview', g.HANDLER, p.absent(TODAY).payload));
}
/** A court’s entry: in effect since it was issued, its papers not served yet. */
const issued = (...deeds: readonly Deed[]): Scene => {
  const measures = ['procurementBan', 'consumptionLimit'];
  return new Scene(COURT, NOW, 'court')
    .must(
      deed('proposal', 'listing', 'proposeListing', g.HANDLER, { ...p.PROPOSAL, list: 'court', measures }),
      served('notice', 'listing', 'listingNotice'),
      deed('waiver', 'listing', 'waive', g.AGENT),
      deed('decision', 'listing', 'proposeDecision', g.HANDLER, p.proposeDecision(TODAY, { measures }).payload),
      deed('approval', 'listing', 'confirm', g.REVIEWER, { approve: true }),
    )
    .settle()
    .must(...deeds);
};

const objected = (verdict: Verdict): readonly Deed[] => [raised, conclude(verdict, 'o1')];
const stays: Turn = { refused: ['UNDER_OBJECTION'] };
const waits: Turn = { first: 'UNDER_OBJECTION' };
const marking: Turn = { refused: ['UNDER_OBJECTION', null], again: true };
const over: Turn = { refused: ['WRONG_STAGE'] };
const notShown: Turn = { refused: ['NOT_PUBLISHED'] };
const late: Turn = { refused: ['NOTHING_DUE'] };

export const PAIRS: readonly Pair[] = [
  // objection and repair
  {
    ...{ a: raised, b: applied, given: () => entry(), ends: ['repaired'] },
    ab: { then: [...uphold(), accept, proposeRepair, granted] },
    ba: { then: [...uphold(), accept, proposeRepair, granted] },
  },
  {
    ...{ a: raised, b: granted, given: () => entry(...repairing), ends: ['repaired'] },
    ab: { ...stays, then: uphold(), again: true },
    ba: notShown,
  },
  {
    ...{ a: upheld, b: granted, given: () => entry(...repairing, ...objected('uphold')), ends: ['repaired'] },
    ab: marking,
    ba: { ...waits, then: [granted] },
  },
  {
    ...{ a: withdrawn, b: granted, given: () => entry(...repairing, raised), ends: ['repaired'] },
    ab: marking,
    ba: { ...waits, then: [granted] },
  },
  {
    ...{ a: founded, b: granted, given: () => entry(...repairing, ...objected('delete')), ends: ['annulled'] },
    ab: over,
    ba: waits,
  },
  // objection and exit
  {
    ...{ a: raised, b: exitApplied, given: () => entry(), ends: ['removed'] },
    ab: { then: [...uphold(), proposeExit, removed] },
    ba: { then: [...uphold(), proposeExit, removed] },
  },
  {
    ...{ a: raised, b: removed, given: () => entry(...exiting), ends: ['removed'] },
    ab: { ...stays, then: uphold(), again: true },
    ba: notShown,
  },
  {
    ...{ a: upheld, b: removed, given: () => entry(...exiting, ...objected('uphold')), ends: ['removed'] },
    ab: marking,
    ba: { ...waits, then: [removed] },
  },
  {
    ...{ a: founded, b: removed, given: () => entry(...exiting, ...objected('delete')), ends: ['annulled'] },
    ab: over,
    ba: waits,
  },
  {
    ...{ a: raised, b: dissolved, given: () => entry(gone, proposeExit), ends: ['removed'] },
    ab: { ...stays, then: [withdrawn], again: true },
    ba: notShown,
  },
  // objection and objection
  {
    ...{ a: raised, b: second, given: () => entry(), ends: ['published'] },
    ab: { then: [...uphold(), ...uphold('o2')] },
    ba: { then: [...uphold(), ...uphold('o2')] },
  },
  {
    ...{ a: raised, b: again, given: () => entry(), ends: ['published'] },
    ab: { refused: ['OBJECTION_OPEN'], then: uphold() },
    ba: { refused: ['OBJECTION_OPEN'], then: uphold('o2') },
  },
  {
    ...{ a: upheld, b: second, given: () => entry(...objected('uphold')), ends: ['published'] },
    ab: { then: uphold('o2') },
    ba: { then: uphold('o2') },
  },
  {
    ...{ a: upheld, b: secondUpheld, ends: ['published'] },
    given: () => entry(...objected('uphold'), second, conclude('uphold', 'o2')),
  },
  {
    ...{ a: corrected, b: secondUpheld, ends: ['published'] },
    given: () => entry(...objected('correct'), second, conclude('uphold', 'o2')),
  },
  {
    ...{ a: founded, b: secondUpheld, ab: over, ends: ['annulled'] },
    given: () => entry(...objected('delete'), second, conclude('uphold', 'o2')),
  },
  {
    ...{ a: corrected, b: secondDelisted, ba: over, ends: ['removed'] },
    given: () => entry(...objected('correct'), second, conclude('delist', 'o2')),
  },
  {
    ...{ a: founded, b: secondDelisted, ab: over, ba: over, ends: ['annulled', 'removed'] },
    given: () => entry(...objected('delete'), second, conclude('delist', 'o2')),
  },
  // objection, and the life of the record
  {
    ...{ a: raised, b: begun, given: () => imported(), ends: ['published'] },
    ab: { then: uphold() },
    ba: { then: uphold() },
  },
  {
    ...{ a: raised, b: matured, given: () => mature(), ends: ['ended'] },
    ab: { then: uphold() },
    ba: { then: uphold() },
  },
  { a: upheld, b: matured, given: () => mature(...objected('uphold')), ends: ['ended'] },
  { a: founded, b: matured, given: () => mature(...objected('delete')), ab: late, ends: ['annulled'] },
  {
    ...{ a: raised, b: { ...matured, title: 'maximum of a penalty reached' }, given: () => penalty(), ends: ['ended'] },
    ab: { then: uphold() },
    ba: { then: uphold() },
  },
  {
    ...{ a: raised, b: sectorEnds, given: () => unfulfilled(), ends: ['ended'] },
    ab: { then: uphold() },
    ba: { then: uphold() },
  },
  // objection and measures
  {
    ...{ a: raised, b: taken, given: () => initiated(), ends: ['published'] },
    ab: { then: uphold() },
    ba: { then: uphold() },
  },
  {
    ...{ a: raised, b: declined, given: () => declining(), ends: ['published'] },
    ab: { then: uphold() },
    ba: { then: uphold() },
  },
  { a: rests, b: upheld, given: () => entry(...objected('uphold')), ends: ['published'] },
  {
    ...{ a: raised, b: banOver, given: () => banning(), ends: ['published'] },
    ab: { then: uphold() },
    ba: { then: uphold() },
  },
  { a: upheld, b: banOver, given: () => banning(...objected('uphold')), ends: ['published'] },
  // a stop, and all that moves the same measures and sites
  {
    ...{ a: stopped, b: raised, given: () => entry(challenged), ends: ['published'] },
    ab: { then: [...uphold(), released] },
    ba: { then: [...uphold(), released] },
  },
  {
    ...{ a: stopped, b: upheld, given: () => entry(challenged, ...objected('uphold')), ends: ['published'] },
    ab: { then: [released] },
    ba: { then: [released] },
  },
  { a: released, b: upheld, given: () => entry(challenged, stopped, ...objected('uphold')), ends: ['published'] },
  { a: stopped, b: founded, given: () => entry(challenged, ...objected('delete')), ba: over, ends: ['annulled'] },
  { a: stopped, b: granted, given: () => entry(challenged, ...repairing), ba: over, ends: ['repaired'] },
  { a: released, b: granted, given: () => entry(challenged, stopped, ...repairing), ba: over, ends: ['repaired'] },
  { a: stopped, b: removed, given: () => entry(challenged, ...exiting), ba: over, ends: ['removed'] },
  { a: stopped, b: matured, given: () => mature(challenged), ba: over, ends: ['ended'] },
  {
    ...{ a: stopped, b: taken, given: () => initiated(challenged), ends: ['published'] },
    ab: { then: [released] },
    ba: { then: [released] },
  },
  {
    ...{ a: stopped, b: banOver, given: () => banning(challenged), ends: ['published'] },
    ab: { then: [released] },
    ba: { then: [released] },
  },
  // repair and exit
  { a: applied, b: dissolved, given: () => entry(gone, proposeExit), ba: notShown, ends: ['removed'] },
  {
    ...{ a: granted, b: exitApplied, given: () => entry(...repairing), ends: ['repaired'] },
    ab: { refused: ['CASE_OPEN', 'NOT_LISTED'] },
  },
  {
    ...{ a: granted, b: removed, given: () => entry(...repairing, ...exiting), ends: ['repaired', 'removed'] },
    ...{ ab: over, ba: over },
  },
  // repair, and the life of the record and its measures
  { a: granted, b: begun, given: () => imported(...repairing), ab: notShown, ends: ['repaired'] },
  {
    ...{ a: applied, b: matured, given: () => mature(), ba: notShown, ends: ['ended'] },
    ab: { then: [repairWithdrawn] },
  },
  { a: granted, b: matured, given: () => mature(...repairing), ab: late, ends: ['repaired'] },
  { a: granted, b: sectorEnds, given: () => unfulfilled(...repairing), ab: over, ends: ['repaired'] },
  { a: granted, b: taken, given: () => initiated(...repairing), ends: ['repaired'] },
  { a: granted, b: declined, given: () => declining(...repairing), ends: ['repaired'] },
  { a: granted, b: banOver, given: () => banning(...repairing), ab: late, ends: ['repaired'] },
  {
    a: granted,
    b: relisting,
    given: () => entry(...repairing),
    ab: { refused: ['STILL_CARRIED_OUT', null], again: true },
    ba: { first: 'FRAUD_ONLY', then: [relisting] },
    ends: ['repaired'],
  },
  // repair and rectification
  { a: granted, b: ordered, given: () => entry(...repairing), ab: over, ends: ['repaired'] },
  { a: granted, b: rectified, given: () => entry(...repairing, ...rectifying), ab: over, ends: ['repaired'] },
  // exit, and the life of the record and its measures
  {
    ...{ a: exitApplied, b: matured, given: () => mature(), ends: ['ended'] },
    ba: { refused: ['CASE_OPEN', 'NOT_LISTED'] },
  },
  { a: removed, b: matured, given: () => mature(...exiting), ab: late, ba: over, ends: ['removed', 'ended'] },
  { a: removed, b: sectorEnds, given: () => unfulfilled(...exiting), ab: over, ba: over, ends: ['removed', 'ended'] },
  { a: removed, b: taken, given: () => initiated(...exiting), ends: ['removed'] },
  { a: removed, b: declined, given: () => declining(...exiting), ends: ['removed'] },
  { a: removed, b: banOver, given: () => banning(...exiting), ab: late, ends: ['removed'] },
  {
    ...{ a: removed, b: relisting, given: () => entry(...exiting), ends: ['removed'] },
    ab: { refused: ['STILL_CARRIED_OUT', null], again: true },
    ba: { first: 'FRAUD_ONLY', then: [relisting] },
  },
  // exit and rectification, exit and listing
  { a: removed, b: ordered, given: () => entry(...exiting), ab: over, ends: ['removed'] },
  { a: removed, b: rectified, given: () => entry(...exiting, ...rectifying), ab: over, ends: ['removed'] },
  { a: removed, b: decisionServed, given: () => issued(...exiting), ends: ['removed'] },
  // the maximum and the rest
  { a: matured, b: taken, given: () => initiated().until('record', 'maxPublicity'), ends: ['ended'] },
  { a: matured, b: banOver, given: () => banning().until('record', 'maxPublicity'), ab: late, ends: ['ended'] },
  { a: matured, b: declined, given: () => declining().until('record', 'maxPublicity'), ends: ['ended'] },
  { a: matured, b: rectified, given: () => mature(...rectifying), ends: ['ended'] },
  // objection, and rectification and listing
  {
    ...{ a: raised, b: ordered, given: () => entry(), ends: ['published'] },
    ab: { then: [...uphold(), orderWithdrawn] },
    ba: { then: [...uphold(), orderWithdrawn] },
  },
  { a: founded, b: rectified, given: () => entry(...rectifying, ...objected('delete')), ab: over, ends: ['annulled'] },
  {
    ...{ a: raised, b: decisionServed, given: () => issued(), ends: ['published'] },
    ab: { then: uphold() },
    ba: { then: uphold() },
  },
  { a: founded, b: decisionServed, given: () => issued(...objected('delete')), ends: ['annulled'] },
  // rectification and listing
  {
    ...{ a: ordered, b: proposed, given: () => found(), ends: ['dropped'] },
    ab: { refused: ['RECTIFYING'], then: [orderWithdrawn] },
    ba: { refused: ['WRONG_STAGE'], then: dropping },
  },
  {
    a: rectified,
    b: proposed,
    given: () => found(...rectifying),
    ab: over,
    ends: ['dropped'],
    ba: { first: 'RECTIFYING' },
  },
  {
    ...{ a: handedOver, b: proposed, given: failed, ends: ['proposed'] },
    ab: { refused: ['CASE_OPEN'] },
    ba: { first: 'RECTIFYING' },
  },
  {
    ...{ a: handedOver, b: received, given: failed, ends: ['dropped'] },
    ab: { refused: ['CASE_OPEN'], then: dropping },
    ba: { refused: ['CASE_OPEN'], then: [orderWithdrawn, sentBack] },
  },
];

/** What is open about a subject when it is deregistered, and what brings it to its end. */
export const DEREGISTERED: readonly (readonly [string, () => Scene, readonly Deed[], RecordStatus])[] = [
  ['a listing shown', () => entry(), [gone, proposeExit, dissolved], 'removed'],
  ['a repair under way', () => entry(...repairing), [gone, proposeExit, dissolved], 'removed'],
  ['an order on its entry', () => entry(...rectifying), [gone, proposeExit, dissolved], 'removed'],
  ['a stop on its entry', () => entry(challenged, stopped), [gone, proposeExit, dissolved], 'removed'],
  ['an order about a matter', () => found(...rectifying), [orderWithdrawn], 'dropped'],
  ['a listing proposed', () => found(proposed), dropping, 'dropped'],
];

/** A subject that moves with a repair and an order open. */
export const MOVING = {
  given: () => entry(...repairing, ...rectifying),
  leaves: (ground: string) => applyFor('exit of a subject that moves', ground, 'relocation'),
};
