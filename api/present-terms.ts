/** Terms in the words of the API: whose and what, which lamp, and why this day. */
import type { z } from 'zod';
import { LAMP_TEXT, OUTCOME_TEXT, PROCESS_TEXT, TERM_TEXT } from '../contract/texts.js';
import { nthWorkday } from '../domain/time/calendar-index.js';
import { dayOf, dayOfSerial, serialOf, type Calendar, type Day, type Instant } from '../domain/time/calendar.js';
import type { Effect, Process, Term, TermKind } from '../domain/file/case.js';
import { keptInTime } from '../domain/file/clock.js';
import { explain, lamp, workdaysBetween, type Derivation, type TermRule } from '../domain/time/term.js';
import type { Lamp, TermRow, Watch } from '../register/queries-terms.js';
import type { caseTerm, derivedSchema, seatSchema, termInstruction, termItem } from './schemas-terms.js';
import { BASIS_TEXT, CASE_SET_TEXT, instructedText, PURPOSE_TEXT, STANDING_TEXT } from './texts.js';

const NEAR_WORKDAYS = 2;

/** As of when lamps are judged, and the first due day that is not near: the same rule as `lamp`, for SQL. */
export const watchOf = (asOf: Instant, calendar: Calendar, by?: Watch['by']): Watch => ({
  asOf,
  by,
  farFrom: dayOfSerial(nthWorkday(calendar, serialOf(dayOf(asOf)), NEAR_WORKDAYS + 1)),
});

export const derivedBody = (rule: TermRule, derivation: Derivation): z.infer<typeof derivedSchema> => ({
  ...derivation,
  explanation: explain(derivation),
  ruleId: rule.ruleId,
  article: rule.article,
  basis: rule.basis,
  basisText: rule.unit === 'caseSet' ? CASE_SET_TEXT : BASIS_TEXT[rule.basis],
});

export interface InstructionNamed {
  readonly id: string;
  readonly party: string;
  readonly partyName: string;
  readonly effect: Effect;
  readonly content: Readonly<Record<string, string>> | null;
}

const instructionBody = ({ content, ...i }: InstructionNamed): z.infer<typeof termInstruction> => ({
  ...i,
  effectText: instructedText(i.effect, content),
});

/** As of when, and by which calendar, lamps and the days left are told. */
export interface Judged {
  readonly asOf: Instant;
  readonly calendar: Calendar;
}

/** What is to be done; of an effect also by whom, and which: 落实修复结果 · 信用中国 · 终止公示. */
export function termTitle(process: Process, kind: TermKind, instruction: InstructionNamed | null): string {
  if (instruction === null) return TERM_TEXT[kind];
  return `${purpose(process, instruction.effect)} · ${instruction.partyName} · ${instructedText(instruction.effect, instruction.content)}`;
}

const purpose = (process: Process, effect: Effect): string =>
  process === 'record' && effect === 'endPublicity' ? OUTCOME_TEXT.publicityEnded : PURPOSE_TEXT[process];

export const termBody = (
  { dueAt, instruction, inherited, attendance, ...row }: TermRow,
  judged: Judged,
  toOfficial: boolean,
): z.infer<typeof termItem> => ({
  ...row,
  processText: PROCESS_TEXT[row.process],
  handler: toOfficial ? row.handler : null,
  ...seatBody({ inherited, attendance }, toOfficial),
  title: termTitle(row.process, row.kind, instruction),
  kindText: TERM_TEXT[row.kind],
  instruction: instruction === null ? null : instructionBody(instruction),
  dueAt: dueAt.toISOString(),
  lampText: LAMP_TEXT[row.lamp],
  standingText: openStanding(row.kind, byTime(row.lamp, dueAt.toISOString(), judged), row.due, judged),
  dueToday: isDueToday(byTime(row.lamp, dueAt.toISOString(), judged), row.due, judged.asOf),
});

/** Whose the case was, and who is there to act: for officials. */
export const seatBody = (
  { inherited, attendance }: Pick<TermRow, 'inherited' | 'attendance'>,
  toOfficial: boolean,
): z.infer<typeof seatSchema> => ({
  inherited: toOfficial ? inherited : null,
  standIn: toOfficial ? attendance.standIn : null,
  unattended: toOfficial && attendance.unattended,
});

/** Red for what is left to the reader, though there is still time: what the clock itself would show. */
const byTime = (shown: Lamp, dueAt: Instant, { asOf }: Judged): Lamp =>
  shown === 'red' && dueAt > asOf ? 'yellow' : shown;

/** What a term of a case is shown with. */
export interface TermContext extends Judged {
  readonly process: Process;
  readonly holderName: string;
  readonly instruction: InstructionNamed | null;
  /** The name of the measure whose end it is. */
  readonly measure: string | null;
  /** Whether it is red for the reader, since it was left to them. */
  readonly isLeft: boolean;
  readonly toOfficial: boolean;
}

export function caseTermBody(
  term: Term,
  { process, holderName, instruction, measure, isLeft, toOfficial, ...judged }: TermContext,
): z.infer<typeof caseTerm> {
  const { kind, derivation } = term;
  const shown = lampOf(term, judged);
  return {
    ...derivedBody(term.rule, derivation),
    id: term.id,
    title: `${termTitle(process, kind, instruction)}${measure === null ? '' : `“${measure}”`}`,
    kind,
    kindText: TERM_TEXT[kind],
    instruction: instruction === null ? null : instructionBody(instruction),
    holder: term.holder,
    holderName,
    status: term.status,
    lamp: isLeft && term.status === 'running' ? 'red' : shown,
    inheritedSince: toOfficial ? (term.inherited?.since ?? null) : null,
    standingText: standing(term, shown, judged),
    dueToday: shown !== null && term.status === 'running' && isDueToday(shown, derivation.due, judged.asOf),
    endedAt: term.endedAt,
    pauses: term.pauses,
  };
}

/** A clock that was stopped without being judged has no lamp. */
function lampOf(term: Term, { asOf, calendar }: Judged): Lamp | null {
  if (term.status === 'cancelled') return null;
  if (term.status === 'met') return actsAtItsEnd(term) || keptInTime(term) ? 'green' : 'red';
  const watched = { due: term.derivation.dueAt, paused: term.status === 'paused' };
  return lamp(watched, asOf, calendar, NEAR_WORKDAYS);
}

/** A maximum of publicity is met by its end, not before it. */
const actsAtItsEnd = (term: Term): boolean => term.kind === 'maxPublicity';

function standing(term: Term, shown: Lamp | null, judged: Judged): string {
  if (shown === null) return STANDING_TEXT.cancelled;
  if (term.status === 'met' && actsAtItsEnd(term)) return STANDING_TEXT.reached;
  if (term.status === 'met') return shown === 'green' ? STANDING_TEXT.kept : STANDING_TEXT.late;
  return openStanding(term.kind, shown, term.derivation.due, judged);
}

/** Working days, as officials count; a publicity term runs in calendar days. */
function openStanding(kind: TermKind, shown: Lamp, due: Day, { asOf, calendar }: Judged): string {
  const today = dayOf(asOf);
  const workdays = workdaysBetween(calendar, today, due);
  if (shown === 'grey') return STANDING_TEXT.paused;
  if (shown === 'red') return workdays < 0 ? STANDING_TEXT.overBy(-workdays) : STANDING_TEXT.over;
  if (due === today) return STANDING_TEXT.today;
  return kind === 'maxPublicity' || workdays === 0
    ? STANDING_TEXT.daysLeft(serialOf(due) - serialOf(today))
    : STANDING_TEXT.workdaysLeft(workdays);
}

const isDueToday = (shown: Lamp, due: Day, asOf: Instant): boolean =>
  (shown === 'green' || shown === 'yellow') && due === dayOf(asOf);
