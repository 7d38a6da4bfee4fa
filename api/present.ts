/** Case files in the words of the API. */
import type { z } from 'zod';
import { NOTICE_TEXT, OUTCOME_TEXT, PROCESS_TEXT, STAGE_TEXT } from '../contract/texts.js';
import type { CaseState, Instruction, Notice, Term } from '../domain/file/case.js';
import { isToBeServedOtherwise } from '../domain/file/bounce.js';
import { isToBeVoided } from '../domain/file/voiding.js';
import { enforcementOf, measureState } from '../domain/record/enforcement.js';
import { measureByCode } from '../domain/law/measures.js';
import type { Measure } from '../domain/file/particulars.js';
import type { CaseFileRow, CaseRow } from '../register/queries-cases.js';
import type { Reader } from '../register/queries-terms.js';
import { sectionsOf, tellable } from './present-particulars.js';
import { caseTermBody, seatBody, type InstructionNamed, type Judged } from './present-terms.js';
import type { caseListItem, caseSchema } from './schemas-cases.js';
import type { seatSchema } from './schemas-terms.js';
import {
  ANNOUNCEMENT_TEXT,
  CONSENT_TEXT,
  instructedText,
  instructionStateText,
  MEASURE_STATE_TEXT,
  RECORD_STATUS_TEXT,
  RETURNED_TEXT,
  SERVICE_TEXT,
} from './texts.js';

type CaseBody = z.infer<typeof caseSchema>;
export type PartyNames = ReadonlyMap<string, string>;

export const caseItem = (
  { id: caseId, openedAt, closedAt, inherited, attendance, ...row }: CaseRow,
  toOfficial: boolean,
): z.infer<typeof caseListItem> => ({
  ...row,
  caseId,
  handler: toOfficial ? row.handler : null,
  ...seatBody({ inherited, attendance }, toOfficial),
  processText: PROCESS_TEXT[row.process],
  stageText: STAGE_TEXT[row.stage],
  outcomeText: outcomeText(row.outcome),
  openedAt: openedAt.toISOString(),
  closedAt: closedAt?.toISOString() ?? null,
});

export const etagOf = ({ caseId, version }: { readonly caseId: string; readonly version: number }): string =>
  `"${caseId}.${version}"`;

export interface CaseView extends Judged {
  readonly file: CaseFileRow;
  /** Of parties, and of the departments that hold a clock. */
  readonly partyNames: PartyNames;
  /** Whether the reader may know which official does what, and what is intended. */
  readonly toOfficial: boolean;
  readonly reader: Reader;
  readonly availableActs: CaseBody['availableActs'];
}

/** The whole file, as its authority, its applicant and its supervisors see it. */
export function caseBody(view: CaseView): CaseBody {
  const { file, partyNames, toOfficial, availableActs } = view;
  const told = tellable(view);
  const { state } = file;
  return {
    ...headOf(file),
    handler: toOfficial ? state.handler : null,
    consent: consentOf(state),
    tasks: toOfficial ? tasksOf(state) : [],
    ...seatBody(file, toOfficial),
    proposal: toOfficial ? state.proposal : null,
    particulars: told === null ? null : { ...told },
    sections: sectionsOf(view),
    measures: measuresOf(state, partyNames),
    terms: state.terms.map((term) => termOf(term, view)),
    instructions: state.instructions.map((i) => caseInstruction(i, partyNames)),
    notices: state.notices.map((n) => caseNotice(n, file, toOfficial)),
    availableActs,
  };
}

/** What an instructed party sees: its instructions and their terms. */
export function caseBodyForParty(view: CaseView, party: string): CaseBody {
  const { state } = view.file;
  const instructions = state.instructions.filter((i) => i.party === party);
  const own = new Set(instructions.map((i) => i.id));
  return {
    ...headOf(view.file),
    consent: null,
    handler: null,
    tasks: [],
    ...seatBody(view.file, false),
    proposal: null,
    particulars: null,
    sections: [],
    measures: measuresOf(state, view.partyNames).filter((m) => m.party === party),
    terms: state.terms
      .filter((t) => t.instructionId !== null && own.has(t.instructionId))
      .map((term) => termOf(term, view)),
    instructions: instructions.map((i) => caseInstruction(i, view.partyNames)),
    notices: [],
    availableActs: [],
  };
}

/** One instruction of a case with its party's name, or null. */
export function instructionNamed(state: CaseState, id: string | null, names: PartyNames): InstructionNamed | null {
  const found = state.instructions.find((i) => i.id === id);
  if (found === undefined) return null;
  const { party, effect, content = null } = found;
  return { id: found.id, party, partyName: names.get(party) ?? party, effect, content };
}

type Head = Omit<
  CaseBody,
  | keyof z.infer<typeof seatSchema>
  | 'handler'
  | 'consent'
  | 'tasks'
  | 'proposal'
  | 'particulars'
  | 'sections'
  | 'measures'
  | 'terms'
  | 'instructions'
  | 'notices'
  | 'availableActs'
>;

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
    record: { ...record, statusText: RECORD_STATUS_TEXT[record.status] },
    subject,
    applicationId: whole ? state.applicationId : null,
    department: state.department,
    departmentName,
    region: state.region,
    openedAt: state.openedAt,
    closedAt: state.closedAt,
  };
}

const measureName = ({ code, on }: Measure): string =>
  `${measureByCode(code)?.name ?? '联合惩戒措施'}${on === undefined ? '' : `(${on})`}`;

const measuresOf = (state: CaseState, names: PartyNames): CaseBody['measures'] =>
  enforcementOf(state).measures.map((m) => ({
    id: m.id,
    code: m.code,
    name: measureName(m),
    article: measureByCode(m.code)?.article ?? null,
    mandatory: m.mandatory,
    mandatoryText: m.mandatory ? '强制性' : '推荐性',
    party: m.party,
    partyName: names.get(m.party) ?? m.party,
    state: measureState(state, m),
    stateText: MEASURE_STATE_TEXT[measureState(state, m)],
    until: m.until,
  }));

const outcomeText = (outcome: CaseState['outcome']): string | null => (outcome === null ? null : OUTCOME_TEXT[outcome]);

/** Red for the heir, and for who leads where nobody has it in hand. */
const isLeftTo = ({ id, leads }: Reader, { state, attendance }: CaseFileRow, term: Term): boolean =>
  (term.inherited !== undefined && state.handler === id) ||
  (leads && attendance.unattended && term.holder === state.department);

const termOf = (
  term: Term,
  { file, asOf, calendar, partyNames, reader, toOfficial }: CaseView,
): CaseBody['terms'][number] =>
  caseTermBody(term, {
    process: file.state.process,
    asOf,
    calendar,
    holderName: holderName(file, term.holder, partyNames),
    instruction: instructionNamed(file.state, term.instructionId, partyNames),
    measure: measureEnding(file.state, term),
    isLeft: isLeftTo(reader, file, term),
    toOfficial,
  });

function measureEnding(state: CaseState, { instructionId }: Term): string | null {
  const ending = enforcementOf(state).measures.find((m) => m.id === instructionId);
  return ending === undefined ? null : measureName(ending);
}

/** The department, subject or party that must act. */
function holderName({ state, subject, departmentName }: CaseFileRow, holder: string, names: PartyNames): string {
  if (holder === state.department) return departmentName;
  return holder === state.subjectId ? subject.name : (names.get(holder) ?? holder);
}

const caseInstruction = (i: Instruction, names: PartyNames): CaseBody['instructions'][number] => ({
  id: i.id,
  party: i.party,
  partyName: names.get(i.party) ?? i.party,
  effect: i.effect,
  effectText: instructedText(i.effect, i.content),
  state: i.state,
  stateText: instructionStateText(i.state, i.adapter),
  receipt: i.receipt,
  detail: i.detail,
  movedAt: i.movedAt,
});

const consentOf = ({ consented, confirmation }: CaseState): CaseBody['consent'] => ({
  electronic: consented,
  text:
    CONSENT_TEXT[`${consented}`] +
    (confirmation === undefined ? '(没有送达地址确认书)' : `(送达地址确认书 ${confirmation.on})`),
  confirmedOn: confirmation?.on ?? null,
});

const tasksOf = ({ notices }: CaseState): string[] =>
  notices
    .filter(isToBeServedOtherwise)
    .map((n) => `${RETURNED_TEXT.final}:《${NOTICE_TEXT[n.kind]}》${n.number ?? ''}`);

const announcementText = (notice: Notice): string => {
  if (notice.returned === undefined) return ANNOUNCEMENT_TEXT[notice.announcement];
  return `${notice.service === null ? RETURNED_TEXT.final : RETURNED_TEXT.served}(${notice.returned.status})`;
};

const caseNotice = (n: Notice, { said }: CaseFileRow, toOfficial: boolean): CaseBody['notices'][number] => ({
  id: n.id,
  kind: n.kind,
  kindText: NOTICE_TEXT[n.kind],
  number: n.number,
  signedOn: n.signedOn,
  reasons: n.reasons,
  announcement: n.announcement,
  announcementText: announcementText(n),
  toServeOtherwise: isToBeServedOtherwise(n),
  service:
    n.service === null
      ? null
      : {
          method: n.service.method,
          methodText: SERVICE_TEXT[n.service.method],
          servedAt: n.service.servedAt,
          evidence: n.kind === 'addressConfirmation' ? '由受送达人签署' : (said[n.service.saidIn]?.evidence ?? null),
        },
  voided: n.voided ?? null,
  voidProposed: toOfficial && isToBeVoided(n),
});
