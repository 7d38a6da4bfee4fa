/** The journal in words: what each act was about, and what came of it. */
import { z } from 'zod';
import { ACT_TEXT, NOTICE_TEXT, OUTCOME_TEXT } from '../contract/texts.js';
import { dayOf } from '../domain/time/calendar.js';
import { isPerson, type CaseEvent, type Term } from '../domain/file/case.js';
import type { CaseFileRow, JournalRow } from '../register/queries-cases.js';
import { instructionNamed, type PartyNames } from './present.js';
import { termTitle } from './present-terms.js';
import type { journalEntry } from './schemas-cases.js';
import {
  CHANNEL_TEXT,
  CONSENT_TEXT,
  DELIVERY_TEXT,
  instructedText,
  PROPOSAL_TEXT,
  REDATED_TEXT,
  PASSING_TEXT,
  ROLE_TEXT,
  RETURNED_TEXT,
  RUNG_TEXT,
  SERVICE_TEXT,
  SIDE_TEXT,
  severityText,
} from './texts.js';

export interface JournalView {
  readonly file: CaseFileRow;
  readonly partyNames: PartyNames;
  /** Whether the reader may know who acted, what was said, and what was proposed. */
  readonly isOpen: (row: JournalRow) => boolean;
  /** The reader's department was asked in this case, and need not know whom of the party to write to. */
  readonly isAsked: boolean;
}

export function journalBody(row: JournalRow, view: JournalView): z.infer<typeof journalEntry> {
  const open = view.isOpen(row);
  return {
    seq: row.seq,
    act: row.act,
    actText: ACT_TEXT[row.act] ?? row.act,
    actor: open ? row.actor : null,
    actorRole: row.actorRole,
    actorRoleText: ROLE_TEXT[row.actorRole],
    actorDepartment: row.actorDepartment,
    actorDepartmentName: row.actorDepartmentName,
    erased: row.erased,
    about: [
      ...(row.erased ? ['内容已删除'] : []),
      ...topicOf(row, view, open),
      ...instructedOf(row, view),
      ...row.events.flatMap((e) => resultOf(e, row, view, open)),
    ],
    fromPaper: isFromPaper(row),
    effectiveAt: row.effectiveAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    payload: open ? shownPayload(saidTo(view, row.payload), view.file.subject) : null,
    previous: row.previous,
    hash: row.hash,
  };
}

const naming = z.looseObject({ matter: z.looseObject({ subject: z.looseObject({ name: z.string() }) }) });

/** What was said; of a natural person by the name that the file is shown with. */
function shownPayload(payload: unknown, { kind, name }: CaseFileRow['subject']): unknown {
  const said = naming.safeParse(payload);
  if (kind === 'organisation' || !said.success) return payload;
  const { matter } = said.data;
  return { ...said.data, matter: { ...matter, subject: { ...matter.subject, name } } };
}

const CONTACTS: ReadonlySet<string> = new Set(['contact', 'application']);

function saidTo({ isAsked }: JournalView, payload: unknown): unknown {
  if (!isAsked || typeof payload !== 'object' || payload === null) return payload;
  return Object.fromEntries(Object.entries(payload).filter(([key]) => !CONTACTS.has(key)));
}

/** A person entered it on another day than it happened. */
const isFromPaper = ({ actorRole, effectiveAt, receivedAt }: JournalRow): boolean =>
  isPerson({ role: actorRole }) && dayOf(effectiveAt.toISOString()) !== dayOf(receivedAt.toISOString());

const rung = z.enum(['T-2', 'T-1', 'T', 'overdue']);
const outcome = z.enum(['done', 'accepted', 'refused', 'failed']);
const said = { receipt: z.string().nullish(), detail: z.string().nullish() };
const TOPICS = {
  apply: z.object({
    receivedOn: z.string(),
    documents: z.array(z.unknown()),
    application: z.object({ channel: z.enum(['credit-china', 'necips', 'window']), channelNumber: z.string() }),
  }),
  alarm: z.object({ termId: z.string(), rung }),
  report: z.object({ instructionId: z.string(), outcome: z.enum(['done', 'refused', 'declined']), ...said }),
  delivered: z.object({
    kind: z.enum(['instruction', 'notice', 'reminder', 'redating']),
    id: z.string(),
    rung: rung.optional(),
    to: z.enum(['party', 'authority']).optional(),
    outcome,
    ...said,
  }),
  redate: z.object({ notices: z.array(z.string()) }),
  mailReturned: z.object({ noticeId: z.string(), isFinal: z.boolean(), status: z.string() }),
};

/** What the act was about, from what was said in it; nothing once that is erased. */
function topicOf({ act, payload, events }: JournalRow, view: JournalView, open: boolean): string[] {
  const late = events.length === 0 ? '此前已有结果' : null;
  switch (act) {
    case 'apply':
      return open ? told(TOPICS.apply, payload, applicationText) : [];
    case 'alarm':
      return told(TOPICS.alarm, payload, ({ termId, rung }) => {
        const rang = events.flatMap((e) => (e.type === 'termSet' && e.term.id === termId ? [e.term] : []))[0];
        const due = rang === undefined ? '' : `(到期日 ${rang.derivation.due})`;
        return `${termText(view, termId)}${due}:${RUNG_TEXT[rung]}`;
      });
    case 'report':
      return told(TOPICS.report, payload, (r) => {
        const words = [REPORT_TEXT[r.outcome], r.receipt, r.detail, late];
        return `${instructionText(view, r.instructionId)}:${joined(words)}`;
      });
    case 'delivered':
      return told(TOPICS.delivered, payload, (d) => deliveredText(view, d, late));
    case 'redate':
      return [
        ...told(TOPICS.redate, payload, ({ notices }) => `依据:${notices.join(';')}`),
        ...events.flatMap((e) => (e.type === 'termSet' ? [redatedText(view, e.term)] : [])),
      ];
    case 'mailReturned':
      return told(TOPICS.mailReturned, payload, ({ noticeId, isFinal, status }) => {
        const result = isFinal ? RETURNED_TEXT.final : RETURNED_TEXT.delayed;
        return `${noticeText(view, noticeId)}:${joined([`${result}(${status})`, isFinal ? late : null])}`;
      });
    default:
      return [];
  }
}

function redatedText(view: JournalView, { id, derivation }: Term): string {
  const { due, provisional, steps } = derivation;
  const step = steps.find((s) => s.kind === 'redated');
  const moved = step === undefined || step.from === due ? REDATED_TEXT.stays(due) : REDATED_TEXT.moved(step.from, due);
  return joined([`${termText(view, id)}:${moved}`, step?.reason, provisional ? null : REDATED_TEXT.final]);
}

function told<T>(schema: z.ZodType<T>, payload: unknown, text: (value: T) => string): string[] {
  const parsed = schema.safeParse(payload);
  return parsed.success ? [text(parsed.data)] : [];
}

const REPORT_TEXT = { ...DELIVERY_TEXT.instruction, declined: '不予采取' } as const;

const joined = (words: readonly (string | null | undefined)[]): string =>
  words.filter((w) => w !== null && w !== undefined && w !== '').join(',');

const applicationText = ({ receivedOn, documents, application }: z.infer<typeof TOPICS.apply>): string =>
  `${CHANNEL_TEXT[application.channel]} ${application.channelNumber},渠道收到日期 ${receivedOn},材料 ${documents.length} 份`;

function deliveredText(view: JournalView, d: z.infer<typeof TOPICS.delivered>, late: string | null): string {
  const result = DELIVERY_TEXT[d.kind][d.outcome];
  switch (d.kind) {
    case 'instruction':
      return `${instructionText(view, d.id)}:${joined([result, d.receipt, d.detail, late])}`;
    case 'notice':
      return `${noticeText(view, d.id)}:${joined([result, d.detail])}`;
    case 'reminder':
      return `${termText(view, d.id)}(${d.rung === undefined ? '' : RUNG_TEXT[d.rung]}):${result}`;
    case 'redating':
      return `期限日期调整(${d.to === undefined ? '' : SIDE_TEXT[d.to]}):${joined([result, d.detail])}`;
  }
}

function instructedOf({ events }: JournalRow, view: JournalView): string[] {
  const issued = events.flatMap((e) => (e.type === 'instructed' ? [instructionText(view, e.instruction.id)] : []));
  return issued.length === 0 ? [] : [`下达指令 ${issued.length} 项:${issued.join(';')}`];
}

/** A proposal is also taken off the desk when it was followed: by a paper, or by waiting for what must come first. */
const isApproved = (events: readonly CaseEvent[]): boolean =>
  events.some((e) => e.type === 'noticeSigned' || (e.type === 'staged' && e.stage === 'awaitingFinality'));

/** What came of the act, as far as it is not told by what the act is. */
function resultOf(event: CaseEvent, { events }: JournalRow, view: JournalView, open: boolean): string[] {
  switch (event.type) {
    case 'proposed':
      if (!open) return [];
      if (event.proposal !== null) return [PROPOSAL_TEXT[event.proposal.outcome]];
      return isApproved(events) ? [] : ['退回经办人重新核查'];
    case 'reassigned':
      if (!open) return [];
      return [`${event.from ?? '尚无经办人'} → ${event.to}(${PASSING_TEXT[event.ground]},自 ${event.since} 起)`];
    case 'stoodIn':
      return open ? [`代 ${event.for} 办理`] : [];
    case 'noticeSigned':
      return [`制发${noticeText(view, event.notice.id)}`];
    case 'noticeServed':
      return [`${noticeText(view, event.id)}:${SERVICE_TEXT[event.service.method]}`];
    case 'addressConfirmed':
      return [CONSENT_TEXT[`${event.confirmation.electronic}`]];
    case 'voidProposed':
      if (!open) return [];
      return [`${noticeText(view, event.id)}:${event.voiding === null ? '不同意作废' : '提出作废'}`];
    case 'noticeVoided':
      return [`${noticeText(view, event.id)}:自 ${event.voided.since} 起作废`];
    case 'recordClassified':
      return [`失信程度:${severityText(event.severity)}`];
    case 'closed':
      return [`办结:${OUTCOME_TEXT[event.outcome]}`];
    default:
      return [];
  }
}

function noticeText({ file }: JournalView, id: string): string {
  const notice = file.state.notices.find((n) => n.id === id);
  return notice === undefined ? '文书' : `${NOTICE_TEXT[notice.kind]} ${notice.number ?? ''}`.trim();
}

function instructionText({ file, partyNames }: JournalView, id: string): string {
  const named = instructionNamed(file.state, id, partyNames);
  return named === null ? '指令' : `${named.partyName} · ${instructedText(named.effect, named.content)}`;
}

function termText({ file: { state }, partyNames }: JournalView, id: string): string {
  const term = state.terms.find((t) => t.id === id);
  if (term === undefined) return '期限';
  return termTitle(state.process, term.kind, instructionNamed(state, term.instructionId, partyNames));
}
