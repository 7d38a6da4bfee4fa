/** The acts of a credit repair: what each says, and during which stages it may be done. */
import type { Day } from '../time/calendar.js';
import type { Act, RepairStage } from '../file/case.js';
import type { AlarmPayload, DeliveredPayload, ReportPayload, ServicePayload } from '../file/outbound.js';

export type DocumentKind = 'fulfilment' | 'commitment' | 'authorisation' | 'other';
export interface DocumentRef {
  readonly kind: DocumentKind;
  readonly name: string;
  readonly sha256: string;
}

export interface ApplyPayload {
  readonly applicationId: string;
  readonly receivedOn: Day;
  readonly documents: readonly DocumentRef[];
  readonly electronicService: boolean;
}

export type RepairAct =
  | Act<'apply', ApplyPayload>
  | Act<'accept', { readonly note?: string | undefined }>
  | Act<'refuseAcceptance', { readonly reasons: string }>
  | Act<'requestSupplement', { readonly items: readonly string[] }>
  | Act<'supplement', { readonly documents: readonly DocumentRef[] }>
  | Act<
      'propose',
      { readonly outcome: 'grant' | 'refuse'; readonly findings: string; readonly reasons?: string | undefined }
    >
  | Act<'confirm', { readonly approve: boolean; readonly reasons?: string | undefined }>
  | Act<'withdraw', { readonly reason: string }>
  | Act<'moot', Readonly<Record<string, never>>>
  | Act<'recordService', ServicePayload>
  | Act<'report', ReportPayload>
  | Act<'delivered', DeliveredPayload>
  | Act<'alarm', AlarmPayload>;

export type RepairActName = RepairAct['name'];

/** During which stages an act may be done; acts not named here may be done at any stage. */
export const REPAIR_STAGES: Partial<Record<RepairActName, readonly RepairStage[]>> = {
  accept: ['applied'],
  refuseAcceptance: ['applied'],
  requestSupplement: ['applied'],
  supplement: ['supplementing'],
  propose: ['verifying'],
  confirm: ['proposed'],
  withdraw: ['applied', 'supplementing', 'verifying', 'proposed'],
};
