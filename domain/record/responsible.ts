/**
 * Those answerable for a listed organisation (法定代表人、主要负责人等). Named ones have a record of their own, which hangs on the
 * entry (linked.ts); of the others only the office is told: who holds it the departments know from the registers of
 * organisations. Nobody's name or number is kept here.
 */
import { measureByCode } from '../law/measures.js';

export const OFFICES = {
  legalRepresentative: '法定代表人',
  principal: '主要负责人',
  actualController: '实际控制人',
  directlyResponsible: '直接责任人员',
} as const;
export type Office = keyof typeof OFFICES;

export interface Responsible {
  readonly office: Office;
  readonly count: number;
}

/** Somebody who is named: who he is stands with his record alone. */
export interface NamedResponsible {
  readonly office: Office;
  /** Id of the record that is made when the organisation is listed. */
  readonly record: string;
}

/** 直接责任人员2名. */
export const responsibleText = ({ office, count }: Responsible): string => `${OFFICES[office]}${count}名`;

/** 主要负责人(另立个人信息). */
export const namedText = ({ office }: NamedResponsible): string => `${OFFICES[office]}(另立个人信息)`;

/** Measures that are laid on persons only; they need somebody who is answerable. */
export const onPersonsOnly = (codes: readonly string[]): readonly string[] =>
  codes.filter((code) => measureByCode(code)?.target === 'responsiblePerson');
