/** The acts of a credit repair: what each says, and during which stages it may be done. */
import type { Day } from '../time/calendar.js';
import type { Act, BreachGround, RepairStage } from '../file/case.js';
import type { RepairGround } from '../file/particulars.js';
import type { MaterialKind } from '../law/materials.js';
import type { AlarmPayload, DeliveredPayload, ReportPayload, ServicePayload } from '../file/outbound.js';

export interface DocumentRef {
  readonly kind: MaterialKind;
  readonly name: string;
  readonly sha256: string;
}

export interface ApplyPayload {
  readonly applicationId: string;
  /** Through which channel it came; absent in what is asked before anything is handed in. */
  readonly application?: { readonly channel: 'credit-china' | 'necips' | 'window' } | undefined;
  readonly receivedOn: Day;
  readonly documents: readonly DocumentRef[];
  readonly electronicService: boolean;
  /** Absent: the duties are fulfilled. */
  readonly ground?: RepairGround | undefined;
  /** Absent: the subject itself. */
  readonly applicant?: 'subject' | 'administrator' | undefined;
  /** The last day of the plan's execution, where the ruling names one. */
  readonly planUntil?: Day | null | undefined;
}

export interface ProposeRevocationPayload {
  readonly ground: BreachGround;
  /** What was false or broken. */
  readonly reasons: string;
  readonly documents: readonly { readonly name: string; readonly sha256: string }[];
  readonly electronicService: boolean;
}

export type RepairAct =
  | Act<'apply', ApplyPayload>
  | Act<'transfer', { readonly note?: string | undefined }>
  | Act<'accept', { readonly note?: string | undefined }>
  | Act<'refuseAcceptance', { readonly reasons: string }>
  | Act<'requestSupplement', { readonly items: readonly string[] }>
  | Act<'supplement', { readonly documents: readonly DocumentRef[] }>
  | Act<
      'propose',
      { readonly outcome: 'grant' | 'refuse'; readonly findings: string; readonly reasons?: string | undefined }
    >
  | Act<'extend', { readonly reasons: string }>
  | Act<'confirm', { readonly approve: boolean; readonly reasons?: string | undefined }>
  | Act<'withdraw', { readonly reason: string }>
  | Act<'proposeRevocation', ProposeRevocationPayload>
  | Act<'state', { readonly grounds: readonly { readonly text: string }[] }>
  | Act<
      'concludeRevocation',
      {
        readonly outcome: 'revoke' | 'notRevoke';
        readonly findings: string;
        readonly reasons?: string | undefined;
      }
    >
  | Act<'moot', Readonly<Record<string, never>>>
  | Act<'recordService', ServicePayload>
  | Act<'report', ReportPayload>
  | Act<'delivered', DeliveredPayload>
  | Act<'alarm', AlarmPayload>;

export type RepairActName = RepairAct['name'];
/** An act of this name, with its payload. */
export type Of<N extends RepairActName> = Extract<RepairAct, { name: N }>;

/** During which stages an act may be done; acts not named here may be done at any stage. */
export const REPAIR_STAGES: Partial<Record<RepairActName, readonly RepairStage[]>> = {
  transfer: ['transferring'],
  accept: ['applied'],
  refuseAcceptance: ['applied'],
  requestSupplement: ['applied'],
  supplement: ['supplementing'],
  propose: ['verifying'],
  extend: ['verifying', 'proposed'],
  confirm: ['proposed'],
  withdraw: ['transferring', 'applied', 'supplementing', 'verifying', 'proposed'],
  state: ['stating'],
  concludeRevocation: ['deliberating'],
};
