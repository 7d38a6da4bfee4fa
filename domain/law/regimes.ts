/** Which rules make up a repair regime, for whom and from when. Rows are tried from the top: the special before the general. */
import type { Severity } from '../file/case.js';
import type { Day } from '../time/calendar.js';
import {
  NOTICE527_MATERIALS,
  ORDER58_MATERIALS,
  PLAN22_MATERIALS,
  SAMR_MATERIALS,
  type MaterialsRow,
} from './materials.js';

export type AuthorityKind = 'general' | 'samr' | 'court' | 'tax';

export type RegimeId =
  | 'REPAIR.TAX.2022'
  | 'REPAIR.SAMR.2021'
  | 'REPAIR.SAMR.2025'
  | 'REPAIR.NATIONAL.2019'
  | 'REPAIR.NATIONAL.2023'
  | 'REPAIR.NATIONAL.2026';

/** Ids of rules. `min` null: repair may be applied for as soon as the duties are fulfilled. */
export interface PublicityRow {
  readonly min: string | null;
  readonly max: string;
  readonly startEvent: 'document' | 'publication';
}

export interface Regime {
  readonly id: RegimeId;
  readonly authorities: readonly AuthorityKind[];
  /** Only for records that are entries of a serious-dishonesty list. */
  readonly listedOnly: boolean;
  readonly inForceFrom: Day;
  readonly supersededOn: Day | null;
  /** Ids of rules. Where the regime has no number of its own, Order 36's stands in, as a parameter. */
  readonly procedure: Readonly<
    Record<'acceptance' | 'verification' | 'result' | 'extension' | 'effects' | 'reapplyBar', string>
  >;
  readonly materials: MaterialsRow;
  /** Id of the rule on bankruptcy; before there was one, Order 36's stands in. */
  readonly shield: string;
  /** Id of the rule by which an early end is barred while the subject stands on another directory or list. */
  readonly clean?: string;
  readonly publicity: Readonly<Record<Severity, PublicityRow>>;
  /** For entries of a list, where their term is not that of a serious penalty. */
  readonly listed?: PublicityRow;
  readonly notes: readonly string[];
}

const row = (min: string | null, max: string, startEvent: PublicityRow['startEvent']): PublicityRow => ({
  min,
  max,
  startEvent,
});
const ORDER36 = {
  acceptance: 'N36-accept',
  verification: 'N36-verify',
  result: 'N36-feedback',
  extension: 'N36-extend',
  effects: 'N36-sync',
  reapplyBar: 'N36-false',
} as const;
const ORDER36_PUBLICITY = {
  minor: row(null, 'N36-minor-max', 'document'),
  general: row('N36-general-min', 'N36-general-max', 'document'),
  serious: row('N36-serious-min', 'N36-serious-max', 'document'),
} as const;
const EVERYONE = ['general', 'samr', 'court', 'tax'] as const;

export const REGIMES: readonly Regime[] = [
  {
    id: 'REPAIR.TAX.2022',
    authorities: ['tax'],
    listedOnly: true,
    inForceFrom: '2022-02-01',
    supersededOn: null,
    procedure: {
      ...ORDER36,
      acceptance: 'T54-accept',
      verification: 'T54-decide',
      result: 'CFG-result-tax2022',
      effects: 'T54-stop',
    },
    materials: PLAN22_MATERIALS,
    shield: 'N36-bankr-temp',
    publicity: { ...ORDER36_PUBLICITY, serious: row('T54-early', 'T54-3y', 'publication') },
    notes: ['五年内两次以上被确定为重大税收违法失信主体的,不适用提前停止公布,须人工核对。'],
  },
  {
    id: 'REPAIR.SAMR.2025',
    authorities: ['samr'],
    listedOnly: false,
    inForceFrom: '2025-12-25',
    supersededOn: null,
    procedure: { ...ORDER36, verification: 'S107-decide', result: 'CFG-result-samr2025' },
    materials: SAMR_MATERIALS,
    shield: 'S107-bankr',
    clean: 'S45-14-cond',
    publicity: {
      minor: row(null, 'S107-minor', 'publication'),
      general: row('S107-min', 'S107-general-max', 'publication'),
      serious: row('S107-serious-min', 'S107-serious-max', 'publication'),
    },
    notes: [
      '跨省的,自作出修复决定之日起3个工作日内推送至登记地市场监管部门(天数待确认)。',
      '因同一类违法行为再次受到行政处罚的,不得提前停止公示(市场监管总局令第45号第十四条),须人工核对。',
    ],
  },
  {
    id: 'REPAIR.SAMR.2021',
    authorities: ['samr'],
    listedOnly: false,
    inForceFrom: '2021-09-01',
    supersededOn: '2025-12-25',
    procedure: { ...ORDER36, acceptance: 'S3-accept', verification: 'S3-decide', result: 'CFG-result-samr2021' },
    materials: SAMR_MATERIALS,
    shield: 'S107-bankr',
    clean: 'S45-14-cond',
    publicity: {
      minor: row(null, 'S45-13-3m', 'publication'),
      general: row('S3-6m', 'S45-13-3y', 'publication'),
      serious: row('S45-13-3y', 'S45-13-3y', 'publication'),
    },
    listed: row('S44-early', 'S44-three', 'document'),
    notes: [
      '食品、药品、特种设备领域最短公示期为一年,须人工核对。',
      '责令停产停业、限制经营、限制从业、降低资质等级、吊销的,不得提前停止公示(市场监管总局令第45号第十四条第三款)。',
    ],
  },
  {
    id: 'REPAIR.NATIONAL.2026',
    authorities: EVERYONE,
    listedOnly: false,
    inForceFrom: '2026-04-01',
    supersededOn: null,
    procedure: ORDER36,
    materials: PLAN22_MATERIALS,
    shield: 'N36-bankr-temp',
    publicity: ORDER36_PUBLICITY,
    notes: [],
  },
  {
    id: 'REPAIR.NATIONAL.2023',
    authorities: EVERYONE,
    listedOnly: false,
    inForceFrom: '2023-05-01',
    supersededOn: '2026-04-01',
    procedure: { ...ORDER36, result: 'N58-decide', effects: 'N58-share', reapplyBar: 'N58-false' },
    materials: ORDER58_MATERIALS,
    shield: 'N36-bankr-temp',
    publicity: {
      minor: row('N58-min', 'N58-max', 'document'),
      general: row('N58-min', 'N58-max', 'document'),
      serious: row('N58-min-special', 'N58-max', 'document'),
    },
    notes: ['令第58号不分轻微、一般、严重:最短一年只适用于特种设备、安全生产、消防等领域,须人工核对。'],
  },
  {
    id: 'REPAIR.NATIONAL.2019',
    authorities: EVERYONE,
    listedOnly: false,
    inForceFrom: '2019-07-01',
    supersededOn: '2023-05-01',
    procedure: ORDER36,
    materials: NOTICE527_MATERIALS,
    shield: 'N36-bankr-temp',
    publicity: {
      minor: row('F527-general-min', 'F527-general-max', 'document'),
      general: row('F527-general-min', 'F527-general-max', 'document'),
      serious: row('F527-serious-min', 'F527-serious-max', 'document'),
    },
    notes: ['特定严重失信行为公示三年,公示期间不予修复(发改办财金〔2019〕527号第三部分),须人工核对。'],
  },
];
