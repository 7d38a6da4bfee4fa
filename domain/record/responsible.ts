/**
 * Those answerable for a listed organisation (法定代表人、主要负责人等), by their office: who holds it the departments know
 * from the registers of organisations. Nobody's name or number is kept here.
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

/** 直接责任人员2名. */
export const responsibleText = ({ office, count }: Responsible): string => `${OFFICES[office]}${count}名`;

/** Measures that are laid on persons only; they need somebody who is answerable. */
export const onPersonsOnly = (codes: readonly string[]): readonly string[] =>
  codes.filter((code) => measureByCode(code)?.target === 'responsiblePerson');
