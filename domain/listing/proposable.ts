/** What may be proposed at all: lists of the catalogue, by the authorities that keep them, with measures for that list. */
import { refused, type Decision } from '../file/decision.js';
import { isDishonestList, type ListRule } from '../law/lists.js';
import { measureByCode, measuresFor } from '../law/measures.js';
import type { AuthorityKind } from '../law/pack.js';
import { onPersonsOnly, type Responsible } from '../record/responsible.js';
import type { SubjectKind } from '../record/subject.js';

/** Nobody adds to the catalogue or keeps another's list (国办发〔2020〕49号 六). */
export const isProposable = (list: ListRule | null, kind: AuthorityKind): boolean =>
  list !== null && isDishonestList(list.code) && list.basis.length > 0 && list.authorityKinds.includes(kind);

/** The refusal that names measures which are not for this list (国办发〔2020〕49号 九); null when there are none. */
export function unknownMeasures(list: string, measures: readonly string[]): Decision | null {
  const allowed = new Set(measuresFor(list).map((m) => m.code));
  const unknown = measures.filter((code) => !allowed.has(code));
  const names = unknown.map((code) => measureByCode(code)?.name ?? code).join('、');
  return unknown.length === 0 ? null : refused('MEASURE_NOT_IN_CATALOGUE', { measures: names });
}

/** Measures on responsible persons of an organisation say who is answerable; null when they do, or there are none. */
export function nobodyAnswers(
  kind: SubjectKind,
  measures: readonly string[],
  responsible: readonly Responsible[] = [],
  named: readonly unknown[] = [],
): Decision | null {
  const personal = kind === 'organisation' && responsible.length + named.length === 0 ? onPersonsOnly(measures) : [];
  const names = personal.map((code) => measureByCode(code)?.name ?? code).join('、');
  return personal.length === 0 ? null : refused('RESPONSIBLE_MISSING', { measures: names });
}
