/** A lawful body for every opening: about this subject, or about a record on a list, or one that has left it. */
import type { OpeningPath } from '../../contract/openings.js';

const sha256 = 'c'.repeat(64);

export function openingBodies(
  code: string,
  { listed, left }: { readonly listed: string; readonly left: string },
): Readonly<Record<OpeningPath, object>> {
  const subject = { code, name: '示例公司' };
  const listing = {
    ...{ subject, title: '拒不履行', list: 'environment', facts: '事实', basis: '依据' },
    ...{ measures: ['honourLimit'], months: 12, electronicService: true },
  };
  return {
    '/listings': listing,
    '/listings/received': { ...listing, documentNumber: '示例〔2026〕1号', decidedOn: '2026-08-01' },
    '/recognitions': {
      ...{ subject, title: '守信', facts: '事迹', basis: '依据', measures: ['papersLater'] },
    },
    '/rectifications': { subject, title: '超标', items: [{ text: '整改' }], deadline: '2026-09-20', facts: '事实' },
    '/objections': {
      ...{ record: listed, ground: 'content', explanation: '有误', electronicService: true },
      corrections: [{ field: '金额', from: '1', to: '2' }],
    },
    '/exits': {
      ...{ record: listed, ground: 'fulfilled', fulfilledOn: '2026-08-01' },
      evidence: [{ kind: 'fulfilment', name: '缴款凭证', sha256 }],
    },
    '/revocations': {
      ...{ record: listed, ground: 'falseMaterial', reasons: '凭证系伪造' },
      documents: [{ kind: 'other', name: '证据', sha256 }],
    },
    '/relistings': {
      ...{ record: left, reasons: '隐瞒', measures: [] },
      documents: [{ kind: 'other', name: '证据', sha256 }],
    },
  };
}
