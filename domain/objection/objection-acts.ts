/** The acts of an objection: what each says, and during which stages it may be done. */
import type { Act, ObjectionStage, Verdict } from '../file/case.js';
import type { AlarmPayload, DeliveredPayload, ReportPayload, ServicePayload } from '../file/outbound.js';
import type { Correction, ObjectionGround } from '../file/particulars.js';

export interface ObjectPayload {
  readonly ground: ObjectionGround;
  readonly corrections: readonly Correction[];
  readonly explanation: string;
  /** Evidence that was not before the authority when it last decided on this ground. */
  readonly newEvidence: boolean;
  readonly documents: readonly { readonly name: string; readonly sha256: string }[];
  /** Handed in at the authority itself, or at a platform that passes it on to the provider. */
  readonly channel: 'authority' | 'platform';
  readonly electronicService: boolean;
}

type Nothing = Readonly<Record<string, never>>;

export type ObjectionAct =
  | Act<'object', ObjectPayload>
  | Act<'takeUp', { readonly note?: string | undefined }>
  | Act<'forward', { readonly provider: string }>
  | Act<'reportCheck', { readonly findings: string }>
  | Act<'stopClock', { readonly reason: string }>
  | Act<'resumeClock', Nothing>
  | Act<'extend', { readonly reasons: string }>
  | Act<'conclude', { readonly verdict: Verdict; readonly findings: string; readonly reasons?: string | undefined }>
  | Act<'confirm', { readonly approve: boolean; readonly reasons?: string | undefined }>
  | Act<'withdrawObjection', { readonly reason: string }>
  | Act<'moot', Nothing>
  | Act<'recordService', ServicePayload>
  | Act<'report', ReportPayload>
  | Act<'delivered', DeliveredPayload>
  | Act<'alarm', AlarmPayload>;

export type ObjectionActName = ObjectionAct['name'];

const OPEN: readonly ObjectionStage[] = ['received', 'examining', 'forwarded', 'proposed'];

/** During which stages an act may be done; acts not named here may be done at any stage. */
export const OBJECTION_STAGES: Partial<Record<ObjectionActName, readonly ObjectionStage[]>> = {
  // Of a provider that was asked only when it has let its term pass.
  takeUp: ['received', 'forwarded'],
  forward: ['received', 'examining'],
  reportCheck: ['forwarded', 'examining'],
  stopClock: ['examining', 'forwarded'],
  resumeClock: ['examining', 'forwarded'],
  extend: ['examining', 'forwarded'],
  conclude: ['examining'],
  confirm: ['proposed'],
  withdrawObjection: OPEN,
};
