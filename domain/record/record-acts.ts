/** The acts on a published record: what each says, and during which stages it may be done. */
import type { Act, RecordStage, Severity } from '../file/case.js';
import type { AlarmPayload, DeliveredPayload, ReportPayload, ServicePayload } from '../file/outbound.js';
import type { ChallengeAct } from './challenge.js';
import type { IncentiveAct } from './incentives.js';
import type { EnforcePayload } from './initiate.js';
import type { EntryGonePayload, LinkedEnforcePayload } from './linked.js';
import type { RestorePayload } from './restore.js';
import type { ProlongPayload } from './sector.js';
import type { ShieldPayload } from './shield.js';

export interface ObjectionPayload {
  readonly objection: string;
}

export type Nothing = Readonly<Record<string, never>>;

export type RecordAct =
  | Act<'publish', Nothing | EnforcePayload | LinkedEnforcePayload>
  | Act<'relist', EnforcePayload | LinkedEnforcePayload>
  | Act<'entryGone', EntryGonePayload>
  | Act<'restore', RestorePayload>
  | Act<'shield', ShieldPayload>
  | Act<'endShield', { readonly reasons: string; readonly documents: readonly object[] }>
  | Act<'redecided', Nothing>
  | Act<'suspend', ObjectionPayload>
  | Act<'resume', ObjectionPayload>
  | Act<'annulled', Nothing>
  | Act<'removed', Nothing>
  | Act<'classify', { readonly severity: Severity; readonly reasons: string }>
  | Act<'repaired', Nothing>
  | Act<'blemished', Nothing>
  | IncentiveAct
  | Act<'endDeregistered', { readonly evidence: readonly { readonly kind: string }[] }>
  | Act<'endUnfulfilled', { readonly reasons: string }>
  | Act<'prolong', ProlongPayload>
  | ChallengeAct
  | Act<'recordService', ServicePayload>
  | Act<'report', ReportPayload>
  | Act<'delivered', DeliveredPayload>
  | Act<'alarm', AlarmPayload>;

export type RecordActName = RecordAct['name'];

const STANDING: readonly RecordStage[] = ['unclassified', 'published', 'awaitingSector'];
/** A plan, a court or a reconsideration body may take longer than the record is shown. */
const OPEN: readonly RecordStage[] = [...STANDING, 'ending'];

/** During which stages an act may be done; acts not named here may be done at any stage. */
export const RECORD_STAGES: Partial<Record<RecordActName, readonly RecordStage[]>> = {
  classify: ['unclassified'],
  endUnfulfilled: ['awaitingSector'],
  endDeregistered: STANDING,
  prolong: ['awaitingSector'],
  endShield: OPEN,
  recheck: ['published'],
  promisePapers: ['published'],
  papersCame: ['published'],
  settleBreach: ['published'],
  recordChallenge: OPEN,
  recordStop: OPEN,
  endStop: OPEN,
  recordChallengeResult: OPEN,
};
