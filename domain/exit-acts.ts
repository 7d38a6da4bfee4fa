/** The acts of leaving a list: what each says, and during which stages it may be done. */
import type { Act, ExitStage } from './case.js';
import type { ExitGround } from './law/lists.js';
import type { AlarmPayload, DeliveredPayload, ReportPayload, ServicePayload } from './outbound.js';

export interface ApplyExitPayload {
  readonly ground: string;
  readonly evidence: readonly { readonly kind: string; readonly name: string; readonly sha256: string }[];
  readonly destination: string | null;
  readonly electronicService: boolean;
}

type Nothing = Readonly<Record<string, never>>;

export type ExitAct =
  | Act<'applyExit', ApplyExitPayload>
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
  propose: ['applied'],
  confirm: ['proposed'],
  withdraw: ['applied', 'proposed'],
};
