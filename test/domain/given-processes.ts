/** The same given–when–then for listings, rectifications, objections, exits and the measures that rest on a record. */
import type { Day, Instant } from '../../domain/time/calendar.js';
import type { Act, CaseState } from '../../domain/file/case.js';
import type { Decision } from '../../domain/file/decision.js';
import type { Facts } from '../../domain/file/draft.js';
import { decideExit, type ExitFacts } from '../../domain/exit/exit.js';
import type { ExitAct } from '../../domain/exit/exit-acts.js';
import { listByCode, listByName, RED_LIST } from '../../domain/law/lists.js';
import {
  announcementTerm,
  exitPack,
  jointPack,
  listingPack,
  objectionPack,
  rectificationPack,
  type ProcessQuery,
} from '../../domain/law/packs.js';
import { decideListing, type ListingFacts } from '../../domain/listing/listing.js';
import type { ListingAct, ProposeListingPayload } from '../../domain/listing/listing-acts.js';
import { decideObjection, type ObjectionFacts } from '../../domain/objection/objection.js';
import type { ObjectionAct, ObjectPayload } from '../../domain/objection/objection-acts.js';
import { decideRedList, type RedListAct } from '../../domain/listing/red-list.js';
import { decideRecord, type RecordLifeFacts } from '../../domain/record/record.js';
import type { RecordAct } from '../../domain/record/record-acts.js';
import type { EnforcePayload } from '../../domain/record/initiate.js';
import type { Network, RecordFacts } from '../../domain/record/record-facts.js';
import type { GroundAnswer } from '../../domain/file/particulars.js';
import { decideRectification, type RectificationFacts } from '../../domain/rectification/rectification.js';
import type { OrderPayload, RectificationAct } from '../../domain/rectification/rectification-acts.js';
import * as g from './given.js';
import { act, actor, expecting, frozen, next, nothing, type Then } from './given.js';

export const FOREIGN = actor('x', 'handler', 'sjz-sthj');
export const SUPERIOR = actor('superior', 'reviewer', 'js-sthj');
export const PROVIDER = actor('provider', 'handler', 'huaian-scjg');

const http = (party: string) => ({ party, adapter: 'http' as const });
const manual = (party: string) => ({ party, adapter: 'manual' as const });

/** Two sites, three departments with matters of their own, and the way upward. */
export const NETWORK: Network = {
  sites: [http('credit-china'), http('credit-huaian')],
  implementers: [
    { ...http('huaian-czj'), measures: ['procurementBan', 'subsidyLimit'] },
    { ...manual('huaian-kjj'), measures: ['honourLimit', 'subsidyLimit', 'subsidyPriority'] },
    { ...manual('huaian-spj'), measures: ['papersLater', 'greenChannel'] },
    { ...manual('huaian-zjj'), measures: ['industryBan', 'biddingLimit', 'consumptionLimit'] },
  ],
  chain: [manual('county-office'), http('city-office'), http('credit-china')],
  sources: {
    own: http('sthj-system'),
    executionSite: http('execution-site'),
    taxPlatform: http('tax-platform'),
    necips: http('necips'),
  },
  informed: [
    { ...manual('huaian-gzw'), as: ['superior'] },
    { ...manual('huaian-sjj'), as: ['audit'] },
    { ...manual('huaian-jjjc'), as: ['discipline'] },
  ],
  agencies: [],
  platform: http('city-platform'),
  office: 'huaian-fgw',
  superior: SUPERIOR.department,
};

const nameOf = (code: string): string => listByCode(code)?.name ?? nothing();

/** An entry of the list of the environment, shown and enforced. */
export const ENTRY: RecordFacts = {
  ...g.RECORD,
  severity: 'serious',
  list: nameOf('environment'),
  network: NETWORK,
};
/** A matter that was found and is not a record yet. */
export const FOUND: RecordFacts = { ...ENTRY, status: 'found', severity: null, publishedOn: null, parties: [] };
/** The same of another list. */
export const foundFor = (code: string): RecordFacts => ({ ...FOUND, list: nameOf(code) });
export const entryOf = (code: string): RecordFacts => ({ ...ENTRY, list: nameOf(code) });

/** What differs from the usual facts. */
export interface Setup {
  readonly record?: RecordFacts;
  readonly open?: readonly CaseState[];
  readonly docket?: string;
  readonly newCaseId?: string;
  readonly now?: Instant;
  readonly authorityKind?: ProcessQuery['authorityKind'];
}

const BEGAN: Day = '2026-09-01';

const queryOf = (record: RecordFacts, setup: Setup): ProcessQuery => ({
  region: record.region,
  authorityKind: setup.authorityKind ?? listByName(record.list)?.authorityKinds[0] ?? 'general',
  list: record.list,
  day: BEGAN,
});

const factsOf = (a: Act, record: RecordFacts, { open, docket, newCaseId, now }: Setup): Facts => ({
  newCaseId: newCaseId ?? 'X1',
  docket: docket ?? '',
  now: now ?? a.effectiveAt,
  calendar: g.calendar,
  announcement: announcementTerm(record.region),
  record,
  open: open ?? [],
  closed: [],
});

/** given(file).when(act), and after(acts): the file after acts that must all be lawful. */
function processOf<A extends Act, F>(
  decide: (a: A, file: CaseState | null, facts: F) => Decision,
  usual: RecordFacts,
  factsFor: (facts: Facts, query: ProcessQuery) => F,
) {
  const decided = (a: A, file: CaseState | null, setup: Setup): Decision => {
    const record = setup.record ?? usual;
    return decide(frozen(a), frozen(file), frozen(factsFor(factsOf(a, record, setup), queryOf(record, setup))));
  };
  return {
    given: (file: CaseState | null, setup: Setup = {}) => ({
      when: (a: A): Then => expecting(file, a, decided(a, file, setup)),
    }),
    after: (acts: readonly A[], setup: Setup = {}, from: CaseState | null = null): CaseState => {
      const last = acts.reduce<CaseState | null>((file, a) => {
        const decision = decided(a, file, setup);
        if (!decision.ok) throw new Error(`${a.name}: ${decision.refusal.code}`);
        return next(file, a, decision);
      }, from);
      return last ?? nothing();
    },
  };
}

const listing = processOf<ListingAct, ListingFacts>(decideListing, FOUND, (facts, query) => ({
  ...facts,
  pack: listingPack(query),
  authorityKind: query.authorityKind,
}));
export const { given: givenListing, after: afterListing } = listing;

/** A matter of the red list, of a subject whose record is clean; and an entry of it. */
export const PRAISED: RecordFacts = { ...FOUND, status: 'proposed', list: RED_LIST.name };
export const RED_ENTRY: RecordFacts = { ...PRAISED, status: 'published' };
const redList = processOf<RedListAct, ListingFacts>(decideRedList, PRAISED, (facts, query) => ({
  ...facts,
  pack: listingPack(query),
  authorityKind: query.authorityKind,
}));
export const { given: givenRedList, after: afterRedList } = redList;

const rectification = processOf<RectificationAct, RectificationFacts>(decideRectification, FOUND, (facts, query) => ({
  ...facts,
  pack: rectificationPack(query),
  authorityKind: query.authorityKind,
}));
export const { given: givenRectification, after: afterRectification } = rectification;

const objection = processOf<ObjectionAct, ObjectionFacts>(decideObjection, ENTRY, (facts, query) => ({
  ...facts,
  pack: objectionPack(query),
}));
export const { given: givenObjection, after: afterObjection } = objection;

const exit = processOf<ExitAct, ExitFacts>(decideExit, ENTRY, (facts, query) => ({ ...facts, pack: exitPack(query) }));
export const { given: givenExit, after: afterExit } = exit;

const enforcement = processOf<RecordAct, RecordLifeFacts>(decideRecord, ENTRY, (facts, query) => ({
  ...facts,
  pack: g.packOf(facts.record, BEGAN),
  joint: jointPack(query),
  objections: objectionPack(query),
}));
export const { given: givenEnforcement, after: afterEnforcement } = enforcement;

/** What a decision makes other files of the record do. */
export const followsOf = ({ decision }: Then): readonly object[] => (decision.ok ? (decision.also ?? []) : nothing());

/** The acts of a listing. Proposed on Tuesday 1 September 2026. */
export const PROPOSAL: ProposeListingPayload = {
  list: 'environment',
  facts: '拒不履行生态环境行政处罚决定',
  basis: '国办发〔2020〕49号(六)',
  measures: ['procurementBan', 'honourLimit', 'industryBan'],
  months: 24,
  electronicService: true,
  linkedCase: null,
};
export const receiveListing = (when: string) =>
  act('receiveListing', g.OFFICE, { ...PROPOSAL, documentNumber: '苏环〔2026〕1号', decidedOn: '2026-08-20' }, when);

export const proposeListing = (more: Partial<ProposeListingPayload> = {}, when: Day = BEGAN) =>
  act('proposeListing', g.HANDLER, { ...PROPOSAL, ...more }, when);
export const state = (grounds: readonly string[], when: Day, hearing = false, by = g.AGENT) =>
  act('state', by, { grounds: grounds.map((text) => ({ text })), hearing }, when);
/** Accepted or not; what an accepted one takes away, unless it is the listing itself. */
export const answer = (ids: readonly string[], when: Day, accepted = false, removes?: GroundAnswer['removes']) =>
  act(
    'answerGrounds',
    g.HANDLER,
    { answers: ids.map((ground) => ({ ground, accepted, reason: '已经复核', removes })) },
    when,
  );
export const CONTENTS = {
  facts: '事由',
  basis: '依据',
  measuresHint: '惩戒措施提示',
  exitConditions: '移出条件和程序',
  remedies: '救济措施',
} as const;
export const proposeDecision = (
  when: Day,
  more: Partial<Extract<ListingAct, { name: 'proposeDecision' }>['payload']> = {},
) =>
  act(
    'proposeDecision',
    g.HANDLER,
    {
      outcome: 'list' as const,
      findings: '已核实',
      measures: PROPOSAL.measures,
      months: PROPOSAL.months,
      graceMonths: 0,
      contents: CONTENTS,
      ...more,
    },
    when,
  );

/** The acts of a rectification. Ordered on Tuesday 1 September 2026, to be done by the 21st. */
export const DEADLINE: Day = '2026-09-21';
export const orderRectification = (more: Partial<OrderPayload> = {}, when: Day = BEGAN) =>
  act(
    'orderRectification',
    g.HANDLER,
    {
      items: [{ text: '拆除违法设施' }, { text: '缴纳罚款' }],
      deadline: DEADLINE,
      facts: '超标排放后未按期整改',
      serious: false,
      list: 'environment',
      electronicService: true,
      ...more,
    },
    when,
  );
export const reportRectified = (ids: readonly string[], when: Day) =>
  act('reportRectified', g.AGENT, { items: ids.map((id) => ({ id })) }, when);
export const verifyRectified = (results: Readonly<Record<string, boolean>>, when: Day, note = '现场查看') =>
  act(
    'verifyRectified',
    g.HANDLER,
    {
      method: 'onSite' as const,
      results: Object.entries(results).map(([id, sufficient]) => ({ id, sufficient, note })),
    },
    when,
  );
export const scheduleInterview = (
  kind: 'reminder' | 'warning',
  when: Day,
  day: Day,
  interviewers: readonly string[] = ['handler', 'second'],
) => act('scheduleInterview', g.HANDLER, { kind, at: g.at(day, '14:30'), place: '二楼第一会议室', interviewers }, when);
export const held = (day: Day, newDeadline: Day | undefined, signedByBoth = true, voluntary = false) =>
  act(
    'recordInterview',
    g.HANDLER,
    { attended: true, minutes: '约谈记录', signedByBoth, voluntary, commitments: ['限期拆除'], newDeadline },
    g.at(day, '16:00'),
  );
export const absent = (day: Day) =>
  act(
    'recordInterview',
    g.HANDLER,
    {
      attended: false,
      minutes: '未到场',
      signedByBoth: false,
      voluntary: false,
      commitments: [],
      newDeadline: undefined,
    },
    g.at(day, '16:00'),
  );
export const handOver = (when: Day) =>
  act(
    'handOver',
    g.HANDLER,
    { reasons: '约谈后仍未整改', basis: '国办发〔2020〕49号(六)', measures: ['procurementBan'] },
    when,
  );

/** The acts of an objection. Raised on Tuesday 1 September 2026. */
export const OBJECTION: ObjectPayload = {
  ground: 'content',
  corrections: [{ field: '处罚金额', from: '50000', to: '5000' }],
  explanation: '金额多写一个零',
  newEvidence: false,
  documents: [],
  channel: 'authority',
  electronicService: true,
};
export const object = (more: Partial<ObjectPayload> = {}, when: Day = BEGAN, by = g.AGENT) =>
  act('object', by, { ...OBJECTION, ...more }, when);
export const conclude = (
  verdict: Extract<ObjectionAct, { name: 'conclude' }>['payload']['verdict'],
  when: Day,
  reasons: string | undefined = verdict === 'uphold' ? '处罚决定书载明的金额无误' : undefined,
) => act('conclude', g.HANDLER, { verdict, findings: '已核查', reasons }, when);

/** The acts of leaving a list. Applied for on Tuesday 1 September 2026. */
export const applyExit = (ground: string, kinds: readonly string[], when: Day = BEGAN, by = g.AGENT) =>
  act(
    'applyExit',
    by,
    {
      ground,
      evidence: kinds.map((kind) => ({ kind, name: `${kind}.pdf`, sha256: '0' })),
      destination: null,
      electronicService: true,
    },
    when,
  );

/** The acts of the red list. Proposed on Tuesday 1 September 2026. */
export const BENEFITS = ['papersLater', 'subsidyPriority'];
export const recognise = (more: object = {}, when: Day = BEGAN, by = g.HANDLER) =>
  act(
    'recognise',
    by,
    {
      ...{ facts: '连续三年无不良信用记录', basis: '启东市2019年实施方案 二', measures: BENEFITS },
      ...{ electronicService: true, ...more },
    },
    when,
  );
/** How an entry of the red list is made known. */
export const favoured = (): EnforcePayload => ({ ...ENFORCED, measures: BENEFITS, months: null });

/** How a listing of our own is made known on Tuesday 1 September 2026. */
export const ENFORCED: EnforcePayload = {
  measures: PROPOSAL.measures,
  months: 24,
  publication: listingPack(queryOf(FOUND, {})).publication,
  publicationFrom: BEGAN,
};
