/** The demo directory: the people's departments and parties of `identities.ts`, with where they are reached. */
import type { Effect } from '../domain/case.js';
import type { Directory } from '../register/directory.js';
import { DEPARTMENTS, PARTIES, REGIONS } from './identities.js';

type PartyId = (typeof PARTIES)[number]['id'];

/** Provinces and a county, so that the tree has all its levels. */
const OTHER_REGIONS = [
  { code: '320000', name: '江苏省' },
  { code: '320803', name: '江苏省淮安市淮安区' },
  { code: '130000', name: '河北省' },
];

/** Records of each city are shown by the national and the city's site, used by its trading centre and its science bureau. */
const DUTIES: Readonly<Record<string, readonly (readonly [PartyId, readonly Effect[]])[]>> = {
  '320800': [
    ['credit-china', ['endPublicity', 'stopSharing']],
    ['credit-huaian', ['endPublicity']],
    ['huaian-ggzy', ['liftMeasures']],
    ['huaian-kjj', ['liftMeasures']],
  ],
  '130100': [
    ['credit-china', ['endPublicity', 'stopSharing']],
    ['credit-sjz', ['endPublicity']],
    ['sjz-ggzy', ['liftMeasures']],
    ['sjz-kjj', ['liftMeasures']],
  ],
};

/** The http parties, which need an address each. */
export const HTTP_PARTIES: readonly PartyId[] = PARTIES.flatMap(({ id, adapter }) => (adapter === 'http' ? [id] : []));

/** `baseUrls`: party id → base address, for every http party. Throws when one is missing. */
export function directoryFor(baseUrls: Readonly<Record<string, string>>): Directory {
  const missing = HTTP_PARTIES.filter((id) => baseUrls[id] === undefined);
  if (missing.length > 0) throw new Error(`no address for ${missing.join(', ')}`);
  return {
    regions: [...REGIONS, ...OTHER_REGIONS],
    departments: DEPARTMENTS.map((d) => ({ ...d, email: `${d.id}@department.example` })),
    parties: PARTIES.map((p) => ({ ...p, url: p.adapter === 'http' ? (baseUrls[p.id] ?? null) : null })),
    duties: Object.entries(DUTIES).flatMap(([region, duties]) =>
      duties.map(([party, effects]) => ({ region, party, effects })),
    ),
  };
}
