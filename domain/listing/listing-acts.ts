/** The acts of a listing: what each says, and during which stages it may be done. */
import type { Day } from '../time/calendar.js';
import type { Act, ListingStage } from '../file/case.js';
import type { AlarmPayload, DeliveredPayload, ReportPayload, ServicePayload } from '../file/outbound.js';
import type { DecisionContent, GroundAnswer } from '../file/particulars.js';
import type { NamedResponsible, Responsible } from '../record/responsible.js';

export interface ProposeListingPayload {
  /** Code of the list in the catalogue. */
  readonly list: string;
  readonly facts: string;
  readonly basis: string;
  readonly measures: readonly string[];
  /** How long the measures are to last at most; null: as long as the listing. */
  readonly months: number | null;
  readonly electronicService: boolean;
  /** Who answers for the organisation: measures on persons are laid on them. */
  readonly responsible?: readonly Responsible[] | undefined;
  /** Those of them who are named: each gets a record of his own. */
  readonly persons?: readonly NamedResponsible[] | undefined;
  /** Said by the rectification that hands over, and by nobody else. */
  readonly linkedCase?: string | null | undefined;
}

export interface ProposeDecisionPayload {
  readonly outcome: 'list' | 'notList';
  readonly findings: string;
  readonly reasons?: string | undefined;
  readonly measures: readonly string[];
  readonly months: number | null;
  /** Courts only: months before the entry is made known. */
  readonly graceMonths: number;
  /** The five contents that a decision to list must have (国办发〔2020〕49号 八). */
  readonly contents?: Readonly<Partial<Record<DecisionContent, string>>> | undefined;
}

type Nothing = Readonly<Record<string, never>>;

export type ListingAct =
  | Act<'proposeListing', ProposeListingPayload>
  | Act<'handedOver', ProposeListingPayload>
  | Act<'receiveListing', ProposeListingPayload & { readonly documentNumber: string; readonly decidedOn: Day }>
  | Act<'verifyReceived', { readonly confirmed: boolean; readonly reasons: string }>
  | Act<'state', { readonly grounds: readonly { readonly text: string }[]; readonly hearing: boolean }>
  | Act<'waive', Nothing>
  | Act<'holdHearing', { readonly heldOn: Day; readonly minutes: string }>
  | Act<'answerGrounds', { readonly answers: readonly ({ readonly ground: string } & GroundAnswer)[] }>
  | Act<'proposeDecision', ProposeDecisionPayload>
  | Act<'confirm', { readonly approve: boolean; readonly reasons?: string | undefined }>
  | Act<'consent', { readonly approve: boolean; readonly reasons?: string | undefined }>
  | Act<'confirmFinality', { readonly finalOn: Day; readonly documentNumber: string }>
  | Act<'dropProposal', { readonly reasons: string }>
  | Act<'moot', Nothing>
  | Act<'recordService', ServicePayload>
  | Act<'report', ReportPayload>
  | Act<'delivered', DeliveredPayload>
  | Act<'alarm', AlarmPayload>;

export type ListingActName = ListingAct['name'];

/** During which stages an act may be done; acts not named here may be done at any stage. */
export const LISTING_STAGES: Partial<Record<ListingActName, readonly ListingStage[]>> = {
  verifyReceived: ['verifyingReceived'],
  state: ['stating'],
  waive: ['stating'],
  holdHearing: ['stating', 'deliberating'],
  answerGrounds: ['stating', 'deliberating'],
  proposeDecision: ['noticing', 'stating', 'deliberating'],
  // What is proposed on the way is to drop it: that waits for its confirmation where the case stands.
  confirm: ['proposed', 'noticing', 'stating', 'deliberating', 'awaitingFinality', 'delivering'],
  consent: ['consenting'],
  confirmFinality: ['awaitingFinality'],
  // While a time of grace runs the entry is not made known yet: who performs in it is not listed.
  dropProposal: ['noticing', 'stating', 'deliberating', 'proposed', 'awaitingFinality', 'delivering'],
};
