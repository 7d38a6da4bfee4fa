/** Whether a document that was signed still says what is so: in force, superseded by a later one, or taken back. */
import type { NoticeKind, Outcome, RecordStatus } from './case.js';
import type { Day } from '../time/calendar.js';

export const STANDINGS = ['inForce', 'superseded', 'revoked', 'void'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface LaterNotice {
  readonly kind: NoticeKind;
  readonly number: string;
  readonly signedOn: Day;
}

/** What a later document on the same record does to an earlier one. */
const ENDED_BY: Partial<Record<NoticeKind, Partial<Record<NoticeKind, 'superseded' | 'revoked'>>>> = {
  listingNotice: {
    listingDecision: 'superseded',
    noListingDecision: 'superseded',
    recognition: 'superseded',
    noRecognition: 'superseded',
    listingNotice: 'superseded',
  },
  listingDecision: { exitDecision: 'superseded', repairDecision: 'superseded' },
  relistingNotice: { relistingDecision: 'superseded' },
  relistingDecision: { exitDecision: 'superseded', repairDecision: 'superseded' },
  exitDecision: { relistingDecision: 'revoked' },
  repairDecision: { relistingDecision: 'revoked', revocationDecision: 'revoked' },
  revocationNotice: { revocationDecision: 'superseded', noRevocation: 'superseded' },
  shieldDecision: { shieldEnd: 'superseded' },
  addressConfirmation: { addressConfirmation: 'superseded' },
  interviewNotice: { interviewNotice: 'superseded' },
};

/** Decisions that fall with their record when it is annulled, as if it had never been. */
const FALLS_WITH_RECORD: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'listingDecision',
  'relistingDecision',
  'recognition',
]);

export interface Issued {
  readonly kind: NoticeKind;
  readonly outcome: Outcome | null;
  readonly recordStatus: RecordStatus;
  readonly later: readonly LaterNotice[];
  /** What took the place of a document that was spoiled (作废); absent: it was not. */
  readonly voided?: { readonly replacedBy: LaterNotice | null } | null;
}

/** Where the document stands, and the first later one that made it so. */
export function standingOf({ kind, outcome, recordStatus, later, voided = null }: Issued): {
  readonly standing: Standing;
  readonly by: LaterNotice | null;
} {
  if (voided !== null) return { standing: 'void', by: voided.replacedBy };
  if (recordStatus === 'annulled' && FALLS_WITH_RECORD.has(kind)) return { standing: 'revoked', by: null };
  // 撤回整改通知: the order is taken back without a document.
  if (kind === 'rectificationOrder' && outcome === 'withdrawn') return { standing: 'revoked', by: null };
  const by = later.find((other) => ENDED_BY[kind]?.[other.kind] !== undefined);
  return by === undefined
    ? { standing: 'inForce', by: null }
    : { standing: ENDED_BY[kind]?.[by.kind] ?? 'inForce', by };
}
