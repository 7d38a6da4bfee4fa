/**
 * Acts at random, of all processes, about one record: mostly such as suit where its files stand, by who may do them, and
 * sometimes any, by anybody. The same choices give the same acts, whether decided in memory or by the whole house.
 */
import fc from 'fast-check';
import { addDays, dayOf, instantAt, type Day, type Instant } from '../../domain/time/calendar.js';
import { docketName, type Act, type Actor, type CaseState, type Process } from '../../domain/file/case.js';
import { isOpen } from '../../domain/file/clock.js';
import { enforcementOf } from '../../domain/record/enforcement.js';
import { isRedList, RED_LIST } from '../../domain/law/lists.js';
import type { Network, RecordFacts } from '../../domain/record/record-facts.js';
import { isSettled } from '../../domain/file/outbound.js';
import { STAGES } from '../../domain/file/stages.js';
import { actor, AGENT, AUTHORITY, HANDLER, REVIEWER } from './scene.js';

export interface Choice {
  readonly pick: number;
  /** Any act at all, whatever the stage. */
  readonly anything: boolean;
  readonly waitHours: number;
  /** 0: who should; else somebody. */
  readonly actor: number;
  readonly target: number;
  readonly yes: boolean;
}

const sometimes = (often: fc.Arbitrary<number>, seldom: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof({ weight: 6, arbitrary: often }, { weight: 1, arbitrary: seldom });

export const choice: fc.Arbitrary<Choice> = fc.record({
  pick: fc.nat(),
  anything: fc.nat(9).map((n) => n === 0),
  waitHours: sometimes(fc.nat(60), fc.nat(24 * 120)),
  actor: sometimes(fc.constant(0), fc.nat(12)),
  target: fc.nat(),
  yes: fc.nat(3).map((n) => n > 0),
});

/** Whom the authorities of the made-up world reach. */
export const NETWORK: Network = {
  sites: [
    { party: 'credit-china', adapter: 'http' },
    { party: 'credit-huaian', adapter: 'http' },
  ],
  implementers: [
    { party: 'huaian-ggzy', adapter: 'http', measures: ['procurementBan', 'biddingLimit'] },
    { party: 'huaian-kjj', adapter: 'manual', measures: ['subsidyLimit', 'honourLimit', 'subsidyPriority'] },
    { party: 'huaian-spj', adapter: 'http', measures: ['papersLater', 'greenChannel', 'industryBan'] },
  ],
  chain: [
    { party: 'huaian-xyb', adapter: 'manual' },
    { party: 'credit-huaian', adapter: 'http' },
    { party: 'credit-china', adapter: 'http' },
  ],
  sources: { own: { party: 'huaian-own', adapter: 'manual' } },
  informed: [
    { party: 'huaian-gzw', adapter: 'manual', as: ['superior'] },
    { party: 'huaian-sjj', adapter: 'manual', as: ['audit', 'discipline'] },
  ],
  agencies: [{ party: 'huaian-agency', adapter: 'http' }],
  platform: { party: 'huaian-platform', adapter: 'http' },
  office: 'huaian-xyb',
  superior: null,
};

/** A list that `AUTHORITY` keeps. */
export const LIST = { code: 'environment', name: '生态环境领域严重失信主体名单' } as const;
const MEASURES = ['procurementBan', 'subsidyLimit', 'industryBan'] as const;
const BENEFITS = ['papersLater', 'subsidyPriority'] as const;

const SYSTEM = actor('system', 'system');
const OFFICE = actor('office', 'creditOffice', 'huaian-xyb');
const PROVIDER = actor('provider', 'handler', 'huaian-kjj-office');
const CLERK = actor('clerk', 'windowClerk');
const SOMEBODY: readonly Actor[] = [
  ...[HANDLER, REVIEWER, AGENT, OFFICE, PROVIDER, SYSTEM],
  actor('handler', 'reviewer', AUTHORITY),
  actor('reviewer', 'handler', AUTHORITY),
  actor('foreign', 'handler', 'sjz-sthj'),
  actor('foreign', 'reviewer', 'sjz-sthj'),
  actor('site', 'departmentSystem', null, 'credit-china'),
  CLERK,
];

const BY: Readonly<Partial<Record<string, Actor>>> = {
  ...Object.fromEntries(
    ['apply', 'supplement', 'withdraw', 'state', 'waive', 'reportRectified', 'object', 'withdrawObjection'].map(
      (name) => [name, AGENT] as const,
    ),
  ),
  ...{
    askReschedule: AGENT,
    applyExit: AGENT,
    confirm: REVIEWER,
    consent: REVIEWER,
    report: OFFICE,
    forward: OFFICE,
    publish: SYSTEM,
  },
  ...{ delivered: SYSTEM, reportCheck: PROVIDER, promisePapers: CLERK, papersCame: CLERK },
};

/** Acts that open a file, and where the record must stand for them to suit. */
const OPENINGS: readonly (readonly [Process, string, readonly RecordFacts['status'][]])[] = [
  ['rectification', 'orderRectification', ['found']],
  ['listing', 'proposeListing', ['proposed']],
  ['listing', 'receiveListing', ['proposed']],
  ['listing', 'recognise', ['proposed']],
  ['repair', 'apply', ['published', 'awaitingSector']],
  ['repair', 'proposeRevocation', ['repaired']],
  ['objection', 'object', ['published', 'awaitingSector', 'ended']],
  ['exit', 'applyExit', ['published', 'awaitingSector']],
  ['exit', 'proposeRelisting', ['removed', 'repaired']],
];

/** Acts done on a file whatever its stage, when there is something to do them on. */
const ANYTIME: Readonly<Record<string, (file: CaseState) => boolean>> = {
  recordService: (f) => f.notices.some((n) => n.service === null),
  report: (f) => f.instructions.some((i) => !isSettled(i)),
  delivered: (f) => f.instructions.some((i) => !isSettled(i)),
};

export interface ChosenAct {
  readonly process: Process;
  readonly docket: string;
  readonly act: Act;
}

interface Candidate {
  readonly process: Process;
  readonly docket: string;
  readonly name: string;
  readonly file: CaseState | null;
}

let counter = 0;

/** The act that this choice makes of the files as they stand. */
export function chooseAct(files: readonly CaseState[], record: RecordFacts, now: Instant, c: Choice): ChosenAct | null {
  const open = files.filter((f) => f.closedAt === null);
  const candidates = [...openings(open, record, c), ...open.flatMap((f) => suitable(f, c.anything))];
  const chosen = candidates[c.pick % Math.max(1, candidates.length)];
  if (chosen === undefined) return null;
  const { process, docket, name, file } = chosen;
  counter += 1;
  const by = c.actor === 0 ? fitting(name, file) : (SOMEBODY[c.actor % SOMEBODY.length] ?? HANDLER);
  const act: Act = {
    id: `random-${counter}-${name}`,
    name,
    caseId: file?.caseId ?? null,
    actor: by,
    basedOn: null,
    effectiveAt: now,
    receivedAt: now,
    requestHash: `${counter}`,
    payload: payloadOf(name, c, file, dayOf(now)),
  };
  return { process, docket, act };
}

function openings(open: readonly CaseState[], record: RecordFacts, c: Choice): readonly Candidate[] {
  return OPENINGS.flatMap(([process, name, statuses]): Candidate[] => {
    const docket = process === 'objection' ? `o${c.target % 4}` : '';
    const taken = open.some((f) => docketName(f.process, f.docket) === docketName(process, docket));
    const fits = process !== 'listing' || (name === 'recognise') === isRedList(record.list);
    const suits = statuses.includes(record.status) && !taken && fits;
    return suits || (c.anything && record.status !== 'found') ? [{ process, docket, name, file: null }] : [];
  });
}

/** Acts that lead nowhere by themselves, or end a case early: chosen less often. */
const ASIDE: ReadonlySet<string> = new Set([
  ...['assignHelper', 'logVisit', 'askReschedule', 'stopClock', 'resumeClock', 'extend', 'extendRectification'],
  ...['prolong', 'endShield'],
  ...['recordChallenge', 'recordStop', 'endStop', 'recordChallengeResult'],
  ...['withdraw', 'withdrawOrder', 'withdrawObjection', 'dropProposal', 'requestSupplement', 'refuseAcceptance'],
]);

/** Acts that need more than their stage. */
const NEEDS: Readonly<Record<string, (file: CaseState) => boolean>> = {
  confirm: (f) => f.proposal !== null,
  endShield: (f) => enforcementOf(f).shield != null,
  extend: (f) => f.process !== 'repair' || f.terms.every((t) => t.extensions.length === 0),
  declineReschedule: (f) =>
    f.particulars?.of === 'rectification' && f.particulars.interviews.some((i) => i.asked === 'open'),
  recheck: (f) => f.terms.some((t) => t.kind === 'recheck' && isOpen(t)),
  promisePapers: (f) => enforcementOf(f).measures.some((m) => m.code === 'papersLater' && m.wish === 'applied'),
  recordChallenge: (f) => challengesOf(f).length === 0,
  recordStop: (f) => challengesOf(f).length > 0,
  endStop: (f) => challengesOf(f).some((x) => x.stopped.length > 0),
  recordChallengeResult: (f) => challengesOf(f).length > 0,
  papersCame: (f) => f.terms.some((t) => t.kind === 'papers' && isOpen(t)),
  settleBreach: (f) => f.terms.some((t) => t.kind === 'papers' && isOpen(t) && t.fired === 'overdue'),
};

const suitable = (file: CaseState, anything: boolean): readonly Candidate[] =>
  [
    ...Object.entries(STAGES[file.process]).flatMap(([name, stages]): readonly string[] => {
      if (!anything && (stages?.includes(file.stage) !== true || NEEDS[name]?.(file) === false)) return [];
      return ASIDE.has(name) ? [name] : [name, name, name];
    }),
    ...Object.entries(ANYTIME).flatMap(([name, suits]) => (suits(file) ? [name] : [])),
  ].map((name) => ({ process: file.process, docket: file.docket, name, file }));

const fitting = (name: string, file: CaseState | null): Actor =>
  file?.particulars?.of === 'objection' && name === 'withdrawObjection' && file.particulars.raisedBy === 'department'
    ? HANDLER
    : (BY[name] ?? HANDLER);

const PAPERS = (['fulfilment', 'commitment', 'authorisation'] as const).map((kind) => ({
  kind,
  name: `${kind}.pdf`,
  sha256: '0'.repeat(64),
}));
const RULINGS = ['planRuling', 'completionRuling'].map((kind) => ({
  kind,
  name: `${kind}.pdf`,
  sha256: '0'.repeat(64),
}));
const GROUNDS = ['content', 'shouldNotExist', 'notMine'] as const;
const VERDICTS = ['uphold', 'correct', 'delete', 'uphold', 'delist', 'stopDisclosure', 'supplement'] as const;
const proposal = {
  ...{ list: LIST.code, facts: '超标排放,拒不改正', basis: '《环境保护法》', measures: MEASURES, months: null },
  ...{ electronicService: true, linkedCase: null },
};
const CONTENTS = { facts: '事由', basis: '依据', measuresHint: '提示', exitConditions: '移出', remedies: '救济' };

/** What the act says. Most of it is as it should be; `target` and `yes` vary it. */
function payloadOf(name: string, c: Choice, file: CaseState | null, today: Day): unknown {
  const say = SAYINGS[name];
  return say === undefined ? { reasons: '理由', reason: '检测', note: '', serious: c.yes } : say(c, file, today);
}

const oneOf = (items: readonly { readonly id: string }[] | undefined, n: number): string =>
  items?.[n % Math.max(1, items.length)]?.id ?? 'none';
const itemsOf = (file: CaseState | null) =>
  file?.particulars?.of === 'rectification' ? file.particulars.items : [{ id: 'z1', state: 'open' }];

const challengesOf = (file: CaseState | null) =>
  (file === null ? [] : (enforcementOf(file).challenges ?? [])).filter((x) => x.result === null);
const isRed = (file: CaseState | null): boolean =>
  file?.particulars?.of === 'listing' && file.particulars.list === RED_LIST.code;
const promisesOf = (file: CaseState | null) =>
  (file === null ? [] : (enforcementOf(file).promises ?? [])).filter((p) => p.state !== 'kept' && p.state !== 'late');

type Saying = (c: Choice, file: CaseState | null, today: Day) => object;

const ordered = (c: Choice, file: CaseState | null) => ({
  challenge: oneOf(challengesOf(file), c.target),
  ...{ documentNumber: '复决〔2026〕1号', documents: PAPERS },
});

const SAYINGS: Readonly<Record<string, Saying>> = {
  orderRectification: (c, _, today) => ({
    ...{ items: [{ text: '安装治污设施' }, { text: '提交监测报告' }], deadline: addDays(today, 3 + (c.target % 30)) },
    ...{ facts: '超标排放', serious: c.target % 2 === 0, list: LIST.code, electronicService: true },
  }),
  proposeListing: () => proposal,
  recognise: () => ({
    ...{
      facts: '连续三年无不良信用记录',
      basis: '启东市2019年实施方案 二',
      measures: BENEFITS,
      electronicService: true,
    },
  }),
  contest: () => ({ text: '该单位正被调查' }),
  recheck: () => ({ findings: '仍符合条件' }),
  promisePapers: (c, _, today) => ({
    ...{
      matter: '施工许可',
      papers: [{ name: '规划意见', statutory: c.target % 7 === 0 }],
      commitment: '0'.repeat(64),
    },
    due: c.yes ? addDays(today, 1) : null,
  }),
  papersCame: (c, file) => ({ promise: oneOf(promisesOf(file), c.target) }),
  settleBreach: (c, file) => ({ promise: oneOf(promisesOf(file), c.target), reasons: '已约谈,不再容缺' }),
  receiveListing: () => ({ ...proposal, documentNumber: '苏环发〔2026〕1号', decidedOn: '2026-03-02' }),
  apply: (c, _, today) => ({
    ...{ applicationId: `A${counter}`, receivedOn: today, electronicService: true },
    ...(c.target % 4 === 0 ? { ground: 'planApproved', planUntil: addDays(today, 90) } : {}),
    ...(c.target % 4 === 1 ? { ground: 'planCompleted' } : {}),
    documents: c.target % 9 === 0 ? [] : [...PAPERS, ...RULINGS],
    application: {
      ...{ channel: 'window', channelNumber: `CK-${counter}` },
      agent: { name: '甲', phone: '0517-80000000', email: 'a@company.example' },
    },
  }),
  object: (c) => ({
    ...{ ground: GROUNDS[c.target % GROUNDS.length], explanation: '与事实不符', newEvidence: c.yes, documents: [] },
    ...{ corrections: [{ field: '处罚金额', from: '5万元', to: '3万元' }], electronicService: true },
    channel: c.pick % 2 === 0 ? 'authority' : 'platform',
  }),
  applyExit: (c) => ({
    ground: c.yes ? 'fulfilled' : 'annulled',
    evidence: [
      { kind: c.yes ? 'fulfilment' : 'annulment', name: '证明', sha256: '0'.repeat(64) },
      { kind: 'other', name: '其他', sha256: '0'.repeat(64) },
    ],
    ...{ destination: null, electronicService: true },
  }),
  supplement: () => ({ documents: PAPERS }),
  requestSupplement: () => ({ items: ['缴款凭证'] }),
  propose: (c) => ({ outcome: c.yes ? 'grant' : 'refuse', findings: '已核查', reasons: '义务未履行' }),
  confirm: (c) => ({ approve: c.target % 5 > 0, reasons: '核查不充分' }),
  consent: (c) => ({ approve: c.yes, reasons: '理由' }),
  verifyReceived: (c) => ({ confirmed: c.yes, reasons: '已核实' }),
  state: (c) => ({ grounds: c.yes ? [{ text: '已整改' }] : [], hearing: c.target % 4 === 0 }),
  holdHearing: (_, __, today) => ({ heldOn: today, minutes: '0'.repeat(64) }),
  answerGrounds: (c, file) => ({
    answers: (file?.particulars?.of === 'listing' ? file.particulars.grounds : []).map((g) => ({
      ...{ ground: g.id, accepted: c.target % 3 > 0, reason: '经复核' },
      removes: c.target % 3 === 1 ? { measures: [MEASURES[0]], months: null } : null,
    })),
  }),
  proposeDecision: (c, file) => ({
    ...{ outcome: c.yes ? 'list' : 'notList', findings: '属实', reasons: '情节轻微', months: null, graceMonths: 0 },
    ...{ measures: isRed(file) ? BENEFITS : MEASURES.slice(0, c.target % 4), contents: CONTENTS },
  }),
  confirmFinality: (_, __, today) => ({ finalOn: today, documentNumber: '示例〔2026〕1号' }),
  reportRectified: (c, file) => ({
    items: itemsOf(file)
      .slice(0, 1 + (c.target % 2))
      .map(({ id }) => ({ id })),
  }),
  verifyRectified: (c, file) => ({
    method: 'papers',
    results: itemsOf(file)
      .filter((i) => i.state === 'reported')
      .map(({ id }) => ({ id, sufficient: c.yes, note: '不足' })),
  }),
  extendRectification: (_, __, today) => ({ deadline: addDays(today, 60), reasons: '设备采购周期' }),
  scheduleInterview: (c, _, today) => ({
    ...{
      kind: c.target % 2 === 0 ? 'warning' : 'reminder',
      at: instantAt(addDays(today, 5 + (c.target % 6)), '10:00'),
      place: '一号会议室',
    },
    interviewers: ['甲', '乙'],
  }),
  recordInterview: (c, _, today) => ({
    ...{ attended: c.yes, minutes: '0'.repeat(64), signedByBoth: true, commitments: ['限期完成'] },
    voluntary: c.target % 4 > 0,
    newDeadline: addDays(today, 2 + (c.target % 15)),
  }),
  askReschedule: () => ({ reasons: '负责人出差' }),
  declineReschedule: () => ({ reasons: '事由不充分' }),
  handOver: () => ({ reasons: '经约谈仍未整改', basis: '《环境保护法》', measures: MEASURES }),
  assignHelper: () => ({ helper: '河下街道' }),
  logVisit: (_, __, today) => ({ visitedOn: today, note: '已走访' }),
  recordChallenge: (c, _, today) => ({
    kind: (['reconsideration', 'litigation', 'review'] as const)[c.target % 3],
    about: c.yes ? 'record' : 'repair',
    ...{ filedOn: today, body: '示例市行政复议局', documentNumber: '复受〔2026〕1号' },
  }),
  recordStop: (c, file) => ({ ...ordered(c, file), scope: c.yes ? ['measures', 'publicity'] : ['publicity'] }),
  endStop: (c, file) => ordered(c, file),
  recordChallengeResult: (c, file) => ({
    ...ordered(c, file),
    result: (['maintained', 'changed', 'annulled', 'withdrawn'] as const)[c.target % 4],
  }),
  proposeRevocation: (c) => ({
    ground: (['falseMaterial', 'falseCommitment', 'brokenCommitment'] as const)[c.target % 3],
    ...{ reasons: '缴款凭证系伪造', documents: c.target % 9 === 0 ? [] : PAPERS, electronicService: true },
  }),
  concludeRevocation: (c) => ({
    ...{ outcome: c.yes ? 'revoke' : 'notRevoke', findings: '凭证不符' },
    reasons: c.target % 3 === 0 ? undefined : '意见不成立',
  }),
  transfer: () => ({}),
  endShield: () => ({ reasons: '法院终止执行', documents: PAPERS }),
  prolong: (c, _, today) => ({
    until: addDays(today, 1 + (c.target % 200)),
    basis: '行业规定第九条',
    reasons: '未履行',
  }),
  proposeRelisting: (c) => ({
    ...{ reasons: '履行证明系伪造', documents: c.target % 9 === 0 ? [] : PAPERS, measures: MEASURES, months: null },
    electronicService: true,
  }),
  takeUp: () => ({}),
  forward: () => ({ provider: PROVIDER.department }),
  reportCheck: () => ({ findings: '来源文书一致' }),
  stopClock: () => ({ reason: '检测' }),
  conclude: (c) => ({
    ...{ verdict: c.yes ? 'uphold' : VERDICTS[c.target % VERDICTS.length], findings: '已核查', reasons: '信息准确' },
  }),
  endDeregistered: () => ({ evidence: [{ kind: 'deregistration', name: '注销登记证明.pdf', sha256: '0'.repeat(64) }] }),
  classify: (c) => ({ severity: c.yes ? 'general' : 'serious', reasons: '行业分类标准' }),
  recordService: (c, file) => ({
    noticeId: oneOf(
      file?.notices.filter((n) => n.service === null),
      c.target,
    ),
    method: c.yes ? 'portal' : c.target % 4 === 0 ? 'announcement' : 'post',
    evidence: '凭证',
  }),
  report: (c, file) => ({
    instructionId: oneOf(
      file?.instructions.filter((i) => !isSettled(i)),
      c.target,
    ),
    outcome: c.yes ? 'done' : c.target % 2 === 0 ? 'refused' : 'declined',
    ...{ receipt: '回执', detail: '本单位没有相应事项' },
  }),
  delivered: (c, file) => ({
    kind: 'instruction',
    id: oneOf(
      file?.instructions.filter((i) => !isSettled(i)),
      c.target,
    ),
    outcome: (['done', 'accepted', 'refused', 'failed'] as const)[c.target % 4],
    ...{ receipt: '回执', detail: null },
  }),
};
