/** One lawful course of each process: who does what, in order, until the case is closed. */
import type { ActAnswer, ActMessage, CaseStart } from '../contract/messages.js';
import { clock } from '../contract/clock.js';
import { addDays, dayOf } from '../domain/time/calendar.js';
import type { Actor, Process } from '../domain/file/case.js';
import { act, actor, application } from '../test/support/scene.js';
import { LIST, matterOf, startOf, type Place, type Reached } from './network.js';

export const PLACE: Place = { region: '320698', authority: 'bench-bureau' };
export const MEASURES = ['procurementBan', 'subsidyLimit', 'honourLimit'] as const;

/** Two sites, a department for each measure, the list's own system, and the way upward. */
export const NETWORK: readonly Reached[] = [
  ...['events-site-1', 'events-site-2'].map((id) => ({ id, role: 'site' as const })),
  ...MEASURES.map((code) => ({ id: `events-${code}`, role: 'implementer' as const, about: [code] })),
  { id: 'events-own', role: 'source', about: ['own'] },
  ...['events-county', 'events-city', 'events-province'].map((id) => ({ id, role: 'chain' as const })),
];

/** Who shows a record, and must one day stop. */
export const SHOWN_BY = NETWORK.slice(0, 4).map(({ id }) => id);

/** One act; `last` is what the act before it was answered. */
interface Step {
  readonly name: string;
  readonly by: Actor;
  readonly says: (recordId: string, last: ActAnswer | null) => object;
}

export interface Course {
  readonly process: Process;
  readonly docket: string;
  /** A matter that its first act brings, a penalty old enough to be repaired, or an entry of a list that is enforced. */
  readonly about: 'matter' | 'penalty' | 'entry';
  readonly steps: readonly Step[];
}

const HANDLER = actor('handler', 'handler', PLACE.authority);
const REVIEWER = actor('reviewer', 'reviewer', PLACE.authority);
const CLERK = actor('clerk', 'windowClerk');
const OFFICE = actor('office', 'creditOffice');
const PROVIDER = actor('provider', 'handler', 'sjz-sthj');
const onPaper = { electronicService: false };

const step = (name: string, by: Actor, says: object | Step['says']): Step => ({
  ...{ name, by },
  says: typeof says === 'function' ? (says as Step['says']) : () => says,
});
const serves = step('recordService', CLERK, (_, last) => ({
  ...{ noticeId: last?.notices[0]?.id, method: 'receipt', evidence: '送达回证' },
}));
const confirms = step('confirm', REVIEWER, { approve: true });

const proposal = {
  ...{ list: LIST, facts: '拒不履行行政处罚决定', basis: '国办发〔2020〕49号(六)', measures: MEASURES },
  ...{ months: null, linkedCase: null, ...onPaper },
};
const contents = {
  ...{ facts: '事由', basis: '依据', measuresHint: '惩戒措施提示', exitConditions: '移出条件', remedies: '救济' },
};

const listing: readonly Step[] = [
  step('proposeListing', HANDLER, (id) => ({ ...proposal, matter: matterOf(id, PLACE, 'proposed') })),
  serves,
  step('state', CLERK, { grounds: [{ text: '设备已更换' }], hearing: false }),
  step('waive', CLERK, {}),
  step('answerGrounds', HANDLER, { answers: [{ ground: 'g1', accepted: false, reason: '监测仍超标' }] }),
  step('proposeDecision', HANDLER, {
    ...{ outcome: 'list', findings: '属实', measures: MEASURES, months: null, graceMonths: 0, contents },
  }),
  confirms,
  serves,
];

const rectification: readonly Step[] = [
  step('orderRectification', HANDLER, (id) => ({
    ...{ items: [{ text: '安装治污设施' }, { text: '提交监测报告' }], deadline: addDays(dayOf(clock.now()), 30) },
    ...{ facts: '超标排放', serious: false, list: LIST, ...onPaper },
    matter: matterOf(id, PLACE, 'found'),
  })),
  serves,
  step('reportRectified', CLERK, { items: [{ id: 'z1' }, { id: 'z2' }] }),
  step('verifyRectified', HANDLER, {
    method: 'onSite',
    results: [
      { id: 'z1', sufficient: true, note: '属实' },
      { id: 'z2', sufficient: false, note: '报告未盖章' },
    ],
  }),
  step('reportRectified', CLERK, { items: [{ id: 'z2' }] }),
  step('verifyRectified', HANDLER, { method: 'papers', results: [{ id: 'z2', sufficient: true, note: '属实' }] }),
];

const objection: readonly Step[] = [
  step('object', CLERK, {
    ...{ ground: 'shouldNotExist', corrections: [], explanation: '与事实不符', newEvidence: false, documents: [] },
    ...{ channel: 'platform', ...onPaper },
  }),
  step('forward', OFFICE, { provider: PROVIDER.department }),
  step('reportCheck', PROVIDER, { findings: '与原始文书一致' }),
  step('conclude', HANDLER, { verdict: 'uphold', findings: '已核查', reasons: '与决定书一致' }),
  confirms,
];

const repair: readonly Step[] = [
  step('apply', CLERK, (id) => application(id, dayOf(clock.now()))),
  step('accept', HANDLER, {}),
  step('propose', HANDLER, { outcome: 'grant', findings: '属实' }),
  confirms,
];

const exit: readonly Step[] = [
  step('applyExit', CLERK, {
    ...{ ground: 'fulfilled', destination: null, ...onPaper },
    evidence: [{ kind: 'fulfilment', name: '履行证明.pdf', sha256: '0'.repeat(64) }],
  }),
  step('propose', HANDLER, { outcome: 'grant', findings: '义务已履行' }),
  confirms,
];

export const COURSES = {
  'events.listing': { process: 'listing', docket: '', about: 'matter', steps: listing },
  'events.rectification': { process: 'rectification', docket: '', about: 'matter', steps: rectification },
  'events.repair': { process: 'repair', docket: '', about: 'penalty', steps: repair },
  'events.objection': { process: 'objection', docket: 'o1', about: 'entry', steps: objection },
  'events.exit': { process: 'exit', docket: '', about: 'entry', steps: exit },
} satisfies Readonly<Record<string, Course>>;

export const courseStart = ({ process, docket }: Course, recordId: string): CaseStart =>
  startOf(process, recordId, PLACE, docket);

/** The act of a step, now. */
export const actOf = ({ name, by, says }: Step, n: number, recordId: string, last: ActAnswer | null): ActMessage =>
  act(name, by, says(recordId, last), {
    ...{ at: clock.now(), caseId: last?.caseId ?? null, id: `${recordId}-${n}-${name}` },
  });
