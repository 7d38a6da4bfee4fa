/** The acts of a rectification: what each says, and during which stages it may be done. */
import type { Day, Instant } from '../time/calendar.js';
import type { Act, RectificationStage } from '../file/case.js';
import type { AlarmPayload, DeliveredPayload, ReportPayload, ServicePayload } from '../file/outbound.js';
import type { InterviewKind } from '../file/particulars.js';
import type { Responsible } from '../record/responsible.js';

export interface OrderPayload {
  readonly items: readonly { readonly text: string }[];
  /** 限定期限: set in the case by who orders. */
  readonly deadline: Day;
  readonly facts: string;
  readonly serious: boolean;
  /** Code of the list that is proposed when it fails; null: none. */
  readonly list: string | null;
  readonly electronicService: boolean;
}

type Nothing = Readonly<Record<string, never>>;

export type RectificationAct =
  | Act<'orderRectification', OrderPayload>
  | Act<'reportRectified', { readonly items: readonly { readonly id: string }[] }>
  | Act<
      'verifyRectified',
      {
        readonly method: 'onSite' | 'papers';
        readonly results: readonly { readonly id: string; readonly sufficient: boolean; readonly note: string }[];
      }
    >
  | Act<'extendRectification', { readonly deadline: Day; readonly reasons: string }>
  | Act<
      'scheduleInterview',
      {
        readonly kind: InterviewKind;
        readonly at: Instant;
        readonly place: string;
        readonly interviewers: readonly string[];
      }
    >
  | Act<
      'recordInterview',
      {
        readonly attended: boolean;
        readonly minutes: string;
        readonly signedByBoth: boolean;
        /** The party came of its own accord, though it was told too late or not at all. */
        readonly voluntary: boolean;
        readonly commitments: readonly string[];
        /** Name and office of who came for the party. */
        readonly attendees?: readonly string[] | undefined;
        readonly newDeadline?: Day | undefined;
      }
    >
  | Act<'askReschedule', { readonly reasons: string; readonly wish?: Instant | undefined }>
  | Act<'declineReschedule', { readonly reasons: string }>
  | Act<
      'handOver',
      {
        readonly reasons: string;
        readonly basis: string;
        readonly measures: readonly string[];
        readonly responsible?: readonly Responsible[] | undefined;
      }
    >
  | Act<'assignHelper', { readonly helper: string }>
  | Act<'logVisit', { readonly visitedOn: Day; readonly note: string }>
  | Act<'withdrawOrder', { readonly reasons: string }>
  | Act<'moot', Nothing>
  | Act<'recordService', ServicePayload>
  | Act<'report', ReportPayload>
  | Act<'delivered', DeliveredPayload>
  | Act<'alarm', AlarmPayload>;

export type RectificationActName = RectificationAct['name'];

const OPEN: readonly RectificationStage[] = [
  'ordering',
  'rectifying',
  'checking',
  'interviewDue',
  'interviewScheduled',
  'failed',
];

/** During which stages an act may be done; acts not named here may be done at any stage. */
export const RECTIFICATION_STAGES: Partial<Record<RectificationActName, readonly RectificationStage[]>> = {
  reportRectified: ['rectifying', 'interviewDue', 'interviewScheduled'],
  verifyRectified: ['checking'],
  extendRectification: ['rectifying'],
  scheduleInterview: ['interviewDue', 'interviewScheduled'],
  recordInterview: ['interviewScheduled'],
  askReschedule: ['interviewScheduled'],
  declineReschedule: ['interviewScheduled'],
  handOver: ['failed'],
  // Help goes on when all is rectified, until the record is repaired.
  assignHelper: [...OPEN, 'archiving', 'closed'],
  logVisit: [...OPEN, 'archiving', 'closed'],
  withdrawOrder: OPEN,
};
