/** The acts of leaving a list: what each says, and during which stages it may be done. */
import type { Responsible } from '../record/responsible.js';
import type { Day } from '../time/calendar.js';
import type { Act, ExitStage } from '../file/case.js';
import type { ExitGround } from '../law/lists.js';
import type { AlarmPayload, DeliveredPayload, ReportPayload, ServicePayload } from '../file/outbound.js';

export interface ApplyExitPayload {
  readonly ground: string;
  readonly evidence: readonly { readonly kind: string; readonly name: string; readonly sha256: string }[];
  readonly destination: string | null;
  /** The day on which the duties were fulfilled or the wrong was corrected. */
  readonly fulfilledOn?: Day | null;
  readonly electronicService: boolean;
}

export interface ProposeRelistingPayload {
  /** What was concealed or false. */
  readonly reasons: string;
  readonly documents: readonly { readonly name: string; readonly sha256: string }[];
  readonly measures: readonly string[];
  /** How long its measures last at most; null: as long as the listing. */
  readonly months: number | null;
  /** Who answers for the organisation and is not named: measures on persons are laid on them again. */
  readonly responsible?: readonly Responsible[] | undefined;
  readonly electronicService: boolean;
}

type Nothing = Readonly<Record<string, never>>;

export type ExitAct =
  | Act<'applyExit', ApplyExitPayload>
  | Act<'proposeRelisting', ProposeRelistingPayload>
  | Act<'state', { readonly grounds: readonly { readonly text: string }[] }>
  | Act<'carryOut', { readonly ground: ExitGround }>
  | Act<
      'propose',
      { readonly outcome: 'grant' | 'refuse'; readonly findings: string; readonly reasons?: string | undefined }
    >
  | Act<'confirm', { readonly approve: boolean; readonly reasons?: string | undefined }>
  | Act<'withdraw', { readonly reason: string }>
  | Act<'moot', Nothing>
  | Act<'recordService', ServicePayload>
  | Act<'report', ReportPayload>
  | Act<'delivered', DeliveredPayload>
  | Act<'alarm', AlarmPayload>;

export type ExitActName = ExitAct['name'];

/** During which stages an act may be done; acts not named here may be done at any stage. */
export const EXIT_STAGES: Partial<Record<ExitActName, readonly ExitStage[]>> = {
  state: ['stating'],
  propose: ['applied', 'deliberating'],
  confirm: ['proposed'],
  withdraw: ['applied', 'proposed'],
};
