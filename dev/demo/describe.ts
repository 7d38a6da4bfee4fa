/** One act in a few Chinese words, with what was said in it. */
import { ACT_TEXT, TERM_TEXT } from '../../contract/texts.js';
import type { ProposedOutcome, Rung } from '../../domain/file/case.js';
import { EXIT_GROUNDS, isExitGround } from '../../domain/law/lists.js';
import { PROPOSAL_TEXT, RUNG_TEXT } from '../../api/texts.js';
import { DEPARTMENTS } from '../identities.js';
import type { CaseOfDemo, Entry } from './timeline.js';

type Payload = Readonly<Record<string, unknown>>;

export function describe(file: CaseOfDemo, { act, payload }: Entry): string {
  const said = payload ?? {};
  const about = ABOUT[act]?.(said, file) ?? '';
  const verb = ACT_TEXT[act] ?? act;
  return about === '' ? verb : `${verb}:${about}`;
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '');
const items = (value: unknown): readonly Payload[] => (Array.isArray(value) ? (value as readonly Payload[]) : []);
const count = (value: unknown, key: string, wanted: boolean): number =>
  items(value).filter((i) => i[key] === wanted).length;

const subjectOf = (_: Payload, file: CaseOfDemo): string => file.subject.name;
const reviewed = ({ approve, reasons }: Payload): string => (approve === true ? '同意' : `退回,${words(reasons)}`);
const proposed = ({ outcome, verdict }: Payload): string => PROPOSAL_TEXT[words(outcome ?? verdict) as ProposedOutcome];

const ABOUT: Readonly<Record<string, (said: Payload, file: CaseOfDemo) => string>> = {
  apply: subjectOf,
  proposeListing: subjectOf,
  receiveListing: subjectOf,
  orderRectification: subjectOf,
  handedOver: subjectOf,
  object: subjectOf,
  applyExit: ({ ground }, file) =>
    `${file.subject.name},${isExitGround(words(ground)) ? EXIT_GROUNDS[words(ground) as keyof typeof EXIT_GROUNDS].title : ''}`,
  propose: proposed,
  proposeDecision: proposed,
  conclude: proposed,
  confirm: reviewed,
  consent: reviewed,
  state: ({ grounds }) => `${items(grounds).length} 项理由`,
  answerGrounds: ({ answers }) =>
    `采纳 ${count(answers, 'accepted', true)} 项,不采纳 ${count(answers, 'accepted', false)} 项`,
  reportRectified: ({ items: reported }) => `${items(reported).length} 项`,
  verifyRectified: ({ results }) =>
    `到位 ${count(results, 'sufficient', true)} 项,不足 ${count(results, 'sufficient', false)} 项`,
  extendRectification: ({ deadline }) => `至 ${words(deadline)}`,
  scheduleInterview: ({ kind }) => (kind === 'warning' ? '警示约谈' : '提醒约谈'),
  recordInterview: ({ attended }) => (attended === true ? '到场,双方签字' : '未到场'),
  assignHelper: ({ helper }) => words(helper),
  forward: ({ provider }) => DEPARTMENTS.find((d) => d.id === provider)?.name ?? words(provider),
  stopClock: ({ reason }) => words(reason),
  recordService: ({ noticeId }, file) => noticeOf(file, noticeId),
  alarm: ({ termId, rung }, file) => `${termOf(file, termId)},${RUNG_TEXT[words(rung) as Rung]}`,
  report: ({ instructionId, outcome, detail }, file) =>
    `${instructionOf(file, instructionId)}(${REPORT[words(outcome)] ?? ''}${words(detail)})`,
  delivered: ({ kind, id, outcome }, file) => {
    if (kind === 'instruction') return `${instructionOf(file, id)}(${SENT[words(outcome)] ?? ''})`;
    if (kind === 'notice') return `邮件告知 ${noticeOf(file, id)}`;
    return `提醒责任人 ${termOf(file, id)}`;
  },
};

const REPORT: Readonly<Record<string, string>> = { done: '已落实', refused: '拒绝,', declined: '不予采取,' };
const SENT: Readonly<Record<string, string>> = {
  done: '回执已到',
  accepted: '对方已接收',
  refused: '对方拒绝',
  failed: '发送失败,转人工',
};

function termOf(file: CaseOfDemo, id: unknown): string {
  const term = file.terms.find((t) => t.id === id);
  if (term === undefined) return '期限';
  return term.instruction === null ? TERM_TEXT[term.kind] : instructionOf(file, term.instruction.id);
}

function noticeOf(file: CaseOfDemo, id: unknown): string {
  const notice = file.notices.find((n) => n.id === id);
  return notice === undefined ? '' : `${notice.kindText} ${notice.number}`;
}

function instructionOf(file: CaseOfDemo, id: unknown): string {
  const found = file.instructions.find((i) => i.id === id);
  return found === undefined ? '' : `${found.partyName} ${found.effectText}`;
}
