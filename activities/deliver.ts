/**
 * Sends out what a case owes the world: instructions to parties, announcements of documents, reminders.
 * At least once: after a crash an item is sent again under the same id, by which the receiver lets it act once.
 */
import { ApplicationFailure } from '@temporalio/common';
import type { Activities, DeliverInput, DeliverOutput } from '../contract/messages.js';
import type { DocketName, Instruction } from '../domain/file/case.js';
import type { DeliveredPayload, Delivery } from '../domain/file/outbound.js';
import { readDeliveryFile, type DeliveryFile } from '../register/delivery-queries.js';
import { announce, caseLink, type AnnounceDeps } from './announce.js';
import { handToWorkbench, ended, sendInstruction, type Attempt, type PartyKeys } from './http-party.js';
import type { Mailer } from './mail.js';
import { together } from './together.js';

export interface DeliveryDeps extends AnnounceDeps {
  readonly mailer: Pick<Mailer, 'sendNotice' | 'sendReminder' | 'sendRedating'>;
  readonly parties: PartyKeys;
  /** Lets another workflow of the record read its file again, or that of a record that hangs on it hear what it was told. */
  readonly wake: (name: DocketName, recordId: string) => Promise<void>;
  /** For one instruction. Default 5 s. */
  readonly timeoutMs?: number;
  /** The longest that those who have answered wait for the others (together.ts). Default 1 s. */
  readonly holdMs?: number;
}

const TIMEOUT_MS = 5_000;
export const UNREACHABLE = 'Unreachable';
const NO_SUCH_CASE = 'NoSuchCase';

type Sent = { readonly item: Delivery; readonly attempt: Attempt };

export function createDelivery(deps: DeliveryDeps): Pick<Activities, 'deliver' | 'deliverOne'> {
  const underway: Underway = new Map();
  return {
    deliver: async (input) => {
      const attempts = await begin(deps, underway, input);
      return outputOf(sentBy(input, await together(attempts, deps.holdMs)));
    },
    deliverOne: async (input) => {
      const sent = sentBy(input, await Promise.all(await begin(deps, underway, input)));
      const missed = sent.find(({ attempt }) => attempt.outcome === 'unreachable');
      if (missed?.attempt.outcome === 'unreachable') {
        const { item, attempt } = missed;
        throw ApplicationFailure.retryable(`${item.kind} ${item.id}: ${attempt.reason}`, UNREACHABLE);
      }
      return outputOf(sent);
    },
  };
}

/** By item: an attempt that still waits for its answer is joined, not made twice. */
type Underway = Map<string, Promise<Attempt>>;

const SILENT_YET: Attempt = { outcome: 'unreachable', reason: 'no answer yet' };

const sentBy = ({ items }: DeliverInput, answers: readonly (Attempt | null)[]): readonly Sent[] =>
  items.map((item, n) => ({ item, attempt: answers[n] ?? SILENT_YET }));

async function begin(
  deps: DeliveryDeps,
  underway: Underway,
  input: DeliverInput,
): Promise<readonly Promise<Attempt>[]> {
  // First, as it costs nothing to repeat: were it to fail after the sending, everything would be sent again.
  await Promise.all(input.nudge.map((name) => deps.wake(name, input.recordId)));
  if (input.items.length === 0) return [];
  const file = await readDeliveryFile(deps.pool, input.caseId);
  if (file === null) throw ApplicationFailure.nonRetryable(`no case ${input.caseId}`, NO_SUCH_CASE);
  return input.items.map((item) => {
    const key = [item.kind, item.id, item.rung, item.due, item.to].join('/');
    const attempt = underway.get(key) ?? send(deps, file, item).finally(() => underway.delete(key));
    underway.set(key, attempt);
    return attempt;
  });
}

function outputOf(sent: readonly Sent[]): DeliverOutput {
  const outcomes: DeliveredPayload[] = [];
  const unreachable: Delivery[] = [];
  for (const { item, attempt } of sent) {
    if (attempt.outcome === 'unreachable') unreachable.push(item);
    else outcomes.push({ ...item, ...attempt });
  }
  return { outcomes, unreachable };
}

function send(deps: DeliveryDeps, file: DeliveryFile, item: Delivery): Promise<Attempt> {
  switch (item.kind) {
    case 'instruction':
      return instruct(deps, file, item.id);
    case 'notice':
      return announce(deps, file, item.id);
    case 'reminder':
      return remind(deps, file, item);
    case 'redating':
      return tellRedating(deps, file, item);
  }
}

async function instruct(deps: DeliveryDeps, file: DeliveryFile, id: string): Promise<Attempt> {
  const instruction = file.state.instructions.find((i) => i.id === id);
  if (instruction === undefined) return ended('failed', '本办件没有这条指令');
  const settled = settledAttempt(instruction);
  if (settled !== null) return settled;
  const party = file.parties.find((p) => p.id === instruction.party);
  if (party === undefined) return ended('failed', '登记中没有这个单位');
  if (party.adapter === 'manual' || party.url === null) return handToWorkbench(party.name);
  const { kind: _, ...record } = file.record;
  const { kind: __, ...subject } = file.subject;
  return sendInstruction(
    { name: party.name, url: party.url, key: deps.parties[party.id] },
    {
      instructionId: id,
      effect: instruction.effect,
      measureId: instruction.measureId ?? null,
      content: instruction.content ?? {},
      record: { id: file.state.recordId, ...record, authority: file.authority.name },
      subject,
      issuedAt: file.issuedAt[id] ?? instruction.movedAt,
      dueBy: file.state.terms.find((t) => t.instructionId === id)?.derivation.due ?? null,
      callbackUrl: `${deps.publicUrl}/api/v1/instructions/${encodeURIComponent(id)}/feedback`,
    },
    { nowMs: Date.parse(deps.clock.now()), timeoutMs: deps.timeoutMs ?? TIMEOUT_MS },
  );
}

/** What the register already knows of it, so that a workflow that was behind catches up without sending again. */
function settledAttempt({ state, receipt, detail }: Instruction): Attempt | null {
  switch (state) {
    case 'pending':
      return null;
    case 'declined':
    case 'recalled':
      return { outcome: 'done', receipt, detail };
    default:
      return { outcome: state, receipt, detail };
  }
}

/** The applicant is reminded of the applicant's own term, the authority of all others: it answers for its parties too. */
async function remind(deps: DeliveryDeps, file: DeliveryFile, { id, rung }: Delivery): Promise<Attempt> {
  const term = file.state.terms.find((t) => t.id === id);
  if (term === undefined || rung === undefined || term.status === 'met' || term.status === 'cancelled') {
    return ended('done', '期限已结束,不再提醒');
  }
  if (term.told === rung) return ended('done', '此前已提醒');
  const to = term.holder === file.state.subjectId ? file.agentEmail : file.authority.email;
  if (to === null) return ended('done', '没有邮箱,只在系统内提醒');
  const { due } = term.derivation;
  const { article } = term.rule;
  const link = caseLink(deps.publicUrl, file);
  return deps.mailer.sendReminder({
    termId: id,
    rung,
    to,
    caseId: file.state.caseId,
    kind: term.kind,
    due,
    article,
    link,
  });
}

/** Each side once for all dates of the case: what others owe is the authority's to follow. */
async function tellRedating(deps: DeliveryDeps, file: DeliveryFile, { id, to: side }: Delivery): Promise<Attempt> {
  const { redating, caseId, subjectId, department } = file.state;
  if (side === undefined || redating?.id !== id || !redating.untold.includes(side)) return ended('done', '此前已告知');
  const holders = new Map(file.state.terms.map((t) => [t.id, t.holder] as const));
  const concerns = (holder: string | undefined): boolean => holder === subjectId || holder === department;
  const terms = redating.terms.filter((t) => side === 'authority' || concerns(holders.get(t.id)));
  if (terms.length === 0) return ended('done', '没有与其有关的日期');
  const to = side === 'party' ? file.agentEmail : file.authority.email;
  if (to === null) return ended('done', '没有邮箱,只在系统内告知');
  const { notices } = redating;
  return deps.mailer.sendRedating({
    id: `${id}-${side}`,
    to,
    caseId,
    notices,
    terms,
    link: caseLink(deps.publicUrl, file),
  });
}
