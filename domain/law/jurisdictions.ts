/** Whose rule it is, and where it holds. */

/** The State, one system of authorities, or one region. */
export type Jurisdiction = 'national' | 'samr' | 'court' | 'tax' | LocalJurisdiction;
export type LocalJurisdiction = keyof typeof REGIONS;

/** GB/T 2260 codes of the regions that have instruments or parameters of their own. */
const REGIONS = {
  jiangsu: '320000',
  huaian: '320800',
  huaianDistrict: '320803',
  yancheng: '320900',
  qidong: '320681',
  hebei: '130000',
  shijiazhuang: '130100',
  shanghai: '310000',
  shandong: '370000',
  henan: '410000',
  shenzhen: '440300',
  zhejiang: '330000',
  guangzhou: '440100',
} as const;

/** The region of a local jurisdiction; null for the State and for systems of authorities. */
export function regionOf(jurisdiction: Jurisdiction): string | null {
  switch (jurisdiction) {
    case 'national':
    case 'samr':
    case 'court':
    case 'tax':
      return null;
    default:
      return REGIONS[jurisdiction];
  }
}

/** Whether `region` is `area` or lies in it: 320803 lies in 320800, in 320000 and in 000000. Codes of six digits. */
export const liesIn = (region: string, area: string): boolean => region.startsWith(area.replace(/(00)+$/, ''));

/** How near a region is: the digits that say anything, 0 for the nation to 6 for a county. */
export const depth = (region: string): number => region.replace(/(00)+$/, '').length;
