/** Register and domain in the words of the API. */
import type { z } from 'zod';
import {
  EFFECT_TEXT,
  LAMP_TEXT,
  NOTICE_TEXT,
  OUTCOME_TEXT,
  PROCESS_TEXT,
  STAGE_TEXT,
  TERM_TEXT,
} from '../contract/texts.js';
import { PUBLISHED_CALENDAR } from '../domain/calendar-data.js';
import { dayOf, dayOfSerial, serialOf, type Instant } from '../domain/calendar.js';
import { nthWorkday } from '../domain/calendar-index.js';
import type { CaseState, Instruction, Notice, Term } from '../domain/case.js';
import { explain, lamp, type Derivation, type TermRule } from '../domain/term.js';
import type { CaseFileRow, CaseRow } from '../register/queries-cases.js';
import type { TermRow, Watch } from '../register/queries-terms.js';
import type { caseListItem, caseSchema, derivedSchema, termItem } from './schemas.js';
import { BASIS_TEXT, INSTRUCTION_STATE_TEXT } from './texts.js';

type CaseBody = z.infer<typeof caseSchema>;

const NEAR_WORKDAYS = 2;

/** As of when lamps are judged, and the first due day that is not near: the same rule as `lamp`, for SQL. */
export const watchOf = (asOf: Instant): Watch => ({
  asOf,
  farFrom: dayOfSerial(nthWorkday(PUBLISHED_CALENDAR, serialOf(dayOf(asOf)), NEAR_WORKDAYS + 1)),
});

export const derivedBody = (rule: TermRule, derivation: Derivation): z.infer<typeof derivedSchema> => ({
  ...derivation,
  explanation: explain(derivation),
  ruleId: rule.ruleId,
  article: rule.article,
  basis: rule.basis,
  basisText: BASIS_TEXT[rule.basis],
});

export const caseItem = ({ id: caseId, openedAt, closedAt, ...row }: CaseRow): z.infer<typeof caseListItem> => ({
  ...row,
  caseId,
  stageText: STAGE_TEXT[row.stage],
  outcomeText: outcomeText(row.outcome),
  openedAt: openedAt.toISOString(),
  closedAt: closedAt?.toISOString() ?? null,
});

export const termBody = ({ dueAt, ...row }: TermRow): z.infer<typeof termItem> => ({
  ...row,
  kindText: TERM_TEXT[row.kind],
  dueAt: dueAt.toISOString(),
  lampText: LAMP_TEXT[row.lamp],
});

export const etagOf = (state: CaseState): string => `"${state.caseId}.${state.version}"`;

interface CaseView {
  readonly file: CaseFileRow;
  readonly asOf: Instant;
  readonly partyNames: ReadonlyMap<string, string>;
  readonly availableActs: CaseBody['availableActs'];
}

/** The whole file, as its authority, its applicant and its supervisors see it. */
export function caseBody({ file, asOf, partyNames, availableActs }: CaseView): CaseBody {
  const { state } = file;
  return {
    ...headOf(file),
    handler: state.handler,
    proposal: state.proposal,
    terms: state.terms.map((term) => caseTerm(term, asOf)),
    instructions: state.instructions.map((i) => caseInstruction(i, partyNames)),
    notices: state.notices.map(caseNotice),
    availableActs,
  };
}

/** What an instructed party sees: its instructions and their terms. */
export function caseBodyForParty({ file, asOf, partyNames }: CaseView, party: string): CaseBody {
  const instructions = file.state.instructions.filter((i) => i.party === party);
  const own = new Set(instructions.map((i) => i.id));
  return {
    ...headOf(file),
    handler: null,
    proposal: null,
    terms: file.state.terms
      .filter((t) => t.instructionId !== null && own.has(t.instructionId))
      .map((t) => caseTerm(t, asOf)),
    instructions: instructions.map((i) => caseInstruction(i, partyNames)),
    notices: [],
    availableActs: [],
  };
}

type Head = Omit<CaseBody, 'handler' | 'proposal' | 'terms' | 'instructions' | 'notices' | 'availableActs'>;

function headOf({ state, whole, record, subject, departmentName }: CaseFileRow): Head {
  return {
    caseId: state.caseId,
    process: state.process,
    processText: PROCESS_TEXT[state.process],
    stage: state.stage,
    stageText: STAGE_TEXT[state.stage],
    outcome: state.outcome,
    outcomeText: outcomeText(state.outcome),
    version: state.version,
    etag: etagOf(state),
    whole,
    record,
    subject,
    department: state.department,
    departmentName,
    region: state.region,
    openedAt: state.openedAt,
    closedAt: state.closedAt,
  };
}

const outcomeText = (outcome: CaseState['outcome']): string | null => (outcome === null ? null : OUTCOME_TEXT[outcome]);

function caseTerm(term: Term, asOf: Instant): CaseBody['terms'][number] {
  const { dueAt } = term.derivation;
  const paused = term.status === 'paused';
  return {
    ...derivedBody(term.rule, term.derivation),
    id: term.id,
    kind: term.kind,
    kindText: TERM_TEXT[term.kind],
    holder: term.holder,
    status: term.status,
    // A clock that was stopped without being judged has no lamp.
    lamp:
      term.status === 'cancelled'
        ? null
        : lamp(
            { due: dueAt, paused, metAt: term.status === 'met' ? term.endedAt : null },
            asOf,
            PUBLISHED_CALENDAR,
            NEAR_WORKDAYS,
          ),
    endedAt: term.endedAt,
    pauses: term.pauses,
  };
}

const caseInstruction = (i: Instruction, names: ReadonlyMap<string, string>): CaseBody['instructions'][number] => ({
  id: i.id,
  party: i.party,
  partyName: names.get(i.party) ?? i.party,
  effect: i.effect,
  effectText: EFFECT_TEXT[i.effect],
  state: i.state,
  stateText: INSTRUCTION_STATE_TEXT[i.state],
  receipt: i.receipt,
  detail: i.detail,
  movedAt: i.movedAt,
});

const caseNotice = (n: Notice): CaseBody['notices'][number] => ({
  id: n.id,
  kind: n.kind,
  kindText: NOTICE_TEXT[n.kind],
  number: n.number,
  signedOn: n.signedOn,
  reasons: n.reasons,
  announcement: n.announcement,
  service: n.service,
});
