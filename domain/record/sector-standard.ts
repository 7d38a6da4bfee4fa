/** The classification of a sector (行业分类标准), which goes before the national default (Order 36, chapter 2). */
import type { Severity } from '../file/case.js';
import { depth, liesIn } from '../law/jurisdictions.js';
import type { PenaltyKind, SectorStandard } from './severity.js';

/** A standard, and whose penalties it is about. */
export interface StandardInForce extends SectorStandard {
  /** GB/T 2260 code; it holds there and below. */
  readonly region: string;
  /** Ids of the authorities of the sector; null: all of the region. */
  readonly authorities: readonly string[] | null;
}

/**
 * The standard for a penalty of this authority: one that names it before one for all, then the nearest region's, then the
 * latest. `standards`: latest first.
 */
export function standardFor(
  standards: readonly StandardInForce[],
  authority: { readonly id: string; readonly region: string },
): SectorStandard | undefined {
  const reaches = ({ region, authorities }: StandardInForce): boolean =>
    liesIn(authority.region, region) && (authorities === null || authorities.includes(authority.id));
  const rank = ({ authorities, region }: StandardInForce): number => (authorities === null ? 0 : 10) + depth(region);
  return standards.filter(reaches).sort((a, b) => rank(b) - rank(a))[0];
}

const GRAVITY: Readonly<Record<Severity, number>> = { minor: 0, general: 1, serious: 2 };

export interface StandardContent {
  readonly kinds: Partial<Record<PenaltyKind, Severity>>;
  readonly fines: readonly { readonly fromFen: number; readonly severity: Severity }[];
}

/** What is wrong with a standard, as paths into it; empty when it can be used. */
export function standardFaults({ kinds, fines }: StandardContent): readonly { path: string; message: string }[] {
  const bands = [...fines].sort((a, b) => a.fromFen - b.fromFen);
  const isTwice = bands.some((band, n) => band.fromFen === bands[n + 1]?.fromFen);
  // A fine below all bands is as the kind says.
  const steps = kinds.fine === undefined || bands[0]?.fromFen === 0 ? bands : [{ severity: kinds.fine }, ...bands];
  const isMilder = steps.some((step, n) => GRAVITY[step.severity] > GRAVITY[steps[n + 1]?.severity ?? 'serious']);
  return [
    ...(Object.keys(kinds).length + fines.length > 0
      ? []
      : [{ path: '/kinds', message: '至少规定一个处罚种类或者罚款档次' }]),
    ...(isTwice ? [{ path: '/fines', message: '同一起点金额只能有一个档次' }] : []),
    ...(isMilder ? [{ path: '/fines', message: '罚款较多的,失信程度不得较轻' }] : []),
  ];
}
