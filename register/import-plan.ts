/** What an import does with each row, decided before anything is written: entered, there already, or refused with reasons. */
import { createHash } from 'node:crypto';
import { dayOf, type Day, type Instant } from '../domain/time/calendar.js';
import type { Severity } from '../domain/file/case.js';
import { classify, unclassifiedText, type Classification } from '../domain/record/severity.js';
import { standardFor, type StandardInForce } from '../domain/record/sector-standard.js';
import type { SubjectCode } from '../domain/record/subject.js';
import { rowProblem, type RowProblem } from './import-problem.js';
import type { ParsedRow } from './import-row.js';

export interface Authority {
  readonly id: string;
  readonly name: string;
  readonly region: string;
}

/** A record as the register keeps it, as far as a file can say the same. */
export interface KnownRecord {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly list: string | null;
  readonly decisionDate: Day;
  readonly publishedOn: Day | null;
  readonly amountFen: number | null;
  readonly severity: Severity | null;
  readonly fulfilled: boolean | null;
}

/** What the register knows of the rows, by key. */
export interface Known {
  /** Within the importer's scope, by name and by id. */
  readonly authorities: ReadonlyMap<string, readonly Authority[]>;
  /** By subjectKey. */
  readonly subjects: ReadonlyMap<string, { readonly id: string; readonly name: string }>;
  /** By recordIdOf; records of other origin may have another id. */
  readonly records: ReadonlyMap<string, KnownRecord>;
  /** Latest first. */
  readonly standards: readonly StandardInForce[];
}

export interface RowAnswer {
  readonly row: number;
  readonly recordId: string | null;
  readonly status: 'imported' | 'existing' | 'refused';
  readonly severity: Severity | null;
  /** The article the severity rests on, or why a person must decide it; null for a refused row. */
  readonly basis: string | null;
  readonly region: string | null;
  readonly department: string | null;
  /** Why it is refused; on a row that entered, what its sender should know. */
  readonly problems: readonly RowProblem[];
}

/** A record to be written, with its subject. */
export interface NewRecord {
  readonly id: string;
  readonly subjectId: string;
  readonly row: ParsedRow;
  readonly authority: Authority;
  readonly classification: Classification;
}

export interface Plan {
  readonly answers: readonly RowAnswer[];
  readonly fresh: readonly NewRecord[];
}

const hashed = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);

export const subjectKey = (row: ParsedRow): string => `${row.subjectCode.kind}:${row.subjectCode.code}`;
/** One id per code, wherever the subject comes from. */
export const subjectIdOf = ({ kind, code }: SubjectCode): string => `S${hashed([kind, code])}`;
/** The same authority, document and subject are the same record, in whatever file they come. */
export const recordIdOf = (authority: string, documentNumber: string, code: string): string =>
  `R${hashed([authority, documentNumber, code])}`;

/** Every row and every row with problems gets one answer, in the order of the file. */
export function planImport(
  rows: readonly ParsedRow[],
  problems: readonly RowProblem[],
  known: Known,
  at: Instant,
): Plan {
  const fresh: NewRecord[] = [];
  const rowOf = new Map<string, number>();
  const subjects = new Map(known.subjects);
  const answers = rows.map((row): RowAnswer => {
    const authority = authorityOf(row, known);
    const refusals = [...(authority.ok ? [] : [authority.problem]), ...futureDates(row, dayOf(at))];
    if (!authority.ok || refusals.length > 0) return refused(row.row, refusals);
    const id = recordIdOf(authority.value.id, row.documentNumber, row.subjectCode.code);
    const other = rowOf.get(id);
    if (other !== undefined) return refused(row.row, [rowProblem('DUPLICATE_ROW', row.row, null, { other })]);
    rowOf.set(id, row.row);
    const subject = subjects.get(subjectKey(row)) ?? { id: subjectIdOf(row.subjectCode), name: row.subjectName };
    subjects.set(subjectKey(row), subject);
    return answered(
      { row, id, authority: authority.value, subject, there: known.records.get(id) },
      known.standards,
      fresh,
    );
  });
  return { answers: [...answers, ...refusedBefore(problems)].sort((a, b) => a.row - b.row), fresh };
}

interface Sound {
  readonly row: ParsedRow;
  readonly id: string;
  readonly authority: Authority;
  /** The name known first is kept. */
  readonly subject: { readonly id: string; readonly name: string };
  readonly there: KnownRecord | undefined;
}

function answered(
  { row, id, authority, subject, there }: Sound,
  standards: readonly StandardInForce[],
  fresh: NewRecord[],
): RowAnswer {
  const problems = subject.name === row.subjectName ? [] : [nameDiffers(row, subject.name)];
  const classification = classify({
    severityColumn: row.severityColumn,
    kinds: row.penaltyKinds,
    fineFen: row.fineFen,
    simpleProcedure: row.simpleProcedure ?? undefined,
    list: row.list,
    sectorStandard: standardFor(standards, authority),
  });
  const place = { row: row.row, recordId: there?.id ?? id, region: authority.region, department: authority.id };
  if (there === undefined) {
    fresh.push({ id, subjectId: subject.id, row, authority, classification });
    const { severity } = classification;
    return { ...place, status: 'imported', severity, basis: basisOf(classification), problems };
  }
  const differences = differencesOf(there, row, classification);
  if (differences.length === 0)
    return { ...place, status: 'existing', severity: there.severity, basis: null, problems };
  const conflict = rowProblem('CONFLICT', row.row, null, { differences: differences.join(';') });
  return { ...place, status: 'refused', severity: there.severity, basis: null, problems: [conflict, ...problems] };
}

/** The answer is kept: a person's name does not stand in it. */
const nameDiffers = ({ row, subjectCode, subjectName }: ParsedRow, ours: string): RowProblem =>
  subjectCode.kind === 'personKey'
    ? rowProblem('PERSON_NAME_DIFFERS', row, null)
    : rowProblem('NAME_DIFFERS', row, null, { ours, found: subjectName });

const refused = (row: number, problems: readonly RowProblem[]): RowAnswer => ({
  row,
  recordId: null,
  status: 'refused',
  severity: null,
  basis: null,
  region: null,
  department: null,
  problems,
});

function refusedBefore(problems: readonly RowProblem[]): RowAnswer[] {
  const byRow = new Map<number, RowProblem[]>();
  for (const problem of problems) {
    if (problem.row !== null) byRow.set(problem.row, [...(byRow.get(problem.row) ?? []), problem]);
  }
  return [...byRow].map(([row, its]) => refused(row, its));
}

type Resolved = { readonly ok: true; readonly value: Authority } | { readonly ok: false; readonly problem: RowProblem };

/** An authority of another region is told apart from an unknown one to nobody. */
function authorityOf(row: ParsedRow, known: Known): Resolved {
  const [first, second] = known.authorities.get(row.authority) ?? [];
  const details = { found: row.authority };
  if (first === undefined)
    return { ok: false, problem: rowProblem('AUTHORITY_UNKNOWN', row.row, '处罚机关(认定单位)', details) };
  if (second === undefined) return { ok: true, value: first };
  return { ok: false, problem: rowProblem('AUTHORITY_AMBIGUOUS', row.row, '处罚机关(认定单位)', details) };
}

function futureDates(row: ParsedRow, today: Day): RowProblem[] {
  const dates = [
    ['处罚决定日期(列入日期)', row.decisionDate],
    ['公示日期', row.publishedOn],
  ] as const;
  return dates.flatMap(([column, day]) =>
    day === null || day <= today ? [] : [rowProblem('DATE_IN_FUTURE', row.row, column, { found: day, today })],
  );
}

export const basisOf = (classification: Classification): string =>
  classification.severity === null ? unclassifiedText[classification.reason] : classification.article;

/** Facts that the file and the register tell differently. What a file leaves out, or a person decided later, is no conflict. */
function differencesOf(there: KnownRecord, row: ParsedRow, classification: Classification): string[] {
  const pairs: readonly (readonly [string, Told, Told])[] = [
    ['类别', there.kind, row.kind],
    ['事由', there.title, row.title],
    ['名单', there.list, row.list],
    ['决定日期', there.decisionDate, row.decisionDate],
    ['公示日期', there.publishedOn, row.publishedOn],
    ['金额(分)', there.amountFen, row.amountFen],
    ['失信程度', there.severity, row.severityColumn === null ? null : classification.severity],
    ['履行', there.fulfilled, row.fulfilled],
  ];
  const optional = new Set(['公示日期', '金额(分)', '失信程度', '履行']);
  return pairs
    .filter(([name, ours, theirs]) => ours !== theirs && !(optional.has(name) && theirs === null))
    .map(([name, ours, theirs]) => `${name}登记为“${shown(ours)}”,文件为“${shown(theirs)}”`);
}

type Told = string | number | boolean | null;
const shown = (value: Told): string =>
  value === null ? '无' : value === true ? '已' : value === false ? '未' : String(value);
