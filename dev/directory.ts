/** The demo directory: the people's departments and parties of `identities.ts`, with where they are reached. */
import type { Effect } from '../domain/file/case.js';
import type { SourceSystem } from '../domain/law/lists.js';
import type { InformedAs } from '../domain/record/record-facts.js';
import type { Directory } from '../register/directory.js';
import { DEPARTMENTS, IDENTITIES, PARTIES, REGIONS } from './identities.js';

type PartyId = (typeof PARTIES)[number]['id'];

/**
 * A record of each city is shown by 信用中国, its province's and its own site and 公示系统, is passed on by a credit agency, and
 * is used by three departments: two with a system and one without.
 */
const DUTIES: Readonly<Record<string, readonly (readonly [PartyId, readonly Effect[]])[]>> = {
  '320800': [
    ['credit-china', ['endPublicity', 'stopSharing']],
    ['credit-jiangsu', ['endPublicity']],
    ['credit-huaian', ['endPublicity']],
    ['necips', ['endPublicity']],
    ['huaian-agency', ['stopSharing']],
    ['huaian-ggzy', ['liftMeasures']],
    ['huaian-finance', ['liftMeasures']],
    ['huaian-kjj', ['liftMeasures']],
  ],
  '130100': [
    ['credit-china', ['endPublicity', 'stopSharing']],
    ['credit-hebei', ['endPublicity']],
    ['credit-sjz', ['endPublicity']],
    ['necips', ['endPublicity']],
    ['sjz-agency', ['stopSharing']],
    ['sjz-ggzy', ['liftMeasures']],
    ['sjz-finance', ['liftMeasures']],
    ['sjz-kjj', ['liftMeasures']],
  ],
};

interface Reach {
  readonly sites: readonly PartyId[];
  /** Codes of the measures (domain/law/measures.ts) that each carries out. */
  readonly implementers: readonly (readonly [PartyId, readonly string[]])[];
  /** From below. */
  readonly chain: readonly PartyId[];
  readonly sources: Readonly<Record<SourceSystem, PartyId>>;
  /** Who is told of a public body's or a state-owned enterprise's listing, and as what. */
  readonly informed: readonly (readonly [PartyId, readonly InformedAs[]])[];
  /** Third parties that pass on what is public. */
  readonly agencies: readonly PartyId[];
  readonly platform: PartyId;
}

const reachOf = (city: 'huaian' | 'sjz', province: 'jiangsu' | 'hebei'): Reach => ({
  sites: ['credit-china', `credit-${province}`, `credit-${city}`],
  implementers: [
    [`${city}-ggzy`, ['procurementBan', 'procurementYears', 'biddingLimit', 'landLimit']],
    [
      `${city}-registry`,
      [
        ...['appointmentLimit', 'industryBan', 'keySupervision', 'noFacilitation'],
        ...['greenChannel', 'papersLater', 'fewerInspections'],
      ],
    ],
    [`${city}-execution`, ['consumptionLimit']],
    [`${city}-finance`, ['financeHint']],
    [`credit-${city}`, ['publicExposure']],
    [`${city}-kjj`, ['subsidyLimit', 'honourLimit', 'subsidyPriority']],
    [`${city}-exams`, ['publicPositionLimit']],
    [`${city}-gsl`, ['associationDiscipline']],
  ],
  chain: [`${city}-county`, `${city}-centre`, `credit-${city}`, `credit-${province}`, 'credit-china'],
  sources: {
    executionSite: 'court-site',
    taxPlatform: `${province}-tax-site`,
    necips: 'necips',
    own: `${city}-lists`,
  },
  informed: [
    [`${city}-gzw`, ['superior']],
    [`${city}-sjj`, ['audit']],
    [`${city}-jw`, ['discipline']],
  ],
  agencies: [`${city}-agency`],
  platform: `${city}-platform`,
});

type Roles = NonNullable<Directory['roles']>;

function rolesOf(region: string, { sites, implementers, chain, sources, informed, agencies, platform }: Reach): Roles {
  return [
    ...sites.map((party) => ({ region, party, role: 'site' as const })),
    ...implementers.map(([party, about]) => ({ region, party, role: 'implementer' as const, about })),
    ...chain.map((party, rank) => ({ region, party, role: 'chain' as const, rank })),
    ...Object.entries(sources).map(([system, party]) => ({ region, party, role: 'source' as const, about: [system] })),
    ...informed.map(([party, about]) => ({ region, party, role: 'informed' as const, about })),
    ...agencies.map((party) => ({ region, party, role: 'agency' as const })),
    { region, party: platform, role: 'platform' },
  ];
}

/** The http parties, which need an address each. */
export const HTTP_PARTIES: readonly PartyId[] = PARTIES.flatMap(({ id, adapter }) => (adapter === 'http' ? [id] : []));

/** `baseUrls`: party id → base address, for every http party. Throws when one is missing. */
export function directoryFor(baseUrls: Readonly<Record<string, string>>): Directory {
  const missing = HTTP_PARTIES.filter((id) => baseUrls[id] === undefined);
  if (missing.length > 0) throw new Error(`no address for ${missing.join(', ')}`);
  return {
    regions: [...REGIONS],
    departments: DEPARTMENTS.map((d) => ({ ...d, email: `${d.id}@department.example` })),
    parties: PARTIES.map((p) => ({ ...p, url: p.adapter === 'http' ? (baseUrls[p.id] ?? null) : null })),
    duties: Object.entries(DUTIES).flatMap(([region, duties]) =>
      duties.map(([party, effects]) => ({ region, party, effects })),
    ),
    people: IDENTITIES.flatMap(({ id, name, department, roles }) =>
      department === undefined ? [] : [{ id, name, department, roles }],
    ),
    roles: [...rolesOf('320800', reachOf('huaian', 'jiangsu')), ...rolesOf('130100', reachOf('sjz', 'hebei'))],
  };
}
